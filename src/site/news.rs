//! What readers must hear before they set out: news of offers and places, and closures that are near.
//!
//! In: a [`Site`], which knows what day it is. Out: [`News`], the soonest first, each with the day on which it is over.
//! It must not know words or pages.

use std::collections::BTreeMap;

use super::Site;
use super::model::{Alert, Closures, Offer, OfferId, PlaceId};
use crate::values::date::Date;

/// A closure is news this many days before it begins.
const DAYS_BEFORE: i64 = 14;

/// News that counts today.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct News<'a> {
    /// What it is about, by name; a closure can be that of many.
    pub about: Vec<Subject>,
    /// What there is to say.
    pub event: Event<'a>,
    /// The last day on which it counts, if somebody has said.
    pub until: Option<Date>,
}

/// What news is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Subject {
    Place(PlaceId),
    Offer(OfferId),
}

/// What has happened or will.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Event<'a> {
    /// The sentence of an alert.
    Alert(&'a str),
    /// Closed from one day to another, both included, for a reason.
    Closed(Date, Date, Option<&'a str>),
}

impl Site {
    /// An alert that is not over yet.
    pub fn alert_today<'a>(&self, alert: Option<&'a Alert>) -> Option<&'a Alert> {
        alert.filter(|alert| alert.until.is_none_or(|last_day| last_day >= self.today))
    }

    /// All news of listed offers and of places, the soonest first. Of two that are equally soon, the one that is over
    /// sooner; what nobody has set an end for comes last. Offers and places that close on the same days share one.
    pub fn news(&self) -> Vec<News<'_>> {
        let mut found: BTreeMap<(Date, Option<Date>, Event<'_>), Vec<Subject>> = BTreeMap::new();
        let mut note = |from: Date, until: Option<Date>, event, about| {
            let about_all = found.entry((from.max(self.today), until, event)).or_default();
            about_all.push(about);
        };
        for (index, place) in self.places.iter().enumerate() {
            let about = Subject::Place(PlaceId::new(index));
            if let Some(alert) = self.alert_today(place.alert.as_ref()) {
                note(self.today, alert.until, Event::Alert(&alert.text), about);
            }
            for (from, to, because) in self.closures_near(&place.closed) {
                note(*from, Some(*to), Event::Closed(*from, *to, because.as_deref()), about);
            }
        }
        for (id, offer) in self.listed_offers() {
            let about = Subject::Offer(id);
            if let Some(alert) = self.alert_today(offer.alert.as_ref()) {
                note(self.today, alert.until, Event::Alert(&alert.text), about);
            }
            let of_its_own = offer.places.iter().flat_map(|at| {
                let of_place = &self.place(at.place).closed.dates;
                self.closures_near(&at.closed)
                    .filter(|closure| !of_place.contains(closure))
            });
            let by_delivery = offer.deliveries.iter().flat_map(|by| self.closures_near(&by.closed));
            for (from, to, because) in of_its_own.chain(by_delivery) {
                note(*from, Some(*to), Event::Closed(*from, *to, because.as_deref()), about);
            }
        }
        let mut news: Vec<_> = found.into_iter().collect();
        news.sort_by_key(|((from, until, _), _)| (*from, until.is_none(), *until));
        news.into_iter()
            .map(|((_, until, event), mut about)| {
                about.sort_by_cached_key(|subject| (self.name_of(*subject).to_lowercase(), *subject));
                about.dedup();
                News { about, event, until }
            })
            .collect()
    }

    /// The news that counts for an offer wherever it is: its own alert, and what its place says if it has only one.
    /// Each comes with the last day on which it counts, if somebody has said.
    pub fn news_of<'a>(&'a self, offer: &'a Offer) -> Vec<(Event<'a>, Option<Date>)> {
        let (mut alerts, mut closures) = (vec![offer.alert.as_ref()], Vec::new());
        match (offer.places.as_slice(), offer.deliveries.as_slice()) {
            ([at], []) => {
                let place = self.place(at.place);
                alerts.push(place.alert.as_ref());
                closures.extend(self.closures_near(&at.closed).chain(self.closures_near(&place.closed)));
            }
            ([], [by]) => closures.extend(self.closures_near(&by.closed)),
            _ => {}
        }
        let alerts = alerts.into_iter().filter_map(|alert| self.alert_today(alert));
        let alerts = alerts.map(|alert| (Event::Alert(alert.text.as_str()), alert.until));
        let closures = closures
            .into_iter()
            .map(|(from, to, because)| (Event::Closed(*from, *to, because.as_deref()), Some(*to)));
        let mut news: Vec<_> = alerts.chain(closures).collect();
        news.dedup();
        news
    }

    fn name_of(&self, subject: Subject) -> &str {
        match subject {
            Subject::Place(place) => &self.place(place).name,
            Subject::Offer(offer) => &self.offer(offer).name,
        }
    }

    fn closures_near<'a>(&self, closures: &'a Closures) -> impl Iterator<Item = &'a (Date, Date, Option<String>)> {
        let (first, last) = (self.today, self.today.plus_days(DAYS_BEFORE));
        closures
            .dates
            .iter()
            .filter(move |(from, to, _)| *from <= last && first <= *to)
    }
}
