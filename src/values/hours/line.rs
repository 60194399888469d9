//! One line cut into words, numbers and marks, with a place in it.
//!
//! In: the text as an editor wrote it. Out: a [`Line`] to walk along, which forgives capitals, kinds of
//! space, kinds of dash, full stops and apostrophes, and can still quote the text exactly.
//! It does not know what a day or a session is.

/// A line and the place up to which it has been understood.
pub(super) struct Line<'a> {
    text: &'a str,
    tokens: Vec<Token<'a>>,
    /// Counts tokens, never more than there are. Set it back to an earlier value to try another reading.
    pub(super) at: usize,
}

struct Token<'a> {
    kind: Kind<'a>,
    /// For comparing: small letters, no apostrophes, one kind of each mark (`-`, `,`, `and`).
    plain: String,
    start: usize,
    end: usize,
}

#[derive(Clone, Copy)]
pub(super) enum Kind<'a> {
    Word,
    /// `10`: the day of a date, a year, or an hour that does not say of which half of the day.
    Number(&'a str),
    Clock(Clock<'a>),
    /// `1st`, as its digits.
    Ordinal(&'a str),
    /// `2027-03-12`, as year, month and day.
    IsoDate([&'a str; 3]),
    Mark,
}

/// A time as far as its marks show: with minutes, am or pm, or both. It may not be a real one.
#[derive(Clone, Copy)]
pub(super) struct Clock<'a> {
    pub(super) hour: &'a str,
    pub(super) minute: Option<&'a str>,
    pub(super) half: Option<Half>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Half {
    Am,
    Pm,
}

impl<'a> Line<'a> {
    pub(super) fn of(text: &'a str) -> Self {
        let mut tokens = Vec::new();
        let mut rest = text.trim_start_matches(is_gap);
        while !rest.is_empty() {
            let (kind, after) = first_token(rest);
            let (start, end) = (text.len() - rest.len(), text.len() - after.len());
            let plain = plain(text.get(start..end).unwrap_or_default());
            tokens.push(Token {
                kind,
                plain,
                start,
                end,
            });
            rest = after.trim_start_matches(is_gap);
        }
        Self { text, tokens, at: 0 }
    }

    /// What the token `ahead` places on is; 0 is the next one.
    pub(super) fn kind(&self, ahead: usize) -> Option<Kind<'a>> {
        self.tokens.get(self.at + ahead).map(|token| token.kind)
    }

    /// The token `ahead` places on in its plain form, which is empty after the end.
    pub(super) fn plain(&self, ahead: usize) -> &str {
        let token = self.tokens.get(self.at + ahead);
        token.map_or("", |token| token.plain.as_str())
    }

    pub(super) fn step(&mut self) {
        self.at = (self.at + 1).min(self.tokens.len());
    }

    pub(super) fn is_at_end(&self) -> bool {
        self.at == self.tokens.len()
    }

    /// Steps over the first of these phrases that comes next. Put longer phrases before their beginnings.
    pub(super) fn take(&mut self, phrases: &[&str]) -> bool {
        let length = phrases.iter().find_map(|phrase| self.length_if_next(phrase));
        self.at += length.unwrap_or(0);
        length.is_some()
    }

    /// Whether one of these phrases comes next.
    pub(super) fn next_is(&self, phrases: &[&str]) -> bool {
        phrases.iter().any(|phrase| self.length_if_next(phrase).is_some())
    }

    /// Whether one of these phrases comes anywhere from here on.
    pub(super) fn find(&mut self, phrases: &[&str]) -> bool {
        let start = self.at;
        while !self.is_at_end() && !self.next_is(phrases) {
            self.step();
        }
        let is_found = !self.is_at_end();
        self.at = start;
        is_found
    }

    fn length_if_next(&self, phrase: &str) -> Option<usize> {
        let mut length = 0;
        for word in phrase.split(' ') {
            if self.plain(length) != word {
                return None;
            }
            length += 1;
        }
        Some(length)
    }

    /// The text from one token up to the place reached, exactly as written.
    pub(super) fn written_since(&self, start: usize) -> &'a str {
        let first = self.tokens.get(start).map_or(0, |token| token.start);
        let last = self
            .at
            .checked_sub(1)
            .and_then(|at| self.tokens.get(at))
            .map_or(0, |token| token.end);
        self.text.get(first..last).unwrap_or_default()
    }

    /// The same in quotation marks, for a message.
    pub(super) fn quoted_since(&self, start: usize) -> String {
        format!("\"{}\"", self.written_since(start))
    }
}

/// Full stops only shorten or end things in this language, and the other four take no room on a page.
fn is_gap(letter: char) -> bool {
    letter.is_whitespace() || matches!(letter, '.' | '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}')
}

/// The first token of a text that is not empty, and what comes after it.
fn first_token(text: &str) -> (Kind<'_>, &str) {
    let mut letters = text.chars();
    match letters.next() {
        Some('0'..='9') => number(text),
        Some(letter) if is_of_word(letter) => (Kind::Word, text.trim_start_matches(is_of_word)),
        _ => (Kind::Mark, letters.as_str()),
    }
}

fn is_of_word(letter: char) -> bool {
    letter.is_alphabetic() || matches!(letter, '\'' | '’')
}

fn number(text: &str) -> (Kind<'_>, &str) {
    if let Some(date) = iso_date(text) {
        return date;
    }
    let (hour, after_hour) = digits(text);
    let letters = after_hour.trim_start_matches(char::is_alphabetic);
    let ending = after_hour.strip_suffix(letters).unwrap_or_default();
    if ["st", "nd", "rd", "th"].contains(&ending.to_lowercase().as_str()) {
        return (Kind::Ordinal(hour), letters);
    }
    let (minute, after_minute) = match after_hour.strip_prefix([':', '.']).map(digits) {
        Some((minute, rest)) if !minute.is_empty() => (Some(minute), rest),
        _ => (None, after_hour),
    };
    let (half, rest) = match half(after_minute) {
        Some((half, rest)) => (Some(half), rest),
        None => (None, after_minute),
    };
    match (minute, half) {
        (None, None) => (Kind::Number(hour), rest),
        _ => (Kind::Clock(Clock { hour, minute, half }), rest),
    }
}

fn iso_date(text: &str) -> Option<(Kind<'_>, &str)> {
    let rest = text.trim_start_matches(|letter: char| letter.is_ascii_digit() || letter == '-');
    let mut parts = text.strip_suffix(rest)?.split('-');
    let date = [parts.next()?, parts.next()?, parts.next()?];
    let is_date = parts.next().is_none() && date.map(str::len) == [4, 2, 2];
    is_date.then_some((Kind::IsoDate(date), rest))
}

fn digits(text: &str) -> (&str, &str) {
    let rest = text.trim_start_matches(|letter: char| letter.is_ascii_digit());
    (text.strip_suffix(rest).unwrap_or_default(), rest)
}

/// `am`, ` AM`, `a.m.` or the same with p, unless it is the beginning of a longer word.
fn half(text: &str) -> Option<(Half, &str)> {
    let text = text.trim_start();
    let (half, rest) = match text.strip_prefix(['a', 'A']) {
        Some(rest) => (Half::Am, rest),
        None => (Half::Pm, text.strip_prefix(['p', 'P'])?),
    };
    let rest = rest.strip_prefix('.').unwrap_or(rest).strip_prefix(['m', 'M'])?;
    (!rest.starts_with(char::is_alphanumeric)).then_some((half, rest))
}

fn plain(text: &str) -> String {
    match text {
        "‐" | "‑" | "‒" | "–" | "—" | "−" => "-".to_owned(),
        ";" | "(" | ")" | "|" => ",".to_owned(),
        "&" | "+" => "and".to_owned(),
        _ => text.to_lowercase().replace(['\'', '’'], ""),
    }
}
