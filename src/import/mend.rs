//! Values as strangers write them, mended only where it is sure what was meant.
//!
//! In: the text of a field. Out: the value as an entry writes it, or the reason why it is none, for a note.
//! It must not know which entry the text belongs to.

use crate::values::Mistake;
use crate::values::date::Date;
use crate::values::email::Email;
use crate::values::phone::Phone;
use crate::values::postcode::Postcode;
use crate::values::web_address::WebAddress;

/// The calling code of the United Kingdom (ITU-T E.164), where numbers are written with their first 0.
pub const UK: &str = "44";
/// The calling code of North America.
const NORTH_AMERICA: &str = "1";

/// The numbers in a field; several only where a mark or a word parts them and each is whole.
///
/// `country` is the calling code of numbers that do not say theirs, without `+`.
pub fn phones(text: &str, country: &str) -> Result<Vec<Phone>, String> {
    let text = text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | ',' | ';'));
    let whole = phone(text, country);
    let parts = text.replace(" or ", "/").replace(" and ", "/");
    let parts = parts.split(['/', ';', '|', '\n', '&', ',']).map(str::trim);
    let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
    match whole {
        Ok(one) => Ok(vec![one]),
        Err(mistake) if parts.len() < 2 => Err(mistake.message),
        Err(mistake) => {
            let each: Result<Vec<Phone>, Mistake> = parts.iter().map(|part| phone(part, country)).collect();
            each.map_err(|_| mistake.message)
        }
    }
}

fn phone(text: &str, country: &str) -> Result<Phone, Mistake> {
    if text.starts_with('+') || text.starts_with("00") {
        return Phone::parse(text);
    }
    let before_words = text.split(char::is_alphabetic).next().unwrap_or_default();
    let digits: String = before_words.chars().filter(char::is_ascii_digit).collect();
    if country == UK {
        // A spreadsheet that takes a number for a sum drops its first 0.
        let lost_its_zero = digits.len() == 10 && digits.starts_with(['1', '2', '3', '7', '8']);
        return if lost_its_zero {
            Phone::parse(&format!("0{text}"))
        } else {
            Phone::parse(text)
        };
    }
    if (3..=6).contains(&digits.len()) {
        return Phone::parse(text);
    }
    if country == NORTH_AMERICA && digits.len() == 11 && digits.starts_with('1') {
        return Phone::parse(&format!("+{text}"));
    }
    let without_trunk = if country == NORTH_AMERICA {
        text
    } else {
        text.trim_start_matches('0')
    };
    Phone::parse(&format!("+{country} {without_trunk}"))
}

/// The one email address in a text, such as `Bodmin Library <bodmin@example.org.uk>`.
pub fn email(text: &str) -> Result<Email, String> {
    let mistake = match Email::parse(text) {
        Ok(email) => return Ok(email),
        Err(mistake) => mistake,
    };
    let is_between = |c: char| c.is_whitespace() || matches!(c, '<' | '>' | '(' | ')' | '[' | ']' | ',' | ';' | '"');
    let is_edge = |c: char| !c.is_ascii_alphanumeric();
    let words = text
        .split(is_between)
        .map(|word| word.strip_prefix("mailto:").unwrap_or(word));
    let found: Vec<Email> = words
        .filter_map(|word| Email::parse(word.trim_matches(is_edge)).ok())
        .collect();
    match found.as_slice() {
        [only] if text.matches('@').count() == 1 => Ok(only.clone()),
        _ => Err(mistake.message),
    }
}

/// A web address; `www.` in front is as good as `https://www.`, and nothing else is.
pub fn web(text: &str) -> Result<WebAddress, String> {
    let text = text.trim();
    let with_scheme = text
        .to_ascii_lowercase()
        .starts_with("www.")
        .then(|| format!("https://{text}"));
    WebAddress::parse(with_scheme.as_deref().unwrap_or(text)).map_err(|mistake| mistake.message)
}

/// A postcode of the United Kingdom, or of North America a ZIP code, alone or behind the two letters of its state.
pub fn postcode(text: &str, country: &str) -> Result<String, String> {
    let text = text.trim();
    if country != NORTH_AMERICA {
        return Postcode::parse(text)
            .map(|code| code.to_string())
            .map_err(|mistake| mistake.message);
    }
    let code = match text.split_once(' ') {
        Some((state, code)) if state.len() == 2 && state.bytes().all(|byte| byte.is_ascii_uppercase()) => code,
        _ => text,
    };
    let lengths: Vec<usize> = code.split('-').map(str::len).collect();
    let is_code =
        code.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-') && matches!(lengths.as_slice(), [5] | [5, 4]);
    if is_code {
        Ok(code.to_owned())
    } else {
        Err("it is not a ZIP code of five digits".to_owned())
    }
}

/// A day, also where a time of day stands behind it: `2021-01-13T12:48:54.730Z`.
pub fn date(text: &str) -> Result<Date, String> {
    let text = text.trim();
    let day = match text.split_at_checked(10) {
        Some((day, rest)) if rest.starts_with(['T', ' ']) => day,
        _ => text,
    };
    Date::parse(day).map_err(|mistake| mistake.message)
}

/// Whether a text says yes.
pub fn is_yes(text: &str) -> bool {
    matches!(text.trim().to_lowercase().as_str(), "true" | "yes" | "y" | "1")
}

/// Whether a text says that something is free, and nothing else.
pub fn is_free(text: &str) -> bool {
    let said = text.trim().trim_end_matches('.').to_lowercase();
    let words = [
        "free",
        "free of charge",
        "free to everyone",
        "free to all",
        "free for everyone",
        "no charge",
        "no cost",
    ];
    words.contains(&said.as_str())
}
