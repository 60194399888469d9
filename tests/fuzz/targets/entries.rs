//! Entries from a pull request: a file of each kind, of any text, is resolved and checked, or every mistake has a place in a file.

#![no_main]

use std::sync::Arc;

use fingerpost::diagnostics::Diagnostics;
use fingerpost::source::Source;
use fingerpost::values::date::Date;
use fingerpost::{checks, config, content, site};
use libfuzzer_sys::fuzz_target;

/// Named as in `tests/sites/minimal`, so that its entries find each other.
const FILES: [&str; 12] = [
    "offers/tea-and-tablets.yaml",
    "organisations/county-libraries.yaml",
    "places/millbrook-library.yaml",
    "areas.yaml",
    "topics.yaml",
    "guides/use-a-tablet.md",
    "pages/about.md",
    "charter/charter.yaml",
    "charter/signatories/county-libraries.yaml",
    "leaflets/all.yaml",
    "calendars/terms.yaml",
    "offers/tea-and-tablets.pl.yaml",
];

const SETTINGS: &str =
    "title = \"Help\"\naddress = \"https://help.example.org/\"\n[helpline]\nphone = \"01632 960100\"\n";

fuzz_target!(|text: &str| {
    // A line of `=====` and the number of a file begins each file.
    let mut sources = Vec::new();
    for part in text.split("=====") {
        let (number, text) = part.split_once('\n').unwrap_or((part, ""));
        let Some(path) = number.trim().parse().ok().and_then(|number: usize| FILES.get(number)) else {
            continue;
        };
        let path = format!("content/{path}");
        if sources.iter().all(|known: &Arc<Source>| known.path != path) {
            sources.push(Arc::new(Source {
                path,
                text: text.replace('\r', "\n"),
            }));
        }
    }
    let mut diagnostics = Diagnostics::default();
    let entries = content::parse(&sources, &mut diagnostics);
    let settings = config::parse(SETTINGS).expect("settings");
    let today = Date::from_ymd(2026, 11, 22).expect("a date");
    let site = site::resolve(entries, settings, today, &mut diagnostics);
    checks::run(&site, &mut diagnostics);
    for diagnostic in diagnostics.sorted() {
        let at = &diagnostic.location;
        assert!(at.line >= 1 && at.column >= 1, "{at}");
        assert!(!diagnostic.message.is_empty());
        if let Some(source) = sources.iter().find(|source| source.path == at.path) {
            let lines = source.text.split('\n').count();
            assert!(
                at.line as usize <= lines + 1,
                "{at} of {lines} lines: {}",
                diagnostic.message
            );
        }
    }
});
