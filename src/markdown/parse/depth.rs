//! Lines whose beginning nests without end, made harmless before they are read.
//!
//! In: a text. Out: the same text, byte for byte in the same places, in which no line opens more than some hundred quotations and
//! lists. The reader of Markdown looks at every open one again for each line, so without this 300 KB can take it over a minute.

use std::borrow::Cow;

/// Half levels at the start of a line: a blank is one (an item is set in by two), a marker two, a tab four.
/// Two hundred blanks of indentation are still read; nobody writes more.
const MOST_HALF_LEVELS: usize = 200;

/// A character that means nothing in Markdown and that [`super::part::printable`] takes out of every text.
const BLANKED: u8 = 1;

/// Blanks out what stands too deep at the start of a line, and leaves the words after it.
pub(super) fn bounded(text: &str) -> Cow<'_, str> {
    let mut bytes = Cow::Borrowed(text.as_bytes());
    let mut start = 0;
    for line in text.split_inclusive(['\n', '\r']) {
        let (kept, end) = beginning(line.as_bytes());
        if kept < end
            && let Some(excess) = bytes.to_mut().get_mut(start + kept..start + end)
        {
            excess.fill(BLANKED);
        }
        start += line.len();
    }
    match bytes {
        Cow::Borrowed(_) => Cow::Borrowed(text),
        // Only whole ASCII characters were changed, so this is still a text.
        Cow::Owned(bytes) => String::from_utf8(bytes).map_or(Cow::Borrowed(text), Cow::Owned),
    }
}

/// How many bytes of a line's blanks and markers are kept, and where they end.
fn beginning(line: &[u8]) -> (usize, usize) {
    let (mut half_levels, mut kept, mut end) = (0, 0, 0);
    while let Some((length, weight)) = line.get(end..).and_then(marker) {
        end += length;
        half_levels += weight;
        if half_levels <= MOST_HALF_LEVELS {
            kept = end;
        }
    }
    (kept, end)
}

/// The length of the blank or marker that `line` starts with, and its half levels.
fn marker(line: &[u8]) -> Option<(usize, usize)> {
    let is_blank = |at: usize| matches!(line.get(at), Some(b' ' | b'\t'));
    match line.first()? {
        b' ' => Some((1, 1)),
        b'\t' => Some((1, 4)),
        b'>' => Some((1, 2)),
        b'-' | b'+' | b'*' if is_blank(1) => Some((1, 2)),
        b'0'..=b'9' => {
            let digits = line.iter().take_while(|byte| byte.is_ascii_digit()).count();
            let closed = matches!(line.get(digits), Some(b'.' | b')')) && is_blank(digits + 1);
            closed.then_some((digits + 1, 2))
        }
        _ => None,
    }
}
