//! What programs read: the sitemap, `robots.txt`, and the Atom feed of what changed.
//!
//! In: the resolved site. Out: three files. Nothing here knows a template.

mod atom;
mod sitemap;

use super::theme::Theme;
use super::{OutputFile, Sink};
use crate::error::Result;
use crate::site::{Site, routes};

/// Renders them. Without an address in `site.toml` there is no sitemap, because its links must be whole.
pub fn render(site: &Site, theme: &Theme, sink: &dyn Sink) -> Result<()> {
    let file = |path: &str, text: String| OutputFile {
        path: path.to_owned(),
        bytes: text.into_bytes(),
    };
    if let Some(address) = &site.config.address {
        for (path, text) in sitemap::render(site, address) {
            sink.take(file(&path, text))?;
        }
    }
    sink.take(file(routes::ROBOTS, robots(site)))?;
    sink.take(file(routes::FEED, atom::render(site, theme)))
}

/// RFC 9309. A sample is about an invented county and must not turn up in anybody's search.
fn robots(site: &Site) -> String {
    if site.config.sample {
        return "# This is a sample about an invented county.\nUser-agent: *\nDisallow: /\n".to_owned();
    }
    let sitemap = site
        .config
        .address
        .as_ref()
        .map(|address| format!("\nSitemap: {address}{}\n", routes::SITEMAP));
    format!("User-agent: *\nAllow: /\n{}", sitemap.unwrap_or_default())
}

/// Text for an XML element or attribute (XML 1.0, 2.4); characters that XML cannot hold are left out.
pub(super) fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            '\t' | '\n' | '\r' => safe.push(c),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
            c => safe.push(c),
        }
    }
    safe
}
