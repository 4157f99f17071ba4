//! `offprint serve`: a study's folder -> its site on this machine, built anew as it changes.

use std::collections::BTreeSet;
use std::net::{IpAddr, Ipv4Addr};
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use clap::Args;
use offprint::diagnostic::Broken;
use offprint::serve::{Changes, Faults, Server};
use offprint::types::finding::About;
use offprint::types::format::Formats;
use offprint::watch::{How, Watch};
use offprint::{Built, Making};

use super::build::{Edition, Format};
use super::{BROKEN, print};

/// The port, where none is named: OFFP on the keys of a telephone.
const PORT: u16 = 6337;
/// How long a study with errors may go on changing before they are told: several files, or one that
/// is taken away and put back, are saved in steps.
const PATIENCE: Duration = Duration::from_millis(40);
/// How many changed files are named.
const NAMED: usize = 3;

/// Shows a study in a browser while it is written.
///
/// The site is built in memory and served to this machine; nothing is written. When a file of the
/// study is saved, it is built again, and pages that changed are loaded again where the reader was.
/// What is wrong with the study is told here and above the page, which stays the last that could be
/// built.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  offprint serve                         show the study in this folder
  offprint serve my-study --open         show another study, in the browser
  offprint serve --port 8000             at another port; --port 0 takes one that is free
  offprint serve --edition as-published  show the figures as first published
  offprint serve --formats single-file   make report.html, too; each build takes longer
  offprint serve --host 0.0.0.0          let other machines of the network read it

Exit codes: 0 ended by Ctrl-C, 2 wrong usage or a broken world.
A study with errors is waited for: they are shown in place of a page.")]
pub(super) struct Serve {
    /// Folder of the study; holds content/ and, optionally, templates/
    #[arg(default_value = ".")]
    study: PathBuf,
    /// Port to serve at; 0 takes one that is free
    #[arg(long, default_value_t = PORT, value_name = "N")]
    port: u16,
    /// Address of this machine to serve at; every other than the default lets other machines read
    #[arg(long, default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST), value_name = "ADDRESS")]
    host: IpAddr,
    /// Open the first page in the browser
    #[arg(long)]
    open: bool,
    /// Which figures to show where the study has corrections
    #[arg(long, value_enum, default_value_t = Edition::Corrected, value_name = "EDITION")]
    edition: Edition,
    /// What to make beside the site, which is always made
    #[arg(long, value_enum, value_delimiter = ',', value_name = "FORMATS", default_value = "site")]
    formats: Vec<Format>,
    /// Look for changes by reading, as folders of other machines and some containers need
    #[arg(long)]
    poll: bool,
}

impl Serve {
    pub(super) fn run(self) -> ExitCode {
        match self.serve() {
            Ok(never) => match never {},
            Err(error) => {
                print::broken(&error);
                ExitCode::from(BROKEN)
            }
        }
    }

    /// Serves until the process is ended.
    fn serve(&self) -> Result<std::convert::Infallible, Broken> {
        let server = Server::bind(self.host, self.port)?;
        // Before the first build, so that no change is missed.
        let how = if self.poll { How::Polled } else { How::Told };
        let mut watch = Watch::of(&self.study, how)?;
        let url = server.url();
        let mut said = Said::default();
        let started = Instant::now();
        let built = self.build()?;
        let took = print::duration(started.elapsed());
        let whole = self.show(&server, built, &url, &mut said).is_some();
        server.start()?;
        // Without it Ctrl-C ends the process all the same, with another exit code.
        let _ = ctrlc::set_handler(|| {
            // The terminal shows what was typed; what comes next has a line of its own.
            print::line(format_args!(""));
            std::process::exit(0);
        });
        let how = if whole { format!("built in {took}") } else { "not built yet".into() };
        print::line(format_args!(
            "Serving {} at {url} ({how}). Ctrl-C ends.",
            self.study.display()
        ));
        if let Some(why) = watch.refused() {
            print::line(format_args!("Changes are looked for by reading files: {why}."));
        }
        if self.open && open::that_detached(&url).is_err() {
            print::line(format_args!("No browser could be opened; open the address in one."));
        }
        loop {
            let changed = watch.wait();
            self.again(&server, &mut watch, changed, &url, &mut said);
        }
    }

    fn build(&self) -> Result<Built, Broken> {
        let formats = Formats::of(self.formats.iter().map(|format| (*format).into()));
        let making = Making { editions: self.edition.into(), formats };
        offprint::build_as(&self.study, &making, &mut |_| ())
    }

    /// Builds again after a change.
    fn again(
        &self,
        server: &Server,
        watch: &mut Watch,
        mut changed: BTreeSet<String>,
        url: &str,
        said: &mut Said,
    ) {
        let mut started = Instant::now();
        let mut built = self.build();
        // What is wrong is not told of a study that is being saved.
        while !built.as_ref().is_ok_and(|built| built.site.is_some())
            && let Some(more) = watch.within(PATIENCE)
        {
            changed.extend(more);
            started = Instant::now();
            built = self.build();
        }
        let built = match built {
            Ok(built) => built,
            Err(error) => {
                print::broken(&error);
                let summary = "The study cannot be read".to_owned();
                return server
                    .show_faults(Faults { summary, list: vec![print::plain_broken(&error)] });
            }
        };
        let took = print::duration(started.elapsed());
        if let Some(changes) = self.show(server, built, url, said) {
            let there = |name: &&str| watch.holds(name);
            let files =
                named(&changed.iter().map(String::as_str).filter(there).collect::<Vec<_>>());
            let what = counted(changes);
            print::line(format_args!("Built again in {took}{files}: {what}."));
        }
    }

    /// Shows what was built, or what is wrong. Gives what changed where there is a site.
    fn show(&self, server: &Server, built: Built, url: &str, said: &mut Said) -> Option<Changes> {
        let Some(site) = built.site else {
            print::diagnostics(&built.diagnostics);
            print::summary(&built.diagnostics, "the page stays the last that could be built");
            let summary = print::severities(&built.diagnostics);
            server.show_faults(Faults { summary, list: print::plain(&built.diagnostics) });
            // Told again when the study is right again.
            *said = Said::default();
            return None;
        };
        let changes = server.show(site);
        let study = self.study.display();
        let diagnostics = &built.diagnostics;
        said.once(0, !diagnostics.is_empty(), || {
            let severities = print::severities(diagnostics);
            format!("The study has {severities}: offprint check {study}")
        });
        let source = built.audit.iter().flat_map(|audit| audit.open(About::Source)).count();
        said.once(1, source > 0, || {
            let findings = print::count(source, "finding");
            format!("The audit has {findings} about the source: {url}audit.html")
        });
        Some(changes)
    }
}

/// What was said of warnings and of findings, so that neither is said with each build.
#[derive(Debug, Default)]
struct Said([String; 2]);

impl Said {
    fn once(&mut self, which: usize, any: bool, line: impl FnOnce() -> String) {
        let line = if any { line() } else { String::new() };
        if any && self.0[which] != line {
            print::line(format_args!("{line}"));
        }
        self.0[which] = line;
    }
}

/// "2 pages and 1 other file changed".
fn counted(changes: Changes) -> String {
    match changes {
        Changes { pages: 0, others: 0 } => "nothing that is shown changed".into(),
        Changes { pages, others: 0 } => format!("{} changed", print::count(pages, "page")),
        Changes { pages: 0, others } => format!("{} changed", print::count(others, "other file")),
        Changes { pages, others } => format!(
            "{} and {} changed",
            print::count(pages, "page"),
            print::count(others, "other file")
        ),
    }
}

/// " after a.yaml, b.yaml and 3 more", or nothing.
fn named(changed: &[&str]) -> String {
    let names = &changed[..changed.len().min(NAMED)];
    let more = changed.len() - names.len();
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    if names.is_empty() { String::new() } else { format!(" after {}{more}", names.join(", ")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_read_well() {
        let counted = |pages, others| counted(Changes { pages, others });
        assert_eq!(counted(0, 0), "nothing that is shown changed");
        assert_eq!(counted(1, 0), "1 page changed");
        assert_eq!(counted(0, 2), "2 other files changed");
        assert_eq!(counted(2, 1), "2 pages and 1 other file changed");
        assert_eq!(named(&[]), "");
        assert_eq!(named(&["a", "b", "c", "d"]), " after a, b, c and 1 more");
    }
}
