//! What every page has around its content: title, crumbs, scripts, the way to leave fast, and what to say of it when
//! somebody reports a mistake.

use serde::Serialize;

use super::card::Link;
use super::{Maker, root_of};
use crate::site::routes;

/// What every page has around its content.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Shell {
    /// From the site's root.
    pub path: String,
    /// The way back to the root: `../`.
    pub root: String,
    pub lang: String,
    pub rtl: bool,
    /// Without the site's name.
    pub title: String,
    pub description: String,
    /// The pages above, after home.
    pub crumbs: Vec<Link>,
    /// Scripts of this page, from the root. A page that has none says in its policy that none may run.
    pub scripts: Vec<String>,
    /// Whether it has the link to leave fast.
    pub leave: bool,
    /// What to say that a mistake is on.
    pub report: Report,
}

/// How a page is named when somebody reports a mistake.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Report {
    pub name: String,
    /// The address as it is read aloud, without `https://`; none where the site has no address.
    pub address: Option<String>,
    /// Of an email: name and address.
    pub subject: String,
}

impl Shell {
    /// With a script, if the site has it.
    pub fn with_script(mut self, address: Option<String>) -> Self {
        self.scripts.extend(address);
        self
    }
}

impl Maker<'_> {
    /// The parts of a page around its content.
    pub(super) fn shell(&self, path: &str, title: &str, description: &str, crumbs: &[(&str, &str)]) -> Shell {
        let config = &self.site.config;
        let language = &config.language;
        let crumbs = crumbs.iter().map(|(key, address)| Link {
            name: self.word(key),
            address: (*address).to_owned(),
        });
        Shell {
            path: path.to_owned(),
            root: root_of(path),
            lang: language.to_string(),
            rtl: language.is_rtl(),
            title: title.to_owned(),
            description: description.to_owned(),
            crumbs: crumbs.collect(),
            scripts: Vec::new(),
            leave: config.leave.as_ref().is_some_and(|leave| leave.on_every_page),
            report: self.report(path, title),
        }
    }

    /// The same shell for a page that may put somebody in danger who is seen to read it.
    pub(super) fn may_leave(&self, mut shell: Shell, is_sensitive: bool) -> Shell {
        shell.leave |= is_sensitive && self.site.config.leave.is_some();
        shell
    }

    fn report(&self, path: &str, title: &str) -> Report {
        let config = &self.site.config;
        let name = if title.is_empty() { &config.title } else { title };
        // A host shows the page for addresses that lead nowhere under any address.
        let address = (path != routes::NOT_FOUND).then(|| self.spoken_address(path)).flatten();
        Report {
            name: name.to_owned(),
            subject: match &address {
                Some(address) => format!("{name}: {address}"),
                None => name.to_owned(),
            },
            address,
        }
    }
}
