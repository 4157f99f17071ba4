//! `offprint completions`: a shell -> the script with which it completes commands.

use std::process::ExitCode;

use clap::{Args, CommandFactory as _};
use clap_complete::{Shell, generate};

use super::{Offprint, print};

/// Prints the script with which a shell completes commands, options and their values.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  offprint completions bash > ~/.local/share/bash-completion/completions/offprint
  offprint completions zsh > ~/.zfunc/_offprint       a folder that fpath names
  offprint completions fish > ~/.config/fish/completions/offprint.fish

Exit codes: 0 done, 2 wrong usage.")]
pub(super) struct Completions {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

impl Completions {
    pub(super) fn run(&self) -> ExitCode {
        let mut script = Vec::new();
        generate(self.shell, &mut Offprint::command(), "offprint", &mut script);
        print::bytes(&script);
        ExitCode::SUCCESS
    }
}
