//! Words for places rank by distance.

use fingerpost::outputs::search::{Answer, Query, open};

use super::*;

fn answer(site: &SiteTest, text: &str) -> Answer {
    let query = Query {
        text: text.to_owned(),
        limit: 100,
        ..Query::default()
    };
    open(&site.root().join(fingerpost::INDEX))
        .unwrap()
        .answer(&query)
        .unwrap()
}

fn ids(answer: &Answer) -> Vec<&str> {
    answer.hits.iter().map(|hit| hit.id.as_str()).collect()
}

/// Five halls that differ only in how far they are from the middle of WX9, each with an offer; the last is too far away,
/// and the library is in another part of the country. Their names say nothing of it.
fn halls() -> Built {
    let middle = north(100.0);
    let site = with_fenley(with_table(&format!(
        "name,lat,lon\nWX9,{middle:.5},-0.552\nUpper Fen,{middle:.5},-0.552\nWX4,51.5,-3.0\n"
    )));
    let halls = [
        ("amber", 14.0),
        ("beryl", 10.0),
        ("coral", 6.0),
        ("jade", 3.0),
        ("opal", 15.5),
    ];
    let all = halls
        .into_iter()
        .fold(site, |site, (slug, km)| hall(site, slug, 100.0 + km, "marlshire"));
    all.built()
}

const BY_NEARNESS: [&str; 5] = [
    "offers/jade",
    "offers/coral",
    "offers/beryl",
    "offers/amber",
    "offers/opal",
];

fn offers(answer: &Answer) -> Vec<&str> {
    let mut ids = ids(answer);
    ids.retain(|id| id.starts_with("offers/"));
    ids
}

#[test]
fn what_is_nearer_to_a_district_comes_before_what_is_farther() {
    assert_eq!(offers(&answer(&halls().site, "ask wx9")), BY_NEARNESS);
}

#[test]
fn what_is_not_near_and_what_has_no_position_is_not_found_by_a_district() {
    let built = halls();
    let found = answer(&built.site, "WX9");
    assert_eq!(offers(&found), BY_NEARNESS[..4]);
    assert!(
        ids(&found).iter().all(|id| !id.starts_with("organisations/")),
        "{:?}",
        ids(&found)
    );
    assert_eq!(found.corrected, None);
}

#[test]
fn each_ring_counts_more_than_the_next() {
    let alone = answer(&halls().site, "wx9");
    let mut scores: Vec<u32> = alone.hits.iter().map(|hit| hit.score).collect();
    assert_eq!(scores.len(), 8, "four offers and their places");
    scores.dedup();
    assert_eq!(scores.len(), 4, "{scores:?}");
}

#[test]
fn a_town_of_several_words_ranks_like_a_district() {
    assert_eq!(offers(&answer(&halls().site, "ask upper fen")), BY_NEARNESS);
}

#[test]
fn what_is_in_a_town_comes_before_what_is_in_the_next() {
    let site = with_fenley(with_table("name,lat,lon\nMillbrook,52.651,-0.552\n"));
    let site = hall(hall(site, "fen", 5.0, "fenley"), "bog", 40.0, "fenley");
    let built = site.built();
    let found = answer(&built.site, "millbrook");
    let rank = |id: &str| ids(&found).iter().position(|other| *other == id);
    let (inside, beside) = (rank("offers/borrow-a-tablet").unwrap(), rank("offers/fen").unwrap());
    assert!(inside < beside, "{:?}", ids(&found));
    assert_eq!(rank("offers/bog"), None);
}

#[test]
fn the_nearest_of_several_places_counts() {
    let site = hall(hall(at_library(), "near", 3.0, "marlshire"), "far", 14.0, "marlshire");
    let both = "{place: far-hall, hours: at place}, {place: near-hall, hours: at place}";
    let built = offer(site, "both", both, "marlshire").built();
    let found = answer(&built.site, "wx1");
    let score = |id: &str| found.hits.iter().find(|hit| hit.id == id).unwrap().score;
    assert_eq!(score("offers/both"), score("offers/near"));
    assert!(score("offers/near") > score("offers/far"));
}

#[test]
fn an_entry_in_a_dense_region_counts_as_much_as_a_lonely_one() {
    // Two halls, each in the middle of its own district; around one of them lie sixty more.
    let crowd: String = (0..60)
        .map(|number| format!("QX{number},{:.5},-0.552\n", north(200.0)))
        .collect();
    let table = format!(
        "name,lat,lon\nWX8,{:.5},-0.552\nWX9,{:.5},-0.552\n{crowd}",
        north(100.0),
        north(200.0)
    );
    let site = hall(
        hall(with_table(&table), "lonely", 100.0, "marlshire"),
        "crowded",
        200.0,
        "marlshire",
    );
    let built = site.built();
    let score = |text: &str, id: &str| {
        let found = answer(&built.site, text);
        found.hits.iter().find(|hit| hit.id == id).unwrap().score
    };
    assert_eq!(score("wx8", "offers/lonely"), score("wx9", "offers/crowded"));
}

#[test]
fn a_district_is_a_word_that_spelling_knows() {
    let built = with_table("name,lat,lon\nQuarrington,52.651,-0.552\n").built();
    let found = answer(&built.site, "tablet quarington");
    assert_eq!(found.corrected.as_deref(), Some("tablet quarrington"));
}
