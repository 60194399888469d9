//! Judged queries, as `search-index/queries.yaml` lists them.
//!
//! In: the text of the file, and the ids of all entries. Out: the queries, and a diagnostic for each mistake. This file
//! alone of the module knows YAML and diagnostics.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::measures::{GOOD, VERY_BEST};
use crate::diagnostics::{Diagnostics, nearest};
use crate::entry;
use crate::source::Source;
use crate::yaml::fields::{FromNode, Reader};
use crate::yaml::{Node, Place};

/// What somebody types, and what they should see.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct JudgedQuery {
    /// As typed.
    pub q: String,
    /// What sort of query it is.
    pub kind: QueryKind,
    /// Whether it may be looked at while the search is tuned.
    pub set: QuerySet,
    /// The ids that should come first; at least one.
    pub best: Vec<String>,
    /// The ids that are useful as well.
    pub good: Vec<String>,
}

impl JudgedQuery {
    /// What it is worth to find an entry.
    pub fn gain(&self, id: &str) -> u32 {
        let is_among = |ids: &[String]| ids.iter().any(|one| one == id);
        match (is_among(&self.best), is_among(&self.good)) {
            (true, _) => VERY_BEST,
            (false, true) => GOOD,
            (false, false) => 0,
        }
    }

    /// The ids of all useful entries.
    pub fn judged(&self) -> impl Iterator<Item = &String> {
        self.best.iter().chain(&self.good)
    }
}

/// What sort of query it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum QueryKind {
    /// A need in plain words.
    Need,
    /// The name of an entry, whole or half remembered.
    Name,
    /// A need and a town, village or area.
    Place,
    /// A need and a postcode.
    Postcode,
    /// With a slip of the fingers or of spelling.
    Typo,
    /// Other words for the thing: slang, a brand, an abbreviation.
    Words,
    /// The name of a language, or words of one.
    Language,
}

impl QueryKind {
    /// Every kind with its word.
    pub const WORDS: [(&'static str, Self); 7] = [
        ("need", Self::Need),
        ("name", Self::Name),
        ("place", Self::Place),
        ("postcode", Self::Postcode),
        ("typo", Self::Typo),
        ("words", Self::Words),
        ("language", Self::Language),
    ];

    /// The word editors write.
    pub fn word(self) -> &'static str {
        word_of(&Self::WORDS, self)
    }
}

impl FromNode for QueryKind {
    const WANTED: &'static str = "a kind of query like `need` or `place`";

    fn from_node(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        reader.word(node, Self::WANTED, &Self::WORDS)
    }
}

/// Whether a query may be looked at while the search is tuned. Figures of queries that were looked at flatter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum QuerySet {
    /// It may.
    Seen,
    /// It is only measured.
    Kept,
}

impl QuerySet {
    /// Both with their words.
    pub const WORDS: [(&'static str, Self); 2] = [("seen", Self::Seen), ("kept", Self::Kept)];

    /// The word editors write.
    pub fn word(self) -> &'static str {
        word_of(&Self::WORDS, self)
    }
}

impl FromNode for QuerySet {
    const WANTED: &'static str = "`seen` or `kept`";

    fn from_node(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        reader.word(node, Self::WANTED, &Self::WORDS)
    }
}

fn word_of<T: PartialEq>(words: &[(&'static str, T)], value: T) -> &'static str {
    words
        .iter()
        .find(|(_, one)| *one == value)
        .map_or("", |(word, _)| *word)
}

entry! {
    /// One item of `search-index/queries.yaml`.
    struct QueryEntry {
        required q: Written;
        required kind: QueryKind;
        required set: QuerySet;
        some best: Written;
        list good: Written;
    }
}

/// A text with its place, for mistakes that show later.
#[derive(Debug, Clone, PartialEq)]
struct Written {
    text: String,
    place: Place,
}

impl FromNode for Written {
    const WANTED: &'static str = "a text";

    fn from_node(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        let text = reader.text(node, Self::WANTED)?.to_owned();
        Some(Self {
            text,
            place: node.place,
        })
    }
}

/// Parses the queries. A query with a mistake is noted and left out. `known` are the ids of all entries of the index.
pub fn parse(source: &Source, known: &BTreeSet<String>, diagnostics: &mut Diagnostics) -> Vec<JudgedQuery> {
    let mut reader = Reader { source, diagnostics };
    let Some(node) = reader.tree(&source.text, 1) else {
        return Vec::new();
    };
    let entries = Vec::<QueryEntry>::from_node(&node, &mut reader);
    if entries.as_ref().is_some_and(Vec::is_empty) {
        reader.error(
            "no-queries",
            node.place,
            "there is no query in this file, so there is nothing to measure",
            Some("add one: `- {q: my screen is smashed, kind: need, set: seen, best: [offers/…]}`".into()),
        );
    }
    let mut lines = BTreeMap::new();
    let entries = entries.into_iter().flatten();
    entries
        .filter_map(|entry| judged(entry, known, &mut lines, &mut reader))
        .collect()
}

/// Checks a query against the entries and against the queries before it, whose lines are in `lines`.
fn judged(
    entry: QueryEntry,
    known: &BTreeSet<String>,
    lines: &mut BTreeMap<String, u32>,
    reader: &mut Reader<'_>,
) -> Option<JudgedQuery> {
    let QueryEntry {
        q,
        kind,
        set,
        best,
        good,
    } = entry;
    let first = *lines.entry(q.text.clone()).or_insert(q.place.line);
    if first != q.place.line {
        let message = format!("`{}` is judged already, on line {first}", q.text);
        reader.error("duplicate-query", q.place, message, Some("keep one of the two".into()));
    }
    let mut seen = BTreeSet::new();
    for id in best.iter().chain(&good) {
        if !known.contains(&id.text) {
            unknown(id, known, reader);
        } else if !seen.insert(&id.text) {
            reader.error(
                "judged-twice",
                id.place,
                format!("`{}` stands in this query twice", id.text),
                Some("an entry is either among the best or good as well: keep one of the two".into()),
            );
        }
    }
    let texts = |ids: Vec<Written>| ids.into_iter().map(|id| id.text).collect();
    Some(JudgedQuery {
        q: q.text,
        kind,
        set,
        best: texts(best),
        good: texts(good),
    })
}

fn unknown(id: &Written, known: &BTreeSet<String>, reader: &mut Reader<'_>) {
    let help = match nearest(&id.text, known.iter().map(String::as_str)) {
        Some(near) => format!("did you mean `{near}`?"),
        None => {
            "write it as `fingerpost search --json` prints it, like `offers/tea-and-tablets`; if the entry is new, \
                 run `fingerpost build` first"
                .into()
        }
    };
    reader.error(
        "unknown-id",
        id.place,
        format!("the search has no entry `{}`", id.text),
        Some(help),
    );
}
