//! The words of a comparison of reports: parts, keys, what stood and what stands.

use serde_json::Value;

use crate::types::difference::{
    Change, Differences, Entry, Field, Identity, Kind, NotCompared, Part, Side,
};
use crate::types::number::{NumberStyle, Printed, Window};

/// What keys are called, in the order in which they are told; a key that is not here is told by
/// itself, behind them.
const NAMES: [(&str, &str); 44] = [
    ("title", "title"),
    ("version", "version"),
    ("date", "date"),
    ("reported", "reported"),
    ("percent", "percent"),
    ("count", "count"),
    ("n", "n"),
    ("value", "value"),
    ("unit", "unit"),
    ("withheld", "reason"),
    ("percent_published", "percent first published"),
    ("count_published", "count first published"),
    ("base", "base"),
    ("base_is", "what stands behind the base"),
    ("count_low", "possible counts"),
    ("count_high", "possible counts"),
    ("low", "possible values"),
    ("high", "possible values"),
    ("ci_low", "lower bound"),
    ("ci_high", "upper bound"),
    ("ci_withheld", "reason"),
    ("rank", "rank"),
    ("contested", "contested"),
    ("also_printed", "printed elsewhere"),
    ("label", "label"),
    ("computed_from", "computed from"),
    ("values", "values"),
    ("text", "text"),
    ("message", "message"),
    ("severity", "severity"),
    ("accepted", "accepted"),
    ("against", "what would count against it"),
    ("worth", "what the evidence is worth"),
    ("description", "description"),
    ("kind", "kind"),
    ("number", "number"),
    ("cited_on", "cited on"),
    ("page", "page"),
    ("headings", "headings"),
    ("from", "from"),
    ("to", "to"),
    ("reason", "reason"),
    ("found_by", "found by"),
    ("published", "notice published"),
];

/// Keys that are the two ends of a range, told as one.
const RANGES: [(&str, &str); 2] = [("count_low", "count_high"), ("low", "high")];

/// A line of a change: what it is about, what stood there, what stands there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// What it is about; empty where the part says so.
    pub name: String,
    /// What stood there.
    pub old: String,
    /// What stands there.
    pub new: String,
}

/// What a part is called: "Values".
#[must_use]
pub fn part_in_words(part: Part) -> &'static str {
    match part {
        Part::Study => "Study",
        Part::Corrections => "Corrections",
        Part::Groups => "Groups",
        Part::Values => "Values",
        Part::Derived => "Derived values",
        Part::Intervals => "Intervals",
        Part::Ranks => "Ranks",
        Part::Sentences => "Sentences",
        Part::Figures => "Figures",
        Part::Findings => "Findings",
        Part::Recommendations => "Recommendations",
        Part::References => "References",
        Part::Pages => "Pages",
    }
}

/// How many entries of a part there are: "1 value", "2 values".
#[must_use]
pub fn entries_counted(part: Part, n: usize) -> String {
    let one = match part {
        Part::Study => return "the study itself".into(),
        Part::Corrections => "correction",
        Part::Groups => "group",
        Part::Values => "value",
        Part::Derived => "derived value",
        Part::Intervals => "interval",
        Part::Ranks => "rank",
        Part::Sentences => "sentence",
        Part::Figures => "figure",
        Part::Findings => "finding",
        Part::Recommendations => "recommendation",
        Part::References => "reference",
        Part::Pages => "page",
    };
    super::audit::counted(n, one, &NumberStyle::default())
}

/// What happened in a part: "2 changed, 1 new".
#[must_use]
pub fn kinds_counted(differences: &Differences, part: Part) -> String {
    let kinds = [
        (Kind::Changed, "changed"),
        (Kind::Added, "new"),
        (Kind::Removed, "gone"),
        (Kind::Renamed, "renamed"),
        (Kind::Moved, "moved"),
        (Kind::Affected, "on values that changed"),
    ];
    let counted = kinds.map(|(kind, word)| (differences.count(part, kind), word));
    let counted = counted.iter().filter(|(n, _)| *n > 0);
    counted.map(|(n, word)| format!("{n} {word}")).collect::<Vec<_>>().join(", ")
}

/// Which report it is: "Ways to work, version 1.0.0 of 2026-01-02". Both editions of a report have
/// its version.
#[must_use]
pub fn identity_in_words(it: &Identity) -> String {
    let edition = if it.as_published { ", with the figures as first published" } else { "" };
    format!("{}, version {} of {}{edition}", it.title, it.version, it.date)
}

/// What was not compared, and why.
#[must_use]
pub fn not_compared_in_words(it: &NotCompared, differences: &Differences) -> String {
    let (side, form) = match it.missing_in {
        Side::Old => ("old", &differences.old.form),
        Side::New => ("new", &differences.new.form),
    };
    let part = part_in_words(it.part).to_lowercase();
    let what = match &it.key {
        Some(key) => format!("{} of {part}", key_in_words(key)),
        None => part,
    };
    format!("{what}: the {side} report, of form {form}, does not hold them")
}

/// The figure of a value or derived value, before and after.
#[must_use]
pub fn difference_in_words(change: &Change) -> (Option<String>, Option<String>) {
    let figure = |entry: &Option<Entry>| {
        let entry = entry.as_ref()?;
        match change.part {
            Part::Values => Some(value_in_words(entry)),
            Part::Derived => Some(derived_in_words(entry)),
            Part::Ranks => entry.get("rank").map(json_in_words),
            Part::Intervals => Some(interval_in_words(entry)),
            // What became of an entry is told by its keys.
            Part::Corrections if change.kind != Kind::Changed => Some(correction_in_words(entry)),
            _ => None,
        }
    };
    (figure(&change.old), figure(&change.new))
}

/// What of a change is to be told: its figure, then each other key.
#[must_use]
pub fn change_in_words(change: &Change) -> Vec<Told> {
    if change.kind != Kind::Changed {
        return Vec::new();
    }
    let mut told = Vec::new();
    if let (Some(old), Some(new)) = difference_in_words(change)
        && old != new
    {
        told.push(Told { name: String::new(), old, new });
    }
    let covered: &[&str] = match change.part {
        _ if told.is_empty() => &[],
        Part::Values => {
            &["reported", "percent", "count", "withheld", "percent_published", "count_published"]
        }
        Part::Derived => &["value", "unit", "withheld"],
        Part::Ranks => &["rank"],
        Part::Intervals => &["ci_low", "ci_high", "ci_withheld"],
        _ => &[],
    };
    let place = |key: &str| NAMES.iter().position(|(known, _)| *known == key);
    for (low, high) in RANGES {
        if change.field(low).is_some() || change.field(high).is_some() {
            let range = |entry: &Option<Entry>| range_in_words(entry.as_ref(), low, high);
            let (old, new) = (range(&change.old), range(&change.new));
            told.push(Told { name: key_in_words(low).to_owned(), old, new });
        }
    }
    let in_range = |key: &str| RANGES.iter().any(|(low, high)| key == *low || key == *high);
    let open = change.fields.iter();
    let open = open.filter(|it| !covered.contains(&it.key.as_str()) && !in_range(&it.key));
    let mut fields: Vec<&Field> = open.collect();
    fields.sort_by_key(|field| place(&field.key).unwrap_or(NAMES.len()));
    told.extend(fields.into_iter().map(|field| {
        let by_part = change.part == Part::Sentences && field.key == "text";
        let name = if by_part { "" } else { key_in_words(&field.key) }.to_owned();
        let (old, new) = (json_in_words(&field.old), json_in_words(&field.new));
        if old == new {
            // What a reader does not meet, such as an anchor.
            return Told { name, old: field.old.to_string(), new: field.new.to_string() };
        }
        Told { name, old, new }
    }));
    told
}

/// What an entry is called, where its id does not say it: its label, title or text.
#[must_use]
pub fn name_in_words(change: &Change) -> Option<&str> {
    let entry = change.new.as_ref().or(change.old.as_ref())?;
    let key = match change.part {
        Part::Values | Part::Derived | Part::Intervals | Part::Ranks | Part::Groups => "label",
        Part::Sentences | Part::References => "text",
        Part::Findings => "message",
        Part::Figures | Part::Recommendations | Part::Pages => "title",
        Part::Study | Part::Corrections => return None,
    };
    entry.get(key)?.as_str()
}

fn key_in_words(key: &str) -> &str {
    NAMES.iter().find(|(known, _)| *known == key).map_or(key, |(_, name)| name)
}

/// The figure of a value: "47%", "84% (882)", "2,310".
fn value_in_words(entry: &Entry) -> String {
    let reported = entry.get("reported").map(json_in_words).unwrap_or_default();
    let sign = NumberStyle::default().percent_sign;
    let count = entry.get("count").filter(|it| !it.is_null());
    let percent = entry.get("percent").is_some_and(|it| !it.is_null());
    if reported.is_empty() {
        return "withdrawn".into();
    }
    match (percent, count) {
        (true, None) => format!("{reported}{sign}"),
        (_, Some(count)) if count.as_u64() == reported.parse().ok() => json_in_words(count),
        (_, Some(count)) => format!("{reported}{sign} ({})", json_in_words(count)),
        (false, None) => reported,
    }
}

/// The figure of a derived value, or why there is none.
fn derived_in_words(entry: &Entry) -> String {
    let value = entry.get("value").filter(|it| !it.is_null()).map(json_in_words);
    let unit = entry.get("unit").and_then(Value::as_str).unwrap_or_default();
    match (value, unit) {
        (Some(value), "percent") => format!("{value}{}", NumberStyle::default().percent_sign),
        (Some(value), "percentage points") => format!("{value} {unit}"),
        (Some(value), _) => value,
        (None, _) => withheld(entry.get("withheld")),
    }
}

/// An entry of the ledger: "staff.way.train, percent from 40 to 50: Two columns were exchanged."
fn correction_in_words(entry: &Entry) -> String {
    let key = |key: &str| entry.get(key).filter(|it| !it.is_null()).map(json_in_words);
    let said = |name: &str| key(name).unwrap_or_default();
    let change = match key("to") {
        Some(to) => format!("{} from {} to {to}", said("field"), said("from")),
        None => format!("withdrawn, was {}", said("from")),
    };
    format!("{}, {change}: {}", said("value"), said("reason"))
}

fn range_in_words(entry: Option<&Entry>, low: &str, high: &str) -> String {
    let end = |key: &str| {
        entry.and_then(|entry| entry.get(key)).map_or_else(|| "none".into(), json_in_words)
    };
    let (low, high) = (end(low), end(high));
    if low == high { low } else { format!("{low} to {high}") }
}

fn interval_in_words(entry: &Entry) -> String {
    let bound = |key: &str| {
        let number = entry.get(key).and_then(Value::as_number)?;
        Printed::parse(&number.to_string()).ok().map(|bound| bound.share())
    };
    match (bound("ci_low"), bound("ci_high")) {
        (Some(low), Some(high)) => NumberStyle::default().percent_range(Window { low, high }, 1),
        _ => withheld(entry.get("ci_withheld")),
    }
}

fn withheld(why: Option<&Value>) -> String {
    match why.and_then(Value::as_str) {
        Some(why) => format!("withheld ({why})"),
        None => "withheld".into(),
    }
}

/// What stands in a `report.json`, as a reader would write it; digits stay as they are.
fn json_in_words(value: &Value) -> String {
    match value {
        Value::Null => "none".into(),
        Value::Bool(yes) => if *yes { "yes" } else { "no" }.into(),
        Value::String(text) => text.clone(),
        Value::Number(number) => {
            if let Some(n) = number.as_u64() {
                return NumberStyle::default().count(n);
            }
            let text = number.to_string();
            text.strip_suffix(".0").unwrap_or(&text).replacen('-', "\u{2212}", 1)
        }
        Value::Array(items) if items.is_empty() => "none".into(),
        Value::Array(items) => items.iter().map(json_in_words).collect::<Vec<_>>().join(", "),
        Value::Object(entry) => {
            // Of a heading, its words are what a reader meets.
            let told = ["reported", "text", "title", "name", "place"];
            let told = told.iter().filter_map(|key| entry.get(*key)).map(json_in_words);
            let told: Vec<String> = told.collect();
            if told.is_empty() { value.to_string() } else { told.join(", ") }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(value: Value) -> Entry {
        let Value::Object(entry) = value else { panic!("an object: {value}") };
        entry
    }

    #[test]
    fn figures_read_as_in_the_report() {
        let value = |json| value_in_words(&entry(json));
        let none = Value::Null;
        assert_eq!(
            value(serde_json::json!({"reported": "47.0", "percent": 47.0, "count": none})),
            "47.0%"
        );
        assert_eq!(
            value(serde_json::json!({"reported": "84", "percent": 84.0, "count": 882})),
            "84% (882)"
        );
        assert_eq!(
            value(serde_json::json!({"reported": "5142", "percent": 99.9, "count": 5142})),
            "5,142"
        );
        assert_eq!(
            value(serde_json::json!({"reported": "3.4", "percent": none, "count": none})),
            "3.4"
        );
        let derived = |json| derived_in_words(&entry(json));
        assert_eq!(
            derived(serde_json::json!({"value": -3.5, "unit": "percentage points"})),
            "−3.5 percentage points"
        );
        assert_eq!(
            derived(serde_json::json!({"value": none, "unit": "percent", "withheld": "contested"})),
            "withheld (contested)"
        );
        assert_eq!(
            interval_in_words(&entry(serde_json::json!({"ci_low": 6.95, "ci_high": 26.0}))),
            "6.9–26.0%"
        );
    }

    #[test]
    fn unknown_keys_are_told_by_themselves() {
        assert_eq!(key_in_words("base"), "base");
        assert_eq!(key_in_words("median"), "median");
        assert_eq!(json_in_words(&serde_json::json!({"odd": 1})), "{\"odd\":1}");
        assert_eq!(json_in_words(&serde_json::json!([])), "none");
    }
}
