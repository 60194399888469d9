//! A volunteer's own mobile number does not get published by mistake.
//!
//! Everything in the directory is public for ever, old versions too. A mobile number (07…) among the contacts of a
//! listed offer gets a warning unless it has a `label` that says whose it is: an organisation's mobile has a name,
//! "Repair team", and a label shows that somebody has thought about it. The message does not repeat the number.

use super::Check;
use crate::diagnostics::Diagnostics;
use crate::site::{Site, Way};
use crate::values::phone::PhoneKind;

/// The check.
pub const CHECK: Check = Check {
    code: "likely-personal-mobile",
    run,
};

fn run(site: &Site, diagnostics: &mut Diagnostics) {
    for (_, offer) in site.listed_offers() {
        for (index, contact) in offer.contacts.iter().enumerate() {
            let (phone, field) = match &contact.way {
                Way::Phone(phone) => (phone, "phone"),
                Way::Sms(phone) => (phone, "sms"),
                Way::Email(_) | Way::Web(_) | Way::Visit(_) | Way::Post(_) => continue,
            };
            if phone.kind() == PhoneKind::Mobile && contact.label.is_none() {
                diagnostics.warning(
                    CHECK.code,
                    offer.origin.at(&format!("contacts.{index}.{field}")),
                    "this is a mobile number, and nothing says that it is not somebody's own",
                    Some("if it belongs to the organisation, add who answers: `label: Repair team`; else give the office's number".into()),
                );
            }
        }
    }
}
