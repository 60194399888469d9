//! The time zone in which opening hours are written.
//!
//! In: a name of the IANA time zone database, such as `Europe/London`. Out: a [`TimeZone`] that says which moment a
//! local time is. It must not know what time it is now.

use jiff::civil::{Date, Time};
use jiff::tz;

use super::Mistake;

/// A time zone that exists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimeZone(tz::TimeZone);

impl TimeZone {
    /// Reads a name of the IANA database.
    ///
    /// # Errors
    /// Refuses a name that the database does not hold.
    pub fn parse(name: &str) -> Result<Self, Mistake> {
        tz::TimeZone::get(name)
            .map(Self)
            .map_err(|_| Mistake::with_help(format!("`{name}` is not a time zone"), "Write it like `Europe/London`."))
    }

    /// The minutes from the start of 1970 in UTC to a local time. A time that the clocks skip in spring counts as if
    /// they had not been put forward; of a time that comes twice in autumn the first counts (RFC 5545, 3.3.5).
    pub fn minute(&self, date: Date, time: Time) -> i64 {
        let seconds = self
            .0
            .to_timestamp(date.to_datetime(time))
            .map(|moment| moment.as_second());
        seconds.unwrap_or(i64::MAX).div_euclid(60)
    }

    /// The minute at which a day begins.
    pub fn start_of(&self, date: Date) -> i64 {
        self.minute(date, Time::midnight())
    }

    /// The minute at which a day is over.
    pub fn end_of(&self, date: Date) -> i64 {
        self.start_of(date.tomorrow().unwrap_or(date))
    }
}
