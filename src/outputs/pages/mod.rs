//! The pages a reader sees: one struct a template, and nothing else reaches it.
//!
//! In: the resolved site and the theme. Out: HTML files, made on all cores and handed on one by one.

mod area;
mod card;
mod charter;
mod dates;
mod edition;
mod filters;
mod guide;
mod home;
mod index;
mod language;
mod leaflets;
mod links;
mod list;
mod message;
mod narrow;
mod near;
mod offer;
mod organisation;
mod place;
mod room;
mod shared;
mod shell;
mod statements;
mod subjects;
mod text;
mod topic;
mod translation;

use std::ops::Deref;

use rayon::prelude::*;
use serde::Serialize;

use super::prints::Paper;
use super::said::Said;
use super::style::ByScript;
use super::theme::Theme;
use super::{Material, OutputFile, Sink, html};
use crate::error::Result;
use crate::pictures::Gallery;
use crate::site::{AreaId, GuideId, OfferId, OrganisationId, PlaceId, Site, TopicId, routes};
use crate::values::language::Language;
use card::Card;
pub use dates::script as dates_script;
pub use filters::client;
use links::GuideLink;
use room::Room;
pub use shared::{Shared, shared};
use shell::Shell;

/// Renders every page. `on_count` is told how many there will be, `on_page` after each.
pub fn render(
    material: Material<'_>,
    sink: &dyn Sink,
    on_count: &dyn Fn(usize),
    on_page: &(dyn Fn() + Sync),
) -> Result<()> {
    let maker = Maker::new(material)?;
    let jobs = maker.jobs();
    on_count(jobs.len());
    if let Some(script) = maker.list_script.clone() {
        sink.take(script)?;
    }
    jobs.par_iter().try_for_each(|job| {
        sink.take(maker.file(job)?)?;
        on_page();
        Ok(())
    })
}

/// One page to be made.
enum Job<'a> {
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
    /// What has changed since something was printed.
    Edition(usize),
    /// An index, and one of its parts where it is too long for one page.
    Index(index::Index, Option<usize>),
    /// A district or town, by its place in the site's list.
    Near(usize),
    NearList,
    Language(&'a Language),
    Languages,
    /// The subject index, and one of its parts where it is too long for one page.
    Subjects(Option<usize>),
    Areas,
    Topics,
    Search,
    Leaflets,
    MyList,
    Accessibility,
    Privacy,
    NotFound,
    Redirect(String, String),
}

/// Makes the structs that templates show.
pub(super) struct Maker<'a> {
    said: Said<'a>,
    theme: &'a Theme,
    gallery: &'a Gallery,
    paper: &'a Paper,
    /// The card of each offer, made once and put into every list.
    cards: Vec<Card>,
    /// The same as single lines, for lists with many offers.
    lines: Vec<Card>,
    /// The head and the foot of every page.
    top: String,
    foot: String,
    dates: dates::DatesParts,
    /// What each script may put into a page, by a part of its address.
    by_script: [ByScript; 3],
    indexes: index::Indexes,
    subjects: subjects::Subjects,
    /// The script of kept lists; none where nothing can be kept.
    list_script: Option<OutputFile>,
}

/// A page says what everything says.
impl<'a> Deref for Maker<'a> {
    type Target = Said<'a>;

    fn deref(&self) -> &Self::Target {
        &self.said
    }
}

impl<'a> Maker<'a> {
    fn new(material: Material<'a>) -> Result<Self> {
        let Material {
            site,
            theme,
            subjects,
            gallery,
            paper,
        } = material;
        let mut maker = Self {
            said: Said {
                site,
                strings: &theme.strings,
            },
            theme,
            gallery,
            paper,
            cards: Vec::new(),
            lines: Vec::new(),
            top: html::small(&theme.render("top.html", &SharedPart { root: html::ROOT })?),
            foot: html::small(&theme.render("foot.html", &SharedPart { root: html::ROOT })?),
            dates: dates::DatesParts::default(),
            by_script: by_script(site, theme)?,
            indexes: index::Indexes::default(),
            subjects: subjects::Subjects::default(),
            list_script: list::script(site, theme),
        };
        let ids: Vec<OfferId> = (0..site.offers.len()).map(OfferId::new).collect();
        let made = ids.par_iter().map(|id| -> Result<(Card, Card)> {
            let card = maker.card(*id);
            let of = |template| theme.render(template, &card).map(|html| Card::of(&html));
            Ok((of("card.html")?, of("card-line.html")?))
        });
        (maker.cards, maker.lines) = made.collect::<Result<Vec<_>>>()?.into_iter().unzip();
        maker.dates = dates::DatesParts::of(&maker)?;
        maker.indexes = index::Indexes::of(&maker);
        maker.subjects = subjects::Subjects::of(subjects, &maker);
        Ok(maker)
    }

    /// A part that many pages share: `top`, `foot`, or the number of an offer's card.
    fn part(&self, name: &str) -> Option<&str> {
        match name {
            "top" => Some(&self.top),
            "foot" => Some(&self.foot),
            _ => self.card_of(name).map(|card| card.html.as_str()),
        }
    }

    /// The card of the offer with a number, or its line.
    fn card_of(&self, name: &str) -> Option<&Card> {
        let (list, number) = match name.strip_prefix(room::LINE) {
            Some(number) => (&self.lines, number),
            None => (&self.cards, name),
        };
        list.get(number.parse::<usize>().ok()?)
    }

    fn jobs(&self) -> Vec<Job<'_>> {
        let site = self.site;
        let mut jobs = vec![Job::Home, Job::Search, Job::NotFound, Job::Topics];
        if !self.indexes.has(index::Index::Areas) {
            jobs.push(Job::Areas);
        }
        jobs.extend([Job::MyList, Job::Accessibility, Job::Privacy]);
        jobs.extend(site.lists_leaflets().then_some(Job::Leaflets));
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
        let is_short = !self.indexes.has(index::Index::Near);
        jobs.extend(site.near_pages().next().filter(|_| is_short).map(|_| Job::NearList));
        let languages = site.listings.language_offers.keys();
        jobs.extend(languages.clone().next().map(|_| Job::Languages));
        jobs.extend(languages.map(Job::Language));
        if let Some(charter) = &site.charter {
            jobs.push(Job::Charter);
            jobs.extend((0..charter.signatories.len()).map(Job::Signatory));
        }
        let is_own = |index: &usize| !statements::is_stated(&site.pages[*index]);
        jobs.extend((0..site.pages.len()).filter(is_own).map(Job::Text));
        jobs.extend((0..self.paper.editions.len()).map(Job::Edition));
        jobs.extend(self.indexes.pages().map(|(index, part)| Job::Index(index, part)));
        jobs.extend(self.subjects.pages().map(Job::Subjects));
        jobs.extend(
            site.routes
                .redirects
                .iter()
                .map(|(from, to)| Job::Redirect(from.clone(), to.clone())),
        );
        jobs
    }

    fn page(&self, job: &Job<'_>, room: Room) -> Result<(String, String)> {
        let site = self.site;
        match job {
            Job::Home => self.show(routes::HOME, "home.html", &self.home()),
            Job::Search => self.show(routes::SEARCH, "search.html", &self.search()),
            Job::Leaflets => self.show(routes::LEAFLETS, "leaflets.html", &self.leaflets(room)),
            Job::MyList => self.show(routes::MY_LIST, "my-list.html", &self.my_list()),
            Job::Accessibility => self.show(routes::ACCESSIBILITY, "accessibility.html", &self.accessibility()),
            Job::Privacy => self.show(routes::PRIVACY, "privacy.html", &self.privacy()),
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
                self.show(&path, "organisation.html", &self.organisation(*id, room))
            }
            Job::Place(id) => {
                let path = routes::place(&site.place(*id).slug);
                self.show(&path, "place.html", &self.place(*id, room))
            }
            Job::Area(id) => self.show(&routes::area(&site.area(*id).slug), "area.html", &self.area(*id, room)),
            Job::AreaTopic(area, topic) => {
                let path = routes::area_topic(&site.area(*area).slug, &site.topic(*topic).slug);
                self.show(&path, "area-topic.html", &self.area_topic(*area, *topic, room))
            }
            Job::Near(index) => {
                let near = &site.near[*index];
                self.show(&routes::near(&near.slug), "near.html", &self.near(near, room))
            }
            Job::Language(language) => self.show(
                &routes::language(language),
                "language.html",
                &self.language(language, room),
            ),
            Job::Languages => self.show(routes::LANGUAGES, "languages.html", &self.all_languages()),
            Job::NearList => self.show(routes::NEAR, "near-list.html", &self.near_list()),
            Job::Topic(id) => self.show(
                &routes::topic(&site.topic(*id).slug),
                "topic.html",
                &self.topic(*id, room),
            ),
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
            Job::Index(index, part) => {
                let page = self.index(*index, *part);
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
}

/// What each script may put into a page that calls it, by a part of its address.
fn by_script(site: &Site, theme: &Theme) -> Result<[ByScript; 3]> {
    let client = client(site, theme)?;
    let mut search = theme.style.used_by_script(&client.script);
    search.add_all(&theme.style.used_in(&client.filters, &[]));
    let words = |name: &str| theme.scripts.get(name).map_or("", String::as_str);
    Ok([
        ("/search.js", search),
        ("scripts/list-", theme.style.used_by_script(words("list"))),
        ("scripts/dates-", theme.style.used_by_script(words("dates"))),
    ])
}

/// The way from a page back to the root: `../` for each folder it is in.
fn root_of(path: &str) -> String {
    "../".repeat(path.matches('/').count())
}

/// What `top.html` and `foot.html` show, besides what every template may use.
#[derive(Debug, Serialize)]
struct SharedPart {
    /// Stands for the way to the root until the part is put into a page.
    root: &'static str,
}
