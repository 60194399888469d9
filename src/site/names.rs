//! Looking names up, once for all kinds.
//!
//! In: a slug as written. Out: the id of the thing, or a diagnostic with the name that was most likely meant. A name
//! whose file is there but cannot be read is passed over: its own mistake has been noted already.

use std::collections::{BTreeMap, BTreeSet};

use crate::content::{Content, Entry, Folder};
use crate::diagnostics::{Diagnostics, Location, nearest};
use crate::values::slug::Slug;

use super::model::{AreaId, GuideId, OfferId, OrganisationId, PlaceId, PledgeId, TopicId};

/// The slugs of one kind with their ids.
pub struct Names<Id> {
    ids: BTreeMap<Slug, Id>,
    unreadable: BTreeSet<String>,
    code: &'static str,
    thing: &'static str,
    command: &'static str,
}

impl<Id: Copy> Names<Id> {
    fn new(
        slugs: impl Iterator<Item = Slug>,
        id: impl Fn(usize) -> Id,
        unreadable: BTreeSet<String>,
        words: (&'static str, &'static str, &'static str),
    ) -> Self {
        let ids = slugs.enumerate().map(|(index, slug)| (slug, id(index))).collect();
        let (code, thing, command) = words;
        Self {
            ids,
            unreadable,
            code,
            thing,
            command,
        }
    }

    /// The id, without a word if there is none.
    pub fn get(&self, slug: &Slug) -> Option<Id> {
        self.ids.get(slug).copied()
    }

    /// The id, or a diagnostic at the place that `location` finds.
    pub fn look_up(
        &self,
        slug: &Slug,
        location: impl FnOnce() -> Location,
        diagnostics: &mut Diagnostics,
    ) -> Option<Id> {
        let found = self.get(slug);
        if found.is_none() && !self.unreadable.contains(slug.as_str()) {
            let near = nearest(slug.as_str(), self.ids.keys().map(Slug::as_str));
            let help = match near {
                Some(near) => format!("did you mean `{near}`? To add a new one: {}", self.command),
                None => format!("check the spelling. To add a new one: {}", self.command),
            };
            let message = format!("there is no {} called `{slug}`", self.thing);
            diagnostics.error(self.code, location(), message, Some(help));
        }
        found
    }
}

/// The names of every kind that others refer to.
pub struct AllNames {
    /// Areas.
    pub areas: Names<AreaId>,
    /// Topics.
    pub topics: Names<TopicId>,
    /// Organisations.
    pub organisations: Names<OrganisationId>,
    /// Places.
    pub places: Names<PlaceId>,
    /// Offers: those that will be resolved.
    pub offers: Names<OfferId>,
    /// Guides.
    pub guides: Names<GuideId>,
    /// Pledges of the charter.
    pub pledges: Names<PledgeId>,
}

impl AllNames {
    /// The names in the content. `sound_offers` are the offers whose own names all lead somewhere.
    pub fn of(content: &Content, sound_offers: impl Iterator<Item = Slug>, unsound_offers: BTreeSet<String>) -> Self {
        let unreadable = |folder: Folder| -> BTreeSet<String> {
            let of_folder = content.unreadable.iter().filter(|(one, _)| *one == folder);
            of_folder.map(|(_, slug)| slug.clone()).collect()
        };
        let mut offers_unreadable = unreadable(Folder::Offers);
        offers_unreadable.extend(unsound_offers);
        let pledges: Vec<Slug> = content
            .charter
            .iter()
            .flat_map(|charter| charter.fields.pledges.iter().map(|pledge| pledge.id.clone()))
            .collect();
        Self {
            areas: Names::new(
                slugs(&content.areas),
                AreaId::new,
                unreadable(Folder::Areas),
                ("unknown-area", "area", "add it to content/areas.yaml"),
            ),
            topics: Names::new(
                slugs(&content.topics),
                TopicId::new,
                unreadable(Folder::Topics),
                ("unknown-topic", "topic", "add it to content/topics.yaml"),
            ),
            organisations: Names::new(
                slugs(&content.organisations),
                OrganisationId::new,
                unreadable(Folder::Organisations),
                ("unknown-organisation", "organisation", "fingerpost new organisation"),
            ),
            places: Names::new(
                slugs(&content.places),
                PlaceId::new,
                unreadable(Folder::Places),
                ("unknown-place", "place", "fingerpost new place"),
            ),
            offers: Names::new(
                sound_offers,
                OfferId::new,
                offers_unreadable,
                ("unknown-offer", "offer", "fingerpost new offer"),
            ),
            guides: Names::new(
                slugs(&content.guides),
                GuideId::new,
                unreadable(Folder::Guides),
                ("unknown-guide", "guide", "fingerpost new guide"),
            ),
            pledges: Names::new(
                pledges.into_iter(),
                PledgeId::new,
                // Without a readable charter every pledge would be unknown, which says nothing new.
                if content.charter.is_none() {
                    offers_pledges(content)
                } else {
                    BTreeSet::new()
                },
                ("unknown-pledge", "pledge", "add it to content/charter/charter.yaml"),
            ),
        }
    }
}

fn slugs<T>(entries: &[Entry<T>]) -> impl Iterator<Item = Slug> {
    entries.iter().map(|entry| entry.slug.clone())
}

/// The pledges named anywhere, to be passed over where the charter itself cannot be read.
fn offers_pledges(content: &Content) -> BTreeSet<String> {
    let unreadable = content.unreadable.iter().any(|(folder, _)| *folder == Folder::Charter);
    if !unreadable {
        return BTreeSet::new();
    }
    let of_offers = content.offers.iter().flat_map(|offer| offer.fields.pledges.iter());
    let of_signatories = content
        .signatories
        .iter()
        .flat_map(|signatory| signatory.fields.pledges.iter());
    of_offers
        .chain(of_signatories)
        .map(|slug| slug.as_str().to_owned())
        .collect()
}
