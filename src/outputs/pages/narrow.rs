//! Only some of a list, without a script: what is free, comes to you, or is open in the evening.
//!
//! In: the offers of a list. Out: the links over it, with how many each leaves, and the classes of cards by which the style
//! hides the others (`.just:target` in `styles/main.css`). A link that would leave all or nothing is not there. More wishes at
//! once are boxes to tick (`.and`), in browsers that know `:has`. What this cannot do (a day of the week) the search page can.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::Maker;
use super::room::Room;
use crate::content::{Booking, Delivery};
use crate::outputs::said::LanguageView;
use crate::site::{Cost, Offer, OfferId, Site, other_languages, routes};
use crate::values::hours::Rule;

/// A list with fewer offers is read faster than it is narrowed.
const FEWEST: usize = 5;

/// Whether an offer is what somebody wishes for.
type Holds = fn(&Site, &Offer) -> bool;

/// What a list can be narrowed to: its class, its words, and whether an offer is that.
const WISHES: [(&str, &str, Holds); 8] = [
    ("is-free", "narrow.free", |_, offer| {
        matches!(offer.cost, Cost::Free { .. })
    }),
    ("is-open", "narrow.no_booking", |_, offer| {
        offer.booking == Some(Booking::None)
    }),
    ("is-visit", "narrow.visit", |_, offer| comes(offer, Delivery::HomeVisit)),
    ("is-call", "narrow.call", |_, offer| comes(offer, Delivery::Phone)),
    ("is-online", "narrow.online", |_, offer| comes(offer, Delivery::Online)),
    ("is-late", "narrow.evening", |_, offer| {
        rules(offer).any(Rule::is_evening)
    }),
    ("is-weekend", "narrow.weekend", |_, offer| {
        rules(offer).any(Rule::is_weekend)
    }),
    ("is-level", "narrow.step_free", is_step_free),
];

/// The links over a list.
#[derive(Debug, Serialize)]
pub(super) struct Narrow {
    total: usize,
    wishes: Vec<Wish>,
    languages: Vec<Spoken>,
    /// The search page, narrowed to this list, with all its choices.
    search: Option<String>,
}

/// One link.
#[derive(Debug, Serialize)]
struct Wish {
    /// The class of the cards that stay; the line that says so has the id `only-` and this.
    class: &'static str,
    name: String,
    count: usize,
}

/// A language that some of the list are in, with its page.
#[derive(Debug, Serialize)]
struct Spoken {
    language: LanguageView,
    address: String,
    count: usize,
}

/// A list with the classes of its cards, so that it goes when all of them go.
#[derive(Debug, Serialize)]
pub(super) struct CardList {
    /// As many as there is room for: the first as cards, then lines.
    pub cards: Vec<String>,
    marks: Vec<&'static str>,
}

/// The classes of an offer's card.
pub(super) fn marks(site: &Site, offer: &Offer) -> Vec<&'static str> {
    let wishes = WISHES.iter().filter(|(.., holds)| holds(site, offer));
    wishes.map(|(class, ..)| *class).collect()
}

impl Maker<'_> {
    /// A list of cards that can be narrowed.
    pub(super) fn card_list(&self, ids: &[OfferId], room: Room) -> CardList {
        let site = self.site;
        let shown = ids.iter().take(room.all());
        let marks: BTreeSet<&str> = shown.flat_map(|id| marks(site, site.offer(*id))).collect();
        CardList {
            cards: self.cards(ids, room),
            marks: marks.into_iter().collect(),
        }
    }

    /// The links over a list; none where there is nothing to choose, or where less is shown than there is. `search` is what
    /// the search page calls the list: `area=millbrook&topic=devices`.
    pub(super) fn narrow(&self, ids: &[OfferId], room: Room, search: &str) -> Option<Narrow> {
        let site = self.site;
        let total = ids.len();
        if total < FEWEST || total > room.all() {
            return None;
        }
        let count = |holds: Holds| ids.iter().filter(|id| holds(site, site.offer(**id))).count();
        let wishes: Vec<Wish> = WISHES
            .iter()
            .map(|(class, key, holds)| Wish {
                class,
                name: self.word(key),
                count: count(*holds),
            })
            .filter(|wish| wish.count > 0 && wish.count < total)
            .collect();
        let mut spoken = BTreeMap::new();
        for language in ids.iter().flat_map(|id| other_languages(site, site.offer(*id))) {
            *spoken.entry(language).or_insert(0) += 1;
        }
        let languages: Vec<Spoken> = spoken
            .into_iter()
            .map(|(language, count)| Spoken {
                language: self.language_view(language),
                address: routes::language(language),
                count,
            })
            .collect();
        (!wishes.is_empty() || !languages.is_empty()).then(|| Narrow {
            total,
            wishes,
            languages,
            search: (!search.is_empty()).then(|| format!("{}?{search}", routes::SEARCH)),
        })
    }
}

fn comes(offer: &Offer, delivery: Delivery) -> bool {
    offer.deliveries.iter().any(|by| by.delivery == delivery)
}

fn rules(offer: &Offer) -> impl Iterator<Item = &Rule> {
    let at_places = offer.places.iter().filter_map(|at| at.hours.as_deref());
    let by_delivery = offer.deliveries.iter().filter_map(|by| by.hours.as_deref());
    at_places.chain(by_delivery).flatten()
}

/// Whether the offer says so itself, or each of its places does.
fn is_step_free(site: &Site, offer: &Offer) -> bool {
    let says = |access: &[crate::site::Access]| access.iter().any(|one| one.feature.as_str() == "step-free");
    let places = &offer.places;
    says(&offer.access) || (!places.is_empty() && places.iter().all(|at| says(&site.place(at.place).access)))
}
