//! Services, organizations and locations of one import, each kept once.
//!
//! In: records, of which some hold others and some are lists' short forms. Out: the fullest record of each thing, by id.
//! It must not know what their fields mean here.

use std::collections::BTreeMap;

use serde_json::Value;

use super::Reader;
use super::fields::{field, is_nowhere, list, nested};
use crate::import::draft::{Draft, Drafts, Origin, RowNote};
use crate::import::map::Map;
use crate::import::read::Record;
use crate::import::text;
use crate::values::date::Date;

/// The fullest record of each thing, by id.
#[derive(Debug, Default)]
pub struct Gathered {
    services: BTreeMap<String, Record>,
    organisations: BTreeMap<String, Record>,
    locations: BTreeMap<String, Record>,
    nameless: Vec<Origin>,
}

impl Gathered {
    /// Takes a service, and its organization and locations. `organisation` is the id of whoever listed it.
    pub fn add_service(&mut self, record: &Record, organisation: &str) {
        let mut record = record.clone();
        if let Some(nested) = nested(&record.value, &["organization", "organisation"]) {
            self.add_organisation(&Record {
                origin: record.origin.clone(),
                value: nested.clone(),
            });
        }
        for at_location in list(&record.value, &["service_at_locations"]) {
            self.add_location_of(at_location, &record.origin);
        }
        own(&mut record.value, organisation);
        keep(&mut self.services, record, &mut self.nameless);
    }

    /// Takes an organization, and its services and locations.
    pub fn add_organisation(&mut self, record: &Record) {
        let id = field(&record.value, &["id"]);
        for location in list(&record.value, &["locations"]) {
            self.add_location(
                &Record {
                    origin: record.origin.clone(),
                    value: location.clone(),
                },
                &id,
            );
        }
        for service in list(&record.value, &["services"]) {
            self.add_service(
                &Record {
                    origin: record.origin.clone(),
                    value: service.clone(),
                },
                &id,
            );
        }
        keep(&mut self.organisations, record.clone(), &mut self.nameless);
    }

    /// Takes a location. `organisation` is the id of whoever listed it.
    pub fn add_location(&mut self, record: &Record, organisation: &str) {
        let mut record = record.clone();
        own(&mut record.value, organisation);
        keep(&mut self.locations, record, &mut self.nameless);
    }

    /// Takes a service_at_location, which holds one service and one location.
    pub fn add_service_at_location(&mut self, record: &Record) {
        let Some(mut service) = nested(&record.value, &["service"]).cloned() else {
            return;
        };
        let mut at_location = record.value.clone();
        if let (Value::Object(of_service), Value::Object(of_location)) = (&mut service, &mut at_location) {
            of_location.remove("service");
            of_service.insert("service_at_locations".to_owned(), Value::Array(vec![at_location]));
        }
        self.add_service(
            &Record {
                origin: record.origin.clone(),
                value: service,
            },
            "",
        );
    }

    fn add_location_of(&mut self, at_location: &Value, origin: &Origin) {
        if let Some(location) = nested(at_location, &["location"]) {
            self.add_location(
                &Record {
                    origin: origin.clone(),
                    value: location.clone(),
                },
                "",
            );
        }
    }

    /// Everything as drafts, by id.
    pub fn drafts(self, map: &Map, today: Date, notes: &mut Vec<RowNote>) -> Drafts {
        for origin in &self.nameless {
            notes.push(RowNote::new(origin, "id", "", "it has no id, so it was not read"));
        }
        let reader = Reader { map, today };
        let mut drafts = Drafts::default();
        for (id, record) in &self.organisations {
            drafts
                .organisations
                .push(draft(id, record, reader.organisation(record)));
        }
        for (id, record) in &self.locations {
            if !is_nowhere(&record.value) {
                drafts.places.push(draft(id, record, reader.place(record)));
            }
        }
        for (id, record) in &self.services {
            drafts.offers.push(draft(id, record, reader.offer(record)));
        }
        drafts
    }
}

fn draft<T>(id: &str, record: &Record, says: T) -> Draft<T> {
    Draft {
        id: id.to_owned(),
        origin: record.origin.clone(),
        says,
    }
}

/// Keeps the longer of two records of one thing: lists of an API hold less than the record itself.
fn keep(records: &mut BTreeMap<String, Record>, record: Record, nameless: &mut Vec<Origin>) {
    let id = text::line(&field(&record.value, &["id"]));
    if id.is_empty() {
        nameless.push(record.origin);
        return;
    }
    let length = |record: &Record| record.value.to_string().len();
    match records.get(&id) {
        Some(known) if length(known) >= length(&record) => {}
        _ => drop(records.insert(id, record)),
    }
}

/// Notes whose a thing is, if it does not say so itself.
fn own(value: &mut Value, organisation: &str) {
    let is_said = !field(value, &["organization_id"]).is_empty() || organisation.is_empty();
    if let (false, Value::Object(fields)) = (is_said, value) {
        fields.insert("organization_id".to_owned(), Value::String(organisation.to_owned()));
    }
}
