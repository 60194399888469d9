//! Places: drafts to files.
//!
//! In: drafts. Out: files, and the places that offers can name. Where an address must not be published, everything
//! that would tell it is left out before anything else happens.

use std::collections::BTreeSet;

use super::desk::Desk;
use super::{Finisher, KnownPlace, each_once};
use crate::content::Facility;
use crate::error::Result;
use crate::import::draft::{Draft, PlaceDraft};
use crate::import::sheet::{AddressSheet, PlaceSheet, Words};
use crate::import::{mend, text};
use crate::values::slug::Slug;

const FOLDER: &str = "places";

impl Finisher<'_> {
    /// Makes files of places.
    pub(super) fn make_places(&mut self, drafts: Vec<Draft<PlaceDraft>>) -> Result<()> {
        let public = drafts
            .into_iter()
            .map(|draft| Draft {
                says: published(draft.says),
                ..draft
            })
            .collect();
        let drafts = each_once(public, self.notes);
        let slugs = self.slugs(FOLDER, "place", &drafts, |draft| titles(&draft.says));
        for draft in &drafts {
            if let Some(slug) = slugs.get(&draft.id) {
                self.make_place(draft, slug)?;
            }
        }
        for refused in self.settle() {
            let name = self.places.remove(&refused).map(|place| place.name).unwrap_or_default();
            self.nowhere.insert(refused, name);
        }
        Ok(())
    }

    fn make_place(&mut self, draft: &Draft<PlaceDraft>, slug: &Slug) -> Result<()> {
        let says = &draft.says;
        let mut desk = self.desk(&draft.origin);
        let lines: Vec<String> = says
            .lines
            .iter()
            .map(|line| line.trim().trim_end_matches([',', ';']).to_owned())
            .collect();
        let lines = desk.lines(&lines);
        let name = name(says);
        let refusal = match (name.is_empty(), text::line(&says.town).is_empty()) {
            (true, _) => Some("it has no name"),
            (_, true) => Some("it has no town, so nobody could find it"),
            _ => None,
        };
        if let Some(why) = refusal {
            self.nowhere.insert(draft.id.clone(), name.clone());
            self.refuse(&draft.origin, if name.is_empty() { &draft.id } else { &name }, why);
            return Ok(());
        }
        let town = text::line(&says.town);
        let postcode = desk.line(&says.postcode).and_then(|code| {
            mend::postcode(&code, desk.country)
                .map_err(|why| desk.unread("postcode", &code, &why))
                .ok()
        });
        let (lat, lon) = position(says, &mut desk).unzip();
        let organisation = self.organisation(&says.organisation);
        if organisation.is_none() && !says.organisation.trim().is_empty() {
            desk.unread("organisation", &says.organisation, "there is no such organisation");
        }
        let known = KnownPlace {
            slug: self.slug_now(FOLDER, slug),
            name: name.clone(),
            town: town.clone(),
            street: lines.first().cloned().unwrap_or_default(),
            can_be_visited: !says.hidden && (!lines.is_empty() || postcode.is_some()),
        };
        let area = desk.line(&says.area).and_then(|area| {
            let found = self.area(&area);
            if found.is_none() {
                desk.unread("area", &area, "there is no such area");
            }
            found
        });
        let sheet = PlaceSheet {
            name,
            address: AddressSheet {
                lines,
                county: desk.line(&says.county).filter(|county| *county != town),
                town,
                postcode,
            },
            description: desk.prose(&says.description),
            lat,
            lon,
            area,
            hours: desk.hours(&says.hours),
            access: desk.access(&says.access),
            travel: desk.line(&says.travel),
            facilities: facilities(&says.facilities, &mut desk),
            languages: desk.languages(&says.languages),
            organisation: organisation.as_ref().map(|known| known.slug.clone()),
            contacts: desk.contacts(&says.contacts, |_| None),
            also_called: desk.lines(&says.also_called),
            assured: desk.assured(&says.assured, self.setting.map.assured()),
            notes: std::mem::take(&mut desk.own),
        };
        self.tell(desk);
        let names = organisation
            .iter()
            .map(|known| format!("content/organisations/{}.yaml", known.slug))
            .collect();
        self.places.insert(draft.id.clone(), known);
        self.propose(FOLDER, slug, (&draft.id, &draft.origin), &sheet, names)
    }

    /// The place that a text means: one of this import by id, one of an earlier import, or a slug that is there.
    pub(super) fn place(&self, text: &str) -> Option<KnownPlace> {
        let id = text::line(text);
        if id.is_empty() {
            return None;
        }
        if let Some(known) = self.places.get(&id) {
            return Some(known.clone());
        }
        let of_slug = |slug: String| {
            let (town, street) = (String::new(), String::new());
            let is_there = self.setting.existing.places.contains(&slug);
            is_there.then(|| KnownPlace {
                name: slug.clone(),
                slug,
                town,
                street,
                can_be_visited: true,
            })
        };
        if self.nowhere.contains_key(&id) {
            return None;
        }
        if self.nowhere.contains_key(&id) {
            return None;
        }
        let earlier = self.of_earlier_import(FOLDER, &id).and_then(of_slug);
        earlier.or_else(|| of_slug(Slug::from_title(&id)?.to_string()))
    }
}

/// The draft without what must not be published.
fn published(says: PlaceDraft) -> PlaceDraft {
    if !says.hidden {
        return says;
    }
    // A name with a number in it is often the house itself: `43 Chapman Place`.
    let tells = |name: &str| {
        let name = text::line(name).to_lowercase();
        name.contains(|c: char| c.is_ascii_digit())
            || says
                .lines
                .iter()
                .any(|line| name.contains(&text::line(line).to_lowercase()))
    };
    let name = if tells(&says.name) {
        format!("A place in {}", says.town)
    } else {
        says.name
    };
    PlaceDraft {
        name,
        lines: Vec::new(),
        postcode: String::new(),
        lat: String::new(),
        lon: String::new(),
        travel: String::new(),
        also_called: Vec::new(),
        ..says
    }
}

fn name(says: &PlaceDraft) -> String {
    let name = text::line(&says.name);
    if name.is_empty() {
        says.lines.first().map(|line| text::line(line)).unwrap_or_default()
    } else {
        name
    }
}

fn titles(says: &PlaceDraft) -> Vec<String> {
    let (name, town) = (name(says), text::line(&says.town));
    let street = says.lines.first().map(|line| text::line(line)).unwrap_or_default();
    vec![
        name.clone(),
        format!("{name} {town}"),
        format!("{name} {street}"),
        format!("{name} {street} {town}"),
    ]
}

/// Both numbers, or none. 0, 0 lies in the sea off Africa, where programs put what they do not know.
fn position(says: &PlaceDraft, desk: &mut Desk<'_>) -> Option<(f64, f64)> {
    let (lat, lon) = (text::line(&says.lat), text::line(&says.lon));
    if lat.is_empty() && lon.is_empty() {
        return None;
    }
    let both = lat.parse::<f64>().ok().zip(lon.parse::<f64>().ok());
    let on_earth = both.filter(|(lat, lon)| (-90.0..=90.0).contains(lat) && (-180.0..=180.0).contains(lon));
    let meant = on_earth.filter(|(lat, lon)| *lat != 0.0 || *lon != 0.0);
    if meant.is_none() {
        desk.unread("lat and lon", &format!("{lat}, {lon}"), "it is not a place on land");
    }
    meant
}

fn facilities(texts: &[String], desk: &mut Desk<'_>) -> Words {
    let mut words: BTreeSet<&'static str> = BTreeSet::new();
    for text in texts {
        words.extend(desk.word("facilities", text, &Facility::WORDS));
    }
    Words::new(words.into_iter().map(str::to_owned).collect())
}
