//! The districts and towns that an entry is near, so that "library WX9" ranks libraries by nearness.
//!
//! In: the positions of an entry. Out: in its field `near`, the name of each district and town within 15 km, the more
//! often the nearer it is. Distance is then a word like any other: whoever reads the index ranks by it, and no reader's
//! whereabouts leave their device. It does not know the index.

use std::collections::BTreeMap;

use super::{Maker, SearchDocument};
use crate::outputs::search::schema::TextField;
use crate::site::near::FARTHEST_KM;

/// How often a name is said, by the distance in kilometres that it stays below. The nearest of an entry's positions
/// counts. The steps are those of a walk, a short ride, a bus ride and the farthest that anybody would call near; the
/// last is [`FARTHEST_KM`]. Each step halves what the name counts, or nearly.
const RINGS: [(f64, usize); 4] = [(4.0, 8), (7.0, 4), (11.0, 2), (FARTHEST_KM, 1)];

impl Maker<'_> {
    /// Says what an entry is near. One without a position is near nothing.
    pub(super) fn near(&self, document: &mut SearchDocument) {
        let mut nearest = BTreeMap::<usize, f64>::new();
        for position in &document.positions {
            for (km, index) in self.near.within(*position, FARTHEST_KM) {
                let shortest = nearest.entry(index).or_insert(km);
                *shortest = shortest.min(km);
            }
        }
        for (index, km) in nearest {
            let ring = RINGS.iter().find(|(below, _)| km < *below);
            let (Some(near), Some((_, times))) = (self.site.near.get(index), ring) else {
                continue;
            };
            for _ in 0..*times {
                document.say(TextField::Near, &near.name);
            }
        }
    }
}
