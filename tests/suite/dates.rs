//! Dates: what is on in the weeks to come, what is closed, and what is true of a page once it is old.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use fingerpost::diagnostics::Diagnostics;
use fingerpost::site::sessions::LocalSession;
use fingerpost::site::{AreaId, Site};
use fingerpost::values::date::Date;
use fingerpost::values::time_zone::TimeZone;
use fingerpost::{config, content, site, source};
use jiff::civil;
use proptest::prelude::*;

use super::site_test::{SiteTest, project, text_of};

const OFFER: &str = "content/offers/tea-and-tablets.yaml";
const PLACE: &str = "content/places/millbrook-library.yaml";
const PAGE: &str = "offers/tea-and-tablets.html";
const HOLIDAYS: &str = "name: bank holidays\nkind: bank-holidays\ndates:\n  - {date: 2026-12-25}\n  - {date: 2026-12-28}\n  - {date: 2027-01-01}\n";

/// The smallest site on 21 November 2026, a Saturday, with other hours for Tea and Tablets.
fn with_hours(hours: &str) -> SiteTest {
    SiteTest::minimal().replace(OFFER, "[Tuesdays 10:00-12:00]", hours)
}

/// What a page says in its part about where and when.
fn where_and_when(site: SiteTest) -> String {
    let page = site.built().page(PAGE);
    let (_, part) = page.split_once("<h2 id=where>").unwrap();
    text_of(part.split_once("</section>").unwrap().0)
}

/// The days of the next dates on a page, in order, hidden ones too.
fn next_dates(site: SiteTest) -> Vec<String> {
    let page = site.built().page(PAGE);
    let (_, part) = page.split_once("<h2 id=where>").unwrap();
    let part = part.split_once("</section>").unwrap().0;
    part.split("<time datetime=")
        .skip(1)
        .map(|rest| rest[..10].to_owned())
        .collect()
}

/// The minutes of an attribute such as `data-until`, in order.
fn minutes(html: &str, attribute: &str) -> Vec<i64> {
    let sign = format!(" {attribute}=");
    let numbers = html.split(&sign).skip(1);
    let digits = |rest: &str| rest.chars().take_while(char::is_ascii_digit).collect::<String>();
    numbers.map(|rest| digits(rest).parse().unwrap()).collect()
}

/// The minute of a moment in UTC.
fn minute(moment: &str) -> i64 {
    moment.parse::<jiff::Timestamp>().unwrap().as_second() / 60
}

// Next dates

#[test]
fn the_next_four_dates_are_shown_and_the_others_of_eight_weeks_wait() {
    let page = with_hours("[Tuesdays 10:00-12:00]").built().page(PAGE);
    let text = text_of(&page);
    assert!(
        text.contains("Tuesdays, 10am to midday Next: Tuesday 24 November, 10am to midday Tuesday 1 December"),
        "{text}"
    );
    assert_eq!(page.matches(" hidden><time").count(), 4);
    assert!(
        text.contains("Tuesday 12 January 2027, 10am to midday"),
        "the year is said where it is another: {text}"
    );
    assert!(!text.contains("19 January"), "{text}");
    assert!(
        text.contains("The dates on this page go up to 16 January 2027. After that, please ring first."),
        "{text}"
    );
    assert_eq!(page.matches("go up to").count(), 1);
}

#[test]
fn no_date_is_called_tomorrow_or_today() {
    let built = with_hours("[Sundays 10:00-12:00, Saturdays 10:00-12:00]").built();
    for (path, bytes) in built.files().into_iter().filter(|(path, _)| path.ends_with(".html")) {
        let text = text_of(&String::from_utf8(bytes).unwrap()).to_lowercase();
        assert!(!text.contains("tomorrow") && !text.contains("today"), "{path}: {text}");
    }
}

#[test]
fn a_first_saturday_and_every_other_wednesday_are_found_on_the_calendar() {
    assert_eq!(
        next_dates(with_hours("[First Saturday of the month 10:00-13:00]")),
        ["2026-12-05", "2027-01-02"]
    );
    assert_eq!(
        next_dates(with_hours("[Every other Wednesday 10:00-12:00 from 4 November 2026]")),
        ["2026-12-02", "2026-12-16", "2026-12-30", "2027-01-13"]
    );
}

#[test]
fn two_rules_share_one_list_in_the_order_of_the_days() {
    let text = where_and_when(with_hours(
        "[Tuesdays 10:00-12:00, First Saturday of the month 10:00-13:00]",
    ));
    let dates = "Tuesday 1 December, 10am to midday Saturday 5 December, 10am to 1pm Tuesday 8 December";
    assert!(text.contains(dates), "{text}");
}

#[test]
fn sessions_in_term_time_pause_for_the_holidays() {
    let terms = "name: terms\nkind: school-terms\nterms:\n  - {from: 2026-11-02, to: 2026-12-04}\n  - {from: 2027-01-05, to: 2027-02-12}\n";
    let site = with_hours("[\"Tuesdays 10:00-12:00, term time only\"]").write("content/calendars/terms.yaml", terms);
    assert_eq!(
        next_dates(site),
        ["2026-11-24", "2026-12-01", "2027-01-05", "2027-01-12"]
    );
}

#[test]
fn the_first_and_last_day_of_an_offer_count() {
    let site = with_hours("[Tuesdays 10:00-12:00]").replace(
        OFFER,
        "cost: free",
        "cost: free\nstarts: 2026-12-01\nends: 2026-12-15",
    );
    assert_eq!(next_dates(site), ["2026-12-01", "2026-12-08", "2026-12-15"]);
}

#[test]
fn an_offer_that_has_ended_or_stopped_has_no_next_date() {
    for end in [
        "ends: 2026-11-20\nstatus: inactive",
        "status: temporarily closed",
        "status: defunct",
        "starts: 2027-03-01",
    ] {
        let site = SiteTest::minimal().replace(OFFER, "cost: free", &format!("cost: free\n{end}"));
        let text = where_and_when(site);
        assert!(!text.contains("Next:") && !text.contains("no date"), "{end}: {text}");
    }
}

#[test]
fn an_entry_that_nobody_has_checked_for_long_sends_nobody_out() {
    let old = SiteTest::minimal().on("2029-01-01").built().page(PAGE);
    assert!(text_of(&old).contains("a long time ago"), "{old}");
    for claim in ["Next:", " data-open=", " data-session="] {
        assert!(!old.contains(claim), "{claim}");
    }
}

#[test]
fn hours_by_appointment_or_not_given_have_no_dates() {
    for hours in ["[By appointment]", "[]"] {
        let text = where_and_when(with_hours(hours));
        assert!(!text.contains("Next:") && !text.contains("no date"), "{hours}: {text}");
    }
}

#[test]
fn what_is_open_most_days_needs_no_next_date_unless_it_pauses() {
    assert_eq!(next_dates(with_hours("at place")), [""; 0]);
    let two_days = next_dates(with_hours("[Mon and Thu 10:00-12:00]"));
    assert_eq!(two_days[..2], ["2026-11-23", "2026-11-26"]);
    let pause = with_hours("at place").replace(PLACE, "hours:", "closed: [{from: 2026-11-21, to: 2026-12-06}]\nhours:");
    assert_eq!(next_dates(pause), ["2026-12-07"]);
}

#[test]
fn when_nothing_is_on_in_eight_weeks_the_page_says_so_and_what_to_do() {
    let text = where_and_when(with_hours("[12 March 2027 10:00-12:00]"));
    assert!(
        text.contains("We know of no date up to 16 January 2027. Please ring first."),
        "{text}"
    );
    let unknown_terms = where_and_when(with_hours("[\"Tuesdays 10:00-12:00, term time only\"]"));
    assert!(unknown_terms.contains("We know of no date"), "{unknown_terms}");
}

#[test]
fn a_card_says_the_next_date_and_where_if_there_are_several_places() {
    let area = |site: SiteTest| text_of(&site.built().page("areas/millbrook/skills.html"));
    let one = area(with_hours("[Tuesdays 10:00-12:00]"));
    assert!(one.contains("Next Tuesday 24 November, 10am to midday Phone"), "{one}");
    let hall = "name: Fenley Hall\naddress: {lines: [1 High Street], town: Fenley}\narea: millbrook\n";
    let two = with_hours("[Tuesdays 10:00-12:00]")
        .write("content/places/fenley-hall.yaml", hall)
        .replace(
            OFFER,
            "where:\n",
            "where:\n  - {place: fenley-hall, hours: Mondays 14:00-16:00}\n",
        );
    let two = area(two);
    assert!(
        two.contains("Next Monday 23 November, 2pm to 4pm, at Fenley Hall"),
        "{two}"
    );
}

// Closures

#[test]
fn a_bank_holiday_on_a_day_with_a_session_is_said_and_takes_the_session_away() {
    let site = || {
        with_hours("[Mondays 10:00-12:00]\n    closed: [bank holidays]")
            .write("content/calendars/holidays.yaml", HOLIDAYS)
    };
    let text = where_and_when(site());
    assert!(
        text.contains("No session on Monday 28 December: bank holiday"),
        "{text}"
    );
    assert!(!text.contains("25 December"), "there is none on a Friday: {text}");
    assert!(!next_dates(site()).contains(&"2026-12-28".to_owned()));
    let open_all_year =
        where_and_when(with_hours("[Mondays 10:00-12:00]").write("content/calendars/holidays.yaml", HOLIDAYS));
    let unsure = "Monday 28 December, 10am to midday (a bank holiday: please ring first)";
    assert!(open_all_year.contains(unsure), "{open_all_year}");
    let place = with_hours("at place").replace(PLACE, "hours:", "closed: [bank holidays]\nhours:");
    let place = where_and_when(place.write("content/calendars/holidays.yaml", HOLIDAYS));
    assert!(
        place.contains("Closed on Friday 25 December: bank holiday Closed on Monday 28 December"),
        "{place}"
    );
}

#[test]
fn a_closed_place_closes_the_sessions_held_there() {
    let site = || {
        let closed = "closed: [{from: 2026-12-08, to: 2026-12-15, because: New floor}]\nhours:";
        with_hours("[Tuesdays 10:00-12:00]").replace(PLACE, "hours:", closed)
    };
    let dates = next_dates(site());
    assert_eq!(dates[..3], ["2026-11-24", "2026-12-01", "2026-12-22"]);
    let text = where_and_when(site());
    assert!(
        text.contains("Closed from 8 December 2026 to 15 December 2026 (New floor)"),
        "{text}"
    );
}

// What is true of an old page

#[test]
fn each_date_carries_the_minute_at_which_it_is_over_whatever_the_clocks_do() {
    // On 28 March 2027 the clocks go forward.
    let page = with_hours("[Sundays 10:00-12:00]").on("2027-03-20").built().page(PAGE);
    let (_, list) = page.split_once("<div data-session=").unwrap();
    let ends = minutes(list, "data-session");
    assert_eq!(ends[0], minute("2027-03-21T12:00:00Z"));
    assert_eq!(ends[1], minute("2027-03-28T11:00:00Z"));
    let open = page.split("data-open=\"").nth(1).unwrap().split('"').next().unwrap();
    let first = format!("{} 600 120 0", minute("2027-03-21T00:00:00Z"));
    let sessions: Vec<&str> = open.split(',').take(3).collect();
    // The day of the change has 23 hours, and 10 o'clock is nine hours after its start.
    assert_eq!(sessions, [first.as_str(), "10080 540 120 0", "10020 600 120 0"]);
    assert!(
        page.contains("data-say=\"Open now, until midday|Open today from 10am\""),
        "{page}"
    );
    assert_eq!(minutes(&page, "data-end"), [minute("2027-05-15T23:00:00Z")]);
}

#[test]
fn the_whole_day_ends_with_the_day() {
    let page = with_hours("[24 hours a day]").built().page(PAGE);
    assert!(
        page.contains("data-say=\"Open now|Open today from midnight\""),
        "{page}"
    );
    assert!(page.contains(" 0 1440 0,1440 0 1440 0"), "{page}");
}

#[test]
fn only_pages_on_which_something_ends_have_the_script_and_may_run_it() {
    let built = SiteTest::sample().built();
    let (mut with, mut without) = (0, 0);
    for (path, bytes) in built.files().into_iter().filter(|(path, _)| path.ends_with(".html")) {
        let html = String::from_utf8(bytes).unwrap();
        let ends = [" data-session=", " data-until=", " data-open="]
            .iter()
            .any(|sign| html.contains(sign));
        let runs = html.matches("scripts/dates-").count();
        assert_eq!(usize::from(ends), runs, "{path}");
        assert_eq!(html.contains(" data-end="), html.contains(" data-session="), "{path}");
        if ends {
            let root = "../".repeat(path.matches('/').count());
            assert!(
                html.contains(&format!("<script defer src={root}scripts/dates-")),
                "{path}"
            );
            with += 1;
        } else {
            without += 1;
        }
    }
    assert!(with > 100 && without > 30, "{with} with, {without} without");
}

#[test]
fn the_script_is_small_and_old_phones_can_read_it() {
    let built = SiteTest::minimal().built();
    let scripts: Vec<_> = built
        .files()
        .into_iter()
        .filter(|(path, _)| path.starts_with("scripts/dates-"))
        .collect();
    let [(path, bytes)] = scripts.as_slice() else {
        panic!("one script, not {}", scripts.len());
    };
    assert!(path.ends_with(".js"), "{path}");
    let code = String::from_utf8(bytes.clone()).unwrap();
    // Not even compressed, it takes more than one kilobyte.
    assert!((500..=1024).contains(&code.len()), "{} bytes", code.len());
    for newer in [
        "=>",
        "`",
        "?.",
        "...",
        "let ",
        "const ",
        "class ",
        " of ",
        "fetch(",
        "eval(",
        "innerHTML",
    ] {
        assert!(!code.contains(newer), "{path} has `{newer}`");
    }
}

#[test]
fn a_time_zone_that_does_not_exist_is_refused_and_another_moves_the_minutes() {
    let refused = config::parse("title = \"Test\"\ntime_zone = \"Marlshire\"").unwrap_err();
    assert_eq!(
        refused,
        "`time_zone`: `Marlshire` is not a time zone. Write it like `Europe/London`."
    );
    let noon = |zone: &str| {
        TimeZone::parse(zone)
            .unwrap()
            .minute(civil::date(2027, 7, 1), civil::time(12, 0, 0, 0))
    };
    assert_eq!(noon("Europe/London"), minute("2027-07-01T11:00:00Z"));
    assert_eq!(noon("UTC"), minute("2027-07-01T12:00:00Z"));
}

// News

#[test]
fn news_stands_on_the_entry_its_card_and_the_home_page_until_its_day_is_over() {
    let site = |day: &str| {
        let alert = "cost: free\nalert: {text: We start at 11 on 1 December., until: 2026-12-01}";
        SiteTest::minimal().replace(OFFER, "cost: free", alert).on(day).built()
    };
    let pages = [PAGE, "places/millbrook-library.html", "index.html"];
    let told = site("2026-12-01");
    let over = site("2026-12-02");
    for path in pages {
        let page = told.page(path);
        assert!(text_of(&page).contains("We start at 11 on 1 December."), "{path}");
        assert!(
            page.contains(&format!(" data-until={}", minute("2026-12-02T00:00:00Z"))),
            "{path}"
        );
        assert!(!over.page(path).contains("We start at 11"), "{path}");
    }
    assert!(text_of(&told.page("index.html")).contains("News and closures Tea and Tablets : We start at 11"));
    assert!(!over.page("index.html").contains("News and closures"));
}

#[test]
fn news_of_a_place_stands_on_the_offers_held_there() {
    let site = SiteTest::minimal().replace(PLACE, "hours:", "alert: {text: The lift is being mended.}\nhours:");
    let built = site.built();
    assert!(text_of(&built.page(PAGE)).contains("News: The lift is being mended."));
    assert!(
        !built.page(PAGE).contains(" data-until="),
        "nobody has said when it is over"
    );
    assert!(text_of(&built.page("areas/millbrook.html")).contains("News: The lift is being mended."));
}

#[test]
fn a_closure_is_news_from_a_fortnight_before_and_the_soonest_comes_first() {
    let site = |day: &str| {
        let closed = "closed: [{from: 2026-12-24, to: 2027-01-02, because: Christmas}]\nhours:";
        let alert = "cost: free\nalert: {text: We have new tablets.}";
        let site = SiteTest::minimal()
            .replace(PLACE, "hours:", closed)
            .replace(OFFER, "cost: free", alert);
        text_of(&site.on(day).built().page("index.html"))
    };
    let closure = "Millbrook Library : Closed from 24 December 2026 to 2 January 2027 (Christmas)";
    assert!(!site("2026-12-09").contains(closure));
    let before = site("2026-12-10");
    let position = |text: &str, part: &str| text.find(part).unwrap_or_else(|| panic!("`{part}` is not in: {text}"));
    assert!(position(&before, "We have new tablets.") < position(&before, closure));
    let during = site("2026-12-30");
    assert!(
        position(&during, closure) < position(&during, "We have new tablets."),
        "what has an end comes first"
    );
    assert!(!site("2027-01-03").contains(closure));
}

#[test]
fn places_that_close_on_the_same_days_share_a_line_and_many_are_counted() {
    let home = |places: usize| {
        let mut site = SiteTest::minimal();
        for number in 0..places {
            let place = format!(
                "name: Hall {number}\naddress: {{lines: [1 High Street], town: Fenley}}\nclosed: [2026-11-28]\n"
            );
            site = site.write(&format!("content/places/hall-{number}.yaml"), &place);
        }
        text_of(&site.built().page("index.html"))
    };
    let few = home(2);
    assert!(few.contains("Hall 0 , Hall 1 : Closed on 28 November 2026"), "{few}");
    let many = home(4);
    assert!(
        many.contains("4 places and sessions : Closed on 28 November 2026"),
        "{many}"
    );
}

#[test]
fn home_shows_some_of_much_news_and_says_that_there_is_more() {
    let mut site = SiteTest::minimal();
    for number in 1..=9 {
        let place = format!(
            "name: Hall {number}\naddress: {{lines: [1 High Street], town: Fenley}}\nclosed: [2026-11-{}]\n",
            20 + number
        );
        site = site.write(&format!("content/places/hall-{number}.yaml"), &place);
    }
    let home = text_of(&site.built().page("index.html"));
    assert!(home.contains("Hall 8 :") && !home.contains("Hall 9 :"), "{home}");
    assert!(home.contains("There is more news."), "{home}");
}

// Sessions of an area

static SAMPLE: LazyLock<Site> = LazyLock::new(|| {
    let mut diagnostics = Diagnostics::default();
    let config = config::read(&project()).unwrap();
    let sources = source::read(&project().join("content"), "content", &mut diagnostics).unwrap();
    let content = content::parse(&sources, &mut diagnostics);
    site::resolve(content, config, day(0), &mut diagnostics)
});

/// So many days after 22 November 2026.
fn day(number: i64) -> Date {
    Date::from_ymd(2026, 11, 22).unwrap().plus_days(number)
}

fn area_called(slug: &str) -> AreaId {
    AreaId::new(SAMPLE.areas.iter().position(|area| area.slug.as_str() == slug).unwrap())
}

#[test]
fn the_sessions_of_an_area_are_those_at_its_places_by_day_and_time() {
    let sessions = SAMPLE.sessions(area_called("marrowby"), day(0), day(6));
    assert!(!sessions.is_empty());
    let order: Vec<_> = sessions.iter().map(|one| one.when).collect();
    assert!(order.is_sorted(), "{order:?}");
    let tea = |one: &&LocalSession| SAMPLE.offer(one.offer).slug.as_str() == "tea-and-tablets";
    let found: Vec<_> = sessions.iter().filter(tea).collect();
    let [tea] = found.as_slice() else {
        panic!("{found:?}");
    };
    assert_eq!(tea.when.date, civil::date(2026, 11, 24));
    assert!(!tea.is_steady);
    let places: BTreeSet<&str> = sessions
        .iter()
        .map(|one| SAMPLE.place(one.place).address.town.as_str())
        .collect();
    assert_eq!(places, BTreeSet::from(["Marrowby"]));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn days_looked_at_apart_have_the_sessions_of_the_days_looked_at_together(
        area in 0..SAMPLE.areas.len(),
        first in -30i64..400,
        days in 0i64..60,
        split in 0i64..60,
    ) {
        let area = AreaId::new(area);
        let (last, split) = (first + days, first + split.min(days));
        let whole = SAMPLE.sessions(area, day(first), day(last));
        let mut parts = SAMPLE.sessions(area, day(first), day(split));
        parts.extend(SAMPLE.sessions(area, day(split + 1), day(last)));
        prop_assert_eq!(&whole, &parts);
        for one in whole {
            prop_assert!(one.when.date >= day(first).as_civil() && one.when.date <= day(last).as_civil());
            let place = SAMPLE.place(one.place);
            let is_closed = place.closed.dates.iter().any(|(from, to, _)| {
                from.as_civil() <= one.when.date && one.when.date <= to.as_civil()
            });
            let is_holiday = place.closed.bank_holidays && SAMPLE.calendar.bank_holidays.contains(&one.when.date);
            prop_assert!(!is_closed && !is_holiday, "{one:?}");
        }
    }
}
