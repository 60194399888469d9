//! The subject index: words that people look up, each with links to what helps; search without a script.
//!
//! In: the index that the search made, and the site. Out: one page while it is short, else a page a letter, and several
//! for a letter of many words, so that no page is heavy. The first page lists all of them: three clicks from home.

mod link;

use std::collections::{BTreeMap, BTreeSet};

use link::SubjectLink;
use serde::Serialize;

use super::index::{letter_of, shown};
use super::{Maker, Shell};
use crate::outputs::subjects::{Heading, SubjectIndex, Target};
use crate::site::routes;
use crate::values::language::Language;

/// About how many bytes of headings stand on a page. A quarter of them is left when they are packed, where words are as
/// different as can be, and with the head, the style and the foot that is what a page may weigh (`page` in `[budget]`).
const MOST_BYTES: usize = 24_000;

/// What the markup round a heading or a link takes, in bytes.
const MARKUP: usize = 60;

/// What `subjects.html` shows.
#[derive(Debug, Serialize)]
pub(super) struct SubjectsPage<'a> {
    pub shell: Shell,
    title: String,
    about: String,
    /// Whether this is one of several pages.
    part: bool,
    letters: Vec<WayLink>,
    /// The pages of this letter, where it has several; on the first page, those of all such letters.
    parts: Vec<WayLink>,
    groups: Vec<Group<'a>>,
}

/// A way to another letter or part.
#[derive(Debug, Serialize)]
struct WayLink {
    name: String,
    /// A place on this page, or another page, from the root.
    anchor: Option<String>,
    address: Option<String>,
    current: bool,
}

/// The headings of one letter.
#[derive(Debug, Serialize)]
struct Group<'a> {
    name: String,
    id: String,
    headings: Vec<&'a HeadingView>,
}

/// A heading as it is shown.
#[derive(Debug, Serialize)]
struct HeadingView {
    term: String,
    lang: Option<String>,
    rtl: bool,
    /// Where other headings point at it.
    id: Option<String>,
    /// The one thing of this very name: the heading is its link.
    alone: Option<SubjectLink>,
    links: Vec<SubjectLink>,
    /// How many there are in all, where not all are shown.
    more: Option<usize>,
    see: Vec<SeeLink>,
}

/// A link to another heading.
#[derive(Debug, Serialize)]
struct SeeLink {
    term: String,
    /// None on the same page.
    address: Option<String>,
    id: String,
}

/// The whole index, laid out on pages.
#[derive(Debug, Default)]
pub(super) struct Subjects {
    headings: Vec<HeadingView>,
    parts: Vec<Part>,
    is_long: bool,
}

/// Headings of one letter that stand on one page.
#[derive(Debug)]
struct Part {
    letter: char,
    /// From 1, within its letter.
    number: usize,
    /// How many parts its letter has.
    of: usize,
    headings: Vec<usize>,
    /// The words that it begins and ends with.
    range: (String, String),
}

impl Part {
    fn address(&self) -> String {
        let (_, part) = shown(self.letter);
        match self.number {
            1 => routes::letter(routes::SUBJECTS, &part),
            number => routes::letter(routes::SUBJECTS, &format!("{part}-{number}")),
        }
    }
}

impl Subjects {
    /// Lays the index out.
    pub(super) fn of(index: &SubjectIndex, maker: &Maker<'_>) -> Self {
        let pointed: BTreeSet<usize> = index.headings.iter().flat_map(pointed_at).copied().collect();
        let view = |(at, heading)| maker.heading(heading, pointed.contains(&at));
        let mut headings: Vec<HeadingView> = index.headings.iter().enumerate().map(view).collect();
        let mut letters = BTreeMap::<char, Vec<usize>>::new();
        for (at, heading) in index.headings.iter().enumerate() {
            letters.entry(letter_of(&heading.filed)).or_default().push(at);
        }
        let weights: Vec<usize> = headings.iter().map(HeadingView::weight).collect();
        let is_long = weights.iter().sum::<usize>() > MOST_BYTES;
        let parts: Vec<Part> = letters
            .into_iter()
            .flat_map(|(letter, all)| split(letter, &all, &weights, index))
            .collect();
        let place_of: BTreeMap<usize, String> = parts
            .iter()
            .flat_map(|part| part.headings.iter().map(|at| (*at, part.address())))
            .collect();
        for (at, heading) in index.headings.iter().enumerate() {
            let see = pointed_at(heading).iter().filter_map(|to| {
                let other = index.headings.get(*to)?;
                let elsewhere = is_long && place_of.get(to) != place_of.get(&at);
                Some(SeeLink {
                    term: other.term.clone(),
                    address: if elsewhere { place_of.get(to).cloned() } else { None },
                    id: id_of(other),
                })
            });
            if let Some(view) = headings.get_mut(at) {
                view.see = see.collect();
            }
        }
        Self {
            headings,
            parts,
            is_long,
        }
    }

    /// Every page: the first, and those of the parts.
    pub(super) fn pages(&self) -> impl Iterator<Item = Option<usize>> {
        let parts = if self.is_long { self.parts.len() } else { 0 };
        std::iter::once(None).chain((0..parts).map(Some))
    }
}

impl HeadingView {
    fn weight(&self) -> usize {
        let links = self.links.iter().chain(&self.alone).map(|link| {
            let more = link.more.as_ref().map_or(0, String::len);
            link.name.len() + link.address.len() + more + MARKUP
        });
        MARKUP + self.term.len() * 2 + links.sum::<usize>()
    }
}

/// The headings of a letter on as many pages as they need.
fn split(letter: char, all: &[usize], weights: &[usize], index: &SubjectIndex) -> Vec<Part> {
    let mut pages: Vec<Vec<usize>> = Vec::new();
    let mut weight = 0;
    for at in all {
        let own = weights.get(*at).copied().unwrap_or_default();
        match pages.last_mut() {
            Some(page) if weight + own <= MOST_BYTES => page.push(*at),
            _ => {
                weight = 0;
                pages.push(vec![*at]);
            }
        }
        weight += own;
    }
    let of = pages.len();
    let term = |at: Option<&usize>| {
        let heading = at.and_then(|at| index.headings.get(*at));
        heading.map(|heading| heading.filed.clone()).unwrap_or_default()
    };
    let parts = pages.into_iter().zip(1..).map(|(headings, number)| Part {
        letter,
        number,
        of,
        range: (term(headings.first()), term(headings.last())),
        headings,
    });
    parts.collect()
}

fn pointed_at(heading: &Heading) -> &[usize] {
    match &heading.target {
        Target::See(others) => others,
        Target::Links { .. } => &[],
    }
}

fn id_of(heading: &Heading) -> String {
    format!("word-{}", heading.key)
}

impl Maker<'_> {
    /// The first page of the subject index, or one of its parts.
    pub(super) fn subjects(&self, part: Option<usize>) -> SubjectsPage<'_> {
        let all = &self.subjects;
        let part = part.and_then(|part| all.parts.get(part));
        let name = self.word("subjects.title");
        let about = self.word("subjects.about");
        let (path, title, crumbs) = match part {
            None => (routes::SUBJECTS.to_owned(), name, Vec::new()),
            Some(part) => {
                let shown = if part.of > 1 {
                    self.range(part)
                } else {
                    shown(part.letter).0
                };
                let title = self.filled("index.letter_title", &[("title", name), ("letter", shown)]);
                (part.address(), title, vec![("subjects.title", routes::SUBJECTS)])
            }
        };
        let shown_parts = all.parts.iter().filter(|one| match part {
            Some(part) => one.letter == part.letter,
            None => !all.is_long,
        });
        let groups = shown_parts.filter(|one| part.is_none_or(|part| part.number == one.number));
        let mut by_letter = BTreeMap::<char, Vec<&HeadingView>>::new();
        for one in groups {
            let headings = one.headings.iter().filter_map(|at| all.headings.get(*at));
            by_letter.entry(one.letter).or_default().extend(headings);
        }
        let groups = by_letter.into_iter().map(|(letter, headings)| {
            let (name, id) = shown(letter);
            let id = format!("letter-{id}");
            Group { name, id, headings }
        });
        SubjectsPage {
            shell: self.shell(&path, &title, &about, &crumbs),
            title,
            about,
            part: part.is_some(),
            letters: self.letters_of_subjects(part),
            parts: self.parts_of_subjects(part),
            groups: groups.collect(),
        }
    }

    fn letters_of_subjects(&self, on: Option<&Part>) -> Vec<WayLink> {
        let all = &self.subjects;
        let firsts = all.parts.iter().filter(|part| part.number == 1);
        let letters = firsts.map(|part| {
            let (name, id) = shown(part.letter);
            WayLink {
                name,
                anchor: (!all.is_long).then(|| format!("letter-{id}")),
                address: all.is_long.then(|| part.address()),
                current: on.is_some_and(|on| on.letter == part.letter && on.number == 1),
            }
        });
        letters.collect()
    }

    fn parts_of_subjects(&self, on: Option<&Part>) -> Vec<WayLink> {
        let all = &self.subjects;
        let several = all.parts.iter().filter(|part| all.is_long && part.of > 1);
        let near = several.filter(|part| on.is_none_or(|on| on.letter == part.letter));
        let parts = near.map(|part| WayLink {
            name: self.range(part),
            anchor: None,
            address: Some(part.address()),
            current: on.is_some_and(|on| on.letter == part.letter && on.number == part.number),
        });
        parts.collect()
    }

    fn range(&self, part: &Part) -> String {
        let (first, last) = part.range.clone();
        self.filled("index.range", &[("first", first), ("last", last)])
    }

    fn heading(&self, heading: &Heading, is_pointed_at: bool) -> HeadingView {
        let (links, more) = match &heading.target {
            Target::Links { links, more } => (links.as_slice(), *more),
            Target::See(_) => (&[][..], 0),
        };
        let total = links.len() + more;
        let mut links: Vec<SubjectLink> = links.iter().map(|link| self.subject(*link)).collect();
        let same = |link: &SubjectLink| link.name.to_lowercase() == heading.term.to_lowercase();
        let alone = if total == 1 && links.first().is_some_and(same) {
            links.pop()
        } else {
            None
        };
        HeadingView {
            term: heading.term.clone(),
            lang: heading.language.as_ref().map(ToString::to_string),
            rtl: heading.language.as_ref().is_some_and(Language::is_rtl),
            id: is_pointed_at.then(|| id_of(heading)),
            alone,
            links,
            more: (more > 0).then_some(total),
            see: Vec::new(),
        }
    }
}
