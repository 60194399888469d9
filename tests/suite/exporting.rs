//! Giving the entries to another search engine: every entry once, in files that no name can break.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use fingerpost::outputs::search::TextField;
use fingerpost::outputs::search::engines::{Engine, MOST_SHARDS};
use fingerpost::values::date::Date;
use fingerpost::{Exported, INDEX, Options};
use serde_json::Value;
use tantivy::schema::Value as _;
use tantivy::{DocAddress, Index, TantivyDocument};
use tempfile::TempDir;

use super::site_test::{Built, Silent, SiteTest, files};

const ENGINES: [Engine; 3] = [Engine::OpenSearch, Engine::Quickwit, Engine::Sphinx { shards: 2 }];

const TEA: &str = "content/offers/tea-and-tablets.yaml";
const DESCRIPTION: &str = "description: Nobody gives a talk. You say what you want to do, and you try it.";

/// An export in a folder of its own.
struct Export {
    folder: TempDir,
    exported: Exported,
}

impl Export {
    fn of(site: &SiteTest, engine: Engine) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let exported = export(site, engine, folder.path());
        assert!(exported.published.is_some(), "{}", site.said());
        Self { folder, exported }
    }

    fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    fn text(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap()
    }

    fn json(&self, path: &str) -> Value {
        serde_json::from_str(&self.text(path)).unwrap()
    }

    /// The lines of all files whose names end so, in order; only `\n` ends a line.
    fn lines(&self, ending: &str) -> Vec<String> {
        let files = files(self.folder.path()).into_iter();
        files
            .filter(|(path, _)| path.ends_with(ending))
            .flat_map(|(_, bytes)| {
                let text = String::from_utf8(bytes).unwrap();
                assert!(text.is_empty() || text.ends_with('\n'));
                text.split_terminator('\n').map(str::to_owned).collect::<Vec<_>>()
            })
            .collect()
    }

    /// The entries of an engine that takes JSON, without what stands between them.
    fn json_entries(&self) -> Vec<Value> {
        let lines = self.lines(".ndjson");
        let values = lines.iter().map(|line| serde_json::from_str::<Value>(line).unwrap());
        values.filter(|value| value.get("index").is_none()).collect()
    }

    /// The rows of Sphinx, each a list of cells.
    fn rows(&self) -> Vec<Vec<String>> {
        let lines = self.lines(".tsv");
        lines
            .iter()
            .map(|line| line.split('\t').map(str::to_owned).collect())
            .collect()
    }

    /// The ids of all entries, by whatever engine.
    fn ids(&self) -> Vec<String> {
        let json = self
            .json_entries()
            .into_iter()
            .map(|entry| entry["id"].as_str().unwrap().to_owned());
        let rows = self.rows().into_iter().map(|row| row[1 + TextField::COUNT].clone());
        let mut ids: Vec<String> = json.chain(rows).collect();
        ids.sort();
        ids
    }
}

fn export(site: &SiteTest, engine: Engine, out: &Path) -> Exported {
    let options = Options {
        root: site.root().to_owned(),
        out: out.to_owned(),
        today: Date::parse("2026-11-21").unwrap(),
    };
    fingerpost::export(&options, engine, &Silent).unwrap()
}

/// The ids in the index that the site's own search answers from.
fn indexed_ids(folder: &Path) -> Vec<String> {
    let searcher = Index::open_in_dir(folder).unwrap().reader().unwrap().searcher();
    let id = searcher.schema().get_field("id").unwrap();
    let ids = (0..searcher.segment_readers()[0].max_doc()).map(|number| {
        let document: TantivyDocument = searcher.doc(DocAddress::new(0, number)).unwrap();
        document.get_first(id).unwrap().as_str().unwrap().to_owned()
    });
    let mut ids: Vec<String> = ids.collect();
    ids.sort();
    ids
}

#[test]
fn every_engine_gets_the_entries_of_the_search_each_once() {
    let built = Built::sample();
    let wanted = indexed_ids(&built.site.root().join(INDEX));
    assert!(wanted.len() > 90);
    for engine in ENGINES {
        let export = Export::of(&built.site, engine);
        assert_eq!(export.ids(), wanted, "{engine:?}");
        let (_, entries) = export.exported.published.as_ref().unwrap();
        assert_eq!(*entries, wanted.len(), "{engine:?}");
    }
}

#[test]
fn each_entry_for_opensearch_follows_a_line_with_its_id() {
    let export = Export::of(&SiteTest::minimal(), Engine::OpenSearch);
    let lines = export.lines(".ndjson");
    let mut ids = BTreeSet::new();
    for pair in lines.chunks(2) {
        let action: Value = serde_json::from_str(&pair[0]).unwrap();
        let entry: Value = serde_json::from_str(&pair[1]).unwrap();
        assert_eq!(action["index"]["_id"], entry["id"]);
        assert!(ids.insert(entry["id"].to_string()));
    }
    assert!(ids.contains("\"offers/tea-and-tablets\""), "{ids:?}");
}

#[test]
fn an_entry_has_its_words_facets_place_and_dates() {
    let site = &Built::sample().site;
    let is_wanted = |entry: &&Value| entry["id"] == "places/millbrook-library" || !entry["position"][0].is_null();
    let opensearch = Export::of(site, Engine::OpenSearch).json_entries();
    let entry = opensearch.iter().find(is_wanted).unwrap();
    assert!(entry["position"][0]["lat"].as_f64().unwrap() > 49.0, "{entry}");
    assert!(
        entry["facet"]
            .as_array()
            .unwrap()
            .iter()
            .any(|facet| facet.as_str().unwrap().starts_with("kind="))
    );
    let id = entry["id"].clone();

    let quickwit = Export::of(site, Engine::Quickwit).json_entries();
    let same = quickwit.iter().find(|entry| entry["id"] == id).unwrap();
    assert_eq!(same["lat"][0], entry["position"][0]["lat"]);
    assert_eq!(same["title"], entry["title"]);

    let offer = opensearch.iter().find(|entry| entry["kind"] == "offer").unwrap();
    let date = offer["assured"].as_str().unwrap();
    assert!(Date::parse(date).is_ok(), "{date}");
    let same = quickwit.iter().find(|entry| entry["id"] == offer["id"]).unwrap();
    assert_eq!(same["assured"], format!("{date}T00:00:00Z"));
}

#[test]
fn the_index_of_each_engine_has_every_field_that_entries_have() {
    let site = &Built::sample().site;
    let opensearch = Export::of(site, Engine::OpenSearch);
    let mapping = opensearch.json("mapping.json");
    let properties = mapping["mappings"]["properties"].as_object().unwrap();
    for entry in opensearch.json_entries() {
        for name in entry.as_object().unwrap().keys() {
            assert!(properties.contains_key(name), "mapping.json lacks `{name}`");
        }
    }

    let quickwit = Export::of(site, Engine::Quickwit);
    let index = quickwit.text("index.yaml");
    for entry in quickwit.json_entries() {
        for name in entry.as_object().unwrap().keys() {
            assert!(
                index.contains(&format!("- name: {name}\n")),
                "index.yaml lacks `{name}`"
            );
        }
    }

    let sphinx = Export::of(site, Engine::Sphinx { shards: 1 });
    let conf = sphinx.text("sphinx.conf");
    let columns = conf.matches("tsvpipe_field = ").count() + conf.matches("tsvpipe_attr_").count();
    for row in sphinx.rows() {
        assert_eq!(row.len(), 1 + columns, "{row:?}");
    }
}

#[test]
fn the_weights_are_those_of_the_site() {
    let site = SiteTest::minimal();
    let template = Export::of(&site, Engine::OpenSearch).json("query.json");
    let query = Export::of(&site, Engine::Quickwit).json("query.json");
    let sql = Export::of(&site, Engine::Sphinx { shards: 1 }).text("query.md");
    for (at, field) in TextField::ALL.into_iter().enumerate() {
        let (name, weight) = (field.name(), field.weight());
        let source = template["script"]["source"].as_str().unwrap();
        assert!(source.contains(&format!("\"{name}^{weight}\"")), "{source}");
        let matches = &query["query"]["bool"]["must"][0]["bool"]["should"][at]["match"][name];
        assert_eq!(matches["boost"].as_f64(), Some(weight), "{query}");
        assert!(sql.contains(&format!("{name}={}", weight * 2.0)), "{sql}");
    }
}

/// Fills a template as Mustache does: `{{name}}`, `{{#name}}…{{/name}}` and `{{^name}}…{{/name}}`.
fn filled(template: &str, values: &BTreeMap<&str, &str>) -> String {
    let Some((before, rest)) = template.split_once("{{") else {
        return template.to_owned();
    };
    let (tag, rest) = rest.split_once("}}").unwrap();
    let name = tag.trim_start_matches(['#', '^']);
    if name == tag {
        let value = values.get(name).copied().unwrap_or_default();
        return format!("{before}{value}{}", filled(rest, values));
    }
    let (inside, after) = rest.split_once(&format!("{{{{/{name}}}}}")).unwrap();
    let is_shown = values.contains_key(name) == tag.starts_with('#');
    let inside = if is_shown {
        filled(inside, values)
    } else {
        String::new()
    };
    format!("{before}{inside}{}", filled(after, values))
}

#[test]
fn the_search_template_is_json_with_and_without_what_may_be_left_out() {
    let template = Export::of(&SiteTest::minimal(), Engine::OpenSearch).json("query.json");
    let source = template["script"]["source"].as_str().unwrap();
    let plain: Value = serde_json::from_str(&filled(source, &BTreeMap::from([("q", "tea")]))).unwrap();
    assert_eq!(plain["query"]["bool"]["must"][0]["multi_match"]["query"], "tea");
    assert_eq!((&plain["from"], &plain["size"]), (&"0".into(), &"10".into()));
    assert_eq!(plain["sort"].as_array().unwrap().len(), 2);

    let all = [
        ("q", "tea"),
        ("size", "5"),
        ("facets", ""),
        (".", "cost=free"),
        ("near", ""),
        ("lat", "52"),
        ("lon", "-1"),
    ];
    let full: Value = serde_json::from_str(&filled(source, &BTreeMap::from(all))).unwrap();
    assert_eq!(full["size"], "5");
    assert_eq!(full["query"]["bool"]["filter"][0]["term"]["facet"], "cost=free");
    assert_eq!(full["sort"][0]["_geo_distance"]["position"]["lat"], 52);
}

#[test]
fn no_name_breaks_a_line_a_cell_or_a_template() {
    // Characters of control, and marks that turn the direction of text, are refused when an entry is read.
    let name = r#"Tea "and" 'tablets' </sphinx:document> ]]> \ {{q}} @title | , שלום \"#;
    let site = SiteTest::minimal()
        .replace(
            TEA,
            "name: Tea and Tablets",
            &format!("name: '{}'", name.replace('\'', "''")),
        )
        .replace(
            TEA,
            DESCRIPTION,
            "description: \"one\\ttwo\\n\\nthree\\u2028four\\u2029five\"",
        );
    for engine in [Engine::OpenSearch, Engine::Quickwit] {
        let entries = Export::of(&site, engine).json_entries();
        let entry = entries
            .iter()
            .find(|entry| entry["id"] == "offers/tea-and-tablets")
            .unwrap();
        assert_eq!(entry["shown_title"], name);
        assert!(entry["body"].as_str().unwrap().contains("three"), "{entry}");
    }
    let rows = Export::of(&site, Engine::Sphinx { shards: 1 }).rows();
    let widths: BTreeSet<usize> = rows.iter().map(Vec::len).collect();
    assert_eq!(widths.len(), 1, "{widths:?}");
    let row = rows
        .iter()
        .find(|row| row[1 + TextField::COUNT] == "offers/tea-and-tablets")
        .unwrap();
    assert_eq!(row[1], name);
    let body = &row[1 + TextField::Body as usize];
    assert!(!body.contains(|c: char| c.is_control() || c == '\u{2028}'), "{body:?}");
    assert!(body.contains("three four five"), "{body:?}");
}

#[test]
fn the_same_entries_make_the_same_bytes_and_a_second_export_writes_nothing() {
    let site = &Built::sample().site;
    for engine in ENGINES {
        let one = Export::of(site, engine);
        assert_eq!(
            files(one.folder.path()),
            files(Export::of(site, engine).folder.path()),
            "{engine:?}"
        );
        let (again, _) = export(site, engine, one.folder.path()).published.unwrap();
        assert_eq!((again.written.len(), again.removed.len()), (0, 0), "{engine:?}");
        assert!(again.unchanged > 3);
    }
}

#[test]
fn shards_hold_each_entry_once_and_each_has_its_configuration() {
    let site = &Built::sample().site;
    for shards in [1, 3, MOST_SHARDS] {
        let export = Export::of(site, Engine::Sphinx { shards });
        let mut numbers: Vec<usize> = export.rows().iter().map(|row| row[0].parse().unwrap()).collect();
        numbers.sort_unstable();
        let wanted: Vec<usize> = (1..=numbers.len()).collect();
        assert_eq!(numbers, wanted);
        let conf = export.text("sphinx.conf");
        for shard in 1..=shards {
            assert!(export.path(&format!("shard-{shard}/entries-0001.tsv")).is_file());
            assert!(conf.contains(&format!("    local = shard{shard}\n")), "{conf}");
            assert_eq!(export.path(&format!("node-{shard}.conf")).is_file(), shards > 1);
        }
        assert!(!conf.contains(&format!("shard{}", shards + 1)));
    }
    let node = Export::of(site, Engine::Sphinx { shards: 3 }).text("node-2.conf");
    let parts: Vec<&str> = node
        .lines()
        .map(str::trim)
        .filter(|line| line.contains("shard2") || line.contains("agent = "))
        .collect();
    assert_eq!(
        parts,
        [
            "index shard2",
            "path = data/shard2",
            "local = shard2",
            "agent = 127.0.0.1:9411:shard1",
            "agent = 127.0.0.1:9413:shard3",
        ],
        "{node}"
    );
}

/// The characters that a table of `sphinx.conf` names, without what they become.
fn table(conf: &str, name: &str) -> BTreeSet<u32> {
    let start = conf.find(&format!("    {name} = ")).unwrap();
    let value = conf[start..].replace("\\\n", "");
    let value = value.lines().next().unwrap().split_once(" = ").unwrap().1.to_owned();
    let code = |text: &str| u32::from_str_radix(text.trim().trim_start_matches("U+"), 16).unwrap();
    let mut codes = BTreeSet::new();
    for part in value.split(',') {
        let from = part.split("->").next().unwrap();
        let (first, last) = from.split_once("..").unwrap_or((from, from));
        for code in code(first)..=code(last) {
            assert!(codes.insert(code), "{name} names U+{code:X} twice");
        }
    }
    codes
}

#[test]
fn sphinx_knows_the_letters_of_every_script_in_the_entries() {
    let site = SiteTest::minimal().replace(
        TEA,
        DESCRIPTION,
        "description: Łódź, Ελλάδα, Україна, العربية, বাংলা, ਪੰਜਾਬੀ, 中文, ไทย",
    );
    let export = Export::of(&site, Engine::Sphinx { shards: 1 });
    let conf = export.text("sphinx.conf");
    let (letters, ignored, ngrams) = (
        table(&conf, "charset_table"),
        table(&conf, "ignore_chars"),
        table(&conf, "ngram_chars"),
    );
    assert!(letters.is_disjoint(&ignored) && letters.is_disjoint(&ngrams));
    let text: String = export
        .rows()
        .into_iter()
        .flat_map(|row| row[1..=TextField::COUNT].to_vec())
        .collect();
    for c in text.chars().filter(|c| c.is_alphanumeric()) {
        let code = u32::from(c);
        assert!(
            letters.contains(&code) || ngrams.contains(&code),
            "`{c}` would end a word"
        );
    }
    assert!(text.contains('中') && text.contains('ਪ'));
    for fold in [
        "U+41->U+61",
        "U+E9->U+65",
        "U+141->U+6C",
        "U+3C2->U+3C3",
        "U+623->U+627",
    ] {
        assert!(conf.contains(fold), "{fold}");
    }
    assert!(ignored.contains(&0x2019) && ignored.contains(&0x301));
    assert!(!letters.contains(&u32::from('-')) && !letters.contains(&u32::from(' ')));
}

#[test]
fn synonyms_have_no_words_that_are_never_searched_for() {
    let site = SiteTest::minimal().write("search-index/stop.txt", "get the of").write(
        "search-index/synonyms.yaml",
        "- [get rid of, Pass-on, \"O'Hara's => #1, x\"]\n- [the net, net]\n- [Café, internet cafe]\n",
    );
    let site = site.write("search-index/thesaurus.yaml", "");
    let synonyms = Export::of(&site, Engine::OpenSearch).text("synonyms.txt");
    assert_eq!(synonyms, "rid, pass on, ohara 1 x\ncafe, internet cafe\n");
    let sphinx = Export::of(&site, Engine::Sphinx { shards: 1 });
    assert_eq!(
        sphinx.text("wordforms.txt"),
        "internet cafe > cafe\nohara 1 x > rid\npass on > rid\n"
    );
    assert_eq!(sphinx.text("stopwords.txt"), "get\nof\nthe\n");
}

#[test]
fn files_have_at_most_five_thousand_entries() {
    let mut site = SiteTest::minimal();
    for number in 0..5_000 {
        site = site.write(
            &format!("content/pages/page-{number}.md"),
            &format!("---\ntitle: Page {number}\n---\n\nWords.\n"),
        );
    }
    let export = Export::of(&site, Engine::Quickwit);
    let lines = |name: &str| export.text(name).lines().count();
    assert_eq!(lines("entries-0001.ndjson"), 5_000);
    assert_eq!(
        lines("entries-0002.ndjson"),
        export.exported.published.as_ref().unwrap().1 - 5_000
    );
    assert!(!export.path("entries-0003.ndjson").exists());
}

#[test]
fn a_long_entry_begins_a_new_file_rather_than_make_one_too_long() {
    let mut site = SiteTest::minimal();
    for number in 0..60 {
        // Few words, each of many letters, are the same bytes in a tenth of the time.
        let words = format!("{} ", "tablet".repeat(500)).repeat(30);
        site = site.write(
            &format!("content/pages/page-{number}.md"),
            &format!("---\ntitle: Page {number}\n---\n\n{words}\n"),
        );
    }
    let export = Export::of(&site, Engine::OpenSearch);
    let sizes: Vec<usize> = files(export.folder.path())
        .into_iter()
        .filter(|(path, _)| path.starts_with("entries-"))
        .map(|(_, bytes)| bytes.len())
        .collect();
    assert!(
        sizes.len() > 1 && sizes.iter().all(|size| *size <= 4 << 20),
        "{sizes:?}"
    );
    assert_eq!(
        export.json_entries().len(),
        export.exported.published.as_ref().unwrap().1
    );
}

#[test]
fn content_with_mistakes_is_shown_and_not_exported() {
    let site = SiteTest::minimal().replace(TEA, "area:", "aera:");
    let folder = site.root().join("export");
    let output = site.run(&["export", "--to", "opensearch", folder.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(
        said.contains(TEA) && said.contains("Nothing is published until it is mended"),
        "{said}"
    );
    assert!(!folder.exists());
}

#[test]
fn the_command_says_how_many_entries_went_where() {
    let site = SiteTest::minimal();
    let folder = site.root().join("export");
    let run = |engine: &str| {
        site.run(&[
            "export",
            "--to",
            engine,
            folder.to_str().unwrap(),
            "--today",
            "2026-11-21",
        ])
    };
    let said = String::from_utf8(run("sphinx").stdout).unwrap();
    assert!(
        said.starts_with(&format!("5 entries in {}: 6 files written", folder.display())),
        "{said}"
    );
    assert!(said.ends_with("README.md\n"), "{said}");
    // Another engine takes the folder over whole.
    assert_eq!(run("quickwit").status.code(), Some(0));
    assert!(folder.join("index.yaml").is_file() && !folder.join("sphinx.conf").exists());
}

#[test]
fn an_export_never_replaces_a_site_its_index_or_files_of_somebody_else() {
    let built = SiteTest::minimal().built();
    let site = built.site.write("other/notes.txt", "mine");
    for (folder, why) in [
        (site.out(), "it holds a site or its search index"),
        (site.root().join(INDEX), "it holds a site or its search index"),
        (site.root().join("other"), "could not publish to"),
    ] {
        let before = files(&folder);
        let output = site.run(&["export", "--to", "opensearch", folder.to_str().unwrap()]);
        assert_eq!(output.status.code(), Some(2));
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(said.contains(why), "{said}");
        assert_eq!(files(&folder), before);
    }
}

#[test]
fn shards_are_for_sphinx_alone() {
    let site = SiteTest::minimal();
    let folder = site.root().join("export");
    let run = |engine: &str, shards: &str| {
        let output = site.run(&["export", "--to", engine, "--shards", shards, folder.to_str().unwrap()]);
        (output.status.code(), String::from_utf8(output.stderr).unwrap())
    };
    let (code, said) = run("quickwit", "2");
    assert_eq!(code, Some(2));
    assert!(said.contains("only Sphinx takes entries in parts"), "{said}");
    for wrong in ["0", "33", "-1", "many"] {
        assert_eq!(run("sphinx", wrong).0, Some(2), "{wrong}");
    }
    assert!(!folder.exists());
}
