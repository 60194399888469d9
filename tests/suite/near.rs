//! Near me: what is near a district or town is listed and ranked by how near it is, and nobody has to say where they are.

mod import;
mod ranking;

use super::site_test::{Built, SiteTest, project, text_of, without_own_scripts};

const TABLE: &str = "search-index/positions.csv";
const ATTRIBUTION: &str = "Positions by the Marlshire Map Club, 2026.";

/// Millbrook Library, the only place of the smallest site.
const LIBRARY: (f64, f64) = (52.651, -0.552);

/// The smallest site with these rows as its table of positions.
fn with_table(table: &str) -> SiteTest {
    let settings = format!("\n[near]\npositions = \"{TABLE}\"\nattribution = \"{ATTRIBUTION}\"\n");
    let site = SiteTest::minimal().write(TABLE, table);
    let before = std::fs::read_to_string(site.root().join("site.toml")).unwrap();
    site.write("site.toml", &(before + &settings))
}

/// So many kilometres to the north of the library.
fn north(km: f64) -> f64 {
    LIBRARY.0 + km / 111.195
}

/// A table with one district, in the middle of which the library stands.
fn at_library() -> SiteTest {
    with_table("name,lat,lon\nWX1,52.651,-0.552\n")
}

/// A hall to the north of the library with an offer for people of an area.
fn hall(site: SiteTest, slug: &str, km: f64, area: &str) -> SiteTest {
    let place = format!(
        "name: {slug} Hall\naddress: {{lines: [1 Hall Lane], town: Fenley, postcode: WX7 1AA}}\nlat: {:.5}\nlon: -0.552\n\
         area: {area}\nhours: [Mon-Fri 9am-5pm]\norganisation: county-libraries\n",
        north(km)
    );
    let at = format!("{{place: {slug}-hall, hours: at place}}");
    offer(
        site.write(&format!("content/places/{slug}-hall.yaml"), &place),
        slug,
        &at,
        area,
    )
}

fn offer(site: SiteTest, slug: &str, at: &str, area: &str) -> SiteTest {
    let text = format!(
        "name: Ask at {slug}\norganisation: county-libraries\nsummary: Somebody shows you how to do it.\nneeds: [skills]\n\
         type: one-to-one\nwhere: [{at}]\ncontacts: [{{phone: \"01632 960100\"}}]\ncost: free\narea: {area}\n\
         assured: {{date: 2026-10-01, by: libraries-team}}\n"
    );
    site.write(&format!("content/offers/{slug}.yaml"), &text)
}

/// Fenley beside Millbrook, with a part of its own.
fn with_fenley(site: SiteTest) -> SiteTest {
    let fenley = "- id: marlshire\n  name: Marlshire\n  kind: county\n\
                  - id: millbrook\n  name: Millbrook\n  kind: village\n  parent: marlshire\n\
                  - id: fenley\n  name: Fenley\n  kind: town\n  parent: marlshire\n\
                  - id: fenley-marsh\n  name: Fenley Marsh\n  kind: ward\n  parent: fenley\n";
    site.write("content/areas.yaml", fenley)
}

fn main_text(built: &Built, page: &str) -> String {
    let html = built.page(page);
    let main = html.split_once("<main").unwrap().1.split_once("</main>").unwrap().0;
    text_of(&format!("<main{main}"))
}

/// The parts stand in a text in this order.
#[track_caller]
fn in_order(text: &str, parts: &[&str]) {
    let mut rest = text;
    for part in parts {
        let Some((_, after)) = rest.split_once(part) else {
            panic!("`{part}` does not stand in its place in: {text}");
        };
        rest = after;
    }
}

// Pages

#[test]
fn without_a_table_there_is_no_page_and_no_link_to_one() {
    let built = SiteTest::minimal().built();
    assert!(!built.files().iter().any(|(path, _)| path.starts_with("near")));
    for (path, bytes) in built.files() {
        assert!(!String::from_utf8_lossy(&bytes).contains("near/index.html"), "{path}");
    }
}

#[test]
fn the_list_shows_towns_then_districts_with_2_before_12() {
    let built =
        with_table("name,lat,lon\nWX12,52.65,-0.55\nfenley,52.65,-0.55\nWX2,52.65,-0.55\nAston,52.65,-0.55\n").built();
    in_order(
        &main_text(&built, "near/index.html"),
        &[
            "Towns and villages",
            "Aston",
            "fenley",
            "Postcodes",
            "WX2",
            "WX12",
            ATTRIBUTION,
        ],
    );
}

#[test]
fn every_near_page_is_three_clicks_from_home() {
    let built = at_library().built();
    for (page, link) in [
        ("index.html", "areas/index.html"),
        ("areas/index.html", "near/index.html"),
        ("search.html", "near/index.html"),
        ("near/index.html", "near/wx1.html"),
    ] {
        assert!(built.page(page).contains(link), "{page} has no link to {link}");
    }
    assert!(
        built
            .page("sitemap.xml")
            .contains("https://help.example.org.uk/near/wx1.html")
    );
}

#[test]
fn the_nearest_comes_first_under_headings_that_say_how_far() {
    let mut site = with_fenley(at_library());
    for (slug, km) in [("six", 6.0), ("three", 3.0), ("fourteen", 14.0), ("sixteen", 16.0)] {
        site = hall(site, slug, km, "marlshire");
    }
    let text = main_text(&site.built(), "near/wx1.html");
    in_order(
        &text,
        &[
            "Help near WX1",
            "There are 5 kinds of help",
            "Within 1 mile Borrow a Tablet",
            "Tea and Tablets",
            "1 to 3 miles Ask at three",
            "3 to 7 miles Ask at six",
            "7 to 10 miles Ask at fourteen",
            "Places near WX1",
            "Millbrook Library less than 1 mile",
            "three Hall about 2 miles",
            "six Hall about 4 miles",
            "fourteen Hall about 9 miles",
            ATTRIBUTION,
        ],
    );
    assert!(!text.contains("sixteen"), "{text}");
}

#[test]
fn no_distance_is_said_more_exactly_than_it_is_known() {
    let site = hall(at_library(), "three", 3.3, "marlshire");
    let text = main_text(&site.built(), "near/wx1.html");
    assert!(text.contains("three Hall about 2 miles"), "{text}");
    assert!(!text.contains("2.") && !text.contains("km"), "{text}");
}

#[test]
fn help_for_people_of_another_area_comes_last_and_says_so() {
    let site = with_fenley(at_library());
    let site = hall(hall(site, "near", 2.0, "fenley"), "far", 9.0, "marlshire");
    let text = main_text(&site.built(), "near/wx1.html");
    in_order(
        &text,
        &[
            "First comes help for people in Millbrook",
            "Within 1 mile Borrow a Tablet",
            "3 to 7 miles Ask at far",
            "1 to 3 miles, mainly for other areas",
            "Please ring first",
            "Ask at near",
        ],
    );
}

#[test]
fn what_comes_to_people_is_listed_for_the_areas_it_reaches_and_for_no_other() {
    let site = with_fenley(with_table("name,lat,lon\nWX1,52.651,-0.552\nWX7,52.71,-0.552\n"));
    let site = offer(site, "visits", "{delivery: home-visit}", "fenley");
    let site = offer(site, "calls", "{delivery: phone}", "marlshire");
    let site = offer(
        hall(site, "fen", 7.0, "fenley"),
        "post",
        "{delivery: post, area: millbrook}",
        "millbrook",
    );
    let built = site.built();
    let (millbrook, fenley) = (main_text(&built, "near/wx1.html"), main_text(&built, "near/wx7.html"));
    in_order(
        &millbrook,
        &[
            "Within 1 mile",
            "It comes to you Ask at calls",
            "Ask at post",
            "mainly for other areas",
            "Ask at fen",
        ],
    );
    assert!(!millbrook.contains("Ask at visits"), "{millbrook}");
    in_order(
        &fenley,
        &[
            "Within 1 mile Ask at fen",
            "It comes to you Ask at calls",
            "Ask at visits",
        ],
    );
    assert!(!fenley.contains("Ask at post"), "{fenley}");
}

#[test]
fn an_offer_that_comes_to_people_is_not_shown_as_a_long_way_off() {
    let site = hall(at_library(), "van", 12.0, "marlshire");
    let both = "{place: van-hall, hours: at place}, {delivery: home-visit}";
    let text = main_text(&offer(site, "van", both, "marlshire").built(), "near/wx1.html");
    in_order(&text, &["It comes to you Ask at van"]);
    assert_eq!(text.matches("Ask at van").count(), 1, "{text}");
    assert!(!text.contains("7 to 10 miles"), "{text}");
}

#[test]
fn a_town_is_the_area_of_its_name_with_its_parts_and_a_district_has_those_of_its_postcodes() {
    let site = with_fenley(with_table(
        "name,lat,lon\nFenley,52.651,-0.552\nWX7,52.651,-0.552\nWX3,52.651,-0.552\n",
    ));
    let built = hall(hall(site, "one", 3.0, "fenley-marsh"), "two", 4.0, "marlshire").built();
    let first_for = |page: &str| {
        let text = main_text(&built, page);
        let (_, after) = text.split_once("First comes help for people in ").unwrap();
        after.split_once(" .").unwrap().0.to_owned()
    };
    assert_eq!(first_for("near/fenley.html"), "Fenley , Fenley Marsh");
    assert_eq!(first_for("near/wx7.html"), "Marlshire , Fenley Marsh");
    assert_eq!(first_for("near/wx3.html"), "Millbrook");
}

#[test]
fn a_district_with_nothing_near_has_no_page_and_no_address() {
    let table = format!("name,lat,lon\nWX1,52.651,-0.552\nWX8,{:.5},-0.552\n", north(15.2));
    let link = |name: &str| format!("description: See [near you](near/{name}).\n");
    let site = |name: &str| {
        with_table(&table).replace("content/offers/borrow-a-tablet.yaml", "cost:", &(link(name) + "cost:"))
    };
    let built = site("wx1").built();
    assert!(built.has("near/wx1.html") && !built.has("near/wx8.html"));
    assert!(!built.page("near/index.html").contains("WX8"));
    let said = site("wx8").said();
    assert!(
        said.contains("the link leads to `near/wx8`, which does not exist"),
        "{said}"
    );
}

#[test]
fn a_table_with_nothing_near_makes_no_pages() {
    let built = with_table("name,lat,lon\nWX8,50.1,-5.5\n").built();
    assert!(!built.has("near/index.html"));
    assert!(!built.page("areas/index.html").contains("near/index.html"));
}

#[test]
fn a_page_stays_short_and_shows_all_there_is() {
    let site = (0..70).fold(at_library(), |site, number| {
        hall(site, &format!("h{number}"), 5.0, "marlshire")
    });
    let site = (0..30).fold(site, |site, number| {
        offer(site, &format!("p{number}"), "{delivery: phone}", "marlshire")
    });
    let page = site.built().page("near/wx1.html");
    let lines = page.matches("<li class=\"card short").count();
    let cards = page.matches("<li class=\"card").count() + page.matches("<li class=card>").count() - lines;
    assert_eq!(
        (cards, lines),
        (60, 42),
        "as cards while there is room, then a line each"
    );
    let text = text_of(&page);
    assert!(text.contains("There are 102 kinds of help"), "{text}");
    assert!(text.contains("It comes to you Ask at p0"), "{text}");
    assert_eq!(text.matches("about 3 miles").count(), 59, "places are bounded too");
}

#[test]
fn two_names_with_one_address_get_one_each() {
    let built =
        with_table("name,lat,lon\nSt Mary,52.651,-0.552\nSt. Mary,52.651,-0.552\nIndex,52.651,-0.552\n").built();
    assert!(built.has("near/st-mary.html") && built.has("near/2-st-mary.html") && built.has("near/2-index.html"));
    in_order(&main_text(&built, "near/index.html"), &["Index", "St Mary", "St. Mary"]);
}

#[test]
fn many_districts_are_listed_by_their_letters() {
    let rows: String = (1..80)
        .map(|number| format!("{}{number},52.651,-0.552\n", ["WX", "XZ"][number % 2]))
        .collect();
    let text = main_text(&with_table(&format!("name,lat,lon\n{rows}")).built(), "near/index.html");
    in_order(&text, &["Postcodes", " WX WX2 WX4", "WX78 XZ XZ1 XZ3"]);
}

#[test]
fn markup_in_a_name_or_an_attribution_never_becomes_markup() {
    let evil = "</title><script>alert(1)</script>";
    let built = with_table(&format!("name,lat,lon\n\"{evil}\",52.651,-0.552\n"))
        .replace("site.toml", ATTRIBUTION, evil)
        .built();
    for (path, bytes) in built.files().into_iter().filter(|(path, _)| path.ends_with(".html")) {
        let html = String::from_utf8(bytes).unwrap();
        // In `<title>` and in the value of an attribute it is text as it stands.
        let body = html.split_once("<header").unwrap().1;
        assert!(!without_own_scripts(body).contains("<script"), "{path}");
    }
    assert!(main_text(&built, "near/index.html").contains("alert(1)"));
    let page = built.page("near/title-script-alert-1-script.html");
    let (title, _) = page.split_once("</title>").unwrap();
    assert!(title.contains("alert(1)"), "a name ends the title: {title}");
}

#[test]
fn a_page_of_the_site_cannot_take_the_address_of_the_list() {
    let said = at_library()
        .write("content/pages/near.md", "---\ntitle: Near\n---\nWords.\n")
        .said();
    assert!(said.contains("error[address-taken]"), "{said}");
}

#[test]
fn every_district_and_town_of_the_sample_has_a_page() {
    let table = std::fs::read_to_string(project().join(TABLE)).unwrap();
    let built = Built::sample();
    assert!(table.lines().count() > 15);
    for row in table.lines().skip(1) {
        let name = row.split(',').next().unwrap().to_lowercase().replace(' ', "-");
        let text = main_text(built, &format!("near/{name}.html"));
        assert!(
            text.contains("It comes to you") && text.contains("made up"),
            "{name}: {text}"
        );
    }
}

// The table

#[test]
fn every_mistake_of_the_table_is_said_with_its_place() {
    let said = with_table(
        "name,lat,lon,kind,colour\n\
         WX1,52.651,-0.552\n\
         WX2,fifty,-0.552,distrct\n\
         \"Ash, \"\"Upper\"\"\",99,-0.552,town\n\
         \n\
         wx1,52.651,-0.552\n\
         ,52.651\n\
         Москва,52.651,200\n\
         WX\u{202e}9,52.651,-0.552\n",
    )
    .said();
    for expected in [
        "warning[unknown-column]: nothing reads the column `colour`\n  --> search-index/positions.csv:1:19",
        "error[bad-number]: `fifty` is not a number\n  --> search-index/positions.csv:3:5",
        "error[unknown-word]: `distrct` is not one of the words for this field\n  --> search-index/positions.csv:3:18\n  help: did you mean `district`?",
        "error[bad-position]: `lat` is 99, and there is no such place on Earth\n  --> search-index/positions.csv:4:18",
        "error[duplicate-name]: `wx1` stands on line 2 already\n  --> search-index/positions.csv:6:1",
        "error[wrong-type]: there is nothing here; it should be the name of a district or town\n  --> search-index/positions.csv:7:1",
        "error[wrong-type]: there is nothing here; it should be a number\n  --> search-index/positions.csv:7:1",
        "error[bad-name]: no web address can be made of `Москва`\n  --> search-index/positions.csv:8:1",
        "error[bad-position]: `lon` is 200, and there is no such place on Earth\n  --> search-index/positions.csv:8:15",
        "error[hidden-character]: the text holds a hidden character (\\u{202e})\n  --> search-index/positions.csv:9:1",
        "9 errors and 1 warning.",
    ] {
        assert!(said.contains(expected), "`{expected}` is not said:\n{said}");
    }
}

#[test]
fn every_column_that_is_missing_is_said() {
    let said = with_table("outcode,latitude,lon\nWX1,52.651,-0.552\n").said();
    for expected in ["no column `name`", "no column `lat`", "search-index/positions.csv:1:1"] {
        assert!(said.contains(expected), "{said}");
    }
    assert!(!said.contains("no column `lon`"), "{said}");
    assert!(with_table("").said().contains("no column `lon`"));
}

#[test]
fn columns_may_stand_in_any_order_and_a_name_may_hold_a_comma() {
    let built =
        with_table("LON,kind,Name,lat\r\n-0.552,TOWN,\"Ash, Upper\",52.651\r\n-0.552,district,Ash,52.651\r\n").built();
    in_order(
        &main_text(&built, "near/index.html"),
        &["Towns and villages", "Ash, Upper", "Postcodes", "Ash"],
    );
    assert!(built.has("near/ash-upper.html") && built.has("near/ash.html"));
}

#[test]
fn a_name_of_the_form_of_a_district_is_one_unless_the_table_says_otherwise() {
    let names = ["WX1", "W1", "W1A", "WX12", "wx3", "WX1A"];
    let towns = ["WXY1", "Ash", "W", "1A", "WX123", "WX", "W1-"];
    let rows: String = names
        .iter()
        .chain(&towns)
        .map(|name| format!("{name},52.651,-0.552\n"))
        .collect();
    let text = main_text(&with_table(&format!("name,lat,lon\n{rows}")).built(), "near/index.html");
    let (before, districts) = text.split_once("Postcodes").unwrap();
    for name in names {
        assert!(districts.split(' ').any(|word| word == name), "{name}: {text}");
    }
    for town in towns {
        assert!(before.split(' ').any(|word| word == town), "{town}: {text}");
    }
}

#[test]
fn a_table_with_too_many_rows_is_said_once() {
    let rows: String = (0..20_001).map(|number| format!("p{number},52.651,-0.552\n")).collect();
    let said = with_table(&format!("name,lat,lon\n{rows}")).said();
    assert!(
        said.contains("error[too-many-rows]: the table has more than 20000 rows"),
        "{said}"
    );
    assert!(said.contains("search-index/positions.csv:20002:1"), "{said}");
    assert_eq!(said.matches("error[").count(), 1);
}

#[test]
fn a_table_that_is_not_there_is_said_and_so_is_one_outside() {
    let site = with_table("name,lat,lon\n");
    let said = site.remove(TABLE).said();
    assert!(
        said.contains("error[missing-file]: this names `search-index/positions.csv`"),
        "{said}"
    );
    assert!(said.contains("site.toml:1:1"), "{said}");

    let outside = tempfile::NamedTempFile::new().unwrap();
    let site = with_table("name,lat,lon\n").remove(TABLE);
    std::os::unix::fs::symlink(outside.path(), site.root().join(TABLE)).unwrap();
    let said = site.said();
    assert!(
        said.contains("is a link to something outside the site's folder"),
        "{said}"
    );
}

#[test]
fn a_path_that_leads_out_of_the_site_is_refused_and_so_is_an_empty_attribution() {
    let refused = |old: &str, new: &str| {
        let site = with_table("name,lat,lon\n").replace("site.toml", old, new);
        site.build().unwrap_err().to_string()
    };
    for path in [
        "../positions.csv",
        "/etc/passwd",
        "a/../../b.csv",
        "",
        "a//b.csv",
        "C:/x.csv",
        "a\\\\b.csv",
    ] {
        let said = refused(TABLE, path);
        assert!(
            said.contains("is not a file below the folder of `site.toml`"),
            "{path}: {said}"
        );
    }
    assert!(refused(ATTRIBUTION, " ").contains("`near.attribution` is empty"));
    assert!(refused("attribution =", "credit =").contains("attribution"));
}
