//! Diagnostics as workflow commands, which GitHub shows beside the changed lines of a pull request.
//!
//! Content is written by strangers: everything is escaped as the workflow command syntax asks, so that a text
//! with a newline and `::` in it cannot start a command of its own.

use std::fmt::Write as _;

use super::{Diagnostics, Severity};

/// One `::error …::…` or `::warning …::…` line a mistake.
pub fn github(diagnostics: &Diagnostics) -> String {
    let mut said = String::new();
    for one in diagnostics.sorted() {
        let command = match one.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        let text = match &one.help {
            Some(help) => format!("{}\n{help}", one.message),
            None => one.message.clone(),
        };
        let _ = writeln!(
            said,
            "::{command} file={},line={},col={},title={}::{}",
            property(&one.location.path),
            one.location.line,
            one.location.column,
            property(one.code),
            data(&text)
        );
    }
    said
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
