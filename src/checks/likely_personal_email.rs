//! A volunteer's own email address does not get published by mistake.
//!
//! An address with a provider of mail for people at home mostly belongs to one person, who may not wish to have it in
//! public and who may move on. It is a warning for the contacts of listed offers, organisations and places. The message
//! does not repeat the address.

use super::{Check, contacts};
use crate::diagnostics::Diagnostics;
use crate::site::{Site, Way};

/// The check.
pub const CHECK: Check = Check {
    code: "likely-personal-email",
    run,
};

fn run(site: &Site, diagnostics: &mut Diagnostics) {
    for (origin, key, contact) in contacts(site) {
        let Way::Email(email) = &contact.way else {
            continue;
        };
        if email.is_likely_personal() {
            diagnostics.warning(
                CHECK.code,
                origin.at(&format!("{key}.email")),
                "this address is with a provider of private mail, so it may be somebody's own",
                Some("give an address of the organisation, or a phone number instead".into()),
            );
        }
    }
}
