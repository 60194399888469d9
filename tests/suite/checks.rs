//! The checks: each rule is broken by a tiny site of its own, and the site without a fault breaks none.
//!
//! `tests/sites/minimal` is a whole site without a mistake. A folder in `tests/sites/checks` holds the files that differ
//! from it, and in `expected.txt` what is said about them. `UPDATE=1 cargo test` writes what is said now.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use fingerpost::checks::english::{self, syllables};
use fingerpost::checks::{self, CHECKS};
use fingerpost::diagnostics::Diagnostics;
use fingerpost::values::date::Date;
use fingerpost::{config, content, site, source};

use super::site_test::{SiteTest, files, project};

const ALL_IS_WELL: &str = "No mistakes found.\n";
const NONE: [&str; 0] = [];

const TEA: &str = "content/offers/tea-and-tablets.yaml";
const BORROW: &str = "content/offers/borrow-a-tablet.yaml";
const LIBRARY: &str = "content/places/millbrook-library.yaml";
const TWIN: &str = "content/offers/twin.yaml";
const NAMESAKE: &str = "content/offers/namesake.yaml";

fn fixtures() -> PathBuf {
    project().join("tests/sites/checks")
}

/// The site without a mistake, with the files of a fixture folder in the place of its own.
fn broken_by(folder: &Path) -> SiteTest {
    let texts = files(folder).into_iter().filter(|(path, _)| path != "expected.txt");
    texts.fold(SiteTest::minimal(), |site, (path, text)| site.write_bytes(&path, &text))
}

/// The site without a mistake, with these lines at the end of its settings.
fn with_settings(lines: &str) -> SiteTest {
    let settings = fs::read_to_string(project().join("tests/sites/minimal/site.toml")).unwrap();
    SiteTest::minimal().write("site.toml", &format!("{settings}{lines}"))
}

/// A site with a copy of one of its entries, in which some words are others.
fn and(site: SiteTest, path: &str, like: &str, changes: &[(&str, &str)]) -> SiteTest {
    let text = fs::read_to_string(site.root().join(like)).unwrap();
    changed(site.write(path, &text), path, changes)
}

fn changed(site: SiteTest, path: &str, changes: &[(&str, &str)]) -> SiteTest {
    changes
        .iter()
        .fold(site, |site, (old, new)| site.replace(path, old, new))
}

fn codes(site: &SiteTest) -> Vec<&'static str> {
    site.diagnostics().sorted().into_iter().map(|one| one.code).collect()
}

#[test]
fn a_site_without_a_mistake_is_left_alone() {
    assert_eq!(SiteTest::minimal().said(), ALL_IS_WELL);
}

#[test]
fn each_check_says_what_is_expected_of_the_site_that_breaks_it_and_no_other_rule_is_broken() {
    for check in CHECKS {
        let folder = fixtures().join(check.code);
        assert!(folder.is_dir(), "`{}` needs a folder in tests/sites/checks", check.code);
        let site = broken_by(&folder);
        let said = site.said();
        assert_eq!(
            BTreeSet::from_iter(codes(&site)),
            BTreeSet::from([check.code]),
            "{said}"
        );
        let expected = folder.join("expected.txt");
        if std::env::var_os("UPDATE").is_some() {
            fs::write(&expected, &said).unwrap();
        }
        assert_eq!(said, fs::read_to_string(&expected).unwrap(), "{}", expected.display());
    }
}

#[test]
fn every_check_has_a_code_a_file_and_a_fixture_folder_called_alike_and_there_are_no_others() {
    let codes: BTreeSet<String> = CHECKS.iter().map(|check| check.code.to_owned()).collect();
    assert_eq!(codes.len(), CHECKS.len());
    let names = |folder: &Path| -> Vec<String> {
        fs::read_dir(folder)
            .unwrap()
            .map(|found| found.unwrap().file_name().into_string().unwrap())
            .collect()
    };
    assert_eq!(BTreeSet::from_iter(names(&fixtures())), codes);
    let sources = names(&project().join("src/checks"));
    let stems = sources
        .iter()
        .filter_map(|name| name.strip_suffix(".rs"))
        .filter(|stem| *stem != "mod");
    assert_eq!(stems.map(|stem| stem.replace('_', "-")).collect::<BTreeSet<_>>(), codes);
}

#[test]
fn what_is_no_longer_listed_is_not_nagged_about() {
    let site = SiteTest::minimal()
        .replace(BORROW, "2026-10-01", "2020-10-01")
        .replace(
            BORROW,
            r#"{phone: "01632 960100", label: Library enquiries}"#,
            "{email: a@example.org}",
        )
        .replace(BORROW, "cost: free", "cost: free\nstatus: defunct\nends: 2021-01-31");
    assert_eq!(site.said(), ALL_IS_WELL);
}

#[test]
fn an_offer_counts_as_checked_up_to_the_last_day_of_its_period() {
    let assured_on = |day: &str| codes(&SiteTest::minimal().replace(BORROW, "2026-10-01", day));
    assert_eq!(assured_on("2025-11-21"), NONE);
    assert_eq!(assured_on("2025-11-20"), ["review-due"]);
    assert_eq!(assured_on("2026-11-21"), NONE, "today is not the future");
    assert_eq!(assured_on("2026-11-22"), ["assured-in-future"]);
}

#[test]
fn a_type_of_offer_can_have_a_review_period_of_its_own() {
    let site = with_settings("\n[review.types]\ndevice-loan = \"1 month\"\n");
    assert!(
        site.said()
            .contains("it was due on `2026-11-01`, 1 month after the last time"),
        "{}",
        site.said()
    );
    assert_eq!(codes(&site), ["review-due"]);
}

#[test]
fn what_lasts_until_today_is_not_over() {
    let site = SiteTest::minimal()
        .replace(
            TEA,
            "cost: free",
            "cost: free\nends: 2026-11-21\nalert: {text: Last time., until: 2026-11-21}",
        )
        .replace(
            BORROW,
            "cost: free",
            "cost: free\ncapacity: {unit: tablets, available: 1, updated: 2026-08-21}",
        );
    assert_eq!(site.said(), ALL_IS_WELL);
}

#[test]
fn a_mobile_number_with_a_label_is_an_organisations() {
    assert_eq!(
        SiteTest::minimal()
            .replace(BORROW, "01632 960100", "07700 900123")
            .said(),
        ALL_IS_WELL
    );
}

#[test]
fn something_online_may_say_in_a_note_how_people_get_there() {
    let online =
        |item: &str| codes(&SiteTest::minimal().replace(BORROW, "{place: millbrook-library, hours: at place}", item));
    assert_eq!(online("{delivery: online}"), ["online-without-link"]);
    assert_eq!(
        online("{delivery: online, note: We send you the link when you ring.}"),
        NONE
    );
    assert_eq!(online(r#"{delivery: online, link: "https://example.org/"}"#), NONE);
}

const HOLIDAYS: &str = "content/calendars/bank-holidays.yaml";

#[test]
fn a_calendar_that_nothing_depends_on_may_end() {
    let past = "name: bank holidays\nkind: bank-holidays\ndates: [{date: 2025-12-25}]\n";
    assert_eq!(SiteTest::minimal().write(HOLIDAYS, past).said(), ALL_IS_WELL);
}

#[test]
fn closed_on_bank_holidays_counts_when_only_the_place_says_it() {
    let site = SiteTest::minimal().replace(LIBRARY, "access:", "closed: [bank holidays]\naccess:");
    let said = site.said();
    assert!(
        said.contains("no bank holiday after `2026-12-21`, and 2 offers close on bank holidays"),
        "{said}"
    );
    let christmas = "name: bank holidays\nkind: bank-holidays\ndates: [{date: 2026-12-25}]\n";
    assert_eq!(site.write(HOLIDAYS, christmas).said(), ALL_IS_WELL);
}

#[test]
fn a_place_that_names_no_area_may_be_as_far_as_the_nearest_one_is_looked_for() {
    let at = |lon: &str, area: &str| {
        codes(&changed(
            SiteTest::minimal(),
            LIBRARY,
            &[("lon: -0.552", lon), ("area: millbrook", area)],
        ))
    };
    assert_eq!(
        at("lon: -0.70", "area: millbrook"),
        ["position-outside-area"],
        "6 miles is too far for a village"
    );
    assert_eq!(at("lon: -0.70", "also_called: [the library]"), NONE);
    assert_eq!(
        at("lon: -0.95", "also_called: [the library]"),
        ["position-outside-area"],
        "found by the town's name"
    );
}

/// Another session on Tuesday mornings, under another name and number.
fn with_a_twin(changes: &[(&str, &str)]) -> SiteTest {
    let other = [
        ("name: Tea and Tablets", "name: Morning Clicks"),
        (
            r#"{phone: "01632 960100", label: Library enquiries, best: true}"#,
            r#"{phone: "01632 960222"}"#,
        ),
        ("Tuesdays 10:00-12:00", "Weekdays 11:00-13:00"),
    ];
    changed(and(SiteTest::minimal(), TWIN, TEA, &other), TWIN, changes)
}

#[test]
fn the_same_help_at_the_same_place_and_time_looks_like_one_offer() {
    let twin = |old: &str, new: &str| codes(&with_a_twin(&[(old, new)]));
    assert_eq!(codes(&with_a_twin(&[])), ["near-duplicate"]);
    assert_eq!(
        twin("Weekdays 11:00-13:00", "Weekdays 12:00-13:00"),
        NONE,
        "another time"
    );
    assert_eq!(twin("Weekdays 11:00-13:00", "Mondays 10:00-12:00"), NONE, "another day");
    assert_eq!(twin("type: skills-session", "type: one-to-one"), NONE, "another type");
    assert_eq!(twin("needs: [skills]", "needs: [device]"), NONE, "another need");
    assert_eq!(twin("cost: free", "cost: free\nstatus: inactive"), NONE, "not listed");
    let of_no_type = with_a_twin(&[("type: skills-session", "type: other")]).replace(TEA, "\ntype: skills-session", "");
    assert_eq!(codes(&of_no_type), ["pledge-without-evidence"], "of no type");
}

#[test]
fn sessions_that_never_fall_on_one_day_are_two_offers() {
    let every_other = |from: &str| {
        let rule = format!("Every other Tuesday 10:00-12:00 from {from}");
        let first = "Every other Tuesday 10:00-12:00 from 1 December 2026";
        codes(&with_a_twin(&[("Weekdays 11:00-13:00", &rule)]).replace(TEA, "Tuesdays 10:00-12:00", first))
    };
    assert_eq!(every_other("8 December 2026"), NONE);
    assert_eq!(every_other("15 December 2026"), ["near-duplicate"]);
}

#[test]
fn not_same_as_in_either_file_silences_it() {
    assert_eq!(
        codes(&with_a_twin(&[(
            "cost: free",
            "cost: free\nnot_same_as: [tea-and-tablets]"
        )])),
        NONE
    );
    assert_eq!(
        codes(&with_a_twin(&[]).replace(TEA, "cost: free", "cost: free\nnot_same_as: [twin]")),
        NONE
    );
}

/// The same name and number at a second library, and not on the same day.
fn with_a_namesake(changes: &[(&str, &str)]) -> SiteTest {
    let site = and(SiteTest::minimal(), "content/places/second-library.yaml", LIBRARY, &[]);
    let elsewhere = [
        ("place: millbrook-library\n", "place: second-library\n"),
        ("Tuesdays", "Fridays"),
    ];
    changed(and(site, NAMESAKE, TEA, &elsewhere), NAMESAKE, changes)
}

#[test]
fn one_organisation_may_do_the_same_at_two_places() {
    assert_eq!(with_a_namesake(&[]).said(), ALL_IS_WELL);
}

#[test]
fn two_organisations_with_one_name_and_one_number_look_like_one() {
    let changes = [
        ("organisation: county-libraries", "organisation: friends"),
        ("name: Tea and Tablets", "name: Tablets and tea, Millbrook"),
    ];
    let libraries = "content/organisations/county-libraries.yaml";
    let site = and(
        with_a_namesake(&changes),
        "content/organisations/friends.yaml",
        libraries,
        &[],
    );
    let said = site.said();
    assert!(
        said.contains("both have nearly the same name and the number `01632 960100`"),
        "{said}"
    );
    let site = site.replace(NAMESAKE, "Tablets and tea, Millbrook", "Coffee and Computers");
    assert_eq!(site.said(), ALL_IS_WELL);
}

#[test]
fn the_same_help_at_the_same_web_address_looks_like_one_offer() {
    let without = "cost: free\narea:";
    let with_web = "  - {web: \"https://example.org/tea\"}\ncost: free\narea:";
    let site = with_a_twin(&[("Weekdays 11:00-13:00", "Fridays 10:00-12:00"), (without, with_web)]);
    assert_eq!(site.said(), ALL_IS_WELL);
    let said = site.replace(TEA, without, with_web).said();
    assert!(
        said.contains("both are of the type `skills-session` and have the web address `example.org/tea`"),
        "{said}"
    );
}

#[test]
fn the_most_similar_of_several_is_named_and_each_later_one_is_told_once() {
    let twin = with_a_twin(&[("name: Morning Clicks", "name: Tea and Tablets Plus")]);
    let site = and(twin, "content/offers/zzz.yaml", TWIN, &[]);
    assert_eq!(codes(&site), ["near-duplicate", "near-duplicate"]);
    assert!(
        site.said().contains("the same offer as `content/offers/twin.yaml`"),
        "{}",
        site.said()
    );
}

#[test]
fn texts_in_another_language_are_not_measured() {
    let measured = |language: &str| {
        let site = broken_by(&fixtures().join("long-sentences"));
        let mut found = Diagnostics::default();
        let sources = source::read(&site.root().join("content"), "content", &mut found).unwrap();
        let content = content::parse(&sources, &mut found);
        let config = config::parse(&format!("title = \"Help\"\nlanguage = \"{language}\"")).unwrap();
        let site = site::resolve(content, config, Date::parse("2026-11-21").unwrap(), &mut found);
        checks::run(&site, &mut found);
        found.counts()
    };
    assert_eq!(measured("en-GB"), (0, 1));
    assert_eq!(measured("en"), (0, 1));
    assert_eq!(measured("cy"), (0, 0));
}

#[test]
fn the_limits_of_plain_english_are_those_of_the_settings() {
    let strict = with_settings("\n[rules]\nsentence_words = 10\n");
    assert_eq!(codes(&strict), ["long-sentences"]);
    let said = strict.said();
    assert!(
        said.contains("`You say what you want …` has 11 words, and 10 are the most"),
        "{said}"
    );
    assert_eq!(with_settings("\n[rules]\nsentence_words = 11\n").said(), ALL_IS_WELL);
}

fn sentence_lengths(text: &str) -> Vec<usize> {
    english::sentences(text)
        .iter()
        .map(|sentence| sentence.words.len())
        .collect()
}

#[test]
fn a_sentence_ends_where_a_reader_takes_breath() {
    assert_eq!(sentence_lengths("Come in. Say hello! Why not?"), [2, 2, 2]);
    assert_eq!(
        sentence_lengths("Open from 9.30am to 5.30pm. Bring e.g. a pen."),
        [5, 4]
    );
    assert_eq!(sentence_lengths("Ask Dr. Ames. She knows."), [3, 2]);
    assert_eq!(
        sentence_lengths("Be careful if someone:\nrings you\nwrites to you."),
        [4, 2, 3]
    );
    assert_eq!(sentence_lengths("Say \"I am stuck.\" Then wait."), [4, 2]);
    assert_eq!(sentence_lengths("It asks \"Are you there?\" and waits."), [7]);
    assert_eq!(sentence_lengths("Ring — or write — first."), [4]);
    assert_eq!(sentence_lengths(" \n — \n"), [] as [usize; 0]);
}

#[test]
fn the_grade_is_that_of_the_published_formula() {
    // 12 words in 2 sentences, 12 syllables: 0.39 × 6 + 11.8 × 1 − 15.59.
    let easy = english::grade(&english::sentences("The cat sat on the mat. The dog ran to the door."));
    assert!((easy - -1.45).abs() < 0.001, "{easy}");
    // 5 words in 1 sentence, 2 + 5 + 4 + 4 + 5 syllables.
    let hard = english::grade(&english::sentences(
        "Local organisations facilitate technical participation.",
    ));
    assert!(
        (hard - (0.39 * 5.0 + 11.8 * 19.0 / 5.0 - 15.59)).abs() < 0.001,
        "{hard}"
    );
    assert!(english::grade(&[]).abs() < 0.001);
}

#[test]
fn names_numbers_and_addresses_do_not_make_a_text_harder() {
    let plain = english::grade(&english::sentences("Ring them at home or ask them then."));
    let named = english::grade(&english::sentences(
        "Ring Elizabeth on 01632960100 or visit example.org.uk/information then.",
    ));
    assert!((plain - named).abs() < 1.6, "{plain} {named}");
}

#[test]
fn syllables_are_counted_as_a_dictionary_does() {
    let known: [(usize, &str); 6] = [
        (
            1,
            "the be you phone time ask asked called used use free through course please league cheque queue eye \
             whole rules times does goes tried days don't can't shed strengths helped aged friend build suit 12",
        ),
        (
            2,
            "tablet laptop wifi Wi-Fi people table tables handle handled little centre centres hundred sacred needed \
             wanted started places boxes uses device advice being doing going buying trying someone something \
             sometimes somewhere didn't isn't couldn't quiet client science business Wednesday evening useful careful \
             homeless lonely likely safety million question website mobile broadband cheaper player patient social \
             special language movement technique agree agreed beside email online signal fashion create building café",
        ),
        (
            3,
            "computer internet telephone devices family library libraries area idea media radio video period various \
             easier earlier manual usual completely element agreement employee everything anyone \
             everyone somebody nobody appointment possible beginner tourism theory batteries audience appliance \
             opinion tomorrow carrying studying Saturday charity created username initial step-by-step",
        ),
        (
            4,
            "information community variety society experience convenient actually January material February everybody",
        ),
        (5, "organisation immediately opportunity communication"),
        (6, "responsibility"),
    ];
    let wrong: Vec<String> = known
        .iter()
        .flat_map(|(count, words)| words.split_whitespace().map(move |word| (*count, word)))
        .filter(|(count, word)| syllables(word) != *count)
        .map(|(count, word)| format!("{word}: {} instead of {count}", syllables(word)))
        .collect();
    assert!(wrong.is_empty(), "{wrong:?}");
}
