//! One build at a time into one destination.
//!
//! In: the path of a lock file beside the destination. Out: a lock that ends when it is dropped, or with the program.
//! It must not know what is being locked.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use crate::error::Error;

/// The system forgets a lock when the program ends, however it ends: a lock file left behind locks nobody out.
#[derive(Debug)]
pub(super) struct Lock {
    path: PathBuf,
    _file: File,
}

impl Lock {
    /// Takes the lock, or says at once that somebody else has it.
    pub(super) fn take(path: PathBuf) -> Result<Self, Error> {
        let failed = |cause: io::Error| Error::new("lock the published folder with the file", &path, cause);
        loop {
            let file = File::options()
                .create(true)
                .write(true)
                .truncate(false)
                .open(&path)
                .map_err(failed)?;
            match file.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => {
                    let reason =
                        "another build into the same folder is running; wait until it has finished and build again";
                    return Err(Error::new("lock the published folder with the file", path, reason));
                }
                Err(TryLockError::Error(cause)) => return Err(failed(cause)),
            }
            // Its last holder may have removed the file between the two steps; then the lock is worth nothing.
            if is_still_at(&file, &path).map_err(failed)? {
                return Ok(Self { path, _file: file });
            }
        }
    }
}

impl Drop for Lock {
    /// Removes the lock file while it is still locked, where [`is_still_at`] makes that safe.
    fn drop(&mut self) {
        if cfg!(unix) {
            let _ = fs::remove_file(&self.path);
        }
    }
}

#[cfg(unix)]
fn is_still_at(file: &File, path: &Path) -> io::Result<bool> {
    use std::os::unix::fs::MetadataExt;
    let held = file.metadata()?;
    match fs::metadata(path) {
        Ok(there) => Ok((there.dev(), there.ino()) == (held.dev(), held.ino())),
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(cause) => Err(cause),
    }
}

/// Elsewhere the lock file is never removed.
#[cfg(not(unix))]
fn is_still_at(_: &File, _: &Path) -> io::Result<bool> {
    Ok(true)
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn a_lock_file_that_was_removed_and_made_again_is_another_one() -> io::Result<()> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("lock");
        let file = File::create_new(&path)?;
        assert!(is_still_at(&file, &path)?);
        fs::remove_file(&path)?;
        assert!(!is_still_at(&file, &path)?);
        File::create_new(&path)?;
        assert!(!is_still_at(&file, &path)?);
        Ok(())
    }
}
