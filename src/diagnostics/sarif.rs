//! Diagnostics as SARIF 2.1.0 (OASIS), which code hosts and editors read.

use std::collections::BTreeSet;

use serde_json::json;

use super::{Diagnostics, Severity};

/// One SARIF log with one run, ending in a newline.
pub fn sarif(diagnostics: &Diagnostics) -> String {
    let sorted = diagnostics.sorted();
    let codes: BTreeSet<&str> = sorted.iter().map(|one| one.code).collect();
    let rules: Vec<_> = codes.iter().map(|code| json!({ "id": code })).collect();
    let results: Vec<_> = sorted
        .iter()
        .map(|one| {
            let level = match one.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
            };
            let text = match &one.help {
                Some(help) => format!("{}. {help}", one.message),
                None => one.message.clone(),
            };
            json!({
                "ruleId": one.code,
                "level": level,
                "message": { "text": text },
                "locations": [{
                    "physicalLocation": {
                        "artifactLocation": { "uri": uri(&one.location.path), "uriBaseId": "SRCROOT" },
                        "region": { "startLine": one.location.line, "startColumn": one.location.column }
                    }
                }]
            })
        })
        .collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "fingerpost",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": rules
            } },
            "columnKind": "unicodeCodePoints",
            "results": results
        }]
    });
    format!("{log:#}\n")
}

/// A path as a relative URI reference (RFC 3986): everything but unreserved characters and `/` is percent-encoded.
fn uri(path: &str) -> String {
    path.bytes()
        .map(|byte| match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => char::from(byte).to_string(),
            _ => format!("%{byte:02X}"),
        })
        .collect()
}
