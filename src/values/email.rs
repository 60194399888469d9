//! An email address.
//!
//! In: an address on its own (`tablets@example.org.uk`). Out: an [`Email`] that links itself.
//! It must not know whether anybody reads the mail.

use std::fmt;

use serde::Serialize;

use super::Mistake;

/// One address, its domain in small letters: `Tablets@example.org.uk`.
///
/// Stricter than RFC 5321 where the standard allows what no working address has (quotes, comments, a
/// domain without a dot), and never more lenient.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub struct Email(String);

/// The longest address that mail servers pass on (RFC 5321, with erratum 1690).
const LONGEST: usize = 254;

/// The longest part before the @ (RFC 5321, 4.5.3.1.1).
const LONGEST_LOCAL: usize = 64;

/// The longest word between two dots of a domain (RFC 1035, 2.3.4).
const LONGEST_LABEL: usize = 63;

/// Where people in the United Kingdom have their own mail, rather than an organisation its.
const PERSONAL_PROVIDERS: &[&str] = &[
    "aol.co.uk",
    "aol.com",
    "blueyonder.co.uk",
    "btinternet.com",
    "btopenworld.com",
    "gmail.com",
    "gmx.co.uk",
    "gmx.com",
    "googlemail.com",
    "hotmail.co.uk",
    "hotmail.com",
    "icloud.com",
    "live.co.uk",
    "live.com",
    "mac.com",
    "mail.com",
    "me.com",
    "msn.com",
    "ntlworld.com",
    "outlook.com",
    "pm.me",
    "proton.me",
    "protonmail.com",
    "rocketmail.com",
    "sky.com",
    "talk21.com",
    "talktalk.net",
    "tiscali.co.uk",
    "virgin.net",
    "virginmedia.com",
    "yahoo.co.uk",
    "yahoo.com",
    "ymail.com",
];

const HELP: &str = "an email address looks like `tablets@example.org.uk`";

impl Email {
    /// Reads one email address.
    ///
    /// # Errors
    /// Says which part is wrong; an address with a name round it is answered with the address alone.
    pub fn parse(text: &str) -> Result<Self, Mistake> {
        let text = text.trim();
        if text.is_empty() {
            return Err(Mistake::with_help("an email address is missing here", HELP));
        }
        if text.len() > LONGEST {
            return Err(Mistake::new(format!(
                "this is too long to be an email address; {LONGEST} characters is the most"
            )));
        }
        match accepted(text) {
            Ok(address) => Ok(Self(address)),
            Err(problem) => {
                let help = address_within(text).map(|address| format!("write only `{address}`"));
                Err(Mistake::with_help(
                    format!("`{text}` {problem}"),
                    help.unwrap_or_else(|| HELP.to_owned()),
                ))
            }
        }
    }

    /// The address as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The address of a link that writes a message (RFC 6068): `mailto:tablets@example.org.uk`.
    pub fn mailto_uri(&self) -> String {
        let mut uri = "mailto:".to_owned();
        for byte in self.0.bytes() {
            match byte {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'@' | b'+' => {
                    uri.push(char::from(byte))
                }
                _ => uri.push_str(&format!("%{byte:02X}")),
            }
        }
        uri
    }

    /// Whether the address is with a provider of mail for people at home. Such an address often belongs to
    /// one volunteer, who may not wish to have it published and may move on.
    pub fn is_likely_personal(&self) -> bool {
        self.0
            .rsplit_once('@')
            .is_some_and(|(_, domain)| PERSONAL_PROVIDERS.contains(&domain))
    }
}

impl fmt::Display for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The address in `Library <tablets@example.org.uk>`, `Library (tablets@example.org.uk)`,
/// `mailto:tablets@example.org.uk` or `tablets@example.org.uk.`, if there is one.
fn address_within(text: &str) -> Option<Email> {
    let before = text.rsplit_once(['<', '(', ':']);
    let start = before.map_or(text, |(_, address)| address);
    let inner = start.trim_matches(|letter: char| !letter.is_ascii_alphanumeric());
    (inner.len() < text.len()).then(|| Email::parse(inner).ok())?
}

/// The address with its domain in small letters, or what is wrong, to be read after the text.
fn accepted(text: &str) -> Result<String, &'static str> {
    if text.contains("://") {
        return Err("is a web address, not an email address");
    }
    if text.contains(['<', '>', '(', ')', ':', ',', ';']) {
        return Err("has more in it than one email address");
    }
    if text.contains(char::is_whitespace) {
        return Err("has a space in it");
    }
    if !text.is_ascii() {
        return Err("has a letter in it that not every mail program can send to");
    }
    let (local, domain) = text.split_once('@').ok_or("has no @ in it")?;
    if domain.contains('@') {
        return Err("has more than one @ in it");
    }
    if local.len() > LONGEST_LOCAL {
        return Err("has too long a part before the @");
    }
    if local.is_empty() {
        return Err("has nothing before the @");
    }
    if local.split('.').any(str::is_empty) {
        return Err("has a dot too many before the @");
    }
    if !local.split('.').all(is_atom) {
        return Err("has a sign before the @ that does not belong there");
    }
    if !domain.contains('.') {
        return Err("has no dot after the @");
    }
    if !domain.split('.').all(is_label) || !ends_in_letters(domain) {
        return Err("does not end in a domain such as `example.org.uk`");
    }
    Ok(format!("{local}@{}", domain.to_ascii_lowercase()))
}

/// A word between dots before the @ (RFC 5322, `atext`).
fn is_atom(word: &str) -> bool {
    !word.is_empty()
        && word
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~".contains(c))
}

fn is_label(word: &str) -> bool {
    let has_hyphen_at_end = word.starts_with('-') || word.ends_with('-');
    (1..=LONGEST_LABEL).contains(&word.len())
        && !has_hyphen_at_end
        && word.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
}

/// A domain of the highest level has at least two letters; with an `xn--` in front it may hold digits.
fn ends_in_letters(domain: &str) -> bool {
    let top = domain.rsplit('.').next().unwrap_or_default();
    let is_word = top.len() >= 2 && top.chars().all(|c| c.is_ascii_alphabetic());
    is_word || top.to_ascii_lowercase().starts_with("xn--")
}
