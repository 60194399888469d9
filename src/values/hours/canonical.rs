//! A rule written back in the language that editors use.
//!
//! In: a [`Rule`]. Out: the one way of writing it that all others lead to; parsing it gives the same rule.
//! It does not know the words that readers see.

use std::collections::BTreeSet;
use std::fmt;

use jiff::civil::{Date, Time};

use super::dates::MONTHS;
use super::rule::{Day, NthDay, Rule, Session, When, only_day_of, run_of};

impl fmt::Display for Rule {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.when, self.session) {
            (When::Weekly(days), Some(Session::ALL_DAY)) if days.len() == Day::ALL.len() => {
                out.write_str("24 hours a day")?;
            }
            (when, session) => {
                write!(out, "{when}")?;
                if let Some(session) = session {
                    write!(out, " {session}")?;
                }
            }
        }
        if let Some(date) = self.from {
            write!(out, " from {}", written_date(date))?;
        }
        if let Some(date) = self.until {
            write!(out, " until {}", written_date(date))?;
        }
        if self.term_time {
            out.write_str(", term time only")?;
        }
        Ok(())
    }
}

impl fmt::Display for When {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::ByAppointment => out.write_str("By appointment"),
            Self::Once(date) => out.write_str(&written_date(*date)),
            Self::Weekly(days) if days.len() == Day::ALL.len() => out.write_str("Every day"),
            Self::Weekly(days) => match days.first() {
                Some(day) if days.len() == 1 => write!(out, "{}s", day.name()),
                _ => out.write_str(&written_days(days)),
            },
            Self::EveryOther(days) => write!(out, "Every other {}", written_days(days)),
            Self::Monthly(days) => {
                write!(out, "{} of the month", capitalised(&written_nth_days(days)))
            }
        }
    }
}

impl fmt::Display for Session {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}-", written_time(self.opens()))?;
        match self.closes() {
            Self::LAST_MINUTE => out.write_str("24:00"),
            closes => out.write_str(&written_time(closes)),
        }
    }
}

fn written_days(days: &BTreeSet<Day>) -> String {
    match run_of(days) {
        Some((first, last)) => format!("{} to {}", first.name(), last.name()),
        None => join(days.iter().map(|day| day.name().to_owned()), ", ", " and "),
    }
}

fn written_nth_days(days: &BTreeSet<NthDay>) -> String {
    match only_day_of(days) {
        Some(day) => {
            let nths = days.iter().map(|nth_day| nth_day.nth.name().to_owned());
            format!("{} {}", join(nths, ", ", " and "), day.name())
        }
        None => join(
            days.iter()
                .map(|NthDay { nth, day }| format!("{} {}", nth.name(), day.name())),
            ", ",
            " and ",
        ),
    }
}

/// A date as `6 January 2027`. The year keeps four digits, because only those are read as a year.
pub(super) fn written_date(date: Date) -> String {
    let month = MONTHS
        .get(usize::from(date.month().unsigned_abs()).saturating_sub(1))
        .copied()
        .unwrap_or_default();
    format!("{} {} {:04}", date.day(), capitalised(month), date.year())
}

fn written_time(time: Time) -> String {
    format!("{:02}:{:02}", time.hour(), time.minute())
}

/// A list with one joint between its items and another before the last.
pub(super) fn join(items: impl IntoIterator<Item = String>, between: &str, before_last: &str) -> String {
    let mut items: Vec<String> = items.into_iter().collect();
    match items.pop() {
        Some(last) if !items.is_empty() => format!("{}{before_last}{last}", items.join(between)),
        Some(only) => only,
        None => String::new(),
    }
}

/// The same text with a capital at its start.
pub(super) fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}
