//! The shapes of a study's files -> JSON Schemas, with which editors complete and check them.
//!
//! Draft 7, which the editors' language servers know best. What a schema cannot tell (whether an id
//! is there, whether options add up) stays with `offprint check`.

use serde_json::{Map, Value, json};

use super::shape::{KeyShape, Shape, Shaped};
use super::{CorrectionsFile, DataFile, FrontMatter, RecommendationsFile, StudyFile};

/// A kind of file that a study consists of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    /// `content/study.yaml`.
    Study,
    /// A file in `content/data/`.
    Data,
    /// `content/recommendations.yaml`.
    Recommendations,
    /// `content/corrections.yaml`.
    Corrections,
    /// What stands at the top of a Markdown file, between two lines of hyphens.
    FrontMatter,
}

impl FileKind {
    /// All of them.
    pub const ALL: [Self; 5] =
        [Self::Study, Self::Data, Self::Recommendations, Self::Corrections, Self::FrontMatter];

    /// Its name, and that of its schema.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Study => "study",
            Self::Data => "data",
            Self::Recommendations => "recommendations",
            Self::Corrections => "corrections",
            Self::FrontMatter => "front-matter",
        }
    }

    /// Where such files stand in a study.
    #[must_use]
    pub fn place(self) -> &'static str {
        match self {
            Self::Study => "content/study.yaml",
            Self::Data => "content/data/**/*.yaml",
            Self::Recommendations => "content/recommendations.yaml",
            Self::Corrections => "content/corrections.yaml",
            Self::FrontMatter => "content/narrative/*.md, at the top",
        }
    }

    /// The name of the file in which its schema is kept.
    #[must_use]
    pub fn file(self) -> String {
        format!("{}.schema.json", self.name())
    }

    /// What may stand in it.
    #[must_use]
    pub fn shape(self) -> Shape {
        match self {
            Self::Study => StudyFile::shape(),
            Self::Data => DataFile::shape(),
            Self::Recommendations => RecommendationsFile::shape(),
            Self::Corrections => CorrectionsFile::shape(),
            Self::FrontMatter => FrontMatter::shape(),
        }
    }

    /// Its JSON Schema, as text that ends in a line end. `values` are the ids of a study's values,
    /// which an editor offers where one is written; others stay allowed, as they may be new.
    #[must_use]
    pub fn schema(self, values: &[String]) -> String {
        let mut writer = Writer { known: !values.is_empty(), definitions: Map::new() };
        let top = writer.shape(&self.shape(), None);
        let mut schema = json!({
            "$schema": "http://json-schema.org/draft-07/schema#",
            "title": format!("{} of an offprint study", self.place()),
        });
        let mut definitions = writer.definitions;
        if !values.is_empty() {
            definitions.insert(VALUE.into(), json!({ "enum": values }));
        }
        if let (Value::Object(schema), Value::Object(top)) = (&mut schema, top) {
            schema.extend(top);
            schema.insert("definitions".into(), Value::Object(definitions));
        }
        // A value made of maps with text keys is always written.
        serde_json::to_string_pretty(&schema).unwrap_or_default() + "\n"
    }
}

/// The definition that holds the ids of a study's values.
const VALUE: &str = "value-id";

/// Keys whose texts, or the items of whose lists, are ids of values.
const VALUES: [&str; 10] = [
    "with",
    "value",
    "values",
    "rows",
    "sum",
    "complement",
    "difference",
    "share",
    "ratio",
    "questions",
];

/// Words of lower-case letters and digits with hyphens between them, and points between the parts.
const ID: &str = r"^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)*$";
/// YYYY-MM-DD.
const DATE: &str = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$";

struct Writer {
    /// Whether ids of values are known.
    known: bool,
    definitions: Map<String, Value>,
}

impl Writer {
    /// What may stand at a key; `entry` is the type that declares it.
    fn shape(&mut self, shape: &Shape, at: Option<(&str, &KeyShape)>) -> Value {
        match shape {
            Shape::Text => self.text(at),
            Shape::Truth => json!({ "type": "boolean" }),
            Shape::Name(names, said) => {
                let said: Vec<String> = names
                    .iter()
                    .zip(said)
                    .map(|(name, said)| format!("`{name}`: {}", lowered(said)))
                    .collect();
                json!({ "enum": names, "description": said.join("\n") })
            }
            Shape::List(item) => {
                // Of a list's key the items inherit what their texts are.
                json!({ "type": "array", "items": self.entry_or(item, at) })
            }
            Shape::Entry { name, keys } => self.entry(name, keys),
        }
    }

    /// The shape of a key or an item: an entry stands among the definitions, once.
    fn entry_or(&mut self, shape: &Shape, at: Option<(&str, &KeyShape)>) -> Value {
        let Shape::Entry { name, .. } = shape else { return self.shape(shape, at) };
        if !self.definitions.contains_key(*name) {
            let value = self.shape(shape, None);
            self.definitions.insert((*name).to_owned(), value);
        }
        json!({ "$ref": format!("#/definitions/{name}") })
    }

    fn entry(&mut self, name: &str, keys: &[KeyShape]) -> Value {
        let mut properties = Map::new();
        for key in keys {
            let value = self.entry_or(&key.shape, Some((name, key)));
            // Draft 7 passes over what stands beside a reference.
            let mut value = match value {
                Value::Object(map) if map.contains_key("$ref") => json!({ "allOf": [map] }),
                value => value,
            };
            if !key.required {
                value = json!({ "anyOf": [value, { "type": "null" }] });
            }
            value["description"] = key.said.into();
            properties.insert(key.key.to_owned(), value);
        }
        let required: Vec<&str> =
            keys.iter().filter(|key| key.required).map(|key| key.key).collect();
        json!({
            "type": "object",
            "properties": properties,
            "required": required,
            "additionalProperties": false,
        })
    }

    /// A text or a number, as far as its key tells.
    fn text(&self, at: Option<(&str, &KeyShape)>) -> Value {
        let mut value = json!({ "type": ["string", "number"] });
        match at {
            Some(("AcceptedEntry", _)) | None => {}
            Some((_, key)) if key.key == "id" => value["pattern"] = ID.into(),
            Some((_, key)) if key.key == "date" => value["pattern"] = DATE.into(),
            Some((_, key)) if key.key == "percent" => {
                value["minimum"] = 0.into();
                value["maximum"] = 100.into();
            }
            Some((_, key)) if self.known && VALUES.contains(&key.key) => {
                value = json!({ "anyOf": [{ "$ref": format!("#/definitions/{VALUE}") }, value] });
            }
            Some(_) => {}
        }
        value
    }
}

/// "One option each." -> "one option each."
fn lowered(said: &str) -> String {
    let mut signs = said.chars();
    let first = signs.next().map(|sign| sign.to_lowercase().to_string()).unwrap_or_default();
    first + signs.as_str()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn schema(kind: FileKind, values: &[String]) -> Value {
        serde_json::from_str(&kind.schema(values)).unwrap()
    }

    #[test]
    fn keys_names_and_meanings_are_those_of_the_types() {
        let schema = schema(FileKind::Data, &[]);
        let question = &schema["definitions"]["QuestionEntry"];
        assert_eq!(question["required"], json!(["id", "label", "kind", "options"]));
        assert_eq!(question["additionalProperties"], json!(false));
        let kind = &question["properties"]["kind"];
        assert_eq!(kind["enum"], json!(["single", "multiple", "scale", "fact"]));
        assert_eq!(kind["description"], json!("Answer kind."));
        assert_eq!(question["properties"]["id"]["pattern"], json!(ID));
        let percent = &schema["definitions"]["OptionEntry"]["properties"]["percent"]["anyOf"];
        assert_eq!(percent[0]["maximum"], json!(100));
        assert_eq!(percent[1], json!({ "type": "null" }));
    }

    #[test]
    fn ids_of_values_are_offered_where_one_is_written() {
        let with = |schema: &Value| {
            schema["definitions"]["ComparableEntry"]["properties"]["with"].to_string()
        };
        assert!(!with(&schema(FileKind::Data, &[])).contains(VALUE));
        let known = schema(FileKind::Data, &["people.drink.tea".into()]);
        assert!(with(&known).contains(VALUE));
        assert_eq!(known["definitions"][VALUE]["enum"], json!(["people.drink.tea"]));
        let sum = &known["definitions"]["DerivedEntry"]["properties"]["sum"];
        assert!(sum.to_string().contains(VALUE), "{sum}");
    }
}
