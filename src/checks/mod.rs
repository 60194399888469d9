//! The rules of a good directory, one file each.
//!
//! In: the resolved site. Out: diagnostics. A check must not know how a page is rendered, and no check knows another.
//! Mistakes that show while a file is read (a bad phone number, an unknown field) are found there; what needs the whole
//! entry, the whole site or today's date is found here. To add one: a file with its rule in the module doc, a line in
//! [`CHECKS`], and a folder in `tests/sites/checks/` that breaks it. `english` measures texts for the checks that do.

mod ages_backwards;
mod alert_over;
mod assured_in_future;
mod calendar_runs_out;
mod capacity_old;
mod ended_but_active;
mod ends_before_starts;
pub mod english;
mod guide_review_due;
mod known_issue_late;
mod likely_personal_email;
mod likely_personal_mobile;
mod long_sentences;
mod near_duplicate;
mod no_offline_contact;
mod online_without_link;
mod place_without_access_note;
mod pledge_without_evidence;
mod position_outside_area;
mod premium_rate_number;
mod reading_age;
mod review_due;
mod stale_translation;
mod statement_in_future;
mod statement_review_due;

use rayon::prelude::*;

use crate::config::Stated;
use crate::diagnostics::{Diagnostics, Location};
use crate::site::{Contact, Origin, Site};
use crate::values::date::Date;

/// A rule with its name.
pub struct Check {
    /// The code of its diagnostics.
    pub code: &'static str,
    /// Looks at the whole site.
    pub run: fn(&Site, &mut Diagnostics),
}

/// Every check, in the order of the documentation: first those that stop publication.
pub const CHECKS: &[Check] = &[
    no_offline_contact::CHECK,
    assured_in_future::CHECK,
    statement_in_future::CHECK,
    ended_but_active::CHECK,
    ends_before_starts::CHECK,
    ages_backwards::CHECK,
    review_due::CHECK,
    guide_review_due::CHECK,
    statement_review_due::CHECK,
    known_issue_late::CHECK,
    alert_over::CHECK,
    capacity_old::CHECK,
    calendar_runs_out::CHECK,
    stale_translation::CHECK,
    premium_rate_number::CHECK,
    likely_personal_mobile::CHECK,
    likely_personal_email::CHECK,
    online_without_link::CHECK,
    place_without_access_note::CHECK,
    position_outside_area::CHECK,
    long_sentences::CHECK,
    reading_age::CHECK,
    near_duplicate::CHECK,
    pledge_without_evidence::CHECK,
];

/// Runs every check. Each is independent; all that is wrong is said at once.
pub fn run(site: &Site, diagnostics: &mut Diagnostics) {
    let found: Vec<Diagnostics> = CHECKS
        .par_iter()
        .map(|check| {
            let mut found = Diagnostics::default();
            (check.run)(site, &mut found);
            found
        })
        .collect();
    found.into_iter().for_each(|found| diagnostics.extend(found));
}

/// Every contact that readers see, with its file and its key path there: those of listed offers, of organisations and
/// of places.
fn contacts(site: &Site) -> impl Iterator<Item = (&Origin, String, &Contact)> {
    let offers = site.listed_offers().map(|(_, offer)| (&offer.origin, &offer.contacts));
    let organisations = site.organisations.iter().map(|one| (&one.origin, &one.contacts));
    let places = site.places.iter().map(|place| (&place.origin, &place.contacts));
    offers
        .chain(organisations)
        .chain(places)
        .flat_map(|(origin, contacts)| {
            let each = contacts.iter().enumerate();
            each.map(move |(index, contact)| (origin, format!("contacts.{index}"), contact))
        })
}

/// The days of the accessibility statement, each with its name and place.
fn statement_days(site: &Site) -> impl Iterator<Item = (&'static str, Date, Location)> {
    let days = site.config.accessibility.iter().flat_map(|statement| {
        [
            ("prepared", statement.prepared),
            ("reviewed", statement.reviewed),
            ("tested", statement.tested),
        ]
    });
    days.map(|(name, day)| (name, day.date, in_settings(&day)))
}

/// Where a day stands in `site.toml`.
fn in_settings(day: &Stated) -> Location {
    Location {
        path: "site.toml".to_owned(),
        line: day.line,
        column: day.column,
    }
}

/// What comes of a review that was due on a day and is not done: "after `2027-04-01` it leaves print".
fn what_then(site: &Site, due: Date) -> String {
    let last = site.config.review.grace.add_to(due);
    if site.today <= last {
        format!("after `{last}` it leaves print")
    } else {
        format!("since `{last}` it is left out of print, and its page says that it may be out of date")
    }
}
