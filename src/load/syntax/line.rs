//! A line of YAML -> its key, its value, its columns; brackets and escapes in a text.

use std::ops::Range;

/// The signs with which a text without quotes cannot begin.
pub(super) const SIGNS: &str = "`@%&!|>?,]}{[-";

/// A line of a file.
#[derive(Clone, Copy)]
pub(super) struct Line<'a> {
    /// Where it begins in the file.
    pub(super) start: usize,
    /// Its text, without the line end.
    pub(super) text: &'a str,
}

impl<'a> Line<'a> {
    pub(super) fn indent(self) -> usize {
        self.text.len() - self.text.trim_start_matches(' ').len()
    }

    /// Whether there is something for YAML to read.
    pub(super) fn says(self) -> bool {
        let text = self.text.trim();
        !text.is_empty() && !text.starts_with('#')
    }

    /// Whether it holds no key.
    pub(super) fn is_bare(self) -> bool {
        !self.text.contains(": ") && !self.text.trim_end().ends_with(':')
    }

    /// The key before the first colon, and where its value begins; without a key, the value of
    /// an entry of a list.
    pub(super) fn value(self) -> (Option<&'a str>, usize) {
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

/// The end of what is in brackets at the start of a text.
pub(super) fn closed_at(text: &str) -> Option<usize> {
    let mut depth = 0;
    for (at, c) in text.char_indices() {
        match c {
            '{' | '[' => depth += 1,
            '}' | ']' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some(at + 1);
        }
    }
    None
}

/// Where the last bracket begins that is open at the end of a text. Brackets count where a value
/// can begin; within quotes they do not.
pub(super) fn open_in_text(text: &str) -> Option<usize> {
    let mut open = Vec::new();
    let mut quote: Option<char> = None;
    let mut before = '\n';
    for (at, c) in text.char_indices() {
        // White space keeps what stands before it, so that `: [` begins a value.
        let begins = matches!(before, '\n' | ':' | '-' | ',' | '[' | '{');
        match quote {
            Some(mark) => quote = quote.filter(|_| c != mark),
            None if begins && matches!(c, '"' | '\'') => quote = Some(c),
            None if begins && matches!(c, '[' | '{') => open.push(at),
            None if matches!(c, ']' | '}') => {
                open.pop();
            }
            None => {}
        }
        if c == '\n' || !c.is_whitespace() {
            before = c;
        }
    }
    open.pop()
}

/// A `#` in a line that begins a remark and seems to be meant as text.
pub(super) struct Remark<'a> {
    /// Where it stands in the line.
    pub(super) hash: usize,
    /// Where the text ends that is meant.
    pub(super) end: usize,
    /// The key of that text, where it has one.
    pub(super) key: Option<&'a str>,
    /// That text, with what stands before the `#`.
    pub(super) text: &'a str,
}

/// The remark of a line that was meant as text: within brackets that only it closes, or right
/// behind the colon of a key or a comma within them.
pub(super) fn remark(line: &str) -> Option<Remark<'_>> {
    let hash =
        line.match_indices(" #").map(|(at, _)| at + 1).find(|at| !in_quotes(&line[..*at]))?;
    let before = &line[..hash];
    open_in_text(before)?;
    let closes = line[hash..].find([']', '}']).map(|at| hash + at)?;
    let end = line[hash..closes].find(',').map_or(closes, |at| hash + at);
    let begin = before.rfind([',', '{', '[']).map_or(0, |at| at + 1);
    let (key, start) = match line[begin..hash].split_once(": ") {
        Some((key, value)) => (Some(key.trim()), hash - value.trim_start().len()),
        None => (None, hash - line[begin..hash].trim_start().len()),
    };
    let end = hash + line[hash..end].trim_end().len();
    Some(Remark { hash, end, key, text: &line[start..end] })
}

/// Whether a text in quotes is open at the end of a line's beginning.
fn in_quotes(text: &str) -> bool {
    let mut quote: Option<char> = None;
    let mut before = ' ';
    for c in text.chars() {
        let begins = matches!(before, ' ' | ':' | '-' | ',' | '[' | '{');
        match quote {
            Some(mark) => quote = quote.filter(|_| c != mark),
            None if begins && matches!(c, '"' | '\'') => quote = Some(c),
            None => {}
        }
        before = c;
    }
    quote.is_some()
}

/// The columns at which a hyphen or key of a line begins, with the stretch to be shown.
pub(super) fn columns(line: Line<'_>) -> Vec<(bool, usize, Range<usize>)> {
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
pub(super) fn wrong_escape(text: &str) -> Option<(usize, &str)> {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_are_found_where_values_begin() {
        assert_eq!(open_in_text("a: [b, {c: d}, "), Some(3));
        assert_eq!(open_in_text("a: [b]\nc: see [1\n"), None);
        assert_eq!(open_in_text("a: \"[\"\nb:\n  - {c: '}'"), Some(14));
    }

    #[test]
    fn remarks_are_told_from_texts() {
        let found = |line| remark(line).map(|it| (it.key, it.text));
        assert_eq!(found("- {a: #12, b: \"#3\"}"), Some((Some("a"), "#12")));
        assert_eq!(found("- {a: b, c: Room #5}"), Some((Some("c"), "Room #5")));
        assert_eq!(found("- [a, #5 b]"), Some((None, "#5 b")));
        assert_eq!(found("- {a: \"b #5\", c: d} # e {f}"), None);
        assert_eq!(found("- {a: b, # c"), None);
        assert_eq!(found("- {a: b#c}"), None);
        assert_eq!(found("a: # b"), None);
    }

    #[test]
    fn lines_have_a_key_and_a_value() {
        let value = |text| Line { start: 0, text }.value();
        assert_eq!(value("  - a:  b: c"), (Some("a"), 8));
        assert_eq!(value("  - b"), (None, 4));
        assert_eq!(value("\"a: b\""), (None, 0));
        let columns = |text| -> Vec<(bool, usize)> {
            columns(Line { start: 5, text }).into_iter().map(|(dash, at, _)| (dash, at)).collect()
        };
        assert_eq!(columns("  - - a: b"), [(true, 2), (true, 4), (false, 6)]);
        assert_eq!(columns("- {a: b}"), [(true, 0)]);
        assert_eq!(columns(" a"), [(false, 1)]);
    }

    #[test]
    fn escapes_that_do_not_exist_are_found() {
        assert_eq!(wrong_escape(r#""a \n \" \u00e9 \q""#), Some((16, r"\q")));
        assert_eq!(wrong_escape(r#""\x4""#), Some((1, r"\x")));
        assert_eq!(wrong_escape(r#""\\ \t""#), None);
    }
}
