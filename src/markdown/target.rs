//! Where a link leads.
//!
//! In: an address as written between the round brackets. Out: a [`Target`], or why it is refused.
//! It knows the shapes of addresses, not which of them exist.

use url::Url;

use super::finding::quoted;

/// Where a link or an image leads. Every value but [`Target::Refused`] is safe to write into a page.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Target {
    /// A whole address that starts with `http://` or `https://`, percent-encoded where it must be.
    Web(String),
    /// An email address, without `mailto:` and without a subject.
    Mail(String),
    /// Digits, perhaps with `+` before them.
    Tel(String),
    /// An id in the same page, without `#`.
    Anchor(String),
    /// Something of the same site, from the top of its content: `offers/tea` for `../offers/tea.yaml`.
    /// Never with a colon, a backslash, `.` or `..`; the home page is the empty path.
    Entry {
        /// Names joined by `/`, without an ending.
        path: String,
        /// An id in that page, without `#`.
        anchor: Option<String>,
    },
    /// An address that is not shown to anybody, as written.
    Refused(String),
}

/// Why an address is refused, and what to write in its place.
#[derive(Debug)]
pub(super) struct Refusal {
    pub(super) message: String,
    pub(super) help: String,
}

impl Refusal {
    fn new(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            help: help.into(),
        }
    }
}

impl Target {
    /// Sorts an address by its shape.
    pub(super) fn parse(written: &str) -> Result<Self, Refusal> {
        // Browsers read `java\nscript:` as one word, so the characters they skip must not hide anything here.
        let visible: String = written.chars().filter(|c| !c.is_control()).collect();
        let address = visible.trim();
        if address.is_empty() {
            return Err(Refusal::new(
                "there is no address here",
                "put one between the round brackets",
            ));
        }
        if let Some(id) = address.strip_prefix('#') {
            return Ok(Self::Anchor(decoded(id)));
        }
        if is_protocol_relative(address) {
            return Err(Refusal::new(
                format!("the address {} does not say how to get there", quoted(address)),
                "start it with `https://`",
            ));
        }
        match address.split_once(':') {
            Some((scheme, rest)) if !scheme.contains(['/', '?', '#']) => with_scheme(scheme, rest),
            _ => entry(address),
        }
    }
}

/// `//host` borrows the page's scheme and so leads to another host; browsers read a backslash as a slash.
pub(super) fn is_protocol_relative(address: &str) -> bool {
    let slash = |at| matches!(address.as_bytes().get(at), Some(b'/' | b'\\'));
    slash(0) && slash(1)
}

fn with_scheme(scheme: &str, rest: &str) -> Result<Target, Refusal> {
    match scheme.to_ascii_lowercase().as_str() {
        scheme @ ("http" | "https") => web(scheme, rest),
        "mailto" => mail(rest),
        "tel" => tel(rest),
        other => Err(Refusal::new(
            format!(
                "addresses that start with {} are not allowed",
                quoted(&format!("{other}:"))
            ),
            "use a web address (`https://…`), `mailto:`, `tel:` or the name of a page here",
        )),
    }
}

fn web(scheme: &str, rest: &str) -> Result<Target, Refusal> {
    let host_and_path = rest.strip_prefix("//").unwrap_or_default();
    let end = host_and_path.find(['/', '?', '#']).unwrap_or(host_and_path.len());
    let (host, path) = host_and_path.split_at(end);
    // A name before `@` makes `https://www.gov.uk@example.org` look like a government address.
    let allowed = |c: char| match c {
        '.' | '-' | '_' | ':' | '[' | ']' => true,
        c if c.is_ascii() => c.is_ascii_alphanumeric(),
        c => !c.is_whitespace(),
    };
    let opens = || Url::parse(&format!("{scheme}://{host}/")).is_ok();
    if host.contains(char::is_alphanumeric) && host.chars().all(allowed) && opens() {
        return Ok(Target::Web(format!("{scheme}://{host}{}", encoded(path))));
    }
    let address = quoted(&format!("{scheme}:{rest}"));
    Err(Refusal::new(
        format!("{address} is not a whole web address"),
        "write it as a browser shows it, such as `https://example.org/page`",
    ))
}

/// Keeps the address alone: a subject or further readers set by a link would surprise the person who writes.
fn mail(rest: &str) -> Result<Target, Refusal> {
    let address = decoded(rest.split('?').next().unwrap_or_default().trim());
    let allowed = |c: char| !c.is_whitespace() && !"\"(),:;<>[\\]@".contains(c);
    if let Some((name, host)) = address.split_once('@')
        && !name.is_empty()
        && host.contains('.')
        && name.chars().chain(host.chars()).all(allowed)
    {
        return Ok(Target::Mail(address));
    }
    Err(Refusal::new(
        format!("{} is not an email address", quoted(&address)),
        "write it like `mailto:name@example.org`",
    ))
}

fn tel(rest: &str) -> Result<Target, Refusal> {
    let written = decoded(rest.trim());
    // The zero in `+44 (0)1632` is for people at home; a telephone that dials it reaches nobody.
    let dialled = match written.strip_prefix('+') {
        Some(abroad) => format!("+{}", abroad.replace("(0)", "")),
        None => written.clone(),
    };
    let number: String = dialled
        .chars()
        .filter(|c| !c.is_whitespace() && !"-().".contains(*c))
        .collect();
    let digits = number.strip_prefix('+').unwrap_or(&number);
    if digits.len() >= 3 && digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Ok(Target::Tel(number));
    }
    Err(Refusal::new(
        format!("{} is not a telephone number", quoted(&written)),
        "write it like `tel:01632960100`",
    ))
}

fn entry(address: &str) -> Result<Target, Refusal> {
    let (path, anchor) = match address.split_once('#') {
        Some((path, id)) => (path, Some(decoded(id)).filter(|id| !id.is_empty())),
        None => (address, None),
    };
    let path = decoded(path).replace('\\', "/");
    if path.starts_with("www.") {
        let help = format!("write {}", quoted(&format!("https://{address}")));
        return Err(Refusal::new(
            format!("{} is not a whole web address", quoted(address)),
            help,
        ));
    }
    if path.contains('@') && !path.contains('/') {
        let help = format!("write {}", quoted(&format!("mailto:{address}")));
        let message = format!("{} looks like an email address", quoted(address));
        return Err(Refusal::new(message, help));
    }
    if path.contains(':') {
        let message = format!("{} has a colon in the name of a page", quoted(address));
        return Err(Refusal::new(
            message,
            "use the page's name as in the address bar, such as `guides/email`",
        ));
    }
    Ok(Target::Entry {
        path: from_the_top(&path),
        anchor,
    })
}

/// Reads `./`, `../`, a leading `/` and the endings of files and pages as what an editor meant by them.
fn from_the_top(path: &str) -> String {
    let mut names: Vec<&str> = Vec::new();
    for name in path.split('/') {
        match name {
            "" | "." => {}
            ".." => {
                names.pop();
            }
            name => names.push(name),
        }
    }
    let path = names.join("/");
    let ending = [".md", ".yaml", ".html"]
        .into_iter()
        .find_map(|end| path.strip_suffix(end));
    ending.map_or(path.clone(), str::to_owned)
}

/// An address with everything percent-encoded that may not stand in one (RFC 3986), and nothing twice.
/// Letters of other languages stay readable, as browsers show them.
pub(super) fn encoded(address: &str) -> String {
    let mut out = String::with_capacity(address.len());
    let mut in_fragment = false;
    for (at, c) in address.char_indices() {
        let is_escape = || {
            let pair = address.get(at + 1..at + 3).unwrap_or_default();
            pair.len() == 2 && pair.bytes().all(|byte| byte.is_ascii_hexdigit())
        };
        let plain = match c {
            '%' => is_escape(),
            '#' => !std::mem::replace(&mut in_fragment, true),
            c => !c.is_whitespace() && !c.is_control() && !"\"<>[\\]^`{|}".contains(c),
        };
        if plain {
            out.push(c);
        } else {
            for byte in c.encode_utf8(&mut [0; 4]).bytes() {
                out.push_str(&format!("%{byte:02X}"));
            }
        }
    }
    out
}

/// The characters that percent-escapes stand for; left as written where they make no sense. Control characters go.
fn decoded(address: &str) -> String {
    let bytes = address.as_bytes();
    let digit = |at: usize| bytes.get(at).and_then(|byte| char::from(*byte).to_digit(16));
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        match (byte, digit(at + 1), digit(at + 2)) {
            (b'%', Some(high), Some(low)) => {
                out.push(u8::try_from(high * 16 + low).unwrap_or(b'%'));
                at += 3;
            }
            _ => {
                out.push(*byte);
                at += 1;
            }
        }
    }
    let text = String::from_utf8(out).unwrap_or_else(|_| address.to_owned());
    text.chars().filter(|c| !c.is_control()).collect()
}
