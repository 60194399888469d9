//! Keys and words cut into small files, so that a search fetches little.
//!
//! In: the lexicon. Out: the texts of the shards and what the client must know to find the right one. It
//! does not know how a shard becomes a file.

use std::collections::{BTreeMap, BTreeSet};

use super::encode::{push_key, push_number};
use super::lexicon::{Key, Lexicon};

/// Ends a key without a list of its own in this shard: the number of a list before it follows.
const SEE: char = '&';
/// Ends a key with a list that no other shard holds.
const OWN: char = '!';
/// Ends a key with a list that other shards hold too: its number comes first, so that it counts once.
const SHARED: char = '%';

/// Texts of shards of words, and the first letter of each.
#[derive(Debug, Default)]
pub(super) struct Words {
    pub texts: Vec<String>,
    pub starts: String,
}

/// How many first letters of a word decide where it goes: as many as all its forms share.
const DECIDING: usize = 4;
/// The most shards of the dictionary: there are not many more beginnings of words than that.
const MOST_SHARDS: usize = 8_192;
/// A prime below 2¹⁶.
const MODULUS: u32 = 65_521;

/// Spreads keys with their lists over shards, about `room` characters each.
///
/// A number made of the first letters says which shard a key is in, so that the client needs no list of shards: with ten
/// thousand entries that list would be as large as the client itself.
pub(super) fn dictionary(lexicon: &Lexicon, room: usize) -> Vec<String> {
    let size = lexicon.lists.iter().map(String::len).sum::<usize>() + lexicon.keys.len() * 6;
    let count = u32::try_from(size.div_ceil(room).clamp(1, MOST_SHARDS)).unwrap_or(MODULUS);
    let mut shards = vec![Vec::new(); count as usize];
    let mut held_by = BTreeMap::<usize, BTreeSet<u32>>::new();
    for key in &lexicon.keys {
        let shard = shard_of(&key.text, count);
        held_by.entry(key.list).or_default().insert(shard);
        if let Some(keys) = shards.get_mut(shard as usize) {
            keys.push(key);
        }
    }
    let shared = held_by.iter().filter(|(_, shards)| shards.len() > 1);
    let shared: BTreeMap<usize, u32> = shared.map(|(list, _)| *list).zip(0..).collect();
    shards.iter().map(|keys| written(keys, lexicon, &shared)).collect()
}

/// The shard of a key: of a word by its first letters, of a filter by all of it.
fn shard_of(key: &str, count: u32) -> u32 {
    let deciding = if key.starts_with('@') { usize::MAX } else { DECIDING };
    let units = key.encode_utf16().take(deciding);
    units.fold(0, |number, unit| (number * 33 + u32::from(unit)) % MODULUS) % count
}

fn written(keys: &[&Key], lexicon: &Lexicon, shared: &BTreeMap<usize, u32>) -> String {
    let mut text = String::new();
    let mut numbers = BTreeMap::new();
    let mut before = "";
    for key in keys {
        push_key(before, &key.text, &mut text);
        before = &key.text;
        let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
        if let Some(number) = numbers.get(&key.list) {
            text.push(SEE);
            push_number(*number, &mut text);
        } else {
            numbers.insert(key.list, next);
            match shared.get(&key.list) {
                Some(number) => {
                    text.push(SHARED);
                    push_number(*number, &mut text);
                }
                None => text.push(OWN),
            }
            text.push_str(lexicon.lists.get(key.list).map_or("", String::as_str));
        }
        text.push(' ');
    }
    text.pop();
    text
}

/// Cuts the words that spelling is put right by: all words of one first letter stand in one shard, neighbours together
/// while they have room.
pub(super) fn words(lexicon: &Lexicon, room: usize) -> Words {
    let mut letters = BTreeMap::<char, String>::new();
    let mut before = BTreeMap::<char, &str>::new();
    for key in &lexicon.keys {
        let (Some(common), Some(letter)) = (key.common, key.text.chars().next()) else {
            continue;
        };
        // The client looks at UTF-16 units; of scripts beyond them, words are found as they are and not put right.
        if letter.len_utf16() > 1 {
            continue;
        }
        let text = letters.entry(letter).or_default();
        push_key(before.get(&letter).copied().unwrap_or_default(), &key.text, text);
        // A capital ends a word, because words have none.
        text.push(char::from_u32(u32::from('A') + common.min(25)).unwrap_or('A'));
        before.insert(letter, &key.text);
    }
    let mut sorted: Vec<(char, String)> = letters.into_iter().collect();
    sorted.sort_by(|(one, _), (other, _)| one.encode_utf16(&mut [0; 2]).cmp(&other.encode_utf16(&mut [0; 2])));
    let mut shards = Words::default();
    for (letter, text) in sorted {
        match shards.texts.last_mut() {
            Some(last) if last.len() + text.len() <= room => last.push_str(&text),
            _ => {
                shards.starts.push(letter);
                shards.texts.push(text);
            }
        }
    }
    shards
}
