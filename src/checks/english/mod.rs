//! How hard an English text is to read: its sentences, their words, the syllables of those.
//!
//! In: the resolved site, or a text without markup. Out: the texts of an entry, [`Sentence`]s, and the Flesch–Kincaid
//! grade. It must not know what is too long or too hard; that is what the checks say.

mod syllables;

pub use syllables::syllables;

use crate::markdown;
use crate::site::{Origin, Site};

/// The running texts of one entry: what its editor can write in other words.
pub struct Entry<'a> {
    /// Where they stand.
    pub origin: &'a Origin,
    /// Key path and text, without markup.
    pub texts: Vec<(String, String)>,
}

/// A sentence, a heading, or an item of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence<'a> {
    /// Its words as written, with their punctuation.
    pub words: Vec<&'a str>,
}

impl Sentence<'_> {
    /// Its first five words, by which an editor finds it; cut where somebody has written words without end.
    pub fn begins(&self) -> String {
        const LONGEST: usize = 80;
        self.words
            .iter()
            .take(5)
            .copied()
            .collect::<Vec<_>>()
            .join(" ")
            .chars()
            .take(LONGEST)
            .collect()
    }
}

/// The entries that people read, with their texts; none where the site's language is not English.
///
/// Names, addresses and short fields are left out: nobody can choose other words for them. So are offers that are not
/// listed, and accessibility statements, whose words are given by law.
pub fn entries(site: &Site) -> impl Iterator<Item = Entry<'_>> {
    let is_english = site.config.language.as_str().split('-').next() == Some("en");
    let all = offers(site).chain(guides(site)).chain(others(site));
    all.filter(move |_| is_english)
}

fn offers(site: &Site) -> impl Iterator<Item = Entry<'_>> {
    site.listed_offers().map(|(_, offer)| {
        let mut texts = vec![("summary".to_owned(), offer.summary.clone())];
        texts.extend(
            offer
                .description
                .as_ref()
                .map(|text| ("description".to_owned(), markdown::text(text))),
        );
        texts.extend(
            offer
                .how
                .iter()
                .enumerate()
                .map(|(index, step)| (format!("how.{index}"), step.clone())),
        );
        Entry {
            origin: &offer.origin,
            texts,
        }
    })
}

fn guides(site: &Site) -> impl Iterator<Item = Entry<'_>> {
    site.guides.iter().map(|guide| {
        let body = ("body".to_owned(), markdown::text(&guide.body));
        Entry {
            origin: &guide.origin,
            texts: vec![("summary".to_owned(), guide.summary.clone()), body],
        }
    })
}

fn others(site: &Site) -> impl Iterator<Item = Entry<'_>> {
    let organisations = site.organisations.iter().map(|organisation| {
        let mut texts = vec![("summary".to_owned(), organisation.summary.clone())];
        texts.extend(
            organisation
                .description
                .as_ref()
                .map(|text| ("description".to_owned(), markdown::text(text))),
        );
        Entry {
            origin: &organisation.origin,
            texts,
        }
    });
    let places = site.places.iter().map(|place| {
        let description = place
            .description
            .as_ref()
            .map(|text| ("description".to_owned(), markdown::text(text)));
        let travel = place.travel.as_ref().map(|text| ("travel".to_owned(), text.clone()));
        Entry {
            origin: &place.origin,
            texts: description.into_iter().chain(travel).collect(),
        }
    });
    let pages = site.pages.iter().filter(|page| page.prepared.is_none()).map(|page| {
        let summary = page.summary.as_ref().map(|text| ("summary".to_owned(), text.clone()));
        let body = ("body".to_owned(), markdown::text(&page.body));
        Entry {
            origin: &page.origin,
            texts: summary.into_iter().chain([body]).collect(),
        }
    });
    organisations.chain(places).chain(pages)
}

/// Short forms after which a sentence goes on.
const SHORT_FORMS: [&str; 11] = [
    "e.g.", "i.e.", "mr.", "mrs.", "ms.", "dr.", "st.", "vs.", "approx.", "tel.", "ext.",
];

/// The sentences of a text. A line is at least one sentence; within it, one ends at a full stop, question mark or
/// exclamation mark unless a small letter follows.
pub fn sentences(text: &str) -> Vec<Sentence<'_>> {
    let mut sentences = Vec::new();
    for line in text.lines() {
        let mut words: Vec<&str> = Vec::new();
        let mut tokens = line.split(|c: char| c.is_whitespace() || c == '—').peekable();
        while let Some(token) = tokens.next() {
            if token.contains(char::is_alphanumeric) {
                words.push(token);
            }
            let goes_on = tokens.peek().is_some_and(|next| next.starts_with(char::is_lowercase));
            if ends_sentence(token) && !goes_on {
                sentences.extend(sentence(&mut words));
            }
        }
        sentences.extend(sentence(&mut words));
    }
    sentences
}

fn sentence<'a>(words: &mut Vec<&'a str>) -> Option<Sentence<'a>> {
    let words = std::mem::take(words);
    (!words.is_empty()).then_some(Sentence { words })
}

fn ends_sentence(token: &str) -> bool {
    let bare = token.trim_end_matches(['"', '\'', '”', '’', ')', ']']);
    let is_short = || SHORT_FORMS.contains(&token.trim_start_matches(['(', '"', '“']).to_lowercase().as_str());
    bare.ends_with(['.', '?', '!', '…']) && !is_short()
}

/// The Flesch–Kincaid grade: 0.39 × words a sentence + 11.8 × syllables a word − 15.59; 0 for no words.
///
/// Numbers, addresses, and names within a sentence count as one syllable, because nobody can choose shorter ones.
pub fn grade(sentences: &[Sentence<'_>]) -> f64 {
    let words: usize = sentences.iter().map(|sentence| sentence.words.len()).sum();
    if words == 0 {
        return 0.0;
    }
    let counted: usize = sentences.iter().map(sentence_syllables).sum();
    let (words, sentences, counted) = (words as f64, sentences.len() as f64, counted as f64);
    0.39 * words / sentences + 11.8 * counted / words - 15.59
}

fn sentence_syllables(sentence: &Sentence<'_>) -> usize {
    let each = sentence.words.iter().enumerate();
    each.map(|(index, word)| {
        if index > 0 && is_given(word) {
            1
        } else {
            syllables(word)
        }
    })
    .sum()
}

/// Whether a word is a name or an address.
fn is_given(word: &str) -> bool {
    let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
    bare.starts_with(char::is_uppercase) || bare.contains(['@', '/', '.'])
}
