//! `offprint publish`: a study's repository -> the workflow that puts its report on GitHub Pages.

mod lines;
mod workflow;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use offprint::diagnostic::Broken;
use offprint::load::{Repository, WORKFLOW, repository};

use self::workflow::{Origin, as_written, is_untouched, workflow};
use super::{BROKEN, print};

/// Writes what a code host needs to publish the report of a study.
///
/// With --github that is .github/workflows/pages.yml in the study's repository: it checks, builds
/// and verifies the report at every push, and publishes it on GitHub Pages; a pull request gets
/// the audit as annotations, and as a text which numbers it changes. A file that somebody has
/// changed is never overwritten unasked.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  offprint publish --github            for the study in this folder
  offprint publish --github my-study   for another one, in the repository that holds it
  offprint publish --github --source https://example.org/offprint --revision 0123456789abcdef…
                                       with offprint as it is at a commit of a repository

In a clone of offprint's own repository the workflow builds offprint there and needs neither --source
nor --revision.
Exit codes: 0 written, or already so; 2 wrong usage, a file that was changed, or a broken world.")]
pub(super) struct Publish {
    /// Folder of the study; holds content/
    #[arg(default_value = ".")]
    study: PathBuf,
    /// Write the workflow for GitHub Pages
    #[arg(long, required = true)]
    github: bool,
    /// Repository from which the workflow installs offprint
    #[arg(long, value_name = "URL", value_parser = address)]
    source: Option<String>,
    /// Commit of it, with all its digits [default: the tag of this version]
    #[arg(long, value_name = "COMMIT", value_parser = commit, requires = "source")]
    revision: Option<String>,
    /// Overwrite a workflow that was changed
    #[arg(long)]
    force: bool,
}

/// An address that needs no quotes in a shell.
fn address(text: &str) -> Result<String, String> {
    let plain = |c: char| c.is_ascii_alphanumeric() || "/.:_~-".contains(c);
    if text.starts_with("https://") && text.chars().all(plain) {
        Ok(text.to_owned())
    } else {
        Err("expected an address that begins with https:// and holds letters, digits and /.:_~-"
            .into())
    }
}

/// A commit that cannot be another one tomorrow.
fn commit(text: &str) -> Result<String, String> {
    if matches!(text.len(), 40 | 64) && text.bytes().all(|it| it.is_ascii_hexdigit()) {
        Ok(text.to_ascii_lowercase())
    } else {
        Err("expected all 40 digits of a commit, as `git rev-parse` gives them".into())
    }
}

impl Publish {
    /// The workflow for GitHub Pages of a study, as far as this offprint knows where it comes from.
    pub(super) fn github(study: PathBuf) -> Self {
        Self { study, github: true, source: None, revision: None, force: false }
    }

    pub(super) fn run(self) -> ExitCode {
        match repository(&self.study) {
            Ok(found) => self.publish(&found),
            Err(error) => failed(&error),
        }
    }

    fn publish(self, found: &Repository) -> ExitCode {
        let Some(origin) = self.origin(found.own) else {
            print::misused(
                "the workflow installs offprint, and this offprint does not know where it comes from",
                "name its repository and a commit: offprint publish --github --source URL \
                 --revision COMMIT; in a clone of it, `git remote get-url origin` and `git \
                 rev-parse HEAD` say both",
            );
            return ExitCode::from(BROKEN);
        };
        let (path, text) = (found.root.join(WORKFLOW), workflow(&origin, &found.study));
        let here = self.study.as_os_str() == "." && found.study == ".";
        let shown = if here { WORKFLOW.into() } else { path.display().to_string() };
        let before = found.workflow.as_deref().map(as_written);
        if before.as_ref() == Some(&text) {
            print::line(format_args!("{shown} is already so."));
            next(found);
            return ExitCode::SUCCESS;
        }
        let theirs = before.as_ref().filter(|text| !is_untouched(text));
        if let Some(theirs) = theirs.filter(|_| !self.force) {
            for line in lines::difference(theirs, &text) {
                print::line(format_args!("{line}"));
            }
            print::misused(
                &format!("{shown} was changed since offprint wrote it, or written by others"),
                "nothing was changed; take over by hand what you need of the lines with a plus, or \
                 let --force overwrite the file",
            );
            return ExitCode::from(BROKEN);
        }
        let (folder, name) = (path.parent().unwrap_or(Path::new(".")), "pages.yml");
        if let Err(error) = offprint::write::write_text(folder, name, &text) {
            return failed(&error);
        }
        let replaced = if before.is_some() { ", in place of the one before" } else { "" };
        print::line(format_args!("Wrote {shown}{replaced}."));
        next(found);
        ExitCode::SUCCESS
    }

    /// Where the workflow takes offprint from: what was named, what whoever built this binary
    /// named, or its own repository.
    fn origin(&self, own: bool) -> Option<Origin> {
        let known = |text: Option<&'static str>| text.filter(|it| !it.is_empty());
        let packaged = known(option_env!("OFFPRINT_SOURCE"))
            .or(known(Some(env!("CARGO_PKG_REPOSITORY"))))
            .map(str::to_owned);
        if own && self.source.is_none() {
            return Some(Origin::Own);
        }
        let revision = self.revision.clone().or_else(|| {
            let packaged = known(option_env!("OFFPRINT_REVISION")).map(str::to_owned);
            packaged.filter(|_| self.source.is_none())
        });
        let source = self.source.clone().or(packaged)?;
        Some(match revision {
            Some(revision) => Origin::Commit { source, revision },
            None => Origin::Version { source },
        })
    }
}

/// What is left to do by hand.
fn next(found: &Repository) {
    let begin = if found.made {
        format!("git add {WORKFLOW}, commit it with the study, and push both to GitHub.")
    } else {
        "git init, write output/ into a .gitignore (it is built anew there), then
     git add ., commit, and push to a repository of yours on GitHub."
            .into()
    };
    print::line(format_args!(
        "
What is left to do:
  1. {begin}
  2. On GitHub, once: Settings > Pages > Build and deployment > Source: GitHub Actions.
     The site then stands at https://NAME.github.io/REPOSITORY/ after every push to the default
     branch; where the first run came before this setting, start it again under Actions.
  3. Write that address into content/study.yaml, as `address:`; then pages name it, there is a list
     of pages for search engines, and corrections have a feed."
    ));
}

fn failed(error: &Broken) -> ExitCode {
    print::broken(error);
    ExitCode::from(BROKEN)
}
