//! The command line: arguments -> a command -> an exit code.

mod cli;

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    cli::memory::keep_what_is_freed();
    // This thread does its share of the work instead of waiting for those that do; where the
    // pool cannot be made so, it is made later in the usual way.
    let pool = rayon::ThreadPoolBuilder::new().use_current_thread();
    let _ = pool.start_handler(|_| cli::memory::make_room()).build_global();
    cli::memory::make_room();
    cli::Offprint::parse().run()
}
