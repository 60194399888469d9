//! Offers that say too little about how to reach them, or where they are.
//!
//! In: an offer's contacts, its places and its organisation. Out: a contact borrowed from them, or the advice to ask.

use serde_yaml::DoubleQuoted;

use super::desk::Desk;
use super::{KnownOrganisation, KnownPlace};
use crate::content::Delivery;
use crate::import::draft::WhereDraft;
use crate::import::sheet::{ContactSheet, WhereSheet};

/// Adds a way to get in touch offline where there is none. Says whether there is one now.
pub(super) fn borrow_contact(
    contacts: &mut Vec<ContactSheet>,
    places: &[KnownPlace],
    organisation: &KnownOrganisation,
) -> bool {
    if contacts.iter().any(ContactSheet::is_offline) {
        return true;
    }
    let door = places
        .iter()
        .find(|place| place.can_be_visited)
        .map(|place| place.slug.clone());
    let reach = &organisation.reach;
    let label = Some(organisation.name.clone());
    let borrowed = match (door, reach.phone.clone(), reach.post.clone()) {
        (Some(door), _, _) => ContactSheet {
            visit: Some(door),
            ..ContactSheet::default()
        },
        (None, Some(phone), _) => ContactSheet {
            phone: Some(DoubleQuoted(phone)),
            label,
            ..ContactSheet::default()
        },
        (None, None, Some(post)) => ContactSheet {
            post: Some(post),
            label,
            ..ContactSheet::default()
        },
        (None, None, None) => return false,
    };
    contacts.insert(0, borrowed);
    true
}

/// What stands for a place that nobody can find: people ring or write, and are told.
pub(super) fn ask_where(
    contacts: &[ContactSheet],
    name: Option<String>,
    wheres: &[WhereDraft],
    desk: &mut Desk<'_>,
) -> Option<WhereSheet> {
    let can_ring = contacts
        .iter()
        .any(|contact| contact.phone.is_some() || contact.sms.is_some());
    let can_write = contacts.iter().any(|contact| contact.post.is_some());
    let (delivery, ask) = match (can_ring, can_write) {
        (true, _) => (Delivery::Phone, "Ring to ask where it is."),
        (false, true) => (Delivery::Post, "Write to ask where it is."),
        (false, false) => return None,
    };
    let texts: Vec<_> = wheres.iter().flat_map(|said| said.hours.iter().cloned()).collect();
    let times = desk.hours(&texts).join("; ");
    let note = match (name, times.is_empty()) {
        (Some(name), true) => format!("At {name}. {ask}"),
        (Some(name), false) => format!("At {name}: {times}. {ask}"),
        (None, true) => ask.to_owned(),
        (None, false) => format!("{times}. {ask}"),
    };
    Some(WhereSheet {
        delivery: Some(delivery.word().to_owned()),
        note: desk.line(&note),
        ..WhereSheet::default()
    })
}
