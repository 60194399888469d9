//! The Atom feed (RFC 4287) of entries that were checked or changed lately.

use std::fmt::Write as _;

use super::super::theme::Theme;
use super::escaped;
use crate::site::{Site, routes};
use crate::values::date::Date;

/// How many entries it holds.
const LATEST: usize = 30;

struct Item<'a> {
    address: String,
    title: &'a str,
    summary: &'a str,
    date: Date,
    by: &'a str,
}

/// The feed. Where `site.toml` names no address, links stay relative, which RFC 4287 allows.
pub fn render(site: &Site, theme: &Theme) -> String {
    let mut items: Vec<Item<'_>> = site
        .listed_offers()
        .map(|(_, offer)| Item {
            address: routes::offer(&offer.slug),
            title: &offer.name,
            summary: &offer.summary,
            date: offer.assured.date,
            by: &site.organisation(offer.organisation).name,
        })
        .chain(site.guides.iter().map(|guide| Item {
            address: routes::guide(&guide.slug),
            title: &guide.title,
            summary: &guide.summary,
            date: guide.reviewed.date,
            by: &site.config.title,
        }))
        .collect();
    items.sort_by(|one, other| other.date.cmp(&one.date).then_with(|| one.address.cmp(&other.address)));
    items.truncate(LATEST);
    let base = site.config.address.as_deref().unwrap_or_default();
    let updated = items.first().map_or(site.today, |item| item.date);
    let title = theme.strings.say("feed.title", &[("site", site.config.title.clone())]);
    let mut feed = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let _ = writeln!(
        feed,
        "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">",
        site.config.language
    );
    let _ = writeln!(feed, "<title>{}</title>", escaped(&title.unwrap_or_default()));
    let _ = writeln!(feed, "<id>{}</id>", id(base, ""));
    let _ = writeln!(feed, "<updated>{updated}T00:00:00Z</updated>");
    let _ = writeln!(feed, "<link href=\"{}{}\"/>", escaped(base), routes::HOME);
    if !base.is_empty() {
        let _ = writeln!(feed, "<link rel=\"self\" href=\"{}{}\"/>", escaped(base), routes::FEED);
    }
    for item in &items {
        let _ = writeln!(
            feed,
            "<entry><title>{}</title><id>{}</id><updated>{}T00:00:00Z</updated><link href=\"{}\"/>\
             <author><name>{}</name></author><summary>{}</summary></entry>",
            escaped(item.title),
            id(base, &item.address),
            item.date,
            escaped(&format!("{base}{}", item.address)),
            escaped(item.by),
            escaped(item.summary)
        );
    }
    feed.push_str("</feed>\n");
    feed
}

/// A name that never changes while the address does not (RFC 4122 layout over a BLAKE3 hash, version 8).
fn id(base: &str, address: &str) -> String {
    let hash = blake3::hash(format!("{base}{address}").as_bytes());
    let hex = hash.to_hex();
    let part = |from: usize, to: usize| hex.get(from..to).unwrap_or_default();
    format!(
        "urn:uuid:{}-{}-8{}-8{}-{}",
        part(0, 8),
        part(8, 12),
        part(13, 16),
        part(17, 20),
        part(20, 32)
    )
}
