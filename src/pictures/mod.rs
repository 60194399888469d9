//! Pictures that editors put into `content/pictures/`, made small enough for a slow line.
//!
//! In: that folder. Out: a [`Picture`] for each file that can be shown, and for those that a text shows, files in a few
//! widths: WebP, and one in an older format for phones that cannot read it. What a camera writes into a photo beside the
//! picture (where it was taken, when, with what) is never published. It must not know which text shows a picture, pages,
//! or what is done with the files. `measure` says what a file is, `read` finds files, `shrink` makes small ones, `cache`
//! keeps those between builds, `render` hands them on. An output that needs the bytes of one picture asks [`small`].

mod cache;
mod measure;
mod read;
mod render;
mod shrink;

use std::collections::{BTreeMap, BTreeSet};

pub use read::read;
pub use render::{render, small};
pub use shrink::{Fallback, Refusal, Size, Small};

/// The folder below `content/`, and of the published files.
pub const FOLDER: &str = "pictures";

/// A picture that can be shown, as far as the start of its file says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// As texts name it: `pictures/printer.jpg`.
    pub name: String,
    /// In pixels, the right way up.
    pub width: u32,
    /// In pixels, the right way up.
    pub height: u32,
    /// What its bytes are, and its name: 32 hexadecimal digits.
    digest: String,
}

impl Picture {
    /// Its file, from the site's root.
    pub fn path(&self) -> String {
        format!("content/{}", self.name)
    }
}

/// What is in the folder.
#[derive(Debug, Clone, Default)]
pub struct Pictures {
    /// Those that can be shown, by name.
    pub sound: BTreeMap<String, Picture>,
    /// Names of files that cannot, each with a mistake of its own.
    pub unsound: BTreeSet<String>,
}

/// The name of a picture by the path in a text: `../pictures/printer.jpg` and `content/pictures/printer.jpg` are one.
pub fn name_in(path: &str) -> &str {
    path.strip_prefix("content/").unwrap_or(path)
}

/// Every picture that texts show, by name, with its published files.
#[derive(Debug, Clone, Default)]
pub struct Gallery(BTreeMap<String, Shown>);

impl Gallery {
    /// The files of a picture by the path in a text.
    pub fn find(&self, path: &str) -> Option<&Shown> {
        self.0.get(name_in(path))
    }
}

/// A picture as pages show it. Paths are from the root of the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// The width on a page where there is room, in CSS pixels.
    pub width: u32,
    /// The height there.
    pub height: u32,
    /// WebP files with their widths in pixels, narrowest first.
    pub webp: Vec<(String, u32)>,
    /// A JPEG or PNG file as wide as on a page.
    pub fallback: String,
}
