//! Dates that stay true: hours with their next dates and closures, news with its end, and what a page needs once it is old.
//!
//! In: schedules and news of the site. Out: what `parts.html` and `card.html` show, and the parts of a page that only a
//! page with dates has. Every moment is said in whole, and comes with the minute (from 1970, in UTC) at which it is over,
//! so that `dates.js` can take it away without knowing a time zone.

use std::cell::Cell;

use serde::Serialize;
use sha2::{Digest, Sha256};

use super::Maker;
use crate::error::Result;
use crate::outputs::OutputFile;
use crate::outputs::html::{self, ROOT};
use crate::outputs::theme::Theme;
use crate::site::news::Event;
use crate::site::sessions::Schedule;
use crate::site::{Closures, Offer, PlaceId, Site};
use crate::values::date::Date;
use crate::values::hours::{Occurrence, Rule, Session, say_date, say_occurrence, say_time};

/// What a page shows if parts of it will be over one day, and so needs the script for.
const ENDS: [&str; 3] = [SESSION, " data-until=", " data-open="];

/// What a page shows if it names dates of sessions.
const SESSION: &str = " data-session=";

/// Hours, what interrupts them, and their next dates.
#[derive(Debug, Clone, Serialize)]
pub struct HoursView {
    /// None: nobody has said.
    pub lines: Vec<String>,
    /// Closures that are not over yet.
    pub closed: Vec<LineView>,
    /// The next dates; none where they go without saying.
    pub next: Vec<NextView>,
    /// When the last of them is over.
    last: i64,
    /// Said where there is no session before the horizon.
    none: Option<String>,
    open: Option<OpenView>,
}

/// A line that is over one day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LineView {
    pub said: String,
    /// The minute after which it does not count, if somebody has said.
    pub until: Option<i64>,
}

/// The date of a session.
#[derive(Debug, Clone, Serialize)]
pub struct NextView {
    /// `2026-11-24`
    pub iso: String,
    /// `Tuesday 24 November, 10am to midday`
    pub said: String,
    /// The minute at which the session is over.
    pub over: i64,
}

/// What the script says about now and today; [`OpenView::of`] writes what `dates.js` reads.
#[derive(Debug, Clone, Serialize)]
struct OpenView {
    sessions: String,
    says: String,
}

/// What `dates-until.html` shows.
#[derive(Debug, Serialize)]
struct UntilView {
    until: String,
    over: String,
    end: i64,
}

/// What the theme puts around the dates of a page: made once, shown where there are any.
#[derive(Debug, Default)]
pub(super) struct DatesParts {
    script: String,
    until: String,
}

/// The parts of one page, by name.
pub(super) struct PageParts<'m, 'a> {
    maker: &'m Maker<'a>,
    has_end: bool,
    has_session: bool,
    is_until_said: Cell<bool>,
}

/// Whether a part of a page will be over one day.
pub(super) fn has_end(html: &str) -> bool {
    ENDS.iter().any(|sign| html.contains(sign))
}

/// Whether a part of a page names dates of sessions.
pub(super) fn has_session(html: &str) -> bool {
    html.contains(SESSION)
}

/// The script of pages that show dates. Its name changes with its text, so that no browser keeps an old one.
pub fn script(theme: &Theme) -> OutputFile {
    let script = theme.scripts.get("dates").cloned().unwrap_or_default();
    let name: String = Sha256::digest(script.as_bytes())
        .iter()
        .take(4)
        .map(|byte| format!("{byte:02x}"))
        .collect();
    OutputFile {
        path: format!("scripts/dates-{name}.js"),
        bytes: script.into_bytes(),
    }
}

impl DatesParts {
    /// Makes them with the words of the theme.
    pub fn of(maker: &Maker<'_>) -> Result<Self> {
        let site = maker.site;
        let page = UntilView {
            until: maker.filled("dates.until", &[("date", maker.date(site.horizon()))]),
            over: maker.filled("dates.over", &[("date", maker.date(site.today))]),
            end: site.config.time_zone.end_of(site.horizon().as_civil()),
        };
        Ok(Self {
            script: format!("<script defer src={ROOT}{}></script>", script(maker.theme).path),
            until: html::small(&maker.theme.render("dates-until.html", &page)?),
        })
    }
}

impl<'m, 'a> PageParts<'m, 'a> {
    /// The parts of a page whose shared parts are still marks.
    pub fn of(maker: &'m Maker<'a>, page: &str) -> Self {
        let cards = || html::marks(page).filter_map(|name| maker.card_of(name));
        Self {
            maker,
            has_end: has_end(page) || cards().any(|card| card.has_end),
            has_session: has_session(page) || cards().any(|card| card.has_session),
            is_until_said: Cell::new(false),
        }
    }

    /// A part by its name. How far dates go is said once, where it is first asked for.
    pub fn get(&self, name: &str) -> Option<&'m str> {
        let dates = &self.maker.dates;
        match name {
            "dates_policy" => Some(if self.has_end { " script-src 'self';" } else { "" }),
            "dates_script" => Some(if self.has_end { dates.script.as_str() } else { "" }),
            "dates_until" => {
                let is_wanted = self.has_session && !self.is_until_said.replace(true);
                Some(if is_wanted { dates.until.as_str() } else { "" })
            }
            _ => self.maker.part(name),
        }
    }
}

impl Maker<'_> {
    /// Hours with the closures that are not over yet and the next dates.
    pub(super) fn hours_view(
        &self,
        rules: Option<&[Rule]>,
        closures: &[&Closures],
        schedule: Option<&Schedule>,
    ) -> HoursView {
        let site = self.site;
        let next: Vec<NextView> = schedule
            .map(|schedule| schedule.worth_telling(site.today))
            .unwrap_or_default()
            .iter()
            .map(|session| self.next_view(*session))
            .collect();
        let is_never = schedule.is_some_and(|schedule| schedule.sessions.is_empty());
        HoursView {
            lines: rules.map(|rules| self.hours(rules)).unwrap_or_default(),
            closed: self.closed(closures, schedule),
            last: next.iter().map(|one| one.over).max().unwrap_or_default(),
            next,
            none: is_never.then(|| self.filled("dates.none", &[("date", self.date(site.horizon()))])),
            open: schedule.and_then(|schedule| OpenView::of(self, schedule)),
        }
    }

    fn closed(&self, closures: &[&Closures], schedule: Option<&Schedule>) -> Vec<LineView> {
        let site = self.site;
        let mut closed = Vec::new();
        if closures.iter().any(|closures| closures.bank_holidays) {
            closed.push(LineView {
                said: self.word("hours_closed.bank_holidays"),
                until: None,
            });
        }
        if let Some(schedule) = schedule {
            let say = |gaps: &[(&str, String)]| match schedule.is_steady {
                true => self.filled("dates.closed", gaps),
                false => self.filled("dates.missed", gaps),
            };
            closed.extend(schedule.bank_holidays.iter().map(|date| LineView {
                said: say(&[(
                    "date",
                    say_date(*date, site.today.as_civil(), &self.theme.strings.hours),
                )]),
                until: Some(site.config.time_zone.end_of(*date)),
            }));
        }
        let dates = closures.iter().flat_map(|closures| &closures.dates);
        for (from, to, because) in dates.filter(|(_, to, _)| *to >= site.today) {
            let line = self.event(&Event::Closed(*from, *to, because.as_deref()), Some(*to));
            // A place and an offer at it often say the same.
            if !closed.contains(&line) {
                closed.push(line);
            }
        }
        closed
    }

    /// News, with the minute at which it is over.
    pub(super) fn event(&self, event: &Event<'_>, until: Option<Date>) -> LineView {
        let said = match event {
            Event::Alert(text) => (*text).to_owned(),
            Event::Closed(from, to, because) => self.closure(*from, *to, *because),
        };
        LineView {
            said,
            until: until.map(|last_day| self.site.config.time_zone.end_of(last_day.as_civil())),
        }
    }

    /// An alert that is not over yet.
    pub(super) fn alert(&self, alert: Option<&crate::site::Alert>) -> Option<LineView> {
        let alert = self.site.alert_today(alert)?;
        Some(self.event(&Event::Alert(&alert.text), alert.until))
    }

    /// The next session of an offer, wherever it is; its place is named if there are several to choose from.
    pub(super) fn next_of(&self, offer: &Offer) -> Option<NextView> {
        let site = self.site;
        let at_places = offer
            .places
            .iter()
            .map(|at| (Some(at.place), site.schedule_at(offer, at)));
        let by_delivery = offer.deliveries.iter().map(|by| (None, site.schedule_by(offer, by)));
        let firsts = at_places.chain(by_delivery).filter_map(|(place, schedule)| {
            let first = schedule?.worth_telling(site.today).first().copied();
            first.map(|first| (first, place))
        });
        let (session, place) = firsts.min()?;
        let mut next = self.next_view(session);
        if let Some(place) = place.filter(|_| offer.places.len() > 1) {
            next.said = self.filled(
                "dates.next_at",
                &[("session", next.said), ("place", self.name_of(place))],
            );
        }
        Some(next)
    }

    fn name_of(&self, place: PlaceId) -> String {
        self.site.place(place).name.clone()
    }

    fn next_view(&self, session: Occurrence) -> NextView {
        let said = say_occurrence(session, self.site.today.as_civil(), &self.theme.strings.hours);
        NextView {
            iso: session.date.to_string(),
            said: if is_bank_holiday(self.site, session) {
                self.filled("dates.holiday", &[("session", said)])
            } else {
                said
            },
            over: over(self.site, session),
        }
    }

    /// The two sentences about a session while it is on, and on its day before it is.
    fn open_words(&self, session: Session) -> [String; 2] {
        let time = |time| say_time(time, &self.theme.strings.hours);
        let now = match session {
            Session::ALL_DAY => self.word("dates.open_all_day"),
            _ => self.filled("dates.open_now", &[("time", time(session.closes()))]),
        };
        [now, self.filled("dates.open_later", &[("time", time(session.opens()))])]
    }
}

impl OpenView {
    fn of(maker: &Maker<'_>, schedule: &Schedule) -> Option<Self> {
        let zone = &maker.site.config.time_zone;
        let (mut kinds, mut sessions, mut last_day) = (Vec::new(), Vec::new(), 0);
        for one in schedule
            .sessions
            .iter()
            .filter(|one| !is_bank_holiday(maker.site, **one))
        {
            let session = Session::new(one.opens, one.closes)?;
            let index = kinds.iter().position(|kind| *kind == session).unwrap_or(kinds.len());
            if index == kinds.len() {
                kinds.push(session);
            }
            let (day, opens) = (zone.start_of(one.date), zone.minute(one.date, one.opens));
            let length = over(maker.site, *one) - opens;
            sessions.push(format!("{} {} {length} {index}", day - last_day, opens - day));
            last_day = day;
        }
        let says: Vec<String> = kinds.into_iter().flat_map(|kind| maker.open_words(kind)).collect();
        (!sessions.is_empty()).then(|| Self {
            sessions: sessions.join(","),
            says: says.join("|"),
        })
    }
}

/// Whether a session falls on a bank holiday. Its entry does not say that it is closed then; often nobody has thought of it.
fn is_bank_holiday(site: &Site, session: Occurrence) -> bool {
    site.calendar.bank_holidays.contains(&session.date)
}

/// The minute at which a session is over.
fn over(site: &Site, session: Occurrence) -> i64 {
    let zone = &site.config.time_zone;
    match session.closes {
        Session::LAST_MINUTE => zone.end_of(session.date),
        closes => zone.minute(session.date, closes),
    }
}
