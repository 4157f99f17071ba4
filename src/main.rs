//! The command line: arguments -> a command -> an exit code.

mod cli;

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    // This thread does its share of the work instead of waiting for those that do; where the
    // pool cannot be made so, it is made later in the usual way.
    let _ = rayon::ThreadPoolBuilder::new().use_current_thread().build_global();
    cli::Offprint::parse().run()
}
