//! What was printed, for pages that link to it, and for the next build.
//!
//! In: nothing. Out: the values that leaflets hand on to pages. It knows neither.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::values::date::Date;

/// The folder of printed things, from the site's root.
pub const FOLDER: &str = "print";

/// The record of what was printed, below that folder.
pub const RECORD: &str = "leaflets.json";

/// The records of editions, below that folder.
pub const EDITIONS: &str = "editions";

/// Every printed file, by its path below [`FOLDER`].
pub type Prints = BTreeMap<String, Print>;

/// What pages say about paper.
#[derive(Debug, Clone, Default)]
pub struct Paper {
    /// Files to link to.
    pub prints: Prints,
    /// Editions, each with what has changed since.
    pub editions: Vec<EditionNews>,
}

/// An edition, and what has changed since it was printed.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs, reason = "the names say it")]
pub struct EditionNews {
    pub code: String,
    /// As in `Edition`.
    pub leaflet: String,
    pub language: String,
    pub title: String,
    /// The day on which it was printed, where it is known.
    pub day: Option<Date>,
    /// That day in words.
    pub printed: Option<String>,
    pub entries: Vec<EntryNews>,
}

/// An entry of an edition.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs, reason = "the names say it")]
pub struct EntryNews {
    pub name: String,
    /// Its page, from the root, where it still has one.
    pub address: Option<String>,
    pub state: State,
    pub changes: Vec<Change>,
}

/// What became of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs, reason = "the names say it")]
pub enum State {
    Same,
    Changed,
    Gone,
}

/// A fact that is said otherwise now; of a long text, only that it is.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs, reason = "the names say it")]
pub struct Change {
    pub name: String,
    pub was: Option<String>,
    pub now: Option<String>,
}

/// A printed file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Print {
    /// What it was made of, as a hash: a file made of the same is not made again.
    pub input: String,
    /// What it is called.
    pub title: String,
    /// Its format, as editors write it.
    pub format: String,
    /// Its language, BCP 47.
    pub language: String,
    /// Its length.
    pub bytes: usize,
    /// Its pages.
    pub pages: usize,
    /// The code of its edition.
    pub edition: String,
    /// The slug of its leaflet; none for a sheet of an entry.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub leaflet: Option<String>,
    /// The size of its paper, where that is not the usual one of the format: `a3`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paper: Option<String>,
    /// Whether its pages lie as they do in a folded pile, and not in their order.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub to_fold: bool,
}

/// The address of a printed file, from the site's root.
pub fn address(path: &str) -> String {
    format!("{FOLDER}/{path}")
}

impl Print {
    /// Its length in thousands of bytes, at least one.
    pub fn kilobytes(&self) -> usize {
        self.bytes.div_ceil(1000).max(1)
    }
}
