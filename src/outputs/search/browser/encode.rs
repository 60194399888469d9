//! How numbers, lists and words are written into scripts, and nothing about what they mean.
//!
//! In: whole numbers, lists of entries, sorted words. Out: text of printable ASCII (and the letters of words) that stands
//! in a JavaScript string as it is, and that gzip packs well. `search.js` reads it back.
//!
//! * A *symbol* is a number from 0 to 90 as one character: those from `#` to `~` without the backslash.
//! * A *number* is written in symbols: while it is 64 or more, one from 64 to 90 holds the remainder by 27; the last one,
//!   below 64, ends it.
//! * A *set* names entries in order, each as the gap to the one before (0 for the next).
//! * A *list* is a set with the impact of each entry, less one, as a symbol; these stand behind all gaps, the last entry's
//!   first, so that they can be read from both ends at once. Gaps beside gaps and impacts beside impacts pack better than
//!   pairs: lists are a tenth smaller.
//! * A *key* is a word as what it shares with the word before, in UTF-16 units as a symbol, and the rest of its letters.

use tantivy::DocId;

/// The character of the symbol 0.
const FIRST: u32 = 0x23;
const BACKSLASH: u32 = 0x5c;
/// Symbols from here on say that the number goes on.
const MORE: u32 = 64;
/// How many symbols say so.
const BASE: u32 = 27;
/// The greatest symbol.
const GREATEST: u32 = 90;

/// A number from 0 to 90 as one character.
pub(super) fn symbol(value: u32) -> char {
    let code = FIRST + value.min(GREATEST);
    let code = if code >= BACKSLASH { code + 1 } else { code };
    char::from_u32(code).unwrap_or('#')
}

/// A number of any size.
pub(super) fn push_number(mut value: u32, out: &mut String) {
    while value >= MORE {
        out.push(symbol(MORE + value % BASE));
        value /= BASE;
    }
    out.push(symbol(value));
}

/// Entries in order with the impact of a word on each.
pub(super) fn list(entries: &[(DocId, u8)]) -> String {
    let mut out = set(entries.iter().map(|(entry, _)| *entry));
    let impacts = entries.iter().rev().map(|(_, impact)| u32::from(*impact));
    out.extend(impacts.map(|impact| symbol(impact.saturating_sub(1))));
    out
}

/// Entries in order.
pub(super) fn set(entries: impl IntoIterator<Item = DocId>) -> String {
    let mut out = String::new();
    let mut next = 0;
    for entry in entries {
        push_number(entry - next, &mut out);
        next = entry + 1;
    }
    out
}

/// A word after another one.
pub(super) fn push_key(before: &str, key: &str, out: &mut String) {
    let shared = key.chars().zip(before.chars()).take_while(|(a, b)| a == b);
    let mut units = 0;
    let mut bytes = 0;
    for (c, _) in shared {
        if units + c.len_utf16() > GREATEST as usize {
            break;
        }
        units += c.len_utf16();
        bytes += c.len_utf8();
    }
    out.push(symbol(u32::try_from(units).unwrap_or(0)));
    out.push_str(key.get(bytes..).unwrap_or_default());
}

/// The order in which JavaScript compares texts.
pub(super) fn in_script_order(one: &str, other: &str) -> std::cmp::Ordering {
    one.encode_utf16().cmp(other.encode_utf16())
}

/// A text as a string of JavaScript (ECMAScript 5.1, 7.8.4), in double quotes.
pub(super) fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => {
                out.push('\\');
                out.push(c);
            }
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\u{2028}' => out.push_str("\\u2028"),
            '\u{2029}' => out.push_str("\\u2029"),
            // Old browsers guess the encoding of a script from a mark at its start.
            '\u{feff}' => out.push_str("\\ufeff"),
            _ => out.push(c),
        }
    }
    out.push('"');
    out
}
