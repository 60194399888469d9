//! An offer as its file says it: HSDS `service` together with its `service_at_location`.

use super::shared::{AccessEntry, AlertEntry, AssuredEntry, ClosedEntry, ContactEntry, HoursEntry};
use super::text::{Line, Prose, Summary};
use crate::entry;
use crate::values::date::Date;
use crate::values::language::Language;
use crate::values::money::Money;
use crate::values::slug::Slug;
use crate::values::web_address::WebAddress;
use crate::yaml::fields::{FromNode, Reader};
use crate::yaml::{Kind, Node};

entry! {
    /// `content/offers/<slug>.yaml`. Names of Open Referral are taken as well.
    pub struct OfferEntry {
        /// What it is called.
        required name: Line;
        /// The slug of who runs it.
        required organisation: Slug, also "organization";
        /// What it is, in at most 160 characters.
        required summary: Summary;
        /// More, on the page only.
        optional description: Prose;
        /// Slugs of the topics it helps with.
        some needs: Slug, also "topics";
        /// What sort of help.
        optional r#type: OfferType, called "type";
        /// Places and other ways of delivery.
        some r#where: WhereEntry, called "where", also "locations";
        /// How to get in touch.
        some contacts: ContactEntry;
        /// What it costs.
        required cost: CostEntry, also "fees_description";
        /// The slug of the area whose people may use it.
        required area: Slug, also "service_area";
        /// The steps, in order.
        list how: Line, also "application_process";
        /// What to bring along.
        list bring: Line, also "required_documents";
        /// Who may use it.
        optional eligibility: EligibilityEntry;
        /// Whether somebody must refer you.
        optional referral: ReferralEntry;
        /// Whether to book.
        optional booking: Booking;
        /// Groups it is for.
        list r#for: Slug, called "for";
        /// Languages spoken.
        list languages: Language;
        /// How to get an interpreter.
        optional interpretation: Line, also "interpretation_services";
        /// Access for disabled people, beyond that of the place.
        list access: AccessEntry, also "accessibility";
        /// How many there are.
        optional capacity: CapacityEntry;
        /// First day.
        optional starts: Date;
        /// Last day.
        optional ends: Date;
        /// Whether it runs.
        optional status: Status;
        /// News.
        optional alert: AlertEntry;
        /// What people say who need it, before they know that it exists; searched, not shown.
        list plain: Line;
        /// Words people use for it; searched, not shown.
        list also_called: Line, also "alternate_name";
        /// Pledges of the charter it helps to keep.
        list pledges: Slug;
        /// Whether somebody may be in danger who is seen to read it: its page has a link to leave fast, if `site.toml`
        /// says where to, and is never kept on a list.
        optional sensitive: bool;
        /// The same thing in other directories.
        list same_as: Line;
        /// Entries it only looks like.
        list not_same_as: Slug;
        /// Who looks after the file.
        optional owner: Line;
        /// When it was last made sure of.
        required assured: AssuredEntry;
        /// Old slugs.
        list was: Slug;
        /// What an importer could not place; for editors, never shown.
        list notes: Line;
    }
}

entry! {
    /// One way in which the offer reaches people: at a place, or by a form of delivery.
    pub struct WhereEntry {
        /// The slug of a place.
        optional place: Slug, also "location";
        /// Another way.
        optional delivery: Delivery;
        /// Where the delivery goes.
        optional area: Slug;
        /// For `online`.
        optional link: WebAddress, also "url";
        /// When.
        optional hours: HoursEntry, also "schedules";
        /// When not.
        list closed: ClosedEntry;
        /// "Ask at the desk."
        optional note: Line;
    }
}

entry! {
    /// Who may use it (HSDS `eligibility_description`, `minimum_age`, `maximum_age`).
    pub struct EligibilityEntry {
        /// In words.
        optional text: Line, also "eligibility_description";
        /// In years.
        optional minimum_age: u32;
        /// In years.
        optional maximum_age: u32;
    }
}

entry! {
    /// Whether and by whom people are referred.
    pub struct ReferralEntry {
        /// Whether it works only with a referral.
        required required: bool;
        /// Who can refer.
        list who: Slug;
        /// How.
        optional how: Line;
    }
}

entry! {
    /// How many there are (HSDS `service_capacity`).
    pub struct CapacityEntry {
        /// Of what.
        required unit: Line;
        /// How many are free.
        required available: u32;
        /// As of when.
        required updated: Date;
    }
}

/// What sort of help an offer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "the names say it")]
pub enum OfferType {
    DeviceLoan,
    DeviceGift,
    Repair,
    FreeSim,
    SocialTariff,
    PublicWifi,
    PublicComputer,
    SkillsSession,
    OneToOne,
    Helpline,
    AssistedDigital,
    Other,
}

impl OfferType {
    /// Every type with its word, in the order of the documentation.
    pub const WORDS: [(&'static str, Self); 12] = [
        ("device-loan", Self::DeviceLoan),
        ("device-gift", Self::DeviceGift),
        ("repair", Self::Repair),
        ("free-sim", Self::FreeSim),
        ("social-tariff", Self::SocialTariff),
        ("public-wifi", Self::PublicWifi),
        ("public-computer", Self::PublicComputer),
        ("skills-session", Self::SkillsSession),
        ("one-to-one", Self::OneToOne),
        ("helpline", Self::Helpline),
        ("assisted-digital", Self::AssistedDigital),
        ("other", Self::Other),
    ];

    /// The word editors write.
    pub fn word(self) -> &'static str {
        word_of(&Self::WORDS, self)
    }
}

impl FromNode for OfferType {
    const WANTED: &'static str = "the type of help, like `device-loan`";

    fn from_node(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        reader.word(node, Self::WANTED, &Self::WORDS)
    }
}

/// How help comes when people do not go to a place for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Delivery {
    HomeVisit,
    Phone,
    Online,
    Post,
}

impl Delivery {
    /// Every form with its word.
    pub const WORDS: [(&'static str, Self); 4] = [
        ("home-visit", Self::HomeVisit),
        ("phone", Self::Phone),
        ("online", Self::Online),
        ("post", Self::Post),
    ];

    /// The word editors write.
    pub fn word(self) -> &'static str {
        word_of(&Self::WORDS, self)
    }
}

impl FromNode for Delivery {
    const WANTED: &'static str = "`home-visit`, `phone`, `online` or `post`";

    fn from_node(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        reader.word(node, Self::WANTED, &Self::WORDS)
    }
}

/// What it costs (HSDS `cost_option`).
#[derive(Debug, Clone, PartialEq)]
pub enum CostEntry {
    /// Nothing.
    Free {
        /// "Refreshments 50p"
        note: Option<Line>,
    },
    /// Nobody has said; people must ask.
    Ask {
        /// What is known.
        note: Option<Line>,
    },
    /// This much.
    Amount {
        /// How much.
        amount: Money,
        /// "Ask if you cannot pay."
        note: Option<Line>,
        /// Whether it can be waived.
        waiver: bool,
    },
}

entry! {
    struct CostFields {
        optional free: bool;
        optional amount: Money;
        optional note: Line, also "amount_description";
        optional waiver: bool;
    }
}

impl FromNode for CostEntry {
    const WANTED: &'static str = "`free`, `ask`, or an amount like {amount: 20}";

    fn from_node(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        match &node.kind {
            Kind::Text(text) => {
                match text.trim().to_lowercase().as_str() {
                    "free" => Some(Self::Free { note: None }),
                    "ask" | "unknown" => Some(Self::Ask { note: None }),
                    _ => {
                        let help = Some("write `free`, `ask`, or an amount with a note: {amount: 20, note: \"Ask if you cannot pay.\"}".into());
                        let amount = match Money::parse(text.trim()) {
                            Ok(amount) => amount,
                            Err(mistake) => {
                                reader.error("bad-cost", node.place, mistake.message, help);
                                return None;
                            }
                        };
                        Some(Self::Amount {
                            amount,
                            note: None,
                            waiver: false,
                        })
                    }
                }
            }
            _ => {
                let CostFields {
                    free,
                    amount,
                    note,
                    waiver,
                } = CostFields::from_node(node, reader)?;
                match (free.unwrap_or(false), amount) {
                    (true, Some(amount)) => {
                        let message = format!("it cannot be free and cost {amount}");
                        reader.error(
                            "free-with-amount",
                            node.place,
                            message,
                            Some("take out `free` or `amount`".into()),
                        );
                        None
                    }
                    (true, None) => Some(Self::Free { note }),
                    (false, Some(amount)) => Some(Self::Amount {
                        amount,
                        note,
                        waiver: waiver.unwrap_or(false),
                    }),
                    (false, None) => Some(Self::Ask { note }),
                }
            }
        }
    }
}

/// Whether people must book.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Booking {
    None,
    Advised,
    Required,
}

impl Booking {
    /// Every answer with its word.
    pub const WORDS: [(&'static str, Self); 3] = [
        ("none", Self::None),
        ("advised", Self::Advised),
        ("required", Self::Required),
    ];

    /// The word editors write.
    pub fn word(self) -> &'static str {
        word_of(&Self::WORDS, self)
    }
}

impl FromNode for Booking {
    const WANTED: &'static str = "`none`, `advised` or `required`";

    fn from_node(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        reader.word(node, Self::WANTED, &Self::WORDS)
    }
}

/// Whether the offer runs (the four values of HSDS `service.status`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Status {
    Active,
    TemporarilyClosed,
    Inactive,
    Defunct,
}

impl Status {
    /// Every status with its words.
    pub const WORDS: [(&'static str, Self); 4] = [
        ("active", Self::Active),
        ("temporarily closed", Self::TemporarilyClosed),
        ("inactive", Self::Inactive),
        ("defunct", Self::Defunct),
    ];

    /// The words editors write.
    pub fn word(self) -> &'static str {
        word_of(&Self::WORDS, self)
    }
}

impl FromNode for Status {
    const WANTED: &'static str = "`active`, `temporarily closed`, `inactive` or `defunct`";

    fn from_node(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        reader.word(node, Self::WANTED, &Self::WORDS)
    }
}

/// The word of a value in its list; every value is in its list.
pub(super) fn word_of<T: PartialEq>(words: &[(&'static str, T)], value: T) -> &'static str {
    words.iter().find(|(_, one)| *one == value).map_or("", |(word, _)| word)
}
