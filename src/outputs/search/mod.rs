//! The prebuilt search index, and answers from it.
//!
//! In: the resolved site, the lists that editors tune (`search-index/`), and words for opening hours. Out: the files of a
//! tantivy index with one segment, the same bytes for the same input; what browsers read instead; from a folder with such
//! files, answers; and the subject index. It must not know HTML or templates. `lists` alone knows diagnostics, `open` alone
//! reads a folder.
//!
//! ```text
//! site ─► documents ─► analysis ─► index ─► files        folder ─► open ─► query ─► answer
//!                                  └── subjects, browser                      └── impact, spelling
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

/// Renders the index of a site; paths are named from the index's folder. Answers from it, in memory.
pub fn render(site: &Site, lists: &SearchLists, words: &HoursWords, sink: &dyn Sink) -> Result<(Summary, Searcher)> {
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
    let idle_synonyms = maker.idle_synonyms();
    drop(maker);
    let (summary, searcher) = index.finish(sink)?;
    let summary = Summary {
        idle_synonyms,
        ..summary
    };
    Ok((summary, searcher))
}

/// Renders what browsers read instead of the index; paths are named from the site's root. Answers the path of the client.
pub fn render_for_browsers(searcher: &Searcher, client: &SearchClient, sink: &dyn Sink) -> Result<String> {
    browser::render(searcher, client, sink)
}
