//! Pages: what a resident finds, in which order, and what strangers cannot put there.

use super::site_test::{SiteTest, text_of, without_own_scripts};

const OFFER: &str = "content/offers/tea-and-tablets.yaml";

#[test]
fn phone_then_address_then_hours_come_first_on_an_offer() {
    let built = SiteTest::minimal().built();
    let page = built.page("offers/tea-and-tablets.html");
    let main = page.split_once("<main").unwrap().1;
    let text = text_of(main);
    let position = |part: &str| text.find(part).unwrap_or_else(|| panic!("`{part}` is not in: {text}"));
    let phone = position("01632 960");
    let address = position("Millbrook");
    let cost = position("What it costs");
    let about = position("Who runs it");
    assert!(phone < address && address < cost && cost < about, "{text}");
    assert!(text.contains("Checked"), "{text}");
}

#[test]
fn links_are_relative_from_every_depth() {
    let built = SiteTest::minimal().built();
    for (path, html) in built.files() {
        if !path.ends_with(".html") || path == "404.html" {
            continue;
        }
        let html = String::from_utf8(html).unwrap();
        for part in html.split("href=").skip(1) {
            let value = part.trim_start_matches('"');
            assert!(!value.starts_with('/'), "{path}: {}", &part[..40.min(part.len())]);
        }
    }
}

#[test]
fn markup_in_any_text_field_never_becomes_markup() {
    let evil = "<script>alert(1)</script><img src=x onerror=alert(1)>\\\"'&";
    let built = SiteTest::minimal()
        .replace(OFFER, "description: Nobody gives a talk. You say what you want to do, and you try it.\n", "")
        .replace(OFFER, "how:\n  - Come in and say hello.\n  - Tell us what you would like to do.\n", "")
        .replace(OFFER, "cost: free", &format!(
            "cost: {{free: true, note: \"{evil}\"}}\nhow: [\"{evil}\"]\nbring: [\"{evil}\"]\ninterpretation: \"{evil}\"\n\
             eligibility: {{text: \"{evil}\"}}\nalert: {{text: \"{evil}\"}}\ndescription: \"{evil}\"\nalso_called: [\"{evil}\"]"
        ))
        .built();
    for (path, bytes) in built.files() {
        // The scripts of the search hold names as texts, which the client never reads as markup (`tests/checks/search.mjs`).
        if path.starts_with("search/") {
            continue;
        }
        let text = without_own_scripts(&String::from_utf8(bytes).unwrap());
        assert!(!text.contains("<script"), "{path}");
        assert!(!text.contains("<img"), "{path}");
    }
    assert!(text_of(&built.page("offers/tea-and-tablets.html")).contains("alert(1)"));
}

#[test]
fn an_old_name_leads_to_the_new_page() {
    let built = SiteTest::minimal()
        .replace(OFFER, "cost: free", "cost: free\nwas: [silver-surfers]")
        .built();
    let page = built.page("offers/silver-surfers.html");
    assert!(page.contains("url=tea-and-tablets.html"), "{page}");
    assert!(
        page.contains("href=\"tea-and-tablets.html\"") || page.contains("href=tea-and-tablets.html"),
        "{page}"
    );
}

#[test]
fn a_stale_entry_says_so_and_a_fresh_one_does_not() {
    let fresh = SiteTest::minimal().built();
    assert!(!fresh.page("offers/tea-and-tablets.html").contains("a long time ago"));
    let old = SiteTest::minimal().on("2029-01-01").built();
    assert!(old.page("offers/tea-and-tablets.html").contains("a long time ago"));
}

#[test]
fn no_page_asks_anything_of_another_host() {
    let built = SiteTest::minimal().built();
    for (path, bytes) in built.files().into_iter().filter(|(path, _)| path.ends_with(".html")) {
        let html = String::from_utf8(bytes).unwrap();
        let html = without_own_scripts(&html);
        for name in [
            "src=",
            "srcset=",
            "<script",
            "<iframe",
            "@import",
            "url(",
            "preconnect",
            "dns-prefetch",
        ] {
            assert!(!html.contains(name), "{path} has {name}");
        }
        assert!(html.contains("Content-Security-Policy"), "{path}");
        assert!(!html.contains("unsafe-"), "{path}");
    }
}

#[test]
fn every_page_of_the_sample_says_what_the_template_said_before_it_was_minified() {
    // The minifier eats blanks between neighbours; a word glued to the next shows as a known pair run together.
    let built = SiteTest::sample().built();
    for (path, bytes) in built.files().into_iter().filter(|(path, _)| path.ends_with(".html")) {
        let html = String::from_utf8(bytes).unwrap();
        for (before, after) in [
            ("</a>", "<a"),
            ("</a>", "<span"),
            ("</span>", "<a"),
            ("</strong>", "<a"),
        ] {
            let glued = format!("{before}{after}");
            for part in html.split(&glued).skip(1).map(|rest| &rest[..rest.len().min(60)]) {
                let in_arm = part.starts_with(" class=about") || part.starts_with(" class=\"about\"");
                assert!(in_arm, "{path}: words run together at {glued}{part}");
            }
        }
    }
}

#[test]
fn a_translation_has_a_page_of_its_own_with_its_language() {
    let built = SiteTest::minimal()
        .write(
            "content/offers/tea-and-tablets.pl.yaml",
            "translates: 0000000000000000\nname: Herbata i tablety\nsummary: Cotygodniowe spotkanie.\n",
        )
        .built();
    let page = built.page("offers/tea-and-tablets.pl.html");
    assert!(page.contains("Herbata i tablety"), "{page}");
    assert!(page.contains("lang=pl") || page.contains("lang=\"pl\""), "{page}");
    assert!(page.contains("has changed since"), "a stale translation says so");
    assert!(built.page("offers/tea-and-tablets.html").contains("Polski"));
}

#[test]
fn right_to_left_text_carries_its_direction() {
    let built = SiteTest::minimal()
        .write(
            "content/offers/tea-and-tablets.ur.yaml",
            "translates: 0000000000000000\nname: چائے اور ٹیبلٹ\nsummary: ہفتہ وار ملاقات۔\n",
        )
        .built();
    let page = built.page("offers/tea-and-tablets.ur.html");
    assert!(page.contains("dir=rtl") || page.contains("dir=\"rtl\""), "{page}");
}

#[test]
fn long_lists_break_by_letter_and_stay_within_three_clicks() {
    let mut site = SiteTest::minimal();
    for number in 0..320 {
        let letter = char::from(b'a' + (number % 26) as u8);
        site = site.write(
            &format!("content/organisations/{letter}-group-{number}.yaml"),
            &format!("name: {letter} group {number}\nkind: community\nsummary: A group.\nassured: {{date: 2026-10-01, by: us}}\n"),
        );
    }
    let built = site.built();
    let list = built.page("organisations/index.html");
    assert!(list.contains("organisations/letter-b.html"), "{list}");
    assert!(!list.contains("b-group-1.html"));
    assert!(built.page("organisations/letter-b.html").contains("b-group-1.html"));
}

#[test]
fn an_age_is_said_once() {
    let said = |text: &str| {
        let who = format!("cost: free\neligibility: {{text: {text}, minimum_age: 16}}");
        let built = SiteTest::minimal().replace(OFFER, "cost: free", &who).built();
        text_of(&built.page("offers/tea-and-tablets.html")).contains("Age 16 and over")
    };
    assert!(!said("Anyone aged 16 or over."));
    assert!(said("Anyone who lives here."));
    assert!(said("Anyone with 160 hours to spare."));
}
