//! From the table of a whole country, the districts and towns that are near the places of a site.
//!
//! In: a table with a row a postcode district (`outcode,lat,lon` and, where known, `place`) or a row a district or town
//! (`name,lat,lon` and, if somebody likes, `kind`), and the entries in `content/places`. Out: `search-index/positions.csv`,
//! whole or not at all, and notes about rows that could not be used. It must not know how near pages look.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::draft::RowNote;
use super::read::{self, Record};
use super::{text, write};
use crate::content::{self, NearKind, near_name, near_order};
use crate::diagnostics::Diagnostics;
use crate::error::{Error, Result};
use crate::site::Position;
use crate::site::geography::{Around, km};
use crate::source;

/// Where the table goes, from the site's root.
pub const POSITIONS: &str = "search-index/positions.csv";

/// The column that holds the names of a table of postcode districts alone.
const OUTCODE: &str = "outcode";

/// What the licence of the table of Great Britain's postcode districts asks to be shown wherever it is used.
const OUTCODES: &str = "Contains OS data © Crown copyright and database right 2025. Contains Royal Mail data © Royal Mail \
                        copyright and database right 2025. Source: Office for National Statistics licensed under the Open \
                        Government Licence v.3.0.";

/// Districts with one `place` are not of one town if the farthest lies more than this many kilometres from their middle:
/// there are several Newports.
const WIDEST_TOWN_KM: f64 = 15.0;

/// What to cut out, and for which site.
#[derive(Debug, Clone)]
pub struct NearRequest {
    /// The folder with `site.toml`.
    pub root: PathBuf,
    /// The table.
    pub file: PathBuf,
    /// How far from a place of the site a district is kept, in kilometres.
    pub within_km: f64,
    /// Whether a table with other rows may be written over.
    pub replace: bool,
}

/// What was kept.
#[derive(Debug, Clone, Default)]
pub struct NearReport {
    /// Rows of the table.
    pub rows: usize,
    /// Places of the site with a position.
    pub places: usize,
    /// Districts kept.
    pub districts: usize,
    /// Towns kept.
    pub towns: usize,
    /// Whether the table was written; otherwise it was there already, the same.
    pub written: bool,
    /// What must be shown, where the table is one whose licence is known.
    pub attribution: Option<&'static str>,
    /// Rows that could not be used.
    pub notes: Vec<RowNote>,
}

/// A row that is kept.
struct Kept {
    name: String,
    kind: NearKind,
    position: Position,
}

/// Cuts out what is near the places of the site.
///
/// # Errors
/// A table or a site that cannot be read, one without columns or positions, nothing near, and a table in the way that has
/// other rows.
pub fn import_near(request: &NearRequest) -> Result<NearReport> {
    let NearRequest {
        root,
        file,
        within_km,
        replace,
    } = request;
    let places = places(root)?;
    let mut report = NearReport {
        places: places.len(),
        ..NearReport::default()
    };
    let around = Around::of(places.into_iter().map(|position| (position, ())));
    let (records, name) = records(file, &mut report.notes)?;
    report.rows = records.len();
    report.attribution = (name == OUTCODE).then_some(OUTCODES);
    let rows = records
        .iter()
        .filter_map(|record| Some((record, row(record, name, &mut report.notes)?)));
    let near: Vec<(&Record, Kept)> = rows
        .filter(|(_, row)| !around.within(row.position, *within_km).is_empty())
        .collect();
    let kept = report.kept(near, name);
    if kept.is_empty() {
        let advice = format!("no row is within {within_km} km of a place of the site; look at `lat` and `lon` of both");
        return Err(Error::new("use the table", file, advice));
    }
    report.districts = kept.iter().filter(|one| one.kind == NearKind::District).count();
    report.towns = kept.len() - report.districts;
    report.written = write_table(root, &render(kept)?, *replace)?;
    Ok(report)
}

/// The rows of the table, and which of its columns holds the names.
fn records(file: &Path, notes: &mut Vec<RowNote>) -> Result<(Vec<Record>, &'static str)> {
    let table = read::table(file, notes)?;
    let has = |column: &str| table.columns.iter().any(|one| one == column);
    let name = [OUTCODE, "name"].into_iter().find(|column| has(column));
    match name {
        Some(name) if has("lat") && has("lon") => Ok((table.records, name)),
        _ => {
            let advice = "it needs the columns `outcode` (or `name`), `lat` and `lon`; its first row names the columns";
            Err(Error::new("use the table", file, advice))
        }
    }
}

impl NearReport {
    /// Each name once, and the towns that districts name.
    fn kept(&mut self, near: Vec<(&Record, Kept)>, name_column: &str) -> Vec<Kept> {
        let mut kept = BTreeMap::<String, Kept>::new();
        let mut by_town = BTreeMap::<String, Vec<(&Record, Position)>>::new();
        for (record, row) in near {
            let name = row.name.to_lowercase();
            if kept.contains_key(&name) {
                self.note(record, name_column, "this name stands in an earlier row");
                continue;
            }
            let town = text::line(cell(record, "place"));
            if !town.is_empty() {
                by_town.entry(town).or_default().push((record, row.position));
            }
            kept.insert(name, row);
        }
        for (town, districts) in by_town {
            if let Some(town) = self.town(&town, &districts) {
                kept.entry(town.name.to_lowercase()).or_insert(town);
            }
        }
        kept.into_values().collect()
    }

    fn note(&mut self, record: &Record, column: &str, why: &str) {
        self.notes
            .push(RowNote::new(&record.origin, column, cell(record, column), why));
    }

    /// The town in the middle of its districts. Where they are of several towns, none of them is known well enough.
    fn town(&mut self, name: &str, districts: &[(&Record, Position)]) -> Option<Kept> {
        let count = f64::from(u32::try_from(districts.len()).unwrap_or(u32::MAX));
        let mean = |part: fn(&Position) -> f64| districts.iter().map(|(_, at)| part(at)).sum::<f64>() / count;
        let position = Position {
            lat: mean(|at| at.lat),
            lon: mean(|at| at.lon),
        };
        let farthest = districts.iter().map(|(_, at)| km(position, *at)).fold(0.0, f64::max);
        let (first, _) = districts.first()?;
        if farthest > WIDEST_TOWN_KM {
            let why = "its districts lie too far apart to be one town, so none was made of them";
            self.note(first, "place", why);
            return None;
        }
        match near_name(name) {
            Ok((name, _)) => Some(Kept {
                name,
                kind: NearKind::Town,
                position,
            }),
            Err(mistake) => {
                self.note(first, "place", &mistake.message);
                None
            }
        }
    }
}

/// The positions of the site's places.
fn places(root: &Path) -> Result<Vec<Position>> {
    let folder = root.join("content");
    if !folder.is_dir() {
        return Err(Error::new("find the places in", folder, "there is no such folder"));
    }
    // What is wrong with an entry is the business of `fingerpost check`.
    let mut unheard = Diagnostics::default();
    let sources = source::read(&folder, "content", &mut unheard)?;
    let content = content::parse(&sources, &mut unheard);
    let positions = content.places.iter().filter_map(|place| {
        let position = Position {
            lat: place.fields.lat?,
            lon: place.fields.lon?,
        };
        is_on_earth(position).then_some(position)
    });
    let positions: Vec<Position> = positions.collect();
    if positions.is_empty() {
        let advice = "none has `lat` and `lon` yet; give them to at least one place and run this again";
        return Err(Error::new("find the places in", root.join("content/places"), advice));
    }
    Ok(positions)
}

fn is_on_earth(position: Position) -> bool {
    position.lat.abs() <= 90.0 && position.lon.abs() <= 180.0
}

/// A row of the table, or a note why it cannot be used.
fn row(record: &Record, name_column: &str, notes: &mut Vec<RowNote>) -> Option<Kept> {
    let mut note = |column: &str, why: &str| {
        notes.push(RowNote::new(&record.origin, column, cell(record, column), why));
    };
    let mut degrees = |column: &str| match cell(record, column).trim().parse::<f64>() {
        Ok(degrees) if degrees.is_finite() => Some(degrees),
        _ => {
            note(column, "this is not a number, so the row was not read");
            None
        }
    };
    let position = Position {
        lat: degrees("lat")?,
        lon: degrees("lon")?,
    };
    if !is_on_earth(position) {
        note("lat", "there is no such place on Earth, so the row was not read");
        return None;
    }
    let name = text::line(cell(record, name_column));
    if name.is_empty() {
        note(name_column, "the row has no name, so it was not read");
        return None;
    }
    let name = match near_name(&name) {
        Ok((name, _)) => name,
        Err(mistake) => {
            note(name_column, &mistake.message);
            return None;
        }
    };
    let given = cell(record, "kind").trim().to_lowercase();
    let kind = match NearKind::WORDS.iter().find(|(word, _)| *word == given) {
        _ if name_column == OUTCODE => NearKind::District,
        Some((_, kind)) => *kind,
        None => NearKind::of_name(&name),
    };
    Some(Kept { name, kind, position })
}

fn cell<'r>(record: &'r Record, column: &str) -> &'r str {
    record
        .value
        .get(column)
        .and_then(|cell| cell.as_str())
        .unwrap_or_default()
}

/// The table, sorted as lists show it. Four decimals are 11 metres, finer than any district is known.
fn render(mut kept: Vec<Kept>) -> Result<String> {
    let failed = |error: csv::Error| Error::without_path("write the table", error);
    kept.sort_by_cached_key(|one| near_order(one.kind, &one.name));
    let mut table = csv::Writer::from_writer(Vec::new());
    table.write_record(["name", "lat", "lon", "kind"]).map_err(failed)?;
    for Kept { name, kind, position } in kept {
        let Position { lat, lon } = position;
        let row = [name, format!("{lat:.4}"), format!("{lon:.4}"), kind.word().to_owned()];
        table.write_record(row).map_err(failed)?;
    }
    let bytes = table
        .into_inner()
        .map_err(|error| Error::without_path("write the table", error.to_string()))?;
    String::from_utf8(bytes).map_err(|error| Error::without_path("write the table", error))
}

/// Whether the table was written; not where the same is there already.
fn write_table(root: &Path, text: &str, replace: bool) -> Result<bool> {
    let path = root.join(POSITIONS);
    match fs::read(&path) {
        Ok(before) if before == text.as_bytes() => return Ok(false),
        Ok(_) if !replace => {
            let advice = "it is there already and has other rows. To write over it, say `--force`";
            return Err(Error::new("write the file", path, advice));
        }
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            return Err(Error::new("read the file", path, error));
        }
        Ok(_) | Err(_) => {}
    }
    write::write_whole(root, POSITIONS, text)?;
    Ok(true)
}
