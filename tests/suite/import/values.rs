//! What becomes of single values: hours, phones, addresses, letters, prices, days.

use super::*;

#[test]
fn opening_hours_of_many_programs_become_lines() {
    let examples: [(&str, &[&str]); 9] = [
        (
            "Monday 10:00-13:00,14:00-17:00",
            &["Mondays 10:00-13:00", "Mondays 14:00-17:00"],
        ),
        (
            "Monday to Friday: 9 a.m. - 8 p.m., Saturday: 10 a.m. - 5 p.m., Sunday: 1 p.m. - 5 p.m.",
            &[
                "Monday to Friday 09:00-20:00",
                "Saturdays 10:00-17:00",
                "Sundays 13:00-17:00",
            ],
        ),
        (
            "Sunday: 12:00-18:00  Monday: 9:00-21:00  Tuesday: 9:00-21:00",
            &["Monday and Tuesday 09:00-21:00", "Sundays 12:00-18:00"],
        ),
        (
            "Sunday: Closed, Monday: Closed, Wednesday: 10:00-13:00, Friday: 10:00-13:00",
            &["Wednesday and Friday 10:00-13:00"],
        ),
        (
            "Sunday: Closed Monday: 8:30-12:00 , 13:00-17:00  Tuesday: 8:30-12:00 , 13:00-17:00",
            &["Monday and Tuesday 08:30-12:00", "Monday and Tuesday 13:00-17:00"],
        ),
        (
            "Sunday: 9 a.m.-6 p.m., Monday-Friday: 7:30 a.m.-9 p.m.",
            &["Monday to Friday 07:30-21:00", "Sundays 09:00-18:00"],
        ),
        (
            "Mon. & Thur. 9am - 9pm, Tue., Wed., & Fri. 9am - 6pm",
            &[
                "Monday and Thursday 09:00-21:00",
                "Tuesday, Wednesday and Friday 09:00-18:00",
            ],
        ),
        (
            "1st and 3rd Tuesday of each month 2pm-4pm",
            &["First and third Tuesday of the month 14:00-16:00"],
        ),
        ("24 hours a day", &["24 hours a day"]),
    ];
    for (text, lines) in examples {
        let site = Try::new();
        let report = site.rows(&[row(&[("Hours", text)])]);
        assert_eq!(hours_of(&site.place()), lines, "{text}");
        assert_eq!(report.notes, [], "{text}");
    }
}

#[test]
fn hours_that_can_mean_two_things_or_nothing_are_kept_as_a_note() {
    let examples = [
        ("Mon. - Thur. 9 - 9, Fri. 9 - 6, Sat. 9 - 5", "morning or afternoon"),
        (
            "Sunday: Closed, Monday: 11:00-3:00, Friday: 10:00-16:00",
            "ends before it starts",
        ),
        ("Monday 00:00-17:00", "nobody has said"),
        ("Monday 10:00-00:00", "nobody has said"),
        ("Monday 1:00-18:00", "hardly when it opens"),
        ("Tuesday 07:00-02:00", "ends before it starts"),
        (
            "Classes most Tuesdays at 9:30 a.m. to 10:30 a.m.",
            "neither a day nor a time",
        ),
        (
            "Public Computer Access: Mon. - Thur. 9am - 9pm",
            "neither a day nor a time",
        ),
        ("Sunday: Closed", "no time at which it is open"),
        ("ring Dave", "names no day"),
    ];
    for (text, why) in examples {
        let site = Try::new();
        let report = site.rows(&[row(&[("Hours", text), ("Name", "")])]);
        let note = note(&report, "hours");
        assert_eq!(
            (note.file.as_str(), note.row, note.text.as_str()),
            ("rows.csv", 2, text)
        );
        assert!(note.why.contains(why), "{text}: {}", note.why);
        let place = site.place();
        assert_eq!(hours_of(&place), Vec::<String>::new(), "{text}");
        assert!(
            place.fields.notes[0].as_str().contains(text),
            "{:?}",
            place.fields.notes
        );
    }
}

#[test]
fn a_bad_day_among_cells_of_a_week_leaves_the_other_days() {
    let site = Try::new();
    let map = MAP.replace(
        "hours = \"{Hours}\"\norganisation",
        "hours = [\"Monday {Hours}\", \"Tuesday {Unused}\"]\norganisation",
    );
    let report = site
        .try_table(
            "rows.csv",
            csv_of(&[row(&[("Hours", "09:00-17:00"), ("Unused", "00:00"), ("Name", "")])]),
            &map,
        )
        .unwrap();
    assert_eq!(hours_of(&site.place()), ["Mondays 09:00-17:00"]);
    assert_eq!(note(&report, "hours").text, "Tuesday 00:00");
}

#[test]
fn phones_are_mended_only_where_it_is_sure() {
    let examples: [(&str, &str, &[&str]); 10] = [
        ("44", "(01632) 960100", &["01632 960100"]),
        ("44", "1632960100", &["01632 960100"]),
        ("44", "01632 960100; 01632 960101", &["01632 960100", "01632 960101"]),
        ("44", "\"+44 1632 960100\"", &["01632 960100"]),
        ("1", "816.555.0100", &["+1 816 555 0100"]),
        ("1", "1-816-555-0100", &["+1 816 555 0100"]),
        (
            "1",
            "(816) 555-0100 or (816) 555-0101",
            &["+1 816 555 0100", "+1 816 555 0101"],
        ),
        ("1", "816-555-0100 x123", &["+1 816 555 0100 ext. 123"]),
        ("1", "no phone", &[]),
        ("1", "816-RIGHTS-9 (816-555-0100)", &[]),
    ];
    for (country, text, phones) in examples {
        let site = Try::new();
        let map = format!("country = \"{country}\"\n{MAP}");
        let report = site
            .try_table("rows.csv", csv_of(&[row(&[("Phone", text)])]), &map)
            .unwrap();
        let contacts = site.offer().fields.contacts;
        let read: Vec<String> = contacts
            .iter()
            .filter_map(|contact| contact.phone.as_ref())
            .map(ToString::to_string)
            .collect();
        assert_eq!(read, phones, "{text}");
        assert_eq!(
            report.notes.iter().filter(|note| note.field == "phone").count(),
            usize::from(phones.is_empty()),
            "{text}"
        );
    }
}

#[test]
fn web_and_email_addresses_are_mended_only_where_it_is_sure() {
    let site = Try::new();
    let row = row(&[
        ("Email", "Mill Hall <Mill.Hall@Example.org> "),
        ("Web", "www.example.org/mill"),
    ]);
    assert_eq!(site.rows(&[row]).notes, []);
    let text = site.read("content/offers/tea-and-tablets.yaml");
    assert!(
        text.contains("- email: Mill.Hall@example.org\n- web: https://www.example.org/mill\n"),
        "{text}"
    );

    let other = Try::new();
    let row = self::row(&[
        ("Email", "a@example.org, b@example.org"),
        ("Web", "set.example.org/cut-off"),
    ]);
    let report = other.rows(&[row]);
    assert_eq!(note(&report, "email").text, "a@example.org, b@example.org");
    assert!(note(&report, "web").why.contains("https://"));
    assert!(!other.read("content/offers/tea-and-tablets.yaml").contains("- web:"));
}

#[test]
fn damaged_letters_are_repaired_when_it_is_sure() {
    let site = Try::new();
    site.rows(&[row(&[
        ("Place", "Reading CafÃ©"),
        ("Street", "Barrâ€™s\u{a0}Cottage\u{200b}"),
        ("Text", "Café – “quoted” 日本"),
        ("Email", "hall@example.orgÃ¯Â¿Â½"),
    ])]);
    let place = site.place();
    assert_eq!(place.slug.as_str(), "reading-cafe");
    assert_eq!(place.fields.name.as_str(), "Reading Café");
    assert_eq!(place.fields.address.lines[0].as_str(), "Barr’s Cottage");
    assert_eq!(site.offer().fields.summary.as_str(), "Café – “quoted” 日本");
    assert!(
        site.read("content/offers/tea-and-tablets.yaml")
            .contains("- email: hall@example.org\n")
    );
}

#[test]
fn files_of_every_usual_encoding_and_delimiter_are_read() {
    let text = String::from_utf8(csv_of(&[row(&[("Place", "Café Mañana")])])).unwrap();
    let windows_1252: Vec<u8> = text
        .chars()
        .map(|letter| u8::try_from(u32::from(letter)).unwrap())
        .collect();
    let utf_16: Vec<u8> = "\u{feff}"
        .encode_utf16()
        .chain(text.encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    let files = [
        text.clone().into_bytes(),
        format!("\u{feff}{text}").into_bytes(),
        windows_1252,
        utf_16,
        text.replace(',', ";").into_bytes(),
        text.replace(',', "\t").into_bytes(),
        text.replace('\n', "\r\n").into_bytes(),
    ];
    for (index, bytes) in files.into_iter().enumerate() {
        let site = Try::new();
        site.try_table("rows.csv", bytes, MAP).unwrap();
        assert_eq!(site.place().fields.name.as_str(), "Café Mañana", "file {index}");
    }
}

#[test]
fn only_what_is_known_to_be_free_is_free() {
    let examples = [
        ("", "cost: ask\n"),
        ("Free to everyone", "cost: free\n"),
        (
            "Free to eligible persons/entities",
            "cost:\n  note: Free to eligible persons/entities\n",
        ),
        ("2.50", "cost:\n  amount: \"2.50\"\n"),
        ("£1 a page", "cost:\n  note: £1 a page\n"),
    ];
    for (cost, expected) in examples {
        let site = Try::new();
        site.rows(&[row(&[("Cost", cost)])]);
        let text = site.read("content/offers/tea-and-tablets.yaml");
        assert!(text.contains(expected), "{cost}: {text}");
    }
}

#[test]
fn nobody_is_said_to_have_checked_on_a_day_that_the_data_does_not_give() {
    let site = Try::new();
    let undated = MAP.replace("assured = 2026-05-11", "");
    let error = site
        .try_table("rows.csv", csv_of(&[row(&[])]), &undated)
        .unwrap_err()
        .to_string();
    assert!(
        error.contains("`Tea and Tablets` (rows.csv, row 2)") && error.contains("assured = 2026-05-11"),
        "{error}"
    );
    assert!(!site.has("content"), "nothing is written");

    let dated = site
        .try_table(
            "rows.csv",
            csv_of(&[row(&[("Checked", "2021-01-13T12:48:54.730Z")])]),
            &undated,
        )
        .unwrap();
    assert_eq!(dated.notes, []);
    assert_eq!(site.offer().fields.assured.date.to_string(), "2021-01-13");

    let report = site.rows(&[row(&[("Checked", "2027-01-01")])]);
    assert_eq!(note(&report, "assured").why, "the day is still to come");
    assert_eq!(site.offer().fields.assured.date.to_string(), "2026-05-11");

    let future = MAP.replace("2026-05-11", "2027-05-11");
    let error = site
        .try_table("rows.csv", csv_of(&[row(&[])]), &future)
        .unwrap_err()
        .to_string();
    assert!(error.contains("still to come"), "{error}");
}

#[test]
fn what_has_ended_and_ages_that_nobody_has_do_not_stop_a_build() {
    let site = Try::new();
    let report = site.rows(&[row(&[("Ends", "2026-01-31"), ("From age", "60"), ("To age", "18")])]);
    assert!(note(&report, "ends").why.contains("has ended"));
    assert_eq!(note(&report, "minimum_age and maximum_age").text, "60 to 18");
    let built = assert_sound(site.root.path());
    assert_eq!(built.listed_offers().count(), 0);
}

#[test]
fn a_long_description_becomes_a_summary_at_a_sentences_end_and_the_rest_follows() {
    let first = "St. Mary's runs a relaxed session every week for people who are new to computers. Bring your own tablet, or use one of ours.";
    let site = Try::new();
    site.rows(&[row(&[(
        "Text",
        &format!("{first} {}\nLearn more »", "There is tea. ".repeat(12)),
    )])]);
    let offer = site.offer().fields;
    assert_eq!(offer.summary.as_str(), format!("{first} There is tea. There is tea."));
    let description = offer.description.unwrap().text;
    assert!(
        description.starts_with("There is tea.") && !description.contains('»'),
        "{description}"
    );

    let site = Try::new();
    let endless = "word ".repeat(60);
    site.rows(&[row(&[("Text", &endless)])]);
    let offer = site.offer().fields;
    assert!(offer.summary.as_str().chars().count() <= 160 && offer.summary.as_str().ends_with("word…"));
    assert_eq!(offer.description.unwrap().text.trim(), endless.trim());
}
