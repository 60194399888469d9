//! Who gets how many copies of what: the list for the person who prints and carries them.
//!
//! In: the leaflets' `keep_at`, and what was printed. Out: a table as CSV (RFC 4180), by place, then leaflet, then language.

use std::collections::BTreeMap;

use crate::outputs::prints::{EditionNews, EntryNews, Print, Prints, State};
use crate::site::Site;

/// The table, with a line of names at its top.
pub(super) fn order(site: &Site, prints: &Prints) -> String {
    let mut rows = Vec::new();
    for leaflet in &site.leaflets {
        for (place, copies) in &leaflet.keep_at {
            let place = site.place(*place);
            let is_handed_out =
                |print: &Print| print.leaflet.as_deref() == Some(leaflet.slug.as_str()) && !print.to_fold;
            for (path, print) in prints.iter().filter(|(_, print)| is_handed_out(print)) {
                rows.push([
                    place.name.clone(),
                    place.address.town.clone(),
                    leaflet.title.clone(),
                    print.language.clone(),
                    copies.to_string(),
                    print.edition.clone(),
                    path.clone(),
                ]);
            }
        }
    }
    rows.sort();
    let head = ["place", "town", "leaflet", "language", "copies", "edition", "file"].map(str::to_owned);
    let lines = std::iter::once(&head).chain(&rows).map(|row| {
        let cells: Vec<String> = row.iter().map(|cell| quoted(cell)).collect();
        cells.join(",") + "\r\n"
    });
    lines.collect()
}

/// Who holds copies that are now wrong, a line each: the newest edition that was printed of each leaflet and language is
/// the one that lies at its places.
pub fn status(site: &Site, news: &[EditionNews]) -> Vec<String> {
    let mut lines = Vec::new();
    for leaflet in &site.leaflets {
        for edition in newest(leaflet.slug.as_str(), news) {
            let wrong: Vec<String> = edition.entries.iter().filter_map(wrong).collect();
            if wrong.is_empty() {
                continue;
            }
            let printed = edition.printed.as_deref().unwrap_or("an unknown day");
            for (place, copies) in &leaflet.keep_at {
                lines.push(format!(
                    "{}: {copies} copies of “{}” in `{}` (edition {}, printed on {printed}) are wrong: {}",
                    site.place(*place).name,
                    edition.title,
                    edition.language,
                    edition.code,
                    wrong.join("; ")
                ));
            }
        }
    }
    lines.sort();
    lines
}

/// The newest edition of a leaflet in each of its languages; of two printed on one day, the one that is right.
fn newest<'n>(slug: &str, news: &'n [EditionNews]) -> Vec<&'n EditionNews> {
    let mut newest: BTreeMap<&str, &EditionNews> = BTreeMap::new();
    let rank = |one: &EditionNews| (one.day, one.entries.iter().all(|entry| entry.state == State::Same));
    for one in news.iter().filter(|one| one.leaflet == slug) {
        let kept = newest.entry(&one.language).or_insert(one);
        if rank(one) > rank(kept) {
            *kept = one;
        }
    }
    newest.into_values().collect()
}

fn wrong(entry: &EntryNews) -> Option<String> {
    match entry.state {
        State::Same => None,
        State::Gone => Some(format!("“{}” is not there any more", entry.name)),
        State::Changed => {
            let names: Vec<&str> = entry.changes.iter().map(|change| change.name.as_str()).collect();
            Some(format!("“{}” has changed ({})", entry.name, names.join(", ")))
        }
    }
}

/// A cell in quotes where it needs them. One that a table program would take for a sum gets a space before it.
fn quoted(cell: &str) -> String {
    let safe = if cell.starts_with(['=', '+', '-', '@']) {
        format!(" {cell}")
    } else {
        cell.to_owned()
    };
    if safe.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", safe.replace('"', "\"\""))
    } else {
        safe
    }
}
