//! Diagnostics for a program: `{"errors", "warnings", "diagnostics": [{"severity", "code", "message", "help", "path", "line", "column"}]}`.

use serde::Serialize;

use super::Diagnostics;

/// The whole list as one JSON document, ending in a newline.
pub fn json(diagnostics: &Diagnostics) -> String {
    let (errors, warnings) = diagnostics.counts();
    let sorted = diagnostics.sorted();
    let list = sorted
        .iter()
        .map(|one| One {
            severity: one.severity.to_string(),
            code: one.code,
            message: &one.message,
            help: one.help.as_deref(),
            path: &one.location.path,
            line: one.location.line,
            column: one.location.column,
        })
        .collect();
    let document = Document {
        errors,
        warnings,
        diagnostics: list,
    };
    // Serialising plain structs of text and numbers cannot fail.
    serde_json::to_string_pretty(&document).unwrap_or_default() + "\n"
}

#[derive(Serialize)]
struct Document<'a> {
    errors: usize,
    warnings: usize,
    diagnostics: Vec<One<'a>>,
}

#[derive(Serialize)]
struct One<'a> {
    severity: String,
    code: &'static str,
    message: &'a str,
    help: Option<&'a str>,
    path: &'a str,
    line: u32,
    column: u32,
}
