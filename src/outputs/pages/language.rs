//! The pages of what is given or written in another language, and the list of those languages.
//!
//! In: the site's lists. Out: a page a language, so that somebody who reads little English finds their own by its own name.

use serde::Serialize;

use super::{Maker, Room, Shell};
use crate::outputs::said::LanguageView;
use crate::site::routes;
use crate::values::language::Language;

/// What `language.html` shows.
#[derive(Debug, Serialize)]
pub(super) struct LanguagePage {
    shell: Shell,
    language: LanguageView,
    /// Its name in the words of the site: "Polish".
    name: String,
    total: usize,
    offers: Vec<String>,
    /// How many more there are than are shown.
    more: usize,
}

/// What `languages.html` shows.
#[derive(Debug, Serialize)]
pub(super) struct LanguagesPage {
    shell: Shell,
    languages: Vec<LanguageLine>,
}

/// A language with how much there is in it.
#[derive(Debug, Serialize)]
struct LanguageLine {
    language: LanguageView,
    name: String,
    address: String,
    count: usize,
}

impl Maker<'_> {
    /// The page of a language.
    pub(super) fn language(&self, language: &Language, room: Room) -> LanguagePage {
        let offers = self.site.listings.language_offers.get(language);
        let offers = offers.map(Vec::as_slice).unwrap_or_default();
        let total = offers.len();
        let name = english(language);
        let title = self.filled("language.title", &[("language", name.clone())]);
        let gaps = [("language", name.clone()), ("count", total.to_string())];
        let about = self.filled("language.about", &gaps);
        let crumbs = [("languages.title", routes::LANGUAGES)];
        LanguagePage {
            shell: self.shell(&routes::language(language), &title, &about, &crumbs),
            language: self.language_view(language),
            name,
            total,
            offers: self.cards(offers, room),
            more: total.saturating_sub(room.all()),
        }
    }

    /// All languages but the site's own.
    pub(super) fn all_languages(&self) -> LanguagesPage {
        let title = self.word("languages.title");
        let lists = &self.site.listings.language_offers;
        let mut languages: Vec<LanguageLine> = lists
            .iter()
            .map(|(language, offers)| LanguageLine {
                language: self.language_view(language),
                name: english(language),
                address: routes::language(language),
                count: offers.len(),
            })
            .collect();
        languages.sort_by(|one, other| one.name.cmp(&other.name));
        LanguagesPage {
            shell: self.shell(routes::LANGUAGES, &title, &self.word("languages.about"), &[]),
            languages,
        }
    }
}

fn english(language: &Language) -> String {
    language.english_name().unwrap_or(language.as_str()).to_owned()
}
