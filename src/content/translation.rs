//! A translation as its file says it: the human text of an entry in another language, and nothing else.

use super::text::{Line, Prose, Summary};
use crate::entry;

entry! {
    /// `content/<kind>/<slug>.<language>.yaml`, or `.md` for a guide or page. What is left out stays in the original's language.
    pub struct TranslationEntry {
        /// The fingerprint of the original's text when it was translated; `check` tells the one to write.
        required translates: Line;
        /// The name or title.
        optional name: Line, also "title";
        /// The summary.
        optional summary: Summary;
        /// The description.
        optional description: Prose;
        /// The steps.
        list how: Line;
        /// What to bring along.
        list bring: Line;
        /// Who may use it.
        optional eligibility: Line;
        /// How to get an interpreter.
        optional interpretation: Line;
        /// What a guide takes.
        optional time: Line;
        /// What to have at hand.
        list before_you_start: Line;
        /// The Markdown below the front matter.
        optional body: Prose;
    }
}
