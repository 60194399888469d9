//! What stands in which list, found once so that no page has to search.
//!
//! In: resolved things. Out: sorted ids. The cost is the sum of the lists' lengths, never a product of all entries.

use std::collections::{BTreeMap, BTreeSet};

use super::Site;
use super::model::{AreaId, GuideId, Offer, OfferId, PlaceId, TopicId};
use crate::values::language::Language;

/// Every list of the site.
#[derive(Debug, Default)]
pub struct Listings {
    /// By area; every area has one.
    pub areas: Vec<AreaOffers>,
    /// Offers for a topic or one below it, by name.
    pub topic_offers: Vec<Vec<OfferId>>,
    /// Guides for a topic or one below it.
    pub topic_guides: Vec<Vec<GuideId>>,
    /// Offers of an organisation.
    pub organisation_offers: Vec<Vec<OfferId>>,
    /// Places of an organisation.
    pub organisation_places: Vec<Vec<PlaceId>>,
    /// Offers at a place.
    pub place_offers: Vec<Vec<OfferId>>,
    /// Guides that name an offer.
    pub offer_guides: BTreeMap<OfferId, Vec<GuideId>>,
    /// Areas directly below an area, by name.
    pub area_children: Vec<Vec<AreaId>>,
    /// Topics directly below a topic.
    pub topic_children: Vec<Vec<TopicId>>,
    /// Offers that are given or written in a language other than the site's own, by name.
    pub language_offers: BTreeMap<Language, Vec<OfferId>>,
}

/// The offers that people of an area can use, nearest first.
#[derive(Debug, Default, Clone)]
pub struct AreaOffers {
    /// At a place in the area, or meant for it alone.
    pub here: Vec<OfferId>,
    /// For a wider area, and it comes to you: home visit, phone, online, post.
    pub comes_to_you: Vec<OfferId>,
    /// For a wider area, at places elsewhere.
    pub elsewhere: Vec<OfferId>,
    /// Places in the area.
    pub places: Vec<PlaceId>,
}

impl AreaOffers {
    /// All of them, nearest first.
    pub fn all(&self) -> impl Iterator<Item = OfferId> {
        self.here
            .iter()
            .chain(&self.comes_to_you)
            .chain(&self.elsewhere)
            .copied()
    }
}

impl Listings {
    /// Makes every list.
    pub fn of(site: &Site) -> Self {
        let mut listings = Self {
            areas: vec![AreaOffers::default(); site.areas.len()],
            topic_offers: vec![Vec::new(); site.topics.len()],
            topic_guides: vec![Vec::new(); site.topics.len()],
            organisation_offers: vec![Vec::new(); site.organisations.len()],
            organisation_places: vec![Vec::new(); site.organisations.len()],
            place_offers: vec![Vec::new(); site.places.len()],
            offer_guides: BTreeMap::new(),
            area_children: vec![Vec::new(); site.areas.len()],
            topic_children: vec![Vec::new(); site.topics.len()],
            language_offers: BTreeMap::new(),
        };
        listings.add_trees(site);
        listings.add_offers(site);
        listings.add_guides(site);
        listings.add_places(site);
        listings.add_areas(site);
        listings.sort(site);
        listings
    }

    fn add_trees(&mut self, site: &Site) {
        for (index, area) in site.areas.iter().enumerate() {
            if let Some(children) = area
                .parent
                .and_then(|parent| self.area_children.get_mut(parent.index()))
            {
                children.push(AreaId::new(index));
            }
        }
        for (index, topic) in site.topics.iter().enumerate() {
            if let Some(children) = topic
                .parent
                .and_then(|parent| self.topic_children.get_mut(parent.index()))
            {
                children.push(TopicId::new(index));
            }
        }
    }

    fn add_offers(&mut self, site: &Site) {
        for (id, offer) in site.listed_offers() {
            for topic in with_parents(site, &offer.needs) {
                self.topic_offers[topic.index()].push(id);
            }
            self.organisation_offers[offer.organisation.index()].push(id);
            for language in other_languages(site, offer) {
                self.language_offers.entry(language.clone()).or_default().push(id);
            }
            let places: BTreeSet<PlaceId> = offer.places.iter().map(|at| at.place).collect();
            for place in places {
                self.place_offers[place.index()].push(id);
            }
        }
    }

    fn add_guides(&mut self, site: &Site) {
        for (index, guide) in site.guides.iter().enumerate() {
            let id = GuideId::new(index);
            for topic in with_parents(site, &guide.needs) {
                self.topic_guides[topic.index()].push(id);
            }
            for offer in &guide.offers {
                self.offer_guides.entry(*offer).or_default().push(id);
            }
        }
    }

    fn add_places(&mut self, site: &Site) {
        for (index, place) in site.places.iter().enumerate() {
            let id = PlaceId::new(index);
            if let Some(organisation) = place.organisation {
                self.organisation_places[organisation.index()].push(id);
            }
            for area in place.area.map(|area| site.with_ancestors(area)).unwrap_or_default() {
                self.areas[area.index()].places.push(id);
            }
        }
    }

    /// An offer is *here* in the areas of its places, in its own area and in what those lie in; what lies inside its
    /// own area can use it too, from a distance.
    fn add_areas(&mut self, site: &Site) {
        for (id, offer) in site.listed_offers() {
            let mut here: BTreeSet<AreaId> = BTreeSet::new();
            for at in &offer.places {
                if let Some(area) = site.place(at.place).area {
                    here.extend(site.with_ancestors(area));
                }
            }
            here.extend(site.with_ancestors(offer.area));
            for area in &here {
                self.areas[area.index()].here.push(id);
            }
            for area in self.descendants(offer.area) {
                if here.contains(&area) {
                    continue;
                }
                let list = &mut self.areas[area.index()];
                if offer.deliveries.is_empty() {
                    list.elsewhere.push(id)
                } else {
                    list.comes_to_you.push(id)
                }
            }
        }
    }

    /// Everything inside an area, without itself. Ends even where parents go in a circle.
    fn descendants(&self, area: AreaId) -> BTreeSet<AreaId> {
        let mut found = BTreeSet::new();
        let mut open = self.area_children[area.index()].clone();
        while let Some(next) = open.pop() {
            if next != area && found.insert(next) {
                open.extend(&self.area_children[next.index()]);
            }
        }
        found
    }

    fn sort(&mut self, site: &Site) {
        let name = |id: &OfferId| {
            let offer = site.offer(*id);
            (offer.name.to_lowercase(), offer.slug.clone())
        };
        let lists = self
            .areas
            .iter_mut()
            .flat_map(|area| [&mut area.here, &mut area.comes_to_you, &mut area.elsewhere]);
        for list in lists
            .chain(&mut self.topic_offers)
            .chain(&mut self.organisation_offers)
            .chain(&mut self.place_offers)
            .chain(self.language_offers.values_mut())
        {
            list.sort_by_cached_key(name);
        }
        for children in &mut self.area_children {
            children.sort_by_cached_key(|id| site.area(*id).name.to_lowercase());
        }
        let place = |id: &PlaceId| (site.place(*id).name.to_lowercase(), site.place(*id).slug.clone());
        let lists = self.areas.iter_mut().map(|area| &mut area.places);
        for list in lists.chain(&mut self.organisation_places) {
            list.sort_by_cached_key(place);
        }
    }
}

/// The languages of an offer that are not the site's own: `en` is that of a site in `en-GB`.
pub fn other_languages<'a>(site: &Site, offer: &'a Offer) -> BTreeSet<&'a Language> {
    let translated = offer.translations.iter().map(|translation| &translation.language);
    let languages = offer.languages.iter().chain(translated);
    languages
        .filter(|language| language.primary() != site.config.language.primary())
        .collect()
}

/// Topics with everything they are part of, each once.
fn with_parents(site: &Site, topics: &[TopicId]) -> BTreeSet<TopicId> {
    let mut found = BTreeSet::new();
    for topic in topics {
        let mut next = Some(*topic);
        while let Some(id) = next {
            next = if found.insert(id) { site.topic(id).parent } else { None };
        }
    }
    found
}
