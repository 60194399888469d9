//! A number of what is free is not old.
//!
//! `capacity` says how many places or devices there are, and `updated` since when. After three months the number tells
//! people nothing, and some will not ring because of it. It is a warning.

use super::Check;
use crate::diagnostics::Diagnostics;
use crate::site::Site;
use crate::values::date::Period;

/// The check.
pub const CHECK: Check = Check {
    code: "capacity-old",
    run,
};

/// How long a number counts.
const COUNTS_FOR: &str = "3 months";

fn run(site: &Site, diagnostics: &mut Diagnostics) {
    let Ok(counts_for) = Period::parse(COUNTS_FOR) else {
        return;
    };
    for (_, offer) in site.listed_offers() {
        let Some(capacity) = offer.capacity.as_ref() else {
            continue;
        };
        if counts_for.add_to(capacity.updated) < site.today {
            let (available, unit, updated) = (capacity.available, &capacity.unit, capacity.updated);
            diagnostics.warning(
                CHECK.code,
                offer.origin.at("capacity.updated"),
                format!(
                    "the number of {unit}, {available}, is from `{updated}`; after {COUNTS_FOR} such a number misleads"
                ),
                Some("count again and change `available` and `updated`, or take `capacity` out".into()),
            );
        }
    }
}
