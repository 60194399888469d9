//! The theme's style and words: what can be said of them without a browser.

use std::fs;

use fingerpost::checks::english::{self, Sentence};
use fingerpost::diagnostics::Diagnostics;
use fingerpost::values::date::Date;
use fingerpost::{config, content, site, source};

use super::site_test::project;

/// The declarations of the style, as name and value, with what they stand in.
fn declarations() -> Vec<(String, String)> {
    let text = fs::read_to_string(project().join("themes/default/styles/main.css")).unwrap();
    let mut bare = String::new();
    for (at, part) in text.split("/*").enumerate() {
        bare.push_str(if at == 0 {
            part
        } else {
            part.split_once("*/").map_or("", |(_, after)| after)
        });
    }
    bare.split(['{', '}', ';'])
        .filter_map(|part| part.split_once(':'))
        .map(|(name, value)| (name.trim().to_owned(), value.trim().to_owned()))
        .collect()
}

/// A box that has another right side than its left one looks wrong from right to left: `padding: 0 2rem 0 1rem`.
fn is_lopsided(name: &str, value: &str) -> bool {
    let sides: Vec<&str> = value.trim_end_matches("!important").split_whitespace().collect();
    let is_box = ["margin", "padding", "inset", "border-width", "scroll-margin"].contains(&name);
    is_box && !value.contains('(') && sides.len() == 4 && sides[1] != sides[3]
}

#[test]
fn the_style_says_start_and_end_so_that_it_mirrors_from_right_to_left() {
    let wrong: Vec<String> = declarations()
        .into_iter()
        .filter(|(name, value)| {
            let parts: Vec<&str> = name.split('-').collect();
            let is_physical = parts.contains(&"left") || parts.contains(&"right");
            let to_a_side = ["text-align", "float", "clear", "caption-side"].contains(&name.as_str())
                && (value == "left" || value == "right");
            is_physical || to_a_side || is_lopsided(name, value)
        })
        .map(|(name, value)| format!("{name}: {value}"))
        .collect();
    assert!(wrong.is_empty(), "write inline-start and inline-end: {wrong:#?}");
}

/// Grade and average length of sentences; said, because it is a figure to be quoted: `cargo test reading -- --nocapture`.
fn measured(what: &str, sentences: &[Sentence<'_>]) -> (f64, f64) {
    let words: usize = sentences.iter().map(|sentence| sentence.words.len()).sum();
    let average = words as f64 / sentences.len() as f64;
    let grade = english::grade(sentences);
    println!(
        "{what}: {words} words, {average:.1} a sentence, Flesch-Kincaid grade {grade:.1}, reading age about {:.0}",
        grade + 5.0
    );
    (grade, average)
}

fn hold(what: &str, texts: &[String]) {
    let sentences: Vec<Sentence<'_>> = texts.iter().flat_map(|text| english::sentences(text)).collect();
    assert!(sentences.len() > 50, "{what}: only {} sentences", sentences.len());
    let (grade, average) = measured(what, &sentences);
    assert!(grade <= 9.0, "{what}: reading grade {grade:.1}; the limit is 9");
    assert!(
        average <= 20.0,
        "{what}: {average:.1} words a sentence; the limit is 20"
    );
}

/// Every string in a table, whole sentences and single words alike; what is filled in is taken as a word.
fn strings(value: &toml::Value, all: &mut Vec<String>) {
    match value {
        toml::Value::String(text) => all.push(text.replace(['{', '}'], "")),
        toml::Value::Table(table) => table.values().for_each(|value| strings(value, all)),
        _ => {}
    }
}

#[test]
fn reading_the_words_of_the_theme_is_easy() {
    let text = fs::read_to_string(project().join("themes/default/strings/en-GB.toml")).unwrap();
    let mut all = Vec::new();
    strings(&toml::Value::Table(text.parse().unwrap()), &mut all);
    hold("all words of the theme", &all);
    let sentences: Vec<String> = all.into_iter().filter(|text| text.ends_with(['.', '?', '!'])).collect();
    hold("the sentences of the theme", &sentences);
}

#[test]
fn reading_the_sample_is_easy() {
    let mut found = Diagnostics::default();
    let config = config::parse(&fs::read_to_string(project().join("site.toml")).unwrap()).unwrap();
    let sources = source::read(&project().join("content"), "content", &mut found).unwrap();
    let content = content::parse(&sources, &mut found);
    let site = site::resolve(content, config, Date::parse("2026-11-21").unwrap(), &mut found);
    let texts: Vec<String> = english::entries(&site)
        .flat_map(|entry| entry.texts)
        .map(|(_, text)| text)
        .collect();
    hold("the sample", &texts);
}
