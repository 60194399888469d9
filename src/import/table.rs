//! A table or a list in JSON, and a map for it, as drafts.
//!
//! In: a file and a [`Map`]. Out: [`Drafts`]. It must not know any table in particular, nor what an entry needs.

use std::collections::BTreeSet;
use std::path::Path as FilePath;

use serde_json::Value;

use super::draft::{
    ContactDraft, CostDraft, Draft, Drafts, HoursDraft, OfferDraft, OrganisationDraft, Origin, PlaceDraft, RowNote,
    WhereDraft,
};
use super::map::{ContactMap, Map, OfferMap, OrganisationMap, PlaceMap, WhereMap};
use super::mend;
use super::pattern::{Pattern, Patterns, When};
use super::read::{self, Record, Table};
use super::template::{Path, Scope};
use super::text;
use crate::diagnostics::nearest;
use crate::error::{Error, Result};

/// Reads the file and makes drafts of its records. A name that ends in `.json` is JSON; anything else is a table.
pub fn drafts(file: &FilePath, map: &Map, notes: &mut Vec<RowNote>) -> Result<Drafts> {
    let is_json = file
        .extension()
        .is_some_and(|ending| ending.eq_ignore_ascii_case("json"));
    let records = if is_json {
        list(file, map, notes)?
    } else {
        rows(file, map, notes)?
    };
    let mut drafts = Drafts::default();
    for record in &records {
        let whole = Scope {
            row: &record.value,
            item: None,
        };
        if !map.only.holds(whole) {
            continue;
        }
        let row = Row {
            map,
            origin: &record.origin,
        };
        for kind in &map.organisations {
            for (id, scope) in row.things(&kind.id, kind.each.as_ref(), &kind.when, whole, notes) {
                drafts.organisations.push(row.draft(id, row.organisation(kind, scope)));
            }
        }
        for kind in &map.places {
            for (id, scope) in row.things(&kind.id, kind.each.as_ref(), &kind.when, whole, notes) {
                drafts.places.push(row.draft(id, row.place(kind, scope)));
            }
        }
        for kind in &map.offers {
            for (id, scope) in row.things(&kind.id, kind.each.as_ref(), &kind.when, whole, notes) {
                drafts.offers.push(row.draft(id, row.offer(kind, scope)));
            }
        }
    }
    Ok(drafts)
}

fn rows(file: &FilePath, map: &Map, notes: &mut Vec<RowNote>) -> Result<Vec<Record>> {
    let Table { columns, records } = read::table(file, notes)?;
    let known: BTreeSet<&str> = columns.iter().map(String::as_str).collect();
    for path in &map.named {
        let name = path.as_str().strip_prefix("row.").unwrap_or(path.as_str());
        if !known.contains(name) && name != "." {
            let near = nearest(name, known.iter().copied());
            let help = near.map(|near| format!(". Did you mean `{near}`?")).unwrap_or_default();
            let message = format!("the map names the column `{name}`, and the table has none of that name{help}");
            return Err(Error::new("use the map on", file, message));
        }
    }
    Ok(records)
}

fn list(file: &FilePath, map: &Map, notes: &mut Vec<RowNote>) -> Result<Vec<Record>> {
    let whole = read::json(file)?;
    let found = match &map.rows {
        None => Some(&whole),
        Some(rows) => Path::new(rows).find(Scope {
            row: &whole,
            item: None,
        }),
    };
    let Some(Value::Array(items)) = found else {
        let message = "the records are not a list there; say with `rows = \"…\"` in the map where the list is";
        return Err(Error::new("use the map on", file, message));
    };
    let name = read::name_of(file);
    let origin = |row| Origin {
        file: name.clone(),
        row,
    };
    let records: Vec<Record> = items
        .iter()
        .enumerate()
        .map(|(index, value)| Record {
            origin: origin(index + 1),
            value: value.clone(),
        })
        .collect();
    for path in &map.named {
        let has = |record: &Record| {
            path.find(Scope {
                row: &record.value,
                item: None,
            })
            .is_some()
        };
        if !records.is_empty() && !records.iter().any(has) {
            notes.push(RowNote::new(
                &origin(1),
                path.as_str(),
                "",
                "the map names this field, and no record has it",
            ));
        }
    }
    Ok(records)
}

/// A record with the map for it.
struct Row<'a> {
    map: &'a Map,
    origin: &'a Origin,
}

impl Row<'_> {
    /// The ids and scopes of the things of one kind in this row: one, or one an item of a list.
    fn things<'v>(
        &self,
        id: &Pattern,
        each: Option<&Path>,
        when: &When,
        whole: Scope<'v>,
        notes: &mut Vec<RowNote>,
    ) -> Vec<(String, Scope<'v>)> {
        let mut things = Vec::new();
        for scope in items(each, when, whole) {
            let id = text::line(&self.text(id, scope));
            if id.is_empty() {
                notes.push(RowNote::new(self.origin, "id", "", "it has no id, so it was not read"));
            } else {
                things.push((id, scope));
            }
        }
        things
    }

    fn draft<T>(&self, id: String, says: T) -> Draft<T> {
        Draft {
            id,
            origin: self.origin.clone(),
            says,
        }
    }

    fn organisation(&self, map: &OrganisationMap, scope: Scope<'_>) -> OrganisationDraft {
        OrganisationDraft {
            name: self.text(&map.name, scope),
            kind: self.optional(map.kind.as_ref(), scope),
            summary: self.optional(map.summary.as_ref(), scope),
            description: self.texts(&map.description, scope).join("\n\n"),
            website: self.optional(map.website.as_ref(), scope),
            contacts: self.contacts(&map.contacts, scope),
            identifiers: Vec::new(),
            also_called: self.texts(&map.also_called, scope),
            assured: self.optional(map.assured.as_ref(), scope),
        }
    }

    fn place(&self, map: &PlaceMap, scope: Scope<'_>) -> PlaceDraft {
        PlaceDraft {
            name: self.text(&map.name, scope),
            lines: self.texts(&map.lines, scope),
            town: self.optional(map.town.as_ref(), scope),
            county: self.optional(map.county.as_ref(), scope),
            postcode: self.optional(map.postcode.as_ref(), scope),
            hidden: mend::is_yes(&self.optional(map.hidden.as_ref(), scope)),
            description: self.texts(&map.description, scope).join("\n\n"),
            lat: self.optional(map.lat.as_ref(), scope),
            lon: self.optional(map.lon.as_ref(), scope),
            area: self.optional(map.area.as_ref(), scope),
            hours: self.hours(&map.hours, scope),
            access: self.texts(&map.access, scope),
            travel: self.optional(map.travel.as_ref(), scope),
            facilities: self.texts(&map.facilities, scope),
            languages: self.texts(&map.languages, scope),
            organisation: self.optional(map.organisation.as_ref(), scope),
            contacts: self.contacts(&map.contacts, scope),
            also_called: self.texts(&map.also_called, scope),
            assured: self.optional(map.assured.as_ref(), scope),
        }
    }

    fn offer(&self, map: &OfferMap, scope: Scope<'_>) -> OfferDraft {
        OfferDraft {
            name: self.text(&map.name, scope),
            organisation: self.optional(map.organisation.as_ref(), scope),
            summary: self.optional(map.summary.as_ref(), scope),
            description: self.texts(&map.description, scope).join("\n\n"),
            needs: self.texts(&map.needs, scope),
            kind: self.optional(map.r#type.as_ref(), scope),
            wheres: self.wheres(&map.r#where, scope),
            contacts: self.contacts(&map.contacts, scope),
            cost: CostDraft {
                text: self.optional(map.cost.as_ref(), scope),
                note: self.optional(map.cost_note.as_ref(), scope),
            },
            area: self.optional(map.area.as_ref(), scope),
            how: self.texts(&map.how, scope),
            bring: self.texts(&map.bring, scope),
            eligibility: self.optional(map.eligibility.as_ref(), scope),
            minimum_age: self.optional(map.minimum_age.as_ref(), scope),
            maximum_age: self.optional(map.maximum_age.as_ref(), scope),
            referral: self.optional(map.referral.as_ref(), scope),
            groups: self.texts(&map.r#for, scope),
            languages: self.texts(&map.languages, scope),
            interpretation: self.optional(map.interpretation.as_ref(), scope),
            access: self.texts(&map.access, scope),
            starts: self.optional(map.starts.as_ref(), scope),
            ends: self.optional(map.ends.as_ref(), scope),
            status: self.optional(map.status.as_ref(), scope),
            alert: self.optional(map.alert.as_ref(), scope),
            also_called: self.texts(&map.also_called, scope),
            same_as: self.texts(&map.same_as, scope),
            assured: self.optional(map.assured.as_ref(), scope),
        }
    }

    fn wheres(&self, maps: &[WhereMap], scope: Scope<'_>) -> Vec<WhereDraft> {
        let mut wheres = Vec::new();
        for map in maps {
            for scope in items(map.each.as_ref(), &map.when, scope) {
                let place = self.optional(map.place.as_ref(), scope);
                let delivery = self.optional(map.delivery.as_ref(), scope);
                if place.is_empty() && delivery.is_empty() {
                    continue;
                }
                wheres.push(WhereDraft {
                    place,
                    delivery,
                    area: self.optional(map.area.as_ref(), scope),
                    link: self.optional(map.link.as_ref(), scope),
                    hours: self.hours(&map.hours, scope),
                    note: self.optional(map.note.as_ref(), scope),
                });
            }
        }
        wheres
    }

    fn contacts(&self, maps: &[ContactMap], scope: Scope<'_>) -> Vec<ContactDraft> {
        let mut contacts = Vec::new();
        for map in maps {
            for scope in items(map.each.as_ref(), &map.when, scope) {
                for (way, pattern) in map.ways() {
                    for text in pattern.texts(scope, &self.map.values) {
                        contacts.push(ContactDraft {
                            way,
                            text,
                            label: self.optional(map.label.as_ref(), scope),
                            note: self.optional(map.note.as_ref(), scope),
                            hours: self.hours(&map.hours, scope),
                            origin: self.origin.clone(),
                        });
                    }
                }
            }
        }
        contacts
    }

    fn hours(&self, patterns: &Patterns, scope: Scope<'_>) -> Vec<HoursDraft> {
        let texts = self.texts(patterns, scope).into_iter();
        texts
            .map(|text| HoursDraft {
                text,
                origin: self.origin.clone(),
                why_not: None,
            })
            .collect()
    }

    fn text(&self, pattern: &Pattern, scope: Scope<'_>) -> String {
        pattern.text(scope, &self.map.values)
    }

    fn optional(&self, pattern: Option<&Pattern>, scope: Scope<'_>) -> String {
        pattern.map(|pattern| self.text(pattern, scope)).unwrap_or_default()
    }

    fn texts(&self, patterns: &Patterns, scope: Scope<'_>) -> Vec<String> {
        patterns.texts(scope, &self.map.values)
    }
}

/// The record itself, or the items of a list in it, where the conditions hold.
fn items<'v>(each: Option<&Path>, when: &When, scope: Scope<'v>) -> Vec<Scope<'v>> {
    let all = match each {
        None => vec![scope],
        Some(path) => path
            .items(scope)
            .into_iter()
            .map(|item| Scope {
                row: scope.row,
                item: Some(item),
            })
            .collect(),
    };
    all.into_iter().filter(|scope| when.holds(*scope)).collect()
}
