//! `areas.yaml` and `topics.yaml`: items are added at the end, and nothing that stands there is touched.
//!
//! In: the text of the list, if there is one, and new items. Out: the text with the items behind it, or the reason why
//! it cannot be. It must not know the disk.

use std::sync::Arc;

use serde::Serialize;

use super::sheet;
use crate::content;
use crate::diagnostics::Diagnostics;
use crate::source::{self, Source};

/// The list with the items added. `path` is that of the list, from the site's root.
pub fn extended<T: Serialize>(path: &str, before: Option<&str>, items: &[T]) -> Result<String, String> {
    let added = sheet::render(&items).map_err(|error| error.to_string())?;
    let before = before
        .unwrap_or_default()
        .trim_start_matches('\u{feff}')
        .replace("\r\n", "\n");
    let step = before
        .lines()
        .find(|line| line.trim_start().starts_with("- "))
        .map_or(0, |line| line.len() - line.trim_start().len());
    let mut text = before.trim_end().to_owned();
    if !text.is_empty() {
        text.push_str("\n\n");
    }
    for line in added.lines() {
        text.push_str(&" ".repeat(step));
        text.push_str(line);
        text.push('\n');
    }
    let (found, ids) = read(path, &text);
    if text.len() as u64 > source::LARGEST {
        return Err("with the new items it would be larger than 1 MiB; take fewer from the data".to_owned());
    }
    if found > read(path, &before).0 || ids < items.len() {
        return Err(
            "the new items cannot be put at its end; write it as a list whose items start with `- id: …`".to_owned(),
        );
    }
    Ok(text)
}

/// How many mistakes a list has, and how many items can be read.
fn read(path: &str, text: &str) -> (usize, usize) {
    let mut found = Diagnostics::default();
    let source = Source {
        path: path.to_owned(),
        text: text.to_owned(),
    };
    let content = content::parse(&[Arc::new(source)], &mut found);
    (found.counts().0, content.areas.len() + content.topics.len())
}
