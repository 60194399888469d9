//! What a search can be narrowed by: only what the site has, because a choice that finds nothing is a dead end.
//!
//! In: the site. Out: `filters.html`, which the search page shows when somebody asks for it. Names and values are those of
//! the filters that the index holds (see `outputs/search/documents`).

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::Maker;
use crate::outputs::theme::Theme;
use crate::outputs::{SearchClient, html};
use crate::site::{AreaId, Cost, Offer, Site, TopicId};
use crate::values::hours::{Day, Rule};

/// What `filters.html` shows.
#[derive(Debug, Serialize)]
struct Filters {
    /// One of many.
    selects: Vec<Filter>,
    /// Any of a few.
    groups: Vec<Filter>,
}

/// One name with the values there are.
#[derive(Debug, Serialize)]
struct Filter {
    name: &'static str,
    legend: String,
    choices: Vec<Choice>,
}

#[derive(Debug, Serialize)]
struct Choice {
    value: String,
    name: String,
}

/// What the search needs of the theme: its script and the filters to choose from.
pub fn client(site: &Site, theme: &Theme) -> crate::error::Result<SearchClient> {
    let filters = theme.render("filters.html", &filters(site, theme))?;
    Ok(SearchClient {
        script: theme.scripts.get("search").cloned().unwrap_or_default(),
        filters: html::small(&filters),
    })
}

fn filters(site: &Site, theme: &Theme) -> Filters {
    let word = |key: &str| theme.strings.say(key, &[]).unwrap_or_else(|_| key.to_owned());
    let filter = |name, key: &str, choices| Filter {
        name,
        legend: word(key),
        choices,
    };
    let offers = || site.listed_offers().map(|(_, offer)| offer);
    let selects = vec![
        filter("topic", "filter.topic", topics(site)),
        filter("area", "filter.area", areas(site)),
        filter("language", "filter.language", languages(site)),
    ];
    let free = offers().any(|offer| matches!(offer.cost, Cost::Free { .. }));
    let rules: Vec<&Rule> = offers()
        .flat_map(rules_of)
        .chain(site.places.iter().flat_map(|place| place.hours.iter().flatten()))
        .collect();
    let time = [
        ("evening", "filter.evening", rules.iter().any(|rule| rule.is_evening())),
        ("weekend", "filter.weekend", rules.iter().any(|rule| rule.is_weekend())),
    ];
    let groups = vec![
        filter(
            "cost",
            "filter.cost",
            free.then(|| choice("free", word("filter.free"))).into_iter().collect(),
        ),
        filter("delivery", "filter.delivery", deliveries(site, theme, &word)),
        filter("day", "filter.day", days(&rules, theme)),
        filter(
            "time",
            "filter.time",
            time.iter()
                .filter(|(.., has)| *has)
                .map(|(value, key, _)| choice(value, word(key)))
                .collect(),
        ),
        filter("access", "filter.access", access(site, theme)),
    ];
    let useful = |filters: Vec<Filter>| {
        filters
            .into_iter()
            .filter(|filter| !filter.choices.is_empty())
            .collect()
    };
    Filters {
        selects: useful(selects),
        groups: useful(groups),
    }
}

fn choice(value: &str, name: String) -> Choice {
    Choice {
        value: value.to_owned(),
        name,
    }
}

fn rules_of(offer: &Offer) -> impl Iterator<Item = &Rule> {
    let at_places = offer.places.iter().filter_map(|at| at.hours.as_deref());
    let by_delivery = offer.deliveries.iter().filter_map(|by| by.hours.as_deref());
    at_places.chain(by_delivery).flatten()
}

fn topics(site: &Site) -> Vec<Choice> {
    let offers = &site.listings.topic_offers;
    let used = (0..site.topics.len()).filter(|index| offers.get(*index).is_some_and(|offers| !offers.is_empty()));
    used.map(|index| site.topic(TopicId::new(index)))
        .map(|topic| choice(topic.slug.as_str(), topic.name.clone()))
        .collect()
}

fn areas(site: &Site) -> Vec<Choice> {
    let mut areas: Vec<Choice> = (0..site.areas.len())
        .map(|index| site.area(AreaId::new(index)))
        .map(|area| choice(area.slug.as_str(), area.name.clone()))
        .collect();
    areas.sort_by_cached_key(|area| area.name.to_lowercase());
    areas
}

fn languages(site: &Site) -> Vec<Choice> {
    let mut languages = BTreeMap::new();
    let offers = site.listed_offers().flat_map(|(_, offer)| {
        let translated = offer.translations.iter().map(|translation| &translation.language);
        offer.languages.iter().chain(translated)
    });
    let guides = site
        .guides
        .iter()
        .flat_map(|guide| guide.translations.iter().map(|translation| &translation.language));
    let places = site.places.iter().flat_map(|place| &place.languages);
    for language in offers.chain(guides).chain(places) {
        let name = language.autonym().unwrap_or(language.as_str());
        languages.insert(name, language.as_str());
    }
    languages
        .into_iter()
        .map(|(name, value)| choice(value, name.to_owned()))
        .collect()
}

fn deliveries(site: &Site, theme: &Theme, word: &dyn Fn(&str) -> String) -> Vec<Choice> {
    let mut choices = Vec::new();
    if site.listed_offers().any(|(_, offer)| !offer.places.is_empty()) {
        choices.push(choice("in-person", word("filter.in_person")));
    }
    let used: BTreeSet<&str> = site
        .listed_offers()
        .flat_map(|(_, offer)| offer.deliveries.iter().map(|by| by.delivery.word()))
        .collect();
    choices.extend(
        used.into_iter()
            .map(|value| choice(value, theme.strings.choice("delivery", value))),
    );
    choices
}

fn days(rules: &[&Rule], theme: &Theme) -> Vec<Choice> {
    let used: BTreeSet<Day> = rules.iter().flat_map(|rule| rule.days()).collect();
    let days = Day::ALL.into_iter().zip(&theme.strings.hours.days);
    days.filter(|(day, _)| used.contains(day))
        .map(|(day, name)| choice(day.short(), name.clone()))
        .collect()
}

fn access(site: &Site, theme: &Theme) -> Vec<Choice> {
    let offers = site.listed_offers().flat_map(|(_, offer)| &offer.access);
    let places = site.places.iter().flat_map(|place| &place.access);
    let used: BTreeSet<&str> = offers.chain(places).map(|access| access.feature.as_str()).collect();
    used.into_iter()
        .map(|value| choice(value, theme.strings.choice("access", value)))
        .collect()
}

impl Maker<'_> {
    /// What the search says, by the names under which its script asks for it.
    pub(super) fn says(&self) -> Vec<(&'static str, String)> {
        [
            ("nothing", "search_says.nothing"),
            ("loading", "search_says.loading"),
            ("none", "search_says.none"),
            ("one", "search_says.one"),
            ("other", "search_says.other"),
            ("words", "search_says.words"),
            ("choices", "search_says.choices"),
            ("both", "search_says.both"),
            ("page", "search_says.page"),
            ("exactly", "search_says.exactly"),
            ("without", "search_says.without"),
            ("offline", "search_says.offline"),
            ("failed", "search_says.failed"),
            ("again", "search_says.again"),
            ("ring", "search_says.ring"),
            ("previous", "search_says.previous"),
            ("next", "search_says.next"),
            ("kind-g", "search_says.kind.guide"),
            ("kind-r", "search_says.kind.organisation"),
            ("kind-p", "search_says.kind.place"),
            ("cost-f", "search_says.cost.free"),
            ("cost-a", "search_says.cost.ask"),
        ]
        .map(|(name, key)| (name, self.word(key)))
        .to_vec()
    }
}
