//! The charter as its files say it: principles, pledges, and who has signed.

use super::offer::OfferType;
use super::text::{Line, Prose};
use crate::entry;
use crate::values::date::{Date, Period};
use crate::values::slug::Slug;
use crate::yaml::Node;
use crate::yaml::fields::{FromNode, Reader};

entry! {
    /// `content/charter/charter.yaml`
    pub struct CharterEntry {
        /// What it is called.
        required title: Line;
        /// "1.0"
        required version: Line;
        /// When the partners agreed on it.
        required adopted: Date;
        /// The slug of the organisation that keeps it.
        required steward: Slug;
        /// What the partners believe.
        some principles: PrincipleEntry;
        /// What they promise.
        some pledges: PledgeEntry;
    }
}

entry! {
    /// What the partners believe.
    pub struct PrincipleEntry {
        /// Its slug.
        required id: Slug;
        /// What it is called.
        required name: Line;
        /// One paragraph.
        required text: Line;
    }
}

entry! {
    /// What partners promise, and what shows that they keep it.
    pub struct PledgeEntry {
        /// Its slug.
        required id: Slug;
        /// The slug of the principle it serves.
        required principle: Slug;
        /// "We help people learn."
        required text: Line;
        /// What the build looks for in the entries.
        optional shows: ShowsEntry;
    }
}

entry! {
    /// The query whose answer shows that a pledge is kept.
    pub struct ShowsEntry {
        /// Offers of the signatory that count.
        optional offers: OffersShown;
        /// Something that must be true of every offer of the signatory.
        optional every_offer: EveryOffer;
        /// Guides that the signatory has reviewed.
        optional guides: GuidesShown;
        /// How many it takes; one if left out.
        optional at_least: u32;
        /// How fresh the evidence must be; 12 months if left out.
        optional within: Period;
    }
}

entry! {
    /// Which offers count.
    pub struct OffersShown {
        /// Of these types.
        list r#type: OfferType, called "type";
        /// Or for these needs.
        list needs: Slug;
    }
}

entry! {
    /// Which guides count.
    pub struct GuidesShown {
        /// Always `signatory`: those the signatory has reviewed.
        required by: BySignatory;
    }
}

/// The word `signatory`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BySignatory;

impl FromNode for BySignatory {
    const WANTED: &'static str = "`signatory`";

    fn from_node(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        reader.word(node, Self::WANTED, &[("signatory", Self)])
    }
}

/// What must be true of every offer of a signatory.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EveryOffer {
    /// There is a way to reach it without the internet.
    HasOfflineContact,
    /// It says something about access.
    HasAccessNote,
}

impl FromNode for EveryOffer {
    const WANTED: &'static str = "`has_offline_contact` or `has_access_note`";

    fn from_node(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        reader.word(
            node,
            Self::WANTED,
            &[
                ("has_offline_contact", Self::HasOfflineContact),
                ("has_access_note", Self::HasAccessNote),
            ],
        )
    }
}

entry! {
    /// `content/charter/signatories/<slug>.yaml`
    pub struct SignatoryEntry {
        /// The slug of the organisation.
        required organisation: Slug, also "organization";
        /// When it signed.
        required signed: Date;
        /// Which version of the charter.
        required version: Line;
        /// A role, never a person's name.
        optional signed_by: Line;
        /// Slugs of the pledges it made.
        some pledges: Slug;
        /// What it says about it.
        optional own_words: Prose;
        /// What it has done since.
        list progress: ProgressEntry;
        /// What other partners can have from it.
        list offers_to_partners: Line;
        /// What it would like from other partners.
        list asks_of_partners: Line;
        /// Who looks after the file.
        optional owner: Line;
    }
}

entry! {
    /// One step forward.
    pub struct ProgressEntry {
        /// When.
        required date: Date;
        /// What.
        required text: Line;
        /// Which pledge it serves.
        optional pledge: Slug;
    }
}
