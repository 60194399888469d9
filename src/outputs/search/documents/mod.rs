//! Entries as the search sees them.
//!
//! In: the resolved site. Out: one [`SearchDocument`] an entry, in the order in which entries are numbered. It does not
//! know the index, HTML or templates.
//!
//! A reader searches for help, for somebody to ask and for somewhere to go: so offers that are listed, guides,
//! organisations, places and the site's own pages are entries. Areas and topics are not: their pages are lists of the
//! same entries, and their names and phrases are words of every entry that belongs to them.

mod near;
mod offer;
mod others;
mod synonyms;

use std::collections::BTreeSet;

use super::analysis::Analyser;
use super::lists::SearchLists;
use super::schema::{STORED_TEXTS, TextField};
use crate::site::geography::Around;
use crate::site::{
    Access, AreaId, Assured, Contact, Freshness, Guide, Offer, OfferId, Organisation, Page, Place, Position, Site,
    TopicId, Way, routes,
};
use crate::values::date::{Date, Period};
use crate::values::hours::{HoursWords, Rule, say};
use synonyms::Synonyms;

/// What sort of entry a document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Kind {
    Offer,
    Guide,
    Organisation,
    Place,
    Page,
}

impl Kind {
    /// Its word in results and in the facet `kind`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Offer => "offer",
            Self::Guide => "guide",
            Self::Organisation => "organisation",
            Self::Place => "place",
            Self::Page => "page",
        }
    }
}

/// One entry, ready for the index. Texts are empty where there is nothing to say.
#[derive(Debug, Clone, PartialEq)]
pub struct SearchDocument {
    /// What sort of entry it is.
    pub kind: Kind,
    /// From the site's root: `offers/tea-and-tablets.html`.
    pub address: String,
    /// What it is called.
    pub title: String,
    /// What it is, in a sentence.
    pub summary: String,
    /// The name of the area it is for or in.
    pub area: String,
    /// The number to ring, in groups.
    pub phone: String,
    /// The first line of its hours, as readers say it.
    pub hours: String,
    /// `free`, `ask` or `paid`; only offers cost anything.
    pub cost: &'static str,
    /// What it can be filtered by: `area=millbrook`, `cost=free`.
    pub facets: BTreeSet<String>,
    /// Where it is, a position a place.
    pub positions: Vec<Position>,
    /// When somebody last made sure of it.
    pub assured: Option<Date>,
    /// Whether that is so long ago that it comes after everything else.
    pub overdue: bool,
    /// What is said of it, a phrase a line: its name, its summary and what people say who need it. After it, the same of each offer of
    /// an organisation or a place.
    pub phrases: Vec<String>,
    texts: [String; TextField::COUNT],
}

impl SearchDocument {
    /// An entry with nothing but a name.
    pub fn new(kind: Kind, address: String, title: &str) -> Self {
        let mut document = Self {
            kind,
            address,
            title: title.to_owned(),
            summary: String::new(),
            area: String::new(),
            phone: String::new(),
            hours: String::new(),
            cost: "",
            facets: BTreeSet::new(),
            positions: Vec::new(),
            assured: None,
            overdue: false,
            phrases: vec![String::new()],
            texts: Default::default(),
        };
        document.say(TextField::Title, title);
        document.phrase(title);
        document.facet("kind", kind.word());
        document
    }

    /// The words of a field, a line each time that something was said.
    pub fn text(&self, field: TextField) -> &str {
        &self.texts[field as usize]
    }

    /// Adds words to a field.
    pub fn say(&mut self, field: TextField, words: &str) {
        let text = &mut self.texts[field as usize];
        text.push_str(words);
        text.push('\n');
    }

    /// Makes it found by a filter.
    pub fn facet(&mut self, name: &str, value: &str) {
        self.facets.insert(format!("{name}={value}"));
    }

    /// What a result shows, in the order of the schema's stored fields.
    pub(super) fn stored_texts(&self) -> [&str; STORED_TEXTS.len()] {
        let id = routes::id(&self.address);
        let kind = self.kind.word();
        [
            id,
            &self.title,
            &self.address,
            &self.summary,
            &self.area,
            &self.phone,
            &self.hours,
            kind,
            self.cost,
        ]
    }

    fn say_all<S: AsRef<str>>(&mut self, field: TextField, words: impl IntoIterator<Item = S>) {
        words.into_iter().for_each(|words| self.say(field, words.as_ref()));
    }

    /// Adds a phrase of its own.
    pub fn phrase(&mut self, phrase: &str) {
        if let Some(own) = self.phrases.first_mut() {
            own.push_str(phrase);
            own.push('\n');
        }
    }

    fn summarise(&mut self, summary: &str) {
        summary.clone_into(&mut self.summary);
        self.say(TextField::Summary, summary);
        self.phrase(&sentences(summary));
    }
}

/// One entry of the site, by kind; an organisation and a place with the listed offers that it runs or that are there.
#[derive(Debug, Clone, Copy)]
pub(super) enum Entry<'a> {
    Offer(OfferId, &'a Offer),
    Guide(&'a Guide),
    Organisation(&'a Organisation, &'a [OfferId]),
    Place(&'a Place, &'a [OfferId]),
    Page(&'a Page),
}

/// Makes documents of entries.
pub(super) struct Maker<'a> {
    site: &'a Site,
    words: &'a HoursWords,
    synonyms: Synonyms,
    /// The areas in which each offer is found: those on whose pages it stands as being there or coming there.
    offer_areas: Vec<BTreeSet<AreaId>>,
    /// Districts and towns by their position, as places in the site's list of them.
    near: Around<usize>,
}

impl<'a> Maker<'a> {
    /// Looks at the whole site once.
    pub fn new(site: &'a Site, lists: &SearchLists, words: &'a HoursWords) -> Self {
        let mut offer_areas = vec![BTreeSet::new(); site.offers.len()];
        for (index, area) in site.listings.areas.iter().enumerate() {
            for offer in area.here.iter().chain(&area.comes_to_you) {
                if let Some(areas) = offer_areas.get_mut(offer.index()) {
                    areas.insert(AreaId::new(index));
                }
            }
        }
        Self {
            site,
            words,
            synonyms: Synonyms::of(lists),
            offer_areas,
            near: Around::of(site.near.iter().enumerate().map(|(index, near)| (near.position, index))),
        }
    }

    /// Every entry in the order of its number: by first topic, area and title, what nobody has made sure of for too
    /// long at the end. Entries that are alike stand side by side, which keeps lists of numbers short.
    pub fn entries(&self) -> Vec<Entry<'a>> {
        let site = self.site;
        let mut entries: Vec<Entry<'a>> = site
            .listed_offers()
            .map(|(id, offer)| Entry::Offer(id, offer))
            .collect();
        entries.extend(site.guides.iter().map(Entry::Guide));
        let offers = &site.listings;
        let run = site.organisations.iter().zip(&offers.organisation_offers);
        entries.extend(run.map(|(organisation, offers)| Entry::Organisation(organisation, offers)));
        let there = site.places.iter().zip(&offers.place_offers);
        entries.extend(there.map(|(place, offers)| Entry::Place(place, offers)));
        entries.extend(site.pages.iter().map(Entry::Page));
        entries.sort_by_cached_key(|entry| self.order(*entry));
        entries
    }

    /// What comes first: fresh entries, then topics and areas in the order of their lists, none at the end, then titles.
    /// Addresses decide between namesakes.
    fn order(&self, entry: Entry<'_>) -> (bool, usize, usize, String, String) {
        let (topic, area, title, address) = match entry {
            Entry::Offer(_, offer) => (
                offer.needs.first(),
                Some(offer.area),
                &offer.name,
                routes::offer(&offer.slug),
            ),
            Entry::Guide(guide) => (guide.needs.first(), None, &guide.title, routes::guide(&guide.slug)),
            Entry::Organisation(organisation, _) => {
                (None, None, &organisation.name, routes::organisation(&organisation.slug))
            }
            Entry::Place(place, _) => (None, place.area, &place.name, routes::place(&place.slug)),
            Entry::Page(page) => (None, None, &page.title, routes::page(&page.slug)),
        };
        let topic = topic.map_or(usize::MAX, |topic| topic.index());
        let area = area.map_or(usize::MAX, AreaId::index);
        (self.is_overdue(entry), topic, area, title.to_lowercase(), address)
    }

    /// The document of an entry.
    pub fn document(&self, entry: Entry<'_>, analyser: &mut Analyser) -> SearchDocument {
        let mut document = match entry {
            Entry::Offer(id, offer) => self.offer(id, offer),
            Entry::Guide(guide) => self.guide(guide),
            Entry::Organisation(organisation, offers) => self.organisation(organisation, offers),
            Entry::Place(place, offers) => self.place(place, offers),
            Entry::Page(page) => self.page(page),
        };
        document.assured = self.assured(entry).map(|(assured, _)| assured.date);
        document.overdue = self.is_overdue(entry);
        self.near(&mut document);
        self.synonyms.add(&mut document, analyser);
        document
    }

    /// The site's own groups of synonyms that belonged to no document made so far, by their number.
    pub fn idle_synonyms(&self) -> Vec<usize> {
        self.synonyms.idle()
    }

    /// When somebody last made sure of an entry, and how often that is due.
    fn assured<'e>(&self, entry: Entry<'e>) -> Option<(&'e Assured, Period)> {
        let usual = self.site.config.review.offers;
        match entry {
            Entry::Offer(_, offer) => Some((&offer.assured, self.site.review_period(offer))),
            Entry::Guide(guide) => Some((&guide.reviewed, guide.review_every)),
            Entry::Organisation(organisation, _) => organisation.assured.as_ref().map(|assured| (assured, usual)),
            Entry::Place(place, _) => place.assured.as_ref().map(|assured| (assured, usual)),
            Entry::Page(_) => None,
        }
    }

    fn is_overdue(&self, entry: Entry<'_>) -> bool {
        let assured = self.assured(entry);
        assured.is_some_and(|(assured, every)| self.site.freshness(assured.date, every) == Freshness::Overdue)
    }

    /// The names of topics and of what they are part of, and the words of people who have the need: those of people who
    /// need this very entry (`plain`) count more than those of its topics, which are true of many.
    fn topics(&self, topics: &[TopicId], plain: &[String], document: &mut SearchDocument) {
        let of_topics = if plain.is_empty() {
            TextField::Needs
        } else {
            TextField::Body
        };
        document.say_all(TextField::Needs, plain);
        plain.iter().for_each(|phrase| document.phrase(phrase));
        let mut named = BTreeSet::new();
        for id in topics {
            let topic = self.site.topic(*id);
            document.say_all(of_topics, &topic.plain);
            document.say_all(TextField::Needs, &topic.also_called);
            let mut next = Some(*id);
            while let Some(id) = next.filter(|id| named.insert(*id)) {
                let topic = self.site.topic(id);
                document.say(TextField::Topics, &topic.name);
                document.facet("topic", topic.slug.as_str());
                next = topic.parent;
            }
        }
    }

    /// The names of areas and of all that they lie in, each once.
    fn areas(&self, areas: impl IntoIterator<Item = AreaId>, document: &mut SearchDocument) {
        let all: BTreeSet<AreaId> = areas
            .into_iter()
            .flat_map(|area| self.site.with_ancestors(area))
            .collect();
        for area in all {
            let area = self.site.area(area);
            document.say(TextField::Place, &area.name);
            document.say_all(TextField::Place, &area.also_known_as);
        }
    }

    fn access(&self, access: &[Access], document: &mut SearchDocument) {
        for one in access {
            document.facet("access", one.feature.as_str());
            document.say(TextField::Body, &spoken(one.feature.as_str()));
            document.say_all(TextField::Body, &one.note);
        }
    }

    /// Days and times to filter by, and the line that a result shows.
    fn hours<'r>(&self, rules: impl IntoIterator<Item = &'r Rule>, document: &mut SearchDocument) {
        for rule in rules {
            if document.hours.is_empty() {
                document.hours = say(rule, self.words);
            }
            for day in rule.days() {
                document.facet("day", day.short());
            }
            if rule.is_evening() {
                document.facet("time", "evening");
            }
            if rule.is_weekend() {
                document.facet("time", "weekend");
            }
        }
    }

    fn phone_of(contacts: &[Contact]) -> Option<String> {
        let number = |contact: &Contact| match &contact.way {
            Way::Phone(phone) => Some(phone.spoken()),
            _ => None,
        };
        let best = contacts.iter().filter(|contact| contact.best);
        best.chain(contacts).find_map(number)
    }
}

/// A text with a line for each sentence.
fn sentences(text: &str) -> String {
    text.replace(". ", "\n").replace("! ", "\n").replace("? ", "\n")
}

/// `hearing-loop` as people say it.
fn spoken(word: &str) -> String {
    word.replace(['-', '_'], " ")
}
