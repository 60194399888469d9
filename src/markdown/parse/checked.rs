//! Headings, links, images and HTML: the parts that are checked as they join the tree.
//!
//! In: a finished part and where it began. Out: a node, or nothing, and findings for the editor.

use crate::markdown::finding::{FindingKind, quoted};
use crate::markdown::raw_html::{self, hides_its_content};
use crate::markdown::target::{Target, is_protocol_relative};
use crate::markdown::text::inline_text;
use crate::markdown::tree::{Block, Inline};

use super::Builder;
use super::part::{printable, trimmed};

impl Builder<'_> {
    /// Adds words or a node to the line, unless they stand within a script or a style.
    pub(super) fn add_inline(&mut self, inline: Inline) {
        if self.hiding.is_none() {
            self.open.inlines.push(inline);
        }
    }

    pub(super) fn heading(&mut self, written: u8, content: Vec<Inline>, at: usize) {
        let content = trimmed(content);
        let words = inline_text(&content);
        if words.trim().is_empty() {
            return;
        }
        let level = written.max(2);
        if written < level {
            self.findings.push(
                at,
                FindingKind::TopHeading,
                "the title of the page is its only heading of the first level; this one becomes `##`",
                "write it with `##`",
            );
        }
        self.check_step(level, at);
        self.last_level = level;
        let (id, line) = (self.ids.give(&words), self.findings.line(at));
        self.open.add_block(Block::Heading {
            level,
            id,
            content,
            line,
        });
    }

    fn check_step(&mut self, level: u8, at: usize) {
        let hashes = |level: u8| format!("`{}`", "#".repeat(usize::from(level)));
        let expected = self.last_level + 1;
        if level <= expected {
            return;
        }
        let before = match self.last_level {
            1 => "no heading stands before it".to_owned(),
            last => format!("the one before it has {}", hashes(last)),
        };
        self.findings.push(
            at,
            FindingKind::SkippedHeading,
            format!("this heading has {}, but {before}", hashes(level)),
            format!("write it with {}: each level goes one step down", hashes(expected)),
        );
    }

    /// Where a link leads, checked when the link begins.
    pub(super) fn link_target(&mut self, written: &str, at: usize) -> Target {
        Target::parse(written).unwrap_or_else(|refusal| {
            self.findings
                .push(at, FindingKind::RefusedLink, refusal.message, refusal.help);
            Target::Refused(written.to_owned())
        })
    }

    /// Where the file of an image is, checked when the image begins.
    pub(super) fn image_target(&mut self, written: &str, at: usize) -> Target {
        let help = "put the picture into `content/pictures/` and write `pictures/` and its name, such as `pictures/printer.jpg`";
        let (kind, message) = match Target::parse(written) {
            Ok(target @ Target::Entry { .. }) => return target,
            Err(refusal) if !is_protocol_relative(written) => (FindingKind::RefusedLink, refusal.message),
            Ok(Target::Web(_)) | Err(_) => {
                let why = "so it is left out: showing it would tell that website who reads the page";
                (
                    FindingKind::OutsideImage,
                    format!("the picture {} is on another website, {why}", quoted(written)),
                )
            }
            Ok(_) => (
                FindingKind::RefusedLink,
                format!("{} is not a picture", quoted(written)),
            ),
        };
        self.findings.push(at, kind, message, help);
        Target::Refused(written.to_owned())
    }

    pub(super) fn link(&mut self, target: Target, content: Vec<Inline>, at: usize) {
        if self.hiding.is_some() {
            return;
        }
        let words = inline_text(&content);
        if words.trim().is_empty() {
            self.findings.push(
                at,
                FindingKind::EmptyLink,
                "this link has no words, so it is left out",
                "say between the square brackets where it goes",
            );
            self.open.inlines.extend(content);
            return;
        }
        if is_vague(&words) {
            self.findings.push(
                at,
                FindingKind::VagueLink,
                format!("the words {} do not say where this link goes", quoted(words.trim())),
                "name the page it leads to: many people hear or print links without the sentence around them",
            );
        }
        let line = self.findings.line(at);
        self.open.inlines.push(Inline::Link { target, content, line });
    }

    pub(super) fn image(&mut self, target: Target, title: Option<String>, content: &[Inline], at: usize) {
        let description = inline_text(content).trim().to_owned();
        if description.is_empty() || is_file_name(&description) {
            self.findings.push(
                at,
                FindingKind::ImageWithoutDescription,
                "this picture has no description for people who cannot see it",
                "say between the square brackets what it shows",
            );
        }
        let can_be_shown = !matches!(target, Target::Refused(_));
        if can_be_shown || !description.is_empty() {
            let title = title.map(|title| printable(&title).collect());
            let line = self.findings.line(at);
            self.add_inline(Inline::Image {
                target,
                description,
                title,
                line,
            });
        }
    }

    /// A tag within a line.
    pub(super) fn html_tag(&mut self, tag: &str, at: usize) {
        match raw_html::Tag::parse(tag) {
            raw_html::Tag::LineBreak => self.add_inline(Inline::Break),
            raw_html::Tag::Closing(name) => {
                if self.hiding.as_ref() == Some(&name) {
                    self.hiding = None;
                }
            }
            raw_html::Tag::Opening(name) => {
                self.html_left_out(&name, at);
                if hides_its_content(&name) && self.hiding.is_none() {
                    self.hiding = Some(name);
                }
            }
            raw_html::Tag::Silent => {}
        }
    }

    /// Tags on lines of their own, and the words between them.
    pub(super) fn html_block(&mut self, html: &str, at: usize) {
        let stripped = raw_html::strip(html);
        if let Some(name) = stripped.first_tag {
            self.html_left_out(&name, at);
        }
        if !stripped.text.is_empty() {
            self.open.add_block(Block::Paragraph(vec![Inline::Text(stripped.text)]));
        }
    }

    fn html_left_out(&mut self, name: &str, at: usize) {
        let tag = quoted(&format!("<{name}>"));
        let message = if hides_its_content(name) {
            format!("{tag} and what stands in it are left out")
        } else {
            format!("the HTML tag {tag} is left out; words stay")
        };
        let help = "write it in Markdown: `**bold**`, `[words](address)`, `![description](picture)`, `- item`";
        self.findings.push(at, FindingKind::RawHtml, message, help);
    }
}

/// Whether a description is what some programs put there: the name of the file.
fn is_file_name(description: &str) -> bool {
    let lower = description.to_ascii_lowercase();
    let endings = [".jpg", ".jpeg", ".png", ".webp", ".heic", ".gif"];
    !lower.contains(' ') && endings.iter().any(|ending| lower.ends_with(ending))
}

/// Link words that make sense only beside their sentence, and only to those who see it.
const VAGUE: &str = "click|click here|click on this link|click this link|details|download|download here|\
    find out more|follow this link|go|here|info|learn more|link|more|more details|\
    more info|more information|read more|see here|see more|this|this link|this page|\
    this site|this website";

fn is_vague(words: &str) -> bool {
    let words = words.to_lowercase();
    let plain: Vec<&str> = words
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let plain = plain.join(" ");
    VAGUE.split('|').any(|vague| vague == plain)
}
