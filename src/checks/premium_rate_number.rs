//! No number costs more than a usual call.
//!
//! Numbers that start with 09, 118, 084 or 087, and personal numbers that start with 070, can cost pounds a minute and
//! are left out of most phone contracts. People with little money hang up, or pay. It is a warning for every phone and
//! text number of listed offers, organisations and places, and for the helpline in `site.toml`.

use super::{Check, contacts};
use crate::diagnostics::{Diagnostics, Location};
use crate::site::{Site, Way};
use crate::values::phone::{Phone, PhoneKind};

/// The check.
pub const CHECK: Check = Check {
    code: "premium-rate-number",
    run,
};

fn run(site: &Site, diagnostics: &mut Diagnostics) {
    for (origin, key, contact) in contacts(site) {
        let (phone, field) = match &contact.way {
            Way::Phone(phone) => (phone, "phone"),
            Way::Sms(phone) => (phone, "sms"),
            Way::Email(_) | Way::Web(_) | Way::Visit(_) | Way::Post(_) => continue,
        };
        if let Some(cost) = cost(phone) {
            say(origin.at(&format!("{key}.{field}")), phone, cost, diagnostics);
        }
    }
    if let Some(helpline) = &site.config.helpline
        && let Some(cost) = cost(&helpline.phone)
    {
        say(Location::start_of("site.toml"), &helpline.phone, cost, diagnostics);
    }
}

fn cost(phone: &Phone) -> Option<&'static str> {
    match phone.kind() {
        PhoneKind::Premium => Some("can cost pounds a minute"),
        PhoneKind::Service => Some("costs more than a usual call from most phones"),
        PhoneKind::Landline
        | PhoneKind::Mobile
        | PhoneKind::Freephone
        | PhoneKind::ShortCode
        | PhoneKind::International
        | PhoneKind::Uk03 => None,
    }
}

fn say(location: Location, phone: &Phone, cost: &str, diagnostics: &mut Diagnostics) {
    diagnostics.warning(
        CHECK.code,
        location,
        format!("a call to `{phone}` {cost}"),
        Some(
            "ask them for a number that starts with 01, 02, 03 or 0800; many have one that they do not advertise"
                .into(),
        ),
    );
}
