//! What somebody most likely meant by a word that no entry holds.
//!
//! In: the word, and the words of all entries. Out: one word or two that entries do hold. It does not know the query.
//!
//! Tried in turn, the surest first: the word has another ending (`scammers`), it is only begun (`libr`), it holds one
//! slip of the pen (`libary`), it is two words (`cheapinternet`), it holds more slips (`libery`), its first letter is wrong
//! (`kibrary`). A word with a digit in it is left alone: it is a postcode or a number, and another number is not what was meant.
//!
//! `search.js` does the same, step by step and number by number; the suite holds the two together.

use std::cmp::Reverse;

use super::vocabulary::Vocabulary;

/// Endings that are taken off a word, in this order.
const TAKEN_OFF: [&str; 17] = [
    "", "s", "es", "ies", "ied", "ed", "d", "ing", "ings", "er", "ers", "ly", "y", "e", "ment", "ments", "ness",
];

/// Endings that are put in their place, in this order.
const PUT_ON: [&str; 9] = ["", "s", "e", "es", "ed", "ing", "y", "ies", "er"];

/// Those that are put on what is left of a short word.
const PUT_ON_SHORT: &[&str] = &["", "s"];

/// The fewest letters of a word that is begun, or that is left when an `s` is taken off.
const SHORTEST: usize = 3;
/// The fewest letters that are left when another ending is taken off.
const SHORTEST_STEM: usize = 4;
/// The fewest letters of one of two words that are written as one.
const SHORTEST_HALF: usize = 2;

/// The fewest letters of a word whose first letter may be wrong.
const SHORTEST_ELSEWHERE: usize = 5;

/// How many words are looked up for one that is only begun: the commonest is mostly meant, and each may cost a file.
const MOST_LONGER: usize = 3;

/// What one slip costs at most.
const ONE_SLIP: u32 = 5;
/// How many steps of commonness one step of cost weighs.
const COST: i64 = 6;
/// What it costs, in steps of commonness, that the first letters differ: hardly anybody gets the first letter wrong.
const OTHER_START: i64 = 5;

/// Answers whether a word, as written, counts for any entry.
pub(super) type Counts<'a> = &'a dyn Fn(&str) -> tantivy::Result<bool>;

/// What was meant.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Meant {
    /// Nothing that can be told.
    Unknown,
    /// The same word with another ending, which needs no telling.
    Form(String),
    /// These words, of which only the beginning was typed.
    Begun(Vec<String>),
    /// Another word, or two.
    Guess(Vec<String>),
}

/// What was most likely meant by a word; `is_last` if nothing follows it, so that it may be only begun. Only with
/// `may_guess` is another word taken for it.
pub(super) fn meant(
    word: &str,
    is_last: bool,
    may_guess: bool,
    vocabulary: &Vocabulary,
    counts: Counts<'_>,
) -> tantivy::Result<Meant> {
    let letters = word.chars().count();
    if word.chars().any(char::is_numeric) || letters < SHORTEST {
        return Ok(Meant::Unknown);
    }
    if let Some(form) = form(word, vocabulary, counts)? {
        return Ok(Meant::Form(form));
    }
    if !may_guess {
        return Ok(Meant::Unknown);
    }
    if is_last {
        let longer = longer(word, vocabulary, counts)?;
        if !longer.is_empty() {
            return Ok(Meant::Begun(longer));
        }
    }
    let starts: Vec<String> = word.chars().take(2).map(String::from).collect();
    let nearest = nearest(word, &starts, most_cost(letters), vocabulary, counts)?;
    if let Some((cost, one)) = &nearest
        && *cost <= ONE_SLIP
    {
        return Ok(Meant::Guess(vec![one.clone()]));
    }
    if let Some((one, other)) = halves(word, vocabulary, counts)? {
        return Ok(Meant::Guess(vec![one, other]));
    }
    let nearest = match nearest {
        None if letters >= SHORTEST_ELSEWHERE => elsewhere(word, vocabulary, counts)?,
        nearest => nearest,
    };
    Ok(nearest.map_or(Meant::Unknown, |(_, one)| Meant::Guess(vec![one])))
}

/// The word with the cheapest slip between, whatever letter it begins with. A browser has to fetch all words for this.
fn elsewhere(word: &str, vocabulary: &Vocabulary, counts: Counts<'_>) -> tantivy::Result<Option<(u32, String)>> {
    nearest(word, &[String::new()], ONE_SLIP, vocabulary, counts)
}

/// How common a word is, as a power of two.
pub(super) fn common(entries: u32) -> u32 {
    entries.max(1).ilog2()
}

/// The first word that is this one with another ending: `scam` of `scammers`, `move` of `moving`.
fn form(word: &str, vocabulary: &Vocabulary, counts: Counts<'_>) -> tantivy::Result<Option<String>> {
    for off in TAKEN_OFF {
        let Some(base) = word.strip_suffix(off) else { continue };
        let fewest = if matches!(off, "" | "s" | "es") {
            SHORTEST
        } else {
            SHORTEST_STEM
        };
        let mut shorter = base.chars();
        let is_double = !off.is_empty() && shorter.next_back() == shorter.clone().next_back();
        for base in [Some(base), is_double.then_some(shorter.as_str())]
            .into_iter()
            .flatten()
        {
            let letters = base.chars().count();
            if letters < fewest {
                continue;
            }
            // So short a word says too little to take any other ending for its own.
            let endings = if letters < SHORTEST_STEM {
                PUT_ON_SHORT
            } else {
                PUT_ON.as_slice()
            };
            for on in endings.iter().filter(|on| **on != off) {
                let candidate = format!("{base}{on}");
                if vocabulary.holds(&candidate)? && counts(&candidate)? {
                    return Ok(Some(candidate));
                }
            }
        }
    }
    Ok(None)
}

/// The commonest words that begin like this; of equals, the first of the alphabet.
fn longer(start: &str, vocabulary: &Vocabulary, counts: Counts<'_>) -> tantivy::Result<Vec<String>> {
    let mut found = Vec::new();
    vocabulary.starting(start, |word, entries| {
        if is_spelling(word) {
            found.push((Reverse(common(entries)), word.to_owned()));
        }
    })?;
    found.sort();
    let mut longer = Vec::new();
    for (_, word) in found {
        if longer.len() < MOST_LONGER && counts(&word)? {
            longer.push(word);
        }
    }
    Ok(longer)
}

/// The word with the cheapest slips between, and what they cost; among words that begin with one of `starts`.
fn nearest(
    word: &str,
    starts: &[String],
    most: u32,
    vocabulary: &Vocabulary,
    counts: Counts<'_>,
) -> tantivy::Result<Option<(u32, String)>> {
    let typed: Vec<char> = word.chars().collect();
    let mut found = Vec::new();
    for start in starts.iter().filter(|_| most > 0) {
        let mut letters = Vec::new();
        vocabulary.starting(start, |word, entries| {
            letters.clear();
            letters.extend(word.chars());
            if let Some(cost) = cost(&typed, &letters, most).filter(|_| is_spelling(word)) {
                let other_start = if letters.first() == typed.first() {
                    0
                } else {
                    OTHER_START
                };
                let rank = i64::from(cost) * COST + other_start - i64::from(common(entries));
                found.push((rank, cost, word.to_owned()));
            }
        })?;
    }
    found.sort_by(|(one, _, first), (other, _, second)| (one, first).cmp(&(other, second)));
    for (_, cost, word) in found {
        if counts(&word)? {
            return Ok(Some((cost, word)));
        }
    }
    Ok(None)
}

/// Two words written as one; of several ways, the one whose rarer half is commonest, then the one with the shorter start.
fn halves(word: &str, vocabulary: &Vocabulary, counts: Counts<'_>) -> tantivy::Result<Option<(String, String)>> {
    let mut found = Vec::new();
    for (at, _) in word.char_indices() {
        let (one, other) = word.split_at(at);
        if one.chars().count() < SHORTEST_HALF || other.chars().count() < SHORTEST_HALF {
            continue;
        }
        let (ones, others) = (vocabulary.entries(one)?, vocabulary.entries(other)?);
        if ones > 0 && others > 0 && counts(one)? && counts(other)? {
            let rarer = common(ones.min(others));
            found.push((Reverse(rarer), at, (one.to_owned(), other.to_owned())));
        }
    }
    Ok(found.into_iter().min().map(|(.., halves)| halves))
}

/// Whether a word can be what was meant: numbers cannot.
fn is_spelling(word: &str) -> bool {
    !word.chars().any(char::is_numeric)
}

/// What the slips of a word of so many letters may cost: short words are too like each other.
fn most_cost(letters: usize) -> u32 {
    match letters {
        0..=3 => 0,
        4..=5 => 5,
        6..=8 => 9,
        _ => 12,
    }
}

/// What the slips between two words cost, if that is no more than `most`: a letter left out, put in, changed, or two
/// neighbours swapped (Damerau, "A technique for computer detection and correction of spelling errors", 1964; no letter
/// is touched twice). What the ear does not hear costs less.
fn cost(typed: &[char], word: &[char], most: u32) -> Option<u32> {
    if typed.len().abs_diff(word.len()) > 2 {
        return None;
    }
    let mut two_above: Vec<u32> = Vec::new();
    let mut above = vec![0];
    for at in 0..word.len() {
        above.push(above.get(at)? + extra(word, at));
    }
    for (row, a) in typed.iter().enumerate() {
        let mut line = vec![above.first()? + extra(typed, row)];
        for (column, b) in word.iter().enumerate() {
            let mut best = above.get(column)? + if a == b { 0 } else { changed(*a, *b) };
            best = best.min(above.get(column + 1)? + extra(typed, row));
            best = best.min(line.get(column)? + extra(word, column));
            let swapped = row > 0 && column > 0 && typed.get(row - 1) == Some(b) && word.get(column - 1) == Some(a);
            if swapped && let Some(before) = two_above.get(column - 1) {
                best = best.min(before + 3);
            }
            line.push(best);
        }
        if line.iter().min().is_some_and(|least| *least > most) {
            return None;
        }
        two_above = std::mem::replace(&mut above, line);
    }
    above.last().copied().filter(|cost| *cost <= most)
}

/// What it costs that the letter at a place is there in one word and not in the other.
fn extra(word: &[char], at: usize) -> u32 {
    let letter = word.get(at);
    let doubles = at.checked_sub(1).is_some_and(|before| word.get(before) == letter) || word.get(at + 1) == letter;
    match letter {
        _ if doubles => 1,
        Some('a' | 'e' | 'h' | 'i' | 'o' | 'u' | 'y') => 3,
        _ => 4,
    }
}

/// What it costs that one letter stands for another.
fn changed(one: char, other: char) -> u32 {
    let is_vowel = |c| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y');
    if is_vowel(one) && is_vowel(other) { 3 } else { 5 }
}
