//! The search lists that ship with the program, for sites that have none of their own.

/// Function words (`search-index/stop.txt`).
pub const STOP: &str = include_str!("../../search-index/stop.txt");
/// Words that count three tenths (`search-index/everyday.txt`).
pub const EVERYDAY: &str = include_str!("../../search-index/everyday.txt");
/// Groups of words that mean the same anywhere (`search-index/thesaurus.yaml`).
pub const THESAURUS: &str = include_str!("../../search-index/thesaurus.yaml");
