//! Translations, put beside their originals.
//!
//! Each says which state of the original it translates, as a fingerprint of the original's human text. A translation
//! of an older text is kept and marked stale: the page says so, and it leaves print.

use super::Resolver;
use super::shared::{line, lines};
use crate::content::{TranslationEntry, TranslationOf};
use crate::diagnostics::nearest;
use crate::markdown;
use crate::site::Site;
use crate::site::model::{Guide, Offer, Origin, Translation};

impl Resolver<'_> {
    /// Translations of offers and guides; those of other kinds are refused for now, and those of nothing are noted.
    pub fn translations(&mut self, entries: Vec<TranslationOf>, site: &mut Site) {
        for TranslationOf {
            folder,
            language,
            entry,
        } in entries
        {
            let origin = Origin::of(&entry);
            let slug = entry.slug;
            let text = match folder.as_str() {
                "offers" => site.offers.iter().find(|offer| offer.slug == slug).map(offer_text),
                "guides" => site.guides.iter().find(|guide| guide.slug == slug).map(guide_text),
                _ => {
                    self.diagnostics.error(
                        "no-translation-here",
                        origin.at(""),
                        format!("files in `{folder}` cannot be translated"),
                        Some("offers and guides can".into()),
                    );
                    continue;
                }
            };
            let Some(text) = text else {
                let known = site.offers.iter().map(|offer| offer.slug.as_str());
                let help = nearest(slug.as_str(), known).map(|near| format!("did you mean `{near}`?"));
                let message = format!("this translates `{slug}`, which does not exist or has mistakes of its own");
                self.diagnostics
                    .error("translation-of-nothing", origin.at(""), message, help);
                continue;
            };
            let translation = self.translation(entry.fields, language, origin, fingerprint(&text));
            if folder == "offers" {
                let found = site.offers.iter_mut().find(|offer| offer.slug == slug);
                found
                    .into_iter()
                    .for_each(|offer| offer.translations.push(translation.clone()));
            } else {
                let found = site.guides.iter_mut().find(|guide| guide.slug == slug);
                found
                    .into_iter()
                    .for_each(|guide| guide.translations.push(translation.clone()));
            }
        }
    }

    fn translation(
        &mut self,
        entry: TranslationEntry,
        language: crate::values::language::Language,
        origin: Origin,
        fingerprint: String,
    ) -> Translation {
        let TranslationEntry {
            translates,
            name,
            summary,
            description,
            how,
            bring,
            eligibility,
            interpretation,
            time,
            before_you_start,
            body,
        } = entry;
        Translation {
            language,
            stale: translates.as_str() != fingerprint,
            fingerprint,
            name: line(name),
            summary: summary.map(|summary| summary.as_str().to_owned()),
            description: self.optional_prose(description.as_ref(), &origin),
            how: lines(how),
            bring: lines(bring),
            eligibility: line(eligibility),
            interpretation: line(interpretation),
            time: line(time),
            before_you_start: lines(before_you_start),
            body: self.optional_prose(body.as_ref(), &origin),
            origin,
        }
    }
}

/// The human text of an offer, as far as translations cover it.
fn offer_text(offer: &Offer) -> String {
    let mut parts = vec![offer.name.clone(), offer.summary.clone()];
    parts.extend(offer.description.as_ref().map(markdown::text));
    parts.extend(offer.how.iter().cloned());
    parts.extend(offer.bring.iter().cloned());
    parts.extend(
        offer
            .eligibility
            .as_ref()
            .and_then(|eligibility| eligibility.text.clone()),
    );
    parts.extend(offer.interpretation.clone());
    parts.join("\n")
}

/// The human text of a guide, as far as translations cover it.
fn guide_text(guide: &Guide) -> String {
    let mut parts = vec![guide.title.clone(), guide.summary.clone()];
    parts.extend(guide.time.clone());
    parts.extend(guide.before_you_start.iter().cloned());
    parts.push(markdown::text(&guide.body));
    parts.join("\n")
}

/// The first 16 hexadecimal digits of the text's BLAKE3 hash.
fn fingerprint(text: &str) -> String {
    blake3::hash(text.as_bytes()).to_hex().chars().take(16).collect()
}
