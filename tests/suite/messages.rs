//! What editors are told: what, where, why, what to do; all of it at once.

use super::site_test::SiteTest;

const OFFER: &str = "content/offers/tea-and-tablets.yaml";

#[test]
fn a_name_that_leads_nowhere_is_said_with_the_one_that_was_meant() {
    let site = SiteTest::minimal().replace(OFFER, "organisation: county-libraries", "organisation: county-librarys");
    let said = site.said();
    assert!(
        said.contains("error[unknown-organisation]: there is no organisation called `county-librarys`"),
        "{said}"
    );
    assert!(said.contains("--> content/offers/tea-and-tablets.yaml:"), "{said}");
    assert!(
        said.contains("help: did you mean `county-libraries`? To add a new one: fingerpost new organisation"),
        "{said}"
    );
}

#[test]
fn every_mistake_of_every_file_is_said_in_one_run() {
    let site = SiteTest::minimal()
        .write(
            OFFER,
            "nam: Tea\norganisation: nobody\nsummary: Short.\nneeds: [skils]\nwhere:\n  - place: nowhere\n    hours: [Tusday 10:00-12:00]\n\
             contacts:\n  - {phone: \"12\"}\n  - {email: not-an-email}\ncost: cheap\narea: moon\nassured: {date: 31/02/2026, by: me}\n",
        )
        .replace("content/places/millbrook-library.yaml", "name:", "nmae:");
    let said = site.said();
    for code in [
        "unknown-field",
        "missing-field",
        "bad-hours",
        "bad-phone",
        "bad-email",
        "bad-cost",
        "bad-date",
    ] {
        assert!(said.contains(&format!("error[{code}]")), "{code} is missing:\n{said}");
    }
    assert!(said.contains("content/places/millbrook-library.yaml"), "{said}");
    assert!(said.contains("did you mean `name`?"), "{said}");
    assert!(said.contains("Did you mean Tuesday?"), "{said}");
}

#[test]
fn a_faulty_file_that_others_name_is_one_mistake_and_not_many() {
    let site = SiteTest::minimal().replace("content/places/millbrook-library.yaml", "name:", "nmae:");
    assert!(!site.said().contains("unknown-place"), "{}", site.said());
}

#[test]
fn a_mistake_in_the_text_of_a_guide_is_said_at_its_own_line() {
    let site = SiteTest::minimal().write(
        "content/guides/new.md",
        "---\ntitle: New\nsummary: New.\nreviewed: {date: 2026-10-01, by: libraries-team}\n---\n\nOne.\n\nSee [this offer](offers/tea-and-tabletz) now.\n",
    );
    let said = site.said();
    assert!(said.contains("error[broken-link]"), "{said}");
    assert!(said.contains("content/guides/new.md:9:"), "{said}");
    assert!(said.contains("did you mean `offers/tea-and-tablets`?"), "{said}");
}

#[test]
fn a_line_of_a_description_is_found_in_its_yaml_file() {
    let site = SiteTest::minimal().replace(
        OFFER,
        "description: Nobody gives a talk. You say what you want to do, and you try it.",
        "description: |\n  Come along.\n\n  <b>Bold</b> [bad](javascript:alert(1))",
    );
    let text = std::fs::read_to_string(site.root().join(OFFER)).unwrap();
    let line = text.lines().position(|line| line.contains("javascript")).unwrap() + 1;
    let said = site.said();
    assert!(said.contains("error[refused-link]"), "{said}");
    assert!(said.contains(&format!("{OFFER}:{line}:")), "{said}");
}

#[test]
fn front_matter_with_windows_line_ends_tabs_and_empty_keys_is_read() {
    let site = SiteTest::minimal().write(
        "content/guides/new.md",
        "---\r\ntitle:\tNew guide\r\nsummary: New. \r\nneeds:\r\ntime:\t\r\nreviewed: {date: 2026-10-01, by: libraries-team}\r\n---\r\n\r\n## Step\r\n\r\nOne.\r\n",
    );
    assert!(!site.diagnostics().has_errors(), "{}", site.said());
}

#[test]
fn names_of_open_referral_are_taken() {
    let site = SiteTest::minimal()
        .replace(OFFER, "organisation:", "organization:")
        .replace(OFFER, "area:", "service_area:");
    assert!(!site.diagnostics().has_errors(), "{}", site.said());
}

#[test]
fn a_file_that_is_too_large_or_not_utf8_is_said_and_the_rest_is_read() {
    let site = SiteTest::minimal()
        .write("content/guides/huge.md", &"x".repeat(1024 * 1024 + 1))
        .write_bytes("content/guides/latin.md", b"---\ntitle: Caf\xe9\n---\n");
    let said = site.said();
    assert!(said.contains("error[too-large]"), "{said}");
    assert!(said.contains("error[not-utf8]"), "{said}");
    assert!(said.contains("content/guides/latin.md:2:1"), "{said}");
}

#[test]
fn areas_and_topics_that_lie_inside_themselves_are_said() {
    let site = SiteTest::minimal().replace(
        "content/areas.yaml",
        "kind: county",
        "kind: county\n  parent: millbrook",
    );
    assert!(site.said().contains("error[parent-circle]"), "{}", site.said());
}

#[test]
fn an_old_address_that_is_taken_is_said() {
    let site = SiteTest::minimal().replace(OFFER, "cost: free", "cost: free\nwas: [borrow-a-tablet]");
    assert!(site.said().contains("error[address-taken]"), "{}", site.said());
}

#[test]
fn text_that_could_steer_github_is_escaped() {
    let site = SiteTest::minimal().replace(OFFER, "cost: free", "cost: \"50% off\\n::error::owned\"");
    let said = fingerpost::diagnostics::github(&site.diagnostics());
    assert_eq!(said.lines().count(), site.diagnostics().sorted().len(), "{said}");
    assert!(
        said.lines()
            .all(|line| line.starts_with("::error file=") || line.starts_with("::warning file=")),
        "{said}"
    );
    assert!(!said.contains("\n::error::owned"), "{said}");
}

#[test]
fn json_and_sarif_say_the_same_mistakes() {
    let site = SiteTest::minimal().replace(OFFER, "area:", "aera:");
    let found = site.diagnostics();
    let json: serde_json::Value = serde_json::from_str(&fingerpost::diagnostics::json(&found)).unwrap();
    let sarif: serde_json::Value = serde_json::from_str(&fingerpost::diagnostics::sarif(&found)).unwrap();
    let list = json["diagnostics"].as_array().unwrap();
    let results = sarif["runs"][0]["results"].as_array().unwrap();
    assert_eq!(list.len(), found.sorted().len());
    assert_eq!(list.len(), results.len());
    assert_eq!(sarif["version"], "2.1.0");
    assert_eq!(
        list[0]["line"],
        results[0]["locations"][0]["physicalLocation"]["region"]["startLine"]
    );
}

#[test]
fn an_entry_whose_page_would_take_the_place_of_a_list_is_said() {
    let offer = std::fs::read_to_string(SiteTest::minimal().root().join(OFFER)).unwrap();
    for name in ["index", "letter-b"] {
        let site = SiteTest::minimal().write(&format!("content/offers/{name}.yaml"), &offer);
        let said = site.said();
        assert!(
            said.contains(&format!(
                "error[address-taken]: the address `offers/{name}.html` is taken"
            )),
            "{said}"
        );
    }
}
