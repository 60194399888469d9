//! `fingerpost near import`: what is near the places of a site, out of the table of a whole country.

use std::fs;

use super::*;

/// Some rows of the real table. Stamford's district is 5 km from the library, Rutland's 12, the next ones 17 and more.
fn outcodes() -> String {
    let file = project().join("tests/suite/fixtures/near/outcodes.csv");
    file.to_str().unwrap().to_owned()
}

/// What the command said, its trouble, its exit code, and the table it left.
fn import(site: &SiteTest, arguments: &[&str]) -> (String, String, Option<i32>, Option<String>) {
    let output = site.run(&[&["near", "import"], arguments].concat());
    (
        String::from_utf8(output.stdout).unwrap(),
        String::from_utf8(output.stderr).unwrap(),
        output.status.code(),
        fs::read_to_string(site.root().join(TABLE)).ok(),
    )
}

/// What is kept of a table of our own.
fn kept(table: &str, arguments: &[&str]) -> (String, String) {
    let site = SiteTest::minimal().write("all.csv", table);
    let file = site.root().join("all.csv");
    let (said, trouble, code, kept) = import(&site, &[&[file.to_str().unwrap()], arguments].concat());
    assert_eq!(code, Some(0), "{trouble}");
    (kept.unwrap(), said)
}

#[test]
fn districts_near_a_place_are_kept_with_their_towns() {
    let site = SiteTest::minimal();
    let (said, trouble, code, kept) = import(&site, &[&outcodes()]);
    assert_eq!(code, Some(0), "{trouble}");
    let expected = "name,lat,lon,kind\n\
                    LE15,52.6705,-0.7266,district\nPE9,52.6527,-0.4809,district\n\
                    Hambleton,52.6705,-0.7266,town\nStamford,52.6527,-0.4809,town\n";
    assert_eq!(kept.as_deref(), Some(expected));
    assert!(said.contains("search-index/positions.csv: written"), "{said}");
    assert!(
        said.contains(
            "2 districts and 2 towns kept, those within 15 km of your places (1 with a position); 13 rows read, 0 notes"
        ),
        "{said}"
    );
}

#[test]
fn the_lines_for_site_toml_can_be_pasted_as_they_are() {
    let site = SiteTest::minimal();
    let (said, ..) = import(&site, &[&outcodes()]);
    let lines = &said[said.find("[near]").unwrap()..];
    assert!(
        lines.contains("Contains Royal Mail data © Royal Mail copyright"),
        "{said}"
    );
    let before = fs::read_to_string(site.root().join("site.toml")).unwrap();
    let built = site.write("site.toml", &format!("{before}\n{lines}")).built();
    let text = main_text(&built, "near/pe9.html");
    in_order(
        &text,
        &[
            "Help near PE9",
            "1 to 3 miles",
            "Contains OS data © Crown copyright and database right 2025",
        ],
    );
    assert!(built.has("near/stamford.html"));
}

#[test]
fn a_wider_circle_keeps_more() {
    let (_, _, _, kept) = import(&SiteTest::minimal(), &[&outcodes(), "--within", "20"]);
    let names: Vec<String> = kept
        .unwrap()
        .lines()
        .skip(1)
        .map(|row| row.split(',').next().unwrap().into())
        .collect();
    let districts = ["LE15", "NG33", "PE8", "PE9", "PE10"];
    let towns = ["Bourne", "Burton Coggles", "Hambleton", "Stamford", "Tansor"];
    assert_eq!(names, [districts, towns].concat());
}

#[test]
fn districts_of_two_towns_of_one_name_make_no_town_between_them() {
    let site = SiteTest::minimal();
    let (said, _, _, kept) = import(&site, &[&outcodes(), "--within", "1000"]);
    let kept = kept.unwrap();
    assert!(kept.contains("\nAB33,") && kept.contains("\nLN13,"), "{kept}");
    assert!(!kept.contains("Alford"), "{kept}");
    assert!(
        said.contains("place: `Alford`: its districts lie too far apart"),
        "{said}"
    );
}

#[test]
fn a_town_stands_once_in_the_middle_of_its_districts() {
    let (kept, _) = kept(
        "outcode,lat,lon,place\nWX2,52.66,-0.55,Fenley\nWX1,52.64,-0.53,Fenley\n",
        &[],
    );
    assert_eq!(
        kept,
        "name,lat,lon,kind\nWX1,52.6400,-0.5300,district\nWX2,52.6600,-0.5500,district\nFenley,52.6500,-0.5400,town\n"
    );
}

#[test]
fn a_table_of_names_is_taken_too_and_its_licence_is_asked_for() {
    let (kept, said) = kept(
        "name;lat;lon;kind\nFenley;52.65;-0.55;\nWX1;52.65;-0.55;\nOld Fen;52.65;-0.55;district\n",
        &[],
    );
    assert_eq!(kept.matches(",district\n").count(), 2, "{kept}");
    assert!(kept.ends_with("Fenley,52.6500,-0.5500,town\n"), "{kept}");
    assert!(
        said.contains("attribution = \"(say here where the positions come from"),
        "{said}"
    );
    assert!(!said.contains("Crown copyright"), "{said}");
}

#[test]
fn a_table_that_somebody_changed_is_not_written_over_without_being_told() {
    let site = SiteTest::minimal();
    import(&site, &[&outcodes()]);
    let (said, _, code, _) = import(&site, &[&outcodes()]);
    assert_eq!(code, Some(0));
    assert!(said.contains("the same as before"), "{said}");

    let (_, trouble, code, kept) = import(&site, &[&outcodes(), "--within", "20"]);
    assert_eq!(code, Some(2));
    assert!(
        trouble.contains("has other rows") && trouble.contains("--force"),
        "{trouble}"
    );
    assert_eq!(kept.unwrap().lines().count(), 5);

    let (said, _, code, kept) = import(&site, &[&outcodes(), "--within", "20", "--force"]);
    assert_eq!(code, Some(0), "{said}");
    assert_eq!(kept.unwrap().lines().count(), 11);
}

#[test]
fn rows_that_cannot_be_used_are_noted_and_the_rest_is_kept() {
    let long = "x".repeat(70);
    let table = format!(
        "outcode,lat,lon,place\nWX1,52.65,-0.55,\nWX2,north,-0.55,\nWX3,52.65,,\nWX4,152.65,-0.55,\n,52.65,-0.55,\n\
         wx1,52.65,-0.55,\nМосква,52.65,-0.55,\nWX5,52.65,-0.55,{long}\nWX6,NaN,-0.55,\n"
    );
    let (kept, said) = kept(&table, &[]);
    assert_eq!(
        kept,
        "name,lat,lon,kind\nWX1,52.6500,-0.5500,district\nWX5,52.6500,-0.5500,district\n"
    );
    for note in [
        "all.csv: row 3: lat: `north`: this is not a number",
        "all.csv: row 4: lon: this is not a number",
        "all.csv: row 5: lat: `152.65`: there is no such place on Earth",
        "all.csv: row 6: outcode: the row has no name",
        "all.csv: row 7: outcode: `wx1`: this name stands in an earlier row",
        "all.csv: row 8: outcode: `Москва`: no web address can be made of",
        "all.csv: row 9: place: `xxx",
        "all.csv: row 10: lat: `NaN`: this is not a number",
        "8 notes",
    ] {
        assert!(said.contains(note), "`{note}` is not said:\n{said}");
    }
}

#[test]
fn what_is_written_has_no_mistake_whatever_stood_in_the_table() {
    let table = "outcode,lat,lon,place\n\"WX1\",52.65,-0.55,\"Ash, \"\"Upper\"\" <b>\"\nWX2\u{202e},52.65,-0.55,\u{e001}top\u{e001} Fen\n\
                 WX3,-0.0000001e1,-0.55,x\nWX4,52.65,-0.55,\"two\nlines\"\n";
    let (kept, _) = kept(table, &[]);
    let built = with_table(&kept).built();
    assert!(
        built.has("near/two-lines.html") && built.has("near/ash-upper-b.html"),
        "{kept}"
    );
    assert!(main_text(&built, "near/index.html").contains("WX2"));
}

#[test]
fn a_site_or_a_table_without_positions_says_what_to_do() {
    let without = SiteTest::minimal().replace(
        "content/places/millbrook-library.yaml",
        "lat: 52.651\nlon: -0.552\n",
        "",
    );
    let (_, trouble, code, kept) = import(&without, &[&outcodes()]);
    assert_eq!((code, kept), (Some(2), None));
    assert!(trouble.contains("none has `lat` and `lon` yet"), "{trouble}");

    let site = SiteTest::minimal()
        .write("bad.csv", "postcode,lat,lon\nWX1,1,1\n")
        .write("far.csv", "name,lat,lon\nWX1,1,1\n");
    let file = |name: &str| site.root().join(name).to_str().unwrap().to_owned();
    let (_, trouble, code, _) = import(&site, &[&file("bad.csv")]);
    assert_eq!(code, Some(2));
    assert!(
        trouble.contains("it needs the columns `outcode` (or `name`), `lat` and `lon`"),
        "{trouble}"
    );
    let (_, trouble, code, kept) = import(&site, &[&file("far.csv")]);
    assert_eq!((code, kept), (Some(2), None));
    assert!(
        trouble.contains("no row is within 15 km of a place of the site"),
        "{trouble}"
    );
    for within in ["0", "-3", "NaN", "inf"] {
        let (_, trouble, code, _) = import(&site, &[&file("far.csv"), &format!("--within={within}")]);
        assert_eq!(code, Some(2), "{within}");
        assert!(
            trouble.contains("is not a number of kilometres above nought"),
            "{trouble}"
        );
    }
}
