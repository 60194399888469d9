//! Every word a reader sees that no editor wrote, from `themes/<name>/strings/<language>.toml`.
//!
//! In: the text of the strings file. Out: sentences with their gaps filled. A word that is missing is the theme's
//! mistake and stops the build; `{name}` marks a gap, and a table with `one` and `other` counts.

use std::collections::BTreeMap;

use crate::values::date::DateWords;
use crate::values::hours::{HoursWords, Rule, say};

/// The words of one language.
#[derive(Debug, Clone)]
pub struct Strings {
    words: BTreeMap<String, String>,
    /// How opening hours are said.
    pub hours: HoursWords,
    /// How dates are said.
    pub date: DateWords,
}

impl Strings {
    /// Makes sentences of a strings file's tables. The message of a mistake says what is missing.
    pub fn of(table: toml::Table) -> Result<Self, String> {
        let part = |name: &str| -> Result<toml::Value, String> {
            table
                .get(name)
                .cloned()
                .ok_or_else(|| format!("the table `[{name}]` is missing"))
        };
        let hours = part("hours")?
            .try_into()
            .map_err(|error: toml::de::Error| format!("[hours]: {error}"))?;
        let date = part("date")?
            .try_into()
            .map_err(|error: toml::de::Error| format!("[date]: {error}"))?;
        let mut words = BTreeMap::new();
        flatten("", &toml::Value::Table(table), &mut words);
        Ok(Self { words, hours, date })
    }

    /// The sentence of a key with its gaps filled. With a gap called `count`, the key's `one` or `other` is taken.
    pub fn say(&self, key: &str, gaps: &[(&str, String)]) -> Result<String, String> {
        let count = gaps
            .iter()
            .find(|(name, _)| *name == "count")
            .map(|(_, value)| value.as_str());
        let plural = count.map(|count| format!("{key}.{}", if count == "1" { "one" } else { "other" }));
        let found = plural
            .and_then(|key| self.words.get(&key))
            .or_else(|| self.words.get(key));
        let Some(sentence) = found else {
            return Err(format!("the strings file has no `{key}`"));
        };
        if gaps.is_empty() {
            return Ok(sentence.clone());
        }
        let mut filled = String::with_capacity(sentence.len() + 32);
        let mut rest = sentence.as_str();
        while let Some((before, after)) = rest.split_once('{') {
            filled.push_str(before);
            let Some((name, after)) = after.split_once('}') else {
                return Err(format!("`{key}` opens a `{{` and does not close it"));
            };
            let Some((_, value)) = gaps.iter().find(|(gap, _)| *gap == name) else {
                return Err(format!("`{key}` has a gap `{{{name}}}` that nothing fills"));
            };
            filled.push_str(value);
            rest = after;
        }
        filled.push_str(rest);
        Ok(filled)
    }

    /// The words of a table that hold no gap count, by their keys below it: those of `[print]`, for the templates of paper.
    pub fn part(&self, table: &str) -> BTreeMap<String, String> {
        let start = format!("{table}.");
        let words = self.words.iter().filter_map(|(key, text)| {
            let key = key.strip_prefix(&start).filter(|key| !key.contains('.'))?;
            Some((key.to_owned(), text.clone()))
        });
        words.collect()
    }

    /// A word from a list that editors choose from (`offer_type.device-loan`); one the theme does not know is shown as
    /// it was written, without its hyphens.
    pub fn choice(&self, list: &str, word: &str) -> String {
        let key = format!("{list}.{}", word.replace(' ', "-"));
        self.words
            .get(&key)
            .cloned()
            .unwrap_or_else(|| word.replace(['-', '_'], " "))
    }

    /// Opening hours as a reader says them, a line a rule.
    pub fn hours(&self, rules: &[Rule]) -> Vec<String> {
        rules.iter().map(|rule| say(rule, &self.hours)).collect()
    }
}

fn flatten(prefix: &str, value: &toml::Value, words: &mut BTreeMap<String, String>) {
    match value {
        toml::Value::String(text) => {
            words.insert(prefix.to_owned(), text.clone());
        }
        toml::Value::Table(table) => {
            for (key, value) in table {
                let key = if prefix.is_empty() {
                    key.clone()
                } else {
                    format!("{prefix}.{key}")
                };
                flatten(&key, value, words);
            }
        }
        _ => {}
    }
}
