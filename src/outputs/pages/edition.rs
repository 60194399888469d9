//! The page of an edition: what somebody who holds a leaflet should know before they use it.
//!
//! In: what has changed since it was printed. Out: a page at the address that stands on the paper.

use serde::Serialize;

use super::{Maker, Shell};
use crate::outputs::prints::{EntryNews, State};
use crate::site::routes;

/// What `edition.html` shows.
#[derive(Debug, Serialize)]
pub(super) struct EditionPage<'a> {
    pub shell: Shell,
    title: String,
    code: String,
    printed: Option<String>,
    /// Whether all of it is still right.
    same: bool,
    changed: Vec<&'a EntryNews>,
    gone: Vec<&'a EntryNews>,
    others: Vec<&'a EntryNews>,
}

impl Maker<'_> {
    /// The page of an edition; none if there is no such.
    pub(super) fn edition(&self, index: usize) -> Option<EditionPage<'_>> {
        let news = self.paper.editions.get(index)?;
        let of = |state: State| news.entries.iter().filter(move |entry| entry.state == state);
        let path = routes::edition(&news.code);
        let title = self.filled(
            "edition.title",
            &[("title", news.title.clone()), ("code", news.code.clone())],
        );
        Some(EditionPage {
            shell: self.shell(&path, &title, &self.word("edition.about"), &[]),
            title: news.title.clone(),
            code: news.code.clone(),
            printed: news.printed.clone(),
            same: news.entries.iter().all(|entry| entry.state == State::Same),
            changed: of(State::Changed).collect(),
            gone: of(State::Gone).collect(),
            others: of(State::Same).collect(),
        })
    }
}
