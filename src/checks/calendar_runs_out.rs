//! The calendar goes on for as long as people plan.
//!
//! Offers that are closed on bank holidays, or that run in term time only, need dates to come. If the calendar knows no
//! bank holiday, or no term, more than 30 days ahead, people would be sent to a locked door, or a class would vanish
//! from the lists. It is a warning, once for the whole site, and only if a listed offer depends on it.

use super::Check;
use crate::diagnostics::{Diagnostics, Location};
use crate::site::{Offer, Site};
use crate::values::hours::Rule;

/// The check.
pub const CHECK: Check = Check {
    code: "calendar-runs-out",
    run,
};

/// How far ahead dates must be known, in days.
const DAYS_AHEAD: i64 = 30;

fn run(site: &Site, diagnostics: &mut Diagnostics) {
    let horizon = site.today.plus_days(DAYS_AHEAD);
    let knows_holidays = site
        .calendar
        .bank_holidays
        .last()
        .is_some_and(|last| *last > horizon.as_civil());
    let terms = site.calendar.terms.iter().flatten();
    let knows_terms = terms
        .map(|(_, last)| last)
        .max()
        .is_some_and(|last| *last > horizon.as_civil());
    let count = |needs: fn(&Offer, &Site) -> bool| site.listed_offers().filter(|(_, one)| needs(one, site)).count();
    let by_holidays = if knows_holidays {
        0
    } else {
        count(closes_on_bank_holidays)
    };
    let by_terms = if knows_terms { 0 } else { count(keeps_term_time) };
    let missing: Vec<String> = [
        (by_holidays, "bank holiday", "on bank holidays", "closes", "close"),
        (by_terms, "school term", "in term time only", "runs", "run"),
    ]
    .into_iter()
    .filter(|(offers, ..)| *offers > 0)
    .map(|(offers, date, when, one, more)| match offers {
        1 => format!("no {date} after `{horizon}`, and 1 offer {one} {when}"),
        _ => format!("no {date} after `{horizon}`, and {offers} offers {more} {when}"),
    })
    .collect();
    if !missing.is_empty() {
        diagnostics.warning(
            CHECK.code,
            Location::start_of("content/calendars"),
            format!("the calendars know {}", missing.join("; ")),
            Some("add the dates of the next year; they are on the website of the government or the council".into()),
        );
    }
}

fn closes_on_bank_holidays(offer: &Offer, site: &Site) -> bool {
    let at_places = offer
        .places
        .iter()
        .any(|at| at.closed.bank_holidays || site.place(at.place).closed.bank_holidays);
    at_places || offer.deliveries.iter().any(|by| by.closed.bank_holidays)
}

fn keeps_term_time(offer: &Offer, _: &Site) -> bool {
    let at_places = offer.places.iter().flat_map(|at| at.hours.iter());
    let by_deliveries = offer.deliveries.iter().flat_map(|by| by.hours.iter());
    at_places.chain(by_deliveries).flatten().any(Rule::is_term_time_only)
}
