//! Content to site: names become ids, Markdown becomes trees, and everything that leads nowhere is noted.
//!
//! In: [`Content`], settings, the day. Out: a [`Site`]. Each kind takes its entry apart field by field, so a new field
//! does not compile until something is done with it. An entry whose organisation or area does not exist is left out of
//! the site (which is not published then), so that everything in a site has everything it needs.

mod entries;
mod guides;
mod leaflets;
mod offers;
mod pictures;
mod shared;
mod translations;

pub(super) use entries::look_up_all;
pub(super) use shared::lines;

use std::collections::BTreeSet;

use super::geography::Around;
use super::listings::Listings;
use super::model::{AreaId, TopicId};
use super::names::AllNames;
use super::routes::Routes;
use super::{Site, charter, near};
use crate::config::Config;
use crate::content::{CalendarKind, Content};
use crate::diagnostics::{Diagnostics, Location, nearest};
use crate::values::date::Date;
use crate::values::hours::Calendar;
use crate::values::slug::Slug;

/// Looks every name up. Everything wrong is pushed; the site holds what is sound.
pub fn resolve(content: Content, config: Config, today: Date, diagnostics: &mut Diagnostics) -> Site {
    let (sound, unsound) = sound_offers(&content);
    let is_whole = content.unreadable.is_empty() && unsound.is_empty();
    let names = AllNames::of(&content, sound.iter().cloned(), unsound);
    let mut resolver = Resolver {
        names: &names,
        diagnostics,
        links: Vec::new(),
    };
    let calendar = calendar(&content);
    let Content {
        offers,
        guides,
        organisations,
        places,
        areas,
        topics,
        charter: charter_entry,
        charter_text,
        signatories,
        leaflets,
        pages,
        calendars: _,
        translations,
        near,
        pictures,
        unreadable: _,
    } = content;

    let mut site = Site {
        config,
        today,
        is_whole,
        areas: resolver.areas(areas),
        topics: resolver.topics(topics),
        organisations: resolver.organisations(organisations),
        places: resolver.places(places),
        offers: Vec::new(),
        guides: Vec::new(),
        pages: resolver.pages(pages),
        leaflets: Vec::new(),
        charter: None,
        calendar,
        near: Vec::new(),
        positions: Around::default(),
        listings: Listings::default(),
        pictures: Vec::new(),
        routes: Routes::default(),
    };
    entries::place_areas(&mut site);
    site.offers = resolver.offers(offers, &site);
    site.guides = resolver.guides(guides, &site.config);
    resolver.translations(translations, &mut site);
    site.leaflets = resolver.leaflets(leaflets);
    let Resolver { links, .. } = resolver;
    let mut pending = links;
    site.charter = charter::resolve(
        charter_entry,
        charter_text,
        signatories,
        &names,
        &site,
        &mut pending,
        diagnostics,
    );
    circles(&site, diagnostics);
    site.listings = Listings::of(&site);
    site.positions = near::positions(&site);
    site.near = near::resolve(near, &site, diagnostics);
    site.routes = Routes::of(&site, diagnostics);
    broken_links(&site, &pending, diagnostics);
    site.pictures = pictures::shown(pictures, &pending, diagnostics);
    site
}

/// What every kind needs while its names are looked up.
pub(super) struct Resolver<'a> {
    pub names: &'a AllNames,
    pub diagnostics: &'a mut Diagnostics,
    /// Links between entries, looked up when all addresses are known.
    pub links: Vec<PendingLink>,
}

/// A link that an editor wrote to another entry, or a picture that a text shows.
pub(super) struct PendingLink {
    pub location: Location,
    pub path: String,
    pub is_picture: bool,
}

/// Offers whose organisation and area exist, and the slugs of the others.
fn sound_offers(content: &Content) -> (Vec<Slug>, BTreeSet<String>) {
    let organisations: BTreeSet<&Slug> = content.organisations.iter().map(|entry| &entry.slug).collect();
    let areas: BTreeSet<&Slug> = content.areas.iter().map(|entry| &entry.slug).collect();
    let mut sound = Vec::new();
    let mut unsound = BTreeSet::new();
    for offer in &content.offers {
        if organisations.contains(&offer.fields.organisation) && areas.contains(&offer.fields.area) {
            sound.push(offer.slug.clone());
        } else {
            unsound.insert(offer.slug.as_str().to_owned());
        }
    }
    (sound, unsound)
}

fn calendar(content: &Content) -> Calendar {
    let mut calendar = Calendar::default();
    for entry in &content.calendars {
        match entry.fields.kind {
            CalendarKind::BankHolidays => {
                calendar
                    .bank_holidays
                    .extend(entry.fields.dates.iter().map(|day| day.date.as_civil()));
            }
            CalendarKind::SchoolTerms => {
                let terms = entry
                    .fields
                    .terms
                    .iter()
                    .map(|term| (term.from.as_civil(), term.to.as_civil()));
                calendar.terms.get_or_insert_with(Vec::new).extend(terms);
            }
        }
    }
    calendar
}

/// Areas and topics that are part of themselves.
fn circles(site: &Site, diagnostics: &mut Diagnostics) {
    let area_parent = |index: usize| site.areas.get(index).and_then(|area| area.parent).map(AreaId::index);
    for (index, area) in site.areas.iter().enumerate() {
        if goes_in_a_circle(index, area_parent) {
            circle(&area.origin.at("parent"), &area.name, diagnostics);
        }
    }
    let topic_parent = |index: usize| {
        site.topics
            .get(index)
            .and_then(|topic| topic.parent)
            .map(TopicId::index)
    };
    for (index, topic) in site.topics.iter().enumerate() {
        if goes_in_a_circle(index, topic_parent) {
            circle(&topic.origin.at("parent"), &topic.name, diagnostics);
        }
    }
}

fn goes_in_a_circle(start: usize, parent: impl Fn(usize) -> Option<usize>) -> bool {
    let mut seen = BTreeSet::new();
    let mut next = parent(start);
    while let Some(index) = next {
        if index == start {
            return true;
        }
        next = if seen.insert(index) { parent(index) } else { None };
    }
    false
}

fn circle(location: &Location, name: &str, diagnostics: &mut Diagnostics) {
    diagnostics.error(
        "parent-circle",
        location.clone(),
        format!("`{name}` lies inside itself: following `parent` leads back to it"),
        Some("take out the `parent` of the largest".into()),
    );
}

fn broken_links(site: &Site, links: &[PendingLink], diagnostics: &mut Diagnostics) {
    for link in links.iter().filter(|link| !link.is_picture) {
        if site.routes.find(&link.path).is_some() {
            continue;
        }
        let near = nearest(&link.path, site.routes.names());
        let help = match near {
            Some(near) => format!("did you mean `{near}`?"),
            None => "write the folder and the name of an entry, like `guides/spot-a-scam`".into(),
        };
        let message = format!("the link leads to `{}`, which does not exist", link.path);
        diagnostics.error("broken-link", link.location.clone(), message, Some(help));
    }
}
