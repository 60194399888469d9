//! Entries as files: one struct a kind, whose fields stand in the order of the documentation.
//!
//! In: values that have been checked. Out: YAML that every reader of YAML takes for the same text. Text that YAML would
//! take for something else is quoted, and phone numbers always are.
//! It must not know where values come from or where files go.

use serde::Serialize;
use serde_yaml::{DoubleQuoted, FlowSeq, LitString};

/// An organisation's file.
#[derive(Debug, Default, Serialize)]
#[allow(missing_docs, reason = "the fields are those of OrganisationEntry")]
pub struct OrganisationSheet {
    pub name: String,
    pub kind: String,
    pub summary: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<LitString>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub website: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub contacts: Vec<ContactSheet>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub identifiers: Vec<IdentifierSheet>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub also_called: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub assured: Option<AssuredSheet>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
}

/// A place's file.
#[derive(Debug, Default, Serialize)]
#[allow(missing_docs, reason = "the fields are those of PlaceEntry")]
pub struct PlaceSheet {
    pub name: String,
    pub address: AddressSheet,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<LitString>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lat: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lon: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub area: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub hours: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub access: Vec<AccessSheet>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub travel: Option<String>,
    #[serde(skip_serializing_if = "is_empty")]
    pub facilities: Words,
    #[serde(skip_serializing_if = "is_empty")]
    pub languages: Words,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organisation: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub contacts: Vec<ContactSheet>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub also_called: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub assured: Option<AssuredSheet>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
}

/// An offer's file.
#[derive(Debug, Default, Serialize)]
#[allow(missing_docs, reason = "the fields are those of OfferEntry")]
pub struct OfferSheet {
    pub name: String,
    pub organisation: String,
    pub summary: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<LitString>,
    pub needs: Words,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub r#type: Option<String>,
    pub r#where: Vec<WhereSheet>,
    pub contacts: Vec<ContactSheet>,
    pub cost: CostSheet,
    pub area: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub how: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub bring: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub eligibility: Option<EligibilitySheet>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub referral: Option<ReferralSheet>,
    #[serde(skip_serializing_if = "is_empty")]
    pub r#for: Words,
    #[serde(skip_serializing_if = "is_empty")]
    pub languages: Words,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub interpretation: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub access: Vec<AccessSheet>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub starts: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ends: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub alert: Option<AlertSheet>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub also_called: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub same_as: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub assured: Option<AssuredSheet>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
}

/// Words in brackets on one line.
#[derive(Debug, Serialize)]
#[serde(transparent)]
pub struct Words(FlowSeq<Vec<String>>);

impl Words {
    /// Words in this order.
    pub fn new(words: Vec<String>) -> Self {
        Self(FlowSeq(words))
    }
}

impl Default for Words {
    fn default() -> Self {
        Self::new(Vec::new())
    }
}

fn is_empty(words: &Words) -> bool {
    words.0.0.is_empty()
}

/// A postal address.
#[derive(Debug, Default, Serialize)]
#[allow(missing_docs, reason = "the fields are those of AddressEntry")]
pub struct AddressSheet {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub lines: Vec<String>,
    pub town: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub county: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub postcode: Option<String>,
}

/// A place or a way of delivery.
#[derive(Debug, Default, Serialize)]
#[allow(missing_docs, reason = "the fields are those of WhereEntry")]
pub struct WhereSheet {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delivery: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub area: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub hours: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// A way to get in touch: exactly one of the first six.
#[derive(Debug, Default, Serialize)]
#[allow(missing_docs, reason = "the fields are those of ContactEntry")]
pub struct ContactSheet {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone: Option<DoubleQuoted<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sms: Option<DoubleQuoted<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub web: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub visit: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub post: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub hours: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

impl ContactSheet {
    /// Whether it works without the internet.
    pub fn is_offline(&self) -> bool {
        self.phone.is_some() || self.sms.is_some() || self.visit.is_some() || self.post.is_some()
    }
}

/// What it costs.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub enum CostSheet {
    /// `free` or `ask`.
    Word(&'static str),
    /// The long form.
    #[allow(missing_docs, reason = "the fields are those of CostEntry")]
    Fields {
        #[serde(skip_serializing_if = "Option::is_none")]
        free: Option<bool>,
        #[serde(skip_serializing_if = "Option::is_none")]
        amount: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        note: Option<String>,
    },
}

impl Default for CostSheet {
    fn default() -> Self {
        Self::Word("ask")
    }
}

/// Who may use it.
#[derive(Debug, Default, PartialEq, Serialize)]
#[allow(missing_docs, reason = "the fields are those of EligibilityEntry")]
pub struct EligibilitySheet {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub minimum_age: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub maximum_age: Option<u32>,
}

/// Whether people are referred.
#[derive(Debug, Serialize)]
#[allow(missing_docs, reason = "the fields are those of ReferralEntry")]
pub struct ReferralSheet {
    pub required: bool,
}

/// A help or hindrance for disabled people.
#[derive(Debug, Serialize)]
#[allow(missing_docs, reason = "the fields are those of AccessEntry")]
pub struct AccessSheet {
    pub feature: &'static str,
    pub note: String,
}

/// News.
#[derive(Debug, Serialize)]
#[allow(missing_docs, reason = "the fields are those of AlertEntry")]
pub struct AlertSheet {
    pub text: String,
}

/// When it was last made sure of.
#[derive(Debug, Serialize)]
#[allow(missing_docs, reason = "the fields are those of AssuredEntry")]
pub struct AssuredSheet {
    pub date: String,
    pub by: &'static str,
}

/// A number in a register.
#[derive(Debug, Serialize)]
#[allow(missing_docs, reason = "the fields are those of IdentifierEntry")]
pub struct IdentifierSheet {
    pub scheme: String,
    pub id: String,
}

/// An item of `topics.yaml`.
#[derive(Debug, Serialize)]
#[allow(missing_docs, reason = "the fields are those of TopicEntry")]
pub struct TopicSheet {
    pub id: String,
    pub name: String,
    pub leg: String,
}

/// An item of `areas.yaml`.
#[derive(Debug, Serialize)]
#[allow(missing_docs, reason = "the fields are those of AreaEntry")]
pub struct AreaSheet {
    pub id: String,
    pub name: String,
    pub kind: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parent: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lat: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lon: Option<f64>,
}

/// A sheet as YAML.
pub fn render<T: Serialize>(sheet: &T) -> Result<String, serde_yaml::SerializeError> {
    // Long texts stay on their line, so that an editor's tool for comparing files shows the word that changed.
    let options = serde_yaml::ser_options! { prefer_block_scalars: false };
    serde_yaml::to_string_with_options(sheet, options)
}
