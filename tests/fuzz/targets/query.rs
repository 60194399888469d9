//! Anything typed into the search: an answer, the best first, each entry once.

#![no_main]

use std::collections::BTreeSet;
use std::sync::LazyLock;

use fingerpost::outputs::search::{IndexBuilder, Kind, Query, SearchDocument, SearchLists, Searcher, TextField};
use libfuzzer_sys::fuzz_target;

const NAMES: [(&str, &str); 8] = [
    ("Tea and Tablets", "learn to use a tablet with a friend over tea"),
    ("Free SIM Cards", "sim cards with data for people without wifi"),
    ("Pellbridge Library", "computers, printers and somebody to ask"),
    ("Spot the Scam", "is this text message real"),
    ("Pomoc z telefonem", "pomoc w języku polskim"),
    ("مساعدة بالهاتف", "تعلم استخدام الهاتف"),
    ("ফোনে সাহায্য", "বাংলায় সাহায্য"),
    ("Library Van", "every other Tuesday in Upper Dunnock EX9"),
];

static SEARCHER: LazyLock<Searcher> = LazyLock::new(|| {
    let documents = NAMES.iter().enumerate().map(|(number, (name, text))| {
        let mut document = SearchDocument::new(Kind::Offer, format!("offers/{number}.html"), name);
        document.say(TextField::Summary, text);
        document.facet("cost", if number % 2 == 0 { "free" } else { "paid" });
        document
    });
    let lists = SearchLists {
        stop: ["the", "and", "is", "with"].map(str::to_owned).to_vec(),
        everyday: ["use", "to", "every"].map(str::to_owned).to_vec(),
        ..SearchLists::default()
    };
    let mut index = IndexBuilder::new(&lists).expect("an index");
    index.add(&documents.collect::<Vec<_>>()).expect("entries");
    index.finish(&|_| Ok(())).expect("an index").1
});

fuzz_target!(|typed: (bool, &str, Option<&str>)| {
    let (as_typed, text, cost) = typed;
    let query = Query {
        text: text.to_owned(),
        limit: 10,
        filters: cost
            .map(|cost| ("cost".to_owned(), cost.to_owned()))
            .into_iter()
            .collect(),
        as_typed,
    };
    let answer = SEARCHER.answer(&query).expect("an answer");
    let ids: BTreeSet<&str> = answer.hits.iter().map(|hit| hit.id.as_str()).collect();
    assert_eq!(ids.len(), answer.hits.len());
    assert!(answer.hits.is_sorted_by(|one, next| one.score >= next.score));
    assert_eq!(SEARCHER.answer(&query).expect("an answer"), answer);
});
