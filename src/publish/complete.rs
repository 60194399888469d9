//! Completes the staged folder with what has not changed and with what the owner keeps in the published one.
//!
//! In: a destination and what becomes of each file of the build. Out: links in the staging folder, and which files are
//! stale. It must not know what the files are for; it follows no link and leaves the published folder as it is.

use std::ffi::{OsStr, OsString};
use std::fs::{self, DirEntry, File, FileType, Permissions};
use std::io::{self, ErrorKind};
use std::path::Path;

use rayon::prelude::*;

use super::destination::Destination;
use super::manifest::{MANIFEST, Manifest};
use super::{Fate, Fates, make_folder_of};
use crate::error::Error;

/// Links every unchanged file and every file of the owner into the staging folder. `manifest` names the files of this
/// build. Returns the files of the last build that this one no longer has, in order.
pub(super) fn complete(destination: &Destination, manifest: &Manifest, fates: &Fates) -> Result<Vec<String>, Error> {
    let mut walk = Walk {
        destination,
        manifest,
        fates,
        unchanged: 0,
        kept: Vec::new(),
        folders: Vec::new(),
        removed: Vec::new(),
    };
    if destination.existed {
        walk.folder(OsStr::new(""))?;
    }
    let Walk {
        unchanged,
        kept,
        folders,
        mut removed,
        ..
    } = walk;
    if unchanged != fates.values().filter(|fate| **fate == Fate::Unchanged).count() {
        let reason = "files in it were moved or removed during the build; build again";
        return Err(Error::new("keep the unchanged files of", &destination.folder, reason));
    }
    kept.par_iter()
        .try_for_each(|(path, kind)| keep(destination, path, *kind))?;
    for (path, permissions) in folders {
        let folder = destination.stage.join(path);
        keep_permissions(&folder, permissions)
            .map_err(|cause| Error::new("keep the permissions of the folder", &folder, cause))?;
    }
    removed.sort_unstable();
    Ok(removed)
}

/// A walk through the published folder that tells its files apart.
struct Walk<'a> {
    destination: &'a Destination,
    manifest: &'a Manifest,
    fates: &'a Fates,
    unchanged: usize,
    kept: Vec<(OsString, FileType)>,
    folders: Vec<(OsString, Permissions)>,
    removed: Vec<String>,
}

impl Walk<'_> {
    /// Walks through one folder. `path` is relative, with `/` between the parts, and empty for the published folder.
    fn folder(&mut self, path: &OsStr) -> Result<(), Error> {
        let folder = self.destination.folder.join(path);
        let failed = |cause: io::Error| Error::new("look into the published folder", &folder, cause);
        for entry in fs::read_dir(&folder).map_err(failed)? {
            let entry = entry.map_err(failed)?;
            let kind = entry.file_type().map_err(failed)?;
            let mut inner = path.to_owned();
            if !path.is_empty() {
                inner.push("/");
            }
            inner.push(entry.file_name());
            if kind.is_dir() {
                self.inner_folder(inner, &entry)?;
            } else {
                self.file(inner, kind)?;
            }
        }
        Ok(())
    }

    /// A folder of the owner is kept even if it is empty; ours is made again only if a file needs it.
    fn inner_folder(&mut self, path: OsString, entry: &DirEntry) -> Result<(), Error> {
        let manifest = self.destination.manifest.as_ref();
        if !manifest.is_some_and(|manifest| manifest.names_below(text(&path))) {
            fs::create_dir_all(self.destination.stage.join(&path)).map_err(|cause| explain(&entry.path(), cause))?;
        }
        self.folder(&path)?;
        let found = entry
            .metadata()
            .map_err(|cause| Error::new("look at the folder", entry.path(), cause))?;
        // After the folders in it, as it may not be open to its own owner.
        self.folders.push((path, found.permissions()));
        Ok(())
    }

    fn file(&mut self, path: OsString, kind: FileType) -> Result<(), Error> {
        if path == MANIFEST {
            return Ok(());
        }
        let last = self.destination.manifest.as_ref();
        let ours = last.is_some_and(|manifest| manifest.names(text(&path)));
        match self.fates.get(text(&path)) {
            Some(Fate::Unchanged) => {
                self.unchanged += 1;
                self.kept.push((path, kind));
            }
            Some(Fate::Written) if ours => {}
            None if ours => self.removed.push(text(&path).to_owned()),
            // A link of the owner may stand where the build has a folder.
            None if !self.manifest.names_below(text(&path)) => self.kept.push((path, kind)),
            _ => {
                let there = self.destination.folder.join(path);
                return Err(explain(&there, ErrorKind::AlreadyExists.into()));
            }
        }
        Ok(())
    }
}

/// The path as a build may have it; one that is not Unicode cannot be ours, and nor can an empty one.
fn text(path: &OsStr) -> &str {
    path.to_str().unwrap_or_default()
}

fn keep(destination: &Destination, path: &OsStr, kind: FileType) -> Result<(), Error> {
    let (from, to) = (destination.folder.join(path), destination.stage.join(path));
    let linked = match fs::hard_link(&from, &to) {
        Err(cause) if cause.kind() == ErrorKind::NotFound => {
            make_folder_of(&to).and_then(|()| fs::hard_link(&from, &to))
        }
        done => done,
    };
    match linked {
        Err(cause) if refuses_links(&cause) => copy(&from, &to, kind, cause),
        done => done,
    }
    .map_err(|cause| explain(&from, cause))
}

/// Whether the disk (FAT), the system (another owner's file) or the number of links is the reason.
fn refuses_links(cause: &io::Error) -> bool {
    matches!(
        cause.kind(),
        ErrorKind::PermissionDenied | ErrorKind::Unsupported | ErrorKind::TooManyLinks
    )
}

/// Copies what cannot be linked, with its time of last change; `refused` says why it could not.
fn copy(from: &Path, to: &Path, kind: FileType, refused: io::Error) -> io::Result<()> {
    if kind.is_file() {
        fs::copy(from, to)?;
        let changed = fs::symlink_metadata(from)?.modified()?;
        // Only Windows asks for the right to write the file here, and the owner may have taken that away.
        return File::options()
            .read(true)
            .write(cfg!(windows))
            .open(to)?
            .set_modified(changed);
    }
    #[cfg(unix)]
    if kind.is_symlink() {
        return std::os::unix::fs::symlink(fs::read_link(from)?, to);
    }
    Err(refused)
}

/// Gives a folder the permissions of the old one, if it was made again and has others.
fn keep_permissions(folder: &Path, permissions: Permissions) -> io::Result<()> {
    match fs::symlink_metadata(folder) {
        Ok(made) if made.is_dir() && made.permissions() != permissions => fs::set_permissions(folder, permissions),
        _ => Ok(()),
    }
}

/// Says what stands in the way where a file of the owner and one of the build want the same place.
fn explain(path: &Path, cause: io::Error) -> Error {
    match cause.kind() {
        ErrorKind::AlreadyExists | ErrorKind::NotADirectory => Error::new(
            "publish over",
            path,
            "the build needs this place, but what is there was not made by a build; move it or give it another name",
        ),
        _ => Error::new("keep the published file", path, cause),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_cannot_be_linked_is_copied_with_its_time() -> io::Result<()> {
        let above = tempfile::tempdir()?;
        let [from, to] = ["CNAME", "copy"].map(|name| above.path().join(name));
        fs::write(&from, "help.example.org.uk")?;
        let time = std::time::UNIX_EPOCH + std::time::Duration::from_secs(1_700_000_000);
        File::options().write(true).open(&from)?.set_modified(time)?;
        copy(
            &from,
            &to,
            fs::symlink_metadata(&from)?.file_type(),
            ErrorKind::Unsupported.into(),
        )?;
        assert_eq!(fs::read(&to)?, b"help.example.org.uk");
        assert_eq!(fs::symlink_metadata(&to)?.modified()?, time);
        Ok(())
    }

    #[cfg(unix)]
    #[test]
    fn a_link_that_cannot_be_linked_is_made_again() -> io::Result<()> {
        let above = tempfile::tempdir()?;
        let [from, to] = ["from", "to"].map(|name| above.path().join(name));
        std::os::unix::fs::symlink("../elsewhere", &from)?;
        copy(
            &from,
            &to,
            fs::symlink_metadata(&from)?.file_type(),
            ErrorKind::Unsupported.into(),
        )?;
        assert_eq!(fs::read_link(&to)?, Path::new("../elsewhere"));
        Ok(())
    }
}
