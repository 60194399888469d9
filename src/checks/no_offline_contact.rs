//! Every offer that is listed can be reached without the internet.
//!
//! Many of the people the directory is for are not online yet. At least one contact of an offer is a phone number, a
//! number for text messages, a postal address or a place to visit. An offer without one is an error: nothing is
//! published until it has one. That the offer happens at a place is not enough, because nobody is told whether to
//! just turn up; say so with `{visit: …}`.

use super::Check;
use crate::diagnostics::Diagnostics;
use crate::site::Site;

/// The check.
pub const CHECK: Check = Check {
    code: "no-offline-contact",
    run,
};

fn run(site: &Site, diagnostics: &mut Diagnostics) {
    for (_, offer) in site.listed_offers() {
        if offer.contacts.iter().any(|contact| contact.way.is_offline()) {
            continue;
        }
        diagnostics.error(
            CHECK.code,
            offer.origin.at("contacts"),
            "people who are not online cannot get in touch: every contact here needs the internet",
            Some(
                "add a phone number, or a place where people can just turn up: {visit: county-library}; `sms` and \
                 `post` count as well"
                    .into(),
            ),
        );
    }
}
