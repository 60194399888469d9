//! Opening hours as other programs and people write them, as lines of our opening-hours language.
//!
//! In: texts such as `Monday 10:00-13:00,14:00-17:00` or `Sunday: Closed Monday: 9:00-17:00 …`. Out: lines that
//! [`values::hours`](crate::values::hours) reads, and the texts that cannot be read, each with its reason.
//! A text is read whole or not at all: a week of which half is missing would send people to locked doors.
//! Nothing is guessed; what could be the morning or the afternoon stays unread.

use std::collections::{BTreeMap, BTreeSet};

use crate::values::hours::{self, Day, Rule, Session, When};

/// What texts about opening hours say.
#[derive(Debug, Default, PartialEq)]
pub struct Hours {
    /// Lines of the opening-hours language, in the order of the week.
    pub lines: Vec<String>,
    /// Positions of the texts that could not be read, with the reason.
    pub unread: Vec<(usize, String)>,
}

/// Earlier than any door opens; a session that starts before is a slip of the keyboard.
const EARLIEST_HOUR: i8 = 5;

/// Reads texts that together say one week, such as a cell for each weekday.
pub fn read<'a>(texts: impl IntoIterator<Item = &'a str>) -> Hours {
    let mut rules: Vec<Rule> = Vec::new();
    let mut read = Hours::default();
    let mut closed = Vec::new();
    for (index, text) in texts.into_iter().enumerate() {
        match rules_of(&plain(text)) {
            Ok(none) if none.is_empty() => closed.push(index),
            Ok(more) => rules.extend(more),
            Err(why) => read.unread.push((index, why)),
        }
    }
    read.lines = lines(&rules);
    if read.lines.is_empty() {
        read.unread.extend(
            closed
                .into_iter()
                .map(|index| (index, "it names no time at which it is open".to_owned())),
        );
    }
    read
}

/// One kind of dash, no line breaks, no blank before a comma.
fn plain(text: &str) -> String {
    let joined = text.replace('\n', ", ").replace(['–', '—', '−'], "-");
    let words: Vec<&str> = joined.split_whitespace().collect();
    words.join(" ").replace(" ,", ",")
}

/// The rules of a text; none where it only says when nobody is there.
fn rules_of(text: &str) -> Result<Vec<Rule>, String> {
    if let Some(rules) = sound(text)? {
        return Ok(rules);
    }
    let text = with_two_digit_hours(text);
    if let Some(rules) = sound(&text)? {
        return Ok(rules);
    }
    let mut rules = Vec::new();
    let pieces = pieces(&text)?;
    for piece in &pieces {
        if is_closed(piece) {
            continue;
        }
        let read = hours::parse(piece).map_err(|mistake| mistake.message)?;
        refuse_slips(piece, &read)?;
        rules.extend(read);
    }
    Ok(rules)
}

/// The rules of a text that is a line of the language as it stands; nothing if it is not one.
fn sound(text: &str) -> Result<Option<Vec<Rule>>, String> {
    let Ok(rules) = hours::parse(text) else {
        return Ok(None);
    };
    refuse_slips(text, &rules)?;
    Ok(Some(rules))
}

/// Times that can be read and are hardly meant: many programs write 00:00 where nobody has said.
fn refuse_slips(text: &str, rules: &[Rule]) -> Result<(), String> {
    let is_midnight = |word: &str| matches!(word, "00:00" | "0:00" | "00:00:00");
    if text.split(|c: char| c != ':' && !c.is_ascii_digit()).any(is_midnight) {
        return Err("00:00 can also mean that nobody has said".to_owned());
    }
    let early = rules
        .iter()
        .filter_map(Rule::session)
        .find(|session| *session != Session::ALL_DAY && session.opens().hour() < EARLIEST_HOUR);
    match early {
        Some(session) => Err(format!(
            "{:02}:{:02} is hardly when it opens",
            session.opens().hour(),
            session.opens().minute()
        )),
        None => Ok(()),
    }
}

/// Where a text has a time from 13:00 on and no am or pm, all its times are of 24 hours, and `9:00` is `09:00`.
fn with_two_digit_hours(text: &str) -> String {
    let clocks: Vec<(usize, &str)> = clocks(text);
    let hour = |clock: &str| {
        clock
            .split(':')
            .next()
            .and_then(|hour| hour.parse::<u8>().ok())
            .unwrap_or(0)
    };
    let lower = text.to_lowercase();
    let says_half = ["am", "pm", "a.m", "p.m"].iter().any(|half| lower.contains(half));
    if says_half || !clocks.iter().any(|(_, clock)| (13..=24).contains(&hour(clock))) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len() + 8);
    let mut done = 0;
    for (at, clock) in clocks {
        if clock.find(':') == Some(1) {
            out.push_str(text.get(done..at).unwrap_or_default());
            out.push('0');
            done = at;
        }
    }
    out.push_str(text.get(done..).unwrap_or_default());
    out
}

/// Everything of the form `9:00`, with where it starts.
fn clocks(text: &str) -> Vec<(usize, &str)> {
    let is_part = |c: char| c.is_ascii_digit() || c == ':';
    let mut found = Vec::new();
    let mut at = 0;
    for word in text.split_inclusive(|c: char| !is_part(c)) {
        let clock = word.trim_end_matches(|c: char| !is_part(c));
        let is_clock = clock.split(':').map(str::len).collect::<Vec<_>>();
        if matches!(is_clock.as_slice(), [1 | 2, 2]) {
            found.push((at, clock));
        }
        at += word.len();
    }
    found
}

/// A text cut before each day, or group of days, that it names. Words before the first day may change what all of it
/// means (`most Tuesdays`), so they are refused.
fn pieces(text: &str) -> Result<Vec<String>, String> {
    let starts = day_starts(text);
    let Some(first) = starts.first() else {
        return Err("it names no day".to_owned());
    };
    let before = text
        .get(..*first)
        .unwrap_or_default()
        .trim_matches([' ', ',', ':', ';', '.', '-']);
    if !before.is_empty() {
        return Err(format!("`{before}` is neither a day nor a time"));
    }
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    let cut = starts
        .iter()
        .zip(ends)
        .map(|(start, end)| text.get(*start..end).unwrap_or_default());
    Ok(cut
        .map(|piece| piece.trim_end_matches([' ', ',', ';', '.', '|', '/']).to_owned())
        .collect())
}

/// Where groups of days start: at a day that is not joined to the day before it by `to`, `and`, a dash or a comma.
fn day_starts(text: &str) -> Vec<usize> {
    let mut starts = Vec::new();
    let mut last_day_end: Option<usize> = None;
    let mut at = 0;
    for word in text.split_inclusive(|c: char| !c.is_alphabetic()) {
        let letters = word.trim_end_matches(|c: char| !c.is_alphabetic());
        let end = at + letters.len();
        if is_day(letters) {
            let between = last_day_end.and_then(|last| text.get(last..at));
            if !between.is_some_and(joins) {
                starts.push(at);
            }
            last_day_end = Some(end);
        }
        at += word.len();
    }
    starts
}

fn is_day(word: &str) -> bool {
    let word = word.to_lowercase();
    let singular = word.strip_suffix('s').unwrap_or(&word);
    let is_name = Day::ALL.iter().any(|day| {
        let name = day.name().to_lowercase();
        singular.len() >= 3 && name.starts_with(singular) && (singular == name || singular.len() <= 5)
    });
    is_name || matches!(singular, "weekday" | "weekend" | "daily")
}

fn joins(between: &str) -> bool {
    let words = between
        .split(|c: char| !c.is_alphabetic())
        .filter(|word| !word.is_empty());
    let is_mark = |c: char| c.is_alphabetic() || c.is_whitespace() || matches!(c, '.' | ',' | '&' | '-' | '/' | '+');
    between.chars().all(is_mark)
        && words
            .into_iter()
            .all(|word| matches!(word, "to" | "and" | "through" | "thru"))
}

/// A piece that says that nobody is there: its days are left out, which is how our lines say it.
fn is_closed(piece: &str) -> bool {
    let after_days = piece.rsplit_once([':', ' ']).map_or("", |(_, rest)| rest);
    matches!(
        after_days.trim().trim_end_matches('.').to_lowercase().as_str(),
        "closed" | "shut"
    ) && !piece.contains(|c: char| c.is_ascii_digit())
}

/// Rules as lines: days with the same times share one, in the order of the week; special rules come after.
fn lines(rules: &[Rule]) -> Vec<String> {
    let mut week: BTreeMap<Day, BTreeSet<(jiff::civil::Time, jiff::civil::Time)>> = BTreeMap::new();
    let mut special: Vec<String> = Vec::new();
    for rule in rules {
        let is_plain = rule.from().is_none() && rule.until().is_none() && !rule.is_term_time_only();
        match (rule.when(), rule.session()) {
            (When::Weekly(days), Some(session)) if is_plain => {
                for day in days {
                    week.entry(*day)
                        .or_default()
                        .insert((session.opens(), session.closes()));
                }
            }
            _ => special.push(rule.to_string()),
        }
    }
    let mut by_times: Vec<(BTreeSet<Day>, Vec<Session>)> = Vec::new();
    for (day, times) in week {
        let sessions = joined(&times);
        match by_times.iter_mut().find(|(_, same)| *same == sessions) {
            Some((days, _)) => drop(days.insert(day)),
            None => by_times.push((BTreeSet::from([day]), sessions)),
        }
    }
    let mut lines: Vec<String> = by_times
        .iter()
        .map(|(days, sessions)| week_line(days, sessions))
        .collect();
    special.retain(|line| !lines.contains(line));
    special.dedup();
    lines.append(&mut special);
    lines
}

fn week_line(days: &BTreeSet<Day>, sessions: &[Session]) -> String {
    if sessions == [Session::ALL_DAY] && days.len() == Day::ALL.len() {
        return "24 hours a day".to_owned();
    }
    let times: Vec<String> = sessions.iter().map(Session::to_string).collect();
    format!("{} {}", When::Weekly(days.clone()), times.join(" and "))
}

/// Sessions of a day in order, those that overlap made one.
fn joined(times: &BTreeSet<(jiff::civil::Time, jiff::civil::Time)>) -> Vec<Session> {
    let mut sessions: Vec<Session> = Vec::new();
    for (opens, closes) in times {
        let Some(session) = Session::new(*opens, *closes) else {
            continue;
        };
        match sessions.last_mut() {
            Some(last) if last.overlaps(session) => {
                *last = Session::new(last.opens(), last.closes().max(session.closes())).unwrap_or(*last);
            }
            _ => sessions.push(session),
        }
    }
    sessions
}
