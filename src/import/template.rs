//! `"{Library name}, {Address 2 | Address 3}"`: how a map says what goes where.
//!
//! In: a template, and a record. Out: the text with its gaps filled. It must not know which field the text is for.
//!
//! A gap holds the name of a column, or a path into JSON (`organisation.name`, `locations[0].city`); after `|` stands
//! what is taken where the first is empty. `{{` is a brace. A template of which every gap is empty is empty as a whole.
//! Inside a list, a gap is about the item; `{row.name}` is about the whole record and `{.}` the item itself.

use serde_json::Value;

/// Text with gaps.
#[derive(Debug, Clone, PartialEq)]
pub struct Template {
    parts: Vec<Part>,
}

#[derive(Debug, Clone, PartialEq)]
enum Part {
    Text(String),
    Gap(Vec<Path>),
}

/// A column's name or a way into JSON.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Path {
    whole: String,
}

/// What gaps are filled from.
#[derive(Debug, Clone, Copy)]
pub struct Scope<'a> {
    /// The record.
    pub row: &'a Value,
    /// The item of a list in it, where there is one.
    pub item: Option<&'a Value>,
}

impl Template {
    /// Reads a template; the message says which brace is missing.
    pub fn parse(text: &str) -> Result<Self, String> {
        let mut parts = Vec::new();
        let mut plain = String::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            plain.push_str(before);
            if let Some(after) = after.strip_prefix('{') {
                plain.push('{');
                rest = after;
                continue;
            }
            let Some((gap, after)) = after.split_once('}') else {
                return Err(format!("`{text}` opens a `{{` and does not close it"));
            };
            if !plain.is_empty() {
                parts.push(Part::Text(std::mem::take(&mut plain)));
            }
            parts.push(Part::Gap(gap.split('|').map(Path::new).collect()));
            rest = after;
        }
        plain.push_str(rest);
        if !plain.is_empty() {
            parts.push(Part::Text(plain));
        }
        Ok(Self { parts })
    }

    /// Every path in its gaps.
    pub fn paths(&self) -> impl Iterator<Item = &Path> {
        self.parts.iter().flat_map(|part| match part {
            Part::Text(_) => [].iter(),
            Part::Gap(paths) => paths.iter(),
        })
    }

    /// The text with its gaps filled; empty if it has gaps and all of them are.
    pub fn fill(&self, scope: Scope<'_>) -> String {
        let mut filled = String::new();
        let (mut gaps, mut found) = (0, 0);
        for part in &self.parts {
            match part {
                Part::Text(text) => filled.push_str(text),
                Part::Gap(paths) => {
                    gaps += 1;
                    let text = paths.iter().map(|path| path.text(scope)).find(|text| !text.is_empty());
                    found += usize::from(text.is_some());
                    filled.push_str(&text.unwrap_or_default());
                }
            }
        }
        if gaps > 0 && found == 0 {
            String::new()
        } else {
            filled.trim().to_owned()
        }
    }
}

impl Path {
    /// A path from its text.
    pub fn new(text: &str) -> Self {
        Self {
            whole: text.trim().to_owned(),
        }
    }

    /// The path as written.
    pub fn as_str(&self) -> &str {
        &self.whole
    }

    /// What it leads to.
    pub fn find<'a>(&self, scope: Scope<'a>) -> Option<&'a Value> {
        let here = scope.item.unwrap_or(scope.row);
        match self.whole.as_str() {
            "." => Some(here),
            whole => match (below(here, whole), whole.strip_prefix("row.")) {
                (Some(found), _) => Some(found),
                (None, Some(of_row)) => below(scope.row, of_row),
                (None, None) => None,
            },
        }
    }

    /// What it leads to, as text; empty where it leads nowhere.
    pub fn text(&self, scope: Scope<'_>) -> String {
        self.find(scope).map(text_of).unwrap_or_default()
    }

    /// The items of the list it leads to; a single thing is a list of one.
    pub fn items<'a>(&self, scope: Scope<'a>) -> Vec<&'a Value> {
        match self.find(scope) {
            None | Some(Value::Null) => Vec::new(),
            Some(Value::Array(items)) => items.iter().collect(),
            Some(one) => vec![one],
        }
    }
}

/// The value of a field whose name is all of `path`, as columns may have dots in theirs, or at the end of its steps.
fn below<'a>(value: &'a Value, path: &str) -> Option<&'a Value> {
    if let Some(found) = value.get(path) {
        return Some(found);
    }
    let mut here = value;
    for step in path.split(['.', '[']) {
        here = match step.strip_suffix(']') {
            Some(number) => here.get(number.parse::<usize>().ok()?)?,
            None => here.get(step)?,
        };
    }
    Some(here)
}

/// A value as text: nothing for null and for groups of fields, one line an item for lists.
pub fn text_of(value: &Value) -> String {
    match value {
        Value::Null | Value::Object(_) => String::new(),
        Value::Bool(said) => said.to_string(),
        Value::Number(number) => number.to_string(),
        Value::String(text) => text.trim().to_owned(),
        Value::Array(items) => {
            let texts = items.iter().filter(|item| !item.is_array()).map(text_of);
            texts.filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n")
        }
    }
}
