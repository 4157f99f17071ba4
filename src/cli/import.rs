//! `offprint import`: a CSV table -> a data file.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use offprint::diagnostic::any_error;
use offprint::import::{self, Imported, Known, Role};
use offprint::write::write_new;

use super::{BROKEN, STUDY_HAS_ERRORS, print};

/// Turns a CSV table of questions, options and their percents or counts into a data file.
///
/// What its columns hold is guessed from their names and cells, and told; name a column by its
/// heading or its number where the guess is wrong. Ids are made from labels. Comments say what was
/// guessed: answer kinds, bases, whether an option is missing.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  offprint import answers.csv                            show the data file and what was guessed
  offprint import answers.csv --group staff -o content/data/answers.yaml
                                                         write it into a study
  offprint import answers.csv --option Antwort --percent 3
                                                         name columns by heading or number
  offprint import drinks.csv --question \"What do you drink in the morning?\"
                                                         a table of one question

Columns: a question (empty where it is that of the row above), an option, a percent or a count or
both; also known are base, group, table, kind and ids. A row called \"Total\" holds the base. Commas,
semicolons and tabs divide cells.

Exit codes: 0 done, 1 the table has errors, 2 wrong usage or a broken world.")]
pub(super) struct Import {
    /// The table; of a spreadsheet, save the sheet as CSV
    file: PathBuf,
    /// Column of questions; or the question itself, where no column has this name
    #[arg(long, value_name = "COLUMN|TEXT")]
    question: Option<String>,
    /// Column of options
    #[arg(long, value_name = "COLUMN")]
    option: Option<String>,
    /// Column of percents
    #[arg(long, value_name = "COLUMN")]
    percent: Option<String>,
    /// Column of counts
    #[arg(long, value_name = "COLUMN")]
    count: Option<String>,
    /// Column of bases; or the base itself: how many answered each question
    #[arg(long, value_name = "COLUMN|NUMBER")]
    base: Option<String>,
    /// Id of the group that was asked, as study.yaml has it
    #[arg(long, value_name = "ID")]
    group: Option<String>,
    /// Answer kind of all questions, in place of the guess
    #[arg(long, value_enum)]
    kind: Option<Kind>,
    /// Id of the table [default: the name of the file]
    #[arg(long, value_name = "ID")]
    id: Option<String>,
    /// Title of the table [default: the name of the file]
    #[arg(long)]
    title: Option<String>,
    /// Number of the table; further ones follow it
    #[arg(long, value_parser = clap::value_parser!(u32).range(1..=9999))]
    number: Option<u32>,
    /// File to write, in place of the terminal; one that is there is left alone
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Kind {
    /// One option each
    Single,
    /// Any number of options
    Multiple,
    /// One option each, options in an order
    Scale,
    /// Figures that are stated
    Fact,
}

impl From<Kind> for import::Kind {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Single => Self::Single,
            Kind::Multiple => Self::Multiple,
            Kind::Scale => Self::Scale,
            Kind::Fact => Self::Fact,
        }
    }
}

impl Import {
    pub(super) fn run(self) -> ExitCode {
        let (file, mut diagnostics) = match offprint::load::table(&self.file) {
            Ok(read) => read,
            Err(error) => {
                print::broken(&error);
                return ExitCode::from(BROKEN);
            }
        };
        if !any_error(&diagnostics) {
            let imported = import::import(&file, &self.known());
            diagnostics.extend(imported.diagnostics.iter().cloned());
            if let Some(yaml) = imported.yaml.as_ref().filter(|_| !any_error(&diagnostics)) {
                if let Err(code) = self.put(yaml) {
                    return code;
                }
                self.tell(&imported);
                return ExitCode::SUCCESS;
            }
        }
        print::diagnostics(&diagnostics);
        print::summary(&diagnostics, "nothing was written");
        ExitCode::from(STUDY_HAS_ERRORS)
    }

    /// Prints the data file, or writes it where no file is yet.
    fn put(&self, yaml: &str) -> Result<(), ExitCode> {
        let Some(file) = &self.output else {
            print::bytes(yaml.as_bytes());
            return Ok(());
        };
        match write_new(file, yaml.as_bytes()) {
            Ok(true) => return Ok(()),
            Ok(false) => print::misused(
                &format!("{} is there already", file.display()),
                "nothing was written; name another file, or remove that one",
            ),
            Err(error) => print::broken(&error),
        }
        Err(ExitCode::from(BROKEN))
    }

    fn known(&self) -> Known {
        let base = self.base.as_ref().and_then(|it| it.replace(',', "").parse::<u64>().ok());
        let columns = [
            (Role::Option, self.option.as_ref()),
            (Role::Percent, self.percent.as_ref()),
            (Role::Count, self.count.as_ref()),
            (Role::Base, self.base.as_ref().filter(|_| base.is_none())),
        ];
        Known {
            columns: columns
                .into_iter()
                .filter_map(|(role, it)| Some((role, it?.clone())))
                .collect(),
            group: self.group.clone(),
            id: self.id.clone(),
            title: self.title.clone(),
            number: self.number,
            question: self.question.clone(),
            base,
            kind: self.kind.map(Into::into),
        }
    }

    /// What was read, beside what is on standard output.
    fn tell(&self, imported: &Imported) {
        let (questions, options) = (imported.questions, imported.options);
        print::aside(format_args!(
            "Read {} with {}.",
            print::count(questions, "question"),
            print::count(options, "option")
        ));
        for column in &imported.columns {
            let role = column.role.map_or("left out", Role::name);
            let head = if column.head.is_empty() {
                String::new()
            } else {
                format!(", \"{}\"", column.head)
            };
            print::aside(format_args!("  column {}{head}: {role}", column.number));
        }
        if let Some(file) = &self.output {
            print::aside(format_args!("Wrote {}.", file.display()));
            print::aside(format_args!("Go through its comments, then: offprint check"));
        }
    }
}
