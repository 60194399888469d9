//! The opening-hours language: what an editor writes about when something is open.
//!
//! In: one line such as `Tuesdays 10:00-12:00`. Out: [`Rule`]s that cannot be wrong, which can be
//! written back ([`Rule`] is `Display`), said to a reader ([`say`]), exported ([`rrule`], [`byday`])
//! and laid on a calendar ([`occurrences`]), or a [`Mistake`] that says how to write it better.
//! Text that could mean two things is refused, never guessed. All dates and times are local.
//! Nothing here knows time zones, files, or what today is; words for readers are passed in.

mod canonical;
mod dates;
mod days;
mod line;
mod occurrences;
mod parse;
mod rrule;
mod rule;
mod say;
mod times;
mod words;

use super::Mistake;

pub use occurrences::{Calendar, Occurrence, occurrences};
pub use parse::{LONGEST_LINE, parse};
pub use rrule::{byday, frequency, interval, rrule};
pub use rule::{Day, Nth, NthDay, Rule, Session, When};
pub use say::{say, say_date, say_occurrence, say_session, say_time};
pub use words::HoursWords;

/// A refusal with its next step, wherever a value was hoped for.
fn refuse<T>(message: impl Into<String>, help: &str) -> Result<T, Mistake> {
    Err(Mistake::with_help(message, help))
}
