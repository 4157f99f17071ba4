//! What hayagriva makes of a citation or an entry -> runs of plain text with their targets.

use hayagriva::citationberg::{FontStyle, FontWeight, VerticalAlign};
use hayagriva::{Elem, ElemChild, ElemChildren, ElemMeta, Formatting};

use crate::types::bibliography::{Face, Run, Target, WorkId, plain};
use crate::types::script::without_controls;

/// The name that stands for further authors in a .bib file: "Ye, J. and others".
const OTHERS: &str = "others";
/// What may stand before the last of several names.
const BEFORE_LAST: [&str; 5] = [", and ", ", & ", " and ", " & ", ", "];

/// A citation; `of` gives the work of one of its items.
pub(super) fn citation(content: &ElemChildren, of: &dyn Fn(usize) -> Option<WorkId>) -> Vec<Run> {
    let mut flat = Flat { runs: Vec::new(), et_al: "et al.", of };
    flat.children(content, None);
    flat.runs
}

/// Several citations within a sentence: "A (2017)", "A (2017) and B (2019)".
pub(super) fn joined(parts: Vec<Vec<Run>>) -> Vec<Run> {
    let count = parts.len();
    let mut out = Vec::new();
    for (i, part) in parts.into_iter().enumerate() {
        if i > 0 {
            let word = if i + 1 == count { " and " } else { ", " };
            out.push(Run { text: word.into(), face: Face::Plain, target: None });
        }
        out.extend(part);
    }
    out
}

/// An entry of the reference list, with its DOI, or else its address, as a link.
pub(super) fn entry(
    content: &ElemChildren,
    et_al: &'static str,
    doi: Option<&str>,
    address: Option<&str>,
) -> Vec<Run> {
    let mut flat = Flat { runs: Vec::new(), et_al, of: &|_| None };
    flat.children(content, None);
    let mut runs = flat.runs;
    let (text, target) = match (doi, address) {
        (Some(doi), _) => (format!("https://doi.org/{doi}"), doi_address(doi)),
        (None, Some(address)) => (address.to_owned(), address.to_owned()),
        (None, None) => return runs,
    };
    let link = Run { text, face: Face::Plain, target: Some(Target::Address(target)) };
    let at = runs.iter().position(|run| run.text.contains(&link.text));
    let Some(at) = at else {
        let stop = if plain(&runs).ends_with('.') { " " } else { ". " };
        push(&mut runs, Run { text: stop.into(), face: Face::Plain, target: None });
        runs.push(link);
        return runs;
    };
    let Run { text, face, .. } = runs.remove(at);
    let (before, after) = text.split_once(&link.text).unwrap_or_default();
    let rest = |text: &str| Run { text: text.to_owned(), face, target: None };
    let parts = [rest(before), link, rest(after)];
    runs.splice(at..at, parts.into_iter().filter(|run| !run.text.is_empty()));
    runs
}

/// The address of a DOI: signs that end or split an address are written in numbers.
fn doi_address(doi: &str) -> String {
    let mut out = String::from("https://doi.org/");
    for c in doi.chars() {
        match c {
            '%' => out.push_str("%25"),
            '#' => out.push_str("%23"),
            '?' => out.push_str("%3F"),
            '<' => out.push_str("%3C"),
            '>' => out.push_str("%3E"),
            '"' => out.push_str("%22"),
            c => out.push(c),
        }
    }
    out
}

/// Flattens a tree of elements.
struct Flat<'a> {
    runs: Vec<Run>,
    /// What is written in place of "others".
    et_al: &'static str,
    of: &'a dyn Fn(usize) -> Option<WorkId>,
}

impl Flat<'_> {
    fn children(&mut self, children: &ElemChildren, target: Option<&Target>) {
        for child in &children.0 {
            match child {
                ElemChild::Text(it) => self.text(&it.text, face(it.formatting), target),
                ElemChild::Elem(elem) => self.element(elem, target),
                ElemChild::Markup(text) => self.text(text, Face::Plain, target),
                // Links of entries are made of their DOI or address.
                ElemChild::Link { text, .. } => {
                    self.text(&text.text, face(text.formatting), target);
                }
                ElemChild::Transparent { .. } => {}
            }
        }
    }

    fn element(&mut self, elem: &Elem, target: Option<&Target>) {
        match elem.meta {
            Some(ElemMeta::Entry(item)) => {
                let work = (self.of)(item).map(Target::Work);
                self.children(&elem.children, work.as_ref().or(target));
            }
            Some(ElemMeta::Name(..)) if text_of(&elem.children) == OTHERS => self.others(target),
            _ => self.children(&elem.children, target),
        }
    }

    /// Further authors, in place of what joins the last of several names.
    fn others(&mut self, target: Option<&Target>) {
        let mut comma = false;
        if let Some(last) = self.runs.last_mut() {
            let joint = BEFORE_LAST.iter().find(|joint| last.text.ends_with(**joint));
            if let Some(joint) = joint {
                last.text.truncate(last.text.len() - joint.len());
                comma = joint.starts_with(',');
            }
        }
        let text = format!("{} {}", if comma { "," } else { "" }, self.et_al);
        self.text(&text, Face::Plain, target);
    }

    fn text(&mut self, text: &str, face: Face, target: Option<&Target>) {
        let text = with_apostrophes(&without_controls(text));
        push(&mut self.runs, Run { text, face, target: target.cloned() });
    }
}

/// Adds a run; one like the last is added to it.
fn push(runs: &mut Vec<Run>, run: Run) {
    match runs.last_mut().filter(|last| last.face == run.face && last.target == run.target) {
        Some(last) => last.text.push_str(&run.text),
        None if run.text.is_empty() => {}
        None => runs.push(run),
    }
}

fn face(formatting: Formatting) -> Face {
    match formatting {
        Formatting { vertical_align: VerticalAlign::Sup, .. } => Face::Raised,
        Formatting { vertical_align: VerticalAlign::Sub, .. } => Face::Lowered,
        Formatting { font_weight: FontWeight::Bold, .. } => Face::Bold,
        Formatting { font_style: FontStyle::Italic, .. } => Face::Italic,
        _ => Face::Plain,
    }
}

fn text_of(children: &ElemChildren) -> String {
    let mut out = String::new();
    for child in &children.0 {
        match child {
            ElemChild::Text(it) | ElemChild::Link { text: it, .. } => out.push_str(&it.text),
            ElemChild::Elem(elem) => out.push_str(&text_of(&elem.children)),
            ElemChild::Markup(text) => out.push_str(text),
            ElemChild::Transparent { .. } => {}
        }
    }
    out
}

/// A straight apostrophe within or behind a word as a typographic one.
fn with_apostrophes(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        let behind_word = out.ends_with(char::is_alphanumeric);
        out.push(if c == '\'' && behind_word { '’' } else { c });
    }
    out
}
