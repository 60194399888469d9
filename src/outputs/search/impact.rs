//! How much a word says about an entry, as a small whole number.
//!
//! In: the one segment of an index. Out: for a stem, the entries it stands in, each with an impact from 1 to 63. It knows
//! terms, postings and field norms, and nothing else, so that whoever reads the same segment ranks alike.
//!
//! The formula is BM25F (Robertson, Zaragoza: "The Probabilistic Relevance Framework: BM25 and Beyond", 2009, 3.6) with
//! the result cut to six bits. A score is a sum of impacts: whole numbers add up to the same everywhere, where fractions
//! would not.
//!
//! ```text
//! tf~(t,d)   = Σ_field weight · tf / (1 − B + B · length / mean length)     of all fields but the three below
//! synonyms   = as tf~, of the field `synonyms` alone
//! offers     = as tf~, of the field `offers` alone
//! near       = weight · tf, of the field `near` alone
//! title(t,d) = 1 / words of the title if t is one of them, else 0
//! said(t,d)  = tf~ / (K1 + tf~) + TITLE · title + SYNONYMS · synonyms / (K1 + synonyms)
//! c(t,d)     = idf(df) / idf(1) · max(said, OFFERS · offers / (K1 + offers)) + NEAR · near / (K1 + near)
//! impact     = round(BEST · (c + PHRASES · about) · (EVERYDAY if t is an everyday word)), at least 1 and at most BEST
//! about(t,d) = telling(t,d) − mean of telling(t,·) of all entries (see `telling`)
//! idf(df)    = ln(1 + (N − df + ½) / (df + ½))
//! ```
//!
//! `length` is the field norm, the number of words in the field of the entry, rounded as tantivy stores it; the mean is
//! that of the entries in which the field is not empty. `df` counts the entries that say the word themselves, and half of
//! those that only have it from a group of synonyms: a word that many groups bring in is not common for that. Neither
//! `near` nor `offers` makes a word common. An everyday word in the body counts nothing.
//!
//! A short title that is asked for whole is what was meant: its words bring `TITLE` together, however many they are.
//!
//! Nearness is measured by itself. How many entries lie near a place says nothing about any of them, so it has no idf; a
//! dense region has many districts, so the length of the field says nothing either.
//!
//! Who runs an offer, and the place where it is, come some way behind it, and a word that says little about the offer
//! says nothing about them: an impact that would be below `FAINT` is left out, which keeps the lists of common words short.
//!
//! Of a word that stands in more than `LONGEST` entries, those count that it says most about. It tells so little about each
//! that the others would be in nearly the same order without it, and a phone would have to fetch them all.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use tantivy::fieldnorm::FieldNormReader;
use tantivy::postings::Postings;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, DocSet, InvertedIndexReader, SegmentReader, TERMINATED, Term};

use super::schema::{Fields, TextField};
use super::telling::WHOLE;

/// How soon more of a word stops to matter.
pub const K1: f64 = 1.2;
/// How much a long field takes away.
pub const B: f64 = 0.75;
/// What an everyday word counts.
pub const EVERYDAY: f64 = 0.7;
/// What all words of a title count together, beside what each counts by itself.
pub const TITLE: f64 = 0.5;
/// What a word counts at most that an entry has from a group of synonyms.
pub const SYNONYMS: f64 = 0.4;
/// What an entry that has a word from a group of synonyms alone counts for how common the word is.
pub const HALF: f64 = 0.5;
/// What a word of its offers counts at most for an organisation or a place.
pub const OFFERS: f64 = 0.6;
/// The least impact that a word of its offers has on an organisation or a place.
pub const FAINT: f64 = 6.0;
/// What being near counts at most, of the greatest impact: enough to put like things in the order of their distance, too
/// little to put another thing before them.
pub const NEAR: f64 = 0.3;
/// What it counts beside that if all that is said of an entry is about the word.
pub const PHRASES: f64 = 0.95;
/// The greatest impact: six bits.
pub const BEST: u8 = 63;
/// The most entries that a word counts for.
pub const LONGEST: usize = 1_800;

/// Reads impacts from a segment.
pub(super) struct Impacts {
    fields: Vec<TextIndex>,
    /// How much of what is said of an entry is about a word.
    phrases: (Field, Arc<InvertedIndexReader>),
    entries: f64,
    /// The idf of a word that stands in one entry only: the greatest there is.
    rarest: f64,
}

/// One field of words.
struct TextIndex {
    field: Field,
    weight: f64,
    /// [`B`], or nought where the length does not count.
    b: f64,
    text: TextField,
    terms: Arc<InvertedIndexReader>,
    norms: FieldNormReader,
    mean_length: f64,
}

/// What a word weighs in one field of one entry.
struct Part {
    entry: DocId,
    frequency: f64,
    /// The words in the field.
    length: f64,
    text: TextField,
}

impl Impacts {
    /// Opens every field of words of the segment.
    pub fn of(segment: &SegmentReader, at: &Fields) -> tantivy::Result<Self> {
        let open = |(field, text): (&Field, TextField)| {
            let norms = segment.get_fieldnorms_reader(*field)?;
            Ok(TextIndex {
                field: *field,
                weight: text.weight(),
                b: if text == TextField::Near { 0.0 } else { B },
                text,
                terms: segment.inverted_index(*field)?,
                mean_length: mean_length(&norms, segment.max_doc()),
                norms,
            })
        };
        let fields = at
            .texts
            .iter()
            .zip(TextField::ALL)
            .map(open)
            .collect::<tantivy::Result<_>>()?;
        let entries = f64::from(segment.max_doc());
        Ok(Self {
            fields,
            phrases: (at.phrases, segment.inverted_index(at.phrases)?),
            entries,
            rarest: idf(1.0, entries),
        })
    }

    /// The entries that a stem counts for, in order, with its impact on each.
    pub fn list(&self, stem: &str, is_everyday: bool) -> tantivy::Result<Vec<(DocId, u8)>> {
        let mut parts = Vec::new();
        for field in &self.fields {
            field.add_parts(stem, &mut parts)?;
        }
        // A stable sort: the parts of one entry stay in the order of the fields, and so does their sum.
        parts.sort_by_key(|part| part.entry);
        let of_entries: Vec<&[Part]> = parts.chunk_by(|a, b| a.entry == b.entry).collect();
        let df = of_entries.iter().map(|parts| commonness(parts)).sum();
        let rarity = idf(df, self.entries) / self.rarest;
        let about = self.about(stem)?;
        let share = share(is_everyday);
        let list = of_entries.into_iter().filter_map(|parts| {
            let entry = parts.first()?.entry;
            let count = count(parts, rarity, is_everyday);
            (count > 0.0).then(|| (entry, count + share * PHRASES * about(entry)))
        });
        let list = longest(list.collect());
        Ok(list.into_iter().map(|(entry, count)| (entry, impact(count))).collect())
    }

    /// How much more of what is said of an entry is about a stem than of the mean entry.
    fn about(&self, stem: &str) -> tantivy::Result<impl Fn(DocId) -> f64 + use<>> {
        let (field, terms) = &self.phrases;
        let mut telling = BTreeMap::new();
        if let Some(mut postings) =
            terms.read_postings(&Term::from_field_text(*field, stem), IndexRecordOption::WithFreqs)?
        {
            while postings.doc() != TERMINATED {
                telling.insert(postings.doc(), f64::from(postings.term_freq()) / WHOLE);
                postings.advance();
            }
        }
        let mean = telling.values().sum::<f64>() / self.entries;
        Ok(move |entry| telling.get(&entry).copied().unwrap_or_default() - mean)
    }

    /// Whether a stem counts for any entry.
    pub fn is_known(&self, stem: &str, is_everyday: bool) -> tantivy::Result<bool> {
        for field in self
            .fields
            .iter()
            .filter(|field| !(is_everyday && field.text == TextField::Body))
        {
            if field.terms.doc_freq(&Term::from_field_text(field.field, stem))? > 0 {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// The entries that hold a stem in one of some fields.
    pub fn holders(&self, stem: &str, fields: &[TextField]) -> tantivy::Result<BTreeSet<DocId>> {
        let mut entries = BTreeSet::new();
        for field in fields.iter().filter_map(|field| self.fields.get(*field as usize)) {
            let term = Term::from_field_text(field.field, stem);
            let Some(mut postings) = field.terms.read_postings(&term, IndexRecordOption::Basic)? else {
                continue;
            };
            while postings.doc() != TERMINATED {
                entries.insert(postings.doc());
                postings.advance();
            }
        }
        Ok(entries)
    }
}

/// What an entry adds to how common a word is.
fn commonness(parts: &[Part]) -> f64 {
    let of_part = |part: &Part| match part.text {
        TextField::Near | TextField::Offers => 0.0,
        TextField::Synonyms => HALF,
        _ => 1.0,
    };
    parts.iter().map(of_part).fold(0.0, f64::max)
}

/// The entries that a word says most about, in order; of equals, the first ones.
fn longest(mut list: Vec<(DocId, f64)>) -> Vec<(DocId, f64)> {
    if list.len() > LONGEST {
        list.sort_by(|(one, said), (other, more)| more.total_cmp(said).then(one.cmp(other)));
        list.truncate(LONGEST);
        list.sort_by_key(|(entry, _)| *entry);
    }
    list
}

fn share(is_everyday: bool) -> f64 {
    if is_everyday { EVERYDAY } else { 1.0 }
}

/// What a word counts for an entry, of 1; the parts are those of one entry.
fn count(parts: &[Part], rarity: f64, is_everyday: bool) -> f64 {
    let (mut said, mut title, mut synonyms, mut offers, mut near) = (0.0, 0.0, 0.0, 0.0, 0.0);
    for part in parts {
        match part.text {
            TextField::Near => near += part.frequency,
            TextField::Offers => offers += part.frequency,
            TextField::Synonyms => synonyms += part.frequency,
            TextField::Body if is_everyday => {}
            _ => said += part.frequency,
        }
        if part.text == TextField::Title {
            title = TITLE / part.length.max(1.0);
        }
    }
    let share = share(is_everyday);
    let said = said / (K1 + said) + title + SYNONYMS * synonyms / (K1 + synonyms);
    let said = share * rarity * said;
    let offers = share * rarity * OFFERS * offers / (K1 + offers);
    let offers = if f64::from(BEST) * offers < FAINT { 0.0 } else { offers };
    said.max(offers) + share * NEAR * near / (K1 + near)
}

#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the value was brought between 1 and 63"
)]
fn impact(count: f64) -> u8 {
    let best = f64::from(BEST);
    (best * count).round().clamp(1.0, best) as u8
}

impl TextIndex {
    fn add_parts(&self, stem: &str, parts: &mut Vec<Part>) -> tantivy::Result<()> {
        let term = Term::from_field_text(self.field, stem);
        let Some(mut postings) = self.terms.read_postings(&term, IndexRecordOption::WithFreqs)? else {
            return Ok(());
        };
        while postings.doc() != TERMINATED {
            let entry = postings.doc();
            let length = f64::from(self.norms.fieldnorm(entry));
            let long = 1.0 - self.b + self.b * length / self.mean_length;
            parts.push(Part {
                entry,
                frequency: self.weight * f64::from(postings.term_freq()) / long,
                length,
                text: self.text,
            });
            postings.advance();
        }
        Ok(())
    }
}

fn idf(df: f64, entries: f64) -> f64 {
    (1.0 + (entries - df + 0.5) / (df + 0.5)).ln()
}

/// The mean of the field norms that are not nought.
fn mean_length(norms: &FieldNormReader, entries: DocId) -> f64 {
    let lengths = (0..entries)
        .map(|entry| u64::from(norms.fieldnorm(entry)))
        .filter(|length| *length > 0);
    let (count, sum) = lengths.fold((0u32, 0u64), |(count, sum), length| (count + 1, sum + length));
    #[allow(clippy::cast_precision_loss, reason = "a site has fewer than 2^52 words")]
    let sum = sum as f64;
    if count == 0 { 1.0 } else { sum / f64::from(count) }
}
