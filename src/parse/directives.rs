//! Fenced blocks -> code or directives.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event};

use super::blocks::Reader;
use super::bodies::Body;
use crate::diagnostic::Diagnostic;
use crate::types::document::{Block, Directive, DirectiveName, Role};

impl Reader<'_> {
    /// A block of code, or a directive.
    pub(super) fn code(
        &mut self,
        kind: &CodeBlockKind<'_>,
        range: &Range<usize>,
    ) -> Option<Block<Role, Directive>> {
        let mut body = Body::default();
        while let Some((Event::Text(text), range)) = self.events.next() {
            body.push(&text, range);
        }
        let CodeBlockKind::Fenced(info) = kind else { return Some(Block::Code(body.text)) };
        let Some(rest) = info.strip_prefix('{') else { return Some(Block::Code(body.text)) };
        if !self.is_page {
            // A text of paragraphs: the whole block is reported.
            return Some(Block::Code(body.text));
        }
        // Places are found in what is written; what Markdown makes of it may be longer.
        let end = self.text[range.clone()].find(['\r', '\n']).unwrap_or(range.len());
        let line = &self.text[range.start..range.start + end];
        let open = line.find('{').map_or(0, |at| at + 1);
        let close = line[open..].find('}').map_or(line.len(), |at| open + at);
        let (name_at, close_at) = (range.start + open, range.start + close);
        let Some((name, argument)) = rest.split_once('}') else {
            let place = self.origin.line(name_at.saturating_sub(1)..range.end);
            self.faults.push(Diagnostic::directive_brace(place));
            return None;
        };
        let name_place = self.origin.place(name_at..close_at);
        self.unclosed(name, range, &mut body);
        let Some((_, directive)) = DirectiveName::ALL.iter().find(|(known, _)| *known == name)
        else {
            let known: Vec<&str> = DirectiveName::ALL.iter().map(|(name, _)| *name).collect();
            self.faults.push(Diagnostic::unknown_directive(name, name_place, &known));
            return None;
        };
        if self.footnotes.open {
            self.faults.push(Diagnostic::directive_in_footnote(name, name_place));
            return None;
        }
        let written = line.get(close + 1..).unwrap_or_default();
        let start = close_at + 1 + written.len() - written.trim_start().len();
        let end = (start + written.trim().len()).min(range.end);
        let place = self.origin.place(start.min(range.end)..end);
        let argument = argument.trim().to_owned();
        let mut read = Directive {
            name: *directive,
            argument,
            place,
            paragraphs: Vec::new(),
            ids: Vec::new(),
        };
        self.inside(&mut read, name, start.min(range.end)..end, &body).then_some(())?;
        Some(Block::Directive(read))
    }

    /// Tells of a directive that is not closed, by what is taken for its body and cannot be one;
    /// the body is what may have been meant as such.
    fn unclosed(&mut self, name: &str, range: &Range<usize>, body: &mut Body) {
        let written = &self.text[range.clone()];
        let sign = if written.starts_with('~') { '~' } else { '`' };
        let fence: String = written.chars().take_while(|c| *c == sign).collect();
        let last = written.trim_end().rsplit('\n').next().unwrap_or_default();
        let last = last.trim_start_matches(['>', ' ', '\t']);
        let closed = written.trim_end().contains('\n')
            && last.starts_with(&fence)
            && last.chars().all(|c| c == sign);
        let mut at = 0;
        let strange = body.text.split_inclusive('\n').find_map(|line| {
            let start = at + line.len() - line.trim_start().len();
            at += line.len();
            let level = line.trim_start().bytes().take_while(|b| *b == b'#').count();
            let heading = (1..=6).contains(&level) && line.trim_start()[level..].starts_with(' ');
            let directive = ["```{", "~~~{"].iter().any(|it| line.trim_start().starts_with(it));
            let found = match (heading, directive) {
                (true, _) => "a heading inside it",
                (_, true) => "another directive inside it",
                _ => return None,
            };
            Some((found, start))
        });
        let is_text = matches!(name, "figure" | "table" | "how-to-cite");
        let text_at = body.text.len() - body.text.trim_start().len();
        let open = !closed && is_text && !body.text.trim().is_empty();
        let end = open.then_some(("text", text_at));
        let Some((found, at)) = strange.or(end) else { return };
        let (place, follows) = (self.origin.line(range.clone()), body.written(at..body.text.len()));
        let follows = self.origin.line(follows);
        self.faults.push(Diagnostic::unclosed_directive(name, &fence, found, place, follows));
        self.cut();
        let meant = match name {
            "finding" => at,
            // Ids stand on the lines right behind it.
            "facts" | "recommendations" => body.text.find("\n\n").map_or(at, |end| end.min(at)),
            _ => 0,
        };
        body.truncate(meant);
    }

    /// Reads what stands inside a directive, and the ids behind it; whether it says what it is
    /// about.
    fn inside(
        &mut self,
        read: &mut Directive,
        name: &str,
        argument: Range<usize>,
        body: &Body,
    ) -> bool {
        let there = match read.name {
            DirectiveName::Figure | DirectiveName::Table => {
                self.no_text(name, body);
                !read.argument.is_empty()
            }
            DirectiveName::HowToCite => {
                self.no_text(name, body);
                if !read.argument.is_empty() {
                    let place = read.place.clone();
                    self.faults.push(Diagnostic::no_argument(name, &read.argument, place));
                }
                true
            }
            DirectiveName::Finding => {
                read.paragraphs = self.paragraphs(name, body, &read.place);
                !read.argument.is_empty()
            }
            DirectiveName::Facts | DirectiveName::Recommendations => {
                read.ids = self.ids(argument, body);
                !read.ids.is_empty() || read.name == DirectiveName::Recommendations
            }
        };
        if !there {
            self.faults.push(Diagnostic::directive_argument(name, read.place.clone()));
        }
        there
    }

    /// Tells of a text inside a directive that takes none.
    fn no_text(&mut self, name: &str, body: &Body) {
        let text = body.text.trim();
        if !text.is_empty() {
            let start = body.text.len() - body.text.trim_start().len();
            let place = self.origin.line(body.written(start..start + text.len()));
            self.faults.push(Diagnostic::directive_body(name, place));
        }
    }

    /// A paragraph that begins like a directive with colons, which other tools of MyST know.
    pub(super) fn fence_of_colons(&mut self, range: &Range<usize>) {
        if self.is_page && self.text[range.clone()].starts_with(":::{") {
            self.faults.push(Diagnostic::directive_fence(self.origin.line(range.clone())));
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use crate::diagnostic::Diagnostic;
    use crate::parse::Origin;
    use crate::parse::blocks::page;
    use crate::types::source::SourceFile;

    /// The faults of a page as (code, what the caret is under).
    fn faults(text: &str) -> Vec<(&'static str, String)> {
        let file = Arc::new(SourceFile { path: "a.md".into(), text: text.into() });
        let (_, faults) = page(text, Origin::Body { file: &file, start: 0 }, false);
        let told =
            |fault: &Diagnostic| (fault.code, text[fault.labels[0].place.span.clone()].to_owned());
        faults.iter().map(told).collect()
    }

    #[test]
    fn what_is_not_closed_is_told_where_it_begins() {
        let open = |line| [("directive-fence", str::to_owned(line))];
        for what in ["b\n\n## c\n\nd\n", "\n```{figure} b\n```\n\n#### c\n", "b\n", "## c {#a}\n"] {
            let text = format!("## a\n\n```{{figure}} a.b\n{what}");
            assert_eq!(faults(&text), open("```{figure} a.b"), "{text:?}");
        }
        // What is lost to it is not missed.
        let notes = "a[^1]\n\n~~~~{table} b\n\n~~~\n\n[^1]: c\n\n## d[^2]\n\n~~~~\n\n[^2]: e\n";
        assert_eq!(faults(notes), open("~~~~{table} b"));
        assert_eq!(faults("```{facts} a.b\n\nAll is said.\n\n## c\n"), open("```{facts} a.b"));
        assert_eq!(faults("```{finding} a.b\nc\n\n## d\n\n- e\n"), open("```{finding} a.b"));
        assert_eq!(faults("> ```{how-to-cite}\n> ### a\n"), open("```{how-to-cite}"));
        // The end of a page closes it, too.
        assert!(faults("```{figure} a.b\n").is_empty());
        assert!(faults("```{finding} a.b\nc\n").is_empty());
    }
}
