//! Plain text, for search, summaries and accessible names.
//!
//! In: the tree. Out: its words, without a trace of Markdown. It knows nothing about who reads them.

use super::tree::{Block, Document, Inline};

/// All words of a text: each paragraph, heading, list item, picture and table row on a line of its own.
pub fn text(document: &Document) -> String {
    let mut lines = Vec::new();
    add_blocks(&document.blocks, &mut lines);
    lines.join("\n")
}

/// The words of a line: breaks become spaces, images their descriptions.
pub fn inline_text(content: &[Inline]) -> String {
    let mut out = String::new();
    add_inlines(content, &mut out);
    out
}

fn add_blocks(blocks: &[Block], lines: &mut Vec<String>) {
    for block in blocks {
        match block {
            Block::Heading { content, .. } | Block::Paragraph(content) => {
                lines.push(inline_text(content));
            }
            Block::List { items, .. } => items.iter().for_each(|item| add_blocks(item, lines)),
            Block::Quote(blocks) => add_blocks(blocks, lines),
            Block::CodeBlock(code) => lines.push(code.clone()),
            Block::Table { head, rows, .. } => {
                lines.extend(std::iter::once(head).chain(rows).filter_map(|row| row_text(row)));
            }
            Block::Rule => {}
            Block::Picture { description, title, .. } => {
                let words = [Some(description), title.as_ref()];
                lines.extend(words.into_iter().flatten().filter(|t| !t.is_empty()).cloned());
            }
        }
    }
}

fn row_text(cells: &[Vec<Inline>]) -> Option<String> {
    let words: Vec<String> = cells
        .iter()
        .map(|cell| inline_text(cell))
        .filter(|cell| !cell.is_empty())
        .collect();
    (!words.is_empty()).then(|| words.join(", "))
}

fn add_inlines(content: &[Inline], out: &mut String) {
    for inline in content {
        match inline {
            Inline::Text(text) | Inline::Code(text) => out.push_str(text),
            Inline::Strong(content) | Inline::Emphasis(content) | Inline::Link { content, .. } => {
                add_inlines(content, out);
            }
            Inline::Image { description, .. } => out.push_str(description),
            Inline::Break | Inline::SoftBreak => out.push(' '),
        }
    }
}
