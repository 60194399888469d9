//! Texts that people read, and how values of `values/` are read from nodes.
//!
//! In: a node. Out: a text on one line, a summary of at most 160 characters, or Markdown that knows its line.

use std::fmt;

use crate::values::date::{Date, Period};
use crate::values::email::Email;
use crate::values::language::Language;
use crate::values::money::Money;
use crate::values::phone::Phone;
use crate::values::postcode::Postcode;
use crate::values::slug::Slug;
use crate::values::web_address::WebAddress;
use crate::yaml::fields::{FromNode, Reader};
use crate::yaml::{Kind, Node};

/// A text on one line, at most [`Line::LONGEST`] characters; line breaks become blanks.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Line(String);

impl Line {
    /// The longest line, in characters. Longer texts belong into `description`.
    pub const LONGEST: usize = 1_000;

    /// A line from text known to be short and visible.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromNode for Line {
    const WANTED: &'static str = "a text";

    fn from_node(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        one_line(node, reader, Self::LONGEST, "it").map(Self)
    }
}

/// One or two sentences for lists, leaflets and text messages: at most 160 characters, the length of one text message.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Summary(String);

impl Summary {
    /// The most characters (GSM 03.40: one text message).
    pub const LONGEST: usize = 160;

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromNode for Summary {
    const WANTED: &'static str = "a text of at most 160 characters";

    fn from_node(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        one_line(
            node,
            reader,
            Self::LONGEST,
            "the summary, which goes into lists, leaflets and text messages,",
        )
        .map(Self)
    }
}

fn one_line(node: &Node, reader: &mut Reader<'_>, longest: usize, what: &str) -> Option<String> {
    let text = reader.text(node, "a text")?;
    let joined = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let length = joined.chars().count();
    if length > longest {
        reader.error(
            "too-long",
            node.place,
            format!("this has {length} characters; {what} may have {longest}"),
            Some(format!(
                "cut {} characters, or move the rest to `description`",
                length - longest
            )),
        );
        return None;
    }
    Some(joined)
}

/// Markdown as written, with the line of its file it starts on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prose {
    /// The Markdown.
    pub text: String,
    /// The line of the file on which it starts, from 1.
    pub line: u32,
    /// How far its first line stands to the right in its file, in characters.
    pub indent: u32,
}

impl Prose {
    /// Markdown that starts in the first column of a line.
    pub fn new(text: impl Into<String>, line: u32) -> Self {
        Self {
            text: text.into(),
            line,
            indent: 0,
        }
    }
}

impl FromNode for Prose {
    const WANTED: &'static str = "a text, which may use Markdown";

    fn from_node(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        reader.text(node, Self::WANTED)?;
        let Kind::Text(text) = &node.kind else { return None };
        Some(Self {
            text: text.clone(),
            line: node.place.line,
            indent: node.place.column - 1,
        })
    }
}

/// Reads a value of `values/` from a node under a code of its own.
macro_rules! from_text {
    ($($ty:ty, $code:literal, $wanted:literal;)*) => {
        $(impl FromNode for $ty {
            const WANTED: &'static str = $wanted;

            fn from_node(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
                reader.value(node, $code, $wanted, Self::parse)
            }
        })*
    };
}

from_text! {
    Slug, "bad-name", "the name of an entry, like `county-libraries`";
    Phone, "bad-phone", "a phone number in quotes, like \"01632 960100\"";
    Email, "bad-email", "an email address";
    WebAddress, "bad-web-address", "a web address that starts with https://";
    Postcode, "bad-postcode", "a postcode";
    Date, "bad-date", "a date like 2026-05-11";
    Period, "bad-period", "a length of time like `12 months`";
    Money, "bad-money", "an amount in pounds, like 20 or 2.50";
    Language, "bad-language", "a language code like `en`, `pl` or `bsl`";
}
