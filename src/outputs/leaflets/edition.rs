//! Editions: what exactly was printed, so that somebody can be told later what has changed since.
//!
//! In: the entries of a leaflet as they are printed. Out: an [`Edition`] with a code made from its content: the same
//! content gives the same code, wherever and whenever it is printed.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::unbroken::as_written;
use super::view::{EntryView, Fact};

/// No vowels, so that no code is a word; nothing that looks like something else.
const ALPHABET: &[u8; 27] = b"23456789bcdfghjkmnpqrstvwxz";

/// As many as make a chance meeting of two codes unlikely among a hundred thousand editions.
const LENGTH: usize = 8;

/// What was printed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edition {
    /// `k7m2q9xw`: on the paper, and in the address of its page.
    pub code: String,
    /// The leaflet's slug, or the path of the sheet without its ending.
    pub leaflet: String,
    /// What the leaflet was called.
    pub title: String,
    /// Its language, BCP 47.
    pub language: String,
    /// What was in it.
    pub entries: Vec<PrintedEntry>,
}

/// An entry as it was printed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PrintedEntry {
    /// `offers/free-sim-cards`
    pub id: String,
    /// What it was called.
    pub name: String,
    /// What was said, by the name of the fact: `where`, `cost`.
    pub facts: BTreeMap<String, String>,
}

impl Edition {
    /// The edition of a leaflet with these entries, each with its id.
    pub(super) fn of(leaflet: &str, title: &str, language: &str, entries: &[(String, EntryView)]) -> Self {
        let entries: Vec<PrintedEntry> = entries.iter().map(|(id, view)| printed(id, view)).collect();
        let mut edition = Self {
            code: String::new(),
            leaflet: leaflet.to_owned(),
            title: title.to_owned(),
            language: language.to_owned(),
            entries,
        };
        edition.code = code(&serde_json::to_vec(&edition).unwrap_or_default());
        edition
    }
}

fn code(content: &[u8]) -> String {
    let hash = blake3::hash(content);
    let bytes = hash.as_bytes().iter().take(16);
    let mut number = bytes.fold(0_u128, |number, byte| (number << 8) | u128::from(*byte));
    let mut code = String::with_capacity(LENGTH);
    let letters = ALPHABET.len() as u128;
    for _ in 0..LENGTH {
        let letter = usize::try_from(number % letters).unwrap_or_default();
        code.push(ALPHABET.get(letter).copied().map_or('2', char::from));
        number /= letters;
    }
    code
}

/// The facts of an entry as text. When it was last checked is none of them: a new check changes nothing for the reader.
pub(super) fn printed(id: &str, view: &EntryView) -> PrintedEntry {
    let mut facts = BTreeMap::new();
    let phones: Vec<&str> = view.phones.iter().map(|phone| phone.text.as_str()).collect();
    if !phones.is_empty() {
        facts.insert("phone".to_owned(), as_written(&phones.join("\n")));
    }
    if !view.notices.is_empty() {
        facts.insert("notice".to_owned(), as_written(&view.notices.join("\n")));
    }
    for fact in view.facts.iter().chain(&view.after) {
        facts.insert(fact.key.to_owned(), as_written(&said(fact)));
    }
    // Of a long text it is enough to know whether it is the same.
    let text = serde_json::to_vec(&(&view.summary, &view.body)).unwrap_or_default();
    facts.insert(
        "text".to_owned(),
        blake3::hash(&text).to_hex().chars().take(16).collect(),
    );
    PrintedEntry {
        id: id.to_owned(),
        name: as_written(&view.name),
        facts,
    }
}

fn said(fact: &Fact) -> String {
    let lines = fact
        .items
        .iter()
        .flat_map(|item| item.lead.iter().chain(&item.lines).chain(&item.more));
    lines.map(String::as_str).collect::<Vec<_>>().join("\n")
}
