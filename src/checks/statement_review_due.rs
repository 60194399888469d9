//! Somebody goes over the accessibility statement, and tests the site, at least once a year.
//!
//! The regulations for public bodies ask for a statement that is kept under review, and the guidance on them for a look
//! once a year. A statement of years ago promises what nobody has seen. It is a warning, because an old statement still
//! tells more than none.

use super::{Check, statement_days};
use crate::diagnostics::Diagnostics;
use crate::site::Site;
use crate::values::date::Period;

/// The check.
pub const CHECK: Check = Check {
    code: "statement-review-due",
    run,
};

/// How long a statement counts as looked at.
const EVERY: &str = "12 months";

fn run(site: &Site, diagnostics: &mut Diagnostics) {
    let Ok(every) = Period::parse(EVERY) else { return };
    for (name, day, location) in statement_days(site) {
        let due = every.add_to(day);
        // When it was first made does not grow old.
        if name != "prepared" && due < site.today {
            diagnostics.warning(
                CHECK.code,
                location,
                format!(
                    "`{name}` says `{day}`, and the accessibility statement was due again on `{due}`, {EVERY} later"
                ),
                Some("test the site, mend the statement in `site.toml`, then write today's date here".into()),
            );
        }
    }
}
