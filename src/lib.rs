//! Fingerpost turns YAML and Markdown entries into a fast, accessible, searchable help directory.
//!
//! A build is a compiler in miniature: files are read, parsed, resolved into a site in which every name exists, checked,
//! rendered and published. Mistakes in the content are collected as [`diagnostics`] and shown all at once; a failure of
//! the machine is an [`error::Error`] and stops the build. Nothing is published while a diagnostic is an error.

pub mod checks;
pub mod cli;
pub mod config;
pub mod content;
pub mod diagnostics;
pub mod error;
pub mod import;
pub mod judge;
pub mod markdown;
pub mod outputs;
pub mod pictures;
mod printing;
pub mod publish;
pub mod scaffold;
pub mod serve;
pub mod site;
pub mod source;
pub mod values;
pub mod weight;
pub mod yaml;

pub use printing::{PrintReport, print, print_status};

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use diagnostics::Diagnostics;
use error::{Error, Result};
use outputs::default_lists;
use outputs::leaflets::Until;
use outputs::prints;
use outputs::search::engines::{self, Engine};
use outputs::search::{SearchLists, Searcher, Summary};
use outputs::subjects::SubjectIndex;
use outputs::theme::Theme;
use outputs::{Material, OutputFile, Sink};
use printing::Printing;
use publish::{EarlierPrints, Published, Stage};
use site::Site;
use values::date::Date;
use weight::Scales;

/// What a build needs to know.
#[derive(Debug, Clone)]
pub struct Options {
    /// The folder with `site.toml`.
    pub root: PathBuf,
    /// The folder that becomes the site.
    pub out: PathBuf,
    /// The day of the build. The same input on the same day gives the same bytes.
    pub today: Date,
}

/// What a build did.
#[derive(Debug)]
pub struct Report {
    /// Every mistake found in the content.
    pub diagnostics: Diagnostics,
    /// What was written; none where a mistake stopped publication.
    pub published: Option<Published>,
    /// The time each stage took, in order.
    pub stages: Vec<(&'static str, Duration)>,
}

/// Is told how far a build is.
pub trait Progress: Sync {
    /// A stage has begun.
    fn stage(&self, name: &'static str);
    /// The stage will have this many steps.
    fn steps(&self, count: usize);
    /// A step of the stage is done.
    fn step(&self);
}

/// Where the search index goes, from the root.
pub const INDEX: &str = "search-index/tantivy";

/// Builds the site and its index and publishes both, unless the content has mistakes.
pub fn build(options: &Options, progress: &dyn Progress) -> Result<Report> {
    let mut clock = Clock::new(progress);
    let (resolved, mut diagnostics) = resolve(&options.root, options.today, &mut clock)?;
    let Some(resolved) = resolved else {
        return Ok(Report {
            diagnostics,
            published: None,
            stages: clock.stages(),
        });
    };
    let pages = Stage::open(&options.out)?;
    let index = Stage::open(&options.root.join(INDEX))?;
    let printing = Printing {
        root: &options.root,
        earlier: &EarlierPrints::read(&options.out.join(prints::FOLDER)),
        until: Until::Printed,
    };
    let (lists, summary) = render(
        &printing,
        resolved,
        &mut clock,
        &|file| index.add(file),
        &|file| pages.add(file),
        &mut diagnostics,
    )?;
    lists.warn_of_idle(&summary.idle_synonyms, &mut diagnostics);
    if diagnostics.has_errors() {
        return Ok(Report {
            diagnostics,
            published: None,
            stages: clock.stages(),
        });
    }
    clock.stage("publish");
    let published = pages.publish()?;
    index.publish()?;
    Ok(Report {
        diagnostics,
        published: Some(published),
        stages: clock.stages(),
    })
}

/// What an export did.
#[derive(Debug)]
pub struct Exported {
    /// Every mistake found in the content.
    pub diagnostics: Diagnostics,
    /// What was written, and how many entries are in it; none where a mistake stopped publication.
    pub published: Option<(Published, usize)>,
}

/// Publishes the entries of the search for another search engine, unless the content has mistakes.
pub fn export(options: &Options, engine: Engine, progress: &dyn Progress) -> Result<Exported> {
    let mut clock = Clock::new(progress);
    let (resolved, diagnostics) = resolve(&options.root, options.today, &mut clock)?;
    let Some(Resolved { site, lists, theme }) = resolved else {
        return Ok(Exported {
            diagnostics,
            published: None,
        });
    };
    clock.stage("entries");
    let files = Stage::open(&options.out)?;
    let entries = engines::render(&site, &lists, &theme.strings.hours, engine, &|file| files.add(file))?;
    clock.stage("publish");
    let published = files.publish()?;
    Ok(Exported {
        diagnostics,
        published: Some((published, entries)),
    })
}

/// Runs the same stages without publishing.
pub fn check(root: &Path, today: Date, progress: &dyn Progress) -> Result<Report> {
    let mut clock = Clock::new(progress);
    let (resolved, mut diagnostics) = resolve(root, today, &mut clock)?;
    if let Some(resolved) = resolved {
        let printing = Printing {
            root,
            earlier: &EarlierPrints::default(),
            until: Until::Written,
        };
        let (lists, summary) = render(
            &printing,
            resolved,
            &mut clock,
            &|_| Ok(()),
            &|_| Ok(()),
            &mut diagnostics,
        )?;
        lists.warn_of_idle(&summary.idle_synonyms, &mut diagnostics);
    }
    Ok(Report {
        diagnostics,
        published: None,
        stages: clock.stages(),
    })
}

/// Everything that a build is made of, without a mistake that stops it.
struct Resolved {
    site: Site,
    lists: SearchLists,
    theme: Theme,
}

/// Site to files: pictures, the index and leaflets first, because pages name their files. What is over its budget is noted.
fn render(
    printing: &Printing<'_>,
    resolved: Resolved,
    clock: &mut Clock<'_>,
    index: &dyn Sink,
    pages: &dyn Sink,
    diagnostics: &mut Diagnostics,
) -> Result<(SearchLists, Summary)> {
    let Resolved { site, lists, mut theme } = resolved;
    clock.stage("pictures");
    let most = site.config.budget.picture;
    let take = |path, bytes| pages.take(OutputFile { path, bytes });
    let gallery = pictures::render(printing.root, &site.pictures, most, &take, diagnostics)?;
    let scales = Scales::new(&site);
    let pages = &|file: OutputFile| {
        scales.weigh(&file);
        pages.take(file)
    };
    clock.stage("index");
    scales.weigh_theme(&theme);
    let (summary, searcher, subjects) = render_index(&site, &lists, &theme, index)?;
    clock.stage("export");
    render_search(&site, &mut theme, &searcher, pages)?;
    drop(searcher);
    let paper = printing.paper(&site, &theme, &subjects, clock, pages, diagnostics)?;
    clock.stage("pages");
    let progress = clock.progress;
    let material = Material {
        site: &site,
        theme: &theme,
        subjects: &subjects,
        gallery: &gallery,
        paper: &paper,
    };
    let on_count = |pages| progress.steps(pages);
    outputs::render(material, pages, &on_count, &|| progress.step())?;
    scales.report(diagnostics);
    Ok((lists, summary))
}

/// The index of the search, answers from it, and what it knows about words.
fn render_index(
    site: &Site,
    lists: &SearchLists,
    theme: &Theme,
    sink: &dyn Sink,
) -> Result<(Summary, Searcher, SubjectIndex)> {
    let (summary, searcher) = outputs::search::render(site, lists, &theme.strings.hours, sink)?;
    let subjects = outputs::search::subjects(&searcher, site, lists, &theme.strings)?;
    Ok((summary, searcher, subjects))
}

/// What browsers search in, and its client. Templates learn where it is, and what all pages share.
fn render_search(site: &Site, theme: &mut Theme, searcher: &Searcher, sink: &dyn Sink) -> Result<()> {
    let shared = outputs::pages::shared(site, theme);
    theme.share("site", &shared);
    let client = outputs::pages::client(site, theme)?;
    let script = outputs::search::render_for_browsers(searcher, &client, sink)?;
    theme.addresses.insert("search", script);
    Ok(())
}

/// Files to site: read, parse, resolve, check. Nothing where a mistake stops it.
fn resolve(root: &Path, today: Date, clock: &mut Clock<'_>) -> Result<(Option<Resolved>, Diagnostics)> {
    let mut diagnostics = Diagnostics::default();
    clock.stage("read");
    let config = config::read(root)?;
    let folder = root.join("content");
    if !folder.is_dir() {
        return Err(Error::new("find the entries in", folder, "there is no such folder"));
    }
    let sources = source::read(&folder, "content", &mut diagnostics)?;
    let lists = search_lists(root, &mut diagnostics)?;
    let mut theme = Theme::read(root, &config.theme, &config.language, &mut diagnostics)?;
    if let Some(theme) = &mut theme {
        theme.add_paper_fonts(root, &config.print.fonts, &mut diagnostics)?;
    }
    let positions = match &config.near {
        Some(near) => source::read_named(root, &near.positions, &mut diagnostics)?,
        None => None,
    };
    let pictures = pictures::read(root, &mut diagnostics)?;
    clock.stage("parse");
    let mut content = content::parse(&sources, &mut diagnostics);
    content.pictures = pictures;
    if let Some(positions) = positions {
        content.near = content::parse_near(&positions, &mut diagnostics);
    }
    clock.stage("resolve");
    let site = site::resolve(content, config, today, &mut diagnostics);
    clock.stage("check");
    checks::run(&site, &mut diagnostics);
    let resolved = theme
        .filter(|_| !diagnostics.has_errors())
        .map(|theme| Resolved { site, lists, theme });
    Ok((resolved, diagnostics))
}

/// The words that editors tune about search; those that ship with the program where a site has none. Synonyms are a
/// site's own: none ship with the program.
fn search_lists(root: &Path, diagnostics: &mut Diagnostics) -> Result<SearchLists> {
    let stop = source::read_or(root, "search-index/stop.txt", default_lists::STOP, diagnostics)?;
    let everyday = source::read_or(root, "search-index/everyday.txt", default_lists::EVERYDAY, diagnostics)?;
    let synonyms = source::read_or(root, "search-index/synonyms.yaml", "", diagnostics)?;
    let thesaurus = source::read_or(
        root,
        "search-index/thesaurus.yaml",
        default_lists::THESAURUS,
        diagnostics,
    )?;
    Ok(SearchLists::parse(
        &stop.text,
        &everyday.text,
        &synonyms,
        &thesaurus,
        diagnostics,
    ))
}

/// Measures the stages and tells the progress.
struct Clock<'a> {
    progress: &'a dyn Progress,
    started: Vec<(&'static str, Instant)>,
}

impl<'a> Clock<'a> {
    fn new(progress: &'a dyn Progress) -> Self {
        Self {
            progress,
            started: Vec::new(),
        }
    }

    fn stage(&mut self, name: &'static str) {
        self.progress.stage(name);
        self.started.push((name, Instant::now()));
    }

    fn stages(&self) -> Vec<(&'static str, Duration)> {
        let ends = self
            .started
            .iter()
            .skip(1)
            .map(|(_, start)| *start)
            .chain([Instant::now()]);
        self.started
            .iter()
            .zip(ends)
            .map(|((name, start), end)| (*name, end - *start))
            .collect()
    }
}
