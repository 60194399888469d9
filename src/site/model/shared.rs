//! The parts that several things share: where, when, how to reach somebody, what it costs, who may use it.

use super::{AreaId, PlaceId};
use crate::content::Delivery;
use crate::values::date::Date;
use crate::values::email::Email;
use crate::values::hours::Rule;
use crate::values::money::Money;
use crate::values::phone::Phone;
use crate::values::slug::Slug;
use crate::values::web_address::WebAddress;

/// A postal address.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "the fields are those of AddressEntry")]
pub struct Address {
    pub lines: Vec<String>,
    pub town: String,
    pub county: Option<String>,
    pub postcode: Option<String>,
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
    Free {
        note: Option<String>,
    },
    Ask {
        note: Option<String>,
    },
    Amount {
        amount: Money,
        note: Option<String>,
        waiver: bool,
    },
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
