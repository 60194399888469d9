//! Starts things: a new site that builds at once, or a new entry with every field explained.
//!
//! In: a folder, and a person's answers. Out: files that pass the check, and never one in the place of another. It must
//! not know how the answers were asked for, or what day it is.
//!
//! `templates/` holds the files as text and `fill` puts the answers in. `questions` says what to ask, each a `question`.
//! `names` looks up what the site has already.

mod fill;
mod names;
mod question;
mod questions;

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub use question::Question;
pub use questions::site_questions;

use crate::config;
use crate::content::{self, Delivery};
use crate::diagnostics::{Colour, Diagnostics, human};
use crate::error::{Error, Result};
use crate::source::Source;
use crate::values::date::Date;
use crate::values::phone::Phone;
use crate::values::slug::Slug;
use fill::{Fillings, fill, one_line, toml_text, yaml_list, yaml_text};
use names::Names;
use question::parts;

/// A person's answers, by the [`Question::key`].
pub type Answers = BTreeMap<String, String>;

/// A kind of entry that can be started from a template.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Kind {
    Offer,
    Guide,
    Organisation,
    Place,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 4] = [Self::Offer, Self::Guide, Self::Organisation, Self::Place];

    /// The word for one of them: `offer`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Offer => "offer",
            Self::Guide => "guide",
            Self::Organisation => "organisation",
            Self::Place => "place",
        }
    }

    fn ending(self) -> &'static str {
        if self == Self::Guide { "md" } else { "yaml" }
    }

    fn template(self) -> &'static str {
        match self {
            Self::Offer => include_str!("templates/offer.yaml"),
            Self::Guide => include_str!("templates/guide.md"),
            Self::Organisation => include_str!("templates/organisation.yaml"),
            Self::Place => include_str!("templates/place.yaml"),
        }
    }
}

/// What a new site has to know.
#[derive(Debug, Clone)]
pub struct SiteAnswers {
    /// What the directory is called.
    pub title: String,
    /// The county, district or town it is for.
    pub area: String,
    /// The number to ring, on every page.
    pub phone: Phone,
    /// The day on which the first entries count as checked.
    pub today: Date,
}

impl SiteAnswers {
    /// The answers to [`site_questions`].
    ///
    /// # Errors
    /// Names the answer that is missing or cannot be used.
    pub fn of(answers: &Answers, today: Date) -> Result<Self> {
        accept_all(&site_questions(), answers, "start the site")?;
        let phone = Phone::parse(answer(answers, "phone"));
        let phone = phone.map_err(|mistake| Error::without_path("start the site", mistake.message))?;
        Ok(Self {
            title: one_line(answer(answers, "title")),
            area: one_line(answer(answers, "area")),
            phone,
            today,
        })
    }
}

/// The files of a new site, by their path.
const SITE: [(&str, &str); 12] = [
    (
        ".github/workflows/content.yml",
        include_str!("templates/site/content-workflow.yaml"),
    ),
    (".gitignore", include_str!("templates/site/gitignore")),
    ("README.md", include_str!("templates/site/README.md")),
    ("content/areas.yaml", include_str!("templates/site/areas.yaml")),
    (
        "content/calendars/bank-holidays.yaml",
        include_str!("templates/site/bank-holidays.yaml"),
    ),
    (
        "content/guides/use-a-library-computer.md",
        include_str!("templates/site/guide.md"),
    ),
    (
        "content/offers/library-computers.yaml",
        include_str!("templates/site/offer.yaml"),
    ),
    (
        "content/organisations/example-libraries.yaml",
        include_str!("templates/site/organisation.yaml"),
    ),
    ("content/pages/about.md", include_str!("templates/site/about.md")),
    (
        "content/places/example-town-library.yaml",
        include_str!("templates/site/place.yaml"),
    ),
    ("content/topics.yaml", include_str!("templates/site/topics.yaml")),
    ("site.toml", include_str!("templates/site/site.toml")),
];

/// Writes a small site that passes the check into a folder, which is made if it is missing. Says which files it wrote.
///
/// # Errors
/// Refuses a folder with anything in it but `.git`, and answers that cannot be put into the files. Fails where the disk
/// cannot be written to.
pub fn new_site(dir: &Path, answers: &SiteAnswers) -> Result<Vec<PathBuf>> {
    let SiteAnswers {
        title,
        area,
        phone,
        today,
    } = answers;
    let fillings = Fillings::from([
        ("title", toml_text(title)),
        ("area", yaml_text(area)),
        // Quotes mean the same in YAML and in TOML.
        ("phone", format!("\"{phone}\"")),
        ("today", today.to_string()),
        ("version", env!("CARGO_PKG_VERSION").to_owned()),
    ]);
    let files: Vec<(&str, String)> = SITE
        .iter()
        .map(|(path, template)| (*path, fill(template, &fillings)))
        .collect();
    for (path, text) in &files {
        refuse_mistakes("start the site", path, text)?;
    }
    refuse_full_folder(dir)?;
    files
        .into_iter()
        .map(|(path, text)| write_new(dir.join(path), &text).map_err(failed_to_write(&dir.join(path))))
        .collect()
}

fn refuse_full_folder(dir: &Path) -> Result<()> {
    let failed = |error| Error::new("look into the folder", dir, error);
    let entries = match fs::read_dir(dir) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(failed(error)),
    };
    for entry in entries {
        let name = entry.map_err(failed)?.file_name();
        if name != ".git" {
            let advice = format!(
                "there is something in it already (`{}`). Choose a new name, or an empty folder",
                name.display()
            );
            return Err(Error::new("start a site in", dir, advice));
        }
    }
    Ok(())
}

/// What to ask before [`new_entry`]. Choices are the names of what the site at `root` has.
///
/// # Errors
/// Says what has to be there first: an offer needs an organisation, a topic and an area. Fails where the site cannot
/// be read.
pub fn questions(root: &Path, kind: Kind) -> Result<Vec<Question>> {
    questions::of_kind(kind, &Names::read(root, kind)?)
}

/// Writes a new file into `content/`, with the answers filled in and every other field explained and switched off.
/// Says where. The file's name is made of the entry's; a file that is there already is left alone.
///
/// # Errors
/// Names the answer that is missing or cannot be used. Fails where the disk cannot be written to.
pub fn new_entry(root: &Path, kind: Kind, answers: &Answers, today: Date) -> Result<PathBuf> {
    let mut names = Names::read(root, kind)?;
    let action = format!("write the new {}", kind.word());
    accept_all(&questions::of_kind(kind, &names)?, answers, &action)?;
    let text = fill(kind.template(), &fillings(answers, today));
    let folder = format!("content/{}s", kind.word());
    loop {
        let path = format!(
            "{folder}/{}.{}",
            names.free(answer(answers, "name"), kind),
            kind.ending()
        );
        refuse_mistakes(&action, &path, &text)?;
        match write_new(root.join(&path), &text) {
            // A file that was put there in the meantime, or one whose name differs in capital letters only.
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            written => return written.map_err(failed_to_write(&root.join(&path))),
        }
    }
}

/// Writes `themes/<name>/theme.toml` with its text. Says where.
///
/// # Errors
/// Fails where the name is no folder's name, the theme is there already, or the disk cannot be written to.
pub fn new_theme(root: &Path, name: &str, text: &str) -> Result<PathBuf> {
    Slug::parse(name).map_err(|mistake| {
        let help = mistake.help.map_or_else(String::new, |help| format!("; {help}"));
        Error::without_path(format!("start the theme `{name}`"), mistake.message + &help)
    })?;
    let path = root.join("themes").join(name).join("theme.toml");
    write_new(path.clone(), text).map_err(failed_to_write(&path))
}

fn answer<'a>(answers: &'a Answers, key: &str) -> &'a str {
    answers.get(key).map_or("", |answer| answer.trim())
}

fn accept_all(questions: &[Question], answers: &Answers, action: &str) -> Result<()> {
    for question in questions {
        question.accept(answer(answers, question.key)).map_err(|mistake| {
            let help = mistake.help.map_or_else(String::new, |help| format!(". {help}"));
            Error::without_path(action, format!("`{}`: {}{help}", question.key, mistake.message))
        })?;
    }
    Ok(())
}

/// The answers as they stand in a file. A question without an answer has no filling.
fn fillings(answers: &Answers, today: Date) -> Fillings {
    let mut fillings = Fillings::from([("today", today.to_string())]);
    let mut put = |key: &'static str, write: fn(&str) -> String| {
        let answer = one_line(answer(answers, key));
        if !answer.is_empty() {
            fillings.insert(key, write(&answer));
        }
    };
    for key in [
        "name",
        "organisation",
        "summary",
        "type",
        "where",
        "hours",
        "label",
        "cost",
        "area",
        "by",
    ] {
        put(key, yaml_text);
    }
    for key in ["kind", "website", "town", "postcode"] {
        put(key, yaml_text);
    }
    for key in ["needs", "facilities"] {
        put(key, |answer| yaml_list(parts(answer).map(yaml_text)));
    }
    put("street", |answer| yaml_list([yaml_text(answer)]));
    put("access", |answer| {
        yaml_list(parts(answer).map(|feature| format!("{{feature: {feature}}}")))
    });
    // A number without quotes is easily taken for one that can be added up.
    put("phone", |answer| {
        format!(
            "\"{}\"",
            Phone::parse(answer).map_or_else(|_| answer.to_owned(), |phone| phone.spoken())
        )
    });
    let is_delivery = Delivery::WORDS
        .iter()
        .any(|(word, _)| *word == answer(answers, "where"));
    fillings.insert("way", if is_delivery { "delivery" } else { "place" }.to_owned());
    fillings
}

/// The last word on what is written: the program reads it as it will read it from the disk.
fn refuse_mistakes(action: &str, path: &str, text: &str) -> Result<()> {
    if path == "site.toml" {
        return config::parse(text)
            .map(drop)
            .map_err(|message| Error::without_path(action, message));
    }
    let mut mistakes = Diagnostics::default();
    if path.starts_with("content/") {
        content::parse(
            &[Arc::new(Source {
                path: path.to_owned(),
                text: text.to_owned(),
            })],
            &mut mistakes,
        );
    }
    if mistakes.counts() == (0, 0) {
        return Ok(());
    }
    Err(Error::without_path(
        action,
        format!("it would have mistakes.\n{}", human(&mistakes, Colour::Plain)),
    ))
}

/// Writes a file that is not there yet, and the folders it lies in.
fn write_new(path: PathBuf, text: &str) -> std::io::Result<PathBuf> {
    path.parent().map_or(Ok(()), fs::create_dir_all)?;
    File::create_new(&path)?.write_all(text.as_bytes())?;
    Ok(path)
}

fn failed_to_write(path: &Path) -> impl FnOnce(std::io::Error) -> Error {
    let path = path.to_owned();
    move |error| Error::new("write the file", path, error)
}
