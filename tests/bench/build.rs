//! How long a build takes, per stage, and how much memory: `cargo bench --bench build -- 1000 10000`.
//!
//! Each size is built in a process of its own, so that the memory is its own: into an empty folder, then once more with
//! nothing changed.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a bench stops where something is wrong"
)]

mod corpus;

/// The program's own.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

use std::process::Command;
use std::time::{Duration, Instant};

use fingerpost::values::date::Date;
use fingerpost::{Options, Progress};

fn main() {
    let arguments: Vec<String> = std::env::args()
        .skip(1)
        .filter(|argument| argument != "--bench")
        .collect();
    if let [first, size] = arguments.as_slice()
        && first == "--one"
    {
        return one(size.parse().unwrap());
    }
    let sizes: Vec<String> = if arguments.is_empty() {
        vec!["1000".into(), "10000".into()]
    } else {
        arguments
    };
    for size in sizes {
        Command::new(std::env::current_exe().unwrap())
            .args(["--one", &size])
            .status()
            .unwrap();
    }
}

fn one(entries: usize) {
    let folder = tempfile::tempdir().unwrap();
    corpus::write(folder.path(), entries);
    let options = Options {
        root: folder.path().to_owned(),
        out: folder.path().join("public"),
        today: Date::parse("2026-11-21").unwrap(),
    };
    for round in ["first build", "nothing changed"] {
        let start = Instant::now();
        let report = fingerpost::build(&options, &Silent).unwrap();
        let took = start.elapsed();
        let published = report.published.unwrap_or_else(|| {
            panic!(
                "{}",
                fingerpost::diagnostics::human(&report.diagnostics, fingerpost::diagnostics::Colour::Plain)
            )
        });
        let stages: Vec<String> = report
            .stages
            .iter()
            .map(|(name, took)| format!("{name} {}", seconds(*took)))
            .collect();
        println!(
            "{entries} entries, {round}: {} ({}), {} written, {} unchanged, peak {} MB, {:.0} µs an entry",
            seconds(took),
            stages.join(", "),
            published.written.len(),
            published.unchanged,
            peak_megabytes(),
            took.as_secs_f64() * 1e6 / entries as f64
        );
    }
}

fn seconds(took: Duration) -> String {
    format!("{:.2} s", took.as_secs_f64())
}

/// The most memory this process has held, from the kernel; 0 where it does not say.
fn peak_megabytes() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status
        .lines()
        .find(|line| line.starts_with("VmHWM:"))
        .unwrap_or_default();
    line.split_whitespace()
        .nth(1)
        .and_then(|number| number.parse::<u64>().ok())
        .unwrap_or(0)
        / 1024
}

struct Silent;

impl Progress for Silent {
    fn stage(&self, _: &'static str) {}
    fn steps(&self, _: usize) {}
    fn step(&self) {}
}
