//! One thing to ask, and which answers it takes.
//!
//! In: an answer. Out: whether it is one, or a [`Mistake`] that says what to answer instead. It must not know what is
//! asked in which order, or what an answer is for.

use super::fill::one_line;
use crate::content::text::Line;
use crate::diagnostics::nearest;
use crate::values::Mistake;

/// One thing to ask.
#[derive(Debug, Clone)]
pub struct Question {
    /// The name of its answer: `organisation`.
    pub key: &'static str,
    /// What to ask, as a sentence.
    pub ask: &'static str,
    /// What a good answer looks like, or what it is for.
    pub hint: &'static str,
    /// Whether it needs an answer.
    pub required: bool,
    /// Whether the answer can be several of the choices, with commas between them.
    pub several: bool,
    /// What can be answered. Empty if any text can.
    pub choices: Vec<String>,
    /// Whether an answer that is no choice can be right.
    pub check: fn(&str) -> std::result::Result<(), Mistake>,
}

impl Question {
    /// Whether this is an answer. Nothing, or blanks, is one unless it is required.
    ///
    /// # Errors
    /// Says what is wrong with it, and what to answer instead.
    pub fn accept(&self, answer: &str) -> std::result::Result<(), Mistake> {
        let answer = one_line(answer);
        if answer.is_empty() {
            return if self.required {
                Err(Mistake::with_help("this needs an answer", self.hint))
            } else {
                Ok(())
            };
        }
        if self.choices.is_empty() {
            return (self.check)(&answer);
        }
        let chosen: Vec<&str> = if self.several {
            parts(&answer).collect()
        } else {
            vec![&answer]
        };
        if chosen.is_empty() {
            return Err(Mistake::with_help("this needs an answer", self.hint));
        }
        chosen.into_iter().try_for_each(|one| self.accept_choice(one))
    }

    fn accept_choice(&self, answer: &str) -> std::result::Result<(), Mistake> {
        let mut choices = self.choices.iter().map(String::as_str);
        if choices.clone().any(|choice| choice == answer) {
            return Ok(());
        }
        let help = match nearest(answer, choices.clone()) {
            Some(near) => format!("did you mean `{near}`?"),
            None if self.choices.len() <= 30 => format!("choose from: {}", self.choices.join(", ")),
            None => format!(
                "choose one that is there, like `{}`",
                choices.next().unwrap_or_default()
            ),
        };
        Err(Mistake::with_help(
            format!("`{answer}` is not one of the choices"),
            help,
        ))
    }

    pub(super) fn one_of(mut self, choices: impl IntoIterator<Item = String>) -> Self {
        self.choices = choices.into_iter().collect();
        self
    }

    pub(super) fn some_of(self, choices: impl IntoIterator<Item = String>) -> Self {
        Self {
            several: true,
            ..self.one_of(choices)
        }
    }

    pub(super) fn checked(self, check: fn(&str) -> std::result::Result<(), Mistake>) -> Self {
        Self { check, ..self }
    }
}

/// The answers in a list with commas.
pub(super) fn parts(answer: &str) -> impl Iterator<Item = &str> {
    answer.split(',').map(str::trim).filter(|part| !part.is_empty())
}

/// A question that needs an answer, which may be any text that fits on a line.
pub(super) fn required(key: &'static str, ask: &'static str, hint: &'static str) -> Question {
    Question {
        key,
        ask,
        hint,
        required: true,
        several: false,
        choices: Vec::new(),
        check: line,
    }
}

/// A question that can be passed over.
pub(super) fn optional(key: &'static str, ask: &'static str, hint: &'static str) -> Question {
    Question {
        required: false,
        ..required(key, ask, hint)
    }
}

fn line(answer: &str) -> std::result::Result<(), Mistake> {
    short(answer, Line::LONGEST)
}

/// A text that is not too long and hides nothing: characters that cannot be seen can turn a text round.
pub(super) fn short(answer: &str, longest: usize) -> std::result::Result<(), Mistake> {
    let length = answer.chars().count();
    if length > longest {
        return Err(Mistake::with_help(
            format!("this has {length} characters, and there is room for {longest}"),
            format!("cut {} characters", length - longest),
        ));
    }
    match answer.chars().find(|c| is_hidden(*c)) {
        Some(hidden) => Err(Mistake::with_help(
            format!("there is a hidden character in it ({})", hidden.escape_unicode()),
            "type the text again instead of pasting it",
        )),
        None => Ok(()),
    }
}

fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
}
