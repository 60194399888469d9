//! The pages of areas: what there is in one, what there is in one for a need, and all of them.

use std::collections::BTreeSet;

use serde::Serialize;

use super::card::Link;
use super::narrow::{CardList, Narrow};
use super::{GuideLink, Maker, Room, Shell};
use crate::content::Leg;
use crate::site::{AreaId, OfferId, TopicId, routes};

/// An area with too many offers for one page shows the first few for each topic.
const MOST_FOR_TOPIC: usize = 3;

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
    /// The first few for each topic, where the offers are too many for one page.
    by_topic: Vec<TopicList>,
    /// The search page, narrowed to this area.
    search: String,
    places: Vec<Link>,
    /// How many more there are than are shown.
    more_places: usize,
    parent: Option<Link>,
    children: Vec<Link>,
    /// Whether there are more than are shown.
    more_children: bool,
}

/// The first few offers for a topic.
#[derive(Debug, Serialize)]
struct TopicList {
    id: String,
    name: String,
    /// The page with all of them.
    address: String,
    count: usize,
    /// Those that stand under no topic before this.
    cards: Vec<String>,
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
    /// How many more there are than are shown.
    more: usize,
    /// The same need in the parts of the area, where not all is shown.
    parts: Vec<Link>,
    /// The search page, narrowed to this list.
    search: String,
    /// The same need in the wider area, where this one has nothing near.
    wider: Option<Link>,
    guides: Vec<GuideLink>,
    /// Whether there are more than are shown.
    more_guides: bool,
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
    pub(super) fn area(&self, id: AreaId, room: Room) -> AreaPage {
        let site = self.site;
        let area = site.area(id);
        let offers = &site.listings.areas[id.index()];
        let total = offers.all().count();
        let is_long = total > room.cards;
        let shown = |ids: &[OfferId]| if is_long { Vec::new() } else { ids.to_vec() };
        let (here, comes) = (shown(&offers.here), shown(&offers.comes_to_you));
        let elsewhere = shown(&offers.elsewhere);
        let gaps = [("area", area.name.clone()), ("count", total.to_string())];
        let title = self.filled("area.title", &gaps[..1]);
        let about = self.filled("area.about", &gaps);
        let crumbs = [("nav.areas", routes::AREAS)];
        let all = [here.as_slice(), &comes, &elsewhere].concat();
        let children = &site.listings.area_children[id.index()];
        AreaPage {
            shell: self.shell(&routes::area(&area.slug), &title, &about, &crumbs),
            name: area.name.clone(),
            kind: self.choice("area_kind", area.kind.word()),
            total,
            legs: self.area_legs(id),
            narrow: self.narrow(&all, room, &format!("area={}", area.slug)),
            search: format!("{}?area={}", routes::SEARCH, area.slug),
            here: self.card_list(&here, room),
            comes_to_you: self.card_list(&comes, room),
            elsewhere: self.card_list(&elsewhere, room),
            by_topic: if is_long { self.by_topic(id, room) } else { Vec::new() },
            places: offers
                .places
                .iter()
                .take(room.cards)
                .map(|place| self.place_link(*place))
                .collect(),
            more_places: offers.places.len().saturating_sub(room.cards),
            parent: area.parent.map(|parent| self.area_link(parent)),
            children: children
                .iter()
                .take(room.lines)
                .map(|child| self.area_link(*child))
                .collect(),
            more_children: children.len() > room.lines,
        }
    }

    /// The first few offers of an area for each topic that is part of no other, each offer once.
    fn by_topic(&self, id: AreaId, room: Room) -> Vec<TopicList> {
        let site = self.site;
        let area = site.area(id);
        let legs = Leg::WORDS.iter().map(|(_, leg)| *leg);
        let topics = legs.flat_map(|leg| {
            let all = site.topics.iter().zip(0..);
            all.filter(move |(topic, _)| topic.leg == leg && topic.parent.is_none())
        });
        let offers = topics.map(|(topic, index)| (topic, self.offers_for(id, TopicId::new(index)).concat()));
        let offers: Vec<_> = offers.filter(|(_, offers)| !offers.is_empty()).collect();
        let most = (room.cards / offers.len().max(1)).clamp(1, MOST_FOR_TOPIC);
        let mut seen = BTreeSet::new();
        let lists = offers.into_iter().map(|(topic, offers)| {
            let first: Vec<OfferId> = offers
                .iter()
                .copied()
                .filter(|id| !seen.contains(id))
                .take(most)
                .collect();
            seen.extend(first.iter().copied());
            TopicList {
                id: format!("for-{}", topic.slug),
                name: topic.name.clone(),
                address: routes::area_topic(&area.slug, &topic.slug),
                count: offers.len(),
                cards: self.cards(&first, room),
            }
        });
        lists.collect()
    }

    /// The offers in an area for a topic or one below it: here, those that come to people, and those elsewhere.
    fn offers_for(&self, area: AreaId, topic: TopicId) -> [Vec<OfferId>; 3] {
        let site = self.site;
        let is_for = |id: &OfferId| {
            let needs = &site.offer(*id).needs;
            let mut topics = needs
                .iter()
                .flat_map(|need| std::iter::successors(Some(*need), |one| site.topic(*one).parent).take(8));
            topics.any(|one| one == topic)
        };
        let offers = &site.listings.areas[area.index()];
        [&offers.here, &offers.comes_to_you, &offers.elsewhere].map(|ids| ids.iter().copied().filter(is_for).collect())
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
    pub(super) fn area_topic(&self, area_id: AreaId, topic_id: TopicId, room: Room) -> AreaTopicPage {
        let site = self.site;
        let (area, topic) = (site.area(area_id), site.topic(topic_id));
        let lists = self.offers_for(area_id, topic_id);
        let [at_here, at_you, at_others] = room.share(lists.each_ref().map(Vec::len));
        let all = lists.concat();
        let [here, comes, elsewhere] = lists;
        let more = all.len().saturating_sub(room.all());
        let is_far = here.is_empty();
        let search = format!("area={}&topic={}", area.slug, topic.slug);
        let children = site.listings.area_children[area_id.index()].iter();
        let gaps = [
            ("topic", topic.name.clone()),
            ("area", area.name.clone()),
            ("count", all.len().to_string()),
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
            total: all.len(),
            here: self.card_list(&here, at_here),
            comes_to_you: self.card_list(&comes, at_you),
            elsewhere: self.card_list(&elsewhere, at_others),
            narrow: self.narrow(&all, room, &search),
            more,
            parts: children
                .take(if more > 0 { room.lines } else { 0 })
                .map(|child| Link {
                    address: routes::area_topic(&site.area(*child).slug, &topic.slug),
                    name: site.area(*child).name.clone(),
                })
                .collect(),
            search: format!("{}?{search}", routes::SEARCH),
            wider: area.parent.filter(|_| is_far).map(|parent| Link {
                name: site.area(parent).name.clone(),
                address: routes::area_topic(&site.area(parent).slug, &topic.slug),
            }),
            guides: self.topic_guides(topic_id, room),
            more_guides: site.listings.topic_guides[topic_id.index()].len() > room.guides(),
        }
    }

    /// All areas, or where they are too many those that lie in no other, in no other but one, and so on; in the order of the site.
    pub(super) fn widest_areas(&self, most: usize) -> Vec<AreaId> {
        let site = self.site;
        let all = (0..site.areas.len()).map(AreaId::new);
        let mut by_depth: Vec<(usize, AreaId)> = all.map(|id| (site.with_ancestors(id).len(), id)).collect();
        by_depth.sort();
        let deepest = by_depth.get(most).map(|(depth, _)| *depth);
        let mut widest: Vec<AreaId> = by_depth
            .into_iter()
            .filter(|(depth, _)| deepest.is_none_or(|deepest| *depth < deepest))
            .map(|(_, id)| id)
            .collect();
        widest.sort();
        widest
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
