//! Links to things of the site, by their ids.
//!
//! In: an id. Out: what the thing is called and where its page is, from the site's root.

use serde::Serialize;

use super::card::Link;
use super::{Maker, Room};
use crate::outputs::prints::{self, Print};
use crate::site::{AreaId, GuideId, Leaflet, OrganisationId, PlaceId, TopicId, routes};
use crate::values::language::Language;

/// A guide in a list.
#[derive(Debug, Clone, Serialize)]
pub(super) struct GuideLink {
    pub name: String,
    pub address: String,
    pub summary: String,
    pub time: Option<String>,
}

/// A printed file.
#[derive(Debug, Clone, Serialize)]
pub(super) struct PrintLink {
    name: String,
    /// From the site's root.
    address: String,
    /// Its kind and its size: "PDF, 27 KB"; none for the page that lists all of them.
    size: Option<String>,
}

impl Maker<'_> {
    /// The sheets of an entry in one language: `name` is the path of its page without the ending, in its own language.
    pub(super) fn print_links(&self, name: &str, language: Option<&Language>) -> Vec<PrintLink> {
        let ending = language.map(|language| format!(".{language}")).unwrap_or_default();
        let sheets = [("print.link", ""), ("print.link_large", "-large")];
        let links = sheets.into_iter().filter_map(|(key, size)| {
            let path = format!("{name}{size}{ending}.pdf");
            let print = self.paper.prints.get(&path)?;
            let is_one_sheet = print.pages <= 2 || !size.is_empty();
            Some(PrintLink {
                name: self.word(if is_one_sheet { key } else { "print.link_long" }),
                address: prints::address(&path),
                size: Some(self.filled("print.size", &[("size", print.kilobytes().to_string())])),
            })
        });
        let mut links: Vec<PrintLink> = links.collect();
        if self.site.lists_leaflets() && !links.is_empty() {
            links.push(PrintLink {
                name: self.word("leaflets.title"),
                address: routes::LEAFLETS.to_owned(),
                size: None,
            });
        }
        links
    }

    /// A file of a leaflet: "PDF, 4 pages, 61 KB", after what sets it apart from the leaflet's other files.
    pub(super) fn file_link(&self, leaflet: &Leaflet, path: &str, print: &Print) -> PrintLink {
        let gaps = [
            ("count", print.pages.to_string()),
            ("size", print.kilobytes().to_string()),
        ];
        let size = self.filled("leaflets.size", &gaps);
        let size = match &print.paper {
            _ if print.to_fold => self.filled("leaflets.to_fold", &[("size", size)]),
            Some(paper) => self.filled("leaflets.on_paper", &[("paper", paper.to_uppercase()), ("size", size)]),
            None => size,
        };
        PrintLink {
            name: leaflet.title.clone(),
            address: prints::address(path),
            size: Some(size),
        }
    }

    pub(super) fn topic_link(&self, id: TopicId) -> Link {
        let topic = self.site.topic(id);
        Link {
            name: topic.name.clone(),
            address: routes::topic(&topic.slug),
        }
    }

    pub(super) fn area_link(&self, id: AreaId) -> Link {
        let area = self.site.area(id);
        Link {
            name: area.name.clone(),
            address: routes::area(&area.slug),
        }
    }

    pub(super) fn organisation_link(&self, id: OrganisationId) -> Link {
        let organisation = self.site.organisation(id);
        Link {
            name: organisation.name.clone(),
            address: routes::organisation(&organisation.slug),
        }
    }

    pub(super) fn place_link(&self, id: PlaceId) -> Link {
        let place = self.site.place(id);
        Link {
            name: place.name.clone(),
            address: routes::place(&place.slug),
        }
    }

    /// The guides to a topic for which there is room.
    pub(super) fn topic_guides(&self, topic: TopicId, room: Room) -> Vec<GuideLink> {
        let guides = self.site.listings.topic_guides.get(topic.index()).into_iter().flatten();
        guides
            .take(room.guides())
            .map(|guide| self.guide_link(*guide))
            .collect()
    }

    /// A link to a guide.
    pub(super) fn guide_link(&self, id: GuideId) -> GuideLink {
        let guide = self.site.guide(id);
        GuideLink {
            name: guide.title.clone(),
            address: routes::guide(&guide.slug),
            summary: guide.summary.clone(),
            time: guide.time.clone(),
        }
    }
}
