//! Phones, teams, email addresses and pages of Open Referral records.
//!
//! In: a record. Out: contact drafts in the order in which people should try them.
//! Names of people are left out: only their task is published.

use serde_json::Value;

use super::fields::{field, list, nested, origin_of};
use crate::import::draft::{ContactDraft, Origin, WayDraft};

/// The contacts of an offer: its own, those where it is, its email address and its page.
pub(super) fn offer_contacts(service: &Value, origin: &Origin) -> Vec<ContactDraft> {
    let mut all = phones_and_people(service, origin, "");
    for at_location in list(service, &["service_at_locations"]) {
        all.extend(phones_and_people(at_location, origin, ""));
        if let Some(location) = nested(at_location, &["location"]) {
            all.extend(phones_and_people(location, origin, &field(location, &["name"])));
        }
    }
    all.extend(email_and_page(service, origin));
    all
}

/// The contacts of a place.
pub(super) fn place_contacts(location: &Value, origin: &Origin) -> Vec<ContactDraft> {
    let mut all = phones_and_people(location, origin, "");
    all.extend(email_and_page(location, origin));
    all
}

/// Phones, and what people and teams are reached by.
pub(super) fn phones_and_people(value: &Value, origin: &Origin, label: &str) -> Vec<ContactDraft> {
    let mut all = phones(value, origin, label);
    for person in list(value, &["contacts"]) {
        let task = field(person, &["department", "title"]);
        let task = if task.is_empty() { label } else { &task };
        all.extend(phones(person, origin, task));
        let email = contact(WayDraft::Email, field(person, &["email"]), &origin_of(person, origin));
        all.push(ContactDraft {
            label: task.to_owned(),
            ..email
        });
    }
    all
}

fn email_and_page(value: &Value, origin: &Origin) -> [ContactDraft; 2] {
    let ways = [(WayDraft::Email, "email"), (WayDraft::Web, "url")];
    ways.map(|(way, name)| contact(way, field(value, &[name]), origin))
}

fn phones(value: &Value, origin: &Origin, label: &str) -> Vec<ContactDraft> {
    let mut all = Vec::new();
    for phone in list(value, &["phones"]) {
        let extension = field(phone, &["extension"]);
        let number = field(phone, &["number"]);
        let number = number.trim_matches('"');
        let number = if extension.is_empty() {
            number.to_owned()
        } else {
            format!("{number} ext. {extension}")
        };
        let kind = field(phone, &["type"]).to_lowercase();
        let (way, label) = match kind.as_str() {
            "fax" => continue,
            "text" | "sms" => (WayDraft::Sms, label),
            "tty" | "textphone" => (WayDraft::Phone, "Textphone"),
            _ => (WayDraft::Phone, label),
        };
        let one = contact(way, number, &origin_of(phone, origin));
        all.push(ContactDraft {
            label: label.to_owned(),
            note: field(phone, &["description"]),
            ..one
        });
    }
    all
}

/// A contact without anything said about it.
pub(super) fn contact(way: WayDraft, text: String, origin: &Origin) -> ContactDraft {
    ContactDraft {
        way,
        text,
        label: String::new(),
        note: String::new(),
        hours: Vec::new(),
        origin: origin.clone(),
    }
}
