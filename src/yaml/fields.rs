//! Nodes to entries: every field of every file is read, and every mistake is noted with its own place.
//!
//! In: a [`Node`], the [`Source`] it came from. Out: a struct, or `None` with at least one diagnostic pushed.
//! serde stops at the first mistake of a file and editors would mend one mistake a build; this reader carries on.

use crate::diagnostics::{Diagnostics, Location, nearest};
use crate::source::Source;
use crate::values::Mistake;

use super::{Kind, Node, Pair, Place, parse};

/// Where nodes come from and where their mistakes go.
pub struct Reader<'a> {
    /// The file being read.
    pub source: &'a Source,
    /// The mistakes found.
    pub diagnostics: &'a mut Diagnostics,
}

/// A type that can be read from a node. `None` means that the mistake has been noted.
pub trait FromNode: Sized {
    /// What an editor should write there: "a date like 2026-05-11".
    const WANTED: &'static str;

    /// Reads the node.
    fn from_node(node: &Node, reader: &mut Reader<'_>) -> Option<Self>;
}

impl Reader<'_> {
    /// Notes a mistake at a place of this file.
    pub fn error(&mut self, code: &'static str, place: Place, message: impl Into<String>, help: Option<String>) {
        let location = Location {
            path: self.source.path.clone(),
            line: place.line,
            column: place.column,
        };
        self.diagnostics.error(code, location, message, help);
    }

    /// The tree of a text of this file that starts on `first_line`. What cannot be read, and what a ` #` cuts short, is
    /// noted.
    pub fn tree(&mut self, text: &str, first_line: u32) -> Option<Node> {
        match parse(text, first_line) {
            Ok((node, cut)) => {
                for fault in cut {
                    let location = self.source.line(fault.place.line, fault.place.column);
                    self.diagnostics
                        .warning(fault.code, location, fault.message, fault.help);
                }
                Some(node)
            }
            Err(fault) => {
                self.error(fault.code, fault.place, fault.message, fault.help);
                None
            }
        }
    }

    /// Notes a value's own mistake at a place of this file.
    pub fn mistake(&mut self, code: &'static str, place: Place, mistake: Mistake) {
        self.error(code, place, mistake.message, mistake.help);
    }

    /// Notes that something else stands where `wanted` belongs.
    pub fn wrong_type(&mut self, node: &Node, wanted: &str) {
        let message = match node.kind {
            Kind::Empty => format!("there is nothing here; it should be {wanted}"),
            _ => format!("here is {}; it should be {wanted}", node.said()),
        };
        self.error("wrong-type", node.place, message, None);
    }

    /// The text of a node, if it is one; trimmed.
    pub fn text<'n>(&mut self, node: &'n Node, wanted: &str) -> Option<&'n str> {
        let Kind::Text(text) = &node.kind else {
            self.wrong_type(node, wanted);
            return None;
        };
        if let Some(hidden) = text.chars().find(|c| is_hidden(*c)) {
            let message = format!("the text holds a hidden character ({})", hidden.escape_unicode());
            self.error(
                "hidden-character",
                node.place,
                message,
                Some("type the text again instead of pasting it".into()),
            );
            return None;
        }
        let text = text.trim();
        if text.is_empty() {
            self.wrong_type(
                &Node {
                    kind: Kind::Empty,
                    ..node.clone()
                },
                wanted,
            );
            return None;
        }
        Some(text)
    }

    /// A value that parses itself from text; its mistake is noted under `code`.
    pub fn value<T>(
        &mut self,
        node: &Node,
        code: &'static str,
        wanted: &str,
        parse: impl FnOnce(&str) -> Result<T, Mistake>,
    ) -> Option<T> {
        let text = self.text(node, wanted)?;
        match parse(text) {
            Ok(value) => Some(value),
            Err(mistake) => {
                self.mistake(code, node.place, mistake);
                None
            }
        }
    }

    /// One of a closed list of words.
    pub fn word<T: Copy>(&mut self, node: &Node, wanted: &str, words: &[(&str, T)]) -> Option<T> {
        let text = self.text(node, wanted)?.to_lowercase();
        let spoken = |word: &str| word.replace(['-', '_'], " ");
        if let Some((_, value)) = words.iter().find(|(word, _)| spoken(word) == spoken(&text)) {
            return Some(*value);
        }
        let known: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
        let help = match nearest(&text, known.iter().copied()) {
            Some(near) => format!("did you mean `{near}`? It is one of: {}", known.join(", ")),
            None => format!("use one of: {}", known.join(", ")),
        };
        self.error(
            "unknown-word",
            node.place,
            format!("`{text}` is not one of the words for this field"),
            Some(help),
        );
        None
    }
}

/// Characters that a reader cannot see and that can turn a text round or steer a terminal.
pub fn is_hidden(c: char) -> bool {
    (c.is_control() && !matches!(c, '\n' | '\t' | '\r'))
        || matches!(c, '\u{e000}'..='\u{e0ff}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
}

impl<T: FromNode> FromNode for Vec<T> {
    const WANTED: &'static str = "a list";

    /// A list, or a single value, which is a list of one: `needs: skills`. Nothing is an empty list.
    fn from_node(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        let items = match &node.kind {
            Kind::Empty => return Some(Vec::new()),
            Kind::List(items) => items,
            Kind::Text(_) | Kind::Map(_) => return T::from_node(node, reader).map(|one| vec![one]),
        };
        let read: Vec<Option<T>> = items
            .iter()
            .filter(|item| item.kind != Kind::Empty)
            .map(|item| T::from_node(item, reader))
            .collect();
        let mut list: Self = read.into_iter().collect::<Option<_>>()?;
        // Lists are kept for as long as the site, and most have one item or two.
        list.shrink_to_fit();
        Some(list)
    }
}

impl FromNode for bool {
    const WANTED: &'static str = "`true` or `false`";

    fn from_node(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        reader.word(
            node,
            Self::WANTED,
            &[
                ("true", true),
                ("false", false),
                ("yes", true),
                ("no", false),
                ("on", true),
                ("off", false),
            ],
        )
    }
}

impl FromNode for u32 {
    const WANTED: &'static str = "a whole number";

    fn from_node(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        reader.value(node, "bad-number", Self::WANTED, |text| {
            text.replace([',', ' ', '_'], "").parse().map_err(|_| {
                Mistake::with_help(format!("`{text}` is not a whole number"), "write digits only, like 12")
            })
        })
    }
}

impl FromNode for f64 {
    const WANTED: &'static str = "a number";

    fn from_node(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        reader.value(node, "bad-number", Self::WANTED, |text| match text.parse::<f64>() {
            Ok(number) if number.is_finite() => Ok(number),
            _ => Err(Mistake::with_help(
                format!("`{text}` is not a number"),
                "write it like 52.65",
            )),
        })
    }
}

/// The fields of one group, each of which may be asked for once.
pub struct Fields<'n> {
    pairs: &'n [Pair],
    place: Place,
}

/// A field's names: its own, and those of Open Referral (HSDS) that are taken as well.
pub type Names = &'static [&'static str];

impl<'n> Fields<'n> {
    /// Opens a group; unknown and doubled names are noted here, once and for all.
    pub fn open(node: &'n Node, known: &[Names], reader: &mut Reader<'_>) -> Option<Self> {
        let Kind::Map(pairs) = &node.kind else {
            reader.wrong_type(node, "a group of fields, each written as `name: value`");
            return None;
        };
        for (index, pair) in pairs.iter().enumerate() {
            let Some(names) = known.iter().find(|names| names.contains(&pair.key.as_str())) else {
                let first = known.iter().filter_map(|names| names.first().copied());
                let all = known.iter().flat_map(|names| names.iter().copied());
                let help = match nearest(&pair.key, all) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => format!("the fields here are: {}", first.collect::<Vec<_>>().join(", ")),
                };
                reader.error(
                    "unknown-field",
                    pair.place,
                    format!("there is no field called `{}` here", shortened(&pair.key)),
                    Some(help),
                );
                continue;
            };
            let before = pairs
                .iter()
                .take(index)
                .find(|earlier| names.contains(&earlier.key.as_str()));
            if let Some(before) = before {
                reader.error(
                    "duplicate-field",
                    pair.place,
                    format!(
                        "`{}` is given twice; the first is on line {}",
                        pair.key, before.place.line
                    ),
                    Some("keep one of them; several values go into one list".into()),
                );
            }
        }
        Some(Self {
            pairs,
            place: node.place,
        })
    }

    fn find(&self, names: Names) -> Option<&'n Node> {
        self.pairs
            .iter()
            .find(|pair| names.contains(&pair.key.as_str()))
            .map(|pair| &pair.value)
    }

    /// A field that must be there.
    pub fn required<T: FromNode>(&self, names: Names, reader: &mut Reader<'_>) -> Option<T> {
        match self.find(names) {
            Some(node) if node.kind != Kind::Empty => T::from_node(node, reader),
            Some(node) => {
                self.missing(names, T::WANTED, node.place, reader);
                None
            }
            None => {
                self.missing(names, T::WANTED, self.place, reader);
                None
            }
        }
    }

    /// A list that must be there and not be empty.
    pub fn some<T: FromNode>(&self, names: Names, reader: &mut Reader<'_>) -> Option<Vec<T>> {
        let node = self.find(names);
        let place = node.map_or(self.place, |node| node.place);
        let list = node.map_or_else(|| Some(Vec::new()), |node| Vec::from_node(node, reader))?;
        if list.is_empty() {
            self.missing(names, "a list with at least one item", place, reader);
            return None;
        }
        Some(list)
    }

    /// A field that may be left out or left empty.
    pub fn optional<T: FromNode>(&self, names: Names, reader: &mut Reader<'_>) -> Option<Option<T>> {
        match self.find(names) {
            Some(node) if node.kind != Kind::Empty => T::from_node(node, reader).map(Some),
            _ => Some(None),
        }
    }

    /// A list that may be left out.
    pub fn list<T: FromNode>(&self, names: Names, reader: &mut Reader<'_>) -> Option<Vec<T>> {
        self.find(names)
            .map_or_else(|| Some(Vec::new()), |node| Vec::from_node(node, reader))
    }

    fn missing(&self, names: Names, wanted: &str, place: Place, reader: &mut Reader<'_>) {
        let name = names.first().copied().unwrap_or_default();
        reader.error(
            "missing-field",
            place,
            format!("the field `{name}` is missing"),
            Some(format!("add a line `{name}: …` with {wanted}")),
        );
    }
}

fn shortened(text: &str) -> String {
    if text.chars().count() <= 60 {
        text.to_owned()
    } else {
        text.chars().take(57).collect::<String>() + "…"
    }
}

/// Declares an as-written struct and how it is read. Each field says whether it is `required`, `optional`, a `list`, or a
/// list of at least `some`; names after `also` are taken too (the field's name in HSDS).
#[macro_export]
#[doc(hidden)]
macro_rules! entry {
    (
        $(#[$meta:meta])*
        $vis:vis struct $name:ident {
            $( $(#[$fmeta:meta])* $presence:ident $field:ident : $ty:ty $(, called $key:literal)? $(, also $($alias:literal)|+)? ; )*
        }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq)]
        $vis struct $name {
            $( $(#[$fmeta])* pub $field: $crate::entry!(@type $presence $ty), )*
        }

        impl $crate::yaml::fields::FromNode for $name {
            const WANTED: &'static str = "a group of fields";

            fn from_node(
                node: &$crate::yaml::Node,
                reader: &mut $crate::yaml::fields::Reader<'_>,
            ) -> Option<Self> {
                let fields = $crate::yaml::fields::Fields::open(
                    node,
                    &[ $( &[$crate::entry!(@key $field $($key)?), $($($alias),+)?] ),* ],
                    reader,
                )?;
                $( let $field = fields.$presence(&[$crate::entry!(@key $field $($key)?), $($($alias),+)?], reader); )*
                Some(Self { $( $field: $field? ),* })
            }
        }
    };
    (@type required $ty:ty) => { $ty };
    (@type optional $ty:ty) => { Option<$ty> };
    (@type list $ty:ty) => { Vec<$ty> };
    (@type some $ty:ty) => { Vec<$ty> };
    (@key $field:ident $key:literal) => { $key };
    (@key $field:ident) => { stringify!($field) };
}
