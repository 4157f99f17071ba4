//! Two sites -> the values in which their `report.json` differ.
//!
//! Only fields that both have are compared: a version of offprint may say more of a value than
//! another.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::diagnostic::Diagnostic;
use crate::types::site::Site;

/// The file that holds the values.
const REPORT: &str = "data/report.json";

/// The values of a site by their ids.
fn values(site: &Site) -> BTreeMap<String, Value> {
    let report = site.get(REPORT).and_then(|bytes| serde_json::from_slice::<Value>(bytes).ok());
    let lists = report.iter().flat_map(|report| [&report["values"], &report["derived"]]);
    let entries = lists.filter_map(Value::as_array).flatten();
    entries.filter_map(|it| Some((it["id"].as_str()?.to_owned(), it.clone()))).collect()
}

/// How many values were compared, and those that differ.
pub(super) fn compare(found: &Site, rebuilt: &Site) -> (usize, Vec<Diagnostic>) {
    let (then, now) = (values(found), values(rebuilt));
    let ids: BTreeSet<&String> = then.keys().chain(now.keys()).collect();
    let mut faults = Vec::new();
    for id in &ids {
        match (then.get(*id), now.get(*id)) {
            (Some(then), Some(now)) => {
                for (field, then) in then.as_object().into_iter().flatten() {
                    if let Some(now) = now.get(field).filter(|now| *now != then) {
                        let (then, now) = (then.to_string(), now.to_string());
                        faults.push(Diagnostic::value_differs(REPORT, id, field, &then, &now));
                    }
                }
            }
            (Some(_), None) => faults.push(Diagnostic::value_gone(REPORT, id)),
            (None, _) => faults.push(Diagnostic::value_new(REPORT, id)),
        }
    }
    (ids.len(), faults)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site(report: &str) -> Site {
        let mut site = Site::default();
        site.add(REPORT, report);
        site
    }

    #[test]
    fn shared_fields_are_compared_and_values_of_one_side_named() {
        let then = site(
            r#"{"values": [{"id": "a", "percent": 60, "old": 1}, {"id": "b"}],
                "derived": [{"id": "d", "value": 1.5}]}"#,
        );
        let now = site(
            r#"{"values": [{"id": "a", "percent": 61, "new": 2}, {"id": "c"}],
                "derived": [{"id": "d", "value": 1.5}]}"#,
        );
        let (compared, faults) = compare(&then, &now);
        assert_eq!(compared, 4);
        let messages: Vec<&str> = faults.iter().map(|it| it.message.as_str()).collect();
        assert_eq!(
            messages,
            [
                "`percent` of `a` is 60 in the site and 61 in what the study gives",
                "`b` is in the site and not in what the study gives",
                "`c` is not in the site but in what the study gives",
            ]
        );
        assert_eq!(compare(&then, &then), (3, Vec::new()));
        assert_eq!(compare(&site("{"), &site("[]")), (0, Vec::new()));
    }
}
