//! The pictures of a theme: its logo and whatever lies in `images/`.
//!
//! In: SVG and PNG files from a designer. Out: the files as they are published, at the root of the site, and how large the
//! logo is shown. An SVG is a program as much as a picture: what could run, or fetch something from elsewhere, is refused,
//! also because a browser that opens the file by itself asks no page's policy.

use std::collections::BTreeMap;

use roxmltree::{Document, Node, NodeType};
use serde::Serialize;

use super::files::ThemeFiles;
use super::look::LogoLines;
use crate::diagnostics::{Diagnostics, Location};
use crate::values::Mistake;

/// Every page shows the logo, also over a slow line: at most 20 KB.
const LARGEST_LOGO: usize = 20 * 1024;

/// Any other picture: at most 200 KB.
const LARGEST: usize = 200 * 1024;

/// The height of the logo in CSS pixels: that of a target (WCAG 2.2, 2.5.5).
const HEIGHT: f64 = 44.0;

/// The most width: it still fits beside nothing else on the narrowest screen (WCAG 2.2, 1.4.10).
const WIDTH: f64 = 240.0;

const SVG: &str = "http://www.w3.org/2000/svg";

/// What a drawing is made of (SVG 2). Nothing that runs, moves, links or fetches.
const ELEMENTS: &[&str] = &[
    "circle",
    "clipPath",
    "defs",
    "desc",
    "ellipse",
    "g",
    "line",
    "linearGradient",
    "marker",
    "mask",
    "path",
    "pattern",
    "polygon",
    "polyline",
    "radialGradient",
    "rect",
    "stop",
    "style",
    "svg",
    "symbol",
    "text",
    "textPath",
    "title",
    "tspan",
    "use",
];

/// The logo as pages show it.
#[derive(Debug, Clone, Serialize)]
pub struct Logo {
    /// From the site's root.
    file: String,
    /// For dark schemes.
    dark: Option<String>,
    /// For somebody who does not see it. Empty where the name beside it says the same.
    description: String,
    /// In CSS pixels.
    width: u32,
    height: u32,
}

/// A mistake in a picture, at a byte of its text.
struct Fault {
    offset: usize,
    mistake: Mistake,
}

/// What lies in `images/`, by its name in the site, and the logo.
pub(super) fn read(
    files: &ThemeFiles,
    logo: Option<&LogoLines>,
    diagnostics: &mut Diagnostics,
) -> (BTreeMap<String, Vec<u8>>, Option<Logo>) {
    let mut pictures = BTreeMap::new();
    for (path, bytes) in files.own.iter().filter(|(path, _)| path.starts_with("images/")) {
        if take(files, path, bytes, LARGEST, diagnostics).is_some() {
            pictures.insert(name(path).to_owned(), bytes.clone());
        }
    }
    let logo = logo.and_then(|lines| {
        let mut published = |(path, at): &(String, Location)| {
            let Some(bytes) = files.own.get(path) else {
                let message = format!("there is no file `{path}` in the theme's folder");
                let help = "write its path from there, such as `logo.svg` or `images/logo.png`";
                diagnostics.error("theme-file", at.clone(), message, Some(help.into()));
                return None;
            };
            let size = take(files, path, bytes, LARGEST_LOGO, diagnostics)?;
            pictures.insert(name(path).to_owned(), bytes.clone());
            Some((name(path).to_owned(), size))
        };
        let (file, size) = published(&lines.file)?;
        let dark = lines.dark.as_ref().and_then(published);
        let (width, height) = shown(size);
        let (description, dark) = (lines.description.clone(), dark.map(|(file, _)| file));
        Some(Logo {
            file,
            dark,
            description,
            width,
            height,
        })
    });
    (pictures, logo)
}

/// How large a logo is shown, so that nothing moves when it comes.
fn shown((width, height): (f64, f64)) -> (u32, u32) {
    let ratio = (width / height).clamp(0.1, 20.0);
    let width = (HEIGHT * ratio).min(WIDTH);
    (width.round() as u32, (width / ratio).round() as u32)
}

fn name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// The width and height of a picture that may be published; what is wrong with any other is noted.
fn take(
    files: &ThemeFiles,
    path: &str,
    bytes: &[u8],
    most: usize,
    diagnostics: &mut Diagnostics,
) -> Option<(f64, f64)> {
    let mut wrong = |at, mistake: Mistake| diagnostics.error("theme-picture", at, mistake.message, mistake.help);
    if !name(path)
        .bytes()
        .all(|one| one.is_ascii_alphanumeric() || b"-_.".contains(&one))
    {
        let help = "use letters from a to z, digits and hyphens";
        wrong(
            files.start_of(path),
            Mistake::with_help("the name of this file cannot be part of every address", help),
        );
        return None;
    }
    if bytes.len() > most {
        let message = format!(
            "this picture has {} KB; {} KB is the most",
            bytes.len().div_ceil(1024),
            most / 1024
        );
        let help = "save it smaller: as a plain SVG, or as a PNG of at most 480 pixels width";
        wrong(files.start_of(path), Mistake::with_help(message, help));
        return None;
    }
    if path.ends_with(".png") {
        let size = png_size(bytes);
        if size.is_none() {
            let help = "open it in a program for pictures, and save it as PNG";
            wrong(
                files.start_of(path),
                Mistake::with_help("this file is called `.png` and is not a PNG", help),
            );
        }
        return size;
    }
    let text = files.own_text(path)?;
    match svg_size(text) {
        Ok(size) => Some(size),
        Err(fault) => {
            wrong(files.place(path, text, fault.offset), fault.mistake);
            None
        }
    }
}

/// The size in the header of a PNG (PNG, third edition, 11.2.1).
fn png_size(bytes: &[u8]) -> Option<(f64, f64)> {
    let rest = bytes.strip_prefix(b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR")?;
    let number = |from: usize| {
        let four: [u8; 4] = rest.get(from..from + 4)?.try_into().ok()?;
        Some(f64::from(u32::from_be_bytes(four))).filter(|size| *size > 0.0)
    };
    Some((number(0)?, number(4)?))
}

/// The size of an SVG that holds nothing but a drawing.
fn svg_size(text: &str) -> Result<(f64, f64), Fault> {
    let plain = "save it as a plain SVG, without scripts, links and pictures from elsewhere";
    let document = Document::parse(text).map_err(|error| Fault {
        offset: offset_of(text, error.pos()),
        mistake: Mistake::with_help(format!("this SVG cannot be read: {error}"), plain),
    })?;
    for node in document.root().descendants() {
        if let Some(message) = refused(&node) {
            let (offset, mistake) = (node.range().start, Mistake::with_help(message, plain));
            return Err(Fault { offset, mistake });
        }
    }
    let root = document.root_element();
    let numbers = |name| {
        let parts = root
            .attribute(name)
            .unwrap_or_default()
            .split([' ', ','])
            .filter(|part| !part.is_empty());
        parts
            .map(|part| part.trim_end_matches("px").parse::<f64>().ok())
            .collect::<Option<Vec<f64>>>()
    };
    let size = match (
        numbers("viewBox").as_deref(),
        numbers("width").as_deref(),
        numbers("height").as_deref(),
    ) {
        (Some([_, _, width, height]), _, _) | (_, Some([width]), Some([height])) => (*width, *height),
        _ => (0.0, 0.0),
    };
    if size.0 > 0.0 && size.1 > 0.0 && size.0.is_finite() && size.1.is_finite() {
        return Ok(size);
    }
    let message = "this SVG does not say how wide and high it is";
    let help = "give its first element a `viewBox`, such as `viewBox=\"0 0 200 60\"`";
    Err(Fault {
        offset: root.range().start,
        mistake: Mistake::with_help(message, help),
    })
}

/// Why a part of an SVG is refused.
fn refused(node: &Node<'_, '_>) -> Option<String> {
    match node.node_type() {
        NodeType::PI => return Some("an SVG of a theme has no `<?…?>` inside".to_owned()),
        NodeType::Text => {
            let is_style = node
                .parent()
                .is_some_and(|parent| parent.has_tag_name("style") || parent.has_tag_name((SVG, "style")));
            return (is_style && fetches(node.text().unwrap_or_default()))
                .then(|| "the style of this SVG would fetch something from elsewhere".to_owned());
        }
        NodeType::Element => {}
        NodeType::Root | NodeType::Comment => return None,
    }
    let tag = node.tag_name();
    if tag.namespace() != Some(SVG) || !ELEMENTS.contains(&tag.name()) {
        return Some(format!("an SVG of a theme is a drawing, without `<{}>`", tag.name()));
    }
    let mut attributes = node.attributes();
    let bad = attributes.find(|one| {
        let (name, value) = (one.name().to_ascii_lowercase(), one.value());
        name.starts_with("on") || (name == "href" && !value.starts_with('#')) || fetches(value)
    });
    bad.map(|one| format!("`{}` on `<{}>` could run or fetch something", one.name(), tag.name()))
}

/// Whether a value of an attribute or a style could lead out of the file.
fn fetches(value: &str) -> bool {
    let value: String = value.to_ascii_lowercase().split_whitespace().collect();
    let leads_out = |rest: &str| !rest.trim_start_matches(['"', '\'']).starts_with('#');
    value.split("url(").skip(1).any(leads_out)
        || ["//", "\\", "@import", "image-set", "javascript:", "data:"]
            .iter()
            .any(|sign| value.contains(sign))
}

/// The byte of a line and column, both from 1.
fn offset_of(text: &str, place: roxmltree::TextPos) -> usize {
    let lines = text.split_inclusive('\n').take((place.row as usize).saturating_sub(1));
    let start: usize = lines.map(str::len).sum();
    let line = text.get(start..).unwrap_or_default();
    let columns = line.chars().take((place.col as usize).saturating_sub(1));
    start + columns.map(char::len_utf8).sum::<usize>()
}
