//! What somebody most likely meant by a word that no entry holds.
//!
//! In: the word, and the words of all entries. Out: one word or two that entries do hold. It does not know the query.
//!
//! Tried in turn, the surest first: the word has an ending too many (`scammers`), it is only begun (`libr`), it holds one
//! slip of the pen (`libary`), it is two words (`cheapinternet`), it holds two slips (`libery`). A word with a digit in it
//! is left alone: it is a postcode or a number, and another number is not what was meant.

use std::cmp::Reverse;
use std::sync::Arc;

use tantivy::schema::Field;
use tantivy::{InvertedIndexReader, Term};

use super::analysis::Analyser;

/// Endings that make another word of a word, longest first.
const ENDINGS: [&str; 16] = [
    "ments", "ness", "ment", "able", "less", "ings", "ful", "ers", "ors", "ing", "ist", "er", "or", "ed", "ly", "y",
];

/// The fewest letters of a word that is begun, or that is left when an ending is taken off.
const SHORTEST_STEM: usize = 3;

/// Answers whether a stem counts for any entry.
pub(super) type Counts<'a> = &'a dyn Fn(&str) -> tantivy::Result<bool>;

/// The words of all entries, as written, with the number of entries that hold each.
#[derive(Clone)]
pub(super) struct Vocabulary {
    field: Field,
    terms: Arc<InvertedIndexReader>,
}

impl Vocabulary {
    /// The words that stand in a field of the index.
    pub fn new(field: Field, terms: Arc<InvertedIndexReader>) -> Self {
        Self { field, terms }
    }

    /// The words that were most likely meant; empty if there is no good guess.
    pub fn instead_of(
        &self,
        word: &str,
        is_last: bool,
        counts: Counts<'_>,
        analyser: &mut Analyser,
    ) -> tantivy::Result<Vec<String>> {
        let letters = word.chars().count();
        if word.chars().any(char::is_numeric) || letters < SHORTEST_STEM {
            return Ok(Vec::new());
        }
        let mut usable = |candidate: &str| counts(&analyser.stem(candidate));
        let mut found = self.without_ending(word, &mut usable)?;
        if found.is_none() && is_last {
            found = self.completed(word, &mut usable)?;
        }
        let slips = self.nearest(word, most_slips(letters), &mut usable)?;
        match (found, slips) {
            (Some(found), _) | (None, Some((1, found))) => Ok(vec![found]),
            (None, slips) => match self.halves(word, &mut usable)? {
                Some((one, other)) => Ok(vec![one, other]),
                None => Ok(slips.into_iter().map(|(_, found)| found).collect()),
            },
        }
    }

    /// How many entries hold a word.
    fn entries(&self, word: &str) -> tantivy::Result<u32> {
        Ok(self.terms.doc_freq(&Term::from_field_text(self.field, word))?)
    }

    /// Two words written as one; of several ways, the one whose rarer half is commonest.
    fn halves(
        &self,
        word: &str,
        usable: &mut dyn FnMut(&str) -> tantivy::Result<bool>,
    ) -> tantivy::Result<Option<(String, String)>> {
        let mut best = None;
        for (at, _) in word.char_indices() {
            let (one, other) = word.split_at(at);
            if one.chars().count() < 2 || other.chars().count() < 2 {
                continue;
            }
            let common = self.entries(one)?.min(self.entries(other)?);
            if common > best.as_ref().map_or(0, |(common, _)| *common) && usable(one)? && usable(other)? {
                best = Some((common, (one.to_owned(), other.to_owned())));
            }
        }
        Ok(best.map(|(_, halves)| halves))
    }

    /// The word that an ending was put to: `scam` of `scammers`, `move` of `moving`.
    fn without_ending(
        &self,
        word: &str,
        usable: &mut dyn FnMut(&str) -> tantivy::Result<bool>,
    ) -> tantivy::Result<Option<String>> {
        for base in ENDINGS.iter().filter_map(|ending| word.strip_suffix(ending)) {
            let mut shorter = base.chars();
            let doubled = shorter.next_back() == shorter.clone().next_back();
            let once = if doubled { shorter.as_str() } else { base };
            for candidate in [base.to_owned(), format!("{base}e"), format!("{base}y"), once.to_owned()] {
                let long_enough = candidate.chars().count() >= SHORTEST_STEM;
                if long_enough && self.entries(&candidate)? > 0 && usable(&candidate)? {
                    return Ok(Some(candidate));
                }
            }
        }
        Ok(None)
    }

    /// The commonest word that begins like this; of equals, the shortest, then the first of the alphabet.
    fn completed(
        &self,
        start: &str,
        usable: &mut dyn FnMut(&str) -> tantivy::Result<bool>,
    ) -> tantivy::Result<Option<String>> {
        let mut best: Option<(Reverse<u32>, usize, String)> = None;
        let mut words = self.terms.terms().range().ge(start).into_stream()?;
        while words.advance() {
            let Ok(word) = std::str::from_utf8(words.key()) else {
                continue;
            };
            if !word.starts_with(start) {
                break;
            }
            let rank = (Reverse(words.value().doc_freq), word.len(), word.to_owned());
            if best.as_ref().is_none_or(|best| rank < *best) && usable(word)? {
                best = Some(rank);
            }
        }
        Ok(best.map(|(_, _, word)| word))
    }

    /// The word with the fewest slips between, and how many; of equals, one with the same first letter, then the
    /// commonest.
    fn nearest(
        &self,
        word: &str,
        most: usize,
        usable: &mut dyn FnMut(&str) -> tantivy::Result<bool>,
    ) -> tantivy::Result<Option<(usize, String)>> {
        if most == 0 {
            return Ok(None);
        }
        let typed: Vec<char> = word.chars().collect();
        let mut best: Option<(usize, bool, Reverse<u32>, String)> = None;
        let mut letters = Vec::new();
        let mut words = self.terms.terms().stream()?;
        while words.advance() {
            let Ok(candidate) = std::str::from_utf8(words.key()) else {
                continue;
            };
            letters.clear();
            letters.extend(candidate.chars());
            let most = best.as_ref().map_or(most, |(slips, ..)| *slips);
            let Some(slips) = slips(&typed, &letters, most) else {
                continue;
            };
            let other_start = typed.first() != letters.first();
            let rank = (
                slips,
                other_start,
                Reverse(words.value().doc_freq),
                candidate.to_owned(),
            );
            if best.as_ref().is_none_or(|best| rank < *best) && usable(candidate)? {
                best = Some(rank);
            }
        }
        Ok(best.map(|(slips, .., word)| (slips, word)))
    }
}

/// How many slips a word of so many letters may hold: short words are too like each other.
fn most_slips(letters: usize) -> usize {
    match letters {
        0..=3 => 0,
        4..=5 => 1,
        _ => 2,
    }
}

/// The slips between two words, if there are no more than `most`: a letter left out, put in, changed, or two neighbours
/// swapped (Damerau, "A technique for computer detection and correction of spelling errors", 1964; no letter is touched
/// twice).
fn slips(one: &[char], other: &[char], most: usize) -> Option<usize> {
    if one.len().abs_diff(other.len()) > most {
        return None;
    }
    let mut two_above: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=other.len()).collect();
    for (row, a) in one.iter().enumerate() {
        let mut line = Vec::with_capacity(other.len() + 1);
        line.push(row + 1);
        let mut left = row + 1;
        for (column, (b, window)) in other.iter().zip(above.windows(2)).enumerate() {
            let &[diagonal, up] = window else { continue };
            let mut best = (left + 1).min(up + 1).min(diagonal + usize::from(a != b));
            let swapped = row > 0 && column > 0 && one.get(row - 1) == Some(b) && other.get(column - 1) == Some(a);
            if swapped && let Some(before) = two_above.get(column - 1) {
                best = best.min(before + 1);
            }
            line.push(best);
            left = best;
        }
        if line.iter().min().is_some_and(|least| *least > most) {
            return None;
        }
        two_above = std::mem::replace(&mut above, line);
    }
    above.last().copied().filter(|slips| *slips <= most)
}
