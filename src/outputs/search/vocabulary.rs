//! The words of all entries, as written.
//!
//! In: the field `words` of the index, and the words that everybody uses. Out: whether a word is one of them, how common
//! it is, and all that begin alike. It does not know stems, impacts or queries.

use std::collections::BTreeSet;
use std::sync::Arc;

use tantivy::schema::Field;
use tantivy::{InvertedIndexReader, Term};

/// The words of all entries, as written, with the number of entries that hold each.
#[derive(Clone)]
pub(super) struct Vocabulary {
    field: Field,
    terms: Arc<InvertedIndexReader>,
    everyday: BTreeSet<String>,
}

impl Vocabulary {
    /// The words that stand in a field of the index, and everyday words, which are spelt right wherever they stand.
    pub fn new(field: Field, terms: Arc<InvertedIndexReader>, everyday: impl IntoIterator<Item = String>) -> Self {
        Self {
            field,
            terms,
            everyday: everyday.into_iter().collect(),
        }
    }

    /// Whether a word is spelt right: an entry holds it, or everybody uses it.
    pub fn holds(&self, word: &str) -> tantivy::Result<bool> {
        Ok(self.everyday.contains(word) || self.entries(word)? > 0)
    }

    /// How many entries hold a word.
    pub fn entries(&self, word: &str) -> tantivy::Result<u32> {
        Ok(self.terms.doc_freq(&Term::from_field_text(self.field, word))?)
    }

    /// Every word that begins with `start`, in order, with the number of entries that hold it.
    pub fn starting(&self, start: &str, mut take: impl FnMut(&str, u32)) -> tantivy::Result<()> {
        let mut words = self.terms.terms().range().ge(start).into_stream()?;
        while words.advance() {
            let Ok(word) = std::str::from_utf8(words.key()) else {
                continue;
            };
            if !word.starts_with(start) {
                break;
            }
            take(word, words.value().doc_freq);
        }
        Ok(())
    }

    /// All words with the number of entries that hold each, in order; everyday words that stand nowhere come last.
    pub fn all(&self) -> tantivy::Result<Vec<(String, u32)>> {
        let mut all = Vec::new();
        self.starting("", |word, entries| all.push((word.to_owned(), entries)))?;
        for word in &self.everyday {
            if self.entries(word)? == 0 {
                all.push((word.clone(), 0));
            }
        }
        Ok(all)
    }
}
