//! How each kind of entry is made of a row: a pattern for each of its fields.
//!
//! In: the tables `[[organisation]]`, `[[place]]` and `[[offer]]` of a map. Out: patterns. A field that we do not have
//! is a mistake of the map. It must not know the data.

use serde::Deserialize;

use crate::import::draft::WayDraft;
use crate::import::pattern::{Pattern, Patterns, When, tables};
use crate::import::template::Path;

/// How an organisation is made of a row.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "the fields are those of OrganisationEntry")]
pub struct OrganisationMap {
    pub id: Pattern,
    #[serde(default)]
    pub when: When,
    pub each: Option<Path>,
    pub name: Pattern,
    pub kind: Option<Pattern>,
    pub summary: Option<Pattern>,
    #[serde(default)]
    pub description: Patterns,
    pub website: Option<Pattern>,
    #[serde(default, deserialize_with = "tables")]
    pub contacts: Vec<ContactMap>,
    #[serde(default)]
    pub also_called: Patterns,
    pub assured: Option<Pattern>,
}

/// How a place is made of a row.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(
    missing_docs,
    reason = "the fields are those of PlaceEntry, those of its address among them"
)]
pub struct PlaceMap {
    pub id: Pattern,
    #[serde(default)]
    pub when: When,
    pub each: Option<Path>,
    pub name: Pattern,
    #[serde(default)]
    pub lines: Patterns,
    pub town: Option<Pattern>,
    pub county: Option<Pattern>,
    pub postcode: Option<Pattern>,
    /// Whether the street must not be published.
    pub hidden: Option<Pattern>,
    #[serde(default)]
    pub description: Patterns,
    pub lat: Option<Pattern>,
    pub lon: Option<Pattern>,
    pub area: Option<Pattern>,
    #[serde(default)]
    pub hours: Patterns,
    #[serde(default)]
    pub access: Patterns,
    pub travel: Option<Pattern>,
    #[serde(default)]
    pub facilities: Patterns,
    #[serde(default)]
    pub languages: Patterns,
    pub organisation: Option<Pattern>,
    #[serde(default, deserialize_with = "tables")]
    pub contacts: Vec<ContactMap>,
    #[serde(default)]
    pub also_called: Patterns,
    pub assured: Option<Pattern>,
}

/// How an offer is made of a row.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(
    missing_docs,
    reason = "the fields are those of OfferEntry, those of its eligibility among them"
)]
pub struct OfferMap {
    pub id: Pattern,
    #[serde(default)]
    pub when: When,
    pub each: Option<Path>,
    pub name: Pattern,
    pub organisation: Option<Pattern>,
    pub summary: Option<Pattern>,
    #[serde(default)]
    pub description: Patterns,
    #[serde(default)]
    pub needs: Patterns,
    pub r#type: Option<Pattern>,
    #[serde(default, deserialize_with = "tables")]
    pub r#where: Vec<WhereMap>,
    #[serde(default, deserialize_with = "tables")]
    pub contacts: Vec<ContactMap>,
    pub cost: Option<Pattern>,
    pub cost_note: Option<Pattern>,
    pub area: Option<Pattern>,
    #[serde(default)]
    pub how: Patterns,
    #[serde(default)]
    pub bring: Patterns,
    pub eligibility: Option<Pattern>,
    pub minimum_age: Option<Pattern>,
    pub maximum_age: Option<Pattern>,
    pub referral: Option<Pattern>,
    #[serde(default)]
    pub r#for: Patterns,
    #[serde(default)]
    pub languages: Patterns,
    pub interpretation: Option<Pattern>,
    #[serde(default)]
    pub access: Patterns,
    pub starts: Option<Pattern>,
    pub ends: Option<Pattern>,
    pub status: Option<Pattern>,
    pub alert: Option<Pattern>,
    #[serde(default)]
    pub also_called: Patterns,
    #[serde(default)]
    pub same_as: Patterns,
    pub assured: Option<Pattern>,
}

/// How an item of `where` is made.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "the fields are those of WhereEntry")]
pub struct WhereMap {
    #[serde(default)]
    pub when: When,
    pub each: Option<Path>,
    pub place: Option<Pattern>,
    pub delivery: Option<Pattern>,
    pub area: Option<Pattern>,
    pub link: Option<Pattern>,
    #[serde(default)]
    pub hours: Patterns,
    pub note: Option<Pattern>,
}

/// How a contact is made; it is left out where its way is empty.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "the fields are those of ContactEntry")]
pub struct ContactMap {
    #[serde(default)]
    pub when: When,
    pub each: Option<Path>,
    pub phone: Option<Pattern>,
    pub sms: Option<Pattern>,
    pub email: Option<Pattern>,
    pub web: Option<Pattern>,
    pub visit: Option<Pattern>,
    pub post: Option<Pattern>,
    pub label: Option<Pattern>,
    pub note: Option<Pattern>,
    #[serde(default)]
    pub hours: Patterns,
}

impl ContactMap {
    /// The ways it fills, in the order of the documentation.
    pub fn ways(&self) -> impl Iterator<Item = (WayDraft, &Pattern)> {
        let ways = [
            (WayDraft::Phone, &self.phone),
            (WayDraft::Sms, &self.sms),
            (WayDraft::Email, &self.email),
            (WayDraft::Web, &self.web),
            (WayDraft::Visit, &self.visit),
            (WayDraft::Post, &self.post),
        ];
        ways.into_iter()
            .filter_map(|(way, pattern)| Some((way, pattern.as_ref()?)))
    }
}
