//! Somebody reads every guide through in time.
//!
//! Screens, prices and phone numbers change. A guide says under `reviewed` who last read it and how often that is due
//! (`every`; `site.toml` says it for the others). After that an editor is reminded; after the grace time as well, its
//! page says that it may be out of date and it leaves print. It is a warning, because an old guide is often still right.

use super::{Check, what_then};
use crate::diagnostics::Diagnostics;
use crate::site::{Freshness, Guide, Site};

/// The check.
pub const CHECK: Check = Check {
    code: "guide-review-due",
    run,
};

fn run(site: &Site, diagnostics: &mut Diagnostics) {
    for guide in &site.guides {
        if site.freshness(guide.reviewed.date, guide.review_every) != Freshness::Fresh {
            say(guide, site, diagnostics);
        }
    }
}

fn say(guide: &Guide, site: &Site, diagnostics: &mut Diagnostics) {
    let period = guide.review_every;
    let due = period.add_to(guide.reviewed.date);
    let what_then = what_then(site, due);
    diagnostics.warning(
        CHECK.code,
        guide.origin.at("reviewed.date"),
        format!("somebody has to read this guide through: that was due on `{due}`, {period} after the last time; {what_then}"),
        Some("follow the steps on a real device, mend what has changed, then write today's date here".into()),
    );
}
