//! The times of a line.
//!
//! In: a [`Line`] at its times. Out: the [`Session`]s, in the order written, and the line moved past them,
//! or a [`Mistake`] about times that are not real, not whole or have two readings.
//!
//! A time is clear if it says am or pm, is midday or midnight, or is a 24-hour time that cannot be anything
//! else (`09:00`, `13:00`). `10:00-12:00` is read as 24-hour times; `9:00-5:00` and `10-1` are not guessed at.

use jiff::civil::Time;

use super::line::{Clock, Half, Kind, Line};
use super::rule::Session;
use super::{Mistake, dates};

/// The whole day, said in words or as `24 hours`.
pub(super) const ALL_DAY: &[&str] = &[
    "24 hours a day , 7 days a week",
    "24 hours a day 7 days a week",
    "24 hours a day",
    "24 hours",
    "24 / 7",
];
const MIDDAY: &[&str] = &["midday", "noon", "12 noon", "12 midday"];
const MIDNIGHT: &[&str] = &["midnight", "12 midnight"];

/// One or more sessions, joined with a comma, `and` or nothing.
pub(super) fn parse(line: &mut Line<'_>) -> Result<Vec<Session>, Mistake> {
    let start = line.at;
    let mut sessions: Vec<Session> = Vec::new();
    loop {
        let session = parse_session(line)?;
        let is_overlapping = sessions.iter().any(|earlier| earlier.overlaps(session));
        sessions.push(session);
        if is_overlapping {
            let message = format!("The times in \"{}\" overlap", line.written_since(start));
            return Err(Mistake::with_help(
                message,
                "Write each time of the day once.",
            ));
        }
        let after_session = line.at;
        line.take(&[", and", ",", "and"]);
        if !begins(line) {
            line.at = after_session;
            return Ok(sessions);
        }
    }
}

/// Whether times come next. A bare number before a month is a date.
pub(super) fn begins(line: &Line<'_>) -> bool {
    let ahead = usize::from(line.next_is(&["from"]));
    let next = line.peek(ahead);
    match next.map(|token| token.kind) {
        Some(Kind::Clock(Clock {
            minute: None,
            half: None,
            ..
        })) => line
            .peek(ahead + 1)
            .is_none_or(|token| dates::month_called(&token.plain).is_none()),
        Some(Kind::Clock(_)) => true,
        _ => {
            next.is_some_and(|token| ["midday", "noon", "midnight"].contains(&token.plain.as_str()))
        }
    }
}

fn parse_session(line: &mut Line<'_>) -> Result<Session, Mistake> {
    if line.take(ALL_DAY) {
        return Ok(Session::ALL_DAY);
    }
    line.take(&["from"]);
    let start = line.at;
    let opens = parse_moment(line)?;
    if !line.take(&["-", "to", "until", "till", "til"]) || !begins(line) {
        let message = format!(
            "\"{}\" has no end",
            line.written_since(start).trim_end_matches(['-', '–', ' '])
        );
        return Err(Mistake::with_help(
            message,
            "Add a start and an end, like 10:00-12:00.",
        ));
    }
    let closes = parse_moment(line)?;
    let written = line.written_since(start);
    refuse_two_readings(opens, closes, written)?;
    if opens == Moment::Midnight {
        let message = "\"midnight\" could be the start or the end of the day";
        return Err(Mistake::with_help(
            message,
            "Use 00:00 for the start of the day.",
        ));
    }
    session(opens.time(), closes, written)
}

fn session(opens: Time, closes: Moment, written: &str) -> Result<Session, Mistake> {
    let ends_the_day = closes == Moment::Midnight
        || (closes.time() == Time::midnight() && opens != Time::midnight());
    let closes = if ends_the_day {
        Session::LAST_MINUTE
    } else {
        closes.time()
    };
    if opens == closes {
        let message = format!("\"{written}\" starts and ends at the same time");
        return Err(Mistake::with_help(
            message,
            "For all day, write 24 hours a day. If nobody knows, leave hours: out.",
        ));
    }
    Session::new(opens, closes).ok_or_else(|| {
        let message = format!("\"{written}\" ends before it starts");
        Mistake::with_help(message, "If it runs past midnight, write two lines.")
    })
}

/// A moment of a day and how clearly it was written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Moment {
    Midday,
    Midnight,
    Clock(Time, Clarity),
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Clarity {
    /// `10am`.
    HalfSaid,
    /// `09:00`, `13:00`: only a 24-hour time looks like this.
    Only24Hour,
    /// `10:00`: a 24-hour time unless the other end says am or pm.
    Usually24Hour,
    /// `9:00`: clear only beside a 24-hour time that is certain.
    OneDigit,
    /// `10`.
    HourOnly,
}

impl Moment {
    /// As a civil time; for midnight that is the start of the day.
    fn time(self) -> Time {
        match self {
            Self::Midday => Time::constant(12, 0, 0, 0),
            Self::Midnight => Time::midnight(),
            Self::Clock(time, _) => time,
        }
    }
}

fn parse_moment(line: &mut Line<'_>) -> Result<Moment, Mistake> {
    if line.take(MIDDAY) {
        return Ok(Moment::Midday);
    }
    if line.take(MIDNIGHT) {
        return Ok(Moment::Midnight);
    }
    let start = line.at;
    let kind = line.peek(0).map(|token| token.kind);
    line.step();
    let moment = match kind {
        Some(Kind::Clock(clock)) => moment(clock),
        _ => None,
    };
    moment.ok_or_else(|| {
        let message = format!("\"{}\" is not a time", line.written_since(start));
        Mistake::with_help(message, "Write times like 10:00, 9am or 1:30pm.")
    })
}

fn moment(clock: Clock<'_>) -> Option<Moment> {
    let minute: i8 = match clock.minute {
        Some(minute) if minute.len() != 2 => return None,
        Some(minute) => minute.parse().ok()?,
        None => 0,
    };
    let hour: i8 = clock.hour.parse().ok().filter(|_| clock.hour.len() <= 2)?;
    let hour_of_day = match clock.half {
        Some(_) if !(1..=12).contains(&hour) => return None,
        Some(Half::Am) => hour % 12,
        Some(Half::Pm) => hour % 12 + 12,
        None if hour == 24 && clock.minute == Some("00") => return Some(Moment::Midnight),
        None => hour,
    };
    let time = Time::new(hour_of_day, minute, 0, 0).ok()?;
    let clarity = match (clock.half, clock.minute) {
        (Some(_), _) => Clarity::HalfSaid,
        (None, None) => Clarity::HourOnly,
        _ if hour >= 13 || clock.hour.starts_with('0') => Clarity::Only24Hour,
        _ if hour >= 10 => Clarity::Usually24Hour,
        _ => Clarity::OneDigit,
    };
    Some(Moment::Clock(time, clarity))
}

fn refuse_two_readings(opens: Moment, closes: Moment, written: &str) -> Result<(), Mistake> {
    // Midday and midnight are clear in themselves and say nothing about the time beside them.
    let clarities = [opens, closes].map(|moment| match moment {
        Moment::Clock(_, clarity) => Some(clarity),
        Moment::Midday | Moment::Midnight => None,
    });
    let has = |clarity| clarities.contains(&Some(clarity));
    let is_half_said = has(Clarity::HalfSaid) || clarities.contains(&None);
    let is_unclear = has(Clarity::HourOnly)
        || (has(Clarity::OneDigit) && !has(Clarity::Only24Hour))
        || (has(Clarity::HalfSaid) && has(Clarity::Usually24Hour));
    match (is_unclear, is_half_said) {
        (false, _) => Ok(()),
        (true, true) => {
            let help = "Say am or pm on both, like 10am-1pm, or use 24-hour times.";
            Err(Mistake::with_help(
                format!("\"{written}\" could mean two things"),
                help,
            ))
        }
        (true, false) => {
            let help = "Use 24-hour times like 10:00-13:00, or say am or pm on both.";
            Err(Mistake::with_help(
                format!("\"{written}\" could be morning or afternoon"),
                help,
            ))
        }
    }
}
