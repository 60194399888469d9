//! The search page: what its script is written in, what it offers, and that only pages with a script allow any.

use std::collections::BTreeSet;

use super::site_test::{Built, SiteTest};

/// The path of the client with its text.
fn client(built: &Built) -> (String, String) {
    let files = built.files();
    let clients: Vec<_> = files
        .iter()
        .filter(|(path, _)| path.starts_with("search/") && path.ends_with("/search.js"))
        .collect();
    assert_eq!(clients.len(), 1, "a site has one client");
    let (path, bytes) = clients.first().unwrap();
    (path.clone(), String::from_utf8(bytes.clone()).unwrap())
}

/// The filters that the search page offers, wherever they stand: in a file of their own or in the client's.
fn filters(built: &Built) -> String {
    let files = built.files();
    let scripts = files.iter().filter(|(path, _)| path.starts_with("search/"));
    let texts: Vec<String> = scripts
        .map(|(_, bytes)| String::from_utf8(bytes.clone()).unwrap())
        .collect();
    let lines = texts.iter().flat_map(|text| text.lines());
    let found: Vec<&str> = lines
        .filter(|line| line.starts_with("fp(\"f\",") || line.starts_with("\"f\":"))
        .collect();
    assert_eq!(found.len(), 1, "the filters stand in one place");
    (*found.first().unwrap()).to_owned()
}

/// The values that a filter may take, by its name.
fn values(filters: &str, name: &str) -> BTreeSet<String> {
    let value = |tag: &str| {
        let rest = tag.split_once("value=")?.1;
        let end = rest.find(['>', ' ', '"']).unwrap_or(rest.len());
        Some(rest.get(..end)?.to_owned())
    };
    let boxes = filters
        .split('<')
        .filter(|tag| tag.starts_with("input ") && tag.contains(&format!("name={name} ")));
    let select = filters
        .split_once(&format!("name={name}>"))
        .map_or("", |(_, rest)| rest);
    let options = select.split("</select>").next().unwrap_or_default();
    let options = options.split('<').filter(|tag| tag.starts_with("option "));
    boxes.chain(options).filter_map(value).collect()
}

fn words(list: &[&str]) -> BTreeSet<String> {
    list.iter().map(|word| (*word).to_owned()).collect()
}

#[test]
fn old_phones_can_read_the_client() {
    let built = Built::sample();
    let (path, text) = client(built);
    let (numbers, code) = text.split_once('\n').unwrap();
    assert!(numbers.starts_with("var fp={"), "{path} begins with {numbers}");
    assert!(code.len() > 5_000, "{path} has no code");
    let files = built.files();
    let spelling = path.replace("/search.js", "/s.js");
    let (_, spelling) = files.iter().find(|(path, _)| *path == spelling).unwrap();
    let code = &format!("{code}{}", String::from_utf8_lossy(spelling));
    for newer in [
        "=>", "`", "?.", "??", "...", "**", "let ", "const ", "class ", "async ", "await ", "yield ", "import(",
        " of ", "&&=", "||=", "catch{",
    ] {
        assert!(
            !code.contains(newer),
            "{path} has `{newer}`, which is newer than ECMAScript 5"
        );
    }
    for dangerous in [
        "eval(",
        "Function(",
        "fetch(",
        "XMLHttpRequest",
        "localStorage",
        "document.cookie",
        "http:",
        "https:",
    ] {
        assert!(!code.contains(dangerous), "{path} has `{dangerous}`");
    }
}

#[test]
fn the_same_content_gives_the_same_files_of_the_search_and_other_content_another_folder() {
    let search = |site: SiteTest| -> Vec<(String, Vec<u8>)> {
        let files = site.built().files();
        files
            .into_iter()
            .filter(|(path, _)| path.starts_with("search/"))
            .collect()
    };
    let once = search(SiteTest::minimal());
    assert!(!once.is_empty());
    assert!(
        once == search(SiteTest::minimal()),
        "two builds of the same content differ"
    );
    let other = search(SiteTest::minimal().replace(
        "content/offers/tea-and-tablets.yaml",
        "name: Tea and Tablets",
        "name: Tea and Telephones",
    ));
    let folder = |files: &[(String, Vec<u8>)]| {
        files
            .first()
            .map(|(path, _)| path.split('/').nth(1).unwrap().to_owned())
    };
    assert_ne!(folder(&once), folder(&other), "readers would keep the old index");
}

#[test]
fn the_search_can_be_narrowed_by_what_the_site_has_and_by_nothing_else() {
    let filters = filters(&SiteTest::minimal().built());
    assert_eq!(values(&filters, "topic"), words(&["device", "skills"]), "{filters}");
    assert_eq!(values(&filters, "cost"), words(&["free"]), "{filters}");
    assert_eq!(
        values(&filters, "area"),
        words(&["marlshire", "millbrook"]),
        "{filters}"
    );
    assert_eq!(
        values(&filters, "day"),
        words(&["fri", "mon", "thu", "tue", "wed"]),
        "{filters}"
    );
    assert_eq!(values(&filters, "delivery"), words(&["in-person"]), "{filters}");
    assert_eq!(values(&filters, "time"), words(&[]), "{filters}");
    assert!(
        !filters.contains("<legend>Time"),
        "a heading without a choice: {filters}"
    );
    let later = SiteTest::minimal().replace(
        "content/offers/tea-and-tablets.yaml",
        "Tuesdays 10:00-12:00",
        "Saturdays 18:30-20:00",
    );
    let filters = self::filters(&later.built());
    assert!(values(&filters, "day").contains("sat"), "{filters}");
    assert_eq!(values(&filters, "time"), words(&["evening", "weekend"]), "{filters}");
}

#[test]
fn a_page_with_a_script_allows_those_of_its_own_site_and_no_other_page_allows_any() {
    let built = Built::sample();
    let mut searches = 0;
    for (path, bytes) in built.files().into_iter().filter(|(path, _)| path.ends_with(".html")) {
        let html = String::from_utf8(bytes).unwrap();
        let policy = html
            .split("content=\"default-src")
            .nth(1)
            .and_then(|rest| rest.split('"').next())
            .unwrap();
        let policy = format!("default-src{policy};");
        assert!(
            policy.contains("default-src 'none';") && !policy.contains("unsafe"),
            "{path}: {policy}"
        );
        assert_eq!(
            policy.contains("script-src 'self';"),
            html.contains("<script"),
            "{path}: {policy}"
        );
        assert_eq!(
            policy.matches("script-src").count(),
            html.matches("<script").count().min(1),
            "{path}"
        );
        if path == "search.html" {
            searches += 1;
            assert_eq!(html.matches("<script").count(), 1, "{path}");
            assert!(
                html.contains(&format!("<script defer src={}></script>", client(built).0)),
                "{path}"
            );
        } else {
            let root = "../".repeat(path.matches('/').count());
            let count = |name: &str| {
                html.matches(&format!("<script defer src={root}scripts/{name}-"))
                    .count()
            };
            // Pages with dates have a script that takes old ones away (`tests/suite/dates.rs`).
            let (kept, dates) = (count("list"), count("dates"));
            assert_eq!(html.matches("<script").count(), kept + dates, "{path}");
            // Only a page with something to keep, or what is kept, has it.
            assert!(
                kept == 0 || html.contains("id=keep") || path == "my-list.html",
                "{path}"
            );
        }
    }
    assert_eq!(searches, 1);
}

#[test]
fn every_page_has_one_form_that_leads_to_the_search_page() {
    let built = Built::sample();
    for (path, bytes) in built.files().into_iter().filter(|(path, _)| path.ends_with(".html")) {
        let html = String::from_utf8(bytes).unwrap();
        let forms: Vec<&str> = html
            .split("<form ")
            .skip(1)
            .filter_map(|rest| rest.split('>').next())
            .collect();
        assert_eq!(forms.len(), 1, "{path}: {forms:?}");
        let depth = path.matches('/').count();
        let action = format!("action={}search.html ", "../".repeat(depth));
        assert!(
            forms
                .iter()
                .all(|form| form.contains(&action) && form.contains("role=search")),
            "{path}: {forms:?}"
        );
        let is_in_head = html.find("<form ").unwrap() < html.find("</header>").unwrap();
        assert_eq!(is_in_head, path != "search.html", "{path}");
    }
}
