//! `offprint package`: a study's folder -> the citable package as a ZIP file.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use offprint::Packaged;
use offprint::write::Beside;

use super::progress::Progress;
use super::{BROKEN, STUDY_HAS_ERRORS, print};

/// Packs a study's figures to be cited and deposited.
///
/// The ZIP file holds all tables as CSV files and as one workbook, a codebook, and what programs
/// and repositories read: CITATION.cff, datapackage.json with a schema of every file, and
/// ro-crate-metadata.json. A build puts the same file beside the site, into package/.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  offprint package                        pack the study in this folder
  offprint package my-study               pack another study into this folder
  offprint package --output deposit.zip   name the file

Exit codes: 0 done, 1 the study has errors, 2 wrong usage or a broken world.
The file is replaced as a whole or not at all; a file that is no ZIP file is left alone.")]
pub(super) struct Package {
    /// Folder of the study; holds content/
    #[arg(default_value = ".")]
    study: PathBuf,
    /// File to write [default: title and version of the report, in this folder]
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Say nothing where all is well
    #[arg(long, short)]
    quiet: bool,
}

impl Package {
    pub(super) fn run(self) -> ExitCode {
        let progress = Progress::start(!self.quiet);
        let packaged = offprint::package(&self.study, &mut |stage| progress.stage(stage));
        progress.finish();
        let Packaged { package, diagnostics } = match packaged {
            Ok(packaged) => packaged,
            Err(error) => {
                print::broken(&error);
                return ExitCode::from(BROKEN);
            }
        };
        print::diagnostics(&diagnostics);
        let Some(package) = package else {
            print::summary(&diagnostics, "nothing was written");
            return ExitCode::from(STUDY_HAS_ERRORS);
        };
        let output = self.output.unwrap_or_else(|| PathBuf::from(&package.name));
        let built = self.study.join("output");
        let beside = Beside { root: &self.study, output: &built };
        if let Err(error) = offprint::write::write_package(&package.zip, beside, &output) {
            print::broken(&error);
            return ExitCode::from(BROKEN);
        }
        if !self.quiet {
            if !diagnostics.is_empty() {
                print::summary(&diagnostics, "the package was written all the same");
            }
            let files = print::count(package.files.len(), "file");
            let size = print::size(package.zip.len());
            let output = output.display();
            print::line(format_args!("Packed {files}, {size}, into {output}."));
        }
        ExitCode::SUCCESS
    }
}
