//! Guides, organisations, places and pages as the search sees them.
//!
//! In: the things of the site. Out: their words by field, their filters, and what a result shows. It does not know the
//! index.

use super::{Kind, Maker, SearchDocument, sentences, spoken};
use crate::markdown;
use crate::outputs::search::schema::TextField;
use crate::site::{Guide, OfferId, Organisation, Page, Place, routes};

impl Maker<'_> {
    pub(super) fn guide(&self, guide: &Guide) -> SearchDocument {
        let mut document = SearchDocument::new(Kind::Guide, routes::guide(&guide.slug), &guide.title);
        document.summarise(&guide.summary);
        self.topics(&guide.needs, &guide.plain, &mut document);
        document.say_all(TextField::Synonyms, &guide.also_called);
        document.say_all(TextField::Body, &guide.before_you_start);
        document.say(TextField::Body, &markdown::text(&guide.body));
        for translation in &guide.translations {
            document.facet("language", translation.language.as_str());
            document.say_all(TextField::Topics, translation.language.autonym());
            document.say_all(TextField::Title, &translation.name);
            document.say_all(TextField::Summary, &translation.summary);
            document.say_all(TextField::Body, &translation.before_you_start);
            document.say_all(TextField::Body, translation.body.as_ref().map(markdown::text));
        }
        document
    }

    pub(super) fn organisation(&self, organisation: &Organisation, offers: &[OfferId]) -> SearchDocument {
        let address = routes::organisation(&organisation.slug);
        let mut document = SearchDocument::new(Kind::Organisation, address, &organisation.name);
        document.summarise(&organisation.summary);
        document.phone = Self::phone_of(&organisation.contacts).unwrap_or_default();
        // It runs itself: by its own name it comes before what it offers.
        document.say(TextField::Organisation, &organisation.name);
        document.say_all(TextField::Synonyms, &organisation.also_called);
        document.say(TextField::Body, organisation.kind.word());
        document.say_all(TextField::Body, organisation.description.as_ref().map(markdown::text));
        self.offers(offers, &mut document);
        document
    }

    pub(super) fn place(&self, place: &Place, offers: &[OfferId]) -> SearchDocument {
        let mut document = SearchDocument::new(Kind::Place, routes::place(&place.slug), &place.name);
        // A place has no summary of its own: its address says which of that name it is.
        document.summary = address_line(place);
        document.area = place
            .area
            .map(|area| self.site.area(area).name.clone())
            .unwrap_or_default();
        let operator = place.organisation.map(|id| self.site.organisation(id));
        let own = Self::phone_of(&place.contacts);
        document.phone = own
            .or_else(|| operator.and_then(|operator| Self::phone_of(&operator.contacts)))
            .unwrap_or_default();
        document.positions.extend(place.position);

        // It is where it is: by its own name it comes before what is offered there.
        document.say(TextField::Place, &place.name);
        document.say(TextField::Place, &document.summary.clone());
        document.say_all(TextField::Organisation, operator.map(|operator| &operator.name));
        document.say_all(TextField::Synonyms, &place.also_called);
        self.areas(place.area, &mut document);
        for area in place
            .area
            .map(|area| self.site.with_ancestors(area))
            .unwrap_or_default()
        {
            document.facet("area", self.site.area(area).slug.as_str());
        }
        for facility in &place.facilities {
            document.facet("facility", facility.word());
            document.say(TextField::Topics, &spoken(facility.word()));
        }
        for language in &place.languages {
            document.facet("language", language.as_str());
            document.say_all(TextField::Synonyms, language.autonym());
        }
        self.access(&place.access, &mut document);
        self.hours(place.hours.iter().flatten(), &mut document);
        document.say_all(TextField::Body, &place.travel);
        document.say_all(TextField::Body, place.description.as_ref().map(markdown::text));
        self.offers(offers, &mut document);
        document
    }

    /// Who has a need may ask those who run what helps, and go where it is.
    fn offers(&self, offers: &[OfferId], document: &mut SearchDocument) {
        for offer in offers.iter().map(|id| self.site.offer(*id)) {
            document.say(TextField::Offers, &offer.name);
            document.say(TextField::Offers, &offer.summary);
            document.say_all(TextField::Offers, &offer.plain);
            let phrases = format!(
                "{}\n{}\n{}",
                offer.name,
                sentences(&offer.summary),
                offer.plain.join("\n")
            );
            document.phrases.push(phrases);
        }
    }

    pub(super) fn page(&self, page: &Page) -> SearchDocument {
        let mut document = SearchDocument::new(Kind::Page, routes::page(&page.slug), &page.title);
        document.summarise(page.summary.as_deref().unwrap_or_default());
        document.say(TextField::Body, &markdown::text(&page.body));
        document
    }
}

fn address_line(place: &Place) -> String {
    let mut parts = place.address.lines.clone();
    parts.push(place.address.town.clone());
    parts.extend(place.address.postcode.clone());
    parts.join(", ")
}
