//! What a line of opening hours means.
//!
//! In: nothing; [`super::parse`] makes these. Out: [`Rule`] and its parts, each valid by construction.
//! It does not know how rules are written, said or exported.

use std::collections::BTreeSet;

use jiff::civil::{Date, Time, Weekday};

/// One session that repeats (or does not), as one line of opening hours gives it.
///
/// Made only by [`super::parse`], which keeps these promises: the day sets are not empty, only
/// `ByAppointment` lacks a session, `EveryOther` has a first date on one of its days, `Once` has
/// neither dates beside its own nor term time, and the last date is not before the first.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Rule {
    pub(super) when: When,
    pub(super) session: Option<Session>,
    pub(super) from: Option<Date>,
    pub(super) until: Option<Date>,
    pub(super) term_time: bool,
}

/// On which days a rule falls.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum When {
    /// No fixed time: somebody has to ask.
    ByAppointment,
    /// On one date.
    Once(Date),
    /// Every week.
    Weekly(BTreeSet<Day>),
    /// Every other week, counted from the Monday-to-Sunday week of the rule's first date.
    EveryOther(BTreeSet<Day>),
    /// Every month.
    Monthly(BTreeSet<NthDay>),
}

impl Rule {
    /// On which days the rule falls.
    pub fn when(&self) -> &When {
        &self.when
    }

    /// From when to when on each of its days; nothing for `By appointment`.
    pub fn session(&self) -> Option<Session> {
        self.session
    }

    /// The first date on which the rule may fall, if the line says one. A rule for one date starts on it.
    pub fn from(&self) -> Option<Date> {
        match self.when {
            When::Once(date) => Some(date),
            _ => self.from,
        }
    }

    /// The last date on which the rule may fall, itself included. A rule for one date ends on it.
    pub fn until(&self) -> Option<Date> {
        match self.when {
            When::Once(date) => Some(date),
            _ => self.until,
        }
    }

    /// Whether the rule only counts in school terms.
    pub fn is_term_time_only(&self) -> bool {
        self.term_time
    }

    /// The days of the week on which the rule can fall; none for `By appointment`.
    pub fn days(&self) -> BTreeSet<Day> {
        match &self.when {
            When::ByAppointment => BTreeSet::new(),
            When::Once(date) => BTreeSet::from([Day::of(*date)]),
            When::Weekly(days) | When::EveryOther(days) => days.clone(),
            When::Monthly(days) => days.iter().map(|nth_day| nth_day.day).collect(),
        }
    }

    /// Whether the rule can fall on a Saturday or a Sunday.
    pub fn is_weekend(&self) -> bool {
        self.days().iter().any(|day| matches!(day, Day::Saturday | Day::Sunday))
    }

    /// Whether the session starts at or after 17:00. A shop open from 9am to 8pm is not an evening session.
    pub fn is_evening(&self) -> bool {
        self.session.is_some_and(|session| session.opens.hour() >= 17)
    }
}

/// A stretch of one day that ends after it starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Session {
    opens: Time,
    closes: Time,
}

impl Session {
    /// The last minute of a day, which stands for midnight as an end: a civil time has no 24:00.
    pub const LAST_MINUTE: Time = Time::constant(23, 59, 0, 0);

    /// The whole day.
    pub const ALL_DAY: Self = Self {
        opens: Time::midnight(),
        closes: Self::LAST_MINUTE,
    };

    /// A session, if it ends after it starts.
    pub fn new(opens: Time, closes: Time) -> Option<Self> {
        (opens < closes).then_some(Self { opens, closes })
    }

    /// When it starts.
    pub fn opens(self) -> Time {
        self.opens
    }

    /// When it ends; [`Session::LAST_MINUTE`] if it ends at midnight.
    pub fn closes(self) -> Time {
        self.closes
    }

    /// Whether two sessions share a moment. One that starts as the other ends shares none.
    pub fn overlaps(self, other: Self) -> bool {
        self.opens < other.closes && other.opens < self.closes
    }
}

/// A day of the week, from Monday (ISO 8601).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Day {
    /// Monday.
    Monday,
    /// Tuesday.
    Tuesday,
    /// Wednesday.
    Wednesday,
    /// Thursday.
    Thursday,
    /// Friday.
    Friday,
    /// Saturday.
    Saturday,
    /// Sunday.
    Sunday,
}

impl Day {
    /// The week in order.
    pub const ALL: [Self; 7] = [
        Self::Monday,
        Self::Tuesday,
        Self::Wednesday,
        Self::Thursday,
        Self::Friday,
        Self::Saturday,
        Self::Sunday,
    ];

    /// Its first three letters, as filters name it: `mon`.
    pub fn short(self) -> &'static str {
        match self {
            Self::Monday => "mon",
            Self::Tuesday => "tue",
            Self::Wednesday => "wed",
            Self::Thursday => "thu",
            Self::Friday => "fri",
            Self::Saturday => "sat",
            Self::Sunday => "sun",
        }
    }

    /// The day of a date.
    pub fn of(date: Date) -> Self {
        match date.weekday() {
            Weekday::Monday => Self::Monday,
            Weekday::Tuesday => Self::Tuesday,
            Weekday::Wednesday => Self::Wednesday,
            Weekday::Thursday => Self::Thursday,
            Weekday::Friday => Self::Friday,
            Weekday::Saturday => Self::Saturday,
            Weekday::Sunday => Self::Sunday,
        }
    }

    /// The two letters of RFC 5545, such as `TU`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Monday => "MO",
            Self::Tuesday => "TU",
            Self::Wednesday => "WE",
            Self::Thursday => "TH",
            Self::Friday => "FR",
            Self::Saturday => "SA",
            Self::Sunday => "SU",
        }
    }

    /// The name as editors write it, such as `Tuesday`. Readers get theirs from [`super::HoursWords`].
    pub fn name(self) -> &'static str {
        match self {
            Self::Monday => "Monday",
            Self::Tuesday => "Tuesday",
            Self::Wednesday => "Wednesday",
            Self::Thursday => "Thursday",
            Self::Friday => "Friday",
            Self::Saturday => "Saturday",
            Self::Sunday => "Sunday",
        }
    }
}

/// A day counted within its month, such as the first Saturday.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct NthDay {
    /// Which of them.
    pub nth: Nth,
    /// The day of the week.
    pub day: Day,
}

/// Which of a month's Mondays, Tuesdays and so on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Nth {
    /// The first.
    First,
    /// The second.
    Second,
    /// The third.
    Third,
    /// The fourth.
    Fourth,
    /// The fifth; some months have none.
    Fifth,
    /// The last, fourth or fifth.
    Last,
}

impl Nth {
    /// All of them, the last at the end.
    pub const ALL: [Self; 6] = [
        Self::First,
        Self::Second,
        Self::Third,
        Self::Fourth,
        Self::Fifth,
        Self::Last,
    ];

    /// The number of RFC 5545: 1 to 5, or -1 for the last.
    pub fn number(self) -> i8 {
        match self {
            Self::First => 1,
            Self::Second => 2,
            Self::Third => 3,
            Self::Fourth => 4,
            Self::Fifth => 5,
            Self::Last => -1,
        }
    }

    /// The word as editors write it, in small letters.
    pub fn name(self) -> &'static str {
        match self {
            Self::First => "first",
            Self::Second => "second",
            Self::Third => "third",
            Self::Fourth => "fourth",
            Self::Fifth => "fifth",
            Self::Last => "last",
        }
    }
}

/// The first and last of three or more days that follow each other, Monday first; people say those as a range.
pub(super) fn run_of(days: &BTreeSet<Day>) -> Option<(Day, Day)> {
    let (first, last) = (*days.first()?, *days.last()?);
    let is_unbroken = last as usize - first as usize + 1 == days.len();
    (is_unbroken && days.len() >= 3).then_some((first, last))
}

/// The one day that a monthly rule counts, if it counts only one (`first and third Tuesday`).
pub(super) fn only_day_of(days: &BTreeSet<NthDay>) -> Option<Day> {
    let day = days.first()?.day;
    days.iter().all(|nth_day| nth_day.day == day).then_some(day)
}
