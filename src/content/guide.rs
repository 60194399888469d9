//! A guide as its file says it: front matter, then Markdown whose headings are the steps.

use super::text::{Line, Prose, Summary};
use crate::entry;
use crate::values::date::{Date, Period};
use crate::values::slug::Slug;

entry! {
    /// `content/guides/<slug>.md`
    pub struct GuideEntry {
        /// What it is called.
        required title: Line, also "name";
        /// What it helps with, in at most 160 characters.
        required summary: Summary;
        /// Slugs of the topics it helps with.
        list needs: Slug, also "topics";
        /// "About 20 minutes"
        optional time: Line;
        /// What to have at hand.
        list before_you_start: Line;
        /// Who last read it through, and when.
        required reviewed: ReviewedEntry;
        /// Slugs of offers that help with it.
        list offers: Slug;
        /// The slug of the guide to read after it.
        optional next: Slug;
        /// Whether it is printed.
        optional print: bool;
        /// Whether somebody may be in danger who is seen to read it (see [`super::OfferEntry`]).
        optional sensitive: bool;
        /// What people say who need it, before they know that it exists; searched, not shown.
        list plain: Line;
        /// Words people use for it; searched, not shown.
        list also_called: Line;
        /// Who looks after the file.
        optional owner: Line;
        /// Old slugs.
        list was: Slug;
        /// For editors, never shown.
        list notes: Line;
        /// The Markdown below the front matter.
        required body: Prose;
    }
}

entry! {
    /// Who last read a guide through, and how often that is due.
    pub struct ReviewedEntry {
        /// The day.
        required date: Date;
        /// The team or role.
        required by: Line;
        /// The time between two reviews.
        optional every: Period;
    }
}
