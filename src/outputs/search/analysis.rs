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

/// A word of a text that is being taken apart.
pub(super) struct Met<'a> {
    /// The same for the same word, as long as the analyser lives.
    pub number: usize,
    pub surface: &'a str,
    pub stem: &'a str,
    pub place: (usize, usize),
    pub is_stop: bool,
}

/// Takes texts apart. It remembers the words it has met, so one is kept for many texts of one thread.
#[derive(Clone)]
pub struct Analyser {
    letters: TextAnalyzer,
    stemmer: TextAnalyzer,
    known: HashMap<String, Known>,
    stop: Arc<BTreeSet<String>>,
}

#[derive(Clone)]
struct Known {
    number: usize,
    stem: String,
    is_stop: bool,
}

impl Analyser {
    /// An analyser that leaves out the words of the stop list.
    pub fn new<S: AsRef<str>>(stop: impl IntoIterator<Item = S>) -> Self {
        let mut analyser = Self {
            letters: TextAnalyzer::builder(Words).filter(AsciiFoldingFilter).build(),
            stemmer: TextAnalyzer::builder(RawTokenizer::default())
                .filter(Stemmer::new(Language::English))
                .build(),
            known: HashMap::new(),
            stop: Arc::default(),
        };
        let stop = stop.into_iter().flat_map(|word| analyser.words(word.as_ref()));
        analyser.stop = Arc::new(stop.map(|word| word.surface).collect());
        analyser.known.clear();
        analyser
    }

    /// The stems of a text's words in order, stop words left out: what is put into the index and looked up in it.
    pub fn tokenize(&mut self, text: &str) -> Vec<String> {
        self.words(text).into_iter().map(|word| word.stem).collect()
    }

    /// The words of a text in order, stop words left out.
    pub fn words(&mut self, text: &str) -> Vec<Word> {
        let mut words = Vec::new();
        self.each_word(text, |met| {
            if !met.is_stop {
                words.push(Word::from(met));
            }
            true
        });
        words
    }

    /// Hands on the words of a text in order, stop words too, for as long as `take` answers `true`.
    pub(super) fn each_word(&mut self, text: &str, mut take: impl FnMut(Met<'_>) -> bool) {
        let Self {
            letters,
            stemmer,
            known,
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
            if surface.len() > LONGEST_WORD && surface.chars().count() > LONGEST_WORD {
                continue;
            }
            let place = (*offset_from, *offset_to);
            let goes_on = match known.get(surface) {
                Some(word) => take(word.met(surface, place)),
                None => {
                    let is_stop = stop.contains(surface);
                    let word = Known {
                        number: known.len(),
                        stem: stem_of(surface, stemmer),
                        is_stop,
                    };
                    let goes_on = take(word.met(surface, place));
                    known.insert(surface.clone(), word);
                    goes_on
                }
            };
            if !goes_on {
                break;
            }
        }
    }

    /// The words that are left out, as compared.
    pub(super) fn stop_words(&self) -> impl Iterator<Item = &str> {
        self.stop.iter().map(String::as_str)
    }

    /// The stem of one word that has been taken from a text already.
    pub(super) fn stem(&mut self, surface: &str) -> String {
        stem_of(surface, &mut self.stemmer)
    }
}

impl Known {
    fn met<'a>(&'a self, surface: &'a str, place: (usize, usize)) -> Met<'a> {
        Met {
            number: self.number,
            surface,
            stem: &self.stem,
            place,
            is_stop: self.is_stop,
        }
    }
}

impl From<Met<'_>> for Word {
    fn from(met: Met<'_>) -> Self {
        Self {
            surface: met.surface.to_owned(),
            stem: met.stem.to_owned(),
            place: met.place,
            is_stop: met.is_stop,
        }
    }
}

fn stem_of(surface: &str, stemmer: &mut TextAnalyzer) -> String {
    match stemmer.token_stream(surface).next() {
        Some(token) if !token.text.is_empty() => token.text.clone(),
        _ => surface.to_owned(),
    }
}
