//! The suite: sentences over tiny sites.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test says what went wrong by stopping"
)]

mod building;
mod checks;
mod commands;
mod exporting;
mod hours;
mod import;
mod judge;
mod markdown;
mod messages;
mod near;
mod pages;
mod printing;
mod publish;
mod scaffold;
mod search;
mod search_page;
mod serve;
mod site_test;
mod subjects;
mod tidy;
mod values;
mod yaml;
