//! `Differences` -> Markdown, as a notice or a pull request shows them.

use std::fmt::Write as _;

use super::human::merged;
use crate::types::difference::{Change, Differences, Kind, Part};
use crate::types::wording::{
    change_in_words, difference_in_words, entries_counted, identity_in_words, kinds_counted,
    name_in_words, not_compared_in_words, part_in_words,
};

/// Parts that are told as tables of what stood and what stands.
const TABLES: [Part; 4] = [Part::Values, Part::Derived, Part::Intervals, Part::Ranks];

impl Differences {
    /// Everything that differs, as Markdown.
    #[must_use]
    pub fn markdown(&self) -> String {
        let mut out = String::from("## What changed\n\n");
        let [old, new] = [&self.old, &self.new].map(|it| escaped(&identity_in_words(it)));
        let _ = writeln!(out, "- Old: {old}\n- New: {new}");
        for part in Part::ALL.into_iter().filter(|part| self.of(*part).next().is_some()) {
            let counted = kinds_counted(self, part);
            let _ = writeln!(out, "\n### {}\n\n{counted}\n", part_in_words(part));
            if TABLES.contains(&part) {
                out.push_str("| Id | What | Old | New |\n|---|---|---|---|\n");
                self.of(part).for_each(|change| rows(&mut out, change));
            } else {
                for (change, ids) in merged(self, part) {
                    item(&mut out, change, &ids);
                }
            }
        }
        if self.is_empty() {
            let held = self.held.iter().filter(|(_, n)| *n > 0);
            let held: Vec<String> = held.map(|(part, n)| entries_counted(*part, *n)).collect();
            let _ = writeln!(out, "\nNo difference. Compared: {}.", held.join(", "));
        }
        if !self.not_compared.is_empty() {
            out.push_str("\n### Not compared\n\n");
            for it in &self.not_compared {
                let _ = writeln!(out, "- {}", escaped(&not_compared_in_words(it, self)));
            }
        }
        out
    }
}

/// The rows of a value.
fn rows(out: &mut String, change: &Change) {
    let id = code(&change.id);
    let id = match &change.former {
        Some(former) => format!("{id}, formerly {}", code(former)),
        None => id,
    };
    let name = escaped(name_in_words(change).unwrap_or(""));
    let mut row = |what: &str, old: &str, new: &str| {
        let what = if what.is_empty() { name.clone() } else { escaped(what) };
        let _ = writeln!(out, "| {id} | {what} | {} | {} |", escaped(old), escaped(new));
    };
    let told = change_in_words(change);
    for it in &told {
        row(&it.name, &it.old, &it.new);
    }
    if told.is_empty() {
        let (old, new) = difference_in_words(change);
        row("", old.as_deref().unwrap_or(""), new.as_deref().unwrap_or(""));
    }
}

/// An item of a list: a sentence, a figure, a finding.
fn item(out: &mut String, change: &Change, ids: &[&str]) {
    let ids: Vec<String> = ids.iter().map(|id| code(id)).collect();
    let word = match change.kind {
        Kind::Added => ", new",
        Kind::Removed => ", gone",
        Kind::Moved => ", moved",
        Kind::Changed | Kind::Renamed | Kind::Affected => "",
    };
    let former = change.former.as_ref().map(|former| format!(", formerly {}", code(former)));
    let told = change_in_words(change);
    let name = match name_in_words(change) {
        None if change.kind != Kind::Changed => {
            let (old, new) = difference_in_words(change);
            new.or(old).map_or_else(String::new, |figure| format!(": {}", escaped(&figure)))
        }
        Some(name) if told.iter().all(|it| !it.name.is_empty()) => {
            format!(": {}", escaped(name))
        }
        _ => String::new(),
    };
    let _ = writeln!(out, "- {}{word}{}{name}", ids.join(", "), former.unwrap_or_default());
    for it in told {
        let name = if it.name.is_empty() { String::new() } else { format!("{}, ", it.name) };
        let (old, new) = (escaped(&it.old), escaped(&it.new));
        let _ = writeln!(out, "  - {name}old: {old}\n  - {name}new: {new}");
    }
    if !change.rests_on.is_empty() {
        let values: Vec<String> = change.rests_on.iter().map(|id| code(id)).collect();
        let _ = writeln!(out, "  - rests on {}", values.join(", "));
    }
}

/// A name as code. Ids have no backticks; what was made by others may.
fn code(id: &str) -> String {
    let id: String = id.chars().filter(|c| !c.is_control() && *c != '`' && *c != '|').collect();
    format!("`{id}`")
}

/// A text without a meaning for Markdown or HTML, in one line.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '#' | '~' => {
                out.push('\\');
                out.push(c);
            }
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '@' => out.push_str("&#64;"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_of_others_stay_texts() {
        assert_eq!(escaped("a|b *c* <d>\n@e"), "a\\|b \\*c\\* &lt;d&gt; &#64;e");
        assert_eq!(code("a`b|c"), "`abc`");
    }
}
