//! What an import made, on disk.
//!
//! In: [`Finished`] and the ledger. Out: files below `content/`, each whole or not at all, and what became of each. A
//! file that somebody changed, made or took away is never written over. It must not know what an entry holds.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use serde::Serialize;

use super::finish::{EntryFile, Finished};
use super::ledger::{self, LEDGER, Ledger};
use super::lists;
use crate::error::{Error, Result};

/// What became of the files, by their paths from the site's root.
#[derive(Debug, Default)]
pub struct Written {
    /// New or changed.
    pub written: Vec<String>,
    /// How many were as they should be.
    pub unchanged: usize,
    /// Changed, made or deleted by somebody, and left so.
    pub kept: Vec<String>,
}

/// Writes everything, and the ledger last.
pub fn write(root: &Path, finished: &Finished, mut ledger: Ledger) -> Result<Written> {
    let mut written = Written::default();
    extend_list(root, "content/areas.yaml", &finished.areas, &mut written)?;
    extend_list(root, "content/topics.yaml", &finished.topics, &mut written)?;
    let mut needed: BTreeSet<&str> = BTreeSet::new();
    // Those who name others come first, so that it is known which of the others are needed.
    for folder in ["offers", "places", "organisations"] {
        for file in finished.files.iter().filter(|file| file.folder == folder) {
            let fate = fate(root, file, &ledger, needed.contains(file.path.as_str()))?;
            if fate != Fate::Deleted {
                needed.extend(file.names.iter().map(String::as_str));
            }
            match fate {
                Fate::Write => {
                    write_whole(root, &file.path, &file.text)?;
                    ledger.note(&file.path, &file.text, &file.id);
                    written.written.push(file.path.clone());
                }
                Fate::Unchanged => {
                    ledger.note(&file.path, &file.text, &file.id);
                    written.unchanged += 1;
                }
                Fate::Keep | Fate::Deleted => written.kept.push(file.path.clone()),
            }
        }
    }
    written.kept.extend(finished.renamed.iter().cloned());
    written.written.sort();
    written.kept.sort();
    write_ledger(root, &ledger)?;
    Ok(written)
}

#[derive(Debug, PartialEq, Eq)]
enum Fate {
    Write,
    Unchanged,
    /// Somebody changed it, or it is somebody else's.
    Keep,
    /// Somebody took it away, and nothing needs it.
    Deleted,
}

fn fate(root: &Path, file: &EntryFile, ledger: &Ledger, is_needed: bool) -> Result<Fate> {
    let path = root.join(&file.path);
    let line = ledger.line(&file.path).filter(|line| line.id == file.id);
    // The same entry with the other ending of YAML would be a second one of its name.
    if path.with_extension("yml").exists() {
        return Ok(Fate::Keep);
    }
    match fs::symlink_metadata(&path) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            return Ok(if line.is_some() && !is_needed {
                Fate::Deleted
            } else {
                Fate::Write
            });
        }
        Err(error) => return Err(Error::new("look at the file", path, error)),
        Ok(found) if !found.is_file() => return Ok(Fate::Keep),
        Ok(_) => {}
    }
    let bytes = fs::read(&path).map_err(|error| Error::new("read the file", &path, error))?;
    let Ok(text) = String::from_utf8(bytes) else {
        return Ok(Fate::Keep);
    };
    let hash = ledger::hash(&text);
    Ok(if hash == ledger::hash(&file.text) {
        Fate::Unchanged
    } else if line.is_some_and(|line| line.blake3 == hash) {
        Fate::Write
    } else {
        Fate::Keep
    })
}

fn extend_list<T: Serialize>(root: &Path, path: &str, items: &[T], written: &mut Written) -> Result<()> {
    if items.is_empty() {
        return Ok(());
    }
    let file = root.join(path);
    let before = match fs::read_to_string(&file) {
        Ok(text) => Some(text),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
        Err(error) => return Err(Error::new("read the list", file, error)),
    };
    let text =
        lists::extended(path, before.as_deref(), items).map_err(|why| Error::new("add to the list", &file, why))?;
    write_whole(root, path, &text)?;
    written.written.push(path.to_owned());
    Ok(())
}

fn write_ledger(root: &Path, ledger: &Ledger) -> Result<()> {
    let text = ledger.render()?;
    let same = fs::read_to_string(ledger::path(root)).is_ok_and(|before| before == text);
    if same { Ok(()) } else { write_whole(root, LEDGER, &text) }
}

/// Writes a file beside its place and moves it there, so that nobody ever sees half of it.
pub(super) fn write_whole(root: &Path, path: &str, text: &str) -> Result<()> {
    let target = root.join(path);
    let failed = |error: std::io::Error| Error::new("write the file", &target, error);
    let (Some(folder), Some(name)) = (target.parent(), target.file_name()) else {
        return Err(Error::new("write the file", &target, "it has no folder"));
    };
    fs::create_dir_all(folder).map_err(failed)?;
    refuse_ways_out(root, folder)?;
    let part = folder.join(format!(".{}.part", name.to_string_lossy()));
    // A part that a broken run left behind, or a link that somebody put there, must not be written through.
    match fs::remove_file(&part) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(failed(error)),
        _ => {}
    }
    fs::write(&part, text)
        .and_then(|()| fs::rename(&part, &target))
        .map_err(failed)
}

/// A folder that is a link could lead anywhere.
fn refuse_ways_out(root: &Path, folder: &Path) -> Result<()> {
    let real = |path: &Path| {
        path.canonicalize()
            .map_err(|error| Error::new("find the folder", path, error))
    };
    let inside = folder.strip_prefix(root).unwrap_or(folder);
    if real(root)?.join(inside) == real(folder)? {
        return Ok(());
    }
    Err(Error::new(
        "write into",
        folder,
        "it is a link to another folder; imports write only below the site itself",
    ))
}
