//! An area as `content/areas.yaml` lists it (HSDS `service_area`).

use super::offer::word_of;
use super::text::Line;
use crate::entry;
use crate::values::slug::Slug;
use crate::values::web_address::WebAddress;
use crate::yaml::Node;
use crate::yaml::fields::{FromNode, Reader};

entry! {
    /// One item of `content/areas.yaml`.
    pub struct AreaEntry {
        /// Its slug.
        required id: Slug;
        /// What it is called.
        required name: Line;
        /// How large a thing it is.
        required kind: AreaKind;
        /// The area it lies in.
        optional parent: Slug;
        /// Latitude of its middle in degrees, WGS 84.
        optional lat: f64, also "latitude";
        /// Longitude of its middle in degrees, WGS 84.
        optional lon: f64, also "longitude";
        /// Its address in a public register.
        optional uri: WebAddress;
        /// How many people live there.
        optional population: u32;
        /// Whether it is in the country.
        optional rural: bool;
        /// Other names; searched, not shown.
        list also_known_as: Line;
    }
}

/// How large a thing an area is, from large to small.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "the names say it")]
pub enum AreaKind {
    Country,
    County,
    District,
    Town,
    Village,
    Ward,
}

impl AreaKind {
    /// Every kind with its word.
    pub const WORDS: [(&'static str, Self); 6] = [
        ("country", Self::Country),
        ("county", Self::County),
        ("district", Self::District),
        ("town", Self::Town),
        ("village", Self::Village),
        ("ward", Self::Ward),
    ];

    /// The word editors write.
    pub fn word(self) -> &'static str {
        word_of(&Self::WORDS, self)
    }
}

impl FromNode for AreaKind {
    const WANTED: &'static str = "`county`, `district`, `town`, `village` or `ward`";

    fn from_node(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        reader.word(node, Self::WANTED, &Self::WORDS)
    }
}
