//! The foot of a leaflet: when it was checked, which edition it is, where to see whether it is still right.
//!
//! In: the site, the words, the days of the checks, the code of the edition. Out: a [`Foot`], and the newest day as the
//! document's date, so that no clock gets into the file.

use super::qr;
use super::view::Foot;
use super::writer::{Printable, Writer};
use crate::site::{Site, routes};
use crate::values::date::Date;

impl Writer<'_> {
    /// The foot of a leaflet with these entries.
    pub fn foot(&self, entries: &[Printable], code: &str) -> Foot {
        let said = &self.said;
        let config = &said.site.config;
        let checked = match span(said.site, entries) {
            None => String::new(),
            Some((oldest, newest)) if oldest == newest => said.filled("print.checked", &[("date", said.date(newest))]),
            Some((oldest, newest)) => said.filled(
                "print.checked_between",
                &[("from", said.date(oldest)), ("to", said.date(newest))],
            ),
        };
        let path = routes::edition(code);
        let address = self.said.spoken_address(&path);
        let url = config.address.as_deref().map(|base| format!("{base}{path}"));
        let publisher = match &config.reach.post {
            Some(post) => said.filled(
                "print.publisher_post",
                &[("site", config.title.clone()), ("post", post.clone())],
            ),
            None => said.filled("print.publisher", &[("site", config.title.clone())]),
        };
        Foot {
            checked: self.text(&checked),
            edition: Some(said.filled("print.edition", &[("code", spaced(code))])),
            look: self.text(&said.word("print.look")),
            qr: url.as_deref().and_then(qr::svg),
            qr_alt: said.filled("print.qr", &[("address", address.clone().unwrap_or_default())]),
            address,
            publisher: self.text(&publisher),
            other: config
                .helpline
                .as_ref()
                .map(|helpline| self.text(&said.filled("print.other", &[("phone", helpline.phone.spoken())]))),
        }
    }
}

/// `k7m2 q9xw`: a code in two halves, as people read it to each other.
pub(super) fn spaced(code: &str) -> String {
    match code.split_at_checked(4) {
        Some((one, other)) => format!("{one}\u{a0}{other}"),
        None => code.to_owned(),
    }
}

/// The days of the oldest and the newest check.
pub(super) fn span(site: &Site, entries: &[Printable]) -> Option<(Date, Date)> {
    let days = entries.iter().map(|one| match one {
        Printable::Offer(id) => site.offer(*id).assured.date,
        Printable::Guide(id) => site.guide(*id).reviewed.date,
    });
    let days: Vec<Date> = days.collect();
    Some((*days.iter().min()?, *days.iter().max()?))
}
