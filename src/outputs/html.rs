//! The last step of every page: as few bytes as valid HTML allows.
//!
//! In: a rendered page. Out: the same page without the white space nobody sees. Closing tags, `<html>` and `<head>` stay,
//! because readers of old and simple browsers, and the Nu checker, want them.

use minify_html::{Cfg, minify};

/// Stands for the style sheet until the page is small: it is the same on every page and small already.
pub const STYLE_MARK: &str = "fingerpost-style";

/// Minifies a page and puts the style sheet in.
pub fn minify_page(html: &str, style: &str) -> Vec<u8> {
    let small = minify(html.as_bytes(), &settings());
    let mark = format!("<style>{STYLE_MARK}</style>");
    let found = small.windows(mark.len()).position(|part| part == mark.as_bytes());
    let Some((head, tail)) = found.and_then(|at| small.split_at_checked(at)) else {
        return small;
    };
    let mut page = Vec::with_capacity(small.len() + style.len());
    page.extend_from_slice(head);
    page.extend_from_slice(b"<style>");
    page.extend_from_slice(style.as_bytes());
    page.extend_from_slice(b"</style>");
    page.extend_from_slice(tail.get(mark.len()..).unwrap_or_default());
    page
}

/// Minifies a style sheet, once a theme.
pub fn minify_style(css: &str) -> String {
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
