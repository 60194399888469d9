//! Lists of everything: A–Z, help by phone, and all offers, guides, organisations and places.
//!
//! In: the site. Out: groups by first letter, on one page while they are few and on a page a letter when they are many,
//! so that everything stays within three clicks of the home page and no list is a chain of "next page".

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Maker, Shell};
use crate::outputs::said::PhoneNumber;
use crate::site::routes;

/// More lines than this, and a list gets a page a letter.
const MOST_LINES: usize = 300;

/// A list of everything of a kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Index {
    AToZ,
    Phone,
    Offers,
    Guides,
    Organisations,
    Places,
}

impl Index {
    const ALL: [Self; 6] = [
        Self::AToZ,
        Self::Phone,
        Self::Offers,
        Self::Guides,
        Self::Organisations,
        Self::Places,
    ];

    fn address(self) -> &'static str {
        match self {
            Self::AToZ => routes::A_TO_Z,
            Self::Phone => routes::PHONE,
            Self::Offers => routes::OFFERS,
            Self::Guides => routes::GUIDES,
            Self::Organisations => routes::ORGANISATIONS,
            Self::Places => routes::PLACES,
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
    /// The group shown on a page a letter; none on the list's first page.
    letter: Option<String>,
    groups: Vec<Group>,
}

/// A letter to jump to.
#[derive(Debug, Serialize)]
struct Letter {
    name: String,
    /// An anchor on this page, or another page, from the root.
    anchor: Option<String>,
    address: Option<String>,
    count: usize,
}

/// The lines of one letter.
#[derive(Debug, Serialize)]
struct Group {
    name: String,
    id: String,
    lines: Vec<Line>,
}

/// All lists by kind and first letter.
#[derive(Debug, Default)]
pub(super) struct Indexes {
    lists: BTreeMap<Index, BTreeMap<char, Vec<Line>>>,
}

impl Indexes {
    /// Makes every list.
    pub(super) fn of(maker: &Maker<'_>) -> Self {
        let mut indexes = Self::default();
        for index in Index::ALL {
            let list = indexes.lists.entry(index).or_default();
            for line in maker.lines(index) {
                list.entry(letter_of(&line.name)).or_default().push(line);
            }
            for lines in list.values_mut() {
                lines.sort_by_cached_key(|line| (line.name.to_lowercase(), line.address.clone()));
            }
        }
        indexes
    }

    /// Every page of every list. Pages link to the list of guides only where there are guides.
    pub(super) fn pages(&self) -> impl Iterator<Item = (Index, Option<char>)> {
        let lists = self
            .lists
            .iter()
            .filter(|(index, list)| **index != Index::Guides || !list.is_empty());
        lists.flat_map(|(index, list)| {
            let letters: Vec<char> = if is_long(list) {
                list.keys().copied().collect()
            } else {
                Vec::new()
            };
            std::iter::once((*index, None)).chain(letters.into_iter().map(|letter| (*index, Some(letter))))
        })
    }
}

fn is_long(list: &BTreeMap<char, Vec<Line>>) -> bool {
    list.values().map(Vec::len).sum::<usize>() > MOST_LINES
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

    /// A page of a list: the first, or that of a letter.
    pub(super) fn index(&self, index: Index, letter: Option<char>) -> IndexPage {
        let empty = BTreeMap::new();
        let list = self.indexes.lists.get(&index).unwrap_or(&empty);
        let long = is_long(list);
        let total: usize = list.values().map(Vec::len).sum();
        let word = index.word();
        let title = self.word(&format!("{word}.title"));
        let about = self.filled(&format!("{word}.about"), &[("count", total.to_string())]);
        let (path, page_title, crumbs) = match letter {
            None => (index.address().to_owned(), title.clone(), Vec::new()),
            Some(letter) => {
                let (name, part) = shown(letter);
                let page_title = self.filled("index.letter_title", &[("title", title.clone()), ("letter", name)]);
                let crumb = format!("{word}.title");
                (routes::letter(index.address(), &part), page_title, vec![crumb])
            }
        };
        let crumbs: Vec<(&str, &str)> = crumbs.iter().map(|key| (key.as_str(), index.address())).collect();
        let groups = list
            .iter()
            .filter(|(one, _)| if long { letter == Some(**one) } else { true });
        IndexPage {
            shell: self.shell(&path, &page_title, &about, &crumbs),
            kind: word,
            title,
            about,
            total,
            letters: list
                .iter()
                .map(|(one, lines)| letter_view(index, *one, lines.len(), long))
                .collect(),
            letter: letter.map(|letter| shown(letter).0),
            groups: groups
                .map(|(one, lines)| {
                    let (name, id) = shown(*one);
                    Group {
                        name,
                        id: format!("letter-{id}"),
                        lines: lines.clone(),
                    }
                })
                .collect(),
        }
    }
}

fn letter_view(index: Index, letter: char, count: usize, long: bool) -> Letter {
    let (name, part) = shown(letter);
    Letter {
        name,
        anchor: (!long).then(|| format!("letter-{part}")),
        address: long.then(|| routes::letter(index.address(), &part)),
        count,
    }
}
