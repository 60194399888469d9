//! What a later import does with files that are there: its own, edited, deleted, renamed, somebody else's.

use super::*;

#[test]
fn things_of_one_name_are_told_apart_by_town_then_street_then_number() {
    let site = Try::new();
    let branch = |id, street, town| {
        row(&[
            ("Id", id),
            ("Place", "Burger Bar"),
            ("Street", street),
            ("Town", town),
            ("Name", ""),
        ])
    };
    site.rows(&[
        branch("10", "2 High Street", "Millbrook"),
        branch("9", "2 High Street", "Millbrook"),
        branch("2", "1 High Street", "Millbrook"),
        branch("3", "1 Low Street", "Fenley"),
        row(&[("Id", "4"), ("Place", "日本"), ("Name", "")]),
    ]);
    let places = site.content().places;
    let slugs: BTreeSet<&str> = places.iter().map(|place| place.slug.as_str()).collect();
    let expected = [
        "burger-bar-1-high-street",
        "burger-bar-2-high-street-millbrook",
        "burger-bar-2-high-street-millbrook-2",
        "burger-bar-fenley",
        "millbrook",
    ];
    assert_eq!(slugs, BTreeSet::from(expected));
    assert!(site.read(LEDGER).contains("\"id\": \"county/places/9\""));
}

#[test]
fn a_thing_keeps_its_slug_when_another_of_its_name_comes() {
    let site = Try::new();
    let branch = |id, street| row(&[("Id", id), ("Place", "Burger Bar"), ("Street", street), ("Name", "")]);
    site.rows(&[branch("5", "5 High Street")]);
    let before = site.read("content/places/burger-bar.yaml");
    let report = site.rows(&[branch("4", "4 High Street"), branch("5", "5 High Street")]);
    assert_eq!(site.read("content/places/burger-bar.yaml"), before);
    assert_eq!(report.written, ["content/places/burger-bar-millbrook.yaml"]);
}

#[test]
fn a_second_import_writes_nothing() {
    let site = Try::new();
    let rows = [
        row(&[("Phone", "no phone")]),
        row(&[("Id", "2"), ("Name", "Repair café")]),
    ];
    let first = site.rows(&rows);
    let ledger = site.read(LEDGER);
    let second = site.rows(&rows);
    assert_eq!(second.written, Vec::<String>::new());
    assert_eq!(second.unchanged, 5);
    assert_eq!((&second.kept, &second.notes), (&first.kept, &first.notes));
    assert_eq!(site.read(LEDGER), ledger);
}

#[test]
fn changed_data_is_written_and_what_somebody_edited_is_kept() {
    let site = Try::new();
    site.rows(&[row(&[])]);
    site.write(
        "content/places/mill-hall.yaml",
        "name: Mill Hall\naddress: {town: Millbrook}\n",
    );
    let report = site.rows(&[row(&[("Street", "3 Mill Lane"), ("Text", "Now on Fridays.")])]);
    assert_eq!(report.written, ["content/offers/tea-and-tablets.yaml"]);
    assert_eq!(report.kept, ["content/places/mill-hall.yaml"]);
    assert_eq!(
        site.read("content/places/mill-hall.yaml"),
        "name: Mill Hall\naddress: {town: Millbrook}\n"
    );
    assert!(
        site.read("content/offers/tea-and-tablets.yaml")
            .contains("Now on Fridays.")
    );
}

#[test]
fn line_ends_that_git_changed_are_no_edit() {
    let site = Try::new();
    site.rows(&[row(&[])]);
    let path = "content/offers/tea-and-tablets.yaml";
    site.write(path, &site.read(path).replace('\n', "\r\n"));
    assert_eq!(site.rows(&[row(&[("Text", "New.")])]).written, [path]);
}

#[test]
fn a_file_that_was_there_before_is_somebodys_and_is_kept() {
    let site = Try::new();
    site.write(
        "content/organisations/example-trust.yaml",
        "name: Ours\nkind: public\nsummary: Ours.\n",
    );
    site.write(
        "content/places/mill-hall.yml",
        "name: Ours\naddress: {town: Millbrook}\n",
    );
    let report = site.rows(&[row(&[])]);
    assert_eq!(
        report.kept,
        [
            "content/organisations/example-trust.yaml",
            "content/places/mill-hall.yaml"
        ]
    );
    assert!(!site.has("content/places/mill-hall.yaml"));
    assert_eq!(assert_sound(site.root.path()).organisations[0].name, "Ours");
}

#[test]
fn what_an_editor_took_away_stays_away_unless_something_needs_it() {
    let site = Try::new();
    let rows = [row(&[]), row(&[("Id", "2"), ("Place", "Fen Hall"), ("Name", "")])];
    site.rows(&rows);
    for path in [
        "content/offers/tea-and-tablets.yaml",
        "content/places/fen-hall.yaml",
        "content/organisations/example-trust.yaml",
    ] {
        fs::remove_file(site.root.path().join(path)).unwrap();
    }
    let report = site.rows(&rows);
    assert_eq!(
        report.kept,
        ["content/offers/tea-and-tablets.yaml", "content/places/fen-hall.yaml"]
    );
    assert_eq!(
        report.written,
        ["content/organisations/example-trust.yaml"],
        "the hall names it"
    );
    assert_sound(site.root.path());
}

#[test]
fn an_entry_that_an_editor_renamed_is_followed() {
    let site = Try::new();
    site.rows(&[row(&[])]);
    let old = site.root.path().join("content/places/mill-hall.yaml");
    let text = fs::read_to_string(&old).unwrap() + "was: [mill-hall]\n";
    site.write("content/places/millbrook-mill.yaml", &text);
    fs::remove_file(&old).unwrap();
    let report = site.rows(&[row(&[])]);
    assert_eq!(report.kept, ["content/places/millbrook-mill.yaml"]);
    assert!(!old.exists());
    let built = assert_sound(site.root.path());
    assert_eq!(
        built.place(built.offers[0].places[0].place).slug.as_str(),
        "millbrook-mill"
    );
}

/// Everything the importer writes about itself is for readers of `content/` alone.
#[test]
fn the_ledger_names_every_file_and_nothing_else() {
    let site = Try::new();
    let report = site.rows(&[row(&[])]);
    let ledger: BTreeMap<String, serde_json::Value> = serde_json::from_str(&site.read(LEDGER)).unwrap();
    let listed: BTreeSet<&str> = ledger.keys().map(String::as_str).collect();
    let entries: BTreeSet<&str> = report
        .written
        .iter()
        .map(String::as_str)
        .filter(|path| path.matches('/').count() == 2)
        .collect();
    assert_eq!(listed, entries);
    site.write(LEDGER, "{broken");
    let error = site
        .try_table("rows.csv", csv_of(&[row(&[])]), MAP)
        .unwrap_err()
        .to_string();
    assert!(error.contains("imports.json"), "{error}");
}
