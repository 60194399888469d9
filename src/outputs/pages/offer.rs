//! The page of an offer: what to do first, then where and when, then everything else.

use serde::Serialize;

use super::card::Link;
use super::dates::{HoursView, LineView};
use super::links::PrintLink;
use super::translation::{TranslatedView, TranslationLink, translated_view, translation_links};
use super::{GuideLink, Maker, Room, Shell};
use crate::outputs::said::{
    AccessView, AddressView, CheckedView, ContactView, LanguageView, OfferText, address_lines, cost_note,
};
use crate::outputs::theme::encoded;
use crate::site::{AtPlace, ByDelivery, Cost, Offer, OfferId, routes};

/// What `offer.html` shows.
#[derive(Debug, Serialize)]
pub(super) struct OfferPage {
    pub shell: Shell,
    name: String,
    summary: String,
    kind: String,
    /// `temporarily closed`, `inactive`, `ended`: said at the top; none while it runs.
    notice: Option<String>,
    alert: Option<LineView>,
    /// The contact to try first.
    first: Option<ContactView>,
    contacts: Vec<ContactView>,
    places: Vec<PlaceView>,
    deliveries: Vec<DeliveryView>,
    /// Whether one of these says its next dates.
    has_dates: bool,
    cost: String,
    cost_note: Option<String>,
    cost_waiver: bool,
    eligibility: Vec<String>,
    referral: Option<String>,
    booking: Option<String>,
    groups: Vec<String>,
    bring: Vec<String>,
    how: Vec<String>,
    languages: Vec<LanguageView>,
    interpretation: Option<String>,
    access: Vec<AccessView>,
    capacity: Option<String>,
    dates: Option<String>,
    /// HTML.
    description: Option<String>,
    organisation: Link,
    area: Link,
    topics: Vec<Link>,
    guides: Vec<GuideLink>,
    /// Other offers at the same places.
    nearby: Vec<String>,
    checked: CheckedView,
    checked_by: String,
    prints: Vec<PrintLink>,
    /// A link that writes it into a text message; none once it has ended.
    text: Option<String>,
    /// Whether it can be kept on a list. What may put somebody in danger leaves no trace on the device.
    keep: bool,
    /// Other languages of this page.
    translations: Vec<TranslationLink>,
    /// For a translation: the language of its text, and whether the original has changed since.
    translated: Option<TranslatedView>,
    /// From the site's root, to name the entry when somebody reports a mistake.
    file: String,
}

/// A place where the offer is.
#[derive(Debug, Serialize)]
struct PlaceView {
    link: Link,
    address: AddressView,
    /// For a map's directions, without sending anything unless it is followed.
    map: Option<String>,
    alert: Option<LineView>,
    hours: HoursView,
    note: Option<String>,
    travel: Option<String>,
    access: Vec<AccessView>,
}

/// A way in which the offer comes to people.
#[derive(Debug, Serialize)]
struct DeliveryView {
    delivery: String,
    area: Option<Link>,
    link: Option<String>,
    link_text: Option<String>,
    hours: HoursView,
    note: Option<String>,
}

impl Maker<'_> {
    /// The page of an offer, in its own language or that of one of its translations.
    pub(super) fn offer(&self, id: OfferId, translation: Option<usize>) -> OfferPage {
        let site = self.site;
        let offer = site.offer(id);
        let own = routes::offer(&offer.slug);
        let translation = translation.and_then(|index| offer.translations.get(index));
        let path = translation.map_or_else(|| own.clone(), |one| routes::translated(&own, &one.language));
        let text = OfferText::of(offer, translation);
        let best = site.best_contact(offer);
        let others = offer
            .contacts
            .iter()
            .filter(|contact| best.is_none_or(|best| !std::ptr::eq(best, *contact)));
        let title = self.offer_title(offer, &text.name);
        let is_sensitive = site.is_sensitive(offer.sensitive, &offer.needs);
        let (is_listed, keep) = (site.is_listed(offer), site.is_listed(offer) && !is_sensitive);
        let shell = self.shell(&path, &title, &text.summary, &[("nav.offers", routes::OFFERS)]);
        let places: Vec<PlaceView> = offer.places.iter().map(|at| self.place_view(offer, at)).collect();
        let deliveries: Vec<DeliveryView> = offer
            .deliveries
            .iter()
            .map(|by| self.delivery_view(offer, by))
            .collect();
        let at_places = places.iter().map(|place| &place.hours);
        let mut hours = at_places.chain(deliveries.iter().map(|one| &one.hours));
        OfferPage {
            shell: self
                .may_leave(shell, is_sensitive)
                .with_script(self.list_address().filter(|_| keep)),
            kind: self.choice("offer_type", offer.kind.word()),
            notice: self.notice(offer),
            alert: self.alert(offer.alert.as_ref()),
            first: best.map(|contact| self.contact(contact)),
            contacts: others.map(|contact| self.contact(contact)).collect(),
            has_dates: hours.any(|hours| !hours.next.is_empty()),
            places,
            deliveries,
            cost: self.cost_short(&offer.cost),
            cost_note: cost_note(&offer.cost),
            cost_waiver: matches!(offer.cost, Cost::Amount { waiver: true, .. }),
            eligibility: self.eligibility(offer, text.eligibility),
            referral: self.referral(offer),
            booking: self.booking(offer.booking),
            groups: offer
                .groups
                .iter()
                .map(|group| self.choice("group", group.as_str()))
                .collect(),
            bring: text.bring,
            how: text.how,
            languages: self.languages(&offer.languages),
            interpretation: text.interpretation,
            access: self.access(&offer.access),
            capacity: offer.capacity.as_ref().map(|capacity| {
                let gaps = [
                    ("available", capacity.available.to_string()),
                    ("unit", capacity.unit.clone()),
                    ("date", self.date(capacity.updated)),
                ];
                self.filled("offer.capacity", &gaps)
            }),
            dates: self.dates(offer),
            description: text.description.map(|document| self.prose(document, &path)),
            organisation: self.organisation_link(offer.organisation),
            area: self.area_link(offer.area),
            topics: offer.needs.iter().map(|topic| self.topic_link(*topic)).collect(),
            guides: self.guides_for(id),
            nearby: self.nearby(id),
            checked: self.checked(&offer.assured, site.review_period(offer)),
            checked_by: offer.assured.by.clone(),
            prints: self.print_links(routes::id(&own), translation.map(|one| &one.language)),
            text: is_listed.then(|| self.text_link(offer, &text.name, &path)),
            keep,
            translations: translation_links(&own, &offer.translations),
            translated: translation.map(|one| translated_view(one, &own)),
            file: offer.origin.path().to_owned(),
            name: text.name,
            summary: text.summary,
        }
    }

    /// "Tea and Tablets, Millbrook": names collide, so the title says where.
    fn offer_title(&self, offer: &Offer, name: &str) -> String {
        let towns: Vec<&str> = offer
            .places
            .iter()
            .map(|at| self.site.place(at.place).address.town.as_str())
            .collect();
        match towns.as_slice() {
            [town] if !name.contains(town) => format!("{name}, {town}"),
            _ => name.to_owned(),
        }
    }

    fn place_view(&self, offer: &Offer, at: &AtPlace) -> PlaceView {
        let place = self.site.place(at.place);
        PlaceView {
            link: self.place_link(at.place),
            address: self.address(&place.address),
            map: self.map_link(place),
            alert: self.alert(place.alert.as_ref()),
            hours: self.hours_view(
                at.hours.as_deref(),
                &[&at.closed, &place.closed],
                self.site.schedule_at(offer, at).as_ref(),
            ),
            note: at.note.clone(),
            travel: place.travel.clone(),
            access: self.access(&place.access),
        }
    }

    /// A `geo:` address (RFC 5870): phones open their own map with it, and no company is told.
    pub(super) fn map_link(&self, place: &crate::site::Place) -> Option<String> {
        place.position.map(|position| {
            let name: String = address_lines(&place.address).join(", ");
            format!("geo:{},{}?q={}", position.lat, position.lon, encoded(&name))
        })
    }

    fn delivery_view(&self, offer: &Offer, by: &ByDelivery) -> DeliveryView {
        DeliveryView {
            delivery: self.choice("delivery", by.delivery.word()),
            area: by.area.map(|area| self.area_link(area)),
            link: by.link.as_ref().map(ToString::to_string),
            link_text: by.link.as_ref().map(|link| link.spoken().to_owned()),
            hours: self.hours_view(
                by.hours.as_deref(),
                &[&by.closed],
                self.site.schedule_by(offer, by).as_ref(),
            ),
            note: by.note.clone(),
        }
    }

    fn guides_for(&self, id: OfferId) -> Vec<GuideLink> {
        let site = self.site;
        let named = site.listings.offer_guides.get(&id).into_iter().flatten().copied();
        let by_topic = site
            .offer(id)
            .needs
            .iter()
            .flat_map(|topic| &site.listings.topic_guides[topic.index()])
            .copied();
        let mut ids = Vec::new();
        for guide in named.chain(by_topic) {
            if !ids.contains(&guide) && ids.len() < 3 {
                ids.push(guide);
            }
        }
        ids.into_iter().map(|guide| self.guide_link(guide)).collect()
    }

    /// Up to four other offers: at the same place, then for the same need in the same area.
    fn nearby(&self, id: OfferId) -> Vec<String> {
        let site = self.site;
        let offer = site.offer(id);
        let same_place = offer
            .places
            .iter()
            .flat_map(|at| &site.listings.place_offers[at.place.index()])
            .copied();
        let area = offer
            .places
            .first()
            .and_then(|at| site.place(at.place).area)
            .unwrap_or(offer.area);
        let same_area = site.listings.areas[area.index()].here.iter().copied();
        let helps_too = |other: &OfferId| site.offer(*other).needs.iter().any(|need| offer.needs.contains(need));
        let mut ids: Vec<OfferId> = Vec::new();
        for other in same_place.chain(same_area.take(200).filter(helps_too)) {
            if other != id && !ids.contains(&other) {
                ids.push(other);
            }
            if ids.len() == 4 {
                break;
            }
        }
        self.cards(&ids, Room::MOST)
    }
}
