//! Letters that the fonts lack: found before a page is set, because on paper they would be empty boxes.
//!
//! In: the data of a leaflet, the press, and where each entry was written. Out: diagnostics that name the letter, its place
//! and the font to add.

use std::collections::BTreeSet;

use serde_json::Value;

/// Every letter of a text that is not there, each once.
pub(super) fn missing(text: &str, has: &dyn Fn(char) -> bool) -> BTreeSet<char> {
    let is_shown = |c: &char| !c.is_control() && !is_invisible(*c) && !c.is_whitespace();
    text.chars().filter(is_shown).filter(|c| !has(*c)).collect()
}

/// Every text in a value, in order.
pub(super) fn texts<'v>(value: &'v Value, see: &mut dyn FnMut(&'v str)) {
    match value {
        Value::String(text) => see(text),
        Value::Array(all) => all.iter().for_each(|one| texts(one, see)),
        Value::Object(all) => all
            .iter()
            .filter(|(key, _)| !["file", "fonts", "path", "qr", "t", "uri", "url"].contains(&key.as_str()))
            .for_each(|(_, one)| texts(one, see)),
        _ => {}
    }
}

/// Marks that change how others look and have no shape of their own.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}

/// Scripts with the free font that has them.
const FONTS: [(u32, u32, &str); 29] = [
    (0x0000, 0x036f, "Noto Sans"),
    (0x0370, 0x052f, "Noto Sans"),
    (0x0530, 0x058f, "Noto Sans Armenian"),
    (0x0590, 0x05ff, "Noto Sans Hebrew"),
    (0x0600, 0x06ff, "Noto Naskh Arabic"),
    (0x0700, 0x074f, "Noto Sans Syriac"),
    (0x0750, 0x077f, "Noto Naskh Arabic"),
    (0x0900, 0x097f, "Noto Sans Devanagari"),
    (0x0980, 0x09ff, "Noto Sans Bengali"),
    (0x0a00, 0x0a7f, "Noto Sans Gurmukhi"),
    (0x0a80, 0x0aff, "Noto Sans Gujarati"),
    (0x0b00, 0x0b7f, "Noto Sans Oriya"),
    (0x0b80, 0x0bff, "Noto Sans Tamil"),
    (0x0c00, 0x0c7f, "Noto Sans Telugu"),
    (0x0c80, 0x0cff, "Noto Sans Kannada"),
    (0x0d00, 0x0d7f, "Noto Sans Malayalam"),
    (0x0d80, 0x0dff, "Noto Sans Sinhala"),
    (0x0e00, 0x0e7f, "Noto Sans Thai"),
    (0x0e80, 0x0eff, "Noto Sans Lao"),
    (0x1000, 0x109f, "Noto Sans Myanmar"),
    (0x10a0, 0x10ff, "Noto Sans Georgian"),
    (0x1200, 0x139f, "Noto Sans Ethiopic"),
    (0x1780, 0x17ff, "Noto Sans Khmer"),
    (0x1e00, 0x1fff, "Noto Sans"),
    (0x3040, 0x30ff, "Noto Sans JP"),
    (0x3400, 0x9fff, "Noto Sans SC"),
    (0xac00, 0xd7a3, "Noto Sans KR"),
    (0xfb50, 0xfeff, "Noto Naskh Arabic"),
    (0x1f000, 0x1faff, "Noto Emoji"),
];

/// A free font that has a letter.
pub(super) fn font_for(letter: char) -> &'static str {
    let code = u32::from(letter);
    let found = FONTS.iter().find(|(first, last, _)| (*first..=*last).contains(&code));
    found.map_or("Noto Sans Symbols 2", |(_, _, font)| font)
}
