//! The fonts of paper. Pages use those of the reader's device.
//!
//! In: `themes/<name>/fonts/`, or a file that a site names. Out: the bytes of each font. It must not know which letters a
//! font has.

use std::fs;
use std::path::Path;

use crate::diagnostics::{Diagnostics, Location};
use crate::error::{Error, Result};
use crate::outputs::default_theme;

/// The largest font there is: one with the letters of Chinese, Japanese and Korean.
const LARGEST: u64 = 40 * 1024 * 1024;

/// The fonts of a theme, by name; those of the default theme where it has none of its own.
pub(super) fn of_theme(root: &Path, folder: &str, diagnostics: &mut Diagnostics) -> Result<Vec<Vec<u8>>> {
    let found = fs::read_dir(root.join(folder).join("fonts"))
        .into_iter()
        .flatten()
        .flatten();
    let names = found.map(|file| file.file_name().to_string_lossy().into_owned());
    let mut names: Vec<String> = names.filter(|name| is_font(name)).collect();
    names.sort();
    let mut fonts = Vec::new();
    for name in names {
        fonts.extend(read(root, &format!("{folder}/fonts/{name}"), diagnostics)?);
    }
    if fonts.is_empty() {
        fonts.extend(default_theme::FONTS.map(<[u8]>::to_vec));
    }
    Ok(fonts)
}

/// A font by its path from `root`; none where a mistake is noted.
pub(super) fn read(root: &Path, path: &str, diagnostics: &mut Diagnostics) -> Result<Option<Vec<u8>>> {
    let place = root.join(path);
    let Some(size) = fs::metadata(&place)
        .ok()
        .filter(fs::Metadata::is_file)
        .map(|file| file.len())
    else {
        diagnostics.error(
            "missing-font",
            Location::start_of("site.toml"),
            format!("`[print]` names the font `{path}`, and there is no such file"),
            Some("put the file there, or take it out of `fonts`".to_owned()),
        );
        return Ok(None);
    };
    if size > LARGEST {
        let message = format!("the font is larger than 40 MiB ({size} bytes)");
        diagnostics.error("too-large", Location::start_of(path), message, None);
        return Ok(None);
    }
    let bytes = fs::read(&place).map_err(|error| Error::new("read the font", &place, error))?;
    Ok(Some(bytes))
}

fn is_font(name: &str) -> bool {
    let name = name.to_lowercase();
    [".ttf", ".otf", ".ttc"].iter().any(|ending| name.ends_with(ending))
}
