//! The preview: what the browser gets, what the terminal says, and that a change ends in one build of what was saved.

use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::Duration;

use fingerpost::error::{Error, Result};
use fingerpost::serve::{BuildOutcome, ServeOptions, serve_until};
use tempfile::TempDir;
use tokio::sync::oneshot;

/// Long enough for the slowest computer; nothing waits for so long if it works.
const PATIENCE: Duration = Duration::from_secs(60);

const POLICY: &str = "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'self'\">";

/// A site whose every file in `content/` becomes a page, and a preview of it. `wrong` in a file is a mistake; `broken`
/// in `site.toml` stops the machine.
struct Preview {
    site: TempDir,
    address: String,
    said: Receiver<String>,
    /// What each build read: the texts of all files, in the order of their names.
    builds: Arc<Mutex<Vec<String>>>,
    /// The folder that was built into.
    output: Arc<Mutex<PathBuf>>,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<Result<()>>>,
}

impl Preview {
    fn of(files: &[(&str, &str)]) -> Self {
        let site = tempfile::tempdir().unwrap();
        fs::create_dir(site.path().join("content")).unwrap();
        fs::write(site.path().join("site.toml"), "title = \"Help\"").unwrap();
        for (path, text) in files {
            fs::create_dir_all(site.path().join(path).parent().unwrap()).unwrap();
            fs::write(site.path().join(path), text).unwrap();
        }
        let (builds, output) = (Arc::<Mutex<Vec<String>>>::default(), Arc::<Mutex<PathBuf>>::default());
        let (tell, said) = mpsc::channel();
        let (stop, stopped) = oneshot::channel::<()>();
        let options = ServeOptions {
            root: site.path().to_owned(),
            port: 0,
        };
        let (seen, folder) = (builds.clone(), output.clone());
        let thread = std::thread::spawn(move || {
            let root = options.root.clone();
            let build = move |output: &Path| {
                *folder.lock().unwrap() = output.to_owned();
                build(&root, output, &mut seen.lock().unwrap())
            };
            let say = move |text: &str| tell.send(text.to_owned()).unwrap();
            serve_until(&options, &build, &say, async {
                let _ = stopped.await;
            })
        });
        let mut preview = Self {
            site,
            address: String::new(),
            said,
            builds,
            output,
            stop: Some(stop),
            thread: Some(thread),
        };
        let line = preview.hears("Preview: http://");
        let address = line.lines().next().unwrap().trim_start_matches("Preview: http://");
        preview.address = address.trim_end_matches('/').to_owned();
        preview
    }

    /// Waits until the terminal says this, and returns what it said with it.
    fn hears(&self, part: &str) -> String {
        loop {
            let said = self
                .said
                .recv_timeout(PATIENCE)
                .unwrap_or_else(|_| panic!("nobody said {part:?}"));
            if said.contains(part) {
                return said;
            }
        }
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.site.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn get(&self, path: &str) -> Answer {
        self.send(&format!(
            "GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n",
            self.address
        ))
    }

    fn send(&self, request: &str) -> Answer {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).unwrap();
        Answer(String::from_utf8(bytes).unwrap())
    }

    /// The version of the page at an address, as its reload script knows it.
    fn version(&self, path: &str) -> String {
        let page = self.get(path).0;
        let (_, after) = page.split_once("data-seen=\"").unwrap();
        after.split_once('"').unwrap().0.to_owned()
    }

    /// Waits as the reload script does, until something newer than this version is shown.
    fn newer_than(&self, version: &str) -> String {
        for _ in 0..10 {
            let now = self
                .get(&format!("/.fingerpost/reload?seen={version}"))
                .body()
                .to_owned();
            if now != version {
                return now;
            }
        }
        panic!("nothing newer than {version}");
    }

    /// Waits until the page at an address has this in it.
    fn shows(&self, path: &str, part: &str) -> Answer {
        for _ in 0..100 {
            let version = self.version("/");
            let page = self.get(path);
            if page.has(part) {
                return page;
            }
            self.newer_than(&version);
        }
        panic!("{path} never showed {part:?}");
    }

    fn builds(&self) -> Vec<String> {
        self.builds.lock().unwrap().clone()
    }

    fn stop(&mut self) -> Result<()> {
        drop(self.stop.take());
        self.thread.take().unwrap().join().unwrap()
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

struct Answer(String);

impl Answer {
    fn status(&self) -> &str {
        self.0.split(' ').nth(1).unwrap()
    }

    fn body(&self) -> &str {
        self.0.split_once("\r\n\r\n").unwrap().1
    }

    fn has(&self, part: &str) -> bool {
        self.0.contains(part)
    }
}

/// The build of these tests: every file of `content/` becomes a page of the same name.
fn build(root: &Path, output: &Path, builds: &mut Vec<String>) -> Result<BuildOutcome> {
    let settings = fs::read_to_string(root.join("site.toml")).unwrap_or_default();
    if settings.contains("broken") {
        return Err(Error::new("understand the settings in", "site.toml", "it is <broken>"));
    }
    let mut files = Vec::new();
    collect(&root.join("content"), "", &mut files);
    files.sort();
    let all = files
        .iter()
        .map(|(name, text)| format!("{name}={text}"))
        .collect::<Vec<_>>()
        .join(" ");
    builds.push(all.clone());
    if all.contains("wrong") {
        let human = "error[wrong]: this is <wrong>\n  --> content/index.md:1:1\n".to_owned();
        return Ok(BuildOutcome {
            ok: false,
            human,
            summary: String::new(),
        });
    }
    if output.exists() {
        fs::remove_dir_all(output).unwrap();
    }
    fs::create_dir_all(output).unwrap();
    for (name, text) in &files {
        let page = output
            .join(name)
            .with_extension(if name.ends_with(".css") { "css" } else { "html" });
        fs::create_dir_all(page.parent().unwrap()).unwrap();
        fs::write(
            page,
            format!("<!doctype html><html><head>{POLICY}<body>{text}</body></html>"),
        )
        .unwrap();
    }
    Ok(BuildOutcome {
        ok: true,
        human: String::new(),
        summary: format!("{} pages.", files.len()),
    })
}

fn collect(folder: &Path, inside: &str, files: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let entry = entry.unwrap();
        let name = format!("{inside}{}", entry.file_name().to_str().unwrap());
        if entry.path().is_dir() {
            collect(&entry.path(), &format!("{name}/"), files);
        } else if !name.contains(".sw") {
            files.push((name, fs::read_to_string(entry.path()).unwrap_or_default()));
        }
    }
}

#[test]
fn the_preview_shows_the_site_with_the_reload_script_in_its_pages_and_nowhere_on_disk() {
    let preview = Preview::of(&[("content/index.md", "Welcome"), ("content/look.css", "a{}")]);
    let page = preview.get("/");
    assert_eq!(page.status(), "200");
    assert!(page.has("Welcome"), "{}", page.0);
    assert!(
        page.has("<script src=\"/.fingerpost/reload.js\" data-seen=\""),
        "{}",
        page.0
    );
    assert!(page.body().ends_with("</script></body></html>"), "{}", page.0);
    assert!(preview.get("/look.css").body().contains("a{}"));
    assert!(!preview.get("/look.css").has("reload.js"));
    let on_disk = fs::read_to_string(preview.output.lock().unwrap().join("index.html")).unwrap();
    assert!(!on_disk.contains("script"), "{on_disk}");
    assert!(on_disk.contains(POLICY));
    let script = preview.get("/.fingerpost/reload.js");
    assert!(script.has("content-type: text/javascript"), "{}", script.0);
    assert!(script.body().contains("/.fingerpost/reload?seen="), "{}", script.0);
}

#[test]
fn a_pages_security_policy_lets_the_reload_script_run_and_nothing_else() {
    let preview = Preview::of(&[("content/index.md", "Welcome")]);
    let page = preview.get("/index.html");
    let policy = "content=\"default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'\"";
    assert!(page.has(policy), "{}", page.0);
    for (written, sent) in [
        (
            "<meta content='script-src &#39;sha256-abc=&#39;;default-src *' http-equiv=content-security-policy>",
            "content=\"script-src 'sha256-abc=' 'self'; default-src *; connect-src * 'self'\">",
        ),
        (
            "<meta http-equiv=Content-Security-Policy content=\"script-src-elem 'none'; connect-src 'self'\"/>",
            "content=\"script-src-elem 'self'; connect-src 'self'\">",
        ),
        (
            "<meta http-equiv=Content-Security-Policy content=\"img-src data:\"><p>",
            "content=\"img-src data:\"><p>",
        ),
        (
            "<meta name=description content='A &amp; B'><meta",
            "<meta name=description content='A &amp; B'><meta",
        ),
    ] {
        fs::write(preview.output.lock().unwrap().join("other.html"), written).unwrap();
        let page = preview.get("/other.html");
        assert!(page.has(sent), "{written} became {}", page.0);
        assert!(page.has("data-seen"), "{}", page.0);
    }
}

#[test]
fn a_change_is_built_and_the_browser_is_told() {
    let preview = Preview::of(&[("content/index.md", "Before")]);
    let version = preview.version("/");
    preview.write("content/index.md", "After");
    let newer = preview.newer_than(&version);
    assert_ne!(newer, version);
    assert!(preview.get("/").has("After"));
    assert_eq!(preview.version("/"), newer);
    preview.hears("Changed: content/index.md");
    let built = preview.hears("Built in ");
    assert!(built.ends_with(" ms. 1 pages."), "{built}");
}

#[test]
fn a_page_of_an_earlier_preview_is_told_to_reload_at_once() {
    let preview = Preview::of(&[("content/index.md", "Welcome")]);
    let now = preview.version("/");
    assert_eq!(preview.get("/.fingerpost/reload?seen=12").body(), now);
    assert_eq!(preview.get("/.fingerpost/reload").body(), now);
}

#[test]
fn a_mistake_is_shown_on_every_page_until_it_is_mended() {
    let preview = Preview::of(&[
        ("content/index.md", "Good"),
        ("content/about.md", "About"),
        ("content/a.css", "a{}"),
    ]);
    preview.write("content/index.md", "wrong");
    let said = preview.hears("error[wrong]");
    assert!(said.ends_with("--> content/index.md:1:1"), "{said}");
    for path in ["/", "/about.html", "/nowhere.html"] {
        let page = preview.shows(path, "mistake");
        assert_eq!(page.status(), "503", "{path}");
        assert!(
            page.has("<title>There is a mistake in the content</title>"),
            "{}",
            page.0
        );
        assert!(page.has("<h1>There is a mistake in the content</h1>"), "{}", page.0);
        assert!(
            page.has("error[wrong]: this is &lt;wrong&gt;\n  --&gt; content/index.md:1:1"),
            "{}",
            page.0
        );
        assert!(
            page.has("<a href=\"?last-good\">Show the last good page</a>"),
            "{}",
            page.0
        );
        assert!(page.has("data-seen"), "{}", page.0);
    }
    assert_eq!(preview.get("/a.css").status(), "200");
    preview.write("content/index.md", "Mended");
    assert_eq!(preview.shows("/", "Mended").status(), "200");
    assert!(preview.get("/about.html").has("About"));
}

#[test]
fn the_last_good_page_stays_a_link_away_while_there_is_a_mistake() {
    let preview = Preview::of(&[("content/index.md", "Good"), ("content/find.md", "Find")]);
    preview.write("content/index.md", "wrong");
    preview.shows("/", "mistake");
    let page = preview.get("/?last-good");
    assert_eq!(page.status(), "200");
    assert!(page.has("Good") && page.has("data-seen"), "{}", page.0);
    let other = preview.get("/find.html?q=%3Cb%3E&p=1");
    assert!(
        other.has("<a href=\"?q=%3Cb%3E&amp;p=1&amp;last-good\">"),
        "{}",
        other.0
    );
    assert!(preview.get("/find.html?q=%3Cb%3E&p=1&last-good").has("Find"));
    assert_eq!(preview.get("/nowhere.html?last-good").status(), "404");
}

#[test]
fn a_first_build_with_a_mistake_has_no_last_good_page() {
    let preview = Preview::of(&[("content/index.md", "wrong")]);
    for path in ["/", "/?last-good"] {
        let page = preview.get(path);
        assert_eq!(page.status(), "503");
        assert!(
            page.has("There is a mistake in the content") && !page.has("last good page"),
            "{}",
            page.0
        );
    }
    preview.write("content/index.md", "Good");
    assert_eq!(preview.shows("/", "Good").status(), "200");
}

#[test]
fn what_stops_a_later_build_is_shown_like_a_mistake_and_does_not_stop_the_preview() {
    let preview = Preview::of(&[("content/index.md", "Good")]);
    preview.write("site.toml", "broken");
    preview.hears("could not understand the settings in `site.toml`");
    let page = preview.shows("/", "<pre>");
    assert_eq!(page.status(), "503");
    assert!(
        page.has("The site cannot be built") && page.has("it is &lt;broken&gt;"),
        "{}",
        page.0
    );
    preview.write("site.toml", "title = \"Help\"");
    preview.shows("/", "Good");
}

#[test]
fn what_stops_the_first_build_stops_the_preview() {
    let site = tempfile::tempdir().unwrap();
    fs::write(site.path().join("site.toml"), "broken").unwrap();
    let options = ServeOptions {
        root: site.path().to_owned(),
        port: 0,
    };
    let root = site.path().to_owned();
    let folder = Mutex::new(PathBuf::new());
    let refused = serve_until(
        &options,
        &|output| {
            *folder.lock().unwrap() = output.to_owned();
            build(&root, output, &mut Vec::new())
        },
        &|_| {},
        std::future::pending(),
    );
    assert!(refused.unwrap_err().to_string().contains("it is <broken>"));
    assert!(!folder.lock().unwrap().parent().unwrap().exists());
}

#[test]
fn new_folders_renames_and_deletes_are_seen() {
    let preview = Preview::of(&[("content/index.md", "Home"), ("content/old.md", "Old")]);
    preview.write("content/offers/deep/tea.md", "Tea");
    preview.shows("/offers/deep/tea.html", "Tea");
    preview.write("content/offers/deep/tea.md", "Coffee");
    preview.shows("/offers/deep/tea.html", "Coffee");
    let content = preview.site.path().join("content");
    fs::rename(content.join("old.md"), content.join("offers/new.md")).unwrap();
    preview.shows("/offers/new.html", "Old");
    assert_eq!(preview.get("/old.html").status(), "404");
    fs::rename(content.join("offers"), content.join("things")).unwrap();
    preview.shows("/things/deep/tea.html", "Coffee");
    preview.write("content/things/deep/tea.md", "Cocoa");
    preview.shows("/things/deep/tea.html", "Cocoa");
    fs::remove_dir_all(content.join("things")).unwrap();
    preview.shows("/things/deep/tea.html", "There is no page here");
    preview.shows("/things/new.html", "There is no page here");
    assert_eq!(preview.builds().last().unwrap(), "index.md=Home");
}

#[test]
fn a_content_folder_that_goes_and_comes_back_is_still_watched() {
    let preview = Preview::of(&[("content/index.md", "Home")]);
    let content = preview.site.path().join("content");
    let aside = preview.site.path().join("aside");
    fs::rename(&content, &aside).unwrap();
    preview.hears("0 pages.");
    fs::create_dir(&content).unwrap();
    preview.write("content/index.md", "New");
    preview.hears("1 pages.");
    preview.write("content/index.md", "Newer");
    preview.shows("/", "Newer");
}

#[test]
fn a_theme_and_tuning_that_come_later_are_watched_too() {
    let preview = Preview::of(&[("content/index.md", "Home")]);
    for (path, text) in [
        ("themes/own/templates/page.html", "one"),
        ("themes/own/templates/page.html", "two"),
        ("search-index/synonyms.yaml", "wifi: wi-fi"),
        ("search-index/synonyms.yaml", "wifi: [wi-fi]"),
    ] {
        preview.write(path, text);
        // The first change can be seen as that of the folder.
        preview.hears(&format!("Changed: {}", path.split('/').next().unwrap()));
        preview.hears("Built in ");
    }
}

#[test]
fn fast_saves_end_in_exactly_one_build_of_the_last_one() {
    let preview = Preview::of(&[("content/index.md", "0")]);
    for save in 1..=40 {
        preview.write("content/index.md", &format!("save {save}."));
    }
    while preview.builds().last().unwrap() != "index.md=save 40." {
        preview.hears("Built in ");
    }
    // A later change is built after everything that the saves can still cause.
    preview.write("content/after.md", "end");
    while !preview.builds().last().unwrap().contains("end") {
        preview.hears("Built in ");
    }
    let builds = preview.builds();
    assert_eq!(
        builds.iter().filter(|build| *build == "index.md=save 40.").count(),
        1,
        "{builds:?}"
    );
    assert_eq!(
        builds[builds.len() - 2..],
        ["index.md=save 40.", "after.md=end index.md=save 40."]
    );
}

#[test]
fn a_save_during_a_build_is_built_after_it() {
    let preview = Preview::of(&[("content/index.md", "0")]);
    let building = preview.builds.lock().unwrap();
    preview.write("content/index.md", "first");
    // The preview says so before it builds, and then waits for the list of builds that this test holds.
    preview.hears("Changed: ");
    preview.write("content/other.md", "second");
    drop(building);
    while !preview.builds().last().unwrap().contains("second") {
        preview.hears("Built in ");
    }
    assert!(preview.get("/other.html").has("second"));
}

#[test]
fn what_a_build_does_not_read_causes_no_build() {
    let preview = Preview::of(&[("content/index.md", "Home"), ("search-index/synonyms.yaml", "a: b")]);
    for path in [
        "content/.index.md.swp",
        "content/.#index.md",
        "content/#index.md#",
        "content/index.md~",
        "content/4913",
        "content/index.md.tmp",
        "themes.md",
        "public/index.html",
        ".git/index",
        "search-index/tantivy/meta.json",
        "search-index/notes.md",
        "README.md",
    ] {
        preview.write(path, "something");
    }
    // A save without a change is none either.
    preview.write("content/index.md", "Home");
    preview.write("search-index/judged.txt", "tea");
    let said = preview.hears("Changed: ");
    preview.hears("Built in ");
    assert_eq!(preview.builds().len(), 2, "{:?}", preview.builds());
    assert!(said.contains("search-index/judged.txt"), "{said}");
    for hidden in [".swp", "public", ".git", "tantivy", "README"] {
        assert!(!said.contains(hidden), "{said}");
    }
}

#[test]
fn a_request_for_another_name_is_refused() {
    let preview = Preview::of(&[("content/index.md", "Home")]);
    let port = preview.address.rsplit_once(':').unwrap().1;
    let ask = |target: &str, hosts: &[&str]| {
        let hosts: String = hosts.iter().map(|host| format!("Host: {host}\r\n")).collect();
        preview.send(&format!("GET {target} HTTP/1.1\r\n{hosts}Connection: close\r\n\r\n"))
    };
    for host in [
        "evil.example",
        "localhost.evil.example",
        "127.0.0.1.evil.example",
        "",
        "192.0.2.1",
        "[::1]",
    ] {
        for target in ["/", "/.fingerpost/reload", "/.fingerpost/reload.js"] {
            let answer = ask(target, &[host]);
            assert_eq!(answer.status(), "403", "{host:?} {target}: {}", answer.0);
            assert!(!answer.has("Home"));
        }
        assert_eq!(ask("/", &[&format!("{host}:{port}")]).status(), "403", "{host}");
    }
    assert_eq!(ask("http://evil.example/", &["localhost"]).status(), "403");
    assert_eq!(ask("/", &["localhost", "evil.example"]).status(), "403");
    assert_eq!(ask("/", &[]).status(), "403");
    for host in ["localhost", "LocalHost:1", "127.0.0.1", &format!("127.0.0.1:{port}")] {
        assert_eq!(ask("/", &[host]).status(), "200", "{host}");
    }
}

#[test]
fn no_path_leads_out_of_the_site() {
    let preview = Preview::of(&[("content/index.md", "Home")]);
    let outside = preview.output.lock().unwrap().parent().unwrap().join("outside.html");
    fs::write(outside, "outside").unwrap();
    for path in [
        "/../outside.html",
        "/%2e%2e/outside.html",
        "/..%2foutside.html",
        "/a/../../outside.html",
        "/.%2e/outside.html",
        "/..%5coutside.html",
        "//outside.html",
        "/%00outside.html",
        "/etc/passwd",
        "//etc/passwd",
        "/%2fetc/passwd",
    ] {
        let answer = preview.get(path);
        assert_eq!(answer.status(), "404", "{path}: {}", answer.0);
        assert!(!answer.has("root:"));
        assert!(!answer.body().contains(">outside<"), "{path}");
    }
}

#[test]
fn an_address_that_leads_nowhere_gets_the_sites_own_page_for_that() {
    let preview = Preview::of(&[("content/index.md", "Home")]);
    let plain = preview.get("/%3Cnowhere%3E");
    assert_eq!(plain.status(), "404");
    assert!(
        plain.has("There is no page here") && plain.has("/%3Cnowhere%3E"),
        "{}",
        plain.0
    );
    preview.write("content/404.md", "We looked everywhere.");
    preview.shows("/nowhere", "We looked everywhere.");
    let long = format!("/{}", "long".repeat(200));
    for path in [
        "/nowhere",
        "/nowhere/at/all.html",
        "/picture.png",
        "/index.html/below",
        &long,
    ] {
        let own = preview.get(path);
        assert_eq!(own.status(), "404", "{path}");
        assert!(own.has("We looked everywhere.") && own.has("data-seen"), "{}", own.0);
    }
}

#[test]
fn folders_lead_to_their_index_and_a_browser_keeps_nothing() {
    let preview = Preview::of(&[("content/index.md", "Home"), ("content/offers/index.md", "Offers")]);
    assert!(preview.get("/offers/").has("Offers"));
    let moved = preview.get("/offers");
    assert!(
        moved.status().starts_with('3') && moved.has("location: /offers/\r\n"),
        "{}",
        moved.0
    );
    let request = format!(
        "GET / HTTP/1.1\r\nHost: {}\r\nIf-Modified-Since: Fri, 01 Jan 2100 00:00:00 GMT\r\nRange: bytes=0-3\r\nConnection: close\r\n\r\n",
        preview.address
    );
    let whole = preview.send(&request);
    assert_eq!(whole.status(), "200");
    assert!(whole.has("cache-control: no-store") && whole.has("Home"), "{}", whole.0);
}

#[test]
fn only_reading_is_possible() {
    let preview = Preview::of(&[("content/index.md", "Home")]);
    let host = &preview.address;
    let head = preview.send(&format!("HEAD / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"));
    assert_eq!((head.status(), head.body()), ("200", ""));
    for method in ["POST", "PUT", "DELETE"] {
        let request = format!("{method} / HTTP/1.1\r\nHost: {host}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        assert_eq!(preview.send(&request).status(), "405", "{method}");
    }
}

#[test]
fn a_port_that_is_taken_is_said() {
    let preview = Preview::of(&[("content/index.md", "Home")]);
    let port = preview.address.rsplit_once(':').unwrap().1.parse().unwrap();
    let options = ServeOptions {
        root: preview.site.path().to_owned(),
        port,
    };
    let built = |_: &Path| -> Result<BuildOutcome> { panic!("a build before it is known where to show it") };
    let refused = serve_until(&options, &built, &|_| {}, std::future::pending())
        .unwrap_err()
        .to_string();
    assert!(
        refused.contains(&format!("`127.0.0.1:{port}`")) && refused.contains("another port"),
        "{refused}"
    );
}

#[test]
fn the_temporary_folder_goes_when_the_preview_stops() {
    let mut preview = Preview::of(&[("content/index.md", "Home")]);
    let folder = preview.output.lock().unwrap().parent().unwrap().to_owned();
    assert!(folder.is_dir());
    assert!(!folder.starts_with(preview.site.path()));
    preview.stop().unwrap();
    assert!(!folder.exists());
    assert!(!preview.site.path().join("public").exists());
    assert!(TcpStream::connect(&preview.address).is_err());
}
