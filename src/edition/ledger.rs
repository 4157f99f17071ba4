//! A wanted correction -> the text of the ledger with its entry; what stands there is kept.

use std::fmt::Write as _;
use std::ops::Range;

use crate::types::notice::Wanted;
use crate::types::source::{CorrectedField, CorrectionKind, CorrectionsFile, Yaml};
use crate::types::study::{GroupFact, GroupId, OptionId, Reported, Study, ValueId};

/// An entry by its keys, each with what is written behind it.
type Keys = Vec<(&'static str, String)>;

/// The ledger with one entry more, at its end. Whether the entry fits is seen when it is read.
#[must_use]
pub(crate) fn with_entry(
    study: &Study,
    before: Option<&Yaml<CorrectionsFile>>,
    wanted: &Wanted,
) -> String {
    let keys = keys(study, wanted);
    let Some(ledger) = before else { return on_lines("corrections:\n", "  ", &keys) };
    let text = &*ledger.file.text;
    let list = ledger.root.get("corrections");
    match list.map(|list| (list.span.clone(), list.item(0))) {
        Some((span, _)) if text[span.start..].starts_with('[') => in_brackets(text, &span, &keys),
        Some((_, Some(first))) => on_lines(text, indentation(text, first.span.start), &keys),
        _ => on_lines(text, "  ", &keys),
    }
}

/// The wanted entry on one line, to be added by hand.
#[must_use]
pub(crate) fn entry(study: &Study, wanted: &Wanted) -> String {
    on_one_line(&keys(study, wanted))
}

/// The entry behind the others, each key on a line of its own.
fn on_lines(before: &str, indent: &str, keys: &Keys) -> String {
    let end = line_end(before);
    let mut text = before.to_owned();
    if !text.ends_with('\n') {
        text.push_str(end);
    }
    for (i, (key, value)) in keys.iter().enumerate() {
        let mark = if i == 0 { "- " } else { "  " };
        // Writing to a string cannot fail.
        let _ = write!(text, "{indent}{mark}{key}: {value}{end}");
    }
    text
}

/// The entry within the brackets of a list, on a line of its own where the closing one has one.
fn in_brackets(text: &str, span: &Range<usize>, keys: &Keys) -> String {
    let close = text[..span.end].rfind(']').unwrap_or(span.end);
    let body = text[..close].trim_end();
    let comma = if body.ends_with(['[', ',']) { "" } else { "," };
    let apart = if text[body.len()..close].contains('\n') {
        let indent = body.rfind('\n').map_or("", |at| {
            let line = &body[at + 1..];
            &line[..line.len() - line.trim_start().len()]
        });
        format!("{}{indent}", line_end(text))
    } else if body.ends_with('[') {
        String::new()
    } else {
        " ".to_owned()
    };
    format!("{body}{comma}{apart}{}{}", on_one_line(keys), &text[body.len()..])
}

fn on_one_line(keys: &Keys) -> String {
    let keys: Vec<String> = keys.iter().map(|(key, value)| format!("{key}: {value}")).collect();
    format!("{{{}}}", keys.join(", "))
}

fn line_end(text: &str) -> &'static str {
    if text.contains("\r\n") { "\r\n" } else { "\n" }
}

/// The keys of an entry, each with what is written behind it.
fn keys(study: &Study, wanted: &Wanted) -> Keys {
    let value = named(study, &wanted.value);
    let field = wanted.field.unwrap_or(match value {
        _ if wanted.to.is_none() => CorrectedField::Withdrawn,
        Some(ValueId::Option(id)) if study[id].reported.form().percent().is_none() => {
            CorrectedField::Count
        }
        Some(ValueId::Group(..)) => CorrectedField::Count,
        _ => CorrectedField::Percent,
    });
    let from = standing(study, value, field).unwrap_or_default();
    let kind = match wanted.kind {
        CorrectionKind::Correction => "correction",
        CorrectionKind::Revision => "revision",
    };
    let scalar = |text: &str| match field {
        CorrectedField::Label => quoted(text),
        _ => plain(text),
    };
    let mut keys = vec![
        ("id", free_id(study, &wanted.value)),
        ("date", wanted.date.clone()),
        ("kind", kind.to_owned()),
        ("value", plain(&wanted.value)),
        ("field", field.name().to_owned()),
        ("from", scalar(&from)),
    ];
    keys.extend(wanted.to.as_deref().map(|to| ("to", scalar(to))));
    keys.push(("reason", quoted(&wanted.reason)));
    let optional = [
        ("version", &wanted.version),
        ("found_by", &wanted.found_by),
        ("evidence", &wanted.evidence),
        ("published", &wanted.published),
    ];
    for (key, text) in optional {
        keys.extend(text.as_ref().map(|text| (key, quoted(text))));
    }
    keys
}

/// The value of an id, former ids of options included.
fn named(study: &Study, id: &str) -> Option<ValueId> {
    let is = |it: &crate::types::study::Choice| it.id == id || it.aliases.iter().any(|it| it == id);
    let option = study.options.iter().position(is);
    option.map(|i| ValueId::Option(OptionId(i))).or_else(|| {
        let (group, fact) = id.rsplit_once('.')?;
        let group = study.groups.iter().position(|it| it.id == group)?;
        let (_, fact) = GroupFact::ALL.into_iter().find(|(name, _)| *name == fact)?;
        Some(ValueId::Group(GroupId(group), fact))
    })
}

/// What stands in a field now; nothing where there is no such thing.
fn standing(study: &Study, value: Option<ValueId>, field: CorrectedField) -> Option<String> {
    let option = match value {
        Some(ValueId::Option(id)) => Some(&study[id]),
        _ => None,
    };
    let number = |n: u64| n.to_string();
    let figure = option.map(|it| &it.reported);
    let gone = figure.filter(|it| it.is_withdrawn()).map(Reported::plain);
    match (field, value) {
        (CorrectedField::Percent, _) => {
            figure.and_then(Reported::percent).map(ToString::to_string).or(gone)
        }
        (CorrectedField::Count, Some(ValueId::Group(id, fact))) => study[id].fact(fact).map(number),
        (CorrectedField::Count, _) => figure.and_then(Reported::count).map(number).or(gone),
        (CorrectedField::Base, _) => option.and_then(|it| study[it.question].base.n).map(number),
        (CorrectedField::Label, _) => option.map(|it| it.label.clone()),
        (CorrectedField::Withdrawn, _) => figure.map(Reported::plain),
    }
}

/// An id that no entry has: that of the value, with a number where it was corrected before.
fn free_id(study: &Study, value: &str) -> String {
    let words = value.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let stem = words.collect::<Vec<_>>().join("-").to_ascii_lowercase();
    let taken = |id: &str| study.corrections.iter().any(|it| it.id == id);
    let numbered = (2_u32..).map(|n| format!("{stem}-{n}"));
    std::iter::once(stem.clone()).chain(numbered).find(|id| !taken(id)).unwrap_or(stem)
}

/// The white space before the hyphen of the first entry, which begins at `start`.
fn indentation(ledger: &str, start: usize) -> &str {
    let hyphen = ledger[..start].rfind('-').unwrap_or(start);
    let line = ledger[..hyphen].rfind('\n').map_or(0, |at| at + 1);
    let before = &ledger[line..hyphen];
    if before.trim().is_empty() { before } else { "  " }
}

/// A number or an id as it stands; anything else quoted.
fn plain(text: &str) -> String {
    let safe = text.chars().all(|c| c.is_ascii_alphanumeric() || c == '.' || c == '-')
        && text.starts_with(|c: char| c.is_ascii_alphanumeric());
    if safe { text.to_owned() } else { quoted(text) }
}

/// A text in quotes, on one line.
fn quoted(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    format!("'{}'", line.replace('\'', "''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_are_indented_as_those_before() {
        let of = |text: &str| indentation(text, text.find("id").unwrap()).to_owned();
        assert_eq!(of("corrections:\n- id: a\n"), "");
        assert_eq!(of("# a\ncorrections:\n    - id: a\n"), "    ");
        assert_eq!(of("corrections:\n  -\n    id: a\n"), "  ");
    }

    #[test]
    fn lists_in_brackets_stay_in_brackets() {
        let keys: Keys = vec![("id", "b".into()), ("reason", "'B, c.'".into())];
        let with = |text: &str| {
            let span = text.find('[').unwrap()..text.rfind(']').unwrap() + 1;
            in_brackets(text, &span, &keys)
        };
        let entry = "{id: b, reason: 'B, c.'}";
        assert_eq!(with("a: []\n"), format!("a: [{entry}]\n"));
        assert_eq!(with("{a: [{id: a}]} # b"), format!("{{a: [{{id: a}}, {entry}]}} # b"));
        assert_eq!(with("a: [{id: a}, ]"), format!("a: [{{id: a}}, {entry} ]"));
        assert_eq!(
            with("a: [\r\n  {id: a}\r\n]\r\n"),
            format!("a: [\r\n  {{id: a}},\r\n  {entry}\r\n]\r\n")
        );
    }

    #[test]
    fn texts_stay_on_one_line() {
        assert_eq!(quoted("It's\n  late: # no"), "'It''s late: # no'");
        assert_eq!(plain("12.50"), "12.50");
        assert_eq!(plain("-3"), "'-3'");
        assert_eq!(plain("1 000"), "'1 000'");
    }
}
