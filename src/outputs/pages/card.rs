//! The parts that several pages share: a card of an offer, a link, a text.
//!
//! In: resolved things and words. Out: structs with exactly what templates show. Addresses are from the site's root;
//! templates put `root` before them, so one card serves every page.

use serde::Serialize;

use super::Maker;
use super::dates::{self, LineView, NextView};
use crate::markdown::{Document, PictureFiles};
use crate::outputs::html::{self, ROOT};
use crate::outputs::said::PhoneNumber;
use crate::pictures::Shown;
use crate::site::news::Event;
use crate::site::{OfferId, routes};
use crate::values::date::Date;

/// A link to a page of the site.
#[derive(Debug, Clone, Serialize, PartialEq, Eq, PartialOrd, Ord)]
pub struct Link {
    /// What it is called.
    pub name: String,
    /// From the site's root.
    pub address: String,
}

/// What `card.html` and `card-line.html` show: an offer in a list, with all that a card says, or as one line of a long list.
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
    /// The next date, where it does not go without saying.
    pub next: Option<NextView>,
    /// What to hear before setting out.
    pub news: Vec<LineView>,
    pub phone: Option<PhoneNumber>,
    pub cost: String,
    pub closed_for_now: bool,
    /// What a list can be narrowed to that it is: its classes.
    pub marks: Vec<&'static str>,
}

/// The card of an offer, and what a page with it needs.
pub(super) struct Card {
    pub html: String,
    /// Whether a part of it will be over one day.
    pub has_end: bool,
    /// Whether it names a date of a session.
    pub has_session: bool,
}

impl Card {
    /// A card of what its template made.
    pub fn of(html: &str) -> Self {
        Self {
            html: html::small(html),
            has_end: dates::has_end(html),
            has_session: dates::has_session(html),
        }
    }
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
            next: self.next_of(offer),
            news: site
                .news_of(offer)
                .iter()
                .map(|(event, until)| self.card_news(event, *until))
                .collect(),
            phone: self.phone(offer),
            cost: self.cost_short(&offer.cost),
            closed_for_now: offer.status == crate::content::Status::TemporarilyClosed,
            marks: super::narrow::marks(site, offer),
        }
    }

    /// A closure says what it is; an alert could be anything, so the card says that it is news.
    fn card_news(&self, event: &Event<'_>, until: Option<Date>) -> LineView {
        let line = self.event(event, until);
        match event {
            Event::Alert(_) => LineView {
                said: self.filled("card.news", &[("text", line.said)]),
                ..line
            },
            Event::Closed(..) => line,
        }
    }

    /// A link to an offer.
    pub fn offer_link(&self, id: OfferId) -> Link {
        let offer = self.site.offer(id);
        Link {
            name: offer.name.clone(),
            address: routes::offer(&offer.slug),
        }
    }

    /// "Millbrook Library, Millbrook", the town only where the name does not say it.
    pub(super) fn place_line(&self, id: crate::site::PlaceId) -> String {
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
        let address = |target: &Target| match target {
            Target::Web(address) => Some(address.clone()),
            Target::Mail(address) => Some(format!("mailto:{address}")),
            Target::Tel(number) => Some(format!("tel:{number}")),
            Target::Anchor(id) => Some(format!("#{id}")),
            Target::Entry { path, anchor } => self.site.routes.find(path).map(|address| {
                let way = routes::relative(from, address);
                anchor.as_ref().map_or(way.clone(), |anchor| format!("{way}#{anchor}"))
            }),
            Target::Refused(_) => None,
        };
        let picture = |target: &Target| match target {
            Target::Entry { path, .. } => self.gallery.find(path).map(|shown| picture_files(shown, from)),
            _ => None,
        };
        crate::markdown::html(document, 2, &address, &picture)
    }
}

/// The files of a picture as the page at `from` points at them.
fn picture_files(shown: &Shown, from: &str) -> PictureFiles {
    let to = |path: &str| routes::relative(from, path);
    PictureFiles {
        webp: shown.webp.iter().map(|(path, width)| (to(path), *width)).collect(),
        fallback: to(&shown.fallback),
        width: shown.width,
        height: shown.height,
    }
}
