//! The tree as HTML, for a page that gives it a place.
//!
//! In: the tree, the level its highest heading takes in the page, and a function that knows addresses. Out: compact, valid HTML
//! in which everything from the text is escaped. It knows nothing of routes: it asks for the address of each thing on the site.

use super::target::{Target, encoded};
use super::tree::{Alignment, Block, Document, Inline};

/// Renders a text.
///
/// A heading written as `##` becomes `<h{first_level}>` and deeper ones follow, down to `<h6>`: 2 under the title of a page, 3 under
/// a heading of the template.
///
/// `address` is asked where each [`Target::Entry`] of a link leads, and answers with what goes into `href`; where it answers `None`,
/// the link keeps its words. `picture` is asked for the files of each image; without any, its description takes its place.
///
/// Columns that are not set at their start carry the class `align-centre` or `align-end`; there are no other classes and no styles.
pub fn html(
    document: &Document,
    first_level: u8,
    address: &dyn Fn(&Target) -> Option<String>,
    picture: &dyn Fn(&Target) -> Option<PictureFiles>,
) -> String {
    let mut writer = Writer {
        out: String::new(),
        first_level,
        address,
        picture,
    };
    writer.blocks(&document.blocks);
    writer.out
}

/// The files of an image, each by what goes into `src`, and its size on the page in CSS pixels, which keeps its place until
/// it is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PictureFiles {
    /// WebP files with their widths in pixels, narrowest first.
    pub webp: Vec<(String, u32)>,
    /// A file for browsers that do not read WebP.
    pub fallback: String,
    /// How wide it is where there is room.
    pub width: u32,
    /// How high it is then.
    pub height: u32,
}

struct Writer<'a> {
    out: String,
    first_level: u8,
    address: &'a dyn Fn(&Target) -> Option<String>,
    picture: &'a dyn Fn(&Target) -> Option<PictureFiles>,
}

/// The parts of an image, wherever it stands.
struct Image<'a> {
    target: &'a Target,
    description: &'a str,
}

impl Writer<'_> {
    fn blocks(&mut self, blocks: &[Block]) {
        blocks.iter().for_each(|block| self.block(block));
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading { level, id, content, .. } => self.heading(*level, id, content),
            Block::Paragraph(content) => self.paragraph(content),
            Block::List { ordered, tight, items } => self.list(*ordered, *tight, items),
            Block::Quote(blocks) => {
                self.out.push_str("<blockquote>");
                self.blocks(blocks);
                self.out.push_str("</blockquote>");
            }
            Block::CodeBlock(code) => {
                self.out.push_str("<pre><code>");
                self.escape(code);
                self.out.push_str("</code></pre>");
            }
            Block::Table { align, head, rows } => self.table(align, head, rows),
            Block::Rule => self.out.push_str("<hr>"),
            Block::Picture {
                target,
                description,
                title,
                ..
            } => {
                self.picture(&Image { target, description }, title.as_deref());
            }
        }
    }

    fn heading(&mut self, level: u8, id: &str, content: &[Inline]) {
        let level = self.first_level.saturating_add(level.saturating_sub(2)).clamp(1, 6);
        self.out.push_str(&format!("<h{level}"));
        self.attribute("id", id);
        self.out.push('>');
        self.inlines(content);
        self.out.push_str(&format!("</h{level}>"));
    }

    /// A paragraph of which nothing can be shown, such as an image without address and description, leaves no empty one behind.
    fn paragraph(&mut self, content: &[Inline]) {
        let before = self.out.len();
        self.out.push_str("<p>");
        let start = self.out.len();
        self.inlines(content);
        if self.out.len() == start {
            self.out.truncate(before);
        } else {
            self.out.push_str("</p>");
        }
    }

    fn list(&mut self, ordered: Option<u64>, tight: bool, items: &[Vec<Block>]) {
        match ordered {
            None => self.out.push_str("<ul>"),
            Some(1) => self.out.push_str("<ol>"),
            Some(start) => self.out.push_str(&format!("<ol start=\"{start}\">")),
        }
        for item in items {
            self.out.push_str("<li>");
            match item.as_slice() {
                [Block::Paragraph(content), more @ ..] if tight => {
                    self.inlines(content);
                    self.blocks(more);
                }
                blocks => self.blocks(blocks),
            }
            self.out.push_str("</li>");
        }
        self.out.push_str(if ordered.is_some() { "</ol>" } else { "</ul>" });
    }

    fn table(&mut self, align: &[Alignment], head: &[Vec<Inline>], rows: &[Vec<Vec<Inline>>]) {
        self.out.push_str("<table>");
        if head.iter().any(|cell| !cell.is_empty()) {
            self.out.push_str("<thead>");
            self.row(align, head, "th");
            self.out.push_str("</thead>");
        }
        self.out.push_str("<tbody>");
        rows.iter().for_each(|row| self.row(align, row, "td"));
        self.out.push_str("</tbody></table>");
    }

    fn row(&mut self, align: &[Alignment], cells: &[Vec<Inline>], name: &str) {
        self.out.push_str("<tr>");
        for (cell, align) in cells.iter().zip(align) {
            // A heading cell without words would be announced as a heading of nothing.
            let name = if cell.is_empty() { "td" } else { name };
            self.out.push('<');
            self.out.push_str(name);
            if name == "th" {
                self.attribute("scope", "col");
            }
            match align {
                Alignment::Start => {}
                Alignment::Centre => self.attribute("class", "align-centre"),
                Alignment::End => self.attribute("class", "align-end"),
            }
            self.out.push('>');
            self.inlines(cell);
            self.out.push_str(&format!("</{name}>"));
        }
        self.out.push_str("</tr>");
    }

    fn picture(&mut self, image: &Image, caption: Option<&str>) {
        let (open, close) = match caption {
            None => ("<p>", "</p>"),
            Some(_) => ("<figure>", "</figure>"),
        };
        let before = self.out.len();
        self.out.push_str(open);
        let start = self.out.len();
        self.image(image, None);
        if let Some(caption) = caption {
            self.out.push_str("<figcaption>");
            self.escape(caption);
            self.out.push_str("</figcaption>");
        }
        if self.out.len() == start {
            self.out.truncate(before);
        } else {
            self.out.push_str(close);
        }
    }

    fn inlines(&mut self, content: &[Inline]) {
        for inline in content {
            match inline {
                Inline::Text(text) => self.escape(text),
                Inline::Strong(content) => self.inside("strong", content),
                Inline::Emphasis(content) => self.inside("em", content),
                Inline::Code(code) => {
                    self.out.push_str("<code>");
                    self.escape(code);
                    self.out.push_str("</code>");
                }
                Inline::Link { target, content, .. } => self.link(target, content),
                Inline::Image {
                    target,
                    description,
                    title,
                    ..
                } => {
                    self.image(&Image { target, description }, title.as_deref());
                }
                Inline::Break => self.out.push_str("<br>"),
                Inline::SoftBreak => self.out.push(' '),
            }
        }
    }

    fn inside(&mut self, name: &str, content: &[Inline]) {
        self.out.push_str(&format!("<{name}>"));
        self.inlines(content);
        self.out.push_str(&format!("</{name}>"));
    }

    fn link(&mut self, target: &Target, content: &[Inline]) {
        let href = match target {
            Target::Web(address) => Some(address.clone()),
            Target::Mail(address) => Some(format!("mailto:{}", encoded(address))),
            Target::Tel(number) => Some(format!("tel:{number}")),
            Target::Anchor(id) => Some(encoded(&format!("#{id}"))),
            Target::Entry { .. } => (self.address)(target),
            Target::Refused(_) => None,
        };
        let Some(href) = href else {
            return self.inlines(content);
        };
        self.out.push_str("<a");
        self.attribute("href", &href);
        if matches!(target, Target::Web(_)) {
            self.attribute("rel", "noopener external");
        }
        self.out.push('>');
        self.inlines(content);
        self.out.push_str("</a>");
    }

    fn image(&mut self, image: &Image, title: Option<&str>) {
        let files = match image.target {
            Target::Entry { .. } => (self.picture)(image.target),
            _ => None,
        };
        let Some(files) = files else {
            return self.escape(image.description);
        };
        let PictureFiles {
            webp,
            fallback,
            width,
            height,
        } = files;
        let each: Vec<String> = webp.iter().map(|(file, width)| format!("{file} {width}w")).collect();
        self.out.push_str("<picture><source type=\"image/webp\"");
        self.attribute("srcset", &each.join(", "));
        // A picture is as wide as the screen where the screen is narrow, and never wider than it should be.
        self.attribute("sizes", &format!("(max-width: {width}px) 100vw, {width}px"));
        self.out.push_str("><img");
        self.attribute("src", &fallback);
        self.attribute("alt", image.description);
        if let Some(title) = title {
            self.attribute("title", title);
        }
        self.attribute("width", &width.to_string());
        self.attribute("height", &height.to_string());
        self.attribute("loading", "lazy");
        self.attribute("decoding", "async");
        self.out.push_str("></picture>");
    }

    fn attribute(&mut self, name: &str, value: &str) {
        self.out.push_str(&format!(" {name}=\""));
        self.escape(value);
        self.out.push('"');
    }

    /// The five characters that mean something to HTML; safe between tags and in quoted attributes.
    fn escape(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                '&' => self.out.push_str("&amp;"),
                '<' => self.out.push_str("&lt;"),
                '>' => self.out.push_str("&gt;"),
                '"' => self.out.push_str("&quot;"),
                '\'' => self.out.push_str("&#39;"),
                c => self.out.push(c),
            }
        }
    }
}
