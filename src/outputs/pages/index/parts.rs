//! How a list of everything is laid out on pages.
//!
//! In: its lines. Out: parts, each of one letter and light enough for a page.

use std::collections::BTreeMap;

use super::{Index, Line, letter_of, shown};
use crate::site::routes;

/// With more text than this in its lines, in bytes, a list gets a page a letter, and a letter gets several. What is left of it
/// when it is packed stays well below what a page may weigh (`page` in `[budget]`).
const MOST_TEXT: usize = 8_000;

/// What a line takes besides its text, in the same measure.
const MARKUP: usize = 8;

/// A list, laid out on pages.
#[derive(Debug, Default)]
pub(super) struct List {
    pub parts: Vec<Part>,
    /// Whether each part has a page of its own.
    pub is_long: bool,
    pub total: usize,
}

/// Lines of one letter that stand on one page.
#[derive(Debug)]
pub(super) struct Part {
    pub letter: char,
    /// From 1, within its letter.
    pub number: usize,
    /// How many parts its letter has.
    pub of: usize,
    pub lines: Vec<Line>,
}

impl List {
    pub fn of(lines: Vec<Line>) -> Self {
        let total = lines.len();
        let is_long = lines.iter().map(Line::weight).sum::<usize>() > MOST_TEXT;
        let mut letters = BTreeMap::<char, Vec<Line>>::new();
        for line in lines {
            letters.entry(letter_of(&line.name)).or_default().push(line);
        }
        let parts = letters.into_iter().flat_map(|(letter, mut lines)| {
            lines.sort_by_cached_key(|line| (line.name.to_lowercase(), line.address.clone()));
            split(letter, lines)
        });
        Self {
            parts: parts.collect(),
            is_long,
            total,
        }
    }
}

impl Line {
    fn weight(&self) -> usize {
        let phone = self.phone.as_ref().map_or(0, |phone| phone.spoken.len());
        let texts = [&self.more, &self.hours];
        let texts = texts.into_iter().flatten().map(String::len).sum::<usize>();
        self.name.len() + phone + texts + MARKUP
    }
}

/// The lines of a letter on as many pages as they need.
fn split(letter: char, lines: Vec<Line>) -> Vec<Part> {
    let mut pages: Vec<Vec<Line>> = Vec::new();
    let mut weight = 0;
    for line in lines {
        let own = line.weight();
        weight += own;
        match pages.last_mut() {
            Some(page) if weight <= MOST_TEXT => page.push(line),
            _ => {
                weight = own;
                pages.push(vec![line]);
            }
        }
    }
    let of = pages.len();
    let parts = pages.into_iter().zip(1..).map(|(lines, number)| Part {
        letter,
        number,
        of,
        lines,
    });
    parts.collect()
}

impl Part {
    pub fn address(&self, index: Index) -> String {
        let (_, letter) = shown(self.letter);
        match self.number {
            1 => routes::letter(index.address(), &letter),
            number => routes::letter(index.address(), &format!("{letter}-{number}")),
        }
    }
}
