//! The last step of every page: as few bytes as valid HTML allows, and the parts that many pages share put in.
//!
//! In: a rendered page with marks where shared parts go. Out: the page. Closing tags, `<html>` and `<head>` stay, because
//! readers of old and simple browsers, and the Nu checker, want them. The style sheet and the card of each offer are
//! made small once, not once a page: they are most of what a site is made of.

use minify_html::{Cfg, minify};

use super::style::{ByScript, Style};

/// Stands for the way to the root in a shared part. Text of editors cannot hold it (see `yaml::fields`).
pub const ROOT: &str = "\u{e000}";

/// Stands on both sides of the name of a shared part. Text of editors cannot hold it.
const MARK: &str = "\u{e001}";

/// The parts that depend on all that a page holds, so that they come last.
pub const STYLE: &str = "style";
/// See [`STYLE`].
pub const STYLE_HASH: &str = "style-hash";

/// What stands in a page until the shared part `name` is put in.
pub fn mark(name: &str) -> String {
    format!("{MARK}{name}{MARK}")
}

/// The names of the shared parts that a page asks for.
pub fn marks(html: &str) -> impl Iterator<Item = &str> {
    html.split(MARK).skip(1).step_by(2)
}

/// Minifies a page and puts the shared parts in. `part` knows them by name; `root` is the way from this page to the root.
/// What `part` does not know keeps its mark.
pub fn finish_page<'a>(html: &str, root: &str, part: impl Fn(&str) -> Option<&'a str>) -> String {
    let small = small(html);
    let mut page = String::with_capacity(small.len() * 2);
    for (index, piece) in small.split(MARK).enumerate() {
        if index % 2 == 0 {
            page.push_str(piece);
            continue;
        }
        let Some(part) = part(piece) else {
            page.push_str(&mark(piece));
            continue;
        };
        for (index, piece) in part.split(ROOT).enumerate() {
            if index > 0 {
                page.push_str(root);
            }
            page.push_str(piece);
        }
    }
    page
}

/// Puts in the style of a page and the hash of it, which its policy names.
pub fn put_style(page: &str, style: &Style, scripts: &[ByScript]) -> Vec<u8> {
    let (css, hash) = style.for_page(page, scripts);
    let put = page
        .replacen(&mark(STYLE), &css, 1)
        .replacen(&mark(STYLE_HASH), &hash, 1);
    put.into_bytes()
}

/// Minifies a part of a page.
pub fn small(html: &str) -> String {
    String::from_utf8(minify(html.as_bytes(), &settings())).unwrap_or_else(|_| html.to_owned())
}

/// Minifies a style sheet.
pub fn small_style(css: &str) -> String {
    let page = format!("<style>{css}</style>");
    let settings = Cfg {
        minify_css: true,
        ..settings()
    };
    let small = String::from_utf8_lossy(&minify(page.as_bytes(), &settings)).into_owned();
    let inside = small
        .strip_prefix("<style>")
        .and_then(|rest| rest.strip_suffix("</style>"));
    inside.unwrap_or(css).to_owned()
}

/// Only what the HTML standard allows; script and style are left as they are (the style's hash stands in the policy).
fn settings() -> Cfg {
    Cfg {
        keep_closing_tags: true,
        keep_html_and_head_opening_tags: true,
        keep_input_type_text_attr: true,
        ..Cfg::default()
    }
}
