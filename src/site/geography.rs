//! Distance between positions.
//!
//! In: two positions in degrees (WGS 84). Out: miles on a sphere, good to about half a per cent, which is more than
//! "about 3 miles" needs.

use super::model::Position;

/// The Earth's mean radius in miles (IUGG R1, 6,371.0088 km).
const RADIUS: f64 = 3_958.761_6;

/// Great-circle distance in miles (haversine formula).
pub fn miles(one: Position, other: Position) -> f64 {
    let (lat1, lat2) = (one.lat.to_radians(), other.lat.to_radians());
    let half = |degrees: f64| (degrees.to_radians() / 2.0).sin().powi(2);
    let h = half(other.lat - one.lat) + lat1.cos() * lat2.cos() * half(other.lon - one.lon);
    2.0 * RADIUS * h.sqrt().min(1.0).asin()
}
