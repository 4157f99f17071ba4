//! What a package is made of -> `datapackage.json` (Data Package 2.0, with a table schema for every
//! CSV file).

use serde_json::{Map, Value, json};

use super::facts::{cited, doi_address, given, home, orcid_address};
use super::{FIGURES_SCHEMA, Made, json_text, licences};
use crate::types::data::{Cells, Column, Contents, DataFile};
use crate::types::digest::Digest;
use crate::types::number::NumberStyle;
use crate::types::package::PackageFile;
use crate::types::study::{Author, Licence};

/// The name of the resource that a column of ids of groups leads to.
const GROUPS: &str = "groups";

/// Writes the file; digests are those of all files.
pub(super) fn write(made: &Made<'_>, digests: &[Digest], files: &[PackageFile]) -> String {
    let (facts, meta) = (&made.facts, &made.wording.study.meta);
    let mut package = Map::new();
    let mut put = |key: &str, value: Value| package.insert(key.into(), value);
    put("$schema", "https://datapackage.org/profiles/2.0/datapackage.json".into());
    put("name", facts.short_name.to_lowercase().into());
    put("title", facts.title.as_str().into());
    put("description", facts.description.as_str().into());
    put("version", facts.version.as_str().into());
    if facts.day().is_some() {
        put("created", facts.moment().into());
    }
    if let Some(address) = home(meta) {
        put("homepage", address.into());
    }
    if let Some(licence) = meta.licence.as_ref().and_then(licensed) {
        put("licenses", json!([licence]));
    }
    if let Some(publication) = &meta.publication {
        let mut source = json!({ "title": cited(publication) });
        if let Some(address) = doi_address(publication) {
            source["path"] = address.into();
        }
        put("sources", json!([source]));
    }
    put("contributors", meta.authors.iter().map(contributor).collect());
    let resources = made.files.iter().map(|(file, title)| {
        let at = files.iter().position(|other| other.path == file.path);
        resource((file, title), at.map(|at| digests[at]), made.wording.style())
    });
    put("resources", resources.collect());
    json_text(&package.into())
}

/// A licence with its identifier as its name, where it has one; nothing where it has neither that
/// nor an address, as the format asks for one of them.
fn licensed(licence: &Licence) -> Option<Value> {
    let (id, address) = (licences::spdx(licence), licences::address(licence));
    if id.is_none() && address.is_none() {
        return None;
    }
    let mut value = json!({ "title": licence.name });
    if let Some(id) = id {
        value["name"] = id.into();
    }
    if let Some(address) = address {
        value["path"] = address.into();
    }
    Some(value)
}

fn contributor(author: &Author) -> Value {
    let mut value = json!({ "title": author.name, "roles": ["creator"] });
    if let Some(family) = &author.family {
        value["familyName"] = family.as_str().into();
        if let Some(given) = given(author) {
            value["givenName"] = given.into();
        }
    }
    if let Some(address) = orcid_address(author) {
        value["path"] = address.into();
    }
    if !author.affiliations.is_empty() {
        value["organization"] = author.affiliations.join("; ").into();
    }
    value
}

/// The name of a file as a resource: `table-1`, `figure.people.drink`.
fn name(file: &DataFile) -> String {
    let path = file.path.trim_end_matches(".csv");
    let path = path.strip_prefix("data/").unwrap_or(path);
    path.replace("figures/", "figure.").to_lowercase()
}

fn resource(
    (file, title): (&DataFile, &str),
    digest: Option<Digest>,
    style: &NumberStyle,
) -> Value {
    let mut resource = json!({
        "name": name(file),
        "type": "table",
        "path": file.path,
        "title": title,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": file.csv.len(),
    });
    // Figures show rows of tables, so that most have one and the same schema.
    let shared = matches!(file.contents, Contents::Figure(_)) && file.has_key();
    resource["schema"] = if shared { FIGURES_SCHEMA.into() } else { schema(file, style) };
    if let Some(digest) = digest {
        resource["hash"] = format!("sha256:{digest}").into();
    }
    resource
}

/// The schema of the files of figures as a file of its own; nothing where there is none.
pub(super) fn figures_schema(made: &Made<'_>) -> Option<String> {
    let figure = |file: &&DataFile| matches!(file.contents, Contents::Figure(_)) && file.has_key();
    let file = made.files.iter().map(|(file, _)| *file).find(figure)?;
    Some(json_text(&schema(file, made.wording.style())))
}

fn schema(file: &DataFile, style: &NumberStyle) -> Value {
    let key = file.has_key();
    let fields = file.columns.iter().enumerate();
    let fields: Vec<Value> =
        fields.map(|(i, column)| field(column, key && i == 0, style)).collect();
    let mut schema = json!({
        "$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
        "fields": fields,
        "missingValues": [""],
    });
    if key {
        schema["primaryKey"] = json!([file.columns[0].name]);
    }
    let to_group = file.columns.iter().any(|column| column.name == "group");
    if to_group && file.contents != Contents::Groups {
        schema["foreignKeys"] = json!([{
            "fields": ["group"],
            "reference": { "resource": GROUPS, "fields": ["id"] },
        }]);
    }
    schema
}

fn field(column: &Column, key: bool, style: &NumberStyle) -> Value {
    let mut field = json!({
        "name": column.name,
        "title": style.text(column.title),
        "description": style.text(column.about),
        "type": match column.cells {
            Cells::Text | Cells::Word(_) => "string",
            Cells::Whole => "integer",
            Cells::Percent | Cells::Number => "number",
            Cells::Flag => "boolean",
        },
    });
    let mut constraints = Map::new();
    if column.filled {
        constraints.insert("required".into(), true.into());
    }
    if key {
        constraints.insert("unique".into(), true.into());
    }
    match column.cells {
        Cells::Word(words) => {
            constraints.insert("enum".into(), words.into());
        }
        Cells::Whole | Cells::Percent => {
            constraints.insert("minimum".into(), 0.into());
        }
        Cells::Text | Cells::Number | Cells::Flag => {}
    }
    if !constraints.is_empty() {
        field["constraints"] = constraints.into();
    }
    // The standard has no keys for these; it lets others stand beside its own.
    for (name, text) in [("unit", column.unit), ("base", column.base)] {
        if !text.is_empty() {
            field[name] = text.into();
        }
    }
    field
}
