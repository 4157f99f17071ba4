//! What a package is made of -> `codebook.md`: who was asked, every question with its options, the
//! computed values, and the columns of all files.

use super::Made;
use crate::types::data::{Cells, Column, Contents};
use crate::types::messages::say;
use crate::types::number::{Exact, NumberStyle};
use crate::types::study::{Answer, BaseIs, GroupFact, QuestionId, TableId, Text};
use crate::types::wording::Wording;

/// Writes the file.
pub(super) fn write(made: &Made<'_>) -> String {
    let (wording, facts) = (made.wording, &made.facts);
    let study = wording.study;
    let mut book = Book(String::new());
    book.heading(1, &say!(wording.style(), "codebook-title", title = facts.title));
    book.paragraph(&say!(
        wording.style(),
        "codebook-version",
        version = facts.version,
        date = wording.style().date(&facts.date)
    ));
    if let Some(source) = &facts.source {
        book.paragraph(source);
    }
    book.paragraph(wording.style().text("codebook-percents"));
    groups(&mut book, wording);
    book.heading(2, wording.style().text("codebook-questions"));
    for table in (0..study.tables.len()).map(TableId) {
        book.heading(3, &wording.table_heading(table));
        if let Some(note) = &study[table].note {
            book.paragraph(&wording.plain(note));
        }
        for id in study[table].question_ids() {
            question(&mut book, wording, id);
        }
    }
    derived(&mut book, wording);
    files(&mut book, made);
    book.0
}

/// Markdown in the making.
struct Book(String);

impl Book {
    fn line(&mut self, line: &str) {
        self.0.push_str(line);
        self.0.push('\n');
    }

    fn heading(&mut self, level: usize, text: &str) {
        if !self.0.is_empty() && !self.0.ends_with("\n\n") {
            self.0.push('\n');
        }
        let marks = "#".repeat(level);
        self.line(&format!("{marks} {}\n", escaped(text)));
    }

    fn paragraph(&mut self, text: &str) {
        self.line(&format!("{}\n", paragraph(text)));
    }

    fn item(&mut self, what: &str, text: &str) {
        self.line(&format!("- {what}: {}", escaped(text)));
    }

    /// A table; cells are escaped where they are made.
    fn table(&mut self, head: &[&str], rows: impl Iterator<Item = Vec<String>>) {
        if !self.0.ends_with("\n\n") {
            self.0.push('\n');
        }
        self.line(&format!("| {} |", head.join(" | ")));
        self.line(&format!("|{}", "---|".repeat(head.len())));
        for row in rows {
            self.line(&format!("| {} |", row.join(" | ")));
        }
    }
}

fn groups(book: &mut Book, wording: Wording<'_>) {
    book.heading(2, wording.style().text("codebook-groups"));
    let head = ["head-id", "head-name", "head-sent", "head-answered", "head-regions", "head-sites"]
        .map(|key| wording.style().text(key));
    let rows = wording.study.groups.iter().map(|group| {
        let facts = GroupFact::ALL.into_iter().map(|(_, fact)| match (fact, &group.site_label) {
            (GroupFact::Sites, Some(what)) => {
                group.sites.map_or_else(String::new, |n| format!("{n} {}", escaped(what)))
            }
            _ => group.fact(fact).map_or_else(String::new, |n| n.to_string()),
        });
        let name = vec![format!("`{}`", group.id), escaped(&group.label)];
        name.into_iter().chain(facts).collect()
    });
    book.table(&head, rows);
    let reasons = wording.study.groups.iter().filter_map(|group| {
        let why: &Text = group.unreported.as_ref()?;
        Some(say!(wording.style(), "name-and-text", name = group.label, text = wording.plain(why)))
    });
    for reason in reasons {
        book.line("");
        book.line(&paragraph(&reason));
    }
}

fn question(book: &mut Book, wording: Wording<'_>, id: QuestionId) {
    let study = wording.study;
    let question = &study[id];
    book.heading(4, &question.label);
    book.line(&format!("- {}: `{}`", wording.style().text("head-id"), question.id));
    if let Some(text) = &question.wording {
        book.item(wording.style().text("item-wording"), &wording.plain(text));
    }
    if let Some(group) = question.group {
        book.item(wording.style().text("item-group"), &study[group].label);
    }
    let of = question.base.of.clone();
    let of = of.or_else(|| question.group.map(|group| study[group].members.clone()));
    let base = match (question.base.n, of) {
        (Some(n), Some(of)) => format!("{n} {of}"),
        (Some(n), None) => n.to_string(),
        (None, Some(of)) => of,
        (None, None) => wording.style().text("codebook-unknown").to_owned(),
    };
    let known = match question.base.is {
        BaseIs::Stated => wording.style().text("known-stated"),
        BaseIs::Assumed => wording.style().text("known-assumed"),
        BaseIs::Unknown => wording.style().text("known-unknown"),
    };
    book.item(wording.style().text("item-base"), &format!("{base} ({known})"));
    if let Some(missing) = wording.summaries.questions[id.0].n_missing {
        book.item(wording.style().text("item-missing"), &missing.to_string());
    }
    let answer = match question.answer {
        Answer::Single => wording.style().text("kind-single"),
        Answer::Multiple => wording.style().text("kind-multiple"),
        Answer::Scale => wording.style().text("kind-scale"),
        Answer::Fact => wording.style().text("kind-fact"),
    };
    let complete = match (question.answer, question.complete) {
        (Answer::Fact, _) => "",
        (_, true) => wording.style().text("all-printed"),
        (_, false) => wording.style().text("not-all-printed"),
    };
    book.item(wording.style().text("item-answer"), &format!("{answer}{complete}"));
    if let Some(because) = &question.because {
        book.item(wording.style().text("item-because"), &wording.plain(because));
    }
    if let Some(work) = &question.reference {
        let doi = work.doi.as_ref().map_or(String::new(), |doi| format!(", doi:{doi}"));
        book.item(wording.style().text("item-quoted"), &format!("{}{doi}", work.cite));
    }
    book.item(wording.style().text("item-place"), &question.place);
    if let Some(note) = &question.note {
        book.item(wording.style().text("item-remark"), &wording.plain(note));
    }
    let rows = question.option_ids().map(|id| {
        let choice = &study[id];
        let mut label = escaped(&choice.label);
        if let Some(whole) = choice.part_of {
            label = say!(wording.style(), "part-of", label = label, whole = study[whole].id);
        }
        vec![format!("`{}`", choice.id), label, choice.reported.unit_name().into()]
    });
    book.table(
        &["head-option", "head-label", "head-unit"].map(|key| wording.style().text(key)),
        rows,
    );
}

fn derived(book: &mut Book, wording: Wording<'_>) {
    let study = wording.study;
    if study.derived.is_empty() {
        return;
    }
    book.heading(2, wording.style().text("computed-values"));
    let rows = study.derived.iter().zip(&wording.summaries.derived).map(|(it, said)| {
        let operands = it.operation.operands().into_iter();
        let operands: Vec<String> =
            operands.map(|value| format!("`{}`", study.value_id(value))).collect();
        let unit = said.map_or("withheld", |computed| computed.unit.name());
        let how = format!("{} {}", it.operation.name(), operands.join(", "));
        vec![format!("`{}`", it.id), escaped(&it.label), unit.into(), how]
    });
    book.table(
        &["head-id", "head-label", "head-unit", "head-computed-as"]
            .map(|key| wording.style().text(key)),
        rows,
    );
}

/// The files, those with the same columns together.
fn files(book: &mut Book, made: &Made<'_>) {
    book.heading(2, made.wording.style().text("codebook-files"));
    let level = made.wording.study.intervals.level.percent();
    let level = Exact::from(u64::from(level)).plain();
    book.paragraph(&say!(made.wording.style(), "codebook-level", level = level));
    let style = made.wording.style();
    let mut known: Vec<&'static [Column]> = Vec::new();
    for (file, _) in &made.files {
        if known.contains(&file.columns) {
            continue;
        }
        known.push(file.columns);
        book.heading(
            3,
            match file.contents {
                Contents::Table(_) | Contents::Figure(_) => style.text("columns-rows"),
                Contents::Derived => style.text("computed-values"),
                Contents::Groups => style.text("codebook-groups"),
                Contents::Codebook => style.text("columns-codebook"),
            },
        );
        for (other, title) in made.files.iter().filter(|it| it.0.columns == file.columns) {
            book.line(&format!("- `{}`: {}", other.path, escaped(title)));
        }
        let rows = file.columns.iter().map(|column| {
            let unit = match column.base {
                "" => column.unit.to_owned(),
                base => say!(style, "unit-of", unit = column.unit, base = base),
            };
            vec![
                format!("`{}`", column.name),
                kind(column.cells, style),
                unit,
                escaped(style.text(column.about)),
            ]
        });
        book.table(
            &["head-column", "head-holds", "head-unit", "head-meaning"]
                .map(|key| made.wording.style().text(key)),
            rows,
        );
    }
}

fn kind(cells: Cells, style: &NumberStyle) -> String {
    match cells {
        Cells::Text => style.text("cells-text").to_owned(),
        Cells::Word(words) => {
            let words: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
            words.join(", ")
        }
        Cells::Whole => style.text("cells-whole").to_owned(),
        Cells::Percent | Cells::Number => style.text("cells-number").to_owned(),
        Cells::Flag => style.text("cells-flag").to_owned(),
    }
}

/// A text on one line, of which no sign is markup.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.split_whitespace().collect::<Vec<_>>().join(" ").chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '#' | '~' | '&' | '$')
        {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// The same at the start of a line, where some signs would begin a list or underline a heading.
pub(super) fn paragraph(text: &str) -> String {
    let mut out = escaped(text);
    let ordered = out.trim_start_matches(|c: char| c.is_ascii_digit());
    if out.starts_with(['-', '+', '=']) {
        out.insert(0, '\\');
    } else if ordered.len() < out.len() && ordered.starts_with(['.', ')']) {
        let at = out.len() - ordered.len();
        out.insert(at, '\\');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_sign_of_a_text_is_markup() {
        assert_eq!(escaped("a | b*c*"), "a \\| b\\*c\\*");
        assert_eq!(escaped("<b>\nx"), "\\<b\\> x");
        assert_eq!(paragraph("- x"), "\\- x");
        assert_eq!(paragraph("1. x"), "1\\. x");
        assert_eq!(escaped("1.5 - x"), "1.5 - x");
    }
}
