//! What got worse and what got better since earlier figures.
//!
//! In: figures that were kept as JSON, and those of today. Out: the queries whose NDCG differs. It knows no answers.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{QuerySet, Report};

/// What is needed of earlier figures.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Earlier {
    all: EarlierFigures,
    queries: Vec<EarlierQuery>,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
struct EarlierFigures {
    ndcg: f64,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
struct EarlierQuery {
    q: String,
    ndcg: f64,
}

impl Earlier {
    /// Parses what `fingerpost search --judge --json` printed.
    pub fn parse(text: &str) -> serde_json::Result<Self> {
        serde_json::from_str(text)
    }
}

/// A query whose NDCG@10 is another one now.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Change {
    /// As typed.
    pub q: String,
    /// Its set.
    pub set: QuerySet,
    /// Its NDCG@10 then.
    pub before: f64,
    /// Its NDCG@10 now.
    pub now: f64,
}

impl Change {
    fn size(&self) -> f64 {
        (self.now - self.before).abs()
    }
}

/// What changed, the greatest change first.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Changes {
    /// The NDCG@10 of all earlier queries.
    pub before: f64,
    /// The NDCG@10 of all queries now.
    pub now: f64,
    /// Queries that are answered worse.
    pub worse: Vec<Change>,
    /// Queries that are answered better.
    pub better: Vec<Change>,
    /// How many queries were not there before.
    pub added: usize,
    /// How many queries are not there any more.
    pub removed: usize,
}

/// Half of the last decimal that figures have: what differs by less is the same figure.
const SAME: f64 = 0.000_05;

impl Changes {
    /// Compares query by query, by what was typed.
    pub fn since(earlier: &Earlier, report: &Report) -> Self {
        let mut before: BTreeMap<&str, f64> = BTreeMap::new();
        before.extend(earlier.queries.iter().map(|query| (query.q.as_str(), query.ndcg)));
        let mut changes = Self {
            before: earlier.all.ndcg,
            now: report.all.ndcg,
            worse: Vec::new(),
            better: Vec::new(),
            added: 0,
            removed: 0,
        };
        for scored in &report.queries {
            let Some(before) = before.remove(scored.query.q.as_str()) else {
                changes.added += 1;
                continue;
            };
            let change = Change {
                q: scored.query.q.clone(),
                set: scored.query.set,
                before,
                now: scored.ndcg,
            };
            match change.now - change.before {
                difference if difference < -SAME => changes.worse.push(change),
                difference if difference > SAME => changes.better.push(change),
                _ => {}
            }
        }
        changes.removed = before.len();
        for list in [&mut changes.worse, &mut changes.better] {
            list.sort_by(|one, other| other.size().total_cmp(&one.size()));
        }
        changes
    }
}
