//! The commands, one file each.
//!
//! In: arguments. Out: an exit code (0 fine, 1 mistakes in the content, 2 a failure of the machine), and words for the
//! person at the terminal. Today's date, the environment and the terminal are read here and passed on.

mod build;
mod check;
mod export;
mod import;
mod judge;
mod near;
mod new;
mod print;
mod progress;
mod search;
mod serve;
mod words;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::error::Result;
use crate::values::date::Date;
pub use progress::Silence;
use words::Words;

/// Turns YAML and Markdown entries into a help directory that everybody can use.
#[derive(Parser)]
#[command(name = "fingerpost", version, about, max_term_width = 100)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
    /// The folder with site.toml
    #[arg(long, global = true, default_value = ".", value_name = "DIR")]
    root: PathBuf,
    /// Say only what went wrong
    #[arg(long, short, global = true)]
    quiet: bool,
}

#[derive(Subcommand)]
enum Command {
    /// Build the site into public/
    Build(build::Build),
    /// Find every mistake without building
    Check(check::Check),
    /// Preview the site while you write
    Serve(serve::Serve),
    /// Print leaflets and sheets
    Print(print::Print),
    /// Ask the search index
    Search(search::Search),
    /// Start a site, an entry or a theme
    New(new::New),
    /// Take in another directory
    Import(import::Import),
    /// Give the entries to another search engine
    Export(export::Export),
    /// Positions of postcode districts and towns, for help near somebody
    Near(near::Near),
}

/// How a command ended.
enum Outcome {
    /// Everything is as it should be.
    Fine,
    /// There are mistakes in the content, or the search is below its floor.
    Mistakes,
}

/// What every command has.
struct Session {
    root: PathBuf,
    words: Words,
}

/// Runs the command that the arguments name.
pub fn run() -> ExitCode {
    let Arguments { command, root, quiet } = Arguments::parse();
    let session = Session {
        root,
        words: Words::new(quiet),
    };
    let outcome = match command {
        Command::Build(build) => build.run(&session),
        Command::Check(check) => check.run(&session),
        Command::Serve(serve) => serve.run(&session),
        Command::Print(print) => print.run(&session),
        Command::Search(search) => search.run(&session),
        Command::New(new) => new.run(&session),
        Command::Import(import) => import.run(&session),
        Command::Export(export) => export.run(&session),
        Command::Near(near) => near.run(&session),
    };
    match outcome {
        Ok(Outcome::Fine) => ExitCode::SUCCESS,
        Ok(Outcome::Mistakes) => ExitCode::from(1),
        Err(error) => {
            session.words.failure(&error);
            ExitCode::from(2)
        }
    }
}

/// The day of the build: as given, or today where this machine is.
fn today(given: Option<&str>) -> Result<Date> {
    match given {
        Some(text) => Date::parse(text).map_err(|mistake| {
            let said = match mistake.help {
                Some(help) => format!("{}. {help}", mistake.message),
                None => mistake.message,
            };
            crate::error::Error::without_path("understand `--today`", said)
        }),
        None => {
            let now = jiff::Zoned::now().date();
            Date::from_ymd(now.year(), now.month(), now.day())
                .ok_or_else(|| crate::error::Error::without_path("read the clock", format!("it says {now}")))
        }
    }
}
