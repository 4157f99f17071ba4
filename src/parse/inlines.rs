//! Inline elements: text, roles, links, images.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Tag};

use super::blocks::{Inlines, Reader};
use crate::diagnostic::Diagnostic;
use crate::types::document::{Inline, Role, RoleName};
use crate::types::script::without_controls;

/// The longest name of a role that is looked for, in bytes.
const LONGEST_NAME: usize = 32;

impl<'a> Reader<'a> {
    /// Inline elements up to the end of what is open.
    pub(super) fn inlines(&mut self) -> Inlines {
        let mut out = Inlines::new();
        while let Some((event, range)) = self.events.next() {
            if matches!(event, Event::End(_)) {
                break;
            }
            self.inline(event, range, &mut out);
        }
        out
    }

    /// One inline element.
    pub(super) fn inline(&mut self, event: Event<'a>, range: Range<usize>, out: &mut Inlines) {
        match event {
            Event::Text(text) => {
                self.find_loose_roles(&range);
                self.loose_footnote(&range);
                push_text(out, &text);
            }
            Event::Code(code) => self.code_or_role(&code, &range, out),
            Event::SoftBreak => out.push(Inline::SoftBreak),
            Event::HardBreak => out.push(Inline::HardBreak),
            Event::FootnoteReference(name) if self.is_page => {
                out.push(Inline::Footnote(self.footnotes.index(&name)));
            }
            Event::FootnoteReference(name) => {
                let place = self.origin.place(range);
                self.faults.push(Diagnostic::unknown_footnote(&name, false, place));
            }
            Event::Html(html) | Event::InlineHtml(html) => self.html(&html, range),
            Event::Start(tag) if self.deeper(&range) => {
                let content = self.inlines();
                out.push(self.container(tag, content, range));
                self.shallower();
            }
            _ => {}
        }
    }

    fn container(&mut self, tag: Tag<'a>, content: Inlines, range: Range<usize>) -> Inline<Role> {
        match tag {
            Tag::Strong => Inline::Strong(content),
            Tag::Strikethrough => Inline::Strike(content),
            Tag::Link { link_type, dest_url, .. } => {
                let place = self.origin.line(self.target_range(&dest_url, range));
                let scheme = if link_type == LinkType::Email { "mailto:" } else { "" };
                Inline::Link { target: format!("{scheme}{dest_url}"), content, place }
            }
            Tag::Image { dest_url, .. } => {
                let place = self.origin.line(range);
                Inline::Image { path: dest_url.to_string(), alt: content, place }
            }
            _ => Inline::Emphasis(content),
        }
    }

    /// Where the target of a link is written; the whole link where it is written elsewhere.
    fn target_range(&self, target: &str, range: Range<usize>) -> Range<usize> {
        let at = self.text[range.clone()].rfind(target).filter(|_| !target.is_empty());
        at.map_or(range.clone(), |at| range.start + at..range.start + at + target.len())
    }

    /// A code span: a role where the text right before it ends in {name}.
    fn code_or_role(&mut self, code: &str, range: &Range<usize>, out: &mut Inlines) {
        let from = self.text.floor_char_boundary(range.start.saturating_sub(LONGEST_NAME));
        let name = self.text[from..range.start]
            .strip_suffix('}')
            .and_then(|rest| rest.rsplit_once('{'))
            .filter(|(rest, _)| !rest.ends_with('\\'))
            .map(|(_, name)| name)
            .filter(|name| is_role_name(name));
        let (Some(name), Some(Inline::Text(text))) = (name, out.last_mut()) else {
            out.push(Inline::Code(without_controls(code).into_owned()));
            return;
        };
        let Some(kept) = text.strip_suffix(&format!("{{{name}}}")) else {
            out.push(Inline::Code(without_controls(code).into_owned()));
            return;
        };
        self.loose_roles.remove(&range.start);
        let empty = kept.is_empty();
        text.truncate(kept.len());
        if empty {
            out.pop();
        }
        let Some(role) = RoleName::of(name) else {
            let known: Vec<&str> = RoleName::ALL.iter().map(|(name, _)| *name).collect();
            let place = self.origin.place(range.start - name.len() - 1..range.start - 1);
            self.faults.push(Diagnostic::unknown_role(name, place, &known));
            return;
        };
        if code.trim().is_empty() {
            let place = self.origin.place(range.start - name.len() - 2..range.end);
            self.faults.push(Diagnostic::role_argument(name, place));
            return;
        }
        let ticks = self.text[range.clone()].bytes().take_while(|b| *b == b'`').count();
        let written = &self.text[range.start + ticks..range.end - ticks];
        let start = range.start + ticks + written.len() - written.trim_start().len();
        let place = self.origin.place(start..start + written.trim().len());
        // A line end within the span is one space, however the file ends its lines.
        let argument = code.split_whitespace().collect::<Vec<_>>().join(" ");
        out.push(Inline::Role(Role { name: role, argument, place }));
    }

    /// Notes where a text holds the name of a role in braces; the code span that follows takes
    /// the last of them away again.
    fn find_loose_roles(&mut self, range: &Range<usize>) {
        if !self.text[range.clone()].contains('{') {
            return;
        }
        for (name, _) in RoleName::ALL {
            let mark = format!("{{{name}}}");
            for (at, _) in self.text[range.clone()].match_indices(&mark) {
                let start = range.start + at;
                if !self.text[..start].ends_with('\\') {
                    self.loose_roles.insert(start + mark.len(), start..start + mark.len());
                }
            }
        }
    }
}

/// Names of roles: letters, and a colon within, as in cite:p.
fn is_role_name(name: &str) -> bool {
    !name.is_empty()
        && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b':' || b == b'-' || b == b'_')
}

fn push_text(out: &mut Inlines, text: &str) {
    let text = without_controls(text);
    if let Some(Inline::Text(last)) = out.last_mut() {
        last.push_str(&text);
    } else {
        out.push(Inline::Text(text.into_owned()));
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use crate::parse::blocks::page;
    use crate::parse::{Origin, blocks};
    use crate::types::document::{Block, Directive, Inline, Role, for_each_role};
    use crate::types::source::SourceFile;

    type Told = Vec<(String, String)>;

    /// The roles of a page as (what stands at their places, argument), and its faults as (code,
    /// what the caret is under).
    fn read(text: &str) -> (Told, Told) {
        let file = Arc::new(SourceFile { path: "a.md".into(), text: format!("é\n{text}") });
        let origin = Origin::Body { file: &file, start: "é\n".len() };
        let (read, faults) = page(text, origin, false);
        let page = read.document;
        let mut roles = Vec::new();
        let mut look = |role: &Role| {
            roles.push((file.text[role.place.span.clone()].to_owned(), role.argument.clone()));
        };
        for block in
            page.blocks.into_iter().chain(page.footnotes.into_iter().flat_map(|f| f.blocks))
        {
            for_each_role(&blocks::inlines_of(block), &mut look);
        }
        let told = faults.iter().map(|fault| {
            let place = &fault.labels[0].place;
            (fault.code.to_owned(), file.text[place.span.clone()].to_owned())
        });
        (roles, told.collect())
    }

    fn pairs(list: &[(&str, &str)]) -> Told {
        list.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect()
    }

    #[test]
    fn roles_stand_where_they_are_written() {
        let text = "中 {pct}`a.b.c`, {n}`` d`e ``,\r\n> {diff}`a -\r\n> b`\r\n\r\n- *{word}`x`*[^1]\r\n\r\n[^1]: \
                    {n}` y `\r\n";
        let (roles, faults) = read(text);
        assert_eq!(
            roles,
            pairs(&[
                ("a.b.c", "a.b.c"),
                ("d`e", "d`e"),
                ("a -\r\n> b", "a - b"),
                ("x", "x"),
                ("y", "y"),
            ])
        );
        assert!(faults.is_empty(), "{faults:?}");
    }

    #[test]
    fn braces_and_code_may_stand_for_themselves() {
        let (roles, faults) =
            read("\\{pct}`a` and {other} `b` and `{pct}` and {a b}`c` and f{}`d`");
        assert!(roles.is_empty() && faults.is_empty(), "{roles:?} {faults:?}");
        let (roles, faults) = read("    {pct} in code\n\n```\n{n}\n```\n");
        assert!(roles.is_empty() && faults.is_empty(), "{roles:?} {faults:?}");
    }

    #[test]
    fn what_was_meant_as_a_role_is_told() {
        let (roles, faults) = read("{pct} `a`, {n}'b', {Pct}`c`, {pct}` ` and {range}`d` {range}");
        assert_eq!(roles, pairs(&[("d", "d")]));
        let expected = [
            ("unknown-role", "Pct"),
            ("role-argument", "{pct}` `"),
            ("role-argument", "{pct}"),
            ("role-argument", "{n}"),
            ("role-argument", "{range}"),
        ];
        assert_eq!(faults, pairs(&expected));
    }

    #[test]
    fn links_are_shown_by_their_targets() {
        let file =
            Arc::new(SourceFile { path: "a.md".into(), text: "[a [b]](c.md#a) ![d](e)".into() });
        let (read, _) = page(&file.text, Origin::Body { file: &file, start: 0 }, false);
        let page = read.document;
        let Some(Block::<Role, Directive>::Paragraph(content)) = page.blocks.first() else {
            panic!("a paragraph")
        };
        let places = content.iter().filter_map(|inline| match inline {
            Inline::Link { place, .. } | Inline::Image { place, .. } => {
                Some(&file.text[place.span.clone()])
            }
            _ => None,
        });
        assert_eq!(places.collect::<Vec<_>>(), ["c.md#a", "![d](e)"]);
    }
}
