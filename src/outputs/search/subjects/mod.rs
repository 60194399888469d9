//! The subject index, made of the search index.
//!
//! In: an open index, the site it was made of, the lists that editors tune, the theme's words. Out: a [`SubjectIndex`].
//! It must not know HTML or templates.
//!
//! `gather` says which words may be headings, `forms` how they are written, `entries` asks the index what each leads to;
//! this file decides which of them are worth a reader's time:
//!
//! - An entry stands under the words of its title and of its `also_called`. The best impact comes first; what nobody has
//!   made sure of for too long comes last.
//! - A word that leads to more than [`MOST_ENTRIES`] entries and to more than a tenth of all says nothing about any of
//!   them. It stays only as the name of a thing: then it leads to the page of that thing.
//! - A topic whose phrases hold a word stands under it, unless more than [`MOST_TOPICS`] topics do. Phrases are whole
//!   sentences, so a word of theirs needs a witness: an entry, a topic or a synonym group that is called so.
//! - A phrase of a synonym group leads to the titles that hold it. Words and phrases of a group that lead nowhere say
//!   which heading to see.
//! - An entry that no heading leads to stands under its whole title.

mod drafts;
mod entries;
mod forms;
mod gather;

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::lists::SearchLists;
use super::query::Searcher;
use crate::error::{Error, Result};
use crate::outputs::strings::Strings;
use crate::outputs::subjects::{Heading, Subject, SubjectIndex, Target};
use crate::site::Site;
use drafts::{Draft, Drafts};
use entries::Entries;

/// The most things that a heading leads to.
pub const MOST_LINKS: usize = 6;

/// A word of more entries than this is no heading by itself, where it also stands in more than a tenth of all entries.
pub const MOST_ENTRIES: usize = 24;

/// A word in the phrases of more topics than this does not lead to them.
pub const MOST_TOPICS: usize = 3;

/// The most letters at the end of a word in which its forms may differ: `bill` and `bills`.
const MOST_ENDING: usize = 2;

/// The most headings that a word of a synonym group points at.
const MOST_SEE: usize = 3;

/// Makes the subject index of a site.
///
/// # Errors
/// Says what tantivy says where the index cannot be read.
pub fn subjects(searcher: &Searcher, site: &Site, lists: &SearchLists, words: &Strings) -> Result<SubjectIndex> {
    make(searcher, site, lists, words).map_err(|cause| Error::without_path("make the subject index", cause))
}

fn make(searcher: &Searcher, site: &Site, lists: &SearchLists, words: &Strings) -> tantivy::Result<SubjectIndex> {
    let mut entries = Entries::of(searcher, site)?;
    let mut drafts = Drafts::of(site, lists, &entries, words)?;
    entries.look_up(drafts.stems())?;
    let all = std::mem::take(&mut drafts.all);
    let own = all.iter().filter(|(_, draft)| !draft.is_of_group);
    let mut had: BTreeSet<String> = own.map(|(key, _)| key.clone()).collect();
    let finished: Vec<(String, Draft, Option<Target>)> = all
        .into_par_iter()
        .map(|(key, draft)| {
            let target = target(&draft, &entries);
            (key, draft, target)
        })
        .collect();
    let mut index = Growing::default();
    for (key, draft, target) in finished {
        if let Some(target) = target {
            index.add(key, drafts.heading(&draft, target), draft.name.is_some());
        }
    }
    had.extend(index.leave_out_repeats());
    index.add_titles(&mut drafts);
    index.add_synonyms(lists, &had, &mut drafts);
    Ok(index.sorted(&mut drafts))
}

/// What a draft leads to; `None` where it leads nowhere or everywhere.
fn target(draft: &Draft, entries: &Entries<'_>) -> Option<Target> {
    let mut links: Vec<Subject> = draft.pages.iter().copied().collect();
    let mut found = Vec::new();
    if draft.is_looked_up {
        found = entries.called(&draft.stems);
    }
    found.extend(&draft.listed);
    let has_witness = draft.has_witness || !links.is_empty() || !found.is_empty();
    if has_witness && draft.mentions.len() <= MOST_TOPICS {
        links.extend(draft.mentions.difference(&draft.pages));
    }
    let is_listed_elsewhere = links
        .iter()
        .any(|link| matches!(link, Subject::Topic(_) | Subject::Area(_)));
    if found.len() > MOST_ENTRIES.max(entries.count() / 10) && !draft.is_kept {
        found.clear();
    }
    let mut had: BTreeSet<Subject> = links.iter().copied().collect();
    found.retain(|subject| had.insert(*subject));
    links.extend(found);
    if links.is_empty() {
        return None;
    }
    let more = links.len().saturating_sub(MOST_LINKS);
    links.truncate(MOST_LINKS);
    // The page of a topic or an area says the rest.
    let more = if is_listed_elsewhere { 0 } else { more };
    Some(Target::Links { links, more })
}

/// Headings by key.
#[derive(Default)]
struct Growing {
    headings: BTreeMap<String, Heading>,
    /// Keys of headings that are names of things.
    names: BTreeSet<String>,
    see: BTreeMap<String, (String, Vec<String>)>,
}

impl Growing {
    fn add(&mut self, key: String, heading: Heading, is_name: bool) {
        if is_name {
            self.names.insert(key.clone());
        }
        self.headings.insert(key, heading);
    }

    /// Leaves out `form filling` where it leads exactly where `form` leads; the keys of what is left out.
    fn leave_out_repeats(&mut self) -> Vec<String> {
        let mut repeats = Vec::new();
        for (key, heading) in &self.headings {
            let starts = key.match_indices('-').filter_map(|(end, _)| key.get(..end));
            let mut shorter = starts.filter_map(|start| self.headings.get(start));
            if !self.names.contains(key) && shorter.any(|shorter| shorter.target == heading.target) {
                repeats.push(key.clone());
            }
        }
        for key in &repeats {
            self.headings.remove(key);
        }
        repeats
    }

    /// Adds whole titles of what no heading leads to.
    fn add_titles(&mut self, drafts: &mut Drafts<'_>) {
        let mut reached = BTreeSet::new();
        for heading in self.headings.values() {
            if let Target::Links { links, .. } = &heading.target {
                reached.extend(links.iter().copied());
            }
        }
        let mut titles = BTreeMap::<String, (String, Vec<Subject>)>::new();
        for (text, subject) in std::mem::take(&mut drafts.titles) {
            let key = drafts.key(&text);
            if !reached.contains(&subject) && !key.is_empty() && !self.headings.contains_key(&key) {
                titles.entry(key).or_insert((text, Vec::new())).1.push(subject);
            }
        }
        for (key, (text, mut links)) in titles {
            let more = links.len().saturating_sub(MOST_LINKS);
            links.truncate(MOST_LINKS);
            let heading = drafts.whole_title(key.clone(), text, Target::Links { links, more });
            self.add(key, heading, true);
        }
    }

    /// Adds the words that stand in a group and in no entry. `had` are words that do, and are left out for a reason.
    fn add_synonyms(&mut self, lists: &SearchLists, had: &BTreeSet<String>, drafts: &mut Drafts<'_>) {
        for group in lists.groups() {
            let members: Vec<(String, &String)> = group.words.iter().map(|one| (drafts.key(one), one)).collect();
            let Some((target, _)) = members.iter().find(|(key, text)| self.is_called(key, text)) else {
                continue;
            };
            for (key, term) in &members {
                if !had.contains(key) && !self.headings.contains_key(key) {
                    let (_, see) = self
                        .see
                        .entry(key.clone())
                        .or_insert_with(|| ((*term).clone(), Vec::new()));
                    if see.len() < MOST_SEE && !see.contains(target) {
                        see.push(target.clone());
                    }
                }
            }
        }
    }

    /// Whether a heading is a word of a group, and not merely one of the same stem: a pensioner is no pension.
    fn is_called(&self, key: &str, text: &str) -> bool {
        self.headings.get(key).is_some_and(|heading| {
            let (one, other) = (heading.term.to_lowercase(), text.to_lowercase());
            let same = one.chars().zip(other.chars()).take_while(|(a, b)| a == b).count();
            one.chars().count().max(other.chars().count()) <= same + MOST_ENDING
        })
    }

    /// All headings in the order of the alphabet.
    fn sorted(self, drafts: &mut Drafts<'_>) -> SubjectIndex {
        let mut all: Vec<(String, Vec<String>, Heading)> = Vec::with_capacity(self.headings.len() + self.see.len());
        for heading in self.headings.into_values() {
            all.push((drafts.order(&heading.filed), Vec::new(), heading));
        }
        for (key, (term, see)) in self.see {
            let heading = drafts.see(key, &term);
            all.push((drafts.order(&heading.filed), see, heading));
        }
        all.sort_by(|(one, _, a), (other, _, b)| (one, &a.term, &a.key).cmp(&(other, &b.term, &b.key)));
        let places: BTreeMap<String, usize> = all
            .iter()
            .enumerate()
            .map(|(place, (_, _, heading))| (heading.key.clone(), place))
            .collect();
        let headings = all.into_iter().map(|(_, see, mut heading)| {
            if !see.is_empty() {
                heading.target = Target::See(see.iter().filter_map(|key| places.get(key).copied()).collect());
            }
            heading
        });
        SubjectIndex {
            headings: headings.collect(),
        }
    }
}
