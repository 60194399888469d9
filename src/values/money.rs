//! A sum of money in pounds.
//!
//! In: a sum as people write it (`20`, `2.50`, `£2.50`, `50p`). Out: [`Money`], exact to the penny.
//! It must not know what the sum is for.

use std::fmt;

use serde::{Serialize, Serializer};

use super::Mistake;

/// Pounds sterling, in whole pence, from £0 to £42,949,672.95.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Money(u32);

/// No sum that fits has more characters than this.
const LONGEST: usize = 20;

const HELP: &str = "write pounds, such as `20` or `2.50`";

impl Money {
    /// Reads pounds, or pence when a `p` follows.
    ///
    /// One digit after the point is tens of pence, because a program that wrote `2.50` as a number leaves
    /// `2.5`. Commas may stand before every third digit of the pounds.
    ///
    /// # Errors
    /// Says what a sum looks like, and refuses sums below nothing and parts of a penny.
    pub fn parse(text: &str) -> Result<Self, Mistake> {
        let text = text.trim();
        if text.is_empty() {
            return Err(Mistake::with_help("a sum of money is missing here", HELP));
        }
        if text.chars().count() > LONGEST {
            return Err(Mistake::with_help("this is too long to be a sum of money", HELP));
        }
        if text.starts_with(['-', '−', '–']) {
            return Err(Mistake::with_help(format!("`{text}` is less than nothing"), HELP));
        }
        if let Some(pence) = text.strip_suffix('p') {
            return whole(pence.trim_end()).map(Self).ok_or_else(|| not_a_sum(text));
        }
        let sum = text.strip_prefix('£').map_or(text, str::trim_start);
        let (pounds, pence) = sum.split_once('.').unwrap_or((sum, "0"));
        if pence.len() > 2 && pence.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(Mistake::with_help(
                format!("`{text}` has a part of a penny in it"),
                HELP,
            ));
        }
        pence_of(pounds, pence).map(Self).ok_or_else(|| not_a_sum(text))
    }

    /// A sum given in pence.
    pub fn from_pence(pence: u32) -> Self {
        Self(pence)
    }

    /// The whole sum in pence.
    pub fn pence(self) -> u32 {
        self.0
    }
}

/// `£20`, `£2.50`, `£1,200`.
impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (pounds, pence) = (self.0 / 100, self.0 % 100);
        let (millions, thousands, ones) = (pounds / 1_000_000, pounds / 1_000 % 1_000, pounds % 1_000);
        match (millions, thousands) {
            (0, 0) => write!(f, "£{ones}")?,
            (0, _) => write!(f, "£{thousands},{ones:03}")?,
            _ => write!(f, "£{millions},{thousands:03},{ones:03}")?,
        }
        if pence > 0 { write!(f, ".{pence:02}") } else { Ok(()) }
    }
}

impl Serialize for Money {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

fn not_a_sum(text: &str) -> Mistake {
    Mistake::with_help(format!("`{text}` is not a sum of money"), HELP)
}

fn pence_of(pounds: &str, pence: &str) -> Option<u32> {
    let tens = if pence.len() == 1 { 10 } else { 1 };
    let pence = whole(pence)?.checked_mul(tens)?;
    pounds_of(pounds)?.checked_mul(100)?.checked_add(pence)
}

/// Whole pounds, with commas before every third digit or without any.
fn pounds_of(text: &str) -> Option<u32> {
    let mut groups = text.split(',');
    let first = groups.next()?;
    let mut digits = first.to_owned();
    for group in groups {
        if group.len() != 3 || first.len() > 3 {
            return None;
        }
        digits.push_str(group);
    }
    whole(&digits)
}

/// Digits alone: a sign, which a number may have elsewhere, has no place in a sum.
fn whole(digits: &str) -> Option<u32> {
    digits
        .bytes()
        .all(|byte| byte.is_ascii_digit())
        .then(|| digits.parse().ok())
        .flatten()
}
