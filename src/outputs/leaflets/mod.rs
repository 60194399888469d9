//! The site on paper: leaflets, booklets, posters, and a sheet for every offer and guide, as accessible PDF (PDF/UA-1).
//!
//! In: the resolved site, the theme's templates, words and fonts, and what was printed before. Out: PDF files, each handed
//! on as soon as it is made, and what is to be said about those that were refused. It must not know pages, the disk or
//! the clock.
//!
//! `plan` says what is to be made and `select` what goes into it; `writer`, `prose`, `foot`, `formats` and `week` write it
//! as the values of `view`; `world` is the press that sets them with typst, as roomy as `fit` finds room. No text of an
//! editor is ever read as markup.

mod copies;
mod edition;
mod fit;
mod foot;
mod formats;
mod glyphs;
mod news;
mod plan;
mod prose;
mod qr;
mod refused;
mod select;
mod shop;
mod unbroken;
mod view;
mod week;
mod world;
mod writer;

use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

pub use copies::status;
pub use edition::{Edition, PrintedEntry};
pub use news::news;
pub use plan::Wanted;

use super::prints::{Print, Prints, RECORD};
use super::subjects::SubjectIndex;
use super::theme::Theme;
use super::{OutputFile, Sink};
use crate::diagnostics::Diagnostics;
use crate::error::{Error, Result};
use crate::pictures::{Picture, Small};
use crate::site::Site;
use plan::Job;
use shop::{Made, Shop};

/// The stack of a thread that sets pages: typst goes as deep as its document, and runs badly inside rayon's threads,
/// which it uses itself.
const STACK: usize = 16 * 1024 * 1024;

/// What was printed before.
pub trait Earlier: Sync {
    /// The record of a file, by its path below the folder of printed things.
    fn print(&self, path: &str) -> Option<Print>;
    /// Its bytes, if they are still there.
    fn bytes(&self, path: &str) -> Option<Vec<u8>>;
}

/// What to print, and from what.
pub struct Order<'a> {
    /// The resolved site.
    pub site: &'a Site,
    /// Templates, words, fonts.
    pub theme: &'a Theme,
    /// For the index of a booklet.
    pub subjects: &'a SubjectIndex,
    /// What is asked for.
    pub wanted: &'a Wanted,
    /// What is there already.
    pub earlier: &'a dyn Earlier,
    /// A picture of a text, small enough for paper; none where there is no sound one.
    pub picture: &'a (dyn Fn(&Picture) -> Result<Option<Small>> + Sync),
    /// How far to go.
    pub until: Until,
}

/// How far to go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Until {
    /// Write every document and look at its letters, but set none: for a check.
    Written,
    /// Make the files.
    Printed,
}

/// What was printed, and what is to be said about it.
#[derive(Debug, Default)]
pub struct Printed {
    /// Every file, those that were there already among them.
    pub prints: Prints,
    /// Each edition once, by its code.
    pub editions: BTreeMap<String, Edition>,
    /// Why something was not printed.
    pub diagnostics: Diagnostics,
    /// How many files were set anew.
    pub set: usize,
}

/// Prints what is asked for. Paths are below the folder of printed things. `on_count` is told how many documents there will
/// be, `on_step` after each.
///
/// # Errors
/// Fails where the theme's templates or fonts are wrong, and where the sink does.
pub fn render(
    order: &Order<'_>,
    sink: &dyn Sink,
    on_count: &dyn Fn(usize),
    on_step: &(dyn Fn() + Sync),
) -> Result<Printed> {
    let mut diagnostics = Diagnostics::default();
    let jobs = plan::jobs(order.site, order.wanted, &mut diagnostics);
    on_count(jobs.len());
    let printed = Mutex::new(Printed {
        diagnostics,
        ..Printed::default()
    });
    if !jobs.is_empty() {
        let shop = Shop::open(order)?;
        on_all_cores(&jobs, &|job| {
            let made = shop.print(job, sink)?;
            on_step();
            printed
                .lock()
                .unwrap_or_else(std::sync::PoisonError::into_inner)
                .add(made);
            Ok(())
        })?;
    }
    Ok(printed.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner))
}

/// Hands on the record of what was printed, and the list of who gets how many copies.
///
/// # Errors
/// Those of the sink.
pub fn finish(site: &Site, prints: &Prints, sink: &dyn Sink) -> Result<()> {
    let failed = |cause| Error::without_path("write the record of what was printed", cause);
    let record = serde_json::to_vec_pretty(prints).map_err(failed)?;
    for (path, bytes) in [
        (RECORD, record),
        ("order.csv", copies::order(site, prints).into_bytes()),
    ] {
        sink.take(OutputFile {
            path: path.to_owned(),
            bytes,
        })?;
    }
    Ok(())
}

impl Printed {
    fn add(&mut self, made: Made) {
        self.diagnostics.extend(made.diagnostics);
        self.set += made.set;
        for (path, print) in made.prints {
            self.prints.insert(path, print);
        }
        if let Some(edition) = made.edition {
            self.editions.insert(edition.code.clone(), edition);
        }
    }
}

/// Does every job, on as many plain threads as there are cores; the first failure stops them.
fn on_all_cores<'j>(jobs: &'j [Job<'_>], work: &(dyn Fn(&'j Job<'_>) -> Result<()> + Sync)) -> Result<()> {
    let cores = std::thread::available_parallelism().map_or(1, NonZeroUsize::get);
    let next = AtomicUsize::new(0);
    let failure = Mutex::new(None);
    std::thread::scope(|scope| {
        for _ in 0..cores.min(jobs.len()) {
            let run = || {
                while let Some(job) = jobs.get(next.fetch_add(1, Ordering::Relaxed)) {
                    if let Err(error) = work(job) {
                        next.store(jobs.len(), Ordering::Relaxed);
                        failure
                            .lock()
                            .unwrap_or_else(std::sync::PoisonError::into_inner)
                            .get_or_insert(error);
                    }
                }
            };
            let spawned = std::thread::Builder::new().stack_size(STACK).spawn_scoped(scope, run);
            if let Err(cause) = spawned {
                failure
                    .lock()
                    .unwrap_or_else(std::sync::PoisonError::into_inner)
                    .get_or_insert(Error::without_path("start a thread that sets pages", cause));
            }
        }
    });
    let failure = failure.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
    failure.map_or(Ok(()), Err)
}
