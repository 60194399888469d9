//! How well the search answers, in figures.
//!
//! In: judged queries (`search-index/queries.yaml`) and what was found for each. Out: figures for all of them, for each
//! kind and for each set, and which queries got worse or better since earlier figures. It must not know the index, the
//! disk or the terminal: whoever asks for figures brings the answers.

mod changes;
mod measures;
mod queries;

use std::collections::BTreeMap;

use serde::Serialize;

pub use changes::{Change, Changes, Earlier};
pub use measures::{DEPTH, GOOD, VERY_BEST, ndcg, reciprocal_rank};
pub use queries::{JudgedQuery, QueryKind, QuerySet, parse};

/// The figures of some queries, each between 0 and 1, with four decimals.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize)]
pub struct Figures {
    /// How many queries.
    pub queries: usize,
    /// How near the order of the first ten comes to the best one: the mean of [`ndcg`].
    pub ndcg: f64,
    /// How far up the first useful answer stands: the mean of [`reciprocal_rank`].
    pub mrr: f64,
    /// The share of queries for which nothing was found.
    pub unanswered: f64,
}

/// How well one query was answered.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Scored {
    /// What was judged.
    #[serde(flatten)]
    pub query: JudgedQuery,
    /// Its NDCG@10, with four decimals.
    pub ndcg: f64,
    /// One divided by the rank of its first useful answer, with four decimals; 0 without one.
    pub reciprocal_rank: f64,
    /// The ids found, the first ones only.
    pub found: Vec<String>,
}

/// All figures. A mean is taken over the figures of the queries as they stand here.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Report {
    /// Of all queries.
    pub all: Figures,
    /// Of each kind that there is.
    pub kinds: BTreeMap<QueryKind, Figures>,
    /// Of each set that there is.
    pub sets: BTreeMap<QuerySet, Figures>,
    /// Query by query, in the order of the file.
    pub queries: Vec<Scored>,
}

impl Report {
    /// Measures answers: each query with the ids found for it, the best first.
    pub fn of(answers: impl IntoIterator<Item = (JudgedQuery, Vec<String>)>) -> Self {
        let queries: Vec<Scored> = answers.into_iter().map(|(query, found)| scored(query, found)).collect();
        Self {
            all: figures(&queries),
            kinds: by(&queries, |query| query.kind),
            sets: by(&queries, |query| query.set),
            queries,
        }
    }

    /// The worst answered queries of a set, the worst first; those that could not be better are left out.
    pub fn worst(&self, set: QuerySet, most: usize) -> Vec<&Scored> {
        let of_set = self.queries.iter().filter(|scored| scored.query.set == set);
        let mut worst: Vec<&Scored> = of_set.filter(|scored| scored.ndcg < 1.0).collect();
        worst.sort_by(|one, other| one.ndcg.total_cmp(&other.ndcg));
        worst.truncate(most);
        worst
    }
}

fn scored(query: JudgedQuery, mut found: Vec<String>) -> Scored {
    found.truncate(DEPTH);
    let gains: Vec<u32> = found.iter().map(|id| query.gain(id)).collect();
    let judged: Vec<u32> = query.judged().map(|id| query.gain(id)).collect();
    Scored {
        ndcg: rounded(ndcg(&gains, &judged)),
        reciprocal_rank: rounded(reciprocal_rank(&gains)),
        query,
        found,
    }
}

fn by<K: Ord>(queries: &[Scored], key: impl Fn(&JudgedQuery) -> K) -> BTreeMap<K, Figures> {
    let mut groups = BTreeMap::<K, Vec<&Scored>>::new();
    for scored in queries {
        groups.entry(key(&scored.query)).or_default().push(scored);
    }
    groups.into_iter().map(|(key, group)| (key, figures(group))).collect()
}

fn figures<'a>(queries: impl IntoIterator<Item = &'a Scored>) -> Figures {
    let (mut count, mut ndcg, mut mrr, mut unanswered) = (0_usize, 0.0, 0.0, 0.0);
    for scored in queries {
        count += 1;
        ndcg += scored.ndcg;
        mrr += scored.reciprocal_rank;
        unanswered += f64::from(u8::from(scored.found.is_empty()));
    }
    // Without a query there is nothing to divide, and all sums are 0.
    let mean = |sum: f64| rounded(sum / count.max(1) as f64);
    Figures {
        queries: count,
        ndcg: mean(ndcg),
        mrr: mean(mrr),
        unanswered: mean(unanswered),
    }
}

/// Four decimals: more would tell machines apart, not searches.
fn rounded(figure: f64) -> f64 {
    (figure * 10_000.0).round() / 10_000.0
}
