//! A part of the text that has begun and not yet ended, and what it turns into.
//!
//! In: nodes and words, in the order of the text. Out: finished blocks. It knows neither syntax nor findings.

use pulldown_cmark::Alignment as Column;

use crate::markdown::target::Target;
use crate::markdown::text::inline_text;
use crate::markdown::tree::{Alignment, Block, Inline};

/// A part of the text that has begun and not yet ended.
pub(super) struct Part {
    pub(super) kind: Kind,
    /// Where it begins, as a byte offset.
    pub(super) at: usize,
    pub(super) blocks: Vec<Block>,
    pub(super) inlines: Vec<Inline>,
}

pub(super) enum Kind {
    Document,
    Paragraph,
    Heading(u8),
    Quote,
    Code,
    RawHtml,
    List {
        ordered: Option<u64>,
        tight: bool,
        items: Vec<Vec<Block>>,
    },
    Item {
        has_paragraphs: bool,
    },
    Table {
        align: Vec<Alignment>,
        rows: Vec<Vec<Vec<Inline>>>,
    },
    Row(Vec<Vec<Inline>>),
    Cell,
    Strong,
    Emphasis,
    Link(Target),
    Image {
        target: Target,
        title: Option<String>,
    },
}

impl Part {
    pub(super) fn new(kind: Kind, at: usize) -> Self {
        Self {
            kind,
            at,
            blocks: Vec::new(),
            inlines: Vec::new(),
        }
    }

    pub(super) fn add_block(&mut self, block: Block) {
        self.end_line();
        self.blocks.push(block);
    }

    /// Makes a paragraph of words that stand directly in a list item or the like.
    pub(super) fn end_line(&mut self) {
        self.blocks.extend(paragraph(std::mem::take(&mut self.inlines)));
    }

    pub(super) fn add_text(&mut self, text: &str) {
        if let Some(Inline::Text(before)) = self.inlines.last_mut() {
            before.extend(printable(text));
        } else {
            self.inlines.push(Inline::Text(printable(text).collect()));
        }
    }

    /// Adds an item to a list. One blank line between or within items gives the whole list room.
    pub(super) fn add_item(&mut self, blocks: Vec<Block>, has_paragraphs: bool) {
        if let Kind::List { tight, items, .. } = &mut self.kind {
            *tight &= !has_paragraphs;
            items.push(blocks);
        }
    }

    pub(super) fn add_cell(&mut self, content: Vec<Inline>) {
        if let Kind::Row(cells) = &mut self.kind {
            cells.push(trimmed(content));
        }
    }

    pub(super) fn add_row(&mut self, cells: Vec<Vec<Inline>>) {
        if let Kind::Table { rows, .. } = &mut self.kind {
            rows.push(cells);
        }
    }
}

/// A paragraph or a picture, or nothing where there is nothing to see.
pub(super) fn paragraph(content: Vec<Inline>) -> Option<Block> {
    let mut content = trimmed(content);
    let last = content.pop()?;
    match last {
        Inline::Image {
            target,
            description,
            title,
            line,
        } if content.is_empty() => Some(Block::Picture {
            target,
            description,
            title,
            line,
        }),
        last => {
            content.push(last);
            Some(Block::Paragraph(content))
        }
    }
}

/// The blocks of a quotation or a list item, with the words that no block has taken yet.
pub(super) fn with_last_line(mut blocks: Vec<Block>, inlines: Vec<Inline>) -> Vec<Block> {
    blocks.extend(paragraph(inlines));
    blocks.shrink_to_fit();
    blocks
}

pub(super) fn code_block(content: &[Inline]) -> Block {
    let code = inline_text(content);
    Block::CodeBlock(code.strip_suffix('\n').unwrap_or(&code).to_owned())
}

/// The first row of a Markdown table is its head.
pub(super) fn table(align: Vec<Alignment>, rows: Vec<Vec<Vec<Inline>>>) -> Block {
    let mut rows = rows.into_iter();
    let head = rows.next().unwrap_or_default();
    Block::Table {
        align,
        head,
        rows: rows.collect(),
    }
}

pub(super) fn alignment(column: Column) -> Alignment {
    match column {
        Column::None | Column::Left => Alignment::Start,
        Column::Center => Alignment::Centre,
        Column::Right => Alignment::End,
    }
}

/// Words without breaks and blanks around them.
pub(super) fn trimmed(mut content: Vec<Inline>) -> Vec<Inline> {
    let is_gap = |inline: &Inline| match inline {
        Inline::Text(text) => text.trim().is_empty(),
        Inline::Break | Inline::SoftBreak => true,
        _ => false,
    };
    let end = content
        .iter()
        .rposition(|inline| !is_gap(inline))
        .map_or(0, |last| last + 1);
    content.truncate(end);
    let start = content.iter().position(|inline| !is_gap(inline)).unwrap_or(0);
    content.drain(..start);
    if let Some(Inline::Text(text)) = content.last_mut() {
        text.truncate(text.trim_end().len());
    }
    if let Some(Inline::Text(text)) = content.first_mut() {
        text.drain(..text.len() - text.trim_start().len());
    }
    // A tree is kept for as long as the site: a hundred thousand of them take what is left over four times otherwise.
    content.shrink_to_fit();
    content
}

/// A text without the characters that neither HTML nor XML may hold: controls and the two that Unicode never assigns.
pub(super) fn printable(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|c| match c {
        '\n' | '\t' => true,
        c => !c.is_control() && u32::from(*c) & 0xfffe != 0xfffe,
    })
}
