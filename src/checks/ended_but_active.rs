//! What has ended is not called active.
//!
//! An offer whose last day, `ends`, has passed leaves every list. If it still says that it is active, either the date
//! or the status is wrong, and only the person who wrote it knows which; so it is an error.

use super::Check;
use crate::content::Status;
use crate::diagnostics::Diagnostics;
use crate::site::Site;

/// The check.
pub const CHECK: Check = Check {
    code: "ended-but-active",
    run,
};

fn run(site: &Site, diagnostics: &mut Diagnostics) {
    for offer in site.offers.iter().filter(|offer| offer.status == Status::Active) {
        let Some(ends) = offer.ends.filter(|last_day| *last_day < site.today) else {
            continue;
        };
        diagnostics.error(
            CHECK.code,
            offer.origin.at("ends"),
            format!("the last day was `{ends}`, and the offer still counts as active"),
            Some("if it goes on, change `ends` or take it out; if it is over, write `status: defunct`".into()),
        );
    }
}
