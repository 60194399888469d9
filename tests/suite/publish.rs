//! Publishing: a folder becomes equal to the output, at once or not at all, and keeps what its owner put there.

mod interrupted;
mod owner;
mod refused;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use fingerpost::error::Error;
use fingerpost::outputs::OutputFile;
use fingerpost::publish::{MANIFEST, Published, Stage, publish};
use rayon::prelude::*;
use tempfile::TempDir;

/// An empty folder with a destination in it that does not exist yet.
struct Place {
    above: TempDir,
    public: PathBuf,
}

impl Place {
    fn new() -> Self {
        let above = tempfile::tempdir().unwrap();
        let public = above.path().join("public");
        Self { above, public }
    }

    /// A place where a build of `files` was published.
    fn with(files: &[(&str, &str)]) -> Self {
        let place = Self::new();
        place.build(files).unwrap();
        place
    }

    fn build(&self, files: &[(&str, &str)]) -> Result<Published, Error> {
        publish(files.iter().map(|(path, text)| file(path, text)), &self.public)
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.public.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.public.join(path)).unwrap()
    }

    /// Every path in the destination, the manifest aside; those of folders end with `/`.
    fn paths(&self) -> Vec<String> {
        let mut paths = paths_in(&self.public);
        paths.retain(|path| path != MANIFEST);
        paths
    }

    /// What lies beside the destination.
    fn beside(&self) -> Vec<String> {
        let all = fs::read_dir(self.above.path()).unwrap();
        let names = all.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        names.filter(|name| name != "public").collect()
    }

    fn refusal(&self) -> String {
        let before = self.public.is_dir().then(|| paths_in(&self.public));
        let refusal = self.build(&[("index.html", "new")]).unwrap_err().to_string();
        assert_eq!(self.public.is_dir().then(|| paths_in(&self.public)), before);
        assert_eq!(self.beside(), [""; 0]);
        refusal
    }
}

fn file(path: &str, text: &str) -> OutputFile {
    OutputFile {
        path: path.to_owned(),
        bytes: text.as_bytes().to_vec(),
    }
}

fn paths_in(folder: &Path) -> Vec<String> {
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().into_string().unwrap();
        if entry.file_type().unwrap().is_dir() {
            paths.extend(
                paths_in(&entry.path())
                    .into_iter()
                    .map(|inner| format!("{name}/{inner}")),
            );
            paths.push(format!("{name}/"));
        } else {
            paths.push(name);
        }
    }
    paths.sort();
    paths
}

/// What changes about a file when anybody writes, links or renames it: its inode, and when it and its record changed.
#[cfg(unix)]
fn marks(folder: &Path) -> BTreeMap<String, (u64, i64, i64, i64, i64)> {
    use std::os::unix::fs::MetadataExt;
    let mut paths = paths_in(folder);
    paths.push(String::new());
    paths
        .into_iter()
        .map(|path| {
            let found = fs::symlink_metadata(folder.join(&path)).unwrap();
            (
                path,
                (
                    found.ino(),
                    found.mtime(),
                    found.mtime_nsec(),
                    found.ctime(),
                    found.ctime_nsec(),
                ),
            )
        })
        .collect()
}

#[test]
fn a_first_build_makes_the_folder_and_says_what_it_wrote() {
    let place = Place::new();
    let published = place
        .build(&[("offers/tea.html", "Tea"), ("index.html", "Help")])
        .unwrap();
    assert_eq!(
        published,
        Published {
            written: vec!["index.html".into(), "offers/tea.html".into()],
            unchanged: 0,
            removed: vec![]
        }
    );
    assert_eq!(place.paths(), ["index.html", "offers/", "offers/tea.html"]);
    assert_eq!(place.read("offers/tea.html"), "Tea");
    let list: serde_json::Value = serde_json::from_str(&place.read(MANIFEST)).unwrap();
    assert_eq!(
        list,
        serde_json::json!({"version": 1, "files": ["index.html", "offers/tea.html"]})
    );
    assert_eq!(place.beside(), [""; 0]);
}

#[test]
fn folders_above_the_destination_are_made() {
    let above = tempfile::tempdir().unwrap();
    let public = above.path().join("sites/help/public");
    publish([file("index.html", "Help")], &public).unwrap();
    assert_eq!(fs::read_to_string(public.join("index.html")).unwrap(), "Help");
}

#[test]
fn an_empty_folder_is_a_good_destination() {
    let place = Place::new();
    fs::create_dir(&place.public).unwrap();
    place.build(&[("index.html", "Help")]).unwrap();
    assert_eq!(place.paths(), ["index.html"]);
}

#[cfg(unix)]
#[test]
fn a_second_build_of_the_same_files_writes_nothing() {
    let files = [("index.html", "Help"), ("offers/tea.html", "Tea"), ("empty.txt", "")];
    let place = Place::with(&files);
    let before = marks(&place.public);
    let published = place.build(&files).unwrap();
    assert_eq!(
        published,
        Published {
            written: vec![],
            unchanged: 3,
            removed: vec![]
        }
    );
    assert_eq!(marks(&place.public), before);
}

#[cfg(unix)]
#[test]
fn only_a_changed_file_is_a_new_file() {
    let place = Place::with(&[("a.html", "one"), ("b.html", "two"), ("c/d.html", "six")]);
    let before = marks(&place.public);
    let published = place
        .build(&[("a.html", "one"), ("b.html", "TWO"), ("c/d.html", "six")])
        .unwrap();
    assert_eq!(
        published,
        Published {
            written: vec!["b.html".into()],
            unchanged: 2,
            removed: vec![]
        }
    );
    let after = marks(&place.public);
    for kept in ["a.html", "c/d.html"] {
        let (inode, seconds, nanoseconds, ..) = after[kept];
        assert_eq!(
            (inode, seconds, nanoseconds),
            (before[kept].0, before[kept].1, before[kept].2),
            "{kept}"
        );
    }
    assert_ne!(after["b.html"].0, before["b.html"].0);
    assert_eq!(place.read("b.html"), "TWO");
}

#[test]
fn a_large_file_is_compared_to_its_last_byte() {
    let long = "a tablet and a cup of tea ".repeat(4000);
    let place = Place::with(&[("index.html", &long)]);
    let changed = format!("{}!", &long[..long.len() - 1]);
    assert_eq!(
        place.build(&[("index.html", &changed)]).unwrap().written,
        ["index.html"]
    );
    assert_eq!(place.read("index.html"), changed);
}

#[test]
fn a_published_file_that_somebody_edited_or_deleted_is_written_again() {
    let files = [("a.html", "one"), ("b.html", "two")];
    let place = Place::with(&files);
    place.write("a.html", "ONE");
    fs::remove_file(place.public.join("b.html")).unwrap();
    assert_eq!(place.build(&files).unwrap().written, ["a.html", "b.html"]);
    assert_eq!(
        (place.read("a.html"), place.read("b.html")),
        ("one".into(), "two".into())
    );
}

#[test]
fn what_a_build_no_longer_makes_is_removed_with_its_folder() {
    let place = Place::with(&[
        ("index.html", ""),
        ("b", ""),
        ("d/x", ""),
        ("a/x", ""),
        ("e", ""),
        ("offers/x", ""),
    ]);
    place.write("offers/notes.txt", "the owner's");
    let published = place.build(&[("index.html", "")]).unwrap();
    assert_eq!(published.removed, ["a/x", "b", "d/x", "e", "offers/x"]);
    assert_eq!(place.paths(), ["index.html", "offers/", "offers/notes.txt"]);
}

#[test]
fn a_page_can_become_a_folder_and_a_folder_a_page() {
    let place = Place::with(&[("tea", "page"), ("cake/index.html", "folder")]);
    let published = place.build(&[("tea/index.html", "folder"), ("cake", "page")]).unwrap();
    assert_eq!(published.removed, ["cake/index.html", "tea"]);
    assert_eq!(place.paths(), ["cake", "tea/", "tea/index.html"]);
}

#[test]
fn files_can_be_added_from_many_threads() {
    let place = Place::new();
    let stage = Stage::open(&place.public).unwrap();
    (0..500)
        .into_par_iter()
        .try_for_each(|number| stage.add(file(&format!("{}/{number}.html", number % 7), "page")))
        .unwrap();
    assert_eq!(stage.publish().unwrap().written.len(), 500);
    assert_eq!(place.paths().len(), 507);
}
