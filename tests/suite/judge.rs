//! How well the search answers: the figures are those of the books, and the sample stays above its floor.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Output;

use fingerpost::diagnostics::{Colour, Diagnostics, human};
use fingerpost::judge::{
    Changes, DEPTH, Earlier, Figures, JudgedQuery, QueryKind, QuerySet, Report, ndcg, parse, reciprocal_rank,
};
use fingerpost::source::Source;
use serde_json::Value;

use super::site_test::{Built, SiteTest, project};

/// The NDCG@10 that the sample must not fall below; it was a little more when this was written.
const FLOOR: &str = "0.80";

/// The same by the judgement of somebody else.
const SECOND_FLOOR: &str = "0.775";

/// Made in a pool of several searches, by somebody who had not seen the first judgement.
const SECOND: &str = "tests/bench/second-judge.yaml";

const QUERIES: &str = "search-index/queries.yaml";
const SYNONYMS: &str = "search-index/synonyms.yaml";

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn near(one: f64, other: f64) -> bool {
    (one - other).abs() < 1e-9
}

// The measures

#[test]
fn ndcg_is_what_the_answers_are_worth_by_what_the_best_order_would_be_worth() {
    // Ranks 1 to 4 are divided by 1, 1.584963, 2 and 2.321928.
    assert!(near(ndcg(&[3, 1], &[3, 1]), 1.0));
    // (1 + 3 ÷ 1.584963) ÷ (3 + 1 ÷ 1.584963) = 2.892789 ÷ 3.630930
    assert!((ndcg(&[1, 3], &[3, 1]) - 0.796_708).abs() < 1e-6);
    // (1 + 3 ÷ 2) ÷ (3 + 1 ÷ 1.584963) = 2.5 ÷ 3.630930
    assert!((ndcg(&[1, 0, 3], &[1, 3]) - 0.688_529).abs() < 1e-6);
    // (3 ÷ 2.321928) ÷ 3
    assert!((ndcg(&[0, 0, 0, 3], &[3]) - 0.430_677).abs() < 1e-6);
    assert_eq!(ndcg(&[0, 0], &[3]).to_string(), "0");
    assert_eq!(ndcg(&[], &[3]).to_string(), "0", "and not minus zero");
}

#[test]
fn what_stands_on_the_second_page_counts_for_nothing() {
    let mut gains = [0; 11];
    gains[10] = 3;
    assert!(near(ndcg(&gains, &[3]), 0.0));
    assert!(near(reciprocal_rank(&gains), 0.0));
    gains[9] = 3;
    assert!(ndcg(&gains, &[3]) > 0.2);
    assert!(near(reciprocal_rank(&gains), 0.1));
    assert!(
        near(ndcg(&[3; DEPTH], &[3; 12]), 1.0),
        "more than ten cannot be asked of ten"
    );
}

#[test]
fn the_rank_is_that_of_the_first_useful_answer() {
    assert!(near(reciprocal_rank(&[1, 3]), 1.0));
    assert!(near(reciprocal_rank(&[0, 0, 1, 3]), 1.0 / 3.0));
    assert!(near(reciprocal_rank(&[]), 0.0));
}

fn judged(q: &str, kind: QueryKind, set: QuerySet, best: &str) -> JudgedQuery {
    JudgedQuery {
        q: q.into(),
        kind,
        set,
        best: vec![best.into()],
        good: vec!["good".into()],
    }
}

/// Three queries: answered as well as can be, half well, and not at all.
fn report() -> Report {
    let found = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect::<Vec<_>>();
    Report::of([
        (
            judged("one", QueryKind::Need, QuerySet::Seen, "a"),
            found(&["a", "good", "other"]),
        ),
        (
            judged("two", QueryKind::Need, QuerySet::Kept, "b"),
            found(&["other", "b"]),
        ),
        (judged("three", QueryKind::Typo, QuerySet::Seen, "c"), found(&[])),
    ])
}

#[test]
fn figures_are_means_over_all_each_kind_and_each_set() {
    let report = report();
    // The second: (3 ÷ 1.584963) ÷ 3.630930 = 0.5213.
    let ndcgs: Vec<f64> = report.queries.iter().map(|scored| scored.ndcg).collect();
    assert_eq!(ndcgs, [1.0, 0.5213, 0.0]);
    let all = Figures {
        queries: 3,
        ndcg: 0.5071,
        mrr: 0.5,
        unanswered: 0.3333,
    };
    assert_eq!(report.all, all);
    let needs = Figures {
        queries: 2,
        ndcg: 0.7607,
        mrr: 0.75,
        unanswered: 0.0,
    };
    assert_eq!(report.kinds[&QueryKind::Need], needs);
    assert_eq!(report.kinds.len(), 2);
    assert!(near(report.sets[&QuerySet::Seen].ndcg, 0.5));
    assert!(near(report.sets[&QuerySet::Kept].ndcg, 0.5213));
}

#[test]
fn the_worst_are_of_one_set_and_could_be_better() {
    let report = report();
    let names = |set, most| -> Vec<&str> {
        let worst = report.worst(set, most);
        worst.iter().map(|scored| scored.query.q.as_str()).collect()
    };
    assert_eq!(names(QuerySet::Seen, 10), ["three"]);
    assert_eq!(names(QuerySet::Kept, 10), ["two"]);
    assert_eq!(names(QuerySet::Kept, 0), [""; 0]);
}

#[test]
fn without_a_query_every_figure_is_0() {
    assert_eq!(Report::of([]).all, Figures::default());
}

#[test]
fn changes_are_told_the_greatest_first_and_only_where_the_figure_is_another_one() {
    let earlier = r#"{"all": {"ndcg": 0.6}, "queries": [
        {"q": "one", "ndcg": 0.4}, {"q": "two", "ndcg": 0.5213}, {"q": "three", "ndcg": 0.1}, {"q": "gone", "ndcg": 1}]}"#;
    let changes = Changes::since(&Earlier::parse(earlier).unwrap(), &report());
    let told = |list: &[fingerpost::judge::Change]| -> Vec<(String, f64, f64)> {
        let each = list.iter();
        each.map(|change| (change.q.clone(), change.before, change.now))
            .collect()
    };
    assert_eq!(told(&changes.better), [("one".to_owned(), 0.4, 1.0)]);
    assert_eq!(told(&changes.worse), [("three".to_owned(), 0.1, 0.0)]);
    assert_eq!((changes.added, changes.removed), (0, 1));
    assert_eq!((changes.before, changes.now), (0.6, 0.5071));

    let earlier = r#"{"all": {"ndcg": 1}, "queries": [{"q": "two", "ndcg": 0.9}, {"q": "one", "ndcg": 1}]}"#;
    let earlier = earlier.replace("\"one\", \"ndcg\": 1", "\"three\", \"ndcg\": 1");
    let changes = Changes::since(&Earlier::parse(&earlier).unwrap(), &report());
    let names: Vec<&str> = changes.worse.iter().map(|change| change.q.as_str()).collect();
    assert_eq!(names, ["three", "two"]);
    assert_eq!(changes.added, 1);
    assert!(Earlier::parse("{}").is_err());
}

// The file

fn mistakes(text: &str) -> String {
    let known = ["offers/tea-and-tablets", "guides/use-a-tablet"].map(str::to_owned);
    let source = Source {
        path: QUERIES.into(),
        text: text.into(),
    };
    let mut diagnostics = Diagnostics::default();
    parse(&source, &BTreeSet::from(known), &mut diagnostics);
    human(&diagnostics, Colour::Plain)
}

#[test]
fn a_mistake_in_the_queries_is_said_with_its_place_and_the_next_step() {
    let fine = "- q: tea\n  kind: need\n  set: seen\n  best: [offers/tea-and-tablets]\n  good: [guides/use-a-tablet]\n";
    assert_eq!(mistakes(fine), "No mistakes found.\n");
    let cases = [
        (
            "[offers/tea-and-tablets]",
            "[offers/tea-and-tabletts]",
            "unknown-id",
            "4:10",
            "did you mean `offers/tea-and-tablets`?",
        ),
        (
            "[offers/tea-and-tablets]",
            "[nowhere/at-all-of-this]",
            "unknown-id",
            "4:10",
            "`fingerpost search --json` prints it",
        ),
        ("  good:", "  god:", "unknown-field", "5:3", "did you mean `good`?"),
        (
            "  best: [offers/tea-and-tablets]\n",
            "",
            "missing-field",
            "1:3",
            "the field `best` is missing",
        ),
        (
            "[offers/tea-and-tablets]",
            "[]",
            "missing-field",
            "4:9",
            "at least one item",
        ),
        (
            "kind: need",
            "kind: nead",
            "unknown-word",
            "2:9",
            "did you mean `need`?",
        ),
        (
            "set: seen",
            "set: secret",
            "unknown-word",
            "3:8",
            "use one of: seen, kept",
        ),
        (
            "[guides/use-a-tablet]",
            "[offers/tea-and-tablets]",
            "judged-twice",
            "5:10",
            "keep one of the two",
        ),
    ];
    for (old, new, code, place, next) in cases {
        let said = mistakes(&fine.replacen(old, new, 1));
        let place = format!("{QUERIES}:{place}");
        for expected in [&format!("error[{code}]"), &place, next] {
            assert!(said.contains(expected), "{expected} is not said:\n{said}");
        }
    }
    let twice = mistakes(&fine.repeat(2));
    assert!(
        twice.contains("`tea` is judged already, on line 1") && twice.contains(":6:6"),
        "{twice}"
    );
    assert!(mistakes("# none yet\n").contains("error[no-queries]"));
    assert!(mistakes("- [q").contains(&format!("{QUERIES}:1")));
}

// The command

/// A small site that is built, with two queries: one that is answered as well as can be, and one without an answer.
fn measured() -> SiteTest {
    let queries = "- {q: borrow, kind: name, set: seen, best: [offers/borrow-a-tablet]}\n\
                   - {q: zzzzqqqq, kind: typo, set: kept, best: [places/millbrook-library]}\n";
    let site = SiteTest::minimal().write(QUERIES, queries);
    site.built().site
}

#[test]
fn judging_prints_figures_for_all_for_each_kind_and_for_each_set() {
    let output = measured().run(&["search", "--judge"]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    let expected = [
        "               queries  NDCG@10    MRR  no answer",
        "all                  2    0.500  0.500       50 %",
        "kind name            1    1.000  1.000        0 %",
        "kind typo            1    0.000  0.000      100 %",
        "set seen             1    1.000  1.000        0 %",
        "set kept             1    0.000  0.000      100 %",
    ];
    assert_eq!(out(&output).lines().collect::<Vec<_>>(), expected);
}

#[test]
fn the_worst_are_told_with_what_was_wanted_and_what_came_first_and_kept_ones_are_not() {
    let site = measured().replace(QUERIES, "set: kept", "set: seen");
    let said = out(&site.run(&["search", "--judge"]));
    let expected = "\n0.000  zzzzqqqq\n       wanted: places/millbrook-library\n       found:  nothing\n";
    assert!(said.ends_with(expected), "{said}");
    assert!(!said.contains("1.000  borrow"), "{said}");
    let said = out(&site
        .replace(QUERIES, "typo, set: seen", "typo, set: kept")
        .run(&["search", "--judge"]));
    assert!(!said.contains("zzzz"), "{said}");
}

#[test]
fn the_figures_as_json_hold_every_query_with_what_was_found() {
    let figures: Value = serde_json::from_str(&out(&measured().run(&["search", "--judge", "--json"]))).unwrap();
    assert_eq!(figures["all"]["ndcg"], 0.5);
    assert_eq!(figures["kinds"]["typo"]["unanswered"], 1.0);
    assert_eq!(figures["sets"]["kept"]["queries"], 1);
    let [first, second] = figures["queries"].as_array().unwrap().as_slice() else {
        panic!("{figures}")
    };
    assert_eq!(first["q"], "borrow");
    assert_eq!(first["found"][0], "offers/borrow-a-tablet");
    assert_eq!(second["found"], Value::Array(Vec::new()));
    assert_eq!(
        (&second["set"], &second["ndcg"]),
        (&Value::from("kept"), &Value::from(0.0))
    );
}

#[test]
fn below_the_floor_the_command_fails_with_a_sentence() {
    let site = measured();
    let floor = |figure: &str| site.run(&["search", "--judge", "--floor", figure]);
    assert_eq!(floor("0.5").status.code(), Some(0));
    let output = floor("0.51");
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(
        err(&output),
        "The search answers worse than it should: its NDCG@10 is 0.5000, and the floor is 0.51.\n"
    );
    assert!(out(&output).contains("NDCG@10"), "the figures come all the same");
    for wrong in ["80", "NaN", "high"] {
        let output = floor(wrong);
        assert_eq!(output.status.code(), Some(2));
        assert!(err(&output).contains("between 0 and 1"), "{}", err(&output));
    }
}

#[test]
fn what_got_better_or_worse_since_earlier_figures_is_listed() {
    let site = measured();
    let before = out(&site.run(&["search", "--judge", "--json"]));
    let site = site.write("before.json", &before);
    let against = |site: &SiteTest, file: &str| {
        let file = site.root().join(file);
        site.run(&["search", "--judge", "--against", file.to_str().unwrap()])
    };
    let said = out(&against(&site, "before.json"));
    assert!(
        said.contains("NDCG@10 was 0.500 and is 0.500.\nWorse: 0 seen, 0 kept\nBetter: 0 seen, 0 kept\n"),
        "{said}"
    );

    // Other judgements stand for another search: what came first is not wanted any more, what was not found is.
    let site = site.write(
        QUERIES,
        "- {q: borrow, kind: name, set: seen, best: [places/millbrook-library]}\n\
         - {q: one more, kind: need, set: seen, best: [places/millbrook-library]}\n",
    );
    let said = out(&against(&site, "before.json"));
    assert!(said.contains("Worse: 1 seen, 0 kept\n  1.000 → "), "{said}");
    assert!(said.contains("Queries added: 1, taken out: 1\n"), "{said}");
    let file = site.root().join("before.json");
    let json = out(&site.run(&["search", "--judge", "--json", "--against", file.to_str().unwrap()]));
    let json: Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["changes"]["worse"][0]["q"], "borrow");

    let output = against(&site.write("before.json", "{}"), "before.json");
    assert_eq!(output.status.code(), Some(2));
    assert!(
        err(&output).contains("could not read earlier figures"),
        "{}",
        err(&output)
    );
}

#[test]
fn mistakes_in_the_queries_stop_the_measuring() {
    let site = measured().replace(QUERIES, "offers/borrow-a-tablet", "offers/borrow-a-table");
    let output = site.run(&["search", "--judge"]);
    assert_eq!((output.status.code(), out(&output)), (Some(1), String::new()));
    assert!(
        err(&output).contains("did you mean `offers/borrow-a-tablet`?"),
        "{}",
        err(&output)
    );
    assert!(
        err(&output).contains("search-index/queries.yaml:1:"),
        "{}",
        err(&output)
    );
}

#[test]
fn a_file_of_queries_can_be_named_and_one_that_is_missing_is_said() {
    let site = measured().write(
        "mine.yaml",
        "- {q: borrow, kind: name, set: seen, best: [offers/borrow-a-tablet]}\n",
    );
    let file = site.root().join("mine.yaml");
    let said = out(&site.run(&["search", "--judge", file.to_str().unwrap()]));
    assert!(said.contains("all                  1    1.000"), "{said}");
    let output = site.remove(QUERIES).run(&["search", "--judge"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        err(&output).contains("could not read the judged queries in"),
        "{}",
        err(&output)
    );
}

#[test]
fn judging_takes_no_words_and_words_are_needed_without_it() {
    let site = measured();
    for arguments in [
        &["search"][..],
        &["search", "--floor", "0.5"],
        &["search", "tea", "--floor", "0.5"],
        &["search", "tea", "--against", "before.json"],
        &["search", "tea", "--judge"],
        &["search", "--judge", "--filter", "cost=free"],
    ] {
        assert_eq!(site.run(arguments).status.code(), Some(2), "{arguments:?}");
    }
}

// The site's own words

#[test]
fn a_group_of_synonyms_that_belongs_to_no_entry_is_warned_of_with_its_place() {
    let groups = "- [tablet, slate]\n- [bicycle, velocipede]\n- [\"mind the gap\", Millbrook Library]\n";
    let site = SiteTest::minimal().write(SYNONYMS, groups);
    let expected = "warning[idle-synonyms]: no entry is called `bicycle` or `velocipede`, so nobody finds anything by this group\n  \
                    --> search-index/synonyms.yaml:2:3\n";
    let said = site.said();
    assert!(said.contains(expected), "{said}");
    assert_eq!(site.diagnostics().counts(), (0, 1), "{said}");
    assert_eq!(site.build().unwrap().diagnostics.counts(), (0, 1));
}

#[test]
fn a_word_that_only_stands_in_a_text_does_not_save_its_group() {
    let site = SiteTest::minimal().write(SYNONYMS, "- [the biscuit talk, give a talk]\n");
    assert!(site.said().contains("idle-synonyms"), "{}", site.said());
}

#[test]
fn the_thesaurus_may_know_words_that_no_entry_has() {
    let site = SiteTest::minimal().write("search-index/thesaurus.yaml", "- [bicycle, velocipede]\n- [lone]\n");
    let said = site.said();
    assert!(!said.contains("idle-synonyms"), "{said}");
    assert!(
        said.contains("error[lone-synonym]") && said.contains("search-index/thesaurus.yaml:2:3"),
        "{said}"
    );
}

#[test]
fn a_site_has_its_own_synonyms_beside_the_thesaurus_and_can_have_a_thesaurus_of_its_own() {
    let first = |site: &SiteTest, word: &str| {
        let answer: Value = serde_json::from_str(&out(&site.run(&["search", "--json", word]))).unwrap();
        answer["found"].as_u64().unwrap()
    };
    let site = SiteTest::minimal()
        .write(SYNONYMS, "- [borrow, snaffle]\n")
        .built()
        .site;
    assert!(first(&site, "snaffle") > 0, "its own group");
    assert!(first(&site, "ipad") > 0, "and those that ship with the program");
    let site = site
        .write("search-index/thesaurus.yaml", "- [tablet, slate]\n")
        .built()
        .site;
    assert!(first(&site, "slate") > 0);
    assert_eq!(first(&site, "ipad"), 0);
}

// The sample

#[test]
fn the_search_of_the_sample_stays_above_its_floor() {
    let site = &Built::sample().site;
    let output = site.run(&["search", "--judge", "--floor", FLOOR]);
    assert_eq!(output.status.code(), Some(0), "{}{}", out(&output), err(&output));
    let second = project().join(SECOND);
    let output = site.run(&["search", "--judge", second.to_str().unwrap(), "--floor", SECOND_FLOOR]);
    assert_eq!(output.status.code(), Some(0), "{}{}", out(&output), err(&output));
}

#[test]
fn the_sample_judges_a_hundred_queries_and_keeps_every_second_of_each_kind() {
    let text = std::fs::read_to_string(project().join(QUERIES)).unwrap();
    let source = Source {
        path: QUERIES.into(),
        text,
    };
    let mut diagnostics = Diagnostics::default();
    let queries = parse(&source, &entries(&project().join("content")), &mut diagnostics);
    assert_eq!(diagnostics.counts(), (0, 0), "{}", human(&diagnostics, Colour::Plain));
    assert!(queries.len() >= 100, "{}", queries.len());
    for (word, kind) in QueryKind::WORDS {
        let sets: Vec<QuerySet> = queries
            .iter()
            .filter(|query| query.kind == kind)
            .map(|query| query.set)
            .collect();
        let kept = sets.iter().filter(|set| **set == QuerySet::Kept).count();
        assert!(
            sets.len() >= 6 && kept.abs_diff(sets.len() - kept) <= 1,
            "{word}: {sets:?}"
        );
    }
}

/// The ids of entries by their files, apart from any search.
fn entries(content: &Path) -> BTreeSet<String> {
    let folders = ["offers", "guides", "organisations", "places", "pages"];
    let files = folders.iter().flat_map(|folder| {
        std::fs::read_dir(content.join(folder)).unwrap().map(move |file| {
            let name = file.unwrap().file_name().into_string().unwrap();
            let stem = name.split('.').next().unwrap().to_owned();
            if *folder == "pages" {
                stem
            } else {
                format!("{folder}/{stem}")
            }
        })
    });
    files.collect()
}

#[test]
fn every_group_of_the_samples_own_synonyms_belongs_to_an_entry() {
    let said = Built::sample().said();
    assert!(!said.contains("idle-synonyms"), "{said}");
}
