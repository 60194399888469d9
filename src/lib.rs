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
mod printing;
pub mod publish;
pub mod scaffold;
pub mod serve;
pub mod site;
pub mod source;
pub mod values;
pub mod yaml;

pub use printing::{PrintReport, print, print_status};

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use diagnostics::Diagnostics;
use error::{Error, Result};
use outputs::default_lists;
use outputs::leaflets::{Order, Printed, Until, Wanted};
use outputs::prints::{self, Paper};
use outputs::search::engines::{self, Engine};
use outputs::search::{SearchLists, Summary};
use outputs::subjects::SubjectIndex;
use outputs::theme::Theme;
use outputs::{OutputFile, Sink};
use publish::{EarlierPrints, Published, Stage};
use site::Site;
use values::date::Date;

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
    let (site, lists, mut diagnostics) = resolve(&options.root, options.today, &mut clock)?;
    if diagnostics.has_errors() {
        return Ok(Report {
            diagnostics,
            published: None,
            stages: clock.stages(),
        });
    }
    let pages = Stage::open(&options.out)?;
    let index = Stage::open(&options.root.join(INDEX))?;
    let earlier = EarlierPrints::read(&options.out.join(prints::FOLDER));
    let works = Works {
        root: &options.root,
        site: &site,
        lists: &lists,
        earlier: &earlier,
        until: Until::Printed,
    };
    let (summary, said) = works.render(&mut clock, &|file| index.add(file), &|file| pages.add(file))?;
    lists.warn_of_idle(&summary.idle_synonyms, &mut diagnostics);
    diagnostics.extend(said);
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
    let (site, lists, diagnostics) = resolve(&options.root, options.today, &mut clock)?;
    if diagnostics.has_errors() {
        return Ok(Exported {
            diagnostics,
            published: None,
        });
    }
    let theme = theme(&options.root, &site)?;
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
    let (site, lists, mut diagnostics) = resolve(root, today, &mut clock)?;
    if !diagnostics.has_errors() {
        let works = Works {
            root,
            site: &site,
            lists: &lists,
            earlier: &EarlierPrints::default(),
            until: Until::Written,
        };
        let (summary, said) = works.render(&mut clock, &|_| Ok(()), &|_| Ok(()))?;
        lists.warn_of_idle(&summary.idle_synonyms, &mut diagnostics);
        diagnostics.extend(said);
    }
    Ok(Report {
        diagnostics,
        published: None,
        stages: clock.stages(),
    })
}

/// What is rendered, and from what.
struct Works<'a> {
    root: &'a Path,
    site: &'a Site,
    lists: &'a SearchLists,
    earlier: &'a EarlierPrints,
    until: Until,
}

impl Works<'_> {
    /// Site to files: the index first, because pages name the search's script, and leaflets next, because pages name
    /// their sizes. Returns what the index holds, and what there is to say about leaflets.
    fn render(&self, clock: &mut Clock<'_>, index: &dyn Sink, pages: &dyn Sink) -> Result<(Summary, Diagnostics)> {
        clock.stage("index");
        let mut theme = theme(self.root, self.site)?;
        let client = outputs::pages::client(self.site, &theme)?;
        let words = &theme.strings.hours;
        let rendered = outputs::search::render(self.site, self.lists, words, &client, index, pages)?;
        theme.share("search_script", &rendered.script);
        let subjects = outputs::search::subjects(&rendered.searcher, self.site, self.lists, &theme.strings)?;
        let printed = self.leaflets(clock, &theme, &subjects, pages)?;
        let records = self
            .earlier
            .editions(self.root, printed.editions.into_values(), pages)?;
        let editions = records.iter().map(|record| (record.day(), &record.edition));
        let paper = Paper {
            prints: printed.prints,
            editions: outputs::leaflets::news(self.site, &theme, editions)?,
        };
        clock.stage("pages");
        let progress = clock.progress;
        let on_count = |pages| progress.steps(pages);
        outputs::render(self.site, &theme, &subjects, &paper, pages, &on_count, &|| {
            progress.step()
        })?;
        Ok((rendered.summary, printed.diagnostics))
    }

    /// Every leaflet and sheet, where the site prints them with each build.
    fn leaflets(
        &self,
        clock: &mut Clock<'_>,
        theme: &Theme,
        subjects: &SubjectIndex,
        sink: &dyn Sink,
    ) -> Result<Printed> {
        if !self.site.config.print.with_build {
            return Ok(Printed::default());
        }
        clock.stage("leaflets");
        let progress = clock.progress;
        let order = Order {
            site: self.site,
            theme,
            subjects,
            wanted: &Wanted::everything(),
            earlier: self.earlier,
            until: self.until,
        };
        let below = |file: OutputFile| {
            sink.take(OutputFile {
                path: prints::address(&file.path),
                bytes: file.bytes,
            })
        };
        let on_count = |count| progress.steps(count);
        let printed = outputs::leaflets::render(&order, &below, &on_count, &|| progress.step())?;
        if self.until == Until::Printed {
            outputs::leaflets::finish(self.site, &printed.prints, &below)?;
        }
        Ok(printed)
    }
}

/// Files to site: read, parse, resolve, check.
fn resolve(root: &Path, today: Date, clock: &mut Clock<'_>) -> Result<(Site, SearchLists, Diagnostics)> {
    let mut diagnostics = Diagnostics::default();
    clock.stage("read");
    let config = config::read(root)?;
    let folder = root.join("content");
    if !folder.is_dir() {
        return Err(Error::new("find the entries in", folder, "there is no such folder"));
    }
    let sources = source::read(&folder, "content", &mut diagnostics)?;
    let lists = search_lists(root, &mut diagnostics)?;
    let positions = match &config.near {
        Some(near) => source::read_named(root, &near.positions, &mut diagnostics)?,
        None => None,
    };
    clock.stage("parse");
    let mut content = content::parse(&sources, &mut diagnostics);
    if let Some(positions) = positions {
        content.near = content::parse_near(&positions, &mut diagnostics);
    }
    clock.stage("resolve");
    let site = site::resolve(content, config, today, &mut diagnostics);
    clock.stage("check");
    checks::run(&site, &mut diagnostics);
    Ok((site, lists, diagnostics))
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

fn theme(root: &Path, site: &Site) -> Result<Theme> {
    let mut theme = Theme::read(root, &site.config.theme, &site.config.language)?;
    theme.add_fonts(root, &site.config.print.fonts)?;
    let shared = outputs::pages::shared(site, &theme);
    theme.share("site", &shared);
    Ok(theme)
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
