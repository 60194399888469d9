//! What the index says about words: the entries that each leads to.
//!
//! In: an open index and the site it was made of. Out: things of the site with the impact of a word on each. It decides
//! nothing: which words are asked for and how many answers are shown is decided elsewhere.

use std::collections::{BTreeSet, HashMap};

use rayon::prelude::*;
use tantivy::schema::{IndexRecordOption, Value};
use tantivy::{DocId, DocSet, TERMINATED, TantivyDocument, Term};

use crate::outputs::search::query::Searcher;
use crate::outputs::search::schema::{STORED_TEXTS, TextField};
use crate::outputs::subjects::Subject;
use crate::site::{GuideId, OfferId, OrganisationId, PlaceId, Site, routes};

/// The fields that hold what an entry is called. Its topics, its area and who runs it have headings of their own, and a
/// word that merely stands in its summary or its text does not make it an answer.
const NAMING: [TextField; 2] = [TextField::Title, TextField::Synonyms];

/// The entries of the index.
pub(super) struct Entries<'a> {
    pub searcher: &'a Searcher,
    /// By their numbers in the index.
    subjects: Vec<Option<Subject>>,
    /// The title of each and its other words, as numbers of stems, a line each: groups of synonyms and topics add words
    /// that it is not called by.
    names: Vec<Vec<Vec<u32>>>,
    numbers: HashMap<String, u32>,
    /// By stem: the entries that are about it, with its impact on each.
    found: HashMap<String, Vec<(DocId, u8)>>,
}

impl<'a> Entries<'a> {
    /// Finds the thing that each entry of the index is.
    pub fn of(searcher: &'a Searcher, site: &Site) -> tantivy::Result<Self> {
        let by_address = addresses(site);
        let address = STORED_TEXTS.iter().position(|name| *name == "url").unwrap_or_default();
        let store = searcher.segment.get_store_reader(1)?;
        let mut subjects = Vec::with_capacity(searcher.entries());
        for entry in 0..searcher.segment.max_doc() {
            let document: TantivyDocument = store.get(entry)?;
            let field = searcher.fields.stored.get(address);
            let address = field.and_then(|field| document.get_first(*field)?.as_str().map(str::to_owned));
            subjects.push(address.and_then(|address| by_address.get(&address).copied()));
        }
        let mut entries = Self {
            searcher,
            names: Vec::with_capacity(subjects.len()),
            subjects,
            numbers: HashMap::new(),
            found: HashMap::new(),
        };
        entries.note_names(site);
        Ok(entries)
    }

    /// Notes what each entry is called.
    fn note_names(&mut self, site: &Site) {
        let mut analyser = self.searcher.analyser.clone();
        let numbers = &mut self.numbers;
        let mut line = |text: &str| {
            let mut line = Vec::new();
            analyser.each_word(text, |word| {
                if !word.is_stop {
                    let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
                    let known = numbers.get(word.stem).copied();
                    line.push(known.unwrap_or_else(|| *numbers.entry(word.stem.to_owned()).or_insert(next)));
                }
                true
            });
            line
        };
        for subject in &self.subjects {
            let (title, others) = subject.map(|subject| names(subject, site)).unwrap_or_default();
            let lines = std::iter::once(title).chain(others.iter().map(String::as_str));
            self.names.push(lines.map(&mut line).collect());
        }
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.subjects.len()
    }

    /// Walks the list of each stem once.
    pub fn look_up(&mut self, stems: BTreeSet<String>) -> tantivy::Result<()> {
        let searcher = self.searcher;
        let found: Vec<(String, Vec<(DocId, u8)>)> = stems
            .into_iter()
            .collect::<Vec<_>>()
            .into_par_iter()
            .map(|stem| {
                let naming = searcher.impacts.holders(&stem, &NAMING)?;
                let mut list = Vec::new();
                if !naming.is_empty() {
                    list = searcher.impacts.list(&stem, searcher.everyday.contains(&stem))?;
                    list.retain(|(entry, _)| naming.contains(entry));
                }
                Ok((stem, list))
            })
            .collect::<tantivy::Result<_>>()?;
        self.found = found.into_iter().collect();
        Ok(())
    }

    /// The entries that are called by a word or phrase, the best first.
    pub fn called(&self, stems: &[String]) -> Vec<Subject> {
        let numbers = stems.iter().map(|stem| self.numbers.get(stem).copied());
        let Some(phrase) = numbers
            .collect::<Option<Vec<u32>>>()
            .filter(|phrase| !phrase.is_empty())
        else {
            return Vec::new();
        };
        let holds = |line: &Vec<u32>| line.windows(phrase.len()).any(|part| part == phrase);
        let ranked = self.with_all(stems).into_iter();
        let called = ranked.filter(|entry| {
            self.names
                .get(*entry as usize)
                .is_some_and(|names| names.iter().any(holds))
        });
        called.filter_map(|entry| self.subject(entry)).collect()
    }

    /// The entries that hold every stem, by the sum of the impacts.
    fn with_all(&self, stems: &[String]) -> Vec<DocId> {
        let different: BTreeSet<&String> = stems.iter().collect();
        let mut lists: Vec<&[(DocId, u8)]> = different
            .into_iter()
            .map(|stem| self.found.get(stem).map_or(&[][..], Vec::as_slice))
            .collect();
        lists.sort_by_key(|list| list.len());
        let Some((shortest, others)) = lists.split_first() else {
            return Vec::new();
        };
        let mut ranked: Vec<(DocId, u32)> = Vec::new();
        for (entry, impact) in *shortest {
            let mut score = u32::from(*impact);
            let in_all = others.iter().all(|list| {
                let at = list.binary_search_by_key(entry, |(one, _)| *one);
                let other = at.ok().and_then(|at| list.get(at));
                score += other.map_or(0, |(_, impact)| u32::from(*impact));
                other.is_some()
            });
            if in_all {
                ranked.push((*entry, score));
            }
        }
        let is_overdue = |entry: DocId| self.searcher.overdue.first(entry).unwrap_or(false);
        ranked.sort_by_cached_key(|(entry, score)| (is_overdue(*entry), std::cmp::Reverse(*score), *entry));
        ranked.into_iter().map(|(entry, _)| entry).collect()
    }

    /// The entries that a filter lets through, in their own order: what nobody has made sure of comes last.
    pub fn with_facet(&self, name: &str, value: &str) -> tantivy::Result<Vec<Subject>> {
        let field = self.searcher.fields.facet;
        let term = Term::from_field_text(field, &format!("{name}={value}"));
        let facets = self.searcher.segment.inverted_index(field)?;
        let mut entries = Vec::new();
        if let Some(mut postings) = facets.read_postings(&term, IndexRecordOption::Basic)? {
            while postings.doc() != TERMINATED {
                entries.extend(self.subject(postings.doc()));
                postings.advance();
            }
        }
        Ok(entries)
    }

    fn subject(&self, entry: DocId) -> Option<Subject> {
        self.subjects.get(entry as usize).copied().flatten()
    }
}

/// The title of an entry and its other words.
fn names(subject: Subject, site: &Site) -> (&str, &[String]) {
    match subject {
        Subject::Offer(id) | Subject::TranslatedOffer(id, _) => (&site.offer(id).name, &site.offer(id).also_called),
        Subject::Guide(id) | Subject::TranslatedGuide(id, _) => (&site.guide(id).title, &site.guide(id).also_called),
        Subject::Organisation(id) => (&site.organisation(id).name, &site.organisation(id).also_called),
        Subject::Place(id) => (&site.place(id).name, &site.place(id).also_called),
        Subject::Page(at) => (site.pages.get(at).map_or("", |page| &page.title), &[]),
        Subject::Topic(id) => (&site.topic(id).name, &site.topic(id).also_called),
        Subject::Area(id) => (&site.area(id).name, &site.area(id).also_known_as),
    }
}

/// Everything that is an entry of the index, by the address of its page.
fn addresses(site: &Site) -> HashMap<String, Subject> {
    let offers = site.offers.iter().enumerate();
    let offers = offers.map(|(at, one)| (routes::offer(&one.slug), Subject::Offer(OfferId::new(at))));
    let guides = site.guides.iter().enumerate();
    let guides = guides.map(|(at, one)| (routes::guide(&one.slug), Subject::Guide(GuideId::new(at))));
    let organisations = site.organisations.iter().enumerate();
    let organisations = organisations.map(|(at, one)| {
        let id = OrganisationId::new(at);
        (routes::organisation(&one.slug), Subject::Organisation(id))
    });
    let places = site.places.iter().enumerate();
    let places = places.map(|(at, one)| (routes::place(&one.slug), Subject::Place(PlaceId::new(at))));
    let pages = site.pages.iter().enumerate();
    let pages = pages.map(|(at, one)| (routes::page(&one.slug), Subject::Page(at)));
    offers
        .chain(guides)
        .chain(organisations)
        .chain(places)
        .chain(pages)
        .collect()
}
