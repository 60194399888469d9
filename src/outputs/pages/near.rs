//! The pages of what is near a district or town, and the list of all of them.
//!
//! A page says first what somebody who lives there can go to, the nearest first; then what comes to them; then what is
//! near but meant for other areas. Distances are never said more exactly than the middle of a district is known.

use serde::Serialize;

use super::card::Link;
use super::narrow::{CardList, Narrow};
use super::{Maker, Room, Shell};
use crate::content::NearKind;
use crate::site::near::NearOffers;
use crate::site::{NearPlace, OfferId, routes};

/// The headings of distance: its id, the miles it ends at, its words. The last holds all that is near.
const RINGS: [(&str, f64, &str); 4] = [
    ("within-1", 1.0, "near.within_1"),
    ("to-3", 3.0, "near.to_3"),
    ("to-7", 7.0, "near.to_7"),
    ("to-10", f64::INFINITY, "near.to_10"),
];

/// The most areas that are named. A town that is a whole county has them all as its parts.
const MOST_AREAS: usize = 12;

/// Above this many links a list breaks by its first letters.
const MOST_LINKS: usize = 60;

/// What `near.html` shows.
#[derive(Debug, Serialize)]
pub(super) struct NearPage {
    shell: Shell,
    name: String,
    /// The areas whose help comes first.
    areas: Vec<Link>,
    /// How many offers there are, shown or not.
    total: usize,
    narrow: Option<Narrow>,
    rings: Vec<Ring>,
    /// How many more there are than are shown.
    more: usize,
    places: Vec<PlaceLine>,
}

/// Offers under one heading.
#[derive(Debug, Serialize)]
struct Ring {
    id: String,
    /// "1 to 3 miles"
    title: String,
    note: Option<String>,
    list: CardList,
}

/// A place with its distance.
#[derive(Debug, Serialize)]
struct PlaceLine {
    name: String,
    address: String,
    /// "about 2 miles"
    distance: String,
}

/// What `near-list.html` shows.
#[derive(Debug, Serialize)]
pub(super) struct NearListPage {
    shell: Shell,
    groups: Vec<NearGroup>,
}

/// All towns, or all districts.
#[derive(Debug, Serialize)]
struct NearGroup {
    id: &'static str,
    title: String,
    note: Option<String>,
    parts: Vec<NearPart>,
}

/// Links that start with the same letters; without a title where there is one part only.
#[derive(Debug, Serialize)]
struct NearPart {
    title: Option<String>,
    links: Vec<Link>,
}

impl Maker<'_> {
    /// The page of a district or town.
    pub(super) fn near(&self, near: &NearPlace, room: Room) -> NearPage {
        let site = self.site;
        let NearOffers {
            here,
            comes_to_you,
            elsewhere,
        } = near.offers(site);
        let total = here.len() + comes_to_you.len() + elsewhere.len();
        let [at_here, at_you, at_others] = room.share([here.len(), comes_to_you.len(), elsewhere.len()]);
        let ids = here.iter().chain(&elsewhere).map(|(_, id)| *id);
        let narrow = self.narrow(&ids.chain(comes_to_you.iter().copied()).collect::<Vec<_>>(), room, "");

        let mut rings = self.rings("", &here, at_here);
        if !comes_to_you.is_empty() {
            rings.push(Ring {
                id: "comes".to_owned(),
                title: self.word("near.comes_to_you"),
                note: None,
                list: self.card_list(&comes_to_you, at_you),
            });
        }
        let others = self.rings("others-", &elsewhere, at_others).into_iter().enumerate();
        rings.extend(others.map(|(index, ring)| Ring {
            title: self.filled("near.for_others", &[("distance", ring.title)]),
            note: (index == 0).then(|| self.word("near.for_others_note")),
            ..ring
        }));
        let name = near.name.clone();
        let title = self.filled("near.title", &[("name", name.clone())]);
        let about = self.filled("near.about", &[("name", name.clone()), ("count", total.to_string())]);
        let crumbs = [("nav.areas", routes::AREAS), ("near_list.title", routes::NEAR)];
        NearPage {
            shell: self.shell(&routes::near(&near.slug), &title, &about, &crumbs),
            name,
            areas: near
                .areas
                .iter()
                .take(MOST_AREAS)
                .map(|area| self.area_link(*area))
                .collect(),
            total,
            narrow,
            rings,
            more: total.saturating_sub(room.all()),
            places: self.near_places(near, room),
        }
    }

    /// As many offers as there is room for, under headings of distance; headings without an offer are left out.
    fn rings(&self, prefix: &str, offers: &[(f64, OfferId)], room: Room) -> Vec<Ring> {
        let mut rest = offers.get(..room.all()).unwrap_or(offers);
        let mut room = room;
        let mut rings = Vec::new();
        for (id, most, key) in RINGS {
            let (inside, beyond) = rest.split_at(rest.partition_point(|(miles, _)| *miles <= most));
            rest = beyond;
            if !inside.is_empty() {
                let ids: Vec<OfferId> = inside.iter().map(|(_, id)| *id).collect();
                rings.push(Ring {
                    id: format!("{prefix}{id}"),
                    title: self.word(key),
                    note: None,
                    list: self.card_list(&ids, room),
                });
                room = room.without(ids.len());
            }
        }
        rings
    }

    fn near_places(&self, near: &NearPlace, room: Room) -> Vec<PlaceLine> {
        let places = near.places(self.site).into_iter().take(room.cards);
        let line = |(miles, id): (f64, _)| {
            let Link { name, address } = self.place_link(id);
            PlaceLine {
                name,
                address,
                distance: self.about_miles(miles),
            }
        };
        places.map(line).collect()
    }

    /// "less than 1 mile", "about 2 miles": whole miles, because a district's middle is known no better.
    fn about_miles(&self, miles: f64) -> String {
        let whole = miles.round();
        if miles < 1.0 {
            self.word("near.under_a_mile")
        } else {
            self.filled("near.miles", &[("count", format!("{whole:.0}"))])
        }
    }

    /// All districts and towns that have a page.
    pub(super) fn near_list(&self) -> NearListPage {
        let (title, about) = (self.word("near_list.title"), self.word("near_list.about"));
        let towns = self.near_parts(NearKind::Town, |name| name.chars().take(1).collect());
        let districts = self.near_parts(NearKind::District, |name| {
            name.chars().take_while(|letter| letter.is_alphabetic()).collect()
        });
        let groups = [
            NearGroup {
                id: "towns",
                title: self.word("near_list.towns"),
                note: None,
                parts: towns,
            },
            NearGroup {
                id: "districts",
                title: self.word("near_list.districts"),
                note: Some(self.word("near_list.districts_note")),
                parts: districts,
            },
        ];
        NearListPage {
            shell: self.shell(routes::NEAR, &title, &about, &[("nav.areas", routes::AREAS)]),
            groups: groups.into_iter().filter(|group| !group.parts.is_empty()).collect(),
        }
    }

    /// Links to the pages of a kind, broken by `start` where there are many.
    fn near_parts(&self, kind: NearKind, start: impl Fn(&str) -> String) -> Vec<NearPart> {
        let pages: Vec<&NearPlace> = self.site.near_pages().filter(|near| near.kind == kind).collect();
        let is_long = pages.len() > MOST_LINKS;
        let start = |near: &NearPlace| start(&near.name).to_uppercase();
        let parts = pages.chunk_by(|one, next| !is_long || start(one) == start(next));
        parts
            .map(|part| NearPart {
                title: part.first().filter(|_| is_long).map(|near| start(near)),
                links: part
                    .iter()
                    .map(|near| Link {
                        name: near.name.clone(),
                        address: routes::near(&near.slug),
                    })
                    .collect(),
            })
            .collect()
    }
}
