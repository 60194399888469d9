//! Building: whole sites, the same bytes every time, nothing half published.

use std::fs;

use super::site_test::{Built, SiteTest, files};

const OFFER: &str = "content/offers/tea-and-tablets.yaml";

#[test]
fn the_sample_has_no_mistake_and_only_the_warning_it_is_meant_to_show() {
    let found = SiteTest::sample().diagnostics().sorted();
    let codes: Vec<&str> = found.iter().map(|one| one.code).collect();
    assert_eq!(codes, ["pledge-without-evidence"], "{found:#?}");
}

#[test]
fn two_builds_of_the_same_input_give_the_same_bytes() {
    let one = Built::sample();
    let other = SiteTest::sample().built();
    assert!(one.files().len() > 200);
    assert_eq!(one.files(), other.files());
    // Tantivy's lock is there while another test reads the sample's index.
    let index = |built: &Built| {
        let mut files = files(&built.site.root().join("search-index/tantivy"));
        files.retain(|(name, _)| !name.ends_with(".lock"));
        files
    };
    assert!(!index(one).is_empty());
    assert_eq!(index(one), index(&other));
}

#[test]
fn a_second_build_of_the_same_input_writes_nothing() {
    let built = SiteTest::minimal().built();
    let report = built.site.build().unwrap();
    let published = report.published.unwrap();
    assert_eq!(published.written, Vec::<String>::new());
    assert_eq!(published.removed, Vec::<String>::new());
    assert!(published.unchanged > 10);
}

#[test]
fn a_mistake_leaves_the_old_site_whole() {
    let built = SiteTest::minimal().built();
    let before = built.files();
    let site = built.site.replace(OFFER, "area: marlshire", "area: nowhere");
    let report = site.build().unwrap();
    assert!(report.published.is_none());
    assert_eq!(files(&site.out()), before);
}

#[test]
fn an_entry_that_is_gone_takes_its_page_along_and_the_owners_files_stay() {
    let built = SiteTest::minimal().built();
    assert!(built.has("guides/use-a-tablet.html"));
    fs::write(built.site.out().join("CNAME"), "help.example.org.uk\n").unwrap();
    let again = built.site.remove("content/guides/use-a-tablet.md").built();
    assert!(!again.has("guides/use-a-tablet.html"));
    assert!(again.has("CNAME"));
}

#[test]
fn a_folder_that_holds_somebody_elses_files_is_refused() {
    let site = SiteTest::minimal().write("public/holiday.txt", "Mine.");
    let error = site.build().unwrap_err().to_string();
    assert!(error.contains("public"), "{error}");
    assert_eq!(fs::read_to_string(site.out().join("holiday.txt")).unwrap(), "Mine.");
    assert_eq!(files(&site.out()).len(), 1);
}

#[test]
fn a_name_in_a_file_cannot_leave_its_folder() {
    for name in ["../../evil", "..%2fevil", "/etc/passwd", "a/b", "con", "UPPER", "a\\b"] {
        let site = SiteTest::minimal().replace(OFFER, "cost: free", &format!("cost: free\nwas: ['{name}']"));
        assert!(site.said().contains("error[bad-name]"), "{name}: {}", site.said());
    }
}

#[cfg(unix)]
#[test]
fn a_link_in_the_content_folder_is_not_followed() {
    let site = SiteTest::minimal();
    let outside = tempfile::tempdir().unwrap();
    fs::write(outside.path().join("secret.md"), "---\ntitle: Secret\n---\nSecret.\n").unwrap();
    std::os::unix::fs::symlink(
        outside.path().join("secret.md"),
        site.root().join("content/pages-secret.md"),
    )
    .unwrap();
    std::os::unix::fs::symlink(outside.path(), site.root().join("content/pages")).unwrap();
    let built = site.built();
    let leaked = built
        .files()
        .iter()
        .any(|(_, bytes)| String::from_utf8_lossy(bytes).contains("Secret"));
    assert!(!leaked);
}

#[test]
fn what_has_ended_keeps_its_page_and_leaves_every_list() {
    let built = SiteTest::minimal()
        .replace(OFFER, "cost: free", "cost: free\nstatus: inactive")
        .built();
    assert!(built.page("offers/tea-and-tablets.html").contains("has ended"));
    assert!(!built.page("a-to-z.html").contains("tea-and-tablets"));
    assert!(!built.page("phone.html").contains("tea-and-tablets"));
    assert!(!built.page("areas/millbrook.html").contains("tea-and-tablets"));
}
