//! "Show only": a list is narrowed without a script; and each language has a page.

use super::site_test::{Built, SiteTest, text_of};

const PAGE: &str = "topics/device.html";

/// The smallest site with four more offers of a device, each with more to say of itself.
fn with_offers(more: [&str; 4]) -> SiteTest {
    let mut site = SiteTest::minimal();
    for (at, more) in more.iter().enumerate() {
        let path = format!("content/offers/lent-{at}.yaml");
        site = site.write(&path, &offer(at, more));
    }
    site
}

fn offer(at: usize, more: &str) -> String {
    format!(
        "name: Lent {at}\norganisation: county-libraries\nsummary: You take a device home for a month.\nneeds: [device]\n\
         type: device-loan\nwhere:\n  - {{place: millbrook-library, hours: [Mondays 10:00-12:00]}}\n\
         contacts:\n  - {{phone: \"01632 960100\"}}\narea: millbrook\nhow: [Come in.]\n\
         assured: {{date: 2026-10-01, by: libraries-team}}\n{more}\n"
    )
}

/// Each link over a list: its class, its words, and how many it says are left.
fn wishes(page: &str) -> Vec<(String, String, usize)> {
    let links = page.split("<a href=#only-").skip(1);
    links
        .map(|link| {
            let (class, rest) = link.split_once('>').unwrap();
            let (words, rest) = rest.split_once("</a> <span class=more>").unwrap();
            let (count, _) = rest.split_once('<').unwrap();
            (class.to_owned(), words.to_owned(), count.parse().unwrap())
        })
        .collect()
}

/// The classes of all cards, or of all lists.
fn classes(page: &str, kind: &str) -> Vec<String> {
    let attributes = page.split("class=").skip(1).map(|rest| {
        let rest = rest.strip_prefix('"').unwrap_or(rest);
        rest.split(['"', '>']).next().unwrap()
    });
    attributes
        .filter(|classes| classes.split(' ').next() == Some(kind))
        .map(str::to_owned)
        .collect()
}

fn built(more: [&str; 4]) -> Built {
    with_offers(more).built()
}

#[test]
fn a_wish_says_how_many_offers_it_leaves_and_those_have_its_class() {
    let page = built([
        "cost: free\nbooking: none",
        "cost: free\nbooking: required",
        "cost: {amount: 2, note: a week}\nbooking: none",
        "cost: {amount: 2, note: a week}\nbooking: none",
    ])
    .page(PAGE);
    let wishes = wishes(&page);
    let free = ("is-free".to_owned(), "Free".to_owned(), 3);
    let open = ("is-open".to_owned(), "No booking".to_owned(), 3);
    assert!(wishes.contains(&free) && wishes.contains(&open), "{wishes:?}");
    for (class, _, count) in &wishes {
        let cards = classes(&page, "card");
        let marked = cards.iter().filter(|card| card.split(' ').any(|one| one == class));
        assert_eq!(marked.count(), *count, "{class}: {cards:?}");
        let line = page.split_once(&format!("id=only-{class} ")).unwrap().1;
        let line = text_of(&format!("<p {}", line.split_once("</p>").unwrap().0));
        assert!(line.contains(&format!("{count} of 5.")), "{class}: {line}");
        assert!(line.contains("Show all again"), "{class}: {line}");
    }
}

#[test]
fn what_all_offers_or_none_are_is_no_wish() {
    let page = built([
        "cost: free",
        "cost: free",
        "cost: free",
        "cost: {amount: 2, note: a week}",
    ])
    .page(PAGE);
    let classes: Vec<String> = wishes(&page).into_iter().map(|(class, ..)| class).collect();
    assert_eq!(
        classes,
        ["is-free"],
        "every place is without steps, nobody comes home, and none says whether to book"
    );
}

#[test]
fn a_list_that_is_read_at_once_is_not_narrowed() {
    let four = with_offers([
        "cost: free",
        "cost: free",
        "cost: {amount: 2, note: a week}",
        "cost: {amount: 2, note: a week}",
    ])
    .remove("content/offers/lent-0.yaml")
    .built();
    assert!(wishes(&four.page(PAGE)).is_empty());
    let five = built([
        "cost: free",
        "cost: free",
        "cost: {amount: 2, note: a week}",
        "cost: {amount: 2, note: a week}",
    ]);
    assert!(!wishes(&five.page(PAGE)).is_empty());
}

#[test]
fn evenings_weekends_and_home_visits_are_told_from_the_hours_and_the_ways() {
    let site = with_offers(["cost: free", "cost: free", "cost: free", "cost: free"])
        .replace(
            "content/offers/lent-0.yaml",
            "Mondays 10:00-12:00",
            "Tuesdays 18:00-20:00",
        )
        .replace(
            "content/offers/lent-1.yaml",
            "Mondays 10:00-12:00",
            "Saturdays 10:00-12:00",
        )
        .replace(
            "content/offers/lent-2.yaml",
            "Mondays 10:00-12:00",
            "Saturdays 18:00-20:00",
        )
        .replace(
            "content/offers/lent-3.yaml",
            "where:\n",
            "where:\n  - {delivery: home-visit}\n",
        );
    let wishes = wishes(&site.built().page(PAGE));
    let count = |class: &str| wishes.iter().find(|wish| wish.0 == class).map(|wish| wish.2);
    assert_eq!(count("is-late"), Some(2), "{wishes:?}");
    assert_eq!(count("is-weekend"), Some(2), "{wishes:?}");
    assert_eq!(count("is-visit"), Some(1), "{wishes:?}");
}

#[test]
fn a_language_has_a_page_with_its_own_name_and_the_site_s_language_has_none() {
    let built = built([
        "cost: free\nlanguages: [en, pl]",
        "cost: free\nlanguages: [en, ur]",
        "cost: free\nlanguages: [en, pl]",
        "cost: free\nlanguages: [en]",
    ]);
    let polish = built.page("languages/pl.html");
    assert_eq!(classes(&polish, "card").len(), 2);
    assert!(text_of(&polish).contains("Polski"), "{polish}");
    let urdu = built.page("languages/ur.html");
    assert!(urdu.contains("dir=rtl lang=ur"), "{urdu}");
    assert!(!built.has("languages/en.html"));
    let all = built.page("languages/index.html");
    let polish = all.find("languages/pl.html").unwrap();
    let urdu = all.find("languages/ur.html").unwrap();
    assert!(polish < urdu, "in the order of their names in the site's language");
    assert!(
        built.page(PAGE).contains("hreflang=pl"),
        "a list leads to its languages"
    );
}
