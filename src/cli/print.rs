//! `fingerpost print`: leaflets and sheets, as PDF.

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{Args, Subcommand};

use super::progress::Bar;
use super::{Outcome, Session};
use crate::Options;
use crate::content::LeafletFormat;
use crate::error::{Error, Result};
use crate::outputs::leaflets::Wanted;
use crate::site::routes;
use crate::values::language::Language;

/// Print leaflets and sheets as PDF
#[derive(Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Print {
    #[command(subcommand)]
    command: Option<PrintCommand>,
    /// Leaflets, by the names of their files in content/leaflets
    #[arg(value_name = "LEAFLET")]
    leaflets: Vec<String>,
    /// Every leaflet, and two sheets for each offer and guide
    #[arg(long, conflicts_with_all = ["leaflets", "offer", "guide"])]
    all: bool,
    /// The sheets of an offer; can be given more than once
    #[arg(long, value_name = "NAME")]
    offer: Vec<String>,
    /// The sheets of a guide; can be given more than once
    #[arg(long, value_name = "NAME")]
    guide: Vec<String>,
    /// Only this format
    #[arg(long, value_name = "FORMAT", value_parser = PossibleValuesParser::new(LeafletFormat::WORDS.map(|(word, _)| word)))]
    format: Option<String>,
    /// Only this language
    #[arg(long, value_name = "LANGUAGE")]
    language: Option<String>,
    /// Where the files go: a new folder, an empty one, or that of an earlier printing
    #[arg(long, value_name = "DIR", required = false)]
    out: Option<PathBuf>,
    /// Print as if it were this day
    #[arg(long, value_name = "YYYY-MM-DD", global = true)]
    today: Option<String>,
}

#[derive(Subcommand)]
enum PrintCommand {
    /// Which places hold copies that are now wrong
    Status,
}

impl Print {
    pub(super) fn run(&self, session: &Session) -> Result<Outcome> {
        match self.command {
            Some(PrintCommand::Status) => self.status(session),
            None => self.print(session),
        }
    }

    fn print(&self, session: &Session) -> Result<Outcome> {
        let wanted = self.wanted()?;
        let Some(out) = &self.out else {
            return Err(Error::without_path("print", "say where the files go: `--out DIR`"));
        };
        if out.join(routes::HOME).exists() {
            let why = "it holds a site, which this would replace; choose another folder";
            return Err(Error::new("print into", out, why));
        }
        let options = Options {
            root: session.root.clone(),
            out: out.clone(),
            today: super::today(self.today.as_deref())?,
        };
        let bar = Bar::new(&session.words);
        let report = crate::print(&options, &wanted, &bar);
        bar.finish();
        let report = report?;
        session.words.mistakes(&report.diagnostics);
        let Some((published, prints)) = report.published else {
            return Ok(Outcome::Mistakes);
        };
        session.words.say(&format!(
            "{} PDF files in {}: {} set now, {} removed\nWho gets how many: {}",
            prints.len(),
            out.display(),
            report.set,
            published.removed.len(),
            out.join("order.csv").display()
        ));
        Ok(Outcome::Fine)
    }

    fn wanted(&self) -> Result<Wanted> {
        let nothing = self.leaflets.is_empty() && self.offer.is_empty() && self.guide.is_empty();
        if nothing && !self.all {
            let why = "name a leaflet, an offer (`--offer NAME`) or a guide (`--guide NAME`), or ask for `--all`";
            return Err(Error::without_path("print", why));
        }
        let language = self.language.as_deref().map(Language::parse).transpose();
        let word = self.format.as_deref();
        Ok(Wanted {
            all: self.all,
            leaflets: self.leaflets.iter().cloned().collect(),
            offers: self.offer.iter().cloned().collect(),
            guides: self.guide.iter().cloned().collect(),
            format: LeafletFormat::WORDS
                .into_iter()
                .find(|(known, _)| Some(*known) == word)
                .map(|(_, format)| format),
            language: language.map_err(|mistake| Error::without_path("understand `--language`", mistake.message))?,
        })
    }

    fn status(&self, session: &Session) -> Result<Outcome> {
        let today = super::today(self.today.as_deref())?;
        let (diagnostics, lines) = crate::print_status(&session.root, today)?;
        session.words.mistakes(&diagnostics);
        let Some(lines) = lines else {
            return Ok(Outcome::Mistakes);
        };
        for line in &lines {
            session.words.print(line);
        }
        if lines.is_empty() {
            session
                .words
                .say("No place holds copies that are wrong, as far as the records say.");
        }
        Ok(Outcome::Fine)
    }
}
