//! What a package is made of -> `ro-crate-metadata.json` (RO-Crate 1.2): the files, who made them of
//! what, under which licence, and the publication that they stand on.

use serde_json::{Value, json};

use super::facts::{doi_address, encoded, given, home, orcid_address};
use super::{CRATE, Made, README, json_text, licences};
use crate::types::digest::Digest;
use crate::types::manifest::Recorded;
use crate::types::package::PackageFile;
use crate::types::study::{Author, Licence, Publication, StudyKind};

/// Entities, each once.
#[derive(Default)]
struct Graph(Vec<Value>);

impl Graph {
    /// Adds an entity where none has its id, and gives the reference to it.
    fn add(&mut self, entity: Value) -> Value {
        let reference = refer(&entity["@id"]);
        if !self.0.iter().any(|known| known["@id"] == entity["@id"]) {
            self.0.push(entity);
        }
        reference
    }
}

fn refer(id: &Value) -> Value {
    json!({ "@id": id })
}

/// Several values as a list, one as itself.
fn listed(mut values: Vec<Value>) -> Value {
    if values.len() == 1 { values.remove(0) } else { values.into() }
}

/// Writes the file; digests are those of the other files.
pub(super) fn write(made: &Made<'_>, digests: &[Digest], files: &[PackageFile]) -> String {
    let (facts, meta) = (&made.facts, &made.wording.study.meta);
    let mut graph = Graph::default();
    graph.add(json!({
        "@id": CRATE,
        "@type": "CreativeWork",
        "name": "RO-Crate metadata",
        "conformsTo": { "@id": "https://w3id.org/ro/crate/1.2" },
        "about": { "@id": "./" },
    }));
    // The root stands second, before all that it names.
    let mut others = Graph::default();
    let parts: Vec<Value> =
        files.iter().zip(digests).map(|(it, digest)| others.add(file(it, digest))).collect();
    let authors: Vec<Value> = meta.authors.iter().map(|it| agent(&mut others, it)).collect();
    let build = others.add(build(made, &parts));
    let mut root = json!({
        "@id": "./",
        "@type": "Dataset",
        "name": facts.title,
        "description": facts.description,
        "version": facts.version,
        "datePublished": facts.date,
        "inLanguage": meta.language,
        "author": listed(authors),
        "hasPart": listed(parts),
        "mentions": build,
    });
    root["license"] = match &meta.licence {
        Some(licence) => licensed(&mut others, licence),
        None => others.add(json!({
            "@id": "#no-licence",
            "@type": "CreativeWork",
            "name": "No licence is stated",
            "description": "The study states no licence. Ask its authors before you reuse the data.",
        })),
    };
    if let Some(publisher) = publisher(&mut others, &meta.authors) {
        root["publisher"] = publisher;
    }
    if let Some(address) = home(meta) {
        root["url"] = address.into();
    }
    if let Some(publication) = &meta.publication {
        let article = article(&mut others, publication);
        // What is published here for the first time rests on no paper, though there be one.
        let reproduces = meta.kind == StudyKind::Reproduction;
        root[if reproduces { "isBasedOn" } else { "citation" }] = article;
    }
    inputs(&mut others, made.inputs);
    others.add(program());
    graph.add(root);
    graph.0.extend(others.0);
    json_text(&json!({
        "@context": "https://w3id.org/ro/crate/1.2/context",
        "@graph": graph.0,
    }))
}

fn file(it: &PackageFile, digest: &Digest) -> Value {
    let columns =
        if it.kind == "CSV" { "; datapackage.json tells what its columns hold" } else { "" };
    json!({
        "@id": encoded(&it.path),
        "@type": "File",
        "name": it.title,
        "description": format!("{}, as a file of the form {}{columns}.", it.title, it.kind),
        "encodingFormat": it.media_type,
        "contentSize": it.bytes.len().to_string(),
        "sha256": digest.to_string(),
    })
}

/// The program that made the files. Its address is that of its sources where it was compiled with
/// one, and otherwise the file of the package that speaks of it.
fn program() -> Value {
    let sources = env!("CARGO_PKG_REPOSITORY");
    let version = env!("CARGO_PKG_VERSION");
    json!({
        "@id": "#offprint",
        "@type": "SoftwareApplication",
        "name": "offprint",
        "description": env!("CARGO_PKG_DESCRIPTION"),
        "version": version,
        "softwareVersion": version,
        "url": if sources.is_empty() { json!({ "@id": README }) } else { sources.into() },
    })
}

/// Who publishes the package: the first affiliation, else the first body among the authors, else
/// the first author.
fn publisher(graph: &mut Graph, authors: &[Author]) -> Option<Value> {
    if let Some(name) = authors.iter().find_map(|author| author.affiliations.first()) {
        return Some(organisation(graph, name));
    }
    let body = authors.iter().find(|author| author.family.is_none()).or(authors.first());
    body.map(|author| agent(graph, author))
}

/// How the files came about.
fn build(made: &Made<'_>, parts: &[Value]) -> Value {
    let inputs: Vec<Value> =
        made.inputs.iter().map(|it| refer(&input_id(&it.path).into())).collect();
    json!({
        "@id": "#build",
        "@type": "CreateAction",
        "name": "The package was made of the files of the study",
        "instrument": { "@id": "#offprint" },
        "object": listed(inputs),
        "result": listed(parts.to_vec()),
        "actionStatus": "http://schema.org/CompletedActionStatus",
        "endTime": made.facts.date,
    })
}

fn input_id(path: &str) -> String {
    format!("#input/{}", encoded(path))
}

/// The files of the study. They are not in the package, so that they are works, and no files of it.
fn inputs(graph: &mut Graph, inputs: &[Recorded]) {
    for input in inputs {
        graph.add(json!({
            "@id": input_id(&input.path),
            "@type": "CreativeWork",
            "name": input.path,
            "description": format!("A file of the study, of {} bytes.", input.bytes),
            "encodingFormat": media_type(&input.path),
            "sha256": input.digest.to_string(),
        }));
    }
}

/// The form of a file of a study in the words of MIME.
fn media_type(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or_default().to_ascii_lowercase().as_str() {
        "yaml" | "yml" => "application/yaml",
        "md" => "text/markdown",
        "bib" => "application/x-bibtex",
        "html" => "text/html",
        "css" => "text/css",
        "js" => "text/javascript",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "woff2" => "font/woff2",
        _ => "application/octet-stream",
    }
}

fn agent(graph: &mut Graph, author: &Author) -> Value {
    let orcid = orcid_address(author);
    let kind = if author.family.is_some() { "Person" } else { "Organization" };
    let id = orcid.clone().unwrap_or_else(|| format!("#author/{}", encoded(&author.name)));
    let mut agent = json!({ "@id": id, "@type": kind, "name": author.name });
    if let Some(family) = &author.family {
        agent["familyName"] = family.as_str().into();
        if let Some(given) = given(author) {
            agent["givenName"] = given.into();
        }
    }
    let of: Vec<Value> = author.affiliations.iter().map(|name| organisation(graph, name)).collect();
    if !of.is_empty() {
        // A body is a part of another; a person is affiliated to it.
        let key = if author.family.is_some() { "affiliation" } else { "parentOrganization" };
        agent[key] = listed(of);
    }
    graph.add(agent)
}

fn organisation(graph: &mut Graph, name: &str) -> Value {
    let id = format!("#organisation/{}", encoded(name));
    graph.add(json!({ "@id": id, "@type": "Organization", "name": name }))
}

fn licensed(graph: &mut Graph, licence: &Licence) -> Value {
    let id = licences::address(licence);
    let id = id.unwrap_or_else(|| format!("#licence/{}", encoded(&licence.name)));
    let mut entity = json!({
        "@id": id,
        "@type": "CreativeWork",
        "name": licence.name,
        "description": format!("The licence {}.", licence.name),
    });
    if let Some(spdx) = licences::spdx(licence) {
        entity["identifier"] = format!("https://spdx.org/licenses/{spdx}").into();
    }
    graph.add(entity)
}

fn article(graph: &mut Graph, it: &Publication) -> Value {
    let journal = format!("#journal/{}", encoded(&it.journal));
    let journal = graph.add(json!({ "@id": journal, "@type": "Periodical", "name": it.journal }));
    let authors: Vec<Value> = it.authors.iter().map(|author| agent(graph, author)).collect();
    let address = doi_address(it);
    let mut article = json!({
        "@id": address.clone().unwrap_or_else(|| "#publication".into()),
        "@type": "ScholarlyArticle",
        "name": it.title,
        "author": listed(authors),
        "datePublished": it.published.as_ref().unwrap_or(&it.year),
        "isPartOf": journal,
    });
    if let Some(address) = address {
        article["identifier"] = address.into();
    }
    if let Some(licence) = &it.licence {
        article["license"] = licensed(graph, licence);
    }
    graph.add(article)
}
