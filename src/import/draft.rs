//! What a record says of one thing, before anybody has looked whether it is sound.
//!
//! In: nothing; each reader of a format makes drafts. Out: [`Drafts`] for [`super::finish`].
//! Every text is as the data has it. It must not know formats, entries or the disk.

use std::sync::Arc;

/// A record's place in the data, for the person who looks it up there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// The file's name.
    pub file: Arc<str>,
    /// In a table the row as a spreadsheet counts it (the first below the headings is 2), in JSON the item from 1.
    pub row: usize,
}

/// Something the importer could not use, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowNote {
    /// The file's name.
    pub file: String,
    /// The row, as [`Origin::row`] counts.
    pub row: usize,
    /// The field it was meant for; empty where it is about the row as a whole.
    pub field: String,
    /// What the data says, at most [`RowNote::LONGEST`] characters.
    pub text: String,
    /// Why it was not used, one sentence without a full stop.
    pub why: String,
}

impl RowNote {
    /// The most characters of a record's text that a note repeats.
    pub const LONGEST: usize = 300;

    /// A note about a row.
    pub fn new(origin: &Origin, field: &str, text: &str, why: impl Into<String>) -> Self {
        Self {
            file: origin.file.to_string(),
            row: origin.row,
            field: field.to_owned(),
            text: super::text::shortened(&super::text::line(text), Self::LONGEST),
            why: why.into(),
        }
    }
}

/// One thing with the id it has in the data.
#[derive(Debug, Clone)]
pub struct Draft<T> {
    /// Unique among the things of its kind in its source; never empty.
    pub id: String,
    /// Where it stands.
    pub origin: Origin,
    /// What is said of it.
    pub says: T,
}

/// Everything in the data, in its order.
#[derive(Debug, Default)]
#[allow(missing_docs, reason = "the names say it")]
pub struct Drafts {
    pub organisations: Vec<Draft<OrganisationDraft>>,
    pub places: Vec<Draft<PlaceDraft>>,
    pub offers: Vec<Draft<OfferDraft>>,
}

/// An organisation. An empty text is one that nobody gave; so for all drafts.
#[derive(Debug, Clone, Default, PartialEq)]
#[allow(missing_docs, reason = "the fields are those of OrganisationEntry")]
pub struct OrganisationDraft {
    pub name: String,
    pub kind: String,
    pub summary: String,
    pub description: String,
    pub website: String,
    pub contacts: Vec<ContactDraft>,
    pub identifiers: Vec<(String, String)>,
    pub also_called: Vec<String>,
    pub assured: String,
}

/// A place.
#[derive(Debug, Clone, Default, PartialEq)]
#[allow(missing_docs, reason = "the fields are those of PlaceEntry")]
pub struct PlaceDraft {
    pub name: String,
    pub lines: Vec<String>,
    pub town: String,
    pub county: String,
    pub postcode: String,
    /// The address is not to be published: the street, the postcode and the position stay out.
    pub hidden: bool,
    pub description: String,
    pub lat: String,
    pub lon: String,
    pub area: String,
    pub hours: Vec<HoursDraft>,
    pub access: Vec<String>,
    pub travel: String,
    pub facilities: Vec<String>,
    pub languages: Vec<String>,
    /// The id of an organisation in the data, or the slug of one that is there.
    pub organisation: String,
    pub contacts: Vec<ContactDraft>,
    pub also_called: Vec<String>,
    pub assured: String,
}

/// An offer.
#[derive(Debug, Clone, Default, PartialEq)]
#[allow(missing_docs, reason = "the fields are those of OfferEntry")]
pub struct OfferDraft {
    pub name: String,
    /// As for a place.
    pub organisation: String,
    pub summary: String,
    pub description: String,
    pub needs: Vec<String>,
    pub kind: String,
    pub wheres: Vec<WhereDraft>,
    pub contacts: Vec<ContactDraft>,
    pub cost: CostDraft,
    pub area: String,
    pub how: Vec<String>,
    pub bring: Vec<String>,
    pub eligibility: String,
    pub minimum_age: String,
    pub maximum_age: String,
    /// Whether a referral is needed; empty where nobody has said.
    pub referral: String,
    pub groups: Vec<String>,
    pub languages: Vec<String>,
    pub interpretation: String,
    pub access: Vec<String>,
    pub starts: String,
    pub ends: String,
    pub status: String,
    pub alert: String,
    pub also_called: Vec<String>,
    pub same_as: Vec<String>,
    pub assured: String,
}

/// A place or a way of delivery.
#[derive(Debug, Clone, Default, PartialEq)]
#[allow(missing_docs, reason = "the fields are those of WhereEntry")]
pub struct WhereDraft {
    /// The id of a place in the data, or the slug of one that is there.
    pub place: String,
    pub delivery: String,
    pub area: String,
    pub link: String,
    pub hours: Vec<HoursDraft>,
    pub note: String,
}

/// A text about opening hours. Two are equal that say the same, wherever they stand.
#[derive(Debug, Clone)]
pub struct HoursDraft {
    /// What is said.
    pub text: String,
    /// The row it stands in.
    pub origin: Origin,
    /// Why no line can say it, where that is known already.
    pub why_not: Option<String>,
}

impl PartialEq for HoursDraft {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text && self.why_not == other.why_not
    }
}

/// A way to get in touch. Two are equal that say the same, wherever they stand.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "the fields are those of ContactEntry")]
pub struct ContactDraft {
    pub way: WayDraft,
    pub text: String,
    pub label: String,
    pub note: String,
    pub hours: Vec<HoursDraft>,
    /// The row it stands in.
    pub origin: Origin,
}

impl PartialEq for ContactDraft {
    fn eq(&self, other: &Self) -> bool {
        let words = |contact: &Self| (contact.text.clone(), contact.label.clone(), contact.note.clone());
        self.way == other.way && words(self) == words(other) && self.hours == other.hours
    }
}

/// Which field of a contact a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum WayDraft {
    Phone,
    Sms,
    Email,
    Web,
    /// The id of a place.
    Visit,
    Post,
}

impl WayDraft {
    /// The name of the field.
    pub fn field(self) -> &'static str {
        match self {
            Self::Phone => "phone",
            Self::Sms => "sms",
            Self::Email => "email",
            Self::Web => "web",
            Self::Visit => "visit",
            Self::Post => "post",
        }
    }
}

/// What it costs.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CostDraft {
    /// `free`, `ask`, an amount in pounds, or words.
    pub text: String,
    /// More about it.
    pub note: String,
}
