//! News that is over is taken out.
//!
//! An alert with `until` is shown up to that day. Afterwards it only makes the file harder to read, and the same words
//! are soon forgotten in it with a new date. It is a warning. It counts for offers that are listed and for places.

use super::Check;
use crate::diagnostics::Diagnostics;
use crate::site::Site;

/// The check.
pub const CHECK: Check = Check {
    code: "alert-over",
    run,
};

fn run(site: &Site, diagnostics: &mut Diagnostics) {
    let offers = site
        .listed_offers()
        .map(|(_, offer)| (&offer.origin, offer.alert.as_ref()));
    let places = site.places.iter().map(|place| (&place.origin, place.alert.as_ref()));
    for (origin, alert) in offers.chain(places) {
        let until = alert
            .and_then(|alert| alert.until)
            .filter(|last_day| *last_day < site.today);
        if let Some(until) = until {
            diagnostics.warning(
                CHECK.code,
                origin.at("alert.until"),
                format!("this news was shown until `{until}`, and that is over"),
                Some("take `alert` out, or change it if the news goes on".into()),
            );
        }
    }
}
