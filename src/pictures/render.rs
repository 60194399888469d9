//! The published files of pictures.
//!
//! In: the pictures that texts show, each with the first place that does. Out: their files, one picture after another to
//! whoever takes them, and a [`Gallery`] for pages; a diagnostic where one cannot be made small enough.

use std::collections::BTreeSet;
use std::path::Path;

use rayon::prelude::*;

use super::cache::Cache;
use super::shrink::{Refusal, Small, shrink};
use super::{FOLDER, Gallery, Picture, Shown};
use crate::diagnostics::{Diagnostics, Location};
use crate::error::{Error, Result};
use crate::values::Mistake;
use crate::values::bytes::Bytes;

/// Takes a file of the site by its path from the site's root, from several threads at once.
pub type Take<'a> = dyn Fn(String, Vec<u8>) -> Result<()> + Sync + 'a;

/// Makes every picture small. `most` is how much each file may take; `used` says where a picture is first shown.
///
/// # Errors
/// Fails where a picture's file cannot be read any more, and where `take` does.
pub fn render(
    root: &Path,
    used: &[(Picture, Location)],
    most: Bytes,
    take: &Take<'_>,
    diagnostics: &mut Diagnostics,
) -> Result<Gallery> {
    let cache = Cache::new(root, most);
    let made: Vec<Result<Shown, Refusal>> = used
        .par_iter()
        .map(|(picture, _)| match small(root, picture, most)? {
            Ok(small) => publish(picture, &cache.key(picture), small, take).map(Ok),
            Err(refusal) => Ok(Err(refusal)),
        })
        .collect::<Result<_>>()?;
    let mut gallery = Gallery::default();
    for ((picture, shown_at), made) in used.iter().zip(made) {
        match made {
            Ok(shown) => {
                gallery.0.insert(picture.name.clone(), shown);
            }
            Err(refusal) => refuse(picture, refusal, most, shown_at, diagnostics),
        }
    }
    let keys: BTreeSet<String> = used.iter().map(|(picture, _)| cache.key(picture)).collect();
    cache.clear(&keys);
    Ok(gallery)
}

fn refuse(picture: &Picture, refusal: Refusal, most: Bytes, shown_at: &Location, diagnostics: &mut Diagnostics) {
    match refusal {
        Refusal::Damaged(Mistake { message, help }) => {
            diagnostics.error("bad-picture", Location::start_of(picture.path()), message, help);
        }
        Refusal::TooHeavy(weight) => diagnostics.error(
            "over-budget",
            shown_at.clone(),
            format!("the picture `{}` is {weight} even when it is made small, and it may have {most}", picture.name),
            Some(
                "cut out the part that matters, choose one with less in it, or raise `picture` in `[budget]` of `site.toml`"
                    .to_owned(),
            ),
        ),
    }
}

/// One picture made small, or why it cannot be. `most` is how much each file may take.
///
/// # Errors
/// Fails where the picture's file cannot be read any more.
pub fn small(root: &Path, picture: &Picture, most: Bytes) -> Result<Result<Small, Refusal>> {
    let cache = Cache::new(root, most);
    if let Some(small) = cache.find(picture) {
        return Ok(Ok(small));
    }
    let file = root.join(picture.path());
    let bytes = std::fs::read(&file).map_err(|error| Error::new("read the picture", file, error))?;
    let small = shrink(&bytes, most);
    if let Ok(small) = &small {
        cache.keep(picture, small);
    }
    Ok(small)
}

/// Hands the files on. Each has its picture's digest in its name, so that a browser may keep it for ever.
fn publish(picture: &Picture, key: &str, small: Small, take: &Take<'_>) -> Result<Shown> {
    let stem = format!("{FOLDER}/{}-{}", stem(&picture.name), key.get(..10).unwrap_or(key));
    let Small {
        shown,
        webp,
        fallback: (kind, bytes),
    } = small;
    let mut files = Vec::new();
    let weights: Vec<usize> = webp.iter().map(|(_, bytes)| bytes.len()).collect();
    for (index, (size, bytes)) in webp.into_iter().enumerate() {
        // A drawing as it was drawn can take less than a narrower one, which then has nothing to give.
        if weights.iter().skip(index + 1).any(|wider| *wider <= bytes.len()) {
            continue;
        }
        let path = format!("{stem}-{}.webp", size.width);
        take(path.clone(), bytes)?;
        files.push((path, size.width));
    }
    let fallback = format!("{stem}-{}.{}", shown.width, kind.ending());
    take(fallback.clone(), bytes)?;
    Ok(Shown {
        width: shown.width,
        height: shown.height,
        webp: files,
        fallback,
    })
}

/// The part of a published name that people can read: `pictures/Front_Door.JPG` is `front-door`.
fn stem(name: &str) -> String {
    let name = name.rsplit('/').next().unwrap_or(name);
    let name = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let dashed = name
        .to_ascii_lowercase()
        .replace(|c: char| !c.is_ascii_alphanumeric(), "-");
    dashed.trim_matches('-').chars().take(40).collect()
}
