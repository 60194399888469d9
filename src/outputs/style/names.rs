//! What stands in a page: the elements, classes and ids that a style sheet asks for.
//!
//! In: HTML or a script, and the names that selectors hold. Out: which of them there are. When in doubt there are all.

use std::collections::BTreeMap;

/// What a name is the name of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Element,
    Class,
    Id,
}

/// Every name that a style sheet asks for, with its number.
#[derive(Debug, Default)]
pub(super) struct Names {
    numbers: [BTreeMap<String, usize>; 3],
    count: usize,
}

impl Names {
    /// The number of a name; a new one gets the next.
    pub fn number(&mut self, kind: Kind, name: String) -> usize {
        let Some(numbers) = self.numbers.get_mut(kind as usize) else {
            return 0;
        };
        *numbers.entry(name).or_insert_with(|| {
            self.count += 1;
            self.count - 1
        })
    }

    fn find(&self, kind: Kind, name: &str) -> Option<usize> {
        self.numbers.get(kind as usize)?.get(name).copied()
    }
}

/// The names that there are, by their numbers.
#[derive(Debug, Clone, Default)]
pub struct Used(Vec<bool>);

impl Used {
    fn none(names: &Names) -> Self {
        Self(vec![false; names.count])
    }

    fn add(&mut self, number: Option<usize>) {
        if let Some(used) = number.and_then(|number| self.0.get_mut(number)) {
            *used = true;
        }
    }

    fn add_everything(&mut self) {
        self.0.fill(true);
    }

    /// Adds all that another one holds.
    pub fn add_all(&mut self, other: &Self) {
        for (used, other) in self.0.iter_mut().zip(&other.0) {
            *used |= other;
        }
    }

    pub(super) fn holds_all(&self, numbers: &[usize]) -> bool {
        numbers
            .iter()
            .all(|number| self.0.get(*number).copied().unwrap_or(true))
    }
}

/// Elements that a browser adds where their tags are left out (HTML, 13.1.2.4).
const IMPLIED: [&str; 6] = ["html", "head", "body", "tbody", "colgroup", "p"];

/// Elements whose content is text, whatever it looks like (HTML, 13.2.5.1 and the following).
const TEXT: [&str; 8] = [
    "script", "style", "title", "textarea", "iframe", "xmp", "noembed", "noframes",
];

/// What a script of the site may put into a page that calls it, by a part of its address.
pub type ByScript = (&'static str, Used);

/// What stands in HTML, and what its scripts may add.
pub(super) fn used_in(html: &str, names: &Names, scripts: &[ByScript]) -> Used {
    let mut used = Used::none(names);
    for element in IMPLIED {
        used.add(names.find(Kind::Element, element));
    }
    let mut rest = html;
    while let Some((_, after)) = rest.split_once('<') {
        if let Some(comment) = after.strip_prefix("!--") {
            rest = comment.split_once("-->").map_or("", |(_, after)| after);
            continue;
        }
        rest = after;
        if after.starts_with(|c: char| c.is_ascii_alphabetic()) {
            rest = add_element(after, names, scripts, &mut used);
        }
    }
    used
}

/// Any word of a script may be the name of something.
pub(super) fn used_by_script(script: &str, names: &Names) -> Used {
    let mut used = Used::none(names);
    for word in script.split(|c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == '_')) {
        for kind in [Kind::Element, Kind::Class, Kind::Id] {
            used.add(names.find(kind, word));
        }
    }
    used
}

/// Adds the element whose tag begins here; answers what comes behind it.
fn add_element<'a>(html: &'a str, names: &Names, scripts: &[ByScript], used: &mut Used) -> &'a str {
    let is_end = |c: char| c.is_ascii_whitespace() || c == '>' || c == '/';
    let (element, mut rest) = html.split_at(html.find(is_end).unwrap_or(html.len()));
    let element = element.to_ascii_lowercase();
    used.add(names.find(Kind::Element, &element));
    let mut source = None;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
        if rest.is_empty() || rest.starts_with('>') {
            rest = rest.get(1..).unwrap_or_default();
            break;
        }
        let (name, value, after) = attribute(rest);
        rest = after;
        if value.contains('&') && (name.eq_ignore_ascii_case("class") || name.eq_ignore_ascii_case("id")) {
            used.add_everything();
        } else if name.eq_ignore_ascii_case("class") {
            for class in value.split_ascii_whitespace() {
                used.add(names.find(Kind::Class, class));
            }
        } else if name.eq_ignore_ascii_case("id") {
            used.add(names.find(Kind::Id, value));
        } else if name.eq_ignore_ascii_case("src") {
            source = Some(value);
        }
    }
    if !TEXT.contains(&element.as_str()) {
        return rest;
    }
    let end = format!("</{element}");
    let text = rest.split_once(&end).map_or(rest, |(text, _)| text);
    if element == "script" {
        let own = |source: &str| scripts.iter().find(|(address, _)| source.contains(address));
        match source.map(own) {
            None => used.add_all(&used_by_script(text, names)),
            Some(Some((_, one))) => used.add_all(one),
            Some(None) => used.add_everything(),
        }
    }
    rest.get(text.len()..).unwrap_or_default()
}

/// The attribute that begins here, and what comes behind it.
fn attribute(html: &str) -> (&str, &str, &str) {
    let is_end = |c: char| c.is_ascii_whitespace() || matches!(c, '=' | '>' | '/');
    // A name may begin with an equals sign, though none should (HTML, 13.2.5.32).
    let first = html.chars().next().map_or(0, char::len_utf8);
    let length = html.get(first..).and_then(|rest| rest.find(is_end));
    let (name, rest) = html.split_at(length.map_or(html.len(), |length| first + length));
    let Some(value) = rest.trim_ascii_start().strip_prefix('=') else {
        return (name, "", rest);
    };
    let value = value.trim_ascii_start();
    for quote in ['"', '\''] {
        if let Some(inside) = value.strip_prefix(quote) {
            let (inside, after) = inside.split_once(quote).unwrap_or((inside, ""));
            return (name, inside, after);
        }
    }
    let length = value.find(|c: char| c.is_ascii_whitespace() || c == '>');
    let (value, after) = value.split_at(length.unwrap_or(value.len()));
    (name, value, after)
}
