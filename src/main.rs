//! Parses the arguments, runs one command, chooses the exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    fingerpost::cli::run()
}
