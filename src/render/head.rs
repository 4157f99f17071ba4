//! Meta data -> what the heads of pages tell machines: where a page stands, how links to it are
//! shown, how the report is cited, and what it is to schema.org.
//!
//! The report is never given the DOI of the publication that it reproduces.

use serde_json::{Value, json};

use super::citing;
use super::data::table_file;
use super::escape::script_data;
use super::sheet::Shared;
use super::view::MetaView;
use crate::types::data::DERIVED;
use crate::types::figure::Card;
use crate::types::messages::say;
use crate::types::study::{
    Author, Edition, Licence, Meta, Publication, Question, Study, StudyKind,
};
use crate::types::wording::Wording;

/// The first page.
const FIRST: &str = "index.html";

/// An address with a slash at its end.
pub(super) fn folder(address: &str) -> String {
    format!("{}/", address.trim_end_matches('/'))
}

/// The one address of a page, where the report has one. A page of the edition as published names
/// that of its successor.
pub(super) fn canonical(study: &Study, file: &str) -> Option<String> {
    let home = folder(study.meta.address.as_deref()?);
    Some(if file == FIRST { home } else { home + file })
}

/// The meta elements of a page: how a link to it is shown (Open Graph) and, on the first page of
/// the current edition, how the report is cited (the `citation_` names that reference managers
/// read).
pub(super) fn metas(
    shared: &Shared<'_>,
    file: &str,
    title: &str,
    description: &str,
) -> Vec<MetaView> {
    let wording = shared.wording;
    let study = wording.study;
    let graph = |name, content: String| MetaView { key: "property", name, content };
    let report = wording.plain(&study.meta.title);
    let title = if file == FIRST { &report } else { title };
    let mut metas = vec![
        graph("og:type", "article".into()),
        graph("og:title", title.into()),
        graph("og:site_name", report.clone()),
    ];
    if !description.is_empty() {
        metas.push(graph("og:description", description.into()));
    }
    metas.extend(canonical(study, file).map(|address| graph("og:url", address)));
    if let (Some(card), Some(home)) = (shared.card, canonical(study, FIRST)) {
        metas.extend(picture(card, &home));
    }
    if file == FIRST && study.edition != Edition::AsPublished {
        metas.extend(citation(wording));
    }
    metas
}

/// The picture of links that are shared. It is named by its whole address, as those who show it
/// do not know where a page stands.
fn picture(card: &Card, home: &str) -> Vec<MetaView> {
    let graph = |name, content: String| MetaView { key: "property", name, content };
    vec![
        graph("og:image", format!("{home}{}", Card::FILE)),
        graph("og:image:type", "image/png".into()),
        graph("og:image:width", Card::WIDTH.to_string()),
        graph("og:image:height", Card::HEIGHT.to_string()),
        graph("og:image:alt", card.description.clone()),
        MetaView { key: "name", name: "twitter:card", content: "summary_large_image".into() },
    ]
}

/// How the report is cited; with the institution of a technical report, so that it is not taken
/// for an article of a journal.
fn citation(wording: Wording<'_>) -> Vec<MetaView> {
    let meta = &wording.study.meta;
    let view = |name, content: String| MetaView { key: "name", name, content };
    let mut metas = vec![view("citation_title", citing::report_title(wording))];
    for author in &meta.authors {
        metas.push(view("citation_author", inverted(author)));
        let institutions = author.affiliations.iter().cloned();
        metas.extend(institutions.map(|it| view("citation_author_institution", it)));
        let orcid = author.orcid.as_deref().map(orcid);
        metas.extend(orcid.map(|it| view("citation_author_orcid", it)));
    }
    metas.push(view("citation_publication_date", meta.date.replace('-', "/")));
    let institution = institution(meta);
    metas.extend(institution.map(|it| view("citation_technical_report_institution", it.into())));
    metas.push(view("citation_language", meta.language.clone()));
    let address = canonical(wording.study, FIRST);
    metas.extend(address.map(|address| view("citation_public_url", address)));
    metas
}

/// "van den Berg, Jan"; a body keeps its name.
fn inverted(author: &Author) -> String {
    let Some(family) = &author.family else { return author.name.clone() };
    let given = author.name.strip_suffix(family.as_str()).map(str::trim).unwrap_or_default();
    if given.is_empty() { author.name.clone() } else { format!("{family}, {given}") }
}

/// Who issued the report: the first affiliation, else the first body among the authors, else the
/// first author.
fn institution(meta: &Meta) -> Option<&str> {
    let affiliation = meta.authors.iter().find_map(|author| author.affiliations.first());
    let body = || meta.authors.iter().find(|author| author.family.is_none());
    let author = || body().or(meta.authors.first()).map(|author| &author.name);
    affiliation.or_else(author).map(String::as_str)
}

fn orcid(orcid: &str) -> String {
    format!("https://orcid.org/{orcid}")
}

/// The report and its data as schema.org has them, for a script element of the first page;
/// nothing on other pages and in the edition as published.
pub(super) fn linked_data(shared: &Shared<'_>, file: &str) -> Option<String> {
    let wording = shared.wording;
    let study = wording.study;
    if file != FIRST || study.edition == Edition::AsPublished {
        return None;
    }
    let graph = [report(wording), dataset(shared)];
    Some(script_data(&json!({ "@context": "https://schema.org", "@graph": graph })))
}

/// What the report and its data have in common.
fn work(wording: Wording<'_>, kind: &str, authors: &str, name: &str, about: &str) -> Value {
    let meta = &wording.study.meta;
    let mut work = json!({
        "@type": kind,
        "name": name,
        "datePublished": meta.date,
        "version": meta.version,
        "inLanguage": meta.language,
    });
    if !about.is_empty() {
        work["description"] = about.into();
    }
    work[authors] = meta.authors.iter().map(agent).collect();
    if let Some(licence) = &meta.licence {
        work["license"] = licensed(licence);
    }
    if let Some(address) = canonical(wording.study, FIRST) {
        work["url"] = address.into();
    }
    work
}

fn report(wording: Wording<'_>) -> Value {
    let meta = &wording.study.meta;
    let name = citing::report_title(wording);
    let about = meta.description.as_ref().map(|text| wording.plain(text)).unwrap_or_default();
    let mut report = work(wording, "Report", "author", &name, &about);
    if let Some(publication) = &meta.publication {
        // What is published here for the first time rests on no paper, though there be one.
        let reproduces = meta.kind == StudyKind::Reproduction;
        report[if reproduces { "isBasedOn" } else { "citation" }] = paper(publication);
    }
    report
}

fn paper(it: &Publication) -> Value {
    let mut paper = json!({
        "@type": "ScholarlyArticle",
        "name": it.title,
        "author": it.authors.iter().map(agent).collect::<Vec<_>>(),
        "datePublished": it.published.as_ref().unwrap_or(&it.year),
        "isPartOf": { "@type": "Periodical", "name": it.journal },
    });
    if let Some(doi) = &it.doi {
        let address = format!("https://doi.org/{doi}");
        paper["@id"] = address.as_str().into();
        paper["identifier"] =
            json!({ "@type": "PropertyValue", "propertyID": "DOI", "value": doi, "url": address });
    }
    if let Some(licence) = &it.licence {
        paper["license"] = licensed(licence);
    }
    paper
}

/// The address of a licence; where it has none a work of its name, as a name alone would be taken
/// for an address.
fn licensed(licence: &Licence) -> Value {
    match &licence.url {
        Some(url) => url.as_str().into(),
        None => json!({ "@type": "CreativeWork", "name": licence.name }),
    }
}

fn agent(author: &Author) -> Value {
    let kind = if author.family.is_some() { "Person" } else { "Organization" };
    let mut agent = json!({ "@type": kind, "name": author.name });
    if let Some(family) = &author.family {
        agent["familyName"] = family.as_str().into();
    }
    if let Some(iri) = author.orcid.as_deref().map(orcid) {
        agent["@id"] = iri.as_str().into();
        agent["identifier"] = iri.into();
    }
    if !author.affiliations.is_empty() {
        let organisation = |name| json!({ "@type": "Organization", "name": name });
        agent["affiliation"] = author.affiliations.iter().map(organisation).collect();
    }
    agent
}

/// The data files, and what they measure.
fn dataset(shared: &Shared<'_>) -> Value {
    let wording = shared.wording;
    let study = wording.study;
    let title = wording.plain(&study.meta.title);
    let about = say!(wording.style(), "data-about", title = title);
    let mut dataset = work(
        wording,
        "Dataset",
        "creator",
        &say!(wording.style(), "data-of", report = title),
        &about,
    );
    let home = canonical(study, FIRST).unwrap_or_default();
    let file = |path: &str, name: String, encoding: &str| {
        json!({
            "@type": "DataDownload",
            "name": name,
            "encodingFormat": encoding,
            "contentUrl": format!("{home}{path}"),
        })
    };
    let mut files = Vec::new();
    for table in study.listed_tables() {
        files.push(file(&table_file(study, table), wording.table_name(table), "text/csv"));
    }
    if !study.derived.is_empty() {
        files.push(file(DERIVED, wording.style().text("computed-values").to_owned(), "text/csv"));
    }
    files.push(file(
        "data/report.json",
        wording.style().text("data-whole").to_owned(),
        "application/json",
    ));
    dataset["distribution"] = files.into();
    dataset["variableMeasured"] = study.questions.iter().map(|it| variable(wording, it)).collect();
    dataset
}

/// A question as a variable, with whom it was asked.
fn variable(wording: Wording<'_>, question: &Question) -> Value {
    let study = wording.study;
    let group = question.group.map(|group| &study[group].label);
    let of = [group.cloned(), Some(wording.table_name(question.table))];
    let about: Vec<String> = of.into_iter().flatten().collect();
    json!({
        "@type": "PropertyValue",
        "name": question.label,
        "description": about.join(wording.style().text("list-comma")),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_end_in_one_slash() {
        assert_eq!(folder("https://example.org/a"), "https://example.org/a/");
        assert_eq!(folder("https://example.org/a/"), "https://example.org/a/");
    }

    #[test]
    fn family_names_come_first_and_bodies_are_not_divided() {
        let author = |name: &str, family: Option<&str>| Author {
            name: name.into(),
            family: family.map(str::to_owned),
            affiliations: Vec::new(),
            orcid: None,
        };
        assert_eq!(
            inverted(&author("Jan van den Berg", Some("van den Berg"))),
            "van den Berg, Jan"
        );
        assert_eq!(inverted(&author("Plato", Some("Plato"))), "Plato");
        assert_eq!(inverted(&author("The R&D Group", None)), "The R&D Group");
    }
}
