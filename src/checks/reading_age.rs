//! Texts are easy to read.
//!
//! The Flesch–Kincaid grade of an entry's texts (Kincaid and others, 1975: long sentences and long words make a text
//! hard) is not above the limit in `site.toml` (`[rules] reading_grade`, 9 if it does not say; a grade is about an age
//! less five). Counted are summaries, descriptions, steps, and the texts of guides and pages, in English, if there are
//! at least 100 words: with fewer, the grade is chance. It is a warning, one for each entry.

use super::Check;
use super::english::{self, Entry, Sentence};
use crate::diagnostics::Diagnostics;
use crate::site::Site;

/// The check.
pub const CHECK: Check = Check {
    code: "reading-age",
    run,
};

/// With fewer words the grade is chance.
const FEWEST_WORDS: usize = 100;

fn run(site: &Site, diagnostics: &mut Diagnostics) {
    for entry in english::entries(site) {
        say(&entry, site.config.rules.reading_grade, diagnostics);
    }
}

fn say(entry: &Entry<'_>, limit: f64, diagnostics: &mut Diagnostics) {
    let sentences: Vec<Sentence<'_>> = entry
        .texts
        .iter()
        .flat_map(|(_, text)| english::sentences(text))
        .collect();
    if sentences.iter().map(|sentence| sentence.words.len()).sum::<usize>() < FEWEST_WORDS {
        return;
    }
    let grade = english::grade(&sentences);
    if grade <= limit {
        return;
    }
    let longest = sentences.iter().rev().max_by_key(|sentence| sentence.words.len());
    let start = longest.map_or_else(String::new, |longest| {
        format!(
            "start with the longest sentence, `{} …`, which has {} words; ",
            longest.begins(),
            longest.words.len()
        )
    });
    let longest_text = entry.texts.iter().rev().max_by_key(|(_, text)| text.len());
    diagnostics.warning(
        CHECK.code,
        entry.origin.at(longest_text.map_or("", |(key, _)| key)),
        format!("this text has a reading grade of {grade:.1}, which suits people from about age {:.0}; the limit is {limit}", grade + 5.0),
        Some(format!("{start}then look for shorter words that mean the same")),
    );
}
