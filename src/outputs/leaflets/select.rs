//! Which entries go into a leaflet, and in which order.
//!
//! In: a leaflet's file, looked up. Out: offers and guides that are fit for paper, each once. What is closed for good, has
//! ended, or was not checked for longer than its review period and grace, is never printed.

use std::collections::BTreeSet;

use super::writer::Printable;
use crate::diagnostics::{Diagnostics, Location};
use crate::site::geography::miles;
use crate::site::{AreaId, Freshness, Guide, Leaflet, Offer, OfferId, Site, TopicId};

/// Whether an offer is fit for paper.
pub(super) fn is_offer_fit(site: &Site, offer: &Offer) -> bool {
    site.is_listed(offer) && site.freshness(offer.assured.date, site.review_period(offer)) != Freshness::Overdue
}

/// Whether a guide is fit for paper.
pub(super) fn is_guide_fit(site: &Site, guide: &Guide) -> bool {
    guide.print && site.freshness(guide.reviewed.date, guide.review_every) != Freshness::Overdue
}

/// The entries of a leaflet, in its order. An entry that its file names and that is not fit for paper is noted.
pub(super) fn entries(site: &Site, leaflet: &Leaflet, diagnostics: &mut Diagnostics) -> Vec<Printable> {
    let mut offers: Vec<OfferId> = candidates(site, leaflet)
        .into_iter()
        .filter(|id| is_chosen(site, leaflet, site.offer(*id)))
        .collect();
    for (index, id) in leaflet.offers.iter().enumerate() {
        if !is_offer_fit(site, site.offer(*id)) {
            left_out(
                leaflet.origin.at(&format!("select.offers.{index}")),
                &site.offer(*id).name,
                diagnostics,
            );
        }
    }
    offers.retain(|id| is_offer_fit(site, site.offer(*id)));
    if leaflet.offers.is_empty() {
        order(site, leaflet, &mut offers);
    }
    let mut guides = Vec::new();
    for (index, id) in leaflet.guides.iter().enumerate() {
        if is_guide_fit(site, site.guide(*id)) {
            guides.push(*id);
        } else {
            left_out(
                leaflet.origin.at(&format!("select.guides.{index}")),
                &site.guide(*id).title,
                diagnostics,
            );
        }
    }
    let offers = offers.into_iter().map(Printable::Offer);
    let mut seen = BTreeSet::new();
    let all = offers.chain(guides.into_iter().map(Printable::Guide));
    all.filter(|one| seen.insert(*one)).collect()
}

/// Notes that something is named for print and not fit for it.
pub(super) fn left_out(place: Location, name: &str, diagnostics: &mut Diagnostics) {
    diagnostics.warning(
        "left-out-of-print",
        place,
        format!("“{name}” is not printed: it does not run now, is kept from print, or was not checked in time"),
        Some("check it and write the day into its file, or take it out".to_owned()),
    );
}

fn candidates(site: &Site, leaflet: &Leaflet) -> Vec<OfferId> {
    if !leaflet.offers.is_empty() {
        return leaflet.offers.clone();
    }
    match leaflet.area {
        Some(area) => in_area(site, leaflet, area),
        None if leaflet.needs.is_empty() && leaflet.types.is_empty() => Vec::new(),
        None => site.listed_offers().map(|(id, _)| id).collect(),
    }
}

/// What people of an area can use, the nearest first; what is elsewhere, only within the distance that the leaflet gives.
fn in_area(site: &Site, leaflet: &Leaflet, area: AreaId) -> Vec<OfferId> {
    let Some(listing) = site.listings.areas.get(area.index()) else {
        return Vec::new();
    };
    let middle = site.area(area).position;
    let is_near = |id: &&OfferId| {
        let Some(most) = leaflet.within_miles else {
            return true;
        };
        let places = site.offer(**id).places.iter().map(|at| site.place(at.place).position);
        places
            .flatten()
            .any(|there| middle.is_some_and(|here| miles(here, there) <= f64::from(most)))
    };
    let elsewhere = listing.elsewhere.iter().filter(is_near);
    listing
        .here
        .iter()
        .chain(&listing.comes_to_you)
        .chain(elsewhere)
        .copied()
        .collect()
}

fn is_chosen(site: &Site, leaflet: &Leaflet, offer: &Offer) -> bool {
    let for_need = leaflet.needs.is_empty() || need_of(site, leaflet, offer).is_some();
    let of_type = leaflet.types.is_empty() || leaflet.types.contains(&offer.kind);
    for_need && of_type
}

/// The first of the leaflet's needs that an offer meets, itself or through a need below it; without a choice, the offer's
/// own first.
pub(super) fn need_of(site: &Site, leaflet: &Leaflet, offer: &Offer) -> Option<TopicId> {
    if leaflet.needs.is_empty() {
        return offer.needs.first().copied();
    }
    let met: BTreeSet<TopicId> = offer.needs.iter().flat_map(|need| with_parents(site, *need)).collect();
    leaflet.needs.iter().copied().find(|need| met.contains(need))
}

fn with_parents(site: &Site, topic: TopicId) -> Vec<TopicId> {
    let mut chain = vec![topic];
    while let Some(parent) = chain.last().and_then(|last| site.topic(*last).parent) {
        if chain.contains(&parent) {
            break;
        }
        chain.push(parent);
    }
    chain
}

fn order(site: &Site, leaflet: &Leaflet, offers: &mut [OfferId]) {
    let name = |id: &OfferId| (site.offer(*id).name.to_lowercase(), *id);
    match leaflet.order.as_deref() {
        Some("place") => offers.sort_by_key(|id| (group_by_place(site, *id), name(id))),
        Some("name") => offers.sort_by_key(name),
        // By need: in the order of the leaflet's own list, else of the topics' file.
        _ => offers.sort_by_cached_key(|id| {
            let need = need_of(site, leaflet, site.offer(*id));
            let place = need.map(|need| {
                let listed = leaflet.needs.iter().position(|one| *one == need);
                listed.unwrap_or(need.index())
            });
            (place.unwrap_or(usize::MAX), name(id))
        }),
    }
}

/// The town an offer is in; what comes to people stands last.
pub(super) fn group_by_place(site: &Site, id: OfferId) -> (bool, String) {
    let town = site
        .offer(id)
        .places
        .first()
        .map(|at| site.place(at.place).address.town.clone());
    (town.is_none(), town.unwrap_or_default())
}
