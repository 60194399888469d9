//! The words of a site that may be headings, kind by kind.
//!
//! In: the site and the theme's words. Out: drafts. Names come first, then the other words that editors gave, because a
//! word of a title inside one of those phrases is found by the phrase.

use std::collections::BTreeSet;

use super::drafts::{Draft, Drafts};
use super::entries::Entries;
use super::forms::Text;
use crate::outputs::search::lists::SearchLists;
use crate::outputs::strings::Strings;
use crate::outputs::subjects::Subject;
use crate::site::{AreaId, GuideId, OfferId, OrganisationId, PlaceId, Site, TopicId, Translation};
use crate::values::language::Language;

/// The access note that names no feature.
const ABOUT_ACCESS: &str = "about-access";

impl Drafts<'_> {
    pub(super) fn gather(&mut self, site: &Site, entries: &Entries<'_>, words: &Strings) -> tantivy::Result<()> {
        self.areas(site);
        self.names(site);
        self.other_words(site);
        self.topics(site);
        self.titles(site);
        self.groups(site);
        self.equipment(site, entries, words)?;
        self.languages(site, entries)?;
        self.translated_titles(site);
        self.sentences(site, words);
        Ok(())
    }

    /// Areas and the towns of addresses.
    fn areas(&mut self, site: &Site) {
        for (at, area) in site.areas.iter().enumerate() {
            for name in std::iter::once(&area.name).chain(&area.also_known_as) {
                if let Some(draft) = self.name_of_area(name) {
                    draft.pages.insert(Subject::Area(AreaId::new(at)));
                }
            }
        }
        for (at, place) in site.places.iter().enumerate() {
            if let Some(draft) = self.name_of_area(&place.address.town)
                && !draft.pages.iter().any(|page| matches!(page, Subject::Area(_)))
            {
                draft.is_kept = true;
                draft.listed.push(Subject::Place(PlaceId::new(at)));
            }
        }
    }

    /// Organisations and places by their whole names.
    fn names(&mut self, site: &Site) {
        let organisations = site.organisations.iter().enumerate();
        let organisations = organisations.map(|(at, one)| (&one.name, Subject::Organisation(OrganisationId::new(at))));
        let places = site.places.iter().enumerate();
        let places = places.map(|(at, one)| (&one.name, Subject::Place(PlaceId::new(at))));
        for (name, subject) in organisations.chain(places) {
            if let Some(draft) = self.name(name, Text::Name) {
                draft.pages.insert(subject);
            }
        }
    }

    /// What editors wrote under `also_called`.
    fn other_words(&mut self, site: &Site) {
        for (at, topic) in site.topics.iter().enumerate() {
            self.other_words_of(&topic.also_called, Some(Subject::Topic(TopicId::new(at))));
        }
        for (at, one) in site.organisations.iter().enumerate() {
            self.other_words_of(&one.also_called, Some(Subject::Organisation(OrganisationId::new(at))));
        }
        for (at, one) in site.places.iter().enumerate() {
            self.other_words_of(&one.also_called, Some(Subject::Place(PlaceId::new(at))));
        }
        // The index leads to these: best first, among all that say the same.
        for (_, offer) in site.listed_offers() {
            self.other_words_of(&offer.also_called, None);
        }
        for guide in &site.guides {
            self.other_words_of(&guide.also_called, None);
        }
    }

    fn other_words_of(&mut self, texts: &[String], page: Option<Subject>) {
        for text in texts {
            if let Some(draft) = self.other_word(text) {
                draft.pages.extend(page);
            }
        }
    }

    /// The people whom an offer is for: `older people`.
    fn groups(&mut self, site: &Site) {
        for (id, offer) in site.listed_offers() {
            for group in &offer.groups {
                let group = group.as_str().replace('-', " ");
                let name = self.without_start(&group).to_owned();
                let key = self.key(&name);
                // `deaf people` stand under `deaf`, where that is a heading.
                let last = key.rsplit_once('-').filter(|(_, last)| self.everyday.contains(*last));
                let shorter = last.map_or(key.as_str(), |(start, _)| start);
                let known = [shorter, &key].into_iter().find(|key| self.all.contains_key(*key));
                let draft = match known.map(str::to_owned) {
                    Some(known) => self.draft(&known),
                    None => self.name(&name, Text::OtherWord),
                };
                if let Some(draft) = draft {
                    draft.listed.push(Subject::Offer(id));
                }
            }
        }
    }

    /// Marks the words that topics and synonym groups are called by: in the phrases of a topic, they say something. The
    /// phrases of groups may stand in titles.
    pub(super) fn call_witnesses(&mut self, site: &Site, lists: &SearchLists) {
        let of_topics = site.topics.iter().flat_map(|topic| &topic.also_called);
        let witnesses: BTreeSet<String> = of_topics.flat_map(|text| self.analyser.tokenize(text)).collect();
        for key in witnesses {
            if let Some(draft) = self.draft(&key) {
                draft.has_witness = true;
            }
        }
        for word in lists.groups().flat_map(|group| &group.words) {
            let stems = self.analyser.tokenize(word);
            let draft = self.all.entry(stems.join("-")).or_insert_with(|| Draft {
                is_of_group: true,
                is_looked_up: stems.len() > 1,
                stems,
                ..Draft::default()
            });
            draft.has_witness = true;
            if draft.is_of_group {
                *draft.written.entry(word.clone()).or_default() += 1;
            }
        }
    }

    /// Topics by the words of their names, and by the words of their phrases that are no verb forms.
    fn topics(&mut self, site: &Site) {
        for (at, topic) in site.topics.iter().enumerate() {
            let subject = Subject::Topic(TopicId::new(at));
            self.forms.learn(&topic.name, Text::Title, &mut self.analyser);
            for key in self.words_of(&topic.name, |_| true) {
                if let Some(draft) = self.draft(&key) {
                    draft.pages.insert(subject);
                }
            }
            let mut mentioned = BTreeSet::new();
            for phrase in &topic.plain {
                self.forms.learn(phrase, Text::Running, &mut self.analyser);
                mentioned.extend(self.words_of(phrase, is_noun_like));
            }
            for key in mentioned {
                if let Some(draft) = self.draft(&key) {
                    draft.mentions.insert(subject);
                }
            }
        }
    }

    /// The words of titles.
    fn titles(&mut self, site: &Site) {
        let offers = site.listed_offers().map(|(id, one)| (&one.name, Subject::Offer(id)));
        let guides = site.guides.iter().enumerate();
        let guides = guides.map(|(at, one)| (&one.title, Subject::Guide(GuideId::new(at))));
        let pages = site.pages.iter().enumerate();
        let pages = pages.map(|(at, one)| (&one.title, Subject::Page(at)));
        for (text, subject) in offers.chain(guides).chain(pages) {
            self.forms.learn(text, Text::Title, &mut self.analyser);
            self.words_of(text, |_| true);
            self.titles.push((text.clone(), subject));
        }
        let organisations = site.organisations.iter().map(|one| &one.name);
        for name in organisations.chain(site.places.iter().map(|one| &one.name)) {
            self.words_of(name, |_| true);
        }
    }

    /// What places have: facilities, and help for disabled people.
    fn equipment(&mut self, site: &Site, entries: &Entries<'_>, words: &Strings) -> tantivy::Result<()> {
        let mut had: BTreeSet<(&str, &str, &str)> = BTreeSet::new();
        for place in &site.places {
            had.extend(place.facilities.iter().map(|one| ("facility", "facility", one.word())));
            had.extend(
                place
                    .access
                    .iter()
                    .map(|one| ("access", "access", one.feature.as_str())),
            );
        }
        for (list, facet, word) in had {
            if word == ABOUT_ACCESS {
                continue;
            }
            let mut places = entries.with_facet(facet, word)?;
            places.retain(|one| matches!(one, Subject::Place(_)));
            let said = small_start(&words.choice(list, word));
            let written = word.replace(['-', '_'], " ");
            let first_stem = |text: &str, drafts: &mut Self| drafts.analyser.tokenize(text).into_iter().next();
            let is_same = first_stem(&said, self) == first_stem(&written, self);
            for name in [Some(said), (!is_same).then_some(written)].into_iter().flatten() {
                if let Some(draft) = self.name(&name, Text::OtherWord) {
                    draft.is_kept = true;
                    draft.listed.extend(&places);
                }
            }
        }
        Ok(())
    }

    /// Languages that help is given or written in, by both their names. That of the site itself is everywhere.
    fn languages(&mut self, site: &Site, entries: &Entries<'_>) -> tantivy::Result<()> {
        let mut spoken = BTreeSet::<&Language>::new();
        for (_, offer) in site.listed_offers() {
            spoken.extend(&offer.languages);
            spoken.extend(offer.translations.iter().map(|one| &one.language));
        }
        spoken.extend(
            site.guides
                .iter()
                .flat_map(|one| &one.translations)
                .map(|one| &one.language),
        );
        spoken.extend(site.places.iter().flat_map(|one| &one.languages));
        let own = site.config.language.english_name();
        for language in spoken.into_iter().filter(|language| language.english_name() != own) {
            let found = entries.with_facet("language", language.as_str())?;
            let found: Vec<Subject> = found.into_iter().map(|one| in_language(one, language, site)).collect();
            for (name, of) in [
                (language.english_name(), None),
                (language.autonym(), Some(language.clone())),
            ] {
                if let Some(draft) = name.and_then(|name| self.name(name, Text::Name)) {
                    if draft.listed.is_empty() && draft.written.is_empty() {
                        draft.language = of;
                    }
                    draft.is_kept = true;
                    draft.listed.extend(&found);
                }
            }
        }
        Ok(())
    }

    /// The names of translations, so that a reader of that language finds them.
    fn translated_titles(&mut self, site: &Site) {
        let mut found: Vec<(Subject, &Translation)> = Vec::new();
        for (id, offer) in site.listed_offers() {
            let all = offer.translations.iter().enumerate();
            found.extend(all.map(|(at, one)| (Subject::TranslatedOffer(id, at), one)));
        }
        for (index, guide) in site.guides.iter().enumerate() {
            let all = guide.translations.iter().enumerate();
            found.extend(all.map(|(at, one)| (Subject::TranslatedGuide(GuideId::new(index), at), one)));
        }
        for (subject, translation) in found {
            let Some(name) = &translation.name else { continue };
            let key = self.key(name);
            let is_new = !self.all.contains_key(&key);
            if let Some(draft) = self.name(name, Text::Name) {
                if is_new {
                    draft.language = Some(translation.language.clone());
                }
                draft.pages.insert(subject);
            }
        }
    }

    /// Sentences, and the days and months, for the capitals of words.
    fn sentences(&mut self, site: &Site, words: &Strings) {
        let hours = &words.hours;
        for name in hours.days.iter().chain(&hours.every_week).chain(&hours.months) {
            self.forms.learn(name, Text::Name, &mut self.analyser);
        }
        let offers = site.offers.iter().map(|one| &one.summary);
        let guides = site.guides.iter().map(|one| &one.summary);
        let organisations = site.organisations.iter().map(|one| &one.summary);
        let pages = site.pages.iter().filter_map(|one| one.summary.as_ref());
        for summary in offers.chain(guides).chain(organisations).chain(pages) {
            self.forms.learn(summary, Text::Running, &mut self.analyser);
        }
    }
}

/// Whether a word of a sentence may be what the sentence is about: it is not short, and no form of a verb
/// that can be seen to be one.
fn is_noun_like(word: &str) -> bool {
    word.chars().nth(3).is_some() && !word.ends_with("ed") && !word.ends_with("ing")
}

/// The theme's words begin with a capital, as lines do; a name, such as "Changing Places toilet", keeps it.
fn small_start(line: &str) -> String {
    let mut letters = line.chars();
    match letters.next() {
        Some(first) if !letters.clone().any(char::is_uppercase) => first.to_lowercase().chain(letters).collect(),
        _ => line.to_owned(),
    }
}

/// The page in a language, where there is one.
fn in_language(subject: Subject, language: &Language, site: &Site) -> Subject {
    let position = |all: &[Translation]| all.iter().position(|one| one.language == *language);
    let offer = |id: OfferId| position(&site.offer(id).translations).map(|at| Subject::TranslatedOffer(id, at));
    let guide = |id: GuideId| position(&site.guide(id).translations).map(|at| Subject::TranslatedGuide(id, at));
    let translated = match subject {
        Subject::Offer(id) => offer(id),
        Subject::Guide(id) => guide(id),
        _ => None,
    };
    translated.unwrap_or(subject)
}
