//! The opening-hours language: every agreed example, then the promises that hold for any text.

use std::collections::BTreeSet;
use std::fs;
use std::sync::LazyLock;

use fingerpost::values::hours::{
    Calendar, Day, HoursWords, LONGEST_LINE, Nth, NthDay, Occurrence, Rule, Session, When, byday, frequency, interval,
    occurrences, parse, rrule, say,
};
use jiff::ToSpan;
use jiff::civil::{Date, Time, date, time};
use proptest::prelude::*;
use serde::Deserialize;

const EXAMPLES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/suite/fixtures/opening-hours.json");
const ENGLISH_STRINGS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/themes/default/strings/en-GB.toml");

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
    for Example { input, ok, error, hint } in examples {
        match (parse(&input), ok) {
            (Ok(rules), Some(expected)) => {
                let actual: Vec<Expected> = rules.iter().map(|rule| as_expected(rule, &ENGLISH)).collect();
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

/// The rows of a table, `left => right`.
fn rows(table: &str) -> impl Iterator<Item = (&str, &str)> {
    let rows = table.lines().filter(|line| !line.trim().is_empty());
    rows.map(|line| {
        let (left, right) = line.split_once("=>").expect("a row has two sides");
        (left.trim(), right.trim())
    })
}

/// The one rule of a line, written in its canonical form.
fn canonical(line: &str) -> String {
    match parse(line).as_deref() {
        Ok([rule]) => rule.to_string(),
        other => panic!("{line}: {other:?}"),
    }
}

fn said(line: &str) -> String {
    let rules = parse(line).unwrap_or_else(|mistake| panic!("{line}: {mistake:?}"));
    let said: Vec<String> = rules.iter().map(|rule| say(rule, &ENGLISH)).collect();
    said.join("; ")
}

fn refusal(line: &str) -> (String, String) {
    match parse(line) {
        Ok(rules) => panic!("{line} was read as {rules:?}"),
        Err(mistake) => (mistake.message, mistake.help.unwrap_or_default()),
    }
}

#[test]
fn the_same_hours_may_be_written_in_many_ways() {
    let ways = "
        tuesdays 10:00-12:00
        TUESDAYS   10.00 – 12.00
        Tuesday's 10am—noon
        Tues. 10 a.m. to 12 p.m.
        Tues\u{a0}10\u{a0}AM\u{202f}–\u{a0}12 noon.
        Every Tuesday, 10am till midday
        Each Tuesday: from 10:00 'til 12:00
        On Tuesdays (10:00 until 12:00)
        Open Tuesdays - 10:00am - 12:00pm
        Tue 10:00 to 12 midday
        Tuesdays between 10am and 12pm
        Tuesdays at 10am - 12pm
    ";
    for way in ways.trim().lines() {
        assert_eq!(canonical(way), "Tuesdays 10:00-12:00", "{way}");
    }
}

#[test]
fn days_may_be_listed_joined_and_grouped() {
    let table = "
        Mon & Thurs 10am-2pm                     => Monday and Thursday 10:00-14:00
        Monday, Wednesday, and Friday 10am-2pm   => Monday, Wednesday and Friday 10:00-14:00
        Mon/Wed/Fri 10am-2pm                     => Monday, Wednesday and Friday 10:00-14:00
        every Monday and every Thursday 10am-2pm => Monday and Thursday 10:00-14:00
        Mon-Wed and Sat 10am-2pm => Monday, Tuesday, Wednesday and Saturday 10:00-14:00
        Mon to Wed 10am-2pm      => Monday to Wednesday 10:00-14:00
        Mon to Tue 10am-2pm      => Monday and Tuesday 10:00-14:00
        Sun to Mon 10am-2pm      => Monday and Sunday 10:00-14:00
        weekdays and Sat 9am-5pm => Monday to Saturday 09:00-17:00
        every weekday 9am-5pm    => Monday to Friday 09:00-17:00
        7 days a week, 9am-5pm   => Every day 09:00-17:00
        Daily 9am-5pm            => Every day 09:00-17:00
        Every Sun, Mon, Mon 9am-5pm => Monday and Sunday 09:00-17:00
    ";
    for (line, expected) in rows(table) {
        assert_eq!(canonical(line), expected, "{line}");
    }
}

#[test]
fn days_of_the_month_may_be_counted_in_words_or_figures() {
    let table = "
        1st Sat of month 10am-1pm                => First Saturday of the month 10:00-13:00
        the first Sat of every month 10am-1pm    => First Saturday of the month 10:00-13:00
        Every third Friday in the month 1pm-2pm  => Third Friday of the month 13:00-14:00
        last, 2nd & 1st Mondays monthly 1pm-2pm  => First, second and last Monday of the month 13:00-14:00
        Last Fri and the 1st Mon of the month 1pm-2pm => First Monday and last Friday of the month 13:00-14:00
    ";
    for (line, expected) in rows(table) {
        assert_eq!(canonical(line), expected, "{line}");
    }
}

#[test]
fn dates_and_terms_may_stand_before_between_and_after() {
    let expected = "Wednesdays 13:00-15:00 from 6 January 2027 until 31 March 2027, term time only";
    let ways = "
        Wednesdays 13:00-15:00 from 6 January 2027 until 31 March 2027, term time only
        Wednesdays 13:00-15:00 from 6th of Jan 2027 to 31 Mar, 2027 (term-time only)
        Wednesdays from Wed 6 Jan 2027 - 31 March 2027, 13:00-15:00, during term time
        Term time only, Wednesdays 13:00-15:00, starting 2027-01-06, ending 2027-03-31
        From 6 January 2027 until 31 March 2027 Wednesdays from 1pm to 3pm in term time only
    ";
    for way in ways.trim().lines() {
        assert_eq!(canonical(way), expected, "{way}");
    }
}

#[test]
fn the_first_date_may_be_the_last() {
    let line = "Wednesdays 13:00-15:00 from 6 January 2027 until 6 January 2027";
    assert_eq!(canonical(line), line);
}

#[test]
fn every_other_week_may_be_said_in_other_words() {
    let expected = "Every other Monday and Wednesday 10:00-12:00 from 6 January 2027";
    let ways = "
        Alternate Mon & Wed 10am-12pm from 6 January 2027
        Fortnightly on Monday and Wednesday from 6 January 2027, 10:00-12:00
        Monday and Wednesday fortnightly 10:00-12:00 from Wednesday 6 January 2027
        Every two weeks on Monday and Wednesday 10:00-12:00 from 6 January 2027
    ";
    for way in ways.trim().lines() {
        assert_eq!(canonical(way), expected, "{way}");
    }
}

#[test]
fn one_date_may_be_written_in_many_ways() {
    let ways = "
        Fri, 12th March 2027 10am-12pm
        12th of Mar 2027 10am-12pm
        12 MARCH, 2027, 10am-12pm
        2027-03-12 10am-12pm
        Friday 2027-03-12: 10am-12pm
    ";
    for way in ways.trim().lines() {
        assert_eq!(canonical(way), "12 March 2027 10:00-12:00", "{way}");
    }
    assert_eq!(canonical("3 Sept 2027 10:00-12:00"), "3 September 2027 10:00-12:00");
}

#[test]
fn midnight_ends_a_day_and_does_not_start_one() {
    for end in ["midnight", "12 midnight", "24:00", "00:00", "23:59"] {
        let line = format!("Fridays 19:00-{end}");
        assert_eq!(canonical(&line), "Fridays 19:00-24:00", "{end}");
    }
    assert_eq!(canonical("Fridays 7pm to 12am"), "Fridays 19:00-24:00");
    assert_eq!(said("Fridays 7pm to midnight"), "Fridays, 7pm to midnight");
    assert_eq!(canonical("Fridays 00:00-06:30"), "Fridays 00:00-06:30");
    let (message, help) = refusal("Fridays midnight to 6am");
    assert_eq!(message, "\"midnight\" could be the start or the end of the day");
    assert_eq!(help, "Use 00:00 for the start of the day.");
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
    for way in ["Mon-Fri 24 hours", "24 hours Mon-Fri", "Weekdays 00:00 to midnight"] {
        assert_eq!(canonical(way), "Monday to Friday 00:00-24:00", "{way}");
        assert_eq!(said(way), "Monday to Friday, 24 hours", "{way}");
    }
}

#[test]
fn one_line_may_have_several_sessions_on_the_same_days() {
    let expected = "Mondays, 9am to midday; Mondays, 1pm to 5pm; Mondays, 6pm to 8pm";
    assert_eq!(said("Mon 9am-12pm, 1pm-5pm & 6pm-8pm"), expected);
    assert_eq!(said("Mon 9am-12pm 1pm-5pm 6pm-8pm"), expected);
    let touching = "Mondays, 9am to midday; Mondays, midday to 1pm";
    assert_eq!(said("Mon 9am-12pm and 12pm-1pm"), touching);
    let backwards = "Mondays, midday to 1pm; Mondays, 9am to midday";
    assert_eq!(said("Mon 12pm-1pm and 9am-12pm"), backwards);
}

// What is said

#[test]
fn rules_are_said_in_words() {
    let table = "
        Tue 00:15-12:05    => Tuesdays, 12:15am to 12:05pm
        Tue-Sun 9am-10am   => Tuesday to Sunday, 9am to 10am
        1st Mon and last Fri of the month 1pm-2pm => First Monday and last Friday of the month, 1pm to 2pm
        24 hours a day until 6 June 2027, term time only => Open 24 hours a day, until 6 June 2027, term time only
    ";
    for (line, expected) in rows(table) {
        assert_eq!(said(line), expected, "{line}");
    }
    assert_eq!(
        said("Every other Sat and Sun 1pm-2pm from 9 January 2027 until 6 June 2027"),
        "Every other Saturday and Sunday, 1pm to 2pm, from 9 January 2027 until 6 June 2027",
    );
}

#[test]
fn another_language_needs_only_other_words() {
    let mut words = ENGLISH.clone();
    words.days[Day::Tuesday as usize] = "dydd Mawrth".to_owned();
    words.ordinals[Nth::Last as usize] = "olaf".to_owned();
    words.nth_day = "{day} {nth}".to_owned();
    words.monthly = "{days} y mis".to_owned();
    words.hour = "{hour24}:00".to_owned();
    words.hour_and_minute = "{hour24}:{minute}".to_owned();
    words.session = "{from}–{to}".to_owned();
    let rules = parse("Last Tuesday of the month 9am-1:30pm").expect("a rule");
    assert_eq!(say(&rules[0], &words), "Dydd Mawrth olaf y mis, 09:00–13:30");
}

// What is refused

fn assert_refused(table: &str) {
    for (line, expected) in rows(table) {
        assert_eq!(refusal(line).0, expected, "{line}");
    }
}

#[test]
fn times_with_two_readings_are_refused() {
    assert_refused(
        r#"
        Tuesdays 9:00-5:00        => "9:00-5:00" could be morning or afternoon
        Tuesdays 9.30-12.30       => "9.30-12.30" could be morning or afternoon
        Tuesdays 10:00-1:00       => "10:00-1:00" could be morning or afternoon
        Tuesdays 2:00 to 4:00     => "2:00 to 4:00" could be morning or afternoon
        Tuesdays from 10 until 12 => "10 until 12" could be morning or afternoon
        Tuesdays 1-3pm            => "1-3pm" could mean two things
        Tuesdays 10:00-1pm        => "10:00-1pm" could mean two things
        Tuesdays 9am-12:30        => "9am-12:30" could mean two things
        Tuesdays 9:00 to noon     => "9:00 to noon" could mean two things
        Tuesdays 10 to midday     => "10 to midday" could mean two things
        "#,
    );
    let (_, help) = refusal("Tuesdays 9:00-5:00");
    let expected = "Use 24-hour times with four figures like 09:00-13:00, or say am or pm on both.";
    assert_eq!(help, expected);
}

#[test]
fn one_certain_24_hour_time_makes_the_other_one_certain() {
    for way in ["Tuesdays 9:00-17:00", "Tuesdays 9am-17:00", "Tuesdays 09:00 to 5pm"] {
        assert_eq!(canonical(way), "Tuesdays 09:00-17:00", "{way}");
    }
}

#[test]
fn days_with_two_readings_are_refused() {
    assert_refused(
        r#"
        First Saturday 10:00-12:00             => "First Saturday" could mean two things
        Every second Wednesday 10:00-12:00     => "Every second Wednesday" could mean two things
        First Sat and Sun of the month 1pm-2pm => "First Sat and Sun" could mean two things
        Monday to Monday 10:00-12:00           => "Monday to Monday" could mean two things
        Every other day 10:00-12:00            => "Every other day" does not say which days
        3/12/2027 10:00-12:00                  => "3/12/2027" could mean two dates
        Tuesdays 10:00-12:00 until 3/12/27     => "3/12/27" could mean two dates
        "#,
    );
}

#[test]
fn times_that_are_not_real_or_not_whole_are_refused() {
    assert_refused(
        r#"
        Tuesdays 10:00         => "10:00" has no end
        Tuesdays 10am –        => "10am" has no end
        Tuesdays 10am onwards  => "10am" has no end
        Tuesdays 10 amongst us => "10" has no end
        Tuesdays 13pm-2pm      => "13pm" is not a time
        Tuesdays 10:60-11:00   => "10:60" is not a time
        Tuesdays 10:5-11:00    => "10:5" is not a time
        Tuesdays 1000-1200     => "1000" is not a time
        Tuesdays 00:00-00:00   => "00:00-00:00" starts and ends at the same time
        Tuesdays 22:00-02:00   => "22:00-02:00" ends before it starts
        Tue 9am-12pm, 11am-1pm => The times in "9am-12pm, 11am-1pm" overlap
        Tue from 6 January 2027 => No times in "Tue from 6 January 2027"
        "#,
    );
}

#[test]
fn dates_that_are_not_real_or_not_whole_are_refused() {
    assert_refused(
        r#"
        12 March 10:00-12:00                => "12 March" has no year
        12 March 27 10:00-12:00             => "12 March" has no year
        March 12 2027 10:00-12:00           => "March 12" is not a whole date
        Tue 10:00-12:00 until March 2027    => "March 2027" is not a whole date
        29 Feb 2027 10:00-12:00             => "29 Feb 2027" is not a real date
        2027-13-01 10:00-12:00              => "2027-13-01" is not a real date
        Tue 10:00-12:00 from 6 May 2027 until 5 May 2027 => The last date is before the first
        Every other Wed 1pm-2pm from 7 January 2027 => 7 January 2027 is a Thursday, not a Wednesday
        12 March 2027 1pm-2pm, term time => A single date cannot also have a first date, a last date or term time
        "#,
    );
}

#[test]
fn what_is_not_understood_is_quoted() {
    assert_refused(
        r#"
        Every                              => No day given
        First                              => No day given
        Mornings 10:00-12:00               => I do not know the day "mornings"
        Monday and Wendesday 10:00-12:00   => I do not know the day "wendesday"
        6th Tuesday of the month 1pm-2pm   => I do not know the day "6th"
        Tuesday mornings 10:00-12:00       => I do not understand "mornings"
        Tue 10:00-12:00; Thurs 10:00-12:00 => I do not understand "thurs"
        Tue 10:00-12:00 and first Monday   => I do not understand "first"
        Tue 1pm-2pm and Fri 12 March 2027  => I do not understand "fri 12 march 2027"
        Tuesdays to 2027-03-12 1pm-2pm     => I do not understand "to 2027-03-12"
        Tue 10:00-12:00 and                => I do not understand "and"
        Tue 10:00-12:00. Ring First!       => I do not understand "ring first!"
        By appointment, ring 01632 960100  => I do not understand "ring 01632 960100"
        Tue 1pm-2pm until 5 May 2027 until 6 May 2027 => I do not understand "until 6 may 2027"
        "#,
    );
    assert_eq!(refusal("Wendesday 10:00-12:00").1, "Did you mean Wednesday?");
}

#[test]
fn closed_days_belong_to_another_field() {
    assert_refused(
        r#"
        Sunday closed                           => "closed" is not a time to be open
        Tuesdays 10:00-12:00, closed for lunch  => "closed" is not a time to be open
        Bank holidays 10:00-12:00               => "bank holidays" is not a day of opening hours
        Mon-Fri 9am-5pm except bank holidays    => "bank holidays" is not a day of opening hours
        "#,
    );
    for line in ["Sunday closed", "Bank holidays 10:00-12:00"] {
        assert!(refusal(line).1.contains("closed:"), "{line}");
    }
}

#[test]
fn an_empty_line_is_not_the_same_as_closed() {
    let (message, help) = refusal(" \u{a0} ");
    assert_eq!(message, "This line of opening hours is empty");
    assert!(help.contains("leave hours: out"), "{help}");
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

#[test]
fn a_line_counts_at_most_six_days_of_the_month() {
    let line = |days: &str| format!("{days} of the month 1pm-2pm from 9 September 2027");
    let six = "1st Mon, 1st Tue, 1st Wed, 1st Thu, 1st Fri, 1st Sat";
    assert!(parse(&line(six)).is_ok());
    let seven = format!("{six}, 1st Sun");
    let expected = format!("\"{seven}\" counts 7 days of the month");
    assert_eq!(refusal(&line(&seven)).0, expected);
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
        assert_eq!(rrule(&parse(line).expect(line)[0]).as_deref(), Some(expected), "{line}");
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
        [at(date(2027, 1, 5)), at(date(2027, 1, 7)), at(date(2027, 1, 12))]
    );
    assert_eq!(occurrences(&rules[0], date(2027, 1, 5), 0, &Calendar::default()), []);
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
    assert_eq!(dates_of("Wednesdays 1pm-3pm", date(2027, 1, 1), 14, &known).len(), 2);
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

/// Words of the language in any order: far likelier to get deep into it than random letters.
fn word_salad() -> impl Strategy<Value = String> {
    let words = "Monday|tue|Weds|Sundays|weekdays|every day|every other|fortnightly|first|3rd|last\
        |of the month|monthly|-|–|to|until|from|and|&|,|:|/|.|10|10:00|9am|1.30 p.m.|12 noon|midnight\
        |24:00|24 hours|a day|25:61|12|March|2027|31 February 2027|2027-03-12|6 January 2027\
        |term time only|closed|by appointment|bring|’|é|\u{a0}|0|99999999999999999999";
    let words: Vec<&str> = words.split('|').collect();
    prop::collection::vec(prop::sample::select(words), 0..14).prop_map(|words| words.join(" "))
}

fn dates() -> impl Strategy<Value = Date> {
    let real = |(year, month, day)| Date::new(year, month, day).ok();
    (1..=9999_i16, 1..=12_i8, 1..=31_i8).prop_filter_map("a real date", real)
}

fn written(date: Date) -> String {
    date.strftime("%-d %B %Y").to_string()
}

fn days_of_week() -> impl Strategy<Value = String> {
    let names: Vec<&str> = Day::ALL.map(Day::name).to_vec();
    prop::sample::subsequence(names, 1..=7).prop_map(|names| names.join(", "))
}

/// Any few days of the month, and any of one day, which are written more shortly.
fn days_of_month() -> impl Strategy<Value = String> {
    let counted = |day: Day| Nth::ALL.map(|nth| format!("{} {}", nth.name(), day.name())).to_vec();
    let all: Vec<String> = Day::ALL.into_iter().flat_map(counted).collect();
    let of_one_day = prop::sample::select(Day::ALL.to_vec())
        .prop_flat_map(move |day| prop::sample::subsequence(counted(day), 1..=6));
    prop_oneof![prop::sample::subsequence(all, 1..=6), of_one_day]
        .prop_map(|days| format!("{} of the month", days.join(" and ")))
}

fn every_other_week() -> impl Strategy<Value = String> {
    (dates(), days_of_week()).prop_map(|(first, others)| {
        let day = Day::of(first).name();
        format!("Every other {day}, {others} from {}", written(first))
    })
}

fn sessions() -> impl Strategy<Value = String> {
    let time = |minutes: u16| format!("{:02}:{:02}", minutes / 60, minutes % 60);
    (0..1439_u16, 1..1440_u16)
        .prop_map(move |(opens, length)| format!("{}-{}", time(opens), time((opens + length).min(1440))))
}

fn seasons() -> impl Strategy<Value = String> {
    let from_until = (dates(), 0..1000_i32).prop_map(|(first, length)| {
        let last = first.saturating_add(length.days());
        format!(" from {} until {}", written(first), written(last))
    });
    let from = dates().prop_map(|first| format!(" from {}", written(first)));
    let until = dates().prop_map(|last| format!(" until {}", written(last)));
    let dates = prop_oneof![Just(String::new()), from, until, from_until];
    let terms = prop_oneof![Just(""), Just(", term time only")];
    (dates, terms).prop_map(|(dates, terms)| format!("{dates}{terms}"))
}

/// A line that must be accepted, of any kind, with everything that its kind may have.
fn lines() -> impl Strategy<Value = String> {
    let repeated = (prop_oneof![days_of_week(), days_of_month()], sessions(), seasons())
        .prop_map(|(days, session, season)| format!("{days} {session}{season}"));
    let every_other = (every_other_week(), sessions()).prop_map(|(days, session)| format!("{days} {session}"));
    let once = (dates(), sessions()).prop_map(|(date, session)| format!("{} {session}", written(date)));
    prop_oneof![4 => repeated, 1 => every_other, 1 => once]
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

/// Counts the days of a rule another way: by jiff's own months, and in whole fortnights.
fn is_expected(rule: &Rule, day: Date) -> bool {
    let is_in_season = rule.from().is_none_or(|first| day >= first) && rule.until().is_none_or(|last| day <= last);
    let falls = match rule.when() {
        When::ByAppointment => false,
        When::Once(only) => day == *only,
        When::Weekly(days) => days.contains(&Day::of(day)),
        When::EveryOther(days) => {
            let first = rule.from().expect("every other week has a first date");
            let weeks = (monday_of(day) - monday_of(first)).get_days() / 7;
            days.contains(&Day::of(day)) && weeks % 2 == 0
        }
        When::Monthly(days) => days.iter().any(|NthDay { nth, day: of_week }| {
            let found = day.nth_weekday_of_month(nth.number(), day.weekday());
            *of_week == Day::of(day) && found.is_ok_and(|found| found == day)
        }),
    };
    is_in_season && falls
}

fn monday_of(date: Date) -> Date {
    let days_since_monday = date.weekday().to_monday_zero_offset();
    date - days_since_monday.days()
}
