//! Entries for OpenSearch.
//!
//! In: entries and the lists that editors tune. Out: requests for `_bulk`, the index with its analysis, synonyms in the
//! format of Solr, and a stored search template with the site's own weights. Names and rules are those of OpenSearch's
//! documentation (index settings, `synonym_graph`, `multi_match`, search templates); Elasticsearch 8 documents the same
//! ones. It does not know where entries come from.

use serde_json::{Value, json};

use super::super::documents::SearchDocument;
use super::super::lists::SearchLists;
use super::super::schema::{STORED_TEXTS, TextField};
use super::{NAME, Parcels, Writer, hand_on, json_fields, line, pretty, synonym_groups};
use crate::error::Result;
use crate::outputs::Sink;
use crate::site::routes;

pub(super) struct OpenSearch {
    parcels: Parcels,
}

impl OpenSearch {
    pub(super) fn new() -> Self {
        Self {
            parcels: Parcels::new("entries", "ndjson"),
        }
    }
}

impl Writer for OpenSearch {
    fn add(&mut self, number: usize, document: &SearchDocument, sink: &dyn Sink) -> Result<()> {
        let mut fields = json_fields(number, document);
        let positions = document
            .positions
            .iter()
            .map(|at| json!({ "lat": at.lat, "lon": at.lon }));
        fields.insert("position".into(), positions.collect());
        if let Some(date) = document.assured {
            fields.insert("assured".into(), date.to_string().into());
        }
        let action = line(&json!({ "index": { "_id": routes::id(&document.address) } }))?;
        self.parcels.add(&(action + &line(&Value::Object(fields))?), sink)
    }

    fn finish(self: Box<Self>, lists: &SearchLists, sink: &dyn Sink) -> Result<()> {
        self.parcels.finish(sink)?;
        hand_on("mapping.json", pretty(&mapping(lists))?, sink)?;
        hand_on("synonyms.txt", synonyms(lists), sink)?;
        hand_on("query.json", pretty(&template())?, sink)?;
        hand_on("README.md", include_str!("README.md"), sink)
    }
}

/// The index: how words are taken apart, and what each field is.
fn mapping(lists: &SearchLists) -> Value {
    // Rules of synonyms go through the filters that stand before theirs, so they meet questions as stems.
    let words = ["lowercase", "asciifolding", "possessives", "stop_words", "stems"];
    let with_synonyms: Vec<&str> = words.into_iter().chain(["synonyms"]).collect();
    let mut properties = serde_json::Map::new();
    for field in TextField::ALL {
        let searched = json!({ "type": "text", "analyzer": "entries", "search_analyzer": "questions" });
        properties.insert(field.name().into(), searched);
    }
    for name in STORED_TEXTS {
        let shown = json!({ "type": "keyword", "index": false, "doc_values": false });
        properties.insert(name.into(), shown);
    }
    properties.insert("number".into(), json!({ "type": "integer" }));
    properties.insert("facet".into(), json!({ "type": "keyword" }));
    properties.insert("position".into(), json!({ "type": "geo_point" }));
    properties.insert("assured".into(), json!({ "type": "date", "format": "strict_date" }));
    properties.insert("overdue".into(), json!({ "type": "boolean" }));
    json!({
        "settings": { "analysis": {
            "analyzer": {
                "entries": { "type": "custom", "tokenizer": "standard", "filter": words },
                "questions": { "type": "custom", "tokenizer": "standard", "filter": with_synonyms },
            },
            "filter": {
                "possessives": { "type": "stemmer", "language": "possessive_english" },
                "stop_words": { "type": "stop", "stopwords": lists.stop },
                "stems": { "type": "stemmer", "language": "porter2" },
                "synonyms": {
                    "type": "synonym_graph",
                    "synonyms_path": format!("analysis/{NAME}-synonyms.txt"),
                    "lenient": true,
                    "updateable": true,
                },
            },
        } },
        "mappings": { "dynamic": "strict", "properties": properties },
    })
}

/// A group a line, as Solr writes equivalent synonyms. Words have letters and digits only, so nothing needs escaping.
fn synonyms(lists: &SearchLists) -> String {
    let groups = synonym_groups(lists);
    groups.iter().map(|members| members.join(", ") + "\n").collect()
}

/// The stored search template. Its source is text, not JSON, because of the parts that may be left out.
fn template() -> Value {
    let fields: Vec<String> = TextField::ALL
        .iter()
        .map(|field| format!("{}^{}", field.name(), field.weight()))
        .collect();
    let source = [
        r#"{"from":"{{from}}{{^from}}0{{/from}}","size":"{{size}}{{^size}}10{{/size}}","_source":"#,
        &json!(STORED_TEXTS).to_string(),
        r#","query":{"bool":{"must":[{"multi_match":{"query":"{{q}}","type":"most_fields","operator":"or","#,
        r#""fuzziness":"AUTO","prefix_length":1,"fields":"#,
        &json!(fields).to_string(),
        r#"}}],"filter":[{{#facets}}{"term":{"facet":"{{.}}"}},{{/facets}}{"match_all":{}}]}},"sort":["#,
        r#"{{#near}}{"_geo_distance":{"position":{"lat":{{lat}},"lon":{{lon}}},"order":"asc","unit":"km","mode":"min"}},"#,
        r#"{{/near}}{"_score":"desc"},{"number":"asc"}]}"#,
    ];
    json!({ "script": { "lang": "mustache", "source": source.concat() } })
}
