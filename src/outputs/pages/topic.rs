//! The pages of topics: everything for one need, and all needs.

use serde::Serialize;

use super::area::Counted;
use super::card::Link;
use super::narrow::{CardList, Narrow};
use super::{GuideLink, Maker, Room, Shell};
use crate::content::Leg;
use crate::site::{TopicId, routes};

/// A page shows the first few things that people say; the search knows them all.
const MOST_SAYINGS: usize = 6;

/// What `topic.html` shows.
#[derive(Debug, Serialize)]
pub(super) struct TopicPage {
    shell: Shell,
    name: String,
    /// What people say who have this need.
    plain: Vec<String>,
    total: usize,
    offers: CardList,
    narrow: Option<Narrow>,
    /// The search page, narrowed to this topic.
    search: String,
    /// Whether the offers are too many for one page, so that only the areas are listed.
    by_area_only: bool,
    areas: Vec<Link>,
    /// Whether there are more than are shown.
    more_areas: bool,
    guides: Vec<GuideLink>,
    /// Whether there are more than are shown.
    more_guides: bool,
    children: Vec<Link>,
    parent: Option<Link>,
}

/// What `topics.html` shows.
#[derive(Debug, Serialize)]
pub(super) struct TopicsPage {
    shell: Shell,
    legs: Vec<LegView>,
}

/// One of the four needs with its topics.
#[derive(Debug, Serialize)]
pub(super) struct LegView {
    /// `device`, `data`, `skills` or `support`; the anchor on the page of all topics.
    pub id: &'static str,
    /// "I need a device"
    pub say: String,
    pub about: String,
    pub topics: Vec<Counted>,
}

impl Maker<'_> {
    /// The page of a topic.
    pub(super) fn topic(&self, id: TopicId, room: Room) -> TopicPage {
        let site = self.site;
        let topic = site.topic(id);
        let offers = &site.listings.topic_offers[id.index()];
        let by_area_only = offers.len() > room.all();
        let shown = if by_area_only { &[] } else { offers.as_slice() };
        let areas = self.widest_areas(room.lines);
        let search = format!("topic={}", topic.slug);
        let about = self.filled(
            "topic.about",
            &[("topic", topic.name.clone()), ("count", offers.len().to_string())],
        );
        let crumbs = [("nav.topics", routes::TOPICS)];
        let shell = self.shell(&routes::topic(&topic.slug), &topic.name, &about, &crumbs);
        TopicPage {
            shell: self.may_leave(shell, site.is_sensitive(false, &[id])),
            name: topic.name.clone(),
            plain: topic.plain.iter().take(MOST_SAYINGS).cloned().collect(),
            total: offers.len(),
            offers: self.card_list(shown, room),
            narrow: self.narrow(shown, room, &search),
            search: format!("{}?{search}", routes::SEARCH),
            by_area_only,
            more_areas: areas.len() < site.areas.len(),
            areas: areas
                .into_iter()
                .map(|id| Link {
                    name: site.area(id).name.clone(),
                    address: routes::area_topic(&site.area(id).slug, &topic.slug),
                })
                .collect(),
            guides: self.topic_guides(id, room),
            more_guides: site.listings.topic_guides[id.index()].len() > room.guides(),
            children: site.listings.topic_children[id.index()]
                .iter()
                .map(|child| self.topic_link(*child))
                .collect(),
            parent: topic.parent.map(|parent| self.topic_link(parent)),
        }
    }

    /// The four needs with their topics.
    pub(super) fn legs(&self) -> Vec<LegView> {
        let site = self.site;
        Leg::WORDS
            .iter()
            .map(|(word, leg)| LegView {
                id: word,
                say: self.choice("leg", word),
                about: self.choice("leg_about", word),
                topics: site
                    .topics
                    .iter()
                    .enumerate()
                    .filter(|(_, topic)| topic.leg == *leg)
                    .map(|(index, topic)| Counted {
                        name: topic.name.clone(),
                        address: routes::topic(&topic.slug),
                        count: site.listings.topic_offers[index].len(),
                    })
                    .collect(),
            })
            .collect()
    }

    /// All topics.
    pub(super) fn topics(&self) -> TopicsPage {
        let title = self.word("topics.title");
        TopicsPage {
            shell: self.shell(routes::TOPICS, &title, &self.word("topics.about"), &[]),
            legs: self.legs(),
        }
    }
}
