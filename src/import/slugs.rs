//! A slug for each thing, the same in every run.
//!
//! In: things of one kind with the titles that may become their slugs, from the shortest to the fullest. Out: a slug
//! for each id. It must not know what the things are.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use crate::values::slug::Slug;

/// A thing that needs a slug.
#[derive(Debug)]
pub struct Nameless {
    /// Its id in the data.
    pub id: String,
    /// The slug it had in an earlier run, which it keeps.
    pub had: Option<Slug>,
    /// What may become its slug: its name, its name and town, …
    pub titles: Vec<String>,
    /// What it is, for things whose titles have no Latin letter: `place`.
    pub word: &'static str,
}

/// Gives every thing a slug that nobody else has. `is_taken` says which belong to something outside of this run.
///
/// Things that share a title all go on to their next one, so that none of 39 branches is *the* branch. Those that
/// share all their titles are numbered in the order of their ids.
pub fn assign(mut things: Vec<Nameless>, is_taken: impl Fn(&Slug) -> bool) -> BTreeMap<String, Slug> {
    things.sort_by(|one, other| by_id(&one.id, &other.id));
    let mut slugs: BTreeMap<String, Slug> = BTreeMap::new();
    let mut used: BTreeSet<Slug> = BTreeSet::new();
    for thing in &things {
        if let Some(slug) = &thing.had {
            used.insert(slug.clone());
            slugs.insert(thing.id.clone(), slug.clone());
        }
    }
    let most = things.iter().map(|thing| thing.titles.len()).max().unwrap_or(0);
    for level in 0..most {
        let open: Vec<(&Nameless, Slug)> = things
            .iter()
            .filter(|thing| !slugs.contains_key(&thing.id))
            .filter_map(|thing| Some((thing, Slug::from_title(thing.titles.get(level)?)?)))
            .collect();
        let mut wanted: BTreeMap<&Slug, usize> = BTreeMap::new();
        open.iter().for_each(|(_, slug)| *wanted.entry(slug).or_default() += 1);
        for (thing, slug) in &open {
            if wanted.get(slug) == Some(&1) && !used.contains(slug) && !is_taken(slug) {
                used.insert(slug.clone());
                slugs.insert(thing.id.clone(), slug.clone());
            }
        }
    }
    for thing in &things {
        if slugs.contains_key(&thing.id) {
            continue;
        }
        if let Some(slug) = numbered(thing, |slug| !used.contains(slug) && !is_taken(slug)) {
            used.insert(slug.clone());
            slugs.insert(thing.id.clone(), slug);
        }
    }
    slugs
}

/// The fullest title with the first number that makes it free.
fn numbered(thing: &Nameless, is_free: impl Fn(&Slug) -> bool) -> Option<Slug> {
    let by_id = format!("{} {}", thing.word, thing.id);
    let titles = thing
        .titles
        .iter()
        .rev()
        .map(String::as_str)
        .chain([by_id.as_str(), thing.word]);
    let base = titles.into_iter().find_map(Slug::from_title)?;
    let numbered = (2..MOST).map(|number| {
        let number = format!("-{number}");
        let room = LONGEST.saturating_sub(number.len());
        let kept = base.as_str().get(..room).unwrap_or(base.as_str());
        format!("{}{number}", kept.trim_end_matches('-'))
    });
    let tries = std::iter::once(base.to_string()).chain(numbered);
    tries
        .filter_map(|text| Slug::parse(&text).ok())
        .find(|slug| is_free(slug))
}

/// The most characters of a slug.
const LONGEST: usize = 80;
/// More things than a directory has.
const MOST: u32 = 1_000_000;

/// Ids that are numbers by their value, others letter by letter.
fn by_id(one: &str, other: &str) -> Ordering {
    let is_number = |id: &str| !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_digit());
    let digits = |id: &str| id.trim_start_matches('0').len();
    if is_number(one) && is_number(other) {
        return digits(one)
            .cmp(&digits(other))
            .then_with(|| one.trim_start_matches('0').cmp(other.trim_start_matches('0')));
    }
    one.cmp(other)
}
