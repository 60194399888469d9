//! `fingerpost serve`: a preview on this machine that follows every save.

use std::path::Path;

use clap::Args;

use super::progress::Silence;
use super::{Outcome, Session};
use crate::diagnostics::{Colour, human};
use crate::error::Result;
use crate::serve::{BuildOutcome, ServeOptions};
use crate::{Options, Report};

/// Preview the site while you write
#[derive(Args)]
pub struct Serve {
    /// The port on 127.0.0.1; 0 takes any that is free
    #[arg(long, default_value_t = 8600, value_name = "PORT")]
    port: u16,
    /// Build as if it were this day
    #[arg(long, value_name = "YYYY-MM-DD")]
    today: Option<String>,
}

impl Serve {
    pub(super) fn run(&self, session: &Session) -> Result<Outcome> {
        // Said wrongly, the day stops the command at once and not in the first build.
        super::today(self.today.as_deref())?;
        let options = ServeOptions {
            root: session.root.clone(),
            port: self.port,
        };
        let build = |out: &Path| self.build(session, out);
        crate::serve::serve(&options, &build, &|text| session.words.say(text))?;
        Ok(Outcome::Fine)
    }

    fn build(&self, session: &Session, out: &Path) -> Result<BuildOutcome> {
        // A preview may stay open over midnight: each build asks for the day.
        let today = super::today(self.today.as_deref())?;
        let options = Options {
            root: session.root.clone(),
            out: out.to_owned(),
            today,
        };
        let report = crate::build(&options, &Silence)?;
        let said = if report.diagnostics.counts() == (0, 0) {
            String::new()
        } else {
            human(&report.diagnostics, Colour::Plain)
        };
        Ok(BuildOutcome {
            ok: report.published.is_some(),
            human: said,
            summary: summary(&report),
        })
    }
}

fn summary(report: &Report) -> String {
    match report.published.as_ref().map_or(0, |published| published.written.len()) {
        1 => "1 file changed".to_owned(),
        files => format!("{files} files changed"),
    }
}
