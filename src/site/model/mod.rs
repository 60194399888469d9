//! What things are once every name is looked up. Ids are positions in the lists of [`super::Site`].

mod charter;
mod entries;
mod near;
mod shared;

use std::sync::Arc;

pub use charter::*;
pub use entries::*;
pub use near::*;
pub use shared::*;

use crate::content::Entry;
use crate::diagnostics::Location;
use crate::source::Source;

macro_rules! id {
    ($($(#[$meta:meta])* $name:ident;)*) => {
        $(
            $(#[$meta])*
            #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
            pub struct $name(u32);

            impl $name {
                /// The id of the thing at a position.
                pub fn new(index: usize) -> Self {
                    Self(u32::try_from(index).unwrap_or(u32::MAX))
                }

                /// The position.
                pub fn index(self) -> usize {
                    self.0 as usize
                }
            }
        )*
    };
}

id! {
    /// An area that exists.
    AreaId;
    /// A topic that exists.
    TopicId;
    /// An organisation that exists.
    OrganisationId;
    /// A place that exists.
    PlaceId;
    /// An offer that exists.
    OfferId;
    /// A guide that exists.
    GuideId;
    /// A pledge of the charter.
    PledgeId;
    /// A principle of the charter.
    PrincipleId;
}

/// The file a thing was read from, for messages.
#[derive(Debug, Clone)]
pub struct Origin {
    source: Arc<Source>,
    within: String,
}

impl Origin {
    /// Where an entry was read.
    pub fn of<T>(entry: &Entry<T>) -> Self {
        Self {
            source: entry.source.clone(),
            within: entry.within.clone(),
        }
    }

    /// Where a field stands, by key path: `where.0.hours`.
    pub fn at(&self, key_path: &str) -> Location {
        match self.within.as_str() {
            "" => self.source.at(key_path),
            within => self.source.at(&format!("{within}.{key_path}")),
        }
    }

    /// A line and column of the file.
    pub fn line(&self, line: u32, column: u32) -> Location {
        self.source.line(line, column)
    }

    /// Where a text first stands in the file.
    pub fn find(&self, text: &str) -> Option<Location> {
        let lines = self.source.text.lines().zip(1..);
        let mut found = lines.filter_map(|(line, number)| {
            let before = line.split_once(text).filter(|_| !text.is_empty())?.0;
            let column = u32::try_from(before.chars().count() + 1).unwrap_or(u32::MAX);
            Some(self.source.line(number, column))
        });
        found.next()
    }

    /// The file's path from the site's root.
    pub fn path(&self) -> &str {
        &self.source.path
    }
}

/// A place on the map, in degrees, WGS 84.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Position {
    /// Latitude.
    pub lat: f64,
    /// Longitude.
    pub lon: f64,
}
