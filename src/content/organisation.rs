//! An organisation as its file says it (HSDS `organization`).

use super::offer::word_of;
use super::shared::{AssuredEntry, ContactEntry, IdentifierEntry};
use super::text::{Line, Prose, Summary};
use crate::entry;
use crate::values::slug::Slug;
use crate::values::web_address::WebAddress;
use crate::yaml::Node;
use crate::yaml::fields::{FromNode, Reader};

entry! {
    /// `content/organisations/<slug>.yaml`
    pub struct OrganisationEntry {
        /// What it is called.
        required name: Line;
        /// Its sector.
        required kind: OrganisationKind;
        /// What it does, in at most 160 characters.
        required summary: Summary;
        /// More, on its page only.
        optional description: Prose;
        /// Its website.
        optional website: WebAddress, also "url" | "uri";
        /// How to reach it.
        list contacts: ContactEntry;
        /// Numbers in registers.
        list identifiers: IdentifierEntry, also "organization_identifiers";
        /// Words people use for it; searched, not shown.
        list also_called: Line, also "alternate_name";
        /// Who looks after the file.
        optional owner: Line;
        /// When it was last made sure of.
        optional assured: AssuredEntry;
        /// Old slugs.
        list was: Slug;
        /// What an importer could not place; for editors, never shown.
        list notes: Line;
    }
}

/// The sector an organisation belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "the names say it")]
pub enum OrganisationKind {
    Public,
    Voluntary,
    Community,
    Business,
    Education,
    Health,
    Housing,
}

impl OrganisationKind {
    /// Every kind with its word.
    pub const WORDS: [(&'static str, Self); 7] = [
        ("public", Self::Public),
        ("voluntary", Self::Voluntary),
        ("community", Self::Community),
        ("business", Self::Business),
        ("education", Self::Education),
        ("health", Self::Health),
        ("housing", Self::Housing),
    ];

    /// The word editors write.
    pub fn word(self) -> &'static str {
        word_of(&Self::WORDS, self)
    }
}

impl FromNode for OrganisationKind {
    const WANTED: &'static str = "the kind of organisation, like `public` or `voluntary`";

    fn from_node(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        reader.word(node, Self::WANTED, &Self::WORDS)
    }
}
