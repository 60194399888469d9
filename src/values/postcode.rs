//! A United Kingdom postcode.
//!
//! In: a postcode as people type it (`sw1a1aa`, `SW1A 1AA`). Out: a [`Postcode`] in the one usual shape.
//! It must not know which postcodes exist or where they are.

use std::fmt;

use serde::Serialize;

use super::Mistake;

/// A postcode of the right form, in capitals with one space: `SW1A 1AA`.
///
/// The form is the one the government's data standards give for postcodes (BS 7666): which letters may
/// stand in which place. A postcode of the right form need not exist. The codes of the overseas
/// territories (`FIQQ 1ZZ`) have a form of their own and are not accepted.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub struct Postcode(String);

/// The longest postcode has 7 characters; a few more leave room for spaces typed by mistake.
const LONGEST: usize = 20;

/// One postcode that is real and does not follow the form (it belonged to Girobank).
const EXCEPTION: &str = "GIR0AA";

impl Postcode {
    /// Reads a postcode in any case, with its space anywhere or nowhere.
    ///
    /// # Errors
    /// Says that the text is not a postcode, and names the postcode meant when only the letters O and I
    /// and the digits 0 and 1 were mixed up.
    pub fn parse(text: &str) -> Result<Self, Mistake> {
        let text = text.trim();
        if text.is_empty() {
            return Err(Mistake::with_help("a postcode is missing here", HELP));
        }
        if text.chars().count() > LONGEST {
            return Err(Mistake::with_help("this is too long to be a postcode", HELP));
        }
        let letters: Vec<char> = text
            .chars()
            .filter(|letter| !letter.is_whitespace())
            .map(|letter| letter.to_ascii_uppercase())
            .collect();
        if has_the_form(&letters) {
            return Ok(Self(with_space(&letters)));
        }
        Err(Mistake::with_help(
            format!("`{text}` is not a postcode"),
            help_for(&letters),
        ))
    }

    /// The first half, `SW1A`: the post town's district.
    pub fn outward(&self) -> &str {
        self.halves().0
    }

    /// The second half, `1AA`: a street or a part of one.
    pub fn inward(&self) -> &str {
        self.halves().1
    }

    /// The letters at the start, `SW`.
    pub fn area(&self) -> &str {
        let outward = self.outward();
        outward
            .split(|letter: char| letter.is_ascii_digit())
            .next()
            .unwrap_or(outward)
    }

    /// The first half and one digit of the second, `SW1A 1`: some 3,000 addresses, so it says roughly
    /// where a place is without saying which door.
    pub fn sector(&self) -> &str {
        let letters_after_sector = 2;
        self.0
            .split_at_checked(self.0.len().saturating_sub(letters_after_sector))
            .map_or(self.0.as_str(), |(sector, _)| sector)
    }

    fn halves(&self) -> (&str, &str) {
        self.0.split_once(' ').unwrap_or((&self.0, ""))
    }
}

impl fmt::Display for Postcode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

const HELP: &str = "write both halves, such as `SW1A 1AA`";

fn help_for(letters: &[char]) -> String {
    if let Some(meant) = without_slips(letters) {
        return format!("did you mean `{meant}`? The letters O and I look like the digits 0 and 1");
    }
    if is_outward(letters) {
        return format!("this is the first half only; {HELP}");
    }
    if let [outward @ .., digit, first, second] = letters {
        let has_shape = digit.is_ascii_digit() && first.is_ascii_uppercase() && second.is_ascii_uppercase();
        if has_shape && is_outward(outward) {
            return "the second half never has the letters C, I, K, M, O or V".to_owned();
        }
    }
    HELP.to_owned()
}

fn with_space(letters: &[char]) -> String {
    let (outward, inward) = letters.split_at(letters.len().saturating_sub(3));
    outward.iter().chain(&[' ']).chain(inward).collect()
}

fn has_the_form(letters: &[char]) -> bool {
    if letters.iter().copied().eq(EXCEPTION.chars()) {
        return true;
    }
    match letters {
        [outward @ .., digit, first, second] => {
            is_outward(outward) && digit.is_ascii_digit() && is_inward_letter(*first) && is_inward_letter(*second)
        }
        _ => false,
    }
}

/// The six shapes of the first half: `M1`, `B33`, `W1A`, `CR2`, `DN55`, `EC1A`.
///
/// A district of two digits never starts with 0. The standard allows it, but no such district exists and
/// `S015` is then known to be `SO15`.
fn is_outward(letters: &[char]) -> bool {
    match *letters {
        [a, d] => is_first(a) && d.is_ascii_digit(),
        [a, d, e] if d.is_ascii_digit() => is_first(a) && (is_two_digits(d, e) || "ABCDEFGHJKPSTUW".contains(e)),
        [a, b, d] => is_first(a) && is_second(b) && d.is_ascii_digit(),
        [a, b, d, e] => {
            is_first(a) && is_second(b) && d.is_ascii_digit() && (is_two_digits(d, e) || "ABEHMNPRVWXY".contains(e))
        }
        _ => false,
    }
}

fn is_first(letter: char) -> bool {
    letter.is_ascii_uppercase() && !"QVX".contains(letter)
}

fn is_second(letter: char) -> bool {
    letter.is_ascii_uppercase() && !"IJZ".contains(letter)
}

fn is_two_digits(first: char, second: char) -> bool {
    matches!(first, '1'..='9') && second.is_ascii_digit()
}

/// Letters that are hard to tell apart by hand are not used in the second half.
fn is_inward_letter(letter: char) -> bool {
    letter.is_ascii_uppercase() && !"CIKMOV".contains(letter)
}

/// The one postcode that comes of swapping the fewest O/0 and I/1, if there is exactly one.
fn without_slips(letters: &[char]) -> Option<String> {
    let doubtful: Vec<usize> = (0..letters.len())
        .filter(|place| letters.get(*place).is_some_and(|letter| twin(*letter).is_some()))
        .collect();
    if letters.len() > 7 {
        return None;
    }
    for swaps in 1..=doubtful.len() {
        let meant: Vec<String> = (0u32..1 << doubtful.len())
            .filter(|choice| choice.count_ones() as usize == swaps)
            .map(|choice| swapped(letters, &doubtful, choice))
            .filter(|candidate| has_the_form(candidate))
            .map(|candidate| with_space(&candidate))
            .collect();
        match meant.as_slice() {
            [] => {}
            [only] => return Some(only.clone()),
            _ => return None,
        }
    }
    None
}

/// The letters with the doubtful places replaced by their twins where the bits of `choice` say so.
fn swapped(letters: &[char], doubtful: &[usize], choice: u32) -> Vec<char> {
    let is_chosen = |place: usize| {
        doubtful
            .iter()
            .position(|doubt| *doubt == place)
            .is_some_and(|bit| choice >> bit & 1 == 1)
    };
    letters
        .iter()
        .enumerate()
        .map(|(place, letter)| {
            if is_chosen(place) {
                twin(*letter).unwrap_or(*letter)
            } else {
                *letter
            }
        })
        .collect()
}

fn twin(letter: char) -> Option<char> {
    match letter {
        'O' => Some('0'),
        '0' => Some('O'),
        'I' => Some('1'),
        '1' => Some('I'),
        _ => None,
    }
}
