//! Where saphyr stopped -> what is wrong there, in a reader's words.
//!
//! The parser says which rule of its grammar failed; what the author did is found by looking at
//! the line: a sign at the start of a text, a quotation mark, a tab, another indentation.

use std::ops::Range;
use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::types::source::{Place, SourceFile};

/// The signs with which a text without quotes cannot begin.
const SIGNS: &str = "`@%&!|>?,]}{[-";

/// The fault where a stretch of a file stopped being YAML: at a byte, with the parser's words and
/// the bracket that is open there.
pub(super) fn fault(
    file: &Arc<SourceFile>,
    stretch: &Range<usize>,
    at: usize,
    info: &str,
    open: Option<usize>,
) -> Diagnostic {
    let stopped = Stopped { file, stretch: stretch.clone(), at, info };
    stopped
        .tab()
        .or_else(|| stopped.quote())
        .or_else(|| stopped.sign())
        .or_else(|| stopped.bracket(open))
        .or_else(|| stopped.colon())
        .or_else(|| stopped.missing_colon())
        .or_else(|| stopped.indentation())
        .unwrap_or_else(|| Diagnostic::yaml_syntax(info, stopped.place(at..at)))
}

struct Stopped<'a> {
    file: &'a Arc<SourceFile>,
    stretch: Range<usize>,
    at: usize,
    info: &'a str,
}

/// A line of a file.
#[derive(Clone, Copy)]
struct Line<'a> {
    /// Where it begins in the file.
    start: usize,
    /// Its text, without the line end.
    text: &'a str,
}

impl<'a> Line<'a> {
    fn indent(self) -> usize {
        self.text.len() - self.text.trim_start_matches(' ').len()
    }

    /// Whether there is something for YAML to read.
    fn says(self) -> bool {
        let text = self.text.trim();
        !text.is_empty() && !text.starts_with('#')
    }

    /// The key before the first colon, and where its value begins; without a key, the value of
    /// an entry of a list.
    fn value(self) -> (Option<&'a str>, usize) {
        let entry = self.text.trim_start_matches([' ', '-']);
        let start = self.text.len() - entry.len();
        if entry.starts_with(|c| SIGNS.contains(c) || "\"'*".contains(c)) {
            return (None, start);
        }
        match entry.split_once(": ") {
            Some((key, value)) => {
                (Some(key), self.text.len() - value.trim_start_matches(' ').len())
            }
            None => (None, start),
        }
    }
}

impl<'a> Stopped<'a> {
    fn place(&self, span: Range<usize>) -> Place {
        Place { file: Arc::clone(self.file), span }
    }

    fn lines(&self) -> Vec<Line<'a>> {
        let mut start = self.stretch.start;
        let mut lines = Vec::new();
        for line in self.file.text[self.stretch.clone()].split_inclusive('\n') {
            lines.push(Line { start, text: line.trim_end_matches(['\r', '\n']) });
            start += line.len();
        }
        lines
    }

    /// The line in which the parser stopped; where it stopped at the end, the last that says
    /// something.
    fn line(&self) -> Option<Line<'a>> {
        let mut before = self.lines().into_iter().filter(|line| line.start <= self.at);
        before.rfind(|line| line.says())
    }

    /// The lines before another that say something, from the nearest on.
    fn before(&self, line: Line<'_>) -> Vec<Line<'a>> {
        let mut lines = self.lines();
        lines.retain(|other| other.start < line.start && other.says());
        lines.reverse();
        lines
    }

    /// A tab in the indentation, here or in the line below.
    fn tab(&self) -> Option<Diagnostic> {
        let line = self.line()?;
        let next = self.lines().into_iter().find(|other| other.start > self.at && other.says());
        let in_indent = |line: Line<'_>| {
            let blank = &line.text[..line.text.len() - line.text.trim_start().len()];
            blank.find('\t').map(|tab| line.start + tab)
        };
        let behind = || {
            let told = self.info.contains("tab") || self.info.contains("valid YAML whitespace");
            line.text.find('\t').filter(|_| told).map(|tab| line.start + tab)
        };
        let tab = in_indent(line).or_else(|| next.and_then(in_indent)).or_else(behind)?;
        Some(Diagnostic::yaml_tab(self.place(tab..tab + 1)))
    }

    /// A quotation mark that is not closed, or text behind a closing one, or a wrong escape.
    fn quote(&self) -> Option<Diagnostic> {
        let rest = &self.file.text[self.at..self.stretch.end];
        let end_of_line = self.at + rest.find(['\r', '\n']).unwrap_or(rest.len());
        if self.info.contains("trailing content") {
            let line = self.line()?;
            let before = &line.text[..self.at - line.start];
            let quote = before.chars().rev().find(|c| "\"'".contains(*c))?;
            let close = before.rfind(quote)?;
            let open = line.start + before[..close].rfind(quote)?;
            let (more, open) = (self.place(self.at..end_of_line), self.place(open..open + 1));
            return Some(Diagnostic::text_after_quote(quote, more, open));
        }
        let quote = rest.chars().next().filter(|c| "\"'".contains(*c))?;
        if self.info.contains("escape") || self.info.contains("hexadecimal") {
            let (at, escape) = wrong_escape(rest)?;
            let at = self.at + at;
            let place = self.place(at..at + escape.len());
            return Some(Diagnostic::unknown_escape(escape, place));
        }
        Some(Diagnostic::unclosed_quote(quote, self.place(self.at..end_of_line)))
    }

    /// A text without quotes that begins with a sign of YAML.
    fn sign(&self) -> Option<Diagnostic> {
        let line = self.line()?;
        let (key, start) = line.value();
        let text = line.text[start..].split(" #").next().unwrap_or_default().trim_end();
        let begin = line.start + start;
        let whole = self.place(begin..begin + text.len());
        let sign = text.chars().next()?;
        let unquoted = |place| Some(Diagnostic::unquoted_text(sign, key, text, place));
        if self.info.contains("anchor") && sign == '*' {
            return Some(if text.contains(' ') {
                Diagnostic::unquoted_text(sign, key, text, whole)
            } else {
                Diagnostic::unknown_alias(key, text, whole)
            });
        }
        match sign {
            '{' | '[' => {
                // `{pct}` of all: text behind what YAML takes for a whole mapping.
                let (_, rest) = text.split_once(if sign == '{' { '}' } else { ']' })?;
                let rest = rest.trim_start();
                let is_text = !rest.is_empty() && !rest.starts_with([',', '}', ']', ':']);
                if is_text && self.at > begin {
                    return unquoted(whole);
                }
            }
            '-' if key.is_none() => return None,
            _ if SIGNS.contains(sign) && self.at == begin => return unquoted(whole),
            _ => {}
        }
        self.sign_in_brackets(line)
    }

    /// The same within brackets, where texts are several on a line.
    fn sign_in_brackets(&self, line: Line<'_>) -> Option<Diagnostic> {
        let at = self.at.checked_sub(line.start)?;
        let sign = line.text.get(at..)?.chars().next()?;
        let before = &line.text[..at];
        let begin = match (sign, before.ends_with('}')) {
            ('`', true) => before.rfind('{')?,
            ('`' | '@' | '%' | '&' | '!' | '|' | '>' | '?', _) => at,
            _ => return None,
        };
        let sign = line.text[begin..].chars().next()?;
        let place = self.place(line.start + begin..line.start + at + 1);
        Some(Diagnostic::unquoted_text(sign, None, "", place))
    }

    /// What is wrong within brackets.
    fn bracket(&self, open: Option<usize>) -> Option<Diagnostic> {
        let rest = &self.file.text[self.at..self.stretch.end];
        let found = rest.chars().next().filter(|c| !c.is_whitespace());
        let Some(open) = open else {
            let bracket = found.filter(|_| self.info.contains("misplaced bracket"))?;
            let place = self.place(self.at..self.at + 1);
            return Some(Diagnostic::stray_bracket(bracket, place));
        };
        let bracket = self.file.text[open..].chars().next()?;
        let opened = self.place(open..open + 1);
        let one_line = !self.file.text[open..self.at].contains('\n');
        let Some(found) = found.filter(|_| one_line) else {
            return Some(Diagnostic::unclosed_bracket(bracket, opened));
        };
        let words = if found == ':' { "a colon".to_owned() } else { format!("`{found}`") };
        let place = self.place(self.at..self.at + found.len_utf8());
        Some(Diagnostic::no_comma(bracket, &words, place, opened))
    }

    /// A second colon in a line: the value is a text that holds one.
    fn colon(&self) -> Option<Diagnostic> {
        let line = self.line()?;
        let (key, start) = line.value();
        let told = self.info.contains("mapping values are not allowed");
        let colon = self.at.checked_sub(line.start).filter(|at| told && *at > start)?;
        if key.is_none() || !line.text[colon..].starts_with(':') {
            return None;
        }
        let text = line.text[start..].split(" #").next().unwrap_or_default().trim_end();
        let place = self.place(self.at..self.at + 1);
        Some(Diagnostic::text_with_colon(key, text, place))
    }

    /// A line without a colon, here or just above.
    fn missing_colon(&self) -> Option<Diagnostic> {
        if !self.info.contains("simple key") {
            return None;
        }
        let line = self.line()?;
        let above = self.before(line).into_iter().next();
        let bare = |line: &Line<'_>| !line.text.contains(": ") && !line.text.ends_with(':');
        // The line above comes first: the parser notices one line late.
        let line = above.filter(bare).or(Some(line).filter(bare))?;
        let text = line.text.trim_start_matches([' ', '-']);
        let start = line.start + line.text.len() - text.len();
        Some(Diagnostic::no_colon(self.place(start..start + text.trim_end().len())))
    }

    /// A line that does not begin in the column of its neighbours.
    fn indentation(&self) -> Option<Diagnostic> {
        let line = self.line()?;
        let (dash, indent, word) = columns(line).into_iter().next()?;
        // The columns at which keys, or hyphens, begin above; the nearest counts.
        let mut nearest: Option<(usize, usize, Range<usize>)> = None;
        let mut least = usize::MAX;
        for other in self.before(line) {
            for (other_dash, column, other_word) in columns(other).into_iter().rev() {
                if column >= least {
                    continue;
                }
                least = column;
                let distance = column.abs_diff(indent);
                let nearer = nearest.as_ref().is_none_or(|(old, ..)| distance < *old);
                if other_dash == dash && nearer {
                    nearest = Some((distance, column, other_word));
                }
            }
        }
        let (distance, expected, neighbour) = nearest?;
        let place = self.place(word);
        (distance > 0)
            .then(|| Diagnostic::indentation(indent, expected, place, self.place(neighbour)))
    }
}

/// The columns at which a hyphen or key of a line begins, with the stretch to be shown.
fn columns(line: Line<'_>) -> Vec<(bool, usize, Range<usize>)> {
    let mut columns = Vec::new();
    let mut at = line.indent();
    while line.text[at..].starts_with("- ") {
        columns.push((true, at, line.start + at..line.start + at + 1));
        let rest = &line.text[at + 1..];
        at += 1 + rest.len() - rest.trim_start_matches(' ').len();
    }
    let word = line.text[at..].split([':', ' ']).next().unwrap_or_default();
    let brackets = word.starts_with(['{', '[']);
    if columns.is_empty() || !brackets {
        columns.push((false, at, line.start + at..line.start + at + word.len()));
    }
    columns
}

/// The first escape of a double-quoted text that does not exist.
fn wrong_escape(text: &str) -> Option<(usize, &str)> {
    let mut at = 1;
    loop {
        at += text[at..].find('\\')?;
        let escaped = text[at + 1..].chars().next()?;
        let digits = match escaped {
            'x' => 2,
            'u' => 4,
            'U' => 8,
            _ => 0,
        };
        let end = at + 1 + escaped.len_utf8();
        let known = "0abt\tnvfre \"/\\N_LP\r\n".contains(escaped) || digits > 0;
        let hex = text.get(end..end + digits);
        if !known || !hex.is_some_and(|hex| hex.bytes().all(|b| b.is_ascii_hexdigit())) {
            return Some((at, &text[at..end]));
        }
        at = end;
    }
}
