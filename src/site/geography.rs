//! Distance between positions, and what lies within a distance.
//!
//! In: positions in degrees (WGS 84). Out: miles or kilometres on a sphere, good to about half a per cent, which is more
//! than "about 3 miles" needs.

use super::model::Position;

/// The Earth's mean radius in miles (IUGG R1, 6,371.0088 km).
const RADIUS: f64 = 3_958.761_6;

/// Kilometres in a mile (the international mile).
pub const KM_IN_MILE: f64 = 1.609_344;

/// Fewer kilometres than any degree of latitude has on that sphere (111.19), so that nothing is missed.
const KM_IN_DEGREE: f64 = 111.0;

/// Great-circle distance in miles (haversine formula).
pub fn miles(one: Position, other: Position) -> f64 {
    let (lat1, lat2) = (one.lat.to_radians(), other.lat.to_radians());
    let half = |degrees: f64| (degrees.to_radians() / 2.0).sin().powi(2);
    let h = half(other.lat - one.lat) + lat1.cos() * lat2.cos() * half(other.lon - one.lon);
    2.0 * RADIUS * h.sqrt().min(1.0).asin()
}

/// Great-circle distance in kilometres.
pub fn km(one: Position, other: Position) -> f64 {
    miles(one, other) * KM_IN_MILE
}

/// Things that have a position, to be found by their distance from another.
///
/// They lie sorted by latitude, so that a question looks at a strip of the map and not at all of it.
#[derive(Debug, Clone)]
pub struct Around<Id> {
    by_latitude: Vec<(Position, Id)>,
}

impl<Id> Default for Around<Id> {
    fn default() -> Self {
        Self {
            by_latitude: Vec::new(),
        }
    }
}

impl<Id: Copy + Ord> Around<Id> {
    /// Things with their positions, in any order.
    pub fn of(things: impl IntoIterator<Item = (Position, Id)>) -> Self {
        let mut by_latitude: Vec<(Position, Id)> = things.into_iter().collect();
        by_latitude.sort_by(|(one, _), (other, _)| one.lat.total_cmp(&other.lat));
        Self { by_latitude }
    }

    /// What lies at most `most` kilometres from a position, with its distance in kilometres, the nearest first. Of
    /// equals, the lower id comes first.
    pub fn within(&self, here: Position, most: f64) -> Vec<(f64, Id)> {
        let reach = most / KM_IN_DEGREE;
        let first = self
            .by_latitude
            .partition_point(|(there, _)| there.lat < here.lat - reach);
        let strip = self.by_latitude.iter().skip(first);
        let strip = strip.take_while(|(there, _)| there.lat <= here.lat + reach);
        let mut found: Vec<(f64, Id)> = strip
            .map(|(there, id)| (km(here, *there), *id))
            .filter(|(distance, _)| *distance <= most)
            .collect();
        found.sort_by(|(one, id), (other, other_id)| one.total_cmp(other).then(id.cmp(other_id)));
        found
    }
}
