//! How roomy a document is set: as roomy as the paper allows.
//!
//! In: the format, the document's values, and the press. Out: the document laid out, in the choice that saves a side or a
//! sheet. To lay it out again is quicker than to let a template measure itself before it sets, and simpler to read. It
//! must not know what stands in a document.

use serde_json::Value;

use super::world::{Laid, Press, Refusal, Sheet};
use crate::content::LeafletFormat;

/// How much room things have; a template reads the word as `fit`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fit {
    /// In 16 pt, where there is more paper than text.
    Large,
    /// As clear print is best.
    Roomy,
    /// As close as clear print allows.
    Close,
    /// Close, and in 12 pt.
    Small,
}

/// Close text is at least four fifths as high as roomy text, and its foot is a seventh of a side.
const SAVED_AT_MOST: f64 = 0.2;

/// Small text is at least two thirds as high as close text, pictures half; more sides than this never become two.
const MOST_SIDES_FOR_SMALL: usize = 4;

/// With less than this, large text still takes two sides: it is at most a quarter higher, and has its foot on the second.
const ROOM_FOR_LARGE: f64 = 1.4;

/// A last page with less than this is near to empty.
const NEAR_TO_EMPTY: f64 = 0.35;

/// Lays a document out. `values` is what its template reads; `alone` says that it holds one entry.
pub(super) fn lay_out(
    press: &Press,
    sheet: &Sheet<'_>,
    format: LeafletFormat,
    alone: bool,
    mut values: Value,
) -> Result<Laid, Refusal> {
    let mut laid = |fit| {
        if let Some(values) = values.as_object_mut() {
            values.insert("fit".to_owned(), word(fit).into());
        }
        press.lay_out(sheet, values.to_string().into_bytes())
    };
    let roomy = laid(Fit::Roomy)?;
    match format {
        LeafletFormat::A4Sheet | LeafletFormat::WeekSheet => one_sheet(roomy, laid),
        LeafletFormat::LargePrint if alone => fewer_pages(roomy, laid),
        _ => Ok(roomy),
    }
}

fn word(fit: Fit) -> &'static str {
    match fit {
        Fit::Large => "large",
        Fit::Roomy => "roomy",
        Fit::Close => "close",
        Fit::Small => "small",
    }
}

/// On one side if it can be, on one sheet if it can be. A second side that must be is not left near to empty.
fn one_sheet(roomy: Laid, mut laid: impl FnMut(Fit) -> Result<Laid, Refusal>) -> Result<Laid, Refusal> {
    let (sides, full) = (roomy.pages(), roomy.full());
    if sides == 1 || (sides == 2 && full > ROOM_FOR_LARGE) {
        return Ok(roomy);
    }
    if sides == 2 {
        if full < 1.0 + SAVED_AT_MOST {
            let close = laid(Fit::Close)?;
            if close.pages() == 1 {
                return Ok(close);
            }
        }
        let large = laid(Fit::Large)?;
        return Ok(if large.pages() == 2 { large } else { roomy });
    }
    let close = laid(Fit::Close)?;
    if !(3..=MOST_SIDES_FOR_SMALL).contains(&close.pages()) {
        return Ok(close);
    }
    let small = laid(Fit::Small)?;
    Ok(if small.pages() == 2 { small } else { close })
}

/// On a page less if the last is near to empty, or if many pages save one between them.
fn fewer_pages(roomy: Laid, mut laid: impl FnMut(Fit) -> Result<Laid, Refusal>) -> Result<Laid, Refusal> {
    let pages = roomy.pages();
    let on_last = roomy.full() - (pages.saturating_sub(1)) as f64;
    if pages == 1 || on_last > NEAR_TO_EMPTY.max(SAVED_AT_MOST * pages as f64) {
        return Ok(roomy);
    }
    let close = laid(Fit::Close)?;
    Ok(if close.pages() < pages { close } else { roomy })
}
