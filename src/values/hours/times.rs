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
use super::{Mistake, dates, refuse};

/// The whole day, said in words or as `24 hours`.
pub(super) const ALL_DAY: &[&str] = &[
    "24 hours a day , 7 days a week",
    "24 hours a day 7 days a week",
    "24 hours a day",
    "24 hours",
    "24 / 7",
];
const BEFORE_TIMES: &[&str] = &["from", "between", "at"];
const UNTIL: &[&str] = &["-", "to", "until", "till", "til"];
const MIDDAY: &[&str] = &["midday", "noon", "12 noon", "12 midday"];
const MIDNIGHT: &[&str] = &["midnight", "12 midnight"];

/// One or more sessions, joined with a comma, `and` or nothing.
pub(super) fn parse(line: &mut Line<'_>) -> Result<Vec<Session>, Mistake> {
    let start = line.at;
    let mut sessions: Vec<Session> = Vec::new();
    loop {
        let session = parse_session(line)?;
        if sessions.iter().any(|earlier| earlier.overlaps(session)) {
            let message = format!("The times in {} overlap", line.quoted_since(start));
            return refuse(message, "Write each time of the day once.");
        }
        sessions.push(session);
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
    let ahead = usize::from(line.next_is(BEFORE_TIMES));
    match line.kind(ahead) {
        Some(Kind::Number(_)) => dates::month_called(line.plain(ahead + 1)).is_none(),
        Some(Kind::Clock(_)) => true,
        _ => ["midday", "noon", "midnight"].contains(&line.plain(ahead)),
    }
}

fn parse_session(line: &mut Line<'_>) -> Result<Session, Mistake> {
    if line.take(ALL_DAY) {
        return Ok(Session::ALL_DAY);
    }
    let until = if line.next_is(&["between"]) { &["and"] } else { UNTIL };
    line.take(BEFORE_TIMES);
    let start = line.at;
    let opens = parse_moment(line)?;
    let quoted_start = line.quoted_since(start);
    if !line.take(until) || !begins(line) {
        let message = format!("{quoted_start} has no end");
        return refuse(message, "Add a start and an end, like 10:00-12:00.");
    }
    let closes = parse_moment(line)?;
    let quoted = line.quoted_since(start);
    refuse_two_readings(opens, closes, &quoted)?;
    if opens == Moment::Midnight {
        let message = format!("{quoted_start} could be the start or the end of the day");
        return refuse(message, "Use 00:00 for the start of the day.");
    }
    session(opens.time(), closes, &quoted)
}

fn session(opens: Time, closes: Moment, quoted: &str) -> Result<Session, Mistake> {
    // `00:00-00:00` stands for "not known" in many a list, so the whole day has to be clearer than that.
    if opens == closes.time() && closes != Moment::Midnight {
        let help = "For all day, write 24 hours a day. If nobody knows, leave hours: out.";
        return refuse(format!("{quoted} starts and ends at the same time"), help);
    }
    let closes = match closes.time() {
        time if time == Time::midnight() => Session::LAST_MINUTE,
        time => time,
    };
    Session::new(opens, closes).ok_or_else(|| {
        let message = format!("{quoted} ends before it starts");
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
    let moment = match line.kind(0) {
        Some(Kind::Number(hour)) => moment(Clock {
            hour,
            minute: None,
            half: None,
        }),
        Some(Kind::Clock(clock)) => moment(clock),
        _ => None,
    };
    line.step();
    moment.ok_or_else(|| {
        let message = format!("{} is not a time", line.quoted_since(start));
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

fn refuse_two_readings(opens: Moment, closes: Moment, quoted: &str) -> Result<(), Mistake> {
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
    if !is_unclear {
        return Ok(());
    }
    if is_half_said {
        let help = "Say am or pm on both, like 10am-1pm, or use 24-hour times.";
        return refuse(format!("{quoted} could mean two things"), help);
    }
    let help = if has(Clarity::HourOnly) {
        "Use 24-hour times like 10:00-13:00, or say am or pm on both."
    } else {
        "Use 24-hour times with four figures like 09:00-13:00, or say am or pm on both."
    };
    refuse(format!("{quoted} could be morning or afternoon"), help)
}
