//! A translation says what its original says.
//!
//! Each translation carries the fingerprint of the text it translates. If the original has changed since, readers of
//! the other language might be told the old day or the old price, so the page says that it may be out of date and the
//! translation leaves print. It is a warning; it goes away when somebody has looked at the translation again and has
//! written the new fingerprint.

use super::Check;
use crate::diagnostics::Diagnostics;
use crate::site::Site;

/// The check.
pub const CHECK: Check = Check {
    code: "stale-translation",
    run,
};

fn run(site: &Site, diagnostics: &mut Diagnostics) {
    let offers = site.offers.iter().map(|offer| (&offer.origin, &offer.translations));
    let guides = site.guides.iter().map(|guide| (&guide.origin, &guide.translations));
    for (original, translations) in offers.chain(guides) {
        for translation in translations.iter().filter(|translation| translation.stale) {
            let message = format!(
                "this does not translate the present text of `{}`; its page says so, and it is left out of print",
                original.path()
            );
            let help = format!(
                "compare the two, mend what differs, then write `translates: {}`",
                translation.fingerprint
            );
            diagnostics.warning(CHECK.code, translation.origin.at("translates"), message, Some(help));
        }
    }
}
