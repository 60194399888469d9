//! Where a build refuses to publish, and which paths it refuses.

use super::*;

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
        assert!(refusal.contains(&format!("it has a `{source}`")), "{refusal}");
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
    let refusal = publish([file("index.html", "Help")], place.public.join("site/deep")).unwrap_err();
    assert!(refusal.path().unwrap().starts_with(&place.public), "{refusal}");
    assert_eq!(fs::read_to_string(&place.public).unwrap(), "a file");
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
    let refusal = place.build(&[("../a", "x")]).unwrap_err().to_string();
    assert!(
        refusal.contains("goes down from the published folder only"),
        "{refusal}"
    );
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
        Stage::open(&place.public).unwrap().add(file(path, "x")).unwrap();
    }
}

#[test]
fn paths_that_some_computers_cannot_tell_apart_are_refused() {
    let place = Place::new();
    for (first, second, reason) in [
        ("tea.html", "Tea.html", "only in capital letters"),
        ("offers/tea.html", "Offers/cake.html", "only in capital letters"),
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
