//! What hayagriva makes of a citation or an entry -> runs of plain text with their targets.

use hayagriva::citationberg::{FontStyle, FontWeight, VerticalAlign};
use hayagriva::{Elem, ElemChild, ElemChildren, ElemMeta, Formatting};

use super::styles::Style;
use super::terms::Terms;
use crate::types::bibliography::{Face, Run, Target, WorkId, plain};
use crate::types::script::without_controls;

/// The name that stands for further authors in a .bib file: "Ye, J. and others".
const OTHERS: &str = "others";
/// What may stand before the last of several names, beside a word.
const BEFORE_LAST: [&str; 3] = [", & ", " & ", ", "];

/// What stands between the works of a citation.
#[derive(Debug, Clone, Copy)]
pub(super) struct Delimiters<'a> {
    /// Between works of different authors: "Jiang 2017; He 2019".
    pub(super) works: &'a str,
    /// Between years of the same authors: "Ye 2020, 2021".
    pub(super) years: &'a str,
}

/// A work that is cited, and whether it has a date.
#[derive(Debug, Clone, Copy)]
pub(super) struct Item {
    pub(super) work: WorkId,
    pub(super) dated: bool,
}

/// A citation; `of` gives the work of one of its items.
///
/// hayagriva takes one delimiter for the other; between letters of one year ("2021a, b") it is
/// right.
pub(super) fn citation(
    content: &ElemChildren,
    delimiters: Delimiters<'_>,
    terms: &Terms,
    of: &dyn Fn(usize) -> Option<Item>,
) -> Vec<Run> {
    let mut flat = Flat { runs: Vec::new(), terms, et_al: &terms.et_al, of };
    for (i, child) in content.0.iter().enumerate() {
        let before = i.checked_sub(1).and_then(|i| content.0.get(i)).and_then(item_text);
        let after = content.0.get(i + 1).and_then(item_text).filter(|_| before.is_some());
        match after {
            Some(next) if next.starts_with(|c: char| c.is_ascii_digit()) => {
                flat.text(delimiters.years, Face::Plain, None);
            }
            Some(next) if next.chars().count() > 1 => {
                flat.text(delimiters.works, Face::Plain, None);
            }
            _ => flat.child(child, None),
        }
    }
    tidied(flat.runs)
}

/// The text of an element that is one of the works of a citation.
fn item_text(child: &ElemChild) -> Option<String> {
    match child {
        ElemChild::Elem(Elem { meta: Some(ElemMeta::Entry(_)), children, .. }) => {
            Some(text_of(children))
        }
        _ => None,
    }
}

/// Several citations within a sentence: "A (2017)", "A (2017) and B (2019)".
pub(super) fn joined(parts: Vec<Vec<Run>>, and: &str) -> Vec<Run> {
    let count = parts.len();
    let mut out = Vec::new();
    for (i, part) in parts.into_iter().enumerate() {
        if i > 0 {
            let text = if i + 1 == count { format!(" {and} ") } else { ", ".into() };
            out.push(Run { text, face: Face::Plain, target: None });
        }
        out.extend(part);
    }
    out
}

/// An entry of the reference list, with its DOI, or else its address, as a link.
pub(super) fn entry(
    content: &ElemChildren,
    style: &Style,
    doi: Option<&str>,
    address: Option<&str>,
) -> Vec<Run> {
    let (terms, et_al) = (&style.terms, style.et_al.as_str());
    let mut flat = Flat { runs: Vec::new(), terms, et_al, of: &|_| None };
    flat.children(content, None);
    let mut runs = tidied(flat.runs);
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

/// Runs without what hayagriva writes twice: spaces, and the full stop of an abbreviation before
/// that of a sentence. Three points are meant.
fn tidied(mut runs: Vec<Run>) -> Vec<Run> {
    let text: Vec<char> = runs.iter().flat_map(|run| run.text.chars()).collect();
    let mut at = 0usize;
    let mut kept = |c: char| {
        let near = |step: isize| at.checked_add_signed(step).and_then(|i: usize| text.get(i));
        let (before, after) = (near(-1), near(1));
        let drop = match c {
            ' ' => after.is_none_or(|c| *c == ' ') || before.is_none(),
            '.' => before == Some(&'.') && near(-2) != Some(&'.') && after != Some(&'.'),
            _ => false,
        };
        at += 1;
        !drop
    };
    for run in &mut runs {
        run.text.retain(&mut kept);
    }
    runs.retain(|run| !run.text.is_empty());
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
    terms: &'a Terms,
    /// What is written in place of "others".
    et_al: &'a str,
    of: &'a dyn Fn(usize) -> Option<Item>,
}

impl Flat<'_> {
    fn children(&mut self, children: &ElemChildren, target: Option<&Target>) {
        children.0.iter().for_each(|child| self.child(child, target));
    }

    fn child(&mut self, child: &ElemChild, target: Option<&Target>) {
        match child {
            // The name is a text of its own, whatever stands round it.
            ElemChild::Text(it) if it.text.trim_end() == OTHERS => {
                self.others(target);
                self.text(&it.text[OTHERS.len()..], Face::Plain, target);
            }
            // Links of entries are made of their DOI or address.
            ElemChild::Text(it) | ElemChild::Link { text: it, .. } => {
                self.text(&it.text, face(it.formatting), target);
            }
            ElemChild::Elem(elem) => self.element(elem, target),
            ElemChild::Markup(text) => self.text(text, Face::Plain, target),
            ElemChild::Transparent { .. } => {}
        }
    }

    fn element(&mut self, elem: &Elem, target: Option<&Target>) {
        match elem.meta {
            Some(ElemMeta::Entry(item)) => {
                let Some(item) = (self.of)(item) else {
                    return self.children(&elem.children, target);
                };
                let target = Target::Work(item.work);
                self.children(&elem.children, Some(&target));
                if !item.dated {
                    self.undated(&target);
                }
            }
            _ => self.children(&elem.children, target),
        }
    }

    /// Further authors, in place of what joins the last of several names.
    fn others(&mut self, target: Option<&Target>) {
        let mut comma = false;
        if let Some(last) = self.runs.last_mut() {
            let word = &self.terms.and;
            let worded = [format!(", {word} "), format!(" {word} ")];
            let mut joints = worded.iter().map(String::as_str).chain(BEFORE_LAST);
            if let Some(joint) = joints.find(|joint| last.text.ends_with(joint)) {
                last.text.truncate(last.text.len() - joint.len());
                comma = joint.starts_with(',');
            }
        }
        let text = format!("{} {}", if comma { "," } else { "" }, self.et_al);
        self.text(&text, Face::Plain, target);
    }

    /// Closes a work without a date: "Society (n.d.)", "(Society n.d.)".
    fn undated(&mut self, target: &Target) {
        let undated = &self.terms.undated;
        let last = self.runs.last_mut().filter(|run| !run.text.contains(undated));
        let Some(last) = last else { return };
        match last.text.strip_suffix("()").map(str::len) {
            Some(kept) => {
                last.text.truncate(kept);
                self.text(&format!("({undated})"), Face::Plain, Some(target));
            }
            None => self.text(&format!(" {undated}"), Face::Plain, Some(target)),
        }
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
