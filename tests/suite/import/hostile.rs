//! Input that means harm, or is simply anything.

use super::*;

#[test]
fn hostile_rows_are_refused_or_made_harmless() {
    let site = Try::new();
    let long = "x".repeat(30_000);
    let mut bytes = csv_of(&[
        row(&[
            ("Id", "../../../etc/passwd"),
            ("Place", "../../outside"),
            ("Name", "<script>alert(1)</script>"),
        ]),
        row(&[
            ("Id", "2"),
            ("Name", &long),
            (
                "Text",
                "[click](javascript:alert(1)) \u{202e}desrever\u{0} ![x](https://example.org/x.png)",
            ),
        ]),
        row(&[("Id", ""), ("Name", "No id")]),
        row(&[
            ("Id", "3"),
            ("Name", "- &anchor *alias: !!tag {a: b} # not a comment"),
            ("Place", "~"),
            ("Town", "null"),
        ]),
    ]);
    bytes.extend_from_slice(b"5,too,many\n\x00\n");
    bytes.extend_from_slice("6,".repeat(30).as_bytes());
    let report = site.try_table("rows.csv", bytes, MAP).unwrap();
    assert!(report.notes.iter().any(|note| note.why.contains("it has no id")));
    assert!(
        report
            .notes
            .iter()
            .any(|note| note.why.contains("cells and there are 22 headings")),
        "{:?}",
        report.notes
    );
    let built = assert_sound(site.root.path());
    let names: Vec<&str> = built.offers.iter().map(|offer| offer.name.as_str()).collect();
    assert!(
        names.contains(&"- &anchor *alias: !!tag {a: b} # not a comment"),
        "{names:?}"
    );
    assert!(
        built
            .places
            .iter()
            .any(|place| place.name == "~" && place.address.town == "null")
    );
    for offer in &built.offers {
        let links = offer
            .description
            .as_ref()
            .map(|text| markdown::links(text).len() + markdown::images(text).len());
        assert_eq!(links.unwrap_or(0), 0, "a stranger's text makes no link");
    }
    let outside: Vec<_> = fs::read_dir(site.root.path().parent().unwrap())
        .unwrap()
        .filter_map(Result::ok)
        .collect();
    assert!(!outside.iter().any(|file| file.file_name() == "outside.yaml"));
}

#[cfg(unix)]
#[test]
fn nothing_is_written_through_a_link() {
    let site = Try::new();
    let elsewhere = tempfile::tempdir().unwrap();
    fs::create_dir(site.root.path().join("content")).unwrap();
    std::os::unix::fs::symlink(elsewhere.path(), site.root.path().join("content/offers")).unwrap();
    let error = site
        .try_table("rows.csv", csv_of(&[row(&[])]), MAP)
        .unwrap_err()
        .to_string();
    assert!(error.contains("link to another folder"), "{error}");
    assert_eq!(fs::read_dir(elsewhere.path()).unwrap().count(), 0);
}

#[test]
fn deep_json_and_a_file_that_is_none_stop_the_import_with_a_sentence() {
    let site = Try::new();
    let deep = "[".repeat(100_000);
    let error = site.try_table("rows.json", deep, MAP).unwrap_err().to_string();
    assert!(error.contains("rows.json"), "{error}");
    let error = site
        .import(From::OrukJson {
            path: site.data.path().join("missing.json"),
            map: None,
        })
        .unwrap_err()
        .to_string();
    assert!(error.contains("missing.json"), "{error}");
    let error = site
        .import(From::HsdsCsv {
            folder: site.data.path().to_owned(),
            map: None,
        })
        .unwrap_err()
        .to_string();
    assert!(error.contains("services.csv"), "{error}");
}

/// Text as hostile as it comes: signs of YAML and Markdown, hidden characters, all alphabets.
fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[-:#&*!|>'\"%@`{}\\[\\],?~ \\n\\t0-9a-z.+]{0,60}",
        "(no|yes|null|~|on|010|1e3|0x1F|10:00|2026-05-11|true|---|\\.\\.\\.|<b>|\\]\\(|\\r\\n| ){0,6}",
    ]
}

/// The words of a text, as a reader would say them.
fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The words of a text whose lines after the first may be items of a list.
fn unmarked(text: &str) -> String {
    let text = text.replace('\r', "\n");
    let mut lines = text.split('\n').map(words);
    let first = lines.next().unwrap_or_default();
    let rest = lines.map(|line| {
        let item = ["- ", "* "].iter().find_map(|mark| line.strip_prefix(mark));
        item.map(str::to_owned).unwrap_or(line)
    });
    words(&std::iter::once(first).chain(rest).collect::<Vec<_>>().join(" "))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_a_cell_holds_is_written_so_that_it_reads_back_equal(name in any_text(), town in any_text(), text in any_text(), hours in any_text(), phone in any_text()) {
        let site = Try::new();
        let cells = [("Place", name.as_str()), ("Town", town.as_str()), ("Text", text.as_str()), ("Hours", hours.as_str()), ("Phone", phone.as_str())];
        let report = site.rows(&[row(&cells)]);
        assert_sound(site.root.path());
        // A plain name and town come back to the letter; the rest is mended or noted.
        let plain = |text: &str| text.is_ascii() && !text.contains(|c: char| c.is_ascii_control() && !c.is_whitespace()) && !text.trim().is_empty();
        if plain(&name) && plain(&town) {
            let place = site.place();
            prop_assert_eq!(place.fields.name.as_str(), words(&name));
            prop_assert_eq!(place.fields.address.town.as_str(), words(&town));
        }
        prop_assert!(report.written.iter().all(|path| path.starts_with("content/") && !path.contains("..")));
        prop_assert_eq!(site.rows(&[row(&cells)]).written, Vec::<String>::new());
    }

    #[test]
    fn a_strangers_description_means_nothing_but_its_words(text in any_text()) {
        let site = Try::new();
        let padded = format!("{} {text}", "A first sentence that is long enough to be the summary of this offer. ".repeat(3));
        site.rows(&[row(&[("Text", &padded)])]);
        let Some(description) = site.offer().fields.description else { return Ok(()) };
        let (document, findings) = markdown::parse(&description.text);
        prop_assert_eq!(findings, vec![]);
        prop_assert!(markdown::links(&document).is_empty() && markdown::images(&document).is_empty());
        let is_plain = text.chars().all(|c| c.is_ascii() && (!c.is_ascii_control() || c.is_ascii_whitespace()));
        if is_plain {
            let shown = words(&markdown::text(&document));
            prop_assert!(shown.ends_with(&unmarked(&text)), "{:?}", shown);
        }
    }
}
