//! Where words begin and end, and which letters are one letter to somebody who searches.
//!
//! In: any text. Out: a tantivy token stream of words in small letters. It knows no language: no stop words, no stems.
//!
//! A word is a run of letters, digits and their marks. An apostrophe between letters does not end it: `don't` becomes
//! `dont`, `library's` becomes `library`, and `I'd` becomes `i`. Accents, vowel points that are usually left out, and letters that look
//! alike and sit on different keyboards make no difference.

use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

use super::marks::is_mark;

/// The tokenizer.
#[derive(Debug, Clone, Copy)]
pub(super) struct Words;

impl Tokenizer for Words {
    type TokenStream<'a> = WordStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> WordStream<'a> {
        WordStream {
            text,
            next: 0,
            token: Token::default(),
        }
    }
}

/// The words of one text.
#[derive(Debug)]
pub(super) struct WordStream<'a> {
    text: &'a str,
    /// The byte after the last word.
    next: usize,
    token: Token,
}

impl TokenStream for WordStream<'_> {
    fn advance(&mut self) -> bool {
        while let Some((from, to)) = next_word(self.text, self.next) {
            self.next = to;
            self.token.offset_from = from;
            self.token.offset_to = to;
            self.token.text.clear();
            spell(self.text.get(from..to).unwrap_or_default(), &mut self.token.text);
            if !self.token.text.is_empty() {
                self.token.position = self.token.position.wrapping_add(1);
                return true;
            }
        }
        false
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

/// The first byte of the next word and the byte after its last.
fn next_word(text: &str, from: usize) -> Option<(usize, usize)> {
    let rest = text.get(from..)?;
    let start = from + rest.find(char::is_alphanumeric)?;
    let mut characters = text.get(start..)?.char_indices().peekable();
    let mut end = start;
    while let Some((offset, c)) = characters.next() {
        let goes_on = c.is_alphanumeric()
            || is_joiner(c)
            || is_mark(c)
            || (is_apostrophe(c) && characters.peek().is_some_and(|(_, next)| next.is_alphanumeric()));
        if !goes_on {
            break;
        }
        end = start + offset + c.len_utf8();
    }
    Some((start, end))
}

/// Writes a word in small letters, without what makes no difference.
fn spell(word: &str, out: &mut String) {
    // Nearly all words are plain, and an entry has hundreds.
    if word.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        out.push_str(word);
        out.make_ascii_lowercase();
        return;
    }
    let mut apostrophe = None;
    for c in word.chars() {
        if is_apostrophe(c) {
            apostrophe = Some(out.len());
        } else if !is_joiner(c) && !is_left_out(c) {
            c.to_lowercase()
                .filter(|c| !is_left_out(*c))
                .for_each(|c| push_letter(c, out));
        }
    }
    // What follows in "the library's" and "I'd" belongs to grammar, not to the word.
    let is_grammar = |end: &usize| matches!(out.get(*end..), Some("s" | "d" | "m" | "ll" | "re" | "ve"));
    if let Some(end) = apostrophe.filter(is_grammar) {
        out.truncate(end);
    }
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}' | '\u{02bc}')
}

/// Invisible characters that shape a word and do not change it: soft hyphen, zero-width joiners, word joiner.
fn is_joiner(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200c}' | '\u{200d}' | '\u{2060}')
}

/// Marks that people leave out when they type: accents written on their own, Hebrew points, Arabic vowel signs and the
/// stretched line, variation selectors.
fn is_left_out(c: char) -> bool {
    matches!(c,
        '\u{300}'..='\u{36f}'
        | '\u{591}'..='\u{5bd}'
        | '\u{5bf}'..='\u{5c7}'
        | '\u{610}'..='\u{61a}'
        | '\u{640}'
        | '\u{64b}'..='\u{65f}'
        | '\u{670}'
        | '\u{6d6}'..='\u{6ed}'
        | '\u{fe00}'..='\u{fe0f}'
    )
}

/// Letters that are one letter to a reader, and letters that can be written as one character or two.
fn push_letter(c: char, out: &mut String) {
    match c {
        // Greek final sigma.
        'ς' => out.push('σ'),
        // Arabic alef with its signs, the dotless yeh, and the letters of Persian and Urdu keyboards.
        'أ' | 'إ' | 'آ' | 'ٱ' => out.push('ا'),
        'ى' | 'ی' => out.push('ي'),
        'ک' => out.push('ك'),
        'ہ' | 'ۂ' | 'ة' => out.push('ه'),
        // Vowels and dotted letters of Bengali, Devanagari and Gurmukhi, in the form that normalisation (NFC) leaves
        // alone.
        '\u{9dc}' => out.push_str("\u{9a1}\u{9bc}"),
        '\u{9dd}' => out.push_str("\u{9a2}\u{9bc}"),
        '\u{9df}' => out.push_str("\u{9af}\u{9bc}"),
        '\u{9be}' if out.ends_with('\u{9c7}') => replace_last(out, '\u{9cb}'),
        '\u{9d7}' if out.ends_with('\u{9c7}') => replace_last(out, '\u{9cc}'),
        '\u{958}' => out.push_str("\u{915}\u{93c}"),
        '\u{959}' => out.push_str("\u{916}\u{93c}"),
        '\u{95a}' => out.push_str("\u{917}\u{93c}"),
        '\u{95b}' => out.push_str("\u{91c}\u{93c}"),
        '\u{95c}' => out.push_str("\u{921}\u{93c}"),
        '\u{95d}' => out.push_str("\u{922}\u{93c}"),
        '\u{95e}' => out.push_str("\u{92b}\u{93c}"),
        '\u{95f}' => out.push_str("\u{92f}\u{93c}"),
        '\u{a33}' => out.push_str("\u{a32}\u{a3c}"),
        '\u{a36}' => out.push_str("\u{a38}\u{a3c}"),
        '\u{a59}' => out.push_str("\u{a16}\u{a3c}"),
        '\u{a5a}' => out.push_str("\u{a17}\u{a3c}"),
        '\u{a5b}' => out.push_str("\u{a1c}\u{a3c}"),
        '\u{a5e}' => out.push_str("\u{a2b}\u{a3c}"),
        _ => out.push(c),
    }
}

fn replace_last(out: &mut String, letter: char) {
    out.pop();
    out.push(letter);
}
