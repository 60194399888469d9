//! A place as its file says it (HSDS `location`).

use super::offer::word_of;
use super::shared::{AccessEntry, AlertEntry, AssuredEntry, ClosedEntry, ContactEntry, HoursEntry};
use super::text::{Line, Prose};
use crate::entry;
use crate::values::language::Language;
use crate::values::postcode::Postcode;
use crate::values::slug::Slug;
use crate::yaml::Node;
use crate::yaml::fields::{FromNode, Reader};

entry! {
    /// `content/places/<slug>.yaml`
    pub struct PlaceEntry {
        /// What it is called.
        required name: Line;
        /// Where it stands.
        required address: AddressEntry;
        /// More, on its page only.
        optional description: Prose;
        /// Latitude in degrees, WGS 84.
        optional lat: f64, also "latitude";
        /// Longitude in degrees, WGS 84.
        optional lon: f64, also "longitude";
        /// The area it lies in; found from the nearest area when it is left out.
        optional area: Slug;
        /// When it is open.
        optional hours: HoursEntry, also "schedules";
        /// When it is not.
        list closed: ClosedEntry;
        /// Access for disabled people.
        list access: AccessEntry, also "accessibility";
        /// How to get there.
        optional travel: Line, also "transportation";
        /// What is there.
        list facilities: Facility;
        /// Languages spoken.
        list languages: Language;
        /// Who runs it.
        optional organisation: Slug, also "organization";
        /// How to reach it.
        list contacts: ContactEntry;
        /// News.
        optional alert: AlertEntry;
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

entry! {
    /// A postal address (HSDS `address`).
    pub struct AddressEntry {
        /// Everything before the town.
        list lines: Line, also "address_1";
        /// The post town.
        required town: Line, also "city";
        /// The county.
        optional county: Line, also "state_province";
        /// The postcode; other countries' codes are written as they are there.
        optional postcode: PostalCode, also "postal_code";
    }
}

/// A postcode of the United Kingdom, or another country's code as it is written there.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum PostalCode {
    /// Checked for its form.
    Uk(Postcode),
    /// Five digits, with four more behind a hyphen or without (a ZIP code).
    Zip(String),
}

impl std::fmt::Display for PostalCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Uk(postcode) => postcode.fmt(f),
            Self::Zip(code) => f.write_str(code),
        }
    }
}

impl FromNode for PostalCode {
    const WANTED: &'static str = Postcode::WANTED;

    fn from_node(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        reader.value(node, "bad-postcode", Self::WANTED, |text| {
            let digits = text.split('-').map(str::len).collect::<Vec<_>>();
            let numeric = text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
            if numeric && (digits == [5] || digits == [5, 4]) {
                Ok(Self::Zip(text.to_owned()))
            } else {
                Postcode::parse(text).map(Self::Uk)
            }
        })
    }
}

/// What people can use at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Facility {
    PublicComputers,
    FreeWifi,
    Printing,
    Charging,
}

impl Facility {
    /// Every facility with its word.
    pub const WORDS: [(&'static str, Self); 4] = [
        ("public-computers", Self::PublicComputers),
        ("free-wifi", Self::FreeWifi),
        ("printing", Self::Printing),
        ("charging", Self::Charging),
    ];

    /// The word editors write.
    pub fn word(self) -> &'static str {
        word_of(&Self::WORDS, self)
    }
}

impl FromNode for Facility {
    const WANTED: &'static str = "a facility, like `free-wifi`";

    fn from_node(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        reader.word(node, Self::WANTED, &Self::WORDS)
    }
}
