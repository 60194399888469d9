//! The colours of a theme: read from its style, changed by `theme.toml`, held to their contrast.
//!
//! In: style sheets with custom properties in `:root` (`--ink: #14171a`), once for light and once inside
//! `@media (prefers-color-scheme: dark)`, and what `theme.toml` chooses. Out: the style sheets with the chosen colours in
//! the place of their own, so that everything else in them (more contrast, print) still goes over them. It must not know
//! what a colour is used for: `[contrast]` of `theme.toml` says which two meet.

use std::collections::BTreeMap;
use std::ops::Range;

use super::files::{ThemeFiles, default_text};
use super::look::{Choice, Look, Pair, Scheme};
use crate::diagnostics::{Diagnostics, Location, nearest};
use crate::values::colour::{Colour, TEXT};

/// The colours of each scheme, by role.
#[derive(Default)]
pub(super) struct Palette {
    colours: BTreeMap<(Scheme, String), Chosen>,
}

/// A colour, and where it is chosen.
struct Chosen {
    colour: Colour,
    at: Location,
    /// Whether `theme.toml` chooses it.
    is_set: bool,
}

/// A custom property with a colour.
struct Property {
    scheme: Scheme,
    role: String,
    colour: Colour,
    /// Where the colour stands in the style sheet.
    range: Range<usize>,
}

impl Palette {
    /// The colours of a theme, and its style sheets in order as one.
    pub fn read(files: &ThemeFiles, look: &Look, diagnostics: &mut Diagnostics) -> (Self, String) {
        let mut sheets: Vec<(&str, &str)> = files.texts("styles/", ".css").into_iter().collect();
        // What the theme adds comes after what it changes.
        sheets.sort_by_key(|(path, _)| default_text(path).is_none());
        let mut palette = Self::default();
        let mut style = String::new();
        let properties: Vec<(&str, &str, Vec<Property>)> = sheets
            .iter()
            .map(|(path, css)| (*path, *css, properties(css)))
            .collect();
        for (path, css, found) in &properties {
            for one in found {
                let at = files.place(path, css, one.range.start);
                let (colour, is_set) = (one.colour, false);
                palette
                    .colours
                    .insert((one.scheme, one.role.clone()), Chosen { colour, at, is_set });
            }
        }
        for choice in &look.colours {
            palette.choose(choice, diagnostics);
        }
        for (_, css, found) in properties {
            let mut rest = 0;
            for one in found {
                style.push_str(css.get(rest..one.range.start).unwrap_or_default());
                let colour = palette
                    .colours
                    .get(&(one.scheme, one.role))
                    .map_or(one.colour, |chosen| chosen.colour);
                style.push_str(&colour.to_string());
                rest = one.range.end;
            }
            style.push_str(css.get(rest..).unwrap_or_default());
            style.push('\n');
        }
        palette.hold(&look.pairs, diagnostics);
        (palette, style)
    }

    /// The colour of a role. What a dark scheme does not say is as in the light one.
    pub fn colour(&self, scheme: Scheme, role: &str) -> Option<Colour> {
        self.chosen(scheme, role).map(|chosen| chosen.colour)
    }

    /// Every role with its colours, light and dark.
    pub fn roles(&self) -> impl Iterator<Item = (Scheme, &str, Colour)> {
        self.colours
            .iter()
            .map(|((scheme, role), chosen)| (*scheme, role.as_str(), chosen.colour))
    }

    fn chosen(&self, scheme: Scheme, role: &str) -> Option<&Chosen> {
        let of = |scheme| self.colours.get(&(scheme, role.to_owned()));
        of(scheme).or_else(|| of(Scheme::Light))
    }

    fn choose(&mut self, choice: &Choice, diagnostics: &mut Diagnostics) {
        let key = (choice.scheme, choice.role.clone());
        if let Some(chosen) = self.colours.get_mut(&key) {
            *chosen = Chosen {
                colour: choice.colour,
                at: choice.at.clone(),
                is_set: true,
            };
            return;
        }
        let message = format!("the style has no colour `{}` in {}", choice.role, said(choice.scheme));
        let help = self.known(&choice.role, |scheme| scheme == choice.scheme);
        diagnostics.error("theme-file", choice.role_at.clone(), message, Some(help));
    }

    fn known(&self, role: &str, which: impl Fn(Scheme) -> bool) -> String {
        let known: Vec<&str> = self
            .roles()
            .filter(|(scheme, ..)| which(*scheme))
            .map(|(_, role, _)| role)
            .collect();
        match nearest(role, known.iter().copied()) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => format!("these are known: {}", known.join(", ")),
        }
    }

    /// Holds every pair to its contrast, in both schemes.
    fn hold(&self, pairs: &[Pair], diagnostics: &mut Diagnostics) {
        for pair in pairs {
            let unknown = [&pair.fore, &pair.back]
                .into_iter()
                .find(|role| self.chosen(Scheme::Light, role).is_none());
            if let Some(role) = unknown {
                // A theme with a style of its own need not have the colours of the default one.
                if pair.is_own {
                    let message = format!("the style has no colour `{role}`");
                    let help = self.known(role, |scheme| scheme == Scheme::Light);
                    diagnostics.error("theme-file", pair.at.clone(), message, Some(help));
                }
                continue;
            }
            for scheme in [Scheme::Light, Scheme::Dark] {
                self.hold_one(pair, scheme, pairs, diagnostics);
            }
        }
    }

    fn hold_one(&self, pair: &Pair, scheme: Scheme, pairs: &[Pair], diagnostics: &mut Diagnostics) {
        let (Some(fore), Some(back)) = (self.chosen(scheme, &pair.fore), self.chosen(scheme, &pair.back)) else {
            return;
        };
        let contrast = fore.colour.contrast(back.colour);
        if contrast >= pair.least {
            return;
        }
        let is_back = back.is_set && !fore.is_set;
        let (role, chosen) = if is_back {
            (&pair.back, back)
        } else {
            (&pair.fore, fore)
        };
        let what = if pair.least >= TEXT {
            "text needs 7:1 (WCAG 2.2, 1.4.6)"
        } else {
            "parts and focus need 3:1 (WCAG 2.2, 1.4.11 and 2.4.13)"
        };
        let message = format!(
            "`{}` ({}) on `{}` ({}) has a contrast of {}:1 in {}; {what}",
            pair.fore,
            fore.colour,
            pair.back,
            back.colour,
            figure(contrast),
            said(scheme)
        );
        let will_do = |colour: Colour, pair: &Pair| {
            let other = if pair.fore == *role { &pair.back } else { &pair.fore };
            let other = self.colour(scheme, other);
            other.is_none_or(|other| colour.contrast(other) >= pair.least)
        };
        let concerned = |pair: &&Pair| pair.fore == *role || pair.back == *role;
        let everywhere = |colour| pairs.iter().filter(concerned).all(|pair| will_do(colour, pair));
        let nearest = chosen
            .colour
            .nearest(everywhere)
            .or_else(|| chosen.colour.nearest(|colour| will_do(colour, pair)));
        let help = match nearest {
            Some(colour) => format!("the nearest that would do: `{role} = \"{colour}\"`"),
            None => format!(
                "no lighter or darker `{role}` would do: choose a much lighter or darker `{}`",
                if is_back { &pair.fore } else { &pair.back }
            ),
        };
        diagnostics.error("contrast", chosen.at.clone(), message, Some(help));
    }
}

/// Cut, not rounded: 6.996 is not 7.
fn figure(contrast: f64) -> String {
    format!("{:.2}", (contrast * 100.0).floor() / 100.0)
}

fn said(scheme: Scheme) -> &'static str {
    match scheme {
        Scheme::Light => "light",
        Scheme::Dark => "dark",
    }
}

/// The colours among the custom properties of `:root`.
fn properties(css: &str) -> Vec<Property> {
    let plain = without_comments(css);
    let mut found = Vec::new();
    let mut around: Vec<String> = Vec::new();
    let mut start = 0;
    for (index, sign) in plain.char_indices().filter(|(_, sign)| "{};".contains(*sign)) {
        let part = plain.get(start..index).unwrap_or_default();
        match sign {
            '{' => around.push(part.split_whitespace().collect()),
            _ => {
                if let Some(scheme) = scheme_of(&around) {
                    found.extend(property(part, start, scheme));
                }
                if sign == '}' {
                    around.pop();
                }
            }
        }
        start = index + 1;
    }
    found
}

/// The scheme of a declaration, by the blocks around it; none where it is not about a scheme's colours.
fn scheme_of(around: &[String]) -> Option<Scheme> {
    match around {
        [root] if root == ":root" => Some(Scheme::Light),
        [media, root] if root == ":root" && media.contains("(prefers-color-scheme:dark)") => Some(Scheme::Dark),
        _ => None,
    }
}

/// `--ink: #14171a` that starts at a byte of the style sheet.
fn property(part: &str, start: usize, scheme: Scheme) -> Option<Property> {
    let (name, value) = part.split_once(':')?;
    let role = name.trim().strip_prefix("--")?;
    let colour = Colour::parse(value.trim()).ok()?;
    let before = part.len() - value.trim_start().len();
    let range = start + before..start + before + value.trim().len();
    Some(Property {
        scheme,
        role: role.to_owned(),
        colour,
        range,
    })
}

/// The style sheet with blanks for comments and for texts in quotes: as many bytes as before.
fn without_comments(css: &str) -> String {
    let mut plain = String::with_capacity(css.len());
    let mut rest = css;
    while let Some(start) = rest.find(['/', '"', '\'']) {
        let (before, after) = rest.split_at(start);
        plain.push_str(before);
        let length = if after.starts_with("/*") {
            after.find("*/").map_or(after.len(), |end| end + 2)
        } else if let Some(quote) = after.chars().next().filter(|sign| *sign != '/') {
            after
                .get(1..)
                .and_then(|text| text.find(quote))
                .map_or(after.len(), |end| end + 2)
        } else {
            1
        };
        plain.push_str(&" ".repeat(length));
        rest = after.get(length..).unwrap_or_default();
    }
    plain + rest
}
