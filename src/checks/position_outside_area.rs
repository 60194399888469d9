//! A place lies in the area it names.
//!
//! Two swapped numbers or a lost minus sign put a place into the sea. A place may be as far from the middle of its area
//! as fits the kind of area: 5 miles for a ward or a village, 8 for a town, 20 for a district, 60 for a county. A place
//! that names no area was given the nearest one within 10 miles, and that much is allowed then. Countries, and areas and
//! places without a position, are left alone. It is a warning, because some areas are long and thin.

use super::Check;
use crate::content::AreaKind;
use crate::diagnostics::Diagnostics;
use crate::site::geography::miles;
use crate::site::{Area, Place, Site};

/// The check.
pub const CHECK: Check = Check {
    code: "position-outside-area",
    run,
};

/// A place that names no area gets the nearest within this many miles.
const NEAREST_WITHIN: f64 = 10.0;

fn run(site: &Site, diagnostics: &mut Diagnostics) {
    for place in &site.places {
        let Some(area) = place.area.map(|id| site.area(id)) else {
            continue;
        };
        let (Some(here), Some(there), Some(most)) = (place.position, area.position, widest(area.kind)) else {
            continue;
        };
        let distance = miles(here, there);
        if distance > most && (distance > NEAREST_WITHIN || names_its_area(place)) {
            say(place, area, distance, diagnostics);
        }
    }
}

/// How far, in miles, something in an area of this kind is from its middle at most.
fn widest(kind: AreaKind) -> Option<f64> {
    match kind {
        AreaKind::Country => None,
        AreaKind::County => Some(60.0),
        AreaKind::District => Some(20.0),
        AreaKind::Town => Some(8.0),
        AreaKind::Village | AreaKind::Ward => Some(5.0),
    }
}

/// The place of a field that is not there is that of the whole entry.
fn names_its_area(place: &Place) -> bool {
    place.origin.at("area") != place.origin.at("")
}

fn say(place: &Place, area: &Area, distance: f64, diagnostics: &mut Diagnostics) {
    let (name, kind) = (&area.name, area.kind.word());
    diagnostics.warning(
        CHECK.code,
        place.origin.at("lat"),
        format!("this is {distance:.0} miles from the middle of {name}, which is too far for a {kind}"),
        Some("look at the signs and the order of `lat` and `lon`, then at `area`; both may be right for a long thin area".into()),
    );
}
