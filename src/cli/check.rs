//! `offprint check`: a study's folder -> what is wrong with it, and what the audit found.

use std::path::{Component, Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use offprint::Checked;
use offprint::compare::{Report, compare};
use offprint::diagnostic::Broken;
use offprint::types::finding::About;
use offprint::types::number::NumberStyle;
use offprint::types::wording::{findings_counted, power_sentence};

use super::diff::baseline;
use super::progress::Progress;
use super::{BROKEN, STUDY_HAS_ERRORS, print};

/// Checks a study and audits its figures, and builds nothing.
///
/// Errors of the study, in its files or in what its narrative says, fail the check. Findings about
/// a published source are shown and fail nothing. Faults within templates that only show when a
/// page is made are left to `offprint build`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  offprint check                                    check the study in this folder
  offprint check my-study --strict                  warnings of the study fail, too
  offprint check --strict --baseline v1.json        so do changes that nothing records
  offprint check --format sarif > offprint.sarif    for a code host or an editor
  offprint check --format github                    annotations in a workflow on GitHub
  offprint check --format json                      what data/audit.json holds

Exit codes: 0 no errors of the study, 1 errors of the study, 2 wrong usage or a broken world.
`offprint explain CODE` tells what a finding of this code means.")]
pub(super) struct Check {
    /// Folder of the study; holds content/ and, optionally, templates/
    #[arg(default_value = ".")]
    study: PathBuf,
    /// Take warnings of the study for errors
    #[arg(long)]
    strict: bool,
    /// Report that was published: warn of values that differ from it although no correction says so
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,
    /// What to write to the output stream
    #[arg(long, value_enum, default_value_t = Format::Human, value_name = "FORMAT")]
    format: Format,
}

/// The forms of what was found.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    /// Messages with excerpts
    Human,
    /// The form of data/audit.json
    Json,
    /// SARIF 2.1.0
    Sarif,
    /// Annotations of a workflow on GitHub
    Github,
}

impl Check {
    pub(super) fn run(self) -> ExitCode {
        let progress = Progress::start(true);
        let baseline = match baseline(self.baseline.as_deref(), &progress) {
            Ok(baseline) => baseline,
            Err(code) => return code,
        };
        let checked = offprint::check(&self.study, &mut |stage| progress.stage(stage));
        let checked = checked.and_then(|checked| match &baseline {
            Some(baseline) if !checked.fails() => self.against(baseline, checked, &progress),
            _ => Ok(checked),
        });
        progress.finish();
        let checked = match checked {
            Ok(checked) => checked,
            Err(error) => {
                print::broken(&error);
                return ExitCode::from(BROKEN);
            }
        };
        let checked = if self.strict { checked.strict() } else { checked };
        match self.format {
            Format::Human => human(&checked),
            Format::Json => print::bytes(&checked.json()),
            Format::Sarif => print::bytes(&checked.sarif(&self.folder())),
            Format::Github => {
                print::bytes(checked.annotations(&self.folder()).as_bytes());
                outcome(&checked);
            }
        }
        if checked.fails() { ExitCode::from(STUDY_HAS_ERRORS) } else { ExitCode::SUCCESS }
    }

    /// The check with warnings of what differs from a published report. The study's own report is
    /// made for that, in memory; templates that keep it from being made are told.
    fn against(
        &self,
        baseline: &Report,
        mut checked: Checked,
        progress: &Progress,
    ) -> Result<Checked, Broken> {
        let built = offprint::build(&self.study, &mut |stage| progress.stage(stage))?;
        let told = match built.report() {
            Some(report) => built.unrecorded(&compare(baseline, &report)),
            None => built.diagnostics,
        };
        let known = checked.of_study();
        checked.diagnostics.extend(told.into_iter().filter(|it| !known.contains(it)));
        Ok(checked)
    }

    /// The study's folder as it is seen from the folder of the run, with a slash at its end; empty
    /// where it is that folder, or lies elsewhere.
    fn folder(&self) -> String {
        let here = std::env::current_dir().unwrap_or_default();
        let study = self.study.strip_prefix(&here).unwrap_or(&self.study);
        folder(study)
    }
}

/// A relative path with forward slashes and one at its end; empty for the folder itself, and for
/// what is not below it.
fn folder(path: &Path) -> String {
    let mut out = String::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::Normal(name) => {
                out.push_str(&name.to_string_lossy());
                out.push('/');
            }
            Component::ParentDir | Component::RootDir | Component::Prefix(_) => {
                return String::new();
            }
        }
    }
    out
}

/// Messages with excerpts: the study's faults first, then what is about the source.
fn human(checked: &Checked) {
    let (study, source) = (checked.of_study(), checked.of_source());
    print::found(&study);
    if !source.is_empty() {
        print::line(format_args!("Findings about the source; they do not fail the check:\n"));
        print::found(&source);
    }
    outcome(checked);
}

/// The last lines: how many of each there are, and how much was judged.
fn outcome(checked: &Checked) {
    print::line(format_args!("Study: {}.", print::severities(&checked.of_study())));
    let Some(audit) = &checked.audit else {
        print::line(format_args!("The audit begins when these errors are gone."));
        return;
    };
    let style = NumberStyle::default();
    for (about, name) in [(About::Study, "Audit of the study"), (About::Source, "Source")] {
        if audit.about(about).next().is_some() {
            let counted = findings_counted(audit.about(about), &style);
            print::line(format_args!("{name}: {counted}."));
        }
    }
    print::line(format_args!("{}", power_sentence(audit, &style)));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_are_told_as_a_repository_has_them() {
        assert_eq!(folder(Path::new(".")), "");
        assert_eq!(folder(Path::new("./studies/my study/")), "studies/my study/");
        assert_eq!(folder(Path::new("../elsewhere")), "");
        assert_eq!(folder(Path::new("/absolute/elsewhere")), "");
    }
}
