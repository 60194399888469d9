//! Everything a build writes, as bytes.
//!
//! In: the resolved site and the theme. Out: files, each handed on as soon as it is made, so that the whole site is
//! never held in memory. No output knows its sibling, the content as written, diagnostics, the clock or the disk
//! (`theme` alone reads the theme's folder).

pub mod default_lists;
mod default_theme;
pub mod feeds;
mod html;
pub mod leaflets;
pub mod packed;
pub mod pages;
pub mod prints;
pub mod said;
mod script;
pub mod search;
mod signpost;
pub mod strings;
pub mod style;
pub mod subjects;
pub mod theme;

use crate::error::Result;
use crate::pictures::Gallery;
use crate::site::Site;
use prints::Paper;
use subjects::SubjectIndex;
use theme::Theme;

/// A file of the site: where it goes and what is in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutputFile {
    /// From the root of the output, with `/`, never with `..`.
    pub path: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Takes finished files, from several threads at once.
pub trait Sink: Sync {
    /// Takes one.
    fn take(&self, file: OutputFile) -> Result<()>;
}

impl<F: Fn(OutputFile) -> Result<()> + Sync> Sink for F {
    fn take(&self, file: OutputFile) -> Result<()> {
        self(file)
    }
}

/// What the search for browsers needs of the theme.
#[derive(Debug, Clone, Default)]
pub struct SearchClient {
    /// The script of the search page, as small as it gets.
    pub script: String,
    /// Its part that puts spelling right, as small as it gets.
    pub spelling: String,
    /// The filters to choose from, as HTML.
    pub filters: String,
}

/// What the public folder is made of.
#[derive(Clone, Copy)]
pub struct Material<'a> {
    /// The resolved site.
    pub site: &'a Site,
    /// Templates, style, words.
    pub theme: &'a Theme,
    /// What the search made of its index.
    pub subjects: &'a SubjectIndex,
    /// The files of pictures.
    pub gallery: &'a Gallery,
    /// What was printed.
    pub paper: &'a Paper,
}

/// Renders the whole public folder but what the search and the leaflets made of it. `on_count` is told how many pages
/// there will be, `on_page` after each.
pub fn render(
    material: Material<'_>,
    sink: &dyn Sink,
    on_count: &dyn Fn(usize),
    on_page: &(dyn Fn() + Sync),
) -> Result<()> {
    let Material { site, theme, .. } = material;
    pages::render(material, sink, on_count, on_page)?;
    sink.take(pages::dates_script(theme))?;
    for (path, bytes) in &theme.images {
        sink.take(OutputFile {
            path: path.clone(),
            bytes: bytes.clone(),
        })?;
    }
    signpost::render(site, theme, sink)?;
    feeds::render(site, theme, sink)
}
