//! Finds the pictures of a site.
//!
//! In: the site's root. Out: what is in `content/pictures/`, and a diagnostic for every file there that cannot be shown.
//! Files are looked at side by side; none is kept.

use std::path::{Path, PathBuf};

use rayon::prelude::*;
use walkdir::WalkDir;

use super::measure::measure;
use super::{FOLDER, Picture, Pictures};
use crate::diagnostics::{Diagnostics, Location};
use crate::error::{Error, Result};
use crate::values::Mistake;

/// The largest file, in bytes: 10 MB, over twice the photo of a phone.
const LARGEST: u64 = 10_000_000;

/// Looks at every file of the folder. A site need not have one.
///
/// # Errors
/// Fails where the folder or a file cannot be read.
pub fn read(root: &Path, diagnostics: &mut Diagnostics) -> Result<Pictures> {
    let folder = root.join("content").join(FOLDER);
    let mut pictures = Pictures::default();
    if !folder.is_dir() {
        return Ok(pictures);
    }
    let files = files(&folder)?;
    let looked: Vec<Result<Picture, Mistake>> = files
        .par_iter()
        .map(|(name, file)| look(name, file))
        .collect::<Result<_>>()?;
    for ((name, _), found) in files.into_iter().zip(looked) {
        match found {
            Ok(picture) => {
                pictures.sound.insert(name, picture);
            }
            Err(mistake) => {
                let location = Location::start_of(format!("content/{name}"));
                diagnostics.error("bad-picture", location, mistake.message, mistake.help);
                pictures.unsound.insert(name);
            }
        }
    }
    Ok(pictures)
}

/// Every file by its name in texts. Links are not followed: content comes from strangers, and a link could name any file
/// of the machine. Texts among the pictures are those of `source`.
fn files(folder: &Path) -> Result<Vec<(String, PathBuf)>> {
    let mut files = Vec::new();
    for found in WalkDir::new(folder).sort_by_file_name() {
        let found = found.map_err(|error| Error::new("look through the folder", folder, error))?;
        let inside = found.path().strip_prefix(folder).unwrap_or(found.path());
        let inside = inside.to_string_lossy().replace('\\', "/");
        let hidden = inside.split('/').any(|part| part.starts_with('.'));
        let text = [".md", ".yaml", ".yml"].iter().any(|ending| inside.ends_with(ending));
        if !hidden && !text && found.file_type().is_file() {
            files.push((format!("{FOLDER}/{inside}"), found.into_path()));
        }
    }
    Ok(files)
}

fn look(name: &str, file: &Path) -> Result<Result<Picture, Mistake>> {
    if let Err(mistake) = check_name(name) {
        return Ok(Err(mistake));
    }
    let failed = |error| Error::new("read the picture", file, error);
    let size = std::fs::metadata(file).map_err(failed)?.len();
    if size > LARGEST {
        let message = format!("this file is larger than {} MB", LARGEST / 1_000_000);
        let help = "save the picture no wider and no higher than 2,000 pixels";
        return Ok(Err(Mistake::with_help(message, help)));
    }
    let bytes = std::fs::read(file).map_err(failed)?;
    Ok(measure(&bytes).map(|measured| Picture {
        name: name.to_owned(),
        width: measured.width,
        height: measured.height,
        digest: digest(name, &bytes),
    }))
}

/// The name goes into texts and into addresses, where blanks and letters with accents get in the way.
fn check_name(name: &str) -> Result<(), Mistake> {
    let fits = |c: char| c.is_ascii_alphanumeric() || "-_./".contains(c);
    if name.chars().all(fits) {
        return Ok(());
    }
    let better: String = name.chars().map(|c| if fits(c) { c } else { '-' }).collect();
    let better = better.rsplit('/').next().unwrap_or_default();
    Err(Mistake::with_help(
        "the name of a picture has letters from a to z, digits and hyphens, and nothing else",
        format!("rename it to `{better}`"),
    ))
}

fn digest(name: &str, bytes: &[u8]) -> String {
    let mut hasher = blake3::Hasher::new();
    hasher.update(name.as_bytes());
    hasher.update(&[0]);
    hasher.update(bytes);
    let hex = hasher.finalize().to_hex();
    hex.chars().take(32).collect()
}
