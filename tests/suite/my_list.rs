//! What a reader takes along: the text message of an offer, and the list that the device keeps.

use fingerpost::values::text_message::{TextMessage, fits, shortened};
use proptest::prelude::*;

use super::site_test::{Built, SiteTest};

const TEA: &str = "content/offers/tea-and-tablets.yaml";
const PAGE: &str = "offers/tea-and-tablets.html";

/// The text message of an offer's page, as a phone reads it.
fn message(page: &str) -> String {
    let link = page
        .split_once("sms:?&amp;body=")
        .or_else(|| page.split_once("sms:?&body="));
    let (_, rest) = link.unwrap_or_else(|| panic!("no text message in {page}"));
    let end = rest.find(['"', '>', ' ']).unwrap();
    let query = format!("b={}", &rest[..end]);
    url::form_urlencoded::parse(query.as_bytes())
        .next()
        .unwrap()
        .1
        .into_owned()
}

/// The scripts of a site's pages: (page, script).
fn scripts(built: &Built) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for (path, bytes) in built.files().into_iter().filter(|(path, _)| path.ends_with(".html")) {
        let html = String::from_utf8(bytes).unwrap();
        let all = html.split("<script").skip(1).map(|rest| {
            let source = rest.split_once("src=").unwrap().1;
            source[..source.find(['>', ' ']).unwrap()].to_owned()
        });
        found.extend(all.map(|source| (path.clone(), source)));
        assert_eq!(html.contains("<script"), html.contains("script-src 'self'"), "{path}");
    }
    found
}

#[test]
fn a_text_message_says_who_then_the_phone_then_where_and_when() {
    let message = message(&SiteTest::minimal().built().page(PAGE));
    let lines: Vec<&str> = message.lines().collect();
    assert_eq!(lines[0], "Tea and Tablets");
    assert!(lines[1].starts_with("01632 960"), "{message}");
    assert!(
        lines[2].starts_with("Millbrook Library") && lines[2].contains("Millbrook"),
        "{message}"
    );
    assert_eq!(lines[3], "Tuesdays, 10am to midday");
    assert_eq!(lines[4], "help.example.org.uk/offers/tea-and-tablets.html");
    assert_eq!(lines.len(), 5);
}

#[test]
fn a_text_message_that_gets_long_keeps_its_phone_and_says_that_there_are_more_times() {
    let times: Vec<String> = (1..=12)
        .map(|hour| format!("Mondays {hour:02}:00-{hour:02}:45, term time only"))
        .collect();
    let built = SiteTest::minimal()
        .replace(
            TEA,
            "name: Tea and Tablets",
            &format!("name: {}", "Tea and Tablets ".repeat(20).trim()),
        )
        .replace(
            TEA,
            "[Tuesdays 10:00-12:00]",
            &format!("[\"{}\"]", times.join("\", \"")),
        )
        .built();
    let message = message(&built.page(PAGE));
    assert!(fits(&message) && message.contains("\n01632 960"), "{message}");
    assert!(message.contains("...\n") && message.contains("; ..."), "{message}");
    assert!(
        message.ends_with("help.example.org.uk/offers/tea-and-tablets.html"),
        "{message}"
    );
}

#[test]
fn letters_outside_the_alphabet_of_phones_leave_less_room_and_curly_quotes_do_not() {
    let named = |name: &str| {
        let site = SiteTest::minimal().replace(TEA, "name: Tea and Tablets", &format!("name: {name}"));
        message(&site.built().page(PAGE))
    };
    assert!(named("“Tea” – and Ann’s Tablets").starts_with("\"Tea\" - and Ann's Tablets\n"));
    let welsh = named("Te a Thabledi Ŵyl");
    assert!(
        welsh.contains("01632 960") && welsh.encode_utf16().count() <= 134,
        "{welsh}"
    );
}

#[test]
fn only_pages_with_something_to_keep_or_to_look_for_have_a_script_and_it_is_their_own() {
    let built = SiteTest::minimal().built();
    let mut found = scripts(&built);
    // Pages with dates have one of their own (`dates.rs`).
    found.retain(|(_, script)| !script.contains("scripts/dates-"));
    let pages: Vec<&str> = found.iter().map(|(page, _)| page.as_str()).collect();
    assert_eq!(
        pages,
        ["my-list.html", "offers/borrow-a-tablet.html", PAGE, "search.html"],
        "{found:?}"
    );
    for (page, script) in &found {
        let folder = page.rsplit_once('/').map_or(".", |(folder, _)| folder);
        assert!(built.has(&format!("{folder}/{script}")), "{page} names {script}");
    }
}

#[test]
fn what_is_sensitive_or_has_ended_cannot_be_kept() {
    let sensitive = SiteTest::minimal()
        .replace(TEA, "cost: free", "cost: free\nsensitive: true")
        .built();
    let page = sensitive.page(PAGE);
    assert!(
        page.contains("sms:?") && !page.contains("id=keep") && !page.contains("scripts/list-"),
        "{page}"
    );
    let ended = SiteTest::minimal()
        .replace(TEA, "cost: free", "cost: free\nstatus: defunct")
        .built();
    let page = ended.page(PAGE);
    assert!(
        !page.contains("sms:?") && !page.contains("id=keep") && !page.contains("scripts/list-"),
        "{page}"
    );
}

#[test]
fn old_phones_can_read_the_list_and_it_asks_nobody() {
    let built = SiteTest::sample().built();
    let files = built.files();
    let (path, bytes) = files
        .iter()
        .find(|(path, _)| path.starts_with("scripts/list-"))
        .unwrap();
    let text = String::from_utf8(bytes.clone()).unwrap();
    assert!(text.starts_with("var fpWords={") && text.len() > 1_500, "{path}");
    for newer in [
        "=>", "`", "?.", "??", "...", "let ", "const ", "class ", "async ", "await ", " of ",
    ] {
        assert!(
            !text.contains(newer),
            "{path} has `{newer}`, which is newer than ECMAScript 5"
        );
    }
    for dangerous in [
        "eval(",
        "Function(",
        "innerHTML",
        "fetch(",
        "XMLHttpRequest",
        "document.cookie",
        "http:",
        "https:",
    ] {
        assert!(!text.contains(dangerous), "{path} has `{dangerous}`");
    }
    assert!(built.page("my-list.html").contains("<noscript>"));
}

fn forms() -> impl Strategy<Value = Vec<String>> {
    let text = prop_oneof![
        "[ -~]{0,120}",
        "[a-zàéŵ€^{}“’–\u{1f600}]{0,90}",
        "(0[0-9]{4} [0-9]{6}|WX[0-9]{1,2} [0-9][A-Z]{2}|[a-z ]{1,40}){1,6}",
    ];
    prop::collection::vec(text, 0..4)
}

proptest! {
    #[test]
    fn a_message_fits_and_holds_whole_forms_in_their_order(lines in prop::collection::vec(forms(), 0..8)) {
        let message = TextMessage::of(&lines);
        prop_assert!(fits(message.as_str()));
        let units = message.as_str().encode_utf16().count();
        prop_assert!(units <= 306);
        // Each form alone, as a message says it.
        let whole: Vec<Vec<String>> = lines
            .iter()
            .map(|forms| forms.iter().map(|form| TextMessage::of(&[vec![form.clone()]]).as_str().to_owned()).collect())
            .collect();
        let mut rest = message.as_str();
        for forms in whole {
            let next = forms.iter().filter(|form| !form.is_empty()).find_map(|form| {
                let after = rest.strip_prefix(form.as_str())?;
                if after.is_empty() { Some("") } else { after.strip_prefix('\n') }
            });
            rest = next.unwrap_or(rest);
        }
        prop_assert_eq!(rest, "");
    }

    #[test]
    fn a_phone_number_after_any_name_is_never_left_out(name in ".{0,400}", number in "0[0-9]{4} [0-9]{6}") {
        let names = vec![shortened(&name, 80), shortened(&name, 30)];
        let message = TextMessage::of(&[names, vec![number.clone()], vec!["x".repeat(300)]]);
        prop_assert!(message.as_str().lines().any(|line| line == number), "{}", message.as_str());
    }

    #[test]
    fn a_shortened_text_ends_with_a_whole_word_and_never_within_a_number(text in "([a-z]{1,12}|0[0-9]{4} [0-9]{6}|WX1 1AA| ){1,40}", longest in 4_usize..60) {
        let short = shortened(&text, longest);
        prop_assert!(short.chars().count() <= longest);
        if let Some(kept) = short.strip_suffix("...") {
            prop_assert!(!kept.ends_with(|c: char| c.is_ascii_digit()) || {
                let words: Vec<&str> = text.split_whitespace().collect();
                let next = words.get(kept.split_whitespace().count()).copied().unwrap_or("");
                !next.contains(|c: char| c.is_ascii_digit())
            }, "`{short}` of `{text}`");
        }
    }
}

#[test]
fn a_message_has_306_letters_of_the_alphabet_of_phones_or_134_others() {
    assert!(fits(&"a".repeat(306)) && !fits(&"a".repeat(307)));
    assert!(fits(&"ŵ".repeat(134)) && !fits(&"ŵ".repeat(135)));
    assert!(
        fits(&"€".repeat(152)) && !fits(&"€".repeat(153)),
        "a letter of two places is never split"
    );
    assert!(
        !fits(&format!("{}ŵ", "a".repeat(134))),
        "one other letter changes the room of all"
    );
}
