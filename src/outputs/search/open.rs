//! The folder of a finished index, opened.
//!
//! In: the folder. Out: a [`Searcher`], or an error that says what to do. Files are read where they lie; nothing is ever
//! written into the folder, not even a lock, so it may be read-only and may be replaced while it is open.

use std::path::Path;

use tantivy::{Index, SegmentReader, TantivyError};

use super::analysis::{Analyser, Word};
use super::impact::Impacts;
use super::index::Note;
use super::lists::SearchLists;
use super::query::Searcher;
use super::schema::Fields;
use super::vocabulary::Vocabulary;
use crate::error::{Error, Result};

/// Opens the index in a folder.
///
/// # Errors
/// Says to build the site where there is no index, one that is broken, or one that another release made.
pub fn open(folder: &Path) -> Result<Searcher> {
    if !folder.join("meta.json").is_file() {
        return Err(failed(folder, "there is none here. Make it with `fingerpost build`"));
    }
    let broken = |cause: TantivyError| failed(folder, cause);
    let index = Index::open_in_dir(folder).map_err(broken)?;
    let note = index.load_metas().map_err(broken)?.payload.unwrap_or_default();
    let Ok(Note { lists }) = serde_json::from_str(&note) else {
        return Err(failed(
            folder,
            "this release did not make it. Run `fingerpost build` again",
        ));
    };
    Searcher::of(&index, &lists, folder)
}

impl Searcher {
    /// Opens an index wherever it is; `folder` is for messages.
    pub(super) fn of(index: &Index, lists: &SearchLists, folder: &Path) -> Result<Self> {
        let broken = |cause: TantivyError| failed(folder, cause);
        let segments = index.searchable_segments().map_err(broken)?;
        let [segment] = segments.as_slice() else {
            return Err(failed(folder, "it is not in one piece. Run `fingerpost build` again"));
        };
        let fields = Fields::of(&index.schema())?;
        let segment = SegmentReader::open(segment).map_err(broken)?;
        let mut analyser = Analyser::new(&lists.stop);
        let everyday: Vec<Word> = lists.everyday.iter().flat_map(|word| analyser.words(word)).collect();
        let words = segment.inverted_index(fields.words).map_err(broken)?;
        Ok(Self {
            folder: folder.to_owned(),
            impacts: Impacts::of(&segment, &fields).map_err(broken)?,
            overdue: segment.fast_fields().bool("overdue").map_err(broken)?,
            everyday: everyday.iter().map(|word| word.stem.clone()).collect(),
            vocabulary: Vocabulary::new(fields.words, words, everyday.into_iter().map(|word| word.surface)),
            segment,
            fields,
            analyser,
        })
    }
}

fn failed(folder: &Path, cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Error {
    Error::new("open the search index", folder, cause)
}
