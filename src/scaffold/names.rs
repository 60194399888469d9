//! The names a site has, for a new entry to choose from and to keep clear of.
//!
//! In: the site's folder. Out: [`Names`]. It must not know what a new entry looks like.

use std::collections::BTreeSet;
use std::path::Path;

use super::Kind;
use crate::content::{Content, Entry, Folder, parse};
use crate::diagnostics::Diagnostics;
use crate::error::{Error, Result};
use crate::source;
use crate::values::slug::Slug;

/// The names of what there is, in the order of the site's lists.
#[derive(Debug, Default)]
pub(super) struct Names {
    pub(super) organisations: Vec<String>,
    pub(super) places: Vec<String>,
    pub(super) areas: Vec<String>,
    pub(super) topics: Vec<String>,
    /// Names that a new entry of the kind cannot have, because they are or were somebody's, or the build's own.
    taken: BTreeSet<String>,
}

impl Names {
    /// Reads the site at `root`. Mistakes in its content are passed over: they are not what the person came for.
    pub(super) fn read(root: &Path, kind: Kind) -> Result<Self> {
        if !root.join("site.toml").is_file() {
            let advice = "there is no `site.toml` in it. Go to the folder of your site, or start one with `fingerpost new site DIR`";
            return Err(Error::new("find a site in", root, advice));
        }
        let folder = root.join("content");
        std::fs::create_dir_all(&folder).map_err(|error| Error::new("make the folder", &folder, error))?;
        let mut mistakes = Diagnostics::default();
        let sources = source::read(&folder, "content", &mut mistakes)?;
        let content = parse(&sources, &mut mistakes);
        Ok(Self {
            organisations: all(&content, &content.organisations, Folder::Organisations),
            places: all(&content, &content.places, Folder::Places),
            areas: all(&content, &content.areas, Folder::Areas),
            topics: all(&content, &content.topics, Folder::Topics),
            taken: taken(&content, kind),
        })
    }

    /// The name for a new entry: that of its title, else that with the first free number from 2 at its end.
    /// Each call gives the next one.
    pub(super) fn free(&mut self, title: &str, kind: Kind) -> Slug {
        // A title in another alphabet has no such name; `offer` is one that every computer can write.
        let start = Slug::from_title(title).map_or_else(|| kind.word().to_owned(), |slug| slug.as_str().to_owned());
        let mut number = 1;
        loop {
            let name = if number == 1 {
                start.clone()
            } else {
                numbered(&start, number)
            };
            number += 1;
            if let Ok(slug) = Slug::parse(&name)
                && self.taken.insert(name)
            {
                return slug;
            }
        }
    }
}

/// The name with the number at its end, cut so that it stays as short as a name must be.
fn numbered(name: &str, number: u32) -> String {
    const ROOM: usize = 70;
    let kept = name
        .split_at_checked(ROOM)
        .map_or(name, |(kept, _)| kept)
        .trim_end_matches('-');
    format!("{kept}-{number}")
}

fn all<T>(content: &Content, entries: &[Entry<T>], folder: Folder) -> Vec<String> {
    // A file with a mistake is there all the same, and can be named.
    let unreadable = content
        .unreadable
        .iter()
        .filter(|(one, _)| *one == folder)
        .map(|(_, name)| name.clone());
    entries
        .iter()
        .map(|entry| entry.slug.to_string())
        .chain(unreadable)
        .collect()
}

fn taken(content: &Content, kind: Kind) -> BTreeSet<String> {
    let mut taken: BTreeSet<String> = match kind {
        Kind::Offer => with_old_names(content, &content.offers, Folder::Offers, |offer| &offer.was),
        Kind::Guide => with_old_names(content, &content.guides, Folder::Guides, |guide| &guide.was),
        Kind::Organisation => with_old_names(content, &content.organisations, Folder::Organisations, |one| &one.was),
        Kind::Place => with_old_names(content, &content.places, Folder::Places, |place| &place.was),
    };
    // The list of all entries of a kind has this address.
    taken.insert("index".to_owned());
    taken
}

fn with_old_names<T>(
    content: &Content,
    entries: &[Entry<T>],
    folder: Folder,
    was: fn(&T) -> &Vec<Slug>,
) -> BTreeSet<String> {
    let old = entries
        .iter()
        .flat_map(|entry| was(&entry.fields).iter().map(Slug::to_string));
    all(content, entries, folder).into_iter().chain(old).collect()
}
