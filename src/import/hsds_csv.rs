//! Open Referral as tables: the CSV form of HSDS 1.1, HSDS 3 and ORUK 3.
//!
//! In: a folder with `services.csv`, `organizations.csv` and so on. Out: [`Drafts`]. Tables are joined into the records
//! that the JSON form has, so that both are read alike. It must not know what a field means.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde_json::Value;

use super::draft::{Drafts, RowNote};
use super::map::Map;
use super::open_referral::{Gathered, ROW, field};
use super::read::{self, Record};
use crate::error::{Error, Result};
use crate::values::date::Date;

/// A table whose rows belong to other things: its names over the versions of HSDS, and the list it becomes.
struct Part {
    files: &'static [&'static str],
    list: &'static str,
}

const fn part(list: &'static str, files: &'static [&'static str]) -> Part {
    Part { files, list }
}

/// Parts of contacts come before contacts, and so on, because a joined row takes its own parts along.
const PARTS: [Part; 15] = [
    part("languages", &["languages", "language"]),
    part("phones", &["phones", "phone"]),
    part("contacts", &["contacts", "contact"]),
    part(
        "addresses",
        &["addresses", "address", "physical_addresses", "physical_address"],
    ),
    part("postal_addresses", &["postal_addresses", "postal_address"]),
    part(
        "schedules",
        &["schedules", "schedule", "regular_schedules", "regular_schedule"],
    ),
    part("accessibility", &["accessibility", "accessibility_for_disabilities"]),
    part("cost_options", &["cost_options", "cost_option"]),
    part("service_areas", &["service_areas", "service_area"]),
    part("required_documents", &["required_documents", "required_document"]),
    part("eligibilities", &["eligibility", "eligibilities", "eligibilitys"]),
    part(
        "organization_identifiers",
        &["organization_identifiers", "organization_identifier"],
    ),
    part("metadata", &["metadata"]),
    part("attributes", &["attributes", "attribute", "service_attributes"]),
    part(
        "service_taxonomies",
        &["services_taxonomy", "service_taxonomy", "service_taxonomies"],
    ),
];

/// Whose row it is, by the column that names the owner.
const OWNERS: [(&str, &str); 6] = [
    ("phone_id", "phones"),
    ("contact_id", "contacts"),
    ("location_id", "locations"),
    ("organization_id", "organizations"),
    ("service_at_location_id", "service_at_locations"),
    ("service_id", "services"),
];

/// Rows by their id, in the order of the table.
type Things = BTreeMap<&'static str, Vec<Value>>;

/// Reads the tables of a folder.
pub fn drafts(folder: &Path, map: &Map, today: Date, notes: &mut Vec<RowNote>) -> Result<Drafts> {
    let mut tables = Tables { folder, notes };
    let mut things: Things = BTreeMap::new();
    things.insert("services", tables.rows(&["services", "service"])?);
    things.insert("organizations", tables.rows(&["organizations", "organization"])?);
    things.insert("locations", tables.rows(&["locations", "location"])?);
    let at_locations = [
        "service_at_locations",
        "service_at_location",
        "services_at_location",
        "services_at_locations",
    ];
    things.insert("service_at_locations", tables.rows(&at_locations)?);
    if things.values().all(Vec::is_empty) {
        let message = "the folder has no `services.csv`, `organizations.csv` or `locations.csv` with rows in it";
        return Err(Error::new("find HSDS tables in", folder, message));
    }
    let terms = by_id(tables.rows(&["taxonomy_terms", "taxonomy_term", "taxonomies", "taxonomy"])?);
    let mut parts: BTreeMap<&str, Vec<Value>> = BTreeMap::new();
    for part in &PARTS {
        let mut rows = tables.rows(part.files)?;
        rows.iter_mut().for_each(|row| name_term(row, &terms));
        parts.insert(part.list, rows);
    }
    join(parts, &mut things);
    Ok(gather(things).drafts(map, today, notes))
}

/// Gives every row of a part to those who own it.
fn join(mut parts: BTreeMap<&str, Vec<Value>>, things: &mut Things) {
    for part in &PARTS {
        let rows = parts.remove(part.list).unwrap_or_default();
        for (column, owner) in OWNERS {
            let mut owned: BTreeMap<String, Vec<Value>> = BTreeMap::new();
            for row in rows.iter().filter(|row| !field(row, &[column]).is_empty()) {
                owned.entry(field(row, &[column])).or_default().push(row.clone());
            }
            let owners = things.get_mut(owner).or(parts.get_mut(owner));
            for thing in owners.into_iter().flatten() {
                if let (Some(rows), Value::Object(fields)) = (owned.get(&field(thing, &["id"])), thing) {
                    fields.insert(part.list.to_owned(), Value::Array(rows.clone()));
                }
            }
        }
    }
}

/// Puts locations into services, and everything into one heap.
fn gather(mut things: Things) -> Gathered {
    let mut gathered = Gathered::default();
    let locations = things.remove("locations").unwrap_or_default();
    let known: BTreeMap<String, &Value> = locations.iter().map(|one| (field(one, &["id"]), one)).collect();
    let mut of_services: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    for mut at_location in things.remove("service_at_locations").unwrap_or_default() {
        let wanted = field(&at_location, &["location_id"]);
        if let (Some(location), Value::Object(fields)) = (known.get(&wanted), &mut at_location) {
            fields.insert("location".to_owned(), (*location).clone());
        }
        of_services
            .entry(field(&at_location, &["service_id"]))
            .or_default()
            .push(at_location);
    }
    for organisation in things.remove("organizations").unwrap_or_default() {
        gathered.add_organisation(&record(organisation));
    }
    for location in &locations {
        gathered.add_location(&record(location.clone()), "");
    }
    for mut service in things.remove("services").unwrap_or_default() {
        let at_locations = of_services
            .get(&field(&service, &["id"]))
            .filter(|_| !field(&service, &["id"]).is_empty());
        if let (Some(list), Value::Object(fields)) = (at_locations.cloned(), &mut service) {
            fields.insert("service_at_locations".to_owned(), Value::Array(list));
        }
        gathered.add_service(&record(service), "");
    }
    gathered
}

fn record(value: Value) -> Record {
    let unknown = super::draft::Origin {
        file: "".into(),
        row: 0,
    };
    Record {
        origin: super::open_referral::origin_of(&value, &unknown),
        value,
    }
}

fn by_id(rows: Vec<Value>) -> BTreeMap<String, Value> {
    rows.into_iter().map(|row| (field(&row, &["id"]), row)).collect()
}

/// Puts the term a row names into the row.
fn name_term(row: &mut Value, terms: &BTreeMap<String, Value>) {
    let id = field(row, &["taxonomy_term_id", "taxonomy_id"]);
    let link = field(row, &["link_id"]);
    if let (Some(term), Value::Object(fields)) = (terms.get(&id), row) {
        fields.insert("taxonomy_term".to_owned(), term.clone());
        // HSDS 3 says whose attribute it is in `link_id`; ids are unique over all tables.
        fields.entry("service_id").or_insert(Value::String(link));
    }
}

/// The tables of a folder.
struct Tables<'a> {
    folder: &'a Path,
    notes: &'a mut Vec<RowNote>,
}

impl Tables<'_> {
    /// The rows of every table of these names, those with an id only once.
    fn rows(&mut self, names: &[&str]) -> Result<Vec<Value>> {
        let mut rows: Vec<Value> = Vec::new();
        let mut seen = BTreeSet::new();
        for name in names {
            let file = self.folder.join(format!("{name}.csv"));
            if !file.is_file() {
                continue;
            }
            for Record { origin, mut value } in read::table(&file, self.notes)?.records {
                let id = field(&value, &["id"]);
                if !id.is_empty() && !seen.insert(id) {
                    continue;
                }
                if let Value::Object(fields) = &mut value {
                    fields.insert(ROW.to_owned(), Value::String(format!("{}:{}", origin.file, origin.row)));
                }
                rows.push(value);
            }
        }
        Ok(rows)
    }
}
