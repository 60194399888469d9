//! Text to words, the same way for entries and for what people type.
//!
//! In: any text. Out: its words in small letters without accents, each with the stem that all its forms share (English:
//! Porter's second stemmer, as tantivy has it). Words are found in every script. It knows no entries and no index.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use tantivy::tokenizer::{AsciiFoldingFilter, Language, RawTokenizer, Stemmer, TextAnalyzer, Token, TokenStream};

use super::letters::Words;

/// The most letters of a word; what is longer is no word that anybody looks for.
pub const LONGEST_WORD: usize = 40;

/// A word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// As written, in small letters and without accents: `libraries`.
    pub surface: String,
    /// What all forms of the word share: `librari`.
    pub stem: String,
    /// Where it stands in the text: its first byte and the one after its last.
    pub place: (usize, usize),
    /// Whether it is one of the words that are never searched for.
    pub is_stop: bool,
}

/// Takes texts apart. It remembers stems, so one is kept for many texts of one thread.
#[derive(Clone)]
pub struct Analyser {
    letters: TextAnalyzer,
    stemmer: TextAnalyzer,
    stems: HashMap<String, String>,
    stop: Arc<BTreeSet<String>>,
}

impl Analyser {
    /// An analyser that leaves out the words of the stop list.
    pub fn new<S: AsRef<str>>(stop: impl IntoIterator<Item = S>) -> Self {
        let mut analyser = Self {
            letters: TextAnalyzer::builder(Words).filter(AsciiFoldingFilter).build(),
            stemmer: TextAnalyzer::builder(RawTokenizer::default())
                .filter(Stemmer::new(Language::English))
                .build(),
            stems: HashMap::new(),
            stop: Arc::default(),
        };
        let stop = stop.into_iter().flat_map(|word| analyser.words(word.as_ref()));
        analyser.stop = Arc::new(stop.map(|word| word.surface).collect());
        analyser
    }

    /// The stems of a text's words in order, stop words left out: what is put into the index and looked up in it.
    pub fn tokenize(&mut self, text: &str) -> Vec<String> {
        self.words(text).into_iter().map(|word| word.stem).collect()
    }

    /// The words of a text in order, stop words left out.
    pub fn words(&mut self, text: &str) -> Vec<Word> {
        let mut words = Vec::new();
        self.each_word(text, |word| {
            if !word.is_stop {
                words.push(word);
            }
            true
        });
        words
    }

    /// Hands on the words of a text in order, stop words too, for as long as `take` answers `true`.
    pub fn each_word(&mut self, text: &str, mut take: impl FnMut(Word) -> bool) {
        let Self {
            letters,
            stemmer,
            stems,
            stop,
        } = self;
        let mut stream = letters.token_stream(text);
        while stream.advance() {
            let Token {
                text: surface,
                offset_from,
                offset_to,
                ..
            } = stream.token();
            if surface.chars().count() > LONGEST_WORD {
                continue;
            }
            let word = Word {
                surface: surface.clone(),
                stem: stem_of(surface, stemmer, stems),
                place: (*offset_from, *offset_to),
                is_stop: stop.contains(surface),
            };
            if !take(word) {
                break;
            }
        }
    }

    /// The stem of one word that has been taken from a text already.
    pub fn stem(&mut self, surface: &str) -> String {
        stem_of(surface, &mut self.stemmer, &mut self.stems)
    }
}

fn stem_of(surface: &str, stemmer: &mut TextAnalyzer, known: &mut HashMap<String, String>) -> String {
    if let Some(stem) = known.get(surface) {
        return stem.clone();
    }
    let stem = match stemmer.token_stream(surface).next() {
        Some(token) if !token.text.is_empty() => token.text.clone(),
        _ => surface.to_owned(),
    };
    known.insert(surface.to_owned(), stem.clone());
    stem
}
