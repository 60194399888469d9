//! Entries for Quickwit.
//!
//! In: entries. Out: lines of JSON, the index as YAML, and a query with the site's own weights for the interface that
//! Quickwit shares with Elasticsearch. Names and rules are those of its documentation (index configuration format 0.7,
//! which 0.9 still documents). It does not know where entries come from.

use serde::Serialize;
use serde_json::{Value, json};

use super::super::documents::SearchDocument;
use super::super::lists::SearchLists;
use super::super::schema::{STORED_TEXTS, TextField};
use super::{NAME, Parcels, Writer, failed, hand_on, json_fields, line, pretty};
use crate::error::Result;
use crate::outputs::Sink;

pub(super) struct Quickwit {
    parcels: Parcels,
}

impl Quickwit {
    pub(super) fn new() -> Self {
        Self {
            parcels: Parcels::new("entries", "ndjson"),
        }
    }
}

impl Writer for Quickwit {
    fn add(&mut self, number: usize, document: &SearchDocument, sink: &dyn Sink) -> Result<()> {
        let mut fields = json_fields(number, document);
        fields.insert("lat".into(), document.positions.iter().map(|at| at.lat).collect());
        fields.insert("lon".into(), document.positions.iter().map(|at| at.lon).collect());
        if let Some(date) = document.assured {
            fields.insert("assured".into(), format!("{date}T00:00:00Z").into());
        }
        self.parcels.add(&line(&Value::Object(fields))?, sink)
    }

    fn finish(self: Box<Self>, _: &SearchLists, sink: &dyn Sink) -> Result<()> {
        self.parcels.finish(sink)?;
        let index = serde_yaml::to_string(&index()).map_err(failed)?;
        hand_on("index.yaml", index, sink)?;
        hand_on("query.json", pretty(&query())?, sink)?;
        hand_on("README.md", include_str!("README.md"), sink)
    }
}

#[derive(Serialize)]
struct Index {
    version: &'static str,
    index_id: &'static str,
    doc_mapping: DocMapping,
    search_settings: SearchSettings,
}

#[derive(Serialize)]
struct DocMapping {
    mode: &'static str,
    tag_fields: [&'static str; 1],
    field_mappings: Vec<Field>,
}

#[derive(Serialize)]
struct SearchSettings {
    default_search_fields: Vec<&'static str>,
}

/// A field; what is left out has Quickwit's own default.
#[derive(Serialize, Default)]
struct Field {
    name: &'static str,
    #[serde(rename = "type")]
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    tokenizer: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    record: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fieldnorms: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    indexed: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fast: Option<bool>,
}

fn index() -> Index {
    let mut fields: Vec<Field> = TextField::ALL.into_iter().map(searched).collect();
    fields.extend(STORED_TEXTS.into_iter().map(shown));
    fields.push(column("number", "u64"));
    fields.push(Field {
        tokenizer: Some("raw"),
        ..column("facet", "array<text>")
    });
    // A place may be one of several, so positions are two lists in the same order.
    fields.push(column("lat", "array<f64>"));
    fields.push(column("lon", "array<f64>"));
    fields.push(column("assured", "datetime"));
    fields.push(column("overdue", "bool"));
    Index {
        version: "0.7",
        index_id: NAME,
        doc_mapping: DocMapping {
            mode: "strict",
            tag_fields: ["kind"],
            field_mappings: fields,
        },
        search_settings: SearchSettings {
            default_search_fields: TextField::ALL.map(TextField::name).to_vec(),
        },
    }
}

/// Words that rank: stems, with what BM25 and phrases need.
fn searched(field: TextField) -> Field {
    Field {
        name: field.name(),
        kind: "text",
        tokenizer: Some("en_stem"),
        record: Some("position"),
        fieldnorms: Some(true),
        ..Field::default()
    }
}

/// What a result shows. The kind is a tag too: Quickwit then passes over whole parts of the index.
fn shown(name: &'static str) -> Field {
    let indexed = matches!(name, "id" | "kind");
    Field {
        name,
        kind: "text",
        tokenizer: indexed.then_some("raw"),
        indexed: Some(indexed),
        ..Field::default()
    }
}

/// What is filtered, counted or sorted by.
fn column(name: &'static str, kind: &'static str) -> Field {
    Field {
        name,
        kind,
        fast: Some(true),
        ..Field::default()
    }
}

/// An example that is complete: each field with its weight, a filter, the order.
fn query() -> Value {
    let words = "learn to use a tablet";
    let should: Vec<Value> = TextField::ALL
        .iter()
        .map(|field| {
            let wanted = json!({ "query": words, "operator": "OR", "boost": field.weight() });
            json!({ "match": { field.name(): wanted } })
        })
        .collect();
    json!({
        "size": 10,
        "query": { "bool": {
            "must": [{ "bool": { "should": should } }],
            "filter": [{ "term": { "facet": { "value": "kind=offer" } } }],
        } },
        "sort": [{ "_score": "desc" }, { "number": "asc" }],
    })
}
