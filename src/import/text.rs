//! Text of strangers, made fit for an entry.
//!
//! In: a cell as a file has it, hostile or not. Out: the same words without hidden characters, on one line or on
//! several, cut to a summary, or as Markdown that means nothing but its words.
//! It must not know which field a text is for.

use crate::content::text::{Line, Summary};

/// The most characters of a cell that are read. The longest description in the directories we know has 6,000.
pub const LONGEST: usize = 20_000;

/// A text on several lines: hidden characters are gone, blanks are single, at most one line in a row is empty.
pub fn clean(raw: &str) -> String {
    let mut bounded: String = raw.chars().take(LONGEST).collect();
    if bounded.len() < raw.len() {
        bounded.push('…');
    }
    let repaired = repaired(&bounded);
    let plain: String = repaired.chars().filter_map(plain).collect();
    let mut lines: Vec<String> = Vec::new();
    for line in plain.replace("\r\n", "\n").replace('\r', "\n").lines() {
        let line = one_blank(line);
        let repeats_a_gap = line.is_empty() && lines.last().is_none_or(String::is_empty);
        if !repeats_a_gap {
            lines.push(line);
        }
    }
    if lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
    lines.join("\n")
}

/// A text on one line, as long as a line of an entry may be; a longer one is cut at a word.
pub fn line(raw: &str) -> String {
    shortened(&one_blank(&clean(raw)), Line::LONGEST)
}

fn one_blank(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The character as it may stand in an entry; nothing for those that nobody sees.
///
/// The joiners U+200C and U+200D stay, because Persian and some emoji are misspelt without them.
fn plain(letter: char) -> Option<char> {
    match letter {
        '\n' | '\r' => Some(letter),
        '\u{85}' | '\u{2028}' | '\u{2029}' => Some('\n'),
        '\t' | '\u{b}' | '\u{c}' => Some(' '),
        '\u{ad}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{feff}' => None,
        '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fff9}'..='\u{fffb}' => None,
        '\u{fffe}' | '\u{ffff}' | '\u{e0000}'..='\u{e007f}' => None,
        _ if letter.is_control() => None,
        _ if letter.is_whitespace() => Some(' '),
        _ => Some(letter),
    }
}

/// Cuts at the last blank that leaves at most `longest` characters, the `…` counted in.
pub fn shortened(text: &str, longest: usize) -> String {
    if text.chars().count() <= longest {
        return text.to_owned();
    }
    let kept: String = text.chars().take(longest.saturating_sub(1)).collect();
    let whole = kept.rsplit_once(' ').map_or(kept.as_str(), |(words, _)| words);
    format!("{}…", whole.trim_end_matches([',', ';', ':', '-', '–', ' ']))
}

/// A summary of at most 160 characters, and what goes into the description because the summary does not say it.
///
/// A text that ends a sentence within the limit is cut there and goes on in the description; any other is cut at a
/// word, and the description repeats it whole.
pub fn summary(text: &str) -> (String, Option<String>) {
    let joined = one_blank(text);
    if joined.chars().count() <= Summary::LONGEST {
        return (joined, None);
    }
    match sentence_end(&joined) {
        Some(end) => {
            let (first, rest) = joined.split_at_checked(end).unwrap_or((&joined, ""));
            (first.trim().to_owned(), Some(from_there(text, first, rest)))
        }
        None => (shortened(&joined, Summary::LONGEST), Some(text.to_owned())),
    }
}

/// The rest of a text after its first sentences, with the line breaks it had.
fn from_there(text: &str, first: &str, rest: &str) -> String {
    let words = first.split_whitespace().count();
    let mut after = text.trim_start();
    for _ in 0..words {
        let word_end = after.find(char::is_whitespace).unwrap_or(after.len());
        after = after.get(word_end..).unwrap_or_default().trim_start();
    }
    if after.is_empty() {
        rest.trim().to_owned()
    } else {
        after.to_owned()
    }
}

/// Where the last sentence ends that fits into a summary. Fewer than 40 characters say too little, and a full stop
/// after one letter (`St. Mary`, `a.m. on`) ends no sentence.
fn sentence_end(text: &str) -> Option<usize> {
    const LEAST: usize = 40;
    let mut end = None;
    for (count, (at, letter)) in text.char_indices().enumerate() {
        if count >= Summary::LONGEST {
            break;
        }
        let after = at + letter.len_utf8();
        let goes_on = !text.get(after..).is_some_and(|rest| rest.starts_with(' '));
        let word = text
            .get(..at)
            .and_then(|before| before.rsplit(' ').next())
            .unwrap_or_default();
        let is_abbreviation = letter == '.' && (word.chars().count() < 3 || word.contains('.'));
        if matches!(letter, '.' | '!' | '?') && count + 1 >= LEAST && !goes_on && !is_abbreviation {
            end = Some(after);
        }
    }
    end
}

/// A text without the words of a link at its end that lost its address: `Learn more »`.
pub fn without_dead_link(text: &str) -> &str {
    let Some(before) = text.trim_end().strip_suffix('»') else {
        return text;
    };
    match before.trim_end().rsplit_once(['.', '!', '?', '\n']) {
        Some((kept, words)) if words.split_whitespace().count() <= 4 => {
            text.get(..=kept.len()).unwrap_or(kept).trim_end()
        }
        _ => text,
    }
}

/// Plain text as Markdown: each line a paragraph, lines that start with a dash or a dot a list, and nothing else that
/// means something in Markdown.
pub fn markdown(text: &str) -> String {
    let mut out = String::new();
    let mut after_item = false;
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let item = ["- ", "• ", "· ", "* ", "– "]
            .iter()
            .find_map(|mark| line.strip_prefix(mark));
        let item = item.map(str::trim_start).filter(|words| !words.is_empty());
        if !out.is_empty() {
            out.push_str(if after_item && item.is_some() { "\n" } else { "\n\n" });
        }
        match item {
            Some(words) => {
                out.push_str("- ");
                out.push_str(&escaped(words));
            }
            None => out.push_str(&escaped(line)),
        }
        after_item = item.is_some();
    }
    out
}

/// A line with a backslash before everything that Markdown would take for a sign.
fn escaped(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let mut before = ' ';
    for (at, letter) in line.char_indices() {
        let next = line.get(at + letter.len_utf8()..).and_then(|rest| rest.chars().next());
        let inside_word = before.is_alphanumeric() && next.is_some_and(char::is_alphanumeric);
        let is_sign = match letter {
            '\\' | '`' | '*' | '[' | ']' | '<' | '|' | '~' => true,
            '_' => !inside_word,
            '&' => next.is_some_and(|next| next.is_alphanumeric() || next == '#'),
            '#' | '>' | '+' | '-' | '=' => at == 0,
            '.' | ')' => digits > 0 && at == digits,
            _ => false,
        };
        if is_sign {
            out.push('\\');
        }
        out.push(letter);
        before = letter;
    }
    out
}

/// Text that was UTF-8, was read as Windows-1252 and saved again (`CafÃ©`), as it was before.
///
/// Only when it is sure: every character of the text, or of a word in it, can be turned back into the byte it was, and
/// the bytes are UTF-8.
fn repaired(text: &str) -> String {
    if text.is_ascii() {
        return text.to_owned();
    }
    let whole = undone(text);
    if whole != text {
        return whole;
    }
    let is_edge = |c: char| c.is_whitespace() || plain(c).is_none();
    let words = text.split_inclusive(char::is_whitespace).map(|word| {
        let core = word.trim_matches(is_edge);
        if core.is_ascii() {
            word.to_owned()
        } else {
            word.replacen(core, &undone(core), 1)
        }
    });
    words.collect()
}

/// Some programs do it twice, so it is undone twice.
fn undone(text: &str) -> String {
    let mut text = text.to_owned();
    for _ in 0..2 {
        let bytes: Option<Vec<u8>> = text.chars().map(windows_1252_byte).collect();
        match bytes.map(String::from_utf8) {
            Some(Ok(before)) if before.len() < text.len() => text = before,
            _ => break,
        }
    }
    text
}

/// What Windows-1252 has at 0x80 to 0x9F, where it differs from Latin-1 (the WHATWG encoding standard).
const WINDOWS_1252: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘', '’',
    '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

fn windows_1252_byte(letter: char) -> Option<u8> {
    match WINDOWS_1252.iter().position(|one| *one == letter) {
        Some(place) => u8::try_from(place + 0x80).ok(),
        None => u8::try_from(u32::from(letter))
            .ok()
            .filter(|byte| !(0x80..=0x9f).contains(byte)),
    }
}

/// Bytes of a file as text: by their byte order mark, else UTF-8, else Windows-1252, which every byte is.
pub fn decoded(bytes: Vec<u8>) -> String {
    if let Some(rest) = bytes.strip_prefix(&[0xff, 0xfe]) {
        return utf_16(rest, u16::from_le_bytes);
    }
    if let Some(rest) = bytes.strip_prefix(&[0xfe, 0xff]) {
        return utf_16(rest, u16::from_be_bytes);
    }
    match String::from_utf8(bytes) {
        Ok(text) => text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text),
        Err(error) => error.into_bytes().into_iter().map(windows_1252_letter).collect(),
    }
}

fn utf_16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let units = bytes
        .chunks_exact(2)
        .filter_map(|pair| <[u8; 2]>::try_from(pair).ok())
        .map(unit);
    char::decode_utf16(units)
        .map(|letter| letter.unwrap_or('\u{fffd}'))
        .collect()
}

fn windows_1252_letter(byte: u8) -> char {
    let special = byte
        .checked_sub(0x80)
        .and_then(|place| WINDOWS_1252.get(usize::from(place)));
    special.copied().unwrap_or(char::from(byte))
}
