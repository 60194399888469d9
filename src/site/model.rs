//! What things are once every name is looked up. Ids are positions in the lists of [`super::Site`].

use std::sync::Arc;

use crate::content::{
    AreaKind, Booking, Delivery, Entry, EveryOffer, Facility, LeafletFormat, Leg, OfferType, OrganisationKind, Status,
};
use crate::diagnostics::Location;
use crate::markdown::Document;
use crate::source::Source;
use crate::values::date::{Date, Period};
use crate::values::email::Email;
use crate::values::hours::Rule;
use crate::values::language::Language;
use crate::values::money::Money;
use crate::values::phone::Phone;
use crate::values::slug::Slug;
use crate::values::web_address::WebAddress;

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
        Self { source: entry.source.clone(), within: entry.within.clone() }
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

/// A postal address.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "the fields are those of AddressEntry")]
pub struct Address {
    pub lines: Vec<String>,
    pub town: String,
    pub county: Option<String>,
    pub postcode: Option<String>,
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
    pub also_called: Vec<String>,
    pub pledges: Vec<PledgeId>,
    pub same_as: Vec<String>,
    pub not_same_as: Vec<Slug>,
    pub assured: Assured,
    pub was: Vec<Slug>,
    pub translations: Vec<Translation>,
}

/// An offer at a place.
#[derive(Debug, Clone)]
pub struct AtPlace {
    /// The place.
    pub place: PlaceId,
    /// When. `None`: nobody has said.
    pub hours: Option<Vec<Rule>>,
    /// Whether these are simply the opening hours of the place.
    pub hours_of_place: bool,
    /// When not, beyond the place's own closures.
    pub closed: Closures,
    /// "Ask at the desk."
    pub note: Option<String>,
}

/// An offer that comes to people.
#[derive(Debug, Clone)]
pub struct ByDelivery {
    /// In which form.
    pub delivery: Delivery,
    /// How far it goes; the offer's area if left out.
    pub area: Option<AreaId>,
    /// For `online`.
    pub link: Option<WebAddress>,
    /// When. `None`: nobody has said.
    pub hours: Option<Vec<Rule>>,
    /// When not.
    pub closed: Closures,
    /// More about it.
    pub note: Option<String>,
}

/// When something is closed although its hours say otherwise.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Closures {
    /// On bank holidays.
    pub bank_holidays: bool,
    /// From one day to another, with the reason.
    pub dates: Vec<(Date, Date, Option<String>)>,
}

/// One way to reach somebody.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "the fields are those of ContactEntry")]
pub struct Contact {
    pub way: Way,
    pub label: Option<String>,
    pub best: bool,
    pub hours: Option<Vec<Rule>>,
    pub note: Option<String>,
}

/// How somebody is reached.
#[derive(Debug, Clone, PartialEq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Way {
    Phone(Phone),
    Sms(Phone),
    Email(Email),
    Web(WebAddress),
    Visit(PlaceId),
    Post(String),
}

impl Way {
    /// Whether it works without the internet.
    pub fn is_offline(&self) -> bool {
        matches!(self, Self::Phone(_) | Self::Sms(_) | Self::Visit(_) | Self::Post(_))
    }
}

/// What it costs.
#[derive(Debug, Clone, PartialEq)]
#[allow(missing_docs, reason = "the fields are those of CostEntry")]
pub enum Cost {
    Free { note: Option<String> },
    Ask { note: Option<String> },
    Amount { amount: Money, note: Option<String>, waiver: bool },
}

/// A help or hindrance for disabled people.
#[derive(Debug, Clone, PartialEq)]
#[allow(missing_docs, reason = "the fields are those of AccessEntry")]
pub struct Access {
    pub feature: Slug,
    pub note: Option<String>,
}

/// Who may use it.
#[derive(Debug, Clone, PartialEq)]
#[allow(missing_docs, reason = "the fields are those of EligibilityEntry")]
pub struct Eligibility {
    pub text: Option<String>,
    pub minimum_age: Option<u32>,
    pub maximum_age: Option<u32>,
}

/// Whether and by whom people are referred.
#[derive(Debug, Clone, PartialEq)]
#[allow(missing_docs, reason = "the fields are those of ReferralEntry")]
pub struct Referral {
    pub required: bool,
    pub who: Vec<Slug>,
    pub how: Option<String>,
}

/// How many there are.
#[derive(Debug, Clone, PartialEq)]
#[allow(missing_docs, reason = "the fields are those of CapacityEntry")]
pub struct Capacity {
    pub unit: String,
    pub available: u32,
    pub updated: Date,
}

/// When somebody last made sure of an entry.
#[derive(Debug, Clone, PartialEq)]
pub struct Assured {
    /// The day.
    pub date: Date,
    /// The team or role.
    pub by: String,
}

/// How long ago somebody made sure of an entry, against its review period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Freshness {
    /// Within the period.
    Fresh,
    /// Past the period, within the grace.
    Due,
    /// Past the grace: the page says so, and the entry leaves print and the top of the search.
    Overdue,
}

/// News that matters until a day.
#[derive(Debug, Clone, PartialEq)]
#[allow(missing_docs, reason = "the fields are those of AlertEntry")]
pub struct Alert {
    pub text: String,
    pub until: Option<Date>,
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
}

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
