//! Somebody makes sure of every offer in time.
//!
//! `site.toml` says how long an offer counts as checked (`[review]`, with periods of their own for types that change
//! fast). After that an editor is reminded. After the grace time as well, the page says that it may be out of date, and
//! the offer leaves print and the top of the search: a directory with old numbers sends people on journeys in vain.
//! It is a warning, because an old entry is often still right.

use super::{Check, what_then};
use crate::diagnostics::Diagnostics;
use crate::site::{Freshness, Offer, Site};

/// The check.
pub const CHECK: Check = Check {
    code: "review-due",
    run,
};

fn run(site: &Site, diagnostics: &mut Diagnostics) {
    for (_, offer) in site.listed_offers() {
        if site.freshness(offer.assured.date, site.review_period(offer)) != Freshness::Fresh {
            say(offer, site, diagnostics);
        }
    }
}

fn say(offer: &Offer, site: &Site, diagnostics: &mut Diagnostics) {
    let period = site.review_period(offer);
    let due = period.add_to(offer.assured.date);
    let what_then = what_then(site, due);
    diagnostics.warning(
        CHECK.code,
        offer.origin.at("assured.date"),
        format!(
            "somebody has to make sure of this again: it was due on `{due}`, {period} after the last time; {what_then}"
        ),
        Some("ring them, mend what has changed, then write today's date here".into()),
    );
}
