//! Other words for an entry, from the groups of `synonyms.yaml` and `thesaurus.yaml`.
//!
//! In: the groups, and an entry whose own words are said. Out: the words of every group that the entry has a member of, in
//! its field `synonyms`. Only what says what the entry is counts (title, topics, summary, its own other words and
//! languages): a word that merely stands in its text would bring groups of every kind.
//!
//! A phrase belongs to an entry that has it word for word, stop words too: `sign in` is not a sign. Of a phrase that is
//! brought in, words that stand in many groups are left out: `phone` alone says little of `lost my phone`.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicBool, Ordering};

use super::SearchDocument;
use crate::outputs::search::analysis::Analyser;
use crate::outputs::search::lists::SearchLists;
use crate::outputs::search::schema::TextField;

/// The fields whose words bring in a group.
const NAMING: [TextField; 4] = [
    TextField::Title,
    TextField::Topics,
    TextField::Summary,
    TextField::Synonyms,
];

/// A word of more groups than this says little by itself.
const MOST_GROUPS: usize = 4;

/// The groups, each member taken apart once: the site's own, then those of the thesaurus.
pub(super) struct Synonyms {
    groups: Vec<Vec<Member>>,
    /// Whether a group has belonged to an entry yet. Entries are made on all cores.
    matched: Vec<AtomicBool>,
    /// How many of the groups are the site's own.
    own: usize,
    /// By the first stem of a member: the group and the member.
    by_first: BTreeMap<String, Vec<(usize, usize)>>,
}

struct Member {
    /// All its words, stop words too.
    stems: Vec<String>,
    /// The words that an entry gets by it.
    text: String,
}

impl Member {
    fn of(text: &str, held_by: &BTreeMap<String, usize>, analyser: &mut Analyser) -> Self {
        let words = analyser.words(text);
        let is_phrase = words.len() > 1;
        let says_much = |stem: &String| held_by.get(stem).is_none_or(|groups| *groups <= MOST_GROUPS);
        let kept = words.into_iter().filter(|word| !is_phrase || says_much(&word.stem));
        Self {
            text: kept.map(|word| word.surface).collect::<Vec<_>>().join(" "),
            stems: stems(text, analyser),
        }
    }
}

/// The stems of all words of a text, stop words too.
fn stems(text: &str, analyser: &mut Analyser) -> Vec<String> {
    let mut stems = Vec::new();
    analyser.each_word(text, |word| {
        stems.push(word.stem.to_owned());
        true
    });
    stems
}

impl Synonyms {
    /// Takes the groups apart.
    pub fn of(lists: &SearchLists) -> Self {
        let mut analyser = Analyser::new(&lists.stop);
        let mut held_by = BTreeMap::<String, usize>::new();
        for group in lists.groups() {
            let stems: BTreeSet<String> = group.words.iter().flat_map(|text| analyser.tokenize(text)).collect();
            stems
                .into_iter()
                .for_each(|stem| *held_by.entry(stem).or_default() += 1);
        }
        for everyday in lists.everyday.iter().flat_map(|word| analyser.tokenize(word)) {
            held_by.insert(everyday, usize::MAX);
        }
        let groups: Vec<Vec<Member>> = lists
            .groups()
            .map(|group| {
                group
                    .words
                    .iter()
                    .map(|text| Member::of(text, &held_by, &mut analyser))
                    .collect()
            })
            .collect();
        let mut by_first = BTreeMap::<String, Vec<(usize, usize)>>::new();
        for (group_index, group) in groups.iter().enumerate() {
            for (index, member) in group.iter().enumerate() {
                if let Some(first) = member.stems.first() {
                    by_first.entry(first.clone()).or_default().push((group_index, index));
                }
            }
        }
        Self {
            matched: groups.iter().map(|_| AtomicBool::new(false)).collect(),
            own: lists.synonyms.len(),
            groups,
            by_first,
        }
    }

    /// Adds the words of every group that the entry has a member of; members that it has already are left out.
    pub fn add(&self, document: &mut SearchDocument, analyser: &mut Analyser) {
        let mut found = BTreeMap::<usize, BTreeSet<usize>>::new();
        for field in NAMING {
            for line in document.text(field).lines() {
                self.find(&stems(line, analyser), &mut found);
            }
        }
        for (group, had) in found {
            if let Some(matched) = self.matched.get(group) {
                matched.store(true, Ordering::Relaxed);
            }
            for (index, member) in self.groups.get(group).into_iter().flatten().enumerate() {
                if !had.contains(&index) {
                    document.say(TextField::Synonyms, &member.text);
                }
            }
        }
    }

    /// The site's own groups that belonged to none of the entries so far, by their number.
    pub fn idle(&self) -> Vec<usize> {
        let own = self.matched.iter().take(self.own).enumerate();
        own.filter(|(_, matched)| !matched.load(Ordering::Relaxed))
            .map(|(group, _)| group)
            .collect()
    }

    /// Notes the members that stand in a line, word for word.
    fn find(&self, line: &[String], found: &mut BTreeMap<usize, BTreeSet<usize>>) {
        for (start, stem) in line.iter().enumerate() {
            for (group, index) in self.by_first.get(stem).into_iter().flatten() {
                let member = self.groups.get(*group).and_then(|group| group.get(*index));
                let rest = line.get(start..).unwrap_or_default();
                if member.is_some_and(|member| rest.starts_with(&member.stems)) {
                    found.entry(*group).or_default().insert(*index);
                }
            }
        }
    }
}
