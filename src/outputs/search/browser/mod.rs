//! The index as a browser reads it: small scripts beside one client.
//!
//! In: an open index, the client's script and the filters that it offers. Out: scripts. They are classic scripts, because
//! only those load from a disk (`file://`), and their folder is named after all that is in them, so that they may be kept
//! for ever. It does not know the site, HTML or tantivy's files.
//!
//! | file | holds | fetched |
//! | --- | --- | --- |
//! | `search.js` | the numbers below, and the client | with the search page |
//! | `t<k>.js` | words and filters with their lists: gaps between entries, then impacts | for each word |
//! | `d<k>.js` | records: what a result shows | for each result |
//! | `w<k>.js` | words by first letter, with how common they are | for a word that no entry holds |
//! | `f.js` | the filters to choose from | when they are asked for |
//!
//! A site of which all this is small has one file, `search.js`, which holds the shards as well.

mod encode;
mod lexicon;
mod shards;

use std::collections::BTreeSet;

use rayon::prelude::*;
use serde::Serialize;
use tantivy::DocId;

use super::query::Searcher;
use crate::error::{Error, Result};
use crate::outputs::{OutputFile, SearchClient, Sink};
use lexicon::Lexicon;

/// Below this many bytes, before packing, everything goes into one file: about 25 KB when packed.
const ONE_FILE: usize = 62_000;
/// About how many characters a shard of the dictionary holds. A word takes one shard, however many there are: the smaller
/// they are, the less comes along that nobody asked for.
const DICTIONARY_ROOM: usize = 300;
/// About how many characters a shard of words holds; the words of one letter stay together.
const WORDS_ROOM: usize = 1_500;
/// How many records a shard holds while there are at most [`MANY`]: with two, ten results take one request less and half a
/// kilobyte more.
const RECORDS: usize = 1;
/// From here on the number of files matters more.
const MANY: usize = 20_000;
/// How many records a shard holds then.
const RECORDS_OF_MANY: usize = 4;
/// The most letters of a summary in a result.
const LONGEST_SUMMARY: usize = 240;

/// What the client knows from the start. Names are short because every reader fetches them.
#[derive(Serialize)]
struct Root<'a> {
    /// Entries before those that nobody has made sure of for too long.
    f: usize,
    /// Shards of the dictionary.
    t: usize,
    /// First letters of the shards of words.
    w: &'a str,
    /// Records in a shard.
    r: usize,
    /// Words that are never searched for.
    s: &'a str,
}

/// Renders the scripts; their paths start with `search/`. Answers the path of the client.
pub fn render(searcher: &Searcher, client: &SearchClient, sink: &dyn Sink) -> Result<String> {
    let failed = |cause| Error::without_path("make the search for browsers", cause);
    let lexicon = Lexicon::of(searcher).map_err(failed)?;
    let dictionary = shards::dictionary(&lexicon, DICTIONARY_ROOM);
    let words = shards::words(&lexicon, WORDS_ROOM);
    drop(lexicon);
    let per_shard = if searcher.entries() > MANY {
        RECORDS_OF_MANY
    } else {
        RECORDS
    };
    let (records, fresh) = records(searcher, per_shard).map_err(failed)?;
    let stop: BTreeSet<&str> = searcher.analyser.stop_words().collect();
    let root = Root {
        f: fresh,
        t: dictionary.len(),
        w: &words.starts,
        r: per_shard,
        s: &stop.into_iter().collect::<Vec<_>>().join(" "),
    };
    // Serialising plain numbers and texts cannot fail.
    let root = serde_json::to_string(&root).unwrap_or_default();
    let mut files = numbered("t", dictionary);
    files.extend(numbered("w", words.texts));
    files.extend(numbered("d", records));
    files.push(("f".to_owned(), client.filters.clone()));
    publish(&root, client, files, sink)
}

fn numbered(letter: &str, texts: Vec<String>) -> Vec<(String, String)> {
    let name = |(number, text)| (format!("{letter}{number}"), text);
    texts.into_iter().enumerate().map(name).collect()
}

/// Makes files of the shards; few and small ones stand in the client's own file, before the client.
fn publish(root: &str, client: &SearchClient, shards: Vec<(String, String)>, sink: &dyn Sink) -> Result<String> {
    let is_small = shards.iter().map(|(_, text)| text.len()).sum::<usize>() <= ONE_FILE;
    let (held, apart) = if is_small {
        (shards, Vec::new())
    } else {
        (Vec::new(), shards)
    };
    let held: Vec<String> = held
        .iter()
        .map(|(name, text)| format!("{}:{}", encode::quoted(name), encode::quoted(text)))
        .collect();
    let held = held.join(",\n");
    let main = format!("var fp={root},held={{\n{held}}};\n{}\n", client.script);
    let mut hash = blake3::Hasher::new();
    hash.update(main.as_bytes());
    for (name, text) in &apart {
        hash.update(name.as_bytes());
        hash.update(text.as_bytes());
    }
    let hash: String = hash.finalize().to_hex().chars().take(10).collect();
    let path = |name: &str| format!("search/{hash}/{name}.js");
    // A large site has tens of thousands of shards: most of the time goes into writing them.
    apart.into_par_iter().try_for_each(|(name, text)| {
        let script = format!("fp({},{})\n", encode::quoted(&name), encode::quoted(&text));
        sink.take(OutputFile {
            path: path(&name),
            bytes: script.into_bytes(),
        })
    })?;
    sink.take(OutputFile {
        path: path("search"),
        bytes: main.into_bytes(),
    })?;
    Ok(path("search"))
}

/// Shards of what results show, so many entries each, and how many entries are fresh.
fn records(searcher: &Searcher, per_shard: usize) -> tantivy::Result<(Vec<String>, usize)> {
    let entries = u32::try_from(searcher.entries()).unwrap_or(u32::MAX);
    let fresh = (0..entries)
        .filter(|entry| !searcher.overdue.first(*entry).unwrap_or(false))
        .count();
    let store = || searcher.segment.get_store_reader(1);
    let shards = (0..entries)
        .collect::<Vec<DocId>>()
        .par_chunks(128 * per_shard)
        .map(|entries| {
            let store = store()?;
            let shard = |entries: &[DocId]| {
                let fields = entries.iter().map(|entry| record(searcher, &store, *entry));
                Ok(fields.collect::<tantivy::Result<Vec<_>>>()?.concat().join("\t"))
            };
            entries.chunks(per_shard).map(shard).collect()
        })
        .collect::<tantivy::Result<Vec<Vec<String>>>>()?;
    Ok((shards.concat(), fresh))
}

/// The fields of a result, in the order in which the client reads them.
fn record(searcher: &Searcher, store: &tantivy::store::StoreReader, entry: DocId) -> tantivy::Result<Vec<String>> {
    let hit = searcher.hit(store, entry, 0)?;
    let name = hit.id.rsplit_once('/').map_or(hit.id.as_str(), |(_, name)| name);
    let plain = plain_name(&hit.title);
    let fields = [
        format!("{}{}", kind_letter(&hit.kind), first(&hit.cost)),
        // The kind says which folder its page is in, and the name of the page is mostly the title again.
        if name == plain { String::new() } else { name.to_owned() },
        hit.title,
        cut(&hit.summary),
        hit.area,
        hit.phone,
        hit.hours,
    ];
    Ok(fields.map(|field| field.replace(['\t', '\n', '\r'], " ")).to_vec())
}

/// The letter by which the client knows a kind.
fn kind_letter(kind: &str) -> &'static str {
    match kind {
        "offer" => "o",
        "guide" => "g",
        "organisation" => "r",
        "place" => "p",
        _ => "t",
    }
}

fn first(word: &str) -> String {
    word.chars().take(1).collect()
}

/// The name that the client makes of a title: runs of letters and digits of ASCII with `-` between.
fn plain_name(title: &str) -> String {
    let words = title.split(|c: char| !c.is_ascii_alphanumeric());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    words.join("-").to_ascii_lowercase()
}

/// A summary that is no longer than a result has room for.
fn cut(summary: &str) -> String {
    if summary.chars().count() <= LONGEST_SUMMARY {
        return summary.to_owned();
    }
    let short: String = summary.chars().take(LONGEST_SUMMARY).collect();
    let whole = short.rsplit_once(' ').map_or(short.as_str(), |(whole, _)| whole);
    format!("{whole} …")
}
