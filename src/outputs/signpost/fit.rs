//! Fits a text into a picture, where nothing wraps by itself.
//!
//! In: a text, a width, sizes of letters. Out: lines. Fonts are those of whoever looks, so widths are those of a wide font.
//! It must not know what the text says.

/// A text in lines, and the size of its letters.
pub(super) struct Fitted {
    pub size: u32,
    pub lines: Vec<String>,
}

/// Takes the first of `sizes`, each with the most lines that there is room for, in which the text is whole; at the last one,
/// what is too long is cut.
pub(super) fn fit(text: &str, width: u32, sizes: &[(u32, usize)]) -> Fitted {
    let text = plain(text);
    let mut last = Fitted {
        size: 0,
        lines: Vec::new(),
    };
    for (size, most) in sizes {
        let room = f64::from(width) / f64::from(*size);
        let mut lines = wrap(&text, room);
        let is_whole = text.split(' ').all(|word| width_of(word) <= room);
        let size = *size;
        if lines.len() <= *most && is_whole {
            let lines = even(&text, room, lines);
            return Fitted { size, lines };
        }
        if lines.len() > *most {
            lines.truncate(*most);
            cut(&mut lines);
        }
        last = Fitted { size, lines };
    }
    last
}

/// Ends lines that go no further, between words where there are any.
fn cut(lines: &mut [String]) {
    let Some(line) = lines.last_mut() else {
        return;
    };
    match line.rsplit_once(' ') {
        Some((words, _)) => line.truncate(words.len() + 1),
        None => drop(line.pop()),
    }
    line.push('…');
}

/// A text on one line, without what XML 1.0 cannot hold.
pub(super) fn plain(text: &str) -> String {
    let text: String = text
        .chars()
        .map(|c| {
            if c.is_control() || ('\u{fffe}'..='\u{ffff}').contains(&c) {
                ' '
            } else {
                c
            }
        })
        .collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// As many lines of about the same length, every word whole.
fn even(text: &str, room: f64, lines: Vec<String>) -> Vec<String> {
    let longest = text.split(' ').map(width_of).fold(0.0, f64::max);
    let rooms = (1..10).rev().map(|tenth| room * (0.5 + f64::from(tenth) / 20.0));
    let narrower = rooms.take_while(|room| *room >= longest).map(|room| wrap(text, room));
    narrower
        .take_while(|one| one.len() == lines.len())
        .last()
        .unwrap_or(lines)
}

/// Breaks a text between words; a word that is too long by itself is broken inside.
fn wrap(text: &str, room: f64) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut filled = 0.0;
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let width = width_of(word);
        if filled > 0.0 && filled + SPACE + width > room {
            lines.push(String::new());
            filled = 0.0;
        }
        for (index, letter) in word.chars().enumerate() {
            let width = width_of_letter(letter);
            if filled + width > room && filled > 0.0 {
                lines.push(String::new());
                filled = 0.0;
            } else if index == 0 && filled > 0.0 {
                if let Some(line) = lines.last_mut() {
                    line.push(' ');
                }
                filled += SPACE;
            }
            if let Some(line) = lines.last_mut() {
                line.push(letter);
            }
            filled += width;
        }
    }
    lines.retain(|line| !line.is_empty());
    lines
}

/// The width of a blank, in sizes of letters.
const SPACE: f64 = 0.32;

fn width_of(word: &str) -> f64 {
    word.chars().map(width_of_letter).sum()
}

/// How wide a bold letter is in a wide font, in sizes of letters.
fn width_of_letter(letter: char) -> f64 {
    match letter {
        'i' | 'j' | 'l' | 'I' | '.' | ',' | ':' | ';' | '\'' | '’' | '!' | '|' => 0.36,
        'f' | 'r' | 't' | '(' | ')' | '-' | '/' => 0.46,
        'm' | 'w' | 'M' | 'W' | '@' | '%' => 1.0,
        // From here on are letters as wide as they are high (Hangul, Chinese, Japanese).
        letter if letter >= '\u{1100}' => 1.05,
        letter if letter.is_uppercase() => 0.78,
        _ => 0.66,
    }
}
