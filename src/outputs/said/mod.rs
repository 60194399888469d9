//! What is said about an entry, in the words of the theme: the same on a page and on paper.
//!
//! In: resolved things and the theme's words. Out: sentences, and small structs of them. Nothing here knows a template,
//! a page or a sheet of paper.

mod offer;

pub use offer::{OfferText, cost_note};

use serde::Serialize;

use super::strings::Strings;
use crate::site::{Access, Address, Assured, Closures, Contact, Cost, Freshness, Offer, Site, Way, routes};
use crate::values::date::{Date, Period};
use crate::values::hours::Rule;
use crate::values::language::Language;

/// Says things about a site.
#[derive(Debug, Clone, Copy)]
pub struct Said<'a> {
    /// What there is to speak of.
    pub site: &'a Site,
    /// The words.
    pub strings: &'a Strings,
}

/// A number with its link.
#[derive(Debug, Clone, Serialize, PartialEq)]
pub struct PhoneNumber {
    /// In groups: `01632 960100`.
    pub spoken: String,
    /// `tel:+441632960100`
    pub uri: String,
}

/// A contact as a page shows it.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs, reason = "the names say it")]
pub struct ContactView {
    /// `phone`, `sms`, `email`, `web`, `visit` or `post`.
    pub way: &'static str,
    /// What is shown: the number in groups, the address, the place's name.
    pub text: String,
    /// Where the link leads; none for post. From the root for `visit`.
    pub href: Option<String>,
    pub label: Option<String>,
    pub hours: Vec<String>,
    pub note: Option<String>,
    /// For `visit`, the place's address on one line.
    pub address: Option<String>,
}

/// When an entry was last checked.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs, reason = "the names say it")]
pub struct CheckedView {
    /// `2026-05-11`
    pub iso: String,
    /// `11 May 2026`
    pub said: String,
    /// Whether it is so long ago that the page must say so.
    pub overdue: bool,
}

/// A language of an offer.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs, reason = "the names say it")]
pub struct LanguageView {
    /// The tag, for `lang`.
    pub tag: String,
    /// Its own name: Polski.
    pub name: String,
    pub rtl: bool,
}

/// A postal address.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs, reason = "the names say it")]
pub struct AddressView {
    pub lines: Vec<String>,
    pub postcode: Option<String>,
}

/// Access in words.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs, reason = "the names say it")]
pub struct AccessView {
    pub feature: String,
    pub note: Option<String>,
}

impl Said<'_> {
    /// A word of the theme that has no gaps. The strings file is checked against this program's keys by the suite; a
    /// theme that lacks one shows the key, which is seen at once and harms nobody.
    pub fn word(&self, key: &str) -> String {
        self.filled(key, &[])
    }

    /// A sentence of the theme with its gaps filled.
    pub fn filled(&self, key: &str, gaps: &[(&str, String)]) -> String {
        self.strings.say(key, gaps).unwrap_or_else(|_| key.to_owned())
    }

    /// A word from a list that editors choose from.
    pub fn choice(&self, list: &str, word: &str) -> String {
        self.strings.choice(list, word)
    }

    /// `11 May 2026`
    pub fn date(&self, date: Date) -> String {
        date.say(&self.strings.date)
    }

    /// Opening hours, a line a rule.
    pub fn hours(&self, rules: &[Rule]) -> Vec<String> {
        self.strings.hours(rules)
    }

    /// The number to ring for an offer.
    pub fn phone(&self, offer: &Offer) -> Option<PhoneNumber> {
        self.site.best_phone(offer).and_then(|contact| match &contact.way {
            Way::Phone(phone) => Some(PhoneNumber {
                spoken: phone.spoken(),
                uri: phone.tel_uri(),
            }),
            _ => None,
        })
    }

    /// "Free", "£20" or "Ask what it costs".
    pub fn cost_short(&self, cost: &Cost) -> String {
        match cost {
            Cost::Free { .. } => self.word("cost.free"),
            Cost::Ask { .. } => self.word("cost.ask"),
            Cost::Amount { amount, .. } => amount.to_string(),
        }
    }

    /// A contact as a page shows it.
    pub fn contact(&self, contact: &Contact) -> ContactView {
        let (way, text, href, address) = match &contact.way {
            Way::Phone(phone) => ("phone", phone.spoken(), Some(phone.tel_uri()), None),
            Way::Sms(phone) => ("sms", phone.spoken(), Some(phone.sms_uri()), None),
            Way::Email(email) => ("email", email.to_string(), Some(email.mailto_uri()), None),
            Way::Web(web) => ("web", web.spoken().to_owned(), Some(web.to_string()), None),
            Way::Visit(place) => {
                let place = self.site.place(*place);
                let address = address_lines(&place.address).join(", ");
                (
                    "visit",
                    place.name.clone(),
                    Some(routes::place(&place.slug)),
                    Some(address),
                )
            }
            Way::Post(post) => ("post", post.clone(), None, None),
        };
        ContactView {
            way,
            text,
            href,
            label: contact.label.clone(),
            hours: contact
                .hours
                .as_deref()
                .map(|rules| self.hours(rules))
                .unwrap_or_default(),
            note: contact.note.clone(),
            address,
        }
    }

    /// That something is closed on a day or for some days, and why.
    pub fn closure(&self, from: Date, to: Date, because: Option<&str>) -> String {
        let (first, last) = (self.date(from), self.date(to));
        let closed = if from == to {
            self.filled("hours_closed.day", &[("day", first)])
        } else {
            self.filled("hours_closed.span", &[("from", first), ("to", last)])
        };
        match because {
            Some(reason) => {
                let gaps = [("closed", closed), ("reason", reason.to_owned())];
                self.filled("hours_closed.because", &gaps)
            }
            None => closed,
        }
    }

    /// Closures that are not over yet, each once: a place and an offer at it often say the same.
    pub fn closures(&self, closures: &[&Closures]) -> Vec<String> {
        let mut said = Vec::new();
        if closures.iter().any(|closures| closures.bank_holidays) {
            said.push(self.word("hours_closed.bank_holidays"));
        }
        let dates = closures.iter().flat_map(|closures| &closures.dates);
        for (from, to, because) in dates.filter(|(_, to, _)| *to >= self.site.today) {
            let closure = self.closure(*from, *to, because.as_deref());
            if !said.contains(&closure) {
                said.push(closure);
            }
        }
        said
    }

    /// Access in words.
    pub fn access(&self, access: &[Access]) -> Vec<AccessView> {
        access
            .iter()
            .map(|one| AccessView {
                feature: self.choice("access", one.feature.as_str()),
                note: one.note.clone(),
            })
            .collect()
    }

    /// When it was last checked.
    pub fn checked(&self, assured: &Assured, every: Period) -> CheckedView {
        let overdue = self.site.freshness(assured.date, every) == Freshness::Overdue;
        CheckedView {
            iso: assured.date.to_string(),
            said: self.date(assured.date),
            overdue,
        }
    }

    /// Languages by their own names; one whose name is not known is shown by its tag.
    pub fn languages(&self, languages: &[Language]) -> Vec<LanguageView> {
        languages.iter().map(|language| self.language_view(language)).collect()
    }

    /// A language by its own name.
    pub fn language_view(&self, language: &Language) -> LanguageView {
        LanguageView {
            tag: language.to_string(),
            name: language.autonym().unwrap_or(language.as_str()).to_owned(),
            rtl: language.is_rtl(),
        }
    }

    /// An address, a line each.
    pub fn address(&self, address: &Address) -> AddressView {
        let mut lines = address.lines.clone();
        lines.push(address.town.clone());
        lines.extend(address.county.clone());
        AddressView {
            lines,
            postcode: address.postcode.clone(),
        }
    }

    /// The address of a page as it is read aloud and typed: `help.example.org.uk/offers/tea-and-tablets.html`.
    pub fn spoken_address(&self, path: &str) -> Option<String> {
        let base = self.site.config.address.as_deref()?;
        let base = base.split_once("://").map_or(base, |(_, rest)| rest);
        let whole = format!("{base}{path}");
        let short = whole.strip_suffix(routes::HOME).unwrap_or(&whole);
        Some(short.trim_end_matches('/').to_owned())
    }
}

/// The lines of an address with the postcode last.
pub fn address_lines(address: &Address) -> Vec<String> {
    let mut lines = address.lines.clone();
    lines.push(address.town.clone());
    lines.extend(address.postcode.clone());
    lines
}
