//! Markdown text into the tree, once, with everything its editor should know.
//!
//! In: text, hostile or not. Out: a [`Document`] of bounded depth and a list of [`Finding`]s. One event of the Markdown reader
//! comes in at a time, so no nesting in the text becomes a nesting of calls here.

mod checked;
mod depth;
mod part;

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag, TagEnd};

use self::part::{Kind, Part, alignment, code_block, paragraph, printable, table, with_last_line};
use super::finding::{Finding, FindingKind, Findings};
use super::outline::Ids;
use super::text::inline_text;
use super::tree::{Block, Document, Inline};

/// The longest text that is read whole, in bytes (1 MiB); some 150,000 words.
pub const MAX_BYTES: usize = 1 << 20;

/// How deep quotations, list items, links, images, strong and emphasised words may stand in each other.
/// What is deeper keeps its words and loses its form.
pub const MAX_DEPTH: usize = 12;

/// Reads a text. Every text becomes a document; what is wrong with it is in the findings, sorted by place.
pub fn parse(text: &str) -> (Document, Vec<Finding>) {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let kept = text.get(..text.floor_char_boundary(MAX_BYTES)).unwrap_or(text);
    let mut builder = Builder::new(kept);
    if kept.len() < text.len() {
        builder.findings.push(
            kept.len(),
            FindingKind::TooLong,
            "this text is longer than 1 MiB; what follows is left out",
            "split it into several pages",
        );
    }
    let bounded = depth::bounded(kept);
    for (event, range) in Parser::new_ext(&bounded, Options::ENABLE_TABLES).into_offset_iter() {
        builder.event(event, range.start);
    }
    builder.finish()
}

struct Builder<'a> {
    findings: Findings<'a>,
    ids: Ids,
    /// The part being filled.
    open: Part,
    /// The parts around it, outermost first.
    outer: Vec<Part>,
    /// How many nesting parts the text has open here, those beyond [`MAX_DEPTH`] included.
    depth: usize,
    /// The tag whose content is being left out, until it closes or the paragraph ends.
    hiding: Option<String>,
    /// The level of the heading before this place; 1 is the title of the page.
    last_level: u8,
}

impl<'a> Builder<'a> {
    fn new(text: &'a str) -> Self {
        Self {
            findings: Findings::new(text),
            ids: Ids::default(),
            open: Part::new(Kind::Document, 0),
            outer: Vec::new(),
            depth: 0,
            hiding: None,
            last_level: 1,
        }
    }

    fn finish(self) -> (Document, Vec<Finding>) {
        let blocks = with_last_line(self.open.blocks, self.open.inlines);
        (Document { blocks }, self.findings.finish())
    }

    fn event(&mut self, event: Event, at: usize) {
        match event {
            Event::Start(tag) => self.start(tag, at),
            Event::End(tag) => self.end(tag),
            Event::Text(text) if self.hiding.is_none() => self.open.add_text(&text),
            Event::Code(code) => self.add_inline(Inline::Code(printable(&code).collect())),
            Event::Html(lines) => self.open.add_text(&lines),
            Event::InlineHtml(tag) => self.html_tag(&tag, at),
            // After `<br>` the end of the source line says nothing more.
            Event::SoftBreak if self.open.inlines.last() == Some(&Inline::Break) => {}
            Event::SoftBreak => self.add_inline(Inline::SoftBreak),
            Event::HardBreak => self.add_inline(Inline::Break),
            Event::Rule => self.open.add_block(Block::Rule),
            // Hidden text, and events of extensions that are off.
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag, at: usize) {
        let end = tag.to_end();
        if !is_inline(end) {
            self.hiding = None;
        }
        if nests(end) {
            self.depth += 1;
            if self.depth == MAX_DEPTH + 1 {
                self.findings.push(
                    at,
                    FindingKind::TooDeep,
                    format!(
                        "lists, quotations or links stand more than {MAX_DEPTH} deep in each other; \
                         what is deeper is shown as plain text"
                    ),
                    "make it flatter: fewer lists in lists and quotations in quotations",
                );
            }
        }
        if self.is_flattened(end) {
            if !is_inline(end) {
                self.open.end_line();
            }
            return;
        }
        if let (Tag::Paragraph, Kind::Item { has_paragraphs }) = (&tag, &mut self.open.kind) {
            *has_paragraphs = true;
        }
        let part = Part::new(self.kind(tag, at), at);
        self.outer.push(std::mem::replace(&mut self.open, part));
    }

    fn end(&mut self, tag: TagEnd) {
        let flattened = self.is_flattened(tag);
        if nests(tag) {
            self.depth = self.depth.saturating_sub(1);
        }
        if !is_inline(tag) {
            self.hiding = None;
        }
        if !flattened {
            self.close();
        } else if !is_inline(tag) {
            self.open.end_line();
        }
    }

    /// Whether a part is too deep to keep its form. Its start and its end get the same answer.
    fn is_flattened(&self, tag: TagEnd) -> bool {
        match tag {
            TagEnd::List(_) => self.depth >= MAX_DEPTH,
            tag => nests(tag) && self.depth > MAX_DEPTH,
        }
    }

    /// What a part becomes when it ends.
    fn kind(&mut self, tag: Tag, at: usize) -> Kind {
        match tag {
            Tag::Heading { level, .. } => Kind::Heading(level as u8),
            Tag::BlockQuote(_) => Kind::Quote,
            Tag::CodeBlock(_) => Kind::Code,
            Tag::HtmlBlock => Kind::RawHtml,
            Tag::List(ordered) => Kind::List {
                ordered,
                tight: true,
                items: Vec::new(),
            },
            Tag::Item => Kind::Item { has_paragraphs: false },
            Tag::Table(columns) => Kind::Table {
                align: columns.into_iter().map(alignment).collect(),
                rows: Vec::new(),
            },
            Tag::TableHead | Tag::TableRow => Kind::Row(Vec::new()),
            Tag::TableCell => Kind::Cell,
            Tag::Strong => Kind::Strong,
            Tag::Emphasis => Kind::Emphasis,
            Tag::Link {
                link_type: LinkType::Email,
                dest_url,
                ..
            } => Kind::Link(self.link_target(&format!("mailto:{dest_url}"), at)),
            Tag::Link { dest_url, .. } => Kind::Link(self.link_target(&dest_url, at)),
            Tag::Image { dest_url, title, .. } => Kind::Image {
                target: self.image_target(&dest_url, at),
                title: (!title.trim().is_empty()).then(|| title.into_string()),
            },
            // The others belong to extensions that are off.
            _ => Kind::Paragraph,
        }
    }

    /// Puts the finished part where it belongs in the one around it.
    fn close(&mut self) {
        let around = self.outer.pop().unwrap_or_else(|| Part::new(Kind::Document, 0));
        let Part {
            kind,
            at,
            blocks,
            inlines,
        } = std::mem::replace(&mut self.open, around);
        match kind {
            Kind::Document => {}
            Kind::Paragraph => {
                if let Some(paragraph) = paragraph(inlines) {
                    self.open.add_block(paragraph);
                }
            }
            Kind::Heading(level) => self.heading(level, inlines, at),
            Kind::Quote => {
                let blocks = with_last_line(blocks, inlines);
                if !blocks.is_empty() {
                    self.open.add_block(Block::Quote(blocks));
                }
            }
            Kind::Code => self.open.add_block(code_block(&inlines)),
            Kind::RawHtml => self.html_block(&inline_text(&inlines), at),
            Kind::Item { has_paragraphs } => {
                self.open.add_item(with_last_line(blocks, inlines), has_paragraphs);
            }
            Kind::List { ordered, tight, items } => {
                self.open.add_block(Block::List { ordered, tight, items });
            }
            Kind::Cell => self.open.add_cell(inlines),
            Kind::Row(cells) => self.open.add_row(cells),
            Kind::Table { align, rows } => self.open.add_block(table(align, rows)),
            Kind::Strong | Kind::Emphasis if inlines.is_empty() => {}
            Kind::Strong => self.add_inline(Inline::Strong(inlines)),
            Kind::Emphasis => self.add_inline(Inline::Emphasis(inlines)),
            Kind::Link(target) => self.link(target, inlines, at),
            Kind::Image { target, title } => self.image(target, title, &inlines, at),
        }
    }
}

/// Whether a part counts towards [`MAX_DEPTH`].
fn nests(tag: TagEnd) -> bool {
    use TagEnd::{BlockQuote, Emphasis, Image, Item, Link, Strong};
    matches!(tag, BlockQuote(_) | Item | Link | Image | Strong | Emphasis)
}

fn is_inline(tag: TagEnd) -> bool {
    use TagEnd::{Emphasis, Image, Link, Strong};
    matches!(tag, Link | Image | Strong | Emphasis)
}
