//! Raw HTML, which is left out and told.

use std::ops::Range;

use pulldown_cmark::{Event, TagEnd};

use super::blocks::Reader;
use crate::diagnostic::Diagnostic;

impl Reader<'_> {
    /// A block of raw HTML, told once however many lines it has; comments are no fault.
    pub(super) fn html_block(&mut self, range: &Range<usize>) {
        for (event, _) in self.events.by_ref() {
            if matches!(event, Event::End(TagEnd::HtmlBlock)) {
                break;
            }
        }
        self.html(&self.text[range.clone()], range.clone());
    }

    /// Raw HTML, which is left out.
    pub(super) fn html(&mut self, html: &str, range: Range<usize>) {
        let mut rest = html.trim();
        while let Some(comment) = rest.strip_prefix("<!--") {
            rest = comment.split_once("-->").map_or("", |(_, rest)| rest).trim_start();
        }
        let closing = rest.starts_with("</") && self.told.html;
        if !rest.is_empty() && !closing {
            self.told.html = true;
            self.faults.push(Diagnostic::raw_html(self.origin.line(range)));
        }
    }
}
