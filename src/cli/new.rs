//! `fingerpost new`: a site of one's own, an entry from a commented template, or a theme.
//!
//! At a terminal it asks; elsewhere everything comes from `--set name=value`.

use std::collections::BTreeMap;
use std::io::{BufRead, IsTerminal, Write};
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};

use super::{Outcome, Session};
use crate::error::{Error, Result};
use crate::scaffold::{self, Answers, Kind, Question, SiteAnswers};

/// Start a site, an entry or a theme
#[derive(Args)]
pub struct New {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    /// A directory of your own, ready to build
    Site {
        /// The new folder
        #[arg(value_name = "DIR")]
        dir: PathBuf,
        #[command(flatten)]
        given: Given,
    },
    /// Something that helps: a loan, a class, a helpline
    Offer(Given),
    /// How to do something, step by step
    Guide(Given),
    /// Who helps
    Organisation(Given),
    /// Where help is
    Place(Given),
    /// A look of your own: colours, a logo, templates
    Theme {
        /// Its folder below themes/
        #[arg(value_name = "NAME")]
        name: String,
    },
}

#[derive(Args)]
struct Given {
    /// An answer, so that nothing is asked: --set name="Tea and Tablets" (may be given more than once)
    #[arg(long, value_name = "NAME=VALUE")]
    set: Vec<String>,
    /// Ask nothing, even at a terminal
    #[arg(long)]
    no_questions: bool,
    /// The day that counts as today
    #[arg(long, value_name = "YYYY-MM-DD")]
    today: Option<String>,
}

impl New {
    pub(super) fn run(&self, session: &Session) -> Result<Outcome> {
        match &self.what {
            What::Site { dir, given } => new_site(session, dir, given),
            What::Offer(given) => new_entry(session, Kind::Offer, given),
            What::Guide(given) => new_entry(session, Kind::Guide, given),
            What::Organisation(given) => new_entry(session, Kind::Organisation, given),
            What::Place(given) => new_entry(session, Kind::Place, given),
            What::Theme { name } => new_theme(session, name),
        }
    }
}

fn new_site(session: &Session, dir: &Path, given: &Given) -> Result<Outcome> {
    let answers = given.answers(&scaffold::site_questions())?;
    let answers = SiteAnswers::of(&answers, super::today(given.today.as_deref())?)?;
    let written = scaffold::new_site(dir, &answers)?;
    let folder = dir.display();
    session.words.say(&format!(
        "{} files written. Next:\n  fingerpost --root {folder} serve     shows it while you write\n  \
         fingerpost --root {folder} build     makes it\nStart with {folder}/README.md",
        written.len()
    ));
    Ok(Outcome::Fine)
}

fn new_entry(session: &Session, kind: Kind, given: &Given) -> Result<Outcome> {
    let answers = given.answers(&scaffold::questions(&session.root, kind)?)?;
    let written = scaffold::new_entry(&session.root, kind, &answers, super::today(given.today.as_deref())?)?;
    session.words.say(&format!(
        "Written: {}\nOpen it, fill in the rest, then: fingerpost check",
        written.display()
    ));
    Ok(Outcome::Fine)
}

fn new_theme(session: &Session, name: &str) -> Result<Outcome> {
    let written = scaffold::new_theme(&session.root, name, &crate::outputs::theme::starter(name))?;
    session.words.say(&format!(
        "Written: {}\nOpen it and choose your colours. To use it, write in site.toml: theme = \"{name}\"",
        written.display()
    ));
    Ok(Outcome::Fine)
}

impl Given {
    /// The answers given, and those that are asked for at a terminal.
    fn answers(&self, questions: &[Question]) -> Result<Answers> {
        let mut answers = BTreeMap::new();
        for set in &self.set {
            let (name, value) = set.split_once('=').ok_or_else(|| {
                Error::without_path("understand `--set`", format!("`{set}` is not a name and a value"))
            })?;
            let Some(question) = questions.iter().find(|question| question.key == name) else {
                let known: Vec<&str> = questions.iter().map(|question| question.key).collect();
                let why = format!("there is no `{name}`; the names are: {}", known.join(", "));
                return Err(Error::without_path("understand `--set`", why));
            };
            accept(question, value)?;
            answers.insert(name.to_owned(), value.to_owned());
        }
        let asks = !self.no_questions && std::io::stdin().is_terminal() && std::io::stderr().is_terminal();
        let open: Vec<&Question> = questions
            .iter()
            .filter(|question| !answers.contains_key(question.key))
            .collect();
        if asks {
            for question in open {
                if let Some(answer) = ask(question)? {
                    answers.insert(question.key.to_owned(), answer);
                }
            }
            return Ok(answers);
        }
        let missing: Vec<&str> = open
            .iter()
            .filter(|question| question.required)
            .map(|question| question.key)
            .collect();
        if missing.is_empty() {
            return Ok(answers);
        }
        let sets: Vec<String> = missing.iter().map(|name| format!("--set {name}=…")).collect();
        Err(Error::without_path(
            "start it",
            format!("this is needed as well: {}", sets.join(" ")),
        ))
    }
}

fn accept(question: &Question, value: &str) -> Result<()> {
    question.accept(value).map_err(|mistake| {
        let said = match mistake.help {
            Some(help) => format!("{}. {help}", mistake.message),
            None => mistake.message,
        };
        Error::without_path(format!("take `--set {}`", question.key), said)
    })
}

/// Asks until the answer will do. An empty answer leaves out what may be left out.
fn ask(question: &Question) -> Result<Option<String>> {
    let failed = |error| Error::without_path("ask at the terminal", error);
    let mut err = std::io::stderr().lock();
    loop {
        writeln!(err, "\n{}", question.ask).map_err(failed)?;
        if !question.hint.is_empty() {
            writeln!(err, "  {}", question.hint).map_err(failed)?;
        }
        if !question.choices.is_empty() {
            let which = if question.several { "One or more of" } else { "One of" };
            writeln!(err, "  {which}: {}", question.choices.join(", ")).map_err(failed)?;
        }
        write!(err, "> ").map_err(failed)?;
        err.flush().map_err(failed)?;
        let mut answer = String::new();
        if std::io::stdin().lock().read_line(&mut answer).map_err(failed)? == 0 {
            return Err(Error::without_path("ask at the terminal", "there is no more input"));
        }
        let answer = answer.trim();
        if answer.is_empty() && !question.required {
            return Ok(None);
        }
        match question.accept(answer) {
            Ok(()) => return Ok(Some(answer.to_owned())),
            Err(mistake) => {
                writeln!(err, "  {}. {}", mistake.message, mistake.help.unwrap_or_default()).map_err(failed)?;
            }
        }
    }
}
