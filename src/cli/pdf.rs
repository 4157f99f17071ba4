//! `offprint pdf`: a study's folder -> its report as a PDF, by an installed Chromium.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use offprint::Making;
use offprint::types::format::{Format, Formats};
use offprint::types::manifest::ONE_FILE;
use offprint::write::{self, Beside};

use super::progress::Progress;
use super::{BROKEN, STUDY_HAS_ERRORS, print};

/// Prints the report of a study to a PDF.
///
/// The report in one file is printed by a Chromium that is installed, with page numbers, a running
/// title, bookmarks, and tags by which screen readers find their way. The PDF is not part of the
/// site and not in its manifest: other browsers give other bytes.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  offprint pdf report.pdf                                print the study in this folder
  offprint pdf report.pdf my-study                       print another study
  offprint pdf report.pdf --chromium /opt/chrome/chrome  print with this browser

Exit codes: 0 done, 1 the study has errors, 2 wrong usage or a broken world.
A PDF that is there is replaced; any other file is left alone.")]
pub(super) struct Pdf {
    /// The PDF
    file: PathBuf,
    /// Folder of the study; holds content/ and, optionally, templates/
    #[arg(default_value = ".")]
    study: PathBuf,
    /// The browser to print with [default: the first found of chromium, chromium-browser,
    /// google-chrome, google-chrome-stable]
    #[arg(long, value_name = "PATH")]
    chromium: Option<PathBuf>,
    /// Say nothing where all is well
    #[arg(long, short)]
    quiet: bool,
}

impl Pdf {
    pub(super) fn run(self) -> ExitCode {
        let progress = Progress::start(!self.quiet);
        let broken = |error: &offprint::diagnostic::Broken| {
            progress.finish();
            print::broken(error);
            ExitCode::from(BROKEN)
        };
        let chromium = match write::chromium(self.chromium.as_deref()) {
            Ok(chromium) => chromium,
            Err(error) => return broken(&error),
        };
        let making = Making { formats: Formats::of([Format::SingleFile]), ..Making::default() };
        let built = offprint::build_as(&self.study, &making, &mut |stage| progress.stage(stage));
        let built = match built {
            Ok(built) => built,
            Err(error) => return broken(&error),
        };
        let report = built.site.as_ref().and_then(|site| site.get(ONE_FILE));
        let Some(report) = report else {
            progress.finish();
            print::diagnostics(&built.diagnostics);
            print::summary(&built.diagnostics, "nothing was written");
            return ExitCode::from(STUDY_HAS_ERRORS);
        };
        progress.stage("print");
        let output = self.study.join("output");
        let study = Beside { root: &self.study, output: &output };
        let bytes = match write::print(report, &chromium, study, &self.file) {
            Ok(bytes) => bytes,
            Err(error) => return broken(&error),
        };
        progress.finish();
        print::diagnostics(&built.diagnostics);
        if !self.quiet {
            let (bytes, browser) = (print::size(bytes), chromium.display());
            let file = self.file.display();
            print::line(format_args!("Printed {bytes} to {file} with {browser}."));
        }
        ExitCode::SUCCESS
    }
}
