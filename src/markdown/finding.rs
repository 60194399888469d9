//! What an editor should know about a text, and where in it.
//!
//! In: byte offsets, as the parser meets something. Out: [`Finding`]s with lines and columns, sorted, in plain words.
//! It does not know which file the text came from; whoever read the file adds that.

use std::collections::BTreeMap;

/// One thing to put right, in words for the person who wrote the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// 1-based, in the text that was parsed.
    pub line: u32,
    /// 1-based, in characters.
    pub column: u32,
    /// What it is about.
    pub kind: FindingKind,
    /// What was found and what became of it; literals in backticks.
    pub message: String,
    /// The next step.
    pub help: Option<String>,
}

/// What a [`Finding`] is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum FindingKind {
    /// A HTML tag, which is left out.
    RawHtml,
    /// A link or an image whose address is unsafe, or leads nowhere.
    RefusedLink,
    /// An image on another host: showing it would tell that host who reads the page.
    OutsideImage,
    /// An image that a person who cannot see it learns nothing about (WCAG 2.2, 1.1.1).
    ImageWithoutDescription,
    /// A heading two or more levels below the one before it (WCAG 2.2, 1.3.1; PDF/UA-1 refuses it).
    SkippedHeading,
    /// A heading of the level that belongs to the title of the page.
    TopHeading,
    /// A link without words.
    EmptyLink,
    /// A link whose words do not say where it goes (WCAG 2.2, 2.4.4 and 2.4.9).
    VagueLink,
    /// Lists in lists, quotations in quotations and so on beyond [`super::MAX_DEPTH`].
    TooDeep,
    /// A text longer than [`super::MAX_BYTES`].
    TooLong,
}

impl FindingKind {
    /// Whether a page with it must not be published. All other findings are warnings.
    pub fn is_error(self) -> bool {
        matches!(self, Self::RefusedLink | Self::ImageWithoutDescription)
    }
}

/// A text with hundreds of one kind has one cause, and a hostile one must not fill the memory with messages.
const MOST_OF_A_KIND: usize = 100;

/// The findings so far, and the line starts that turn offsets into places.
pub(super) struct Findings<'a> {
    text: &'a str,
    line_starts: Vec<usize>,
    found: Vec<Finding>,
    counts: BTreeMap<FindingKind, usize>,
}

impl<'a> Findings<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let bytes = text.as_bytes();
        let ends_line = |at: usize| match bytes.get(at) {
            Some(b'\n') => true,
            Some(b'\r') => bytes.get(at + 1) != Some(&b'\n'),
            _ => false,
        };
        let after_ends = (0..bytes.len()).filter(|at| ends_line(*at)).map(|at| at + 1);
        Self {
            text,
            line_starts: std::iter::once(0).chain(after_ends).collect(),
            found: Vec::new(),
            counts: BTreeMap::new(),
        }
    }

    /// Adds a finding at a byte offset; the first hundred of each kind are kept.
    pub(super) fn push(&mut self, at: usize, kind: FindingKind, message: impl Into<String>, help: impl Into<String>) {
        let count = self.counts.entry(kind).or_default();
        *count += 1;
        if *count > MOST_OF_A_KIND {
            return;
        }
        let (line, column) = self.place(at);
        let (message, help) = (message.into(), Some(help.into()));
        self.found.push(Finding {
            line,
            column,
            kind,
            message,
            help,
        });
    }

    /// The 1-based line of a byte offset.
    pub(super) fn line(&self, at: usize) -> u32 {
        let before = self.line_starts.partition_point(|start| *start <= at);
        u32::try_from(before).unwrap_or(u32::MAX)
    }

    /// All of them, in the order of the text.
    pub(super) fn finish(mut self) -> Vec<Finding> {
        self.found
            .sort_by_key(|finding| (finding.line, finding.column, finding.kind));
        self.found
    }

    fn place(&self, at: usize) -> (u32, u32) {
        let line = self.line(at);
        let start = self.line_starts.get(line as usize - 1).copied().unwrap_or(0);
        let before = self.text.get(start..at).map_or(0, |text| text.chars().count());
        (line, u32::try_from(before + 1).unwrap_or(u32::MAX))
    }
}

/// A literal short enough to stand in a message.
pub(super) fn quoted(literal: &str) -> String {
    const LONGEST: usize = 60;
    match literal.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("`{}…`", literal.get(..end).unwrap_or_default()),
        None => format!("`{literal}`"),
    }
}
