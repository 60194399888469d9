//! What remains of HTML that stands in Markdown: its words.
//!
//! In: a tag, or a block of HTML, from a stranger. Out: the tag's name, or the block's words without any tag.
//! Nothing here has to be right about HTML for safety: whatever it returns is text, and outputs escape text.

use pulldown_cmark::{Event, Parser};

/// A piece of HTML between `<` and `>`.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Tag {
    Opening(String),
    Closing(String),
    /// `<br>`: the only way to break a line in the cell of a Markdown table, so it keeps its meaning.
    LineBreak,
    /// A comment, a declaration or an instruction: nothing a reader would see.
    Silent,
}

impl Tag {
    /// Sorts a tag by its start; names come back in lower case.
    pub(super) fn parse(tag: &str) -> Self {
        let inside = tag.strip_prefix('<').unwrap_or(tag);
        let (closing, rest) = match inside.strip_prefix('/') {
            Some(rest) => (true, rest),
            None => (false, inside),
        };
        let end = rest
            .find(|c: char| !c.is_ascii_alphanumeric() && c != '-')
            .unwrap_or(rest.len());
        let name = rest.get(..end).unwrap_or_default().to_ascii_lowercase();
        match name.as_str() {
            "" => Self::Silent,
            "br" => Self::LineBreak,
            _ if closing => Self::Closing(name),
            _ => Self::Opening(name),
        }
    }
}

/// Whether what stands between `<name>` and `</name>` is not meant for readers.
pub(super) fn hides_its_content(name: &str) -> bool {
    matches!(name, "script" | "style")
}

/// A block of HTML without its tags.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Stripped {
    /// The words, on one line.
    pub(super) text: String,
    /// The name of the first tag that was left out.
    pub(super) first_tag: Option<String>,
}

/// Takes the tags out of a block of HTML, and scripts and styles whole.
pub(super) fn strip(block: &str) -> Stripped {
    let mut words = String::new();
    let mut first_tag = None;
    let mut rest = block;
    while let Some((before, tag_on)) = split_at_tag(rest) {
        words.push_str(before);
        let (tag, after) = split_after_tag(tag_on);
        rest = after;
        match Tag::parse(tag) {
            Tag::Opening(name) => {
                if hides_its_content(&name) {
                    rest = after_closing_tag(after, &name);
                }
                words.push_str(gap(&name));
                first_tag.get_or_insert(name);
            }
            Tag::Closing(name) => words.push_str(gap(&name)),
            Tag::LineBreak => words.push(' '),
            Tag::Silent => {}
        }
    }
    words.push_str(rest);
    Stripped {
        text: one_line(&words),
        first_tag,
    }
}

/// Splits before the next `<` that starts a tag or a comment.
fn split_at_tag(text: &str) -> Option<(&str, &str)> {
    let bytes = text.as_bytes();
    let starts =
        |(at, _): &(usize, &str)| matches!(bytes.get(at + 1), Some(b'/' | b'!' | b'?' | b'a'..=b'z' | b'A'..=b'Z'));
    let (at, _) = text.match_indices('<').find(starts)?;
    text.split_at_checked(at)
}

/// Splits after the `>` that ends the tag `text` starts with; a tag without an end reaches to the end of the block.
fn split_after_tag(text: &str) -> (&str, &str) {
    let end = if text.starts_with("<!--") {
        text.find("-->").map(|at| at + 3)
    } else {
        let mut quote = None;
        text.bytes()
            .position(|byte| {
                match (quote, byte) {
                    (None, b'"' | b'\'') => quote = Some(byte),
                    (Some(open), byte) if open == byte => quote = None,
                    _ => {}
                }
                byte == b'>' && quote.is_none()
            })
            .map(|at| at + 1)
    };
    end.and_then(|end| text.split_at_checked(end)).unwrap_or((text, ""))
}

/// What follows the start of `</name`, or nothing if it is never closed.
fn after_closing_tag<'a>(text: &'a str, name: &str) -> &'a str {
    text.match_indices("</")
        .find_map(|(at, _)| {
            let found = text.get(at + 2..at + 2 + name.len())?;
            found.eq_ignore_ascii_case(name).then(|| text.get(at..)).flatten()
        })
        .unwrap_or_default()
}

/// Cells and paragraphs are words apart; a tag within a sentence is not.
fn gap(name: &str) -> &'static str {
    match name {
        "a" | "abbr" | "b" | "bdi" | "bdo" | "cite" | "code" | "em" | "font" | "i" | "kbd" | "mark" | "q" | "s"
        | "small" | "span" | "strong" | "sub" | "sup" | "time" | "u" => "",
        _ => " ",
    }
}

/// The words of a text in which `&rsquo;` and `**` still have to be read, on one line.
fn one_line(text: &str) -> String {
    // Indented lines would count as code, which keeps `&rsquo;` as it is.
    let text: String = text.lines().map(str::trim).collect::<Vec<_>>().join("\n");
    let mut words = String::new();
    for event in Parser::new(&text) {
        match event {
            Event::Text(text) | Event::Code(text) => words.push_str(&text),
            Event::SoftBreak | Event::HardBreak | Event::End(_) => words.push(' '),
            _ => {}
        }
    }
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
