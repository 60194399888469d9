//! The templates of a theme, over those of the default theme.
//!
//! In: `templates/*.html` and `templates/*.svg`. Out: an engine in which `card.html` is the theme's own or else the default one, and
//! `default/card.html` always the default one, so that a theme can add to a page without copying it. A mistake is said at
//! its file, line and column. It must not know what a page shows.

use std::collections::BTreeMap;

use serde::Serialize;
use tera::{Context, ErrorKind, Tera};

use super::files::ThemeFiles;
use crate::diagnostics::{Diagnostics, Location, nearest};
use crate::error::{Error, Result};
use crate::outputs::default_theme;

/// Before the names of the templates that are part of the program.
const DEFAULT: &str = "default/";

const FOLDER: &str = "templates/";

/// The engine and the places of its templates.
pub(super) struct Templates {
    tera: Tera,
    /// The theme's own templates by name: their paths from the site's root, and their texts.
    own: BTreeMap<String, (String, String)>,
    /// What every template gets besides its own values.
    shared: Vec<&'static str>,
}

impl Templates {
    /// Reads the templates. `tera` has the functions that they use.
    pub fn read(mut tera: Tera, files: &ThemeFiles, diagnostics: &mut Diagnostics) -> Result<Self> {
        let failed = |error: tera::Error| Error::without_path("use the program's own templates", chain(&error));
        tera.autoescape_on(vec![".html", ".svg"]);
        tera.set_fallback_prefixes([DEFAULT]).map_err(failed)?;
        let defaults = default_theme::FILES.iter().filter_map(|(path, text)| {
            let name = path.strip_prefix(FOLDER)?;
            Some((format!("{DEFAULT}{name}"), *text))
        });
        let defaults: Vec<(String, &str)> = defaults.collect();
        let known: Vec<String> = defaults
            .iter()
            .filter_map(|(name, _)| Some(name.strip_prefix(DEFAULT)?.to_owned()))
            .collect();
        tera.add_raw_templates(defaults).map_err(failed)?;
        let own = files.own.keys().filter_map(|path| {
            let name = path
                .strip_prefix(FOLDER)
                .filter(|name| name.ends_with(".html") || name.ends_with(".svg"))?;
            Some((name.to_owned(), (files.path(path), files.own_text(path)?.to_owned())))
        });
        let mut templates = Self {
            tera,
            own: own.collect(),
            shared: Vec::new(),
        };
        templates.warn_of_strangers(&known, diagnostics);
        templates.add_own(files, diagnostics);
        Ok(templates)
    }

    /// Makes a value known to every template.
    pub fn share(&mut self, name: &'static str, value: &impl Serialize) {
        self.tera.global_context().insert(name, value);
        self.shared.push(name);
    }

    /// Renders a template with exactly the fields of `page`.
    pub fn render(&self, name: &str, page: &impl Serialize) -> Result<String> {
        let failed = |error: tera::Error| {
            let (place, message) = self.said(&error);
            let place = place.map_or_else(|| name.to_owned(), |place| place.to_string());
            Error::new("render the template", place, message)
        };
        let context = Context::from_serialize(page).map_err(failed)?;
        if let Some((path, text)) = self.own.get(name) {
            let needed = self.tera.get_template_variables(name).map_err(failed)?;
            let is_known = |name: &str| self.shared.contains(&name) || context.contains_key(name);
            let unknown = needed.into_iter().filter(|name| !is_known(name));
            let unknown = unknown.filter(|name| !text.contains(&format!("set {name}"))).min();
            if let Some(unknown) = unknown {
                return Err(self.unknown_value(unknown, path, text, page));
            }
        }
        self.tera.render(name, &context).map_err(failed)
    }

    /// The engine takes a misspelt name in `{% if … %}` for one that is not there, and would show nothing.
    fn unknown_value(&self, unknown: &str, path: &str, text: &str, page: &impl Serialize) -> Error {
        let values = serde_json::to_value(page).unwrap_or_default();
        let names = values
            .as_object()
            .into_iter()
            .flat_map(|values| values.keys().map(String::as_str));
        let names: Vec<&str> = names.chain(self.shared.iter().copied()).collect();
        let help = match nearest(unknown, names.iter().copied()) {
            Some(meant) => format!("Did you mean `{meant}`?"),
            None => format!("It gets: {}", names.join(", ")),
        };
        let line = text.lines().position(|line| {
            let words = line.split(|c: char| !c.is_alphanumeric() && c != '_');
            line.contains('{') && words.into_iter().any(|word| word == unknown)
        });
        let place = line.map_or_else(|| path.to_owned(), |line| format!("{path}:{}", line + 1));
        Error::new(
            "render the template",
            place,
            format!("this template gets no `{unknown}`. {help}"),
        )
    }

    /// Adds the theme's own templates, without those that cannot be read.
    fn add_own(&mut self, files: &ThemeFiles, diagnostics: &mut Diagnostics) {
        let mut left: BTreeMap<String, String> = self
            .own
            .iter()
            .map(|(name, (_, text))| (name.clone(), text.clone()))
            .collect();
        while let Err(error) = self.tera.add_raw_templates(&left) {
            let broken = match error.kind() {
                ErrorKind::SyntaxError(report) => left.remove(report.filename()).is_some(),
                _ => false,
            };
            let help = "a value stands between `{{` and `}}`, an instruction between `{%` and `%}`; see docs/theme.md";
            for (place, message) in self.all_said(&error) {
                let message = format!("this template cannot be read here: {message}");
                let place = place.unwrap_or_else(|| Location::start_of(format!("{}/{FOLDER}", files.folder)));
                diagnostics.error("template", place, message, Some(help.into()));
            }
            if !broken {
                return;
            }
        }
    }

    /// A template that nothing asks for is most likely a slip in its name.
    fn warn_of_strangers(&self, known: &[String], diagnostics: &mut Diagnostics) {
        let is_used = |name: &str| self.own.values().any(|(_, text)| text.contains(&format!("\"{name}\"")));
        for (name, (path, text)) in &self.own {
            if known.contains(name) || is_used(name) || text.contains("{% component") {
                continue;
            }
            let message = format!("nothing uses the template `{name}`");
            let help = match nearest(name, known.iter().map(String::as_str)) {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => format!("take it out, or put it into another: {{% include \"{name}\" %}}"),
            };
            diagnostics.warning("template", Location::start_of(path.clone()), message, Some(help));
        }
    }

    /// Every mistake in an error of the engine, with its place.
    fn all_said(&self, error: &tera::Error) -> Vec<(Option<Location>, String)> {
        let said = error.to_string();
        // What the templates name and what is not there comes as one text, a report each.
        match error.kind() {
            ErrorKind::Msg(_) if said.contains("--> ") => {
                said.split("\n\n").map(|report| self.read_report(report)).collect()
            }
            _ => vec![self.said(error)],
        }
    }

    /// Where and what, of `error: message` and `--> file:line:column`.
    fn read_report(&self, report: &str) -> (Option<Location>, String) {
        let message = report.lines().next().unwrap_or_default().trim_start_matches("error: ");
        let place = report.lines().find_map(|line| {
            let mut parts = line.split_once("--> ")?.1.rsplitn(3, ':');
            let (column, line, name) = (parts.next()?, parts.next()?, parts.next()?);
            Some(self.place(name, line.parse().ok()?, column.parse().ok()?))
        });
        (place, message.to_owned())
    }

    /// Where and what, of an error: the innermost that has a place.
    fn said(&self, error: &tera::Error) -> (Option<Location>, String) {
        match error.kind() {
            ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
                let span = report.span();
                let place = self.place(report.filename(), span.start_line, span.start_col + 1);
                (Some(place), report.message().to_owned())
            }
            _ => (None, chain(error)),
        }
    }

    fn place(&self, name: &str, line: usize, column: usize) -> Location {
        let own = self.own.get(name).map(|(path, _)| path.clone());
        let default = || format!("themes/default/{FOLDER}{}", name.trim_start_matches(DEFAULT));
        Location {
            path: own.unwrap_or_else(default),
            line: u32::try_from(line).unwrap_or(u32::MAX),
            column: u32::try_from(column).unwrap_or(u32::MAX),
        }
    }
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
