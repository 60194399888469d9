//! Districts and towns from which people look for help.

use super::{AreaId, Position};
use crate::content::NearKind;
use crate::values::slug::Slug;

/// A district of postcodes, or a town.
#[derive(Debug, Clone, PartialEq)]
pub struct NearPlace {
    /// Its name in addresses; no two have the same.
    pub slug: Slug,
    /// `WX1` or `Upper Dunnock`.
    pub name: String,
    /// Which of the two it is.
    pub kind: NearKind,
    /// Its middle.
    pub position: Position,
    /// The areas that it is taken to lie in or to hold (see [`crate::site::near`]), in the order of the site's list.
    pub areas: Vec<AreaId>,
    /// Whether there is anything near it, so that it has a page of its own.
    pub has_page: bool,
}
