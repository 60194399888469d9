//! Why a leaflet was not printed, for the person who can mend it.
//!
//! In: what the press refused, or what it would print badly. Out: diagnostics at the file and line of the entry or the
//! leaflet, with what to do.

use std::collections::BTreeMap;

use serde_json::Value;

use super::glyphs;
use super::plan::{Job, origin_of};
use super::view::{Block, EntryView, SheetData};
use super::world::{Press, Refusal, Set};
use super::writer::{Printable, fitting};
use crate::diagnostics::{Diagnostics, Location};
use crate::site::{Origin, Site, Translation};

/// How many letters, or names of entries, a message holds.
const MOST_NAMED: usize = 6;

/// Letters that no font has: an error for each letter, at the place where it was written.
pub(super) fn missing_glyphs(site: &Site, job: &Job<'_>, data: &Value, press: &Press, diagnostics: &mut Diagnostics) {
    let mut found = BTreeMap::new();
    glyphs::texts(data, &mut |text| {
        for letter in glyphs::missing(text, &|c| press.has_glyph(c)) {
            found.entry(letter).or_insert_with(|| text.to_owned());
        }
    });
    for (letter, text) in found.into_iter().take(MOST_NAMED) {
        let place = written_at(site, job, letter);
        let shown: String = text.chars().take(60).collect();
        let font = glyphs::font_for(letter);
        diagnostics.error(
            "missing-glyph",
            place,
            format!(
                "the fonts of print have no `{letter}` (U+{:04X}), which stands in “{shown}”",
                u32::from(letter)
            ),
            Some(format!(
                "write it another way, or add a font that has it, such as {font}, to `fonts` of `[print]` in site.toml"
            )),
        );
    }
}

/// Where a letter was written: in an entry or its translation, else in the leaflet's file, else in the settings or the theme.
fn written_at(site: &Site, job: &Job<'_>, letter: char) -> Location {
    let mut origins: Vec<&Origin> = Vec::new();
    for what in &job.entries {
        origins.extend(translation_of(site, job, *what).map(|one| &one.origin));
        origins.push(origin_of(site, *what));
    }
    origins.extend(job.leaflet.map(|leaflet| &leaflet.origin));
    let letter = letter.to_string();
    origins
        .iter()
        .find_map(|origin| origin.find(&letter))
        .or_else(|| origins.first().map(|origin| Location::start_of(origin.path())))
        .unwrap_or_else(|| Location::start_of("site.toml"))
}

/// The translation of an entry that a job prints.
fn translation_of<'s>(site: &'s Site, job: &Job<'_>, what: Printable) -> Option<&'s Translation> {
    let translations = match what {
        Printable::Offer(id) => &site.offer(id).translations,
        Printable::Guide(id) => &site.guide(id).translations,
    };
    fitting(translations, &job.language)
}

/// What the press refused.
pub(super) fn refused(site: &Site, job: &Job<'_>, data: &SheetData, refusal: &Refusal, diagnostics: &mut Diagnostics) {
    match refusal {
        Refusal::DoesNotFit(part) => diagnostics.error(
            "does-not-fit",
            place_of(site, job),
            format!("“{}” does not fit on its paper: {part}", job.title),
            Some("shorten those texts, choose fewer entries, or use another format".to_owned()),
        ),
        Refusal::NotAccessible(why) | Refusal::Template(why) => {
            let place = skipped_heading(site, job, data).unwrap_or_else(|| place_of(site, job));
            diagnostics.error(
                "not-accessible-on-paper",
                place,
                format!(
                    "“{}” would not be readable for everybody, so it is not printed: {why}",
                    job.title
                ),
                Some("headings go down one level at a time: `##`, then `###`".to_owned()),
            );
        }
    }
}

fn place_of(site: &Site, job: &Job<'_>) -> Location {
    job.origin(site).map_or_else(
        || Location::start_of("site.toml"),
        |origin| Location::start_of(origin.path()),
    )
}

/// The first heading of an entry that skips a level, where it was written.
fn skipped_heading(site: &Site, job: &Job<'_>, data: &SheetData) -> Option<Location> {
    job.entries.iter().zip(&data.entries).find_map(|(what, view)| {
        let words = skipping(view)?;
        origin_of(site, *what).find(&words)
    })
}

fn skipping(view: &EntryView) -> Option<String> {
    let mut level = 1;
    view.body.iter().find_map(|block| {
        let Block::Heading { level: next, c } = block else {
            return None;
        };
        let skips = *next > level + 1;
        level = *next;
        skips.then(|| super::prose::first_words(c))
    })
}

/// More pages than the leaflet may have: an error that names what to take out.
pub(super) fn too_long(job: &Job<'_>, data: &SheetData, set: &Set, diagnostics: &mut Diagnostics) {
    let Some(leaflet) = job.leaflet else { return };
    let most = match (leaflet.max_pages, fixed_pages(job)) {
        (given, Some(fixed)) => given.map_or(fixed, |given| fixed.min(given as usize)),
        (Some(given), None) => given as usize,
        (None, None) => return,
    };
    if set.pages <= most {
        return;
    }
    // Entries start in their order; those that start beyond the last page, or as near to it as any, are too many.
    let beyond = set.starts.iter().zip(&data.entries).filter(|(start, _)| **start > most);
    let mut names: Vec<&str> = beyond.map(|(_, entry)| entry.name.as_str()).collect();
    if names.is_empty() {
        names.extend(data.entries.last().map(|entry| entry.name.as_str()));
    }
    let total = names.len();
    names.truncate(MOST_NAMED);
    let list: Vec<String> = names.iter().map(|name| format!("“{name}”")).collect();
    let more = if total > names.len() {
        format!(" and {} more", total - names.len())
    } else {
        String::new()
    };
    diagnostics.error(
        "does-not-fit",
        leaflet.origin.at(if leaflet.max_pages.is_some() {
            "max_pages"
        } else {
            "format"
        }),
        format!(
            "“{}” has {} pages, and it may have {most}: too much by {}{more}",
            leaflet.title,
            set.pages,
            list.join(", ")
        ),
        Some(format!(
            "take those out (narrow `select`), shorten their texts, or set `max_pages` to {}",
            set.pages
        )),
    );
}

/// A format whose paper has so many sides and no more.
fn fixed_pages(job: &Job<'_>) -> Option<usize> {
    use crate::content::LeafletFormat;
    match job.format {
        LeafletFormat::Trifold => Some(2),
        LeafletFormat::Poster => Some(1),
        _ => None,
    }
}
