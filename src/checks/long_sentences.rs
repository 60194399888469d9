//! Sentences are short.
//!
//! A sentence with more words than `site.toml` allows (`[rules] sentence_words`, 25 if it does not say) is hard to read
//! on a bad day, on a small screen, or in a second language. Counted are summaries, descriptions, steps, and the texts
//! of guides and pages, in English. It is a warning, one for each entry, about its longest sentence.

use super::Check;
use super::english::{self, Entry, Sentence};
use crate::diagnostics::Diagnostics;
use crate::site::Site;

/// The check.
pub const CHECK: Check = Check {
    code: "long-sentences",
    run,
};

fn run(site: &Site, diagnostics: &mut Diagnostics) {
    let most = usize::try_from(site.config.rules.sentence_words).unwrap_or(usize::MAX);
    for entry in english::entries(site) {
        say(&entry, most, diagnostics);
    }
}

fn say(entry: &Entry<'_>, most: usize, diagnostics: &mut Diagnostics) {
    let each = entry
        .texts
        .iter()
        .flat_map(|(key, text)| english::sentences(text).into_iter().map(move |one| (key, one)));
    let too_long: Vec<(&String, Sentence<'_>)> = each.filter(|(_, sentence)| sentence.words.len() > most).collect();
    // Of two that are equally long the first is meant: `max_by_key` would take the last.
    let Some((key, longest)) = too_long.iter().rev().max_by_key(|(_, sentence)| sentence.words.len()) else {
        return;
    };
    let (begins, words) = (longest.begins(), longest.words.len());
    let message = match too_long.len() {
        1 => format!("the sentence `{begins} …` has {words} words, and {most} are the most that is easy to read"),
        many => format!("{many} sentences have more than {most} words; the longest, `{begins} …`, has {words}"),
    };
    diagnostics.warning(
        CHECK.code,
        entry.origin.at(key),
        message,
        Some("cut it in two, or make a list of it; use the words you would say aloud".into()),
    );
}
