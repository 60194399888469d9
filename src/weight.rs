//! Whether the site keeps its budgets: how much a page, its style and a script may weigh (`[budget]` of `site.toml`).
//!
//! In: finished pages, from several threads at once, and the theme. Out: a diagnostic for each that is over its budget, naming the file of
//! the site, the entry it is made of, and the next step. It must not know how a page is made, and it writes nothing.
//!
//! A file weighs what a reader gets of it: packed with brotli at its best setting, as a host packs once what it sends
//! often. That takes time, so quick settings come first, and what fits even then is not packed again.

use std::sync::{Mutex, PoisonError};

use crate::config::Budget;
use crate::diagnostics::{Diagnostics, Location};
use crate::outputs::OutputFile;
use crate::outputs::packed::{fits, packed};
use crate::outputs::theme::Theme;
use crate::site::{Site, routes};
use crate::values::bytes::Bytes;

/// Weighs the files of a build.
pub struct Scales<'a> {
    site: &'a Site,
    over: Mutex<Vec<Over>>,
}

/// A file that is over its budget.
struct Over {
    path: String,
    kind: Kind,
    weight: Bytes,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Page,
    List,
    Style,
    Script,
}

impl<'a> Scales<'a> {
    /// Scales for the files of a site.
    pub fn new(site: &'a Site) -> Self {
        Self {
            site,
            over: Mutex::default(),
        }
    }

    /// Weighs a page; files of the index and pictures have no budget here.
    pub fn weigh(&self, file: &OutputFile) {
        if file.path.ends_with(".html") {
            let kind = if is_list(&file.path) { Kind::List } else { Kind::Page };
            self.weigh_as(kind, &file.path, &file.bytes);
        }
    }

    /// Weighs the style, of which each page holds a part, and the scripts. The file of the search's script can hold a small
    /// index as well, which grows with the directory and is no part of the script.
    pub fn weigh_theme(&self, theme: &Theme) {
        let path = |file: &str| format!("themes/{}/{file}", self.site.config.theme);
        self.weigh_as(Kind::Style, &path("styles/main.css"), theme.style.text().as_bytes());
        for (name, script) in &theme.scripts {
            self.weigh_as(Kind::Script, &path(&format!("scripts/{name}.js")), script.as_bytes());
        }
    }

    fn weigh_as(&self, kind: Kind, path: &str, bytes: &[u8]) {
        let most = kind.most(&self.site.config.budget);
        if fits(bytes, most) {
            return;
        }
        let weight = packed(bytes);
        if weight > most {
            let mut over = self.over.lock().unwrap_or_else(PoisonError::into_inner);
            over.push(Over {
                path: path.to_owned(),
                kind,
                weight,
            });
        }
    }

    /// Notes every file that was too heavy.
    pub fn report(self, diagnostics: &mut Diagnostics) {
        let over = self.over.into_inner().unwrap_or_else(PoisonError::into_inner);
        for Over { path, kind, weight } in over {
            let most = kind.most(&self.site.config.budget);
            let (what, setting, help) = kind.words();
            let location = match kind {
                Kind::Page => entry_of(self.site, &path),
                Kind::List | Kind::Style | Kind::Script => None,
            };
            diagnostics.error(
                "over-budget",
                location.unwrap_or_else(|| Location::start_of("site.toml")),
                format!("the {what} `{path}` is {weight} when it is packed, and it may have {most} so that it opens fast on a slow line"),
                Some(format!("{help}, or raise `{setting}` in `[budget]` of `site.toml`")),
            );
        }
    }
}

impl Kind {
    fn most(self, budget: &Budget) -> Bytes {
        match self {
            Self::Page | Self::List => budget.page,
            Self::Style => budget.style,
            Self::Script => budget.script,
        }
    }

    /// What it is called, its setting, and how to make it lighter.
    fn words(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Page => ("page", "page", "say it in fewer words, or split it into two pages"),
            Self::List => (
                "list",
                "page",
                "use smaller areas and narrower topics, so that entries spread over more lists",
            ),
            Self::Style => ("style", "style", "take out rules that no page needs"),
            Self::Script => ("script", "script", "take out what can be done without it"),
        }
    }
}

/// Whether a page lists entries: indexes, what there is for a topic or in an area, and what an organisation offers or a
/// place holds, and what is in a leaflet. Nobody can make it shorter by writing less. The build shows less of a long list, so that it fits.
fn is_list(path: &str) -> bool {
    let folder = path.split('/').next().unwrap_or_default();
    let all = [routes::A_TO_Z, routes::SUBJECTS, routes::PHONE, routes::LEAFLETS];
    let stem = |list: &str| list.trim_end_matches(".html").to_owned();
    match path.rsplit_once('/') {
        None => all.contains(&path),
        Some((_, name)) => {
            name == "index.html"
                || name.starts_with("letter-")
                || all.iter().any(|list| stem(list) == folder)
                || ["areas", "topics", "near", "organisations", "places", "p"].contains(&folder)
        }
    }
}

/// The file that an editor changes to change a page, for pages of one entry.
fn entry_of(site: &Site, path: &str) -> Option<Location> {
    // A translation stands beside its original: `guides/email.pl.html`.
    let of = |address: &str| {
        let stem = address.trim_end_matches("html");
        path.starts_with(stem) && path.trim_end_matches("html").matches('.').count() <= 2
    };
    let offers = site.offers.iter().map(|one| (routes::offer(&one.slug), &one.origin));
    let guides = site.guides.iter().map(|one| (routes::guide(&one.slug), &one.origin));
    let pages = site.pages.iter().map(|one| (routes::page(&one.slug), &one.origin));
    let mut all = offers.chain(guides).chain(pages);
    all.find(|(address, _)| of(address))
        .map(|(_, origin)| Location::start_of(origin.path()))
}
