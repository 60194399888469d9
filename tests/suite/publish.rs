//! Publishing: a folder becomes equal to the output, at once or not at all, and keeps what its owner put there.

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
        publish(
            files.iter().map(|(path, text)| file(path, text)),
            &self.public,
        )
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
        let refusal = self
            .build(&[("index.html", "new")])
            .unwrap_err()
            .to_string();
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
    assert_eq!(
        fs::read_to_string(public.join("index.html")).unwrap(),
        "Help"
    );
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
    let files = [
        ("index.html", "Help"),
        ("offers/tea.html", "Tea"),
        ("empty.txt", ""),
    ];
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
        ("index.html", "Help"),
        ("old/tea.html", "Tea"),
        ("offers/gone.html", "Gone"),
    ]);
    place.write("offers/notes.txt", "the owner's");
    let published = place.build(&[("index.html", "Help")]).unwrap();
    assert_eq!(published.removed, ["offers/gone.html", "old/tea.html"]);
    assert_eq!(place.paths(), ["index.html", "offers/", "offers/notes.txt"]);
}

#[cfg(unix)]
#[test]
fn what_the_owner_put_into_the_folder_stays() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let place = Place::with(&[("index.html", "Help"), ("offers/tea.html", "Tea")]);
    place.write("CNAME", "help.example.org.uk");
    place.write("private/keys/key.txt", "secret");
    fs::set_permissions(
        place.public.join("private"),
        fs::Permissions::from_mode(0o700),
    )
    .unwrap();
    fs::create_dir(place.public.join("offers/empty")).unwrap();
    symlink("nowhere", place.public.join("link")).unwrap();
    let before = marks(&place.public);

    place.build(&[("index.html", "Changed")]).unwrap();

    let kept = [
        "CNAME",
        "index.html",
        "link",
        "offers/",
        "offers/empty/",
        "private/",
        "private/keys/",
    ];
    assert_eq!(
        place.paths(),
        [&kept[..], &["private/keys/key.txt"]].concat()
    );
    assert_eq!(marks(&place.public)["CNAME"].0, before["CNAME"].0);
    assert_eq!(
        fs::read_link(place.public.join("link")).unwrap(),
        Path::new("nowhere")
    );
    let mode = fs::metadata(place.public.join("private"))
        .unwrap()
        .permissions()
        .mode();
    assert_eq!(mode & 0o777, 0o700);
}

/// Other systems take no such name.
#[cfg(target_os = "linux")]
#[test]
fn a_file_of_the_owner_may_have_a_name_that_is_not_unicode() {
    use std::os::unix::ffi::OsStrExt;
    let place = Place::with(&[("index.html", "Help")]);
    let name = place.public.join(std::ffi::OsStr::from_bytes(b"caf\xe9"));
    fs::write(&name, "the owner's").unwrap();
    // Whatever the list says: no entry stands for such a name.
    place.write(
        MANIFEST,
        &serde_json::json!({"version": 1, "files": ["", "index.html"]}).to_string(),
    );
    place.build(&[("index.html", "Changed")]).unwrap();
    assert_eq!(fs::read_to_string(name).unwrap(), "the owner's");
}

#[test]
fn a_file_of_the_owner_is_not_replaced_by_a_page_of_the_same_name() {
    let place = Place::with(&[("index.html", "Help")]);
    place.write("contact.html", "the owner's");
    let refusal = place
        .build(&[("index.html", "New"), ("contact.html", "ours")])
        .unwrap_err();
    assert!(
        refusal.to_string().contains("was not made by a build"),
        "{refusal}"
    );
    assert_eq!(
        refusal.path(),
        Some(&*place.public.canonicalize().unwrap().join("contact.html"))
    );
    assert_eq!(
        (place.read("contact.html"), place.read("index.html")),
        ("the owner's".into(), "Help".into())
    );
}

#[test]
fn a_page_does_not_take_the_place_of_a_folder_of_the_owner() {
    let place = Place::with(&[("index.html", "Help")]);
    place.write("photos/tea.jpg", "the owner's");
    let refusal = place
        .build(&[("index.html", "New"), ("photos", "ours")])
        .unwrap_err();
    assert!(
        refusal.to_string().contains("was not made by a build"),
        "{refusal}"
    );
    assert_eq!(place.read("index.html"), "Help");
}

#[test]
fn a_page_can_become_a_folder_and_a_folder_a_page() {
    let place = Place::with(&[("tea", "page"), ("cake/index.html", "folder")]);
    let published = place
        .build(&[("tea/index.html", "folder"), ("cake", "page")])
        .unwrap();
    assert_eq!(published.removed, ["cake/index.html", "tea"]);
    assert_eq!(place.paths(), ["cake", "tea/", "tea/index.html"]);
}

#[test]
fn a_folder_with_files_that_nobody_published_is_refused() {
    let place = Place::new();
    place.write("thesis.txt", "four years");
    let refusal = place.refusal();
    assert!(refusal.contains("no `.fingerpost.json`"), "{refusal}");
    assert!(
        refusal.contains("choose another folder, or empty this one"),
        "{refusal}"
    );
    assert_eq!(place.read("thesis.txt"), "four years");
}

#[test]
fn a_folder_whose_list_is_damaged_or_from_another_version_is_refused() {
    for (list, reason) in [
        ("", "is damaged"),
        ("{\"version\": 1, \"files\": [1]}", "is damaged"),
        ("{\"version\": 2, \"files\": []}", "another version"),
    ] {
        let place = Place::with(&[("index.html", "Help")]);
        place.write(MANIFEST, list);
        let refusal = place.refusal();
        assert!(refusal.contains(reason), "{refusal}");
    }
}

#[test]
fn a_folder_of_sources_is_refused_even_with_a_list() {
    for source in ["site.toml", "Cargo.toml", ".git"] {
        let place = Place::with(&[("index.html", "Help")]);
        place.write(source, "");
        let refusal = place.refusal();
        assert!(
            refusal.contains(&format!("it has a `{source}`")),
            "{refusal}"
        );
    }
}

#[test]
fn a_file_and_the_root_of_the_disk_are_refused() {
    let place = Place::new();
    fs::write(&place.public, "a file").unwrap();
    let refusal = place.refusal();
    assert!(refusal.contains("it is not a folder"), "{refusal}");
    assert_eq!(fs::read_to_string(&place.public).unwrap(), "a file");
    let refusal = Stage::open(Path::new("/")).unwrap_err().to_string();
    assert!(refusal.contains("root of a disk"), "{refusal}");
}

#[test]
fn a_folder_below_a_file_cannot_be_made() {
    let place = Place::new();
    fs::write(&place.public, "a file").unwrap();
    let refusal =
        publish([file("index.html", "Help")], place.public.join("site/deep")).unwrap_err();
    assert!(
        refusal.path().unwrap().starts_with(&place.public),
        "{refusal}"
    );
    assert_eq!(fs::read_to_string(&place.public).unwrap(), "a file");
}

#[cfg(unix)]
#[test]
fn a_link_stands_for_the_folder_it_leads_to() {
    let place = Place::new();
    let real = place.above.path().join("real");
    std::os::unix::fs::symlink("real", &place.public).unwrap();
    place.build(&[("index.html", "Help")]).unwrap();
    place.build(&[("index.html", "Changed")]).unwrap();
    assert_eq!(fs::read_link(&place.public).unwrap(), Path::new("real"));
    assert_eq!(
        fs::read_to_string(real.join("index.html")).unwrap(),
        "Changed"
    );
    assert_eq!(place.beside(), ["real"]);
}

#[cfg(unix)]
#[test]
fn links_in_the_folder_are_never_followed() {
    let place = Place::with(&[("page.html", "old"), ("offers/tea.html", "Tea")]);
    let outside = place.above.path().join("outside");
    fs::create_dir(&outside).unwrap();
    fs::write(outside.join("tea.html"), "Tea").unwrap();
    fs::write(outside.join("page.html"), "precious").unwrap();
    // Somebody put links where the last build had a page and a folder.
    fs::remove_file(place.public.join("page.html")).unwrap();
    fs::remove_dir_all(place.public.join("offers")).unwrap();
    std::os::unix::fs::symlink(outside.join("page.html"), place.public.join("page.html")).unwrap();
    std::os::unix::fs::symlink(&outside, place.public.join("offers")).unwrap();

    let refusal = place
        .build(&[("page.html", "new"), ("offers/tea.html", "Tea")])
        .unwrap_err();
    assert!(
        refusal.to_string().contains("was not made by a build"),
        "{refusal}"
    );
    place.build(&[("page.html", "new")]).unwrap();

    assert!(
        fs::symlink_metadata(place.public.join("page.html"))
            .unwrap()
            .is_file()
    );
    assert_eq!(place.read("page.html"), "new");
    assert_eq!(
        fs::read_to_string(outside.join("page.html")).unwrap(),
        "precious"
    );
    assert_eq!(fs::read_to_string(outside.join("tea.html")).unwrap(), "Tea");
    assert_eq!(fs::read_link(place.public.join("offers")).unwrap(), outside);
}

#[test]
fn a_list_that_names_files_elsewhere_removes_none_of_them() {
    let place = Place::with(&[("index.html", "Help")]);
    let precious = place.above.path().join("precious.txt");
    fs::write(&precious, "precious").unwrap();
    let hostile = [
        "../precious.txt",
        "a/../../precious.txt",
        precious.to_str().unwrap(),
        "",
        "/",
        "..",
        ".",
    ];
    let list = serde_json::json!({"version": 1, "files": hostile});
    place.write(MANIFEST, &list.to_string());
    // No longer in the list, so it counts as the owner's.
    fs::remove_file(place.public.join("index.html")).unwrap();

    let published = place.build(&[("index.html", "New")]).unwrap();

    assert_eq!(published.removed, [""; 0]);
    assert_eq!(fs::read_to_string(precious).unwrap(), "precious");
    assert_eq!(place.paths(), ["index.html"]);
    assert!(!place.read(MANIFEST).contains("precious"));
}

#[test]
fn paths_that_are_not_safe_everywhere_are_refused() {
    let place = Place::new();
    for path in [
        "",
        "/",
        "/etc/passwd",
        "offers/",
        "a//b",
        ".",
        "./a",
        "..",
        "../a",
        "a/../b",
        "a\\b",
        "a\0b",
        "a\nb",
        "C:/a",
        "what?",
        "con",
        "NUL.txt",
        "a/Com1.html",
        "lpt¹",
        "aux .html",
        "end.",
        "end ",
        ".fingerpost.json",
        ".FINGERPOST.json",
    ] {
        let stage = Stage::open(&place.public).unwrap();
        let refusal = stage.add(file(path, "x")).unwrap_err();
        assert_eq!(refusal.path(), Some(Path::new(path)));
    }
    assert_eq!(fs::read_dir(place.above.path()).unwrap().count(), 0);
    for path in [
        "a",
        "com",
        "com10.html",
        "console/nullable.html",
        "a.b.c",
        ".well-known/x",
        "caffè.html",
    ] {
        Stage::open(&place.public)
            .unwrap()
            .add(file(path, "x"))
            .unwrap();
    }
}

#[test]
fn paths_that_some_computers_cannot_tell_apart_are_refused() {
    let place = Place::new();
    for (first, second, reason) in [
        ("tea.html", "Tea.html", "only in capital letters"),
        (
            "offers/tea.html",
            "Offers/cake.html",
            "only in capital letters",
        ),
        ("CAFFÈ", "caffè", "only in capital letters"),
        ("tea.html", "tea.html", "makes this file twice"),
        ("tea", "tea/index.html", "a file and a folder at once"),
        ("tea/and/cake", "tea", "a file and a folder at once"),
    ] {
        let stage = Stage::open(&place.public).unwrap();
        stage.add(file(first, "x")).unwrap();
        let refusal = stage.add(file(second, "y")).unwrap_err().to_string();
        assert!(refusal.contains(reason), "{first}, {second}: {refusal}");
    }
}

#[test]
fn two_builds_into_the_same_folder_do_not_mix() {
    let place = Place::with(&[("index.html", "Help")]);
    let first = Stage::open(&place.public).unwrap();
    first.add(file("index.html", "first")).unwrap();
    let refusal = Stage::open(&place.public).unwrap_err().to_string();
    assert!(
        refusal.contains("another build into the same folder is running"),
        "{refusal}"
    );
    first.publish().unwrap();
    assert_eq!(place.read("index.html"), "first");
    place.build(&[("index.html", "second")]).unwrap();
    assert_eq!(place.beside(), [""; 0]);
}

#[test]
fn of_builds_that_start_together_each_is_whole_or_refused() {
    let place = Place::with(&[("a.html", "old"), ("b.html", "old")]);
    (0..200_u32).into_par_iter().for_each(|number| {
        let text = number.to_string();
        if let Err(refusal) = place.build(&[("a.html", &text), ("b.html", &text)]) {
            assert!(refusal.to_string().contains("another build"), "{refusal}");
        }
    });
    assert_ne!(place.read("a.html"), "old");
    assert_eq!(place.read("a.html"), place.read("b.html"));
    assert_eq!(place.paths(), ["a.html", "b.html"]);
    assert_eq!(place.beside(), [""; 0]);
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

#[test]
fn a_build_that_is_given_up_leaves_the_old_site_and_nothing_else() {
    let place = Place::with(&[("index.html", "Help")]);
    let stage = Stage::open(&place.public).unwrap();
    stage.add(file("index.html", "half")).unwrap();
    stage.add(file("more.html", "half")).unwrap();
    assert_eq!(place.paths(), ["index.html"]);
    drop(stage);
    assert_eq!(place.read("index.html"), "Help");
    assert_eq!(place.beside(), [""; 0]);
}

#[test]
fn what_killed_builds_left_is_removed_and_its_neighbours_stay() {
    let place = Place::with(&[("index.html", "Help")]);
    for name in [
        ".public.fingerpost-stage-0123456789abcdef",
        ".public.fingerpost-stage-notes",
        ".public.fingerpost-stage-0123456789abcdef0",
        ".publicity.fingerpost-stage-0123456789abcdef",
    ] {
        fs::create_dir_all(place.above.path().join(name).join("offers")).unwrap();
    }
    fs::write(place.above.path().join(".public.fingerpost-lock"), "").unwrap();
    place.build(&[("index.html", "Help")]).unwrap();
    let mut beside = place.beside();
    beside.sort();
    assert_eq!(
        beside,
        [
            ".public.fingerpost-stage-0123456789abcdef0",
            ".public.fingerpost-stage-notes",
            ".publicity.fingerpost-stage-0123456789abcdef",
        ]
    );
}

#[test]
fn a_folder_that_a_killed_build_had_set_aside_is_put_back_first() {
    for made_again in [false, true] {
        let place = Place::with(&[("index.html", "Help")]);
        place.write("CNAME", "help.example.org.uk");
        fs::rename(
            &place.public,
            place.above.path().join(".public.fingerpost-aside"),
        )
        .unwrap();
        if made_again {
            fs::create_dir(&place.public).unwrap();
        }
        drop(Stage::open(&place.public).unwrap());
        assert_eq!(place.paths(), ["CNAME", "index.html"]);
        assert_eq!(place.beside(), [""; 0]);
    }
}

#[cfg(unix)]
#[test]
fn pages_can_be_read_by_whom_the_folder_is_for() {
    use std::os::unix::fs::PermissionsExt;
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o7777;
    let place = Place::with(&[("index.html", "Help")]);
    let usual = place.above.path().join("usual");
    fs::write(&usual, "").unwrap();
    assert_eq!(mode(&place.public.join("index.html")), mode(&usual));
    fs::set_permissions(&place.public, fs::Permissions::from_mode(0o2750)).unwrap();
    place.build(&[("index.html", "Changed")]).unwrap();
    assert_eq!(mode(&place.public), 0o2750);
}

#[cfg(target_os = "linux")]
#[test]
fn a_reader_always_finds_the_folder_while_it_is_swapped() {
    use std::sync::atomic::{AtomicBool, Ordering};
    let place = Place::with(&[("index.html", "0")]);
    let done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let reader = scope.spawn(|| {
            while !done.load(Ordering::Relaxed) {
                assert!(!place.read("index.html").is_empty());
            }
        });
        for number in 1..300 {
            place.build(&[("index.html", &number.to_string())]).unwrap();
        }
        done.store(true, Ordering::Relaxed);
        reader.join().unwrap();
    });
}

/// Builds that end badly need a program of their own: this test program again, told by a variable where to build.
#[cfg(target_os = "linux")]
mod in_a_program_of_its_own {
    use std::io::{BufRead, BufReader};
    use std::process::{Command, Stdio};
    use std::time::Duration;

    use super::*;

    const INTO: &str = "FINGERPOST_TEST_BUILDS_INTO";

    /// The arguments that run one test of this module alone and show what it prints.
    fn only(test: &str) -> [String; 3] {
        let module = module_path!().split_once("::").unwrap().1;
        [
            "--exact".into(),
            "--nocapture".into(),
            format!("{module}::{test}"),
        ]
    }

    /// A site whose every file says the same letter, and which has more files the later the letter.
    fn site(letter: char) -> impl Iterator<Item = OutputFile> {
        let count = if letter == 'a' { 40 } else { 60 };
        (0..count).map(move |number| {
            file(
                &format!("{}/{number}.html", number % 4),
                &letter.to_string().repeat(9000),
            )
        })
    }

    fn assert_whole(place: &Place) {
        let pages: Vec<_> = place
            .paths()
            .into_iter()
            .filter(|path| path.ends_with(".html"))
            .collect();
        let letter = place.read("0/0.html").remove(0);
        let mut expected: Vec<_> = site(letter).map(|file| file.path).collect();
        expected.sort();
        assert_eq!(pages, expected);
        for page in site(letter) {
            assert!(
                place.read(&page.path).as_bytes() == page.bytes,
                "{} is of another build",
                page.path
            );
        }
        assert_eq!(place.read("CNAME"), "help.example.org.uk");
    }

    #[test]
    fn a_build_killed_at_any_moment_leaves_a_whole_site() {
        if let Ok(public) = std::env::var(INTO) {
            println!("\nready");
            // As good as for ever, but an orphan ends.
            for _ in 0..2000 {
                publish(site('b'), &public).unwrap();
                publish(site('a'), &public).unwrap();
            }
            return;
        }
        let place = Place::new();
        publish(site('a'), &place.public).unwrap();
        place.write("CNAME", "help.example.org.uk");
        for round in 0..60 {
            let mut builds = Command::new(std::env::current_exe().unwrap())
                .args(only("a_build_killed_at_any_moment_leaves_a_whole_site"))
                .env(INTO, &place.public)
                .stdout(Stdio::piped())
                .spawn()
                .unwrap();
            let mut said = BufReader::new(builds.stdout.take().unwrap()).lines();
            assert!(
                said.any(|line| line.unwrap() == "ready"),
                "the builds did not start"
            );
            std::thread::sleep(Duration::from_micros(round * 337 % 9000));
            builds.kill().unwrap();
            assert!(
                !builds.wait().unwrap().success(),
                "the builds ended before they were killed"
            );
            assert_whole(&place);
        }
        publish(site('b'), &place.public).unwrap();
        assert_whole(&place);
        assert_eq!(place.beside(), [""; 0]);
    }

    #[test]
    fn a_disk_that_takes_no_more_leaves_the_old_site_and_is_named() {
        if let Ok(public) = std::env::var(INTO) {
            let full = site('b').chain([file("large.bin", &"large".repeat(1_000_000))]);
            println!("\n{}", publish(full, public).unwrap_err());
            return;
        }
        let place = Place::new();
        publish(site('a'), &place.public).unwrap();
        place.write("CNAME", "help.example.org.uk");
        // The shell lets no file grow beyond 500 blocks, and has the system say so instead of ending the program.
        let builds = Command::new("sh")
            .args(["-c", "trap '' XFSZ; ulimit -f 500; exec \"$0\" \"$@\""])
            .arg(std::env::current_exe().unwrap())
            .args(only(
                "a_disk_that_takes_no_more_leaves_the_old_site_and_is_named",
            ))
            .env(INTO, &place.public)
            .output()
            .unwrap();
        let said = String::from_utf8(builds.stdout).unwrap();
        assert!(builds.status.success(), "{said}");
        assert!(said.contains("could not write the file `"), "{said}");
        assert!(said.contains("large.bin`: File too large"), "{said}");
        assert_whole(&place);
        assert_eq!(place.beside(), [""; 0]);
    }
}
