//! What editors tune about search: `stop.txt`, `everyday.txt`, `synonyms.yaml` and `thesaurus.yaml` of the folder
//! `search-index`.
//!
//! In: the texts of the four files. Out: lists of words, and a diagnostic for each group that cannot be used. This file
//! alone of the search knows diagnostics and YAML, because editors write these lists; it does not know the index.

use serde::{Deserialize, Serialize};

use super::analysis::Analyser;
use crate::diagnostics::{Diagnostics, Location};
use crate::source::Source;
use crate::yaml::fields::Reader;
use crate::yaml::{Kind, Node};

/// The lists. Words are as written; the index compares them as it compares all words.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SearchLists {
    /// Function words that are neither put into the index nor looked up.
    pub stop: Vec<String>,
    /// Words so common in questions that they count three tenths, and in the text of a page not at all.
    pub everyday: Vec<String>,
    /// The site's own groups: words that people say there. One that belongs to no entry is worth a warning.
    #[serde(skip)]
    pub synonyms: Vec<Group>,
    /// Groups for any site. Many of them belong to no entry of a small one, and that is fine.
    #[serde(skip)]
    pub thesaurus: Vec<Group>,
}

/// Words and phrases that mean the same to somebody who looks for help.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// Two or more, as written.
    pub words: Vec<String>,
    /// Where the group starts.
    pub location: Location,
}

impl SearchLists {
    /// Parses the four files. A group with a mistake is noted and left out.
    pub fn parse(
        stop: &str,
        everyday: &str,
        synonyms: &Source,
        thesaurus: &Source,
        diagnostics: &mut Diagnostics,
    ) -> Self {
        let stop = parse_words(stop);
        let synonyms = parse_groups(synonyms, &stop, diagnostics);
        let thesaurus = parse_groups(thesaurus, &stop, diagnostics);
        Self {
            stop,
            everyday: parse_words(everyday),
            synonyms,
            thesaurus,
        }
    }

    /// The site's own groups, then those for any site.
    pub fn groups(&self) -> impl Iterator<Item = &Group> {
        self.synonyms.iter().chain(&self.thesaurus)
    }

    /// Warns of the site's own groups that belong to no entry; `idle` are their numbers in [`Self::synonyms`].
    pub fn warn_of_idle(&self, idle: &[usize], diagnostics: &mut Diagnostics) {
        for group in idle.iter().filter_map(|group| self.synonyms.get(*group)) {
            diagnostics.warning(
                "idle-synonyms",
                group.location.clone(),
                format!(
                    "no entry is called `{}`, so nobody finds anything by this group",
                    group.words.join("` or `")
                ),
                Some(
                    "add the word that stands in the entry's name, its `also_called`, or the name of its topic; or take \
                     the group out"
                        .into(),
                ),
            );
        }
    }
}

/// Words between spaces and line ends; what follows `#` on a line is a note.
fn parse_words(text: &str) -> Vec<String> {
    let lines = text
        .lines()
        .map(|line| line.split_once('#').map_or(line, |(words, _)| words));
    lines.flat_map(str::split_whitespace).map(str::to_owned).collect()
}

fn parse_groups(source: &Source, stop: &[String], diagnostics: &mut Diagnostics) -> Vec<Group> {
    let mut reader = Reader { source, diagnostics };
    let Some(node) = reader.tree(&source.text, 1) else {
        return Vec::new();
    };
    let groups = match &node.kind {
        Kind::Empty => return Vec::new(),
        Kind::List(groups) => groups,
        Kind::Text(_) | Kind::Map(_) => {
            reader.wrong_type(&node, "a list of groups, each on a line like `- [wifi, wireless]`");
            return Vec::new();
        }
    };
    let mut analyser = Analyser::new(stop);
    groups
        .iter()
        .filter_map(|group| parse_group(group, &mut analyser, &mut reader))
        .collect()
}

fn parse_group(group: &Node, analyser: &mut Analyser, reader: &mut Reader<'_>) -> Option<Group> {
    let Kind::List(items) = &group.kind else {
        reader.wrong_type(group, "a group of words in brackets, like `[wifi, wireless]`");
        return None;
    };
    let words: Vec<Option<String>> = items.iter().map(|item| parse_member(item, analyser, reader)).collect();
    let words = words.into_iter().collect::<Option<Vec<String>>>()?;
    if words.len() < 2 {
        reader.error(
            "lone-synonym",
            group.place,
            "this group has fewer than two words, so there is nothing that means the same",
            Some("add another word to the group, or take the group out".into()),
        );
        return None;
    }
    Some(Group {
        words,
        location: reader.source.line(group.place.line, group.place.column),
    })
}

fn parse_member(item: &Node, analyser: &mut Analyser, reader: &mut Reader<'_>) -> Option<String> {
    let text = reader.text(item, "a word or a short phrase")?;
    if analyser.words(text).is_empty() {
        reader.error(
            "synonym-without-words",
            item.place,
            format!("`{text}` has no word that is searched for"),
            Some("words of `stop.txt` are never searched for; use another word".into()),
        );
        return None;
    }
    Some(text.to_owned())
}
