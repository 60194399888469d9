//! A text message of at most two parts.
//!
//! In: lines, the most important first, each with shorter ways to say it. Out: a [`TextMessage`] that fits. Nothing is
//! ever cut inside a line: a line that does not fit is said shorter, or left out, so that half a phone number is never
//! sent. It must not know what the lines are about.
//!
//! The rules are those of 3GPP TS 23.038 and TS 23.040: a message that is joined from parts holds 153 letters of the GSM
//! alphabet in each, or 67 where one letter is not in that alphabet.

/// A text that fits into two joined text messages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextMessage(String);

/// How many messages are joined at most.
const PARTS: usize = 2;
/// Letters of the GSM alphabet in a part.
const GSM_PART: usize = 153;
/// UTF-16 units in a part, where a letter is not in the GSM alphabet.
const WIDE_PART: usize = 67;

/// The GSM alphabet, but for the letters and digits of ASCII.
const GSM: &str = "@£$¥èéùìòÇ\nØøÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./:;<=>?¡ÄÖÑÜ§¿äöñüà";
/// Its letters that take two places.
const GSM_DOUBLE: &str = "^{}\\[~]|€";

impl TextMessage {
    /// Takes each line in turn, in its longest form that still fits. A line of which no form fits is left out.
    pub fn of(lines: &[Vec<String>]) -> Self {
        let mut text = String::new();
        for forms in lines {
            let longer = forms.iter().map(|form| plain(form)).find_map(|form| {
                let gap = if text.is_empty() { "" } else { "\n" };
                let longer = format!("{text}{gap}{form}");
                (!form.is_empty() && fits(&longer)).then_some(longer)
            });
            text = longer.unwrap_or(text);
        }
        Self(text)
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Whether a text fits into two joined messages.
pub fn fits(text: &str) -> bool {
    let gsm: Option<Vec<usize>> = text.chars().map(gsm_places).collect();
    match gsm {
        Some(places) => room(places.into_iter(), GSM_PART) <= PARTS * GSM_PART,
        None => room(text.chars().map(char::len_utf16), WIDE_PART) <= PARTS * WIDE_PART,
    }
}

/// The beginning of a text that has at most so many letters, whole words and `...`; the text itself if it is no longer.
/// It never ends between two groups of one number, such as a phone number or a postcode.
pub fn shortened(text: &str, longest: usize) -> String {
    if text.chars().count() <= longest {
        return text.to_owned();
    }
    let has_digit = |word: &str| word.contains(|c: char| c.is_ascii_digit());
    let words: Vec<&str> = text.split_whitespace().collect();
    let mut kept = words.len();
    while kept > 0 {
        let (before, after) = words.split_at(kept);
        let is_split = before.last().is_some_and(|word| has_digit(word)) && after.first().is_some_and(|w| has_digit(w));
        let short = format!("{}...", before.join(" "));
        if !is_split && short.chars().count() <= longest {
            return short;
        }
        kept -= 1;
    }
    let start: String = text.chars().take(longest.saturating_sub(3)).collect();
    format!("{}...", start.trim_end_matches(|c: char| c.is_ascii_digit()))
}

/// How much room letters take. One that needs two places is never split between two messages.
fn room(places: impl Iterator<Item = usize>, part: usize) -> usize {
    places.fold(0, |used, wanted| {
        let left = part - used % part;
        if wanted > left {
            used + left + wanted
        } else {
            used + wanted
        }
    })
}

fn gsm_places(letter: char) -> Option<usize> {
    if letter.is_ascii_alphanumeric() || GSM.contains(letter) {
        Some(1)
    } else {
        GSM_DOUBLE.contains(letter).then_some(2)
    }
}

/// The text with quotes, dashes and blanks that the GSM alphabet has: a curly quote alone would more than halve the room.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for letter in text.trim().chars() {
        match letter {
            '‘' | '’' | '‚' | '‛' | '`' | '´' | 'ʼ' | '′' => plain.push('\''),
            '“' | '”' | '„' | '«' | '»' | '″' => plain.push('"'),
            '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | '•' | '·' => plain.push('-'),
            '…' => plain.push_str("..."),
            '×' => plain.push('x'),
            '¼' => plain.push_str("1/4"),
            '½' => plain.push_str("1/2"),
            '¾' => plain.push_str("3/4"),
            '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}' => {}
            letter if letter.is_whitespace() => plain.push(' '),
            letter => plain.push(letter),
        }
    }
    plain
}
