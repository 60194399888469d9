//! The headings of a text as a table of contents, and the ids that make them reachable.
//!
//! In: the tree, or a heading's words while the tree is built. Out: levels, ids and words.
//! It does not know the page around the text; a theme keeps its own ids apart from these.

use std::collections::BTreeMap;

use super::text::inline_text;
use super::tree::{Block, Document, Node, walk};

/// Level (2 to 6, as written), id and words of every heading, in reading order.
pub fn outline(document: &Document) -> Vec<(u8, &str, String)> {
    let mut headings = Vec::new();
    walk(document, &mut |node| {
        if let Node::Block(Block::Heading { level, id, content, .. }) = node {
            headings.push((*level, id.as_str(), inline_text(content)));
        }
    });
    headings
}

/// The ids given so far in one document, each with the last number that was added to it.
#[derive(Default)]
pub(super) struct Ids {
    given: BTreeMap<String, u32>,
}

impl Ids {
    /// An id made from a heading's words that no heading before it has: `costs`, `costs-2`, `costs-3`.
    pub(super) fn give(&mut self, words: &str) -> String {
        let slug = slug(words);
        let Some(mut number) = self.given.get(&slug).copied() else {
            self.given.insert(slug.clone(), 1);
            return slug;
        };
        let id = loop {
            number += 1;
            let id = format!("{slug}-{number}");
            if !self.given.contains_key(&id) {
                break id;
            }
        };
        self.given.insert(slug, number);
        self.given.insert(id.clone(), 1);
        id
    }
}

/// Lower-case letters and digits of any language, joined by hyphens.
fn slug(words: &str) -> String {
    const LONGEST: usize = 60;
    let mut slug = String::new();
    for c in words
        .chars()
        .filter(|c| !['\'', '’'].contains(c))
        .flat_map(char::to_lowercase)
    {
        if c.is_alphanumeric() {
            slug.push(c);
        } else if !slug.ends_with('-') {
            slug.push('-');
        }
        if slug.len() >= LONGEST {
            break;
        }
    }
    let slug = slug.trim_matches('-');
    match slug.chars().next() {
        None => "section".to_owned(),
        // Style sheets and older scripts cannot name an id that starts with a digit.
        Some(first) if first.is_numeric() => format!("section-{slug}"),
        Some(_) => slug.to_owned(),
    }
}
