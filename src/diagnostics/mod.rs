//! Mistakes in the content, collected and shown all at once.
//!
//! In: a code, a place, a sentence, a next step. Out: the sorted list, said for a person, GitHub, or a program.
//! Nothing here knows what an offer is, or where the text comes from.

mod github;
mod human;
mod json;
mod sarif;

use std::fmt;

pub use github::github;
pub use human::{Colour, human};
pub use json::json;
pub use sarif::sarif;

/// One mistake: what, where, why and what to do.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Diagnostic {
    /// Where it is.
    pub location: Location,
    /// How bad it is.
    pub severity: Severity,
    /// The rule's name in kebab-case, stable between releases: `unknown-organisation`.
    pub code: &'static str,
    /// What is wrong and why, in plain words; literals in backticks.
    pub message: String,
    /// The next step.
    pub help: Option<String>,
}

/// Whether a mistake stops publication.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Nothing is published while there is one.
    Error,
    /// Published all the same.
    Warning,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Error => "error",
            Self::Warning => "warning",
        })
    }
}

/// A place in a file of the site, as an editor finds it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Location {
    /// The path from the site's root, with `/`: `content/offers/tea-and-tablets.yaml`.
    pub path: String,
    /// The line, from 1.
    pub line: u32,
    /// The column in characters, from 1.
    pub column: u32,
}

impl Location {
    /// The very start of a file, for mistakes about the file as a whole.
    pub fn start_of(path: impl Into<String>) -> Self {
        Self {
            path: path.into(),
            line: 1,
            column: 1,
        }
    }
}

impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}", self.path, self.line, self.column)
    }
}

/// Every mistake found so far. Stages push and carry on.
#[derive(Debug, Clone, Default)]
pub struct Diagnostics {
    found: Vec<Diagnostic>,
}

impl Diagnostics {
    /// Notes a mistake that stops publication.
    pub fn error(&mut self, code: &'static str, location: Location, message: impl Into<String>, help: Option<String>) {
        self.push(Diagnostic {
            location,
            severity: Severity::Error,
            code,
            message: message.into(),
            help,
        });
    }

    /// Notes something worth mending that does not stop publication.
    pub fn warning(
        &mut self,
        code: &'static str,
        location: Location,
        message: impl Into<String>,
        help: Option<String>,
    ) {
        self.push(Diagnostic {
            location,
            severity: Severity::Warning,
            code,
            message: message.into(),
            help,
        });
    }

    /// Notes a finished diagnostic.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.found.push(diagnostic);
    }

    /// Takes over what another stage or thread found.
    pub fn extend(&mut self, other: Diagnostics) {
        self.found.extend(other.found);
    }

    /// Whether something stops publication.
    pub fn has_errors(&self) -> bool {
        self.found.iter().any(|one| one.severity == Severity::Error)
    }

    /// How many errors and how many warnings.
    pub fn counts(&self) -> (usize, usize) {
        let errors = self.found.iter().filter(|one| one.severity == Severity::Error).count();
        (errors, self.found.len() - errors)
    }

    /// All of them, by file, line and column, each once.
    pub fn sorted(&self) -> Vec<Diagnostic> {
        let mut sorted = self.found.clone();
        sorted.sort();
        sorted.dedup();
        sorted
    }
}

/// The known word that an unknown one most likely means, for "did you mean".
///
/// Damerau–Levenshtein distance, at most a third of the word's length and never more than three.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let most = (word.chars().count() / 3).clamp(1, 3);
    known
        .into_iter()
        .map(|candidate| (distance(word, candidate), candidate))
        .filter(|(distance, _)| *distance <= most)
        .min()
        .map(|(_, candidate)| candidate)
}

/// Edits between two words: insertion, deletion, substitution, swap of neighbours.
fn distance(one: &str, other: &str) -> usize {
    let one: Vec<char> = one.chars().take(100).collect();
    let other: Vec<char> = other.chars().take(100).collect();
    let width = other.len() + 1;
    let mut rows = vec![0usize; (one.len() + 1) * width];
    let at = |row: usize, column: usize| row * width + column;
    for row in 0..=one.len() {
        for column in 0..=other.len() {
            let value = if row == 0 || column == 0 {
                row + column
            } else {
                let same = one.get(row - 1) == other.get(column - 1);
                let mut best = (rows[at(row - 1, column)] + 1)
                    .min(rows[at(row, column - 1)] + 1)
                    .min(rows[at(row - 1, column - 1)] + usize::from(!same));
                let swapped = row > 1
                    && column > 1
                    && one.get(row - 1) == other.get(column - 2)
                    && one.get(row - 2) == other.get(column - 1);
                if swapped {
                    best = best.min(rows[at(row - 2, column - 2)] + 1);
                }
                best
            };
            rows[at(row, column)] = value;
        }
    }
    rows.last().copied().unwrap_or(0)
}
