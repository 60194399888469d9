//! What makes a page in the browser renew itself.
//!
//! In: a finished page and the version it belongs to. Out: the page with the preview's script in it and a content
//! security policy that lets this one script run. Files on the disk never change: this happens on the way to the
//! browser. It must not know what is on the page.

use std::time::Duration;

use super::Shown;

/// The script, as the browser gets it.
pub(super) const SCRIPT: &str = include_str!("reload.js");

/// How long the browser waits for a change before it asks again. Shorter than the time after which programs between
/// the two would cut the connection.
const LONGEST_WAIT: Duration = Duration::from_secs(25);

/// Waits until something else is shown than the version that the browser has `seen`, and says what is shown then.
pub(super) async fn changed_since(seen: Option<u64>, mut shown: tokio::sync::watch::Receiver<Shown>) -> u64 {
    let change = shown.wait_for(|now| Some(now.version) != seen);
    // Whether it changed, the time is over or the preview stops: the answer is the same.
    drop(tokio::time::timeout(LONGEST_WAIT, change).await);
    shown.borrow().version
}

/// The page with the script at its end.
pub(super) fn with_script(html: &str, version: u64) -> String {
    let mut page = with_relaxed_policy(html);
    let script = format!("<script src=\"/.fingerpost/reload.js\" data-seen=\"{version}\"></script>");
    let end = page.rfind("</body>").unwrap_or(page.len());
    page.insert_str(end, &script);
    page
}

/// The page with its policy (`<meta http-equiv="Content-Security-Policy">`) letting the preview's script run and ask.
fn with_relaxed_policy(html: &str) -> String {
    // Policies count in the head only, and later text may speak of such tags.
    let head = html.find("<body").or_else(|| html.find("</head")).unwrap_or(html.len());
    let (head, rest) = html.split_at_checked(head).unwrap_or((html, ""));
    let mut page = String::with_capacity(html.len() + 256);
    let mut parts = head.split("<meta");
    page.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let mut attributes = Attributes { rest: part };
        let all: Vec<(&str, &str)> = attributes.by_ref().collect();
        let value = |wanted: &str| {
            all.iter()
                .find(|(name, _)| name.eq_ignore_ascii_case(wanted))
                .map(|(_, value)| *value)
        };
        let is_policy = value("http-equiv").is_some_and(|name| name.eq_ignore_ascii_case("content-security-policy"));
        match value("content").filter(|_| is_policy) {
            Some(policy) => {
                let policy = relaxed(&decoded(policy)).replace('&', "&amp;").replace('"', "&quot;");
                page.push_str(&format!(
                    "<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\""
                ));
                page.push_str(attributes.rest);
            }
            None => {
                page.push_str("<meta");
                page.push_str(part);
            }
        }
    }
    page + rest
}

/// A policy (CSP Level 3, section 6) that also allows scripts from this address and requests to it.
fn relaxed(policy: &str) -> String {
    let mut directives: Vec<Vec<&str>> = policy
        .split(';')
        .map(|one| one.split_ascii_whitespace().collect())
        .collect();
    directives.retain(|directive| !directive.is_empty());
    allow_self(&mut directives, &["script-src-elem", "script-src"]);
    allow_self(&mut directives, &["connect-src"]);
    directives
        .iter()
        .map(|directive| directive.join(" "))
        .collect::<Vec<_>>()
        .join("; ")
}

/// Adds `'self'` to the first of these directives that is there; if none is, to one that repeats `default-src`. Where
/// that is missing as well, everything is allowed already.
fn allow_self<'a>(directives: &mut Vec<Vec<&'a str>>, names: &[&'a str]) {
    let place = |wanted: &str| {
        let is_wanted = |one: &Vec<&str>| one.first().is_some_and(|name| name.eq_ignore_ascii_case(wanted));
        directives.iter().position(is_wanted)
    };
    let own = names.iter().find_map(|name| place(name));
    let Some(mut directive) = own
        .or_else(|| place("default-src"))
        .and_then(|at| directives.get(at))
        .cloned()
    else {
        return;
    };
    directive.retain(|source| !source.eq_ignore_ascii_case("'none'") && !source.eq_ignore_ascii_case("'self'"));
    directive.push("'self'");
    match own.and_then(|at| directives.get_mut(at)) {
        Some(place) => *place = directive,
        None => {
            if let (Some(first), Some(name)) = (directive.first_mut(), names.last()) {
                *first = *name;
            }
            directives.push(directive);
        }
    }
}

/// The attributes of a tag, from after its name up to its `>`; `rest` is then what follows them.
struct Attributes<'a> {
    rest: &'a str,
}

impl<'a> Iterator for Attributes<'a> {
    type Item = (&'a str, &'a str);

    fn next(&mut self) -> Option<Self::Item> {
        self.rest = self
            .rest
            .trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
        if self.rest.is_empty() || self.rest.starts_with('>') {
            return None;
        }
        let (name, rest) = until(self.rest, |c| c.is_ascii_whitespace() || matches!(c, '=' | '>' | '/'));
        let Some(value) = rest.trim_ascii_start().strip_prefix('=').map(str::trim_ascii_start) else {
            self.rest = rest;
            return Some((name, ""));
        };
        let quoted = ['"', '\'']
            .iter()
            .find_map(|quote| value.strip_prefix(*quote)?.split_once(*quote));
        let (value, rest) = quoted.unwrap_or_else(|| until(value, |c| c.is_ascii_whitespace() || c == '>'));
        self.rest = rest;
        Some((name, value))
    }
}

fn until(text: &str, is_end: impl Fn(char) -> bool) -> (&str, &str) {
    text.find(is_end)
        .and_then(|end| text.split_at_checked(end))
        .unwrap_or((text, ""))
}

/// The few character references that templates write in an attribute.
fn decoded(value: &str) -> String {
    const REFERENCES: [(&str, &str); 8] = [
        ("&#39;", "'"),
        ("&#x27;", "'"),
        ("&apos;", "'"),
        ("&quot;", "\""),
        ("&#34;", "\""),
        ("&#47;", "/"),
        ("&#x2F;", "/"),
        // Last, so that an ampersand made here starts no other reference.
        ("&amp;", "&"),
    ];
    REFERENCES.iter().fold(value.to_owned(), |text, (reference, sign)| {
        text.replace(reference, sign)
    })
}
