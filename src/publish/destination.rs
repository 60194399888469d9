//! Where a build goes: the real folder, what stands beside it, and whether Fingerpost may publish there at all.
//!
//! In: the path a person gave. Out: a locked [`Destination`], tidied up after a build that was killed, or the reason
//! why not. It must not know what will be published.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::hash::{BuildHasher, RandomState};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::lock::Lock;
use super::manifest::Manifest;
use super::{has_bytes, swap};
use crate::error::Error;

/// Files that tell a folder of sources, which a build must never replace.
const SOURCES: [&str; 3] = ["site.toml", "Cargo.toml", ".git"];

const STAGE: &str = "stage-";

#[derive(Debug)]
pub(super) struct Destination {
    /// The published folder itself, links resolved. May not exist yet.
    pub(super) folder: PathBuf,
    /// Where the new folder is made. It lies beside the old one, so that both are on the same disk.
    pub(super) stage: PathBuf,
    /// Where the old folder is for an instant, on disks that cannot swap two folders in one step.
    pub(super) aside: PathBuf,
    /// What the last build published, if there was one.
    pub(super) manifest: Option<Manifest>,
    /// Whether the folder was there before this build.
    pub(super) existed: bool,
    _lock: Lock,
}

impl Destination {
    pub(super) fn open(given: &Path) -> Result<Self, Error> {
        let folder = find(given)?;
        let (Some(parent), Some(name)) = (folder.parent(), folder.file_name()) else {
            let reason = "it is the root of a disk, or has no name of its own; choose a folder in it";
            return Err(refuse(given, reason));
        };
        fs::create_dir_all(parent)
            .map_err(|cause| Error::new("make the folder above the published one,", parent, cause))?;
        let beside = |what: &str| parent.join(sibling(name, what));
        let lock = Lock::take(beside("lock"))?;
        let aside = beside("aside");
        restore(&aside, &folder)?;
        let existed = exists(&folder)?;
        let manifest = if existed { examine(&folder)? } else { None };
        remove_leftovers(parent, name)?;
        let number = RandomState::new().hash_one(std::process::id());
        let stage = beside(&format!("{STAGE}{number:016x}"));
        Ok(Self {
            folder,
            stage,
            aside,
            manifest,
            existed,
            _lock: lock,
        })
    }

    /// Whether the file is in the published folder with exactly these bytes.
    pub(super) fn is_published(&self, path: &str, bytes: &[u8]) -> bool {
        self.manifest.is_some() && has_bytes(&self.folder.join(path), bytes)
    }

    /// Makes the staging folder, for the same people as the published one.
    pub(super) fn make_stage(&self) -> Result<(), Error> {
        let failed = |cause: io::Error| Error::new("make the staging folder", &self.stage, cause);
        fs::create_dir(&self.stage).map_err(failed)?;
        if self.existed {
            let old = fs::metadata(&self.folder).map_err(failed)?;
            keep_group(&self.stage, &old);
            fs::set_permissions(&self.stage, old.permissions()).map_err(failed)?;
        }
        Ok(())
    }
}

/// The folder that the given path means, with links resolved as far as it exists. A link to a folder that does not
/// exist (yet, or because a build was killed between two renames) means that folder.
fn find(given: &Path) -> Result<PathBuf, Error> {
    let failed = |cause: io::Error| Error::new("find the folder to publish to,", given, cause);
    let mut path = std::path::absolute(given).map_err(failed)?;
    match path.canonicalize() {
        Err(cause) if cause.kind() == ErrorKind::NotFound => {}
        found => return found.map_err(failed),
    }
    if let (Ok(target), Some(parent)) = (fs::read_link(&path), path.parent()) {
        path = parent.join(target);
    }
    match (path.parent().map(Path::canonicalize), path.file_name()) {
        (Some(Ok(parent)), Some(name)) => Ok(parent.join(name)),
        _ => Ok(path),
    }
}

/// `.public.fingerpost-lock` for `public` and `lock`.
fn sibling(name: &OsStr, what: &str) -> OsString {
    let mut sibling = OsString::from(".");
    sibling.push(name);
    sibling.push(".fingerpost-");
    sibling.push(what);
    sibling
}

/// Puts the old folder back where a build was killed after it had set it aside.
fn restore(aside: &Path, folder: &Path) -> Result<(), Error> {
    if exists(aside)? {
        // Succeeds only on an empty folder, which somebody may have made in the meantime.
        let _ = fs::remove_dir(folder);
        if !exists(folder)? {
            fs::rename(aside, folder)
                .map_err(|cause| Error::new("put back the published folder from", aside, cause))?;
        }
    }
    Ok(())
}

/// Reads the manifest of a folder, `None` if it is empty, and refuses one that cannot be a published site.
fn examine(folder: &Path) -> Result<Option<Manifest>, Error> {
    let failed = |cause: io::Error| Error::new("look into the folder to publish to,", folder, cause);
    if !fs::symlink_metadata(folder).map_err(failed)?.is_dir() {
        return Err(refuse(folder, "it is not a folder; choose another name"));
    }
    for name in SOURCES {
        if exists(&folder.join(name))? {
            let reason = format!("it has a `{name}`, so it is a folder of sources; choose another folder");
            return Err(refuse(folder, &reason));
        }
    }
    if fs::read_dir(folder).map_err(failed)?.next().is_none() {
        return Ok(None);
    }
    Manifest::read(folder)
        .map(Some)
        .map_err(|reason| refuse(folder, &reason))
}

fn refuse(folder: &Path, reason: &str) -> Error {
    Error::new("publish to", folder, reason)
}

/// Removes what killed builds left beside the folder. Their lock is ours now, so none of them is still running.
fn remove_leftovers(parent: &Path, name: &OsStr) -> Result<(), Error> {
    let failed = |cause: io::Error| Error::new("look for remains of earlier builds in", parent, cause);
    let (aside, stage) = (sibling(name, "aside"), sibling(name, STAGE));
    for entry in fs::read_dir(parent).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let found = entry.file_name();
        let number = found.as_encoded_bytes().strip_prefix(stage.as_encoded_bytes());
        let is_stage = number.is_some_and(|n| n.len() == 16 && n.iter().all(u8::is_ascii_hexdigit));
        if is_stage || found == aside {
            swap::remove(&entry.path())
                .map_err(|cause| Error::new("remove what an earlier build left,", entry.path(), cause))?;
        }
    }
    Ok(())
}

/// Whether anything is at `path`, be it a link that leads nowhere.
fn exists(path: &Path) -> Result<bool, Error> {
    match fs::symlink_metadata(path) {
        Ok(_) => Ok(true),
        Err(cause) if cause.kind() == ErrorKind::NotFound => Ok(false),
        Err(cause) => Err(Error::new("look for", path, cause)),
    }
}

/// Gives `path` the group of the old folder, if the owner may: a web server often reads a site by its group.
#[cfg(unix)]
fn keep_group(path: &Path, old: &fs::Metadata) {
    use std::os::unix::fs::{MetadataExt, chown};
    let _ = chown(path, None, Some(old.gid()));
}

#[cfg(not(unix))]
fn keep_group(_: &Path, _: &fs::Metadata) {}
