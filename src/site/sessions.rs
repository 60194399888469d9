//! When something is on: the sessions of the days to come, and those that a bank holiday takes away.
//!
//! In: a [`Site`], which knows what day it is. Out: the [`Schedule`] of an offer at a place, of an offer that comes to
//! people, or of a place; and the sessions of an area, day by day. It must not know words, pages or leaflets.

use std::collections::BTreeSet;

use jiff::civil;

use super::Site;
use super::model::{AreaId, Assured, AtPlace, ByDelivery, Closures, Freshness, Offer, OfferId, PlaceId};
use crate::content::Status;
use crate::values::date::Date;
use crate::values::hours::{Calendar, Day, Occurrence, Rule, When, occurrences};

/// How many days after the build pages still name dates: eight weeks. Further ahead nobody knows of closures yet.
pub const DAYS_AHEAD: i64 = 56;

/// On this many days of every week something is simply open, and its next date goes without saying.
const STEADY_DAYS: usize = 3;

/// After this many days without a session even what is steady has a next date worth telling, such as after Christmas.
const LONG_PAUSE: i64 = 7;

/// The sessions of some days in a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Schedule {
    /// In order, each once; none may mean that it is closed all the time.
    pub sessions: Vec<Occurrence>,
    /// Days with a session in the hours and none in truth, because they are bank holidays.
    pub bank_holidays: Vec<civil::Date>,
    /// Whether the hours name three or more days of every week.
    pub is_steady: bool,
}

/// A session of an offer at a place, on one day.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct LocalSession {
    /// On which day, from when to when.
    pub when: Occurrence,
    /// Of which offer.
    pub offer: OfferId,
    /// At which place.
    pub place: PlaceId,
    /// Whether it is on at three or more days of every week, like a library's computers.
    pub is_steady: bool,
}

impl Schedule {
    /// The sessions whose dates a reader should be told: all, but of what is open most days none, or after a long pause
    /// the one with which it opens again.
    pub fn worth_telling(&self, today: Date) -> &[Occurrence] {
        let soon = today.plus_days(LONG_PAUSE).as_civil();
        match self.sessions.as_slice() {
            [first, ..] if self.is_steady && first.date <= soon => &[],
            [first, ..] if self.is_steady => std::slice::from_ref(first),
            sessions => sessions,
        }
    }
}

impl Site {
    /// The last day of which pages name dates.
    pub fn horizon(&self) -> Date {
        self.today.plus_days(DAYS_AHEAD)
    }

    /// When a place is open from today to the horizon; nothing if nobody has said, if one has to ask, or if its
    /// entry is overdue for a check.
    pub fn schedule_of_place(&self, place: PlaceId) -> Option<Schedule> {
        let place = self.place(place);
        let every = self.config.review.offers;
        let is_overdue = |assured: &Assured| self.freshness(assured.date, every) == Freshness::Overdue;
        if place.assured.as_ref().is_some_and(is_overdue) {
            return None;
        }
        self.schedule(place.hours.as_deref()?, &[&place.closed], self.today, self.horizon())
    }

    /// When an offer is on at a place from today to the horizon; nothing if nobody has said, if one has to ask, if the
    /// offer does not run in that time, or if its entry is overdue for a check. What closes the place closes the offer
    /// there.
    pub fn schedule_at(&self, offer: &Offer, at: &AtPlace) -> Option<Schedule> {
        self.schedule_at_between(offer, at, self.today, self.horizon())
    }

    /// When an offer that comes to people is on from today to the horizon; nothing as in [`Site::schedule_at`].
    pub fn schedule_by(&self, offer: &Offer, by: &ByDelivery) -> Option<Schedule> {
        let (first, last) = self.runs_between(offer, self.today, self.horizon())?;
        self.schedule(by.hours.as_deref()?, &[&by.closed], first, last)
    }

    /// The sessions at the places of an area and of all areas in it, from one day to another with both included: by
    /// day, then by time, then by the name of the offer.
    pub fn sessions(&self, area: AreaId, from: Date, to: Date) -> Vec<LocalSession> {
        let Some(listed) = self.listings.areas.get(area.index()) else {
            return Vec::new();
        };
        let places: BTreeSet<PlaceId> = listed.places.iter().copied().collect();
        let mut sessions = Vec::new();
        for id in &listed.here {
            let offer = self.offer(*id);
            for at in offer.places.iter().filter(|at| places.contains(&at.place)) {
                let schedule = self.schedule_at_between(offer, at, from, to);
                sessions.extend(schedule.into_iter().flat_map(|schedule| {
                    schedule.sessions.into_iter().map(move |when| LocalSession {
                        when,
                        offer: *id,
                        place: at.place,
                        is_steady: schedule.is_steady,
                    })
                }));
            }
        }
        sessions.sort_by_cached_key(|one| (one.when, self.offer(one.offer).name.to_lowercase(), one.clone()));
        sessions.dedup();
        sessions
    }

    /// When an offer is on at a place from one day to another, both included; nothing as in [`Site::schedule_at`].
    pub fn schedule_at_between(&self, offer: &Offer, at: &AtPlace, from: Date, to: Date) -> Option<Schedule> {
        let (first, last) = self.runs_between(offer, from, to)?;
        let closures = [&at.closed, &self.place(at.place).closed];
        self.schedule(at.hours.as_deref()?, &closures, first, last)
    }

    /// The part of some days in which an offer runs, if it runs at all. Nobody is sent out by an entry that has not been
    /// checked for so long that it may well be wrong.
    fn runs_between(&self, offer: &Offer, from: Date, to: Date) -> Option<(Date, Date)> {
        let first = offer.starts.map_or(from, |starts| starts.max(from));
        let last = offer.ends.map_or(to, |ends| ends.min(to));
        let is_sound = self.freshness(offer.assured.date, self.review_period(offer)) != Freshness::Overdue;
        (is_sound && offer.status == Status::Active && first <= last).then_some((first, last))
    }

    /// The sessions of rules from one day to another; nothing where no rule has any to give.
    fn schedule(&self, rules: &[Rule], closures: &[&Closures], first: Date, last: Date) -> Option<Schedule> {
        let days = u16::try_from(last.days_since(first) + 1).ok()?;
        if rules.iter().all(|rule| rule.session().is_none()) {
            return None;
        }
        let on_any_day = self.calendar(closures);
        let but_for_bank_holidays = Calendar {
            bank_holidays: BTreeSet::new(),
            ..on_any_day.clone()
        };
        let laid_on = |calendar: &Calendar| -> BTreeSet<Occurrence> {
            rules
                .iter()
                .flat_map(|rule| occurrences(rule, first.as_civil(), days, calendar))
                .collect()
        };
        let sessions = laid_on(&on_any_day);
        let taken_away = laid_on(&but_for_bank_holidays);
        let bank_holidays: BTreeSet<_> = taken_away.difference(&sessions).map(|session| session.date).collect();
        Some(Schedule {
            sessions: sessions.into_iter().collect(),
            bank_holidays: bank_holidays.into_iter().collect(),
            is_steady: is_steady(rules, self.today),
        })
    }

    fn calendar(&self, closures: &[&Closures]) -> Calendar {
        let dates = closures.iter().flat_map(|closures| &closures.dates);
        let keeps_bank_holidays = closures.iter().any(|closures| closures.bank_holidays);
        Calendar {
            closed: dates.map(|(from, to, _)| (from.as_civil(), to.as_civil())).collect(),
            bank_holidays: if keeps_bank_holidays {
                self.calendar.bank_holidays.clone()
            } else {
                BTreeSet::new()
            },
            terms: self.calendar.terms.clone(),
        }
    }
}

fn is_steady(rules: &[Rule], today: Date) -> bool {
    let today = today.as_civil();
    let counts = |rule: &&Rule| matches!(rule.when(), When::Weekly(_)) && rule.until().is_none_or(|last| last >= today);
    let days: BTreeSet<Day> = rules.iter().filter(counts).flat_map(Rule::days).collect();
    days.len() >= STEADY_DAYS
}
