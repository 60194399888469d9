//! The prebuilt search index, and answers from it.
//!
//! In: the resolved site, the lists that editors tune (`search-index/`), and words for opening hours. Out: the files of a
//! tantivy index with one segment, the same bytes for the same input; from a folder with such files, answers; and the
//! subject index. It must not know HTML or templates. `lists` alone knows diagnostics, `open` alone reads a folder.
//!
//! ```text
//! site ─► documents ─► analysis ─► index ─► files        folder ─► open ─► query ─► answer
//!                                  └── subjects                               └── impact, spelling
//! ```

mod analysis;
mod browser;
mod documents;
pub mod engines;
mod impact;
mod index;
mod letters;
mod lists;
mod marks;
mod open;
mod query;
mod schema;
mod spelling;
mod subjects;
mod telling;
mod vocabulary;

use rayon::prelude::*;

pub use analysis::{Analyser, LONGEST_WORD, Word};
pub use documents::{Kind, SearchDocument};
pub use impact::{B, BEST, EVERYDAY, FAINT, HALF, K1, LONGEST, NEAR, OFFERS, PHRASES, SYNONYMS, TITLE};
pub use index::{IndexBuilder, Summary};
pub use lists::{Group, SearchLists};
pub use open::open;
pub use query::{Answer, Hit, LONGEST_QUERY, MOST_WORDS, Query, Searcher};
pub use schema::TextField;
pub use subjects::subjects;
pub use telling::{LENT, WHOLE};

use super::{SearchClient, Sink};
use crate::error::Result;
use crate::site::Site;
use crate::values::hours::HoursWords;
use documents::Maker;

/// How many entries are taken apart before they are added: enough for all cores, few enough to keep memory small.
const AT_A_TIME: usize = 1024;

/// What rendering a search leaves.
pub struct Rendered {
    /// What the index holds.
    pub summary: Summary,
    /// The path of the client, from the site's root.
    pub script: String,
    /// Answers from the index, in memory.
    pub searcher: Searcher,
}

/// Renders the index of a site, and what browsers read instead of it. Paths of the index are named from its folder, those
/// of the scripts from the site's root.
pub fn render(
    site: &Site,
    lists: &SearchLists,
    words: &HoursWords,
    client: &SearchClient,
    index_sink: &dyn Sink,
    site_sink: &dyn Sink,
) -> Result<Rendered> {
    let maker = Maker::new(site, lists, words);
    let analyser = Analyser::new(&lists.stop);
    let mut index = IndexBuilder::new(lists)?;
    for entries in maker.entries().chunks(AT_A_TIME) {
        let documents: Vec<SearchDocument> = entries
            .par_iter()
            .map_init(|| analyser.clone(), |analyser, entry| maker.document(*entry, analyser))
            .collect();
        index.add(&documents)?;
    }
    let (summary, searcher) = index.finish(index_sink)?;
    let script = browser::render(&searcher, client, site_sink)?;
    let summary = Summary {
        idle_synonyms: maker.idle_synonyms(),
        ..summary
    };
    Ok(Rendered {
        summary,
        script,
        searcher,
    })
}
