//! Pages in other languages: which text stands where, and the links between them.

use serde::Serialize;

use crate::site::{Offer, Translation, routes};

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

/// The human text of an offer in one language.
pub(super) struct OfferText<'a> {
    pub name: String,
    pub summary: String,
    pub description: Option<&'a crate::markdown::Document>,
    pub how: Vec<String>,
    pub bring: Vec<String>,
    pub eligibility: Option<String>,
    pub interpretation: Option<String>,
}

impl<'a> OfferText<'a> {
    /// What a translation leaves out stays in the original's language.
    pub fn of(offer: &'a Offer, translation: Option<&'a Translation>) -> Self {
        let own_eligibility = offer.eligibility.as_ref().and_then(|who| who.text.clone());
        let lists = |theirs: Option<&Vec<String>>, own: &Vec<String>| {
            theirs.filter(|list| !list.is_empty()).unwrap_or(own).clone()
        };
        Self {
            name: translation
                .and_then(|one| one.name.clone())
                .unwrap_or_else(|| offer.name.clone()),
            summary: translation
                .and_then(|one| one.summary.clone())
                .unwrap_or_else(|| offer.summary.clone()),
            description: translation
                .and_then(|one| one.description.as_ref())
                .or(offer.description.as_ref()),
            how: lists(translation.map(|one| &one.how), &offer.how),
            bring: lists(translation.map(|one| &one.bring), &offer.bring),
            eligibility: translation.and_then(|one| one.eligibility.clone()).or(own_eligibility),
            interpretation: translation
                .and_then(|one| one.interpretation.clone())
                .or_else(|| offer.interpretation.clone()),
        }
    }
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
