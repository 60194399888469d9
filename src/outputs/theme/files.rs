//! The files of a theme, as they lie on the disk.
//!
//! In: `themes/<name>/`. Out: [`ThemeFiles`]: the theme's own files and those of the default theme, which is part of the
//! program. A theme's own file goes over the default one of the same path. It must not know what is in a file.

use std::collections::BTreeMap;
use std::path::Path;

use walkdir::WalkDir;

use crate::diagnostics::{Diagnostics, Location, nearest};
use crate::error::{Error, Result};
use crate::outputs::default_theme;
use crate::source::LARGEST;

/// What a theme is made of; other files in its folder are somebody's notes.
const USED: &[&str] = &[".html", ".css", ".toml", ".svg", ".png", ".js", ".typ"];

/// The files of a theme, by their path below its folder.
pub(super) struct ThemeFiles {
    /// From the site's root: `themes/county`.
    pub folder: String,
    /// The theme's own.
    pub own: BTreeMap<String, Vec<u8>>,
}

impl ThemeFiles {
    /// Reads the folder of the theme `name`. Symbolic links are not followed.
    pub fn read(root: &Path, name: &str, diagnostics: &mut Diagnostics) -> Result<Self> {
        let path = root.join("themes").join(name);
        let mut files = Self {
            folder: format!("themes/{name}"),
            own: BTreeMap::new(),
        };
        if !path.is_dir() {
            if name != "default" {
                missing(root, name, diagnostics);
            }
            return Ok(files);
        }
        for found in WalkDir::new(&path).sort_by_file_name() {
            let found = found.map_err(|error| Error::new("look through the theme", &path, error))?;
            let inside = found.path().strip_prefix(&path).unwrap_or(found.path());
            let inside = inside.to_string_lossy().replace('\\', "/");
            if !found.file_type().is_file() || !USED.iter().any(|ending| inside.ends_with(ending)) {
                continue;
            }
            let failed = |error| Error::new("read the theme's file", found.path(), error);
            let size = found.metadata().map_err(|error| failed(error.into()))?.len();
            if size > LARGEST {
                let message = format!("the file is larger than 1 MiB ({size} bytes)");
                diagnostics.error("too-large", files.start_of(&inside), message, None);
                continue;
            }
            files.own.insert(inside, std::fs::read(found.path()).map_err(failed)?);
        }
        files.refuse_what_is_no_text(diagnostics);
        Ok(files)
    }

    /// A theme without files of its own: the default theme.
    pub fn none() -> Self {
        Self {
            folder: "themes/default".to_owned(),
            own: BTreeMap::new(),
        }
    }

    /// The text of a file: the theme's own, or that of the default theme.
    pub fn text(&self, path: &str) -> Option<&str> {
        self.own_text(path).or_else(|| default_text(path))
    }

    /// The text of the theme's own file.
    pub fn own_text(&self, path: &str) -> Option<&str> {
        let bytes = self.own.get(path)?;
        let text = std::str::from_utf8(bytes).ok()?;
        Some(text.strip_prefix('\u{feff}').unwrap_or(text))
    }

    /// Every file of a folder with an ending, by path: the theme's own, and what the default theme has besides.
    pub fn texts<'a>(&'a self, folder: &str, ending: &str) -> BTreeMap<&'a str, &'a str> {
        let paths = default_theme::FILES.iter().map(|(path, _)| *path);
        let paths = paths.chain(self.own.keys().map(String::as_str));
        let of_kind = paths.filter(|path| path.starts_with(folder) && path.ends_with(ending));
        of_kind.filter_map(|path| Some((path, self.text(path)?))).collect()
    }

    /// A file of the theme from the site's root, for messages. What only the default theme has is named as its file.
    pub fn path(&self, inside: &str) -> String {
        if self.own.contains_key(inside) || default_text(inside).is_none() {
            format!("{}/{inside}", self.folder)
        } else {
            format!("themes/default/{inside}")
        }
    }

    /// The start of one of the theme's files.
    pub fn start_of(&self, inside: &str) -> Location {
        Location::start_of(self.path(inside))
    }

    /// The place of a byte in the text of one of the theme's files.
    pub fn place(&self, inside: &str, text: &str, offset: usize) -> Location {
        let before = text.get(..offset).unwrap_or(text);
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        Location {
            path: self.path(inside),
            line: u32::try_from(line).unwrap_or(u32::MAX),
            column: u32::try_from(column).unwrap_or(u32::MAX),
        }
    }

    fn refuse_what_is_no_text(&mut self, diagnostics: &mut Diagnostics) {
        let is_text = |path: &str, bytes: &[u8]| path.ends_with(".png") || std::str::from_utf8(bytes).is_ok();
        for (path, _) in self.own.iter().filter(|(path, bytes)| !is_text(path, bytes)) {
            diagnostics.error(
                "not-utf8",
                Location::start_of(format!("{}/{path}", self.folder)),
                "the file is not saved as UTF-8, so some letters cannot be read",
                Some("save it again with the encoding UTF-8".into()),
            );
        }
    }
}

/// A file of the default theme.
pub(super) fn default_text(path: &str) -> Option<&'static str> {
    let found = default_theme::FILES.iter().find(|(known, _)| *known == path);
    found.map(|(_, text)| *text)
}

fn missing(root: &Path, name: &str, diagnostics: &mut Diagnostics) {
    let folders = WalkDir::new(root.join("themes")).min_depth(1).max_depth(1);
    let folders = folders.into_iter().flatten().filter(|one| one.file_type().is_dir());
    let names: Vec<String> = folders
        .map(|one| one.file_name().to_string_lossy().into_owned())
        .collect();
    let help = match nearest(name, names.iter().map(String::as_str)) {
        Some(known) => format!("did you mean `{known}`?"),
        None => format!("to begin one: fingerpost new theme {name}. Without `theme`, pages look as the program has it"),
    };
    diagnostics.error(
        "unknown-theme",
        Location::start_of("site.toml"),
        format!("`theme = \"{name}\"` names a theme, and there is no folder `themes/{name}`"),
        Some(help),
    );
}
