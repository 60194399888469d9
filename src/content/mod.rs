//! Entries as their files say them: names of other things are still names, nothing is looked up.
//!
//! In: sources. Out: [`Content`], one list a kind, sorted by slug, and diagnostics with file, line and column.
//! It must not know other entries, addresses or the disk. One file a kind; `text` and `shared` hold what they share.

mod area;
mod calendar;
mod charter;
mod guide;
mod leaflet;
mod near;
mod offer;
mod organisation;
mod page;
mod parse;
mod place;
pub mod shared;
pub mod text;
mod topic;
mod translation;

use std::collections::BTreeSet;
use std::sync::Arc;

pub use area::{AreaEntry, AreaKind};
pub use calendar::{CalendarEntry, CalendarKind};
pub use charter::{
    CharterEntry, EveryOffer, GuidesShown, OffersShown, PledgeEntry, PrincipleEntry, ProgressEntry, ShowsEntry,
    SignatoryEntry,
};
pub use guide::{GuideEntry, ReviewedEntry};
pub use leaflet::{LeafletEntry, LeafletFormat, PaperSize, SelectEntry};
pub use near::{NearEntry, NearKind, near_name, near_order, parse_near};
pub use offer::{
    Booking, CapacityEntry, CostEntry, Delivery, EligibilityEntry, OfferEntry, OfferType, ReferralEntry, Status,
    WhereEntry,
};
pub use organisation::{OrganisationEntry, OrganisationKind};
pub use page::PageEntry;
pub use parse::parse;
pub use place::{AddressEntry, Facility, PlaceEntry};
pub use topic::{Leg, TopicEntry};
pub use translation::TranslationEntry;

use crate::diagnostics::Location;
use crate::pictures::Pictures;
use crate::source::Source;
use crate::values::language::Language;
use crate::values::slug::Slug;
use text::Prose;

/// An entry with its slug and the file it came from.
#[derive(Debug, Clone)]
pub struct Entry<T> {
    /// The file's name without its ending, or the `id` in a list file.
    pub slug: Slug,
    /// The file.
    pub source: Arc<Source>,
    /// The key path of the entry in its file: empty for a file of its own, `3` for the fourth of a list.
    pub within: String,
    /// What was written.
    pub fields: T,
}

impl<T> Entry<T> {
    /// Where a field of this entry stands.
    pub fn at(&self, key_path: &str) -> Location {
        if self.within.is_empty() {
            self.source.at(key_path)
        } else {
            self.source.at(&format!("{}.{key_path}", self.within))
        }
    }
}

/// A translation with the entry it belongs to: `offers/tea-and-tablets` in Polish.
#[derive(Debug, Clone)]
pub struct TranslationOf {
    /// The folder: `offers`.
    pub folder: String,
    /// The language of the file's name.
    pub language: Language,
    /// Slug of the original, source and texts.
    pub entry: Entry<TranslationEntry>,
}

/// Everything that editors wrote. Lists are sorted by slug.
#[derive(Debug, Default)]
pub struct Content {
    /// `content/offers/`
    pub offers: Vec<Entry<OfferEntry>>,
    /// `content/guides/`
    pub guides: Vec<Entry<GuideEntry>>,
    /// `content/organisations/`
    pub organisations: Vec<Entry<OrganisationEntry>>,
    /// `content/places/`
    pub places: Vec<Entry<PlaceEntry>>,
    /// `content/areas.yaml`
    pub areas: Vec<Entry<AreaEntry>>,
    /// `content/topics.yaml`
    pub topics: Vec<Entry<TopicEntry>>,
    /// `content/charter/charter.yaml` with `charter.md`
    pub charter: Option<Entry<CharterEntry>>,
    /// `content/charter/charter.md`
    pub charter_text: Option<(Arc<Source>, Prose)>,
    /// `content/charter/signatories/`
    pub signatories: Vec<Entry<SignatoryEntry>>,
    /// `content/leaflets/`
    pub leaflets: Vec<Entry<LeafletEntry>>,
    /// `content/pages/`
    pub pages: Vec<Entry<PageEntry>>,
    /// `content/calendars/`
    pub calendars: Vec<Entry<CalendarEntry>>,
    /// `<slug>.<language>.yaml` beside an entry
    pub translations: Vec<TranslationOf>,
    /// The table of positions that `site.toml` names, in its order.
    pub near: Vec<NearEntry>,
    /// `content/pictures/`
    pub pictures: Pictures,
    /// `kind/slug` of every file that is there but could not be read, so that naming it is no second mistake.
    pub unreadable: BTreeSet<(Folder, String)>,
}

/// A kind of entry, by the folder or file it lives in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Folder {
    Offers,
    Guides,
    Organisations,
    Places,
    Areas,
    Topics,
    Charter,
    Signatories,
    Leaflets,
    Pages,
    Calendars,
}

impl Folder {
    const ALL: [(&'static str, Self); 9] = [
        ("offers", Self::Offers),
        ("guides", Self::Guides),
        ("organisations", Self::Organisations),
        ("places", Self::Places),
        ("charter/signatories", Self::Signatories),
        ("leaflets", Self::Leaflets),
        ("pages", Self::Pages),
        ("calendars", Self::Calendars),
        ("charter", Self::Charter),
    ];
}
