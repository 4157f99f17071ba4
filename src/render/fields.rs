//! A study's template -> the fields in it that no variable has, which Tera would write as nothing.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use serde_json::Value;

use super::context;
use crate::diagnostic::Diagnostic;
use crate::types::source::{Place, SourceFile};

/// Variables that are the same in every template; others are also what loops call theirs.
const EVERYWHERE: [&str; 6] = ["site", "page", "audit", "missing", "everything", "one"];

/// The fields of each of these variables.
pub(super) fn fields() -> BTreeMap<String, Vec<String>> {
    let schema = context::schema();
    let of = |property: &Value| -> Option<Vec<String>> {
        let reference = property.get("$ref").or_else(|| property["anyOf"][0].get("$ref"))?;
        let name = reference.as_str()?.rsplit('/').next()?;
        Some(schema["$defs"][name]["properties"].as_object()?.keys().cloned().collect())
    };
    let variables = schema["properties"].as_object().into_iter().flatten();
    let variables = variables.filter(|(name, _)| EVERYWHERE.contains(&name.as_str()));
    variables.filter_map(|(name, property)| Some((name.clone(), of(property)?))).collect()
}

/// Fields of the variables of offprint that there are not, each at its place.
pub(super) fn unknown_fields(
    file: &Arc<SourceFile>,
    fields: &BTreeMap<String, Vec<String>>,
) -> Vec<Diagnostic> {
    let text = &file.text;
    let mut faults = Vec::new();
    for tag in tags(text) {
        for at in words(&text[tag.clone()]) {
            let path = &text[tag.start + at.start..tag.start + at.end];
            let Some((variable, rest)) = path.split_once('.') else { continue };
            let field = rest.split('.').next().unwrap_or_default();
            let Some(known) = fields.get(variable) else { continue };
            if known.iter().any(|it| it == field) || is_own(text, variable) {
                continue;
            }
            let start = tag.start + at.start;
            let place = Place {
                file: Arc::clone(file),
                span: start..start + variable.len() + 1 + field.len(),
            };
            let known: Vec<String> = known.iter().map(|it| format!("{variable}.{it}")).collect();
            let known: Vec<&str> = known.iter().map(String::as_str).collect();
            faults.push(Diagnostic::unknown_variable(
                &format!("{variable}.{field}"),
                place,
                &known,
            ));
        }
    }
    faults
}

/// Whether a template makes a variable of this name itself.
fn is_own(text: &str, variable: &str) -> bool {
    let made =
        [format!("for {variable} "), format!("set {variable} "), format!(", {variable} in ")];
    made.iter().any(|it| text.contains(it))
}

/// What stands in the tags of a template, comments excepted.
fn tags(text: &str) -> Vec<Range<usize>> {
    let (mut found, mut at) = (Vec::new(), 0);
    while let Some(open) = text[at..].find('{').map(|open| at + open) {
        let close = match text.as_bytes().get(open + 1) {
            Some(b'{') => "}}",
            Some(b'%') => "%}",
            Some(b'#') => "#}",
            _ => {
                at = open + 1;
                continue;
            }
        };
        let Some(end) = text[open + 2..].find(close).map(|end| open + 2 + end) else { break };
        if close != "#}" {
            found.push(open + 2..end);
        }
        at = end + 2;
    }
    found
}

/// Names with fields in a tag: `page.title`; not what stands in quotes.
fn words(tag: &str) -> Vec<Range<usize>> {
    let (mut found, mut start, mut quote) = (Vec::new(), None, None);
    for (at, c) in tag.char_indices().chain([(tag.len(), ' ')]) {
        if let Some(open) = quote {
            quote = Some(open).filter(|open| *open != c);
            continue;
        }
        let part = c.is_alphanumeric() || c == '_' || c == '.';
        match (part, start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                found.push(from..at);
                start = None;
            }
            _ => {}
        }
        if matches!(c, '"' | '\'' | '`') {
            quote = Some(c);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unknown(text: &str) -> Vec<String> {
        let file = Arc::new(SourceFile { path: "templates/page.html".into(), text: text.into() });
        let faults = unknown_fields(&file, &fields());
        faults.iter().map(|it| file.text[it.labels[0].place.span.clone()].to_owned()).collect()
    }

    #[test]
    fn fields_that_there_are_not_are_found_in_tags_alone() {
        let text = "page.titel {{ page.titel }} {% if site.titel.x and not page.nav %}{% endif %}";
        assert_eq!(unknown(text), ["page.titel", "site.titel"]);
        let right =
            "{# page.titel #}{{ page.title ~ \"page.titel\" }}{{ t(key='site.x', a=site.title) }}";
        assert_eq!(unknown(right), [""; 0]);
        assert_eq!(unknown("{% for page in pages %}{{ page.own }}{% endfor %}"), [""; 0]);
        assert_eq!(unknown("{{ other.x }} {{ 1.5 }} {{ one.nothing }"), [""; 0]);
    }

    #[test]
    fn built_in_templates_name_what_there_is() {
        for (name, bytes, _) in crate::render::built_in() {
            let page = std::path::Path::new(name).extension().is_some_and(|it| it == "html");
            let text = String::from_utf8_lossy(bytes);
            assert!(!page || unknown(&text).is_empty(), "{name}: {:?}", unknown(&text));
        }
    }
}
