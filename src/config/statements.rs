//! What a site states about itself: how accessible it is, who answers for readers' data, where the link to leave fast
//! leads.
//!
//! In: `[accessibility]`, `[privacy]` and `[leave]` of `site.toml`. Out: [`Statement`], [`Privacy`] and [`Leave`], every
//! value checked. It must not know what today is: `checks` knows when a statement is too old.
//!
//! The parts of a statement are those of the model accessibility statement for public sector bodies of the United
//! Kingdom (SI 2018/952 and the guidance on it).

use serde::Deserialize;
use toml::Spanned;

use super::setting;
use crate::values::Mistake;
use crate::values::criterion::Criterion;
use crate::values::date::Date;
use crate::values::web_address::WebAddress;

/// How accessible the site is, as far as somebody has tested it.
#[derive(Debug, Clone, PartialEq)]
pub struct Statement {
    /// Who runs the site.
    pub run_by: String,
    /// How far it meets WCAG 2.2 AA.
    pub compliance: Compliance,
    /// Whose law the public body behind it is under; none where the regulations do not apply.
    pub law: Option<Law>,
    /// When the statement was first made.
    pub prepared: Stated,
    /// When somebody last went over it.
    pub reviewed: Stated,
    /// When the site was last tested.
    pub tested: Stated,
    /// By whom.
    pub tested_by: String,
    /// How, and which pages.
    pub how_tested: String,
    /// In which forms pages can be had: "large print".
    pub formats: Vec<String>,
    /// "5 working days"
    pub answer_within: Option<String>,
    /// What does not work.
    pub known_issues: Vec<KnownIssue>,
    /// What would be too much to put right now, and why.
    pub burden: Vec<String>,
    /// What the regulations do not cover.
    pub out_of_scope: Vec<String>,
    /// What is being done to make the site better.
    pub plans: Vec<String>,
}

/// How far a site meets WCAG 2.2 AA.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Compliance {
    /// In every criterion.
    Full,
    /// In most, but for the known issues.
    Partial,
    /// In few.
    Not,
}

/// Who enforces the regulations.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub enum Law {
    /// The Equality and Human Rights Commission; complaints go to the Equality Advisory and Support Service.
    #[serde(rename = "Great Britain")]
    GreatBritain,
    /// The Equality Commission for Northern Ireland.
    #[serde(rename = "Northern Ireland")]
    NorthernIreland,
}

/// A day with its place in `site.toml`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stated {
    /// The day.
    pub date: Date,
    /// The line, from 1.
    pub line: u32,
    /// The column in characters, from 1.
    pub column: u32,
}

/// Something that does not work for everybody.
#[derive(Debug, Clone, PartialEq)]
pub struct KnownIssue {
    /// What does not work.
    pub what: String,
    /// Why, or for whom.
    pub why: Option<String>,
    /// What it breaks; none where it is a nuisance that breaks nothing.
    pub criterion: Option<Criterion>,
    /// When it is to be put right.
    pub until: Option<Stated>,
    /// What a reader can do instead.
    pub instead: Option<String>,
}

/// Who answers for readers' data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Privacy {
    /// The organisation.
    pub controller: String,
    /// How to reach it about data, in words; the helpline and `[contact]` serve if left out.
    pub contact: Option<String>,
    /// How long the host keeps its list of pages that it sent, in days; none where nobody knows.
    pub host_log_days: Option<u32>,
}

/// The link to leave a page fast.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leave {
    /// A harmless page of somebody else.
    pub to: WebAddress,
    /// Whether it stands on every page, and not only on those of sensitive needs.
    pub on_every_page: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct StatementFile {
    run_by: String,
    compliance: Compliance,
    law: Option<Law>,
    prepared: Spanned<String>,
    reviewed: Spanned<String>,
    tested: Spanned<String>,
    tested_by: String,
    how_tested: String,
    #[serde(default)]
    formats: Vec<String>,
    answer_within: Option<String>,
    #[serde(default)]
    known_issues: Vec<KnownIssueFile>,
    #[serde(default)]
    burden: Vec<String>,
    #[serde(default)]
    out_of_scope: Vec<String>,
    #[serde(default)]
    plans: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct KnownIssueFile {
    what: String,
    why: Option<String>,
    criterion: Option<Spanned<String>>,
    until: Option<Spanned<String>>,
    instead: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PrivacyFile {
    controller: String,
    contact: Option<String>,
    host_log_days: Option<u32>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LeaveFile {
    to: String,
    on: Option<LeaveOn>,
}

#[derive(Deserialize, PartialEq)]
enum LeaveOn {
    #[serde(rename = "sensitive pages")]
    SensitivePages,
    #[serde(rename = "every page")]
    EveryPage,
}

/// The statement. `text` is the whole of `site.toml`, for the places of its days.
pub(super) fn parse_statement(file: StatementFile, text: &str) -> Result<Statement, String> {
    let StatementFile {
        run_by,
        compliance,
        law,
        prepared,
        reviewed,
        tested,
        tested_by,
        how_tested,
        formats,
        answer_within,
        known_issues,
        burden,
        out_of_scope,
        plans,
    } = file;
    let known_issues: Vec<KnownIssue> = known_issues
        .into_iter()
        .map(|issue| parse_issue(issue, text))
        .collect::<Result<_, _>>()?;
    if compliance == Compliance::Full && known_issues.iter().any(|issue| issue.criterion.is_some()) {
        return Err(
            "`accessibility.compliance` says `full`, and a known issue names a criterion that is not met; write `partial`"
                .into(),
        );
    }
    Ok(Statement {
        run_by,
        compliance,
        law,
        prepared: stated("accessibility.prepared", &prepared, text)?,
        reviewed: stated("accessibility.reviewed", &reviewed, text)?,
        tested: stated("accessibility.tested", &tested, text)?,
        tested_by,
        how_tested,
        formats,
        answer_within,
        known_issues,
        burden,
        out_of_scope,
        plans,
    })
}

fn parse_issue(file: KnownIssueFile, text: &str) -> Result<KnownIssue, String> {
    let KnownIssueFile {
        what,
        why,
        criterion,
        until,
        instead,
    } = file;
    let criterion = criterion.map(|written| in_line("criterion", &written, text, Criterion::parse));
    Ok(KnownIssue {
        what,
        why,
        criterion: criterion.transpose()?,
        until: until.map(|until| stated("until", &until, text)).transpose()?,
        instead,
    })
}

/// A day with its place.
fn stated(name: &str, written: &Spanned<String>, text: &str) -> Result<Stated, String> {
    let date = in_line(name, written, text, Date::parse)?;
    let (line, column) = place(written, text);
    Ok(Stated { date, line, column })
}

/// A value, or what is wrong with it and in which line.
fn in_line<T>(
    name: &str,
    written: &Spanned<String>,
    text: &str,
    parse: impl Fn(&str) -> Result<T, Mistake>,
) -> Result<T, String> {
    let (line, _) = place(written, text);
    setting(name, parse(written.get_ref())).map_err(|wrong| format!("line {line}: {wrong}"))
}

/// Line and column, from 1.
fn place(written: &Spanned<String>, text: &str) -> (u32, u32) {
    let before = text.get(..written.span().start).unwrap_or_default();
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    let number = |count| u32::try_from(count).unwrap_or(u32::MAX);
    (number(line), number(column))
}

/// Who answers for readers' data.
pub(super) fn parse_privacy(file: PrivacyFile) -> Privacy {
    let PrivacyFile {
        controller,
        contact,
        host_log_days,
    } = file;
    Privacy {
        controller,
        contact,
        host_log_days,
    }
}

/// The link to leave fast. An address without encryption would tell the network where somebody came to be.
pub(super) fn parse_leave(file: LeaveFile) -> Result<Leave, String> {
    let LeaveFile { to, on } = file;
    let to = setting("leave.to", WebAddress::parse(&to))?;
    if !to.as_str().starts_with("https://") {
        return Err("`leave.to` must start with `https://`, so that nobody on the way sees which page it is".into());
    }
    Ok(Leave {
        to,
        on_every_page: on == Some(LeaveOn::EveryPage),
    })
}
