//! Puts a finished folder in the place of the published one.
//!
//! In: a destination whose staging folder is complete. Out: the two folders swapped. It must not know what is in them.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::Path;

use super::destination::Destination;
use crate::error::Error;

/// Puts the staged folder in the place of the published one, which is in the place of the staged one afterwards.
pub(super) fn swap(destination: &Destination) -> Result<(), Error> {
    let Destination {
        folder, stage, aside, ..
    } = destination;
    let swapped = if destination.existed {
        match exchange(stage, folder) {
            Err(cause) if matches!(cause.kind(), ErrorKind::InvalidInput | ErrorKind::Unsupported) => {
                exchange_by_renaming(stage, folder, aside)
            }
            done => done,
        }
    } else {
        fs::rename(stage, folder)
    };
    let action = "put the new site in the place of";
    swapped.map_err(|cause| match cause.kind() {
        ErrorKind::CrossesDevices | ErrorKind::ResourceBusy => {
            let reason = "a disk is mounted there, or it is part of a container image; choose a folder inside it";
            Error::new(action, folder, format!("{reason} ({cause})"))
        }
        _ => Error::new(action, folder, cause),
    })
}

/// Swaps two folders in one step.
#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn exchange(stage: &Path, folder: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, stage, CWD, folder, RenameFlags::EXCHANGE)?)
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(ErrorKind::Unsupported.into())
}

/// Swaps two folders where it takes more than one step. A program killed after the first one leaves no published
/// folder; the next build puts the one that was set aside back.
fn exchange_by_renaming(stage: &Path, folder: &Path, aside: &Path) -> io::Result<()> {
    fs::rename(folder, aside)?;
    if let Err(cause) = fs::rename(stage, folder) {
        fs::rename(aside, folder)?;
        return Err(cause);
    }
    fs::rename(aside, stage)
}

/// Removes a folder and all that is in it, without following links.
pub(super) fn remove(folder: &Path) -> io::Result<()> {
    match fs::remove_dir_all(folder) {
        Err(cause) if cause.kind() != ErrorKind::NotFound => Err(cause),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_are_swapped_by_renaming_where_one_step_is_not_possible() -> io::Result<()> {
        let above = tempfile::tempdir()?;
        let [stage, folder, aside] = ["stage", "public", "aside"].map(|name| above.path().join(name));
        fs::create_dir(&stage)?;
        fs::create_dir(&folder)?;
        fs::write(stage.join("index.html"), "new")?;
        fs::write(folder.join("index.html"), "old")?;
        exchange_by_renaming(&stage, &folder, &aside)?;
        assert_eq!(fs::read(folder.join("index.html"))?, b"new");
        assert_eq!(fs::read(stage.join("index.html"))?, b"old");
        assert!(!aside.exists());
        Ok(())
    }

    #[test]
    fn the_old_folder_is_put_back_if_the_new_one_cannot_take_its_place() -> io::Result<()> {
        let above = tempfile::tempdir()?;
        let [stage, folder, aside] = ["stage", "public", "aside"].map(|name| above.path().join(name));
        fs::create_dir(&folder)?;
        fs::write(folder.join("index.html"), "old")?;
        assert!(exchange_by_renaming(&stage, &folder, &aside).is_err());
        assert_eq!(fs::read(folder.join("index.html"))?, b"old");
        assert!(!aside.exists());
        Ok(())
    }
}
