//! Diagnostics for a person at a terminal: readable without colour, one paragraph each.

use std::fmt::Write as _;

use super::{Diagnostics, Severity};

/// Whether the terminal shows colours. Meaning never rests on them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Colour {
    /// ANSI colours for the severity and the place.
    Shown,
    /// Plain text.
    Plain,
}

/// All mistakes, then one line that counts them.
pub fn human(diagnostics: &Diagnostics, colour: Colour) -> String {
    let mut said = String::new();
    for one in diagnostics.sorted() {
        let (start, end) = match (colour, one.severity) {
            (Colour::Plain, _) => ("", ""),
            (Colour::Shown, Severity::Error) => ("\u{1b}[1;31m", "\u{1b}[0m"),
            (Colour::Shown, Severity::Warning) => ("\u{1b}[1;33m", "\u{1b}[0m"),
        };
        let message = visible(&one.message);
        let _ = writeln!(said, "{start}{}[{}]{end}: {message}", one.severity, one.code);
        let _ = writeln!(said, "  --> {}", one.location);
        if let Some(help) = &one.help {
            let _ = writeln!(said, "  help: {}", visible(help));
        }
        said.push('\n');
    }
    let (errors, warnings) = diagnostics.counts();
    let _ = match (errors, warnings) {
        (0, 0) => writeln!(said, "No mistakes found."),
        (0, _) => writeln!(said, "{}. Nothing stops publication.", counted(warnings, "warning")),
        (_, 0) => writeln!(
            said,
            "{}. Nothing is published until it is mended.",
            counted(errors, "error")
        ),
        (_, _) => writeln!(
            said,
            "{} and {}. Nothing is published until the errors are mended.",
            counted(errors, "error"),
            counted(warnings, "warning")
        ),
    };
    said
}

fn counted(number: usize, word: &str) -> String {
    if number == 1 {
        format!("1 {word}")
    } else {
        format!("{number} {word}s")
    }
}

/// Control characters from hostile content must not steer the reader's terminal.
fn visible(text: &str) -> String {
    text.chars()
        .map(|c| {
            if c.is_control() && c != '\n' {
                char::REPLACEMENT_CHARACTER
            } else {
                c
            }
        })
        .collect()
}
