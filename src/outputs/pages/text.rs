//! Pages of `content/pages`.

use serde::Serialize;

use super::{Maker, Shell};
use crate::site::{Page, routes};

/// What `page.html` shows.
#[derive(Debug, Serialize)]
pub(super) struct TextPage {
    shell: Shell,
    name: String,
    summary: Option<String>,
    prepared: Option<String>,
    /// HTML.
    body: String,
    file: String,
}

impl Maker<'_> {
    /// A page of `content/pages`.
    pub(super) fn text(&self, page: &Page) -> TextPage {
        let path = routes::page(&page.slug);
        let about = page.summary.clone().unwrap_or_default();
        TextPage {
            shell: self.shell(&path, &page.title, &about, &[]),
            name: page.title.clone(),
            summary: page.summary.clone(),
            prepared: page.prepared.map(|date| self.date(date)),
            body: self.prose(&page.body, &path),
            file: page.origin.path().to_owned(),
        }
    }
}
