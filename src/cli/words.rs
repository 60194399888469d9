//! What is said at the terminal: results on standard output, troubles on standard error.

use std::io::{IsTerminal, Write};

use crate::diagnostics::{Colour, Diagnostics, human};
use crate::error::Error;

/// Says things, or does not.
pub struct Words {
    quiet: bool,
}

impl Words {
    /// `quiet` leaves only troubles.
    pub fn new(quiet: bool) -> Self {
        Self { quiet }
    }

    /// Whether a progress bar may be drawn.
    pub fn may_draw(&self) -> bool {
        !self.quiet && std::io::stderr().is_terminal()
    }

    /// A line of the result.
    pub fn say(&self, line: &str) {
        if !self.quiet {
            self.print(line);
        }
    }

    /// A line about the work itself, beside the result.
    pub fn note(&self, line: &str) {
        if !self.quiet {
            let _ = writeln!(std::io::stderr().lock(), "{line}");
        }
    }

    /// Something that was asked for, even when quiet. A reader that has gone away (`| head`) is no failure.
    pub fn print(&self, text: &str) {
        let mut out = std::io::stdout().lock();
        let _ = out.write_all(text.as_bytes());
        if !text.ends_with('\n') {
            let _ = out.write_all(b"\n");
        }
        let _ = out.flush();
    }

    /// Every mistake found. When quiet, only where something stops publication.
    pub fn mistakes(&self, diagnostics: &Diagnostics) {
        let (errors, warnings) = diagnostics.counts();
        if errors > 0 || (warnings > 0 && !self.quiet) {
            let mut err = std::io::stderr().lock();
            let _ = err.write_all(human(diagnostics, colour()).as_bytes());
        }
    }

    /// A sentence about something that is not as it should be, even when quiet.
    pub fn trouble(&self, line: &str) {
        let _ = writeln!(std::io::stderr().lock(), "{line}");
    }

    /// A failure of the machine.
    pub fn failure(&self, error: &Error) {
        let mut err = std::io::stderr().lock();
        let _ = writeln!(err, "fingerpost: {error}");
    }
}

/// Colours on a terminal that has them, unless the reader asks for none (no-color.org).
fn colour() -> Colour {
    let refused = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    if std::io::stderr().is_terminal() && !refused {
        Colour::Shown
    } else {
        Colour::Plain
    }
}
