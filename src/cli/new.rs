//! `offprint new`: a name -> a small whole study, to be changed into one's own.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use offprint::diagnostic::Broken;
use offprint::load::is_vacant;
use offprint::types::source::FileKind;
use offprint::write::write_text;

use super::{BROKEN, print, publish};

/// The folder of a study in which the schemas for editors stand; its files name it.
const SCHEMAS: &str = "schemas";

macro_rules! study {
    ($name:literal: $($file:literal),* $(,)?) => {
        &[$(($file, include_str!(concat!("new/studies/", $name, "/content/", $file))),)*]
    };
}

/// Begins a study: a small whole one, which builds, checks clean, and explains itself in comments.
///
/// Beside content/ stand the schemas with which editors complete and check its files.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  offprint new my-study                         one question, one page
  offprint new my-study --template two-groups   a survey of two groups, with recommendations
  offprint new my-study --template paper --git  a published study reproduced, with a .gitignore

Exit codes: 0 done, 2 wrong usage, a folder that is not empty, or a broken world.")]
pub(super) struct New {
    /// Folder to make; may be there if it is empty
    folder: PathBuf,
    /// What to begin with
    #[arg(long, short, value_enum, default_value_t = Template::Minimal)]
    template: Template,
    /// Write a .gitignore, too, which leaves out what is built
    #[arg(long)]
    git: bool,
    /// Write the workflow for GitHub Pages, too, as `offprint publish --github` does
    #[arg(long)]
    github: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Template {
    /// One table with one question, one page
    Minimal,
    /// A reproduction of a published study: its table, what its text says, citations
    Paper,
    /// A survey of two groups set side by side: counts, a scale, recommendations, a citation
    TwoGroups,
}

impl Template {
    /// Its files: path below `content/`, and text.
    fn files(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Self::Minimal => {
                study!("minimal": "study.yaml", "data/drinks.yaml", "narrative/index.md")
            }
            Self::Paper => study!(
                "paper": "study.yaml", "references.bib", "data/table-1.yaml",
                "narrative/index.md", "narrative/visits.md", "narrative/about.md",
            ),
            Self::TwoGroups => study!(
                "two-groups": "study.yaml", "references.bib", "recommendations.yaml",
                "data/pupils.yaml", "data/staff.yaml", "narrative/index.md",
                "narrative/canteen.md", "narrative/together.md", "narrative/recommendations.md",
            ),
        }
    }
}

impl New {
    pub(super) fn run(self) -> ExitCode {
        match is_vacant(&self.folder) {
            Ok(true) => {}
            Ok(false) => {
                print::misused(
                    &format!("{} is not empty", self.folder.display()),
                    "nothing was written; name a folder that is not there yet",
                );
                return ExitCode::from(BROKEN);
            }
            Err(error) => return failed(&error),
        }
        if let Err(error) = self.write() {
            return failed(&error);
        }
        self.tell();
        if self.github {
            print::line(format_args!(""));
            return publish::Publish::github(self.folder).run();
        }
        ExitCode::SUCCESS
    }

    fn write(&self) -> Result<(), Broken> {
        for (path, text) in self.template.files() {
            write(&self.folder.join("content").join(path), text)?;
        }
        for kind in FileKind::ALL {
            write_text(&self.folder.join(SCHEMAS), &kind.file(), &kind.schema(&[]))?;
        }
        if self.git {
            write_text(&self.folder, ".gitignore", "/output/\n")?;
        }
        Ok(())
    }

    /// What was made, and what to do next.
    fn tell(&self) {
        let folder = self.folder.display().to_string();
        let named = if folder.contains(char::is_whitespace) {
            format!("\"{folder}\"")
        } else {
            folder.clone()
        };
        print::line(format_args!("Made a study in {folder}:"));
        for (path, _) in self.template.files() {
            print::line(format_args!("  content/{path}"));
        }
        print::line(format_args!("  {SCHEMAS}/ for editors, which complete and check with them"));
        if self.git {
            print::line(format_args!("  .gitignore"));
        }
        print::line(format_args!(
            "
What to do next:
  offprint build {named}        builds it; open output/index.html in that folder
  offprint ids --study {named}  lists what its texts can name
  offprint check {named}        examines it without building"
        ));
    }
}

fn write(path: &Path, text: &str) -> Result<(), Broken> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    write_text(path.parent().unwrap_or(Path::new(".")), &name, text)
}

fn failed(error: &Broken) -> ExitCode {
    print::broken(error);
    ExitCode::from(BROKEN)
}
