//! Areas, topics, organisations, places and pages, looked up.

use super::Resolver;
use super::shared::{access, alert, assured, closures, line, lines};
use crate::content::{AddressEntry, AreaEntry, Entry, OrganisationEntry, PageEntry, PlaceEntry, TopicEntry};
use crate::diagnostics::{Diagnostics, Location};
use crate::site::Site;
use crate::site::geography::miles;
use crate::site::model::{Address, Area, AreaId, Organisation, Origin, Page, Place, Position, Topic};
use crate::site::names::Names;
use crate::values::slug::Slug;

impl Resolver<'_> {
    /// Areas with their parents.
    pub fn areas(&mut self, entries: Vec<Entry<AreaEntry>>) -> Vec<Area> {
        entries
            .into_iter()
            .map(|entry| {
                let origin = Origin::of(&entry);
                let AreaEntry {
                    id: _,
                    name,
                    kind,
                    parent,
                    lat,
                    lon,
                    uri: _,
                    population,
                    rural,
                    also_known_as,
                } = entry.fields;
                let parent = parent.and_then(|slug| {
                    self.names
                        .areas
                        .look_up(&slug, || origin.at("parent"), self.diagnostics)
                });
                Area {
                    slug: entry.slug,
                    name: name.to_string(),
                    kind,
                    parent,
                    position: position(lat, lon, &origin, self.diagnostics),
                    population,
                    rural: rural.unwrap_or(false),
                    also_known_as: lines(also_known_as),
                    origin,
                }
            })
            .collect()
    }

    /// Topics with their parents.
    pub fn topics(&mut self, entries: Vec<Entry<TopicEntry>>) -> Vec<Topic> {
        entries
            .into_iter()
            .map(|entry| {
                let origin = Origin::of(&entry);
                let TopicEntry {
                    id: _,
                    name,
                    plain,
                    leg,
                    parent,
                    also_called,
                    sensitive,
                } = entry.fields;
                let parent = parent.and_then(|slug| {
                    self.names
                        .topics
                        .look_up(&slug, || origin.at("parent"), self.diagnostics)
                });
                Topic {
                    slug: entry.slug,
                    name: name.to_string(),
                    plain: lines(plain),
                    leg,
                    parent,
                    also_called: lines(also_called),
                    sensitive: sensitive.unwrap_or(false),
                    origin,
                }
            })
            .collect()
    }

    /// Organisations.
    pub fn organisations(&mut self, entries: Vec<Entry<OrganisationEntry>>) -> Vec<Organisation> {
        entries.into_iter().map(|entry| self.organisation(entry)).collect()
    }

    fn organisation(&mut self, entry: Entry<OrganisationEntry>) -> Organisation {
        let origin = Origin::of(&entry);
        let OrganisationEntry {
            name,
            kind,
            summary,
            description,
            website,
            contacts,
            identifiers,
            also_called,
            owner,
            assured: assured_entry,
            was,
            notes: _,
        } = entry.fields;
        Organisation {
            slug: entry.slug,
            owner: line(owner),
            name: name.to_string(),
            kind,
            summary: summary.as_str().to_owned(),
            description: self.optional_prose(description.as_ref(), &origin),
            website,
            contacts: self.contacts(contacts, "contacts", &origin),
            identifiers: identifiers
                .into_iter()
                .map(|one| (one.scheme.to_string(), one.id.to_string()))
                .collect(),
            also_called: lines(also_called),
            assured: assured_entry.map(assured),
            was,
            origin,
        }
    }

    /// Places.
    pub fn places(&mut self, entries: Vec<Entry<PlaceEntry>>) -> Vec<Place> {
        entries.into_iter().map(|entry| self.place(entry)).collect()
    }

    fn place(&mut self, entry: Entry<PlaceEntry>) -> Place {
        let origin = Origin::of(&entry);
        let PlaceEntry {
            name,
            address,
            description,
            lat,
            lon,
            area,
            hours,
            closed,
            access: access_entries,
            travel,
            facilities,
            languages,
            organisation,
            contacts,
            alert: alert_entry,
            also_called,
            owner: _,
            assured: assured_entry,
            was,
            notes: _,
        } = entry.fields;
        let AddressEntry {
            lines: address_lines,
            town,
            county,
            postcode,
        } = address;
        let area = area.and_then(|slug| self.names.areas.look_up(&slug, || origin.at("area"), self.diagnostics));
        let organisation = organisation.and_then(|slug| {
            self.names
                .organisations
                .look_up(&slug, || origin.at("organisation"), self.diagnostics)
        });
        Place {
            slug: entry.slug,
            name: name.to_string(),
            address: Address {
                lines: lines(address_lines),
                town: town.to_string(),
                county: line(county),
                postcode: postcode.map(|code| code.to_string()),
            },
            description: self.optional_prose(description.as_ref(), &origin),
            position: position(lat, lon, &origin, self.diagnostics),
            area,
            hours: self.hours(hours, None, "hours", &origin),
            closed: closures(closed),
            access: access(access_entries),
            travel: line(travel),
            facilities,
            languages,
            organisation,
            contacts: self.contacts(contacts, "contacts", &origin),
            alert: alert_entry.map(alert),
            also_called: lines(also_called),
            assured: assured_entry.map(assured),
            was,
            origin,
        }
    }

    /// Pages.
    pub fn pages(&mut self, entries: Vec<Entry<PageEntry>>) -> Vec<Page> {
        entries
            .into_iter()
            .map(|entry| {
                let origin = Origin::of(&entry);
                let PageEntry {
                    title,
                    summary,
                    prepared,
                    owner: _,
                    was,
                    body,
                } = entry.fields;
                Page {
                    slug: entry.slug,
                    title: title.to_string(),
                    summary: summary.map(|summary| summary.as_str().to_owned()),
                    prepared,
                    body: self.prose(&body, &origin),
                    was,
                    origin,
                }
            })
            .collect()
    }
}

/// Every name of a list; those that lead nowhere are noted and left out.
pub(in crate::site) fn look_up_all<Id: Copy>(
    names: &Names<Id>,
    slugs: &[Slug],
    origin: &Origin,
    key: &str,
    diagnostics: &mut Diagnostics,
) -> Vec<Id> {
    let each = slugs.iter().enumerate();
    each.filter_map(|(index, slug)| names.look_up(slug, || origin.at(&format!("{key}.{index}")), diagnostics))
        .collect()
}

/// A position needs both numbers, within the ranges of WGS 84.
fn position(lat: Option<f64>, lon: Option<f64>, origin: &Origin, diagnostics: &mut Diagnostics) -> Option<Position> {
    let mut wrong = |location: Location, message: &str, help: &str| {
        diagnostics.error("bad-position", location, message, Some(help.to_owned()));
    };
    match (lat, lon) {
        (None, None) => None,
        (Some(lat), Some(lon)) => {
            if !(-90.0..=90.0).contains(&lat) || !(-180.0..=180.0).contains(&lon) {
                wrong(
                    origin.at("lat"),
                    "this is not a place on Earth",
                    "`lat` is between -90 and 90, `lon` between -180 and 180",
                );
                return None;
            }
            Some(Position { lat, lon })
        }
        (Some(_), None) => {
            wrong(
                origin.at("lat"),
                "`lat` needs `lon` beside it",
                "add `lon`, or take out `lat`",
            );
            None
        }
        (None, Some(_)) => {
            wrong(
                origin.at("lon"),
                "`lon` needs `lat` beside it",
                "add `lat`, or take out `lon`",
            );
            None
        }
    }
}

/// Places that do not name their area get the nearest one: by position within ten miles, else by the town's name.
pub(super) fn place_areas(site: &mut Site) {
    const FARTHEST: f64 = 10.0;
    let small = |area: &Area| {
        !matches!(
            area.kind,
            crate::content::AreaKind::Country | crate::content::AreaKind::County
        )
    };
    let areas = &site.areas;
    for place in &mut site.places {
        if place.area.is_some() {
            continue;
        }
        let nearest = place.position.and_then(|here| {
            areas
                .iter()
                .enumerate()
                .filter(|(_, area)| small(area))
                .filter_map(|(index, area)| area.position.map(|there| (miles(here, there), index)))
                .filter(|(distance, _)| *distance <= FARTHEST)
                .min_by(|one, other| one.0.total_cmp(&other.0))
                .map(|(_, index)| AreaId::new(index))
        });
        let named = |name: &str| {
            areas
                .iter()
                .position(|area| area.name.eq_ignore_ascii_case(name))
                .map(AreaId::new)
        };
        place.area = nearest
            .or_else(|| named(&place.address.town))
            .or_else(|| place.address.county.as_deref().and_then(named));
    }
}
