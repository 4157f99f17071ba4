//! What a build is compared with -> what it changes, told to the terminal only.

use std::path::Path;

use offprint::Built;
use offprint::compare::{Report, compare};
use offprint::load::{Compared, compared};
use offprint::types::difference::Differences;

use super::print;

/// What a build is compared with.
pub(super) enum Before {
    /// There was nothing.
    Nothing,
    /// There was something, but no report that can be read; and why not.
    Unreadable(String),
    /// The report in the output folder.
    Output(Report),
    /// A report that was named.
    Baseline(Report),
}

/// What a build changes.
pub(super) enum Changes {
    /// It is the first.
    First,
    /// What was there cannot be compared; and why not.
    Unknown(String),
    /// What differs from the report in the output folder.
    Output(Differences),
    /// What differs from a report that was named.
    Baseline(Differences),
}

impl Before {
    /// What stands in the output folder. It is replaced, so nothing that is wrong with it stops.
    pub(super) fn in_output(output: &Path) -> Self {
        if !output.join("data/report.json").is_file() {
            return Self::Nothing;
        }
        match compared(output) {
            Ok(Compared::Report(bytes)) => {
                Report::read(&bytes).map_or_else(Self::Unreadable, Self::Output)
            }
            Ok(Compared::Study) => Self::Nothing,
            Err(error) => Self::Unreadable(error.to_string()),
        }
    }

    /// What the report that was built changes.
    pub(super) fn compared(self, built: &Built) -> Changes {
        let compared = |old: &Report| built.report().map(|new| compare(old, &new));
        match self {
            Self::Nothing => Changes::First,
            Self::Unreadable(why) => Changes::Unknown(why),
            Self::Output(old) => compared(&old).map_or(Changes::First, Changes::Output),
            Self::Baseline(old) => compared(&old).map_or(Changes::First, Changes::Baseline),
        }
    }
}

impl Changes {
    /// All that differs, where that is known.
    pub(super) fn differences(&self) -> Option<&Differences> {
        match self {
            Self::First | Self::Unknown(_) => None,
            Self::Output(differences) | Self::Baseline(differences) => Some(differences),
        }
    }

    /// What differs from a report that was published: a draft in the output folder was not.
    pub(super) fn of_published(&self) -> Option<&Differences> {
        let draft = matches!(self, Self::Output(differences) if differences.old.is_draft());
        self.differences().filter(|_| !draft)
    }

    /// Tells it in short.
    pub(super) fn tell(&self) {
        let (what, differences) = match self {
            Self::First => return,
            Self::Unknown(why) => {
                print::line(format_args!("The report that was there is not compared: {why}."));
                return;
            }
            Self::Output(differences) => ("the report that was there", differences),
            Self::Baseline(differences) => ("the baseline", differences),
        };
        print::line(format_args!("Against {what}: {}", differences.brief().trim_end()));
    }
}
