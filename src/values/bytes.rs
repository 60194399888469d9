//! How much a file weighs: bytes, said in KB of 1,000 bytes, as hosts and telephone companies count.

use std::fmt;

use super::Mistake;

/// A number of bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Bytes(pub usize);

impl Bytes {
    /// From KB, as settings give it: more than nothing, and at most 100 MB.
    pub fn from_kilobytes(kilobytes: f64) -> Result<Self, Mistake> {
        if !(kilobytes > 0.0 && kilobytes <= 100_000.0) {
            let message = format!("`{kilobytes}` is not a size in KB");
            return Err(Mistake::with_help(message, "write a number like 8 or 7.5"));
        }
        Ok(Self((kilobytes * 1_000.0).round() as usize))
    }
}

impl fmt::Display for Bytes {
    /// To a tenth of a KB, rounded up: what is over a limit never looks as if it were not.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let tenths = self.0.div_ceil(100);
        match tenths % 10 {
            0 => write!(f, "{} KB", tenths / 10),
            tenth => write!(f, "{}.{tenth} KB", tenths / 10),
        }
    }
}
