//! The parts that several pages share: a card of an offer, a link, hours, contacts, access notes.
//!
//! In: resolved things and words. Out: structs with exactly what templates show. Addresses are from the site's root;
//! templates put `root` before them, so one card serves every page.

use serde::Serialize;

use super::Maker;
use crate::markdown::Document;
use crate::outputs::html::ROOT;
use crate::outputs::said::PhoneNumber;
use crate::site::{OfferId, routes};

/// A link to a page of the site.
#[derive(Debug, Clone, Serialize, PartialEq, Eq, PartialOrd, Ord)]
pub struct Link {
    /// What it is called.
    pub name: String,
    /// From the site's root.
    pub address: String,
}

/// What `card.html` shows: an offer in a list.
#[derive(Debug, Clone, Serialize)]
pub struct OfferCard {
    /// Stands for the way to the root until the card is put into a page.
    pub root: &'static str,
    pub name: String,
    pub address: String,
    pub summary: String,
    /// What sort of help.
    pub kind: String,
    /// Where: places with their towns, or forms of delivery.
    pub places: Vec<String>,
    /// The first line of its hours.
    pub hours: Option<String>,
    pub phone: Option<PhoneNumber>,
    pub cost: String,
    pub closed_for_now: bool,
}

impl Maker<'_> {
    /// The card of an offer.
    pub fn card(&self, id: OfferId) -> OfferCard {
        let site = self.site;
        let offer = site.offer(id);
        let mut places: Vec<String> = offer.places.iter().map(|at| self.place_line(at.place)).collect();
        places.extend(
            offer
                .deliveries
                .iter()
                .map(|by| self.choice("delivery", by.delivery.word())),
        );
        places.dedup();
        let rules = offer.places.iter().filter_map(|at| at.hours.as_ref());
        let rules = rules.chain(offer.deliveries.iter().filter_map(|by| by.hours.as_ref()));
        let hours = rules
            .flatten()
            .next()
            .map(|rule| self.hours(std::slice::from_ref(rule)))
            .unwrap_or_default();
        OfferCard {
            root: ROOT,
            name: offer.name.clone(),
            address: routes::offer(&offer.slug),
            summary: offer.summary.clone(),
            kind: self.choice("offer_type", offer.kind.word()),
            places,
            hours: hours.into_iter().next(),
            phone: self.phone(offer),
            cost: self.cost_short(&offer.cost),
            closed_for_now: offer.status == crate::content::Status::TemporarilyClosed,
        }
    }

    /// "Millbrook Library, Millbrook", the town only where the name does not say it.
    fn place_line(&self, id: crate::site::PlaceId) -> String {
        let place = self.site.place(id);
        if place.name.contains(&place.address.town) {
            place.name.clone()
        } else {
            format!("{}, {}", place.name, place.address.town)
        }
    }

    /// Markdown as HTML for the page at `from`.
    pub fn prose(&self, document: &Document, from: &str) -> String {
        use crate::markdown::Target;
        crate::markdown::html(document, 2, &|target| match target {
            Target::Web(address) => Some(address.clone()),
            Target::Mail(address) => Some(format!("mailto:{address}")),
            Target::Tel(number) => Some(format!("tel:{number}")),
            Target::Anchor(id) => Some(format!("#{id}")),
            Target::Entry { path, anchor } => self.site.routes.find(path).map(|address| {
                let way = routes::relative(from, address);
                anchor.as_ref().map_or(way.clone(), |anchor| format!("{way}#{anchor}"))
            }),
            Target::Refused(_) => None,
        })
    }
}
