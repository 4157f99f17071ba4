//! `offprint explain`: the code of a check -> what it looks for, and what to do about a finding.

use std::fmt::Write as _;
use std::process::ExitCode;

use clap::Args;
use offprint::diagnostic::nearest;
use offprint::types::finding::Explanation;
use terminal_size::{Width, terminal_size};

use super::{BROKEN, print};

/// Width of text where there is no terminal.
const WIDTH: usize = 80;
/// The least and the most that a terminal's width counts for.
const WIDTHS: (usize, usize) = (30, 100);

/// Explains a check of the audit: what it looks for, why, its rule, an example, what to do.
///
/// Without a code, all checks are listed. Messages about how a study is written have codes, too;
/// they say themselves what was found, what was expected and what to do.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  offprint explain                     all checks, a line each
  offprint explain impossible-share    one of them")]
pub(super) struct Explain {
    /// Code of a check, as it stands in brackets before a finding
    code: Option<String>,
}

impl Explain {
    pub(super) fn run(self) -> ExitCode {
        let width = terminal_size().map_or(WIDTH, |(Width(width), _)| usize::from(width));
        let width = width.clamp(WIDTHS.0, WIDTHS.1);
        let checks = offprint::checks();
        let Some(code) = self.code else {
            print::line(format_args!("{}", listed(&checks, width)));
            return ExitCode::SUCCESS;
        };
        if let Some(check) = checks.iter().find(|check| check.code == code) {
            print::line(format_args!("{}", explained(check, width)));
            return ExitCode::SUCCESS;
        }
        let known = || checks.iter().map(|check| check.code);
        let mut near = nearest(&code, known());
        if near.is_empty() {
            near.extend(known().filter(|known| known.contains(&code)));
        }
        let near: Vec<String> = near.iter().map(|code| format!("`{code}`")).collect();
        let help = if near.is_empty() {
            "`offprint explain` lists the checks of the audit; other messages explain themselves"
                .to_owned()
        } else {
            format!("did you mean {}?", near.join(" or "))
        };
        print::misused(&format!("the audit has no check `{code}`"), &help);
        ExitCode::from(BROKEN)
    }
}

/// All checks: code and what it looks for.
fn listed(checks: &[Explanation], width: usize) -> String {
    let column = checks.iter().map(|check| check.code.len()).max().unwrap_or(0) + 2;
    let lines: Vec<String> = checks
        .iter()
        .map(|check| {
            // Where there is no room beside the code, the text stands below it.
            if width < column + WIDTHS.0 {
                return format!("{}\n{}", check.code, wrapped(&check.title, 2, width));
            }
            let text = wrapped(&check.title, column, width);
            format!("{:column$}{}", check.code, text.trim_start())
        })
        .collect();
    lines.join("\n")
}

/// One check, part by part.
fn explained(check: &Explanation, width: usize) -> String {
    let mut out = format!("{}: {}\n\n{}", check.code, check.title, wrapped(&check.what, 0, width));
    for (head, text) in [
        ("Why it matters", &check.why),
        ("Rule", &check.rule),
        ("Example", &check.example),
        ("What to do about a finding", &check.resolve),
        ("Where the rule comes from", &check.source),
    ] {
        // Writing to a string cannot fail.
        let _ = write!(out, "\n\n{head}\n{}", wrapped(text, 2, width));
    }
    out
}

/// A text in lines of at most `width` signs, each with `indent` spaces before it. A word that is
/// longer than a line stands on its own.
fn wrapped(text: &str, indent: usize, width: usize) -> String {
    let margin = " ".repeat(indent);
    let room = width.saturating_sub(indent).max(1);
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for word in text.split_whitespace() {
        let fits = line.chars().count() + 1 + word.chars().count() <= room;
        if !line.is_empty() && !fits {
            lines.push(format!("{margin}{line}"));
            line.clear();
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    lines.push(format!("{margin}{line}"));
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_wrapped_within_its_width() {
        let text = wrapped("A printed percent is the share of a count.", 2, 20);
        assert_eq!(text, "  A printed percent\n  is the share of a\n  count.");
        assert_eq!(wrapped("unbreakable-word a", 0, 5), "unbreakable-word\na");
        assert_eq!(wrapped("", 2, 20), "  ");
    }

    #[test]
    fn every_check_is_listed_and_fits() {
        for width in [30, 80, 100] {
            let checks = offprint::checks();
            let list = listed(&checks, width);
            for check in &checks {
                assert!(list.contains(check.code), "{}", check.code);
                let text = explained(check, width);
                let long = text.lines().filter(|line| line.contains(' '));
                assert!(long.skip(1).all(|line| line.chars().count() <= width), "{text}");
            }
        }
    }
}
