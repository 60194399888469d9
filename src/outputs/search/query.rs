//! Answers from a finished index.
//!
//! In: an open index and what somebody typed. Out: entries, the best first. It does not know how answers are shown.
//!
//! Any word of the query is enough to find an entry (OR): of questions in plain words, more than a third have no entry
//! that holds every word. The score is the sum of the impacts of the words. Of equal scores, the lower entry number comes
//! first. An entry that nobody has made sure of for too long comes after all others, however well it fits, because its
//! number may lead to nobody; among themselves such entries keep their order.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use tantivy::columnar::Column;
use tantivy::schema::{IndexRecordOption, Value};
use tantivy::store::StoreReader;
use tantivy::{DocId, DocSet, SegmentReader, TERMINATED, TantivyDocument, Term};

use super::analysis::{Analyser, Word};
use super::impact::Impacts;
use super::schema::Fields;
use super::spelling::{Meant, meant};
use super::vocabulary::Vocabulary;
use crate::error::{Error, Result};

/// The most different words of a query that are looked up; the first ones count.
pub const MOST_WORDS: usize = 32;

/// The longest part of a query that is looked at, in UTF-16 units, which is how browsers count.
pub const LONGEST_QUERY: usize = 1000;

/// What somebody wants to find.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    /// The words as typed.
    pub text: String,
    /// The most hits wanted.
    pub limit: usize,
    /// What entries must be, as name and value: (`area`, `millbrook`). Of several values with one name, one is enough.
    pub filters: Vec<(String, String)>,
    /// Whether words are looked up as they are, even where no entry holds them.
    pub as_typed: bool,
}

/// What was found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Answer {
    /// The query as typed.
    pub query: String,
    /// What was looked up instead, where a word stands in no entry: `library card`.
    pub corrected: Option<String>,
    /// How many entries were found in all.
    pub found: usize,
    /// The best of them.
    pub hits: Vec<Hit>,
}

/// An entry that was found. Texts are empty where the entry says nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Hit {
    /// `offers/tea-and-tablets`
    pub id: String,
    /// What it is called.
    pub title: String,
    /// Its page, from the site's root.
    pub url: String,
    /// What it is, in a sentence.
    pub summary: String,
    /// The name of its area.
    pub area: String,
    /// The number to ring.
    pub phone: String,
    /// The first line of its hours.
    pub hours: String,
    /// `offer`, `guide`, `organisation`, `place` or `page`.
    pub kind: String,
    /// `free`, `ask` or `paid`.
    pub cost: String,
    /// How well it fits. Scores of different queries cannot be compared.
    pub score: u32,
    /// Whether nobody has made sure of it for too long.
    pub overdue: bool,
}

/// An open index.
pub struct Searcher {
    pub(super) folder: PathBuf,
    pub(super) segment: SegmentReader,
    pub(super) fields: Fields,
    pub(super) impacts: Impacts,
    pub(super) vocabulary: Vocabulary,
    pub(super) overdue: Column<bool>,
    pub(super) analyser: Analyser,
    /// Stems.
    pub(super) everyday: BTreeSet<String>,
}

/// A word of the query, or what it was taken for.
struct Asked {
    shown: String,
    stems: Vec<String>,
    is_guess: bool,
}

impl Asked {
    fn exactly(shown: String, stems: Vec<String>) -> Self {
        Self {
            shown,
            stems,
            is_guess: false,
        }
    }

    fn guess(shown: String, stems: Vec<String>) -> Self {
        Self {
            is_guess: true,
            ..Self::exactly(shown, stems)
        }
    }
}

/// How a word is shown that is only begun: whole if one word alone begins so, `libr…` else.
fn begun(start: &str, words: &[String]) -> String {
    match words {
        [one] => one.clone(),
        _ => format!("{start}…"),
    }
}

/// The part of a query that is looked at.
fn beginning(text: &str) -> &str {
    let mut units = 0;
    let end = text.char_indices().find(|(_, c)| {
        units += c.len_utf16();
        units > LONGEST_QUERY
    });
    end.and_then(|(at, _)| text.get(..at)).unwrap_or(text)
}

/// The district of a whole postcode that is written as one word: `wx9` of `wx91ab` (BS 7666: the last three are a digit
/// and two letters).
fn district(word: &str) -> Option<&str> {
    let (outward, inward) = word.split_at_checked(word.len().checked_sub(3)?)?;
    let is_inward = matches!(inward.as_bytes(), [b'0'..=b'9', b'a'..=b'z', b'a'..=b'z']);
    let letters = outward.bytes().take_while(u8::is_ascii_lowercase).count();
    let rest = outward.get(letters..)?.as_bytes();
    let is_outward =
        matches!(letters, 1 | 2) && matches!(rest, [b'0'..=b'9'] | [b'0'..=b'9', b'0'..=b'9' | b'a'..=b'z']);
    (is_inward && is_outward).then_some(outward)
}

impl Searcher {
    /// Finds entries. Without a word to look up, the filters alone choose; without either, nothing is found.
    pub fn answer(&self, query: &Query) -> Result<Answer> {
        self.find(query)
            .map_err(|cause| Error::new("search in the index", &self.folder, cause))
    }

    /// How many entries the index holds.
    pub fn entries(&self) -> usize {
        self.segment.max_doc() as usize
    }

    /// The ids of all entries: `offers/tea-and-tablets`.
    pub fn ids(&self) -> Result<BTreeSet<String>> {
        let failed = |cause| Error::new("read the search index", &self.folder, cause);
        let store = self.segment.get_store_reader(1).map_err(|cause| failed(cause.into()))?;
        (0..self.segment.max_doc())
            .map(|entry| self.hit(&store, entry, 0).map(|hit| hit.id).map_err(failed))
            .collect()
    }

    fn find(&self, query: &Query) -> tantivy::Result<Answer> {
        let typed = self.typed(&query.text);
        let has_words = typed.iter().any(|word| !word.is_stop);
        let asked = self.asked(query, &typed)?;
        let chosen = self.chosen(&query.filters)?;

        let mut ranked: Vec<(DocId, u32)> = match (&chosen, has_words) {
            (Some(chosen), false) => chosen.iter().map(|entry| (*entry, 0)).collect(),
            _ => self.scores(&asked)?,
        };
        if let Some(chosen) = &chosen {
            ranked.retain(|(entry, _)| chosen.contains(entry));
        }
        let is_overdue = |entry: DocId| self.overdue.first(entry).unwrap_or(false);
        ranked.sort_by_cached_key(|(entry, score)| (is_overdue(*entry), Reverse(*score), *entry));

        let found = ranked.len();
        ranked.truncate(query.limit);
        let store = self.segment.get_store_reader(1)?;
        let hits = ranked.iter().map(|(entry, score)| self.hit(&store, *entry, *score));
        let hits = hits.collect::<tantivy::Result<_>>()?;
        let is_guess = asked.iter().any(|word| word.is_guess);
        let shown = || {
            asked
                .iter()
                .map(|word| word.shown.as_str())
                .collect::<Vec<_>>()
                .join(" ")
        };
        Ok(Answer {
            query: query.text.clone(),
            corrected: is_guess.then(shown),
            found,
            hits,
        })
    }

    /// The words of the query, up to the last of the first 32 different ones.
    fn typed(&self, text: &str) -> Vec<Word> {
        let mut different = BTreeSet::new();
        let mut typed = Vec::new();
        self.analyser.clone().each_word(beginning(text), |word| {
            if !word.is_stop && !different.contains(word.surface) {
                if different.len() == MOST_WORDS {
                    return false;
                }
                different.insert(word.surface.to_owned());
            }
            typed.push(Word::from(word));
            true
        });
        typed
    }

    /// What to look up: the words that entries hold, and the best guess for each of the others.
    fn asked(&self, query: &Query, typed: &[Word]) -> tantivy::Result<Vec<Asked>> {
        let mut asked = Vec::new();
        let mut rest = typed;
        while let [word, after @ ..] = rest {
            rest = after;
            let (from, to) = word.place;
            let as_typed = query.text.get(from..to).unwrap_or_default().to_owned();
            if word.is_stop {
                asked.push(Asked::exactly(as_typed, Vec::new()));
                continue;
            }
            let is_known = self.vocabulary.holds(&word.surface)?;
            if let [next, further @ ..] = after
                && !query.as_typed
                && let Some(joined) = self.joined(word, is_known, next)?
            {
                asked.push(joined);
                rest = further;
                continue;
            }
            asked.push(if is_known {
                Asked::exactly(as_typed, vec![word.stem.clone()])
            } else {
                self.instead_of(word, as_typed, after.is_empty(), !query.as_typed)?
            });
        }
        Ok(asked)
    }

    /// What to look up for a word that no entry holds.
    fn instead_of(&self, word: &Word, as_typed: String, is_last: bool, may_guess: bool) -> tantivy::Result<Asked> {
        let stem = |word: &String| self.analyser.clone().stem(word);
        if let Some(district) = district(&word.surface)
            && self.vocabulary.holds(district)?
        {
            return Ok(Asked::exactly(as_typed, vec![district.to_owned()]));
        }
        let counts = |word: &str| self.counts(word);
        Ok(
            match meant(&word.surface, is_last, may_guess, &self.vocabulary, &counts)? {
                Meant::Unknown => Asked::exactly(as_typed, Vec::new()),
                Meant::Form(form) => Asked::exactly(as_typed, vec![stem(&form)]),
                Meant::Begun(words) => Asked::guess(begun(&word.surface, &words), words.iter().map(stem).collect()),
                Meant::Guess(words) => Asked::guess(words.join(" "), words.iter().map(stem).collect()),
            },
        )
    }

    /// Two neighbours as the one word that entries write (`wi fi`), where one of the two stands nowhere by itself.
    fn joined(&self, word: &Word, is_known: bool, next: &Word) -> tantivy::Result<Option<Asked>> {
        if next.is_stop || (is_known && self.vocabulary.holds(&next.surface)?) {
            return Ok(None);
        }
        let shown = format!("{}{}", word.surface, next.surface);
        Ok(self.counts(&shown)?.then(|| {
            let stem = self.analyser.clone().stem(&shown);
            Asked::guess(shown, vec![stem])
        }))
    }

    /// Whether a word, as written, stands in entries and counts for one of them.
    fn counts(&self, word: &str) -> tantivy::Result<bool> {
        if !self.vocabulary.holds(word)? {
            return Ok(false);
        }
        let stem = self.analyser.clone().stem(word);
        self.impacts.is_known(&stem, self.everyday.contains(&stem))
    }

    /// The entries that a stem counts for, in order, with its impact on each.
    pub(super) fn list(&self, stem: &str) -> tantivy::Result<Vec<(DocId, u8)>> {
        self.impacts.list(stem, self.everyday.contains(stem))
    }

    /// The sum of the impacts of different words, for every entry that holds one.
    fn scores(&self, asked: &[Asked]) -> tantivy::Result<Vec<(DocId, u32)>> {
        let stems: BTreeSet<&String> = asked.iter().flat_map(|word| &word.stems).collect();
        let mut scores = vec![0u32; self.segment.max_doc() as usize];
        for stem in stems {
            for (entry, impact) in self.list(stem)? {
                if let Some(score) = scores.get_mut(entry as usize) {
                    *score += u32::from(impact);
                }
            }
        }
        Ok((0..).zip(scores).filter(|(_, score)| *score > 0).collect())
    }

    /// The entries that pass the filters; `None` without a filter.
    fn chosen(&self, filters: &[(String, String)]) -> tantivy::Result<Option<BTreeSet<DocId>>> {
        let mut by_name = BTreeMap::<&str, BTreeSet<DocId>>::new();
        let facets = self.segment.inverted_index(self.fields.facet)?;
        for (name, value) in filters {
            let entries = by_name.entry(name).or_default();
            let term = Term::from_field_text(self.fields.facet, &format!("{name}={value}"));
            let Some(mut postings) = facets.read_postings(&term, IndexRecordOption::Basic)? else {
                continue;
            };
            while postings.doc() != TERMINATED {
                entries.insert(postings.doc());
                postings.advance();
            }
        }
        Ok(by_name
            .into_values()
            .reduce(|one, other| one.intersection(&other).copied().collect()))
    }

    pub(super) fn hit(&self, store: &StoreReader, entry: DocId, score: u32) -> tantivy::Result<Hit> {
        let document: TantivyDocument = store.get(entry)?;
        let [id, title, url, summary, area, phone, hours, kind, cost] = self.fields.stored.map(|field| {
            let text = document
                .get_first(field)
                .and_then(|value| value.as_str().map(str::to_owned));
            text.unwrap_or_default()
        });
        let overdue = self.overdue.first(entry).unwrap_or(false);
        Ok(Hit {
            id,
            title,
            url,
            summary,
            area,
            phone,
            hours,
            kind,
            cost,
            score,
            overdue,
        })
    }
}
