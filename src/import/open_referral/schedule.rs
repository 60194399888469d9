//! A schedule of Open Referral as a line of our opening-hours language.
//!
//! In: an HSDS 3 `schedule` (RFC 5545 words: `freq`, `byday`, …) or an HSDS 1 `regular_schedule` (`weekday`). Out: the
//! line, or its words and why they cannot be one. It must not know whose schedule it is.

use serde_json::Value;

use crate::import::mend;
use crate::import::template::text_of;
use crate::import::text;
use crate::values::date::Date;
use crate::values::hours::{Day, Nth};

/// What a schedule says.
#[derive(Debug, Clone, PartialEq)]
pub enum Said {
    /// A line, still to be read by the opening-hours language.
    Line(String),
    /// Words that are no line, with the reason.
    Words(String, String),
    /// No days and no times: nobody has said.
    Nothing,
}

/// Reads a schedule. One that ended before `today` is no line, because no page should show it.
pub fn read(schedule: &Value, today: Date) -> Said {
    let field = |name: &str| schedule.get(name).map(text_of).unwrap_or_default();
    let (opens, closes) = (clock(&field("opens_at")), clock(&field("closes_at")));
    let words = words(schedule);
    if opens.is_empty() && closes.is_empty() {
        return if field("description").is_empty() {
            Said::Nothing
        } else {
            Said::Words(words, "it gives no times".into())
        };
    }
    let unsaid = ["byweekno", "bymonthday", "byyearday", "count"];
    if let Some(name) = unsaid.iter().find(|name| !field(name).is_empty()) {
        return Said::Words(words, format!("opening hours here cannot say `{name}`"));
    }
    let last = [field("until"), field("valid_to")]
        .iter()
        .filter_map(|text| mend::date(text).ok())
        .min();
    if let Some(last) = last.filter(|last| *last < today) {
        return Said::Words(words, format!("it ended on {last}"));
    }
    match days(schedule) {
        Err(why) => Said::Words(words, why),
        Ok((days, every_other)) => {
            let first = [field("dtstart"), field("valid_from")]
                .iter()
                .filter_map(|text| mend::date(text).ok())
                .max();
            let first = first.filter(|first| every_other || *first > today);
            let from = first.map(|date| format!(" from {date}")).unwrap_or_default();
            let until = last.map(|date| format!(" until {date}")).unwrap_or_default();
            Said::Line(format!("{days} {opens}-{closes}{from}{until}"))
        }
    }
}

/// The days as our language has them, and whether they are those of every other week.
fn days(schedule: &Value) -> Result<(String, bool), String> {
    let field = |name: &str| schedule.get(name).map(text_of).unwrap_or_default();
    let by_day = field("byday").replace('\n', ",").to_uppercase();
    let mut codes = by_day
        .split(',')
        .map(str::trim)
        .filter(|code| !code.is_empty())
        .peekable();
    if codes.peek().is_none() {
        return match field("weekday") {
            weekday if !weekday.is_empty() => Ok((weekday, false)),
            _ if field("freq").eq_ignore_ascii_case("DAILY") => Ok(("Every day".to_owned(), false)),
            _ => Err("it names no day".to_owned()),
        };
    }
    let is_monthly = field("freq").eq_ignore_ascii_case("MONTHLY");
    let names: Option<Vec<String>> = codes
        .map(|code| {
            if is_monthly {
                nth_day(code)
            } else {
                day(code).map(|day| day.name().to_owned())
            }
        })
        .collect();
    let Some(names) = names else {
        return Err(format!("`byday` is `{by_day}`"));
    };
    let names = names.join(" and ");
    match (is_monthly, field("interval").as_str()) {
        (true, "" | "1") => Ok((format!("{names} of the month"), false)),
        (false, "" | "1") => Ok((names, false)),
        (false, "2") => Ok((format!("Every other {names}"), true)),
        (_, interval) => Err(format!("opening hours here cannot say an interval of {interval}")),
    }
}

fn day(code: &str) -> Option<Day> {
    Day::ALL.into_iter().find(|day| day.code() == code)
}

/// `1SA` is the first Saturday, `-1FR` the last Friday.
fn nth_day(code: &str) -> Option<String> {
    let (number, code) = code.split_at_checked(code.len().checked_sub(2)?)?;
    let number: i8 = number.trim_start_matches('+').parse().ok()?;
    let nth = Nth::ALL.into_iter().find(|nth| nth.number() == number)?;
    Some(format!("{} {}", nth.name(), day(code)?.name()))
}

/// `9:00`, `09:00:00` or `09:00:00Z` as `09:00`; HSDS gives times of 24 hours. Anything else stays as it is.
fn clock(text: &str) -> String {
    let mut parts = text.split(':');
    let hour = parts.next().unwrap_or_default();
    let minute = parts.next().and_then(|rest| rest.get(..2));
    match (hour.len(), minute) {
        (1 | 2, Some(minute)) if hour.bytes().all(|byte| byte.is_ascii_digit()) => {
            format!("{hour:0>2}:{minute}")
        }
        _ => text.to_owned(),
    }
}

/// The schedule in its own words, for a note.
fn words(schedule: &Value) -> String {
    let fields = [
        "freq",
        "interval",
        "byday",
        "bymonthday",
        "weekday",
        "opens_at",
        "closes_at",
        "description",
    ];
    let said = fields
        .iter()
        .filter_map(|name| schedule.get(*name))
        .map(text_of)
        .filter(|text| !text.is_empty());
    text::line(&said.collect::<Vec<_>>().join(" "))
}
