//! `fingerpost export --to ENGINE DIR`: the entries of the search, for an existing search engine.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::progress::Bar;
use super::{Outcome, Session};
use crate::Options;
use crate::error::{Error, Result};
use crate::outputs::search::engines::{self, Engine};
use crate::site::routes;

/// Give the entries to another search engine
#[derive(Args)]
pub struct Export {
    /// For which engine
    #[arg(long, value_name = "ENGINE")]
    to: EngineName,
    /// Where the files go: a new folder, an empty one, or that of an earlier export
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// For sphinx: cut the entries into this many parts, to be searched together [default: 1]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(1..=i64::from(engines::MOST_SHARDS)))]
    shards: Option<u8>,
    /// Export as if it were this day
    #[arg(long, value_name = "YYYY-MM-DD")]
    today: Option<String>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum EngineName {
    /// OpenSearch 2 and 3
    Opensearch,
    /// Quickwit 0.8 and 0.9
    Quickwit,
    /// Sphinx 2.2, as Debian has it
    Sphinx,
}

impl Export {
    pub(super) fn run(&self, session: &Session) -> Result<Outcome> {
        let engine = self.engine()?;
        refuse_a_site(&self.folder)?;
        let options = Options {
            root: session.root.clone(),
            out: self.folder.clone(),
            today: super::today(self.today.as_deref())?,
        };
        let bar = Bar::new(&session.words);
        let exported = crate::export(&options, engine, &bar);
        bar.finish();
        let exported = exported?;
        session.words.mistakes(&exported.diagnostics);
        let Some((published, entries)) = exported.published else {
            return Ok(Outcome::Mistakes);
        };
        session.words.say(&format!(
            "{} in {}: {} files written, {} unchanged, {} removed\nWhat to do next: {}",
            if entries == 1 {
                "1 entry".to_owned()
            } else {
                format!("{entries} entries")
            },
            self.folder.display(),
            published.written.len(),
            published.unchanged,
            published.removed.len(),
            self.folder.join("README.md").display()
        ));
        Ok(Outcome::Fine)
    }

    fn engine(&self) -> Result<Engine> {
        match (self.to, self.shards) {
            (EngineName::Sphinx, shards) => Ok(Engine::Sphinx {
                shards: shards.unwrap_or(1),
            }),
            (_, Some(_)) => {
                let why = "only Sphinx takes entries in parts; leave `--shards` out, the other engines cut their indexes themselves";
                Err(Error::without_path("understand `--shards`", why))
            }
            (EngineName::Opensearch, None) => Ok(Engine::OpenSearch),
            (EngineName::Quickwit, None) => Ok(Engine::Quickwit),
        }
    }
}

/// A site and its index are published in the same way as an export, which would replace them.
fn refuse_a_site(folder: &Path) -> Result<()> {
    let is_taken = [routes::HOME, "meta.json"]
        .iter()
        .any(|name| folder.join(name).exists());
    if is_taken {
        let why = "it holds a site or its search index; choose another folder";
        return Err(Error::new("export to", folder, why));
    }
    Ok(())
}
