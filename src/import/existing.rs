//! What the site has before an import.
//!
//! In: the content below a site's root. Out: the names that imported entries may use, and how its organisations can be
//! reached. Mistakes in the content are not told here; `fingerpost check` does.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::content::{self, Content};
use crate::diagnostics::Diagnostics;
use crate::error::Result;
use crate::source;
use crate::values::slug::Slug;

/// Names that are there. Slugs as text.
#[derive(Debug, Default)]
pub struct Existing {
    /// Topics.
    pub topics: BTreeSet<String>,
    /// Areas, by their id and by every name in small letters.
    pub areas: BTreeMap<String, String>,
    /// Organisations with how they can be reached offline.
    pub organisations: BTreeMap<String, Reach>,
    /// Places.
    pub places: BTreeSet<String>,
    /// Entries that an editor renamed: the slug they have now, by folder and the slug they had.
    pub renamed: BTreeMap<(&'static str, String), String>,
}

/// How an organisation can be reached without the internet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reach {
    /// A number.
    pub phone: Option<String>,
    /// A postal address.
    pub post: Option<String>,
}

/// Looks through the content, if there is any yet.
pub fn read(root: &Path) -> Result<Existing> {
    let folder = root.join("content");
    if !folder.is_dir() {
        return Ok(Existing::default());
    }
    let mut untold = Diagnostics::default();
    let sources = source::read(&folder, "content", &mut untold)?;
    Ok(Existing::of(&content::parse(&sources, &mut untold)))
}

impl Existing {
    fn of(content: &Content) -> Self {
        let mut existing = Self::default();
        existing
            .topics
            .extend(content.topics.iter().map(|topic| topic.slug.to_string()));
        for area in &content.areas {
            let names = area
                .fields
                .also_known_as
                .iter()
                .chain([&area.fields.name])
                .map(|name| name.as_str().to_lowercase());
            for name in names.chain([area.slug.to_string()]) {
                existing.areas.insert(name, area.slug.to_string());
            }
        }
        for entry in &content.organisations {
            let contacts = &entry.fields.contacts;
            let reach = Reach {
                phone: contacts
                    .iter()
                    .find_map(|contact| contact.phone.as_ref())
                    .map(ToString::to_string),
                post: contacts
                    .iter()
                    .find_map(|contact| contact.post.as_ref())
                    .map(ToString::to_string),
            };
            existing.organisations.insert(entry.slug.to_string(), reach);
        }
        existing
            .places
            .extend(content.places.iter().map(|entry| entry.slug.to_string()));
        for entry in &content.organisations {
            existing.note_renamed("organisations", &entry.slug, &entry.fields.was);
        }
        for entry in &content.places {
            existing.note_renamed("places", &entry.slug, &entry.fields.was);
        }
        for entry in &content.offers {
            existing.note_renamed("offers", &entry.slug, &entry.fields.was);
        }
        existing
    }

    fn note_renamed(&mut self, folder: &'static str, slug: &Slug, was: &[Slug]) {
        self.renamed
            .extend(was.iter().map(|old| ((folder, old.to_string()), slug.to_string())));
    }
}
