//! A report in one file -> a PDF, printed by a Chromium that is installed.
//!
//! The browser works in a folder beside the PDF, where every way of installing it may read and
//! write; it gets a profile of its own there, and is told to fetch nothing.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use super::beside::{Beside, allow, beside, own};
use super::broken;
use crate::diagnostic::Broken;
use crate::types::manifest::ONE_FILE;

/// Under what names Chromium is looked for.
const CHROMIUMS: [&str; 4] =
    ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/// How long a browser may take; the shipped study takes some seconds.
const PATIENCE: Duration = Duration::from_mins(5);

/// How a PDF begins.
const PDF: &[u8] = b"%PDF-";

/// The Chromium to print with: the one that was named, or else the first that is found.
///
/// # Errors
/// [`Broken::NoChromium`] where there is none.
pub fn chromium(named: Option<&Path>) -> Result<PathBuf, Broken> {
    let tried: Vec<PathBuf> = match named {
        Some(path) => vec![path.to_owned()],
        None => CHROMIUMS.map(PathBuf::from).into(),
    };
    let answers = |name: &&PathBuf| {
        let mut command = Command::new(name);
        command.arg("--version").stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        command.status().is_ok_and(|status| status.success())
    };
    let found = tried.iter().find(answers).cloned();
    found.ok_or_else(|| Broken::NoChromium {
        tried: tried.iter().map(|name| name.display().to_string()).collect(),
        named: named.is_some(),
    })
}

/// Prints a report in one file to a PDF beside a site, whole or not at all. A PDF that is there is
/// replaced.
///
/// # Errors
/// [`Broken::InStudy`] and [`Broken::InSite`] where the path is not beside them, [`Broken::Io`]
/// where the system refuses, or where a file stands there that is no PDF, [`Broken::NotPrinted`]
/// where the browser gave none; what was there is then as it was.
pub fn print(
    report: &[u8],
    chromium: &Path,
    study: Beside<'_>,
    target: &Path,
) -> Result<usize, Broken> {
    allow(study, target)?;
    own(target, |before| before.starts_with(PDF))?;
    let work = std::path::absolute(beside(target, ".new"))
        .map_err(|error| broken("find", target, error))?;
    fs::create_dir(&work).map_err(|error| broken("create", &work, error))?;
    let printed = print_in(&work, report, chromium).and_then(|(pdf, bytes)| {
        fs::rename(&pdf, target).map_err(|error| broken("write", target, error))?;
        Ok(bytes)
    });
    // A browser may still be clearing up after itself.
    let gone = (0..50).any(|i| {
        thread::sleep(Duration::from_millis(if i == 0 { 0 } else { 20 }));
        fs::remove_dir_all(&work).is_ok()
    });
    let bytes = printed?;
    if gone {
        Ok(bytes)
    } else {
        let error = io::ErrorKind::DirectoryNotEmpty.into();
        Err(Broken::Left { path: work, error })
    }
}

fn print_in(work: &Path, report: &[u8], chromium: &Path) -> Result<(PathBuf, usize), Broken> {
    let [html, pdf, log] = [ONE_FILE, "report.pdf", "said"].map(|name| work.join(name));
    fs::write(&html, report).map_err(|error| broken("write", &html, error))?;
    let said = File::create(&log).map_err(|error| broken("create", &log, error))?;
    let mut command = Command::new(chromium);
    command.args(["--headless", "--disable-gpu", "--no-first-run", "--disable-sync"]);
    command.args(["--disable-background-networking", "--disable-component-update"]);
    command.args(["--generate-pdf-document-outline", "--no-pdf-header-footer"]);
    if is_root() {
        // Chromium refuses to run as root otherwise, as in most containers.
        command.arg("--no-sandbox");
    }
    command.arg(option("--user-data-dir=", &work.join("profile")));
    command.arg(option("--print-to-pdf=", &pdf)).arg(&html);
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(said);
    let not_printed = |how: String| {
        let said = fs::read(&log).unwrap_or_default();
        let said = String::from_utf8_lossy(&said).lines().last().unwrap_or_default().to_owned();
        Broken::NotPrinted { browser: chromium.to_owned(), how, said }
    };
    let mut child = command.spawn().map_err(|error| not_printed(error.to_string()))?;
    let status = wait(&mut child).map_err(|error| not_printed(error.to_string()))?;
    let printed = fs::read(&pdf).unwrap_or_default();
    match status {
        None => Err(not_printed(format!("it took more than {} minutes", PATIENCE.as_secs() / 60))),
        Some(status) if !status.success() => Err(not_printed(status.to_string())),
        _ if !printed.starts_with(PDF) => Err(not_printed("it wrote no PDF".into())),
        _ => Ok((pdf, printed.len())),
    }
}

/// Waits until a browser ends; ends it where it takes too long.
fn wait(child: &mut Child) -> io::Result<Option<ExitStatus>> {
    let begun = Instant::now();
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(Some(status));
        }
        if begun.elapsed() > PATIENCE {
            child.kill()?;
            child.wait()?;
            return Ok(None);
        }
        thread::sleep(Duration::from_millis(20));
    }
}

fn option(name: &str, path: &Path) -> std::ffi::OsString {
    let mut option = std::ffi::OsString::from(name);
    option.push(path);
    option
}

#[cfg(unix)]
fn is_root() -> bool {
    rustix::process::geteuid().is_root()
}

#[cfg(not(unix))]
fn is_root() -> bool {
    false
}
