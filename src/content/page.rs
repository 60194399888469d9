//! A page that is none of the other kinds: about, accessibility statement, privacy.

use super::text::{Line, Prose, Summary};
use crate::entry;
use crate::values::date::Date;
use crate::values::slug::Slug;

entry! {
    /// `content/pages/<slug>.md`
    pub struct PageEntry {
        /// What it is called.
        required title: Line, also "name";
        /// What is on it, in at most 160 characters.
        optional summary: Summary;
        /// For an accessibility statement: when it was prepared or last reviewed.
        optional prepared: Date;
        /// Who looks after the file.
        optional owner: Line;
        /// Old slugs.
        list was: Slug;
        /// The Markdown below the front matter.
        required body: Prose;
    }
}
