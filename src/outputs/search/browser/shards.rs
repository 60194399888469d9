//! Keys, words and records cut into small files, so that a search fetches little.
//!
//! In: the lexicon, and records. Out: the texts of the shards and what the client must know to find the right one. It
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

/// Texts of shards with the first key of each, as short as tells it from the shard before.
#[derive(Debug, Default)]
pub(super) struct Shards {
    pub texts: Vec<String>,
    pub starts: Vec<String>,
}

/// Cuts the dictionary: keys with their lists, about `room` characters a shard.
pub(super) fn dictionary(lexicon: &Lexicon, room: usize) -> Shards {
    let cuts = cut(lexicon, room);
    let mut held_by = BTreeMap::<usize, BTreeSet<usize>>::new();
    for (shard, keys) in cuts.iter().enumerate() {
        for key in *keys {
            held_by.entry(key.list).or_default().insert(shard);
        }
    }
    let shared = held_by.iter().filter(|(_, shards)| shards.len() > 1);
    let shared: BTreeMap<usize, u32> = shared.map(|(list, _)| *list).zip(0..).collect();
    let mut shards = Shards::default();
    let mut last = "";
    for keys in cuts {
        let first = keys.first().map_or("", |key| key.text.as_str());
        shards.starts.push(shortest_after(last, first));
        shards.texts.push(written(keys, lexicon, &shared));
        last = keys.last().map_or("", |key| key.text.as_str());
    }
    shards
}

/// Runs of keys that fill a shard each. All words of a group stay together where they stand side by side.
fn cut(lexicon: &Lexicon, room: usize) -> Vec<&[Key]> {
    let keys = lexicon.keys.as_slice();
    let mut cuts = Vec::new();
    let mut from = 0;
    let mut filled = 0;
    let mut lists = BTreeSet::new();
    for (at, key) in keys.iter().enumerate() {
        let is_new = !lists.contains(&key.list);
        let list = if is_new {
            lexicon.lists.get(key.list).map_or(0, String::len)
        } else {
            2
        };
        let cost = 4 + list;
        if filled > 0 && is_new && filled + cost > room {
            cuts.push(keys.get(from..at).unwrap_or_default());
            from = at;
            filled = 0;
            lists.clear();
        }
        filled += cost;
        lists.insert(key.list);
    }
    cuts.push(keys.get(from..).unwrap_or_default());
    cuts
}

fn written(keys: &[Key], lexicon: &Lexicon, shared: &BTreeMap<usize, u32>) -> String {
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

/// The shortest beginning of `key` that comes after `last`.
fn shortest_after(last: &str, key: &str) -> String {
    let mut short = String::new();
    for c in key.chars() {
        short.push(c);
        if !last.starts_with(&short) {
            break;
        }
    }
    short
}

/// Cuts the words that spelling is put right by: all words of one first letter stand in one shard, neighbours together
/// while they have room.
pub(super) fn words(lexicon: &Lexicon, room: usize) -> Shards {
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
    let mut shards = Shards::default();
    for (letter, text) in sorted {
        match shards.texts.last_mut() {
            Some(last) if last.len() + text.len() <= room => last.push_str(&text),
            _ => {
                shards.starts.push(letter.to_string());
                shards.texts.push(text);
            }
        }
    }
    shards
}

/// Cuts records, so many a shard. A tab ends every field.
pub(super) fn records(records: &[Vec<String>], per_shard: usize) -> Vec<String> {
    records
        .chunks(per_shard.max(1))
        .map(|records| records.concat().join("\t"))
        .collect()
}

/// First keys of shards as one text: what each shares with the one before, and the rest.
pub(super) fn starts(shards: &Shards) -> String {
    let mut text = String::new();
    let mut before = "";
    for start in &shards.starts {
        push_key(before, start, &mut text);
        text.push(' ');
        before = start;
    }
    text.pop();
    text
}
