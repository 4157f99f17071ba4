//! `offprint schema`: the JSON Schemas of a study's files, with which editors complete and check them.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use offprint::types::listing::ListedKind;
use offprint::types::source::FileKind;

use super::{BROKEN, print};

/// Prints the JSON Schemas of a study's YAML files, for editors.
///
/// Editors with a YAML language server then complete keys and names, explain them, and mark what
/// cannot stand. A first line in a file tells them which schema is meant:
///
///   # yaml-language-server: $schema=../../schemas/data.schema.json
///
/// Without a name, the schemas are listed.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  offprint schema                                    which there are
  offprint schema data                               print one
  offprint schema --output schemas                   write all into a folder
  offprint schema --output schemas --study .         the same, and offer this study's value ids

Exit codes: 0 done, 2 wrong usage or a broken world.")]
pub(super) struct Schema {
    /// The kind of file
    #[arg(value_enum)]
    file: Option<Kind>,
    /// Folder for all schemas; files of these names in it are replaced
    #[arg(long, short, value_name = "DIR", conflicts_with = "file")]
    output: Option<PathBuf>,
    /// Folder of a study whose value ids are offered where one is written
    #[arg(long, value_name = "DIR")]
    study: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Kind {
    /// content/study.yaml
    Study,
    /// Files in content/data/
    Data,
    /// content/recommendations.yaml
    Recommendations,
    /// content/corrections.yaml
    Corrections,
    /// What stands at the top of a Markdown file
    FrontMatter,
}

impl From<Kind> for FileKind {
    fn from(file: Kind) -> Self {
        match file {
            Kind::Study => Self::Study,
            Kind::Data => Self::Data,
            Kind::Recommendations => Self::Recommendations,
            Kind::Corrections => Self::Corrections,
            Kind::FrontMatter => Self::FrontMatter,
        }
    }
}

impl Schema {
    pub(super) fn run(self) -> ExitCode {
        let listed = self.study.as_deref().map(offprint::ids).transpose();
        let values: Vec<String> = match listed {
            Ok(list) => list
                .into_iter()
                .flatten()
                .filter(|it| matches!(it.kind, ListedKind::Value | ListedKind::Computed))
                .map(|it| it.id)
                .collect(),
            Err(error) => {
                print::broken(&error);
                return ExitCode::from(BROKEN);
            }
        };
        if let Some(file) = self.file {
            print::bytes(FileKind::from(file).schema(&values).as_bytes());
        } else if let Some(folder) = self.output {
            let files = FileKind::ALL.map(|kind| (kind.file(), kind.schema(&values)));
            for (name, text) in &files {
                if let Err(error) = offprint::write::write_text(&folder, name, text) {
                    print::broken(&error);
                    return ExitCode::from(BROKEN);
                }
            }
            let (count, folder) = (print::count(files.len(), "schema"), folder.display());
            print::line(format_args!("Wrote {count} to {folder}."));
        } else {
            for kind in FileKind::ALL {
                print::line(format_args!("{:16} {}", kind.name(), kind.place()));
            }
            print::line(format_args!("\n`offprint schema NAME` prints one of them."));
        }
        ExitCode::SUCCESS
    }
}
