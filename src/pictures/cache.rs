//! Small pictures kept between builds, so that each is made once.
//!
//! In: a picture by its digest. Out: its small files, if they were kept whole. Nothing depends on what is here: the folder
//! may be deleted, and where it cannot be written, pictures are made anew each time.

use std::collections::BTreeSet;
use std::io::Write;
use std::path::{Path, PathBuf};

use super::shrink::{EDITION, Fallback, Small, sizes};
use super::{Picture, Size};
use crate::values::bytes::Bytes;

/// The folder, from the site's root. A hidden one, so that it is no part of the content.
const FOLDER: &str = ".pictures";

/// The bytes of a BLAKE3 hash.
const HASH: usize = blake3::OUT_LEN;

/// The kept pictures of a site.
pub(super) struct Cache {
    folder: PathBuf,
    most: Bytes,
}

impl Cache {
    /// `most` is how much a small file may take, which decides how they are made.
    pub(super) fn new(root: &Path, most: Bytes) -> Self {
        Self {
            folder: root.join(FOLDER),
            most,
        }
    }

    /// The name under which a picture is kept and published: what it is, and how it was made.
    pub(super) fn key(&self, picture: &Picture) -> String {
        let mut hasher = blake3::Hasher::new();
        hasher.update(picture.digest.as_bytes());
        hasher.update(&[EDITION]);
        hasher.update(&(self.most.0 as u64).to_le_bytes());
        let hex = hasher.finalize().to_hex();
        hex.chars().take(20).collect()
    }

    /// What was kept, if its hash says that it is whole.
    pub(super) fn find(&self, picture: &Picture) -> Option<Small> {
        let bytes = std::fs::read(self.folder.join(self.key(picture))).ok()?;
        let (hash, kept) = bytes.split_at_checked(HASH)?;
        if blake3::hash(kept).as_bytes() != hash {
            return None;
        }
        let (shown, files) = sizes(Size {
            width: picture.width,
            height: picture.height,
        });
        let (kind, mut rest) = kept.split_first()?;
        let mut webp = Vec::new();
        for size in files {
            webp.push((size, part(&mut rest)?));
        }
        let fallback = part(&mut rest)?;
        let kind = if *kind == 0 { Fallback::Jpeg } else { Fallback::Png };
        Some(Small {
            shown,
            webp,
            fallback: (kind, fallback),
        })
    }

    /// Keeps a picture. A disk that refuses costs time in the next build, and nothing else.
    pub(super) fn keep(&self, picture: &Picture, small: &Small) {
        let (kind, fallback) = &small.fallback;
        let mut kept = vec![u8::from(*kind == Fallback::Png)];
        for bytes in small.webp.iter().map(|(_, bytes)| bytes).chain([fallback]) {
            kept.extend((bytes.len() as u64).to_le_bytes());
            kept.extend(bytes);
        }
        let _ = self.write(&self.key(picture), &kept);
    }

    /// Written whole under another name first, so that a build that is killed leaves nothing half written.
    fn write(&self, key: &str, kept: &[u8]) -> std::io::Result<()> {
        std::fs::create_dir_all(&self.folder)?;
        let mut file = tempfile::NamedTempFile::new_in(&self.folder)?;
        file.write_all(blake3::hash(kept).as_bytes())?;
        file.write_all(kept)?;
        file.persist(self.folder.join(key))?;
        Ok(())
    }

    /// Removes what no picture of the site has any more.
    pub(super) fn clear(&self, used: &BTreeSet<String>) {
        let Ok(files) = std::fs::read_dir(&self.folder) else {
            return;
        };
        for file in files.flatten() {
            let name = file.file_name().to_string_lossy().into_owned();
            let ours = name.len() == 20 && name.bytes().all(|byte| byte.is_ascii_hexdigit());
            if ours && !used.contains(&name) {
                let _ = std::fs::remove_file(file.path());
            }
        }
    }
}

/// A file with its length before it.
fn part(rest: &mut &[u8]) -> Option<Vec<u8>> {
    let (length, after) = rest.split_first_chunk::<8>()?;
    let length = usize::try_from(u64::from_le_bytes(*length)).ok()?;
    let (bytes, after) = after.split_at_checked(length)?;
    *rest = after;
    Some(bytes.to_vec())
}
