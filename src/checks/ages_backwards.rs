//! The minimum age is not above the maximum age.
//!
//! If it were, nobody could use the offer. One of the two numbers is wrong, so it is an error.

use super::Check;
use crate::diagnostics::Diagnostics;
use crate::site::Site;

/// The check.
pub const CHECK: Check = Check {
    code: "ages-backwards",
    run,
};

fn run(site: &Site, diagnostics: &mut Diagnostics) {
    for offer in &site.offers {
        let ages = offer.eligibility.as_ref().map(|who| (who.minimum_age, who.maximum_age));
        let Some((Some(minimum), Some(maximum))) = ages else {
            continue;
        };
        if minimum > maximum {
            diagnostics.error(
                CHECK.code,
                offer.origin.at("eligibility.minimum_age"),
                format!("nobody is at least {minimum} and at most {maximum} years old"),
                Some("swap `minimum_age` and `maximum_age`, or take one of them out".into()),
            );
        }
    }
}
