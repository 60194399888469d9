//! A link of the subject index: the thing, and the word that tells it from others of its name.
//!
//! In: a [`Subject`]. Out: what the template shows.

use serde::Serialize;

use crate::outputs::pages::Maker;
use crate::outputs::subjects::Subject;
use crate::site::{GuideId, OfferId, Translation, routes};

/// A link to a thing.
#[derive(Debug, Serialize)]
pub(super) struct SubjectLink {
    pub name: String,
    pub address: String,
    /// What or where it is: "Guide", "Millbrook Library".
    pub more: Option<String>,
    /// The language of the name, where it is not that of the site.
    pub lang: Option<String>,
    pub rtl: bool,
}

impl SubjectLink {
    fn new(name: &str, address: String, more: Option<String>) -> Self {
        Self {
            name: name.to_owned(),
            address,
            more,
            lang: None,
            rtl: false,
        }
    }

    /// The same in another language; the name stays where it has not been translated.
    fn translated(mut self, translation: Option<&Translation>) -> Self {
        if let Some(translation) = translation {
            self.address = routes::translated(&self.address, &translation.language);
            if let Some(name) = &translation.name {
                self.name.clone_from(name);
                self.lang = Some(translation.language.to_string());
                self.rtl = translation.language.is_rtl();
            }
        }
        self
    }
}

impl Maker<'_> {
    pub(super) fn subject(&self, subject: Subject) -> SubjectLink {
        let site = self.site;
        match subject {
            Subject::Topic(id) => {
                let topic = site.topic(id);
                SubjectLink::new(&topic.name, routes::topic(&topic.slug), Some(self.word("kind.topic")))
            }
            Subject::Area(id) => {
                let area = site.area(id);
                let kind = self.choice("area_kind", area.kind.word());
                SubjectLink::new(&area.name, routes::area(&area.slug), Some(kind))
            }
            Subject::Organisation(id) => {
                let one = site.organisation(id);
                let kind = self.choice("organisation_kind", one.kind.word());
                SubjectLink::new(&one.name, routes::organisation(&one.slug), Some(kind))
            }
            Subject::Place(id) => {
                let place = site.place(id);
                let town = place.address.town.clone();
                SubjectLink::new(&place.name, routes::place(&place.slug), Some(town))
            }
            Subject::Guide(id) => self.guide_subject(id),
            Subject::Offer(id) => self.offer_subject(id),
            Subject::Page(at) => site.pages.get(at).map_or_else(
                || SubjectLink::new("", routes::HOME.to_owned(), None),
                |page| SubjectLink::new(&page.title, routes::page(&page.slug), None),
            ),
            Subject::TranslatedGuide(id, at) => self.guide_subject(id).translated(site.guide(id).translations.get(at)),
            Subject::TranslatedOffer(id, at) => self.offer_subject(id).translated(site.offer(id).translations.get(at)),
        }
    }

    fn guide_subject(&self, id: GuideId) -> SubjectLink {
        let guide = self.site.guide(id);
        SubjectLink::new(&guide.title, routes::guide(&guide.slug), Some(self.word("kind.guide")))
    }

    fn offer_subject(&self, id: OfferId) -> SubjectLink {
        let offer = self.site.offer(id);
        let place = offer.places.first().map(|at| &self.site.place(at.place).name);
        let more = place.unwrap_or_else(|| &self.site.area(offer.area).name);
        SubjectLink::new(&offer.name, routes::offer(&offer.slug), Some(more.clone()))
    }
}
