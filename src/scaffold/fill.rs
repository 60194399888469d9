//! Fills a template in, so that what a person answered is read back as exactly that.
//!
//! In: a template with places like `«name»`, and what goes into each, written for the file's format. Out: the file's
//! text. It must not know what the places mean.
//!
//! `«type|skills-session»` is a place that may stay empty: then its line is switched off, with the example in it
//! (`#type: skills-session`), for the editor to see what would go there.

use std::collections::BTreeMap;

/// What goes into each place of a template, by its name.
pub(super) type Fillings = BTreeMap<&'static str, String>;

/// The template with every place filled in. Fillings are on one line, and are not looked through for places again.
pub(super) fn fill(template: &str, fillings: &Fillings) -> String {
    template
        .split_inclusive('\n')
        .map(|line| fill_line(line, fillings))
        .collect()
}

fn fill_line(line: &str, fillings: &Fillings) -> String {
    let mut parts = line.split('«');
    let mut filled = parts.next().unwrap_or_default().to_owned();
    let mut is_complete = true;
    for part in parts {
        let (place, after) = part.split_once('»').unwrap_or((part, ""));
        let (name, example) = place.split_once('|').unwrap_or((place, ""));
        let filling = fillings.get(name);
        is_complete &= filling.is_some();
        filled.push_str(filling.map_or(example, String::as_str));
        filled.push_str(after);
    }
    if is_complete {
        return filled;
    }
    let words = filled.trim_start_matches(' ');
    format!("{}#{words}", " ".repeat(filled.len() - words.len()))
}

/// A text as one line: every run of blanks and line breaks is one blank, as the reader of entries has it.
pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A text for YAML, also inside brackets: as it is where that is safe, else in double quotes.
pub(super) fn yaml_text(text: &str) -> String {
    let line = one_line(text);
    if is_plain(&line) {
        line
    } else {
        format!("\"{}\"", line.replace('\\', "\\\\").replace('"', "\\\""))
    }
}

/// A list for YAML.
pub(super) fn yaml_list(items: impl IntoIterator<Item = String>) -> String {
    format!("[{}]", items.into_iter().collect::<Vec<_>>().join(", "))
}

/// A text for TOML.
pub(super) fn toml_text(text: &str) -> String {
    toml::Value::String(one_line(text)).to_string()
}

/// Whether YAML takes the text for nothing but itself without quotes: it starts with a letter or a digit, goes on with
/// signs that mean nothing there (a colon only inside a time), and is no word for *nothing*.
fn is_plain(line: &str) -> bool {
    let starts_well = line.starts_with(char::is_alphanumeric);
    let no_word = matches!(line, "null" | "Null" | "NULL");
    let next = line.chars().skip(1).map(Some).chain([None]);
    let goes_on_well = line.chars().zip(next).all(|(letter, next)| match letter {
        ':' => next.is_some_and(|next| next.is_ascii_digit()),
        _ => letter.is_alphanumeric() || " -.'()/£&?!".contains(letter),
    });
    starts_well && goes_on_well && !no_word
}
