//! `offprint build`: a study's folder -> a site in a folder.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use clap::{Args, ValueEnum};
use offprint::types::finding::About;
use offprint::types::format::{self, Formats};
use offprint::types::manifest::ONE_FILE;
use offprint::write::{Beside, Foreign};
use offprint::{Built, Editions, Making, Tally};

use super::before::{Before, Changes};
use super::diff::baseline;
use super::progress::Progress;
use super::{BROKEN, STUDY_HAS_ERRORS, print};

/// Checks a study and builds its site.
///
/// Nothing is written where the study has errors, and what was there before stays. What changes
/// against the report that is replaced is told; what is written never depends on it.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  offprint build                      build the study in this folder into output/
  offprint build my-study             build another study into my-study/output/
  offprint build --output docs        build into docs/, for GitHub Pages
  offprint build --single-file r.html write the report as one HTML file, too
  offprint build --formats site       make the site alone, without picture.png, report.html, package/
  offprint build --baseline v1.json   warn of values that differ from a published report
  offprint build --quiet --timings    say nothing but how long each stage took

Exit codes: 0 done, 1 the study has errors, 2 wrong usage or a broken world.
The folder is replaced as a whole or not at all, whenever the run is cut off.")]
pub(super) struct Build {
    /// Folder of the study; holds content/ and, optionally, templates/
    #[arg(default_value = ".")]
    study: PathBuf,
    /// Folder for the site [default: STUDY/output]
    #[arg(long, short, value_name = "DIR")]
    output: Option<PathBuf>,
    /// Which figures to show where the study has corrections
    #[arg(long, value_enum, default_value_t = Edition::Corrected, value_name = "EDITION")]
    edition: Edition,
    /// What to make beside the site, which is always made
    #[arg(
        long,
        value_enum,
        value_delimiter = ',',
        value_name = "FORMATS",
        default_value = "site,picture,single-file,package"
    )]
    formats: Vec<Format>,
    /// Write the report as one HTML file to FILE, too: what the site has as report.html
    #[arg(long, value_name = "FILE")]
    single_file: Option<PathBuf>,
    /// Remove files in that folder that offprint did not write, and list them
    #[arg(long)]
    force: bool,
    /// Report to compare with, in place of the one in the output folder: a committed report.json
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,
    /// Say nothing where all is well
    #[arg(long, short)]
    quiet: bool,
    /// Say how long each stage took, and how much memory the run
    #[arg(long)]
    timings: bool,
}

/// The editions of a study with corrections.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum Edition {
    /// The corrected figures
    Corrected,
    /// The figures as first published
    AsPublished,
    /// The corrected figures, and below as-published/ the others
    Both,
}

/// What a report can be made as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// Pages, charts, CSV and JSON
    Site,
    /// What is shown where a link is shared: picture.png
    Picture,
    /// The whole report in one HTML file: report.html, which the site offers
    SingleFile,
    /// The figures as a data set to be cited and deposited, with a ZIP file of it, in package/
    Package,
}

impl From<Format> for format::Format {
    fn from(format: Format) -> Self {
        match format {
            Format::Site => Self::Site,
            Format::Picture => Self::Picture,
            Format::SingleFile => Self::SingleFile,
            Format::Package => Self::Package,
        }
    }
}

impl From<Edition> for Editions {
    fn from(edition: Edition) -> Self {
        match edition {
            Edition::Corrected => Self::Corrected,
            Edition::AsPublished => Self::AsPublished,
            Edition::Both => Self::Both,
        }
    }
}

impl Build {
    pub(super) fn run(self) -> ExitCode {
        let started = Instant::now();
        if let Some(file) = self.single_file.as_ref().filter(|_| !self.makes_one_file()) {
            let title = format!("--formats leaves out what is to be written to {}", file.display());
            print::misused(&title, "add single-file to --formats, or leave out --single-file");
            return ExitCode::from(BROKEN);
        }
        let progress = Progress::start(!self.quiet);
        let mut stages = Stages::default();
        let baseline = match baseline(self.baseline.as_deref(), &progress) {
            Ok(baseline) => baseline,
            Err(code) => return code,
        };
        let formats = Formats::of(self.formats.iter().map(|format| (*format).into()));
        let making = Making { editions: self.edition.into(), formats };
        let built = offprint::build_as(&self.study, &making, &mut |stage| {
            stages.enter(stage);
            progress.stage(stage);
        });
        let mut built = match built {
            Ok(built) => built,
            Err(error) => return fail(&progress, &error),
        };
        let output = self.output.clone().unwrap_or_else(|| self.study.join("output"));
        let mut removed = Vec::new();
        let mut changes = None;
        if built.site.is_some() {
            stages.enter("compare");
            let before = baseline.map_or_else(|| Before::in_output(&output), Before::Baseline);
            let found = changes.insert(before.compared(&built));
            let unrecorded = found.differences().map(|it| built.unrecorded(it));
            built.diagnostics.extend(unrecorded.into_iter().flatten());
        }
        if let Some(site) = &built.site {
            stages.enter("write");
            progress.stage("write");
            let foreign = if self.force { Foreign::Remove } else { Foreign::Refuse };
            match offprint::write::write(site, &self.study, &output, foreign) {
                Ok(files) => removed = files,
                Err(error) => {
                    progress.finish();
                    print::diagnostics(&built.diagnostics);
                    return fail(&progress, &error);
                }
            }
        }
        let one = built.site.as_ref().and_then(|site| site.get(ONE_FILE));
        let beside = Beside { root: &self.study, output: &output };
        if let (Some(file), Some(bytes)) = (&self.single_file, one)
            && let Err(error) = offprint::write::write_one_file(bytes, beside, file)
        {
            print::diagnostics(&built.diagnostics);
            return fail(&progress, &error);
        }
        stages.enter("");
        progress.finish();
        print::diagnostics(&built.diagnostics);
        print::removed(&removed, &output);
        self.report(&built, &output, changes.as_ref(), started.elapsed());
        if self.timings {
            stages.print();
        }
        if built.site.is_some() { ExitCode::SUCCESS } else { ExitCode::from(STUDY_HAS_ERRORS) }
    }

    fn makes_one_file(&self) -> bool {
        self.formats.contains(&Format::SingleFile)
    }

    fn report(&self, built: &Built, output: &Path, changes: Option<&Changes>, took: Duration) {
        let Some(site) = &built.site else {
            print::summary(&built.diagnostics, "nothing was written");
            return;
        };
        if self.quiet {
            return;
        }
        if !built.diagnostics.is_empty() {
            print::summary(&built.diagnostics, "the site was written all the same");
        }
        let Tally { data_files, pages, questions, options, derived, figures } = built.tally;
        print::line(format_args!(
            "Read {}, {}: {} of {}, {} computed.",
            print::count(data_files, "data file"),
            print::count(pages, "page"),
            print::count(options, "value"),
            print::count(questions, "question"),
            derived,
        ));
        print::line(format_args!("Drew {}.", print::count(figures, "figure")));
        let files = print::count(site.len(), "file");
        let bytes = print::size(site.bytes());
        let took = print::duration(took);
        print::line(format_args!("Wrote {files}, {bytes}, to {} in {took}.", output.display()));
        if let (Some(file), Some(bytes)) = (&self.single_file, site.get(ONE_FILE)) {
            let bytes = print::size(bytes.len());
            print::line(format_args!("Wrote one file, {bytes}, to {}.", file.display()));
        }
        changes.into_iter().for_each(Changes::tell);
        let about_source = built.audit.iter().flat_map(|audit| audit.open(About::Source)).count();
        if about_source > 0 {
            print::line(format_args!(
                "The audit has {} about the source: {}",
                print::count(about_source, "finding"),
                output.join("audit.html").display()
            ));
        }
        print::line(format_args!("Open {}", output.join("index.html").display()));
    }
}

fn fail(progress: &Progress, error: &offprint::diagnostic::Broken) -> ExitCode {
    progress.finish();
    print::broken(error);
    ExitCode::from(BROKEN)
}

/// How long each stage took.
#[derive(Default)]
struct Stages {
    done: Vec<(&'static str, Duration)>,
    open: Option<(&'static str, Instant)>,
}

impl Stages {
    fn enter(&mut self, stage: &'static str) {
        let now = Instant::now();
        if let Some((name, since)) = self.open.replace((stage, now)) {
            self.done.push((name, now - since));
        }
    }

    fn print(&self) {
        for (stage, took) in &self.done {
            print::line(format_args!("{stage:>10}  {}", print::duration(*took)));
        }
        if let Some(peak) = super::memory::peak() {
            print::line(format_args!(
                "{:>10}  {}.{} MiB at most",
                "memory",
                peak / 1024,
                peak % 1024 * 10 / 1024
            ));
        }
    }
}
