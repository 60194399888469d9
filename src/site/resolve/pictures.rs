//! The pictures that texts show, looked up.
//!
//! In: what is in `content/pictures/`, and every picture that a text names. Out: those that are shown, each once; a
//! diagnostic for a name that leads nowhere, and for a picture that no text shows.

use std::collections::BTreeMap;

use super::PendingLink;
use crate::diagnostics::{Diagnostics, Location, nearest};
use crate::pictures::{FOLDER, Picture, Pictures, name_in};

/// The pictures that texts show, by name, each with the first place that does.
pub(super) fn shown(
    pictures: Pictures,
    named: &[PendingLink],
    diagnostics: &mut Diagnostics,
) -> Vec<(Picture, Location)> {
    let mut first: BTreeMap<&str, &Location> = BTreeMap::new();
    for one in named.iter().filter(|one| one.is_picture) {
        let name = name_in(&one.path);
        if pictures.sound.contains_key(name) {
            let place = first.entry(name).or_insert(&one.location);
            *place = (*place).min(&one.location);
        } else if !pictures.unsound.contains(name) {
            missing(name, &pictures, &one.location, diagnostics);
        }
    }
    let mut shown = Vec::new();
    for (name, picture) in &pictures.sound {
        match first.get(name.as_str()) {
            Some(place) => shown.push((picture.clone(), (*place).clone())),
            None => diagnostics.warning(
                "unused-picture",
                Location::start_of(picture.path()),
                "no text shows this picture, so it is not published",
                Some(format!(
                    "write `![what it shows]({name})` where it helps, or delete the file"
                )),
            ),
        }
    }
    shown
}

fn missing(name: &str, pictures: &Pictures, location: &Location, diagnostics: &mut Diagnostics) {
    let known = || pictures.sound.keys().map(String::as_str);
    let file = name.rsplit('/').next().unwrap_or(name);
    let same_file = known().find(|one| one.rsplit('/').next().is_some_and(|one| one.eq_ignore_ascii_case(file)));
    let help = match same_file.or_else(|| nearest(name, known())) {
        Some(near) => format!("did you mean `{near}`? Small and capital letters are different here"),
        None => format!("put the file into `content/{FOLDER}/` and write `{FOLDER}/` and its whole name"),
    };
    let message = format!("there is no picture `{name}`");
    diagnostics.error("missing-picture", location.clone(), message, Some(help));
}
