//! A leaflet as its file says it: what is printed, on what, and where copies lie.

use super::offer::{OfferType, word_of};
use super::text::Line;
use crate::entry;
use crate::values::Mistake;
use crate::values::language::Language;
use crate::values::slug::Slug;
use crate::yaml::Node;
use crate::yaml::fields::{FromNode, Reader};

entry! {
    /// `content/leaflets/<slug>.yaml`
    pub struct LeafletEntry {
        /// What it is called.
        required title: Line;
        /// Paper and fold.
        required format: LeafletFormat;
        /// Which entries go in.
        optional select: SelectEntry;
        /// How they are ordered: `need`, `place`, `name`.
        optional order: Line;
        /// Languages it is printed in.
        list languages: Language;
        /// The most pages it may have.
        optional max_pages: u32;
        /// Places that hand it out.
        list keep_at: KeepAtEntry;
        /// For a poster: the sizes of paper it is made for.
        list paper: PaperSize;
        /// For a poster: strips with the number along the foot.
        optional tear_off: bool;
        /// For a print shop: millimetres beyond the edge.
        optional bleed: Bleed;
        /// Who looks after the file.
        optional owner: Line;
    }
}

entry! {
    /// Which entries go into a leaflet; every line narrows it.
    pub struct SelectEntry {
        /// In this area.
        optional area: Slug;
        /// For one of these needs.
        list needs: Slug;
        /// Of one of these types.
        list r#type: OfferType, called "type";
        /// At most this many miles from the area.
        optional within_miles: u32;
        /// Exactly these offers.
        list offers: Slug;
        /// Exactly these guides.
        list guides: Slug;
    }
}

entry! {
    /// A place with its number of copies.
    pub struct KeepAtEntry {
        /// The slug of the place.
        required place: Slug;
        /// How many copies.
        required copies: u32;
    }
}

/// The size of a poster's paper (ISO 216).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs, reason = "the names say it")]
pub enum PaperSize {
    A4,
    A3,
}

impl PaperSize {
    /// Every size with its word.
    pub const WORDS: [(&'static str, Self); 2] = [("a4", Self::A4), ("a3", Self::A3)];

    /// The word editors write.
    pub fn word(self) -> &'static str {
        word_of(&Self::WORDS, self)
    }
}

impl FromNode for PaperSize {
    const WANTED: &'static str = "a size of paper, like `a3`";

    fn from_node(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        reader.word(node, Self::WANTED, &Self::WORDS)
    }
}

/// Millimetres beyond the edge of the page, where a print shop cuts; 0 for none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Bleed(pub u32);

impl FromNode for Bleed {
    const WANTED: &'static str = "a number of millimetres, like 3";

    fn from_node(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        reader.value(node, "bad-bleed", Self::WANTED, |text| {
            match text.trim_end_matches("mm").trim_end().parse() {
                // Below 3 there is no room for lines that say where to cut.
                Ok(millimetres @ (0 | 3..=10)) => Ok(Self(millimetres)),
                _ => Err(Mistake::with_help(
                    format!("`{text}` is no bleed: it can be from 3 to 10 millimetres"),
                    "write 3, which most print shops want, or take the line out",
                )),
            }
        })
    }
}

/// Paper and fold (see `docs`, print).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs, reason = "the names say it")]
pub enum LeafletFormat {
    A4Sheet,
    LargePrint,
    A5Booklet,
    Trifold,
    Poster,
    WeekSheet,
    DeskSheet,
}

impl LeafletFormat {
    /// Every format with its word.
    pub const WORDS: [(&'static str, Self); 7] = [
        ("a4-sheet", Self::A4Sheet),
        ("large-print", Self::LargePrint),
        ("a5-booklet", Self::A5Booklet),
        ("trifold", Self::Trifold),
        ("poster", Self::Poster),
        ("week-sheet", Self::WeekSheet),
        ("desk-sheet", Self::DeskSheet),
    ];

    /// The word editors write.
    pub fn word(self) -> &'static str {
        word_of(&Self::WORDS, self)
    }
}

impl FromNode for LeafletFormat {
    const WANTED: &'static str = "a format, like `a4-sheet`";

    fn from_node(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        reader.word(node, Self::WANTED, &Self::WORDS)
    }
}
