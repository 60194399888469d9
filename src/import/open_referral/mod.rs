//! Records of Open Referral (HSDS and ORUK, versions 1 and 3) as drafts.
//!
//! In: services, organizations and locations as JSON, each perhaps several times and more or less complete. Out:
//! [`Drafts`](super::draft::Drafts). It must not know whether the records came as JSON or as tables, nor what an entry needs.

mod contacts;
mod fields;
mod gather;
mod schedule;

use std::collections::BTreeSet;

use serde_json::Value;

pub use fields::{ROW, field, origin_of};
pub use gather::Gathered;

use super::draft::{CostDraft, HoursDraft, OfferDraft, OrganisationDraft, Origin, PlaceDraft, WayDraft, WhereDraft};
use super::map::Map;
use super::mend;
use super::read::Record;
use crate::values::date::Date;
use contacts::{contact, offer_contacts, phones_and_people, place_contacts};
use fields::{access, address, assured, description, languages, list, nested, texts};
use schedule::Said;

struct Reader<'a> {
    map: &'a Map,
    today: Date,
}

impl Reader<'_> {
    fn organisation(&self, record: &Record) -> OrganisationDraft {
        let Record { origin, value } = record;
        let mut contacts = phones_and_people(value, origin, "");
        contacts.push(contact(WayDraft::Email, field(value, &["email"]), origin));
        for address in list(value, &["postal_addresses", "addresses"]) {
            let lines = [
                "attention",
                "address_1",
                "address_2",
                "city",
                "region",
                "state_province",
                "postal_code",
            ];
            let lines = lines
                .iter()
                .map(|name| field(address, &[name]))
                .filter(|line| !line.is_empty());
            contacts.push(contact(
                WayDraft::Post,
                lines.collect::<Vec<_>>().join(", "),
                &origin_of(address, origin),
            ));
        }
        let identifiers = list(value, &["organization_identifiers"]).into_iter();
        OrganisationDraft {
            name: field(value, &["name"]),
            kind: String::new(),
            summary: String::new(),
            description: field(value, &["description"]),
            // A `uri` is a number in a register, not a page.
            website: field(value, &["website", "url"]),
            contacts,
            identifiers: identifiers
                .map(|one| {
                    (
                        field(one, &["identifier_scheme", "identifier_type"]),
                        field(one, &["identifier"]),
                    )
                })
                .collect(),
            also_called: texts(value, &["alternate_name"]),
            assured: field(value, &["assured_date", "last_modified", "updated_at"]),
        }
    }

    fn place(&self, record: &Record) -> PlaceDraft {
        let Record { origin, value } = record;
        let address = address(value);
        let said = |name: &str| address.map(|address| field(address, &[name])).unwrap_or_default();
        PlaceDraft {
            name: field(value, &["name", "alternate_name"]),
            lines: [said("address_1"), said("address_2")]
                .into_iter()
                .filter(|line| !line.is_empty())
                .collect(),
            town: said("city"),
            county: address
                .map(|address| field(address, &["state_province", "region"]))
                .unwrap_or_default(),
            postcode: said("postal_code"),
            hidden: mend::is_yes(&field(value, &["mask_exact_address"])),
            description: field(value, &["description"]),
            lat: field(value, &["latitude"]),
            lon: field(value, &["longitude"]),
            area: String::new(),
            hours: self.hours(value, origin),
            access: access(value),
            travel: field(value, &["transportation"]),
            facilities: Vec::new(),
            languages: languages(value),
            organisation: field(value, &["organization_id"]),
            contacts: place_contacts(value, origin),
            also_called: texts(value, &["alternate_name"]),
            assured: field(value, &["assured_date", "last_modified", "updated_at"]),
        }
    }

    fn offer(&self, record: &Record) -> OfferDraft {
        let Record { origin, value } = record;
        let nested_organisation = nested(value, &["organization", "organisation"]);
        let of_nested = nested_organisation.map(|one| field(one, &["id"])).unwrap_or_default();
        let organisation = field(value, &["organization_id", "organisation_id"]);
        let (needs, kind, other_terms) = self.terms(value);
        let mut also_called = texts(value, &["alternate_name"]);
        also_called.extend(other_terms);
        let (ages, mut eligibility) = (
            list(value, &["eligibilities", "eligibilitys"]),
            field(value, &["eligibility_description"]),
        );
        let age = |name: &str| {
            let own = field(value, &[name]);
            if own.is_empty() {
                ages.first().map(|ages| field(ages, &[name])).unwrap_or_default()
            } else {
                own
            }
        };
        if eligibility.is_empty() {
            eligibility = ages
                .first()
                .map(|ages| field(ages, &["eligibility"]))
                .unwrap_or_default();
        }
        OfferDraft {
            name: field(value, &["name", "alternate_name"]),
            organisation: if organisation.is_empty() {
                of_nested
            } else {
                organisation
            },
            summary: String::new(),
            description: description(value),
            needs,
            kind,
            wheres: self.wheres(value, origin),
            contacts: offer_contacts(value, origin),
            cost: self.cost(value),
            area: list(value, &["service_areas"])
                .first()
                .map(|area| field(area, &["name", "service_area"]))
                .unwrap_or_default(),
            how: field(value, &["application_process"])
                .lines()
                .map(str::to_owned)
                .collect(),
            bring: list(value, &["required_documents"])
                .into_iter()
                .map(|one| field(one, &["document"]))
                .collect(),
            eligibility,
            minimum_age: age("minimum_age"),
            maximum_age: age("maximum_age"),
            referral: String::new(),
            groups: Vec::new(),
            languages: languages(value),
            interpretation: field(value, &["interpretation_services"]),
            access: Vec::new(),
            starts: String::new(),
            ends: String::new(),
            status: field(value, &["status"]),
            alert: field(value, &["alert"]),
            also_called,
            same_as: Vec::new(),
            assured: assured(value),
        }
    }

    /// What the terms of a service mean here, and the names of those that the map does not know.
    fn terms(&self, value: &Value) -> (Vec<String>, String, Vec<String>) {
        let (mut needs, mut kind, mut others) = (BTreeSet::new(), String::new(), BTreeSet::new());
        for attribute in list(
            value,
            &["attributes", "service_taxonomies", "service_taxonomys", "taxonomies"],
        ) {
            let term = nested(attribute, &["taxonomy_term", "taxonomy"]).unwrap_or(attribute);
            let names: Vec<String> = ["name", "term", "code", "slug"]
                .iter()
                .map(|name| field(term, &[name]))
                .collect();
            match names.iter().find_map(|name| self.map.term(name)) {
                Some(meaning) => {
                    needs.extend(meaning.needs.iter().cloned());
                    kind = meaning.r#type.clone().filter(|_| kind.is_empty()).unwrap_or(kind);
                }
                None => others.extend(names.into_iter().find(|name| !name.is_empty())),
            }
        }
        (needs.into_iter().collect(), kind, others.into_iter().collect())
    }

    fn wheres(&self, value: &Value, origin: &Origin) -> Vec<WhereDraft> {
        let general = self.hours(value, origin);
        let mut wheres = Vec::new();
        for at_location in list(value, &["service_at_locations"]) {
            let location = nested(at_location, &["location"]);
            let own = self.hours(at_location, origin);
            let kind = location
                .map(|location| field(location, &["location_type"]).to_lowercase())
                .unwrap_or_default();
            let id = location.map(|location| field(location, &["id"])).unwrap_or_default();
            let mut said = WhereDraft {
                hours: if own.is_empty() { general.clone() } else { own },
                note: field(at_location, &["description"]),
                ..WhereDraft::default()
            };
            match kind.as_str() {
                "virtual" => {
                    said.delivery = "online".into();
                    said.link = location.map(|location| field(location, &["url"])).unwrap_or_default();
                }
                "postal" => said.delivery = "post".into(),
                _ if id.is_empty() => said.place = field(at_location, &["location_id"]),
                _ => said.place = id,
            }
            wheres.push(said);
        }
        if wheres.is_empty() && !general.is_empty() {
            wheres.push(WhereDraft {
                hours: general,
                ..WhereDraft::default()
            });
        }
        wheres
    }

    fn hours(&self, value: &Value, origin: &Origin) -> Vec<HoursDraft> {
        let schedules = list(value, &["schedules", "regular_schedules"]).into_iter();
        let said = schedules.filter_map(|schedule| {
            let origin = origin_of(schedule, origin);
            match schedule::read(schedule, self.today) {
                Said::Line(text) => Some(HoursDraft {
                    text,
                    origin,
                    why_not: None,
                }),
                Said::Words(text, why) => Some(HoursDraft {
                    text,
                    origin,
                    why_not: Some(why),
                }),
                Said::Nothing => None,
            }
        });
        said.collect()
    }

    fn cost(&self, value: &Value) -> CostDraft {
        let words = field(value, &["fees_description", "fees"]);
        let options = list(value, &["cost_options"]).into_iter();
        let options: Vec<&Value> = options
            .filter(|option| self.is_now(option) && !field(option, &["amount"]).is_empty())
            .collect();
        let is_zero = |option: &&Value| {
            field(option, &["amount"])
                .parse::<f64>()
                .is_ok_and(|amount| amount == 0.0)
        };
        let in_pounds = |option: &Value| {
            let currency = field(option, &["currency"]).to_lowercase();
            currency == "gbp" || currency.is_empty() && self.map.country() == mend::UK
        };
        let said = |option: &Value, names: &[&str]| {
            let parts = names
                .iter()
                .map(|name| field(option, &[name]))
                .filter(|part| !part.is_empty());
            parts.collect::<Vec<_>>().join(" ")
        };
        match options.as_slice() {
            [] => CostDraft {
                text: words,
                note: String::new(),
            },
            all if all.iter().all(is_zero) => CostDraft {
                text: "free".into(),
                note: words,
            },
            [only] if in_pounds(only) => {
                let notes = [said(only, &["option", "amount_description"]), words];
                let note = notes
                    .into_iter()
                    .filter(|note| !note.is_empty())
                    .collect::<Vec<_>>()
                    .join(". ");
                CostDraft {
                    text: field(only, &["amount"]),
                    note,
                }
            }
            several => {
                let mut notes: Vec<String> = several
                    .iter()
                    .map(|option| said(option, &["option", "amount", "currency", "amount_description"]))
                    .collect();
                notes.push(words);
                notes.retain(|note| !note.is_empty());
                CostDraft {
                    text: "ask".into(),
                    note: notes.join(". "),
                }
            }
        }
    }

    /// Whether a price counts today.
    fn is_now(&self, option: &Value) -> bool {
        let first = mend::date(&field(option, &["valid_from"])).ok();
        let last = mend::date(&field(option, &["valid_to"])).ok();
        first.is_none_or(|first| first <= self.today) && last.is_none_or(|last| last >= self.today)
    }
}
