//! An offer as the search sees it.
//!
//! In: an offer and what it refers to. Out: its words by field, its filters, and what a result shows. It does not know
//! the index.

use std::collections::BTreeSet;

use super::{Kind, Maker, SearchDocument, spoken};
use crate::markdown;
use crate::outputs::search::schema::TextField;
use crate::site::{AreaId, Cost, Eligibility, Offer, OfferId, PlaceId, Way, routes};

/// The most years between the ages of one stage of life.
const STAGE_OF_LIFE: u32 = 20;

impl Maker<'_> {
    pub(super) fn offer(&self, id: OfferId, offer: &Offer) -> SearchDocument {
        let mut document = SearchDocument::new(Kind::Offer, routes::offer(&offer.slug), &offer.name);
        document.summarise(&offer.summary);
        document.area.clone_from(&self.site.area(offer.area).name);
        if let Some(Way::Phone(phone)) = self.site.best_phone(offer).map(|contact| &contact.way) {
            document.phone = phone.spoken();
        }
        self.topics(&offer.needs, &offer.plain, &mut document);
        document.say(TextField::Topics, &spoken(offer.kind.word()));
        document.facet("type", offer.kind.word());
        let organisation = self.site.organisation(offer.organisation);
        document.say(TextField::Organisation, &organisation.name);
        document.say_all(TextField::Organisation, &organisation.also_called);
        document.say_all(TextField::Synonyms, &offer.also_called);

        self.offer_places(offer, &mut document);
        for area in self.offer_areas.get(id.index()).into_iter().flatten() {
            document.facet("area", self.site.area(*area).slug.as_str());
        }
        self.offer_hours(offer, &mut document);
        self.offer_body(offer, &mut document);
        offer_languages(offer, &mut document);
        document.cost = match offer.cost {
            Cost::Free { .. } => "free",
            Cost::Ask { .. } => "ask",
            Cost::Amount { .. } => "paid",
        };
        document.facet("cost", document.cost);
        document
    }

    /// Where it is: places with their towns and postcodes, and the areas of all of them.
    fn offer_places(&self, offer: &Offer, document: &mut SearchDocument) {
        let places: BTreeSet<PlaceId> = offer.places.iter().map(|at| at.place).collect();
        let mut areas = BTreeSet::<AreaId>::from([offer.area]);
        for place in places {
            let place = self.site.place(place);
            document.say(TextField::Place, &place.name);
            document.say(TextField::Place, &place.address.town);
            document.say_all(TextField::Place, &place.address.postcode);
            document.say_all(TextField::Synonyms, &place.also_called);
            document.positions.extend(place.position);
            areas.extend(place.area);
            self.access(&place.access, document);
        }
        areas.extend(offer.deliveries.iter().filter_map(|by| by.area));
        self.areas(areas, document);
        if !offer.places.is_empty() {
            document.facet("delivery", "in-person");
        }
        for by in &offer.deliveries {
            document.facet("delivery", by.delivery.word());
            document.say(TextField::Body, &spoken(by.delivery.word()));
        }
    }

    fn offer_hours(&self, offer: &Offer, document: &mut SearchDocument) {
        let at_places = offer.places.iter().filter_map(|at| at.hours.as_deref());
        let by_delivery = offer.deliveries.iter().filter_map(|by| by.hours.as_deref());
        self.hours(at_places.chain(by_delivery).flatten(), document);
    }

    /// Everything that stands on its page and in no other field.
    fn offer_body(&self, offer: &Offer, document: &mut SearchDocument) {
        self.access(&offer.access, document);
        let body = TextField::Body;
        document.say_all(body, offer.description.as_ref().map(markdown::text));
        document.say_all(body, offer.how.iter().chain(&offer.bring));
        if let Some(eligibility) = &offer.eligibility {
            document.say_all(body, &eligibility.text);
            document.say_all(body, ages(eligibility).iter().map(u32::to_string));
        }
        document.say_all(body, offer.referral.as_ref().and_then(|referral| referral.how.as_ref()));
        document.say_all(body, offer.groups.iter().map(|group| spoken(group.as_str())));
        document.say_all(body, &offer.interpretation);
        document.say_all(body, offer.places.iter().filter_map(|at| at.note.as_ref()));
        document.say_all(body, offer.deliveries.iter().filter_map(|by| by.note.as_ref()));
        for contact in &offer.contacts {
            document.say_all(body, contact.label.iter().chain(&contact.note));
        }
        document.say_all(body, offer.capacity.as_ref().map(|capacity| &capacity.unit));
        match &offer.cost {
            Cost::Free { note } => {
                document.say(body, "free");
                document.say_all(body, note);
            }
            Cost::Ask { note } | Cost::Amount { note, .. } => document.say_all(body, note),
        }
        let is_news = |until: Option<_>| until.is_none_or(|until| until >= self.site.today);
        document.say_all(
            body,
            offer
                .alert
                .iter()
                .filter(|alert| is_news(alert.until))
                .map(|alert| &alert.text),
        );
        for translation in &offer.translations {
            document.say_all(TextField::Title, &translation.name);
            document.say_all(TextField::Summary, &translation.summary);
            document.say_all(body, translation.description.as_ref().map(markdown::text));
            document.say_all(body, translation.how.iter().chain(&translation.bring));
            document.say_all(body, translation.eligibility.iter().chain(&translation.interpretation));
        }
    }
}

/// Every age that it is for, where that is one stage of life: people say how old their son is, not "16 to 24".
fn ages(eligibility: &Eligibility) -> Vec<u32> {
    let (Some(from), Some(to)) = (eligibility.minimum_age, eligibility.maximum_age) else {
        return Vec::new();
    };
    let is_stage = to.saturating_sub(from) <= STAGE_OF_LIFE;
    (from..=to).filter(|_| is_stage).collect()
}

/// The languages that are spoken, by their own names, and those it is written in.
fn offer_languages(offer: &Offer, document: &mut SearchDocument) {
    let translated = offer.translations.iter().map(|translation| &translation.language);
    for language in offer.languages.iter().chain(translated) {
        document.facet("language", language.as_str());
    }
    document.say_all(
        TextField::Synonyms,
        offer.languages.iter().filter_map(|language| language.autonym()),
    );
}
