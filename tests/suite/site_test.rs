//! The driver of the suite: a tiny site in a folder of its own, changed, built, looked at.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::LazyLock;

use fingerpost::diagnostics::{Colour, Diagnostics, human};
use fingerpost::error::Result;
use fingerpost::values::date::Date;
use fingerpost::{Options, Progress, Report};
use tempfile::TempDir;
use walkdir::WalkDir;

/// A copy of one of `tests/sites/` that a test may change as it likes.
pub struct SiteTest {
    root: PathBuf,
    /// Taken away with the site.
    _folder: Option<TempDir>,
    today: Date,
}

impl SiteTest {
    /// A copy of the smallest whole site without a mistake, on 21 November 2026.
    pub fn minimal() -> Self {
        Self::copy_of(&project().join("tests/sites/minimal"))
    }

    /// A copy of the sample that ships with the program.
    pub fn sample() -> Self {
        Self::empty().with_sample()
    }

    fn with_sample(self) -> Self {
        let site = self;
        copy(&project().join("content"), &site.root().join("content"));
        // Setting 150 PDF files takes seconds; the tests of print ask for them.
        let settings = fs::read_to_string(project().join("site.toml")).unwrap();
        assert!(settings.contains("with_build = true"));
        let settings = settings.replace("with_build = true", "with_build = false");
        fs::write(site.root().join("site.toml"), settings).unwrap();
        let lists = site.root().join("search-index");
        fs::create_dir(&lists).unwrap();
        for name in [
            "stop.txt",
            "everyday.txt",
            "synonyms.yaml",
            "thesaurus.yaml",
            "queries.yaml",
            "positions.csv",
        ] {
            fs::copy(project().join("search-index").join(name), lists.join(name)).unwrap();
        }
        site
    }

    fn copy_of(folder: &Path) -> Self {
        let site = Self::empty();
        copy(folder, site.root());
        site
    }

    fn empty() -> Self {
        let folder = tempfile::tempdir().unwrap();
        Self {
            root: folder.path().to_owned(),
            _folder: Some(folder),
            today: Date::parse("2026-11-21").unwrap(),
        }
    }

    pub fn root(&self) -> &Path {
        &self.root
    }

    pub fn out(&self) -> PathBuf {
        self.root().join("public")
    }

    /// Writes a file of the site.
    pub fn write(self, path: &str, text: &str) -> Self {
        self.write_bytes(path, text.as_bytes())
    }

    pub fn write_bytes(self, path: &str, bytes: &[u8]) -> Self {
        let path = self.root().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
        self
    }

    /// Replaces a text that stands in a file; a test whose text is gone must not pass by changing nothing.
    pub fn replace(self, path: &str, old: &str, new: &str) -> Self {
        let text = fs::read_to_string(self.root().join(path)).unwrap();
        assert!(text.contains(old), "`{old}` does not stand in {path}:\n{text}");
        self.write(path, &text.replacen(old, new, 1))
    }

    pub fn remove(self, path: &str) -> Self {
        fs::remove_file(self.root().join(path)).unwrap();
        self
    }

    pub fn on(mut self, day: &str) -> Self {
        self.today = Date::parse(day).unwrap();
        self
    }

    pub fn build(&self) -> Result<Report> {
        let options = Options {
            root: self.root().to_owned(),
            out: self.out(),
            today: self.today,
        };
        fingerpost::build(&options, &Silent)
    }

    /// Builds a site that must have no mistakes that stop it.
    pub fn built(self) -> Built {
        let report = self.build().unwrap();
        assert!(
            report.published.is_some(),
            "{}",
            human(&report.diagnostics, Colour::Plain)
        );
        Built {
            site: self,
            diagnostics: report.diagnostics,
        }
    }

    /// What is said about the content, as at a terminal.
    pub fn said(&self) -> String {
        human(&self.diagnostics(), Colour::Plain)
    }

    pub fn diagnostics(&self) -> Diagnostics {
        fingerpost::check(self.root(), self.today, &Silent).unwrap().diagnostics
    }

    /// Runs the program itself.
    pub fn run(&self, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_fingerpost"))
            .arg("--root")
            .arg(self.root())
            .args(arguments)
            .output()
            .unwrap()
    }
}

/// A site that has been built.
pub struct Built {
    pub site: SiteTest,
    pub diagnostics: Diagnostics,
}

impl Built {
    /// The sample, built once for all tests that only look at it.
    pub fn sample() -> &'static Self {
        static SAMPLE: LazyLock<Built> = LazyLock::new(|| {
            let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("sample");
            if root.exists() {
                fs::remove_dir_all(&root).unwrap();
            }
            fs::create_dir_all(&root).unwrap();
            let site = SiteTest {
                root,
                _folder: None,
                ..SiteTest::empty()
            };
            site.with_sample().built()
        });
        &SAMPLE
    }

    /// What was said about the content, as at a terminal.
    pub fn said(&self) -> String {
        human(&self.diagnostics, Colour::Plain)
    }

    pub fn page(&self, path: &str) -> String {
        let path = self.site.out().join(path);
        fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    }

    pub fn has(&self, path: &str) -> bool {
        self.site.out().join(path).is_file()
    }

    /// Every file with its bytes, sorted.
    pub fn files(&self) -> Vec<(String, Vec<u8>)> {
        files(&self.site.out())
    }
}

/// Every file below a folder with its bytes, sorted.
pub fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    for entry in WalkDir::new(folder).sort_by_file_name() {
        let entry = entry.unwrap();
        if entry.file_type().is_file() {
            let path = entry.path().strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
            found.push((path, fs::read(entry.path()).unwrap()));
        }
    }
    found
}

/// The text a reader sees: without tags, blanks folded.
pub fn text_of(html: &str) -> String {
    let mut text = String::new();
    let mut inside = false;
    for c in html.chars() {
        match c {
            '<' => inside = true,
            '>' => {
                inside = false;
                text.push(' ');
            }
            c if !inside => text.push(c),
            _ => {}
        }
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A page without the tags of scripts that lie in the site: `<script defer src=../scripts/list-0123456789.js>`.
pub fn without_own_scripts(html: &str) -> String {
    let mut rest = html.to_owned();
    for folder in ["search/", "scripts/"] {
        for depth in 0..4 {
            rest = rest.replace(&format!("<script defer src={}{folder}", "../".repeat(depth)), "");
        }
    }
    rest
}

pub fn project() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn copy(from: &Path, to: &Path) {
    for entry in WalkDir::new(from) {
        let entry = entry.unwrap();
        let target = to.join(entry.path().strip_prefix(from).unwrap());
        if entry.file_type().is_dir() {
            fs::create_dir_all(&target).unwrap();
        } else {
            fs::copy(entry.path(), &target).unwrap();
        }
    }
}

/// Tells nobody.
pub struct Silent;

impl Progress for Silent {
    fn stage(&self, _: &'static str) {}
    fn steps(&self, _: usize) {}
    fn step(&self) {}
}
