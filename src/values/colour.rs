//! A colour of the screen, and how well another is read on it.
//!
//! In: `#0b4a2b` or `#fff`. Out: a [`Colour`], the contrast between two (WCAG 2.2), the nearest that would do.
//! It must not know what a colour is used for.

use std::fmt;

use super::Mistake;

/// A colour of sRGB without transparency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Colour {
    red: u8,
    green: u8,
    blue: u8,
}

/// The contrast that text needs (WCAG 2.2, 1.4.6).
pub const TEXT: f64 = 7.0;

/// The contrast that parts and the focus need (WCAG 2.2, 1.4.11 and 2.4.13).
pub const PART: f64 = 3.0;

impl Colour {
    /// Reads `#rrggbb` or `#rgb`.
    ///
    /// # Errors
    /// Says how a colour is written.
    pub fn parse(text: &str) -> Result<Self, Mistake> {
        let wrong = || {
            Mistake::with_help(
                format!("`{text}` is not a colour as it is written here"),
                "write `#` and six digits or letters from a to f, such as `#0b4a2b`",
            )
        };
        let digits = text.strip_prefix('#').ok_or_else(wrong)?;
        if !digits.bytes().all(|one| one.is_ascii_hexdigit()) {
            return Err(wrong());
        }
        let number = u32::from_str_radix(digits, 16).map_err(|_| wrong())?;
        match digits.len() {
            // Each digit stands for two of itself.
            3 => {
                let [_, red, green, blue] = [12, 8, 4, 0].map(|shift| (number >> shift & 0xf) as u8 * 17);
                Ok(Self { red, green, blue })
            }
            6 => {
                let [_, red, green, blue] = number.to_be_bytes();
                Ok(Self { red, green, blue })
            }
            _ => Err(wrong()),
        }
    }

    /// The contrast ratio of two colours, from 1 to 21, as "contrast ratio" of WCAG 2.2.
    pub fn contrast(self, other: Self) -> f64 {
        let (one, other) = (self.luminance(), other.luminance());
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    /// The same colour lighter or darker, changed as little as it takes to do.
    pub fn nearest(self, will_do: impl Fn(Self) -> bool) -> Option<Self> {
        let (hue, saturation, lightness) = self.hsl();
        let at = |lightness: f64| Self::from_hsl(hue, saturation, lightness);
        (0..=255).find_map(|step| {
            let change = f64::from(step) / 255.0;
            let darker = (lightness >= change).then(|| at(lightness - change));
            let lighter = (lightness + change <= 1.0).then(|| at(lightness + change));
            darker.into_iter().chain(lighter).find(|colour| will_do(*colour))
        })
    }

    /// How light it looks, from 0 to 1: "relative luminance" of WCAG 2.2.
    fn luminance(self) -> f64 {
        let part = |value: u8| {
            let value = f64::from(value) / 255.0;
            if value <= 0.04045 {
                value / 12.92
            } else {
                ((value + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * part(self.red) + 0.7152 * part(self.green) + 0.0722 * part(self.blue)
    }

    /// Hue from 0 to 6, saturation and lightness from 0 to 1 (CSS Color 4, HSL).
    fn hsl(self) -> (f64, f64, f64) {
        let [red, green, blue] = [self.red, self.green, self.blue].map(|part| f64::from(part) / 255.0);
        let (most, least) = (red.max(green).max(blue), red.min(green).min(blue));
        let (range, lightness) = (most - least, (most + least) / 2.0);
        if self.red == self.green && self.green == self.blue {
            return (0.0, 0.0, lightness);
        }
        let hue = if self.red >= self.green.max(self.blue) {
            ((green - blue) / range).rem_euclid(6.0)
        } else if self.green >= self.blue {
            (blue - red) / range + 2.0
        } else {
            (red - green) / range + 4.0
        };
        (hue, range / (1.0 - (2.0 * lightness - 1.0).abs()), lightness)
    }

    fn from_hsl(hue: f64, saturation: f64, lightness: f64) -> Self {
        let strength = saturation * lightness.min(1.0 - lightness);
        let part = |offset: f64| {
            let turn = (offset + hue * 2.0) % 12.0;
            let value = lightness - strength * (turn - 3.0).min(9.0 - turn).clamp(-1.0, 1.0);
            (value * 255.0).round().clamp(0.0, 255.0) as u8
        };
        Self {
            red: part(0.0),
            green: part(8.0),
            blue: part(4.0),
        }
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.red, self.green, self.blue)
    }
}
