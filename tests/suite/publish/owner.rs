//! What the owner of the folder put there: files, links, folders, permissions.

use super::*;

#[cfg(unix)]
#[test]
fn what_the_owner_put_into_the_folder_stays() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let place = Place::with(&[("index.html", "Help"), ("offers/tea.html", "Tea")]);
    place.write("CNAME", "help.example.org.uk");
    place.write("private/keys/key.txt", "secret");
    fs::set_permissions(place.public.join("private"), fs::Permissions::from_mode(0o700)).unwrap();
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
    assert_eq!(place.paths(), [&kept[..], &["private/keys/key.txt"]].concat());
    assert_eq!(marks(&place.public)["CNAME"].0, before["CNAME"].0);
    assert_eq!(fs::read_link(place.public.join("link")).unwrap(), Path::new("nowhere"));
    let mode = fs::metadata(place.public.join("private")).unwrap().permissions().mode();
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
    assert!(refusal.to_string().contains("was not made by a build"), "{refusal}");
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
    let refusal = place.build(&[("index.html", "New"), ("photos", "ours")]).unwrap_err();
    assert!(refusal.to_string().contains("was not made by a build"), "{refusal}");
    assert_eq!(place.read("index.html"), "Help");
}

#[cfg(unix)]
#[test]
fn a_link_stands_for_the_folder_it_leads_to() {
    use std::os::unix::fs::symlink;
    let place = Place::new();
    let [real, link] = ["real", "link"].map(|name| place.above.path().join(name));
    // To a folder that does not exist yet, and then through another link to the one that does.
    symlink("real", &link).unwrap();
    publish([file("index.html", "Help")], &link).unwrap();
    symlink("link", &place.public).unwrap();
    place.build(&[("index.html", "Changed")]).unwrap();
    assert_eq!(fs::read_link(&place.public).unwrap(), Path::new("link"));
    assert_eq!(fs::read_link(&link).unwrap(), Path::new("real"));
    assert_eq!(fs::read_to_string(real.join("index.html")).unwrap(), "Changed");
    assert_eq!(place.beside().len(), 2);
}

#[cfg(unix)]
#[test]
fn a_link_to_the_same_bytes_is_not_a_published_page() {
    let place = Place::with(&[("index.html", "Help")]);
    let outside = place.above.path().join("outside.html");
    fs::rename(place.public.join("index.html"), &outside).unwrap();
    std::os::unix::fs::symlink(&outside, place.public.join("index.html")).unwrap();
    place.build(&[("index.html", "Help")]).unwrap();
    assert!(fs::symlink_metadata(place.public.join("index.html")).unwrap().is_file());
    assert_eq!(fs::read_to_string(outside).unwrap(), "Help");
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
    assert!(refusal.to_string().contains("was not made by a build"), "{refusal}");
    place.build(&[("page.html", "new")]).unwrap();

    assert!(fs::symlink_metadata(place.public.join("page.html")).unwrap().is_file());
    assert_eq!(place.read("page.html"), "new");
    assert_eq!(fs::read_to_string(outside.join("page.html")).unwrap(), "precious");
    assert_eq!(fs::read_to_string(outside.join("tea.html")).unwrap(), "Tea");
    assert_eq!(fs::read_link(place.public.join("offers")).unwrap(), outside);
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
