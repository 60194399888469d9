//! The list of what a build published, kept in the published folder, so that the next build knows what is its own.
//!
//! In: the paths of a build, or the file of the last one. Out: the set of paths. The file may have been edited by
//! anybody, so an entry that [`paths::check`] refuses is ignored. It must not know what the files are for.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{ErrorKind, Write};
use std::ops::Bound;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::paths;
use crate::error::Error;

/// The name of the manifest in the published folder: JSON with a version and the sorted paths of the build's files.
pub const MANIFEST: &str = ".fingerpost.json";

const VERSION: u32 = 1;

const NEXT: &str = "choose another folder, or empty this one if nothing in it is needed";

#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Manifest {
    version: u32,
    files: BTreeSet<String>,
}

impl Manifest {
    pub(super) fn of(files: impl Iterator<Item = String>) -> Self {
        Self {
            version: VERSION,
            files: files.collect(),
        }
    }

    /// The manifest of `folder`, or why the folder is not known as the result of a build.
    pub(super) fn read(folder: &Path) -> Result<Self, String> {
        let path = folder.join(MANIFEST);
        let bytes = match fs::symlink_metadata(&path).and_then(|found| {
            if found.is_file() {
                fs::read(&path)
            } else {
                Err(ErrorKind::NotFound.into())
            }
        }) {
            Ok(bytes) => bytes,
            Err(cause) if cause.kind() == ErrorKind::NotFound => {
                return Err(format!(
                    "it has files in it, and no `{MANIFEST}` that says they are a published site; {NEXT}"
                ));
            }
            Err(cause) => return Err(format!("its `{MANIFEST}` cannot be read ({cause}); {NEXT}")),
        };
        let mut manifest: Self = serde_json::from_slice(&bytes)
            .map_err(|_| format!("its `{MANIFEST}` is damaged, so the published files are not known; {NEXT}"))?;
        if manifest.version != VERSION {
            return Err(format!(
                "its `{MANIFEST}` was written by another version of Fingerpost; {NEXT}"
            ));
        }
        manifest.files.retain(|path| paths::check(path).is_ok());
        Ok(manifest)
    }

    /// Writes the manifest into `folder` and waits until it is on the disk, as a folder without one is refused later.
    pub(super) fn write(&self, folder: &Path) -> Result<(), Error> {
        let path = folder.join(MANIFEST);
        let write = || {
            let mut file = File::create_new(&path)?;
            file.write_all(&serde_json::to_vec_pretty(self)?)?;
            file.sync_all()
        };
        write().map_err(|cause| Error::new("write the list of published files", &path, cause))
    }

    pub(super) fn names(&self, path: &str) -> bool {
        self.files.contains(path)
    }

    /// Whether a published file lies in `folder`, at any depth.
    pub(super) fn names_below(&self, folder: &str) -> bool {
        let start = format!("{folder}/");
        let from = (Bound::Included(start.as_str()), Bound::Unbounded);
        self.files
            .range::<str, _>(from)
            .next()
            .is_some_and(|path| path.starts_with(&start))
    }
}
