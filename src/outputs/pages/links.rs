//! Links to things of the site, by their ids.
//!
//! In: an id. Out: what the thing is called and where its page is, from the site's root.

use serde::Serialize;

use super::Maker;
use super::card::Link;
use crate::site::{AreaId, GuideId, OrganisationId, PlaceId, TopicId, routes};

/// A guide in a list.
#[derive(Debug, Clone, Serialize)]
pub(super) struct GuideLink {
    pub name: String,
    pub address: String,
    pub summary: String,
    pub time: Option<String>,
}

impl Maker<'_> {
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
