//! Guides, looked up.

use super::Resolver;
use super::entries::look_up_all;
use super::shared::{line, lines};
use crate::config::Config;
use crate::content::{Entry, GuideEntry, ReviewedEntry};
use crate::site::model::{Assured, Guide, Origin};

impl Resolver<'_> {
    /// Guides with what they point to.
    pub fn guides(&mut self, entries: Vec<Entry<GuideEntry>>, config: &Config) -> Vec<Guide> {
        entries.into_iter().map(|entry| self.guide(entry, config)).collect()
    }

    fn guide(&mut self, entry: Entry<GuideEntry>, config: &Config) -> Guide {
        let origin = Origin::of(&entry);
        let GuideEntry {
            title,
            summary,
            needs,
            time,
            before_you_start,
            reviewed,
            offers,
            next,
            print,
            sensitive,
            plain,
            also_called,
            owner: _,
            was,
            notes: _,
            body,
        } = entry.fields;
        let ReviewedEntry { date, by, every } = reviewed;
        let names = self.names;
        let next = next.and_then(|slug| names.guides.look_up(&slug, || origin.at("next"), self.diagnostics));
        Guide {
            slug: entry.slug,
            title: title.to_string(),
            summary: summary.as_str().to_owned(),
            needs: look_up_all(&names.topics, &needs, &origin, "needs", self.diagnostics),
            time: line(time),
            before_you_start: lines(before_you_start),
            reviewed: Assured {
                date,
                by: by.to_string(),
            },
            review_every: every.unwrap_or(config.review.guides),
            offers: look_up_all(&names.offers, &offers, &origin, "offers", self.diagnostics),
            next,
            print: print.unwrap_or(true),
            sensitive: sensitive.unwrap_or(false),
            plain: lines(plain),
            also_called: lines(also_called),
            body: self.prose(&body, &origin),
            was,
            translations: Vec::new(),
            origin,
        }
    }
}
