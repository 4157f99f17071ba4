//! The commands, one a file; what they share.

mod before;
mod build;
mod check;
mod completions;
mod correct;
mod diff;
mod explain;
mod export;
mod ids;
mod import;
mod man;
pub(crate) mod memory;
mod messages;
mod new;
mod package;
mod pdf;
mod print;
mod progress;
mod publish;
mod schema;
mod serve;
mod templates;
mod verify;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// The study has errors.
const STUDY_HAS_ERRORS: u8 = 1;
/// Two reports differ.
const DIFFERENT: u8 = 1;
/// Wrong usage, or a broken world.
const BROKEN: u8 = 2;

/// Builds reports of survey studies that check themselves.
///
/// A study's numbers live in YAML, its story in Markdown; offprint checks both, computes the
/// aggregates, draws the charts and writes a self-contained static site.
#[derive(Debug, Parser)]
#[command(
    version,
    arg_required_else_help = true,
    after_help = "Exit codes: 0 done, 1 the study has errors, 2 wrong usage or a broken world; \
                  those of a command are at the end of its own --help."
)]
pub(crate) struct Offprint {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Build(build::Build),
    Check(check::Check),
    Completions(completions::Completions),
    Correct(correct::Correct),
    Diff(diff::Diff),
    Explain(explain::Explain),
    Export(export::Export),
    Ids(ids::Ids),
    Import(import::Import),
    Man(man::Man),
    Messages(messages::Messages),
    New(new::New),
    Package(package::Package),
    Pdf(pdf::Pdf),
    Publish(publish::Publish),
    Schema(schema::Schema),
    Serve(serve::Serve),
    Templates(templates::Templates),
    Verify(verify::Verify),
}

impl Offprint {
    /// Runs the command that was asked for.
    pub(crate) fn run(self) -> ExitCode {
        match self.command {
            Command::Build(build) => build.run(),
            Command::Check(check) => check.run(),
            Command::Completions(completions) => completions.run(),
            Command::Correct(correct) => correct.run(),
            Command::Diff(diff) => diff.run(),
            Command::Explain(explain) => explain.run(),
            Command::Export(export) => export.run(),
            Command::Ids(ids) => ids.run(),
            Command::Import(import) => import.run(),
            Command::Man(man) => man.run(),
            Command::Messages(messages) => messages.run(),
            Command::New(new) => new.run(),
            Command::Package(package) => package.run(),
            Command::Pdf(pdf) => pdf.run(),
            Command::Publish(publish) => publish.run(),
            Command::Schema(schema) => schema.run(),
            Command::Serve(serve) => serve.run(),
            Command::Templates(templates) => templates.run(),
            Command::Verify(verify) => verify.run(),
        }
    }
}
