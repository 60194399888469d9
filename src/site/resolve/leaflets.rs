//! Leaflets, with everything they choose looked up.
//!
//! In: leaflets as their files say them. Out: leaflets whose names are ids. It must not know what is printed of them.

use std::collections::BTreeSet;

use super::Resolver;
use super::entries::look_up_all;
use super::shared::line;
use crate::content::{Entry, LeafletEntry, LeafletFormat, PaperSize, SelectEntry};
use crate::diagnostics::Diagnostics;
use crate::site::model::{Leaflet, Origin};

impl Resolver<'_> {
    /// Leaflets.
    pub fn leaflets(&mut self, entries: Vec<Entry<LeafletEntry>>) -> Vec<Leaflet> {
        entries.into_iter().map(|entry| self.leaflet(entry)).collect()
    }

    fn leaflet(&mut self, entry: Entry<LeafletEntry>) -> Leaflet {
        let origin = Origin::of(&entry);
        let LeafletEntry {
            title,
            format,
            select,
            order,
            languages,
            max_pages,
            keep_at,
            paper,
            tear_off,
            bleed,
            owner: _,
        } = entry.fields;
        let select = select.unwrap_or(SelectEntry {
            area: None,
            needs: Vec::new(),
            r#type: Vec::new(),
            within_miles: None,
            offers: Vec::new(),
            guides: Vec::new(),
        });
        let SelectEntry {
            area,
            needs,
            r#type,
            within_miles,
            offers,
            guides,
        } = select;
        let names = self.names;
        let area = area.and_then(|slug| {
            names
                .areas
                .look_up(&slug, || origin.at("select.area"), self.diagnostics)
        });
        let keep_at = keep_at
            .iter()
            .enumerate()
            .filter_map(|(index, kept)| {
                let at = || origin.at(&format!("keep_at.{index}.place"));
                names
                    .places
                    .look_up(&kept.place, at, self.diagnostics)
                    .map(|place| (place, kept.copies))
            })
            .collect();
        let papers = papers(format, paper, &origin, self.diagnostics);
        Leaflet {
            slug: entry.slug,
            title: title.to_string(),
            format,
            area,
            needs: look_up_all(&names.topics, &needs, &origin, "select.needs", self.diagnostics),
            types: r#type,
            within_miles,
            offers: look_up_all(&names.offers, &offers, &origin, "select.offers", self.diagnostics),
            guides: look_up_all(&names.guides, &guides, &origin, "select.guides", self.diagnostics),
            order: line(order),
            languages,
            max_pages,
            keep_at,
            papers,
            tear_off: tear_off.unwrap_or(false),
            bleed: bleed.unwrap_or_default().0,
            origin,
        }
    }
}

/// The sizes of paper of a leaflet, each once. Only a poster's layout is made for more than one.
fn papers(
    format: LeafletFormat,
    written: Vec<PaperSize>,
    origin: &Origin,
    diagnostics: &mut Diagnostics,
) -> Vec<PaperSize> {
    if format != LeafletFormat::Poster && !written.is_empty() {
        diagnostics.error(
            "paper-is-for-posters",
            origin.at("paper"),
            format!("the paper of the format `{}` cannot be chosen", format.word()),
            Some("take the line out; `paper` is for a `poster`".to_owned()),
        );
    }
    let chosen: BTreeSet<PaperSize> = written.into_iter().collect();
    if chosen.is_empty() {
        vec![PaperSize::A4]
    } else {
        chosen.into_iter().collect()
    }
}
