//! Printing by itself: leaflets and sheets into a folder, and what became of those that are out there.
//!
//! In: the folder of a site and what is asked for. Out: PDF files, records of editions, and a report. Each step is that of
//! a build; pages are not made.

use std::path::Path;

use crate::diagnostics::Diagnostics;
use crate::error::{Error, Result};
use crate::outputs::leaflets::{Order, Until, Wanted};
use crate::outputs::prints::Prints;
use crate::outputs::search::SearchLists;
use crate::outputs::subjects::SubjectIndex;
use crate::outputs::theme::Theme;
use crate::outputs::{self, OutputFile, Sink};
use crate::publish::{self, EarlierPrints, Published, Stage};
use crate::site::Site;
use crate::values::date::Date;
use crate::{Clock, Options, Progress, cli, resolve, theme};

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

/// Prints leaflets and sheets into a folder, unless the content has mistakes. What the folder holds of earlier printings
/// stays, unless everything is printed anew. Each edition is written down below `content/leaflets/editions/`.
pub fn print(options: &Options, wanted: &Wanted, progress: &dyn Progress) -> Result<PrintReport> {
    let mut clock = Clock::new(progress);
    let (site, lists, diagnostics) = resolve(&options.root, options.today, &mut clock)?;
    if let Some(name) = wanted.unknown(&site) {
        let why = format!("there is no leaflet, offer or guide called `{name}`");
        return Err(Error::without_path("print", why));
    }
    if diagnostics.has_errors() {
        return Ok(PrintReport::refused(diagnostics));
    }
    let theme = theme(&options.root, &site)?;
    let subjects = if wanted.needs_subjects(&site) {
        clock.stage("index");
        subjects(&site, &lists, &theme)?
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
        until: Until::Printed,
    };
    into_folder(&order, options, diagnostics, progress)
}

/// The words of the search, for the index of a booklet.
fn subjects(site: &Site, lists: &SearchLists, theme: &Theme) -> Result<SubjectIndex> {
    let client = outputs::pages::client(site, theme)?;
    let nothing: &dyn Sink = &|_| Ok(());
    let rendered = outputs::search::render(site, lists, &theme.strings.hours, &client, nothing, nothing)?;
    outputs::search::subjects(&rendered.searcher, site, lists, &theme.strings)
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
    let mut printed = outputs::leaflets::render(order, &sink, &on_count, &|| progress.step())?;
    diagnostics.extend(std::mem::take(&mut printed.diagnostics));
    if diagnostics.has_errors() {
        return Ok(PrintReport::refused(diagnostics));
    }
    if !order.wanted.all {
        EarlierPrints::read(&options.out).carry_on(&mut printed.prints, &sink)?;
    }
    outputs::leaflets::finish(order.site, &printed.prints, &sink)?;
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
    let (site, _, diagnostics) = resolve(root, today, &mut clock)?;
    if diagnostics.has_errors() {
        return Ok((diagnostics, None));
    }
    let theme = theme(root, &site)?;
    let records = publish::read_editions(root);
    let editions = records.values().map(|record| (record.day(), &record.edition));
    let news = outputs::leaflets::news(&site, &theme, editions)?;
    let lines = outputs::leaflets::status(&site, &news);
    Ok((diagnostics, Some(lines)))
}
