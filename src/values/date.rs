//! A day, and a length of time counted in days, weeks, months or years.
//!
//! In: `2026-05-11` or `11 May 2026`; `12 months`. Out: a [`Date`] that counts and says itself in the
//! words of a language, and a [`Period`]. It must not know what day it is today.

use std::fmt;

use jiff::{SignedDuration, Span, civil};
use serde::{Deserialize, Serialize, Serializer};

use super::Mistake;

/// A day of the civil calendar, from 1 January 1900 to 31 December 2200.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Date(civil::Date);

/// The words a language says a date with; a theme's file of strings holds one for each language.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct DateWords {
    /// January to December, as they stand in a date.
    pub months: [String; 12],
    /// The order of the parts: `{day} {month} {year}`.
    pub pattern: String,
}

/// Nothing that reads as a date is longer than `30th of September 2026` and a few spaces.
const LONGEST: usize = 40;

const FIRST_YEAR: i16 = 1900;
const LAST_YEAR: i16 = 2200;
const FIRST_DAY: civil::Date = civil::date(FIRST_YEAR, 1, 1);
const LAST_DAY: civil::Date = civil::date(LAST_YEAR, 12, 31);
const MOST_DAYS: i64 = 366 * (LAST_YEAR - FIRST_YEAR + 1) as i64;

/// British English, for reading what editors write and for messages to them.
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

const HELP: &str = "write the year, the month and the day, such as `2026-05-11`, or `11 May 2026`";

impl Date {
    /// Reads `2026-05-11` (ISO 8601) or `11 May 2026`.
    ///
    /// # Errors
    /// Refuses what two readers would read as two days (`11/05/2026`) and names both; refuses days that are
    /// not in the calendar.
    pub fn parse(text: &str) -> Result<Self, Mistake> {
        let text = text.trim();
        if text.is_empty() {
            return Err(Mistake::with_help("a date is missing here", HELP));
        }
        if text.chars().count() > LONGEST {
            return Err(Mistake::with_help("this is too long to be a date", HELP));
        }
        if let Some((year, month, day)) = iso_numbers(text) {
            let date = existing(text, year, month, day)?;
            return if date.to_string() == text {
                Ok(date)
            } else {
                Err(Mistake::with_help(
                    format!("`{text}` is not written in full"),
                    format!("write `{date}`"),
                ))
            };
        }
        if let Some((year, month, day)) = worded_numbers(text) {
            return existing(text, year, month, day);
        }
        if let Some((first, second, year)) = slashed_numbers(text) {
            return Err(two_readings(text, first, second, year));
        }
        Err(Mistake::with_help(format!("`{text}` is not a date"), HELP))
    }

    /// A day by its numbers (month and day from 1), if there is one from 1900 to 2200.
    pub fn from_ymd(year: i16, month: i8, day: i8) -> Option<Self> {
        let is_in_range = (FIRST_YEAR..=LAST_YEAR).contains(&year);
        civil::Date::new(year, month, day)
            .ok()
            .filter(|_| is_in_range)
            .map(Self)
    }

    /// The day for the calendar library.
    pub fn as_civil(self) -> civil::Date {
        self.0
    }

    /// How many days this day is after the other; negative when it is before.
    pub fn days_since(self, other: Self) -> i64 {
        self.0.duration_since(other.0).as_hours() / 24
    }

    /// The day so many days later, or earlier when negative; at most the first or last day there is.
    #[must_use]
    pub fn plus_days(self, days: i64) -> Self {
        // No more days than this lie between two days, and the library cannot count without end.
        let hours = days.clamp(-MOST_DAYS, MOST_DAYS) * 24;
        let later = self.0.saturating_add(SignedDuration::from_hours(hours));
        Self(later.clamp(FIRST_DAY, LAST_DAY))
    }

    /// The day in the words of a language: `11 May 2026`.
    pub fn say(self, words: &DateWords) -> String {
        let month = usize::try_from(self.0.month().saturating_sub(1))
            .ok()
            .and_then(|index| words.months.get(index));
        words
            .pattern
            .replace("{day}", &self.0.day().to_string())
            .replace("{month}", month.map_or("", String::as_str))
            .replace("{year}", &self.0.year().to_string())
    }
}

/// The day in ISO 8601: `2026-05-11`.
impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

fn existing(text: &str, year: i16, month: i8, day: i8) -> Result<Date, Mistake> {
    if !(FIRST_YEAR..=LAST_YEAR).contains(&year) {
        return Err(Mistake::new(format!(
            "`{text}` is not between the years {FIRST_YEAR} and {LAST_YEAR}"
        )));
    }
    let Some(month_name) = name_of(month) else {
        return Err(Mistake::with_help(
            format!("`{text}` has {month} for its month, and there are only 12"),
            HELP,
        ));
    };
    Date::from_ymd(year, month, day).ok_or_else(|| {
        let last = civil::Date::new(year, month, 1).map_or(31, civil::Date::days_in_month);
        Mistake::with_help(
            format!("`{text}` is not a day in the calendar"),
            format!("{month_name} {year} has {last} days"),
        )
    })
}

fn name_of(month: i8) -> Option<&'static str> {
    usize::try_from(month)
        .ok()?
        .checked_sub(1)
        .and_then(|index| MONTHS.get(index))
        .copied()
}

/// Year, month and day of `2026-05-11`, or of `2026-5-11` so that the full form can be offered.
fn iso_numbers(text: &str) -> Option<(i16, i8, i8)> {
    let (year, month, day) = three_parts(text, '-')?;
    (year.len() == 4).then_some((number(year)?, number(month)?, number(day)?))
}

/// The three numbers of `11/05/2026`, `11.05.2026` or `11-05-2026`.
fn slashed_numbers(text: &str) -> Option<(i8, i8, i16)> {
    let (first, second, year) = ['/', '.', '-']
        .iter()
        .find_map(|separator| three_parts(text, *separator))?;
    (year.len() == 4).then_some((number(first)?, number(second)?, number(year)?))
}

/// Year, month and day of `11 May 2026`, `11th May 2026` or `11 Sept 2026`.
fn worded_numbers(text: &str) -> Option<(i16, i8, i8)> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let [day, month, year] = words.as_slice() else {
        return None;
    };
    let ordinal = ["st", "nd", "rd", "th"]
        .iter()
        .find_map(|ending| day.strip_suffix(ending));
    let day = ordinal.unwrap_or(day);
    (year.len() == 4).then_some((number(year)?, month_number(month)?, number(day)?))
}

fn month_number(word: &str) -> Option<i8> {
    let word = word.trim_end_matches(['.', ',']).to_ascii_lowercase();
    let is_same = |month: &&str| month.to_ascii_lowercase().starts_with(&word);
    let index = MONTHS.iter().position(|month| word.len() >= 3 && is_same(month))?;
    i8::try_from(index.checked_add(1)?).ok()
}

fn three_parts(text: &str, separator: char) -> Option<(&str, &str, &str)> {
    let mut parts = text.split(separator);
    let three = (parts.next()?, parts.next()?, parts.next()?);
    parts.next().is_none().then_some(three)
}

/// Digits alone, without a sign.
fn number<N: std::str::FromStr>(digits: &str) -> Option<N> {
    digits
        .bytes()
        .all(|byte| byte.is_ascii_digit())
        .then(|| digits.parse().ok())
        .flatten()
}

/// `11/05/2026` is a day in May in Britain and a day in November in America.
fn two_readings(text: &str, first: i8, second: i8, year: i16) -> Mistake {
    let reading = |day: i8, month: i8| {
        let date = Date::from_ymd(year, month, day)?;
        Some(format!("`{date}` for {day} {}", name_of(month)?))
    };
    let message = format!("`{text}` can be read as two different days");
    match (reading(first, second), reading(second, first)) {
        (Some(british), Some(american)) if first != second => {
            Mistake::with_help(message, format!("write {british}, or {american}"))
        }
        (Some(only), _) | (None, Some(only)) => {
            Mistake::with_help(format!("`{text}` is not written year first"), format!("write {only}"))
        }
        (None, None) => Mistake::with_help(format!("`{text}` is not a date"), HELP),
    }
}

/// A length of time as people count it: `90 days`, `6 weeks`, `12 months`, `1 year`.
///
/// `12 months` and `1 year` are equally long and still different values, because each is said back as it was
/// written; that is also why periods have no order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Period {
    count: u16,
    unit: Unit,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Unit {
    Day,
    Week,
    Month,
    Year,
}

const MOST: u16 = 999;

const PERIOD_HELP: &str = "write a number and `days`, `weeks`, `months` or `years`, such as `12 months`";

impl Period {
    /// Reads a number from 1 to 999 and a unit.
    ///
    /// # Errors
    /// Says what a length of time looks like.
    pub fn parse(text: &str) -> Result<Self, Mistake> {
        let text = text.trim();
        if text.is_empty() {
            return Err(Mistake::with_help("a length of time is missing here", PERIOD_HELP));
        }
        if text.chars().count() > LONGEST {
            return Err(Mistake::with_help(
                "this is too long to be a length of time",
                PERIOD_HELP,
            ));
        }
        let not_a_period = || Mistake::with_help(format!("`{text}` is not a length of time"), PERIOD_HELP);
        let words_start = text
            .find(|letter: char| !letter.is_ascii_digit())
            .ok_or_else(not_a_period)?;
        let (digits, word) = text.split_at_checked(words_start).ok_or_else(not_a_period)?;
        let unit = Unit::from_word(word.trim_start()).ok_or_else(not_a_period)?;
        match number(digits) {
            Some(count @ 1..=MOST) => Ok(Self { count, unit }),
            Some(_) => Err(Mistake::with_help(
                format!("`{text}` is not between 1 and {MOST}"),
                PERIOD_HELP,
            )),
            None => Err(not_a_period()),
        }
    }

    /// The day this long after another. A month later than 31 January is the last day of February.
    pub fn add_to(self, date: Date) -> Date {
        let count = i64::from(self.count);
        let months = match self.unit {
            Unit::Day => return date.plus_days(count),
            Unit::Week => return date.plus_days(count.saturating_mul(7)),
            Unit::Month => count,
            Unit::Year => count.saturating_mul(12),
        };
        let later = Span::new()
            .try_months(months)
            .map_or(civil::Date::MAX, |span| date.0.saturating_add(span));
        // Adding no days keeps the day within the years there are.
        Date(later).plus_days(0)
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let plural = if self.count == 1 { "" } else { "s" };
        write!(f, "{} {}{plural}", self.count, self.unit.word())
    }
}

impl Serialize for Period {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl Unit {
    const ALL: [Self; 4] = [Self::Day, Self::Week, Self::Month, Self::Year];

    fn from_word(word: &str) -> Option<Self> {
        let lower = word.to_ascii_lowercase();
        let singular = lower.strip_suffix('s').unwrap_or(&lower);
        Self::ALL.into_iter().find(|unit| unit.word() == singular)
    }

    fn word(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Year => "year",
        }
    }
}
