//! The home page, the search page, and the page for addresses that lead nowhere.

use serde::Serialize;

use super::card::Link;
use super::dates::LineView;
use super::topic::LegView;
use super::{GuideLink, Maker, Shell};
use crate::content::AreaKind;
use crate::site::news::{News, Subject};
use crate::site::{AreaId, GuideId, routes};

/// How many changes the home page and the feed show.
const LATEST: usize = 5;

/// How much news the home page shows.
const MOST_NEWS: usize = 8;

/// News about more entries than this says how many they are.
const MOST_NAMES: usize = 3;

/// What `home.html` shows.
#[derive(Debug, Serialize)]
pub(super) struct HomePage {
    shell: Shell,
    legs: Vec<LegView>,
    areas: Vec<Link>,
    more_areas: bool,
    guides: Vec<GuideLink>,
    charter: Option<CharterLine>,
    changed: Vec<Changed>,
    news: Vec<NewsView>,
    /// Whether there is more than is shown.
    more_news: bool,
    /// When the last of the news is over, if each has an end.
    news_until: Option<i64>,
    offer_count: usize,
    place_count: usize,
    organisation_count: usize,
}

/// The charter in one line.
#[derive(Debug, Serialize)]
struct CharterLine {
    title: String,
    count: usize,
}

/// An entry that changed lately.
#[derive(Debug, Serialize)]
struct Changed {
    link: Link,
    date: String,
}

/// News of one or more entries.
#[derive(Debug, Serialize)]
struct NewsView {
    about: Vec<Link>,
    /// "12 places and sessions", instead of their names.
    many: Option<String>,
    line: LineView,
}

/// What `search.html` shows.
#[derive(Debug, Serialize)]
pub(super) struct SearchPage {
    shell: Shell,
    legs: Vec<LegView>,
    /// What the search says while it works, for its script.
    says: Vec<(&'static str, String)>,
}

/// What `404.html` shows. Its links start at the site's own address, because the page is shown under any address.
#[derive(Debug, Serialize)]
pub(super) struct NotFoundPage {
    shell: Shell,
    legs: Vec<LegView>,
    /// The path that links start from: `/`, or that of the address in `site.toml`.
    base: String,
}

/// What `redirect.html` shows.
#[derive(Debug, Serialize)]
pub(super) struct RedirectPage {
    shell: Shell,
    /// The way to the new address.
    to: String,
}

impl Maker<'_> {
    /// The home page.
    pub(super) fn home(&self) -> HomePage {
        const MOST_AREAS: usize = 24;
        let site = self.site;
        let mut areas: Vec<AreaId> = (0..site.areas.len()).map(AreaId::new).collect();
        areas.retain(|id| !matches!(site.area(*id).kind, AreaKind::Country));
        areas.sort_by_key(|id| (site.area(*id).kind, site.area(*id).name.clone()));
        let guides = (0..site.guides.len()).map(GuideId::new);
        let mut latest: Vec<_> = site.listed_offers().collect();
        latest.sort_by_key(|(_, offer)| (std::cmp::Reverse(offer.assured.date), offer.slug.clone()));
        let all_news = site.news();
        let news: Vec<NewsView> = all_news.iter().take(MOST_NEWS).map(|one| self.news_view(one)).collect();
        let ends: Option<Vec<i64>> = news.iter().map(|one| one.line.until).collect();
        HomePage {
            news_until: ends.and_then(|ends| ends.into_iter().max()),
            more_news: all_news.len() > MOST_NEWS,
            news,
            shell: self.shell(routes::HOME, "", &site.config.intro, &[]),
            legs: self.legs(),
            more_areas: areas.len() > MOST_AREAS,
            areas: areas
                .into_iter()
                .take(MOST_AREAS)
                .map(|id| self.area_link(id))
                .collect(),
            guides: guides.take(12).map(|id| self.guide_link(id)).collect(),
            charter: site.charter.as_ref().map(|charter| CharterLine {
                title: charter.title.clone(),
                count: charter.signatories.len(),
            }),
            changed: latest
                .into_iter()
                .take(LATEST)
                .map(|(id, offer)| Changed {
                    link: self.offer_link(id),
                    date: self.date(offer.assured.date),
                })
                .collect(),
            offer_count: site.listed_offers().count(),
            place_count: site.places.len(),
            organisation_count: site.organisations.len(),
        }
    }

    fn news_view(&self, news: &News<'_>) -> NewsView {
        let count = news.about.len();
        let is_short = count <= MOST_NAMES;
        let link = |subject: &Subject| match subject {
            Subject::Place(place) => self.place_link(*place),
            Subject::Offer(offer) => self.offer_link(*offer),
        };
        NewsView {
            about: news.about.iter().filter(|_| is_short).map(link).collect(),
            many: (!is_short).then(|| self.filled("news.many", &[("count", count.to_string())])),
            line: self.event(&news.event, news.until),
        }
    }

    /// The search page.
    pub(super) fn search(&self) -> SearchPage {
        let title = self.word("search.title");
        SearchPage {
            shell: self
                .shell(routes::SEARCH, &title, &self.word("search.about"), &[])
                .with_script(self.theme.addresses.get("search").cloned()),
            legs: self.legs(),
            says: self.says(),
        }
    }

    /// The page for addresses that lead nowhere.
    pub(super) fn not_found(&self) -> NotFoundPage {
        let title = self.word("not_found.title");
        NotFoundPage {
            shell: self.shell(routes::NOT_FOUND, &title, &self.word("not_found.about"), &[]),
            legs: self.legs(),
            base: base_path(self.site.config.address.as_deref()),
        }
    }

    /// A page that leads from an old address to the new one.
    pub(super) fn redirect(&self, from: &str, to: &str) -> RedirectPage {
        let title = self.word("redirect.title");
        RedirectPage {
            shell: self.shell(from, &title, &title, &[]),
            to: routes::relative(from, to),
        }
    }
}

/// The path of an address, with `/` at both ends. A host shows the 404 page under any address, so its links cannot be
/// relative to it.
fn base_path(address: Option<&str>) -> String {
    let url = address.and_then(|address| url::Url::parse(address).ok());
    url.map_or_else(|| "/".to_owned(), |url| url.path().to_owned())
}
