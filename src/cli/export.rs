//! `offprint export`: a study's folder -> its rows as one table.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use offprint::Exported;
use offprint::diagnostic::nearest;
use offprint::write::write_text;

use super::{BROKEN, STUDY_HAS_ERRORS, print};

/// Writes the rows of a study as one CSV table: question, option, percent, count.
///
/// The figures are those as published, as they were printed. `offprint import` reads the table back.
/// With errors in the study nothing is written.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  offprint export > rows.csv                  all rows of the study in this folder
  offprint export my-study -o rows.csv        the same of another study, into a file
  offprint export --table canteen             one table alone

Exit codes: 0 done, 1 the study has errors, 2 wrong usage or a broken world.")]
pub(super) struct Export {
    /// Folder of the study; holds content/
    #[arg(default_value = ".")]
    study: PathBuf,
    /// Only the table of this id
    #[arg(long, value_name = "ID")]
    table: Option<String>,
    /// File to write, in place of the terminal; one that is there is replaced
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
}

impl Export {
    pub(super) fn run(self) -> ExitCode {
        let exported = match offprint::export(&self.study, self.table.as_deref()) {
            Ok(exported) => exported,
            Err(error) => {
                print::broken(&error);
                return ExitCode::from(BROKEN);
            }
        };
        let Exported { csv, diagnostics, tables, rows } = exported;
        let Some(csv) = csv else {
            return self.nothing(&diagnostics, &tables);
        };
        let text = String::from_utf8_lossy(&csv);
        if let Err(code) = put(&text, self.output.as_deref()) {
            return code;
        }
        if let Some(file) = &self.output {
            print::line(format_args!("Wrote {} to {}.", print::count(rows, "row"), file.display()));
        }
        ExitCode::SUCCESS
    }

    fn nothing(
        &self,
        diagnostics: &[offprint::diagnostic::Diagnostic],
        known: &[String],
    ) -> ExitCode {
        if let Some(table) = self.table.as_ref().filter(|_| !known.is_empty()) {
            let near = nearest(table, known.iter().map(String::as_str));
            let meant = if near.is_empty() { known.join(", ") } else { near.join(" or ") };
            print::misused(
                &format!("the study has no table `{table}`"),
                &format!("nothing was written; is this meant: {meant}"),
            );
            return ExitCode::from(BROKEN);
        }
        print::diagnostics(diagnostics);
        print::summary(diagnostics, "nothing was written");
        ExitCode::from(STUDY_HAS_ERRORS)
    }
}

/// Puts a text on standard output, or in a file.
fn put(text: &str, file: Option<&Path>) -> Result<(), ExitCode> {
    let Some(file) = file else {
        print::bytes(text.as_bytes());
        return Ok(());
    };
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let folder = file.parent().filter(|it| !it.as_os_str().is_empty());
    write_text(folder.unwrap_or(Path::new(".")), &name, text).map_err(|error| {
        print::broken(&error);
        ExitCode::from(BROKEN)
    })
}
