//! The tree that a Markdown text becomes, and the one walk over it in reading order.
//!
//! In: what [`super::parse()`] builds. Out: [`Document`], [`Block`] and [`Inline`], and every node in turn.
//! It knows neither the syntax it came from nor any output. Its depth is capped by the parser, so a walk may be recursive.

use super::target::Target;

/// A whole text: a body, a description, a charter.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Document {
    /// What stands one below the other, in reading order.
    pub blocks: Vec<Block>,
}

/// A part that stands on lines of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// The title of a part of the page; never empty.
    Heading {
        /// 2 to 6, as written; the title of the page is the only 1.
        level: u8,
        /// Unique in its document, made from the heading's words, never starting with a digit.
        id: String,
        /// Its words.
        content: Vec<Inline>,
        /// 1-based, in the text that was parsed.
        line: u32,
    },
    /// Running text; never empty.
    Paragraph(Vec<Inline>),
    /// Points or steps.
    List {
        /// The first number of a numbered list, `None` for bullets.
        ordered: Option<u64>,
        /// No blank lines between its items: their first paragraphs are set without space around them.
        tight: bool,
        /// What stands in each item.
        items: Vec<Vec<Block>>,
    },
    /// Words of somebody else, set in.
    Quote(Vec<Block>),
    /// Text to be shown exactly as typed, without its last line end.
    CodeBlock(String),
    /// Rows and columns.
    Table {
        /// One for each column.
        align: Vec<Alignment>,
        /// One cell for each column; all empty where the editor left the heading row blank.
        head: Vec<Vec<Inline>>,
        /// Rows of cells, each as long as `head`.
        rows: Vec<Vec<Vec<Inline>>>,
    },
    /// A thematic break between two parts.
    Rule,
    /// A paragraph that is one image and nothing else.
    Picture {
        /// A [`Target::Entry`] or [`Target::Refused`], never another host.
        target: Target,
        /// What the image shows, for people who cannot see it; empty if the editor gave none.
        description: String,
        /// A caption, shown below the picture.
        title: Option<String>,
        /// 1-based, in the text that was parsed.
        line: u32,
    },
}

/// A part of a line of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Inline {
    /// Words as they are; outputs escape them.
    Text(String),
    /// Important words.
    Strong(Vec<Inline>),
    /// Stressed words.
    Emphasis(Vec<Inline>),
    /// What is typed or shown on a screen, exactly.
    Code(String),
    /// A link with words; a link without any is left out by the parser, and so is a title: few readers ever meet it.
    Link {
        /// Where it leads.
        target: Target,
        /// Its words, and perhaps images.
        content: Vec<Inline>,
        /// 1-based, in the text that was parsed.
        line: u32,
    },
    /// An image within a line.
    Image {
        /// A [`Target::Entry`] or [`Target::Refused`], never another host.
        target: Target,
        /// What the image shows, or empty.
        description: String,
        /// More about it, shown when a pointer rests on it.
        title: Option<String>,
        /// 1-based, in the text that was parsed.
        line: u32,
    },
    /// A line break the editor asked for.
    Break,
    /// The end of a line in the source, shown as a space.
    SoftBreak,
}

/// How the cells of a table's column are set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Alignment {
    /// As the language reads.
    Start,
    /// In the middle.
    Centre,
    /// At the other side: figures.
    End,
}

/// One step of [`walk`].
#[derive(Debug, Clone, Copy)]
pub enum Node<'a> {
    /// On lines of its own.
    Block(&'a Block),
    /// Within a line.
    Inline(&'a Inline),
}

/// Shows every node to `see`, in reading order, each before what it contains.
pub fn walk<'a>(document: &'a Document, see: &mut dyn FnMut(Node<'a>)) {
    walk_blocks(&document.blocks, see);
}

/// The targets of all links, each with its line, in reading order. Images are in [`images`].
pub fn links(document: &Document) -> Vec<(&Target, u32)> {
    let mut found = Vec::new();
    walk(document, &mut |node| {
        if let Node::Inline(Inline::Link { target, line, .. }) = node {
            found.push((target, *line));
        }
    });
    found
}

/// The targets of all images, each with its line, in reading order.
pub fn images(document: &Document) -> Vec<(&Target, u32)> {
    let mut found = Vec::new();
    walk(document, &mut |node| match node {
        Node::Block(Block::Picture { target, line, .. }) | Node::Inline(Inline::Image { target, line, .. }) => {
            found.push((target, *line))
        }
        _ => {}
    });
    found
}

fn walk_blocks<'a>(blocks: &'a [Block], see: &mut dyn FnMut(Node<'a>)) {
    for block in blocks {
        see(Node::Block(block));
        match block {
            Block::Heading { content, .. } | Block::Paragraph(content) => {
                walk_inlines(content, see);
            }
            Block::List { items, .. } => items.iter().for_each(|item| walk_blocks(item, see)),
            Block::Quote(blocks) => walk_blocks(blocks, see),
            Block::Table { head, rows, .. } => {
                for cell in head.iter().chain(rows.iter().flatten()) {
                    walk_inlines(cell, see);
                }
            }
            Block::CodeBlock(_) | Block::Rule | Block::Picture { .. } => {}
        }
    }
}

fn walk_inlines<'a>(inlines: &'a [Inline], see: &mut dyn FnMut(Node<'a>)) {
    for inline in inlines {
        see(Node::Inline(inline));
        match inline {
            Inline::Strong(content) | Inline::Emphasis(content) | Inline::Link { content, .. } => {
                walk_inlines(content, see);
            }
            Inline::Text(_) | Inline::Code(_) | Inline::Image { .. } | Inline::Break | Inline::SoftBreak => {}
        }
    }
}
