//! How much of what is said of an entry is about a word.
//!
//! In: the phrases that are said of an entry, and those of its offers. Out: for each stem a whole number, which the index holds as how often
//! the stem stands in its field `phrases`. It knows no index and no other entry.
//!
//! ```text
//! about(t,p)   = 1 / ∛(different words of p) if t is one of them, else 0
//! telling(t,d) = sum of the MOST greatest about(t,p) of all phrases p of d / MOST
//! ```
//!
//! Of an organisation or a place, its own phrases count or those of the offer that says most about the word, whichever say more. An entry
//! of which eight people say the same word is about that word; one where it stands once beside forty other things is not.

use std::collections::{BTreeMap, BTreeSet};

use super::analysis::Analyser;

/// How many phrases count.
pub const MOST: u8 = 8;
/// What a phrase of an offer counts for who runs it and where it is.
pub const LENT: f64 = 0.95;
/// What the index holds where an entry is about nothing else.
pub const WHOLE: f64 = 32.0;

/// What the index holds for each stem.
pub fn telling(phrases: &[String], analyser: &mut Analyser) -> BTreeMap<String, u32> {
    let mut all = BTreeMap::<String, f64>::new();
    for (index, phrases) in phrases.iter().enumerate() {
        let lent = if index == 0 { 1.0 } else { LENT };
        for (stem, telling) in of_one(phrases, analyser) {
            let most = all.entry(stem).or_default();
            *most = most.max(lent * telling);
        }
    }
    all.into_iter().map(|(stem, telling)| (stem, whole(telling))).collect()
}

fn of_one(phrases: &str, analyser: &mut Analyser) -> BTreeMap<String, f64> {
    let mut about = BTreeMap::<String, Vec<f64>>::new();
    for phrase in phrases.lines() {
        let mut stems = BTreeSet::new();
        analyser.each_word(phrase, |word| {
            if !word.is_stop {
                stems.insert(word.stem.to_owned());
            }
            true
        });
        #[allow(clippy::cast_precision_loss, reason = "a phrase has fewer than 2^52 words")]
        let share = 1.0 / (stems.len() as f64).cbrt();
        stems
            .into_iter()
            .for_each(|stem| about.entry(stem).or_default().push(share));
    }
    let mean = |mut shares: Vec<f64>| {
        shares.sort_by(|one, other| other.total_cmp(one));
        shares.iter().take(usize::from(MOST)).sum::<f64>() / f64::from(MOST)
    };
    about.into_iter().map(|(stem, shares)| (stem, mean(shares))).collect()
}

#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the value is between 1 and `WHOLE`"
)]
fn whole(telling: f64) -> u32 {
    (WHOLE * telling).round().clamp(1.0, WHOLE) as u32
}
