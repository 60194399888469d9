//! The pages a reader sees: one struct a template, and nothing else reaches it.
//!
//! In: the resolved site and the theme. Out: HTML files, made on all cores and handed on one by one.

mod area;
mod card;
mod charter;
mod edition;
mod filters;
mod guide;
mod home;
mod index;
mod near;
mod offer;
mod organisation;
mod place;
mod shared;
mod subjects;
mod text;
mod topic;
mod translation;

use std::ops::Deref;

use rayon::prelude::*;
use serde::Serialize;

use super::prints::{self, Paper};
use super::said::Said;
use super::subjects::SubjectIndex;
use super::theme::Theme;
use super::{OutputFile, Sink, html};
use crate::error::Result;
use crate::site::{AreaId, GuideId, OfferId, OrganisationId, PlaceId, Site, TopicId, routes};
use crate::values::language::Language;
use card::Link;
pub use filters::client;
pub use shared::{Shared, shared};

/// Renders every page. `on_count` is told how many there will be, `on_page` after each.
pub fn render(
    site: &Site,
    theme: &Theme,
    subjects: &SubjectIndex,
    paper: &Paper,
    sink: &dyn Sink,
    on_count: &dyn Fn(usize),
    on_page: &(dyn Fn() + Sync),
) -> Result<()> {
    let maker = Maker::new(site, theme, subjects, paper)?;
    let jobs = maker.jobs();
    on_count(jobs.len());
    jobs.par_iter().try_for_each(|job| {
        let (path, page) = maker.page(job)?;
        let bytes = html::finish_page(&page, &root_of(&path), |part| maker.part(part));
        sink.take(OutputFile { path, bytes })?;
        on_page();
        Ok(())
    })
}

/// One page to be made.
enum Job {
    Home,
    Offer(OfferId),
    TranslatedOffer(OfferId, usize),
    Guide(GuideId),
    TranslatedGuide(GuideId, usize),
    Organisation(OrganisationId),
    Place(PlaceId),
    Area(AreaId),
    AreaTopic(AreaId, TopicId),
    Topic(TopicId),
    Charter,
    Signatory(usize),
    Text(usize),
    /// What has changed since an edition was printed.
    Edition(usize),
    /// An index, and one of its letters where it is too long for one page.
    Index(index::Index, Option<char>),
    /// A district or town, by its place in the site's list.
    Near(usize),
    NearList,
    /// The subject index, and one of its parts where it is too long for one page.
    Subjects(Option<usize>),
    Areas,
    Topics,
    Search,
    NotFound,
    Redirect(String, String),
}

/// Makes the structs that templates show.
pub(super) struct Maker<'a> {
    said: Said<'a>,
    theme: &'a Theme,
    paper: &'a Paper,
    /// The card of each offer as HTML, made once and put into every list.
    cards: Vec<String>,
    /// The head and the foot of every page.
    top: String,
    foot: String,
    indexes: index::Indexes,
    subjects: subjects::Subjects,
}

/// A page says what everything says.
impl<'a> Deref for Maker<'a> {
    type Target = Said<'a>;

    fn deref(&self) -> &Self::Target {
        &self.said
    }
}

impl<'a> Maker<'a> {
    fn new(site: &'a Site, theme: &'a Theme, subjects: &SubjectIndex, paper: &'a Paper) -> Result<Self> {
        let mut maker = Self {
            said: Said {
                site,
                strings: &theme.strings,
            },
            theme,
            paper,
            cards: Vec::new(),
            top: html::small(&theme.render("top.html", &SharedPart { root: html::ROOT })?),
            foot: html::small(&theme.render("foot.html", &SharedPart { root: html::ROOT })?),
            indexes: index::Indexes::default(),
            subjects: subjects::Subjects::default(),
        };
        let ids: Vec<OfferId> = (0..site.offers.len()).map(OfferId::new).collect();
        let card = |id: &OfferId| Ok(html::small(&theme.render("card.html", &maker.card(*id))?));
        let cards = ids.par_iter().map(card).collect::<Result<_>>()?;
        maker.cards = cards;
        maker.indexes = index::Indexes::of(&maker);
        maker.subjects = subjects::Subjects::of(subjects, &maker);
        Ok(maker)
    }

    /// A part that many pages share: `style`, `top`, `foot`, or the number of an offer's card.
    fn part(&self, name: &str) -> Option<&str> {
        match name {
            "style" => Some(&self.theme.style),
            "top" => Some(&self.top),
            "foot" => Some(&self.foot),
            _ => name
                .parse::<usize>()
                .ok()
                .and_then(|index| self.cards.get(index))
                .map(String::as_str),
        }
    }

    fn jobs(&self) -> Vec<Job> {
        let site = self.site;
        let mut jobs = vec![Job::Home, Job::Search, Job::NotFound, Job::Areas, Job::Topics];
        for (index, offer) in site.offers.iter().enumerate() {
            let id = OfferId::new(index);
            jobs.push(Job::Offer(id));
            jobs.extend((0..offer.translations.len()).map(|one| Job::TranslatedOffer(id, one)));
        }
        for (index, guide) in site.guides.iter().enumerate() {
            let id = GuideId::new(index);
            jobs.push(Job::Guide(id));
            jobs.extend((0..guide.translations.len()).map(|one| Job::TranslatedGuide(id, one)));
        }
        jobs.extend((0..site.organisations.len()).map(|index| Job::Organisation(OrganisationId::new(index))));
        jobs.extend((0..site.places.len()).map(|index| Job::Place(PlaceId::new(index))));
        jobs.extend((0..site.topics.len()).map(|index| Job::Topic(TopicId::new(index))));
        for area in (0..site.areas.len()).map(AreaId::new) {
            jobs.push(Job::Area(area));
            jobs.extend((0..site.topics.len()).map(|topic| Job::AreaTopic(area, TopicId::new(topic))));
        }
        let near = site.near.iter().enumerate().filter(|(_, near)| near.has_page);
        jobs.extend(near.map(|(index, _)| Job::Near(index)));
        jobs.extend(site.near_pages().next().map(|_| Job::NearList));
        if let Some(charter) = &site.charter {
            jobs.push(Job::Charter);
            jobs.extend((0..charter.signatories.len()).map(Job::Signatory));
        }
        jobs.extend((0..site.pages.len()).map(Job::Text));
        jobs.extend((0..self.paper.editions.len()).map(Job::Edition));
        jobs.extend(self.indexes.pages().map(|(index, letter)| Job::Index(index, letter)));
        jobs.extend(self.subjects.pages().map(Job::Subjects));
        jobs.extend(
            site.routes
                .redirects
                .iter()
                .map(|(from, to)| Job::Redirect(from.clone(), to.clone())),
        );
        jobs
    }

    fn page(&self, job: &Job) -> Result<(String, String)> {
        let site = self.site;
        match job {
            Job::Home => self.show(routes::HOME, "home.html", &self.home()),
            Job::Search => self.show(routes::SEARCH, "search.html", &self.search()),
            Job::NotFound => self.show(routes::NOT_FOUND, "404.html", &self.not_found()),
            Job::Areas => self.show(routes::AREAS, "areas.html", &self.areas()),
            Job::Topics => self.show(routes::TOPICS, "topics.html", &self.topics()),
            Job::Offer(id) => {
                let path = routes::offer(&site.offer(*id).slug);
                self.show(&path, "offer.html", &self.offer(*id, None))
            }
            Job::TranslatedOffer(id, translation) => {
                let page = self.offer(*id, Some(*translation));
                let path = page.shell.path.clone();
                self.show(&path, "offer.html", &page)
            }
            Job::Guide(id) => {
                let path = routes::guide(&site.guide(*id).slug);
                self.show(&path, "guide.html", &self.guide(*id, None))
            }
            Job::TranslatedGuide(id, translation) => {
                let page = self.guide(*id, Some(*translation));
                let path = page.shell.path.clone();
                self.show(&path, "guide.html", &page)
            }
            Job::Organisation(id) => {
                let path = routes::organisation(&site.organisation(*id).slug);
                self.show(&path, "organisation.html", &self.organisation(*id))
            }
            Job::Place(id) => {
                let path = routes::place(&site.place(*id).slug);
                self.show(&path, "place.html", &self.place(*id))
            }
            Job::Area(id) => self.show(&routes::area(&site.area(*id).slug), "area.html", &self.area(*id)),
            Job::AreaTopic(area, topic) => {
                let path = routes::area_topic(&site.area(*area).slug, &site.topic(*topic).slug);
                self.show(&path, "area-topic.html", &self.area_topic(*area, *topic))
            }
            Job::Near(index) => {
                let near = &site.near[*index];
                self.show(&routes::near(&near.slug), "near.html", &self.near(near))
            }
            Job::NearList => self.show(routes::NEAR, "near-list.html", &self.near_list()),
            Job::Topic(id) => self.show(&routes::topic(&site.topic(*id).slug), "topic.html", &self.topic(*id)),
            Job::Charter => self.show(routes::CHARTER, "charter.html", &self.charter()),
            Job::Signatory(index) => {
                let page = self.signatory(*index);
                let path = page.as_ref().map(|page| page.shell.path.clone()).unwrap_or_default();
                self.show(&path, "signatory.html", &page)
            }
            Job::Text(index) => {
                let page = &site.pages[*index];
                self.show(&routes::page(&page.slug), "page.html", &self.text(page))
            }
            Job::Edition(index) => {
                let page = self.edition(*index);
                let path = page.as_ref().map(|page| page.shell.path.clone()).unwrap_or_default();
                self.show(&path, "edition.html", &page)
            }
            Job::Index(index, letter) => {
                let page = self.index(*index, *letter);
                let path = page.shell.path.clone();
                self.show(&path, "index.html", &page)
            }
            Job::Subjects(part) => {
                let page = self.subjects(*part);
                let path = page.shell.path.clone();
                self.show(&path, "subjects.html", &page)
            }
            Job::Redirect(from, to) => self.show(from, "redirect.html", &self.redirect(from, to)),
        }
    }

    fn show(&self, path: &str, template: &str, page: &impl Serialize) -> Result<(String, String)> {
        Ok((path.to_owned(), self.theme.render(template, page)?))
    }

    /// The parts of a page around its content.
    fn shell(&self, path: &str, title: &str, description: &str, crumbs: &[(&str, &str)]) -> Shell {
        let language = &self.site.config.language;
        let crumbs = crumbs.iter().map(|(key, address)| Link {
            name: self.word(key),
            address: (*address).to_owned(),
        });
        Shell {
            path: path.to_owned(),
            root: root_of(path),
            lang: language.to_string(),
            rtl: language.is_rtl(),
            title: title.to_owned(),
            description: description.to_owned(),
            crumbs: crumbs.collect(),
        }
    }

    /// Marks for the cards of offers; the cards themselves are put in when the page is small.
    fn cards(&self, ids: impl IntoIterator<Item = OfferId>) -> Vec<String> {
        ids.into_iter().map(|id| html::mark(&id.index().to_string())).collect()
    }

    /// The sheets of an entry in one language: `name` is the path of its page without the ending, in its own language.
    fn print_links(&self, name: &str, language: Option<&Language>) -> Vec<PrintLink> {
        let ending = language.map(|language| format!(".{language}")).unwrap_or_default();
        let sheets = [("print.link", ""), ("print.link_large", "-large")];
        let links = sheets.into_iter().filter_map(|(key, size)| {
            let path = format!("{name}{size}{ending}.pdf");
            let print = self.paper.prints.get(&path)?;
            Some(PrintLink {
                name: self.word(key),
                address: prints::address(&path),
                size: self.filled("print.size", &[("size", print.kilobytes().to_string())]),
            })
        });
        links.collect()
    }

    fn topic_link(&self, id: TopicId) -> Link {
        let topic = self.site.topic(id);
        Link {
            name: topic.name.clone(),
            address: routes::topic(&topic.slug),
        }
    }

    fn area_link(&self, id: AreaId) -> Link {
        let area = self.site.area(id);
        Link {
            name: area.name.clone(),
            address: routes::area(&area.slug),
        }
    }

    fn organisation_link(&self, id: OrganisationId) -> Link {
        let organisation = self.site.organisation(id);
        Link {
            name: organisation.name.clone(),
            address: routes::organisation(&organisation.slug),
        }
    }

    fn place_link(&self, id: PlaceId) -> Link {
        let place = self.site.place(id);
        Link {
            name: place.name.clone(),
            address: routes::place(&place.slug),
        }
    }

    fn guide_link(&self, id: GuideId) -> GuideLink {
        let guide = self.site.guide(id);
        GuideLink {
            name: guide.title.clone(),
            address: routes::guide(&guide.slug),
            summary: guide.summary.clone(),
            time: guide.time.clone(),
        }
    }
}

/// The way from a page back to the root: `../` for each folder it is in.
fn root_of(path: &str) -> String {
    "../".repeat(path.matches('/').count())
}

/// What every page has around its content.
#[derive(Debug, Clone, Serialize)]
struct Shell {
    /// From the site's root.
    path: String,
    /// The way back to the root: `../`.
    root: String,
    lang: String,
    rtl: bool,
    /// Without the site's name.
    title: String,
    description: String,
    /// The pages above, after home.
    crumbs: Vec<Link>,
}

/// What `top.html` and `foot.html` show, besides what every template may use.
#[derive(Debug, Serialize)]
struct SharedPart {
    /// Stands for the way to the root until the part is put into a page.
    root: &'static str,
}

/// A printed file.
#[derive(Debug, Clone, Serialize)]
struct PrintLink {
    name: String,
    address: String,
    /// Its kind and its size: "PDF, 27 KB".
    size: String,
}

/// A guide in a list.
#[derive(Debug, Clone, Serialize)]
struct GuideLink {
    name: String,
    address: String,
    summary: String,
    time: Option<String>,
}
