//! Dates as people write them.
//!
//! In: a [`Line`] where a date may begin. Out: the date and the line moved past it, nothing and the line
//! unmoved, or a [`Mistake`] about a date that is not real, not whole or has two readings.

use jiff::civil::Date;

use super::canonical::written_date;
use super::days::day_called;
use super::line::{Kind, Line};
use super::rule::Day;
use super::{Mistake, refuse};

#[rustfmt::skip]
pub(super) const MONTHS: [&str; 12] = [
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
];

/// A date, with or without its day of the week before it; the two must agree.
pub(super) fn parse(line: &mut Line<'_>) -> Result<Option<Date>, Mistake> {
    let start = line.at;
    let day = day_called(line.plain(0));
    if day.is_some() {
        line.step();
        line.take(&[",", "the"]);
    }
    let date = match line.kind(0) {
        Some(Kind::IsoDate(parts)) => Some(parse_iso_date(line, parts)?),
        Some(Kind::Number(day) | Kind::Ordinal(day)) => parse_day_and_month(line, day)?,
        Some(Kind::Word) => refuse_month_first(line).map(|()| None)?,
        _ => None,
    };
    match (date, day) {
        (Some(date), Some(day)) if day != Day::of(date) => Err(wrong_day(date, day)),
        (Some(date), _) => Ok(Some(date)),
        (None, _) => {
            line.at = start;
            Ok(None)
        }
    }
}

/// The mistake of a date that does not fall on the day named with it.
pub(super) fn wrong_day(date: Date, named: Day) -> Mistake {
    let (written, actual) = (written_date(date), Day::of(date).name());
    let message = format!("{written} is a {actual}, not a {}", named.name());
    Mistake::with_help(message, "Check the date.")
}

/// The number of the month that a word in small letters names, in full or by its first three letters.
pub(super) fn month_called(word: &str) -> Option<i8> {
    let word = if word == "sept" { "sep" } else { word };
    let is_called = |month: &str| month == word || month.get(..3) == Some(word);
    let place = MONTHS.into_iter().position(is_called)?;
    i8::try_from(place + 1).ok()
}

fn parse_iso_date(line: &mut Line<'_>, [year, month, day]: [&str; 3]) -> Result<Date, Mistake> {
    let start = line.at;
    line.step();
    real_date(year, month.parse().ok(), day, line.quoted_since(start))
}

/// `12 March 2027`. Leaves the line anywhere if the number is not the day of a date.
fn parse_day_and_month(line: &mut Line<'_>, day: &str) -> Result<Option<Date>, Mistake> {
    let start = line.at;
    line.step();
    if line.next_is(&["/"]) {
        return refuse_figures_only(line, start);
    }
    line.take(&["of"]);
    let Some(month) = month_called(line.plain(0)) else {
        return Ok(None);
    };
    line.step();
    let day_and_month = line.quoted_since(start);
    line.take(&[","]);
    match line.kind(0) {
        Some(Kind::Number(year)) if year.len() == 4 => {
            line.step();
            real_date(year, Some(month), day, line.quoted_since(start)).map(Some)
        }
        _ => refuse(
            format!("{day_and_month} has no year"),
            "Add the year, like 12 March 2027.",
        ),
    }
}

fn real_date(year: &str, month: Option<i8>, day: &str, quoted: String) -> Result<Date, Mistake> {
    let date = || Date::new(year.parse().ok()?, month?, day.parse().ok()?).ok();
    date().ok_or_else(|| Mistake::new(format!("{quoted} is not a real date")))
}

/// `March 12 2027` and `March 2027` would otherwise be taken for a day nobody has heard of.
fn refuse_month_first(line: &mut Line<'_>) -> Result<(), Mistake> {
    let start = line.at;
    let is_before_number = matches!(line.kind(1), Some(Kind::Number(_) | Kind::Ordinal(_)));
    if month_called(line.plain(0)).is_none() || !is_before_number {
        return Ok(());
    }
    line.step();
    line.step();
    let message = format!("{} is not a whole date", line.quoted_since(start));
    refuse(message, "Write the day, the month and the year, like 12 March 2027.")
}

/// `3/12/2027` is December in some countries and March in others.
fn refuse_figures_only<T>(line: &mut Line<'_>, start: usize) -> Result<T, Mistake> {
    while line.take(&["/"]) {
        line.step();
    }
    let message = format!("{} could mean two dates", line.quoted_since(start));
    refuse(message, "Write the month as a word, like 12 March 2027.")
}
