//! The configuration files of Sphinx.
//!
//! In: how many shards there are, and which characters are letters. Out: `sphinx.conf` and, for more than one shard, a
//! file a `searchd`. All paths in them are relative: everything runs in the folder that they lie in. It knows no entries.

use super::super::super::schema::{STORED_TEXTS, TextField};
use super::letters::{Letters, ngrams};

/// The ports of the first node, on loopback: other nodes talk to the one, people and programs to the other.
const NODE_PORT: usize = 9410;
const NODE_SQL_PORT: usize = 9510;

/// Each file with its text.
pub(super) fn files(shards: usize, letters: &Letters) -> Vec<(String, String)> {
    let mut files = vec![("sphinx.conf".to_owned(), one_machine(shards, letters))];
    if shards > 1 {
        files.extend((1..=shards).map(|shard| (format!("node-{shard}.conf"), node(shard, shards))));
    }
    files
}

/// For `indexer`, and for one `searchd` that serves all shards.
fn one_machine(shards: usize, letters: &Letters) -> String {
    let mut conf = Conf::new("For indexer, and for one searchd that serves every shard. Run both in this folder.");
    for shard in 1..=shards {
        let command = format!("cat shard-{shard}/entries-*.tsv");
        if shard == 1 {
            conf.section("source shard1", |section| {
                section.set("type", "tsvpipe");
                section.set("tsvpipe_command", &command);
                columns(section);
            });
            conf.section("index shard1", |section| {
                section.set("source", "shard1");
                section.set("path", "data/shard1");
                words(section, letters);
            });
        } else {
            conf.section(&format!("source shard{shard} : shard1"), |section| {
                section.set("tsvpipe_command", &command);
            });
            conf.section(&format!("index shard{shard} : shard1"), |section| {
                section.set("source", &format!("shard{shard}"));
                section.set("path", &format!("data/shard{shard}"));
            });
        }
    }
    conf.section("index entries", |section| {
        section.set("type", "distributed");
        for shard in 1..=shards {
            section.set("local", &format!("shard{shard}"));
        }
    });
    conf.section("indexer", |section| section.set("mem_limit", "256M"));
    conf.searchd("searchd", 9312, 9306, shards);
    conf.text
}

/// For the `searchd` of one shard, which asks the others for the rest.
fn node(shard: usize, shards: usize) -> String {
    let mut conf =
        Conf::new("For the searchd of one shard, which asks the others for the rest. Run it in this folder.");
    conf.section(&format!("index shard{shard}"), |section| {
        section.set("path", &format!("data/shard{shard}"));
    });
    conf.section("index entries", |section| {
        section.set("type", "distributed");
        section.set("local", &format!("shard{shard}"));
        for other in (1..=shards).filter(|other| *other != shard) {
            section.set("agent", &format!("127.0.0.1:{}:shard{other}", NODE_PORT + other));
        }
        section.set("agent_connect_timeout", "1000");
        section.set("agent_query_timeout", "3000");
    });
    conf.searchd(&format!("node-{shard}"), NODE_PORT + shard, NODE_SQL_PORT + shard, 1);
    conf.text
}

/// The columns after the number, in the order in which a line of an entry has them.
fn columns(section: &mut Section<'_>) {
    for field in TextField::ALL {
        section.set("tsvpipe_field", field.name());
    }
    for name in STORED_TEXTS {
        // `id` is the entry's number in Sphinx.
        section.set("tsvpipe_attr_string", if name == "id" { "entry" } else { name });
    }
    section.set("tsvpipe_attr_json", "facets");
    section.set("tsvpipe_attr_float", "lat");
    section.set("tsvpipe_attr_float", "lon");
    section.set("tsvpipe_attr_bool", "has_position");
    section.set("tsvpipe_attr_timestamp", "assured");
    section.set("tsvpipe_attr_bool", "overdue");
}

/// How words are taken apart.
fn words(section: &mut Section<'_>, letters: &Letters) {
    section.set("morphology", "stem_en");
    section.set("stopwords", "stopwords.txt");
    section.set("stopwords_unstemmed", "1");
    section.set("wordforms", "wordforms.txt");
    section.set("index_field_lengths", "1");
    section.set("min_word_len", "1");
    let tables = letters.tables();
    section.list("charset_table", &tables.charset());
    section.list("ignore_chars", &tables.ignored());
    section.set("ngram_len", "1");
    section.list("ngram_chars", &ngrams());
}

/// A configuration file that grows.
struct Conf {
    text: String,
}

impl Conf {
    fn new(about: &str) -> Self {
        Self {
            text: format!("# Made by fingerpost. {about}\n"),
        }
    }

    fn section(&mut self, head: &str, fill: impl FnOnce(&mut Section<'_>)) {
        self.text.push_str(&format!("\n{head}\n{{\n"));
        fill(&mut Section { text: &mut self.text });
        self.text.push_str("}\n");
    }

    /// Listens on this machine only: whoever can reach a port can read and change what is behind it.
    fn searchd(&mut self, name: &str, port: usize, sql_port: usize, threads: usize) {
        self.section("searchd", |section| {
            section.set("listen", &format!("127.0.0.1:{port}"));
            section.set("listen", &format!("127.0.0.1:{sql_port}:mysql41"));
            section.set("workers", "threads");
            section.set("dist_threads", &threads.to_string());
            section.set("pid_file", &format!("data/{name}.pid"));
            section.set("log", &format!("data/{name}.log"));
            section.set("binlog_path", "");
        });
    }
}

struct Section<'a> {
    text: &'a mut String,
}

impl Section<'_> {
    fn set(&mut self, name: &str, value: &str) {
        self.text.push_str(&format!("    {name} = {value}\n"));
    }

    /// A long list, some parts a line; a line that goes on ends with `\`.
    fn list(&mut self, name: &str, parts: &[String]) {
        let lines: Vec<String> = parts.chunks(8).map(|parts| parts.join(", ")).collect();
        self.set(name, &lines.join(", \\\n        "));
    }
}
