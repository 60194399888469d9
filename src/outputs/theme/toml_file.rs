//! A TOML file of a theme in which everything knows its place.
//!
//! In: the text of `theme.toml` or of a strings file. Out: its tables, with every mistake noted at its line and column. It
//! must not know what the keys mean.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::files::ThemeFiles;
use crate::diagnostics::{Diagnostics, Location, nearest};

/// A value with its place.
pub(super) type Value<'a> = Spanned<DeValue<'a>>;

/// A file and its text.
#[derive(Clone, Copy)]
pub(super) struct TomlFile<'a> {
    pub files: &'a ThemeFiles,
    /// Its path below the theme's folder.
    pub path: &'a str,
    pub text: &'a str,
}

impl<'a> TomlFile<'a> {
    /// The file's table; what cannot be read is noted, and the rest is there.
    pub fn parse(&self, diagnostics: &mut Diagnostics) -> DeTable<'a> {
        let (table, errors) = DeTable::parse_recoverable(self.text);
        for error in errors {
            let place = self.at(error.span().unwrap_or_default());
            let message = format!("this cannot be read: {}", error.message());
            let help = "write a name, `=`, and a text in double quotes: `ink = \"#14171a\"`";
            diagnostics.error("theme-file", place, message, Some(help.into()));
        }
        table.into_inner()
    }

    /// The place of a part of the file.
    pub fn at(&self, span: Range<usize>) -> Location {
        self.files.place(self.path, self.text, span.start)
    }

    /// Notes a mistake at a part of the file.
    pub fn wrong(&self, span: Range<usize>, message: String, help: &str, diagnostics: &mut Diagnostics) {
        diagnostics.error("theme-file", self.at(span), message, Some(help.into()));
    }

    /// Notes a key that means nothing here.
    pub fn unknown(&self, key: &str, span: Range<usize>, known: &[&str], diagnostics: &mut Diagnostics) {
        let help = match nearest(key, known.iter().copied()) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => format!("these are known: {}", known.join(", ")),
        };
        self.wrong(span, format!("`{key}` means nothing here"), &help, diagnostics);
    }

    /// A text on one line that is not empty.
    pub fn line<'v>(&self, key: &str, value: &'v Value<'a>, diagnostics: &mut Diagnostics) -> Option<&'v str> {
        let text = self.text_of(key, value, diagnostics)?;
        if text.trim().is_empty() || text.chars().any(char::is_control) {
            let message = format!("`{key}` is empty or has more than one line");
            self.wrong(
                value.span(),
                message,
                "write a few words, or take the line out",
                diagnostics,
            );
            return None;
        }
        Some(text.trim())
    }

    /// A text.
    pub fn text_of<'v>(&self, key: &str, value: &'v Value<'a>, diagnostics: &mut Diagnostics) -> Option<&'v str> {
        let text = value.get_ref().as_str();
        if text.is_none() {
            let message = format!("`{key}` is not a text");
            self.wrong(value.span(), message, "put it in double quotes", diagnostics);
        }
        text
    }

    /// A table.
    pub fn table<'v>(&self, key: &str, value: &'v Value<'a>, diagnostics: &mut Diagnostics) -> Option<&'v DeTable<'a>> {
        let table = value.get_ref().as_table();
        if table.is_none() {
            let help = format!("write `[{key}]` on a line of its own, and what belongs to it on the lines below");
            let message = format!("`{key}` is a group of settings");
            self.wrong(value.span(), message, &help, diagnostics);
        }
        table
    }

    /// The texts of a list, each with its place.
    pub fn texts<'v>(
        &self,
        key: &str,
        value: &'v Value<'a>,
        diagnostics: &mut Diagnostics,
    ) -> Vec<(&'v str, Range<usize>)> {
        let Some(list) = value.get_ref().as_array() else {
            let message = format!("`{key}` is a list");
            self.wrong(value.span(), message, "write `[\"one\", \"two\"]`", diagnostics);
            return Vec::new();
        };
        let texts = list.iter().filter_map(|one| {
            let text = self.line(key, one, diagnostics)?;
            Some((text, one.span()))
        });
        texts.collect()
    }
}
