//! Files of strangers as records.
//!
//! In: the path of a table or of JSON, at most [`LARGEST`] bytes of it. Out: records with their place, and notes about
//! rows that cannot be read. It must not know what a record is about.

use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::sync::Arc;

use serde_json::{Map, Value};

use super::draft::{Origin, RowNote};
use super::text;
use crate::error::{Error, Result};

/// The largest file that is read, in bytes: 100 MB, ten times the largest directory anybody publishes in one file.
pub const LARGEST: u64 = 100 * 1_000_000;

/// A record and its place.
#[derive(Debug, Clone)]
pub struct Record {
    /// Where it stands.
    pub origin: Origin,
    /// What it says: a group of fields.
    pub value: Value,
}

/// A table as it was read.
#[derive(Debug, Default)]
pub struct Table {
    /// The headings, in their order.
    pub columns: Vec<String>,
    /// A record a row; empty cells are left out.
    pub records: Vec<Record>,
}

/// Reads a table in which commas, semicolons or tabs part the cells; the first row holds the headings.
pub fn table(file: &Path, notes: &mut Vec<RowNote>) -> Result<Table> {
    let text = read_text(file)?;
    let name = name_of(file);
    let failed = |error: csv::Error| Error::new("read the table", file, error);
    let mut reader = csv::ReaderBuilder::new()
        .flexible(true)
        .delimiter(delimiter(&text))
        .from_reader(text.as_bytes());
    let columns: Vec<String> = reader.headers().map_err(failed)?.iter().map(text::line).collect();
    for (index, column) in columns.iter().enumerate() {
        if !column.is_empty() && columns.iter().take(index).any(|earlier| earlier == column) {
            let origin = Origin {
                file: name.clone(),
                row: 1,
            };
            notes.push(RowNote::new(
                &origin,
                column,
                "",
                "two columns have this heading, and only the first is read",
            ));
        }
    }
    let mut records = Vec::new();
    for (index, cells) in reader.records().enumerate() {
        let cells = cells.map_err(failed)?;
        let origin = Origin {
            file: name.clone(),
            row: index + 2,
        };
        if cells.iter().skip(columns.len()).any(|cell| !cell.trim().is_empty()) {
            let why = format!(
                "the row has {} cells and there are {} headings, so it was not read",
                cells.len(),
                columns.len()
            );
            notes.push(RowNote::new(&origin, "", cells.get(0).unwrap_or_default(), why));
            continue;
        }
        let mut fields = Map::new();
        for (column, cell) in columns.iter().zip(&cells) {
            if !column.is_empty() && !cell.trim().is_empty() && !fields.contains_key(column) {
                fields.insert(column.clone(), Value::String(cell.to_owned()));
            }
        }
        if !fields.is_empty() {
            records.push(Record {
                origin,
                value: Value::Object(fields),
            });
        }
    }
    Ok(Table { columns, records })
}

/// Reads a JSON file.
pub fn json(file: &Path) -> Result<Value> {
    let text = read_text(file)?;
    serde_json::from_str(&text).map_err(|error| Error::new("read the JSON in", file, error))
}

/// The file's name, for notes.
pub fn name_of(file: &Path) -> Arc<str> {
    file.file_name()
        .map(|name| name.to_string_lossy())
        .unwrap_or_default()
        .into()
}

fn read_text(file: &Path) -> Result<String> {
    let failed = |error| Error::new("read the file", file, error);
    let opened = File::open(file).map_err(failed)?;
    let mut bytes = Vec::new();
    opened.take(LARGEST + 1).read_to_end(&mut bytes).map_err(failed)?;
    if bytes.len() as u64 > LARGEST {
        return Err(Error::new(
            "read the file",
            file,
            "it is larger than 100 MB; split it into several",
        ));
    }
    Ok(text::decoded(bytes))
}

/// The mark that stands most often in the first line.
fn delimiter(text: &str) -> u8 {
    let headings = text.lines().next().unwrap_or_default();
    let count = |mark: u8| headings.bytes().filter(|byte| *byte == mark).count();
    // Of several equally frequent marks the last one is taken, so the comma stands there.
    [b'\t', b';', b',']
        .into_iter()
        .max_by_key(|mark| count(*mark))
        .unwrap_or(b',')
}
