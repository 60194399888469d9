//! How fast sheets are printed, how large they are and how much memory that takes: `cargo bench --bench print -- 1000`.
//!
//! Prints a sheet of A4 for each offer and guide of a made-up directory, into an empty folder, then with nothing changed,
//! then with one entry changed.
#![allow(
    missing_docs,
    dead_code,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a bench stops where something is wrong"
)]

mod corpus;

/// The program's own.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

use std::fs;
use std::path::Path;
use std::time::Instant;

use fingerpost::content::LeafletFormat;
use fingerpost::outputs::leaflets::Wanted;
use fingerpost::values::date::Date;
use fingerpost::{Options, Progress};

fn main() {
    let size = std::env::args().skip(1).find_map(|argument| argument.parse().ok());
    let entries = size.unwrap_or(1000);
    let folder = tempfile::tempdir().unwrap();
    corpus::write(folder.path(), entries);
    let options = Options {
        root: folder.path().to_owned(),
        out: folder.path().join("printed"),
        today: Date::parse("2026-11-21").unwrap(),
    };
    print("empty folder", &options);
    print("nothing changed", &options);
    change_one(&folder.path().join("content/offers"));
    print("one entry changed", &options);
}

fn print(round: &str, options: &Options) {
    let wanted = Wanted {
        format: Some(LeafletFormat::A4Sheet),
        ..Wanted::everything()
    };
    let start = Instant::now();
    let report = fingerpost::print(options, &wanted, &Silent).unwrap();
    let took = start.elapsed().as_secs_f64();
    let (_, prints) = report.published.unwrap_or_else(|| {
        let colour = fingerpost::diagnostics::Colour::Plain;
        panic!("{}", fingerpost::diagnostics::human(&report.diagnostics, colour))
    });
    let bytes: usize = prints.values().map(|print| print.bytes).sum();
    let pages: usize = prints.values().map(|print| print.pages).sum();
    println!(
        "{round}: {} sheets ({pages} pages), {} set in {took:.2} s ({:.0} a second), {:.1} KB each, peak {} MB",
        prints.len(),
        report.set,
        report.set as f64 / took,
        bytes as f64 / 1000.0 / prints.len().max(1) as f64,
        peak_megabytes()
    );
}

/// Says something more in the first offer.
fn change_one(offers: &Path) {
    let mut paths: Vec<_> = fs::read_dir(offers).unwrap().map(|file| file.unwrap().path()).collect();
    paths.sort();
    let first = paths.first().unwrap();
    let text = fs::read_to_string(first).unwrap();
    let changed = text.replacen("summary: ", "summary: New this week. ", 1);
    assert_ne!(text, changed);
    fs::write(first, changed).unwrap();
}

/// The most memory this process has held, from the kernel; 0 where it does not say.
fn peak_megabytes() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM:"));
    let number = line.and_then(|line| line.split_whitespace().nth(1)?.parse::<u64>().ok());
    number.unwrap_or(0) / 1024
}

struct Silent;

impl Progress for Silent {
    fn stage(&self, _: &'static str) {}
    fn steps(&self, _: usize) {}
    fn step(&self) {}
}
