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
mod dates;
mod exporting;
mod hours;
mod import;
mod judge;
mod leaflets_page;
mod long_lists;
mod look;
mod markdown;
mod messages;
mod my_list;
mod narrow;
mod near;
mod pages;
mod pictures;
mod print_shop;
mod printing;
mod publish;
mod scaffold;
mod search;
mod search_page;
mod serve;
mod site_test;
mod statements;
mod style;
mod subjects;
mod theme;
mod theme_values;
mod tidy;
mod values;
mod yaml;
