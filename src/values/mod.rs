//! Words whose every value is valid.
//!
//! In: text as an editor wrote it. Out: a value that cannot be wrong, or a [`Mistake`] in plain words.
//! Nothing here knows about files, lines, entries, templates or the clock.

pub mod bytes;
pub mod colour;
pub mod criterion;
pub mod date;
pub mod email;
pub mod hours;
pub mod language;
pub mod money;
pub mod phone;
pub mod postcode;
pub mod slug;
pub mod text_message;
pub mod time_zone;
pub mod web_address;

/// Why a text is not a value, said for the person who wrote it.
///
/// The place (file, line, column) is added by whoever read the text; a value never knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// What is wrong, one sentence without a full stop, literals in backticks or quotes.
    pub message: String,
    /// What to do about it, if there is something better than "look again".
    pub help: Option<String>,
}

impl Mistake {
    /// A mistake with a next step.
    pub fn with_help(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            help: Some(help.into()),
        }
    }

    /// A mistake that says everything in its message.
    pub fn new(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            help: None,
        }
    }
}
