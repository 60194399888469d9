//! Entries for Sphinx 2.2, one index a shard, searched together.
//!
//! In: entries and the lists that editors tune. Out: lines of tab separated values for `tsvpipe`, `sphinx.conf` for one
//! machine, `node-1.conf` and so on for one `searchd` a shard, stop words, word forms, and a query with the site's own
//! weights. Names and rules are those of Sphinx 2.2's manual and of its `sphinx.conf.sample`. It does not know where
//! entries come from; `letters` knows which characters are letters.

mod conf;
mod letters;

use std::collections::{BTreeMap, BTreeSet};

use super::super::documents::SearchDocument;
use super::super::lists::SearchLists;
use super::super::schema::TextField;
use super::{MOST_SHARDS, Parcels, Writer, failed, hand_on, synonym_groups};
use crate::error::Result;
use crate::outputs::Sink;
use crate::outputs::search::{B, K1};
use crate::values::date::Date;
use letters::Letters;

pub(super) struct Sphinx {
    shards: Vec<Parcels>,
    letters: Letters,
}

impl Sphinx {
    pub(super) fn new(shards: u8) -> Self {
        let numbers = 1..=shards.clamp(1, MOST_SHARDS);
        Self {
            shards: numbers
                .map(|shard| Parcels::new(&format!("shard-{shard}/entries"), "tsv"))
                .collect(),
            letters: Letters::default(),
        }
    }
}

impl Writer for Sphinx {
    /// Entries go round the shards, so that each shard has some of every kind and counts words alike.
    fn add(&mut self, number: usize, document: &SearchDocument, sink: &dyn Sink) -> Result<()> {
        for field in TextField::ALL {
            self.letters.see(document.text(field));
        }
        let row = row(number, document)?;
        let shards = self.shards.len();
        let shard = self.shards.get_mut(number % shards);
        shard.map_or(Ok(()), |shard| shard.add(&row, sink))
    }

    fn finish(self: Box<Self>, lists: &SearchLists, sink: &dyn Sink) -> Result<()> {
        let Self { shards, mut letters } = *self;
        let groups = lists.synonyms.iter().chain(&lists.thesaurus);
        groups.flat_map(|group| &group.words).for_each(|word| letters.see(word));
        let count = shards.len();
        shards.into_iter().try_for_each(|shard| shard.finish(sink))?;
        for (path, text) in conf::files(count, &letters) {
            hand_on(&path, text, sink)?;
        }
        let stop: BTreeSet<&str> = lists.stop.iter().map(String::as_str).collect();
        hand_on("stopwords.txt", lines(stop), sink)?;
        hand_on("wordforms.txt", word_forms(lists), sink)?;
        hand_on("query.md", query(), sink)?;
        hand_on("README.md", include_str!("README.md"), sink)
    }
}

/// An entry as one line: its number, the words of every field, and the attributes in the order of `sphinx.conf`.
fn row(number: usize, document: &SearchDocument) -> Result<String> {
    let mut row = number.to_string();
    let mut cell = |text: &str| {
        row.push('\t');
        row.extend(text.trim().chars().map(|c| if breaks_a_line(c) { ' ' } else { c }));
    };
    for field in TextField::ALL {
        cell(document.text(field));
    }
    for shown in document.stored_texts() {
        cell(shown);
    }
    cell(&facets(document)?);
    let position = document.positions.first();
    let degrees = |degrees: Option<f64>| degrees.unwrap_or_default().to_string();
    cell(&degrees(position.map(|at| at.lat)));
    cell(&degrees(position.map(|at| at.lon)));
    cell(if position.is_some() { "1" } else { "0" });
    cell(&document.assured.map_or(0, seconds).to_string());
    cell(if document.overdue { "1" } else { "0" });
    row.push('\n');
    Ok(row)
}

/// Whether somebody takes a character for the end of a line or of a cell.
fn breaks_a_line(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}')
}

/// `{"area":["millbrook","oakham"],"cost":["free"]}`
fn facets(document: &SearchDocument) -> Result<String> {
    let mut by_name = BTreeMap::<&str, Vec<&str>>::new();
    for (name, value) in document.facets.iter().filter_map(|facet| facet.split_once('=')) {
        by_name.entry(name).or_default().push(value);
    }
    serde_json::to_string(&by_name).map_err(failed)
}

/// The midnight at which a day begins, in seconds since 1970; days before that are as good as never.
fn seconds(date: Date) -> i64 {
    let days = Date::from_ymd(1970, 1, 1).map_or(0, |epoch| date.days_since(epoch));
    (days * 24 * 60 * 60).max(0)
}

fn lines<'a>(words: impl IntoIterator<Item = &'a str>) -> String {
    words.into_iter().flat_map(|word| [word, "\n"]).collect()
}

/// Every other member of a group becomes its first one. A word can become only one other, so a group that shares a word
/// with an earlier one leaves it there; and what others become stays what it is, because Sphinx follows no chains.
fn word_forms(lists: &SearchLists) -> String {
    let groups = synonym_groups(lists);
    let firsts: BTreeSet<String> = groups.iter().filter_map(|group| group.first().cloned()).collect();
    let mut forms = BTreeMap::<String, String>::new();
    for group in groups {
        let mut members = group.into_iter();
        let Some(first) = members.next() else { continue };
        for member in members.filter(|member| !firsts.contains(member)) {
            forms.entry(member).or_insert_with(|| first.clone());
        }
    }
    forms.iter().map(|(from, to)| format!("{from} > {to}\n")).collect()
}

/// The query with the site's own weights, doubled because Sphinx takes whole numbers only, and ranking constants.
fn query() -> String {
    let weights: Vec<String> = TextField::ALL
        .iter()
        .map(|field| format!("{}={}", field.name(), field.weight() * 2.0))
        .collect();
    include_str!("query.md")
        .replace("{K1}", &K1.to_string())
        .replace("{B}", &B.to_string())
        .replace("{WEIGHTS}", &weights.join(", "))
}
