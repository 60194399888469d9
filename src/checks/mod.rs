//! The rules of a good directory, one file each.
//!
//! In: the resolved site. Out: diagnostics. A check must not know how a page is rendered, and no check knows another.
//! Mistakes that show while a file is read (a bad phone number, an unknown field) are found there; what needs the whole
//! entry, the whole site or today's date is found here. To add one: a file with its rule in the module doc, a line in
//! [`CHECKS`], and a folder in `tests/sites/checks/` that breaks it.

use crate::diagnostics::Diagnostics;
use crate::site::Site;

/// A rule with its name.
pub struct Check {
    /// The code of its diagnostics.
    pub code: &'static str,
    /// Looks at the whole site.
    pub run: fn(&Site, &mut Diagnostics),
}

/// Every check, in the order of the documentation.
pub const CHECKS: &[Check] = &[];

/// Runs every check. Each is independent; all that is wrong is said at once.
pub fn run(site: &Site, diagnostics: &mut Diagnostics) {
    for check in CHECKS {
        (check.run)(site, diagnostics);
    }
}
