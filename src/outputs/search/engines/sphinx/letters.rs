//! Which characters are letters to Sphinx, and which are one letter to somebody who searches.
//!
//! In: the texts of all entries. Out: `charset_table`, `ignore_chars` and `ngram_chars` of `sphinx.conf`, in which words
//! begin, end and fold as they do in the site's own search. It knows no entries and no configuration.

use std::collections::{BTreeMap, BTreeSet};

use super::super::super::analysis::Analyser;

/// Characters come in rows of 256, as Unicode's charts group scripts.
const ROW: u32 = 256;
/// What people type whatever an entry is written in: Latin letters, accents on their own, curly apostrophes and invisible
/// joiners.
const ALWAYS: [u32; 6] = [0x00, 0x01, 0x02, 0x03, 0x1e, 0x20];
/// Sphinx has room for characters below this.
const BEYOND: u32 = 0x2_0000;

/// Kana and Han, written without spaces: Sphinx takes each of these characters for a word.
pub(super) const NGRAMS: [(u32, u32); 4] = [(0x3040, 0x30ff), (0x3400, 0x4dbf), (0x4e00, 0x9fff), (0xf900, 0xfaff)];

/// The scripts met so far.
#[derive(Default)]
pub(super) struct Letters {
    rows: BTreeSet<u32>,
}

impl Letters {
    /// Notes the scripts of a text.
    pub fn see(&mut self, text: &str) {
        // Nearly every text is plain, and plain letters are there anyway.
        if !text.is_ascii() {
            self.rows.extend(text.chars().map(|c| u32::from(c) / ROW));
        }
    }

    /// The letters of every script met, whole, because people type letters that stand in no entry; and the characters
    /// inside words that make no difference.
    pub fn tables(&self) -> Tables {
        let no_stop_words: [&str; 0] = [];
        let mut analyser = Analyser::new(no_stop_words);
        let mut tables = Tables::default();
        let rows: BTreeSet<u32> = self.rows.iter().copied().chain(ALWAYS).collect();
        let codes = rows.into_iter().flat_map(|row| row * ROW..(row + 1) * ROW);
        for c in codes
            .filter(|code| *code < BEYOND && !is_ngram(*code))
            .filter_map(char::from_u32)
        {
            match fold(c, &mut analyser) {
                Some(Folded::Nothing) => {
                    tables.ignored.insert(c);
                }
                Some(Folded::Letter(letter)) => {
                    tables.letters.insert(c, letter);
                    // What a letter folds to may lie in another row.
                    tables.letters.entry(letter).or_insert(letter);
                }
                None => {}
            }
        }
        tables
    }
}

/// What Sphinx is told about characters.
#[derive(Default)]
pub(super) struct Tables {
    letters: BTreeMap<char, char>,
    ignored: BTreeSet<char>,
}

impl Tables {
    /// The parts of `charset_table`: `U+61..U+7A`, `U+E9->U+65`. Letters that stay as they are come in runs.
    pub fn charset(&self) -> Vec<String> {
        let mut parts = Vec::new();
        let same = self.letters.iter().filter(|(from, to)| from == to);
        for (first, last) in runs(same.map(|(c, _)| *c)) {
            parts.push(range(first, last));
        }
        let other = self.letters.iter().filter(|(from, to)| from != to);
        parts.extend(other.map(|(from, to)| format!("{}->{}", code(*from), code(*to))));
        parts
    }

    /// The parts of `ignore_chars`.
    pub fn ignored(&self) -> Vec<String> {
        self.ignored.iter().map(|c| code(*c)).collect()
    }
}

/// The parts of `ngram_chars`.
pub(super) fn ngrams() -> Vec<String> {
    NGRAMS.iter().map(|(first, last)| range(*first, *last)).collect()
}

enum Folded {
    Letter(char),
    Nothing,
}

/// What a character is inside a word: a letter, nothing, or (`None`) the end of it. Asks the site's own search.
fn fold(c: char, analyser: &mut Analyser) -> Option<Folded> {
    let words = analyser.words(&format!("x{c}x"));
    let [word] = words.as_slice() else { return None };
    let inside = word.surface.strip_prefix('x')?.strip_suffix('x')?;
    let mut letters = inside.chars();
    match (letters.next(), letters.next()) {
        (None, _) => Some(Folded::Nothing),
        (Some(letter), None) => Some(Folded::Letter(letter)),
        // Sphinx folds one character to one; what the site folds to two (`ß` to `ss`) stays as it is.
        (Some(_), Some(_)) => Some(Folded::Letter(c.to_lowercase().next().unwrap_or(c))),
    }
}

fn is_ngram(code: u32) -> bool {
    NGRAMS.iter().any(|(first, last)| (*first..=*last).contains(&code))
}

/// Characters in order, as first and last of each run without a gap.
fn runs(characters: impl Iterator<Item = char>) -> Vec<(u32, u32)> {
    let mut runs = Vec::<(u32, u32)>::new();
    for code in characters.map(u32::from) {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == code => *last = code,
            _ => runs.push((code, code)),
        }
    }
    runs
}

fn range(first: u32, last: u32) -> String {
    if first == last {
        format!("U+{first:X}")
    } else {
        format!("U+{first:X}..U+{last:X}")
    }
}

fn code(c: char) -> String {
    format!("U+{:X}", u32::from(c))
}
