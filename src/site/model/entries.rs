//! Areas, topics, organisations, places, offers, guides, pages, leaflets and translations.

use super::{
    Access, Address, Alert, AreaId, Assured, AtPlace, ByDelivery, Capacity, Closures, Contact, Cost, Eligibility,
    GuideId, OfferId, OrganisationId, Origin, PlaceId, PledgeId, Position, Referral, TopicId,
};
use crate::content::{AreaKind, Booking, Facility, LeafletFormat, Leg, OfferType, OrganisationKind, PaperSize, Status};
use crate::markdown::Document;
use crate::values::date::{Date, Period};
use crate::values::hours::Rule;
use crate::values::language::Language;
use crate::values::slug::Slug;
use crate::values::web_address::WebAddress;

/// An area.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "the fields are those of AreaEntry")]
pub struct Area {
    pub slug: Slug,
    pub origin: Origin,
    pub name: String,
    pub kind: AreaKind,
    pub parent: Option<AreaId>,
    pub position: Option<Position>,
    pub population: Option<u32>,
    pub rural: bool,
    pub also_known_as: Vec<String>,
}

/// A topic.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "the fields are those of TopicEntry")]
pub struct Topic {
    pub slug: Slug,
    pub origin: Origin,
    pub name: String,
    pub plain: Vec<String>,
    pub leg: Leg,
    pub parent: Option<TopicId>,
    pub also_called: Vec<String>,
    pub sensitive: bool,
}

/// An organisation.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "the fields are those of OrganisationEntry")]
pub struct Organisation {
    pub slug: Slug,
    pub origin: Origin,
    pub name: String,
    pub kind: OrganisationKind,
    pub summary: String,
    pub description: Option<Document>,
    pub website: Option<WebAddress>,
    pub contacts: Vec<Contact>,
    pub identifiers: Vec<(String, String)>,
    pub also_called: Vec<String>,
    pub assured: Option<Assured>,
    pub was: Vec<Slug>,
    pub owner: Option<String>,
}

/// A place.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "the fields are those of PlaceEntry")]
pub struct Place {
    pub slug: Slug,
    pub origin: Origin,
    pub name: String,
    pub address: Address,
    pub description: Option<Document>,
    pub position: Option<Position>,
    /// Given, or the nearest.
    pub area: Option<AreaId>,
    /// `None`: nobody has said. An empty list never occurs.
    pub hours: Option<Vec<Rule>>,
    pub closed: Closures,
    pub access: Vec<Access>,
    pub travel: Option<String>,
    pub facilities: Vec<Facility>,
    pub languages: Vec<Language>,
    pub organisation: Option<OrganisationId>,
    pub contacts: Vec<Contact>,
    pub alert: Option<Alert>,
    pub also_called: Vec<String>,
    pub assured: Option<Assured>,
    pub was: Vec<Slug>,
}

/// An offer.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "the fields are those of OfferEntry")]
pub struct Offer {
    pub slug: Slug,
    pub origin: Origin,
    pub name: String,
    pub organisation: OrganisationId,
    pub summary: String,
    pub description: Option<Document>,
    pub needs: Vec<TopicId>,
    pub kind: OfferType,
    pub places: Vec<AtPlace>,
    pub deliveries: Vec<ByDelivery>,
    pub contacts: Vec<Contact>,
    pub cost: Cost,
    pub area: AreaId,
    pub how: Vec<String>,
    pub bring: Vec<String>,
    pub eligibility: Option<Eligibility>,
    pub referral: Option<Referral>,
    pub booking: Option<Booking>,
    pub groups: Vec<Slug>,
    pub languages: Vec<Language>,
    pub interpretation: Option<String>,
    pub access: Vec<Access>,
    pub capacity: Option<Capacity>,
    pub starts: Option<Date>,
    pub ends: Option<Date>,
    pub status: Status,
    pub alert: Option<Alert>,
    pub plain: Vec<String>,
    pub also_called: Vec<String>,
    pub pledges: Vec<PledgeId>,
    pub same_as: Vec<String>,
    pub not_same_as: Vec<Slug>,
    pub sensitive: bool,
    pub assured: Assured,
    pub was: Vec<Slug>,
    pub translations: Vec<Translation>,
}

/// A guide.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "the fields are those of GuideEntry")]
pub struct Guide {
    pub slug: Slug,
    pub origin: Origin,
    pub title: String,
    pub summary: String,
    pub needs: Vec<TopicId>,
    pub time: Option<String>,
    pub before_you_start: Vec<String>,
    pub reviewed: Assured,
    pub review_every: Period,
    pub offers: Vec<OfferId>,
    pub next: Option<GuideId>,
    pub print: bool,
    pub sensitive: bool,
    pub plain: Vec<String>,
    pub also_called: Vec<String>,
    pub body: Document,
    pub was: Vec<Slug>,
    pub translations: Vec<Translation>,
}

/// A page that is none of the other kinds.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "the fields are those of PageEntry")]
pub struct Page {
    pub slug: Slug,
    pub origin: Origin,
    pub title: String,
    pub summary: Option<String>,
    pub prepared: Option<Date>,
    pub body: Document,
    pub was: Vec<Slug>,
}

/// The human text of an entry in another language.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "the fields are those of TranslationEntry")]
pub struct Translation {
    pub language: Language,
    pub origin: Origin,
    /// Whether the original has changed since.
    pub stale: bool,
    /// What `translates` should say.
    pub fingerprint: String,
    pub name: Option<String>,
    pub summary: Option<String>,
    pub description: Option<Document>,
    pub how: Vec<String>,
    pub bring: Vec<String>,
    pub eligibility: Option<String>,
    pub interpretation: Option<String>,
    pub time: Option<String>,
    pub before_you_start: Vec<String>,
    pub body: Option<Document>,
}

/// A leaflet with everything it chose looked up.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "the fields are those of LeafletEntry")]
pub struct Leaflet {
    pub slug: Slug,
    pub origin: Origin,
    pub title: String,
    pub format: LeafletFormat,
    pub area: Option<AreaId>,
    pub needs: Vec<TopicId>,
    pub types: Vec<OfferType>,
    pub within_miles: Option<u32>,
    pub offers: Vec<OfferId>,
    pub guides: Vec<GuideId>,
    pub order: Option<String>,
    pub languages: Vec<Language>,
    pub max_pages: Option<u32>,
    pub keep_at: Vec<(PlaceId, u32)>,
    /// Each once; A4 where the file says nothing.
    pub papers: Vec<PaperSize>,
    pub tear_off: bool,
    pub bleed: u32,
}
