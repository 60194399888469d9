//! The days of a line: one date, days of the week, every other week, or days of the month.
//!
//! In: a [`Line`] at its days. Out: [`When`] and the line moved past them, or a [`Mistake`].
//! It does not know times; it only sees whether they come too early.

use std::collections::BTreeSet;

use super::line::{Kind, Line};
use super::rule::{Day, Nth, NthDay, When};
use super::{Mistake, dates, refuse, times};

const EXAMPLE: &str = "Start with a day, like Tuesdays 10:00-12:00.";
/// Words in front of a day that change nothing.
const BEFORE_A_DAY: &[&str] = &["every", "each", "on", "the"];
const BETWEEN_DAYS: &[&str] = &[", and", ",", "and", "/"];
const OF_THE_MONTH: &[&str] = &[
    "of the month",
    "of each month",
    "of every month",
    "of month",
    "in the month",
    "in each month",
    "in every month",
    "each month",
    "every month",
    "monthly",
];
/// As many as fit in [`super::LONGEST_LINE`] when they are written in full, with everything else a line may say.
const MOST_DAYS_OF_THE_MONTH: usize = 6;
const EVERY_OTHER: &[&str] = &[
    "every other week on",
    "every other week",
    "every two weeks on",
    "every two weeks",
    "every 2 weeks on",
    "every 2 weeks",
    "every other",
    "alternate",
    "fortnightly on",
    "fortnightly",
];
const EVERY_DAY: &[&str] = &[
    "every day",
    "everyday",
    "each day",
    "daily",
    "seven days a week",
    "7 days a week",
];
const WEEKDAYS: &[&str] = &["weekdays", "weekday", "every weekday", "each weekday"];
const WEEKENDS: &[&str] = &["weekends", "weekend", "every weekend", "each weekend"];

/// The days of a line, of whichever kind.
pub(super) fn parse(line: &mut Line<'_>) -> Result<When, Mistake> {
    if let Some(date) = dates::parse(line)? {
        return Ok(When::Once(date));
    }
    if times::begins(line) && !line.next_is(EVERY_DAY) {
        return refuse("No day given", EXAMPLE);
    }
    let start = line.at;
    if line.take(EVERY_OTHER) {
        if line.take(&["day", "days", "weekday", "weekdays"]) {
            let message = format!("{} does not say which days", line.quoted_since(start));
            return refuse(message, "Name them, like Every other Monday and Thursday.");
        }
        return parse_days_of_week(line).map(When::EveryOther);
    }
    skip_before_a_day(line);
    if peek_nth(line).is_some() {
        return parse_days_of_month(line, start).map(When::Monthly);
    }
    let days = parse_days_of_week(line)?;
    let is_every_other = line.take(EVERY_OTHER);
    Ok(if is_every_other {
        When::EveryOther(days)
    } else {
        When::Weekly(days)
    })
}

/// Whether days of any kind come next.
pub(super) fn begins(line: &Line<'_>) -> bool {
    let phrases = [EVERY_OTHER, EVERY_DAY, WEEKDAYS, WEEKENDS];
    day_called(line.plain(0)).is_some()
        || peek_nth(line).is_some()
        || phrases.into_iter().any(|phrases| line.next_is(phrases))
}

/// The day that a word in small letters names, in any of its usual spellings.
pub(super) fn day_called(word: &str) -> Option<Day> {
    Some(match word {
        "monday" | "mondays" | "mon" | "mons" => Day::Monday,
        "tuesday" | "tuesdays" | "tue" | "tues" => Day::Tuesday,
        "wednesday" | "wednesdays" | "wed" | "weds" => Day::Wednesday,
        "thursday" | "thursdays" | "thu" | "thur" | "thurs" => Day::Thursday,
        "friday" | "fridays" | "fri" | "fris" => Day::Friday,
        "saturday" | "saturdays" | "sat" | "sats" => Day::Saturday,
        "sunday" | "sundays" | "sun" | "suns" => Day::Sunday,
        _ => return None,
    })
}

/// The mistake of a word that stands where only a day can.
pub(super) fn unknown_day(word: &str) -> Mistake {
    let message = format!("I do not know the day \"{word}\"");
    match nearest_day(word) {
        Some(day) => Mistake::with_help(message, format!("Did you mean {}?", day.name())),
        None => Mistake::with_help(message, EXAMPLE),
    }
}

/// The day that a misspelt word is nearest to, if it is near one.
pub(super) fn nearest_day(word: &str) -> Option<Day> {
    let singular = word.strip_suffix('s').unwrap_or(word);
    let distance = |day: &Day| letters_apart(singular, &day.name().to_lowercase());
    let nearest = Day::ALL.into_iter().min_by_key(distance);
    nearest.filter(|day| distance(day) <= 2)
}

fn parse_days_of_week(line: &mut Line<'_>) -> Result<BTreeSet<Day>, Mistake> {
    let mut days = parse_some_days(line)?;
    loop {
        let start = line.at;
        line.take(BETWEEN_DAYS);
        skip_before_a_day(line);
        if !begins(line) || peek_nth(line).is_some() || line.next_is(EVERY_OTHER) {
            line.at = start;
            return Ok(days);
        }
        days.append(&mut parse_some_days(line)?);
    }
}

/// Skips `every` and the like, but not the beginning of `every day`.
fn skip_before_a_day(line: &mut Line<'_>) {
    while !line.next_is(EVERY_DAY) && line.take(BEFORE_A_DAY) {}
}

/// One day, one range of days, or one word for several.
fn parse_some_days(line: &mut Line<'_>) -> Result<BTreeSet<Day>, Mistake> {
    if line.take(EVERY_DAY) {
        return Ok(BTreeSet::from(Day::ALL));
    }
    if line.take(WEEKDAYS) {
        return Ok(days_between(Day::Monday, Day::Friday));
    }
    if line.take(WEEKENDS) {
        return Ok(days_between(Day::Saturday, Day::Sunday));
    }
    let start = line.at;
    let first = parse_day(line)?;
    let after_first = line.at;
    let is_range = line.take(&["-", "to", "through"]);
    match day_called(line.plain(0)) {
        Some(last) if is_range => {
            line.step();
            if first == last {
                let message = format!("{} could mean two things", line.quoted_since(start));
                return refuse(message, "Write one day, or Every day.");
            }
            Ok(days_between(first, last))
        }
        _ => {
            line.at = after_first;
            Ok(BTreeSet::from([first]))
        }
    }
}

fn parse_day(line: &mut Line<'_>) -> Result<Day, Mistake> {
    if line.is_at_end() {
        return refuse("No day given", EXAMPLE);
    }
    let day = day_called(line.plain(0)).ok_or_else(|| unknown_day(line.plain(0)))?;
    line.step();
    Ok(day)
}

/// Every day from one to another, over the weekend if the second comes before the first.
fn days_between(first: Day, last: Day) -> BTreeSet<Day> {
    let is_between = |day: &Day| {
        if first <= last {
            first <= *day && *day <= last
        } else {
            first <= *day || *day <= last
        }
    };
    Day::ALL.into_iter().filter(is_between).collect()
}

/// `first and third Tuesday of the month`, `first Monday and last Friday of the month`.
fn parse_days_of_month(line: &mut Line<'_>, start: usize) -> Result<BTreeSet<NthDay>, Mistake> {
    let mut days = BTreeSet::new();
    let mut after_day = line.at;
    while peek_nth(line).is_some() {
        let nths = parse_nths(line);
        let day = parse_day(line)?;
        days.extend(nths.into_iter().map(|nth| NthDay { nth, day }));
        after_day = line.at;
        line.take(BETWEEN_DAYS);
        line.take(&["the"]);
    }
    if begins(line) {
        line.step();
        let message = format!("{} could mean two things", line.quoted_since(start));
        return refuse(
            message,
            "Count each day, like First Saturday and first Sunday of the month.",
        );
    }
    line.at = after_day;
    let quoted = line.quoted_since(start);
    if days.len() > MOST_DAYS_OF_THE_MONTH {
        let message = format!("{quoted} counts {} days of the month", days.len());
        return refuse(message, "Put some of them on another line, six at most.");
    }
    if !line.take(OF_THE_MONTH) {
        let help = "Add of the month, or write Every other Wednesday with its first date.";
        return refuse(format!("{quoted} could mean two things"), help);
    }
    Ok(days)
}

fn parse_nths(line: &mut Line<'_>) -> Vec<Nth> {
    let mut nths = Vec::new();
    let mut after_last = line.at;
    while let Some(nth) = peek_nth(line) {
        nths.push(nth);
        line.step();
        after_last = line.at;
        line.take(BETWEEN_DAYS);
        line.take(&["the"]);
    }
    line.at = after_last;
    nths
}

fn peek_nth(line: &Line<'_>) -> Option<Nth> {
    Nth::ALL.into_iter().find(|nth| match line.kind(0) {
        Some(Kind::Ordinal(digits)) => digits == nth.number().to_string(),
        _ => line.plain(0) == nth.name(),
    })
}

/// How many letters have to be added, dropped or changed to get from one word to the other (Levenshtein).
fn letters_apart(from: &str, to: &str) -> usize {
    let mut row: Vec<usize> = (0..=to.chars().count()).collect();
    for (done, letter) in from.chars().enumerate() {
        let mut next = vec![done + 1];
        for ((other, above_left), above) in to.chars().zip(&row).zip(row.iter().skip(1)) {
            let left = next.last().copied().unwrap_or_default();
            let changed = above_left + usize::from(letter != other);
            next.push(changed.min(above + 1).min(left + 1));
        }
        row = next;
    }
    row.last().copied().unwrap_or_default()
}
