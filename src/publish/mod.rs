//! Makes a folder equal to the output: staged, swapped in at once, unchanged files untouched, stale ones removed.
//!
//! In: rendered files, a path and its bytes, from any thread and in any order. Out: the folder, and what changed in it.
//! It must not know what a page, an entry or a site is: it sees only paths and bytes.
//!
//! * A file whose bytes are already published is left alone: the same inode, the same time of last change. When nothing
//!   at all has changed, nothing is written.
//! * Everything else is written to a staging folder beside the destination, completed with hard links to the unchanged
//!   files and to whatever the owner keeps there (a `CNAME`), and swapped with the destination in one step. Whoever
//!   looks, and whenever the program is stopped, finds either the whole old site or the whole new one.
//! * Only what the [manifest](MANIFEST) names is ever removed or replaced. What the owner adds to the folder in the
//!   instant between the completion and the swap is not seen, and goes with the old folder.
//! * Links are never followed inside the destination. A destination that is itself a link stands for the folder it
//!   leads to.
//! * Files are not flushed to the disk one by one: that would make a build many times slower, and a site can always be
//!   built again. Only the manifest is. After a power cut some files can therefore be cut short; the next build knows
//!   the folder as its own, compares every byte and writes those files again.

mod complete;
mod destination;
mod lock;
mod manifest;
mod paths;
mod printed;
mod swap;

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Read, Write};
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

use self::destination::Destination;
use self::manifest::Manifest;
use self::paths::Claims;
use crate::error::Error;
use crate::outputs::OutputFile;

pub use self::manifest::MANIFEST;
pub use self::printed::{Damaged, EDITIONS, EarlierPrints, EditionRecord, Editions, read_editions, write_editions};

/// What a build changed in the destination. Paths are relative to it, with `/` between the parts, in order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Published {
    /// Files that are new or whose bytes changed.
    pub written: Vec<String>,
    /// How many files were left alone because their bytes are the published ones.
    pub unchanged: usize,
    /// Files of the last build that this one no longer has.
    pub removed: Vec<String>,
}

/// Makes `destination` hold exactly `files`, and whatever else its owner keeps there.
///
/// # Errors
/// Those of [`Stage`]; the destination is then as it was.
pub fn publish(files: impl IntoIterator<Item = OutputFile>, destination: impl AsRef<Path>) -> Result<Published, Error> {
    let stage = Stage::open(destination.as_ref())?;
    files.into_iter().try_for_each(|file| stage.add(file))?;
    stage.publish()
}

/// A build on its way to its destination. Nobody sees it until [`Stage::publish`]; dropped before that, it leaves the
/// destination as it was.
#[derive(Debug)]
pub struct Stage {
    destination: Destination,
    progress: Mutex<Progress>,
}

#[derive(Debug, Default)]
struct Progress {
    claims: Claims,
    fates: Fates,
    begun: bool,
}

/// Every file of this build, and what becomes of it.
type Fates = BTreeMap<String, Fate>;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    Written,
    Unchanged,
}

impl Stage {
    /// Prepares to publish into `destination`, which may be missing, empty or the result of an earlier build. A build
    /// that was killed here is tidied up first. Missing folders above the destination are made.
    ///
    /// # Errors
    /// Refuses a destination that is not a folder, the root of a disk, a folder with files and no valid manifest, a
    /// folder that holds the sources of a site or a program, and one that another build is publishing into. Fails where
    /// the folder above the destination cannot be written to, because the new site is made there.
    pub fn open(destination: &Path) -> Result<Self, Error> {
        let destination = Destination::open(destination)?;
        Ok(Self {
            destination,
            progress: Mutex::default(),
        })
    }

    /// Takes one file of the build: compares it with the published one and writes it to the staging folder if they
    /// differ. The bytes are not kept. Can be called from many threads.
    ///
    /// # Errors
    /// Fails on a path that is not safe on every computer, on one that was added before or differs from another only in
    /// capital letters, and where the file cannot be written.
    pub fn add(&self, file: OutputFile) -> Result<(), Error> {
        let OutputFile { path, bytes } = file;
        if let Err(reason) = self.progress().claims.claim(&path) {
            return Err(Error::new("publish the file", path, reason));
        }
        let fate = if self.destination.is_published(&path, &bytes) {
            Fate::Unchanged
        } else {
            self.write(&path, &bytes)?;
            Fate::Written
        };
        self.progress().fates.insert(path, fate);
        Ok(())
    }

    /// Puts the finished build in the place of the old one.
    ///
    /// # Errors
    /// Fails where a file of the owner is in the way of a file of the build, and where the disk refuses a link or the
    /// swap. The destination is then as it was.
    pub fn publish(self) -> Result<Published, Error> {
        let fates = std::mem::take(&mut self.progress().fates);
        let mut published = Published::default();
        for (path, fate) in &fates {
            match fate {
                Fate::Written => published.written.push(path.clone()),
                Fate::Unchanged => published.unchanged += 1,
            }
        }
        let manifest = Manifest::of(fates.keys().cloned());
        if published.written.is_empty() && self.destination.manifest.as_ref() == Some(&manifest) {
            return Ok(published);
        }
        self.begin()?;
        published.removed = complete::complete(&self.destination, &manifest, &fates)?;
        manifest.write(&self.destination.stage)?;
        swap::swap(&self.destination)?;
        Ok(published)
    }

    fn write(&self, path: &str, bytes: &[u8]) -> Result<(), Error> {
        let target = self.destination.stage.join(path);
        let failed = |cause: io::Error| Error::new("write the file", &target, cause);
        // Most files share a folder with an earlier one, so it is made only where it turns out to be missing.
        let mut file = match File::create_new(&target) {
            Err(cause) if cause.kind() == ErrorKind::NotFound => {
                self.begin()?;
                make_folder_of(&target).map_err(failed)?;
                File::create_new(&target)
            }
            made => made,
        }
        .map_err(failed)?;
        file.write_all(bytes).map_err(failed)
    }

    /// Makes the staging folder, once, and not before there is something to put into it.
    fn begin(&self) -> Result<(), Error> {
        let mut progress = self.progress();
        if !progress.begun {
            self.destination.make_stage()?;
            progress.begun = true;
        }
        Ok(())
    }

    fn progress(&self) -> MutexGuard<'_, Progress> {
        self.progress.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Stage {
    /// Removes what is in the staging folder: a build that was given up or, after the swap, the old site. What cannot
    /// be removed now is found by the next build, which says so.
    fn drop(&mut self) {
        let _ = swap::remove(&self.destination.stage);
    }
}

/// Makes the folder that `path` lies in.
fn make_folder_of(path: &Path) -> io::Result<()> {
    path.parent().map_or(Ok(()), fs::create_dir_all)
}

/// Whether `path` is a file, not a link to one, with exactly these bytes. One that cannot be read is not.
fn has_bytes(path: &Path, bytes: &[u8]) -> bool {
    match fs::symlink_metadata(path) {
        Ok(found) if found.is_file() && found.len() == bytes.len() as u64 => {}
        _ => return false,
    }
    let Ok(mut file) = File::open(path) else {
        return false;
    };
    let mut buffer = [0; 16 * 1024];
    let mut rest = bytes;
    loop {
        let read = match file.read(&mut buffer) {
            Ok(0) => return rest.is_empty(),
            Ok(read) => read,
            Err(cause) if cause.kind() == ErrorKind::Interrupted => continue,
            Err(_) => return false,
        };
        match (buffer.get(..read), rest.split_at_checked(read)) {
            (Some(chunk), Some((start, end))) if chunk == start => rest = end,
            _ => return false,
        }
    }
}
