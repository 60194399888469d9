//! `fingerpost check`: every mistake in one run, without publishing.

use clap::{Args, ValueEnum};

use super::progress::Bar;
use super::{Outcome, Session};
use crate::diagnostics;
use crate::error::Result;

/// Find every mistake without building
#[derive(Args)]
pub struct Check {
    /// How mistakes are said
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
    /// Check as if it were this day
    #[arg(long, value_name = "YYYY-MM-DD")]
    today: Option<String>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For a person
    Human,
    /// For the lines of a pull request on GitHub
    Github,
    /// For a program
    Json,
    /// SARIF 2.1.0, for code hosts and editors
    Sarif,
}

impl Check {
    pub(super) fn run(&self, session: &Session) -> Result<Outcome> {
        let bar = Bar::new(&session.words);
        let report = crate::check(&session.root, super::today(self.today.as_deref())?, &bar);
        bar.finish();
        let found = report?.diagnostics;
        match self.format {
            Format::Human => {
                session.words.mistakes(&found);
                if found.counts() == (0, 0) {
                    session.words.say("No mistakes found.");
                }
            }
            Format::Github => session.words.print(&diagnostics::github(&found)),
            Format::Json => session.words.print(&diagnostics::json(&found)),
            Format::Sarif => session.words.print(&diagnostics::sarif(&found)),
        }
        Ok(if found.has_errors() {
            Outcome::Mistakes
        } else {
            Outcome::Fine
        })
    }
}
