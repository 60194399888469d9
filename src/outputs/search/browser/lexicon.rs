//! All words of the index with what they find: what the shards are cut from.
//!
//! In: an open index. Out: the words as written in the order of scripts, each with the number of its group; the groups
//! (all words of one stem) with their lists, written out; and the sets of filters. It does not know files.

use std::collections::BTreeMap;

use rayon::prelude::*;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, DocSet, TERMINATED, Term};

use super::encode;
use crate::outputs::search::query::Searcher;
use crate::outputs::search::spelling::common;

/// A word, or a filter such as `@cost=free`.
pub(super) struct Key {
    pub text: String,
    /// Where its list stands in [`Lexicon::lists`].
    pub list: usize,
    /// Roughly how many entries hold it, as a power of two; `None` if it is never what somebody meant by another word.
    pub common: Option<u32>,
}

/// Every key in the order of scripts, and every list as written.
pub(super) struct Lexicon {
    pub keys: Vec<Key>,
    pub lists: Vec<String>,
}

impl Lexicon {
    /// Reads the whole index once.
    pub fn of(searcher: &Searcher) -> tantivy::Result<Self> {
        let mut analyser = searcher.analyser.clone();
        let mut words = searcher.vocabulary.all()?;
        words.sort_by(|(one, _), (other, _)| encode::in_script_order(one, other));
        let mut numbers = BTreeMap::<String, usize>::new();
        let mut stems = Vec::new();
        let mut keys = Vec::with_capacity(words.len());
        for (text, entries) in words {
            let stem = analyser.stem(&text);
            let list = *numbers.entry(stem).or_insert_with_key(|stem| {
                stems.push(stem.clone());
                stems.len() - 1
            });
            let common = (entries > 0 && !text.chars().any(char::is_numeric)).then(|| common(entries));
            keys.push(Key { text, list, common });
        }
        let mut lists = stems
            .par_iter()
            .map(|stem| Ok(encode::list(&searcher.list(stem)?)))
            .collect::<tantivy::Result<Vec<String>>>()?;
        for key in &mut keys {
            // A word that counts nowhere is never what somebody meant.
            if lists.get(key.list).is_some_and(String::is_empty) {
                key.common = None;
            }
        }
        for (text, set) in filters(searcher)? {
            keys.push(Key {
                text,
                list: lists.len(),
                common: None,
            });
            lists.push(set);
        }
        keys.sort_by(|one, other| encode::in_script_order(&one.text, &other.text));
        Ok(Self { keys, lists })
    }
}

/// Every filter with its entries, written out.
fn filters(searcher: &Searcher) -> tantivy::Result<Vec<(String, String)>> {
    let facets = searcher.segment.inverted_index(searcher.fields.facet)?;
    let mut names = facets.terms().stream()?;
    let mut filters = Vec::new();
    while names.advance() {
        let Ok(name) = std::str::from_utf8(names.key()) else {
            continue;
        };
        let term = Term::from_field_text(searcher.fields.facet, name);
        let mut entries: Vec<DocId> = Vec::new();
        if let Some(mut postings) = facets.read_postings(&term, IndexRecordOption::Basic)? {
            while postings.doc() != TERMINATED {
                entries.push(postings.doc());
                postings.advance();
            }
        }
        filters.push((format!("@{name}"), encode::set(entries)));
    }
    Ok(filters)
}
