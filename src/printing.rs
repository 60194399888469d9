//! Printing: leaflets and sheets into a folder, those that each build makes, and what became of those that are out there.
//!
//! In: the folder of a site and what is asked for. Out: PDF files, records of editions, and a report. Each step is that of
//! a build.

use std::collections::BTreeMap;
use std::path::Path;

use crate::diagnostics::{Diagnostics, Location};
use crate::error::{Error, Result};
use crate::outputs::leaflets::{self, Order, Until, Wanted};
use crate::outputs::prints::{self, Paper, Prints};
use crate::outputs::subjects::SubjectIndex;
use crate::outputs::theme::Theme;
use crate::outputs::{OutputFile, Sink};
use crate::pictures::{self, Picture, Small};
use crate::publish::{self, EarlierPrints, Published, Stage};
use crate::site::Site;
use crate::values::date::Date;
use crate::{Clock, Options, Progress, Resolved, cli, render_index, resolve};

/// What a printing did.
#[derive(Debug)]
pub struct PrintReport {
    /// Every mistake found in the content, and why something was not printed.
    pub diagnostics: Diagnostics,
    /// What was written, and every printed file; none where a mistake stopped it.
    pub published: Option<(Published, Prints)>,
    /// How many files were set anew.
    pub set: usize,
}

impl PrintReport {
    fn refused(diagnostics: Diagnostics) -> Self {
        Self {
            diagnostics,
            published: None,
            set: 0,
        }
    }
}

/// How a build prints.
pub(crate) struct Printing<'a> {
    /// The folder with `site.toml`.
    pub root: &'a Path,
    /// What the build before this one printed.
    pub earlier: &'a EarlierPrints,
    /// How far to go.
    pub until: Until,
}

impl Printing<'_> {
    /// Every leaflet and sheet, where the site prints them with each build, and what pages say about paper.
    pub(crate) fn paper(
        &self,
        site: &Site,
        theme: &Theme,
        subjects: &SubjectIndex,
        clock: &mut Clock<'_>,
        sink: &dyn Sink,
        diagnostics: &mut Diagnostics,
    ) -> Result<Paper> {
        let mut printed = leaflets::Printed::default();
        if site.config.print.with_build {
            clock.stage("leaflets");
            let progress = clock.progress;
            let order = Order {
                site,
                theme,
                subjects,
                wanted: &Wanted::everything(),
                earlier: self.earlier,
                picture: &|picture| small(self.root, site, picture),
                until: self.until,
            };
            let below = |file: OutputFile| {
                sink.take(OutputFile {
                    path: prints::address(&file.path),
                    bytes: file.bytes,
                })
            };
            let on_count = |count| progress.steps(count);
            printed = leaflets::render(&order, &below, &on_count, &|| progress.step())?;
            if self.until == Until::Printed {
                leaflets::finish(site, &printed.prints, &below)?;
            }
        }
        diagnostics.extend(printed.diagnostics);
        let written = read_editions(self.root, diagnostics);
        let records = self.earlier.editions(written, printed.editions.into_values(), sink)?;
        let editions = records.iter().map(|record| (record.day(), &record.edition));
        Ok(Paper {
            prints: printed.prints,
            editions: leaflets::news(site, theme, editions)?,
        })
    }
}

/// Prints leaflets and sheets into a folder, unless the content has mistakes. What the folder holds of earlier printings
/// stays, unless everything is printed anew. Each edition is written down below `content/leaflets/editions/`.
pub fn print(options: &Options, wanted: &Wanted, progress: &dyn Progress) -> Result<PrintReport> {
    let mut clock = Clock::new(progress);
    let (resolved, diagnostics) = resolve(&options.root, options.today, &mut clock)?;
    let Some(Resolved { site, lists, theme }) = resolved else {
        return Ok(PrintReport::refused(diagnostics));
    };
    if let Some(name) = wanted.unknown(&site) {
        let why = format!("there is no leaflet, offer or guide called `{name}`");
        return Err(Error::without_path("print", why));
    }
    let subjects = if wanted.needs_subjects(&site) {
        clock.stage("index");
        let (_, _, subjects) = render_index(&site, &lists, &theme, &|_| Ok(()))?;
        subjects
    } else {
        SubjectIndex::default()
    };
    clock.stage("leaflets");
    let order = Order {
        site: &site,
        theme: &theme,
        subjects: &subjects,
        wanted,
        earlier: &EarlierPrints::read(&options.out),
        picture: &|picture| small(&options.root, &site, picture),
        until: Until::Printed,
    };
    into_folder(&order, options, diagnostics, progress)
}

/// A picture as small as on a page. Why one cannot be is what a build says.
fn small(root: &Path, site: &Site, picture: &Picture) -> Result<Option<Small>> {
    Ok(pictures::small(root, picture, site.config.budget.picture)?.ok())
}

fn into_folder(
    order: &Order<'_>,
    options: &Options,
    mut diagnostics: Diagnostics,
    progress: &dyn Progress,
) -> Result<PrintReport> {
    let folder = Stage::open(&options.out)?;
    let sink = |file: OutputFile| folder.add(file);
    let on_count = |count| progress.steps(count);
    let mut printed = leaflets::render(order, &sink, &on_count, &|| progress.step())?;
    diagnostics.extend(std::mem::take(&mut printed.diagnostics));
    if diagnostics.has_errors() {
        return Ok(PrintReport::refused(diagnostics));
    }
    if !order.wanted.all {
        EarlierPrints::read(&options.out).carry_on(&mut printed.prints, &sink)?;
    }
    leaflets::finish(order.site, &printed.prints, &sink)?;
    let published = folder.publish()?;
    publish::write_editions(&options.root, printed.editions.values(), options.today)?;
    Ok(PrintReport {
        diagnostics,
        published: Some((published, printed.prints)),
        set: printed.set,
    })
}

/// Which places hold copies of leaflets that are now wrong, a line each; none where the content has mistakes.
pub fn print_status(root: &Path, today: Date) -> Result<(Diagnostics, Option<Vec<String>>)> {
    let mut clock = Clock::new(&cli::Silence);
    let (resolved, mut diagnostics) = resolve(root, today, &mut clock)?;
    let Some(Resolved { site, theme, .. }) = resolved else {
        return Ok((diagnostics, None));
    };
    let records = read_editions(root, &mut diagnostics);
    let editions = records.values().map(|record| (record.day(), &record.edition));
    let news = leaflets::news(&site, &theme, editions)?;
    Ok((diagnostics, Some(leaflets::status(&site, &news))))
}

/// The records of editions at the root. Those that cannot be used are noted: whoever holds such an edition is told nothing.
fn read_editions(root: &Path, diagnostics: &mut Diagnostics) -> BTreeMap<String, publish::EditionRecord> {
    let publish::Editions { records, damaged } = publish::read_editions(root);
    for publish::Damaged { path, why } in damaged {
        diagnostics.warning(
            "damaged-edition",
            Location::start_of(&path),
            format!("this record of a printed edition is left out: {why}"),
            Some(
                "get the file back from the history of your repository; or delete it, and nobody learns what has changed \
                 since that edition was printed"
                    .to_owned(),
            ),
        );
    }
    records
}
