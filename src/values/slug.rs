//! A slug: the name of a thing in file names and addresses, such as `tea-and-tablets`.
//!
//! In: a file name without its ending, a reference in an entry, or a title to make a slug from.
//! Out: a [`Slug`] that is safe as a file name on every computer and as a part of a web address.
//! It must not know which slugs exist.

use std::fmt;

use serde::Serialize;

use super::Mistake;

/// Lowercase ASCII letters, digits and single hyphens, 1 to 80 characters, with no hyphen at either end.
///
/// Names that Windows keeps for devices (`con`, `nul`, `com1` …) are not slugs, because a file called
/// `con.yaml` cannot be checked out there.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub struct Slug(String);

/// Addresses are printed on paper and read out, so a slug is kept short.
const LONGEST: usize = 80;

/// The device names of Windows without their numbers; see [`is_reserved`].
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];

impl Slug {
    /// Reads a slug exactly as written.
    ///
    /// # Errors
    /// Says which rule is broken, and offers the nearest slug when there is one.
    pub fn parse(text: &str) -> Result<Self, Mistake> {
        match problem(text) {
            None => Ok(Self(text.to_owned())),
            Some(message) => Err(match Self::from_title(text) {
                Some(slug) => Mistake::with_help(message, format!("write `{slug}`")),
                None => Mistake::with_help(
                    message,
                    "use small letters a to z, digits and hyphens, such as `tea-and-tablets`",
                ),
            }),
        }
    }

    /// Makes a slug from a title: `Caffè & Chat, St Mary's` becomes `caffe-and-chat-st-marys`.
    ///
    /// Latin letters lose their accents, `&` becomes `and`, apostrophes vanish and everything else
    /// separates words. A long title is cut between words. `None` when nothing usable is left, as for a
    /// title in another alphabet or one that is a reserved name.
    pub fn from_title(title: &str) -> Option<Self> {
        let slug = shortened(words_with_hyphens(title));
        (problem(&slug).is_none()).then_some(Self(slug))
    }

    /// The slug as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The first rule that a text breaks, said as a sentence.
fn problem(text: &str) -> Option<String> {
    if text.is_empty() {
        return Some("a short name is missing here".to_owned());
    }
    let length = text.chars().count();
    if length > LONGEST {
        return Some(format!(
            "this short name has {length} characters; {LONGEST} is the most"
        ));
    }
    if let Some(letter) = text.chars().find(|letter| !is_allowed(*letter)) {
        return Some(match letter {
            'A'..='Z' => format!("`{text}` has a capital letter, and short names have none"),
            ' ' => format!("`{text}` has a space in it; use a hyphen"),
            _ => {
                format!("`{text}` has `{letter}` in it; short names have small letters a to z, digits and hyphens only")
            }
        });
    }
    if text.starts_with('-') || text.ends_with('-') {
        return Some(format!("`{text}` starts or ends with a hyphen"));
    }
    if text.contains("--") {
        return Some(format!("`{text}` has two hyphens together"));
    }
    is_reserved(text).then(|| format!("`{text}` cannot be used, because Windows keeps that file name for itself"))
}

fn is_allowed(letter: char) -> bool {
    matches!(letter, 'a'..='z' | '0'..='9' | '-')
}

fn is_reserved(text: &str) -> bool {
    let numbered = text.strip_prefix("com").or_else(|| text.strip_prefix("lpt"));
    let is_port =
        numbered.is_some_and(|rest| rest.len() == 1 && rest.starts_with(|digit: char| digit.is_ascii_digit()));
    is_port || DEVICES.contains(&text)
}

/// The words of a title in lowercase ASCII, joined by single hyphens.
fn words_with_hyphens(title: &str) -> String {
    let mut spelled = String::new();
    for letter in title.chars().flat_map(char::to_lowercase) {
        if letter.is_ascii_alphanumeric() {
            spelled.push(letter);
        } else if !is_dropped(letter) {
            spelled.push_str(spelling(letter));
        }
    }
    spelled.split_whitespace().collect::<Vec<_>>().join("-")
}

/// Cuts at the last hyphen that leaves at most [`LONGEST`] characters; a single long word is cut anywhere.
fn shortened(slug: String) -> String {
    let Some((kept, rest)) = slug.split_at_checked(LONGEST) else {
        return slug;
    };
    if rest.is_empty() || rest.starts_with('-') {
        return kept.to_owned();
    }
    kept.rsplit_once('-')
        .map_or(kept, |(whole_words, _)| whole_words)
        .to_owned()
}

/// Apostrophes in all their shapes, and accents that stand as characters of their own.
fn is_dropped(letter: char) -> bool {
    matches!(letter, '\'' | '’' | '‘' | '`' | '´' | 'ʼ' | '′' | '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{300}'..='\u{36f}' | '\u{feff}')
}

/// A lowercase letter in ASCII, or a space for whatever separates words.
///
/// Covers the Latin letters of European languages, Turkish, Welsh, Vietnamese and Yoruba, in the spelling
/// that is usual where the accent cannot be typed.
fn spelling(letter: char) -> &'static str {
    match letter {
        '&' => " and ",
        'à'..='å' | 'ā' | 'ă' | 'ą' | 'ǎ' | 'ạ'..='ặ' => "a",
        'æ' => "ae",
        'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' => "c",
        'ď' | 'đ' | 'ð' => "d",
        'è'..='ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' | 'ə' | 'ẹ'..='ệ' => "e",
        'ĝ' | 'ğ' | 'ġ' | 'ģ' => "g",
        'ĥ' | 'ħ' => "h",
        'ì'..='ï' | 'ĩ' | 'ī' | 'ĭ' | 'į' | 'ı' | 'ỉ'..='ị' => "i",
        'ĵ' => "j",
        'ķ' => "k",
        'ĺ' | 'ļ' | 'ľ' | 'ŀ' | 'ł' => "l",
        'ñ' | 'ń' | 'ņ' | 'ň' | 'ŋ' => "n",
        'ò'..='ö' | 'ø' | 'ō' | 'ŏ' | 'ő' | 'ơ' | 'ọ'..='ợ' => "o",
        'œ' => "oe",
        'ŕ' | 'ŗ' | 'ř' => "r",
        'ś' | 'ŝ' | 'ş' | 'š' | 'ș' | 'ṣ' => "s",
        'ß' => "ss",
        'ţ' | 'ť' | 'ŧ' | 'ț' => "t",
        'þ' => "th",
        'ù'..='ü' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' | 'ư' | 'ụ'..='ự' => "u",
        'ŵ' | 'ẁ' | 'ẃ' | 'ẅ' => "w",
        'ý' | 'ÿ' | 'ŷ' | 'ỳ'..='ỹ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        _ => " ",
    }
}
