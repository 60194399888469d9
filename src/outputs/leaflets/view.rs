//! What a template of a leaflet reads: plain values, one struct a part, and nothing else reaches it.
//!
//! In: nothing. Out: the shapes of `/data.json`. Text is text: a template shows it and never reads it as markup.

use std::collections::BTreeMap;

use serde::Serialize;

/// What every template reads.
#[derive(Debug, Clone, Serialize)]
pub(super) struct SheetData {
    pub title: String,
    /// The name of the directory.
    pub site: String,
    /// BCP 47, the language alone: `en`.
    pub lang: String,
    /// ISO 3166, in small letters, or none.
    pub region: Option<String>,
    /// Families, the first choice first.
    pub fonts: Vec<String>,
    /// Year, month and day of the newest check of what is in it.
    pub date: Option<[i16; 3]>,
    /// The words of `[print]` in the strings file.
    pub words: BTreeMap<String, String>,
    /// Whether it holds one entry, whose name is the title.
    pub alone: bool,
    /// Of a poster: `a4` or `a3`.
    pub paper: &'static str,
    /// Millimetres beyond the edge, for a print shop; 0 for none.
    pub bleed: u32,
    pub entries: Vec<EntryView>,
    /// The pictures of texts, by their path there.
    pub pictures: BTreeMap<String, PictureView>,
    /// The number that anybody can ring.
    pub helpline: Option<HelplineView>,
    pub foot: Foot,
    /// What only this format has.
    #[serde(skip_serializing_if = "serde_json::Value::is_null")]
    pub more: serde_json::Value,
}

/// A picture that a template can show.
#[derive(Debug, Clone, Serialize)]
pub(super) struct PictureView {
    /// Its name to the template, from the top: another name for other bytes.
    pub file: String,
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
}

/// An offer or a guide.
#[derive(Debug, Clone, Serialize)]
pub(super) struct EntryView {
    /// Its label in the document: `e0`.
    pub id: String,
    pub name: String,
    /// The language of its text, where it is not the leaflet's: BCP 47.
    pub lang: Option<String>,
    pub area: Option<String>,
    pub summary: Option<String>,
    /// Closed for now, news, an old check.
    pub notices: Vec<String>,
    /// The number to ring first.
    pub phones: Vec<PhoneView>,
    pub facts: Vec<Fact>,
    /// The heading of the text; none where the text has its own.
    pub body_name: Option<String>,
    pub body: Vec<Block>,
    /// Whether the text runs from left to right in a leaflet that runs from right to left.
    pub body_ltr: bool,
    /// Facts that stand below the text.
    pub after: Vec<Fact>,
    /// "Checked 11 May 2026"
    pub checked: String,
}

/// The number that anybody can ring.
#[derive(Debug, Clone, Serialize)]
pub(super) struct HelplineView {
    pub name: Option<String>,
    pub text: String,
    /// `tel:`
    pub uri: String,
    pub hours: Vec<String>,
}

/// A number with what there is to know before one rings.
#[derive(Debug, Clone, Serialize)]
pub(super) struct PhoneView {
    /// "Ring"
    pub way: String,
    pub text: String,
    /// `tel:`
    pub uri: String,
    pub lines: Vec<String>,
}

/// One thing to know: its name, and what is said about it.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Fact {
    /// `where`, `cost`: the same in every language; edition records compare by it.
    pub key: &'static str,
    pub name: String,
    pub items: Vec<Item>,
    /// Whether the items are points of a list.
    pub points: bool,
}

/// A part of a fact.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Item {
    /// In bold, above the lines.
    pub lead: Option<String>,
    pub lines: Vec<String>,
    /// Lines that a format without much room leaves out: how to get there.
    pub more: Vec<String>,
}

/// What stands at the end of every leaflet.
#[derive(Debug, Clone, Default, Serialize)]
pub(super) struct Foot {
    pub checked: String,
    pub edition: Option<String>,
    /// The sentence before the address.
    pub look: String,
    /// As it is spelled out, without scheme; none where the site has no address.
    pub address: Option<String>,
    /// SVG.
    pub qr: Option<String>,
    pub qr_alt: String,
    pub publisher: String,
    /// "For other formats and languages, ring …"
    pub other: Option<String>,
}

/// A block of Markdown.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "t", rename_all = "lowercase")]
pub(super) enum Block {
    Heading {
        level: u8,
        c: Vec<Inline>,
    },
    Par {
        c: Vec<Inline>,
    },
    List {
        tight: bool,
        items: Vec<Vec<Block>>,
    },
    Steps {
        tight: bool,
        start: u64,
        items: Vec<Vec<Block>>,
    },
    Quote {
        c: Vec<Block>,
    },
    Code {
        lines: Vec<String>,
    },
    Table {
        align: Vec<&'static str>,
        head: Option<Vec<Vec<Inline>>>,
        rows: Vec<Vec<Vec<Inline>>>,
    },
    Rule,
    /// A picture; where [`SheetData::pictures`] has none of that path, its description.
    Picture {
        path: String,
        description: String,
        caption: Option<String>,
    },
}

impl Block {
    /// Shows the path of every picture in it.
    pub fn pictures(&self, see: &mut dyn FnMut(&str)) {
        let inner = match self {
            Self::Picture { path, .. } => {
                see(path);
                return;
            }
            Self::Quote { c } => std::slice::from_ref(c),
            Self::List { items, .. } | Self::Steps { items, .. } => items.as_slice(),
            _ => return,
        };
        for block in inner.iter().flatten() {
            block.pictures(see);
        }
    }
}

/// A part of a line.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "t", rename_all = "lowercase")]
pub(super) enum Inline {
    Text {
        s: String,
    },
    Strong {
        c: Vec<Inline>,
    },
    Code {
        s: String,
    },
    Break,
    /// A link that works on a screen; what paper shows of it besides its words.
    Link {
        url: String,
        shown: Option<String>,
        c: Vec<Inline>,
    },
    /// To an entry of the same leaflet: the template puts the page into `words`.
    Page {
        to: String,
        words: String,
        c: Vec<Inline>,
    },
    /// To a thing that is not in this leaflet.
    Elsewhere {
        words: String,
        c: Vec<Inline>,
    },
}
