//! The list that a reader keeps on the device: its page, and the script that keeps it.
//!
//! In: the words of the theme. Out: `my-list.html` and one script, which the pages of offers have as well. The script is
//! named after all that is in it, so that it may be kept for ever.

use serde::Serialize;

use super::{Maker, Shell};
use crate::outputs::OutputFile;
use crate::outputs::theme::Theme;
use crate::site::{Site, routes};

/// What `my-list.html` shows.
#[derive(Debug, Serialize)]
pub(super) struct MyListPage {
    shell: Shell,
}

/// What the script says on both pages, by the names under which it asks for it. What it says on one page stands there.
const WORDS: [(&str, &str); 5] = [
    ("keep", "my_list.keep"),
    ("drop", "my_list.drop"),
    ("kept", "my_list.kept"),
    ("dropped", "my_list.dropped"),
    ("failed", "my_list.failed"),
];

/// The script with its words, where there is something to keep.
pub(super) fn script(site: &Site, theme: &Theme) -> Option<OutputFile> {
    site.listed_offers().next()?;
    let word = |key: &str| theme.strings.say(key, &[]).unwrap_or_else(|_| key.to_owned());
    let words = WORDS.iter().map(|(name, key)| ((*name).to_owned(), word(key).into()));
    let words: serde_json::Map<String, serde_json::Value> = words.collect();
    let text = theme.script("list", &format!("var fpWords={};", serde_json::Value::Object(words)));
    let hash: String = blake3::hash(text.as_bytes()).to_hex().chars().take(10).collect();
    Some(OutputFile {
        path: format!("scripts/list-{hash}.js"),
        bytes: text.into_bytes(),
    })
}

impl Maker<'_> {
    /// The page of the list.
    pub(super) fn my_list(&self) -> MyListPage {
        let (title, about) = (self.word("my_list.title"), self.word("my_list.about"));
        MyListPage {
            shell: self
                .shell(routes::MY_LIST, &title, &about, &[])
                .with_script(self.list_address()),
        }
    }

    /// Where the script of kept lists is.
    pub(super) fn list_address(&self) -> Option<String> {
        self.list_script.as_ref().map(|script| script.path.clone())
    }
}
