//! Notices when something changes that a build reads.
//!
//! In: the site's folder. Out: an [`Event`] with the paths that changed, once they are at rest, and the
//! [`Fingerprint`] of all that a build reads. It must not know what is built from it.
//!
//! The system's notices only say when to look. Whether anything is new is decided by the fingerprint, so that lost,
//! doubled and belated notices do no harm.

use std::collections::BTreeSet;
use std::path::Path;
use std::path::{Component, PathBuf};
use std::sync::mpsc::Sender;
use std::time::Duration;

use notify_debouncer_full::notify::{self, EventKind, RecommendedWatcher, RecursiveMode};
use notify_debouncer_full::{DebounceEventResult, Debouncer, RecommendedCache, new_debouncer};
use walkdir::{DirEntry, WalkDir};

use super::Event;
use crate::error::{Error, Result};

/// How long a file must be at rest. With the pause after it (`BREATH`) a save is built after about a tenth of a second.
const REST: Duration = Duration::from_millis(60);

/// The folders that are watched, and how. The root itself is watched for `site.toml` and for these folders coming and
/// going, but not what lies below it: `public/` and `.git/` change all the time.
const FOLDERS: [(&str, RecursiveMode); 4] = [
    ("", RecursiveMode::NonRecursive),
    ("content", RecursiveMode::Recursive),
    ("themes", RecursiveMode::Recursive),
    ("search-index", RecursiveMode::NonRecursive),
];

/// Watches until it is dropped.
pub(super) struct Watch {
    root: PathBuf,
    debouncer: Debouncer<RecommendedWatcher, RecommendedCache>,
}

impl Watch {
    /// Starts to watch. `root` is the folder's real path, as the system will name it.
    pub(super) fn start(root: &Path, events: Sender<Event>) -> Result<Self> {
        let seen_from = root.to_owned();
        let debouncer = new_debouncer(REST, None, move |found: DebounceEventResult| {
            for event in noticed(&seen_from, found) {
                // Nobody listens any more when the preview stops.
                let _ = events.send(event);
            }
        });
        let debouncer = debouncer.map_err(|error| failed(root, error))?;
        let mut watch = Self {
            root: root.to_owned(),
            debouncer,
        };
        let all = FOLDERS.iter().map(|(folder, _)| (*folder).to_owned()).collect();
        watch.renew(&all)?;
        Ok(watch)
    }

    /// Watches the folders anew that are among the paths: they have come, or come back.
    pub(super) fn renew(&mut self, changed: &BTreeSet<String>) -> Result<()> {
        for (folder, mode) in FOLDERS {
            let path = self.root.join(folder);
            if changed.contains(folder) && path.is_dir() {
                self.debouncer
                    .watch(&path, mode)
                    .map_err(|error| failed(&path, error))?;
            }
        }
        Ok(())
    }
}

/// What the system's notices mean for the preview.
fn noticed(root: &Path, found: DebounceEventResult) -> Vec<Event> {
    let events = match found {
        Ok(events) => events,
        Err(errors) => {
            let troubles = errors
                .into_iter()
                .map(|error| Event::Trouble(failed(root, error).to_string()));
            return troubles.chain([Event::Changed(BTreeSet::new())]).collect();
        }
    };
    // The build itself opens every file, so that looking at one is no change.
    let changes = events
        .iter()
        .filter(|event| !matches!(event.kind, EventKind::Access(_)));
    let mut paths = BTreeSet::new();
    let mut lost = false;
    for event in changes {
        lost |= event.need_rescan();
        paths.extend(event.paths.iter().filter_map(|path| path_in_site(root, path)));
    }
    if lost || !paths.is_empty() {
        vec![Event::Changed(paths)]
    } else {
        Vec::new()
    }
}

fn failed(path: &Path, error: notify::Error) -> Error {
    if matches!(error.kind, notify::ErrorKind::MaxFilesWatch) {
        let advice = "the system lets a program watch only so many folders. Raise `fs.inotify.max_user_watches`, \
                      or build by hand with `fingerpost build`";
        return Error::new("watch the folder", path, advice);
    }
    Error::new("watch the folder", path, error)
}

/// The path from the site's root, with `/`, if a build reads it.
fn path_in_site(root: &Path, path: &Path) -> Option<String> {
    let inside = path.strip_prefix(root).ok()?;
    let mut parts = Vec::new();
    for part in inside.components() {
        match part {
            Component::Normal(name) => parts.push(name.to_string_lossy()),
            _ => return None,
        }
    }
    is_read_by_builds(&parts).then(|| parts.join("/"))
}

/// Whether a build reads what lies at this path from the root.
fn is_read_by_builds(parts: &[impl AsRef<str>]) -> bool {
    if parts.iter().any(|part| is_working_file(part.as_ref())) {
        return false;
    }
    let mut parts = parts.iter().map(AsRef::as_ref);
    match (parts.next(), parts.next(), parts.next()) {
        (Some("content" | "themes"), _, _) | (Some("site.toml" | "search-index"), None, None) => true,
        (Some("search-index"), Some(name), None) => [".yaml", ".yml", ".txt", ".csv"]
            .iter()
            .any(|ending| name.ends_with(ending)),
        _ => false,
    }
}

/// Whether the name is one that editors and systems give to files of their own: `.tea.yaml.swp` (Vim), `4913` (Vim,
/// trying whether it may write), `#tea.yaml#` and `.#tea.yaml` (Emacs), `tea.yaml~`, `tea.yaml___jb_tmp___`
/// (`JetBrains`), `.goutputstream-…` (GNOME), `~$tea.yaml` and `.tmp` files (Windows), `.DS_Store`.
fn is_working_file(name: &str) -> bool {
    let starts = [".", "#", "~$"].iter().any(|start| name.starts_with(start));
    let ends = ["~", ".swp", ".swx", ".tmp", ".bak", "___jb_tmp___", "___jb_old___"]
        .iter()
        .any(|end| name.ends_with(end));
    starts || ends || name == "4913"
}

/// What a build reads, as one number: the same if, and only if, every file has the same name and bytes.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Fingerprint(blake3::Hash);

/// Reads all that a build reads. Bytes and not times, because two saves can carry one time.
pub(super) fn fingerprint(root: &Path) -> Fingerprint {
    let mut hasher = blake3::Hasher::new();
    for (folder, mode) in FOLDERS {
        let depth = if mode == RecursiveMode::Recursive {
            usize::MAX
        } else {
            1
        };
        let files = WalkDir::new(root.join(folder))
            .max_depth(depth)
            .sort_by_file_name()
            .into_iter();
        let files =
            files.filter_entry(|entry| entry.depth() == 0 || !is_working_file(&entry.file_name().to_string_lossy()));
        // A folder that is not there has no files, and is then the same as an empty one.
        for file in files.filter_map(std::result::Result::ok) {
            add_file(root, &file, &mut hasher);
        }
    }
    Fingerprint(hasher.finalize())
}

fn add_file(root: &Path, file: &DirEntry, hasher: &mut blake3::Hasher) {
    let Some(path) = path_in_site(root, file.path()).filter(|_| file.file_type().is_file()) else {
        return;
    };
    // A file that is gone already, or that may not be read, is a mistake for the build to speak of.
    let bytes = std::fs::read(file.path()).unwrap_or_default();
    for part in [path.as_bytes(), &bytes] {
        hasher.update(&part.len().to_le_bytes());
        hasher.update(part);
    }
}
