//! `offprint templates`: the built-in templates -> a study's folder, to be changed.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use offprint::diagnostic::nearest;
use offprint::templates::{BuiltIn, CONTEXT_VERSION, built_in, context};
use offprint::write::write_new;

use super::{BROKEN, print};

/// Lists the built-in templates, styles, scripts and fonts, or writes them where they can be changed.
///
/// A file in a study's templates/ stands in for the built-in file of its name, where its bytes
/// differ. Export what you change and nothing else: the rest is then kept up by offprint.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  offprint templates                                which there are, with their variables
  offprint templates --export templates style.css   write one, to be changed
  offprint templates --export all                   write all into a folder
  offprint templates --context                      what templates see, as a JSON Schema

Exit codes: 0 done, 2 wrong usage or a broken world.")]
pub(super) struct Templates {
    /// Names of files; all where there is none
    #[arg(value_name = "NAME")]
    names: Vec<String>,
    /// Folder to write them to; files that are there are left alone
    #[arg(long, value_name = "DIR")]
    export: Option<PathBuf>,
    /// Print what templates see, as a JSON Schema
    #[arg(long, conflicts_with_all = ["export", "names"])]
    context: bool,
}

impl Templates {
    pub(super) fn run(&self) -> ExitCode {
        if self.context {
            print::line(format_args!("{:#}", context()));
            return ExitCode::SUCCESS;
        }
        let all = built_in();
        if let Some(unknown) = self.names.iter().find(|name| all.iter().all(|it| it.name != **name))
        {
            let near = nearest(unknown, all.iter().map(|it| it.name));
            let help = near.first().map_or_else(
                || "`offprint templates` lists all".to_owned(),
                |near| format!("is `{near}` meant?"),
            );
            print::misused(&format!("there is no built-in file `{unknown}`"), &help);
            return ExitCode::from(BROKEN);
        }
        let wanted =
            |it: &BuiltIn| self.names.is_empty() || self.names.iter().any(|n| n == it.name);
        let wanted: Vec<BuiltIn> = all.into_iter().filter(wanted).collect();
        match &self.export {
            None => list(&wanted),
            Some(folder) => return write(&wanted, folder),
        }
        ExitCode::SUCCESS
    }
}

fn list(files: &[BuiltIn]) {
    let widest = files.iter().map(|it| it.name.len()).max().unwrap_or(0);
    for BuiltIn { name, variables, .. } in files {
        let line = format!("{name:widest$}  {}", variables.join(", "));
        print::line(format_args!("{}", line.trim_end()));
    }
    print::line(format_args!(
        "\nBeside its name, the variables of each template, version {CONTEXT_VERSION}: offprint templates --context"
    ));
}

fn write(files: &[BuiltIn], folder: &std::path::Path) -> ExitCode {
    let mut left = Vec::new();
    for BuiltIn { name, bytes, .. } in files {
        match write_new(&folder.join(name), bytes) {
            Ok(true) => {}
            Ok(false) => left.push(*name),
            Err(error) => {
                print::broken(&error);
                return ExitCode::from(BROKEN);
            }
        }
    }
    let written = print::count(files.len() - left.len(), "file");
    print::line(format_args!("Wrote {written} to {}.", folder.display()));
    if !left.is_empty() {
        print::line(format_args!("Left alone, since there: {}.", left.join(", ")));
    }
    ExitCode::SUCCESS
}
