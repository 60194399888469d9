//! A map: which column of somebody's table is which field of ours, written in TOML.
//!
//! In: the text of a map. Out: a [`Map`] in which every word that must be one of ours is one. The language is
//! described for its writers in `docs/maintainers/import.md`. It must not know the data.

mod kinds;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path as FilePath;

use serde::Deserialize;

pub use kinds::{ContactMap, OfferMap, OrganisationMap, PlaceMap, WhereMap};

use super::mend;
use super::pattern::{Tables, When};
use super::template::{Path, Template};
use crate::content::{AreaKind, Leg, OfferType, OrganisationKind};
use crate::error::{Error, Result};
use crate::values::date::Date;
use crate::values::slug::Slug;

/// Everything a map says. For Open Referral data the part about rows may be left out, or the whole map.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Map {
    /// A short name of the source, the same in every map for it; ids are kept under it.
    pub name: Option<String>,
    /// The day on which the data was last known to be true, for records that do not say.
    assured: Option<toml::Value>,
    /// The calling code of the country.
    country: Option<String>,
    /// Where in a JSON file the list of records is.
    pub rows: Option<String>,
    /// Which records are read.
    pub only: When,
    /// What is taken where a record does not say.
    pub defaults: Defaults,
    /// Topics to add to `content/topics.yaml` if they are used and not there.
    #[serde(rename = "topic")]
    pub topics: Vec<NewTopic>,
    /// Areas to add to `content/areas.yaml` if they are used and not there.
    #[serde(rename = "area")]
    pub areas: Vec<NewArea>,
    /// What terms of a taxonomy mean here.
    pub terms: BTreeMap<String, Term>,
    /// Tables that turn the data's words into ours.
    pub values: Tables,
    /// The organisation of offers whose own is not in the data.
    pub unnamed: Option<Unnamed>,
    /// Organisations to make of each row.
    #[serde(rename = "organisation")]
    pub organisations: Vec<OrganisationMap>,
    /// Places to make of each row.
    #[serde(rename = "place")]
    pub places: Vec<PlaceMap>,
    /// Offers to make of each row.
    #[serde(rename = "offer")]
    pub offers: Vec<OfferMap>,
    /// The columns and paths that it names, those inside lists aside.
    #[serde(skip)]
    pub named: BTreeSet<Path>,
}

/// What is taken where a record does not say.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Defaults {
    /// The kind of organisation.
    pub kind: String,
    /// The topics of an offer.
    pub needs: Vec<String>,
    /// The type of an offer.
    pub r#type: Option<String>,
    /// The area of an offer.
    pub area: String,
    /// The kind of areas that are named in the data and are not there; without it they are not added.
    pub new_areas: Option<String>,
}

impl Default for Defaults {
    fn default() -> Self {
        Self {
            kind: OrganisationKind::Voluntary.word().into(),
            needs: vec![LOCAL_HELP.into()],
            r#type: None,
            area: WHOLE_AREA.into(),
            new_areas: None,
        }
    }
}

const LOCAL_HELP: &str = "local-help";
const WHOLE_AREA: &str = "whole-area";

/// A topic to add.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "the fields are those of TopicEntry")]
pub struct NewTopic {
    pub id: String,
    pub name: String,
    pub leg: String,
}

/// An area to add.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "the fields are those of AreaEntry")]
pub struct NewArea {
    pub id: String,
    pub name: String,
    pub kind: String,
    pub parent: Option<String>,
    pub lat: Option<f64>,
    pub lon: Option<f64>,
}

/// What a term of a taxonomy means here.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Term {
    /// Topics.
    pub needs: Vec<String>,
    /// The type of an offer.
    pub r#type: Option<String>,
}

/// The organisation of offers whose own is not in the data.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "the fields are those of OrganisationEntry")]
pub struct Unnamed {
    pub name: String,
    pub kind: Option<String>,
    pub summary: String,
}

/// Reads a map from disk.
pub fn read(file: &FilePath) -> Result<Map> {
    const LARGEST: usize = 1024 * 1024;
    let text = std::fs::read_to_string(file).map_err(|error| Error::new("read the map", file, error))?;
    if text.len() > LARGEST {
        return Err(Error::new(
            "read the map",
            file,
            "it is larger than 1 MiB, and a map is a page of text",
        ));
    }
    parse(&text).map_err(|message| Error::new("understand the map", file, message))
}

/// Reads a map from text; the message of a mistake names the line or the setting.
pub fn parse(text: &str) -> std::result::Result<Map, String> {
    let mut map: Map = toml::from_str(text).map_err(|error| error.to_string())?;
    map.add_defaults();
    map.check()?;
    let tree: toml::Table = toml::from_str(text).map_err(|error| error.to_string())?;
    for part in ["only", "organisation", "place", "offer"] {
        if let Some(value) = tree.get(part) {
            map.note_names(part, value, false)?;
        }
    }
    Ok(map)
}

impl Map {
    /// The map of somebody who gave none.
    pub fn of_defaults() -> Self {
        let mut map = Self::default();
        map.add_defaults();
        map
    }

    /// The default topic and area have to be somewhere.
    fn add_defaults(&mut self) {
        if !self.topics.iter().any(|topic| topic.id == LOCAL_HELP) {
            let (id, name, leg) = (LOCAL_HELP.into(), "Help near you".into(), Leg::Support.word().into());
            self.topics.push(NewTopic { id, name, leg });
        }
        if !self.areas.iter().any(|area| area.id == WHOLE_AREA) {
            let (id, name, kind) = (
                WHOLE_AREA.into(),
                "The whole area".into(),
                AreaKind::County.word().into(),
            );
            self.areas.push(NewArea {
                id,
                name,
                kind,
                parent: None,
                lat: None,
                lon: None,
            });
        }
    }

    /// The day for records that do not say when they were last true.
    pub fn assured(&self) -> Option<Date> {
        self.assured.as_ref().and_then(|value| assured(value).ok())
    }

    /// The calling code of the country, without `+`.
    pub fn country(&self) -> &str {
        self.country.as_deref().unwrap_or(mend::UK)
    }

    /// What a term of a taxonomy means, in any case.
    pub fn term(&self, name: &str) -> Option<&Term> {
        let name = name.trim().to_lowercase();
        self.terms
            .iter()
            .find(|(term, _)| term.trim().to_lowercase() == name)
            .map(|(_, term)| term)
    }

    /// Collects the names of columns below a setting, and refuses tables of values that are not there.
    fn note_names(&mut self, key: &str, value: &toml::Value, inside_list: bool) -> std::result::Result<(), String> {
        match (key, value) {
            ("values", toml::Value::String(name)) if !self.values.contains_key(name) => {
                return Err(format!("`values = \"{name}\"`: there is no table `[values.{name}]`"));
            }
            ("values" | "split", _) => {}
            ("only" | "when", toml::Value::Table(conditions)) if !inside_list => {
                self.named.extend(conditions.keys().map(|path| Path::new(path)));
            }
            ("only" | "when", _) => {}
            ("each", toml::Value::String(path)) if !inside_list => {
                self.named.insert(Path::new(path));
            }
            (_, toml::Value::String(template)) if !inside_list => {
                self.named.extend(Template::parse(template)?.paths().cloned());
            }
            (_, toml::Value::Array(items)) => {
                items
                    .iter()
                    .try_for_each(|item| self.note_names(key, item, inside_list))?;
            }
            (_, toml::Value::Table(table)) => {
                // The path of a list is about the record; all that stands beside it is about the list's items.
                let beside = inside_list || table.contains_key("each");
                table.iter().try_for_each(|(key, value)| {
                    self.note_names(key, value, if key == "each" { inside_list } else { beside })
                })?;
            }
            _ => {}
        }
        Ok(())
    }

    fn check(&self) -> std::result::Result<(), String> {
        self.name.iter().try_for_each(|name| slug("name", name))?;
        if let Some(value) = &self.assured {
            assured(value)?;
        }
        let country = self.country();
        if !(1..=3).contains(&country.len()) || !country.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(format!(
                "`country = \"{country}\"`: write the calling code without `+`, such as \"44\""
            ));
        }
        known("defaults.kind", &self.defaults.kind, &OrganisationKind::WORDS)?;
        self.defaults
            .r#type
            .iter()
            .try_for_each(|word| known("defaults.type", word, &OfferType::WORDS))?;
        self.defaults
            .new_areas
            .iter()
            .try_for_each(|word| known("defaults.new_areas", word, &AreaKind::WORDS))?;
        for area in &self.areas {
            slug("area.id", &area.id)?;
            known("area.kind", &area.kind, &AreaKind::WORDS)?;
            area.parent.iter().try_for_each(|parent| slug("area.parent", parent))?;
        }
        for topic in &self.topics {
            slug("topic.id", &topic.id)?;
            known("topic.leg", &topic.leg, &Leg::WORDS)?;
        }
        for term in self.terms.values() {
            term.r#type
                .iter()
                .try_for_each(|word| known("terms.type", word, &OfferType::WORDS))?;
            term.needs.iter().try_for_each(|need| slug("terms.needs", need))?;
        }
        if let Some(kind) = self.unnamed.as_ref().and_then(|unnamed| unnamed.kind.as_ref()) {
            known("unnamed.kind", kind, &OrganisationKind::WORDS)?;
        }
        slug("defaults.area", &self.defaults.area)?;
        self.defaults
            .needs
            .iter()
            .try_for_each(|need| slug("defaults.needs", need))
    }
}

fn assured(value: &toml::Value) -> std::result::Result<Date, String> {
    let text = match value {
        toml::Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    mend::date(&text).map_err(|why| format!("`assured`: {why}"))
}

fn slug(setting: &str, text: &str) -> std::result::Result<(), String> {
    Slug::parse(text)
        .map(drop)
        .map_err(|mistake| format!("`{setting}`: {}", mistake.message))
}

fn known<T>(setting: &str, word: &str, words: &[(&'static str, T)]) -> std::result::Result<(), String> {
    if words.iter().any(|(known, _)| *known == word) {
        return Ok(());
    }
    let all: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
    Err(format!("`{setting} = \"{word}\"` is none of: {}", all.join(", ")))
}
