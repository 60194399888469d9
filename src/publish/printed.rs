//! What was printed before: read from the folder it was published into, so that it need not be made again; and the
//! records of editions, which outlive every folder.
//!
//! In: a folder, or editions. Out: records and bytes, or files. It must not know what a leaflet is.

use std::collections::BTreeMap;
use std::fs;
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::paths;
use crate::error::{Error, Result};
use crate::outputs::leaflets::{Earlier, Edition};
use crate::outputs::prints::{EDITIONS as EDITIONS_OF_A_SITE, Print, Prints, RECORD, address};
use crate::outputs::{OutputFile, Sink};
use crate::values::date::Date;

/// Where records of editions are kept, from the root: beside the leaflets, because they are part of what the site knows.
pub const EDITIONS: &str = "content/leaflets/editions";

/// The largest record that is read; one of a thousand entries has about 1.2 MB.
const MOST_BYTES: u64 = 8_000_000;

/// What was printed before.
#[derive(Debug, Default)]
pub struct EarlierPrints {
    folder: PathBuf,
    prints: Prints,
    editions: BTreeMap<String, EditionRecord>,
}

/// An edition, and the day on which it was first printed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EditionRecord {
    /// `2026-11-21`; none where it was made with the site, for anybody to print.
    pub printed: Option<String>,
    /// What was in it.
    #[serde(flatten)]
    pub edition: Edition,
}

/// Records of editions, and files among them that are none.
#[derive(Debug, Clone, Default)]
pub struct Editions {
    /// By their codes.
    pub records: BTreeMap<String, EditionRecord>,
    /// What should be a record and cannot be used, by its path.
    pub damaged: Vec<Damaged>,
}

/// A file that should be a record of an edition.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Damaged {
    /// From the root, with `/`.
    pub path: String,
    /// Why it cannot be used, as the end of a sentence.
    pub why: String,
}

impl EditionRecord {
    /// The day of the printing.
    pub fn day(&self) -> Option<Date> {
        self.printed.as_deref().and_then(|day| Date::parse(day).ok())
    }
}

impl EarlierPrints {
    /// What a folder says about itself; nothing where it is new or its record is damaged: then all is printed again.
    pub fn read(folder: &Path) -> Self {
        let record = fs::read(folder.join(RECORD)).unwrap_or_default();
        let mut prints: Prints = serde_json::from_slice(&record).unwrap_or_default();
        prints.retain(|path, _| paths::check(path).is_ok());
        Self {
            folder: folder.to_owned(),
            prints,
            editions: read_records(&folder.join(EDITIONS_OF_A_SITE)).records,
        }
    }

    /// Every edition that somebody may hold: those `written` down at the root, those of earlier builds into this folder, and
    /// those of this one. What is not at the root is handed on, so that the next build knows it too.
    ///
    /// # Errors
    /// Those of the sink.
    pub fn editions(
        &self,
        written: BTreeMap<String, EditionRecord>,
        now: impl Iterator<Item = Edition>,
        sink: &dyn Sink,
    ) -> Result<Vec<EditionRecord>> {
        let mut records = self.editions.clone();
        for edition in now {
            let record = EditionRecord { printed: None, edition };
            records.entry(record.edition.code.clone()).or_insert(record);
        }
        for record in records.values() {
            let code = &record.edition.code;
            let bytes = serde_json::to_vec_pretty(record)
                .map_err(|cause| Error::without_path("write down an edition", cause))?;
            sink.take(OutputFile {
                path: address(&format!("{EDITIONS_OF_A_SITE}/{code}.json")),
                bytes,
            })?;
        }
        records.extend(written);
        Ok(records.into_values().collect())
    }

    /// Hands on what is there and was not made now, and adds it to the record.
    ///
    /// # Errors
    /// Those of the sink.
    pub fn carry_on(&self, prints: &mut Prints, sink: &dyn Sink) -> Result<()> {
        for (path, print) in &self.prints {
            if prints.contains_key(path) {
                continue;
            }
            if let Some(bytes) = self.bytes(path) {
                sink.take(OutputFile {
                    path: path.clone(),
                    bytes,
                })?;
                prints.insert(path.clone(), print.clone());
            }
        }
        Ok(())
    }
}

impl Earlier for EarlierPrints {
    fn print(&self, path: &str) -> Option<Print> {
        self.prints.get(path).cloned()
    }

    fn bytes(&self, path: &str) -> Option<Vec<u8>> {
        fs::read(self.folder.join(path)).ok()
    }
}

/// Writes down editions that are new, each in a file of its own, so that two people who print do not get in each other's
/// way. A record is never changed: paper does not change either.
///
/// # Errors
/// Fails where the folder or a file cannot be written.
pub fn write_editions<'a>(root: &Path, editions: impl Iterator<Item = &'a Edition>, printed: Date) -> Result<()> {
    let folder = root.join(EDITIONS);
    for edition in editions {
        let path = folder.join(format!("{}.json", edition.code));
        let failed = |cause| Error::new("write down the edition", &path, cause);
        fs::create_dir_all(&folder).map_err(failed)?;
        let record = EditionRecord {
            printed: Some(printed.to_string()),
            edition: edition.clone(),
        };
        let mut text = serde_json::to_string_pretty(&record)
            .map_err(|cause| Error::new("write down the edition", &path, cause))?;
        text.push('\n');
        // A name that is taken is left alone, a link too: whoever put it there does not choose what is written over.
        match fs::File::create_new(&path) {
            Ok(mut file) => file.write_all(text.as_bytes()).map_err(failed)?,
            Err(cause) if cause.kind() == ErrorKind::AlreadyExists => {}
            Err(cause) => return Err(failed(cause)),
        }
    }
    Ok(())
}

/// Every edition that was ever written down.
pub fn read_editions(root: &Path) -> Editions {
    read_records(&root.join(EDITIONS))
}

/// The records of a folder; only files whose names end in `.json` are taken for such.
fn read_records(folder: &Path) -> Editions {
    let mut found = Editions::default();
    for file in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = file.file_name().to_string_lossy().into_owned();
        let Some(code) = name.strip_suffix(".json") else {
            continue;
        };
        match read_record(&file, code) {
            Ok(record) => {
                found.records.insert(code.to_owned(), record);
            }
            Err(why) => found.damaged.push(Damaged {
                path: format!("{EDITIONS}/{name}"),
                why,
            }),
        }
    }
    found.damaged.sort();
    found
}

/// A record, or why its file is none.
fn read_record(file: &fs::DirEntry, code: &str) -> Result<EditionRecord, String> {
    let unreadable = |cause: std::io::Error| format!("it cannot be read ({cause})");
    // Of a link, this is what is known of the link itself.
    let about = file.metadata().map_err(unreadable)?;
    if !about.is_file() {
        return Err("it is a link or a folder, and not a file".to_owned());
    }
    if about.len() > MOST_BYTES {
        return Err(format!("it is larger than {} MB", MOST_BYTES / 1_000_000));
    }
    let bytes = fs::read(file.path()).map_err(unreadable)?;
    let record: EditionRecord =
        serde_json::from_slice(&bytes).map_err(|_| "it does not hold what the program wrote into it".to_owned())?;
    // A code becomes an address; a file that somebody changed must not choose another.
    let is_code = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    if record.edition.code != code || code.is_empty() || !code.bytes().all(is_code) {
        return Err("its name is not the code of the edition in it".to_owned());
    }
    Ok(record)
}
