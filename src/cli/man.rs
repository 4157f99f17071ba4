//! `offprint man`: every command -> a page of the manual.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, Command, CommandFactory as _};
use clap_mangen::Man as Page;
use offprint::write::write_text;

use super::{BROKEN, Offprint, print};

/// Writes pages of the manual for `man`: one of offprint, one a command.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  offprint man ~/.local/share/man/man1      then: man offprint-build

Exit codes: 0 done, 2 wrong usage or a broken world.")]
pub(super) struct Man {
    /// Folder for the pages; files of their names are replaced
    folder: PathBuf,
}

impl Man {
    pub(super) fn run(&self) -> ExitCode {
        let mut all = Offprint::command().disable_help_subcommand(true);
        // Gives each command the name of its page: offprint-build.
        all.build();
        let commands: Vec<Command> = all.get_subcommands().cloned().collect();
        let count = commands.len() + 1;
        for command in commands.into_iter().chain([all]) {
            if let Err(code) = write(&self.folder, command) {
                return code;
            }
        }
        let pages = print::count(count, "page");
        print::line(format_args!("Wrote {pages} to {}.", self.folder.display()));
        ExitCode::SUCCESS
    }
}

fn write(folder: &Path, command: Command) -> Result<(), ExitCode> {
    let name = format!("{}.1", command.get_display_name().unwrap_or(command.get_name()));
    let mut page = Vec::new();
    // Writing to memory cannot fail.
    let _ = Page::new(command).render(&mut page);
    write_text(folder, &name, &String::from_utf8_lossy(&page)).map_err(|error| {
        print::broken(&error);
        ExitCode::from(BROKEN)
    })
}
