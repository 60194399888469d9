//! Open Referral JSON: what an API of HSDS 3 or ORUK 3 answers, saved to files.
//!
//! In: a file, or a folder of `.json` files. Out: [`Drafts`]. A file holds one service, organization, location or
//! service_at_location, a list of them, or a page of an API (`contents`). It must not know CSV.

use std::path::{Path, PathBuf};

use serde_json::Value;

use super::draft::{Drafts, Origin, RowNote};
use super::map::Map;
use super::open_referral::{Gathered, field};
use super::read::{self, Record};
use crate::error::{Error, Result};
use crate::values::date::Date;

/// Reads the file, or every `.json` file of the folder.
pub fn drafts(path: &Path, map: &Map, today: Date, notes: &mut Vec<RowNote>) -> Result<Drafts> {
    let mut gathered = Gathered::default();
    for file in files(path)? {
        let value = read::json(&file)?;
        let name = read::name_of(&file);
        for (index, item) in items(value).into_iter().enumerate() {
            let record = Record {
                origin: Origin {
                    file: name.clone(),
                    row: index + 1,
                },
                value: item,
            };
            add(record, &mut gathered, notes);
        }
    }
    Ok(gathered.drafts(map, today, notes))
}

fn files(path: &Path) -> Result<Vec<PathBuf>> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let failed = |error| Error::new("look through the folder", path, error);
    let mut files = Vec::new();
    for found in std::fs::read_dir(path).map_err(failed)? {
        let file = found.map_err(failed)?.path();
        if file.is_file()
            && file
                .extension()
                .is_some_and(|ending| ending.eq_ignore_ascii_case("json"))
        {
            files.push(file);
        }
    }
    if files.is_empty() {
        return Err(Error::new(
            "find JSON in",
            path,
            "the folder has no file whose name ends in `.json`",
        ));
    }
    files.sort();
    Ok(files)
}

/// The records of a file: those of a page, those of a list, or the one that it is.
fn items(value: Value) -> Vec<Value> {
    match value {
        Value::Array(items) => items,
        Value::Object(mut fields) => {
            let page = ["contents", "content", "items"]
                .iter()
                .find(|name| fields.get(**name).is_some_and(Value::is_array));
            match page.and_then(|name| fields.remove(*name)) {
                Some(Value::Array(items)) => items,
                _ => vec![Value::Object(fields)],
            }
        }
        _ => Vec::new(),
    }
}

/// Sorts a record by the fields that only its kind has.
fn add(record: Record, gathered: &mut Gathered, notes: &mut Vec<RowNote>) {
    let has = |names: &[&str]| names.iter().any(|name| record.value.get(name).is_some());
    if has(&["service"]) && has(&["location"]) {
        gathered.add_service_at_location(&record);
    } else if has(&["term_uri", "taxonomy", "taxonomy_detail", "version"]) {
        let name = field(&record.value, &["name"]);
        notes.push(RowNote::new(
            &record.origin,
            "",
            &name,
            "it is a term of a taxonomy; topics are chosen with a map",
        ));
    } else if has(&["address_1", "location_type", "addresses", "latitude"]) {
        gathered.add_location(&record, "");
    } else if has(&[
        "services",
        "organization_identifiers",
        "website",
        "legal_status",
        "logo",
        "tax_status",
    ]) {
        gathered.add_organisation(&record);
    } else if record.value.is_object() {
        gathered.add_service(&record, "");
    } else {
        notes.push(RowNote::new(
            &record.origin,
            "",
            &record.value.to_string(),
            "it is not a record",
        ));
    }
}
