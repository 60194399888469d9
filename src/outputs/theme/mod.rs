//! A theme, read from its folder: templates, style, colours, words, pictures.
//!
//! In: `themes/<name>/` with any of `theme.toml`, `templates/*.html`, `styles/*.css`, `strings/<language>.toml`,
//! `images/*`, `scripts/*.js`, `leaflets/*.typ`, `fonts/*`. Out: a [`Theme`] that renders structs. What the folder lacks comes from the default
//! theme, file by file, which is part of the program, so that a site may have no theme folder at all. A theme's mistakes
//! are noted like those of the content, all at once. This is the one output that reads the disk.

mod files;
mod fonts;
mod look;
mod palette;
mod pictures;
mod templates;
mod toml_file;
mod words;

use std::collections::BTreeMap;
use std::path::Path;

use serde::Serialize;
use tera::{Kwargs, State, Tera};

use super::html;
use super::strings::Strings;
use super::style::Style;
use crate::diagnostics::{Diagnostics, Location};
use crate::error::Result;
use crate::values::colour::Colour;
use crate::values::language::Language;
use files::ThemeFiles;
use look::Look;
pub use look::Scheme;
use palette::Palette;
pub use pictures::Logo;
use templates::Templates;

/// Templates, style and words, ready to render.
pub struct Theme {
    templates: Templates,
    palette: Palette,
    /// A short name for the head of pages, where the site's own is long.
    pub name: Option<String>,
    /// The logo beside it.
    pub logo: Option<Logo>,
    /// The fonts, as in `font-family` of CSS, where they are not the style's own.
    pub fonts: Option<String>,
    /// The words of the site's language.
    pub strings: Strings,
    /// The style sheet; each page holds the rules that it can use.
    pub style: Style,
    /// Scripts by name, as small as they get: `search`, `list`.
    pub scripts: BTreeMap<String, String>,
    /// Where scripts are in the output, by name, as far as that is known.
    pub addresses: BTreeMap<&'static str, String>,
    /// Pictures that pages use, by their path in the output.
    pub images: BTreeMap<String, Vec<u8>>,
    /// The templates of paper, by their name without folder and ending.
    pub leaflets: BTreeMap<String, String>,
    /// The fonts of paper, the first choice first.
    pub paper_fonts: Vec<Vec<u8>>,
}

impl Theme {
    /// Reads the theme `name` below `root/themes/` for a language. None where a mistake leaves nothing to build with;
    /// every mistake is noted.
    pub fn read(root: &Path, name: &str, language: &Language, diagnostics: &mut Diagnostics) -> Result<Option<Self>> {
        let files = ThemeFiles::read(root, name, diagnostics)?;
        let look = Look::read(&files, diagnostics);
        let (palette, mut style) = Palette::read(&files, &look, diagnostics);
        if let Some(fonts) = &look.fonts {
            style.push_str(&format!("body{{font-family:{fonts}}}"));
        }
        let style = Style::parse(&html::small_style(&style));
        let (images, logo) = pictures::read(&files, look.logo.as_ref(), diagnostics);
        let strings = words::read(&files, language, diagnostics);
        let (Some(strings), Some(scripts)) = (strings, scripts(&files, diagnostics)) else {
            return Ok(None);
        };
        let mut templates = Templates::read(engine(&strings), &files, diagnostics)?;
        // What is the same on every page is made once and put in last (see `html`).
        for part in [
            html::STYLE,
            "top",
            "foot",
            "dates_policy",
            "dates_script",
            "dates_until",
        ] {
            templates.share(part, &html::mark(part));
        }
        templates.share("style_hash", &html::mark(html::STYLE_HASH));
        Ok(Some(Self {
            templates,
            palette,
            name: look.name,
            logo,
            fonts: look.fonts,
            strings,
            style,
            scripts,
            addresses: BTreeMap::new(),
            images,
            leaflets: leaflets(&files),
            paper_fonts: fonts::of_theme(root, &files.folder, diagnostics)?,
        }))
    }

    /// Adds fonts of paper that a site names, by their paths from `root`, for letters that those of the theme lack.
    pub fn add_paper_fonts(&mut self, root: &Path, paths: &[String], diagnostics: &mut Diagnostics) -> Result<()> {
        for path in paths {
            self.paper_fonts.extend(fonts::read(root, path, diagnostics)?);
        }
        Ok(())
    }

    /// The colour of a role (`ink`); none where the theme's style has no such role.
    pub fn colour(&self, scheme: Scheme, role: &str) -> Option<Colour> {
        self.palette.colour(scheme, role)
    }

    /// The script of a name, with `words` in front: what it says, or what it knows from the start.
    pub fn script(&self, name: &str, words: &str) -> String {
        format!("{words}\n{}\n", self.scripts.get(name).map_or("", String::as_str))
    }

    /// Makes a value known to every template.
    pub fn share(&mut self, name: &'static str, value: &impl Serialize) {
        self.templates.share(name, value);
    }

    /// Renders a template with exactly the fields of `page`.
    pub fn render(&self, template: &str, page: &impl Serialize) -> Result<String> {
        self.templates.render(template, page)
    }
}

/// A `theme.toml` to begin with: every setting explained and switched off, with the colours of the default theme.
pub fn starter(name: &str) -> String {
    let files = ThemeFiles::none();
    let mut unheard = Diagnostics::default();
    let look = Look::read(&files, &mut unheard);
    let (palette, _) = Palette::read(&files, &look, &mut unheard);
    let lines = |wanted: Scheme| {
        let roles = palette.roles().filter(move |(scheme, ..)| *scheme == wanted);
        roles
            .map(|(_, role, colour)| format!("#{role} = \"{colour}\"\n"))
            .collect::<String>()
    };
    include_str!("starter.toml")
        .replace("«name»", name)
        .replace("«light»", &lines(Scheme::Light))
        .replace("«dark»", &lines(Scheme::Dark))
}

/// The template engine with the functions that templates use.
fn engine(strings: &Strings) -> Tera {
    let mut tera = Tera::default();
    let words = strings.clone();
    tera.register_function("t", move |kwargs: Kwargs, _: &State<'_>| say(&words, &kwargs));
    tera.register_filter("urlencode", |text: &str, _: Kwargs, _: &State<'_>| encoded(text));
    tera
}

fn leaflets(files: &ThemeFiles) -> BTreeMap<String, String> {
    let named = files.texts("leaflets/", ".typ").into_iter().map(|(path, text)| {
        let name = path.trim_start_matches("leaflets/").trim_end_matches(".typ");
        (name.to_owned(), text.to_owned())
    });
    named.collect()
}

fn scripts(files: &ThemeFiles, diagnostics: &mut Diagnostics) -> Option<BTreeMap<String, String>> {
    let mut scripts = BTreeMap::new();
    let mut is_whole = true;
    for (path, text) in files.texts("scripts/", ".js") {
        let name = path.trim_start_matches("scripts/").trim_end_matches(".js");
        match super::script::small(text) {
            Ok(small) => _ = scripts.insert(name.to_owned(), small),
            Err(message) => {
                let message = format!("this script cannot be read: {message}");
                diagnostics.error("theme-file", Location::start_of(files.path(path)), message, None);
                is_whole = false;
            }
        }
    }
    is_whole.then_some(scripts)
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
