//! A failure of the machine: a full disk, a template that cannot be filled, a `site.toml` that cannot be read.
//!
//! In: what was being done, to which path, and the cause. Out: one sentence for a person and a chain of causes.
//! Mistakes in the content are never an [`Error`]; they are diagnostics and are collected.

use std::fmt;
use std::path::{Path, PathBuf};

/// What was being done, to which path, and why it failed. Stops the command at once.
#[derive(Debug)]
pub struct Error {
    /// What was being done, as the object of "could not": `write the page`.
    pub action: String,
    /// The file or folder it was done to, where there is one.
    pub path: Option<PathBuf>,
    /// Why it failed.
    pub cause: Box<dyn std::error::Error + Send + Sync>,
}

/// The result of everything that can fail because of the machine.
pub type Result<T, E = Error> = std::result::Result<T, E>;

impl Error {
    /// A failure at a path: `Error::new("write the page", path, cause)`.
    pub fn new(
        action: impl Into<String>,
        path: impl Into<PathBuf>,
        cause: impl Into<Box<dyn std::error::Error + Send + Sync>>,
    ) -> Self {
        Self {
            action: action.into(),
            path: Some(path.into()),
            cause: cause.into(),
        }
    }

    /// A failure that belongs to no file.
    pub fn without_path(action: impl Into<String>, cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self {
            action: action.into(),
            path: None,
            cause: cause.into(),
        }
    }

    /// Where it happened, if at a path.
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "could not {}", self.action)?;
        if let Some(path) = &self.path {
            write!(f, " `{}`", path.display())?;
        }
        write!(f, ": {}", self.cause)?;
        let mut cause = self.cause.source();
        while let Some(deeper) = cause {
            write!(f, ": {deeper}")?;
            cause = deeper.source();
        }
        Ok(())
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(self.cause.as_ref())
    }
}
