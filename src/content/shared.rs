//! Groups of fields that several kinds share: contacts, hours, closures, access notes, who checked it and when.

use super::text::Line;
use crate::entry;
use crate::values::date::Date;
use crate::values::email::Email;
use crate::values::hours::{self, Rule};
use crate::values::phone::Phone;
use crate::values::slug::Slug;
use crate::values::web_address::WebAddress;
use crate::yaml::fields::{FromNode, Reader};
use crate::yaml::{Kind, Node};

entry! {
    /// One way to reach somebody (HSDS `contact` and `phone`). Exactly one of phone, sms, email, web, visit and post.
    pub struct ContactEntry {
        /// A number to ring.
        optional phone: Phone, also "number";
        /// A number for text messages.
        optional sms: Phone, also "text";
        /// An email address.
        optional email: Email;
        /// A web page or form.
        optional web: WebAddress, also "url" | "link";
        /// The slug of a place to go to.
        optional visit: Slug;
        /// A postal address on one line.
        optional post: Line;
        /// Who or what answers: "Library enquiries".
        optional label: Line, also "name" | "department";
        /// The one to try first.
        optional best: bool;
        /// When it is answered.
        optional hours: HoursEntry;
        /// "Just turn up."
        optional note: Line, also "description";
    }
}

/// Opening hours: lines of the opening-hours language, or those of the place.
#[derive(Debug, Clone, PartialEq)]
pub enum HoursEntry {
    /// `at place`
    AtPlace,
    /// What the lines mean, in their order.
    Rules(Vec<Rule>),
}

impl FromNode for HoursEntry {
    const WANTED: &'static str = "opening hours, like `Tuesdays 10:00-12:00`";

    fn from_node(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        if let Kind::Text(text) = &node.kind {
            let said = text.trim().to_lowercase();
            if matches!(said.as_str(), "at place" | "at the place" | "place") {
                return Some(Self::AtPlace);
            }
        }
        let lines: Vec<HoursLine> = Vec::from_node(node, reader)?;
        Some(Self::Rules(lines.into_iter().flat_map(|line| line.0).collect()))
    }
}

/// One line of the language, which can mean several rules.
struct HoursLine(Vec<Rule>);

impl FromNode for HoursLine {
    const WANTED: &'static str = HoursEntry::WANTED;

    fn from_node(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        reader.value(node, "bad-hours", Self::WANTED, hours::parse).map(Self)
    }
}

/// When something is closed although its hours say otherwise.
#[derive(Debug, Clone, PartialEq)]
pub enum ClosedEntry {
    /// On the bank holidays of the site's calendar.
    BankHolidays,
    /// From one day to another, both included.
    Dates {
        /// First day.
        from: Date,
        /// Last day.
        to: Date,
        /// "Christmas"
        because: Option<Line>,
    },
}

entry! {
    struct ClosedDates {
        required from: Date;
        optional to: Date;
        optional because: Line, also "reason";
    }
}

impl FromNode for ClosedEntry {
    const WANTED: &'static str = "`bank holidays`, a date, or {from: 2026-12-24, to: 2027-01-02, because: Christmas}";

    fn from_node(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        match &node.kind {
            Kind::Text(text) if matches!(text.trim().to_lowercase().as_str(), "bank holidays" | "bank holiday") => {
                Some(Self::BankHolidays)
            }
            Kind::Map(_) => {
                let ClosedDates { from, to, because } = ClosedDates::from_node(node, reader)?;
                let to = to.unwrap_or(from);
                if to < from {
                    reader.error(
                        "closed-backwards",
                        node.place,
                        format!("the closure ends on {to}, before it starts on {from}"),
                        Some("swap the two dates".into()),
                    );
                    return None;
                }
                Some(Self::Dates { from, to, because })
            }
            _ => {
                let from = Date::from_node(node, reader)?;
                Some(Self::Dates {
                    from,
                    to: from,
                    because: None,
                })
            }
        }
    }
}

entry! {
    /// A help or hindrance for disabled people (HSDS `accessibility`).
    pub struct AccessEntry {
        /// `step-free`, `hearing-loop`, …; the theme's strings say it in words.
        required feature: Slug;
        /// "At the desk."
        optional note: Line;
    }
}

entry! {
    /// When somebody last made sure that the entry is true (HSDS `assured_date`, `assurer_email` as a team's name).
    pub struct AssuredEntry {
        /// The day.
        required date: Date;
        /// The team or role, never a person's private address.
        required by: Line;
    }
}

entry! {
    /// News that matters until a day.
    pub struct AlertEntry {
        /// One sentence.
        required text: Line;
        /// The last day it is shown.
        optional until: Date;
    }
}

entry! {
    /// A number in somebody's register (HSDS `organization_identifier`).
    pub struct IdentifierEntry {
        /// `GB-CHC` (org-id.guide) or the register's name.
        required scheme: Line, also "identifier_scheme";
        /// The number there.
        required id: Line, also "identifier";
    }
}
