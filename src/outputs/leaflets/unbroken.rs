//! Phone numbers, postcodes, dates and times that a line's end never breaks, and words so long that it must.
//!
//! In: a text as an editor wrote it, and the names of the months. Out: the same text with no-break spaces inside the ones, as
//! clear print asks, and places to break inside the others. It changes nothing that anybody can see.

/// The space that does not break.
const NO_BREAK: char = '\u{a0}';

/// A place to break (UAX 14), without a hyphen, which might be taken for a part of the word.
const BREAK: char = '\u{200b}';

/// A word of more letters than this may be too long for a narrow line.
const LONGEST: usize = 20;

/// How many letters of such a word hold together.
const PIECE: usize = 10;

/// A mark without a shape that runs from left to right (UAX 9).
const LEFT_TO_RIGHT: char = '\u{200e}';

/// Opens and closes a stretch that runs from left to right, whatever stands around it (UAX 9).
const ISOLATE: (char, char) = ('\u{2066}', '\u{2069}');

/// Joins what belongs together. `months` are the names as the text has them.
pub(super) fn unbroken(text: &str, months: &[String]) -> String {
    let words: Vec<&str> = text.split(' ').collect();
    let runs_left = has_rtl(text);
    let mut out = String::with_capacity(text.len() + 8);
    for (at, word) in words.iter().enumerate() {
        if at > 0 {
            let before = words.get(at - 1).copied().unwrap_or_default();
            let joined = belongs(before, word, months);
            // Between letters that run from right to left, the groups of a number would change places.
            if joined && runs_left {
                out.push(LEFT_TO_RIGHT);
            }
            out.push(if joined { NO_BREAK } else { ' ' });
        }
        push_softened(&mut out, word);
    }
    out
}

/// A word, with places to break where it is too long. Only between letters that stand by themselves, as those of Latin,
/// Greek and Cyrillic do.
fn push_softened(out: &mut String, word: &str) {
    let stands_alone = |c: char| c.is_alphabetic() && c < '\u{530}';
    let runs = word.chars().fold((0, 0), |(run, longest): (usize, usize), c| {
        let run = if stands_alone(c) { run + 1 } else { 0 };
        (run, longest.max(run))
    });
    if runs.1 <= LONGEST {
        out.push_str(word);
        return;
    }
    let mut run = 0;
    for c in word.chars() {
        if run > 0 && run % PIECE == 0 && stands_alone(c) {
            out.push(BREAK);
        }
        run = if stands_alone(c) { run + 1 } else { 0 };
        out.push(c);
    }
}

/// A line that runs from left to right in a leaflet that runs from right to left: else the number of a house would end up
/// at the other end of its street.
pub(super) fn isolated(text: String) -> String {
    if text.is_empty() || has_rtl(&text) {
        return text;
    }
    let (open, close) = ISOLATE;
    format!("{open}{text}{close}")
}

/// The text as it was written, without what this file adds.
pub(super) fn as_written(text: &str) -> String {
    let added = |c: &char| [LEFT_TO_RIGHT, BREAK, ISOLATE.0, ISOLATE.1].contains(c);
    let kept = text.chars().filter(|c| !added(c));
    kept.map(|c| if c == NO_BREAK { ' ' } else { c }).collect()
}

/// Whether some letter of a text runs from right to left: Hebrew, Arabic and their neighbours.
pub(super) fn has_rtl(text: &str) -> bool {
    text.chars()
        .any(|c| matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefe}'))
}

fn belongs(before: &str, word: &str, months: &[String]) -> bool {
    let start = before.trim_start_matches(['(', '“', '"', '‘']);
    let end = word.trim_end_matches(['.', ',', ';', ':', ')', '?', '!', '”', '"', '’']);
    is_digits(start, 2) && is_digits(end, 3)
        || is_outward(start) && is_inward(end)
        || is_digits(start, 1) && start.len() <= 2 && months.iter().any(|month| month == end)
        || months.iter().any(|month| month == start) && is_digits(end, 4)
        || is_time(start) && matches!(end, "am" | "pm")
}

/// At least `least` digits and nothing else, but a `+` before them.
fn is_digits(word: &str, least: usize) -> bool {
    let digits = word.strip_prefix('+').unwrap_or(word);
    digits.len() >= least && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// `WX1`, `SW1A`: the first half of a postcode.
fn is_outward(word: &str) -> bool {
    let letters = word.bytes().take_while(u8::is_ascii_uppercase).count();
    let rest = word.get(letters..).unwrap_or_default();
    (1..=2).contains(&letters)
        && (1..=2).contains(&rest.len())
        && rest.starts_with(|c: char| c.is_ascii_digit())
        && rest
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte.is_ascii_uppercase())
}

/// `1AB`: the second half.
fn is_inward(word: &str) -> bool {
    matches!(word.as_bytes(), [digit, one, two] if digit.is_ascii_digit() && one.is_ascii_uppercase() && two.is_ascii_uppercase())
}

/// `9`, `9:30`, `9.30`
fn is_time(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit())
        && word.len() <= 5
        && word
            .bytes()
            .all(|byte| byte.is_ascii_digit() || matches!(byte, b':' | b'.'))
}

#[cfg(test)]
mod tests {
    use super::unbroken;

    fn said(text: &str) -> String {
        let months = ["January".to_owned(), "May".to_owned(), "November".to_owned()];
        unbroken(text, &months).replace('\u{a0}', "_")
    }

    #[test]
    fn numbers_postcodes_dates_and_times_hold_together_and_nothing_else_does() {
        assert_eq!(said("Ring 01632 960100 now."), "Ring 01632_960100 now.");
        assert_eq!(said("Ring 0800 111 222, please"), "Ring 0800_111_222, please");
        assert_eq!(
            said("1 Castle Street, Pellbridge WX1 1LB."),
            "1 Castle Street, Pellbridge WX1_1LB."
        );
        assert_eq!(said("on (21 November 2026)"), "on (21_November_2026)");
        assert_eq!(said("from 9:30 am or 5 pm"), "from 9:30_am or 5_pm");
        assert_eq!(said("فون 01632 960100"), "فون 01632\u{200e}_960100");
        assert_eq!(said("May we help 2 people in 2026?"), "May we help 2 people in 2026?");
    }
    #[test]
    fn a_word_too_long_for_a_line_has_places_to_break_and_no_other_has() {
        let long = "Llanfairpwllgwyngyllgogerychwyrndrobwll";
        assert_eq!(
            said(long).replace('\u{200b}', "|"),
            "Llanfairpw|llgwyngyll|gogerychwy|rndrobwll"
        );
        assert_eq!(super::as_written(&said(long)), long);
        assert_eq!(
            said("www.internationalisation.example.org"),
            "www.internationalisation.example.org"
        );
    }
}
