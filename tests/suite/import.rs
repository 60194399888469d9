//! Imports: what strangers' tables and JSON become, what is kept as a note, and that nothing anybody wrote is lost.

mod hostile;
mod keeping;
mod open_referral;
mod sets;
mod values;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use fingerpost::content::{self, Content, Entry, OfferEntry, PlaceEntry};
use fingerpost::diagnostics::Diagnostics;
use fingerpost::error::Error;
use fingerpost::import::{From, ImportReport, LEDGER, Request, RowNote, import};
use fingerpost::site::{Site, Way};
use fingerpost::values::date::Date;
use fingerpost::{checks, config, markdown, site, source};
use proptest::prelude::*;
use tempfile::TempDir;

/// A map for the columns that most tests use.
const MAP: &str = r#"
name = "county"
assured = 2026-05-11

[[organisation]]
id = "{Organisation}"
name = "{Organisation}"
summary = "Runs things."

[[place]]
id = "{Id}"
name = "{Place}"
lines = "{Street}"
town = "{Town}"
postcode = "{Postcode}"
lat = "{Lat}"
lon = "{Lon}"
hidden = "{Hidden}"
hours = "{Hours}"
organisation = "{Organisation}"

[[offer]]
id = "{Id}"
when = { Name = "*" }
name = "{Name}"
organisation = "{Organisation}"
description = "{Text}"
where = { place = "{Id}", hours = "{Hours}" }
contacts = [{ phone = "{Phone}" }, { email = "{Email}" }, { web = "{Web}" }, { post = "{Post}" }]
cost = "{Cost}"
minimum_age = "{From age}"
maximum_age = "{To age}"
ends = "{Ends}"
assured = "{Checked}"
"#;

const COLUMNS: [&str; 22] = [
    "Id",
    "Organisation",
    "Place",
    "Street",
    "Town",
    "Postcode",
    "Lat",
    "Lon",
    "Hidden",
    "Hours",
    "Name",
    "Text",
    "Phone",
    "Email",
    "Web",
    "Post",
    "Cost",
    "From age",
    "To age",
    "Ends",
    "Checked",
    "Unused",
];

/// A row that has everything, with some of it replaced.
fn row<'a>(replaced: &[(&'a str, &'a str)]) -> Vec<&'a str> {
    let usual = BTreeMap::from([
        ("Id", "1"),
        ("Organisation", "Example Trust"),
        ("Place", "Mill Hall"),
        ("Street", "1 Mill Lane"),
        ("Town", "Millbrook"),
        ("Name", "Tea and Tablets"),
        ("Text", "A weekly session."),
        ("Phone", "01632 960100"),
    ]);
    let value = |column: &&'static str| {
        let new = replaced
            .iter()
            .find(|(name, _)| name == column)
            .map(|(_, value)| *value);
        new.or_else(|| usual.get(column).copied()).unwrap_or_default()
    };
    COLUMNS.iter().map(value).collect()
}

fn csv_of(rows: &[Vec<&str>]) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(COLUMNS).unwrap();
    rows.iter().for_each(|row| writer.write_record(row).unwrap());
    writer.into_inner().unwrap()
}

fn today() -> Date {
    Date::parse("2026-11-22").unwrap()
}

/// A site without content, and a folder for data.
struct Try {
    root: TempDir,
    data: TempDir,
}

impl Try {
    fn new() -> Self {
        Self {
            root: tempfile::tempdir().unwrap(),
            data: tempfile::tempdir().unwrap(),
        }
    }

    fn data(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.data.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, bytes).unwrap();
        path
    }

    fn import(&self, from: From) -> Result<ImportReport, Error> {
        import(&Request {
            root: self.root.path().to_owned(),
            from,
            today: today(),
        })
    }

    fn try_table(&self, name: &str, bytes: impl AsRef<[u8]>, map: &str) -> Result<ImportReport, Error> {
        let (file, map) = (self.data(name, bytes), self.data("map.toml", map));
        self.import(From::Table { file, map })
    }

    fn rows(&self, rows: &[Vec<&str>]) -> ImportReport {
        self.try_table("rows.csv", csv_of(rows), MAP).unwrap()
    }

    fn json(&self, text: &str, map: &str) -> ImportReport {
        self.try_table("rows.json", text, map).unwrap()
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.root.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.root.path().join(path)).unwrap()
    }

    fn has(&self, path: &str) -> bool {
        self.root.path().join(path).exists()
    }

    fn content(&self) -> Content {
        content_of(self.root.path(), &mut Diagnostics::default())
    }

    fn offer(&self) -> Entry<OfferEntry> {
        let content = self.content();
        assert_eq!(content.offers.len(), 1);
        content.offers.into_iter().next().unwrap()
    }

    fn place(&self) -> Entry<PlaceEntry> {
        let content = self.content();
        assert_eq!(content.places.len(), 1);
        content.places.into_iter().next().unwrap()
    }
}

fn content_of(root: &Path, found: &mut Diagnostics) -> Content {
    content::parse(&source::read(&root.join("content"), "content", found).unwrap(), found)
}

/// Asserts that a site builds, by the parser, the resolver, the checks, and the rules themselves.
fn assert_sound(root: &Path) -> Site {
    let mut found = Diagnostics::default();
    let content = content_of(root, &mut found);
    let site = site::resolve(content, config::parse("title = \"Test\"").unwrap(), today(), &mut found);
    checks::run(&site, &mut found);
    let errors: Vec<_> = found
        .sorted()
        .into_iter()
        .filter(|one| one.severity.to_string() == "error")
        .collect();
    assert!(
        errors.is_empty(),
        "{} errors, the first: {:?}",
        errors.len(),
        errors.first()
    );
    for offer in &site.offers {
        let name = &offer.slug;
        assert!(offer.assured.date <= today(), "{name} is assured in the future");
        assert_eq!(offer.assured.by, "import", "{name}");
        if site.is_listed(offer) {
            assert!(
                offer.contacts.iter().any(|contact| contact.way.is_offline()),
                "{name} cannot be reached offline"
            );
            assert!(offer.ends.is_none_or(|last| last >= today()), "{name} has ended");
        }
        let ages = offer
            .eligibility
            .as_ref()
            .and_then(|who| who.minimum_age.zip(who.maximum_age));
        assert!(ages.is_none_or(|(from, to)| from <= to), "{name} is for nobody");
    }
    site
}

/// The one note about a field.
fn note<'a>(report: &'a ImportReport, field: &str) -> &'a RowNote {
    let about: Vec<&RowNote> = report.notes.iter().filter(|note| note.field == field).collect();
    assert_eq!(about.len(), 1, "notes: {:?}", report.notes);
    about[0]
}

fn hours_of(entry: &Entry<PlaceEntry>) -> Vec<String> {
    match &entry.fields.hours {
        Some(content::shared::HoursEntry::Rules(rules)) => rules.iter().map(ToString::to_string).collect(),
        _ => Vec::new(),
    }
}

#[test]
fn a_row_becomes_an_organisation_a_place_and_an_offer() {
    let site = Try::new();
    let report = site.rows(&[row(&[
        ("Hours", "Mon-Fri 9am-5pm"),
        ("Postcode", "sw1a1aa"),
        ("Cost", "Free"),
    ])]);
    let paths = [
        "content/areas.yaml",
        "content/offers/tea-and-tablets.yaml",
        "content/organisations/example-trust.yaml",
        "content/places/mill-hall.yaml",
        "content/topics.yaml",
    ];
    assert_eq!(report.written, paths);
    assert_eq!(report.notes, []);
    let built = assert_sound(site.root.path());
    let offer = &built.offers[0];
    assert_eq!(built.organisation(offer.organisation).name, "Example Trust");
    assert_eq!(
        built.place(offer.places[0].place).address.postcode.as_deref(),
        Some("SW1A 1AA")
    );
    assert_eq!(
        offer.places[0].hours.as_ref().unwrap()[0].to_string(),
        "Monday to Friday 09:00-17:00"
    );
    assert_eq!(offer.assured.date.to_string(), "2026-05-11");
}

#[test]
fn fields_stand_in_the_order_of_the_documentation_and_text_stays_text() {
    let site = Try::new();
    site.rows(&[row(&[
        ("Place", "no"),
        ("Street", "10:00"),
        ("Town", "1e3"),
        ("Cost", "2.50"),
        ("From age", "007"),
    ])]);
    let place = site.read("content/places/no.yaml");
    let expected = "name: \"no\"\naddress:\n  lines:\n  - \"10:00\"\n  town: \"1e3\"\norganisation: example-trust\nassured:\n  date: \"2026-05-11\"\n  by: import\n";
    assert_eq!(place, expected);
    let offer = site.read("content/offers/tea-and-tablets.yaml");
    assert!(offer.contains("- phone: \"01632 960100\"\n"), "{offer}");
    assert!(offer.contains("minimum_age: 7\n"), "{offer}");
    let keys = [
        "name:",
        "organisation:",
        "summary:",
        "needs:",
        "where:",
        "contacts:",
        "cost:",
        "area:",
        "eligibility:",
        "assured:",
    ];
    let places: Vec<usize> = keys
        .iter()
        .map(|key| offer.find(&format!("\n{key}")).map_or(0, |at| at + 1))
        .collect();
    assert!(places.is_sorted(), "{offer}");
    assert_sound(site.root.path());
}

#[test]
fn a_hidden_address_leaves_no_trace() {
    let site = Try::new();
    let hidden = [
        ("Hidden", "true"),
        ("Place", "43 Mill Lane"),
        ("Street", "43 Mill Lane"),
        ("Postcode", "SW1A 1AA"),
        ("Lat", "51.5"),
        ("Lon", "-0.1"),
    ];
    let report = site.rows(&[row(&hidden)]);
    let all: String = report
        .written
        .iter()
        .map(|path| path.clone() + &site.read(path))
        .collect();
    for told in ["43", "Lane", "mill-lane", "SW1A", "51.5"] {
        assert!(!all.contains(told), "`{told}` is told");
    }
    assert_eq!(site.place().fields.name.as_str(), "A place in Millbrook");
}

#[test]
fn a_hidden_address_is_no_door_to_knock_at() {
    let site = Try::new();
    let report = site.rows(&[row(&[("Hidden", "yes"), ("Phone", ""), ("Email", "tea@example.org")])]);
    assert!(note(&report, "contacts").why.contains("without the internet"));
    let built = assert_sound(site.root.path());
    assert_eq!(
        built.listed_offers().count(),
        0,
        "an offer that nobody offline can reach is not listed"
    );
}

#[test]
fn an_offer_without_a_phone_borrows_the_door_or_its_organisations_phone() {
    let site = Try::new();
    let map = MAP.replace(
        "summary = \"Runs things.\"",
        "summary = \"Runs things.\"\ncontacts = { phone = \"{Unused}\" }",
    );
    let rows = [
        row(&[("Phone", ""), ("Unused", "01632 960199")]),
        row(&[
            ("Id", "2"),
            ("Name", "Nowhere"),
            ("Town", ""),
            ("Phone", ""),
            ("Email", "n@example.org"),
            ("Unused", "01632 960199"),
        ]),
    ];
    let report = site.try_table("rows.csv", csv_of(&rows), &map).unwrap();
    assert!(
        report
            .notes
            .iter()
            .any(|note| note.text == "Mill Hall" && note.why.contains("no town")),
        "{:?}",
        report.notes
    );
    let built = assert_sound(site.root.path());
    let way = |slug: &str| {
        built
            .offers
            .iter()
            .find(|offer| offer.slug.as_str() == slug)
            .unwrap()
            .contacts[0]
            .way
            .clone()
    };
    assert!(matches!(way("tea-and-tablets"), Way::Visit(_)));
    assert!(matches!(way("nowhere"), Way::Phone(phone) if phone.to_string() == "01632 960199"));
    assert!(
        site.read("content/offers/nowhere.yaml")
            .contains("note: At Mill Hall. Ring to ask where it is.")
    );
}

#[test]
fn an_offer_that_nobody_can_reach_is_not_written_and_its_row_is_named() {
    let site = Try::new();
    let report = site.rows(&[row(&[("Town", ""), ("Phone", "no phone")])]);
    let refused: Vec<&RowNote> = report
        .notes
        .iter()
        .filter(|note| note.text == "Tea and Tablets")
        .collect();
    assert!(
        refused[0].why.starts_with("not written: it has no contact"),
        "{refused:?}"
    );
    assert_eq!(refused[0].row, 2);
    assert!(!site.has("content/offers"));
}

#[test]
fn areas_and_topics_are_added_behind_what_editors_wrote() {
    let site = Try::new();
    let before = "# Ours.\n- id: millbrook\n  name: Millbrook   # the town\n  kind: town\n";
    site.write("content/areas.yaml", before);
    let map = format!(
        "{MAP}area = \"{{Unused}}\"\n[defaults]\nnew_areas = \"village\"\narea = \"county\"\n[[area]]\nid = \"county\"\nname = \"The County\"\nkind = \"county\"\n"
    );
    let rows = [
        row(&[("Unused", "MILLBROOK")]),
        row(&[("Id", "2"), ("Name", "Two"), ("Unused", "Fenley St. Mary")]),
        row(&[("Id", "3"), ("Name", "Three")]),
    ];
    let report = site.try_table("rows.csv", csv_of(&rows), &map).unwrap();
    let areas = site.read("content/areas.yaml");
    let added = "\n- id: county\n  name: The County\n  kind: county\n- id: fenley-st-mary\n  name: Fenley St. Mary\n  kind: village\n";
    assert_eq!(areas, format!("{before}{added}"));
    assert!(report.written.contains(&"content/areas.yaml".to_owned()));
    let built = assert_sound(site.root.path());
    let area = |slug: &str| {
        built
            .area(
                built
                    .offers
                    .iter()
                    .find(|offer| offer.slug.as_str() == slug)
                    .unwrap()
                    .area,
            )
            .slug
            .to_string()
    };
    assert_eq!(
        [area("tea-and-tablets"), area("two"), area("three")],
        ["millbrook", "fenley-st-mary", "county"]
    );
    assert_eq!(
        site.try_table("rows.csv", csv_of(&rows), &map).unwrap().written,
        Vec::<String>::new()
    );
}

#[test]
fn a_list_that_cannot_be_added_to_is_left_alone() {
    let site = Try::new();
    site.write("content/areas.yaml", "[{id: millbrook, name: Millbrook, kind: town}]\n");
    let error = site
        .try_table("rows.csv", csv_of(&[row(&[])]), MAP)
        .unwrap_err()
        .to_string();
    assert!(error.contains("areas.yaml") && error.contains("- id: …"), "{error}");
    assert_eq!(
        site.read("content/areas.yaml"),
        "[{id: millbrook, name: Millbrook, kind: town}]\n"
    );
}

#[test]
fn mistakes_in_a_map_are_told_with_the_next_step() {
    let examples = [
        ("name = \"{Place}\"", "name = \"{Plaice}\"", "Did you mean `Place`?"),
        ("name = \"{Place}\"", "name = \"{Place\"", "does not close it"),
        ("town = \"{Town}\"", "twon = \"{Town}\"", "twon"),
        (
            "town = \"{Town}\"",
            "town = { text = \"{Town}\", values = \"towns\" }",
            "there is no table `[values.towns]`",
        ),
        (
            "town = \"{Town}\"",
            "town = { text = \"{Town}\", part = 2 }",
            "`part` needs `split`",
        ),
        ("name = \"county\"", "", "`name`"),
        ("name = \"county\"", "name = \"The County\"", "capital letter"),
        ("assured = 2026-05-11", "assured = \"last May\"", "`assured`"),
        (
            "assured = 2026-05-11",
            "assured = 2026-05-11\ncountry = \"+44\"",
            "without `+`",
        ),
        ("[[place]]", "[defaults]\nkind = \"charity\"\n[[place]]", "voluntary"),
        (
            "[[place]]",
            "[defaults]\narea = \"atlantis\"\n[[place]]",
            "there is no area `atlantis`",
        ),
        (
            "[[place]]",
            "[defaults]\nneeds = [\"fun\"]\n[[place]]",
            "there is no topic `fun`",
        ),
    ];
    for (right, wrong, told) in examples {
        let site = Try::new();
        let error = site
            .try_table("rows.csv", csv_of(&[row(&[])]), &MAP.replacen(right, wrong, 1))
            .unwrap_err()
            .to_string();
        assert!(error.contains(told), "{wrong}: {error}");
        assert!(!site.has("content"), "{wrong}");
    }
}

#[test]
fn a_map_reads_nested_json_lists_parts_and_tables_of_values() {
    let site = Try::new();
    let map = r#"
        name = "feed"
        rows = "page.records"
        assured = 2026-05-11
        country = "1"
        [only]
        open = true
        [[topic]]
        id = "wifi"
        name = "Wifi"
        leg = "data"
        [[topic]]
        id = "classes"
        name = "Classes"
        leg = "skills"
        [values.needs]
        WIFI = "wifi"
        training = ["classes", "wifi"]
        [[organisation]]
        id = "{by.id}"
        name = "{by.name | title}"
        [[place]]
        each = "sites"
        when = { address = "*" }
        id = "{row.id}-{no}"
        name = "{label | row.title}"
        lines = { text = "{address}", split = ",", part = 1 }
        town = { text = "{address}", split = ",", part = -2 }
        postcode = { text = "{address}", split = ",", part = -1 }
        lat = "{at[1]}"
        lon = "{at[0]}"
        [[offer]]
        id = "{id}"
        name = "{title}"
        organisation = "{by.id}"
        needs = { each = "tags", text = "{.}", values = "needs" }
        where = { each = "sites", place = "{row.id}-{no}" }
        contacts = { each = "people", when = { fax = false }, phone = "{phone}", label = "{role}" }
        also_called = { text = "{words}", split = ";" }
        minimum_age = 16
    "#;
    let json = r#"{"page": {"records": [
        {"id": 7, "open": true, "title": "Free wifi", "by": {"id": "x", "name": null}, "tags": ["wifi", "Training", "other"],
         "words": "hotspot; internet ;", "people": [{"phone": "816-555-0100", "role": "Desk", "fax": false}, {"phone": "816-555-0101", "fax": true}],
         "sites": [{"no": 1, "label": null, "address": "1 Main St, Kansas City, MO 64108", "at": [-94.5, 39.1]}, {"no": 2, "address": ""}]},
        {"id": 8, "open": false, "title": "Shut"}
    ]}}"#;
    let report = site.json(json, map);
    assert_eq!(report.notes, []);
    let built = assert_sound(site.root.path());
    assert_eq!(
        (
            built.offers.len(),
            built.places.len(),
            built.organisations[0].name.as_str()
        ),
        (1, 1, "Free wifi")
    );
    let (offer, place) = (&built.offers[0], &built.places[0]);
    assert_eq!(place.address.lines, ["1 Main St"]);
    assert_eq!(
        (place.address.town.as_str(), place.address.postcode.as_deref()),
        ("Kansas City", Some("64108"))
    );
    assert_eq!(place.position.unwrap().lon, -94.5);
    let needs: Vec<&str> = offer.needs.iter().map(|id| built.topic(*id).slug.as_str()).collect();
    assert_eq!(needs, ["classes", "wifi"]);
    assert_eq!(offer.also_called, ["hotspot", "internet"]);
    assert_eq!(offer.contacts.len(), 1);
    assert_eq!(offer.contacts[0].label.as_deref(), Some("Desk"));
    assert_eq!(offer.eligibility.as_ref().unwrap().minimum_age, Some(16));
}

#[test]
fn a_field_that_no_json_record_has_is_noted() {
    let site = Try::new();
    let map = "name = \"feed\"\n[[organisation]]\nid = \"{id}\"\nname = \"{title}\"\nwebsite = \"{wbsite}\"\n";
    let report = site.json(r#"[{"id": 1, "title": "One"}]"#, map);
    assert_eq!(
        note(&report, "wbsite").why,
        "the map names this field, and no record has it"
    );
}

#[test]
fn an_offer_of_an_organisation_that_is_not_in_the_data_needs_a_name_for_it() {
    let site = Try::new();
    let rows = csv_of(&[row(&[("Organisation", "")])]);
    let report = site
        .try_table(
            "rows.csv",
            &rows,
            &MAP.replace("id = \"{Organisation}\"", "id = \"{Unused}\""),
        )
        .unwrap();
    assert!(
        report.notes.iter().any(|note| note.why.contains("[unnamed]")),
        "{:?}",
        report.notes
    );
    let named = format!("{MAP}\n[unnamed]\nname = \"Not named in the data\"\nsummary = \"The data does not say.\"\n");
    site.try_table("rows.csv", &rows, &named).unwrap();
    let built = assert_sound(site.root.path());
    assert_eq!(
        built.organisation(built.offers[0].organisation).name,
        "Not named in the data"
    );
}
