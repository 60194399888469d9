//! A week of sessions, Monday to Sunday, from the opening hours.
//!
//! In: the entries of a leaflet and the day of the build. Out: each day with what is on. What is by appointment, and what
//! is open all week long, is no session.

use std::collections::BTreeSet;

use serde::Serialize;

use super::plan::Job;
use super::writer::{Printable, Writer};
use crate::site::{AtPlace, Offer};
use crate::values::date::Date;
use crate::values::hours::{Session, say_session};

/// What the template reads.
#[derive(Debug, Serialize)]
pub(super) struct Week {
    title: String,
    days: Vec<DayView>,
}

#[derive(Debug, Serialize)]
struct DayView {
    name: String,
    sessions: Vec<SessionView>,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
struct SessionView {
    /// For the order alone: minutes since midnight.
    #[serde(skip)]
    opens: i32,
    time: String,
    name: String,
    place: String,
    phone: Option<String>,
}

/// The week that the day of the build lies in.
pub(super) fn week(writer: &Writer<'_>, job: &Job<'_>) -> Week {
    let said = &writer.said;
    let today = said.site.today;
    let weekday = i64::from(today.as_civil().weekday().to_monday_zero_offset());
    let monday = today.plus_days(-weekday);
    let mut days = vec![BTreeSet::new(); 7];
    for what in &job.entries {
        let Printable::Offer(id) = what else { continue };
        let offer = said.site.offer(*id);
        // What is open whenever its place is, is no session.
        for at in offer.places.iter().filter(|at| !at.hours_of_place) {
            add(writer, offer, at, monday, &mut days);
        }
    }
    let date = |day: Date| day.say(&said.strings.date);
    let names = said.strings.hours.days.iter();
    let days = names.zip(days).zip(0..).map(|((name, sessions), after)| DayView {
        name: writer.text(&format!("{name} {}", date(monday.plus_days(after)))),
        sessions: sessions.into_iter().collect(),
    });
    Week {
        title: writer.text(&said.filled(
            "print.week",
            &[
                ("area", writer.area_name(job)),
                ("from", date(monday)),
                ("to", date(monday.plus_days(6))),
            ],
        )),
        days: days.collect(),
    }
}

fn add(writer: &Writer<'_>, offer: &Offer, at: &AtPlace, monday: Date, days: &mut [BTreeSet<SessionView>]) {
    let site = writer.said.site;
    let place = site.place(at.place);
    let schedule = site.schedule_at_between(offer, at, monday, monday.plus_days(6));
    for found in schedule.into_iter().flat_map(|schedule| schedule.sessions) {
        let Some(session) = Session::new(found.opens, found.closes) else {
            continue;
        };
        let day = found.date.weekday().to_monday_zero_offset();
        let view = SessionView {
            opens: i32::from(found.opens.hour()) * 60 + i32::from(found.opens.minute()),
            time: writer.text(&say_session(session, &writer.said.strings.hours)),
            name: writer.text(&offer.name),
            place: place.name.clone(),
            phone: writer.said.phone(offer).map(|phone| writer.text(&phone.spoken)),
        };
        if let Some(sessions) = usize::try_from(day).ok().and_then(|day| days.get_mut(day)) {
            sessions.insert(view);
        }
    }
}
