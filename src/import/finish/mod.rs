//! Drafts to entries: every text is checked, every name is given its slug, and what cannot be used is noted.
//!
//! In: [`Drafts`], the map, and what the site has already. Out: [`Finished`], in which every file reads back without a
//! mistake. It must not know formats or the disk.

mod desk;
mod names;
mod offer;
mod organisation;
mod place;
mod reach;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::draft::{Draft, Drafts, Origin, RowNote};
use super::existing::{Existing, Reach};
use super::ledger::Ledger;
use super::map::Map;
use super::sheet::{self, AreaSheet, TopicSheet};
use super::slugs::{self, Nameless};
use crate::content;
use crate::diagnostics::{Diagnostics, Severity};
use crate::error::{Error, Result};
use crate::source::{self, Source};
use crate::values::date::Date;
use crate::values::slug::Slug;
use desk::Desk;

/// What an import writes.
#[derive(Debug, Default)]
pub struct Finished {
    /// Files of entries.
    pub files: Vec<EntryFile>,
    /// Topics that are used and not in `topics.yaml`.
    pub topics: Vec<TopicSheet>,
    /// Areas that are used and not in `areas.yaml`.
    pub areas: Vec<AreaSheet>,
    /// Paths of entries that an editor gave another name, and that stay as they are.
    pub renamed: Vec<String>,
}

/// A file of an entry.
#[derive(Debug)]
pub struct EntryFile {
    /// The folder below `content/`.
    pub folder: &'static str,
    /// From the site's root, with `/`.
    pub path: String,
    /// Source, kind and id of the thing.
    pub id: String,
    /// The YAML.
    pub text: String,
    /// Paths of the files that it names.
    pub names: BTreeSet<String>,
}

/// What an import goes by.
pub struct Setting<'a> {
    /// The map, or that of somebody who gave none.
    pub map: &'a Map,
    /// The name under which ids are kept.
    pub source: &'a str,
    /// What the site has.
    pub existing: &'a Existing,
    /// What earlier imports wrote.
    pub ledger: &'a Ledger,
    /// The day.
    pub today: Date,
}

/// Makes entries of drafts.
pub fn finish(drafts: Drafts, setting: &Setting<'_>, notes: &mut Vec<RowNote>) -> Result<Finished> {
    let mut finisher = Finisher {
        setting,
        notes,
        finished: Finished::default(),
        organisations: BTreeMap::new(),
        places: BTreeMap::new(),
        nowhere: BTreeMap::new(),
        topics: BTreeSet::new(),
        areas: BTreeMap::new(),
        had: setting.ledger.slugs(),
        paths: BTreeSet::new(),
        proposed: Vec::new(),
    };
    finisher.check_setting()?;
    let Drafts {
        organisations,
        places,
        offers,
    } = drafts;
    finisher.make_organisations(organisations)?;
    finisher.make_unnamed_organisation(&offers)?;
    finisher.make_places(places)?;
    finisher.make_offers(offers)?;
    finisher.list_topics_and_areas()?;
    Ok(finisher.finished)
}

/// A place of this import.
#[derive(Debug, Clone)]
struct KnownPlace {
    slug: String,
    name: String,
    town: String,
    street: String,
    /// Whether its address says where the door is.
    can_be_visited: bool,
}

/// An organisation of this import.
#[derive(Debug, Clone)]
struct KnownOrganisation {
    slug: String,
    name: String,
    reach: Reach,
}

struct Finisher<'a> {
    setting: &'a Setting<'a>,
    notes: &'a mut Vec<RowNote>,
    finished: Finished,
    organisations: BTreeMap<String, KnownOrganisation>,
    places: BTreeMap<String, KnownPlace>,
    /// Names of places that could not become entries, by id.
    nowhere: BTreeMap<String, String>,
    topics: BTreeSet<String>,
    /// Areas to add, by id.
    areas: BTreeMap<String, AreaSheet>,
    /// The slugs that earlier imports gave, by lasting id.
    had: BTreeMap<String, Slug>,
    /// The paths of the files made so far.
    paths: BTreeSet<String>,
    /// Entries that have not been read back yet.
    proposed: Vec<Proposed>,
}

/// An entry that has not been read back yet.
struct Proposed {
    id: String,
    origin: Origin,
    file: EntryFile,
}

impl<'a> Finisher<'a> {
    fn desk<'o>(&self, origin: &'o Origin) -> Desk<'o>
    where
        'a: 'o,
    {
        Desk::new(origin, self.setting.map.country(), self.setting.today)
    }

    /// The id under which a thing is kept over imports.
    fn lasting_id(&self, folder: &str, id: &str) -> String {
        format!("{}/{folder}/{id}", self.setting.source)
    }

    /// A slug for each draft of a kind. `titles` are what may become it.
    fn slugs<T>(
        &self,
        folder: &'static str,
        word: &'static str,
        drafts: &[Draft<T>],
        titles: impl Fn(&Draft<T>) -> Vec<String>,
    ) -> BTreeMap<String, Slug> {
        let things = drafts.iter().map(|draft| Nameless {
            id: draft.id.clone(),
            had: self.had.get(&self.lasting_id(folder, &draft.id)).cloned(),
            titles: titles(draft),
            word,
        });
        let is_taken = |slug: &Slug| {
            let path = format!("content/{folder}/{slug}.yaml");
            self.setting.ledger.line(&path).is_some() || self.paths.contains(&path)
        };
        slugs::assign(things.collect(), is_taken)
    }

    /// The slug that an earlier import gave to a thing that is not in this one.
    fn of_earlier_import(&self, folder: &str, id: &str) -> Option<String> {
        self.had.get(&self.lasting_id(folder, id)).map(Slug::to_string)
    }

    /// Takes what a desk noted into the report.
    fn tell(&mut self, desk: Desk<'_>) {
        self.notes.extend(desk.told);
    }

    /// Notes that a draft does not become an entry.
    fn refuse(&mut self, origin: &Origin, name: &str, why: &str) {
        self.notes
            .push(RowNote::new(origin, "", name, format!("not written: {why}")));
    }

    /// The slug that a thing has now: an editor may have given its file another name.
    fn slug_now(&self, folder: &'static str, slug: &Slug) -> String {
        let renamed = self.setting.existing.renamed.get(&(folder, slug.to_string()));
        renamed.cloned().unwrap_or_else(|| slug.to_string())
    }

    /// Renders an entry, which waits until [`Self::settle`] has read it back.
    fn propose<T: serde::Serialize>(
        &mut self,
        folder: &'static str,
        slug: &Slug,
        draft: (&str, &Origin),
        sheet: &T,
        names: BTreeSet<String>,
    ) -> Result<()> {
        let (id, origin) = draft;
        let now = self.slug_now(folder, slug);
        if now != slug.as_str() {
            self.finished.renamed.push(format!("content/{folder}/{now}.yaml"));
            return Ok(());
        }
        let path = format!("content/{folder}/{slug}.yaml");
        let text = sheet::render(sheet).map_err(|error| Error::new("write down the entry", &path, error))?;
        self.paths.insert(path.clone());
        let file = EntryFile {
            folder,
            path,
            id: self.lasting_id(folder, id),
            text,
            names,
        };
        self.proposed.push(Proposed {
            id: id.to_owned(),
            origin: origin.clone(),
            file,
        });
        Ok(())
    }

    /// Reads proposed entries as a build would, and keeps those without a mistake. The ids of the others come back.
    fn settle(&mut self) -> BTreeSet<String> {
        let proposed = std::mem::take(&mut self.proposed);
        let sources: Vec<Arc<Source>> = proposed
            .iter()
            .map(|one| {
                Arc::new(Source {
                    path: one.file.path.clone(),
                    text: one.file.text.clone(),
                })
            })
            .collect();
        let mut found = Diagnostics::default();
        content::parse(&sources, &mut found);
        let mut mistakes: BTreeMap<String, String> = BTreeMap::new();
        for one in found.sorted().into_iter().filter(|one| one.severity == Severity::Error) {
            mistakes.entry(one.location.path).or_insert(one.message);
        }
        let mut refused = BTreeSet::new();
        for Proposed { id, origin, file } in proposed {
            let is_large = file.text.len() as u64 > source::LARGEST;
            let mistake = mistakes
                .remove(&file.path)
                .or(is_large.then(|| "it is larger than 1 MiB".to_owned()));
            match mistake {
                None => self.finished.files.push(file),
                Some(mistake) => {
                    self.refuse(&origin, &file.path, &mistake);
                    refused.insert(id);
                }
            }
        }
        refused
    }
}

/// Drafts of one kind, each id once. Where two differ, the first is kept and the other is noted.
fn each_once<T: PartialEq>(drafts: Vec<Draft<T>>, notes: &mut Vec<RowNote>) -> Vec<Draft<T>> {
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    let mut once: Vec<Draft<T>> = Vec::new();
    for draft in drafts {
        match places.get(&draft.id).and_then(|index| once.get(*index)) {
            None => {
                places.insert(draft.id.clone(), once.len());
                once.push(draft);
            }
            Some(first) if first.says == draft.says => {}
            Some(first) => {
                let why = format!(
                    "row {} has the same id and says something else, so this one was not read",
                    first.origin.row
                );
                notes.push(RowNote::new(&draft.origin, "id", &draft.id, why));
            }
        }
    }
    once
}
