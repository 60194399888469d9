//! The groups of fields that several kinds share, looked up.

use super::{PendingLink, Resolver};
use crate::content::shared::{AccessEntry, AlertEntry, AssuredEntry, ClosedEntry, ContactEntry, HoursEntry};
use crate::content::text::{Line, Prose};
use crate::diagnostics::{Diagnostic, Severity};
use crate::markdown::{self, Document, FindingKind, Target};
use crate::site::model::{Access, Alert, Assured, Closures, Contact, Origin, Way};
use crate::values::hours::Rule;

impl Resolver<'_> {
    /// Markdown as a tree; what is wrong with it is noted at its own line.
    pub fn prose(&mut self, prose: &Prose, origin: &Origin) -> Document {
        let (document, findings) = markdown::parse(&prose.text);
        let place = |line: u32, column: u32| origin.line(prose.line + line.max(1) - 1, column.max(1) + prose.indent);
        for finding in findings {
            self.diagnostics.push(Diagnostic {
                location: place(finding.line, finding.column),
                severity: if finding.kind.is_error() {
                    Severity::Error
                } else {
                    Severity::Warning
                },
                code: code(finding.kind),
                message: finding.message,
                help: finding.help,
            });
        }
        let links = markdown::links(&document).into_iter().map(|link| (link, false));
        let pictures = markdown::images(&document).into_iter().map(|image| (image, true));
        for ((target, line), is_picture) in links.chain(pictures) {
            if let Target::Entry { path, .. } = target {
                self.links.push(PendingLink {
                    location: place(line, 1),
                    path: path.clone(),
                    is_picture,
                });
            }
        }
        document
    }

    /// Markdown that may be missing.
    pub fn optional_prose(&mut self, prose: Option<&Prose>, origin: &Origin) -> Option<Document> {
        prose.map(|prose| self.prose(prose, origin))
    }

    /// The ways of contacts; one that says nothing or two things is noted.
    pub fn contacts(&mut self, entries: Vec<ContactEntry>, key: &str, origin: &Origin) -> Vec<Contact> {
        let mut contacts = Vec::with_capacity(entries.len());
        for (index, entry) in entries.into_iter().enumerate() {
            let at = format!("{key}.{index}");
            contacts.extend(self.contact(entry, &at, origin));
        }
        contacts
    }

    fn contact(&mut self, entry: ContactEntry, at: &str, origin: &Origin) -> Option<Contact> {
        let ContactEntry {
            phone,
            sms,
            email,
            web,
            visit,
            post,
            label,
            best,
            hours,
            note,
        } = entry;
        let visit_named = visit.is_some();
        let visit = visit.and_then(|slug| {
            self.names
                .places
                .look_up(&slug, || origin.at(&format!("{at}.visit")), self.diagnostics)
        });
        let ways = [
            phone.map(Way::Phone),
            sms.map(Way::Sms),
            email.map(Way::Email),
            web.map(Way::Web),
            visit.map(Way::Visit),
            post.map(|post| Way::Post(post.to_string())),
        ];
        let mut ways = ways.into_iter().flatten();
        let Some(way) = ways.next() else {
            if !visit_named {
                self.diagnostics.error(
                    "empty-contact",
                    origin.at(at),
                    "this contact does not say how to get in touch",
                    Some("add one of: phone, sms, email, web, visit, post".into()),
                );
            }
            return None;
        };
        if ways.next().is_some() {
            self.diagnostics.error(
                "two-contacts-in-one",
                origin.at(at),
                "this contact gives more than one way to get in touch",
                Some("put each way into its own item of the list".into()),
            );
        }
        let hours = self.hours(hours, None, &format!("{at}.hours"), origin);
        Some(Contact {
            way,
            label: label.map(|line| line.to_string()),
            best: best.unwrap_or(false),
            hours,
            note: note.map(|line| line.to_string()),
        })
    }

    /// Opening hours. `place` are those of the place, if the hours are said of a place.
    pub fn hours(
        &mut self,
        entry: Option<HoursEntry>,
        place: Option<Option<&Vec<Rule>>>,
        at: &str,
        origin: &Origin,
    ) -> Option<Vec<Rule>> {
        match (entry?, place) {
            (HoursEntry::Rules(rules), _) => Some(rules).filter(|rules| !rules.is_empty()),
            (HoursEntry::AtPlace, Some(Some(rules))) => Some(rules.clone()),
            (HoursEntry::AtPlace, Some(None)) => {
                self.diagnostics.error(
                    "place-without-hours",
                    origin.at(at),
                    "the hours are those of the place, but the place does not give any",
                    Some("add `hours` to the place's file, or write them here".into()),
                );
                None
            }
            (HoursEntry::AtPlace, None) => {
                self.diagnostics.error(
                    "hours-without-place",
                    origin.at(at),
                    "`at place` works only beside `place:`",
                    Some("write the hours here, like `Mon-Fri 9am-5pm`".into()),
                );
                None
            }
        }
    }
}

/// Closures, sorted by date.
pub fn closures(entries: Vec<ClosedEntry>) -> Closures {
    let mut closures = Closures::default();
    for entry in entries {
        match entry {
            ClosedEntry::BankHolidays => closures.bank_holidays = true,
            ClosedEntry::Dates { from, to, because } => {
                closures.dates.push((from, to, because.map(|line| line.to_string())));
            }
        }
    }
    closures.dates.sort();
    closures
}

/// Access notes in the order given.
pub fn access(entries: Vec<AccessEntry>) -> Vec<Access> {
    entries
        .into_iter()
        .map(|AccessEntry { feature, note }| Access {
            feature,
            note: note.map(|line| line.to_string()),
        })
        .collect()
}

/// Who made sure, and when.
pub fn assured(entry: AssuredEntry) -> Assured {
    let AssuredEntry { date, by } = entry;
    Assured {
        date,
        by: by.to_string(),
    }
}

/// News.
pub fn alert(entry: AlertEntry) -> Alert {
    let AlertEntry { text, until } = entry;
    Alert {
        text: text.to_string(),
        until,
    }
}

/// Lines as texts.
pub fn lines(lines: Vec<Line>) -> Vec<String> {
    lines.into_iter().map(|line| line.to_string()).collect()
}

/// A line as a text.
pub fn line(line: Option<Line>) -> Option<String> {
    line.map(|line| line.to_string())
}

/// The name under which a finding in a text is known.
fn code(kind: FindingKind) -> &'static str {
    match kind {
        FindingKind::RawHtml => "raw-html",
        FindingKind::RefusedLink => "refused-link",
        FindingKind::OutsideImage => "outside-image",
        FindingKind::ImageWithoutDescription => "image-without-description",
        FindingKind::SkippedHeading => "skipped-heading",
        FindingKind::TopHeading => "top-heading",
        FindingKind::EmptyLink => "empty-link",
        FindingKind::VagueLink => "vague-link",
        FindingKind::TooDeep => "too-deep",
        FindingKind::TooLong => "too-long",
    }
}
