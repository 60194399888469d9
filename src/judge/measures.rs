//! The figures of one query.
//!
//! In: the gains of the answers in their order. Out: a number between 0 and 1. It knows no query and no entry.

/// How many answers count: a page of results.
pub const DEPTH: usize = 10;

/// The gain of an answer that somebody should see first.
pub const VERY_BEST: u32 = 3;

/// The gain of another useful answer.
pub const GOOD: u32 = 1;

/// Normalised discounted cumulated gain of the first ten answers (Järvelin and Kekäläinen 2002): what the answers are
/// worth, divided by what the best order of all judged entries would be worth.
///
/// `found` are the gains of the answers, 0 where nobody judged the entry useful; `judged` those of all useful entries in
/// any order. The gain at rank r is divided by log2(r + 1), so that the second answer counts less than the first. The
/// paper's own discount with base 2 treats those two alike; this form has been the usual one since.
pub fn ndcg(found: &[u32], judged: &[u32]) -> f64 {
    let mut ideal = judged.to_vec();
    ideal.sort_unstable_by(|one, other| other.cmp(one));
    let best = discounted(&ideal);
    if best > 0.0 { discounted(found) / best } else { 0.0 }
}

/// One divided by the rank of the first useful answer among the first ten; 0 where there is none.
pub fn reciprocal_rank(found: &[u32]) -> f64 {
    let first = found.iter().take(DEPTH).position(|gain| *gain > 0);
    first.map_or(0.0, |place| 1.0 / (place + 1) as f64)
}

fn discounted(gains: &[u32]) -> f64 {
    let ranked = (1_u32..).zip(gains.iter().take(DEPTH));
    // A sum of nothing would be minus zero, which prints as such.
    ranked.fold(0.0, |sum, (rank, gain)| {
        sum + f64::from(*gain) / f64::from(rank + 1).log2()
    })
}
