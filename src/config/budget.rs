//! `[budget]` of `site.toml`: how much a page, its style, a script and a picture may weigh.
//!
//! In: numbers in KB. Out: a [`Budget`], with defaults where the settings are silent.

use serde::Deserialize;

use super::setting;
use crate::values::bytes::Bytes;

/// The most that files may weigh, as a reader gets them: what can be packed is packed with brotli (RFC 7932).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Budget {
    /// A page with its style: all that is needed before the first paint.
    pub page: Bytes,
    /// A page that lists entries, and so grows with the directory.
    pub list: Bytes,
    /// The style in every page.
    pub style: Bytes,
    /// A script.
    pub script: Bytes,
    /// Each file of a picture.
    pub picture: Bytes,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub(super) struct BudgetFile {
    page: Option<f64>,
    list: Option<f64>,
    style: Option<f64>,
    script: Option<f64>,
    picture: Option<f64>,
}

pub(super) fn parse(file: &BudgetFile) -> Result<Budget, String> {
    let BudgetFile {
        page,
        list,
        style,
        script,
        picture,
    } = file;
    let size = |name: &str, given: &Option<f64>, default: f64| {
        setting(
            &format!("budget.{name}"),
            Bytes::from_kilobytes(given.unwrap_or(default)),
        )
    };
    Ok(Budget {
        page: size("page", page, 8.0)?,
        list: size("list", list, 32.0)?,
        style: size("style", style, 5.0)?,
        script: size("script", script, 8.0)?,
        picture: size("picture", picture, 60.0)?,
    })
}
