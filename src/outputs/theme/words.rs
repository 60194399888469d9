//! The words of a theme: those of the default theme, with the theme's own over them, one by one.
//!
//! In: `strings/<language>.toml`, the theme's own and the default one. Out: [`Strings`]. A word that is misspelt, or asks
//! for something that nothing fills in, is noted at its place. It must not know where a word is shown.

use toml::de::{DeTable, DeValue};
use toml::{Table, Value as Word};

use super::files::{ThemeFiles, default_text};
use super::toml_file::{TomlFile, Value};
use crate::diagnostics::{Diagnostics, Location, nearest};
use crate::outputs::strings::Strings;
use crate::values::language::Language;

/// The language of the words that every theme falls back on.
const ENGLISH: &str = "strings/en-GB.toml";

/// Reads the words of a language.
pub(super) fn read(files: &ThemeFiles, language: &Language, diagnostics: &mut Diagnostics) -> Option<Strings> {
    let path = format!("strings/{language}.toml");
    let own = files.own_text(&path);
    let default = default_text(&path);
    if own.is_none() && default.is_none() {
        let message = format!("the theme has no words in `{language}`, the language of the site");
        let help = format!(
            "copy the default theme's `{ENGLISH}` to `{}/{path}` and translate it",
            files.folder
        );
        diagnostics.error("theme-words", Location::start_of("site.toml"), message, Some(help));
        return None;
    }
    let mut words: Table = default.or(default_text(ENGLISH))?.parse().ok()?;
    if let Some(text) = own {
        let path = path.as_str();
        let file = TomlFile { files, path, text };
        let mut over = Overlay {
            file,
            diagnostics,
            missing: Vec::new(),
        };
        let table = file.parse(over.diagnostics);
        over.lay("", &table, &mut words);
        if default.is_none() {
            over.warn_of_missing();
        }
    }
    let strings = Strings::of(words);
    if let Err(message) = &strings {
        diagnostics.error("theme-words", files.start_of(&path), message.clone(), None);
    }
    strings.ok()
}

/// A theme's words on their way over the default ones.
struct Overlay<'a, 'd> {
    file: TomlFile<'a>,
    diagnostics: &'d mut Diagnostics,
    /// Keys of the default words that the theme's have nothing for.
    missing: Vec<String>,
}

impl<'a> Overlay<'a, '_> {
    fn lay(&mut self, above: &str, own: &DeTable<'a>, words: &mut Table) {
        let known: Vec<String> = words.keys().cloned().collect();
        let has = |key: &String| own.keys().any(|one| one.get_ref() == key);
        self.missing
            .extend(known.iter().filter(|key| !has(key)).map(|key| format!("{above}{key}")));
        // What `other` fills in, `one` may say as well.
        let counted = words.get("other").and_then(Word::as_str).map(str::to_owned);
        for (key, value) in own {
            let name: &str = key.get_ref();
            let path = format!("{above}{name}");
            match words.get_mut(name) {
                Some(word) => self.replace(&path, value, word, counted.as_deref()),
                // A theme may have words of its own, for its own templates; one letter off is a slip.
                None => match nearest(name, known.iter().map(String::as_str)) {
                    Some(meant) => {
                        let message = format!("no page says `{path}`");
                        let help = format!("did you mean `{above}{meant}`?");
                        self.file.wrong(key.span(), message, &help, self.diagnostics);
                    }
                    None => {
                        if let Some(word) = self.word(&path, value) {
                            words.insert(name.to_owned(), word);
                        }
                    }
                },
            }
        }
    }

    fn replace(&mut self, path: &str, value: &Value<'a>, word: &mut Word, counted: Option<&str>) {
        match (value.get_ref(), &mut *word) {
            (DeValue::Table(own), Word::Table(words)) => self.lay(&format!("{path}."), own, words),
            (DeValue::Array(own), Word::Array(words)) if own.len() == words.len() => {
                own.iter()
                    .zip(words)
                    .for_each(|(own, word)| self.replace(path, own, word, None));
            }
            (DeValue::Array(_), Word::Array(words)) => {
                let message = format!("`{path}` is a list of {} texts", words.len());
                self.file.wrong(
                    value.span(),
                    message,
                    "write as many, in the same order",
                    self.diagnostics,
                );
            }
            (DeValue::String(own), Word::String(words)) => {
                let known = gaps(words).into_iter().chain(counted.map(gaps).unwrap_or_default());
                if self.gaps_are_filled(path, own, &known.collect::<Vec<_>>(), value) {
                    *word = Word::String(own.to_string());
                }
            }
            (DeValue::String(_), Word::Table(_)) => {
                let message = format!("`{path}` is a group of words");
                let help =
                    format!("write `[{path}]` on a line of its own, and its words below, as the default theme does");
                self.file.wrong(value.span(), message, &help, self.diagnostics);
            }
            _ => {
                let message = format!("`{path}` is not of the kind that the default theme has there");
                self.file
                    .wrong(value.span(), message, "write a text in double quotes", self.diagnostics);
            }
        }
    }

    /// A gap can only be one that the default words have: nothing fills others. Hours have more ways to be said than the
    /// default words use.
    fn gaps_are_filled(&mut self, path: &str, own: &str, known: &[&str], value: &Value<'a>) -> bool {
        let unknown = gaps(own).into_iter().find(|gap| !known.contains(gap));
        let Some(unknown) = unknown.filter(|_| !path.starts_with("hours.")) else {
            return true;
        };
        let message = format!("nothing fills `{{{unknown}}}` in `{path}`");
        let help = match (nearest(unknown, known.iter().copied()), known) {
            (Some(meant), _) => format!("did you mean `{{{meant}}}`?"),
            (None, []) => "this text has no gaps".to_owned(),
            (None, known) => format!("these are filled: {{{}}}", known.join("}, {")),
        };
        self.file.wrong(value.span(), message, &help, self.diagnostics);
        false
    }

    /// A word that only the theme's own templates say.
    fn word(&mut self, path: &str, value: &Value<'a>) -> Option<Word> {
        match value.get_ref() {
            DeValue::Table(table) => {
                let words = table.iter().filter_map(|(key, value)| {
                    let word = self.word(&format!("{path}.{}", key.get_ref()), value)?;
                    Some((key.get_ref().to_string(), word))
                });
                Some(Word::Table(words.collect()))
            }
            _ => {
                let text = self.file.text_of(path, value, self.diagnostics)?;
                Some(Word::String(text.to_owned()))
            }
        }
    }

    /// What a translation lacks is shown in English, and said.
    fn warn_of_missing(&mut self) {
        let Some(first) = self.missing.first() else {
            return;
        };
        let message = format!(
            "{} words or groups are missing and stay English: `{first}`",
            self.missing.len()
        );
        let more: Vec<&str> = self.missing.iter().skip(1).take(9).map(String::as_str).collect();
        let help = format!(
            "translate them from the default theme's `{ENGLISH}`. Also: {}",
            more.join(", ")
        );
        let at = self.file.at(0..0);
        self.diagnostics.warning("theme-words", at, message, Some(help));
    }
}

/// The names in braces of a text.
fn gaps(text: &str) -> Vec<&str> {
    text.split('{')
        .skip(1)
        .filter_map(|rest| Some(rest.split_once('}')?.0))
        .collect()
}
