//! The same entries for an existing search engine, for directories that are too large for one folder.
//!
//! In: the resolved site and the lists that editors tune. Out: files that an engine loads (entries in parcels, its
//! configuration, a query with the site's own weights, a `README.md`), the same bytes for the same input. Entries are
//! made a thousand at a time and written a parcel at a time, never held all at once. It must not know the tantivy index,
//! HTML, or whether an engine is running.

mod opensearch;
mod quickwit;
mod sphinx;

use rayon::prelude::*;
use serde_json::{Map, Value};

use super::AT_A_TIME;
use super::analysis::Analyser;
use super::documents::{Maker, SearchDocument};
use super::lists::SearchLists;
use super::schema::{STORED_TEXTS, TextField};
use crate::error::{Error, Result};
use crate::outputs::{OutputFile, Sink};
use crate::site::Site;
use crate::values::hours::HoursWords;

/// The most parts that entries for Sphinx can be cut into.
pub const MOST_SHARDS: u8 = 32;

/// For which engine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// OpenSearch 2 and 3; its files also follow the documentation of Elasticsearch 8.
    OpenSearch,
    /// Quickwit 0.8 and 0.9.
    Quickwit,
    /// Sphinx 2.2.
    Sphinx {
        /// How many parts the entries are cut into: 1 to [`MOST_SHARDS`].
        shards: u8,
    },
}

/// What an engine's files are called after, and the name of its index.
const NAME: &str = "fingerpost";

/// Renders all files for an engine and says how many entries are in them. Paths are named from the export's folder.
pub fn render(site: &Site, lists: &SearchLists, words: &HoursWords, engine: Engine, sink: &dyn Sink) -> Result<usize> {
    let mut writer: Box<dyn Writer> = match engine {
        Engine::OpenSearch => Box::new(opensearch::OpenSearch::new()),
        Engine::Quickwit => Box::new(quickwit::Quickwit::new()),
        Engine::Sphinx { shards } => Box::new(sphinx::Sphinx::new(shards)),
    };
    let maker = Maker::new(site, lists, words);
    let analyser = Analyser::new(&lists.stop);
    let mut number = 0;
    for entries in maker.entries().chunks(AT_A_TIME) {
        let documents: Vec<SearchDocument> = entries
            .par_iter()
            .map_init(|| analyser.clone(), |analyser, entry| maker.document(*entry, analyser))
            .collect();
        for document in &documents {
            number += 1;
            writer.add(number, document, sink)?;
        }
    }
    writer.finish(lists, sink)?;
    Ok(number)
}

/// Writes the files of one engine.
trait Writer {
    /// Takes the next entry; numbers start at 1 and say which of two equal answers comes first.
    fn add(&mut self, number: usize, document: &SearchDocument, sink: &dyn Sink) -> Result<()>;

    /// Hands on what is left, and the files that are not entries.
    fn finish(self: Box<Self>, lists: &SearchLists, sink: &dyn Sink) -> Result<()>;
}

/// The most entries of a file.
const MOST_RECORDS: usize = 5_000;
/// The most bytes of a file that has more than one entry. Engines take requests of 10 MB at least.
const MOST_BYTES: usize = 4 << 20;

/// Entries on their way into files of bounded size: `entries-0001.ndjson` and so on, one file at least.
struct Parcels {
    stem: String,
    ending: &'static str,
    files: usize,
    records: usize,
    text: String,
}

impl Parcels {
    /// No entries yet. `stem` may name a folder.
    fn new(stem: &str, ending: &'static str) -> Self {
        Self {
            stem: stem.to_owned(),
            ending,
            files: 0,
            records: 0,
            text: String::new(),
        }
    }

    /// Adds one entry with its line end; hands on the file before it if that is full.
    fn add(&mut self, record: &str, sink: &dyn Sink) -> Result<()> {
        let is_full = self.records == MOST_RECORDS || self.text.len() + record.len() > MOST_BYTES;
        if is_full && self.records > 0 {
            self.hand_on(sink)?;
        }
        self.text.push_str(record);
        self.records += 1;
        Ok(())
    }

    /// Hands on the last file.
    fn finish(mut self, sink: &dyn Sink) -> Result<()> {
        if self.records > 0 || self.files == 0 {
            self.hand_on(sink)?;
        }
        Ok(())
    }

    fn hand_on(&mut self, sink: &dyn Sink) -> Result<()> {
        self.files += 1;
        self.records = 0;
        let path = format!("{}-{:04}.{}", self.stem, self.files, self.ending);
        let bytes = std::mem::take(&mut self.text).into_bytes();
        sink.take(OutputFile { path, bytes })
    }
}

/// The fields of an entry that an engine of JSON takes as they are: its words, its facets and what a result shows.
fn json_fields(number: usize, document: &SearchDocument) -> Map<String, Value> {
    let mut fields = Map::new();
    fields.insert("number".into(), number.into());
    for field in TextField::ALL {
        let words = document.text(field).trim();
        if !words.is_empty() {
            fields.insert(field.name().into(), words.into());
        }
    }
    for (name, shown) in STORED_TEXTS.iter().zip(document.stored_texts()) {
        if !shown.is_empty() {
            fields.insert((*name).into(), shown.into());
        }
    }
    let facets: Vec<&str> = document.facets.iter().map(String::as_str).collect();
    fields.insert("facet".into(), facets.into());
    fields.insert("overdue".into(), document.overdue.into());
    fields
}

/// The groups of synonyms as words in small letters, without words that are never searched for: engines leave those out
/// before they look for synonyms, so a rule that has one could never match.
fn synonym_groups(lists: &SearchLists) -> Vec<Vec<String>> {
    let mut analyser = Analyser::new(&lists.stop);
    let mut words_of = |text: &String| {
        let words = analyser.words(text).into_iter().map(|word| word.surface);
        words.collect::<Vec<String>>().join(" ")
    };
    let groups = lists.groups().map(|group| {
        let mut members = Vec::new();
        for member in group.words.iter().map(&mut words_of) {
            if !member.is_empty() && !members.contains(&member) {
                members.push(member);
            }
        }
        members
    });
    groups.filter(|members: &Vec<String>| members.len() > 1).collect()
}

/// JSON for people: indented, with a line end.
fn pretty(value: &Value) -> Result<Vec<u8>> {
    let mut bytes = serde_json::to_vec_pretty(value).map_err(failed)?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// JSON on one line, with its line end.
fn line(value: &Value) -> Result<String> {
    serde_json::to_string(value).map(|text| text + "\n").map_err(failed)
}

fn hand_on(path: &str, bytes: impl Into<Vec<u8>>, sink: &dyn Sink) -> Result<()> {
    sink.take(OutputFile {
        path: path.to_owned(),
        bytes: bytes.into(),
    })
}

fn failed(cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Error {
    Error::without_path("write an entry for the search engine", cause)
}
