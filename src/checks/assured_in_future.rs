//! Nobody has made sure of an entry in the future.
//!
//! `assured` says on which day somebody last made sure that an entry is true, and `reviewed` does so for a guide. A
//! day after today is a slip of the pen that would hide the entry from every review until then, so it is an error.

use super::Check;
use crate::diagnostics::Diagnostics;
use crate::site::{Assured, Origin, Site};

/// The check.
pub const CHECK: Check = Check {
    code: "assured-in-future",
    run,
};

fn run(site: &Site, diagnostics: &mut Diagnostics) {
    let offers = site
        .offers
        .iter()
        .map(|offer| (&offer.origin, "assured.date", Some(&offer.assured)));
    let organisations = site
        .organisations
        .iter()
        .map(|one| (&one.origin, "assured.date", one.assured.as_ref()));
    let places = site
        .places
        .iter()
        .map(|place| (&place.origin, "assured.date", place.assured.as_ref()));
    let guides = site
        .guides
        .iter()
        .map(|guide| (&guide.origin, "reviewed.date", Some(&guide.reviewed)));
    for (origin, key, assured) in offers.chain(organisations).chain(places).chain(guides) {
        if let Some(assured) = assured.filter(|assured| assured.date > site.today) {
            say(origin, key, assured, site, diagnostics);
        }
    }
}

fn say(origin: &Origin, key: &str, assured: &Assured, site: &Site, diagnostics: &mut Diagnostics) {
    let (date, today) = (assured.date, site.today);
    diagnostics.error(
        CHECK.code,
        origin.at(key),
        format!("nobody can have made sure of this on `{date}` yet: today is `{today}`"),
        Some("write the day on which somebody last made sure of it; look at the year".into()),
    );
}
