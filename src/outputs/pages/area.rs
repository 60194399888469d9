//! The pages of areas: what there is in one, what there is in one for a need, and all of them.

use serde::Serialize;

use super::card::Link;
use super::narrow::{CardList, Narrow};
use super::{GuideLink, Maker, Shell};
use crate::content::Leg;
use crate::site::{AreaId, OfferId, TopicId, routes};

/// Above this many offers a list breaks by topic or area, so that it opens quickly on a slow line.
pub(super) const MOST_CARDS: usize = 60;

/// What `area.html` shows.
#[derive(Debug, Serialize)]
pub(super) struct AreaPage {
    shell: Shell,
    name: String,
    kind: String,
    total: usize,
    /// The four needs with their topics and how many offers each has.
    legs: Vec<AreaLeg>,
    here: CardList,
    comes_to_you: CardList,
    elsewhere: CardList,
    narrow: Option<Narrow>,
    /// Whether the offers are too many for one page, so that only the topics are listed.
    by_topic_only: bool,
    /// The search page, narrowed to this area.
    search: String,
    places: Vec<Link>,
    parent: Option<Link>,
    children: Vec<Link>,
}

/// One of the four needs, in an area.
#[derive(Debug, Serialize)]
struct AreaLeg {
    name: String,
    topics: Vec<Counted>,
}

/// A link with a number.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Counted {
    pub name: String,
    pub address: String,
    pub count: usize,
}

/// What `area-topic.html` shows.
#[derive(Debug, Serialize)]
pub(super) struct AreaTopicPage {
    shell: Shell,
    area: Link,
    topic: Link,
    total: usize,
    here: CardList,
    comes_to_you: CardList,
    elsewhere: CardList,
    narrow: Option<Narrow>,
    /// How many more there are than are shown, on the page of the topic.
    more: usize,
    /// The same need in the wider area, where this one has nothing near.
    wider: Option<Link>,
    guides: Vec<GuideLink>,
}

/// What `areas.html` shows.
#[derive(Debug, Serialize)]
pub(super) struct AreasPage {
    shell: Shell,
    areas: Vec<AreaLine>,
}

/// An area in the list of all, with how deep it lies.
#[derive(Debug, Serialize)]
struct AreaLine {
    link: Counted,
    kind: String,
    depth: usize,
}

impl Maker<'_> {
    /// The page of an area.
    pub(super) fn area(&self, id: AreaId) -> AreaPage {
        let site = self.site;
        let area = site.area(id);
        let offers = &site.listings.areas[id.index()];
        let total = offers.all().count();
        let by_topic_only = total > MOST_CARDS;
        let shown = |ids: &[OfferId]| if by_topic_only { Vec::new() } else { ids.to_vec() };
        let (here, comes) = (shown(&offers.here), shown(&offers.comes_to_you));
        let elsewhere = shown(&offers.elsewhere);
        let title = self.filled("area.title", &[("area", area.name.clone())]);
        let about = self.filled(
            "area.about",
            &[("area", area.name.clone()), ("count", total.to_string())],
        );
        AreaPage {
            shell: self.shell(
                &routes::area(&area.slug),
                &title,
                &about,
                &[("nav.areas", routes::AREAS)],
            ),
            name: area.name.clone(),
            kind: self.choice("area_kind", area.kind.word()),
            total,
            legs: self.area_legs(id),
            narrow: self.narrow(
                &[here.as_slice(), &comes, &elsewhere].concat(),
                &format!("area={}", area.slug),
            ),
            search: format!("{}?area={}", routes::SEARCH, area.slug),
            here: self.card_list(&here),
            comes_to_you: self.card_list(&comes),
            elsewhere: self.card_list(&elsewhere),
            by_topic_only,
            places: offers
                .places
                .iter()
                .take(MOST_CARDS)
                .map(|place| self.place_link(*place))
                .collect(),
            parent: area.parent.map(|parent| self.area_link(parent)),
            children: site.listings.area_children[id.index()]
                .iter()
                .map(|child| self.area_link(*child))
                .collect(),
        }
    }

    fn area_legs(&self, id: AreaId) -> Vec<AreaLeg> {
        let site = self.site;
        let mut counts = vec![0usize; site.topics.len()];
        for offer in site.listings.areas[id.index()].all() {
            let mut counted: Vec<TopicId> = Vec::new();
            for need in &site.offer(offer).needs {
                for topic in std::iter::successors(Some(*need), |topic| site.topic(*topic).parent).take(8) {
                    if !counted.contains(&topic) {
                        counted.push(topic);
                        counts[topic.index()] += 1;
                    }
                }
            }
        }
        let area = site.area(id);
        Leg::WORDS
            .iter()
            .map(|(word, leg)| AreaLeg {
                name: self.choice("leg", word),
                topics: site
                    .topics
                    .iter()
                    .enumerate()
                    .filter(|(_, topic)| topic.leg == *leg)
                    .map(|(index, topic)| Counted {
                        name: topic.name.clone(),
                        address: routes::area_topic(&area.slug, &topic.slug),
                        count: counts[index],
                    })
                    .collect(),
            })
            .collect()
    }

    /// What there is in an area for a topic.
    pub(super) fn area_topic(&self, area_id: AreaId, topic_id: TopicId) -> AreaTopicPage {
        let site = self.site;
        let (area, topic) = (site.area(area_id), site.topic(topic_id));
        let offers = &site.listings.areas[area_id.index()];
        let is_for = |id: &OfferId| {
            let mut topics = site
                .offer(*id)
                .needs
                .iter()
                .flat_map(|need| std::iter::successors(Some(*need), |topic| site.topic(*topic).parent).take(8));
            topics.any(|topic| topic == topic_id)
        };
        let pick = |ids: &[OfferId]| -> Vec<OfferId> { ids.iter().copied().filter(|id| is_for(id)).collect() };
        let (here, comes, elsewhere) = (pick(&offers.here), pick(&offers.comes_to_you), pick(&offers.elsewhere));
        let total = here.len() + comes.len() + elsewhere.len();
        let mut room = MOST_CARDS * 2;
        let mut first = |mut ids: Vec<OfferId>| {
            ids.truncate(room);
            room -= ids.len();
            ids
        };
        let is_far = here.is_empty();
        let (here, comes, elsewhere) = (first(here), first(comes), first(elsewhere));
        let shown = [here.as_slice(), &comes, &elsewhere].concat();
        let gaps = [
            ("topic", topic.name.clone()),
            ("area", area.name.clone()),
            ("count", total.to_string()),
        ];
        let title = self.filled("area_topic.title", &gaps[..2]);
        let about = self.filled("area_topic.about", &gaps);
        let path = routes::area_topic(&area.slug, &topic.slug);
        let mut shell = self.shell(&path, &title, &about, &[("nav.areas", routes::AREAS)]);
        shell.crumbs.push(self.area_link(area_id));
        AreaTopicPage {
            shell: self.may_leave(shell, site.is_sensitive(false, &[topic_id])),
            area: self.area_link(area_id),
            topic: self.topic_link(topic_id),
            total,
            here: self.card_list(&here),
            comes_to_you: self.card_list(&comes),
            elsewhere: self.card_list(&elsewhere),
            narrow: self.narrow(&shown, &format!("area={}&topic={}", area.slug, topic.slug)),
            more: total - shown.len(),
            wider: area.parent.filter(|_| is_far).map(|parent| Link {
                name: site.area(parent).name.clone(),
                address: routes::area_topic(&site.area(parent).slug, &topic.slug),
            }),
            guides: site.listings.topic_guides[topic_id.index()]
                .iter()
                .map(|guide| self.guide_link(*guide))
                .collect(),
        }
    }

    /// All areas, as a tree.
    pub(super) fn areas(&self) -> AreasPage {
        let site = self.site;
        let mut areas = Vec::new();
        let roots = (0..site.areas.len())
            .map(AreaId::new)
            .filter(|id| site.area(*id).parent.is_none());
        let mut open: Vec<(AreaId, usize)> = roots.map(|id| (id, 0)).collect();
        open.sort_by_key(|(id, _)| std::cmp::Reverse(site.area(*id).name.clone()));
        while let Some((id, depth)) = open.pop() {
            let area = site.area(id);
            areas.push(AreaLine {
                link: Counted {
                    name: area.name.clone(),
                    address: routes::area(&area.slug),
                    count: site.listings.areas[id.index()].all().count(),
                },
                kind: self.choice("area_kind", area.kind.word()),
                depth,
            });
            let children = site.listings.area_children[id.index()].iter().rev();
            open.extend(children.map(|child| (*child, depth + 1)));
        }
        let title = self.word("areas.title");
        AreasPage {
            shell: self.shell(routes::AREAS, &title, &self.word("areas.about"), &[]),
            areas,
        }
    }
}
