//! An offer does not end before it starts.
//!
//! If `ends` is earlier than `starts`, one of the two days is wrong, and the offer would never be listed: an error.

use super::Check;
use crate::diagnostics::Diagnostics;
use crate::site::Site;

/// The check.
pub const CHECK: Check = Check {
    code: "ends-before-starts",
    run,
};

fn run(site: &Site, diagnostics: &mut Diagnostics) {
    for offer in &site.offers {
        let (Some(starts), Some(ends)) = (offer.starts, offer.ends) else {
            continue;
        };
        if ends < starts {
            diagnostics.error(
                CHECK.code,
                offer.origin.at("ends"),
                format!("the last day, `{ends}`, is before the first day, `{starts}`"),
                Some("look at the year of both days; they may be the wrong way round".into()),
            );
        }
    }
}
