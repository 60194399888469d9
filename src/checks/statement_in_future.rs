//! Nobody has tested the site, or gone over its accessibility statement, in the future.
//!
//! The days of `[accessibility]` in `site.toml` say since when the statement is true. A day after today is a slip of the
//! pen that would hide a statement that is too old, so it is an error.

use super::{Check, statement_days};
use crate::diagnostics::Diagnostics;
use crate::site::Site;

/// The check.
pub const CHECK: Check = Check {
    code: "statement-in-future",
    run,
};

fn run(site: &Site, diagnostics: &mut Diagnostics) {
    for (name, day, location) in statement_days(site) {
        if day > site.today {
            diagnostics.error(
                CHECK.code,
                location,
                format!("`{name}` says `{day}`, and today is `{}`", site.today),
                Some("write the day on which it was done; look at the year".into()),
            );
        }
    }
}
