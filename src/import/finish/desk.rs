//! The desk on which one entry is made: what cannot be read is noted here, once for the entry and once for the report.
//!
//! In: texts of a draft. Out: checked values, or nothing and a note. It must not know which kind of entry it is.

use serde_yaml::{DoubleQuoted, LitString};

use crate::content::text::Line;
use crate::import::draft::{ContactDraft, HoursDraft, Origin, RowNote, WayDraft};
use crate::import::sheet::{AccessSheet, AssuredSheet, ContactSheet, Words};
use crate::import::{hours, mend, text};
use crate::values::date::Date;
use crate::values::language::Language;

/// Who is named as having made sure of an imported entry: nobody did, beyond the data's own date.
pub const BY: &str = "import";

/// The word for access notes that nobody has sorted; a theme shows it without its hyphen.
const ABOUT_ACCESS: &str = "about-access";

/// The most notes in an entry; the report has them all.
const MOST_NOTES: usize = 50;

/// One entry in the making.
pub struct Desk<'a> {
    /// The row it comes from.
    pub origin: &'a Origin,
    /// The calling code of the country.
    pub country: &'a str,
    /// The day of the import.
    pub today: Date,
    /// For the entry's own `notes`.
    pub own: Vec<String>,
    /// For the report.
    pub told: Vec<RowNote>,
}

impl<'a> Desk<'a> {
    /// An empty desk.
    pub fn new(origin: &'a Origin, country: &'a str, today: Date) -> Self {
        Self {
            origin,
            country,
            today,
            own: Vec::new(),
            told: Vec::new(),
        }
    }

    /// Notes a text that could not be used.
    pub fn unread(&mut self, field: &str, text: &str, why: &str) {
        self.unread_at(&self.origin.clone(), field, text, why);
    }

    /// Notes a text of another row that could not be used.
    pub fn unread_at(&mut self, origin: &Origin, field: &str, text: &str, why: &str) {
        let note = RowNote::new(origin, field, text, why);
        let said = if note.text.is_empty() {
            String::new()
        } else {
            format!(": {}", note.text)
        };
        let own = text::shortened(
            &format!("The import could not use {field}{said} ({})", note.why),
            Line::LONGEST,
        );
        if self.own.len() < MOST_NOTES && !self.own.contains(&own) {
            self.own.push(own);
        }
        self.told.push(note);
    }

    /// A text on one line.
    pub fn line(&self, text: &str) -> Option<String> {
        Some(text::line(text)).filter(|line| !line.is_empty())
    }

    /// Texts on one line each, without doubles.
    pub fn lines<'t>(&self, texts: impl IntoIterator<Item = &'t String>) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        for line in texts.into_iter().filter_map(|text| self.line(text)) {
            if !lines.contains(&line) {
                lines.push(line);
            }
        }
        lines
    }

    /// A summary and a description: the summary that is given, else the start of the description, else `otherwise`.
    pub fn summary(&self, given: &str, description: &str, otherwise: &str) -> (String, Option<LitString>) {
        let (given, description) = (text::clean(given), text::clean(description));
        let description = text::without_dead_link(&description).to_owned();
        let mut parts: Vec<String> = Vec::new();
        let summary = match (given.is_empty(), description.is_empty()) {
            (true, true) => text::summary(&text::clean(otherwise)).0,
            (true, false) => {
                let (summary, rest) = text::summary(&description);
                parts.extend(rest);
                summary
            }
            (false, _) => {
                let (summary, rest) = text::summary(&given);
                parts.extend(rest);
                parts.extend(Some(description).filter(|description| !description.is_empty() && *description != given));
                summary
            }
        };
        (summary, self.prose(&parts.join("\n")))
    }

    /// A text on several lines, as Markdown.
    pub fn prose(&self, text: &str) -> Option<LitString> {
        let prose = text::markdown(&text::clean(text));
        Some(LitString(prose + "\n")).filter(|prose| prose.0 != "\n")
    }

    /// A day in the past or today.
    pub fn past_date(&mut self, field: &str, text: &str) -> Option<Date> {
        let date = self.date(field, text)?;
        if date > self.today {
            self.unread(field, text, "the day is still to come");
            return None;
        }
        Some(date)
    }

    /// A day.
    pub fn date(&mut self, field: &str, text: &str) -> Option<Date> {
        let text = self.line(text)?;
        mend::date(&text).map_err(|why| self.unread(field, &text, &why)).ok()
    }

    /// When the data was last true, by the record or by the map.
    pub fn assured(&mut self, text: &str, by_map: Option<Date>) -> Option<AssuredSheet> {
        let date = self.past_date("assured", text).or(by_map)?;
        Some(AssuredSheet {
            date: date.to_string(),
            by: BY,
        })
    }

    /// A web address.
    pub fn web(&mut self, field: &str, text: &str) -> Option<String> {
        let text = self.line(text)?;
        mend::web(&text)
            .map(|web| web.to_string())
            .map_err(|why| self.unread(field, &text, &why))
            .ok()
    }

    /// Lines of opening hours.
    pub fn hours(&mut self, drafts: &[HoursDraft]) -> Vec<String> {
        let (no_line, texts): (Vec<&HoursDraft>, Vec<&HoursDraft>) = drafts
            .iter()
            .filter(|draft| !text::line(&draft.text).is_empty())
            .partition(|draft| draft.why_not.is_some());
        for draft in no_line {
            self.unread_at(
                &draft.origin,
                "hours",
                &draft.text,
                draft.why_not.as_deref().unwrap_or_default(),
            );
        }
        let cleaned: Vec<String> = texts.iter().map(|draft| text::clean(&draft.text)).collect();
        let read = hours::read(cleaned.iter().map(String::as_str));
        for (index, why) in read.unread {
            if let Some(draft) = texts.get(index) {
                self.unread_at(&draft.origin, "hours", &draft.text, &why);
            }
        }
        read.lines
    }

    /// Contacts in their order, without doubles. `visit` finds the slug of a place that people can go to.
    pub fn contacts(&mut self, drafts: &[ContactDraft], visit: impl Fn(&str) -> Option<String>) -> Vec<ContactSheet> {
        let mut seen: Vec<(WayDraft, String)> = Vec::new();
        let mut sheets = Vec::new();
        for draft in drafts {
            let text = text::line(&draft.text);
            if text.is_empty() {
                continue;
            }
            for value in self.ways(draft, &text, &visit) {
                if seen.contains(&(draft.way, value.clone())) {
                    continue;
                }
                seen.push((draft.way, value.clone()));
                sheets.push(self.contact(draft, value));
            }
        }
        sheets
    }

    /// The values in the text of a contact.
    fn ways(&mut self, draft: &ContactDraft, text: &str, visit: impl Fn(&str) -> Option<String>) -> Vec<String> {
        let read = match draft.way {
            WayDraft::Phone | WayDraft::Sms => mend::phones(&text::clean(&draft.text), self.country)
                .map(|all| all.iter().map(ToString::to_string).collect()),
            WayDraft::Email => mend::email(text).map(|email| vec![email.to_string()]),
            WayDraft::Web => mend::web(text).map(|web| vec![web.to_string()]),
            WayDraft::Post => Ok(vec![text.to_owned()]),
            WayDraft::Visit => visit(text)
                .map(|slug| vec![slug])
                .ok_or_else(|| "there is no place to go to".to_owned()),
        };
        read.unwrap_or_else(|why| {
            self.unread_at(&draft.origin, draft.way.field(), text, &why);
            Vec::new()
        })
    }

    fn contact(&mut self, draft: &ContactDraft, value: String) -> ContactSheet {
        let mut sheet = ContactSheet {
            label: self.line(&draft.label),
            hours: self.hours(&draft.hours),
            note: self.line(&draft.note),
            ..ContactSheet::default()
        };
        match draft.way {
            WayDraft::Phone => sheet.phone = Some(DoubleQuoted(value)),
            WayDraft::Sms => sheet.sms = Some(DoubleQuoted(value)),
            WayDraft::Email => sheet.email = Some(value),
            WayDraft::Web => sheet.web = Some(value),
            WayDraft::Visit => sheet.visit = Some(value),
            WayDraft::Post => sheet.post = Some(value),
        }
        sheet
    }

    /// Codes of languages.
    pub fn languages(&mut self, texts: &[String]) -> Words {
        let mut codes: Vec<String> = Vec::new();
        for text in self.lines(texts) {
            match Language::parse(&text) {
                Ok(language) if codes.contains(&language.to_string()) => {}
                Ok(language) => codes.push(language.to_string()),
                Err(mistake) => self.unread("languages", &text, &mistake.message),
            }
        }
        Words::new(codes)
    }

    /// Access notes as they were written: a word such as `step-free` would promise what nobody has looked at.
    pub fn access(&self, texts: &[String]) -> Vec<AccessSheet> {
        self.lines(texts)
            .into_iter()
            .map(|note| AccessSheet {
                feature: ABOUT_ACCESS,
                note,
            })
            .collect()
    }

    /// One of our words; anything else is noted.
    pub fn word<T>(&mut self, field: &str, text: &str, words: &[(&'static str, T)]) -> Option<&'static str> {
        let text = self.line(text)?;
        let spoken = |word: &str| word.to_lowercase().replace(['-', '_'], " ");
        let found = words
            .iter()
            .map(|(word, _)| *word)
            .find(|word| spoken(word) == spoken(&text));
        if found.is_none() {
            let known: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
            self.unread(field, &text, &format!("it is none of: {}", known.join(", ")));
        }
        found
    }
}
