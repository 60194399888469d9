//! The parts that several pages share: a card of an offer, a link, contacts, access notes.
//!
//! In: resolved things and words. Out: structs with exactly what templates show. Addresses are from the site's root;
//! templates put `root` before them, so one card serves every page.

use serde::Serialize;

use super::Maker;
use super::dates::{self, LineView, NextView};
use crate::markdown::{Document, PictureFiles};
use crate::outputs::html::{self, ROOT};
use crate::pictures::Shown;
use crate::site::news::Event;
use crate::site::{Access, Address, Assured, Contact, Cost, Freshness, Offer, OfferId, Way, routes};
use crate::values::date::Date;
use crate::values::language::Language;

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

/// A number with its link.
#[derive(Debug, Clone, Serialize, PartialEq)]
pub struct PhoneNumber {
    /// In groups: `01632 960100`.
    pub spoken: String,
    /// `tel:+441632960100`
    pub uri: String,
}

/// A contact as a page shows it.
#[derive(Debug, Clone, Serialize)]
pub struct ContactView {
    /// `phone`, `sms`, `email`, `web`, `visit` or `post`.
    pub way: &'static str,
    /// What is shown: the number in groups, the address, the place's name.
    pub text: String,
    /// Where the link leads; none for post. From the root for `visit`.
    pub href: Option<String>,
    pub label: Option<String>,
    pub hours: Vec<String>,
    pub note: Option<String>,
    /// For `visit`, the place's address on one line.
    pub address: Option<String>,
}

/// When an entry was last checked.
#[derive(Debug, Clone, Serialize)]
pub struct CheckedView {
    /// `2026-05-11`
    pub iso: String,
    /// `11 May 2026`
    pub said: String,
    /// Whether it is so long ago that the page must say so.
    pub overdue: bool,
}

/// A language of an offer.
#[derive(Debug, Clone, Serialize)]
pub struct LanguageView {
    /// The tag, for `lang`.
    pub tag: String,
    /// Its own name: Polski.
    pub name: String,
    pub rtl: bool,
}

/// A postal address.
#[derive(Debug, Clone, Serialize)]
pub struct AddressView {
    pub lines: Vec<String>,
    pub postcode: Option<String>,
}

/// Access in words.
#[derive(Debug, Clone, Serialize)]
pub struct AccessView {
    pub feature: String,
    pub note: Option<String>,
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

    /// The number to ring for an offer.
    pub fn phone(&self, offer: &Offer) -> Option<PhoneNumber> {
        self.site.best_phone(offer).and_then(|contact| match &contact.way {
            Way::Phone(phone) => Some(PhoneNumber {
                spoken: phone.spoken(),
                uri: phone.tel_uri(),
            }),
            _ => None,
        })
    }

    /// "Free", "£20" or "Ask what it costs".
    pub fn cost_short(&self, cost: &Cost) -> String {
        match cost {
            Cost::Free { .. } => self.word("cost.free"),
            Cost::Ask { .. } => self.word("cost.ask"),
            Cost::Amount { amount, .. } => amount.to_string(),
        }
    }

    /// A contact as a page shows it.
    pub fn contact(&self, contact: &Contact) -> ContactView {
        let (way, text, href, address) = match &contact.way {
            Way::Phone(phone) => ("phone", phone.spoken(), Some(phone.tel_uri()), None),
            Way::Sms(phone) => ("sms", phone.spoken(), Some(phone.sms_uri()), None),
            Way::Email(email) => ("email", email.to_string(), Some(email.mailto_uri()), None),
            Way::Web(web) => ("web", web.spoken().to_owned(), Some(web.to_string()), None),
            Way::Visit(place) => {
                let place = self.site.place(*place);
                let address = address_lines(&place.address).join(", ");
                (
                    "visit",
                    place.name.clone(),
                    Some(routes::place(&place.slug)),
                    Some(address),
                )
            }
            Way::Post(post) => ("post", post.clone(), None, None),
        };
        ContactView {
            way,
            text,
            href,
            label: contact.label.clone(),
            hours: contact
                .hours
                .as_deref()
                .map(|rules| self.hours(rules))
                .unwrap_or_default(),
            note: contact.note.clone(),
            address,
        }
    }

    /// Access in words.
    pub fn access(&self, access: &[Access]) -> Vec<AccessView> {
        access
            .iter()
            .map(|one| AccessView {
                feature: self.choice("access", one.feature.as_str()),
                note: one.note.clone(),
            })
            .collect()
    }

    /// When it was last checked.
    pub fn checked(&self, assured: &Assured, every: crate::values::date::Period) -> CheckedView {
        let overdue = self.site.freshness(assured.date, every) == Freshness::Overdue;
        CheckedView {
            iso: assured.date.to_string(),
            said: self.date(assured.date),
            overdue,
        }
    }

    /// Languages by their own names; one whose name is not known is shown by its tag.
    pub fn languages(&self, languages: &[Language]) -> Vec<LanguageView> {
        languages.iter().map(|language| self.language_view(language)).collect()
    }

    /// A language by its own name.
    pub fn language_view(&self, language: &Language) -> LanguageView {
        LanguageView {
            tag: language.to_string(),
            name: language.autonym().unwrap_or(language.as_str()).to_owned(),
            rtl: language.is_rtl(),
        }
    }

    /// An address, a line each.
    pub fn address(&self, address: &Address) -> AddressView {
        let mut lines = address.lines.clone();
        lines.push(address.town.clone());
        lines.extend(address.county.clone());
        AddressView {
            lines,
            postcode: address.postcode.clone(),
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

/// The lines of an address with the postcode last.
pub fn address_lines(address: &Address) -> Vec<String> {
    let mut lines = address.lines.clone();
    lines.push(address.town.clone());
    lines.extend(address.postcode.clone());
    lines
}
