//! A theme, read from its folder: templates, style, words.
//!
//! In: `themes/<name>/` with `templates/*.html`, `styles/*.css`, `scripts/search.js` and `strings/<language>.toml`. Out: a
//! [`Theme`] that renders structs. What the folder lacks comes from the default theme, which is part of the program, so that a site
//! may have no theme folder at all or override one template. This is the one output that reads the disk.

use std::collections::BTreeMap;
use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::Serialize;
use sha2::{Digest, Sha256};
use tera::{Context, Kwargs, State, Tera};
use walkdir::WalkDir;

use super::default_theme;
use super::strings::Strings;
use crate::error::{Error, Result};
use crate::values::language::Language;

/// The script of the search page, below the theme's folder.
const SEARCH: &str = "scripts/search.js";

/// Templates, style and words, ready to render.
pub struct Theme {
    tera: Tera,
    /// The words of the site's language.
    pub strings: Strings,
    /// The style sheet, as it stands in every page.
    pub style: String,
    /// The script of the search page.
    pub script: String,
    /// Pictures that pages use, by their path in the output.
    pub images: BTreeMap<String, String>,
    /// The templates of paper, by their name without folder and ending.
    pub leaflets: BTreeMap<String, String>,
    /// The fonts of paper, the first choice first.
    pub fonts: Vec<Vec<u8>>,
}

impl Theme {
    /// Reads the theme `name` below `root/themes/` for a language. `globals` is what every template may use.
    pub fn read(root: &Path, name: &str, language: &Language) -> Result<Self> {
        let folder = root.join("themes").join(name);
        let mut files: BTreeMap<String, String> = default_theme::FILES
            .iter()
            .map(|(path, text)| ((*path).to_owned(), (*text).to_owned()))
            .collect();
        if folder.is_dir() {
            files.extend(read_folder(&folder)?);
        } else if name != "default" {
            return Err(Error::new(
                "find the theme",
                folder,
                "there is no such folder; see `theme` in site.toml",
            ));
        }
        let mut theme = Self::of(&files, language).map_err(|cause| Error::new("use the theme", &folder, cause))?;
        theme.fonts = read_fonts(&folder)?;
        Ok(theme)
    }

    /// Makes a theme of its files, by their path below the theme's folder.
    pub fn of(files: &BTreeMap<String, String>, language: &Language) -> std::result::Result<Self, String> {
        let wanted = format!("strings/{language}.toml");
        let text = files
            .get(&wanted)
            .ok_or_else(|| format!("the file `{wanted}` is missing"))?;
        let strings = Strings::parse(text).map_err(|message| format!("{wanted}: {message}"))?;
        let styles: Vec<&str> = sorted(files, "styles/", ".css").map(|(_, text)| text).collect();
        let style = super::html::small_style(&styles.join("\n"));
        let script = files
            .get(SEARCH)
            .ok_or_else(|| format!("the file `{SEARCH}` is missing"))?;
        let script = super::script::small(script).map_err(|message| format!("{SEARCH}: {message}"))?;
        let mut tera = Tera::default();
        let words = strings.clone();
        tera.register_function("t", move |kwargs: Kwargs, _: &State<'_>| say(&words, &kwargs));
        tera.register_filter("urlencode", |text: &str, _: Kwargs, _: &State<'_>| encoded(text));
        // What is the same on every page is made once and put in last (see `html`).
        for part in ["style", "top", "foot"] {
            tera.global_context().insert(part, &super::html::mark(part));
        }
        tera.global_context()
            .insert("style_hash", &STANDARD.encode(Sha256::digest(style.as_bytes())));
        let templates: Vec<(String, String)> = sorted(files, "templates/", ".html")
            .map(|(path, text)| (path.trim_start_matches("templates/").to_owned(), text.to_owned()))
            .collect();
        tera.add_raw_templates(templates).map_err(|error| chain(&error))?;
        let images = sorted(files, "images/", ".svg")
            .map(|(path, text)| (path.trim_start_matches("images/").to_owned(), text.to_owned()))
            .collect();
        Ok(Self {
            tera,
            strings,
            style,
            script,
            images,
            leaflets: sorted(files, "leaflets/", ".typ")
                .map(|(path, text)| {
                    let name = path.trim_start_matches("leaflets/").trim_end_matches(".typ");
                    (name.to_owned(), text.to_owned())
                })
                .collect(),
            fonts: Vec::new(),
        })
    }

    /// Adds fonts that a site names, by their paths from `root`, for letters that those of the theme lack.
    pub fn add_fonts(&mut self, root: &Path, paths: &[String]) -> Result<()> {
        for path in paths {
            self.fonts.push(read_font(&root.join(path))?);
        }
        Ok(())
    }

    /// Makes a value known to every template.
    pub fn share(&mut self, name: &'static str, value: &impl Serialize) {
        self.tera.global_context().insert(name, value);
    }

    /// Renders a template with exactly the fields of `page`.
    pub fn render(&self, template: &str, page: &impl Serialize) -> Result<String> {
        let failed =
            |error: tera::Error| Error::without_path(format!("render the template `{template}`"), chain(&error));
        let context = Context::from_serialize(page).map_err(failed)?;
        self.tera.render(template, &context).map_err(failed)
    }
}

fn sorted<'a>(
    files: &'a BTreeMap<String, String>,
    folder: &str,
    ending: &str,
) -> impl Iterator<Item = (&'a str, &'a str)> {
    let (folder, ending) = (folder.to_owned(), ending.to_owned());
    let of_kind = move |path: &str| path.starts_with(&folder) && path.ends_with(&ending);
    files
        .iter()
        .filter(move |(path, _)| of_kind(path))
        .map(|(path, text)| (path.as_str(), text.as_str()))
}

/// An error with everything that led to it; the template engine keeps the place in its causes.
fn chain(error: &dyn std::error::Error) -> String {
    let mut said = error.to_string();
    let mut next = error.source();
    while let Some(cause) = next {
        said.push_str(": ");
        said.push_str(&cause.to_string());
        next = cause.source();
    }
    said
}

fn read_folder(folder: &Path) -> Result<BTreeMap<String, String>> {
    let mut files = BTreeMap::new();
    for found in WalkDir::new(folder).sort_by_file_name() {
        let found = found.map_err(|error| Error::new("look through the theme", folder, error))?;
        let inside = found
            .path()
            .strip_prefix(folder)
            .unwrap_or(found.path())
            .to_string_lossy()
            .replace('\\', "/");
        let used = [".html", ".css", ".toml", ".svg", ".js", ".typ"]
            .iter()
            .any(|ending| inside.ends_with(ending));
        if !found.file_type().is_file() || !used {
            continue;
        }
        let text = std::fs::read_to_string(found.path())
            .map_err(|error| Error::new("read the theme's file", found.path(), error))?;
        files.insert(inside, text);
    }
    Ok(files)
}

/// The fonts of a theme's folder; those of the default theme where it has none.
fn read_fonts(folder: &Path) -> Result<Vec<Vec<u8>>> {
    let mut paths = Vec::new();
    for found in WalkDir::new(folder.join("fonts"))
        .sort_by_file_name()
        .into_iter()
        .flatten()
    {
        let name = found.file_name().to_string_lossy().to_lowercase();
        if found.file_type().is_file() && (name.ends_with(".ttf") || name.ends_with(".otf")) {
            paths.push(found.into_path());
        }
    }
    if paths.is_empty() {
        return Ok(default_theme::FONTS.iter().map(|font| font.to_vec()).collect());
    }
    paths.iter().map(|path| read_font(path)).collect()
}

fn read_font(path: &Path) -> Result<Vec<u8>> {
    std::fs::read(path).map_err(|error| Error::new("read the font", path, error))
}

/// `t(key="offer.free", name=…)` in templates: the words of the strings file.
fn say(strings: &Strings, kwargs: &Kwargs) -> tera::TeraResult<String> {
    let key: &str = kwargs.must_get("key")?;
    let mut gaps = Vec::new();
    for (name, value) in kwargs.iter() {
        if let Some(name) = name.as_str().filter(|name| *name != "key") {
            gaps.push((name, value.to_string()));
        }
    }
    strings.say(key, &gaps).map_err(tera::Error::message)
}

/// Text for a part of an address (RFC 3986), such as the subject of an email.
pub fn encoded(text: &str) -> String {
    let form: String = url::form_urlencoded::byte_serialize(text.as_bytes()).collect();
    form.replace('+', "%20")
}
