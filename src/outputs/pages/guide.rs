//! The page of a guide: how long it takes, what to have ready, the steps, who helps.

use serde::Serialize;

use super::card::Link;
use super::links::PrintLink;
use super::translation::{TranslatedView, TranslationLink, translated_view, translation_links};
use super::{GuideLink, Maker, Room, Shell};
use crate::markdown;
use crate::outputs::said::CheckedView;
use crate::site::{GuideId, routes};

/// What `guide.html` shows.
#[derive(Debug, Serialize)]
pub(super) struct GuidePage {
    pub shell: Shell,
    name: String,
    summary: String,
    time: Option<String>,
    before_you_start: Vec<String>,
    /// The steps as HTML.
    /// HTML.
    body: String,
    /// The steps' headings, for a list at the top where there are many.
    steps: Vec<Step>,
    offers: Vec<String>,
    topics: Vec<Link>,
    next: Option<GuideLink>,
    checked: CheckedView,
    checked_by: String,
    prints: Vec<PrintLink>,
    translations: Vec<TranslationLink>,
    translated: Option<TranslatedView>,
    file: String,
}

/// A heading with its anchor.
#[derive(Debug, Serialize)]
struct Step {
    id: String,
    name: String,
}

impl Maker<'_> {
    /// The page of a guide, in its own language or that of one of its translations.
    pub(super) fn guide(&self, id: GuideId, translation: Option<usize>) -> GuidePage {
        let guide = self.site.guide(id);
        let own = routes::guide(&guide.slug);
        let translation = translation.and_then(|index| guide.translations.get(index));
        let path = translation.map_or_else(|| own.clone(), |one| routes::translated(&own, &one.language));
        let name = translation
            .and_then(|one| one.name.clone())
            .unwrap_or_else(|| guide.title.clone());
        let summary = translation
            .and_then(|one| one.summary.clone())
            .unwrap_or_else(|| guide.summary.clone());
        let body = translation.and_then(|one| one.body.as_ref()).unwrap_or(&guide.body);
        let before = translation
            .map(|one| &one.before_you_start)
            .filter(|list| !list.is_empty());
        let steps = markdown::outline(body).into_iter().filter(|(level, ..)| *level == 2);
        let shell = self.shell(&path, &name, &summary, &[("nav.guides", routes::GUIDES)]);
        GuidePage {
            shell: self.may_leave(shell, self.site.is_sensitive(guide.sensitive, &guide.needs)),
            time: translation
                .and_then(|one| one.time.clone())
                .or_else(|| guide.time.clone()),
            before_you_start: before.unwrap_or(&guide.before_you_start).clone(),
            body: self.prose(body, &path),
            steps: steps
                .map(|(_, id, name)| Step {
                    id: id.to_owned(),
                    name,
                })
                .collect(),
            offers: self.cards(&guide.offers, Room::MOST),
            topics: guide.needs.iter().map(|topic| self.topic_link(*topic)).collect(),
            next: guide.next.map(|next| self.guide_link(next)),
            checked: self.checked(&guide.reviewed, guide.review_every),
            checked_by: guide.reviewed.by.clone(),
            prints: self.print_links(routes::id(&own), translation.map(|one| &one.language)),
            translations: translation_links(&own, &guide.translations),
            translated: translation.map(|one| translated_view(one, &own)),
            file: guide.origin.path().to_owned(),
            name,
            summary,
        }
    }
}
