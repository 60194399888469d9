//! A calendar as its file says it: bank holidays, school terms.

use super::text::Line;
use crate::entry;
use crate::values::date::Date;
use crate::yaml::Node;
use crate::yaml::fields::{FromNode, Reader};

entry! {
    /// `content/calendars/<slug>.yaml`
    pub struct CalendarEntry {
        /// What it is called.
        required name: Line;
        /// What its dates are.
        required kind: CalendarKind;
        /// Single days.
        list dates: DayEntry;
        /// Spans of days.
        list terms: TermEntry;
    }
}

entry! {
    /// One day.
    pub struct DayEntry {
        /// The day.
        required date: Date;
        /// "Christmas Day"
        optional name: Line;
    }
}

entry! {
    /// A span of days, both ends included.
    pub struct TermEntry {
        /// First day.
        required from: Date;
        /// Last day.
        required to: Date;
        /// "Autumn, first half"
        optional name: Line;
    }
}

/// What a calendar's dates are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CalendarKind {
    /// Days on which `closed: [bank holidays]` closes.
    BankHolidays,
    /// Spans in which `term time only` runs.
    SchoolTerms,
}

impl FromNode for CalendarKind {
    const WANTED: &'static str = "`bank-holidays` or `school-terms`";

    fn from_node(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        reader.word(
            node,
            Self::WANTED,
            &[
                ("bank-holidays", Self::BankHolidays),
                ("school-terms", Self::SchoolTerms),
            ],
        )
    }
}
