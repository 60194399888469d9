//! The same offer is not listed twice.
//!
//! Two people add the same thing from two sides, and readers ring one number about an offer that is up to date and
//! another about one that is not. Two listed offers look like one if they are
//!
//! - the same type of help for the same need, at the same place and at overlapping times, or
//! - the same type of help for the same need with the same web address, or
//! - called nearly the same, with the same number to ring first.
//!
//! The type `other` is no type in this. It is a warning on the later one by file name. `not_same_as` in either of them
//! silences it. What one organisation does at different places are different offers.
//!
//! So that ten thousand offers take no longer than they must, only offers that share such a thing meet, sorted by name,
//! and each is compared with the [`NEIGHBOURS`] that follow: names decide the order, never the answer alone.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil;

use super::Check;
use crate::content::OfferType;
use crate::diagnostics::Diagnostics;
use crate::site::{Offer, OfferId, PlaceId, Site, TopicId, Way};
use crate::values::hours::Rule;
use crate::values::phone::Phone;

/// The check.
pub const CHECK: Check = Check {
    code: "near-duplicate",
    run,
};

/// How many followers in the order of names an offer is compared with, in each group.
const NEIGHBOURS: usize = 20;

/// The share of common words from which two names are nearly the same.
const NEARLY_THE_SAME: f64 = 0.6;

/// How far ahead two sessions are looked at to see whether they meet, in days: a quarter of a year, so that monthly
/// ones fall three times.
const DAYS_AHEAD: usize = 92;

/// Words that tell no two names apart.
const SMALL_WORDS: [&str; 14] = [
    "a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "our", "the", "to", "with",
];

fn run(site: &Site, diagnostics: &mut Diagnostics) {
    let names: Vec<(OfferId, Name)> = site
        .listed_offers()
        .map(|(id, offer)| (id, name_words(&offer.name)))
        .collect();
    let mut found: BTreeMap<OfferId, Alike<'_>> = BTreeMap::new();
    for (shared, mut group) in groups(site, &names) {
        group.sort();
        for (index, (name, id)) in group.iter().enumerate() {
            for (other_name, other) in group.iter().skip(index + 1).take(NEIGHBOURS) {
                let alike = common(name, other_name);
                let (one, two) = (site.offer(*id), site.offer(*other));
                if !is_shared(&shared, one, two, alike, site) || are_told_apart(one, two) {
                    continue;
                }
                let (first, later) = (*id.min(other), *id.max(other));
                let before = found.get(&later);
                if before.is_none_or(|before| (alike, before.first) > (before.alike, first)) {
                    found.insert(
                        later,
                        Alike {
                            first,
                            alike,
                            shared: shared.clone(),
                        },
                    );
                }
            }
        }
    }
    for (later, alike) in &found {
        say(site, *later, alike, diagnostics);
    }
}

/// What two offers have in common.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Shared<'a> {
    Place(PlaceId, OfferType, TopicId),
    Web(&'a str, OfferType, TopicId),
    Phone(&'a Phone),
}

/// An offer that looks like another.
struct Alike<'a> {
    first: OfferId,
    /// The share of common words in the names, which says which of several is named.
    alike: f64,
    shared: Shared<'a>,
}

/// The words of a name without the small ones, in the order of the alphabet.
type Name = BTreeSet<String>;

/// Offers that have something in common, each with the words of its name.
type Groups<'a> = BTreeMap<Shared<'a>, Vec<(&'a Name, OfferId)>>;

fn groups<'a>(site: &'a Site, names: &'a [(OfferId, Name)]) -> Groups<'a> {
    let mut groups = Groups::new();
    for (id, name) in names {
        for shared in shared_by(site, site.offer(*id)) {
            groups.entry(shared).or_default().push((name, *id));
        }
    }
    groups
}

fn shared_by<'a>(site: &Site, offer: &'a Offer) -> BTreeSet<Shared<'a>> {
    let mut shared = BTreeSet::new();
    if let Some(Way::Phone(phone)) = site.best_contact(offer).map(|contact| &contact.way) {
        shared.insert(Shared::Phone(phone));
    }
    let contacts = offer.contacts.iter().filter_map(|contact| match &contact.way {
        Way::Web(address) => Some(address),
        _ => None,
    });
    let links = offer.deliveries.iter().filter_map(|by| by.link.as_ref());
    let addresses: BTreeSet<&str> = contacts.chain(links).map(|address| address.spoken()).collect();
    // Two offers of the type `other` need not be the same type of help.
    for need in offer.needs.iter().filter(|_| offer.kind != OfferType::Other) {
        shared.extend(offer.places.iter().map(|at| Shared::Place(at.place, offer.kind, *need)));
        shared.extend(addresses.iter().map(|address| Shared::Web(address, offer.kind, *need)));
    }
    shared
}

/// Whether two offers of a group have enough in common to look like one.
fn is_shared(shared: &Shared<'_>, one: &Offer, two: &Offer, alike: f64, site: &Site) -> bool {
    match shared {
        Shared::Place(place, ..) => meet_at(*place, one, two, site.today.as_civil()),
        Shared::Web(..) => true,
        Shared::Phone(_) => alike >= NEARLY_THE_SAME,
    }
}

/// Whether an editor has said that they are two, or one organisation does the same at two places.
fn are_told_apart(one: &Offer, two: &Offer) -> bool {
    one.not_same_as.contains(&two.slug)
        || two.not_same_as.contains(&one.slug)
        || one.organisation == two.organisation && are_elsewhere(one, two)
}

/// Whether two offers have no place in common, though at least one of them has a place.
fn are_elsewhere(one: &Offer, two: &Offer) -> bool {
    let places = |offer: &Offer| offer.places.iter().map(|at| at.place).collect::<BTreeSet<_>>();
    let (here, there) = (places(one), places(two));
    here.is_disjoint(&there) && !(here.is_empty() && there.is_empty())
}

fn meet_at(place: PlaceId, one: &Offer, two: &Offer, today: civil::Date) -> bool {
    rules_at(place, one).any(|rule| rules_at(place, two).any(|other| overlap(rule, other, today)))
}

fn rules_at(place: PlaceId, offer: &Offer) -> impl Iterator<Item = &Rule> {
    offer
        .places
        .iter()
        .filter(move |at| at.place == place)
        .flat_map(|at| at.hours.iter().flatten())
}

/// Whether two rules share a moment of a day within [`DAYS_AHEAD`] days of the day both have begun.
fn overlap(one: &Rule, two: &Rule, today: civil::Date) -> bool {
    let (Some(session), Some(other)) = (one.session(), two.session()) else {
        return false;
    };
    if !session.overlaps(other) || one.days().is_disjoint(&two.days()) {
        return false;
    }
    let start = [one.from(), two.from()]
        .into_iter()
        .flatten()
        .fold(today, civil::Date::max);
    let dates = std::iter::successors(Some(start), |date| date.tomorrow().ok());
    dates
        .take(DAYS_AHEAD)
        .any(|date| one.falls_on(date) && two.falls_on(date))
}

fn name_words(name: &str) -> Name {
    let words = name.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’');
    let plain = words.map(|word| word.to_lowercase().replace(['\'', '’'], ""));
    plain
        .filter(|word| !word.is_empty() && !SMALL_WORDS.contains(&word.as_str()))
        .collect()
}

/// The share of the words of two names that both have, from 0 to 1 (the Jaccard index).
fn common(one: &Name, two: &Name) -> f64 {
    let both = one.intersection(two).count();
    let all = one.len() + two.len() - both;
    if all == 0 { 0.0 } else { both as f64 / all as f64 }
}

fn say(site: &Site, later: OfferId, alike: &Alike<'_>, diagnostics: &mut Diagnostics) {
    let (offer, first) = (site.offer(later), site.offer(alike.first));
    let both = match &alike.shared {
        Shared::Place(place, kind, _) => {
            format!(
                "both are a `{}` at `{}` at the same time",
                kind.word(),
                site.place(*place).slug
            )
        }
        Shared::Web(address, kind, _) => format!(
            "both are of the type `{}` and have the web address `{address}`",
            kind.word()
        ),
        Shared::Phone(phone) => format!("both have nearly the same name and the number `{phone}`"),
    };
    diagnostics.warning(
        CHECK.code,
        offer.origin.at("name"),
        format!("this may be the same offer as `{}`: {both}", first.origin.path()),
        Some(format!(
            "if so, keep one of the two files, and add the other's name to its `was`; if not, write `not_same_as: [{}]`",
            first.slug
        )),
    );
}
