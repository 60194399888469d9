//! Markdown walked for paper: headings, lists, steps, tables, pictures with their descriptions, links as printed references.
//!
//! In: the tree, and what this leaflet holds. Out: the same tree as a template reads it. It knows no HTML.

use super::unbroken::{as_written, has_rtl, isolated, unbroken};
use super::view::{Block, Inline};
use super::writer::Writer;
use crate::markdown::{self, Alignment, Document, Target};
use crate::values::web_address::WebAddress;

impl Writer<'_> {
    /// A text.
    pub fn prose(&self, document: &Document) -> Vec<Block> {
        self.blocks(&document.blocks)
    }

    fn blocks(&self, blocks: &[markdown::Block]) -> Vec<Block> {
        blocks.iter().map(|block| self.block(block)).collect()
    }

    fn block(&self, block: &markdown::Block) -> Block {
        match block {
            markdown::Block::Heading { level, content, .. } => Block::Heading {
                level: *level,
                c: self.inlines(content),
            },
            markdown::Block::Paragraph(content) => Block::Par {
                c: self.inlines(content),
            },
            markdown::Block::List { ordered, tight, items } => {
                let items = items.iter().map(|item| self.blocks(item)).collect();
                match ordered {
                    Some(start) => Block::Steps {
                        tight: *tight,
                        start: *start,
                        items,
                    },
                    None => Block::List { tight: *tight, items },
                }
            }
            markdown::Block::Quote(blocks) => Block::Quote { c: self.blocks(blocks) },
            markdown::Block::CodeBlock(code) => Block::Code {
                lines: code.lines().map(str::to_owned).collect(),
            },
            markdown::Block::Table { align, head, rows } => {
                let row = |cells: &Vec<Vec<markdown::Inline>>| cells.iter().map(|cell| self.inlines(cell)).collect();
                Block::Table {
                    align: align.iter().map(|one| side(*one)).collect(),
                    head: head.iter().any(|cell| !cell.is_empty()).then(|| row(head)),
                    rows: rows.iter().map(row).collect(),
                }
            }
            markdown::Block::Rule => Block::Rule,
            markdown::Block::Picture {
                target,
                description,
                title,
                ..
            } => Block::Picture {
                path: match target {
                    Target::Entry { path, .. } => path.clone(),
                    _ => String::new(),
                },
                description: self.text(description),
                caption: title.as_ref().map(|title| self.text(title)),
            },
        }
    }

    fn inlines(&self, content: &[markdown::Inline]) -> Vec<Inline> {
        content.iter().map(|inline| self.inline(inline)).collect()
    }

    fn inline(&self, inline: &markdown::Inline) -> Inline {
        match inline {
            markdown::Inline::Text(text) => Inline::Text { s: self.run(text) },
            // Slanted letters are hard to read: on paper stress is bold.
            markdown::Inline::Strong(content) | markdown::Inline::Emphasis(content) => Inline::Strong {
                c: self.inlines(content),
            },
            markdown::Inline::Code(code) => Inline::Code { s: code.clone() },
            markdown::Inline::Link { target, content, .. } => self.link(target, content),
            markdown::Inline::Image { description, .. } => Inline::Text {
                s: self.run(description),
            },
            markdown::Inline::Break => Inline::Break,
            markdown::Inline::SoftBreak => Inline::Text { s: " ".to_owned() },
        }
    }

    fn link(&self, target: &Target, content: &[markdown::Inline]) -> Inline {
        let c = self.inlines(content);
        let words = markdown::inline_text(content);
        let shown = |spoken: &str| (!squeezed(&words).contains(&squeezed(spoken))).then(|| self.run(spoken));
        match target {
            Target::Web(address) => {
                let spoken = WebAddress::parse(address).map_or_else(|_| address.clone(), |web| web.spoken().to_owned());
                Inline::Link {
                    url: address.clone(),
                    shown: shown(&spoken),
                    c,
                }
            }
            Target::Mail(address) => Inline::Link {
                url: format!("mailto:{address}"),
                shown: shown(address),
                c,
            },
            Target::Tel(number) => Inline::Link {
                url: format!("tel:{number}"),
                shown: shown(number),
                c,
            },
            Target::Entry { path, .. } => self.reference(path, &words, c),
            Target::Anchor(_) | Target::Refused(_) => Inline::Strong { c },
        }
    }

    /// A printed reference: the page if the thing is in this leaflet, else its address.
    fn reference(&self, path: &str, words: &str, c: Vec<Inline>) -> Inline {
        let Some(address) = self.said.site.routes.find(path) else {
            return Inline::Strong { c };
        };
        let title = self
            .title_of(address)
            .filter(|title| title.to_lowercase() != words.to_lowercase());
        if let Some(to) = self.here.get(address) {
            let words = match title {
                Some(title) => self
                    .said
                    .filled("print.see_page", &[("title", title), ("page", "{page}".to_owned())]),
                None => self.said.filled("print.on_page", &[("page", "{page}".to_owned())]),
            };
            return Inline::Page {
                to: to.clone(),
                words,
                c,
            };
        }
        let words = match (self.said.spoken_address(address), title) {
            (Some(address), _) => self.said.filled("print.see_address", &[("address", address)]),
            (None, Some(title)) => self.said.filled("print.see_title", &[("title", title)]),
            (None, None) => return Inline::Strong { c },
        };
        Inline::Elsewhere { words, c }
    }

    /// What a page of the site is called, where it is an offer or a guide.
    fn title_of(&self, address: &str) -> Option<String> {
        let site = self.said.site;
        let (folder, name) = address.strip_suffix(".html")?.split_once('/')?;
        // Both lists are sorted by slug.
        match folder {
            "offers" => {
                let at = site.offers.binary_search_by(|one| one.slug.as_str().cmp(name)).ok()?;
                site.offers.get(at).map(|one| one.name.clone())
            }
            "guides" => {
                let at = site.guides.binary_search_by(|one| one.slug.as_str().cmp(name)).ok()?;
                site.guides.get(at).map(|one| one.title.clone())
            }
            _ => None,
        }
    }

    /// A line with nothing in it that its end may break and must not.
    pub fn text(&self, text: &str) -> String {
        let text = self.run(text);
        if self.language.is_rtl() { isolated(text) } else { text }
    }

    /// A part of a line of prose, the same.
    fn run(&self, text: &str) -> String {
        unbroken(text, &self.said.strings.date.months)
    }

    /// Whether a text runs from left to right in a leaflet that runs from right to left.
    pub fn runs_otherwise(&self, document: &Document) -> bool {
        self.language.is_rtl() && !has_rtl(&markdown::text(document))
    }
}

/// The first words of a line, as they were written.
pub(super) fn first_words(content: &[Inline]) -> String {
    let texts = content.iter().find_map(|inline| match inline {
        Inline::Text { s } => Some(as_written(s)),
        Inline::Strong { c } => Some(first_words(c)),
        _ => None,
    });
    texts.unwrap_or_default()
}

fn side(align: Alignment) -> &'static str {
    match align {
        Alignment::Start => "start",
        Alignment::Centre => "centre",
        Alignment::End => "end",
    }
}

/// Letters and digits alone, to see whether a link's words say its address already.
fn squeezed(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}
