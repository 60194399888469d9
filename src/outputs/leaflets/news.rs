//! What has changed since something was printed.
//!
//! In: editions as they were written down, and the site as it is now. Out: for each entry of an edition whether it is the
//! same, has changed (what was said, what is said now) or is gone. It compares what a reader reads, nothing else.

use super::edition::{Edition, PrintedEntry, printed};
use super::glyphs;
use super::plan::address_of;
use super::select;
use super::world::Press;
use super::writer::{Printable, Writer};
use crate::error::{Error, Result};
use crate::outputs::prints::{Change, EditionNews, EntryNews, State};
use crate::outputs::said::Said;
use crate::outputs::theme::Theme;
use crate::site::{GuideId, OfferId, Site, routes};
use crate::values::date::Date;
use crate::values::language::Language;

/// Compares editions, each with the day it was printed, with the site as it is now.
///
/// # Errors
/// Fails where the theme's fonts cannot be used.
pub fn news<'e>(
    site: &Site,
    theme: &Theme,
    editions: impl IntoIterator<Item = (Option<Date>, &'e Edition)>,
) -> Result<Vec<EditionNews>> {
    let press =
        Press::new([], &theme.paper_fonts).map_err(|cause| Error::without_path("read the theme's fonts", cause))?;
    let can_print = |text: &str| glyphs::missing(text, &|c| press.has_glyph(c)).is_empty();
    let said = Said {
        site,
        strings: &theme.strings,
    };
    let compare = |(day, edition): (Option<Date>, &Edition)| {
        let language = Language::parse(&edition.language).unwrap_or_else(|_| site.config.language.clone());
        let ids = edition.entries.iter().map(|entry| format!("{}.html", entry.id));
        let writer = Writer {
            said,
            language: &language,
            here: ids.zip((0..).map(|at| format!("e{at}"))).collect(),
            can_print: &can_print,
        };
        let entries = edition.entries.iter().enumerate();
        EditionNews {
            code: edition.code.clone(),
            leaflet: edition.leaflet.clone(),
            language: edition.language.clone(),
            title: edition.title.clone(),
            day,
            printed: day.map(|day| said.date(day)),
            entries: entries.map(|(at, was)| entry_news(&writer, at, was)).collect(),
        }
    };
    Ok(editions.into_iter().map(compare).collect())
}

fn entry_news(writer: &Writer<'_>, at: usize, was: &PrintedEntry) -> EntryNews {
    let site = writer.said.site;
    let Some(what) = find(site, &was.id) else {
        return EntryNews {
            name: was.name.clone(),
            address: None,
            state: State::Gone,
            changes: Vec::new(),
        };
    };
    let is_fit = match what {
        Printable::Offer(id) => select::is_offer_fit(site, site.offer(id)),
        Printable::Guide(id) => select::is_guide_fit(site, site.guide(id)),
    };
    let now = printed(&was.id, &writer.entry(at, what));
    let changes = changes(writer, was, &now);
    EntryNews {
        name: was.name.clone(),
        address: Some(address_of(site, what)),
        state: match (is_fit, changes.is_empty()) {
            (false, _) => State::Gone,
            (true, true) => State::Same,
            (true, false) => State::Changed,
        },
        changes,
    }
}

/// The entry with an id, if it is still there: `offers/free-sim-cards`.
fn find(site: &Site, id: &str) -> Option<Printable> {
    // Old names lead to new ones for as long as their redirects stand.
    let page = format!("{id}.html");
    let page = site.routes.redirects.get(&page).cloned().unwrap_or(page);
    let (folder, slug) = routes::id(&page).split_once('/')?;
    match folder {
        "offers" => {
            let at = site.offers.binary_search_by(|one| one.slug.as_str().cmp(slug)).ok()?;
            Some(Printable::Offer(OfferId::new(at)))
        }
        "guides" => {
            let at = site.guides.binary_search_by(|one| one.slug.as_str().cmp(slug)).ok()?;
            Some(Printable::Guide(GuideId::new(at)))
        }
        _ => None,
    }
}

fn changes(writer: &Writer<'_>, was: &PrintedEntry, now: &PrintedEntry) -> Vec<Change> {
    let keys: std::collections::BTreeSet<&String> = was.facts.keys().chain(now.facts.keys()).collect();
    let changed = keys.into_iter().filter_map(|key| {
        let (old, new) = (was.facts.get(key), now.facts.get(key));
        let is_text = key == "text";
        (old != new).then(|| Change {
            name: writer.said.word(name_of(key)),
            was: old.filter(|_| !is_text).cloned(),
            now: new.filter(|_| !is_text).cloned(),
        })
    });
    changed.collect()
}

/// The word for a fact.
fn name_of(key: &str) -> &'static str {
    match key {
        "phone" => "card.phone",
        "where" => "print.where",
        "cost" => "offer.cost",
        "who" => "offer.who",
        "how" => "offer.how",
        "bring" => "offer.bring",
        "languages" => "offer.languages",
        "access" => "print.access",
        "contacts" => "offer.other_contacts",
        "time" => "print.time",
        "before" => "guide.before",
        "help" => "guide.help",
        "notice" => "print.notice",
        _ => "print.text",
    }
}
