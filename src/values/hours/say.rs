//! Opening hours said to a reader.
//!
//! In: a [`Rule`], or a date on which it falls, and the reader's [`HoursWords`]. Out: one line of text, in English in the
//! style of GOV.UK (`Tuesdays, 10am to midday`). It holds no words of its own and does not know today's date.

use std::collections::BTreeSet;

use jiff::civil::{Date, Time};

use super::canonical::{capitalised, join};
use super::occurrences::Occurrence;
use super::rule::{Day, Nth, NthDay, Rule, Session, When, only_day_of, run_of};
use super::words::HoursWords;

/// What a rule means, in the reader's words, without a full stop.
///
/// Whoever hears an English text and writes it down as opening hours gets the same rule back.
pub fn say(rule: &Rule, words: &HoursWords) -> String {
    let days = match rule.when() {
        When::ByAppointment => words.by_appointment.clone(),
        When::Once(date) => dated(&words.once, *date, words),
        When::Weekly(days) => weekly(days, words),
        When::EveryOther(days) => fill(&words.every_other, &[("{days}", &days_of_week(days, words))]),
        When::Monthly(days) => fill(&words.monthly, &[("{days}", &days_of_month(days, words))]),
    };
    let said = match rule.session() {
        None => days,
        Some(Session::ALL_DAY) if is_every_day(rule.when()) => words.always.clone(),
        Some(session) => {
            let session = say_session(session, words);
            fill(&words.days_and_session, &[("{days}", &days), ("{session}", &session)])
        }
    };
    capitalised(&with_season(said, rule, words))
}

/// A date with its day of the week, and with its year if that is not the year of `today`.
pub fn say_date(date: Date, today: Date, words: &HoursWords) -> String {
    let is_this_year = date.year() == today.year();
    dated(if is_this_year { &words.day } else { &words.once }, date, words)
}

/// A date with its times: `Tuesday 24 November, 10am to midday`. The year is said as in [`say_date`].
pub fn say_occurrence(occurrence: Occurrence, today: Date, words: &HoursWords) -> String {
    let date = say_date(occurrence.date, today, words);
    let session = Session::new(occurrence.opens, occurrence.closes);
    let session = session.map(|session| say_session(session, words)).unwrap_or_default();
    fill(&words.days_and_session, &[("{days}", &date), ("{session}", &session)])
}

/// A time of the day: `10am`, `midday`, `4:30pm`. The last minute of a day is midnight.
pub fn say_time(at: Time, words: &HoursWords) -> String {
    match at {
        Session::LAST_MINUTE => words.midnight.clone(),
        _ => time(at, words),
    }
}

fn is_every_day(when: &When) -> bool {
    matches!(when, When::Weekly(days) if days.len() == Day::ALL.len())
}

fn with_season(said: String, rule: &Rule, words: &HoursWords) -> String {
    let date = |date| dated(&words.date, date, words);
    let is_once = matches!(rule.when(), When::Once(_));
    let said = match (rule.from(), rule.until()) {
        _ if is_once => said,
        (None, None) => said,
        (Some(first), None) => fill(&words.from, &[("{rule}", &said), ("{first}", &date(first))]),
        (None, Some(last)) => fill(&words.until, &[("{rule}", &said), ("{last}", &date(last))]),
        (Some(first), Some(last)) => fill(
            &words.from_until,
            &[("{rule}", &said), ("{first}", &date(first)), ("{last}", &date(last))],
        ),
    };
    if rule.is_term_time_only() {
        fill(&words.term_time, &[("{rule}", &said)])
    } else {
        said
    }
}

fn weekly(days: &BTreeSet<Day>, words: &HoursWords) -> String {
    match days.first() {
        Some(day) if days.len() == 1 => nth(&words.every_week, *day as usize),
        _ if days.len() == Day::ALL.len() => words.every_day.clone(),
        _ => days_of_week(days, words),
    }
}

fn days_of_week(days: &BTreeSet<Day>, words: &HoursWords) -> String {
    let name = |day: Day| nth(&words.days, day as usize);
    match run_of(days) {
        Some((first, last)) => fill(&words.day_range, &[("{first}", &name(first)), ("{last}", &name(last))]),
        None => join(days.iter().map(|day| name(*day)), &words.between, &words.before_last),
    }
}

fn days_of_month(days: &BTreeSet<NthDay>, words: &HoursWords) -> String {
    let ordinal = |which: Nth| nth(&words.ordinals, which as usize);
    let counted = |ordinals: &str, day: Day| {
        fill(
            &words.nth_day,
            &[("{nth}", ordinals), ("{day}", &nth(&words.days, day as usize))],
        )
    };
    match only_day_of(days) {
        Some(day) => {
            let ordinals = days.iter().map(|nth_day| ordinal(nth_day.nth));
            counted(&join(ordinals, &words.between, &words.before_last), day)
        }
        None => {
            let each = days.iter().map(|nth_day| counted(&ordinal(nth_day.nth), nth_day.day));
            join(each, &words.between, &words.before_last)
        }
    }
}

fn dated(pattern: &str, date: Date, words: &HoursWords) -> String {
    let month = usize::from(date.month().unsigned_abs()).saturating_sub(1);
    let values = [
        ("{weekday}", nth(&words.days, Day::of(date) as usize)),
        ("{day}", date.day().to_string()),
        ("{month}", nth(&words.months, month)),
        ("{year}", format!("{:04}", date.year())),
    ];
    fill(pattern, &values.each_ref().map(|(name, value)| (*name, value.as_str())))
}

/// From when to when, in the reader's words: `10am to midday`.
pub fn say_session(session: Session, words: &HoursWords) -> String {
    if session == Session::ALL_DAY {
        return words.all_day.clone();
    }
    let (from, to) = (say_time(session.opens(), words), say_time(session.closes(), words));
    fill(&words.session, &[("{from}", &from), ("{to}", &to)])
}

fn time(time: Time, words: &HoursWords) -> String {
    let pattern = match (time.hour(), time.minute()) {
        (0, 0) => &words.midnight,
        (12, 0) => &words.midday,
        (_, 0) => &words.hour,
        _ => &words.hour_and_minute,
    };
    let hour_of_half = if time.hour() % 12 == 0 { 12 } else { time.hour() % 12 };
    let half = if time.hour() < 12 { &words.am } else { &words.pm };
    let values = [
        ("{hour}", hour_of_half.to_string()),
        ("{hour24}", format!("{:02}", time.hour())),
        ("{minute}", format!("{:02}", time.minute())),
        ("{half}", half.clone()),
    ];
    fill(pattern, &values.each_ref().map(|(name, value)| (*name, value.as_str())))
}

fn fill(pattern: &str, values: &[(&str, &str)]) -> String {
    values
        .iter()
        .fold(pattern.to_owned(), |text, (name, value)| text.replace(name, value))
}

fn nth(names: &[String], place: usize) -> String {
    names.get(place).cloned().unwrap_or_default()
}
