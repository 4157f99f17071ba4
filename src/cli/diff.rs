//! `offprint diff`: two reports -> what differs between them.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use offprint::compare::{Report, compare};

use super::progress::Progress;
use super::{BROKEN, DIFFERENT, print};

/// Tells what changed between two reports: values, ranks, sentences, findings and the rest.
///
/// Each is a study's folder, the folder of a built site, or its data/report.json; so today's build
/// can be compared with a copy that was published years ago. Entries are compared by their ids, and
/// former ids (aliases) are followed. Text that holds no value is not in a report.json, and not
/// compared.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  offprint diff output .                        what a build of this study would change
  offprint diff published/report.json .         since the copy that was attached to the paper
  offprint diff ../v1 ../v2 --format markdown   two studies, for a notice or a pull request
  offprint diff baseline.json . --format json   for a program

Exit codes: 0 no difference, 1 differences, 2 one of them cannot be read or built, or wrong usage.")]
pub(super) struct Diff {
    /// The report that was there
    old: PathBuf,
    /// The report that is
    new: PathBuf,
    /// What to write to the output stream
    #[arg(long, value_enum, default_value_t = Format::Human, value_name = "FORMAT")]
    format: Format,
}

/// The forms of what differs.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    /// Lines for a terminal
    Human,
    /// For programs; docs/diff.md describes it
    Json,
    /// For a notice or a pull request
    Markdown,
}

impl Diff {
    pub(super) fn run(self) -> ExitCode {
        let progress = Progress::start(true);
        let reports = [&self.old, &self.new].map(|path| report(path, &progress));
        progress.finish();
        let [Ok(old), Ok(new)] = reports else {
            // Both are told, where both are wrong.
            reports.into_iter().filter_map(Result::err).for_each(Unread::print);
            return ExitCode::from(BROKEN);
        };
        let differences = compare(&old, &new);
        match self.format {
            Format::Human => print::bytes(differences.human().as_bytes()),
            Format::Json => print::bytes(&differences.json()),
            Format::Markdown => print::bytes(differences.markdown().as_bytes()),
        }
        if differences.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(DIFFERENT) }
    }
}

/// Why there is no report to compare.
pub(super) enum Unread {
    /// The world is broken, or was addressed wrongly.
    Broken(offprint::diagnostic::Broken),
    /// The study at the path has errors.
    Study(PathBuf, Vec<offprint::diagnostic::Diagnostic>),
}

impl Unread {
    pub(super) fn print(self) {
        match self {
            Self::Broken(error) => print::broken(&error),
            Self::Study(path, diagnostics) => {
                print::diagnostics(&diagnostics);
                let outcome = format!("{} cannot be compared", path.display());
                print::summary(&diagnostics, &outcome);
            }
        }
    }
}

/// The report at a path.
fn report(path: &Path, progress: &Progress) -> Result<Report, Unread> {
    match offprint::report(path, &mut |stage| progress.stage(stage)) {
        Ok((Some(report), _)) => Ok(report),
        Ok((None, diagnostics)) => Err(Unread::Study(path.to_owned(), diagnostics)),
        Err(error) => Err(Unread::Broken(error)),
    }
}

/// The report that `--baseline` names, if it names one. What keeps it from being read is told, and
/// the exit code given.
pub(super) fn baseline(
    path: Option<&Path>,
    progress: &Progress,
) -> Result<Option<Report>, ExitCode> {
    path.map(|path| report(path, progress)).transpose().map_err(|unread| {
        progress.finish();
        unread.print();
        ExitCode::from(BROKEN)
    })
}
