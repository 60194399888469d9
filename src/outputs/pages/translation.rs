//! Pages in other languages: which text stands where, and the links between them.

use serde::Serialize;

use crate::site::{Translation, routes};

/// A page in another language.
#[derive(Debug, Clone, Serialize)]
pub(super) struct TranslationLink {
    pub tag: String,
    pub name: String,
    pub address: String,
}

/// What a translated page says about itself.
#[derive(Debug, Clone, Serialize)]
pub(super) struct TranslatedView {
    pub tag: String,
    pub rtl: bool,
    pub stale: bool,
    pub original: String,
}

/// Links to the other languages of a page.
pub(super) fn translation_links(own: &str, translations: &[Translation]) -> Vec<TranslationLink> {
    translations
        .iter()
        .map(|one| TranslationLink {
            tag: one.language.to_string(),
            name: one.language.autonym().unwrap_or(one.language.as_str()).to_owned(),
            address: routes::translated(own, &one.language),
        })
        .collect()
}

/// What a translated page says about itself.
pub(super) fn translated_view(translation: &Translation, own: &str) -> TranslatedView {
    TranslatedView {
        tag: translation.language.to_string(),
        rtl: translation.language.is_rtl(),
        stale: translation.stale,
        original: own.to_owned(),
    }
}
