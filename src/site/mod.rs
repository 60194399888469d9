//! The directory as it is: every name looked up, every list made, nothing left to find.
//!
//! In: [`Content`], settings, today's date. Out: a [`Site`] of things that exist, and diagnostics for names that lead
//! nowhere. It must not know HTML, templates or the disk. `model` says what things are, `resolve` makes them,
//! `routes` gives each its address, `listings` says what stands in which list, `geography` measures distance, `near`
//! knows what is close to a district or town, `sessions` when something is on, `news` what has changed for a while.

mod charter;
pub mod geography;
mod listings;
mod model;
mod names;
pub mod near;
pub mod news;
mod resolve;
pub mod routes;
pub mod sessions;

pub use listings::{AreaOffers, Listings, other_languages};
pub use model::*;
pub use resolve::resolve;

use crate::config::Config;
use crate::content::Status;
use crate::diagnostics::Location;
use crate::pictures::Picture;
use crate::values::date::Date;
use crate::values::hours::Calendar;
use geography::Around;
use routes::Routes;

/// Everything a build writes about.
#[derive(Debug)]
pub struct Site {
    /// The settings.
    pub config: Config,
    /// The day of the build.
    pub today: Date,
    /// Whether every entry that was written is here. Where one could not be read, something missing proves nothing.
    pub is_whole: bool,
    /// By slug; an [`AreaId`] is a position here, and so on for the others.
    pub areas: Vec<Area>,
    /// In the order of `topics.yaml`.
    pub topics: Vec<Topic>,
    /// By slug.
    pub organisations: Vec<Organisation>,
    /// By slug.
    pub places: Vec<Place>,
    /// By slug.
    pub offers: Vec<Offer>,
    /// By slug.
    pub guides: Vec<Guide>,
    /// By slug.
    pub pages: Vec<Page>,
    /// By slug.
    pub leaflets: Vec<Leaflet>,
    /// The charter, if there is one.
    pub charter: Option<Charter>,
    /// Bank holidays and school terms.
    pub calendar: Calendar,
    /// Districts first, then towns, each by name: `WX2` before `WX12`.
    pub near: Vec<NearPlace>,
    /// Places by their position; those without one are not in it.
    pub positions: Around<PlaceId>,
    /// What stands in which list.
    pub listings: Listings,
    /// Every picture that a text shows, by name, with the first place that does.
    pub pictures: Vec<(Picture, Location)>,
    /// Every address.
    pub routes: Routes,
}

impl Site {
    /// The area.
    pub fn area(&self, id: AreaId) -> &Area {
        &self.areas[id.index()]
    }

    /// The topic.
    pub fn topic(&self, id: TopicId) -> &Topic {
        &self.topics[id.index()]
    }

    /// The organisation.
    pub fn organisation(&self, id: OrganisationId) -> &Organisation {
        &self.organisations[id.index()]
    }

    /// The place.
    pub fn place(&self, id: PlaceId) -> &Place {
        &self.places[id.index()]
    }

    /// Whether a page lists the leaflets: each build prints them, and there are some.
    pub fn lists_leaflets(&self) -> bool {
        self.config.print.with_build && !self.leaflets.is_empty()
    }

    /// The offer.
    pub fn offer(&self, id: OfferId) -> &Offer {
        &self.offers[id.index()]
    }

    /// The guide.
    pub fn guide(&self, id: GuideId) -> &Guide {
        &self.guides[id.index()]
    }

    /// Whether an offer stands in lists and in the search: it runs, or is only closed for now, and has not ended.
    pub fn is_listed(&self, offer: &Offer) -> bool {
        matches!(offer.status, Status::Active | Status::TemporarilyClosed)
            && offer.ends.is_none_or(|last_day| last_day >= self.today)
    }

    /// Whether somebody may be in danger who is seen to read an entry: it is marked itself, or a need it helps with is,
    /// or a wider one.
    pub fn is_sensitive(&self, marked: bool, needs: &[TopicId]) -> bool {
        let wider = |need: &TopicId| std::iter::successors(Some(*need), |topic| self.topic(*topic).parent).take(8);
        marked || needs.iter().flat_map(wider).any(|topic| self.topic(topic).sensitive)
    }

    /// Offers in lists and in the search, by slug.
    pub fn listed_offers(&self) -> impl Iterator<Item = (OfferId, &Offer)> {
        self.offers
            .iter()
            .enumerate()
            .filter(|(_, offer)| self.is_listed(offer))
            .map(|(index, offer)| (OfferId::new(index), offer))
    }

    /// The best contact of an offer: the one marked `best`, else the first that works without the internet.
    pub fn best_contact<'a>(&self, offer: &'a Offer) -> Option<&'a Contact> {
        let marked = offer.contacts.iter().find(|contact| contact.best);
        marked
            .or_else(|| offer.contacts.iter().find(|contact| contact.way.is_offline()))
            .or(offer.contacts.first())
    }

    /// The number to ring for an offer: its own, else that of its organisation.
    pub fn best_phone<'a>(&'a self, offer: &'a Offer) -> Option<&'a Contact> {
        let is_phone = |contact: &&Contact| matches!(contact.way, Way::Phone(_));
        let own = &offer.contacts;
        own.iter()
            .find(|contact| contact.best && is_phone(contact))
            .or_else(|| own.iter().find(is_phone))
            .or_else(|| self.organisation(offer.organisation).contacts.iter().find(is_phone))
    }

    /// Districts and towns that have a page of their own.
    pub fn near_pages(&self) -> impl Iterator<Item = &NearPlace> {
        self.near.iter().filter(|near| near.has_page)
    }

    /// An area and everything it lies in, from small to large. Ends even where parents go in a circle.
    pub fn with_ancestors(&self, area: AreaId) -> Vec<AreaId> {
        let mut chain = vec![area];
        let mut next = self.area(area).parent;
        while let Some(parent) = next {
            if chain.contains(&parent) {
                break;
            }
            chain.push(parent);
            next = self.area(parent).parent;
        }
        chain
    }

    /// How fresh an entry is that was made sure of on `date`, with the review period `every`.
    pub fn freshness(&self, date: Date, every: crate::values::date::Period) -> Freshness {
        let due = every.add_to(date);
        if self.today <= due {
            Freshness::Fresh
        } else if self.today <= self.config.review.grace.add_to(due) {
            Freshness::Due
        } else {
            Freshness::Overdue
        }
    }

    /// The review period of an offer's type.
    pub fn review_period(&self, offer: &Offer) -> crate::values::date::Period {
        let review = &self.config.review;
        review.types.get(offer.kind.word()).copied().unwrap_or(review.offers)
    }
}
