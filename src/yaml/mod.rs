//! YAML as a tree in which every node knows its line and column.
//!
//! In: text (at most 1 MiB, see `source`). Out: a [`Node`] tree of texts, lists and maps, or the first place that
//! cannot be read, in an editor's words. Scalars stay the text that was written: `no`, `10:00` and `3.10` are never
//! turned into other things. Anchors and aliases are refused and nesting is bounded, so a small file cannot grow.
//! It does not know what an offer is; `fields` turns nodes into entries.

pub mod fields;
mod parse;

pub use parse::parse;

/// A place in a text: line and column, both from 1, columns in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The line, from 1.
    pub line: u32,
    /// The column, from 1.
    pub column: u32,
}

/// A value with its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// Where the value starts; for a text in a block (`|` or `>`), its first line.
    pub place: Place,
    /// What it is.
    pub kind: Kind,
}

/// What a node is.
#[derive(Debug, Clone, PartialEq)]
pub enum Kind {
    /// Nothing after the colon, or `~`.
    Empty,
    /// A text as written, quotes and folding resolved.
    Text(String),
    /// A list.
    List(Vec<Node>),
    /// Keys with values, in the order written; a key may stand twice.
    Map(Vec<Pair>),
}

/// A key and its value.
#[derive(Debug, Clone, PartialEq)]
pub struct Pair {
    /// The key as written.
    pub key: String,
    /// Where the key starts.
    pub place: Place,
    /// The value.
    pub value: Node,
}

impl Node {
    /// What this is, for a message: "a list".
    pub fn said(&self) -> &'static str {
        match self.kind {
            Kind::Empty => "nothing",
            Kind::Text(_) => "a text",
            Kind::List(_) => "a list",
            Kind::Map(_) => "a group of fields",
        }
    }

    /// The node at a path like `where.0.hours.1`; the nearest one above where the path ends early.
    pub fn at(&self, path: &str) -> &Node {
        let mut node = self;
        for step in path.split('.').filter(|step| !step.is_empty()) {
            let below = match &node.kind {
                Kind::Map(pairs) => pairs.iter().find(|pair| pair.key == step).map(|pair| &pair.value),
                Kind::List(items) => step.parse::<usize>().ok().and_then(|index| items.get(index)),
                Kind::Empty | Kind::Text(_) => None,
            };
            match below {
                Some(below) => node = below,
                None => break,
            }
        }
        node
    }
}

/// A text that is not YAML, at the place where that shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Where.
    pub place: Place,
    /// The diagnostic's code.
    pub code: &'static str,
    /// What is wrong, in an editor's words.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
}
