//! Lists of everything: A–Z, help by phone, and all offers, guides, organisations and places.
//!
//! In: the site. Out: groups by first letter, on one page while they are few and on a page a letter when they are many, or
//! several for a letter with many lines. The first page leads to each of them, so that everything stays within three clicks of
//! the home page, no page is heavy, and no list is a chain of "next page".

mod parts;

use std::collections::BTreeMap;

use parts::{List, Part};
use serde::Serialize;

use super::{Maker, Shell};
use crate::outputs::said::PhoneNumber;
use crate::site::{Area, routes};

/// A list of everything of a kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Index {
    AToZ,
    Phone,
    Offers,
    Guides,
    Organisations,
    Places,
    /// In place of the tree of areas, where that is too long.
    Areas,
    /// In place of the list of towns and districts, where that is too long.
    Near,
}

impl Index {
    const ALL: [Self; 8] = [
        Self::AToZ,
        Self::Phone,
        Self::Offers,
        Self::Guides,
        Self::Organisations,
        Self::Places,
        Self::Areas,
        Self::Near,
    ];

    fn address(self) -> &'static str {
        match self {
            Self::AToZ => routes::A_TO_Z,
            Self::Phone => routes::PHONE,
            Self::Offers => routes::OFFERS,
            Self::Guides => routes::GUIDES,
            Self::Organisations => routes::ORGANISATIONS,
            Self::Places => routes::PLACES,
            Self::Areas => routes::AREAS,
            Self::Near => routes::NEAR,
        }
    }

    /// Its table in the strings file.
    fn word(self) -> &'static str {
        match self {
            Self::AToZ => "a_to_z",
            Self::Phone => "phone",
            Self::Offers => "offers",
            Self::Guides => "guides",
            Self::Organisations => "organisations",
            Self::Places => "places",
            Self::Areas => "areas",
            Self::Near => "near_list",
        }
    }
}

/// One line of a list.
#[derive(Debug, Clone, Serialize, PartialEq)]
pub(super) struct Line {
    name: String,
    address: String,
    /// "Millbrook Library" or the kind of thing.
    more: Option<String>,
    phone: Option<PhoneNumber>,
    hours: Option<String>,
}

/// What `index.html` shows.
#[derive(Debug, Serialize)]
pub(super) struct IndexPage {
    pub shell: Shell,
    /// `a_to_z`, `phone`, …: the theme may show a kind in its own way.
    kind: &'static str,
    title: String,
    about: String,
    total: usize,
    letters: Vec<Letter>,
    /// The pages of this letter, where it has several; on the first page, those of all such letters.
    parts: Vec<Letter>,
    groups: Vec<Group>,
}

/// A way to a letter, or to a part of one.
#[derive(Debug, Serialize)]
struct Letter {
    name: String,
    /// An anchor on this page, or another page, from the root.
    anchor: Option<String>,
    address: Option<String>,
    current: bool,
}

/// The lines of one letter.
#[derive(Debug, Serialize)]
struct Group {
    name: String,
    id: String,
    lines: Vec<Line>,
}

/// All lists by kind.
#[derive(Debug, Default)]
pub(super) struct Indexes {
    lists: BTreeMap<Index, List>,
}

impl Indexes {
    /// Makes every list.
    pub(super) fn of(maker: &Maker<'_>) -> Self {
        let list = |index| (index, List::of(maker.lines(index)));
        Self {
            lists: Index::ALL.into_iter().map(list).collect(),
        }
    }

    /// Whether a list has pages. Pages link to the list of guides only where there are guides, and areas and
    /// what is near have lists of their own while those are short.
    pub(super) fn has(&self, index: Index) -> bool {
        let list = self.lists.get(&index);
        list.is_some_and(|list| match index {
            Index::Guides => list.total > 0,
            Index::Areas | Index::Near => list.is_long,
            _ => true,
        })
    }

    /// Every page of every list: the first, and those of its parts.
    pub(super) fn pages(&self) -> impl Iterator<Item = (Index, Option<usize>)> {
        let lists = self.lists.iter().filter(|(index, _)| self.has(**index));
        lists.flat_map(|(index, list)| {
            let parts = if list.is_long { list.parts.len() } else { 0 };
            let pages = std::iter::once(None).chain((0..parts).map(Some));
            pages.map(|part| (*index, part))
        })
    }
}

/// The letter a name is filed under: without its accent, `0` for a digit, `#` for everything else.
pub(super) fn letter_of(name: &str) -> char {
    let plain = crate::values::slug::Slug::from_title(name);
    let first = plain.as_ref().and_then(|slug| slug.as_str().chars().next());
    let first = first.or_else(|| name.chars().find(|c| c.is_alphanumeric()));
    match first {
        Some(c) if c.is_ascii_digit() => '0',
        Some(c) => c.to_uppercase().next().unwrap_or(c),
        None => '#',
    }
}

/// How a letter is shown, and its part of an address.
pub(super) fn shown(letter: char) -> (String, String) {
    match letter {
        '0' => ("0–9".into(), "0".into()),
        '#' => ("#".into(), "other".into()),
        c if c.is_ascii_alphabetic() => (c.to_string(), c.to_ascii_lowercase().to_string()),
        c => (c.to_string(), format!("u{:04x}", u32::from(c))),
    }
}

impl Maker<'_> {
    fn lines(&self, index: Index) -> Vec<Line> {
        let site = self.site;
        let plain = |name: &str, address: String, more: Option<String>| Line {
            name: name.to_owned(),
            address,
            more,
            phone: None,
            hours: None,
        };
        let offers = || {
            site.listed_offers().map(|(_, offer)| {
                let place = offer.places.first().map(|at| self.place_line(at.place));
                let more = place.unwrap_or_else(|| site.area(offer.area).name.clone());
                plain(&offer.name, routes::offer(&offer.slug), Some(more))
            })
        };
        let guides = || {
            let more = self.word("kind.guide");
            site.guides
                .iter()
                .map(move |one| plain(&one.title, routes::guide(&one.slug), Some(more.clone())))
        };
        let organisations = || {
            site.organisations.iter().map(|one| {
                let kind = self.choice("organisation_kind", one.kind.word());
                plain(&one.name, routes::organisation(&one.slug), Some(kind))
            })
        };
        let places = || {
            site.places
                .iter()
                .map(|one| plain(&one.name, routes::place(&one.slug), Some(one.address.town.clone())))
        };
        match index {
            Index::AToZ => {
                let topics = site
                    .topics
                    .iter()
                    .map(|one| plain(&one.name, routes::topic(&one.slug), Some(self.word("kind.topic"))));
                offers()
                    .chain(guides())
                    .chain(organisations())
                    .chain(places())
                    .chain(topics)
                    .collect()
            }
            Index::Offers => offers().collect(),
            Index::Guides => guides().map(|line| Line { more: None, ..line }).collect(),
            Index::Organisations => organisations().collect(),
            Index::Places => places().collect(),
            Index::Areas => self.area_lines(),
            Index::Near => site
                .near_pages()
                .map(|one| plain(&one.name, routes::near(&one.slug), None))
                .collect(),
            Index::Phone => site
                .listed_offers()
                .filter_map(|(_, offer)| self.phone_line(offer))
                .collect(),
        }
    }

    fn phone_line(&self, offer: &crate::site::Offer) -> Option<Line> {
        let contact = self.site.best_phone(offer)?;
        let hours = contact.hours.as_deref().map(|rules| self.hours(rules).join("; "));
        Some(Line {
            name: offer.name.clone(),
            address: routes::offer(&offer.slug),
            more: Some(self.site.organisation(offer.organisation).name.clone()),
            phone: self.phone(offer),
            hours,
        })
    }

    /// Areas, with what they are and lie in.
    fn area_lines(&self) -> Vec<Line> {
        let site = self.site;
        let line = |area: &Area| {
            let kind = self.choice("area_kind", area.kind.word());
            let parent = area.parent.map(|parent| site.area(parent).name.clone());
            Line {
                name: area.name.clone(),
                address: routes::area(&area.slug),
                more: Some(std::iter::once(kind).chain(parent).collect::<Vec<_>>().join(", ")),
                phone: None,
                hours: None,
            }
        };
        site.areas.iter().map(line).collect()
    }

    /// A page of a list: the first, or that of a part.
    pub(super) fn index(&self, index: Index, part: Option<usize>) -> IndexPage {
        let empty = List::default();
        let list = self.indexes.lists.get(&index).unwrap_or(&empty);
        let part = part.and_then(|part| list.parts.get(part));
        let word = index.word();
        let title = self.word(&format!("{word}.title"));
        let about = self.filled(&format!("{word}.about"), &[("count", list.total.to_string())]);
        let crumb = format!("{word}.title");
        let (path, page_title, crumbs) = match part {
            None => (index.address().to_owned(), title.clone(), Vec::new()),
            Some(part) => {
                let gaps = [("title", title.clone()), ("letter", self.part_name(part))];
                let page_title = self.filled("index.letter_title", &gaps);
                (part.address(index), page_title, vec![(crumb.as_str(), index.address())])
            }
        };
        let shown = list.parts.iter().filter(|one| match part {
            Some(part) => (one.letter, one.number) == (part.letter, part.number),
            None => !list.is_long,
        });
        IndexPage {
            shell: self.shell(&path, &page_title, &about, &crumbs),
            kind: word,
            title,
            about,
            total: list.total,
            letters: self.letters(index, list, part),
            parts: self.parts(index, list, part),
            groups: groups(shown),
        }
    }

    fn letters(&self, index: Index, list: &List, on: Option<&Part>) -> Vec<Letter> {
        let firsts = list.parts.iter().filter(|part| part.number == 1);
        let letters = firsts.map(|part| {
            let (name, id) = shown(part.letter);
            Letter {
                name,
                anchor: (!list.is_long).then(|| format!("letter-{id}")),
                address: list.is_long.then(|| part.address(index)),
                current: on.is_some_and(|on| (on.letter, on.of) == (part.letter, 1)),
            }
        });
        letters.collect()
    }

    fn parts(&self, index: Index, list: &List, on: Option<&Part>) -> Vec<Letter> {
        let several = list.parts.iter().filter(|part| list.is_long && part.of > 1);
        let near = several.filter(|part| on.is_none_or(|on| on.letter == part.letter));
        let parts = near.map(|part| Letter {
            name: self.part_name(part),
            anchor: None,
            address: Some(part.address(index)),
            current: on.is_some_and(|on| (on.letter, on.number) == (part.letter, part.number)),
        });
        parts.collect()
    }

    /// The letter, or where its part begins and ends, in as many words as tell those apart: "Marrowby to Millbrook".
    fn part_name(&self, part: &Part) -> String {
        if part.of == 1 {
            return shown(part.letter).0;
        }
        let words = |line: Option<&Line>| -> Vec<String> {
            let name = line.map(|line| line.name.as_str()).unwrap_or_default();
            name.split_whitespace().map(str::to_owned).collect()
        };
        let (first, last) = (words(part.lines.first()), words(part.lines.last()));
        let same = first.iter().zip(&last).take_while(|(one, other)| one == other).count();
        let start = |words: Vec<String>| {
            let start = words.into_iter().take(same + 1).collect::<Vec<_>>().join(" ");
            start.trim_end_matches(',').to_owned()
        };
        self.filled("index.range", &[("first", start(first)), ("last", start(last))])
    }
}

/// The lines of parts by their letters.
fn groups<'a>(parts: impl Iterator<Item = &'a Part>) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for part in parts {
        let (name, id) = shown(part.letter);
        let lines = part.lines.clone();
        match groups.last_mut() {
            Some(group) if group.name == name => group.lines.extend(lines),
            _ => groups.push(Group {
                name,
                id: format!("letter-{id}"),
                lines,
            }),
        }
    }
    groups
}
