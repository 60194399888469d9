//! A style sheet, cut into rules by its brackets (CSS Syntax Level 3).
//!
//! In: a style sheet that a minifier has written, or that it could not read. Out: its parts, each with the names that it
//! asks for. It does not know pages or what a declaration says.

use super::names::{Kind, Names, Used};

/// A part of a style sheet.
pub(super) enum Part {
    /// Selectors with what each names, and the block behind them.
    Rule { selectors: Vec<Selector>, block: String },
    /// Rules that hold under a condition: what stands before them, with the bracket.
    Under { condition: String, parts: Vec<Part> },
    /// What an animation does, for the rules that name it.
    Keyframes { name: String, text: String },
    /// Stays as it is.
    Always(String),
}

pub(super) struct Selector {
    text: String,
    /// Numbers of names, all of which a page must hold.
    names: Vec<usize>,
}

impl Part {
    /// Writes what a page can use.
    pub fn write(&self, used: &Used, css: &mut String) {
        match self {
            Self::Always(text) | Self::Keyframes { text, .. } => css.push_str(text),
            Self::Under { condition, parts } => {
                let before = css.len();
                css.push_str(condition);
                let empty = css.len();
                parts.iter().for_each(|part| part.write(used, css));
                if css.len() == empty {
                    css.truncate(before);
                } else {
                    css.push('}');
                }
            }
            Self::Rule { selectors, block } => {
                let mut separator = "";
                for selector in selectors.iter().filter(|selector| used.holds_all(&selector.names)) {
                    css.push_str(separator);
                    css.push_str(&selector.text);
                    separator = ",";
                }
                if !separator.is_empty() {
                    css.push_str(block);
                }
            }
        }
    }
}

/// Cuts a style sheet into parts. One whose brackets do not fit together stays as it is.
pub(super) fn parse(css: &str, names: &mut Names) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut rest = css;
    while !rest.is_empty() {
        let Some(end) = end_of_rule(rest) else {
            return vec![Part::Always(css.to_owned())];
        };
        let (rule, after) = rest.split_at(end);
        parts.push(part(rule, names));
        rest = after;
    }
    parts
}

fn part(rule: &str, names: &mut Names) -> Part {
    let always = || Part::Always(rule.to_owned());
    let Some(open) = top_level(rule, |c| c == '{').first().copied() else {
        return always();
    };
    let (before, block) = rule.split_at(open);
    if before.trim_start().starts_with('@') {
        let word: String = before.trim_start().chars().take_while(|c| !" (".contains(*c)).collect();
        let inside = block.strip_prefix('{').and_then(|inside| inside.strip_suffix('}'));
        return match inside {
            Some(inside) if matches!(word.as_str(), "@media" | "@supports" | "@container") => Part::Under {
                condition: format!("{before}{{"),
                parts: parse(inside, names),
            },
            Some(_) if word == "@keyframes" => Part::Keyframes {
                name: before.trim_start().trim_start_matches("@keyframes").trim().to_owned(),
                text: rule.to_owned(),
            },
            _ => always(),
        };
    }
    // A rule inside a rule may be for elements that do not match the outer one.
    if block.matches('{').count() > 1 {
        return always();
    }
    let selectors = split_at_commas(before).into_iter().map(|text| {
        let names = needed(text)?.into_iter().map(|(kind, name)| names.number(kind, name));
        Some(Selector {
            text: text.to_owned(),
            names: names.collect(),
        })
    });
    selectors
        .collect::<Option<_>>()
        .map_or_else(always, |selectors| Part::Rule {
            selectors,
            block: block.to_owned(),
        })
}

/// Where the first rule or statement ends.
fn end_of_rule(css: &str) -> Option<usize> {
    let mut open = false;
    let mut end = None;
    let whole = scan(css, |at, c, depth| {
        open |= c == '{' && depth == 0;
        if end.is_none() && depth == 0 && ((c == '}' && open) || (c == ';' && !open)) {
            end = Some(at + 1);
        }
        end.is_none()
    });
    match end {
        Some(end) => Some(end),
        // Spaces or a comment behind the last rule.
        None => (whole && !open).then_some(css.len()),
    }
}

/// The places outside all brackets, texts and comments where a character stands that is wanted.
fn top_level(css: &str, is_wanted: impl Fn(char) -> bool) -> Vec<usize> {
    let mut places = Vec::new();
    scan(css, |at, c, depth| {
        if depth == 0 && is_wanted(c) {
            places.push(at);
        }
        true
    });
    places
}

fn split_at_commas(selectors: &str) -> Vec<&str> {
    let mut from = 0;
    let mut pieces = Vec::new();
    for comma in top_level(selectors, |c| c == ',') {
        pieces.push(selectors.get(from..comma).unwrap_or_default());
        from = comma + 1;
    }
    pieces.push(selectors.get(from..).unwrap_or_default());
    pieces
}

/// Calls `take` with each character outside texts and comments, its place, and how many brackets it stands in (those on
/// its own left and right do not count), while `take` wants more. Answers whether all brackets and texts were closed.
fn scan(css: &str, mut take: impl FnMut(usize, char, usize) -> bool) -> bool {
    let mut closing = Vec::new();
    let mut characters = css.char_indices().peekable();
    while let Some((at, c)) = characters.next() {
        match c {
            '\\' => {
                characters.next();
                continue;
            }
            '"' | '\'' => {
                let mut is_closed = false;
                while let Some((_, inside)) = characters.next() {
                    if inside == '\\' {
                        characters.next();
                    } else if inside == c {
                        is_closed = true;
                        break;
                    }
                }
                if !is_closed {
                    return false;
                }
                continue;
            }
            '/' if characters.peek().is_some_and(|(_, next)| *next == '*') => {
                let Some(length) = css.get(at + 2..).and_then(|rest| rest.find("*/")) else {
                    return false;
                };
                while characters.next_if(|(place, _)| *place < at + 4 + length).is_some() {}
                continue;
            }
            _ => {}
        }
        if closing.last() == Some(&c) {
            closing.pop();
        } else if matches!(c, '}' | ')' | ']') {
            // An address without quotes may hold any bracket but a round one.
            if closing.last() != Some(&')') {
                return false;
            }
        }
        if !take(at, c, closing.len()) {
            return true;
        }
        match c {
            '{' if closing.last() != Some(&')') => closing.push('}'),
            '(' => closing.push(')'),
            '[' if closing.last() != Some(&')') => closing.push(']'),
            _ => {}
        }
    }
    closing.is_empty()
}

/// What a selector names outside brackets; `None` if it is not understood.
fn needed(selector: &str) -> Option<Vec<(Kind, String)>> {
    if selector.contains(['\\', '&', '|', '/']) {
        return None;
    }
    let mut outside = String::new();
    scan(selector, |_, c, depth| {
        if depth == 0 && !matches!(c, '(' | ')' | '[' | ']') {
            outside.push(c);
        } else if depth == 0 {
            outside.push(' ');
        }
        true
    });
    let mut names = Vec::new();
    let mut rest = outside.as_str();
    while let Some(first) = rest.chars().next() {
        let is_name = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_' || !c.is_ascii();
        let sign = if is_name(first) { 0 } else { first.len_utf8() };
        let behind = rest.get(sign..)?;
        let length = behind.find(|c| !is_name(c)).unwrap_or(behind.len());
        let (name, after) = behind.split_at(length);
        match first {
            '.' => names.push((Kind::Class, name.to_owned())),
            '#' => names.push((Kind::Id, name.to_owned())),
            // A state of the reader, or a part of an element.
            ':' => {}
            _ if sign == 0 => names.push((Kind::Element, name.to_ascii_lowercase())),
            '*' | '>' | '+' | '~' if name.is_empty() => {}
            c if c.is_ascii_whitespace() => {
                rest = behind;
                continue;
            }
            '>' | '+' | '~' => {
                rest = behind;
                continue;
            }
            _ => return None,
        }
        rest = after;
    }
    Some(names)
}
