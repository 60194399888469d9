//! A telephone number.
//!
//! In: a number as people write it (`(01632) 960100`, `+44 1632 960100 ext. 12`, `111`).
//! Out: a [`Phone`] that says itself, links itself, and knows what sort of number it is.
//! It must not know which numbers are in service or what a call costs.
//!
//! The rules are those of Ofcom's National Telephone Numbering Plan for numbers of the United Kingdom,
//! and of ITU-T E.164 for numbers of other countries.

use std::fmt;

use serde::{Serialize, Serializer};

use super::Mistake;

/// A number that can be dialled from the United Kingdom.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Phone {
    line: Line,
    extension: Option<String>,
}

/// Digits only; each kind leaves out the prefix that it always has.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Line {
    /// Without the first 0: `1632960100`.
    Uk(String),
    /// As dialled: `111`.
    Short(String),
    /// Country code and number, without the +: `18165550123`.
    Abroad(String),
}

/// What sort of number it is, which decides what it is called on a page and whether an editor is warned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PhoneKind {
    /// 01 and 02: a number with an area code.
    Landline,
    /// 07, but for 070 and 076.
    Mobile,
    /// 0800 and 0808: free to ring.
    Freephone,
    /// 09, 0871 to 0873 and 118: these may cost pounds a minute.
    Premium,
    /// 084, the rest of 087, personal numbers (070), pagers and internet numbers (05): the caller pays an
    /// access charge, and often a service charge.
    Service,
    /// Three to six digits, dialled or texted as they are.
    ShortCode,
    /// A number of another country.
    International,
    /// 03: costs what an 01 or 02 number costs.
    Uk03,
}

/// A number with spaces, brackets and an extension stays well under this many characters.
const LONGEST: usize = 60;

const HELP: &str =
    "a UK number starts with 0, like `01632 960100`; a number in another country starts with + and its country code";

/// Area codes, and 0800, without the first 0, in which some numbers are a digit shorter than everywhere else.
const AREAS_WITH_SHORT_NUMBERS: &[&str] = &[
    "1204", "1208", "1254", "1276", "1297", "1298", "1363", "1364", "1384", "1386", "1404", "1420", "1460", "1461",
    "1480", "1488", "1524", "1527", "1562", "1566", "1606", "1629", "1635", "1647", "1659", "1695", "1726", "1744",
    "1750", "1768", "1827", "1837", "1884", "1900", "1905", "1935", "1946", "1949", "1963", "1995", "16977", "800",
];

/// The area codes of six digits; every other 01 code has four or five.
const LONG_AREA_CODES: &[&str] = &[
    "013873", "015242", "015394", "015395", "015396", "016973", "016974", "016977", "017683", "017684", "017687",
    "019467",
];

/// Numbers of eight digits that are in use: Childline, and the NHS in Wales.
const EIGHT_DIGITS: &[&str] = &["8001111", "8454647"];

impl Phone {
    /// Reads one telephone number.
    ///
    /// Spaces, hyphens, dots, brackets and a `(0)` after the country code are allowed. Without 0 or +
    /// in front it is a short code, of three to five digits or of six that start with 1 (`116 123`): other
    /// numbers of six digits are local numbers whose area code was left out.
    ///
    /// # Errors
    /// Says what a number looks like and how many digits were found.
    pub fn parse(text: &str) -> Result<Self, Mistake> {
        let text = text.trim();
        if text.is_empty() {
            return Err(Mistake::with_help("a phone number is missing here", HELP));
        }
        if text.chars().count() > LONGEST {
            return Err(Mistake::with_help(
                "this is too long to be a phone number",
                "put only the number here and the words in `note`",
            ));
        }
        let (number, extension) = without_extension(text)?;
        let digits = digits_of(number, text)?;
        Ok(Self {
            line: line(&digits, text)?,
            extension,
        })
    }

    /// The number in the groups it is usually read in, with its extension: `01632 960100`,
    /// `01632 960100 ext. 12`.
    pub fn spoken(&self) -> String {
        let number = match &self.line {
            Line::Uk(digits) => uk_groups(&format!("0{digits}")),
            Line::Short(digits) if digits.len() == 6 => groups(digits, &[3]),
            Line::Short(digits) => digits.clone(),
            Line::Abroad(digits) => abroad_groups(digits),
        };
        match &self.extension {
            Some(extension) => format!("{number} ext. {extension}"),
            None => number,
        }
    }

    /// The address of a link that rings the number (RFC 3966): `tel:+441632960100;ext=12`.
    ///
    /// A short code has no + because it means nothing outside the country; telephones dial it as it is.
    pub fn tel_uri(&self) -> String {
        let number = self.dialled();
        match &self.extension {
            Some(extension) => format!("tel:{number};ext={extension}"),
            None => format!("tel:{number}"),
        }
    }

    /// The address of a link that writes a text message (RFC 5724): `sms:+441632960100`. A text message
    /// cannot reach an extension, so none is given.
    pub fn sms_uri(&self) -> String {
        format!("sms:{}", self.dialled())
    }

    /// What sort of number it is.
    pub fn kind(&self) -> PhoneKind {
        match &self.line {
            Line::Uk(digits) => uk_kind(digits),
            Line::Short(digits) if digits.starts_with("118") => PhoneKind::Premium,
            Line::Short(_) => PhoneKind::ShortCode,
            Line::Abroad(_) => PhoneKind::International,
        }
    }

    fn dialled(&self) -> String {
        match &self.line {
            Line::Uk(digits) => format!("+44{digits}"),
            Line::Short(digits) => digits.clone(),
            Line::Abroad(digits) => format!("+{digits}"),
        }
    }
}

impl fmt::Display for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.spoken())
    }
}

impl Serialize for Phone {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// Splits `01632 960100 ext. 12` at the first letter.
fn without_extension(text: &str) -> Result<(&str, Option<String>), Mistake> {
    let Some(start) = text.find(char::is_alphabetic) else {
        return Ok((text, None));
    };
    let (number, rest) = text.split_at_checked(start).unwrap_or((text, ""));
    let letters: String = rest.chars().take_while(|c| c.is_alphabetic()).collect();
    let after = rest.strip_prefix(letters.as_str()).unwrap_or(rest);
    let extension = after.trim_matches(|c: char| c.is_whitespace() || matches!(c, '.' | ':' | ')'));
    let is_extension = matches!(letters.to_lowercase().as_str(), "x" | "ext" | "extn" | "extension");
    let is_number = matches!(extension.len(), 1..=6) && extension.bytes().all(|byte| byte.is_ascii_digit());
    if is_extension && is_number {
        let number = number.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '('));
        return Ok((number, Some(extension.to_owned())));
    }
    if is_two_numbers(text) {
        return Err(two_numbers(text));
    }
    Err(Mistake::with_help(
        format!("`{text}` has words in it, and a phone number has only digits"),
        "put only the number here, with `ext. 12` for an extension, and the words in `note`",
    ))
}

/// Leaves digits with at most one + in front; 0044 and 00 become +.
fn digits_of(number: &str, text: &str) -> Result<String, Mistake> {
    if is_two_numbers(number) {
        return Err(two_numbers(text));
    }
    let mut digits = String::new();
    for letter in number.chars() {
        match letter {
            '0'..='9' => digits.push(letter),
            '+' if digits.is_empty() => digits.push(letter),
            '-' | '.' | '(' | ')' | '\u{2010}'..='\u{2015}' => {}
            _ if letter.is_whitespace() || is_invisible(letter) => {}
            _ => {
                return Err(Mistake::with_help(
                    format!("`{text}` has `{letter}` in it, and a phone number has only digits"),
                    HELP,
                ));
            }
        }
    }
    let abroad = digits.strip_prefix("00").map(|rest| format!("+{rest}"));
    let digits = abroad.unwrap_or(digits);
    if digits.starts_with('+') && number.contains("(0)") {
        // The 0 in `+44 (0)1632` is dialled inside the country only.
        return digits_of(&number.replacen("(0)", "", 1), text);
    }
    Ok(digits)
}

/// Marks that phones and word processors put round a number when it is copied.
fn is_invisible(letter: char) -> bool {
    matches!(letter, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

fn is_two_numbers(text: &str) -> bool {
    let text = text.to_lowercase().replace(" or ", "/").replace(" and ", "/");
    let parts = text.split(['/', ';', ',', '&', '|', '\n']);
    let has_digit = |part: &&str| part.contains(|c: char| c.is_ascii_digit());
    parts.filter(has_digit).count() > 1
}

fn two_numbers(text: &str) -> Mistake {
    Mistake::with_help(
        format!("`{text}` looks like two phone numbers"),
        "put each number in its own contact",
    )
}

/// Sorts digits by their prefix and counts them.
fn line(digits: &str, text: &str) -> Result<Line, Mistake> {
    if let Some(number) = digits.strip_prefix("+44") {
        return uk(number.strip_prefix('0').unwrap_or(number), text);
    }
    if let Some(number) = digits.strip_prefix('+') {
        return abroad(number, text);
    }
    if let Some(number) = digits.strip_prefix('0') {
        return uk(number, text);
    }
    if digits.starts_with("18001") || digits.starts_with("18002") {
        return Err(Mistake::with_help(
            format!("`{text}` starts with the code of the Relay UK service"),
            "write the number without it; people who use Relay UK add the code themselves",
        ));
    }
    if matches!(digits.len(), 3..=5) || digits.len() == 6 && digits.starts_with('1') {
        return Ok(Line::Short(digits.to_owned()));
    }
    let (why, help) = match digits.len() {
        0..=2 => ("needs at least three", HELP),
        6..=8 => ("no area code", "put the area code in front, like `01632 960100`"),
        _ => ("neither 0 nor + in front", HELP),
    };
    let found = digits_in_words(digits);
    Err(Mistake::with_help(format!("`{text}` has {found} and {why}"), help))
}

/// Checks what follows the first 0 of a United Kingdom number.
fn uk(number: &str, text: &str) -> Result<Line, Mistake> {
    if number.starts_with(['0', '4', '6']) {
        let prefix: String = number.chars().take(1).collect();
        return Err(Mistake::with_help(
            format!("`{text}` starts with 0{prefix}, and no UK number does"),
            HELP,
        ));
    }
    let mut short_areas = AREAS_WITH_SHORT_NUMBERS.iter();
    let may_be_shorter = short_areas.any(|area| number.starts_with(area));
    let is_whole = number.len() == 10 || number.len() == 9 && may_be_shorter;
    if is_whole || EIGHT_DIGITS.contains(&number) {
        return Ok(Line::Uk(number.to_owned()));
    }
    let found = digits_in_words(&format!("0{number}"));
    Err(Mistake::with_help(
        format!("`{text}` has {found} from its first 0, and a UK number has 11"),
        "check it for a missing or extra digit; a UK number looks like `01632 960100`",
    ))
}

/// Checks a number of another country, its code first.
fn abroad(number: &str, text: &str) -> Result<Line, Mistake> {
    let rule = if number.starts_with('0') {
        "no country code starts with 0"
    } else if number.starts_with('1') && number.len() != 11 {
        "a number in North America has 11 with the 1"
    } else if !(8..=15).contains(&number.len()) {
        "a number in another country has 8 to 15 with its country code"
    } else {
        return Ok(Line::Abroad(number.to_owned()));
    };
    let found = digits_in_words(number);
    Err(Mistake::with_help(
        format!("`{text}` has {found} after + or 00, and {rule}"),
        HELP,
    ))
}

fn digits_in_words(digits: &str) -> String {
    let plural = if digits.len() == 1 { "" } else { "s" };
    format!("{} digit{plural}", digits.len())
}

fn uk_kind(digits: &str) -> PhoneKind {
    let starts = |prefixes: &[&str]| prefixes.iter().any(|prefix| digits.starts_with(prefix));
    if starts(&["1", "2"]) {
        PhoneKind::Landline
    } else if starts(&["3"]) {
        PhoneKind::Uk03
    } else if starts(&["800", "808"]) {
        PhoneKind::Freephone
    } else if starts(&["9", "871", "872", "873"]) {
        PhoneKind::Premium
    // 07624 is the Isle of Man's mobiles, in the middle of the pagers.
    } else if starts(&["7624"]) || starts(&["7"]) && !starts(&["70", "76"]) {
        PhoneKind::Mobile
    } else {
        PhoneKind::Service
    }
}

/// Groups a United Kingdom number that has its first 0: area code first, long rests halved.
fn uk_groups(number: &str) -> String {
    let starts = |prefixes: &[&str]| prefixes.iter().any(|prefix| number.starts_with(prefix));
    let has_city_code = matches!(number.as_bytes(), [b'0', b'1', b'1', ..] | [b'0', b'1', _, b'1', ..]);
    if starts(&["02", "05", "070"]) {
        groups(number, &[3, 4])
    } else if starts(LONG_AREA_CODES) {
        groups(number, &[6])
    } else if starts(&["01", "07"]) && !has_city_code {
        groups(number, &[5])
    } else if number.len() == 11 {
        groups(number, &[4, 3])
    } else {
        groups(number, &[4])
    }
}

/// Groups a number of another country: its code, then threes, the last group four rather than one alone.
fn abroad_groups(digits: &str) -> String {
    let code = country_code_length(digits);
    let threes = digits.len().saturating_sub(code).saturating_sub(2) / 3;
    let sizes: Vec<usize> = std::iter::once(code).chain(std::iter::repeat_n(3, threes)).collect();
    format!("+{}", groups(digits, &sizes))
}

/// The country codes of E.164 have one digit (1 and 7), two digits as listed, and otherwise three.
fn country_code_length(digits: &str) -> usize {
    const TWO_DIGITS: &str = "20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 60 \
        61 62 63 64 65 66 81 82 84 86 90 91 92 93 94 95 98";
    if digits.starts_with(['1', '7']) {
        return 1;
    }
    let has_two = TWO_DIGITS.split(' ').any(|code| digits.starts_with(code));
    if has_two { 2 } else { 3 }
}

/// Groups of the given sizes, and whatever is left as the last group.
fn groups(digits: &str, sizes: &[usize]) -> String {
    let mut parts = Vec::new();
    let mut rest = digits;
    for size in sizes {
        if let Some((group, after)) = rest.split_at_checked(*size) {
            parts.push(group);
            rest = after;
        }
    }
    parts.push(rest);
    parts.join(" ")
}
