//! What was to be put right by a day has been put right by then.
//!
//! A known issue of the accessibility statement may say until when it lasts. After that day the statement breaks its
//! promise in public. It is a warning: the issue is told all the same.

use super::{Check, in_settings};
use crate::diagnostics::Diagnostics;
use crate::site::Site;

/// The check.
pub const CHECK: Check = Check {
    code: "known-issue-late",
    run,
};

fn run(site: &Site, diagnostics: &mut Diagnostics) {
    let statement = site.config.accessibility.as_ref();
    let issues = statement.iter().flat_map(|statement| &statement.known_issues);
    for until in issues.filter_map(|issue| issue.until) {
        if until.date < site.today {
            diagnostics.warning(
                CHECK.code,
                in_settings(&until),
                format!(
                    "the accessibility statement says that this is put right by `{}`",
                    until.date
                ),
                Some("take the issue out if it is, or write a day that can be kept".into()),
            );
        }
    }
}
