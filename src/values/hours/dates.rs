//! Dates as people write them.
//!
//! In: a [`Line`] where a date may begin. Out: the date and the line moved past it, nothing and the line
//! unmoved, or a [`Mistake`] about a date that is not real, not whole or has two readings.

use jiff::civil::Date;

use super::Mistake;
use super::canonical::written_date;
use super::days::day_called;
use super::line::{Clock, Kind, Line};
use super::rule::Day;

pub(super) const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// A date, with or without its day of the week before it; the two must agree.
pub(super) fn parse(line: &mut Line<'_>) -> Result<Option<Date>, Mistake> {
    let start = line.at;
    let day = line.peek(0).and_then(|token| day_called(&token.plain));
    if day.is_some() {
        line.step();
        line.take(&[",", "the"]);
    }
    let Some(date) = parse_bare(line)? else {
        line.at = start;
        return Ok(None);
    };
    match day {
        Some(day) if day != Day::of(date) => Err(wrong_day(date, day.name())),
        _ => Ok(Some(date)),
    }
}

/// The mistake of a date that does not fall on the day or days named with it.
pub(super) fn wrong_day(date: Date, named: &str) -> Mistake {
    let message = format!(
        "{} is a {}, not a {named}",
        written_date(date),
        Day::of(date).name()
    );
    Mistake::with_help(message, "Check the date.")
}

/// A date without its day of the week. Leaves the line anywhere if there is none.
fn parse_bare(line: &mut Line<'_>) -> Result<Option<Date>, Mistake> {
    let start = line.at;
    let day = match line.peek(0).map(|token| token.kind) {
        Some(Kind::IsoDate([year, month, day])) => {
            line.step();
            return real_date(year, month.parse().ok(), day, line.written_since(start)).map(Some);
        }
        Some(
            Kind::Clock(Clock {
                hour,
                minute: None,
                half: None,
            })
            | Kind::Ordinal(hour),
        ) => hour,
        Some(Kind::Word) => return refuse_month_first(line).map(|()| None),
        _ => return Ok(None),
    };
    line.step();
    if line.next_is(&["/"]) {
        return Err(figures_only(line, start));
    }
    line.take(&["of"]);
    let Some(month) = line.peek(0).and_then(|token| month_called(&token.plain)) else {
        return Ok(None);
    };
    line.step();
    let day_and_month = line.written_since(start);
    line.take(&[","]);
    let Some(Kind::Clock(Clock {
        hour: year,
        minute: None,
        half: None,
    })) = line.peek(0).map(|token| token.kind)
    else {
        return Err(no_year(day_and_month));
    };
    if year.len() != 4 {
        return Err(no_year(day_and_month));
    }
    line.step();
    real_date(year, Some(month), day, line.written_since(start)).map(Some)
}

fn real_date(year: &str, month: Option<i8>, day: &str, written: &str) -> Result<Date, Mistake> {
    let date = || Date::new(year.parse().ok()?, month?, day.parse().ok()?).ok();
    date().ok_or_else(|| Mistake::new(format!("\"{written}\" is not a real date")))
}

/// The number of the month that a word in small letters names, in full or by its first three letters.
pub(super) fn month_called(word: &str) -> Option<i8> {
    let word = if word == "sept" { "sep" } else { word };
    let place = MONTHS
        .iter()
        .position(|month| *month == word || month.get(..3) == Some(word));
    place.and_then(|place| i8::try_from(place + 1).ok())
}

/// `March 12 2027` and `March 2027` would otherwise be taken for a day nobody has heard of.
fn refuse_month_first(line: &mut Line<'_>) -> Result<(), Mistake> {
    let start = line.at;
    let is_month = line
        .peek(0)
        .is_some_and(|token| month_called(&token.plain).is_some());
    if !is_month
        || !matches!(
            line.peek(1).map(|token| token.kind),
            Some(Kind::Clock(_) | Kind::Ordinal(_))
        )
    {
        return Ok(());
    }
    line.step();
    line.step();
    let message = format!("\"{}\" is not a whole date", line.written_since(start));
    Err(Mistake::with_help(
        message,
        "Write the day, the month and the year, like 12 March 2027.",
    ))
}

fn no_year(day_and_month: &str) -> Mistake {
    Mistake::with_help(
        format!("\"{day_and_month}\" has no year"),
        "Add the year, like 12 March 2027.",
    )
}

/// `3/12/2027` is March in some countries and December in others.
fn figures_only(line: &mut Line<'_>, start: usize) -> Mistake {
    while matches!(line.peek(0), Some(token) if token.plain == "/" || matches!(token.kind, Kind::Clock(_)))
    {
        let is_number = matches!(line.peek(0).map(|token| token.kind), Some(Kind::Clock(_)));
        line.step();
        if is_number && !line.next_is(&["/"]) {
            break;
        }
    }
    let message = format!("\"{}\" could mean two dates", line.written_since(start));
    Mistake::with_help(message, "Write the month as a word, like 12 March 2027.")
}
