//! Real directories: cut down in `fixtures/import`, and in full where `FINGERPOST_DATA` says.

use super::*;

/// The sets that the maps in `maps/` are for: their folder in the full data, and the cut-down one among the fixtures.
fn sets(folder: impl Fn(&str, &str) -> PathBuf) -> Vec<(&'static str, Vec<From>)> {
    let map = |name: &str| suite().join(format!("maps/{name}.toml"));
    let table = |full: &str, cut: &str, name: &str| From::Table {
        file: folder(full, cut),
        map: map(name),
    };
    let hsds = From::HsdsCsv {
        folder: folder("ilao-hsds/hsds", "ilao-hsds"),
        map: Some(map("ilao-hsds")),
    };
    vec![
        (
            "uk-libraries",
            vec![
                table(
                    "uk-libraries/library-services.json",
                    "uk-library-services.json",
                    "uk-library-services",
                ),
                table("uk-libraries/libraries.csv", "uk-libraries.csv", "uk-libraries"),
            ],
        ),
        (
            "bucks-directory",
            vec![table(
                "bucks-directory/services.json",
                "bucks-directory.json",
                "bucks-directory",
            )],
        ),
        (
            "kc-digital-inclusion",
            vec![table(
                "kc-digital-inclusion/places.json",
                "kc-digital-inclusion.json",
                "kc-digital-inclusion",
            )],
        ),
        ("ilao-hsds", vec![hsds]),
        (
            "ilao-source",
            vec![
                table(
                    "ilao-hsds/source/organizations.csv",
                    "ilao-organizations.csv",
                    "ilao-organizations",
                ),
                table("ilao-hsds/source/services.csv", "ilao-services.csv", "ilao-services"),
            ],
        ),
    ]
}

fn suite() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite")
}

/// Imports a set into an empty site, asserts that it builds and that a second import writes nothing.
fn import_set(froms: &[From]) -> (Site, Vec<RowNote>) {
    let site = Try::new();
    let mut notes = Vec::new();
    for from in froms {
        let report = site.import(from.clone()).unwrap();
        assert_eq!(report.kept, Vec::<String>::new());
        notes.extend(report.notes);
    }
    for from in froms {
        assert_eq!(site.import(from.clone()).unwrap().written, Vec::<String>::new());
    }
    (assert_sound(site.root.path()), notes)
}

#[test]
fn every_map_makes_a_site_that_builds_of_its_cut_down_set() {
    let built: BTreeMap<&str, (Site, Vec<RowNote>)> = sets(|_, cut| suite().join("fixtures/import").join(cut))
        .into_iter()
        .map(|(name, froms)| (name, import_set(&froms)))
        .collect();
    let counts = |name: &str| {
        (
            built[name].0.organisations.len(),
            built[name].0.places.len(),
            built[name].0.offers.len(),
        )
    };
    assert_eq!(counts("uk-libraries"), (14, 10, 2));
    assert_eq!(counts("bucks-directory"), (5, 2, 3));
    assert_eq!(counts("kc-digital-inclusion"), (6, 8, 15));
    assert_eq!(counts("ilao-hsds"), (2, 0, 4));
    assert_eq!(counts("ilao-source"), (2, 0, 5));
    let (libraries, _) = &built["uk-libraries"];
    let slugs: Vec<&str> = libraries.places.iter().map(|place| place.slug.as_str()).collect();
    assert!(
        slugs.contains(&"hungate-reading-cafe") && slugs.contains(&"tredegar-library"),
        "{slugs:?}"
    );
    assert!(!slugs.contains(&"cornhill-library"), "it is closed for good");
    let (bucks, _) = &built["bucks-directory"];
    let hidden = bucks
        .places
        .iter()
        .find(|place| place.name == "A place in Aylesbury")
        .unwrap();
    assert!(hidden.address.lines.is_empty() && hidden.address.postcode.is_none() && hidden.position.is_none());
    let (kansas, _) = &built["kc-digital-inclusion"];
    assert_eq!(
        kansas.places.iter().filter(|place| place.name == "McDonald's").count(),
        3
    );
}

/// The full sets are not part of the project. `FINGERPOST_DATA` names the folder that holds them.
#[test]
fn the_full_sets_make_sites_that_build_but_only_if_fingerpost_data_names_their_folder() {
    let Some(data) = std::env::var_os("FINGERPOST_DATA")
        .map(PathBuf::from)
        .filter(|data| data.is_dir())
    else {
        println!("NOT TRIED: the full data sets. Set FINGERPOST_DATA to the folder that holds them.");
        return;
    };
    for (name, froms) in sets(|full, _| data.join(full)) {
        let (site, notes) = import_set(&froms);
        let (organisations, places, offers) = (site.organisations.len(), site.places.len(), site.offers.len());
        println!(
            "{name}: {organisations} organisations, {places} places, {offers} offers ({} listed), {} notes",
            site.listed_offers().count(),
            notes.len()
        );
        assert!(organisations > 0 && places + offers > 15);
        let mut fields: BTreeMap<String, usize> = BTreeMap::new();
        notes
            .into_iter()
            .for_each(|note| *fields.entry(note.field).or_default() += 1);
        println!("  notes by field: {fields:?}");
    }
}
