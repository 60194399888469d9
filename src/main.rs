//! Parses the arguments, runs one command, chooses the exit code.

use std::process::ExitCode;

/// Pages are made of many small values; this allocator makes a build a third faster than the system's.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    fingerpost::cli::run()
}
