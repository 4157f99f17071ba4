//! `offprint messages`: all texts that offprint writes, to be written in another language.

use std::process::ExitCode;

use clap::Args;
use offprint::types::messages::ENGLISH_FILES;

use super::print;

/// Prints the English messages: every text of pages, charts and computed words.
///
/// A study in another language has them as templates/messages/LANGUAGE.ftl, where LANGUAGE is what
/// study.yaml says under `language`. A message that is missing there is an error of the build.
/// docs/languages.md explains the form.
#[derive(Debug, Args)]
#[command(after_help = "Example:
  offprint messages > templates/messages/de.ftl

To find what in a study is no message, build it in a language that nobody speaks: `language: en-XA`
has an accent on every letter, `language: ar-XB` runs from right to left.")]
pub(super) struct Messages {}

impl Messages {
    #[expect(clippy::unused_self, reason = "commands are run alike")]
    pub(super) fn run(self) -> ExitCode {
        for (_, text) in ENGLISH_FILES {
            print::line(format_args!("{}", text.trim_end()));
            print::line(format_args!(""));
        }
        ExitCode::SUCCESS
    }
}
