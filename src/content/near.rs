//! Where people look for help from: the positions of postcode districts and towns, as a table says them.
//!
//! In: the text of a table in CSV (RFC 4180, cells between commas) whose first row names the columns `name`, `lat`, `lon`
//! and, if somebody likes, `kind`. Out: a [`NearEntry`] a sound row, and a diagnostic with line and column for every
//! mistake. It must not know what lies near, addresses or the disk.

use std::collections::BTreeMap;

use super::offer::word_of;
use crate::diagnostics::{Diagnostics, Location, nearest};
use crate::source::Source;
use crate::values::Mistake;
use crate::values::slug::Slug;
use crate::yaml::fields::{FromNode, Reader, is_hidden};
use crate::yaml::{Kind, Node, Place};

/// The most rows of a table. Great Britain has about 3,000 districts and 7,000 towns and villages.
const MOST_ROWS: usize = 20_000;

/// The longest name, in characters. The longest of a place in Britain has 58.
const LONGEST_NAME: usize = 60;

/// The columns that are read.
const COLUMNS: [&str; 4] = ["name", "lat", "lon", "kind"];

/// A row of the table.
#[derive(Debug, Clone, PartialEq)]
pub struct NearEntry {
    /// `WX1` or `Upper Dunnock`; no two rows have the same.
    pub name: String,
    /// Its name in an address. Two names can have the same.
    pub slug: Slug,
    /// Given, or told by the form of the name.
    pub kind: NearKind,
    /// Latitude of its middle in degrees, WGS 84.
    pub lat: f64,
    /// Longitude of its middle in degrees, WGS 84.
    pub lon: f64,
}

/// What people say they live in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NearKind {
    /// The first half of a postcode: `WX1`.
    District,
    /// A town or village.
    Town,
}

impl NearKind {
    /// Every kind with its word.
    pub const WORDS: [(&'static str, Self); 2] = [("district", Self::District), ("town", Self::Town)];

    /// The word editors write.
    pub fn word(self) -> &'static str {
        word_of(&Self::WORDS, self)
    }

    /// What a name is by its form: one or two letters, a digit, and perhaps one more digit or letter make a district.
    pub fn of_name(name: &str) -> Self {
        let letters = name.chars().take_while(char::is_ascii_alphabetic).count();
        let rest: Vec<char> = name.chars().skip(letters).collect();
        let is_district = (1..=2).contains(&letters)
            && match rest.as_slice() {
                [digit] => digit.is_ascii_digit(),
                [digit, last] => digit.is_ascii_digit() && last.is_ascii_alphanumeric(),
                _ => false,
            };
        if is_district { Self::District } else { Self::Town }
    }
}

impl FromNode for NearKind {
    const WANTED: &'static str = "`district` or `town`";

    fn from_node(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        reader.word(node, Self::WANTED, &Self::WORDS)
    }
}

/// Parses the table. A row with a mistake is noted and left out.
pub fn parse_near(source: &Source, diagnostics: &mut Diagnostics) -> Vec<NearEntry> {
    let mut reader = Reader { source, diagnostics };
    let mut rows = source.text.lines().zip(1..).filter(|(row, _)| !row.trim().is_empty());
    let (heading, line) = rows.next().unwrap_or(("", 1));
    let Some(columns) = Columns::of(&cells(heading, line), line, &mut reader) else {
        return Vec::new();
    };
    let mut entries = Vec::new();
    let mut had = BTreeMap::<String, u32>::new();
    for (number, (row, line)) in rows.enumerate() {
        let start = Place { line, column: 1 };
        if number == MOST_ROWS {
            reader.error(
                "too-many-rows",
                start,
                format!("the table has more than {MOST_ROWS} rows"),
                Some("keep those near your places; `fingerpost near import` does that".into()),
            );
            break;
        }
        let cells = cells(row, line);
        let Some(entry) = columns.entry(&cells, line, &mut reader) else {
            continue;
        };
        if let Some(first) = had.get(&entry.name.to_lowercase()) {
            let message = format!("`{}` stands on line {first} already", entry.name);
            let help = "keep the row that is right; to have two towns of one name, add where they are: `Newton (Pell)`";
            reader.error(
                "duplicate-name",
                cells.get(columns.name).map_or(start, |cell| cell.place),
                message,
                Some(help.into()),
            );
            continue;
        }
        had.insert(entry.name.to_lowercase(), line);
        entries.push(entry);
    }
    entries
}

/// A name fit for a page and an address.
///
/// # Errors
/// Says that it is too long, that it holds what nobody can see, or that no address can be made of it.
pub fn near_name(text: &str) -> Result<(String, Slug), Mistake> {
    let name = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let length = name.chars().count();
    if length > LONGEST_NAME {
        let message = format!("this name has {length} characters; it may have {LONGEST_NAME}");
        return Err(Mistake::with_help(message, "write the name as people say it"));
    }
    if name.chars().any(is_hidden) {
        let message = "this name holds a character that nobody can see";
        return Err(Mistake::with_help(message, "type the name again instead of pasting it"));
    }
    let Some(slug) = Slug::from_title(&name) else {
        let message = format!("no web address can be made of `{name}`");
        return Err(Mistake::with_help(message, "write the name in the letters a to z"));
    };
    Ok((name, slug))
}

/// What a list of districts and towns is sorted by: districts first, and `WX2` before `WX12`.
pub fn near_order(kind: NearKind, name: &str) -> (NearKind, String, u32, String) {
    let name = name.to_lowercase();
    let letters: String = name.chars().take_while(|letter| !letter.is_ascii_digit()).collect();
    let rest = name.get(letters.len()..).unwrap_or_default();
    let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
    let number = digits.parse().unwrap_or(u32::MAX);
    (kind, letters, if digits.is_empty() { 0 } else { number }, name)
}

/// Where each column stands, counted from 0.
struct Columns {
    name: usize,
    lat: usize,
    lon: usize,
    kind: Option<usize>,
}

impl Columns {
    /// Finds the columns; each that is missing is noted, and so is one that nobody reads.
    fn of(headings: &[Node], line: u32, reader: &mut Reader<'_>) -> Option<Self> {
        let said = |node: &Node| match &node.kind {
            Kind::Text(text) => text.to_lowercase(),
            _ => String::new(),
        };
        for heading in headings {
            let said = said(heading);
            if !said.is_empty() && !COLUMNS.contains(&said.as_str()) {
                unknown_column(heading, &said, reader);
            }
        }
        let find = |column: &str| headings.iter().position(|heading| said(heading) == column);
        let mut needed = |column: &str| {
            let found = find(column);
            if found.is_none() {
                reader.error(
                    "missing-column",
                    Place { line, column: 1 },
                    format!("the table has no column `{column}`"),
                    Some("its first row names the columns: `name,lat,lon,kind`. `kind` may be left out".into()),
                );
            }
            found
        };
        let (name, lat, lon) = (needed("name"), needed("lat"), needed("lon"));
        Some(Self {
            name: name?,
            lat: lat?,
            lon: lon?,
            kind: find("kind"),
        })
    }

    /// Reads a row. Every cell is looked at, so that all its mistakes are noted.
    fn entry(&self, cells: &[Node], line: u32, reader: &mut Reader<'_>) -> Option<NearEntry> {
        let nothing = Node {
            place: Place { line, column: 1 },
            kind: Kind::Empty,
        };
        let cell = |column: usize| cells.get(column).unwrap_or(&nothing);
        let name = reader.value(cell(self.name), "bad-name", "the name of a district or town", near_name);
        let lat = degrees(cell(self.lat), "lat", 90.0, reader);
        let lon = degrees(cell(self.lon), "lon", 180.0, reader);
        let given = self.kind.map(cell).filter(|cell| cell.kind != Kind::Empty);
        let given = given.map(|cell| NearKind::from_node(cell, reader));
        let (name, slug) = name?;
        let kind = match given {
            Some(kind) => kind?,
            None => NearKind::of_name(&name),
        };
        Some(NearEntry {
            kind,
            name,
            slug,
            lat: lat?,
            lon: lon?,
        })
    }
}

fn unknown_column(heading: &Node, said: &str, reader: &mut Reader<'_>) {
    let location = Location {
        path: reader.source.path.clone(),
        line: heading.place.line,
        column: heading.place.column,
    };
    let help = match nearest(said, COLUMNS) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "take it out, or leave it: it does no harm".to_owned(),
    };
    let shown: String = said.chars().take(40).collect();
    let message = format!("nothing reads the column `{shown}`");
    reader
        .diagnostics
        .warning("unknown-column", location, message, Some(help));
}

/// A number of degrees, at most `most` to either side of nought.
fn degrees(cell: &Node, column: &str, most: f64, reader: &mut Reader<'_>) -> Option<f64> {
    let degrees = f64::from_node(cell, reader)?;
    if degrees.abs() > most {
        reader.error(
            "bad-position",
            cell.place,
            format!("`{column}` is {degrees}, and there is no such place on Earth"),
            Some("`lat` is between -90 and 90, `lon` between -180 and 180".into()),
        );
        return None;
    }
    Some(degrees)
}

/// The cells of a row, each with the column in which it starts. A cell in quotes may hold commas, and a quote if it is
/// written twice; it ends with its line.
fn cells(row: &str, line: u32) -> Vec<Node> {
    let mut cells = Vec::new();
    let mut letters = row.chars().zip(1u32..).peekable();
    let mut place = Place { line, column: 1 };
    let mut text = String::new();
    let mut in_quotes = false;
    while let Some((letter, column)) = letters.next() {
        match letter {
            '"' if in_quotes && letters.next_if(|(next, _)| *next == '"').is_some() => text.push('"'),
            '"' => in_quotes = !in_quotes,
            ',' if !in_quotes => {
                cells.push(cell(place, &text));
                place.column = column + 1;
                text.clear();
            }
            _ => text.push(letter),
        }
    }
    cells.push(cell(place, &text));
    cells
}

fn cell(place: Place, text: &str) -> Node {
    let text = text.trim();
    let kind = if text.is_empty() {
        Kind::Empty
    } else {
        Kind::Text(text.to_owned())
    };
    Node { place, kind }
}
