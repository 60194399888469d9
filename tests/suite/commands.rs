//! The program at the command line: what it prints and how it ends.

use std::process::Output;

use super::site_test::SiteTest;

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

#[test]
fn check_ends_with_0_where_all_is_well_1_with_mistakes_and_2_when_the_machine_fails() {
    let well = SiteTest::minimal();
    let output = well.run(&["check", "--today", "2026-11-21"]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    assert_eq!(out(&output), "No mistakes found.\n");

    let wrong = SiteTest::minimal().replace("content/offers/tea-and-tablets.yaml", "area:", "aera:");
    let output = wrong.run(&["check", "--today", "2026-11-21"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        err(&output).contains("Nothing is published until it is mended"),
        "{}",
        err(&output)
    );

    let broken = SiteTest::minimal().write("site.toml", "title = \n");
    let output = broken.run(&["check"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        err(&output).starts_with("fingerpost: could not understand the settings"),
        "{}",
        err(&output)
    );
    assert!(!err(&output).contains("panicked"));
}

#[test]
fn build_says_what_it_wrote_and_where_to_look() {
    let site = SiteTest::minimal();
    let output = site.run(&["build", "--today", "2026-11-21"]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    let said = out(&output);
    assert!(said.contains("files written, 0 unchanged, 0 removed"), "{said}");
    assert!(said.contains("pages ") && said.contains("publish "), "{said}");
    assert!(said.contains("index.html"), "{said}");
    let output = site.run(&["build", "--today", "2026-11-21"]);
    assert!(out(&output).contains("0 files written"), "{}", out(&output));
}

#[test]
fn quiet_says_nothing_when_all_is_well() {
    let output = SiteTest::minimal().run(&["build", "--quiet", "--today", "2026-11-21"]);
    assert_eq!((out(&output), err(&output)), (String::new(), String::new()));
}

#[test]
fn build_writes_to_the_folder_it_is_told() {
    let site = SiteTest::minimal();
    let elsewhere = tempfile::tempdir().unwrap();
    let target = elsewhere.path().join("site");
    let output = site.run(&["build", "--quiet", "--out", target.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    assert!(target.join("index.html").is_file());
    assert!(!site.out().exists());
}

#[test]
fn mistakes_are_said_in_the_format_asked_for() {
    let site = SiteTest::minimal().replace("content/offers/tea-and-tablets.yaml", "area:", "aera:");
    let run = |format: &str| out(&site.run(&["check", "--format", format, "--today", "2026-11-21"]));
    assert!(
        run("github").starts_with("::error file=content/offers/tea-and-tablets.yaml,line="),
        "{}",
        run("github")
    );
    assert!(run("json").starts_with('{'));
    assert!(run("sarif").contains("\"version\": \"2.1.0\""));
}

#[test]
fn a_day_that_is_none_is_refused_with_the_right_form() {
    let output = SiteTest::minimal().run(&["build", "--today", "tomorrow"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(err(&output).contains("--today"), "{}", err(&output));
}
