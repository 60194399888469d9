//! Finds and reads the files editors write.
//!
//! In: a folder. Out: each YAML and Markdown file's path and text, sorted by path; what is too large or is not text
//! becomes a diagnostic. It knows where a field stands in a file, and nothing of what an offer is.

use std::path::Path;
use std::sync::Arc;

use walkdir::WalkDir;

use crate::diagnostics::{Diagnostics, Location};
use crate::error::{Error, Result};
use crate::yaml;

/// The largest file that is read, in bytes: 1 MiB, over ten times the longest guide anybody wrote.
pub const LARGEST: u64 = 1024 * 1024;

/// A part of a file with the line it starts on, where there is one.
pub type Part<'a> = Option<(&'a str, u32)>;

/// One file as it was found.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Source {
    /// From the site's root, with `/`: `content/offers/tea-and-tablets.yaml`.
    pub path: String,
    /// Its text, line ends as `\n`, without a byte order mark.
    pub text: String,
}

impl Source {
    /// The folder below `content/` and the file's name without its ending: (`offers`, `tea-and-tablets`).
    pub fn folder_and_stem(&self) -> (&str, &str) {
        let inside = self.path.strip_prefix("content/").unwrap_or(&self.path);
        let (folder, name) = inside.rsplit_once('/').unwrap_or(("", inside));
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        (folder, stem)
    }

    /// Whether this is a YAML file (and not Markdown).
    pub fn is_yaml(&self) -> bool {
        !self.path.ends_with(".md")
    }

    /// The YAML part with the line it starts on, and the Markdown part with the line it starts on.
    ///
    /// A YAML file is all YAML; a Markdown file may start with front matter between two lines of `---`.
    pub fn parts(&self) -> (Part<'_>, Part<'_>) {
        if self.is_yaml() {
            return (Some((&self.text, 1)), None);
        }
        let opened = self
            .text
            .strip_prefix("---")
            .filter(|rest| rest.trim_start_matches([' ', '\t']).starts_with('\n'));
        let Some(rest) = opened else {
            return (None, Some((&self.text, 1)));
        };
        let rest = rest.split_once('\n').map_or("", |(_, rest)| rest);
        let mut offset = 0;
        for (index, line) in rest.split_inclusive('\n').enumerate() {
            if line.trim_end() == "---" || line.trim_end() == "..." {
                let (front, body) = rest.split_at(offset);
                let body = body.get(line.len()..).unwrap_or_default();
                let lines = u32::try_from(index).unwrap_or(u32::MAX - 4);
                return (Some((front, 2)), Some((body, lines + 3)));
            }
            offset += line.len();
        }
        (Some((rest, 2)), None)
    }

    /// Where a field stands, by its key path: `where.0.hours.1`. Read again only when there is something to say.
    pub fn at(&self, key_path: &str) -> Location {
        let (front, _) = self.parts();
        let place = front
            .and_then(|(text, line)| yaml::parse(text, line).ok())
            .map(|(root, _)| root.at(key_path).place);
        match place {
            Some(place) => Location {
                path: self.path.clone(),
                line: place.line,
                column: place.column,
            },
            None => Location::start_of(&self.path),
        }
    }

    /// A line and column of this file.
    pub fn line(&self, line: u32, column: u32) -> Location {
        Location {
            path: self.path.clone(),
            line,
            column,
        }
    }
}

/// Reads every `.yaml`, `.yml` and `.md` file below `folder`, whose name from the site's root is `name`.
///
/// Symbolic links are not followed: content comes from strangers, and a link could name any file of the machine.
pub fn read(folder: &Path, name: &str, diagnostics: &mut Diagnostics) -> Result<Vec<Arc<Source>>> {
    let mut sources = Vec::new();
    for found in WalkDir::new(folder).sort_by_file_name() {
        let found = found.map_err(|error| Error::new("look through the folder", folder, error))?;
        let inside = found.path().strip_prefix(folder).unwrap_or(found.path());
        let inside = inside.to_string_lossy().replace('\\', "/");
        let hidden = inside.split('/').any(|part| part.starts_with('.'));
        if hidden || !found.file_type().is_file() || !is_content(&inside) {
            continue;
        }
        let path = format!("{name}/{inside}");
        if let Some(text) = read_text(found.path(), &path, diagnostics)? {
            sources.push(Arc::new(Source { path, text }));
        }
    }
    sources.sort();
    Ok(sources)
}

/// Reads a file that a site need not have, or takes what the program ships instead. `path` is from the site's root.
pub fn read_or(root: &Path, path: &str, otherwise: &str, diagnostics: &mut Diagnostics) -> Result<Source> {
    let file = root.join(path);
    let text = if file.is_file() {
        read_text(&file, path, diagnostics)?
    } else {
        None
    };
    Ok(Source {
        path: path.to_owned(),
        text: text.unwrap_or_else(|| otherwise.to_owned()),
    })
}

/// Reads a file that `site.toml` names, by its path from the site's root. One that is not there, or that is a link to
/// something outside, is noted.
pub fn read_named(root: &Path, path: &str, diagnostics: &mut Diagnostics) -> Result<Option<Source>> {
    let file = root.join(path);
    let mut wrong = |message: String, help: &str| {
        diagnostics.error(
            "missing-file",
            Location::start_of("site.toml"),
            message,
            Some(help.to_owned()),
        );
    };
    if !file.is_file() {
        wrong(
            format!("this names `{path}`, and there is no such file"),
            "put the file there, or look at the spelling of its path",
        );
        return Ok(None);
    }
    let real = |path: &Path| path.canonicalize().map_err(|error| Error::new("find", path, error));
    if !real(&file)?.starts_with(real(root)?) {
        wrong(
            format!("`{path}` is a link to something outside the site's folder"),
            "put the file itself there",
        );
        return Ok(None);
    }
    let text = read_text(&file, path, diagnostics)?;
    Ok(text.map(|text| Source {
        path: path.to_owned(),
        text,
    }))
}

fn is_content(name: &str) -> bool {
    [".yaml", ".yml", ".md"].iter().any(|ending| name.ends_with(ending))
}

fn read_text(file: &Path, path: &str, diagnostics: &mut Diagnostics) -> Result<Option<String>> {
    let failed = |error| Error::new("read the file", file, error);
    let size = std::fs::metadata(file).map_err(failed)?.len();
    if size > LARGEST {
        diagnostics.error(
            "too-large",
            Location::start_of(path),
            format!("the file is larger than 1 MiB ({size} bytes)"),
            Some("split it, or take out what does not belong".into()),
        );
        return Ok(None);
    }
    let bytes = std::fs::read(file).map_err(failed)?;
    match String::from_utf8(bytes) {
        Ok(text) => {
            let text = text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text);
            Ok(Some(if text.contains('\r') {
                text.replace("\r\n", "\n").replace('\r', "\n")
            } else {
                text
            }))
        }
        Err(error) => {
            let before = error
                .as_bytes()
                .get(..error.utf8_error().valid_up_to())
                .unwrap_or_default();
            let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
            diagnostics.error(
                "not-utf8",
                Location {
                    path: path.to_owned(),
                    line: u32::try_from(line).unwrap_or(u32::MAX),
                    column: 1,
                },
                "the file is not saved as UTF-8, so some letters cannot be read",
                Some("save it again with the encoding UTF-8".into()),
            );
            Ok(None)
        }
    }
}
