//! Other people's directories as entries: Open Referral tables and JSON, and any table with a map.
//!
//! In: a file or folder that strangers made. Out: files below `content/`, one an entry, and notes about all that could
//! not be used, each with its row. A reader of a format makes [`draft::Drafts`], `finish` makes entries of them, `write`
//! puts those on disk. What somebody edited is never written over, and nothing is claimed that the data does not say.
//! It must not know how a site is built or how a report is shown.

mod draft;
mod existing;
mod finish;
mod hours;
mod hsds_csv;
mod ledger;
mod lists;
mod map;
mod mend;
mod near;
mod open_referral;
mod oruk_json;
mod pattern;
mod read;
mod sheet;
mod slugs;
mod table;
mod template;
mod text;
mod write;

use std::path::{Path, PathBuf};

pub use draft::RowNote;
pub use ledger::LEDGER;
pub use near::{NearReport, NearRequest, POSITIONS, import_near};

use crate::error::{Error, Result};
use crate::values::date::Date;
use finish::Setting;
use map::Map;

/// What to import, and where to.
#[derive(Debug, Clone)]
pub struct Request {
    /// The folder with `site.toml`; entries go into `content/` below it.
    pub root: PathBuf,
    /// What is imported.
    pub from: From,
    /// The day of the import. Nothing is taken as checked after it.
    pub today: Date,
}

/// What is imported. A map is a TOML file; `docs/maintainers/import.md` describes it.
#[derive(Debug, Clone)]
pub enum From {
    /// A folder of tables: HSDS 1.1, HSDS 3 or ORUK 3.
    HsdsCsv {
        /// The folder.
        folder: PathBuf,
        /// Defaults, and what terms mean.
        map: Option<PathBuf>,
    },
    /// JSON of HSDS 3 or ORUK 3: a file, or a folder of them.
    OrukJson {
        /// The file or folder.
        path: PathBuf,
        /// Defaults, and what terms mean.
        map: Option<PathBuf>,
    },
    /// Any table, or any list in JSON.
    Table {
        /// The file; JSON if its name ends in `.json`.
        file: PathBuf,
        /// Which column is which field.
        map: PathBuf,
    },
}

/// What an import did. Paths are from the site's root, with `/`.
#[derive(Debug, Default)]
pub struct ImportReport {
    /// Files that are new or changed, sorted.
    pub written: Vec<String>,
    /// How many files were as they should be already.
    pub unchanged: usize,
    /// Files that somebody edited, made or deleted, and that were left so.
    pub kept: Vec<String>,
    /// What could not be used, by file and row.
    pub notes: Vec<RowNote>,
}

/// Imports. Nothing is written unless all of the data could be gone through.
///
/// # Errors
/// A file that cannot be read or written, a map that is not one, and data without a date.
pub fn import(request: &Request) -> Result<ImportReport> {
    let Request { root, from, today } = request;
    let mut notes = Vec::new();
    let (map, drafts, source) = match from {
        From::HsdsCsv { folder, map } => {
            let map = map_or_defaults(map.as_deref())?;
            let drafts = hsds_csv::drafts(folder, &map, *today, &mut notes)?;
            (map, drafts, "hsds-csv")
        }
        From::OrukJson { path, map } => {
            let map = map_or_defaults(map.as_deref())?;
            let drafts = oruk_json::drafts(path, &map, *today, &mut notes)?;
            (map, drafts, "oruk-json")
        }
        From::Table { file, map: map_file } => {
            let map = map::read(map_file)?;
            if map.name.is_none() {
                let message = "it has no `name`: a short name of the source, under which ids are kept";
                return Err(Error::new("use the map", map_file, message));
            }
            let drafts = table::drafts(file, &map, &mut notes)?;
            (map, drafts, "table")
        }
    };
    let existing = existing::read(root)?;
    let ledger = ledger::Ledger::read(root)?;
    let source = map.name.as_deref().unwrap_or(source);
    let setting = Setting {
        map: &map,
        source,
        existing: &existing,
        ledger: &ledger,
        today: *today,
    };
    let finished = finish::finish(drafts, &setting, &mut notes)?;
    notes.sort_by(|one, other| (&one.file, one.row).cmp(&(&other.file, other.row)));
    let write::Written {
        written,
        unchanged,
        kept,
    } = write::write(root, &finished, ledger)?;
    Ok(ImportReport {
        written,
        unchanged,
        kept,
        notes,
    })
}

fn map_or_defaults(file: Option<&Path>) -> Result<Map> {
    file.map_or_else(|| Ok(Map::of_defaults()), map::read)
}
