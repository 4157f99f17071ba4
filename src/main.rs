//! The command line: arguments -> a command -> an exit code.

mod cli;

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    cli::Offprint::parse().run()
}
