//! A whole line of opening hours.
//!
//! In: one line as an editor wrote it. Out: its [`Rule`]s, one a session, or a [`Mistake`].
//! It only knows the order of the parts; days, times and dates are read by their own modules.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::line::Line;
use super::rule::{Day, Rule, Session, When};
use super::{Mistake, dates, days, refuse, times};

/// The most characters a line may have. The longest line anybody needs has about a hundred.
pub const LONGEST_LINE: usize = 200;

const BY_APPOINTMENT: &[&str] = &[
    "by appointment only",
    "by appointment",
    "appointment only",
    "appointments only",
];
const TERM_TIME: &[&str] = &[
    "term time only",
    "term - time only",
    "termtime only",
    "term time",
    "term - time",
    "termtime",
    "during term time only",
    "during term time",
    "in term time only",
    "in term time",
];
const FROM: &[&str] = &["from", "starting from", "starting on", "starting"];
const UNTIL: &[&str] = &["until", "till", "til", "up to", "ending on", "ending"];
/// After a first date, a last date needs less to announce it.
const UNTIL_AFTER_FROM: &[&str] = &["until", "till", "til", "up to", "ending on", "ending", "to", "-"];

/// The rules that one line gives: one for each session, all on the same days.
///
/// Capitals, spaces, full stops, the kind of dash and most ways to say the same thing do not matter.
/// `from` and `until` count their own dates in.
///
/// # Errors
///
/// A [`Mistake`] if a part is missing, unknown, not real, or could be read in two ways; if anything is
/// left over; and if the line has more than [`LONGEST_LINE`] characters.
pub fn parse(text: &str) -> Result<Vec<Rule>, Mistake> {
    let mut line = Line::of(bounded(text)?);
    refuse_closures(&mut line)?;
    if line.take(BY_APPOINTMENT) {
        refuse_the_rest(&mut line)?;
        return Ok(vec![rule(&When::ByAppointment, None, &Season::default())]);
    }
    line.take(&["open"]);
    let mut season = Season::default();
    season.parse(&mut line)?;
    line.take(&[","]);
    let is_all_day = line.take(times::ALL_DAY);
    let when = if is_all_day && !days::begins(&line) {
        When::Weekly(BTreeSet::from(Day::ALL))
    } else {
        days::parse(&mut line)?
    };
    season.parse(&mut line)?;
    let sessions = if is_all_day {
        vec![Session::ALL_DAY]
    } else {
        parse_times(&mut line, text)?
    };
    season.parse(&mut line)?;
    refuse_the_rest(&mut line)?;
    season.check(&when)?;
    Ok(sessions
        .into_iter()
        .map(|session| rule(&when, Some(session), &season))
        .collect())
}

fn rule(when: &When, session: Option<Session>, season: &Season) -> Rule {
    let Season { from, until, term_time } = *season;
    Rule {
        when: when.clone(),
        session,
        from,
        until,
        term_time,
    }
}

fn bounded(text: &str) -> Result<&str, Mistake> {
    let text = text.trim();
    let length = text.chars().count();
    if length > LONGEST_LINE {
        let message = format!("This line has {length} characters, and {LONGEST_LINE} is the most for opening hours");
        return refuse(message, "Put each day on its own line, and notes in the note: field.");
    }
    if text.is_empty() {
        let help = "Write a line like Tuesdays 10:00-12:00. If nobody knows, leave hours: out.";
        return refuse("This line of opening hours is empty", help);
    }
    Ok(text)
}

/// Hours only say when something is open: a day that is left out may be closed or not known, and
/// `closed:` is where an editor says which.
fn refuse_closures(line: &mut Line<'_>) -> Result<(), Mistake> {
    if line.find(&["bank holiday", "bank holidays"]) {
        let help = "If it shuts on bank holidays, put bank holidays under closed:. If it opens on one, give its date.";
        return refuse("\"bank holidays\" is not a day of opening hours", help);
    }
    if line.find(&["closed"]) {
        let help = "Leave that day out, or put the dates under closed:.";
        return refuse("\"closed\" is not a time to be open", help);
    }
    Ok(())
}

fn parse_times(line: &mut Line<'_>, text: &str) -> Result<Vec<Session>, Mistake> {
    line.take(&[",", ":", "-"]);
    if times::begins(line) {
        return times::parse(line);
    }
    let start = line.at;
    while !line.is_at_end() && !times::begins(line) {
        if days::nearest_day(line.plain(0)).is_some() {
            return Err(days::unknown_day(line.plain(0)));
        }
        line.step();
    }
    if line.is_at_end() {
        let message = format!("No times in \"{}\"", text.trim());
        return refuse(message, "Add a start and an end, like 10:00-12:00.");
    }
    refuse_note(line, start)
}

fn refuse_the_rest(line: &mut Line<'_>) -> Result<(), Mistake> {
    line.take(&[","]);
    if line.is_at_end() {
        return Ok(());
    }
    let start = line.at;
    line.take(&["and"]);
    let start_of_days = line.at;
    let is_date = matches!(dates::parse(line), Ok(Some(_)));
    if is_date || days::begins(line) {
        if !is_date {
            line.step();
        }
        let quoted = line.quoted_since(start_of_days).to_lowercase();
        return refuse(format!("I do not understand {quoted}"), "Put each day on its own line.");
    }
    while !line.is_at_end() {
        line.step();
    }
    refuse_note(line, start)
}

fn refuse_note<T>(line: &Line<'_>, start: usize) -> Result<T, Mistake> {
    let quoted = line.quoted_since(start).to_lowercase();
    refuse(format!("I do not understand {quoted}"), "Put notes in the note: field.")
}

/// The part of the year in which a rule counts.
#[derive(Default)]
struct Season {
    from: Option<Date>,
    until: Option<Date>,
    term_time: bool,
}

impl Season {
    /// Reads what comes next about dates and terms, which people put before, between and after days and times.
    fn parse(&mut self, line: &mut Line<'_>) -> Result<(), Mistake> {
        loop {
            let start = line.at;
            line.take(&[","]);
            if !self.parse_one(line)? {
                line.at = start;
                return Ok(());
            }
        }
    }

    /// Whether one more thing about dates and terms came next. Nothing may be said twice.
    fn parse_one(&mut self, line: &mut Line<'_>) -> Result<bool, Mistake> {
        if !self.term_time && line.take(TERM_TIME) {
            self.term_time = true;
            return Ok(true);
        }
        let until = if self.from.is_some() { UNTIL_AFTER_FROM } else { UNTIL };
        for (words, date) in [(FROM, &mut self.from), (until, &mut self.until)] {
            if date.is_none() {
                *date = parse_date_after(line, words)?;
                if date.is_some() {
                    return Ok(true);
                }
            }
        }
        Ok(false)
    }

    /// Refuses dates that contradict each other or the days.
    fn check(&self, when: &When) -> Result<(), Mistake> {
        let is_said = self.from.is_some() || self.until.is_some() || self.term_time;
        if matches!(when, When::Once(_)) && is_said {
            let message = "A single date cannot also have a first date, a last date or term time";
            return refuse(message, "Give the date and its times, and nothing else.");
        }
        if let When::EveryOther(days) = when {
            let Some(first) = self.from else {
                let help = "Add when it starts, like: Every other Wednesday 10:00-12:00 from 6 January 2027.";
                return refuse("\"Every other\" needs a first date", help);
            };
            if let Some(day) = days.first().filter(|_| !days.contains(&Day::of(first))) {
                return Err(dates::wrong_day(first, *day));
            }
        }
        match (self.from, self.until) {
            (Some(first), Some(last)) if last < first => {
                refuse("The last date is before the first", "Check the dates.")
            }
            _ => Ok(()),
        }
    }
}

/// The date after one of these words. Without a date, the words may belong to the times: the line stays.
fn parse_date_after(line: &mut Line<'_>, words: &[&str]) -> Result<Option<Date>, Mistake> {
    let start = line.at;
    let date = if line.take(words) { dates::parse(line)? } else { None };
    if date.is_none() {
        line.at = start;
    }
    Ok(date)
}
