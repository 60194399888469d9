//! The charter with its principles, pledges and signatories.

use super::{GuideId, OfferId, OrganisationId, Origin, PledgeId, PrincipleId, TopicId};
use crate::content::{EveryOffer, OfferType};
use crate::markdown::Document;
use crate::values::date::{Date, Period};
use crate::values::slug::Slug;

/// The charter.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "the fields are those of CharterEntry")]
pub struct Charter {
    pub origin: Origin,
    pub title: String,
    pub version: String,
    pub adopted: Date,
    pub steward: OrganisationId,
    pub text: Option<Document>,
    pub principles: Vec<Principle>,
    pub pledges: Vec<Pledge>,
    pub signatories: Vec<Signatory>,
}

/// What the partners believe.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "the fields are those of PrincipleEntry")]
pub struct Principle {
    pub slug: Slug,
    pub name: String,
    pub text: String,
}

/// What partners promise.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "the fields are those of PledgeEntry")]
pub struct Pledge {
    pub slug: Slug,
    pub principle: PrincipleId,
    pub text: String,
    pub shows: Option<Shows>,
}

/// What shows that a pledge is kept.
#[derive(Debug, Clone)]
pub struct Shows {
    /// What counts.
    pub evidence: Evidence,
    /// How many it takes.
    pub at_least: u32,
    /// How fresh it must be.
    pub within: Period,
}

/// What counts as keeping a pledge.
#[derive(Debug, Clone)]
pub enum Evidence {
    /// Offers of one of these types or for one of these needs; with neither, any offer.
    Offers {
        /// Of these types.
        types: Vec<OfferType>,
        /// For these needs.
        needs: Vec<TopicId>,
    },
    /// Something that is true of every offer.
    EveryOffer(EveryOffer),
    /// Guides the signatory has reviewed.
    Guides,
}

/// An organisation that has signed.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "the fields are those of SignatoryEntry")]
pub struct Signatory {
    pub slug: Slug,
    pub origin: Origin,
    pub organisation: OrganisationId,
    pub signed: Date,
    pub version: String,
    pub signed_by: Option<String>,
    pub pledges: Vec<PledgeMade>,
    pub own_words: Option<Document>,
    pub progress: Vec<Progress>,
    pub offers_to_partners: Vec<String>,
    pub asks_of_partners: Vec<String>,
}

/// A pledge that a signatory made, and whether it is kept.
#[derive(Debug, Clone)]
pub struct PledgeMade {
    /// Which.
    pub pledge: PledgeId,
    /// Whether the entries show it.
    pub standing: Standing,
    /// Offers that show it.
    pub offers: Vec<OfferId>,
    /// Guides that show it.
    pub guides: Vec<GuideId>,
}

/// Whether a pledge is kept, as far as the entries show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// Enough fresh evidence.
    Kept,
    /// There was enough, and it has grown old.
    Lapsed,
    /// Not enough yet.
    NotYetShown,
    /// The pledge names nothing that entries could show.
    OnTrust,
}

/// One step forward.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "the fields are those of ProgressEntry")]
pub struct Progress {
    pub date: Date,
    pub text: String,
    pub pledge: Option<PledgeId>,
}
