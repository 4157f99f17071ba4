//! The bytes of a `report.json` -> a `Report`: its lists by part, as far as its form has them.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::types::difference::{Entry, Identity, Part};

/// The first part of the versions of the form that can be read.
const FORM: &str = "1";

/// A report as its `report.json` tells it. What its form does not hold is absent, not empty.
#[derive(Debug)]
pub struct Report {
    pub(super) identity: Identity,
    pub(super) study: Entry,
    lists: Vec<(Part, Vec<(String, Entry)>)>,
}

/// Where each part stands: the key of its list, and the key of an entry's id.
const LISTS: [(Part, &str, &str); 9] = [
    (Part::Corrections, "corrections", "id"),
    (Part::Values, "values", "id"),
    (Part::Derived, "derived", "id"),
    (Part::Sentences, "statements", "id"),
    (Part::Figures, "figures", "id"),
    (Part::Findings, "findings", "id"),
    (Part::Recommendations, "recommendations", "id"),
    (Part::References, "references", "key"),
    (Part::Pages, "pages", "file"),
];

impl Report {
    /// Reads a `report.json` of any form 1.x.
    ///
    /// # Errors
    /// What is wrong with it, as the end of a sentence: "it is no JSON: ...".
    pub fn read(bytes: &[u8]) -> Result<Self, String> {
        let root: Value =
            serde_json::from_slice(bytes).map_err(|error| format!("it is no JSON ({error})"))?;
        let Value::Object(mut root) = root else {
            return Err("expected an object, found another kind of JSON".into());
        };
        let Some(form) = root.get("schema_version").and_then(Value::as_str).map(str::to_owned)
        else {
            return Err("it has no `schema_version`, so it is no report.json".into());
        };
        if form.split('.').next() != Some(FORM) {
            return Err(format!(
                "its form is {form}, and this version of offprint reads forms {FORM}.x"
            ));
        }
        let Some(Value::Object(mut study)) = root.remove("study") else {
            return Err("it has no `study`, so it is no report.json".into());
        };
        if !root.contains_key("values") {
            return Err("it has no `values`, so it is no report.json".into());
        }
        let mut lists = Vec::new();
        if let Some(groups) = study.remove("groups") {
            lists.push((Part::Groups, list(groups, "groups", "id")?));
        }
        for (part, key, id) in LISTS {
            if let Some(entries) = root.remove(key) {
                lists.push((part, list(entries, key, id)?));
            }
        }
        let edition = root.get("edition").and_then(Value::as_str);
        let as_published = edition == Some("as-published");
        // What else it says, and this version of offprint does not know as a part.
        root.remove("schema_version");
        for (key, value) in root {
            study.entry(key).or_insert(value);
        }
        let text = |key: &str| study.get(key).and_then(Value::as_str).unwrap_or("").to_owned();
        let (title, version, date) = (text("title"), text("version"), text("date"));
        let identity = Identity { title, version, date, as_published, form };
        Ok(Self { identity, study, lists })
    }

    /// The entries of a part with their ids; none where the form does not hold the part.
    pub(super) fn list(&self, part: Part) -> Option<&[(String, Entry)]> {
        self.lists.iter().find(|(listed, _)| *listed == part).map(|(_, list)| list.as_slice())
    }
}

fn list(entries: Value, key: &str, id: &str) -> Result<Vec<(String, Entry)>, String> {
    let Value::Array(entries) = entries else {
        return Err(format!("its `{key}` are no list"));
    };
    let mut seen = BTreeSet::new();
    let mut list = Vec::with_capacity(entries.len());
    for (i, entry) in entries.into_iter().enumerate() {
        let name = entry.get(id).and_then(Value::as_str).map(str::to_owned);
        let (Value::Object(entry), Some(name)) = (entry, name) else {
            return Err(format!("entry {} of its `{key}` has no `{id}`", i + 1));
        };
        if !seen.insert(name.clone()) {
            return Err(format!("two of its `{key}` have the {id} `{name}`"));
        }
        list.push((name, entry));
    }
    Ok(list)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_report_is_told() {
        let fault = |text: &str| Report::read(text.as_bytes()).expect_err(text);
        assert!(fault("{").starts_with("it is no JSON (EOF"), "{}", fault("{"));
        assert_eq!(fault("[]"), "expected an object, found another kind of JSON");
        assert_eq!(fault("{}"), "it has no `schema_version`, so it is no report.json");
        assert_eq!(
            fault(r#"{"schema_version": "2.0"}"#),
            "its form is 2.0, and this version of offprint reads forms 1.x"
        );
        let with =
            |rest: &str| fault(&format!(r#"{{"schema_version": "1.0", "study": {{}}{rest}}}"#));
        assert_eq!(with(""), "it has no `values`, so it is no report.json");
        assert_eq!(with(r#", "values": {}"#), "its `values` are no list");
        assert_eq!(with(r#", "values": [{}]"#), "entry 1 of its `values` has no `id`");
        assert_eq!(
            with(r#", "values": [{"id": "a"}, {"id": "a"}]"#),
            "two of its `values` have the id `a`"
        );
        assert_eq!(
            with(r#", "values": [], "pages": [{"file": 1}]"#),
            "entry 1 of its `pages` has no `file`"
        );
    }

    #[test]
    fn what_a_form_does_not_hold_is_absent() {
        let text = r#"{"schema_version": "1.0", "study": {"version": "3"}, "values": []}"#;
        let report = Report::read(text.as_bytes()).expect("a report");
        assert_eq!(report.identity.version, "3");
        assert_eq!(report.list(Part::Values).map(<[_]>::len), Some(0));
        assert!(report.list(Part::Findings).is_none());
        assert_eq!(report.study.len(), 1, "{:?}", report.study);
    }

    #[test]
    fn what_is_not_known_is_kept_with_the_study() {
        let text = r#"{"schema_version": "1.9", "study": {}, "values": [], "hue": "red"}"#;
        let report = Report::read(text.as_bytes()).expect("a report");
        assert_eq!(report.study.get("hue").and_then(Value::as_str), Some("red"));
    }
}
