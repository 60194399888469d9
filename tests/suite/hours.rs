//! The opening-hours language: every agreed example, then the promises that hold for any text.

use std::collections::BTreeSet;
use std::fs;
use std::ops::RangeInclusive;
use std::sync::LazyLock;

use fingerpost::values::hours::{
    Calendar, Day, HoursWords, LONGEST_LINE, Nth, Occurrence, Rule, Session, When, byday,
    frequency, interval, occurrences, parse, rrule, say,
};
use jiff::ToSpan;
use jiff::civil::{Date, Time, date, time};
use proptest::prelude::*;
use serde::Deserialize;

const EXAMPLES: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/tests/suite/fixtures/opening-hours.json"
);
const ENGLISH_STRINGS: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/themes/default/strings/en-GB.hours.part.toml"
);

// Agreed examples

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Example {
    input: String,
    ok: Option<Vec<Expected>>,
    error: Option<String>,
    hint: Option<String>,
}

#[derive(Deserialize, Debug, PartialEq)]
#[serde(deny_unknown_fields)]
struct Expected {
    kind: String,
    freq: Option<String>,
    interval: Option<u8>,
    byday: Option<String>,
    opens_at: Option<String>,
    closes_at: Option<String>,
    dtstart: Option<String>,
    valid_from: Option<String>,
    valid_to: Option<String>,
    #[serde(default)]
    term_time: bool,
    description: String,
    rrule: Option<String>,
}

fn as_expected(rule: &Rule, words: &HoursWords) -> Expected {
    let (kind, dtstart) = match rule.when() {
        When::ByAppointment => ("appointment", None),
        When::Once(date) => ("once", Some(date.to_string())),
        When::Weekly(_) | When::EveryOther(_) => ("weekly", None),
        When::Monthly(_) => ("monthly", None),
    };
    Expected {
        kind: kind.to_owned(),
        freq: frequency(rule).map(str::to_owned),
        interval: interval(rule),
        byday: byday(rule),
        opens_at: rule.session().map(|session| session.opens().to_string()),
        closes_at: rule.session().map(|session| session.closes().to_string()),
        dtstart,
        valid_from: rule.from().map(|date| date.to_string()),
        valid_to: rule.until().map(|date| date.to_string()),
        term_time: rule.is_term_time_only(),
        description: say(rule, words),
        rrule: rrule(rule),
    }
}

static ENGLISH: LazyLock<HoursWords> = LazyLock::new(|| {
    #[derive(Deserialize)]
    struct Strings {
        hours: HoursWords,
    }
    let text = fs::read_to_string(ENGLISH_STRINGS).expect("the English strings are there");
    toml::from_str::<Strings>(&text)
        .expect("the English strings have all hours words")
        .hours
});

#[test]
fn every_agreed_example_is_read_said_and_refused_as_agreed() {
    let text = fs::read_to_string(EXAMPLES).expect("the examples are there");
    let examples: Vec<Example> = serde_json::from_str(&text).expect("the examples are readable");
    assert_eq!(examples.len(), 41);
    for Example {
        input,
        ok,
        error,
        hint,
    } in examples
    {
        match (parse(&input), ok) {
            (Ok(rules), Some(expected)) => {
                let actual: Vec<Expected> = rules
                    .iter()
                    .map(|rule| as_expected(rule, &ENGLISH))
                    .collect();
                assert_eq!(actual, expected, "{input}");
            }
            (Err(mistake), None) => {
                assert_eq!(Some(mistake.message), error, "{input}");
                assert_eq!(mistake.help, hint, "{input}");
            }
            (actual, expected) => panic!("{input}: {actual:?} instead of {expected:?}, {error:?}"),
        }
    }
}

// Ways of writing

/// The one rule of a line, written in its canonical form.
fn canonical(line: &str) -> String {
    match parse(line).as_deref() {
        Ok([rule]) => rule.to_string(),
        Ok(rules) => panic!("{line}: {} rules", rules.len()),
        Err(mistake) => panic!("{line}: {mistake:?}"),
    }
}

fn refusal(line: &str) -> (String, String) {
    match parse(line) {
        Ok(rules) => panic!("{line} was read as {rules:?}"),
        Err(mistake) => (mistake.message, mistake.help.unwrap_or_default()),
    }
}

fn said(line: &str) -> String {
    let rules = parse(line).unwrap_or_else(|mistake| panic!("{line}: {mistake:?}"));
    rules
        .iter()
        .map(|rule| say(rule, &ENGLISH))
        .collect::<Vec<_>>()
        .join("; ")
}

#[test]
fn the_same_hours_may_be_written_in_many_ways() {
    let ways = [
        "tuesdays 10:00-12:00",
        "  TUESDAYS   10.00 – 12.00  ",
        "Tuesday's 10am—noon",
        "Tues. 10 a.m. to 12 p.m.",
        "Tues\u{a0}10\u{a0}AM\u{202f}–\u{a0}12 noon.",
        "Every Tuesday, 10am till midday",
        "Each Tuesday: from 10:00 'til 12:00",
        "On Tuesdays (10:00 until 12:00)",
        "Open Tuesdays - 10:00am - 12:00pm",
        "Tue 10:00 to 12 midday",
    ];
    for way in ways {
        assert_eq!(canonical(way), "Tuesdays 10:00-12:00", "{way}");
    }
}

#[test]
fn days_may_be_listed_joined_and_grouped() {
    let cases = [
        ("Mon & Thurs 10am-2pm", "Monday and Thursday 10:00-14:00"),
        (
            "Monday, Wednesday, and Friday 10am-2pm",
            "Monday, Wednesday and Friday 10:00-14:00",
        ),
        (
            "Mon/Wed/Fri 10am-2pm",
            "Monday, Wednesday and Friday 10:00-14:00",
        ),
        (
            "every Monday and every Thursday 10am-2pm",
            "Monday and Thursday 10:00-14:00",
        ),
        (
            "Mon-Wed and Sat 10am-2pm",
            "Monday, Tuesday, Wednesday and Saturday 10:00-14:00",
        ),
        ("Mon to Wed 10am-2pm", "Monday to Wednesday 10:00-14:00"),
        ("Mon to Tue 10am-2pm", "Monday and Tuesday 10:00-14:00"),
        ("Sun to Mon 10am-2pm", "Monday and Sunday 10:00-14:00"),
        ("weekdays and Sat 9am-5pm", "Monday to Saturday 09:00-17:00"),
        ("every weekday 9am-5pm", "Monday to Friday 09:00-17:00"),
        ("7 days a week, 9am-5pm", "Every day 09:00-17:00"),
        ("Daily 9am-5pm", "Every day 09:00-17:00"),
        (
            "Every Sun, Mon, Mon 9am-5pm",
            "Monday and Sunday 09:00-17:00",
        ),
    ];
    for (line, expected) in cases {
        assert_eq!(canonical(line), expected, "{line}");
    }
}

#[test]
fn days_of_the_month_may_be_counted_in_words_or_figures() {
    let cases = [
        (
            "1st Sat of month 10am-1pm",
            "First Saturday of the month 10:00-13:00",
        ),
        (
            "the first Sat of every month 10am-1pm",
            "First Saturday of the month 10:00-13:00",
        ),
        (
            "Every third Friday in the month 1pm-2pm",
            "Third Friday of the month 13:00-14:00",
        ),
        (
            "last, 2nd & 1st Mondays monthly 1pm-2pm",
            "First, second and last Monday of the month 13:00-14:00",
        ),
        (
            "Last Friday and the 1st Monday of the month 1pm-2pm",
            "First Monday and last Friday of the month 13:00-14:00",
        ),
    ];
    for (line, expected) in cases {
        assert_eq!(canonical(line), expected, "{line}");
    }
}

#[test]
fn dates_and_terms_may_stand_before_between_and_after() {
    let expected = "Wednesdays 13:00-15:00 from 6 January 2027 until 31 March 2027, term time only";
    let ways = [
        "Wednesdays 13:00-15:00 from 6 January 2027 until 31 March 2027, term time only",
        "Wednesdays 13:00-15:00 from 6th of Jan 2027 to 31 Mar, 2027 (term-time only)",
        "Wednesdays from Wed 6 Jan 2027 - 31 March 2027, 13:00-15:00, during term time",
        "Term time only, Wednesdays 13:00-15:00, starting 2027-01-06, ending 2027-03-31",
        "From 6 January 2027 until 31 March 2027 Wednesdays from 1pm to 3pm in term time only",
    ];
    for way in ways {
        assert_eq!(canonical(way), expected, "{way}");
    }
}

#[test]
fn every_other_week_may_be_said_in_other_words() {
    let expected = "Every other Monday and Wednesday 10:00-12:00 from 6 January 2027";
    let ways = [
        "Alternate Mon & Wed 10am-12pm from 6 January 2027",
        "Fortnightly on Monday and Wednesday from 6 January 2027, 10:00-12:00",
        "Monday and Wednesday fortnightly 10:00-12:00 from Wednesday 6 January 2027",
        "Every two weeks on Monday and Wednesday 10:00-12:00 from 6 January 2027",
    ];
    for way in ways {
        assert_eq!(canonical(way), expected, "{way}");
    }
}

#[test]
fn one_date_may_be_written_in_many_ways() {
    let ways = [
        "Fri, 12th March 2027",
        "12th of Mar 2027",
        "12 MARCH, 2027",
        "2027-03-12",
        "Friday 2027-03-12",
    ];
    for way in ways {
        let line = format!("{way} 10:00-12:00");
        assert_eq!(canonical(&line), "12 March 2027 10:00-12:00", "{way}");
    }
    assert_eq!(
        canonical("3 Sept 2027: 10am-12pm"),
        "3 September 2027 10:00-12:00"
    );
}

#[test]
fn midnight_ends_a_day_and_does_not_start_one() {
    for end in ["midnight", "12 midnight", "24:00", "00:00", "23:59"] {
        assert_eq!(
            canonical(&format!("Fridays 19:00-{end}")),
            "Fridays 19:00-24:00",
            "{end}"
        );
    }
    assert_eq!(canonical("Fridays 7pm to 12am"), "Fridays 19:00-24:00");
    assert_eq!(said("Fridays 7pm to midnight"), "Fridays, 7pm to midnight");
    assert_eq!(canonical("Fridays 00:00-06:30"), "Fridays 00:00-06:30");
    assert_eq!(
        refusal("Fridays midnight to 6am"),
        (
            "\"midnight\" could be the start or the end of the day".to_owned(),
            "Use 00:00 for the start of the day.".to_owned()
        )
    );
}

#[test]
fn the_whole_day_is_24_hours() {
    for way in [
        "Open 24 hours",
        "24/7",
        "24 hours a day, 7 days a week.",
        "Every day 00:00-24:00",
    ] {
        assert_eq!(canonical(way), "24 hours a day", "{way}");
        assert_eq!(said(way), "Open 24 hours a day", "{way}");
    }
    for way in [
        "Mon-Fri 24 hours",
        "24 hours Mon-Fri",
        "Weekdays 00:00 to midnight",
    ] {
        assert_eq!(canonical(way), "Monday to Friday 00:00-24:00", "{way}");
        assert_eq!(said(way), "Monday to Friday, 24 hours", "{way}");
    }
}

#[test]
fn one_line_may_have_several_sessions_on_the_same_days() {
    let expected = "Mondays, 9am to midday; Mondays, 1pm to 5pm; Mondays, 6pm to 8pm";
    assert_eq!(said("Mon 9am-12pm, 1pm-5pm & 6pm-8pm"), expected);
    assert_eq!(said("Mon 9am-12pm 1pm-5pm 6pm-8pm"), expected);
    assert_eq!(
        said("Mon 9am-12pm and 12pm-1pm"),
        "Mondays, 9am to midday; Mondays, midday to 1pm"
    );
}

// What is said

#[test]
fn rules_are_said_in_words() {
    let cases = [
        ("Tue 00:15-12:05", "Tuesdays, 12:15am to 12:05pm"),
        ("Tue-Sun 9am-10am", "Tuesday to Sunday, 9am to 10am"),
        (
            "First Monday and last Friday of the month 1pm-2pm",
            "First Monday and last Friday of the month, 1pm to 2pm",
        ),
        (
            "Every other Sat and Sun 1pm-2pm from 9 January 2027 until 6 June 2027",
            "Every other Saturday and Sunday, 1pm to 2pm, from 9 January 2027 until 6 June 2027",
        ),
        (
            "24 hours a day until 6 June 2027, term time only",
            "Open 24 hours a day, until 6 June 2027, term time only",
        ),
    ];
    for (line, expected) in cases {
        assert_eq!(said(line), expected, "{line}");
    }
}

#[test]
fn another_language_needs_only_other_words() {
    let mut words = ENGLISH.clone();
    words.days = [
        "dydd Llun",
        "dydd Mawrth",
        "dydd Mercher",
        "dydd Iau",
        "dydd Gwener",
        "dydd Sadwrn",
        "dydd Sul",
    ]
    .map(str::to_owned);
    words.ordinals = ["cyntaf", "ail", "trydydd", "pedwerydd", "pumed", "olaf"].map(str::to_owned);
    words.nth_day = "{day} {nth}".to_owned();
    words.monthly = "{days} y mis".to_owned();
    words.hour = "{hour24}:00".to_owned();
    words.hour_and_minute = "{hour24}:{minute}".to_owned();
    words.session = "{from}–{to}".to_owned();
    let rules = parse("Last Tuesday of the month 9am-1:30pm").expect("a rule");
    assert_eq!(
        say(&rules[0], &words),
        "Dydd Mawrth olaf y mis, 09:00–13:30"
    );
}

// What is refused

#[test]
fn times_with_two_readings_are_refused() {
    let either_half = [
        "Tuesdays 9:00-5:00",
        "Tuesdays 9.30-12.30",
        "Tuesdays 10:00-1:00",
        "Tuesdays 2:00 to 4:00",
        "Tuesdays 9 to 5",
        "Tuesdays from 10 until 12",
    ];
    for line in either_half {
        let (message, help) = refusal(line);
        assert!(
            message.ends_with("could be morning or afternoon"),
            "{line}: {message}"
        );
        assert_eq!(
            help, "Use 24-hour times like 10:00-13:00, or say am or pm on both.",
            "{line}"
        );
    }
    let one_half = [
        "Tuesdays 1-3pm",
        "Tuesdays 10:00-1pm",
        "Tuesdays 9am-12:30",
        "Tuesdays 9:00 to noon",
        "Tuesdays 10 to midday",
    ];
    for line in one_half {
        let (message, help) = refusal(line);
        assert!(
            message.ends_with("could mean two things"),
            "{line}: {message}"
        );
        assert_eq!(
            help, "Say am or pm on both, like 10am-1pm, or use 24-hour times.",
            "{line}"
        );
    }
    // One certain 24-hour time makes the other one certain.
    assert_eq!(canonical("Tuesdays 9:00-17:00"), "Tuesdays 09:00-17:00");
    assert_eq!(canonical("Tuesdays 9am-17:00"), "Tuesdays 09:00-17:00");
    assert_eq!(canonical("Tuesdays 09:00 to noon"), "Tuesdays 09:00-12:00");
}

#[test]
fn days_with_two_readings_are_refused() {
    let cases = [
        (
            "First Saturday 10:00-12:00",
            "\"First Saturday\" could mean two things",
        ),
        (
            "Every second Wednesday 10:00-12:00",
            "\"Every second Wednesday\" could mean two things",
        ),
        (
            "First Saturday and Sunday of the month 10:00-12:00",
            "\"First Saturday and Sunday\" could mean two things",
        ),
        (
            "Monday to Monday 10:00-12:00",
            "\"Monday to Monday\" could mean two things",
        ),
        (
            "Every other day 10:00-12:00",
            "\"Every other day\" does not say which days",
        ),
        (
            "3/12/2027 10:00-12:00",
            "\"3/12/2027\" could mean two dates",
        ),
        (
            "Tuesdays 10:00-12:00 until 3/12/27",
            "\"3/12/27\" could mean two dates",
        ),
    ];
    for (line, expected) in cases {
        let (message, help) = refusal(line);
        assert_eq!(message, expected, "{line}");
        assert!(!help.is_empty(), "{line}");
    }
}

#[test]
fn what_is_not_real_or_not_whole_is_refused() {
    let cases = [
        ("", "This line of opening hours is empty"),
        ("Tuesdays 10:00", "\"10:00\" has no end"),
        ("Tuesdays 10am – ", "\"10am\" has no end"),
        ("Tuesdays 10am onwards", "\"10am\" has no end"),
        ("Tuesdays 13pm-2pm", "\"13pm\" is not a time"),
        ("Tuesdays 10:60-11:00", "\"10:60\" is not a time"),
        ("Tuesdays 10:5-11:00", "\"10:5\" is not a time"),
        ("Tuesdays 1000-1200", "\"1000\" is not a time"),
        (
            "Tuesdays 00:00-00:00",
            "\"00:00-00:00\" starts and ends at the same time",
        ),
        (
            "Tuesdays 22:00-02:00",
            "\"22:00-02:00\" ends before it starts",
        ),
        (
            "Tuesdays 9am-12pm and 11am-1pm",
            "The times in \"9am-12pm and 11am-1pm\" overlap",
        ),
        (
            "Tuesdays from 6 January 2027",
            "No times in \"Tuesdays from 6 January 2027\"",
        ),
        ("12 March 10:00-12:00", "\"12 March\" has no year"),
        ("12 March 27 10:00-12:00", "\"12 March\" has no year"),
        (
            "March 12 2027 10:00-12:00",
            "\"March 12\" is not a whole date",
        ),
        (
            "Tuesdays 10:00-12:00 until March 2027",
            "\"March 2027\" is not a whole date",
        ),
        (
            "29 Feb 2027 10:00-12:00",
            "\"29 Feb 2027\" is not a real date",
        ),
        (
            "2027-13-01 10:00-12:00",
            "\"2027-13-01\" is not a real date",
        ),
        (
            "Tuesdays 10:00-12:00 from 6 May 2027 until 5 May 2027",
            "The last date is before the first",
        ),
        (
            "Every other Wednesday 10:00-12:00 from 7 January 2027",
            "7 January 2027 is a Thursday, not a Wednesday",
        ),
        (
            "12 March 2027 10:00-12:00, term time only",
            "A single date cannot also have a first date, a last date or term time",
        ),
    ];
    for (line, expected) in cases {
        assert_eq!(refusal(line).0, expected, "{line}");
    }
}

#[test]
fn what_is_not_understood_is_quoted() {
    let cases = [
        ("Mornings 10:00-12:00", "I do not know the day \"mornings\""),
        (
            "Monday and Wendesday 10:00-12:00",
            "I do not know the day \"wendesday\"",
        ),
        (
            "6th Tuesday of the month 10:00-12:00",
            "I do not know the day \"6th\"",
        ),
        (
            "Tuesday mornings 10:00-12:00",
            "I do not understand \"mornings\"",
        ),
        (
            "Tuesdays 10:00-12:00; Thurs 10:00-12:00",
            "I do not understand \"thurs\"",
        ),
        (
            "Tuesdays 10:00-12:00 and first Monday of the month",
            "I do not understand \"first\"",
        ),
        ("Tuesdays 10:00-12:00 and", "I do not understand \"and\""),
        (
            "Tuesdays 10:00-12:00. Ring First!",
            "I do not understand \"ring first!\"",
        ),
        (
            "Tuesdays 10:00-12:00 and Fri 12 March 2027",
            "I do not understand \"fri 12 march 2027\"",
        ),
        (
            "By appointment, ring 01632 960100",
            "I do not understand \"ring 01632 960100\"",
        ),
        (
            "Tuesdays 10:00-12:00 until 5 May 2027 until 6 May 2027",
            "I do not understand \"until 6 may 2027\"",
        ),
    ];
    for (line, expected) in cases {
        assert_eq!(refusal(line).0, expected, "{line}");
    }
    assert_eq!(
        refusal("Wendesday 10:00-12:00").1,
        "Did you mean Wednesday?"
    );
}

#[test]
fn closed_days_belong_to_another_field() {
    for line in [
        "Sunday closed",
        "Closed",
        "Tuesdays 10:00-12:00, closed for lunch",
    ] {
        let (message, help) = refusal(line);
        assert_eq!(message, "\"closed\" is not a time to be open", "{line}");
        assert!(help.contains("closed:"), "{line}: {help}");
    }
    for line in [
        "Bank holidays 10:00-12:00",
        "Mon-Fri 9am-5pm except bank holidays",
    ] {
        let (message, help) = refusal(line);
        assert_eq!(
            message, "\"bank holidays\" is not a day of opening hours",
            "{line}"
        );
        assert!(help.contains("closed:"), "{line}: {help}");
    }
}

#[test]
fn a_line_has_a_longest_length_counted_in_characters() {
    let padded = |length: usize| format!("Tuesdays 10:00{}12:00", "–".repeat(length - 19));
    let (message, _) = refusal(&padded(LONGEST_LINE));
    assert!(message.starts_with('"'), "{message}");
    let (message, _) = refusal(&padded(LONGEST_LINE + 1));
    assert_eq!(
        message,
        "This line has 201 characters, and 200 is the most for opening hours"
    );
}

// What a rule is

#[test]
fn evenings_and_weekends_are_recognised() {
    let cases = [
        ("Tuesdays 17:00-19:00", false, true),
        ("Tuesdays 16:59-21:00", false, false),
        ("Fri-Sat 10am-2pm", true, false),
        ("Last Sunday of the month 6pm-8pm", true, true),
        ("13 March 2027 10:00-12:00", true, false),
        ("By appointment", false, false),
    ];
    for (line, is_weekend, is_evening) in cases {
        let rules = parse(line).expect(line);
        assert_eq!(
            (rules[0].is_weekend(), rules[0].is_evening()),
            (is_weekend, is_evening),
            "{line}"
        );
    }
}

#[test]
fn recurrences_are_exported() {
    let cases = [
        (
            "1st, 3rd and last Tue of the month 1pm-2pm",
            "FREQ=MONTHLY;BYDAY=1TU,3TU,-1TU",
        ),
        (
            "Every other Sun and Mon 1pm-2pm from 3 January 2027 until 4 July 2027",
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,SU;UNTIL=20270704T235959Z",
        ),
    ];
    for (line, expected) in cases {
        assert_eq!(
            rrule(&parse(line).expect(line)[0]).as_deref(),
            Some(expected),
            "{line}"
        );
    }
}

// The calendar

fn dates_of(line: &str, from: Date, days: u16, calendar: &Calendar) -> Vec<String> {
    let rules = parse(line).expect(line);
    occurrences(&rules[0], from, days, calendar)
        .iter()
        .map(|it| it.date.to_string())
        .collect()
}

#[test]
fn a_weekly_session_happens_on_its_days_in_the_window() {
    let rules = parse("Tue and Thu 10am-12pm").expect("a rule");
    let found = occurrences(&rules[0], date(2027, 1, 5), 8, &Calendar::default());
    let at = |date| Occurrence {
        date,
        opens: time(10, 0, 0, 0),
        closes: time(12, 0, 0, 0),
    };
    assert_eq!(
        found,
        [
            at(date(2027, 1, 5)),
            at(date(2027, 1, 7)),
            at(date(2027, 1, 12))
        ]
    );
    assert_eq!(
        occurrences(&rules[0], date(2027, 1, 5), 0, &Calendar::default()),
        []
    );
}

#[test]
fn every_other_week_counts_from_the_week_of_the_first_date() {
    // The first date is a Wednesday: the Monday of its week is too early, the Monday of the next week is not its turn.
    let line = "Every other Mon and Wed 10am-12pm from 6 January 2027 until 20 January 2027";
    let found = dates_of(line, date(2027, 1, 1), 60, &Calendar::default());
    assert_eq!(found, ["2027-01-06", "2027-01-18", "2027-01-20"]);
    // A Sunday ends its week; the next turn is the week after the next Monday.
    let line = "Every other Sun and Mon 10am-12pm from 3 January 2027";
    let found = dates_of(line, date(2027, 1, 1), 19, &Calendar::default());
    assert_eq!(found, ["2027-01-03", "2027-01-11", "2027-01-17"]);
}

#[test]
fn days_of_the_month_are_counted_in_each_month() {
    let found = dates_of(
        "First and fifth Fri of the month 1pm-2pm",
        date(2027, 1, 1),
        120,
        &Calendar::default(),
    );
    assert_eq!(
        found,
        [
            "2027-01-01",
            "2027-01-29",
            "2027-02-05",
            "2027-03-05",
            "2027-04-02",
            "2027-04-30"
        ]
    );
    let found = dates_of(
        "Last Sun of the month 1pm-2pm",
        date(2028, 1, 31),
        60,
        &Calendar::default(),
    );
    assert_eq!(found, ["2028-02-27", "2028-03-26"]);
}

#[test]
fn closed_dates_and_bank_holidays_win_over_every_rule() {
    let calendar = Calendar {
        closed: vec![(date(2027, 1, 12), date(2027, 1, 19))],
        bank_holidays: BTreeSet::from([date(2027, 1, 5)]),
        terms: None,
    };
    let found = dates_of("Tuesdays 10am-12pm", date(2027, 1, 1), 31, &calendar);
    assert_eq!(found, ["2027-01-26"]);
    assert!(dates_of("12 January 2027 10am-12pm", date(2027, 1, 1), 31, &calendar).is_empty());
    assert_eq!(
        dates_of("20 January 2027 10am-12pm", date(2027, 1, 1), 31, &calendar),
        ["2027-01-20"]
    );
}

#[test]
fn term_time_is_claimed_only_inside_known_terms() {
    let line = "Wednesdays 1pm-3pm, term time only";
    let unknown = Calendar::default();
    assert!(dates_of(line, date(2027, 1, 1), 365, &unknown).is_empty());
    let terms = vec![
        (date(2027, 1, 6), date(2027, 1, 12)),
        (date(2027, 1, 20), date(2027, 1, 26)),
    ];
    let known = Calendar {
        terms: Some(terms),
        ..Calendar::default()
    };
    assert_eq!(
        dates_of(line, date(2027, 1, 1), 365, &known),
        ["2027-01-06", "2027-01-20"]
    );
    assert_eq!(
        dates_of("Wednesdays 1pm-3pm", date(2027, 1, 1), 14, &known).len(),
        2
    );
}

#[test]
fn the_end_of_the_calendar_is_reached_without_harm() {
    let rules = parse("Every day 1pm-3pm").expect("a rule");
    assert_eq!(
        occurrences(&rules[0], Date::MAX, u16::MAX, &Calendar::default()).len(),
        1
    );
}

// Any text, any rule

/// Words of the language in no order: far likelier to get deep into it than random letters.
fn word_salad() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "Monday",
        "tue",
        "Weds",
        "Sundays",
        "weekdays",
        "every day",
        "every other",
        "first",
        "3rd",
        "last",
        "of the month",
        "monthly",
        "fortnightly",
        "-",
        "–",
        "to",
        "until",
        "from",
        "and",
        "&",
        ",",
        ":",
        "/",
        ".",
        "10",
        "10:00",
        "9am",
        "1.30 p.m.",
        "12 noon",
        "midnight",
        "24:00",
        "24 hours",
        "a day",
        "25:61",
        "12",
        "March",
        "2027",
        "31 February 2027",
        "2027-03-12",
        "6 January 2027",
        "term time only",
        "closed",
        "by appointment",
        "bring",
        "’",
        "é",
        "\u{a0}",
        "0",
        "99999999999999999999",
    ]);
    prop::collection::vec(words, 0..14).prop_map(|words| words.join(" "))
}

const YEARS: RangeInclusive<i16> = 1..=9999;

fn dates() -> impl Strategy<Value = Date> {
    (YEARS, 1..=12_i8, 1..=31_i8).prop_filter_map("a real date", |(year, month, day)| {
        Date::new(year, month, day).ok()
    })
}

fn written(date: Date) -> String {
    date.strftime("%-d %B %Y").to_string()
}

/// A line that must be accepted, of any kind, with everything that its kind may have.
fn lines() -> impl Strategy<Value = String> {
    let days = prop::sample::subsequence(Day::ALL.to_vec(), 1..=7).prop_map(|days| {
        days.iter()
            .map(|day| day.name())
            .collect::<Vec<_>>()
            .join(", ")
    });
    let counted = (
        prop::sample::subsequence(Nth::ALL.to_vec(), 1..=6),
        prop::sample::select(Day::ALL.to_vec()),
    )
        .prop_map(|(nths, day)| {
            nths.iter()
                .map(|nth| format!("{} {}", nth.name(), day.name()))
                .collect::<Vec<_>>()
                .join(" and ")
        });
    let months = prop::collection::vec(counted, 1..3)
        .prop_map(|days| format!("{} of the month", days.join(" and ")));
    let session = (0..1439_u16, 1..1440_u16).prop_map(|(opens, length)| {
        let closes = (opens + length).min(1440);
        format!(
            "{:02}:{:02}-{:02}:{:02}",
            opens / 60,
            opens % 60,
            closes / 60,
            closes % 60
        )
    });
    let season = (
        dates(),
        0..1000_i32,
        any::<bool>(),
        any::<bool>(),
        any::<bool>(),
    )
        .prop_map(|(first, length, has_first, has_last, is_term)| {
            let last = first.saturating_add(length.days());
            [
                has_first.then(|| format!(" from {}", written(first))),
                has_last.then(|| format!(" until {}", written(last))),
                is_term.then(|| ", term time only".to_owned()),
            ]
            .into_iter()
            .flatten()
            .collect::<String>()
        });
    let every_other = (dates(), prop::sample::subsequence(Day::ALL.to_vec(), 0..=7)).prop_map(
        |(first, others)| {
            let others = others
                .iter()
                .map(|day| format!(", {}", day.name()))
                .collect::<String>();
            format!(
                "Every other {}{others} from {}",
                Day::of(first).name(),
                written(first)
            )
        },
    );
    let repeated = (prop_oneof![days, months], session.clone(), season)
        .prop_map(|(when, session, season)| format!("{when} {session}{season}"));
    prop_oneof![
        4 => repeated,
        1 => (every_other, session.clone()).prop_map(|(when, session)| format!("{when} {session}")),
        1 => (dates(), session).prop_map(|(date, session)| format!("{} {session}", written(date))),
    ]
    .prop_filter("short enough", |line| line.len() <= LONGEST_LINE)
}

fn texts() -> impl Strategy<Value = String> {
    prop_oneof![any::<String>(), word_salad(), lines()]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read_or_refused_with_a_reason(text in texts()) {
        match parse(&text) {
            Ok(rules) => prop_assert!(!rules.is_empty()),
            Err(mistake) => prop_assert!(!mistake.message.is_empty()),
        }
    }

    #[test]
    fn any_rule_written_back_is_the_same_rule(text in prop_oneof![word_salad(), lines()]) {
        for rule in parse(&text).unwrap_or_default() {
            let written = rule.to_string();
            prop_assert_eq!(parse(&written), Ok(vec![rule]), "{} -> {}", text, written);
        }
    }

    #[test]
    fn any_whole_line_is_accepted(line in lines()) {
        prop_assert!(parse(&line).is_ok(), "{}: {:?}", line, parse(&line));
    }

    #[test]
    fn what_a_reader_hears_is_what_the_editor_meant(line in lines()) {
            for rule in parse(&line).unwrap_or_default() {
            let said = say(&rule, &ENGLISH);
            prop_assert!(!said.contains(['{', '}']), "{}", said);
            // Only a start at midnight cannot be written as it is said: an editor must say which midnight.
            let starts_at_midnight = rule.session().is_some_and(|session| {
                session.opens() == Time::midnight() && session != Session::ALL_DAY
            });
            if !starts_at_midnight && said.len() <= LONGEST_LINE {
                prop_assert_eq!(parse(&said), Ok(vec![rule]), "{} -> {}", line, said);
            }
        }
    }

    #[test]
    fn sessions_are_found_exactly_on_the_dates_of_the_rule(line in lines(), start in dates()) {
        let rule = parse(&line).expect("a whole line").remove(0);
        let from = rule.from().unwrap_or(start);
        let always_term = Calendar { terms: Some(vec![(Date::MIN, Date::MAX)]), ..Calendar::default() };
        let found = occurrences(&rule, from, 100, &always_term);
        let found: BTreeSet<Date> = found.iter().map(|it| it.date).collect();
        for ahead in 0..100 {
            let Ok(day) = from.checked_add(ahead.days()) else { break };
            prop_assert_eq!(found.contains(&day), is_expected(&rule, day), "{} on {}", line, day);
        }
    }
}

/// Counts the days of a rule another way: from the first of the month, and in whole fortnights.
fn is_expected(rule: &Rule, day: Date) -> bool {
    let is_in_season =
        rule.from().is_none_or(|first| day >= first) && rule.until().is_none_or(|last| day <= last);
    let falls = match rule.when() {
        When::ByAppointment => false,
        When::Once(only) => day == *only,
        When::Weekly(days) => days.contains(&Day::of(day)),
        When::EveryOther(days) => {
            let monday = |date: Date| {
                date.nth_weekday(-1, jiff::civil::Weekday::Monday)
                    .map_or(date, |before| {
                        if Day::of(date) == Day::Monday {
                            date
                        } else {
                            before
                        }
                    })
            };
            let first = rule.from().expect("every other week has a first date");
            let weeks = (monday(day) - monday(first)).get_days() / 7;
            days.contains(&Day::of(day)) && weeks % 2 == 0
        }
        When::Monthly(days) => days.iter().any(|nth_day| {
            nth_day.day == Day::of(day)
                && day
                    .nth_weekday_of_month(nth_day.nth.number(), day.weekday())
                    .is_ok_and(|nth| nth == day)
        }),
    };
    is_in_season && falls
}
