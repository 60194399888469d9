//! The accessibility statement, the privacy page, how every page says how to report a mistake, and the way to leave fast.

use std::fs;

use fingerpost::config;
use fingerpost::values::criterion::{CRITERIA, Criterion};

use super::site_test::{Built, SiteTest, project, text_of};

const STATEMENT: &str = r#"
[accessibility]
run_by = "Marlshire Libraries"
compliance = "partial"
law = "Great Britain"
prepared = "2026-01-31"
reviewed = "2026-10-01"
tested = "2026-09-30"
tested_by = "the library team"
how_tested = "We looked at ten pages with a screen reader."
formats = ["in large print"]
answer_within = "5 working days"
burden = ["The maps of 1850."]
out_of_scope = ["Films of other people."]
plans = ["We test every spring."]
known_issues = [
    { what = "Some pictures have no description.", why = "The old ones.", criterion = "1.1.1", until = "2027-03-31", instead = "Ring us." },
    { what = "Some pages are late." },
]
"#;

const REACH: &str = r#"
[helpline]
phone = "01632 960100"

[contact]
email = "us@example.org.uk"
post = "The library, Millbrook"
web = "https://example.org.uk/tell-us"
"#;

/// The site without a mistake, with these lines at the end of its settings.
fn with_settings(lines: &str) -> SiteTest {
    let settings = fs::read_to_string(project().join("tests/sites/minimal/site.toml")).unwrap();
    SiteTest::minimal().write("site.toml", &format!("{settings}{lines}"))
}

/// What is wrong with settings.
fn wrong(lines: &str) -> String {
    config::parse(&format!("title = \"x\"\n{lines}")).unwrap_err()
}

fn pages(built: &Built) -> Vec<(String, String)> {
    let pages = built.files().into_iter().filter(|(path, _)| path.ends_with(".html"));
    pages
        .map(|(path, bytes)| (path, String::from_utf8(bytes).unwrap()))
        .collect()
}

/// The pages that have the link to leave fast.
fn left_from(built: &Built) -> Vec<String> {
    let pages = pages(built)
        .into_iter()
        .filter(|(_, html)| html.contains("class=leave"));
    pages.map(|(path, _)| path).collect()
}

#[test]
fn a_site_that_nobody_tested_says_so() {
    let page = text_of(&SiteTest::minimal().built().page("accessibility.html"));
    assert!(page.contains("has not been tested yet"), "{page}");
    assert!(!page.contains("Technical facts"), "{page}");
}

#[test]
fn a_statement_has_the_parts_of_the_model_in_their_order() {
    let page = text_of(&with_settings(STATEMENT).built().page("accessibility.html"));
    let mut rest = page.as_str();
    for part in [
        "Marlshire Libraries runs it",
        "Some pictures have no description. Ring us.",
        "Some pages are late.",
        "in large print",
        "Tell us about a problem",
        "We answer within 5 working days.",
        "If you are not happy with our answer",
        "Equality Advisory and Support Service",
        "0808 800 0082",
        "partly meets",
        "What does not meet the guidelines",
        "This fails criterion 1.1.1 of WCAG 2.2, Non-text Content (level A). We mean to put it right by 31 March 2027.",
        "The maps of 1850.",
        "Films of other people.",
        "We test every spring.",
        "first made on 31 January 2026. Somebody last went over it on 1 October 2026.",
        "last tested on 30 September 2026 by the library team. We looked at ten pages",
    ] {
        let (_, after) = rest
            .split_once(part)
            .unwrap_or_else(|| panic!("`{part}` does not come next in: {rest}"));
        rest = after;
    }
    assert!(!page.contains("has not been tested"), "{page}");
}

#[test]
fn northern_ireland_has_a_commission_of_its_own_and_a_club_has_none() {
    let said = |law: &str| {
        let settings = STATEMENT.replace("law = \"Great Britain\"\n", law);
        text_of(&with_settings(&settings).built().page("accessibility.html"))
    };
    let northern = said("law = \"Northern Ireland\"\n");
    assert!(northern.contains("ECNI") && !northern.contains("EHRC"), "{northern}");
    let club = said("");
    assert!(!club.contains("ECNI") && !club.contains("EHRC"), "{club}");
}

#[test]
fn a_statement_cannot_name_what_wcag_does_not_have_or_contradict_itself() {
    let said = wrong(&STATEMENT.replace("1.1.1", "4.1.1"));
    assert!(
        said.contains("line 18") && said.contains("no success criterion `4.1.1`"),
        "{said}"
    );
    let said = wrong(&STATEMENT.replace("2026-10-01", "1/10/2026"));
    assert!(
        said.contains("line 8") && said.contains("accessibility.reviewed"),
        "{said}"
    );
    let said = wrong(&STATEMENT.replace("\"partial\"", "\"full\""));
    assert!(said.contains("write `partial`"), "{said}");
}

#[test]
fn every_criterion_of_wcag_2_2_is_known_once() {
    for (number, name, level) in CRITERIA {
        let found = Criterion::parse(number).unwrap();
        assert_eq!((found.name, found.level), (name, level));
        assert!(["A", "AA", "AAA"].contains(&level) && !name.is_empty(), "{number}");
    }
    let count = |wanted: &str| CRITERIA.iter().filter(|(_, _, level)| *level == wanted).count();
    assert_eq!((count("A"), count("AA"), count("AAA")), (31, 24, 31));
    for (one, next) in CRITERIA.iter().zip(CRITERIA.iter().skip(1)) {
        let parts = |number: &str| -> Vec<u32> { number.split('.').map(|part| part.parse().unwrap()).collect() };
        assert!(parts(one.0) < parts(next.0), "{} {}", one.0, next.0);
    }
}

#[test]
fn what_a_page_of_the_site_says_is_added_and_not_doubled() {
    let built = with_settings(STATEMENT)
        .write(
            "content/pages/privacy.md",
            "---\ntitle: What we know of you\nsummary: Nothing at all.\n---\n\nWe have a cat.\n",
        )
        .write(
            "content/pages/accessibility.md",
            "---\ntitle: For everybody\n---\n\nWe have a ramp.\n",
        )
        .built();
    let privacy = text_of(&built.page("privacy.html"));
    assert!(
        privacy.contains("We have a cat.") && privacy.contains("It sets no cookies."),
        "{privacy}"
    );
    assert!(text_of(&built.page("accessibility.html")).contains("We have a ramp."));
    let foot = built.page("index.html").split_once("<footer").unwrap().1.to_owned();
    assert_eq!(foot.matches("privacy.html").count(), 1, "{foot}");
    assert!(
        foot.contains("What we know of you") && foot.contains("For everybody"),
        "{foot}"
    );
    assert_eq!(built.page("sitemap.xml").matches("privacy.html").count(), 1);
}

#[test]
fn the_own_statement_of_a_site_stands_where_the_settings_state_nothing() {
    let own = "---\ntitle: Accessibility\nprepared: 2026-05-11\n---\n\nTested by a panel of readers.\n";
    let built = SiteTest::minimal().write("content/pages/accessibility.md", own).built();
    let page = text_of(&built.page("accessibility.html"));
    assert!(
        page.contains("panel of readers") && page.contains("11 May 2026") && !page.contains("has not been tested"),
        "{page}"
    );
}

#[test]
fn privacy_says_how_long_the_host_remembers_and_who_answers() {
    let none = text_of(&SiteTest::minimal().built().page("privacy.html"));
    assert!(
        none.contains("We do not know for how long") && !none.contains("Who answers"),
        "{none}"
    );
    let settings =
        "\n[privacy]\ncontroller = \"Marlshire Libraries\"\ncontact = \"Ask for Sam.\"\nhost_log_days = 14\n";
    let said = text_of(&with_settings(settings).built().page("privacy.html"));
    assert!(said.contains("deleted after 14 days"), "{said}");
    assert!(
        said.contains("Marlshire Libraries answers") && said.contains("Ask for Sam."),
        "{said}"
    );
}

#[test]
fn every_page_says_once_how_to_report_a_mistake_and_what_to_name() {
    let built = with_settings(REACH).built();
    for (path, html) in pages(&built)
        .into_iter()
        .filter(|(_, html)| !html.contains("http-equiv=refresh"))
    {
        assert_eq!(html.matches("id=checked").count(), 1, "{path}");
        let said = text_of(html.split_once("id=checked").unwrap().1);
        for part in [
            "01632 960100",
            "The library, Millbrook",
            "us@example.org.uk",
            "https://example.org.uk/tell-us",
        ] {
            assert!(said.contains(part), "{path} lacks {part}: {said}");
        }
        let address = format!("help.example.org.uk/{path}");
        let address = address.trim_end_matches("index.html").trim_end_matches('/');
        // The page for addresses that lead nowhere has none itself.
        assert_eq!(
            said.contains(&format!("Its address is: {address}")),
            path != "404.html",
            "{path}: {said}"
        );
    }
    let offer = built.page("offers/tea-and-tablets.html");
    assert!(offer.contains("?subject=Tea%20and%20Tablets"), "{offer}");
    assert!(
        offer.contains("help.example.org.uk%2Foffers%2Ftea-and-tablets.html"),
        "{offer}"
    );
    assert!(text_of(&offer).contains("about “Tea and Tablets"), "{offer}");
}

#[test]
fn a_site_without_a_way_to_report_promises_none() {
    let built = SiteTest::minimal().built();
    assert!(!text_of(&built.page("index.html")).contains("Please tell us"));
    let offer = text_of(&built.page("offers/tea-and-tablets.html"));
    assert!(
        offer.contains("Checked") && !offer.contains("Please tell us"),
        "{offer}"
    );
}

const LEAVE: &str = "\n[leave]\nto = \"https://example.org.uk/weather\"\n";

#[test]
fn the_way_to_leave_fast_stands_on_sensitive_pages_alone() {
    assert!(left_from(&SiteTest::minimal().built()).is_empty());
    assert!(left_from(&with_settings(LEAVE).built()).is_empty());
    let marked = with_settings(LEAVE).replace(
        "content/offers/tea-and-tablets.yaml",
        "cost: free",
        "cost: free\nsensitive: true",
    );
    assert_eq!(left_from(&marked.built()), ["offers/tea-and-tablets.html"]);
    let everywhere = with_settings(&format!("{LEAVE}on = \"every page\"\n")).built();
    assert_eq!(left_from(&everywhere).len(), pages(&everywhere).len());
}

#[test]
fn what_helps_with_a_sensitive_need_is_sensitive_too() {
    let built = with_settings(LEAVE)
        .replace("content/topics.yaml", "leg: skills", "leg: skills\n  sensitive: true")
        .built();
    let left = left_from(&built);
    for path in [
        "offers/tea-and-tablets.html",
        "topics/skills.html",
        "areas/millbrook/skills.html",
    ] {
        assert!(left.iter().any(|one| one == path), "{path} is not in {left:?}");
    }
    assert!(!left.iter().any(|one| one == "offers/borrow-a-tablet.html"), "{left:?}");
}

#[test]
fn the_way_to_leave_is_the_second_stop_a_plain_link_and_honest() {
    let built = with_settings(&format!("{LEAVE}on = \"every page\"\n")).built();
    let page = built.page("offers/tea-and-tablets.html");
    let body = page.split_once("<body").unwrap().1;
    let mut stops = body.split("<a ").skip(1);
    assert!(stops.next().unwrap().contains("#main"));
    let leave = stops.next().unwrap();
    assert!(
        leave.contains("href=https://example.org.uk/weather") && leave.contains("noreferrer"),
        "{leave}"
    );
    assert!(stops.next().unwrap().contains("../privacy.html#leave-fast"));
    let privacy = built.page("privacy.html");
    assert!(
        privacy.contains("id=leave-fast") && text_of(&privacy).contains("does not hide"),
        "{privacy}"
    );
}

#[test]
fn nobody_on_the_way_learns_where_somebody_leaves_to() {
    let said = wrong("[leave]\nto = \"http://example.org/\"\n");
    assert!(said.contains("leave.to") && said.contains("https://"), "{said}");
    assert!(wrong("[leave]\nto = \"javascript:x\"\n").contains("leave.to"));
}
