//! Fingerpost turns YAML and Markdown entries into an accessible, searchable help directory.

pub mod checks;
pub mod config;
pub mod content;
pub mod diagnostics;
pub mod error;
pub mod markdown;
// pub mod outputs;
// pub mod publish;
pub mod site;
pub mod source;
pub mod values;
pub mod yaml;
