//! `fingerpost near import FILE`: the districts and towns near the places of a site.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::import::line;
use super::{Outcome, Session};
use crate::error::{Error, Result};
use crate::import::{NearReport, NearRequest, POSITIONS, import_near};

/// Positions of postcode districts and towns, for help near somebody
#[derive(Args)]
pub struct Near {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    /// Keep what is near your places of the table of a whole country
    Import(Import),
}

#[derive(Args)]
struct Import {
    /// A table in CSV with the columns outcode (or name), lat and lon
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Keep what is at most this far from one of your places
    #[arg(long, default_value_t = 15.0, value_name = "KM")]
    within: f64,
    /// Write over a table with other rows
    #[arg(long)]
    force: bool,
}

impl Near {
    pub(super) fn run(&self, session: &Session) -> Result<Outcome> {
        let What::Import(Import { file, within, force }) = &self.what;
        if !(within.is_finite() && *within > 0.0) {
            let why = format!("`{within}` is not a number of kilometres above nought");
            return Err(Error::without_path("understand `--within`", why));
        }
        let report = import_near(&NearRequest {
            root: session.root.clone(),
            file: file.clone(),
            within_km: *within,
            replace: *force,
        })?;
        report.notes.iter().for_each(|note| session.words.say(&line(note)));
        session.words.say(&summary(&report, *within));
        Ok(Outcome::Fine)
    }
}

/// What was kept, and what to put into `site.toml`.
fn summary(report: &NearReport, within: f64) -> String {
    let NearReport {
        rows,
        places,
        districts,
        towns,
        written,
        attribution,
        notes,
    } = report;
    let done = if *written { "written" } else { "the same as before" };
    let attribution = attribution.unwrap_or("(say here where the positions come from, as their licence asks)");
    format!(
        "{POSITIONS}: {done}\n{districts} districts and {towns} towns kept, those within {within} km of your places \
         ({places} with a position); {rows} rows read, {} notes\n\n\
         Put this into site.toml, so that it is used:\n\n\
         [near]\npositions = \"{POSITIONS}\"\nattribution = \"{attribution}\"",
        notes.len()
    )
}
