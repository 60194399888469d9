//! Other words for an entry, from the groups of `synonyms.yaml` and `thesaurus.yaml`.
//!
//! In: the groups, and an entry whose own words are said. Out: the words of every group that the entry has a word of, in
//! its field `synonyms`; and, in the end, the groups that belonged to no entry. Only what names the entry counts (title, topics, its own other words and languages): a word
//! that merely stands in its text would bring groups of every kind.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicBool, Ordering};

use super::SearchDocument;
use crate::outputs::search::analysis::Analyser;
use crate::outputs::search::lists::SearchLists;
use crate::outputs::search::schema::TextField;

/// The fields whose words bring in a group.
const NAMING: [TextField; 3] = [TextField::Title, TextField::Topics, TextField::Synonyms];

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
    stems: Vec<String>,
    text: String,
}

impl Synonyms {
    /// Takes the groups apart.
    pub fn of(lists: &SearchLists) -> Self {
        let mut analyser = Analyser::new(&lists.stop);
        let mut member = |text: &String| Member {
            stems: analyser.tokenize(text),
            text: text.clone(),
        };
        let groups: Vec<Vec<Member>> = lists
            .synonyms
            .iter()
            .chain(&lists.thesaurus)
            .map(|group| group.words.iter().map(&mut member).collect())
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
                self.find(&analyser.tokenize(line), &mut found);
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
