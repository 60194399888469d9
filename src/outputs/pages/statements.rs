//! The accessibility statement and the privacy page: what the program knows of every site, what `site.toml` states, and
//! what a page of `content/pages` of the same name adds.
//!
//! A site that states nothing still has both: the first then says that nobody has tested it.

use serde::Serialize;

use super::{Maker, Shell};
use crate::config::{Compliance, KnownIssue, Law, Statement};
use crate::site::{Page, routes};

/// What `accessibility.html` shows.
#[derive(Debug, Serialize)]
pub(super) struct AccessibilityPage {
    shell: Shell,
    name: String,
    /// None where nobody has tested the site.
    statement: Option<StatementView>,
    /// What the site adds.
    body: Option<String>,
    /// When the site's own page was last gone over.
    prepared: Option<String>,
}

/// A statement in words.
#[derive(Debug, Serialize)]
struct StatementView {
    run_by: String,
    /// How far the site meets the standard, in one sentence.
    compliance: String,
    /// `Great Britain` or `Northern Ireland`: who enforces the regulations; none where they do not apply.
    law: Option<&'static str>,
    prepared: String,
    reviewed: String,
    tested: String,
    tested_by: String,
    how_tested: String,
    formats: Vec<String>,
    answer_within: Option<String>,
    issues: Vec<IssueView>,
    /// Whether one of them breaks a criterion.
    has_failures: bool,
    burden: Vec<String>,
    out_of_scope: Vec<String>,
    plans: Vec<String>,
}

/// Something that does not work.
#[derive(Debug, Serialize)]
struct IssueView {
    what: String,
    why: Option<String>,
    criterion: Option<String>,
    until: Option<String>,
    instead: Option<String>,
}

/// What `privacy.html` shows.
#[derive(Debug, Serialize)]
pub(super) struct PrivacyPage {
    shell: Shell,
    name: String,
    controller: Option<String>,
    contact: Option<String>,
    host_log_days: Option<u32>,
    /// Whether some pages have the link to leave fast.
    has_leave: bool,
    body: Option<String>,
}

/// Whether a page of `content/pages` adds to one that the program makes.
pub(super) fn is_stated(page: &Page) -> bool {
    let path = routes::page(&page.slug);
    path == routes::ACCESSIBILITY || path == routes::PRIVACY
}

impl Maker<'_> {
    /// The accessibility statement.
    pub(super) fn accessibility(&self) -> AccessibilityPage {
        let (shell, body) = self.stated_page(routes::ACCESSIBILITY, "statement.title", "statement.about");
        let statement = self.site.config.accessibility.as_ref();
        AccessibilityPage {
            name: shell.title.clone(),
            shell,
            statement: statement.map(|statement| self.statement(statement)),
            body,
            prepared: self
                .own_page(routes::ACCESSIBILITY)
                .and_then(|page| page.prepared)
                .map(|date| self.date(date)),
        }
    }

    /// The privacy page.
    pub(super) fn privacy(&self) -> PrivacyPage {
        let (shell, body) = self.stated_page(routes::PRIVACY, "privacy.title", "privacy.about");
        let privacy = self.site.config.privacy.as_ref();
        PrivacyPage {
            name: shell.title.clone(),
            shell,
            controller: privacy.map(|privacy| privacy.controller.clone()),
            contact: privacy.and_then(|privacy| privacy.contact.clone()),
            host_log_days: privacy.and_then(|privacy| privacy.host_log_days),
            has_leave: self.site.config.leave.is_some(),
            body,
        }
    }

    fn own_page(&self, path: &str) -> Option<&Page> {
        self.site.pages.iter().find(|page| routes::page(&page.slug) == path)
    }

    /// The shell of a page that the program makes, and the text of the page of `content/pages` that adds to it.
    fn stated_page(&self, path: &str, title: &str, about: &str) -> (Shell, Option<String>) {
        let own = self.own_page(path);
        let title = own.map_or_else(|| self.word(title), |page| page.title.clone());
        let about = own
            .and_then(|page| page.summary.clone())
            .unwrap_or_else(|| self.word(about));
        let body = own
            .map(|page| self.prose(&page.body, path))
            .filter(|body| !body.is_empty());
        (self.shell(path, &title, &about, &[]), body)
    }

    fn statement(&self, statement: &Statement) -> StatementView {
        let compliance = match statement.compliance {
            Compliance::Full => "statement.full",
            Compliance::Partial => "statement.partial",
            Compliance::Not => "statement.not",
        };
        StatementView {
            run_by: statement.run_by.clone(),
            compliance: self.word(compliance),
            law: statement.law.map(|law| match law {
                Law::GreatBritain => "Great Britain",
                Law::NorthernIreland => "Northern Ireland",
            }),
            prepared: self.date(statement.prepared.date),
            reviewed: self.date(statement.reviewed.date),
            tested: self.date(statement.tested.date),
            tested_by: statement.tested_by.clone(),
            how_tested: statement.how_tested.clone(),
            formats: statement.formats.clone(),
            answer_within: statement.answer_within.clone(),
            issues: statement.known_issues.iter().map(|issue| self.issue(issue)).collect(),
            has_failures: statement.known_issues.iter().any(|issue| issue.criterion.is_some()),
            burden: statement.burden.clone(),
            out_of_scope: statement.out_of_scope.clone(),
            plans: statement.plans.clone(),
        }
    }

    fn issue(&self, issue: &KnownIssue) -> IssueView {
        let criterion = issue.criterion.map(|criterion| {
            let gaps = [
                ("number", criterion.number.to_owned()),
                ("name", criterion.name.to_owned()),
                ("level", criterion.level.to_owned()),
            ];
            self.filled("statement.criterion", &gaps)
        });
        let until = issue
            .until
            .map(|until| self.filled("statement.until", &[("date", self.date(until.date))]));
        IssueView {
            what: issue.what.clone(),
            why: issue.why.clone(),
            criterion,
            until,
            instead: issue.instead.clone(),
        }
    }
}
