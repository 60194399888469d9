//! The subject index: words that people look up, and where each leads, like the index at the back of a book.
//!
//! In: nothing. Out: the value that the search makes of its index and that pages and print show. It knows neither; things
//! are named by their ids, so that a page can link to them and a booklet can give their page numbers.

use crate::site::{AreaId, GuideId, OfferId, OrganisationId, PlaceId, TopicId};
use crate::values::language::Language;

/// Every heading, in the order of the alphabet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SubjectIndex {
    /// No two have the same [`Heading::key`].
    pub headings: Vec<Heading>,
}

/// A word or phrase that somebody may look up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// As it is shown: `GP`, `cracked screen`, `The Data Shelf`.
    pub term: String,
    /// The part of it that the alphabet goes by: `Data Shelf`.
    pub filed: String,
    /// What all its forms share: its stems, with hyphens between. Letters, digits and hyphens only.
    pub key: String,
    /// The language of the term, where it is not that of the site.
    pub language: Option<Language>,
    /// Where it leads.
    pub target: Target,
}

/// Where a heading leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// To things, the best first: at least one.
    Links {
        /// Those that are shown.
        links: Vec<Subject>,
        /// How many more there are.
        more: usize,
    },
    /// To other headings, by their positions in [`SubjectIndex::headings`]: each of them has links.
    See(Vec<usize>),
}

/// A thing with a page of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Subject {
    Topic(TopicId),
    Area(AreaId),
    Organisation(OrganisationId),
    Place(PlaceId),
    Guide(GuideId),
    Offer(OfferId),
    /// By its position in `Site::pages`.
    Page(usize),
    /// A guide in another language, by the position of the translation.
    TranslatedGuide(GuideId, usize),
    /// An offer in another language, by the position of the translation.
    TranslatedOffer(OfferId, usize),
}
