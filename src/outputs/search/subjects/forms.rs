//! How a word is usually written.
//!
//! In: texts, told apart by what they are. Out: for a stem, the form that stands for all its forms, in its usual capitals:
//! `scam`, `GP`, `Urdu`. It knows no entries and no index.
//!
//! Titles are often written With Capitals, so they say nothing about the capitals of a word; running text does, save for
//! the first word of a sentence. A word that no running text holds keeps its capital only if it is part of a name, and not
//! its last part: that says what kind of thing it is ("Sorrel Heath Hub").

use std::collections::BTreeMap;

use crate::outputs::search::analysis::{Analyser, Word};

/// What kind of text a word was met in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Text {
    /// The title of an entry or of a topic.
    Title,
    /// A word or phrase that editors gave as another word for something.
    OtherWord,
    /// The name of an organisation, a place or an area.
    Name,
    /// A sentence.
    Running,
}

/// The forms of all words met.
#[derive(Default)]
pub(super) struct Forms {
    /// By stem, then by the form in small letters.
    stems: BTreeMap<String, BTreeMap<String, Form>>,
}

/// One form of a word.
#[derive(Default)]
struct Form {
    /// How often it stands in titles, names and other words.
    naming: u32,
    all: u32,
    /// Inside sentences: in small letters, and with a capital.
    small: u32,
    capital: u32,
    is_name: bool,
    /// Writings with more than one capital: `GP`.
    initials: BTreeMap<String, u32>,
}

impl Forms {
    /// Notes the words of a text.
    pub fn learn(&mut self, text: &str, kind: Text, analyser: &mut Analyser) {
        let shouted = !text.chars().any(char::is_lowercase) && text.contains(' ');
        let mut starts = true;
        let mut last = 0;
        let end = text.trim_end().len();
        analyser.each_word(text, |met| {
            let (from, to) = met.place;
            let between = text.get(last..from).unwrap_or_default();
            starts = starts && last == 0 || between.contains(['.', '!', '?', ':', '\n', '“', '"']);
            last = to;
            let written = written(text, met.place);
            let forms = self.stems.entry(met.stem.to_owned()).or_default();
            let form = forms.entry(written.to_lowercase()).or_default();
            form.all += 1;
            form.naming += u32::from(kind != Text::Running);
            form.is_name |= kind == Text::Name && (starts || to < end);
            let capitals = written.chars().filter(|c| c.is_uppercase()).count();
            if capitals > 1 && !shouted {
                *form.initials.entry(written.to_owned()).or_default() += 1;
            } else if matches!(kind, Text::Running | Text::OtherWord) {
                if capitals == 0 {
                    form.small += 1;
                } else if !starts {
                    form.capital += 1;
                }
            }
            starts = false;
            true
        });
    }

    /// The usual form of a stem.
    pub fn usual(&self, stem: &str) -> Option<String> {
        let forms = self.stems.get(stem)?;
        let best = forms.iter().max_by(|(one, a), (other, b)| {
            let rank = |form: &Form| (form.naming, form.all);
            let shorter = other.chars().count().cmp(&one.chars().count());
            rank(a).cmp(&rank(b)).then(shorter).then(other.cmp(one))
        });
        best.map(|(small, form)| form.cased(small, None))
    }

    /// A phrase with each word in its usual capitals; `words` are all its words.
    pub fn phrase(&self, text: &str, words: &[Word]) -> String {
        let mut out = String::with_capacity(text.len());
        let mut last = 0;
        for word in words {
            let (from, to) = word.place;
            out.push_str(text.get(last..from).unwrap_or_default());
            last = to;
            let as_written = text.get(from..to).unwrap_or_default();
            let small = written(text, word.place).to_lowercase();
            let form = self.stems.get(&word.stem).and_then(|forms| forms.get(&small));
            let plain = as_written.to_lowercase() == small;
            match form {
                Some(form) if plain => out.push_str(&form.cased(&small, Some(as_written))),
                _ => out.push_str(as_written),
            }
        }
        out.push_str(text.get(last..).unwrap_or_default());
        out
    }
}

impl Form {
    /// In its usual capitals; `otherwise` where nothing is known of them.
    fn cased(&self, small: &str, otherwise: Option<&str>) -> String {
        let initials = self.initials.iter().max_by_key(|(_, count)| **count);
        if let Some((initials, _)) = initials {
            return initials.clone();
        }
        match (self.small, self.capital) {
            (0, 0) => match otherwise {
                Some(otherwise) => otherwise.to_owned(),
                None if self.is_name => capitalised(small),
                None => small.to_owned(),
            },
            (some, capital) if some >= capital => small.to_owned(),
            _ => capitalised(small),
        }
    }
}

/// A word as it stands in a text, without the `'s` of "the library's".
fn written(text: &str, (from, to): (usize, usize)) -> &str {
    let word = text.get(from..to).unwrap_or_default();
    ["'s", "’s"]
        .iter()
        .find_map(|ending| word.strip_suffix(ending))
        .unwrap_or(word)
}

fn capitalised(small: &str) -> String {
    let mut letters = small.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}
