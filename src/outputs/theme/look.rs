//! `theme.toml`: what a theme is called, its colours, its logo, its fonts.
//!
//! In: the file's text. Out: a [`Look`], every value checked by itself; what colours do together is for `palette`. It must
//! not know which colours there are.

use std::ops::Range;

use super::files::{ThemeFiles, default_text};
use super::toml_file::{TomlFile, Value};
use crate::diagnostics::{Diagnostics, Location};
use crate::values::colour::{Colour, PART, TEXT};

/// The file, below the theme's folder.
pub const FILE: &str = "theme.toml";

const KEYS: &[&str] = &["name", "fonts", "logo", "light", "dark", "contrast"];

/// Families that every device has under these names (CSS Fonts 4).
const GENERIC: &[&str] = &[
    "sans-serif",
    "serif",
    "monospace",
    "system-ui",
    "ui-sans-serif",
    "ui-serif",
    "ui-rounded",
];

/// What `theme.toml` says.
#[derive(Default)]
pub(super) struct Look {
    /// A short name for the head of pages.
    pub name: Option<String>,
    /// As in `font-family` of CSS.
    pub fonts: Option<String>,
    pub logo: Option<LogoLines>,
    pub colours: Vec<Choice>,
    pub pairs: Vec<Pair>,
}

/// The colours a reader's device asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scheme {
    /// Dark letters on light.
    Light,
    /// Light letters on dark (`prefers-color-scheme: dark`).
    Dark,
}

/// A colour that the theme chooses for a role.
pub(super) struct Choice {
    pub scheme: Scheme,
    pub role: String,
    pub colour: Colour,
    /// Where the role stands, and where its colour does.
    pub role_at: Location,
    pub at: Location,
}

/// Two roles that meet on a page.
pub(super) struct Pair {
    /// Letters or parts.
    pub fore: String,
    /// What they are on.
    pub back: String,
    /// The contrast that they need.
    pub least: f64,
    pub at: Location,
    /// Whether the theme itself says so.
    pub is_own: bool,
}

/// The lines of `[logo]`.
pub(super) struct LogoLines {
    /// Below the theme's folder.
    pub file: (String, Location),
    /// For dark schemes.
    pub dark: Option<(String, Location)>,
    pub description: String,
}

impl Look {
    /// Reads the theme's own file, and the pairs of the default theme.
    pub fn read(files: &ThemeFiles, diagnostics: &mut Diagnostics) -> Self {
        let mut look = Self::default();
        let own = files.own_text(FILE);
        for (text, is_own) in own
            .map(|text| (text, true))
            .into_iter()
            .chain(default_text(FILE).map(|text| (text, false)))
        {
            let path = FILE;
            let file = TomlFile { files, path, text };
            for (key, value) in &file.parse(diagnostics) {
                look.take(file, (key.get_ref(), key.span()), value, is_own, diagnostics);
            }
        }
        look
    }

    fn take<'a>(
        &mut self,
        file: TomlFile<'a>,
        (key, span): (&str, Range<usize>),
        value: &Value<'a>,
        is_own: bool,
        diagnostics: &mut Diagnostics,
    ) {
        match key {
            "name" => self.name = file.line(key, value, diagnostics).map(str::to_owned),
            "fonts" => self.fonts = fonts(file, value, diagnostics),
            "logo" => self.logo = logo(file, value, diagnostics),
            "light" => self.take_colours(file, Scheme::Light, key, value, diagnostics),
            "dark" => self.take_colours(file, Scheme::Dark, key, value, diagnostics),
            "contrast" => self.take_pairs(file, value, is_own, diagnostics),
            _ => file.unknown(key, span, KEYS, diagnostics),
        }
    }

    fn take_colours<'a>(
        &mut self,
        file: TomlFile<'a>,
        scheme: Scheme,
        key: &str,
        value: &Value<'a>,
        diagnostics: &mut Diagnostics,
    ) {
        for (role, value) in file.table(key, value, diagnostics).into_iter().flatten() {
            let Some(text) = file.line(role.get_ref(), value, diagnostics) else {
                continue;
            };
            match Colour::parse(text) {
                Ok(colour) => self.colours.push(Choice {
                    scheme,
                    role: role.get_ref().to_string(),
                    colour,
                    role_at: file.at(role.span()),
                    at: file.at(value.span()),
                }),
                Err(mistake) => {
                    let help = mistake.help.unwrap_or_default();
                    file.wrong(value.span(), mistake.message, &help, diagnostics);
                }
            }
        }
    }

    fn take_pairs<'a>(&mut self, file: TomlFile<'a>, value: &Value<'a>, is_own: bool, diagnostics: &mut Diagnostics) {
        for (kind, value) in file.table("contrast", value, diagnostics).into_iter().flatten() {
            let least = match &**kind.get_ref() {
                "text" => TEXT,
                "parts" => PART,
                other => {
                    file.unknown(other, kind.span(), &["text", "parts"], diagnostics);
                    continue;
                }
            };
            for (text, span) in file.texts(kind.get_ref(), value, diagnostics) {
                let Some((fore, back)) = text.split_once(" on ") else {
                    let message = format!("`{text}` does not say which two colours meet");
                    file.wrong(span, message, "write it like `ink on paper`", diagnostics);
                    continue;
                };
                let (fore, back) = (fore.trim().to_owned(), back.trim().to_owned());
                let is_same = |one: &Pair| one.fore == fore && one.back == back && one.least >= least;
                if !self.pairs.iter().any(is_same) {
                    let at = file.at(span);
                    self.pairs.push(Pair {
                        fore,
                        back,
                        least,
                        at,
                        is_own,
                    });
                }
            }
        }
    }
}

/// Only fonts that a reader's device has: one that had to be fetched would keep a slow line busy before the first word.
fn fonts<'a>(file: TomlFile<'a>, value: &Value<'a>, diagnostics: &mut Diagnostics) -> Option<String> {
    let names = file.texts("fonts", value, diagnostics);
    for (name, span) in &names {
        if !name.chars().all(|c| c.is_alphanumeric() || " -".contains(c)) || name.len() > 60 {
            let message = format!("`{name}` is not the name of a font");
            file.wrong(
                span.clone(),
                message,
                "a name has letters, digits, blanks and hyphens",
                diagnostics,
            );
            return None;
        }
    }
    let (last, _) = names.last()?;
    if !GENERIC.contains(last) {
        let message = "the last font must be one that every device has".to_owned();
        file.wrong(
            value.span(),
            message,
            "end the list with `sans-serif` or `serif`",
            diagnostics,
        );
        return None;
    }
    let quoted = names.iter().map(|(name, _)| {
        if name.contains(' ') || name.starts_with(|c: char| c.is_ascii_digit()) {
            format!("\"{name}\"")
        } else {
            (*name).to_owned()
        }
    });
    Some(quoted.collect::<Vec<_>>().join(", "))
}

fn logo<'a>(file: TomlFile<'a>, value: &Value<'a>, diagnostics: &mut Diagnostics) -> Option<LogoLines> {
    let (mut light, mut dark, mut description) = (None, None, None);
    for (key, value) in file.table("logo", value, diagnostics)? {
        let mut path = |key| Some((file.line(key, value, diagnostics)?.to_owned(), file.at(value.span())));
        match &**key.get_ref() {
            "file" => light = path("file"),
            "dark" => dark = path("dark"),
            "description" => description = file.text_of("description", value, diagnostics).map(str::to_owned),
            other => file.unknown(other, key.span(), &["file", "dark", "description"], diagnostics),
        }
    }
    if light.is_none() || description.is_none() {
        let help = "write `file = \"logo.svg\"` and `description = \"…\"`: what somebody hears who does not see the logo, \
                    or `\"\"` if the name beside it says the same";
        let message = "`logo` needs a file and a description".to_owned();
        file.wrong(value.span(), message, help, diagnostics);
    }
    let description = description?.split_whitespace().collect::<Vec<_>>().join(" ");
    Some(LogoLines {
        file: light?,
        dark,
        description,
    })
}
