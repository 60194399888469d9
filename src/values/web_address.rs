//! The address of a page on the web.
//!
//! In: an address as copied from a browser (`https://www.example.org.uk/tablets/`).
//! Out: a [`WebAddress`] that is safe to link to and can be printed short.
//! It must not know whether the page exists, nor any address of the site being built.

use std::fmt;

use serde::Serialize;
use url::{Host, Url};

use super::Mistake;

/// An `http` or `https` address with a named host and no password, as the URL standard writes it: ASCII,
/// host in small letters, `https://example.org/` with its slash.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub struct WebAddress(String);

/// Longer addresses are cut by some browsers and are nearly always a search or a tracking link.
const LONGEST: usize = 2000;

/// How much of a wrong address a message repeats.
const SHOWN: usize = 80;

const HELP: &str = "copy the address from the browser's address bar; it starts with https://";

impl WebAddress {
    /// Reads a whole web address.
    ///
    /// # Errors
    /// Says what is missing or unsafe; an address without `https://` is answered with the whole of it.
    pub fn parse(text: &str) -> Result<Self, Mistake> {
        let text = text.trim();
        if text.is_empty() {
            return Err(Mistake::with_help("a web address is missing here", HELP));
        }
        if text.len() > LONGEST {
            return Err(too_long());
        }
        let shown = shortened(text);
        if text.contains(char::is_whitespace) {
            return Err(Mistake::with_help(
                format!("`{shown}` has a space in it, and a web address has none"),
                HELP,
            ));
        }
        if text.contains(is_unseen) {
            return Err(Mistake::with_help(
                "this web address has a character in it that cannot be seen",
                HELP,
            ));
        }
        if !starts_with_web_scheme(text) {
            return Err(wrong_start(text, &shown));
        }
        let url = Url::parse(text).map_err(|_| Mistake::with_help(format!("`{shown}` is not a web address"), HELP))?;
        match problem(&url) {
            Some(problem) => Err(Mistake::with_help(format!("`{shown}` {problem}"), HELP)),
            // Letters outside ASCII take more room once they are written as the standard asks.
            None if url.as_str().len() > LONGEST => Err(too_long()),
            None => Ok(Self(url.into())),
        }
    }

    /// The address as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The host without `www.`, as a name for the site: `example.org.uk`.
    pub fn host_short(&self) -> &str {
        let host = self
            .without_scheme()
            .split(['/', '?', '#', ':'])
            .next()
            .unwrap_or_default();
        host.strip_prefix("www.")
            .filter(|rest| rest.contains('.'))
            .unwrap_or(host)
    }

    /// The address as it is printed or read out: `www.example.org.uk/tablets`, without the scheme and
    /// without a slash at the end.
    pub fn spoken(&self) -> &str {
        let address = self.without_scheme();
        let ends_in_path = !address.contains(['?', '#']);
        address.strip_suffix('/').filter(|_| ends_in_path).unwrap_or(address)
    }

    fn without_scheme(&self) -> &str {
        self.0.split_once("://").map_or(self.0.as_str(), |(_, rest)| rest)
    }
}

impl fmt::Display for WebAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn too_long() -> Mistake {
    Mistake::with_help(
        format!("this web address is too long; {LONGEST} characters is the most"),
        "look for a shorter address of the same page, without the part after the question mark",
    )
}

fn shortened(text: &str) -> String {
    if text.chars().count() <= SHOWN {
        return text.to_owned();
    }
    text.chars().take(SHOWN).chain(['…']).collect()
}

/// Control characters, and two marks that come along when an address is copied out of a document.
fn is_unseen(letter: char) -> bool {
    letter.is_control() || matches!(letter, '\u{200b}' | '\u{feff}')
}

fn starts_with_web_scheme(text: &str) -> bool {
    let scheme = text.split_once("://").map(|(scheme, _)| scheme.to_ascii_lowercase());
    matches!(scheme.as_deref(), Some("http" | "https"))
}

/// Says what to write instead of a start that is not `http://` or `https://`.
fn wrong_start(text: &str, shown: &str) -> Mistake {
    if text.starts_with('/') || text.starts_with('#') {
        return Mistake::with_help(format!("`{shown}` is a part of a web address"), HELP);
    }
    let with_scheme = format!("https://{text}");
    if WebAddress::parse(&with_scheme).is_ok() {
        return Mistake::with_help(
            format!("`{shown}` has no https:// in front"),
            format!("start with https://, so `{}`", shortened(&with_scheme)),
        );
    }
    if text.contains('@') {
        return Mistake::with_help(
            format!("`{shown}` is not a web address"),
            "if it is an email address, call it `email`",
        );
    }
    Mistake::with_help(format!("`{shown}` does not start with https:// or http://"), HELP)
}

/// What makes an address unfit to publish, to be read after the address.
fn problem(url: &Url) -> Option<&'static str> {
    if !url.username().is_empty() || url.password().is_some() {
        return Some("has a user name or password in it, which everybody would see");
    }
    match url.host() {
        Some(Host::Domain(name)) => host_problem(name),
        Some(Host::Ipv4(_) | Host::Ipv6(_)) => Some("has a number where the name of a website belongs"),
        None => Some("has no website in it"),
    }
}

fn host_problem(name: &str) -> Option<&'static str> {
    if !name.contains('.') {
        return Some("has no dot in the name of the website");
    }
    name.split('.')
        .any(str::is_empty)
        .then_some("has a dot too many in the name of the website")
}
