//! Every address of the site, and how one page points at another.
//!
//! In: slugs. Out: paths from the site's root, with `/`, all flat files (`offers/tea-and-tablets.html`), so that the
//! folder works on any host, under any path and from disk. Two things with one address are a diagnostic.

use std::collections::BTreeMap;

use super::Site;
use super::model::Origin;
use crate::diagnostics::Diagnostics;
use crate::values::language::Language;
use crate::values::slug::Slug;

/// The home page.
pub const HOME: &str = "index.html";
/// Every entry by its name.
pub const A_TO_Z: &str = "a-to-z.html";
/// Words that people look up, and where they lead.
pub const SUBJECTS: &str = "subjects.html";
/// Every offer with its best phone number.
pub const PHONE: &str = "phone.html";
/// The search page.
pub const SEARCH: &str = "search.html";
/// How accessible the site is.
pub const ACCESSIBILITY: &str = "accessibility.html";
/// What happens to readers' data.
pub const PRIVACY: &str = "privacy.html";
/// What there is on paper.
pub const LEAFLETS: &str = "leaflets.html";
/// What a reader keeps on the device.
pub const MY_LIST: &str = "my-list.html";
/// The page for addresses that lead nowhere.
pub const NOT_FOUND: &str = "404.html";
/// What changed lately (RFC 4287).
pub const FEED: &str = "feed.xml";
/// For search engines (sitemaps.org).
pub const SITEMAP: &str = "sitemap.xml";
/// For robots (RFC 9309).
pub const ROBOTS: &str = "robots.txt";
/// All offers.
pub const OFFERS: &str = "offers/index.html";
/// All guides.
pub const GUIDES: &str = "guides/index.html";
/// All organisations.
pub const ORGANISATIONS: &str = "organisations/index.html";
/// All places.
pub const PLACES: &str = "places/index.html";
/// All areas.
pub const AREAS: &str = "areas/index.html";
/// All topics.
pub const TOPICS: &str = "topics/index.html";
/// All languages other than the site's own.
pub const LANGUAGES: &str = "languages/index.html";
/// All districts and towns that help is near.
pub const NEAR: &str = "near/index.html";
/// The charter.
pub const CHARTER: &str = "charter/index.html";

/// Slugs that a page of `content/pages` cannot have, because the build writes files or a folder of these names.
pub const TAKEN: [&str; 11] = [
    "index", "a-to-z", "subjects", "near", "phone", "search", "leaflets", "my-list", "404", "feed", "sitemap",
];

/// An offer's page.
pub fn offer(slug: &Slug) -> String {
    format!("offers/{slug}.html")
}

/// A guide's page.
pub fn guide(slug: &Slug) -> String {
    format!("guides/{slug}.html")
}

/// An organisation's page.
pub fn organisation(slug: &Slug) -> String {
    format!("organisations/{slug}.html")
}

/// A place's page.
pub fn place(slug: &Slug) -> String {
    format!("places/{slug}.html")
}

/// An area's page.
pub fn area(slug: &Slug) -> String {
    format!("areas/{slug}.html")
}

/// A topic's page.
pub fn topic(slug: &Slug) -> String {
    format!("topics/{slug}.html")
}

/// What there is in an area for a topic.
pub fn area_topic(area: &Slug, topic: &Slug) -> String {
    format!("areas/{area}/{topic}.html")
}

/// The offers in a language.
pub fn language(language: &Language) -> String {
    format!("languages/{language}.html")
}

/// What there is near a district or town.
pub fn near(slug: &Slug) -> String {
    format!("near/{slug}.html")
}

/// A signatory of the charter.
pub fn signatory(slug: &Slug) -> String {
    format!("charter/signatories/{slug}.html")
}

/// What has changed since an edition was printed: short, because it stands on paper.
pub fn edition(code: &str) -> String {
    format!("p/{code}.html")
}

/// A page of `content/pages`.
pub fn page(slug: &Slug) -> String {
    format!("{slug}.html")
}

/// One letter of a list that is too long for one page: `a-to-z/b.html`.
pub fn letter(list: &str, letter: &str) -> String {
    let stem = list.strip_suffix(".html").unwrap_or(list);
    let stem = stem.strip_suffix("/index").unwrap_or(stem);
    format!("{stem}/letter-{letter}.html")
}

/// A page in another language, beside the original: `offers/tea-and-tablets.pl.html`.
pub fn translated(address: &str, language: &Language) -> String {
    let stem = address.strip_suffix(".html").unwrap_or(address);
    format!("{stem}.{language}.html")
}

/// The id of an entry everywhere (search, feeds): its address without the ending.
pub fn id(address: &str) -> &str {
    address.strip_suffix(".html").unwrap_or(address)
}

/// The way from one page to another file, both from the root: `offers/a.html` to `index.html` is `../index.html`.
pub fn relative(from: &str, to: &str) -> String {
    let from_folders: Vec<&str> = from.split('/').collect();
    let from_folders = from_folders
        .get(..from_folders.len().saturating_sub(1))
        .unwrap_or_default();
    let to_parts: Vec<&str> = to.split('/').collect();
    let to_folders = to_parts.get(..to_parts.len().saturating_sub(1)).unwrap_or_default();
    let shared = from_folders
        .iter()
        .zip(to_folders)
        .take_while(|(one, other)| one == other)
        .count();
    let mut way = "../".repeat(from_folders.len() - shared);
    way.push_str(&to_parts.get(shared..).unwrap_or_default().join("/"));
    way
}

/// Every address that a link may name, and every old one.
#[derive(Debug, Default)]
pub struct Routes {
    known: BTreeMap<String, String>,
    /// Old addresses with the new ones they lead to.
    pub redirects: BTreeMap<String, String>,
}

impl Routes {
    /// The address that a link written by an editor leads to: `offers/tea-and-tablets`, `about`, `charter`.
    pub fn find(&self, written: &str) -> Option<&str> {
        let written = written.trim_matches('/');
        let written = written.strip_suffix("/index").unwrap_or(written);
        let written = written.strip_prefix("content/").unwrap_or(written);
        let written = written.strip_prefix("pages/").unwrap_or(written);
        self.known.get(written).map(String::as_str)
    }

    /// What editors can write in links, for a "did you mean".
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.known.keys().map(String::as_str)
    }

    /// Collects every address of the site and notes those that two things claim.
    pub fn of(site: &Site, diagnostics: &mut Diagnostics) -> Self {
        let mut routes = Self::default();
        for (name, address) in [
            ("", HOME),
            ("index", HOME),
            ("a-to-z", A_TO_Z),
            ("subjects", SUBJECTS),
            ("phone", PHONE),
            ("search", SEARCH),
            ("my-list", MY_LIST),
            ("accessibility", ACCESSIBILITY),
            ("privacy", PRIVACY),
            ("offers", OFFERS),
            ("guides", GUIDES),
            ("organisations", ORGANISATIONS),
            ("places", PLACES),
            ("areas", AREAS),
            ("topics", TOPICS),
        ] {
            routes.known.insert(name.to_owned(), address.to_owned());
        }
        if site.charter.is_some() {
            routes.known.insert("charter".to_owned(), CHARTER.to_owned());
        }
        if site.lists_leaflets() {
            routes.known.insert("leaflets".to_owned(), LEAFLETS.to_owned());
        }
        for one in site.near_pages() {
            routes.known.insert("near".to_owned(), NEAR.to_owned());
            routes.add(near(&one.slug));
        }
        for topic_thing in &site.topics {
            routes.add(topic(&topic_thing.slug));
        }
        for area_thing in &site.areas {
            routes.add(area(&area_thing.slug));
            for topic in &site.topics {
                routes.add(area_topic(&area_thing.slug, &topic.slug));
            }
        }
        for signatory_thing in site.charter.iter().flat_map(|charter| &charter.signatories) {
            routes.add(signatory(&signatory_thing.slug));
        }
        site.offers.iter().for_each(|thing| routes.add(offer(&thing.slug)));
        site.guides.iter().for_each(|thing| routes.add(guide(&thing.slug)));
        site.organisations
            .iter()
            .for_each(|thing| routes.add(organisation(&thing.slug)));
        site.places.iter().for_each(|thing| routes.add(place(&thing.slug)));
        for thing in &site.pages {
            if TAKEN.contains(&thing.slug.as_str()) {
                taken(
                    &thing.origin,
                    &page(&thing.slug),
                    "the build writes a page of that name",
                    diagnostics,
                );
            }
            routes.add(page(&thing.slug));
        }
        lists_stay(site, diagnostics);
        routes.add_redirects(site, diagnostics);
        routes
    }

    fn add(&mut self, address: String) {
        self.known.insert(id(&address).to_owned(), address);
    }

    fn add_redirects(&mut self, site: &Site, diagnostics: &mut Diagnostics) {
        for thing in &site.offers {
            self.redirect(&thing.was, &thing.slug, offer, &thing.origin, diagnostics);
        }
        for thing in &site.guides {
            self.redirect(&thing.was, &thing.slug, guide, &thing.origin, diagnostics);
        }
        for thing in &site.organisations {
            self.redirect(&thing.was, &thing.slug, organisation, &thing.origin, diagnostics);
        }
        for thing in &site.places {
            self.redirect(&thing.was, &thing.slug, place, &thing.origin, diagnostics);
        }
        for thing in &site.pages {
            self.redirect(&thing.was, &thing.slug, page, &thing.origin, diagnostics);
        }
    }

    fn redirect(
        &mut self,
        was: &[Slug],
        slug: &Slug,
        address: impl Fn(&Slug) -> String,
        origin: &Origin,
        diagnostics: &mut Diagnostics,
    ) {
        for (index, old) in was.iter().enumerate() {
            let from = address(old);
            let at = format!("was.{index}");
            if self.known.contains_key(id(&from)) {
                taken_at(origin, &at, &from, "there is an entry of that name now", diagnostics);
            } else if let Some(first) = self.redirects.get(&from) {
                let why = format!("it leads to `{first}` already");
                taken_at(origin, &at, &from, &why, diagnostics);
            } else {
                self.redirects.insert(from, address(slug));
            }
        }
    }
}

/// Entries whose page would take the place of a list's.
fn lists_stay(site: &Site, diagnostics: &mut Diagnostics) {
    let offers = site.offers.iter().map(|one| (&one.slug, &one.origin, offer(&one.slug)));
    let guides = site.guides.iter().map(|one| (&one.slug, &one.origin, guide(&one.slug)));
    let organisations = site
        .organisations
        .iter()
        .map(|one| (&one.slug, &one.origin, organisation(&one.slug)));
    let places = site.places.iter().map(|one| (&one.slug, &one.origin, place(&one.slug)));
    let areas = site.areas.iter().map(|one| (&one.slug, &one.origin, area(&one.slug)));
    let topics = site.topics.iter().map(|one| (&one.slug, &one.origin, topic(&one.slug)));
    for (slug, origin, address) in offers
        .chain(guides)
        .chain(organisations)
        .chain(places)
        .chain(areas)
        .chain(topics)
    {
        if slug.as_str() == "index" || slug.as_str().starts_with("letter-") {
            taken(origin, &address, "the build writes its lists there", diagnostics);
        }
    }
}

fn taken(origin: &Origin, address: &str, why: &str, diagnostics: &mut Diagnostics) {
    taken_at(origin, "", address, why, diagnostics);
}

fn taken_at(origin: &Origin, key_path: &str, address: &str, why: &str, diagnostics: &mut Diagnostics) {
    diagnostics.error(
        "address-taken",
        origin.at(key_path),
        format!("the address `{address}` is taken: {why}"),
        Some("choose another name".into()),
    );
}
