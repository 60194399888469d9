//! Entries to a tantivy index, as files.
//!
//! In: [`SearchDocument`]s in their final order. Out: the files of an index with one segment, the same bytes for the same
//! entries. It does not know where entries come from, and it writes nothing itself.

use std::collections::{BTreeSet, HashSet};
use std::path::Path;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use tantivy::directory::{Directory, RamDirectory};
use tantivy::{DateTime, Index, IndexSettings, SingleSegmentIndexWriter, TantivyDocument};

use super::analysis::Analyser;
use super::documents::SearchDocument;
use super::lists::SearchLists;
use super::query::Searcher;
use super::schema::{Fields, TextField, schema};
use super::telling::telling;
use crate::error::{Error, Result};
use crate::outputs::{OutputFile, Sink};
use crate::values::date::Date;

/// What a finished index holds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Summary {
    /// Entries.
    pub entries: usize,
    /// Files.
    pub files: usize,
    /// Bytes of all files.
    pub bytes: usize,
    /// The site's own groups of synonyms that belong to no entry, by their number (see [`SearchLists::warn_of_idle`]).
    pub idle_synonyms: Vec<usize>,
}

/// What a query needs to know and no posting says; kept in `meta.json`, where tantivy has room for a note.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Note {
    /// The lists that the index was made with.
    pub lists: SearchLists,
}

/// An index that grows.
pub struct IndexBuilder {
    directory: RamDirectory,
    writer: SingleSegmentIndexWriter,
    fields: Fields,
    analyser: Analyser,
    lists: SearchLists,
    entries: usize,
}

/// Room for the writer's own tables, in bytes. It grows beyond when it must: one segment is never split.
const ROOM: usize = 64 << 20;

impl IndexBuilder {
    /// An index without entries.
    pub fn new(lists: &SearchLists) -> Result<Self> {
        let directory = RamDirectory::create();
        let schema = schema();
        let fields = Fields::of(&schema)?;
        let settings = IndexSettings {
            docstore_compress_dedicated_thread: false,
            ..IndexSettings::default()
        };
        let writer = Index::builder()
            .schema(schema)
            .settings(settings)
            .single_segment_index_writer(directory.clone(), ROOM)
            .map_err(failed)?;
        let analyser = Analyser::new(&lists.stop);
        Ok(Self {
            directory,
            writer,
            fields,
            analyser,
            lists: lists.clone(),
            entries: 0,
        })
    }

    /// Adds entries; each gets the next number. They are taken apart on all cores and added in order.
    pub fn add(&mut self, documents: &[SearchDocument]) -> Result<()> {
        let (fields, analyser) = (&self.fields, &self.analyser);
        let analysed: Vec<TantivyDocument> = documents
            .par_iter()
            .map_init(
                || analyser.clone(),
                |analyser, document| analyse(document, fields, analyser),
            )
            .collect();
        self.entries += analysed.len();
        analysed
            .into_iter()
            .try_for_each(|document| self.writer.add_document(document))
            .map_err(failed)
    }

    /// Hands on the files of the finished index, named from the index folder, and answers from it at once.
    pub fn finish(self, sink: &dyn Sink) -> Result<(Summary, Searcher)> {
        let index = self.writer.finalize().map_err(failed)?;
        let note = Note { lists: self.lists };
        let mut summary = Summary {
            entries: self.entries,
            ..Summary::default()
        };
        let mut take = |file: OutputFile| {
            summary.files += 1;
            summary.bytes += file.bytes.len();
            sink.take(file)
        };
        take_files(&index, &self.directory, &note, &mut take)?;
        let searcher = Searcher::of(&index, &note.lists, Path::new("in memory"))?;
        Ok((summary, searcher))
    }
}

fn analyse(document: &SearchDocument, fields: &Fields, analyser: &mut Analyser) -> TantivyDocument {
    let mut analysed = TantivyDocument::new();
    let mut surfaces = String::new();
    let mut had = HashSet::new();
    let mut stems = String::new();
    for (field, text) in fields.texts.iter().zip(TextField::ALL) {
        stems.clear();
        analyser.each_word(document.text(text), |word| {
            if !word.is_stop {
                stems.push_str(word.stem);
                stems.push(' ');
                // Words of offers stand in the offers themselves: counted again, they would seem commoner than they are.
                if text != TextField::Offers && had.insert(word.number) {
                    surfaces.push_str(word.surface);
                    surfaces.push(' ');
                }
            }
            true
        });
        analysed.add_text(*field, &stems);
    }
    analysed.add_text(fields.words, &surfaces);
    stems.clear();
    for (stem, times) in telling(&document.phrases, analyser) {
        (0..times).for_each(|_| stems.extend([stem.as_str(), " "]));
    }
    analysed.add_text(fields.phrases, &stems);
    for (field, text) in fields.stored.iter().zip(document.stored_texts()) {
        analysed.add_text(*field, text);
    }
    for facet in &document.facets {
        analysed.add_text(fields.facet, facet);
    }
    for position in &document.positions {
        analysed.add_f64(fields.lat, position.lat);
        analysed.add_f64(fields.lon, position.lon);
    }
    if let Some(date) = document.assured {
        analysed.add_date(fields.assured, midnight(date));
    }
    analysed.add_bool(fields.overdue, document.overdue);
    analysed
}

/// A day as tantivy keeps days: seconds since 1970, at midnight.
fn midnight(date: Date) -> DateTime {
    let days = Date::from_ymd(1970, 1, 1).map_or(0, |epoch| date.days_since(epoch));
    DateTime::from_timestamp_secs(days * 24 * 60 * 60)
}

/// Hands on the files of an index, one at a time, with the segment's random id replaced by one made from what is in them.
fn take_files(
    index: &Index,
    directory: &RamDirectory,
    note: &Note,
    take: &mut dyn FnMut(OutputFile) -> Result<()>,
) -> Result<()> {
    let mut meta = index.load_metas().map_err(failed)?;
    let Some(segment) = meta.segments.first() else {
        return Err(failed("tantivy wrote no segment"));
    };
    let random = segment.id().uuid_string();
    let mut parts = Vec::new();
    for path in index.directory().list_managed_files() {
        let Some(ending) = ending_of(&path, &random) else {
            continue;
        };
        let file = directory.open_read(&path).map_err(failed)?;
        parts.push((ending, file.read_bytes().map_err(failed)?));
    }
    parts.sort_by(|(one, _), (other, _)| one.cmp(other));
    let mut hash = blake3::Hasher::new();
    for (ending, bytes) in &parts {
        hash.update(ending.as_bytes());
        hash.update(&(bytes.len() as u64).to_le_bytes());
        hash.update(bytes);
    }
    let id: String = hash.finalize().to_hex().chars().take(random.len()).collect();

    meta.payload = Some(serde_json::to_string(note).map_err(failed)?);
    let meta = serde_json::to_string_pretty(&meta).map_err(failed)?;
    let meta = meta.replace(&with_hyphens(&random), &with_hyphens(&id));
    let names: BTreeSet<String> = parts.iter().map(|(ending, _)| format!("{id}.{ending}")).collect();
    let managed: Vec<&str> = names.iter().map(String::as_str).chain(["meta.json"]).collect();
    let managed = serde_json::to_string(&managed).map_err(failed)?;

    let texts = [("meta.json", meta), (".managed.json", managed)];
    let texts = texts.map(|(path, text)| OutputFile {
        path: path.into(),
        bytes: (text + "\n").into_bytes(),
    });
    let mut parts = parts.into_iter().map(|(ending, bytes)| OutputFile {
        path: format!("{id}.{ending}"),
        bytes: bytes.as_slice().to_vec(),
    });
    parts.try_for_each(&mut *take)?;
    texts.into_iter().try_for_each(take)
}

/// `idx` of `0123….idx`, for a file of the segment.
fn ending_of(path: &Path, segment: &str) -> Option<String> {
    let name = path.to_str()?;
    name.strip_prefix(segment)?.strip_prefix('.').map(str::to_owned)
}

/// An id as `meta.json` writes it: `01234567-89ab-cdef-0123-456789abcdef` (RFC 9562).
fn with_hyphens(id: &str) -> String {
    let mut out = String::with_capacity(36);
    for (index, digit) in id.chars().enumerate() {
        if matches!(index, 8 | 12 | 16 | 20) {
            out.push('-');
        }
        out.push(digit);
    }
    out
}

fn failed(cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Error {
    Error::without_path("make the search index", cause)
}
