//! `fingerpost search --judge`: how well the index answers the judged queries.
//!
//! In: the options, the index and `search-index/queries.yaml`. Out: figures for a person or as JSON, and whether they
//! are above the floor. Queries of the set `kept` are counted and never listed for a person: who looks at them while
//! tuning the search can no longer measure by them. The JSON has all.

use std::path::{Path, PathBuf};

use clap::Args;
use serde::Serialize;

use super::{Outcome, Session};
use crate::diagnostics::Diagnostics;
use crate::error::{Error, Result};
use crate::judge::{self, Change, Changes, DEPTH, Earlier, Figures, JudgedQuery, QuerySet, Report};
use crate::outputs::search::{Query, Searcher};
use crate::source::{self, Source};

/// Where the judged queries are, from the root.
const QUERIES: &str = "search-index/queries.yaml";

/// How many of the worst queries are shown.
const WORST: usize = 10;

#[derive(Args)]
pub(super) struct Judge {
    /// Measure how well judged queries are answered [default file: search-index/queries.yaml in the root]
    #[arg(
        long,
        value_name = "FILE",
        num_args = 0..=1,
        conflicts_with_all = ["words", "limit", "filter"]
    )]
    judge: Option<Option<PathBuf>>,
    /// With --judge: fail if the NDCG@10 of all queries is below this figure between 0 and 1
    #[arg(long, value_name = "FIGURE", requires = "judge", conflicts_with = "words", value_parser = floor)]
    floor: Option<f64>,
    /// With --judge: say what got worse or better since FILE, which an earlier `--judge --json` printed
    #[arg(long, value_name = "FILE", requires = "judge", conflicts_with = "words")]
    against: Option<PathBuf>,
}

impl Judge {
    pub(super) fn is_asked(&self) -> bool {
        self.judge.is_some()
    }

    pub(super) fn run(&self, session: &Session, searcher: &Searcher, as_json: bool) -> Result<Outcome> {
        let earlier = self.against.as_deref().map(read_earlier).transpose()?;
        let mut found = Diagnostics::default();
        let source = self.read_queries(session, &mut found)?;
        let queries = judge::parse(&source, &searcher.ids()?, &mut found);
        session.words.mistakes(&found);
        if found.has_errors() {
            return Ok(Outcome::Mistakes);
        }
        let report = measured(queries, searcher)?;
        let changes = earlier.map(|earlier| Changes::since(&earlier, &report));
        session.words.print(&if as_json {
            json(&report, changes.as_ref())
        } else {
            human(&report, changes.as_ref())
        });
        match self.floor.filter(|floor| report.all.ndcg < *floor) {
            Some(floor) => {
                session.words.trouble(&format!(
                    "The search answers worse than it should: its NDCG@10 is {:.4}, and the floor is {floor}.",
                    report.all.ndcg
                ));
                Ok(Outcome::Mistakes)
            }
            None => Ok(Outcome::Fine),
        }
    }

    /// A file that is named is looked for from here; the usual one from the root.
    fn read_queries(&self, session: &Session, found: &mut Diagnostics) -> Result<Source> {
        let (folder, file) = match &self.judge {
            Some(Some(file)) => (Path::new(""), file.as_path()),
            _ => (session.root.as_path(), Path::new(QUERIES)),
        };
        if !folder.join(file).is_file() {
            let why = "there is no such file. It lists queries with the entries that people should see first";
            return Err(Error::new("read the judged queries in", folder.join(file), why));
        }
        source::read_or(folder, &file.to_string_lossy(), "", found)
    }
}

/// A figure that NDCG can have.
fn floor(text: &str) -> Result<f64, String> {
    let figure = text.parse::<f64>().ok().filter(|figure| (0.0..=1.0).contains(figure));
    figure.ok_or_else(|| "it is not a number between 0 and 1, like 0.80".to_owned())
}

fn read_earlier(file: &Path) -> Result<Earlier> {
    let failed = |cause: Box<dyn std::error::Error + Send + Sync>| Error::new("read earlier figures in", file, cause);
    let text = std::fs::read_to_string(file).map_err(|cause| failed(cause.into()))?;
    Earlier::parse(&text).map_err(|_| failed("`fingerpost search --judge --json` did not print this file".into()))
}

fn measured(queries: Vec<JudgedQuery>, searcher: &Searcher) -> Result<Report> {
    let answers = queries.into_iter().map(|judged| {
        let query = Query {
            text: judged.q.clone(),
            limit: DEPTH,
            ..Query::default()
        };
        let answer = searcher.answer(&query)?;
        Ok((judged, answer.hits.into_iter().map(|hit| hit.id).collect()))
    });
    Ok(Report::of(answers.collect::<Result<Vec<_>>>()?))
}

#[derive(Serialize)]
struct Document<'a> {
    #[serde(flatten)]
    report: &'a Report,
    #[serde(skip_serializing_if = "Option::is_none")]
    changes: Option<&'a Changes>,
}

fn json(report: &Report, changes: Option<&Changes>) -> String {
    // Serialising plain structs of text and numbers cannot fail.
    serde_json::to_string_pretty(&Document { report, changes }).unwrap_or_default() + "\n"
}

/// The table, what changed, and the worst queries.
fn human(report: &Report, changes: Option<&Changes>) -> String {
    let mut said = format!(
        "{:<14}{:>8}{:>9}{:>7}{:>11}\n",
        "", "queries", "NDCG@10", "MRR", "no answer"
    );
    said.push_str(&row("all", &report.all));
    for (kind, figures) in &report.kinds {
        said.push_str(&row(&format!("kind {}", kind.word()), figures));
    }
    for (set, figures) in &report.sets {
        said.push_str(&row(&format!("set {}", set.word()), figures));
    }
    if let Some(changes) = changes {
        said.push_str(&changed(changes));
    }
    let worst = report.worst(QuerySet::Seen, WORST);
    if !worst.is_empty() {
        said.push_str("\nThe worst (of those that may be looked at):\n");
    }
    for scored in worst {
        let first = match scored.found.iter().take(3).cloned().collect::<Vec<_>>().join(", ") {
            nothing if nothing.is_empty() => "nothing".to_owned(),
            first => first,
        };
        said.push_str(&format!(
            "{:.3}  {}\n       wanted: {}\n       found:  {first}\n",
            scored.ndcg,
            scored.query.q,
            scored.query.best.join(", ")
        ));
    }
    said
}

fn row(name: &str, figures: &Figures) -> String {
    let unanswered = format!("{:.0} %", figures.unanswered * 100.0);
    format!(
        "{name:<14}{:>8}{:>9.3}{:>7.3}{unanswered:>11}\n",
        figures.queries, figures.ndcg, figures.mrr
    )
}

fn changed(changes: &Changes) -> String {
    let mut said = format!("\nNDCG@10 was {:.3} and is {:.3}.\n", changes.before, changes.now);
    for (word, list) in [("Worse", &changes.worse), ("Better", &changes.better)] {
        let (seen, kept): (Vec<&Change>, Vec<&Change>) = list.iter().partition(|change| change.set == QuerySet::Seen);
        said.push_str(&format!("{word}: {} seen, {} kept\n", seen.len(), kept.len()));
        for change in seen {
            said.push_str(&format!("  {:.3} → {:.3}  {}\n", change.before, change.now, change.q));
        }
    }
    if changes.added + changes.removed > 0 {
        said.push_str(&format!(
            "Queries added: {}, taken out: {}\n",
            changes.added, changes.removed
        ));
    }
    said
}
