//! A rule laid on the calendar.
//!
//! In: a [`Rule`], a window of dates, and the [`Calendar`] of the place. Out: the dates and times at which
//! it is open. All times are local, so clock changes do not matter; it does not know what today is.

use std::collections::BTreeSet;
use std::iter;

use jiff::civil::{Date, Time};

use super::rule::{Day, Nth, Rule, When};

/// When a place differs from its rules. A closed day wins over every rule, one with its own date too:
/// a journey in vain is worse than a session that is not announced.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Calendar {
    /// First and last dates of closed times, both included.
    pub closed: Vec<(Date, Date)>,
    /// The bank holidays on which the place is closed: none for a place that opens on them.
    pub bank_holidays: BTreeSet<Date>,
    /// First and last dates of the school terms, both included; nothing if nobody has said. Sessions in
    /// term time are claimed only inside a term given here, so none are before the first or after the last.
    pub terms: Option<Vec<(Date, Date)>>,
}

/// One session on one date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Occurrence {
    /// The date.
    pub date: Date,
    /// When it starts.
    pub opens: Time,
    /// When it ends; 23:59 stands for midnight.
    pub closes: Time,
}

/// The sessions of a rule on `days` dates, `from` being the first, in order.
///
/// `By appointment` has none: nobody can turn up for it.
pub fn occurrences(rule: &Rule, from: Date, days: u16, calendar: &Calendar) -> Vec<Occurrence> {
    let Some(session) = rule.session() else {
        return Vec::new();
    };
    iter::successors(Some(from), |date| date.tomorrow().ok())
        .take(usize::from(days))
        .filter(|date| rule.falls_on(*date) && calendar.is_open(*date, rule))
        .map(|date| Occurrence {
            date,
            opens: session.opens(),
            closes: session.closes(),
        })
        .collect()
}

impl Rule {
    /// Whether the rule names this date. Closed days and terms are the business of a [`Calendar`].
    pub fn falls_on(&self, date: Date) -> bool {
        let is_in_season =
            self.from().is_none_or(|first| first <= date) && self.until().is_none_or(|last| date <= last);
        is_in_season
            && match self.when() {
                When::ByAppointment => false,
                When::Once(only) => *only == date,
                When::Weekly(days) => days.contains(&Day::of(date)),
                When::EveryOther(days) => {
                    days.contains(&Day::of(date)) && self.from().is_some_and(|first| is_every_other_week(first, date))
                }
                When::Monthly(days) => days
                    .iter()
                    .any(|nth_day| nth_day.day == Day::of(date) && is_nth(nth_day.nth, date)),
            }
    }
}

impl Calendar {
    fn is_open(&self, date: Date, rule: &Rule) -> bool {
        let holds = |stretches: &[(Date, Date)]| stretches.iter().any(|(first, last)| *first <= date && date <= *last);
        let is_in_term = || self.terms.as_ref().is_some_and(|terms| holds(terms));
        !holds(&self.closed) && !self.bank_holidays.contains(&date) && (!rule.is_term_time_only() || is_in_term())
    }
}

/// Whether a whole even number of Monday-to-Sunday weeks lies between the weeks of two dates
/// (RFC 5545 counts the same way: its weeks start on Monday).
fn is_every_other_week(first: Date, date: Date) -> bool {
    let days_since_first = first.duration_until(date).as_hours() / 24;
    let days_since_its_monday = days_since_first + Day::of(first) as i64;
    days_since_its_monday.div_euclid(7) % 2 == 0
}

/// Whether a date is the first, second … or last of its month to fall on its day of the week.
fn is_nth(nth: Nth, date: Date) -> bool {
    match nth {
        Nth::Last => date.day() > date.days_in_month() - 7,
        _ => (date.day() + 6) / 7 == nth.number(),
    }
}
