//! The sitemap (sitemaps.org 0.9): every page worth finding, with the day it was last checked.

use std::fmt::Write as _;

use super::escaped;
use crate::site::{Site, routes};
use crate::values::date::Date;

/// The protocol's limit of addresses a file.
const MOST: usize = 50_000;

/// One file, or an index with its parts where there are more than 50,000 pages.
pub fn render(site: &Site, address: &str) -> Vec<(String, String)> {
    let pages = pages(site);
    if pages.len() <= MOST {
        return vec![(routes::SITEMAP.to_owned(), urls(&pages, address))];
    }
    let mut files = Vec::new();
    let mut index = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    for (number, part) in pages.chunks(MOST).enumerate() {
        let name = format!("sitemap-{}.xml", number + 1);
        let _ = writeln!(
            index,
            "<sitemap><loc>{}</loc></sitemap>",
            escaped(&format!("{address}{name}"))
        );
        files.push((name, urls(part, address)));
    }
    index.push_str("</sitemapindex>\n");
    files.push((routes::SITEMAP.to_owned(), index));
    files
}

fn urls(pages: &[(String, Option<Date>)], address: &str) -> String {
    let mut text = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    for (path, date) in pages {
        let path = path.strip_suffix(routes::HOME).unwrap_or(path);
        let _ = write!(text, "<url><loc>{}</loc>", escaped(&format!("{address}{path}")));
        if let Some(date) = date {
            let _ = write!(text, "<lastmod>{date}</lastmod>");
        }
        text.push_str("</url>\n");
    }
    text.push_str("</urlset>\n");
    text
}

fn pages(site: &Site) -> Vec<(String, Option<Date>)> {
    let mut pages: Vec<(String, Option<Date>)> = vec![
        (routes::HOME.to_owned(), None),
        (routes::A_TO_Z.to_owned(), None),
        (routes::SUBJECTS.to_owned(), None),
        (routes::PHONE.to_owned(), None),
        (routes::SEARCH.to_owned(), None),
        (routes::ACCESSIBILITY.to_owned(), None),
        (routes::PRIVACY.to_owned(), None),
    ];
    if site.lists_leaflets() {
        pages.push((routes::LEAFLETS.to_owned(), None));
    }
    let mut add = |path: String, date: Option<Date>| pages.push((path, date));
    site.listed_offers()
        .for_each(|(_, one)| add(routes::offer(&one.slug), Some(one.assured.date)));
    site.guides
        .iter()
        .for_each(|one| add(routes::guide(&one.slug), Some(one.reviewed.date)));
    let assured = |one: &Option<crate::site::Assured>| one.as_ref().map(|assured| assured.date);
    site.organisations
        .iter()
        .for_each(|one| add(routes::organisation(&one.slug), assured(&one.assured)));
    site.places
        .iter()
        .for_each(|one| add(routes::place(&one.slug), assured(&one.assured)));
    site.topics.iter().for_each(|one| add(routes::topic(&one.slug), None));
    site.areas.iter().for_each(|one| add(routes::area(&one.slug), None));
    site.near_pages().for_each(|one| add(routes::near(&one.slug), None));
    for language in site.listings.language_offers.keys() {
        add(routes::language(language), None);
    }
    site.pages
        .iter()
        .map(|one| routes::page(&one.slug))
        .filter(|path| path != routes::ACCESSIBILITY && path != routes::PRIVACY)
        .for_each(|path| add(path, None));
    if let Some(charter) = &site.charter {
        add(routes::CHARTER.to_owned(), None);
        charter
            .signatories
            .iter()
            .for_each(|one| add(routes::signatory(&one.slug), None));
    }
    pages
}
