//! What the importer wrote, so that it never overwrites what somebody changed.
//!
//! In: `.fingerpost/imports.json` below the site's root. Out: for each path the hash of what was written there, and the
//! thing in the data that it is. It must not know what an entry holds.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};
use crate::values::slug::Slug;

/// Where the ledger lies, from the site's root.
pub const LEDGER: &str = ".fingerpost/imports.json";

/// Every file that was written by an import, by its path from the site's root.
#[derive(Debug, Default)]
pub struct Ledger {
    lines: BTreeMap<String, Line>,
}

/// A file that was written by an import.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Line {
    /// The hash of the text as it was written, in hexadecimal digits (BLAKE3).
    pub blake3: String,
    /// Source, kind and id of the thing: `county/offers/1207`.
    pub id: String,
}

/// The hash of a text. Line ends do not count, because git may change them.
pub fn hash(text: &str) -> String {
    blake3::hash(text.replace("\r\n", "\n").as_bytes()).to_hex().to_string()
}

impl Ledger {
    /// Reads the ledger; an empty one if there is none yet.
    pub fn read(root: &Path) -> Result<Self> {
        let file = path(root);
        let text = match std::fs::read_to_string(&file) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                return Ok(Self::default());
            }
            Err(error) => return Err(Error::new("read the list of imported files", file, error)),
        };
        let lines = serde_json::from_str(&text)
            .map_err(|error| Error::new("understand the list of imported files", file, error))?;
        Ok(Self { lines })
    }

    /// The ledger as text, in the order of the paths.
    pub fn render(&self) -> Result<String> {
        let text = serde_json::to_string_pretty(&self.lines)
            .map_err(|error| Error::without_path("list the imported files", error))?;
        Ok(text + "\n")
    }

    /// What is known of a path.
    pub fn line(&self, path: &str) -> Option<&Line> {
        self.lines.get(path)
    }

    /// The slugs of things by their ids, where the path holds a sound one.
    pub fn slugs(&self) -> BTreeMap<String, Slug> {
        let slug = |path: &str| Slug::parse(path.strip_suffix(".yaml")?.rsplit('/').next()?).ok();
        self.lines
            .iter()
            .filter_map(|(path, line)| Some((line.id.clone(), slug(path)?)))
            .collect()
    }

    /// Notes what was written.
    pub fn note(&mut self, path: &str, text: &str, id: &str) {
        self.lines.insert(
            path.to_owned(),
            Line {
                blake3: hash(text),
                id: id.to_owned(),
            },
        );
    }
}

/// The ledger's file.
pub fn path(root: &Path) -> PathBuf {
    root.join(LEDGER)
}
