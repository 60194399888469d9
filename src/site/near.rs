//! What is near a district or town.
//!
//! In: rows of the table of positions, and the site's places. Out: a [`NearPlace`] a row, with an address and an area,
//! and, for each, the offers that somebody who lives there would look at first. It must not know pages or words.
//!
//! **Near** is within [`FARTHEST_KM`] in a straight line from the middle of the district or town.
//!
//! **Whose help counts as theirs.** Nobody says in which areas people of a district or town live, so a rule has to do. A
//! town of the same name as an area is that area with its parts. A district is in the areas of the places whose postcodes
//! start with it. Any other is in the area of the nearest place that has one. This can be wrong near the edge of an area,
//! so pages say which areas were taken. An offer is *for people here* if one of them is its area or lies in it.

use std::collections::{BTreeMap, BTreeSet};

use super::Site;
use super::geography::{Around, KM_IN_MILE};
use super::model::{AreaId, NearPlace, OfferId, PlaceId, Position};
use crate::content::{NearEntry, NearKind, near_order};
use crate::diagnostics::{Diagnostics, Location};
use crate::values::slug::Slug;

/// Beyond this many kilometres in a straight line, a bus ride is a day out and nothing counts as near.
pub const FARTHEST_KM: f64 = 15.0;

/// The most districts and towns that get a page: all districts of Great Britain, or all that a large county has.
const MOST_PAGES: usize = 3_000;

/// An offer farther away than this many miles that also comes to people is listed as coming to them.
const WORTH_THE_WAY_MILES: f64 = 3.0;

/// Offers for somebody in a district or town. Each stands in one list only.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct NearOffers {
    /// For people of the area, with the miles to the nearest of its places, the nearest first.
    pub here: Vec<(f64, OfferId)>,
    /// For people of the area, and it comes to them, by name. What is also at a place nearby is in the list of those.
    pub comes_to_you: Vec<OfferId>,
    /// At places near, and meant for people of another area. With miles, the nearest first.
    pub elsewhere: Vec<(f64, OfferId)>,
}

impl NearPlace {
    /// Places within [`FARTHEST_KM`] with their distance in miles, the nearest first.
    pub fn places(&self, site: &Site) -> Vec<(f64, PlaceId)> {
        let found = site.positions.within(self.position, FARTHEST_KM).into_iter();
        found.map(|(km, place)| (km / KM_IN_MILE, place)).collect()
    }

    /// Offers for somebody who lives here. Where no area is known, everything near counts as for them.
    pub fn offers(&self, site: &Site) -> NearOffers {
        let areas: BTreeSet<AreaId> = self.areas.iter().flat_map(|area| site.with_ancestors(*area)).collect();
        let is_for = |area: AreaId| areas.is_empty() || areas.contains(&area);
        let comes = |id: OfferId| {
            let offer = site.offer(id);
            let mut reach = offer.deliveries.iter().map(|by| by.area.unwrap_or(offer.area));
            reach.any(|area| areas.contains(&area))
        };
        let mut found = NearOffers::default();
        let mut seen = BTreeSet::new();
        for (miles, place) in self.places(site) {
            for id in site.listings.place_offers.get(place.index()).into_iter().flatten() {
                if !seen.insert(*id) {
                    continue;
                }
                if miles > WORTH_THE_WAY_MILES && comes(*id) {
                    found.comes_to_you.push(*id);
                } else if is_for(site.offer(*id).area) {
                    found.here.push((miles, *id));
                } else {
                    found.elsewhere.push((miles, *id));
                }
            }
        }
        let of_areas = self
            .areas
            .iter()
            .filter_map(|area| site.listings.areas.get(area.index()));
        let far = of_areas.flat_map(|offers| offers.all());
        found
            .comes_to_you
            .extend(far.filter(|id| comes(*id) && seen.insert(*id)));
        found
            .comes_to_you
            .sort_by_cached_key(|id| site.offer(*id).name.to_lowercase());
        found
    }
}

/// The places of a site by their position.
pub(super) fn positions(site: &Site) -> Around<PlaceId> {
    let places = site.places.iter().enumerate();
    Around::of(places.filter_map(|(index, place)| Some((place.position?, PlaceId::new(index)))))
}

/// Gives each row its address, its area, and a page if anything is near it.
pub(super) fn resolve(mut entries: Vec<NearEntry>, site: &Site, diagnostics: &mut Diagnostics) -> Vec<NearPlace> {
    entries.sort_by_cached_key(|entry| near_order(entry.kind, &entry.name));
    let by_district = areas_by_district(site);
    let mut taken = BTreeSet::new();
    let mut pages = 0;
    let mut near = Vec::with_capacity(entries.len());
    for entry in entries {
        let NearEntry {
            name,
            slug,
            kind,
            lat,
            lon,
        } = entry;
        let position = Position { lat, lon };
        let places = site.positions.within(position, FARTHEST_KM);
        pages += usize::from(!places.is_empty());
        near.push(NearPlace {
            slug: free_slug(slug, &name, &mut taken),
            areas: named_areas(kind, &name, site)
                .or_else(|| by_district.get(&name.to_lowercase()).cloned())
                .unwrap_or_else(|| nearest_area(&places, site)),
            has_page: !places.is_empty() && pages <= MOST_PAGES,
            name,
            kind,
            position,
        });
    }
    if pages > MOST_PAGES {
        too_many(pages, site, diagnostics);
    }
    near
}

/// The slug, or one with a number before it where another page has it already.
fn free_slug(slug: Slug, name: &str, taken: &mut BTreeSet<Slug>) -> Slug {
    let is_list = |slug: &str| slug == "index" || slug.starts_with("letter-");
    let is_free = |slug: &Slug| !is_list(slug.as_str()) && !taken.contains(slug);
    let numbered = (2..).filter_map(|number: usize| Slug::from_title(&format!("{number} {name}")));
    let found = std::iter::once(slug.clone())
        .chain(numbered)
        .find(is_free)
        .unwrap_or(slug);
    taken.insert(found.clone());
    found
}

/// The area of the same name as a town, with its parts.
fn named_areas(kind: NearKind, name: &str, site: &Site) -> Option<Vec<AreaId>> {
    if kind != NearKind::Town {
        return None;
    }
    let name = name.to_lowercase();
    let named = AreaId::new(site.areas.iter().position(|area| area.name.to_lowercase() == name)?);
    let all = (0..site.areas.len()).map(AreaId::new);
    Some(all.filter(|area| site.with_ancestors(*area).contains(&named)).collect())
}

/// The areas of the places whose postcodes start with a district, by the district in small letters.
fn areas_by_district(site: &Site) -> BTreeMap<String, Vec<AreaId>> {
    let mut districts = BTreeMap::<String, BTreeSet<AreaId>>::new();
    for place in &site.places {
        let postcode = place.address.postcode.as_deref();
        if let (Some((district, _)), Some(area)) = (postcode.and_then(|code| code.split_once(' ')), place.area) {
            districts.entry(district.to_lowercase()).or_default().insert(area);
        }
    }
    let listed = |(district, areas): (String, BTreeSet<AreaId>)| (district, areas.into_iter().collect());
    districts.into_iter().map(listed).collect()
}

fn nearest_area(places: &[(f64, PlaceId)], site: &Site) -> Vec<AreaId> {
    let found = places.iter().find_map(|(_, place)| site.place(*place).area);
    found.into_iter().collect()
}

fn too_many(pages: usize, site: &Site, diagnostics: &mut Diagnostics) {
    let path = site.config.near.as_ref().map(|near| near.positions.clone());
    diagnostics.warning(
        "many-near-pages",
        Location::start_of(path.unwrap_or_default()),
        format!("{pages} districts and towns have help near them, and only the first {MOST_PAGES} get a page"),
        Some("the search knows them all; take out towns that nobody would look for, or leave it so".into()),
    );
}
