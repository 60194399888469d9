//! What is said about an offer alone: who it is for, how to get in, when it runs.
//!
//! In: an offer, and the translation it is shown in. Out: its words. It knows no template.

use super::Said;
use crate::content::{Booking, Status};
use crate::markdown::Document;
use crate::site::{Cost, Offer, Translation};

/// The human text of an offer in one language.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "the fields are those of OfferEntry")]
pub struct OfferText<'a> {
    pub name: String,
    pub summary: String,
    pub description: Option<&'a Document>,
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

impl Said<'_> {
    /// That it is closed for now, has ended or starts later; none while it runs.
    pub fn notice(&self, offer: &Offer) -> Option<String> {
        let today = self.site.today;
        if offer.ends.is_some_and(|last_day| last_day < today) {
            return Some(self.word("offer.ended"));
        }
        match offer.status {
            Status::Active => {
                let later = offer.starts.filter(|first_day| *first_day > today);
                later.map(|first_day| self.filled("offer.starts_later", &[("date", self.date(first_day))]))
            }
            Status::TemporarilyClosed => Some(self.word("offer.closed_for_now")),
            Status::Inactive | Status::Defunct => Some(self.word("offer.ended")),
        }
    }

    /// Who may use it, a sentence each.
    pub fn eligibility(&self, offer: &Offer, text: Option<String>) -> Vec<String> {
        let mut said: Vec<String> = text.into_iter().collect();
        // "Anyone aged 16 or over." says the age already.
        let is_said = |age: u32| {
            said.iter()
                .any(|text| text.split(|c: char| !c.is_ascii_digit()).any(|n| n == age.to_string()))
        };
        let not_said = |age: Option<u32>| age.filter(|age| !is_said(*age));
        let who = offer.eligibility.as_ref();
        let ages = who.map(|who| match (who.minimum_age, who.maximum_age) {
            (Some(from), Some(to)) if !is_said(from) || !is_said(to) => (Some(from), Some(to)),
            (from, to) => (not_said(from), not_said(to)),
        });
        said.extend(match ages {
            Some((Some(from), Some(to))) => {
                Some(self.filled("offer.ages", &[("from", from.to_string()), ("to", to.to_string())]))
            }
            Some((Some(from), None)) => Some(self.filled("offer.age_from", &[("from", from.to_string())])),
            Some((None, Some(to))) => Some(self.filled("offer.age_to", &[("to", to.to_string())])),
            _ => None,
        });
        let area = self.site.area(offer.area);
        said.push(self.filled("offer.for_area", &[("area", area.name.clone())]));
        said
    }

    /// Whether somebody must or can ask for you.
    pub fn referral(&self, offer: &Offer) -> Option<String> {
        let referral = offer.referral.as_ref()?;
        let key = if referral.required {
            "offer.referral_needed"
        } else {
            "offer.referral_possible"
        };
        let mut said = self.word(key);
        if !referral.who.is_empty() {
            let who: Vec<String> = referral
                .who
                .iter()
                .map(|one| self.choice("referrer", one.as_str()))
                .collect();
            said = format!(
                "{said} {}",
                self.filled("offer.referral_by", &[("who", self.joined(&who))])
            );
        }
        Some(match &referral.how {
            Some(how) => format!("{said} {how}"),
            None => said,
        })
    }

    /// "a, b or c"
    pub fn joined(&self, words: &[String]) -> String {
        match words {
            [] => String::new(),
            [one] => one.clone(),
            [first @ .., last] => self.filled("list.or", &[("first", first.join(", ")), ("last", last.clone())]),
        }
    }

    /// Whether to book.
    pub fn booking(&self, booking: Option<Booking>) -> Option<String> {
        booking.map(|booking| self.choice("booking", booking.word()))
    }

    /// When it starts or ends.
    pub fn dates(&self, offer: &Offer) -> Option<String> {
        let today = self.site.today;
        let starts = offer.starts.filter(|first_day| *first_day > today);
        match (starts, offer.ends) {
            (Some(from), Some(to)) => Some(self.filled(
                "offer.runs_between",
                &[("from", self.date(from)), ("to", self.date(to))],
            )),
            (Some(from), None) => Some(self.filled("offer.runs_from", &[("from", self.date(from))])),
            (None, Some(to)) => Some(self.filled("offer.runs_until", &[("to", self.date(to))])),
            (None, None) => None,
        }
    }
}

/// What there is to know about the cost, besides the sum.
pub fn cost_note(cost: &Cost) -> Option<String> {
    match cost {
        Cost::Free { note } | Cost::Ask { note } | Cost::Amount { note, .. } => note.clone(),
    }
}
