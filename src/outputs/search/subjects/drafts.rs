//! Which words may be headings.
//!
//! In: the site and the theme's words. Out: drafts by key: what each is called, which things bear its name, and what to
//! ask the index. It decides nothing: whether a draft becomes a heading depends on what the index answers.

use std::collections::{BTreeMap, BTreeSet};

use super::entries::Entries;
use super::forms::{Forms, Text};
use crate::outputs::search::analysis::{Analyser, Word};
use crate::outputs::search::lists::SearchLists;
use crate::outputs::strings::Strings;
use crate::outputs::subjects::{Heading, Subject, Target};
use crate::site::Site;
use crate::values::language::Language;

/// A phrase of more words is a sentence, and nobody looks a sentence up.
const MOST_WORDS: usize = 5;

/// What may become a heading.
#[derive(Debug, Default)]
pub(super) struct Draft {
    /// Where it is the name of something: as that is written.
    pub name: Option<String>,
    /// Ways in which editors write it, with how often.
    pub written: BTreeMap<String, u32>,
    pub language: Option<Language>,
    pub stems: Vec<String>,
    /// What is called so.
    pub pages: BTreeSet<Subject>,
    /// Topics in whose phrases it stands.
    pub mentions: BTreeSet<Subject>,
    /// What has it: a facility, a language, a town.
    pub listed: Vec<Subject>,
    /// Whether many entries are no reason to leave it out.
    pub is_kept: bool,
    /// Whether topics or synonym groups are called so.
    pub has_witness: bool,
    /// Whether it is a word of a synonym group and of nothing else.
    pub is_of_group: bool,
    /// Whether the index is asked for entries that hold it.
    pub is_looked_up: bool,
    /// How often a word stands by itself, not joined to another by a hyphen.
    pub alone: u32,
}

/// All drafts, and what headings are made with.
pub(super) struct Drafts<'a> {
    pub all: BTreeMap<String, Draft>,
    /// Of offers, guides and pages; those of organisations and places are headings as they are.
    pub titles: Vec<(String, Subject)>,
    pub(super) analyser: Analyser,
    pub(super) forms: Forms,
    /// Stems.
    pub(super) everyday: &'a BTreeSet<String>,
    /// The same words as they are written. A phrase may begin with another form of one: `housing association`.
    leading: BTreeSet<String>,
    /// Phrases that are headings, by their first stem: words inside them are found by the phrase.
    phrases: BTreeMap<String, BTreeSet<Vec<String>>>,
}

impl<'a> Drafts<'a> {
    /// Looks at the whole site once.
    pub fn of(site: &Site, lists: &SearchLists, entries: &Entries<'a>, words: &Strings) -> tantivy::Result<Self> {
        let mut drafts = Self {
            all: BTreeMap::new(),
            titles: Vec::new(),
            analyser: entries.searcher.analyser.clone(),
            forms: Forms::default(),
            everyday: &entries.searcher.everyday,
            leading: lists.everyday.iter().map(|word| word.to_lowercase()).collect(),
            phrases: BTreeMap::new(),
        };
        drafts.gather(site, entries, words)?;
        drafts.call_witnesses(site, lists);
        Ok(drafts)
    }

    /// Everything to ask the index for.
    pub fn stems(&self) -> BTreeSet<String> {
        let asked = self.all.values().filter(|draft| draft.is_looked_up);
        asked.flat_map(|draft| draft.stems.iter().cloned()).collect()
    }

    /// A name as it stands, whatever its words are.
    pub(super) fn name(&mut self, name: &str, kind: Text) -> Option<&mut Draft> {
        self.forms.learn(name, kind, &mut self.analyser);
        let stems = self.analyser.tokenize(name);
        if stems.is_empty() {
            return None;
        }
        let draft = self.all.entry(stems.join("-")).or_default();
        draft.stems = stems;
        draft.name.get_or_insert_with(|| name.to_owned());
        Some(draft)
    }

    /// The name of somewhere, under which the words in it are found.
    pub(super) fn name_of_area(&mut self, name: &str) -> Option<&mut Draft> {
        let words = self.words(name);
        let from = if words.len() > 1 && words.first().is_some_and(|word| word.is_stop) {
            words.get(1).map_or(0, |word| word.place.0)
        } else {
            0
        };
        let stems = self.analyser.tokenize(name);
        self.know_phrase(stems);
        let name = name.get(from..).unwrap_or(name).to_owned();
        self.name(&name, Text::Name)
    }

    /// A word or phrase that editors gave, from its first word that is not an everyday one.
    pub(super) fn other_word(&mut self, text: &str) -> Option<&mut Draft> {
        self.forms.learn(text, Text::OtherWord, &mut self.analyser);
        let text = self.without_start(text);
        let stems = self.analyser.tokenize(text);
        if stems.is_empty() || self.words(text).len() > MOST_WORDS {
            return None;
        }
        if stems.len() > 1 {
            self.know_phrase(stems.clone());
        }
        let draft = self.all.entry(stems.join("-")).or_default();
        draft.stems = stems;
        draft.is_looked_up = true;
        *draft.written.entry(text.to_owned()).or_default() += 1;
        Some(draft)
    }

    /// A phrase from its first word that is neither a stop word nor an everyday word; all of it where there is none.
    pub(super) fn without_start<'t>(&mut self, text: &'t str) -> &'t str {
        let words = self.words(text);
        let stands = words
            .iter()
            .find(|word| !word.is_stop && !self.leading.contains(&word.surface));
        text.get(stands.map_or(0, |word| word.place.0)..).unwrap_or(text).trim()
    }

    /// The words of a text that may be headings, each with its draft's key. What a hyphen joins is one word. `keep` says
    /// of a word by itself, in small letters, whether it may.
    pub(super) fn words_of(&mut self, text: &str, keep: impl Fn(&str) -> bool) -> BTreeSet<String> {
        let words = self.words(text);
        let (mut keys, inside) = self.known_phrases(&words);
        let mut rest = words.as_slice();
        while let Some(first) = rest.first() {
            let joined = rest.windows(2).take_while(|pair| is_joined(text, pair)).count();
            let (unit, after) = rest.split_at(joined + 1);
            rest = after;
            let Some(start) = unit.iter().find(|word| self.says_something(word)) else {
                continue;
            };
            if inside.contains(&start.place.0) || (joined == 0 && !keep(&first.surface)) {
                continue;
            }
            let counted = unit.iter().filter(|word| !word.is_stop);
            let stems: Vec<String> = counted.map(|word| word.stem.clone()).collect();
            let (from, to) = (first.place.0, unit.last().map_or(first.place.1, |last| last.place.1));
            let key = stems.join("-");
            let draft = self.all.entry(key.clone()).or_default();
            draft.stems = stems;
            draft.is_looked_up = true;
            if joined == 0 {
                draft.alone += 1;
            } else {
                *draft
                    .written
                    .entry(text.get(from..to).unwrap_or_default().to_lowercase())
                    .or_default() += 1;
            }
            keys.insert(key);
        }
        keys
    }

    /// The draft of a key that is there already.
    pub(super) fn draft(&mut self, key: &str) -> Option<&mut Draft> {
        self.all.get_mut(key)
    }

    /// The heading of a draft.
    pub fn heading(&mut self, draft: &Draft, target: Target) -> Heading {
        let written = draft
            .written
            .iter()
            .max_by_key(|(text, count)| (**count, std::cmp::Reverse(text.as_str())));
        let is_phrase = |text: &str| !text.chars().all(char::is_alphanumeric);
        let phrase = written.filter(|(text, count)| is_phrase(text) && **count >= draft.alone);
        let term = match (&draft.name, phrase, draft.stems.first()) {
            (Some(name), ..) => name.clone(),
            (None, Some((text, _)), _) => self.cased(text),
            (None, None, stem) => stem.and_then(|stem| self.forms.usual(stem)).unwrap_or_default(),
        };
        Heading {
            filed: self.filed(&term),
            key: draft.stems.join("-"),
            language: draft.language.clone(),
            term,
            target,
        }
    }

    /// The heading of entries under their whole title.
    pub fn whole_title(&mut self, key: String, title: String, target: Target) -> Heading {
        Heading {
            filed: self.filed(&title),
            term: title,
            key,
            language: None,
            target,
        }
    }

    /// A heading that only says which other to see; the others are not known yet.
    pub fn see(&mut self, key: String, term: &str) -> Heading {
        let term = self.cased(term);
        Heading {
            filed: self.filed(&term),
            key,
            language: None,
            term,
            target: Target::See(Vec::new()),
        }
    }

    /// A phrase with each word in its usual capitals.
    fn cased(&mut self, text: &str) -> String {
        let words = self.words(text);
        self.forms.phrase(text, &words)
    }

    /// What all forms of a word or phrase share. A phrase of stop words alone is its own key.
    pub fn key(&mut self, text: &str) -> String {
        let stems = self.analyser.tokenize(text);
        if stems.is_empty() {
            self.order(text).replace(' ', "-")
        } else {
            stems.join("-")
        }
    }

    /// What the alphabet goes by: small letters without accents.
    pub fn order(&mut self, text: &str) -> String {
        let words = self.words(text).into_iter().map(|word| word.surface);
        words.collect::<Vec<_>>().join(" ")
    }

    /// A term without the stop word that it begins with: "The Data Shelf" stands under D.
    fn filed(&mut self, term: &str) -> String {
        let words = self.words(term);
        match words.as_slice() {
            [first, second, ..] if first.is_stop => term.get(second.place.0..).unwrap_or(term).to_owned(),
            _ => term.to_owned(),
        }
    }

    /// All words of a text, stop words too.
    fn words(&mut self, text: &str) -> Vec<Word> {
        let mut words = Vec::new();
        self.analyser.each_word(text, |met| {
            words.push(Word::from(met));
            true
        });
        words
    }

    fn says_something(&self, word: &Word) -> bool {
        let is_number = word.surface.chars().all(char::is_numeric);
        !word.is_stop && !is_number && word.surface.chars().nth(1).is_some() && !self.everyday.contains(&word.stem)
    }

    fn know_phrase(&mut self, stems: Vec<String>) {
        if let Some(first) = stems.first() {
            self.phrases.entry(first.clone()).or_default().insert(stems);
        }
    }

    /// The keys of known phrases that stand in a text, and where the words inside them begin.
    fn known_phrases(&self, words: &[Word]) -> (BTreeSet<String>, BTreeSet<usize>) {
        let counted: Vec<&Word> = words.iter().filter(|word| !word.is_stop).collect();
        let stems: Vec<String> = counted.iter().map(|word| word.stem.clone()).collect();
        let (mut keys, mut inside) = (BTreeSet::new(), BTreeSet::new());
        for (start, stem) in stems.iter().enumerate() {
            for phrase in self.phrases.get(stem).into_iter().flatten() {
                if stems.get(start..).is_some_and(|rest| rest.starts_with(phrase)) {
                    keys.insert(phrase.join("-"));
                    let covered = counted.iter().skip(start).take(phrase.len());
                    inside.extend(covered.map(|word| word.place.0));
                }
            }
        }
        (keys, inside)
    }
}

/// Whether nothing but a hyphen stands between two words.
fn is_joined(text: &str, pair: &[Word]) -> bool {
    let [one, other] = pair else { return false };
    matches!(text.get(one.place.1..other.place.0), Some("-" | "‐" | "‑"))
}
