//! `offprint verify`: a site, and perhaps its study -> whether the site is whole.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use offprint::Verified;
use offprint::types::manifest::Rebuilt;

use super::progress::Progress;
use super::{BROKEN, print};

/// Something was altered, added or lost, or is not what the study gives.
const NOT_WHOLE: u8 = 1;
/// Another version of offprint made the site: bytes could not be compared.
const OTHER_VERSION: u8 = 3;

/// Checks that no file of a site was altered, added or lost.
///
/// The site is held against its manifest.json, which holds a digest of each file and of itself.
/// That finds damage, and changes by hand; who rewrites the manifest as well is found with
/// --study: the study is built again in memory and compared byte for byte. Where another version
/// of offprint made the site, values are compared instead. A report in one file holds a digest of
/// itself.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  offprint verify output                     is the site as it was written?
  offprint verify report.html                is this report in one file as it was written?
  offprint verify output --study my-study    is it what this study gives, byte for byte?

Exit codes: 0 whole, 1 something was altered, added or lost, or is not what the study gives,
2 it could not be verified, 3 nothing wrong was found and values are those of the study, but
another version of offprint made the site, so that bytes are not comparable.")]
pub(super) struct Verify {
    /// Folder of the site, or a report in one file, as offprint build wrote it
    site: PathBuf,
    /// Folder of the study of which the site was built
    #[arg(long, value_name = "STUDY")]
    study: Option<PathBuf>,
}

impl Verify {
    pub(super) fn run(self) -> ExitCode {
        let progress = Progress::start(true);
        let study = self.study.as_deref();
        let verified = offprint::verify(&self.site, study, &mut |stage| progress.stage(stage));
        progress.finish();
        match verified {
            Ok(verified) => self.report(&verified),
            Err(error) => {
                print::broken(&error);
                ExitCode::from(BROKEN)
            }
        }
    }

    fn report(&self, verified: &Verified) -> ExitCode {
        let Verified { faults, files, rebuilt, no_study } = verified;
        print::every(faults);
        let site = self.site.display();
        if *no_study {
            print::line(format_args!(
                "The study has errors, so that {site} could not be held against it."
            ));
            return ExitCode::from(BROKEN);
        }
        if faults.iter().any(|fault| fault.code == "manifest-unknown") {
            print::line(format_args!("{site} could not be verified."));
            return ExitCode::from(BROKEN);
        }
        if !faults.is_empty() {
            print::line(format_args!("{site} is not whole: {}.", print::severities(faults)));
            if let Rebuilt::Values { made_by, .. } = rebuilt {
                print::line(format_args!("{}", not_comparable(made_by)));
            }
            return ExitCode::from(NOT_WHOLE);
        }
        if self.site.is_file() {
            print::line(format_args!("{site} is as it was written."));
            if *rebuilt == Rebuilt::Bytes {
                print::line(format_args!("The study gives the same file, byte for byte."));
            }
            return ExitCode::SUCCESS;
        }
        let files = print::count(files.unwrap_or_default(), "file");
        print::line(format_args!("{site}: {files}, all as the manifest has them."));
        match rebuilt {
            Rebuilt::Not => ExitCode::SUCCESS,
            Rebuilt::Bytes => {
                print::line(format_args!("The study gives the same site, byte for byte."));
                ExitCode::SUCCESS
            }
            Rebuilt::Values { made_by, compared } => {
                let values = print::count(*compared, "value");
                print::line(format_args!("The study gives the same: {values} compared."));
                print::line(format_args!("{}", not_comparable(made_by)));
                ExitCode::from(OTHER_VERSION)
            }
        }
    }
}

fn not_comparable(made_by: &str) -> String {
    format!(
        "Version {made_by} of offprint made the site, this is {}: bytes are not comparable.",
        env!("CARGO_PKG_VERSION")
    )
}
