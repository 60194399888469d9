//! What happens online says where.
//!
//! An item of `where` with `delivery: online` has a `link`. Without one, people need to be told how they get there: a
//! `note` ("We send you the link when you ring.") or a web contact does as well. It is a warning and not an error,
//! because a listed offer can always be reached without the internet, so nobody is left with nothing.

use super::Check;
use crate::content::Delivery;
use crate::diagnostics::{Diagnostics, Location};
use crate::site::{Offer, Site, Way};

/// The check.
pub const CHECK: Check = Check {
    code: "online-without-link",
    run,
};

fn run(site: &Site, diagnostics: &mut Diagnostics) {
    for (_, offer) in site.listed_offers() {
        if offer.contacts.iter().any(|contact| matches!(contact.way, Way::Web(_))) {
            continue;
        }
        for (index, by) in offer.deliveries.iter().enumerate() {
            if by.delivery == Delivery::Online && by.link.is_none() && by.note.is_none() {
                diagnostics.warning(
                    CHECK.code,
                    place_of_delivery(offer, index),
                    "this happens online, but nothing says where",
                    Some("add `link:` with the web address, or `note: We send you the link when you ring.`".into()),
                );
            }
        }
    }
}

/// The place of the nth item of `where` that has a delivery: places and deliveries stand mixed in the file.
fn place_of_delivery(offer: &Offer, nth: usize) -> Location {
    let items = 0..offer.places.len() + offer.deliveries.len();
    let mut deliveries = items.filter_map(|index| {
        let item = offer.origin.at(&format!("where.{index}"));
        let delivery = offer.origin.at(&format!("where.{index}.delivery"));
        // The place of a field that is not there is that of the item.
        (delivery != item).then_some(delivery)
    });
    deliveries.nth(nth).unwrap_or_else(|| offer.origin.at("where"))
}
