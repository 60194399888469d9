//! The words in which opening hours are said to a reader, in the reader's language.
//!
//! In: the table `[hours]` of a theme's strings. Out: [`HoursWords`]. It does not know any language.

use serde::Deserialize;

/// Names and patterns. A pattern is a text in which names in braces stand for other texts.
///
/// Names are given as they stand in the middle of a sentence; what is said always gets a capital at its start.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HoursWords {
    /// `Monday` to `Sunday`, for lists, ranges and dates.
    pub days: [String; 7],
    /// `Mondays` to `Sundays`: every week on that day, when it is the only day.
    pub every_week: [String; 7],
    /// `January` to `December`, as they stand in a date.
    pub months: [String; 12],
    /// `first` to `fifth`, and `last`.
    pub ordinals: [String; 6],
    /// What stands between the items of a list: `, `.
    pub between: String,
    /// What stands before the last item of a list: ` and `.
    pub before_last: String,
    /// Three or more days that follow each other, with `{first}` and `{last}`.
    pub day_range: String,
    /// All seven days.
    pub every_day: String,
    /// Every other week, with `{days}`.
    pub every_other: String,
    /// A day counted in its month, with `{nth}` (one ordinal or a list of them) and `{day}`.
    pub nth_day: String,
    /// Every month, with `{days}` (days counted in their month).
    pub monthly: String,
    /// A date of this year, with `{weekday}`, `{day}` and `{month}`.
    pub day: String,
    /// A session on one date, with `{weekday}`, `{day}`, `{month}` and `{year}`.
    pub once: String,
    /// A first or last date, with `{day}`, `{month}` and `{year}`.
    pub date: String,
    /// A time on the hour, with `{hour}` (1 to 12) and `{half}`, or `{hour24}` (00 to 23).
    pub hour: String,
    /// Any other time: as `hour`, with `{minute}` (two digits).
    pub hour_and_minute: String,
    /// Before midday, for `{half}`.
    pub am: String,
    /// From midday, for `{half}`.
    pub pm: String,
    /// 12:00.
    pub midday: String,
    /// 00:00, and the end of the day.
    pub midnight: String,
    /// A session, with `{from}` and `{to}`.
    pub session: String,
    /// A session that lasts the whole day.
    pub all_day: String,
    /// Days and their times, with `{days}` and `{session}`.
    pub days_and_session: String,
    /// Every day, the whole day.
    pub always: String,
    /// For somebody who has to ask first.
    pub by_appointment: String,
    /// A rule with a first date, with `{rule}` and `{first}`.
    pub from: String,
    /// A rule with a last date, with `{rule}` and `{last}`.
    pub until: String,
    /// A rule with both, with `{rule}`, `{first}` and `{last}`.
    pub from_until: String,
    /// A rule for school terms, with `{rule}`.
    pub term_time: String,
}
