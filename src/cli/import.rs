//! `fingerpost import`: other people's directories as entries.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::{Outcome, Session};
use crate::error::{Error, Result};
use crate::import::{From, Request, RowNote};

/// Take in another directory
#[derive(Args)]
pub struct Import {
    /// What the data is
    #[arg(long, value_enum)]
    from: Format,
    /// The file or folder with the data
    #[arg(value_name = "PATH")]
    path: PathBuf,
    /// Which column is which field (docs/maintainers/import.md); needed for `csv`
    #[arg(long, value_name = "FILE")]
    map: Option<PathBuf>,
    /// Import as if it were this day
    #[arg(long, value_name = "YYYY-MM-DD")]
    today: Option<String>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// A folder of Open Referral (HSDS) tables
    HsdsCsv,
    /// Open Referral UK JSON: a file or a folder
    OrukJson,
    /// Any table, or a list in JSON, with a map
    Csv,
}

impl Import {
    pub(super) fn run(&self, session: &Session) -> Result<Outcome> {
        let (path, map) = (self.path.clone(), self.map.clone());
        let from = match (self.from, map) {
            (Format::HsdsCsv, map) => From::HsdsCsv { folder: path, map },
            (Format::OrukJson, map) => From::OrukJson { path, map },
            (Format::Csv, Some(map)) => From::Table { file: path, map },
            (Format::Csv, None) => {
                let advice = "say with `--map FILE` which column is which field; docs/maintainers/import.md shows how";
                return Err(Error::without_path("import a table", advice));
            }
        };
        let today = super::today(self.today.as_deref())?;
        let request = Request {
            root: session.root.clone(),
            from,
            today,
        };
        let report = crate::import::import(&request)?;
        report.notes.iter().for_each(|note| session.words.say(&line(note)));
        for kept in &report.kept {
            session.words.say(&format!(
                "{kept}: left as it is, because somebody has edited, made or deleted it"
            ));
        }
        session.words.say(&format!(
            "{} entries written, {} unchanged, {} left as edited, {} notes",
            report.written.len(),
            report.unchanged,
            report.kept.len(),
            report.notes.len()
        ));
        Ok(Outcome::Fine)
    }
}

/// `libraries.csv: row 12: Monday hours: \`10:00-00:00\`: ends before it starts`; what is empty is left out.
pub(super) fn line(note: &RowNote) -> String {
    let RowNote {
        file,
        row,
        field,
        text,
        why,
    } = note;
    let text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let mut parts = vec![file.clone(), format!("row {row}")];
    parts.extend((!field.is_empty()).then(|| field.clone()));
    parts.extend((!text.trim().is_empty()).then(|| format!("`{text}`")));
    parts.push(why.clone());
    parts.join(": ")
}
