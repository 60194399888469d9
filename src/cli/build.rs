//! `fingerpost build`: the site, into `public/`.

use std::path::PathBuf;
use std::time::Duration;

use clap::Args;

use super::progress::Bar;
use super::{Outcome, Session};
use crate::error::Result;
use crate::publish::Published;
use crate::{Options, Report};

/// Build the site into a folder
#[derive(Args)]
pub struct Build {
    /// Where the site goes [default: public/ in the root]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Build as if it were this day
    #[arg(long, value_name = "YYYY-MM-DD")]
    today: Option<String>,
}

impl Build {
    pub(super) fn run(&self, session: &Session) -> Result<Outcome> {
        let out = self.out.clone().unwrap_or_else(|| session.root.join("public"));
        let options = Options {
            root: session.root.clone(),
            out,
            today: super::today(self.today.as_deref())?,
        };
        let bar = Bar::new(&session.words);
        let report = crate::build(&options, &bar);
        bar.finish();
        let report = report?;
        session.words.mistakes(&report.diagnostics);
        match &report.published {
            None => Ok(Outcome::Mistakes),
            Some(published) => {
                session.words.say(&summary(published, &report, &options));
                Ok(Outcome::Fine)
            }
        }
    }
}

/// What was written, how long it took, and where to look.
fn summary(published: &Published, report: &Report, options: &Options) -> String {
    let stages: Vec<String> = report
        .stages
        .iter()
        .map(|(name, took)| format!("{name} {}", seconds(*took)))
        .collect();
    let total: Duration = report.stages.iter().map(|(_, took)| *took).sum();
    let home = options.out.join(crate::site::routes::HOME);
    format!(
        "{} written, {} unchanged, {} removed in {} ({})\nLook at it: {}",
        files(published.written.len()),
        published.unchanged,
        published.removed.len(),
        seconds(total),
        stages.join(", "),
        home.display()
    )
}

fn files(count: usize) -> String {
    if count == 1 {
        "1 file".to_owned()
    } else {
        format!("{count} files")
    }
}

fn seconds(took: Duration) -> String {
    format!("{:.2} s", took.as_secs_f64())
}
