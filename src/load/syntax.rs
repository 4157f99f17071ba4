//! Where saphyr stopped -> what is wrong there, in a reader's words.
//!
//! The parser says which rule of its grammar failed; what the author did is found by looking at
//! the line: a sign at the start of a text, a quotation mark, a tab, another indentation.

mod line;

use std::ops::Range;
use std::sync::Arc;

use line::{Line, SIGNS, closed_at, columns, open_in_text, remark, wrong_escape};

use crate::diagnostic::Diagnostic;
use crate::types::source::{Place, SourceFile};

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
        .hidden()
        .or_else(|| stopped.tab())
        .or_else(|| stopped.remark(open))
        .or_else(|| stopped.quote())
        .or_else(|| stopped.sign())
        .or_else(|| stopped.bracket(open))
        .or_else(|| stopped.colon())
        .or_else(|| stopped.entry_after_value())
        .or_else(|| stopped.colon_in_lines())
        .or_else(|| stopped.missing_colon())
        .or_else(|| stopped.after_value())
        .or_else(|| stopped.indentation())
        .or_else(|| stopped.stray_entry())
        .unwrap_or_else(|| Diagnostic::yaml_syntax(info, stopped.place(at..at)))
}

struct Stopped<'a> {
    file: &'a Arc<SourceFile>,
    stretch: Range<usize>,
    at: usize,
    info: &'a str,
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

    /// A character that cannot be seen.
    fn hidden(&self) -> Option<Diagnostic> {
        let told = self.info.contains("unprintable") || self.info.contains("byte order mark");
        let c = self.file.text[self.at..].chars().next().filter(|_| told)?;
        Some(Diagnostic::hidden_character(c, self.place(self.at..self.at + c.len_utf8())))
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

    /// A ` #` that was meant as text, in the line in which the parser stopped, the one before it,
    /// or that of the bracket which is open: what is behind it, a closing bracket or a text, is
    /// not read.
    fn remark(&self, open: Option<usize>) -> Option<Diagnostic> {
        let line = self.line()?;
        let opened =
            open.and_then(|open| self.before(line).into_iter().find(|it| it.start <= open));
        let above = self.before(line).into_iter().next();
        let candidates = [Some(line), above, opened].into_iter().flatten();
        let mut remarks = candidates.filter_map(|line| Some((line, remark(line.text)?)));
        let (line, remark) = remarks.find(|(line, it)| line.start + it.hash <= self.at)?;
        let place = self.place(line.start + remark.hash..line.start + remark.end);
        Some(Diagnostic::text_with_hash(remark.key, remark.text, place))
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
        let above = self.before(line).into_iter().next();
        let below_key =
            key.is_none() && above.is_some_and(|line| line.text.trim_end().ends_with(':'));
        let unquoted = |place| {
            let fault = Diagnostic::unquoted_text(sign, key, text, place);
            Some(if below_key { fault.or_a_block() } else { fault })
        };
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
                let rest = closed_at(text).map_or("", |end| text[end..].trim_start());
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
        let stray = self.info.contains("misplaced bracket");
        let within = ["only valid inside a block", "invalid indentation"];
        let open = open.or_else(|| {
            let told = within.iter().any(|words| self.info.contains(words));
            open_in_text(&self.file.text[self.stretch.start..self.at])
                .filter(|_| told)
                .map(|open| self.stretch.start + open)
        });
        let Some(open) = open else {
            let bracket = found.filter(|_| stray)?;
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

    /// A colon in a text that goes over several lines; or the line above it, which has none.
    fn colon_in_lines(&self) -> Option<Diagnostic> {
        let line = self.line()?;
        let told = self.info.contains("mapping values are not allowed");
        let above = self.before(line);
        if !told || !above.first()?.is_bare() {
            return None;
        }
        let Some(begins) = above.iter().find(|other| other.indent() < line.indent()) else {
            return above.first().map(|line| self.no_colon(*line));
        };
        if begins.is_bare() {
            return Some(self.no_colon(*begins));
        }
        let place = self.place(self.at..self.at + 1);
        Some(Diagnostic::text_with_colon(begins.value().0, "", place))
    }

    /// An entry of a list behind a key that has its value already.
    fn entry_after_value(&self) -> Option<Diagnostic> {
        let line = self.line()?;
        let above = self.before(line).into_iter().next()?;
        let deeper = line.text.trim_start().starts_with("- ") && above.indent() < line.indent();
        let closed = !above.is_bare() && !above.text.trim_end().ends_with(':');
        (deeper && closed).then(|| self.stray_entry()).flatten()
    }

    /// A line without a colon, here or just above.
    fn missing_colon(&self) -> Option<Diagnostic> {
        if !self.info.contains("simple key") && !self.info.contains("<document start>") {
            return None;
        }
        let line = self.line()?;
        // The line above comes first: the parser notices one line late.
        let above = self.before(line).into_iter().next().filter(|line| line.is_bare());
        let line = above.or(Some(line).filter(|line| line.is_bare()))?;
        Some(self.no_colon(line))
    }

    fn no_colon(&self, line: Line<'_>) -> Diagnostic {
        let text = line.text.trim_start_matches([' ', '-']);
        let start = line.start + line.text.len() - text.len();
        Diagnostic::no_colon(self.place(start..start + text.trim_end().len()))
    }

    /// An entry of a list where a key is expected.
    fn stray_entry(&self) -> Option<Diagnostic> {
        let line = self.line()?;
        let told = ["expected key", "mapping values are not allowed"];
        let told = told.iter().any(|words| self.info.contains(words));
        let (dash, _, word) = columns(line).into_iter().next().filter(|_| told)?;
        dash.then(|| Diagnostic::stray_entry(self.place(word)))
    }

    /// Something behind a value in brackets or quotes.
    fn after_value(&self) -> Option<Diagnostic> {
        let line = self.line()?;
        let before = line.text.get(..self.at.checked_sub(line.start)?)?.trim_end();
        let closed = before.ends_with(['}', ']', '"', '\'']);
        let found = line.text[before.len()..].trim();
        let start = line.start + line.text.len() - line.text[before.len()..].trim_start().len();
        (closed && !found.is_empty())
            .then(|| Diagnostic::text_after_value(found, self.place(start..start + found.len())))
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::tree;

    /// What is said first of a text, and what the caret is under.
    fn told(text: &str) -> (String, String) {
        let file = Arc::new(SourceFile { path: "a.yaml".into(), text: text.into() });
        let faults = tree::parse(&file, 0..text.len()).faults;
        let fault = faults.first().unwrap_or_else(|| panic!("no fault: {text}"));
        (fault.message.clone(), text[fault.labels[0].place.span.clone()].to_owned())
    }

    #[test]
    fn the_author_s_mistake_is_found_not_the_parser_s_rule() {
        let cases = [
            ("a: {pct}`b` c # d\n", "text that begins with a brace", "{pct}`b` c"),
            ("- {a: b, c: {pct}`d` e}\n", "text that begins with a brace", "{pct}`"),
            ("a:\n  - `b`\n", "text that begins with a backtick", "`b`"),
            ("a: [b](c.md) d\n", "text that begins with a bracket", "[b](c.md) d"),
            ("a: @b\n", "text that begins with `@`", "@b"),
            ("a: > b\n  c\n", "text that begins with `>`", "> b"),
            ("a: - b\n", "text that begins with a hyphen", "- b"),
            ("a: *b*\n", "no anchor for the alias `*b*`", "*b*"),
            ("a: *b c\n", "text that begins with an asterisk", "*b c"),
            ("a: b: c\n", "a text that holds a colon", ":"),
            ("a: b\n c: d\n", "an indentation of no space, found 1", "c"),
            ("a:\n  - b: c\n    d: e\n   f: g\n", "an indentation of 4 spaces, found 3", "f"),
            ("a:\n  - b\n - c\n", "an indentation of 2 spaces, found 1", "-"),
            ("a: \"b\nc: d\n", "a closing `\"` for this text", "\"b"),
            ("a: 'b'c'\n", "the end of the text behind its closing `'`", "c'"),
            ("a: \"b\\qc\"\n", "found `\\q`", "\\q"),
            ("a: \"b\\x4z\"\n", "found `\\x`", "\\x"),
            ("a: [b, c\nd: e\n", "a closing `]`, found none", "["),
            ("a: {b: c d: e}\n", "a comma or `}`, found a colon", ":"),
            ("a: b}\nc: }\n", "text that begins with a closing brace", "}"),
            ("a: b\n\tc: d\n", "expected spaces, found a tab", "\t"),
            ("\u{e9}: b\n\tc: d\n", "expected spaces, found a tab", "\t"),
            ("a: b\nc\n", "a key with a colon", "c"),
            ("a: b\nc d\ne: f\n", "a key with a colon", "c d"),
            ("a: b\n  - c: d\n", "a key, found an entry of a list", "-"),
            ("- {a: b},\n- c\n", "the end of the line, found `,`", ","),
            ("a: b\nc:d\ne: f\n", "a space behind the colon", "c:d"),
            ("a: b\0c\n", "a control character, U+0000", "\0"),
            ("- {a: #123, b: c}\n", "quotes round a text that begins with `#`", "#123"),
            ("- {a: #123, b: c}\n- {a: d}\n", "a text that begins with `#`", "#123"),
            ("- {a: b #1}\n- {a: d}\n", "quotes round a text that holds ` #`", "#1"),
            ("a:\n  b: #c d\n    - e: f\n   g: h\n", "an indentation of 2 spaces", "g"),
            ("a: # c\n  b: d\n   e: f\n", "an indentation of 2 spaces, found 3", "e"),
            ("a: {b: \"#1\", c: d # e\nf: g\n", "a closing `}`, found none", "{"),
        ];
        for (text, message, place) in cases {
            let told = told(text);
            assert!(told.0.contains(message), "{text:?}: {told:?}");
            assert_eq!(told.1, place, "{text:?}");
        }
    }
}
