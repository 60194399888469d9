//! A topic as `content/topics.yaml` lists it: a need people have.

use super::offer::word_of;
use super::text::Line;
use crate::entry;
use crate::values::slug::Slug;
use crate::yaml::Node;
use crate::yaml::fields::{FromNode, Reader};

entry! {
    /// One item of `content/topics.yaml`.
    pub struct TopicEntry {
        /// Its slug.
        required id: Slug;
        /// What it is called.
        required name: Line;
        /// What people say who have this need.
        list plain: Line;
        /// Which of the four needs of the home page it belongs to.
        required leg: Leg;
        /// The topic it is part of.
        optional parent: Slug;
        /// Other words; searched, not shown.
        list also_called: Line;
        /// Whether somebody may be in danger who is seen to read about it (see [`super::OfferEntry`]).
        optional sensitive: bool;
    }
}

/// The four needs of digital inclusion: a device, a connection, skills, and somebody to do it with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Leg {
    Device,
    Data,
    Skills,
    Support,
}

impl Leg {
    /// Every leg with its word, in the order of the home page.
    pub const WORDS: [(&'static str, Self); 4] = [
        ("device", Self::Device),
        ("data", Self::Data),
        ("skills", Self::Skills),
        ("support", Self::Support),
    ];

    /// The word editors write.
    pub fn word(self) -> &'static str {
        word_of(&Self::WORDS, self)
    }
}

impl FromNode for Leg {
    const WANTED: &'static str = "`device`, `data`, `skills` or `support`";

    fn from_node(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        reader.word(node, Self::WANTED, &Self::WORDS)
    }
}
