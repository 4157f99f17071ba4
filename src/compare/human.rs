//! `Differences` -> lines for a terminal: in full, or in short.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::types::difference::{Change, Differences, Entry, Kind, Part};
use crate::types::wording::{
    Told, change_in_words, difference_in_words, entries_counted, identity_in_words, kinds_counted,
    name_in_words, not_compared_in_words, part_in_words,
};

/// Texts longer than this stand below each other.
const SIDE_BY_SIDE: usize = 40;
/// How many values the short form names.
const NAMED: usize = 8;

impl Differences {
    /// Everything that differs, for a reader at a terminal.
    #[must_use]
    pub fn human(&self) -> String {
        let mut out = String::new();
        line(&mut out, 0, &format!("Old: {}", identity_in_words(&self.old)));
        line(&mut out, 0, &format!("New: {}", identity_in_words(&self.new)));
        for part in Part::ALL.into_iter().filter(|part| self.of(*part).next().is_some()) {
            out.push('\n');
            let title = part_in_words(part);
            line(&mut out, 0, &format!("{title}: {}", kinds_counted(self, part)));
            for (change, ids) in merged(self, part) {
                told(&mut out, change, &ids);
            }
        }
        if self.is_empty() {
            let held = self.held.iter().filter(|(_, n)| *n > 0);
            let held: Vec<String> = held.map(|(part, n)| entries_counted(*part, *n)).collect();
            out.push('\n');
            line(&mut out, 0, &format!("No difference. Compared: {}.", held.join(", ")));
        }
        if !self.not_compared.is_empty() {
            out.push('\n');
            line(&mut out, 0, "Not compared:");
            for it in &self.not_compared {
                line(&mut out, 1, &not_compared_in_words(it, self));
            }
        }
        out
    }

    /// What differs in short: how much of each part, and the first values.
    #[must_use]
    pub fn brief(&self) -> String {
        if self.is_empty() {
            return "it says the same\n".into();
        }
        let counted = Part::ALL.into_iter().filter_map(|part| {
            let affected = self.count(part, Kind::Affected);
            let n = self.of(part).count() - affected;
            (n > 0).then(|| entries_counted(part, n))
        });
        let counted: Vec<String> = counted.collect();
        let mut out = format!("{} changed", counted.join(", "));
        let resting = self.of(Part::Recommendations).filter(|it| !it.rests_on.is_empty()).count();
        if resting > 0 {
            let resting = entries_counted(Part::Recommendations, resting);
            let _ = write!(out, "; {resting} on values that changed");
        }
        out.push('\n');
        let values = [Part::Values, Part::Derived].into_iter().flat_map(|part| self.of(part));
        let values: Vec<String> = values.filter_map(in_a_line).collect();
        values.iter().take(NAMED).for_each(|text| line(&mut out, 1, text));
        if values.len() > NAMED {
            line(&mut out, 1, &format!("and {} more", values.len() - NAMED));
        }
        out
    }
}

/// A change of a value in one line; none where its figure is the same.
fn in_a_line(change: &Change) -> Option<String> {
    let id = &change.id;
    match (change.kind, difference_in_words(change)) {
        (Kind::Added, (_, Some(new))) => Some(format!("{id}  new: {new}")),
        (Kind::Removed, (Some(old), _)) => Some(format!("{id}  gone: {old}")),
        (_, (Some(old), Some(new))) if old != new => Some(format!("{id}  {old} -> {new}")),
        _ => None,
    }
}

/// The changes of a part, each with its ids: a sentence that stands in several places is told once.
pub(super) fn merged<'a>(
    differences: &'a Differences,
    part: Part,
) -> Vec<(&'a Change, Vec<&'a str>)> {
    let mut merged: Vec<(&Change, Vec<&str>)> = Vec::new();
    let mut told: BTreeMap<(Kind, Option<&str>, Option<&str>), usize> = BTreeMap::new();
    for change in differences.of(part) {
        let text = |entry: &'a Option<Entry>| entry.as_ref()?.get("text")?.as_str();
        let words = (change.kind, text(&change.old), text(&change.new));
        let known = told.get(&words).copied();
        // Two sentences with the same words may hold other values.
        match known.filter(|at| merged[*at].0.fields == change.fields) {
            Some(at) if part == Part::Sentences => merged[at].1.push(&change.id),
            _ => {
                told.insert(words, merged.len());
                merged.push((change, vec![&change.id]));
            }
        }
    }
    merged
}

/// One change: its id and what is told of it.
fn told(out: &mut String, change: &Change, ids: &[&str]) {
    let mut head = ids.join(", ");
    let name = name_in_words(change).unwrap_or("");
    let long = matches!(change.part, Part::Sentences | Part::Findings | Part::References);
    if !long && !name.is_empty() && change.field("title").is_none() {
        let _ = write!(head, " ({name})");
    }
    match change.kind {
        Kind::Added => head.push_str(", new"),
        Kind::Removed => head.push_str(", gone"),
        Kind::Moved => head.push_str(", moved"),
        Kind::Changed | Kind::Renamed | Kind::Affected => {}
    }
    if let Some(former) = &change.former {
        let _ = write!(head, ", formerly {former}");
    }
    let mut lines = change_in_words(change);
    if change.part == Part::Study {
        for it in &lines {
            detail(out, 1, it);
        }
        return;
    }
    let first = lines.first().filter(|it| it.name.is_empty() && !long).cloned();
    if let Some(Told { old, new, .. }) = first {
        let _ = write!(head, ": {old} -> {new}");
        lines.remove(0);
    } else if let (false, (old, new)) = (change.kind == Kind::Changed, difference_in_words(change))
        && let Some(figure) = new.or(old)
    {
        let _ = write!(head, ": {figure}");
    }
    line(out, 1, &head);
    if long && change.kind != Kind::Changed {
        let mark = match change.kind {
            Kind::Added => "+ ",
            Kind::Removed => "- ",
            _ => "",
        };
        line(out, 2, &format!("{mark}{name}"));
    }
    for it in &lines {
        detail(out, 2, it);
    }
    if !change.rests_on.is_empty() {
        line(out, 2, &format!("rests on {}", change.rests_on.join(", ")));
    }
}

/// One thing of a change: in a line where it is short, otherwise the old above the new.
fn detail(out: &mut String, level: usize, it: &Told) {
    let short = |text: &str| text.chars().count() <= SIDE_BY_SIDE;
    if !it.name.is_empty() && short(&it.old) && short(&it.new) {
        return line(out, level, &format!("{}: {} -> {}", it.name, it.old, it.new));
    }
    if !it.name.is_empty() {
        line(out, level, &format!("{}:", it.name));
    }
    line(out, level, &format!("- {}", it.old));
    line(out, level, &format!("+ {}", it.new));
}

/// A line with its indentation; what would break it, or command a terminal, is a space.
fn line(out: &mut String, level: usize, text: &str) {
    (0..level).for_each(|_| out.push_str("  "));
    out.extend(text.chars().map(|c| if c.is_control() { ' ' } else { c }));
    out.push('\n');
}
