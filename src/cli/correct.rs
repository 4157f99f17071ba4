//! `offprint correct`: a value and what it should be -> an entry of the ledger of corrections.

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{SystemTime, UNIX_EPOCH};

use clap::{Args, ValueEnum};
use offprint::diagnostic::Severity;
use offprint::types::notice::Wanted;
use offprint::types::source::{CorrectedField, CorrectionKind};

use super::{BROKEN, STUDY_HAS_ERRORS, print};

/// Corrects a published number: adds an entry to content/corrections.yaml.
///
/// The data files stay as published. What would change is shown before anything is written: the
/// number, ranks, majorities, signs, words, claims, and sentences that would no longer hold.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  offprint correct people.drink.tea --to 58 --reason \"Two forms were counted twice.\"
  offprint correct people.answered --to 198 --reason \"Two forms were empty.\" --dry-run
  offprint correct people.drink.tea --field label --to \"Black tea\" --reason \"As printed.\"
  offprint correct people.drink.tea --withdraw --reason \"The forms cannot be found.\"

Exit codes: 0 written, 1 the entry does not fit or the study has errors, 2 wrong usage or a broken
world. The date is today's, in UTC; SOURCE_DATE_EPOCH sets another.")]
pub(super) struct Correct {
    /// Id of the value, as narrative names it
    id: String,
    /// What it should be
    #[arg(long, value_name = "VALUE", required_unless_present = "withdraw")]
    to: Option<String>,
    /// Withdraw it: nothing replaces it
    #[arg(long, conflicts_with_all = ["to", "field"])]
    withdraw: bool,
    /// Why, in a sentence; readers see it
    #[arg(long, value_name = "TEXT")]
    reason: String,
    /// What of the value [default: percent where it has one, otherwise count]
    #[arg(long, value_enum)]
    field: Option<Field>,
    /// An error, or better data
    #[arg(long, value_enum, default_value_t = Kind::Correction)]
    kind: Kind,
    /// Who found it
    #[arg(long, value_name = "NAME")]
    found_by: Option<String>,
    /// What shows that it is so
    #[arg(long, value_name = "TEXT")]
    evidence: Option<String>,
    /// Where a notice of it was published
    #[arg(long, value_name = "WHERE")]
    published: Option<String>,
    /// The version of the report in which it is made
    #[arg(long, value_name = "VERSION")]
    in_version: Option<String>,
    /// Folder of the study
    #[arg(long, default_value = ".", value_name = "DIR")]
    study: PathBuf,
    /// Show what would change, and write nothing
    #[arg(long)]
    dry_run: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Field {
    /// The percent
    Percent,
    /// The count
    Count,
    /// How many its question was answered by
    Base,
    /// What it is called
    Label,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Kind {
    /// It was wrong
    Correction,
    /// Better data have come
    Revision,
}

impl Correct {
    pub(super) fn run(self) -> ExitCode {
        let (study, dry_run) = (self.study.clone(), self.dry_run);
        let proposed = match offprint::propose(&study, &self.wanted()) {
            Ok(proposed) => proposed,
            Err(error) => {
                print::broken(&error);
                return ExitCode::from(BROKEN);
            }
        };
        if !proposed.fits {
            print::diagnostics(&proposed.diagnostics);
            print::summary(&proposed.diagnostics, "the ledger is as it was");
            return ExitCode::from(STUDY_HAS_ERRORS);
        }
        for change in &proposed.changes {
            print::line(format_args!("{change}"));
        }
        let wrong =
            |severity| move |it: &&offprint::diagnostic::Diagnostic| it.severity == severity;
        let broken = proposed.diagnostics.iter().filter(wrong(Severity::Error)).count();
        if broken > 0 {
            print::line(format_args!("\nWhat the text says and would no longer hold:\n"));
        } else if !proposed.diagnostics.is_empty() {
            print::line(format_args!("\nWhat `offprint check` would say:\n"));
        }
        print::found(&proposed.diagnostics);
        if dry_run {
            print::line(format_args!("Nothing was written."));
            return ExitCode::SUCCESS;
        }
        if let Err(error) = offprint::write::write_ledger(&study, &proposed.ledger) {
            print::broken(&error);
            return ExitCode::from(BROKEN);
        }
        let ledger = study.join("content/corrections.yaml");
        print::line(format_args!("Wrote the entry to {}.", print::path(&ledger)));
        let next = if broken > 0 { "Change these sentences, then run" } else { "Run" };
        print::line(format_args!(
            "{next} `offprint build` for the corrected report and its notice."
        ));
        ExitCode::SUCCESS
    }

    fn wanted(self) -> Wanted {
        Wanted {
            value: self.id,
            field: self.field.map(|field| match field {
                Field::Percent => CorrectedField::Percent,
                Field::Count => CorrectedField::Count,
                Field::Base => CorrectedField::Base,
                Field::Label => CorrectedField::Label,
            }),
            to: self.to,
            reason: self.reason,
            kind: match self.kind {
                Kind::Correction => CorrectionKind::Correction,
                Kind::Revision => CorrectionKind::Revision,
            },
            date: date_of(seconds()),
            version: self.in_version,
            found_by: self.found_by,
            evidence: self.evidence,
            published: self.published,
        }
    }
}

/// Now, or what `SOURCE_DATE_EPOCH` says, in seconds since 1970.
#[expect(clippy::disallowed_methods, reason = "an entry has a date, and its writer reads it")]
fn seconds() -> u64 {
    let set = std::env::var("SOURCE_DATE_EPOCH").ok().and_then(|text| text.parse().ok());
    set.unwrap_or_else(|| {
        SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs())
    })
}

/// The day of a time, in UTC: the years are counted from 1970, then the months.
fn date_of(seconds: u64) -> String {
    let leap = |year: u64| {
        year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400))
    };
    // Beyond the year 9999 there are no dates of four digits.
    let mut days = (seconds / 86_400).min(2_932_896);
    let mut year = 1970;
    while days >= 365 + u64::from(leap(year)) {
        days -= 365 + u64::from(leap(year));
        year += 1;
    }
    let february = 28 + u64::from(leap(year));
    let mut month = 1;
    for length in [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30] {
        if days < length {
            break;
        }
        days -= length;
        month += 1;
    }
    format!("{year:04}-{month:02}-{:02}", days + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_those_of_the_calendar() {
        // As `date -u -d @N` has them.
        for (seconds, date) in [
            (0, "1970-01-01"),
            (951_782_400, "2000-02-29"),
            (951_868_800, "2000-03-01"),
            (1_709_251_199, "2024-02-29"),
            (1_767_225_599, "2025-12-31"),
            (1_767_225_600, "2026-01-01"),
            (4_107_542_400, "2100-03-01"),
            (u64::MAX, "9999-12-31"),
        ] {
            assert_eq!(date_of(seconds), date);
        }
    }
}
