//! The style of one page: of the theme's style sheet, the rules that something on the page can match.
//!
//! In: a style sheet, and a finished page. Out: the page with its own style in it, and the hash of that style. The style
//! stands in every page, so every rule that no element of a page can match is waited for in vain. It does not know
//! templates: what a page holds is read from the page itself, so a theme may write its pages as it likes.
//!
//! A selector is left out when it names an element, a class or an id that the page does not hold. Whatever is not
//! understood stays: the states of a reader (`:hover`), attributes, what stands in brackets, rules inside rules, and
//! every at-rule but `@media`, `@supports` and `@container`, of which the rules inside are chosen, and `@keyframes`, which goes
//! with the rules that name it.

mod names;
mod sheet;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use names::Names;
pub use names::{ByScript, Used};
use sheet::Part;

/// A style sheet, cut into rules.
pub struct Style {
    parts: Vec<Part>,
    /// Whatever selectors name.
    names: Names,
    text: String,
}

impl Style {
    /// Cuts a style sheet into its rules.
    pub fn parse(css: &str) -> Self {
        let mut names = Names::default();
        let parts = sheet::parse(css, &mut names);
        let text = css.to_owned();
        Self { parts, names, text }
    }

    /// All of it, of which no page holds more.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The rules for a page that holds what is `used`, in their order; then what animations do, whose place says nothing.
    fn only(&self, used: &Used) -> String {
        let mut css = String::new();
        let mut animations = Vec::new();
        for part in &self.parts {
            match part {
                Part::Keyframes { name, .. } => animations.push((name, part)),
                part => part.write(used, &mut css),
            }
        }
        animations.retain(|(name, _)| css.contains(name.as_str()));
        animations.iter().for_each(|(_, part)| part.write(used, &mut css));
        css
    }

    /// What stands in a piece of HTML. A script that is not among `scripts` may add anything.
    pub fn used_in(&self, html: &str, scripts: &[ByScript]) -> Used {
        names::used_in(html, &self.names, scripts)
    }

    /// What a script may put into a page: any word of it may be the name of something.
    pub fn used_by_script(&self, script: &str) -> Used {
        names::used_by_script(script, &self.names)
    }

    /// The style of a page, and its hash for a Content-Security-Policy (CSP 3, 2.3.1: `sha256-` and base64).
    pub fn for_page(&self, html: &str, scripts: &[ByScript]) -> (String, String) {
        let css = self.only(&self.used_in(html, scripts));
        let hash = STANDARD.encode(Sha256::digest(css.as_bytes()));
        (css, hash)
    }
}
