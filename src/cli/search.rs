//! `fingerpost search WORDS…`: answers from the index that the last build made. `judge` measures them.

use std::io::BufRead;

use clap::Args;
use serde::Serialize;

use super::judge::Judge;
use super::{Outcome, Session};
use crate::error::{Error, Result};
use crate::outputs::search::{self, Answer, Hit, Query, Searcher};

/// Ask the search index
#[derive(Args)]
pub struct Search {
    /// What to look for, as a reader would type it
    #[arg(required_unless_present_any = ["judge", "lines"], value_name = "WORDS")]
    words: Vec<String>,
    /// At most this many answers
    #[arg(long, default_value_t = 10, value_name = "N")]
    limit: usize,
    /// Only entries with this: area=millbrook, cost=free, day=tue (may be given more than once)
    #[arg(long, value_name = "NAME=VALUE")]
    filter: Vec<String>,
    /// Look words up as they are, even those that stand nowhere
    #[arg(long)]
    exact: bool,
    /// Answer as JSON
    #[arg(long)]
    json: bool,
    /// Answer each line of the standard input, written as in the search page's address: q=wifi&area=millbrook
    #[arg(long, conflicts_with_all = ["words", "judge"])]
    lines: bool,
    #[command(flatten)]
    judge: Judge,
}

impl Search {
    pub(super) fn run(&self, session: &Session) -> Result<Outcome> {
        let folder = session.root.join(crate::INDEX);
        if !folder.is_dir() {
            return Err(Error::new(
                "open the search index",
                folder,
                "there is none yet; `fingerpost build` makes it",
            ));
        }
        let searcher = search::open(&folder)?;
        if self.judge.is_asked() {
            return self.judge.run(session, &searcher, self.json);
        }
        if self.lines {
            return self.answer_lines(session, &searcher);
        }
        let filters = self.filter.iter().map(|filter| named(filter)).collect::<Result<_>>()?;
        let query = Query {
            text: self.words.join(" "),
            limit: self.limit,
            filters,
            as_typed: self.exact,
        };
        let answer = searcher.answer(&query)?;
        if self.json {
            session.words.print(&json(&answer));
        } else {
            session.words.print(&human(&answer));
        }
        Ok(Outcome::Fine)
    }

    /// A line of JSON for each line of the standard input: what other programs compare their answers with.
    fn answer_lines(&self, session: &Session, searcher: &Searcher) -> Result<Outcome> {
        for line in std::io::stdin().lock().lines() {
            let line = line.map_err(|error| Error::without_path("read the standard input", error))?;
            let mut query = Query {
                limit: self.limit,
                ..Query::default()
            };
            for (name, value) in url::form_urlencoded::parse(line.as_bytes()) {
                match name.as_ref() {
                    "q" => query.text = value.into_owned(),
                    "exact" => query.as_typed = true,
                    _ => query.filters.push((name.into_owned(), value.into_owned())),
                }
            }
            let answer = searcher.answer(&query)?;
            session
                .words
                .print(&serde_json::to_string(&view(&answer)).unwrap_or_default());
        }
        Ok(Outcome::Fine)
    }
}

fn named(filter: &str) -> Result<(String, String)> {
    let parts = filter
        .split_once('=')
        .filter(|(name, value)| !name.is_empty() && !value.is_empty());
    parts
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .ok_or_else(|| {
            let why = format!("`{filter}` is not a name and a value: write it like `cost=free`");
            Error::without_path("understand `--filter`", why)
        })
}

/// Name, summary, area, address and score, an answer a paragraph.
fn human(answer: &Answer) -> String {
    let mut said = String::new();
    if let Some(corrected) = &answer.corrected {
        said.push_str(&format!("Showing results for: {corrected}\n\n"));
    }
    if answer.hits.is_empty() {
        said.push_str(&format!("Nothing found for: {}\n", answer.query));
    }
    for (index, hit) in answer.hits.iter().enumerate() {
        said.push_str(&format!("{:>2}. {}  [{}]\n", index + 1, hit.title, hit.score));
        let about = [&hit.summary, &hit.area, &hit.hours, &hit.phone, &hit.url];
        for line in about.into_iter().filter(|line| !line.is_empty()) {
            said.push_str(&format!("    {line}\n"));
        }
    }
    said
}

#[derive(Serialize)]
struct Document<'a> {
    query: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    corrected: Option<&'a str>,
    found: usize,
    hits: Vec<HitView<'a>>,
}

#[derive(Serialize)]
struct HitView<'a> {
    id: &'a str,
    title: &'a str,
    url: &'a str,
    summary: &'a str,
    area: &'a str,
    phone: &'a str,
    score: u32,
}

fn json(answer: &Answer) -> String {
    // Serialising plain structs of text and numbers cannot fail.
    serde_json::to_string_pretty(&view(answer)).unwrap_or_default() + "\n"
}

fn view(answer: &Answer) -> Document<'_> {
    let hits = answer.hits.iter().map(|hit: &Hit| HitView {
        id: &hit.id,
        title: &hit.title,
        url: &hit.url,
        summary: &hit.summary,
        area: &hit.area,
        phone: &hit.phone,
        score: hit.score,
    });
    Document {
        query: &answer.query,
        corrected: answer.corrected.as_deref(),
        found: answer.found,
        hits: hits.collect(),
    }
}
