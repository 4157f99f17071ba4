//! Meta data and groups -> the report as every template sees it.

use super::escape::attribute;
use super::html::{Writer, Written, escaped};
use super::links::Links;
use super::notes::Notes;
use super::view::{FactView, GroupView, LicenceView, PublicationView, SiteView};
use crate::types::messages::say;
use crate::types::study::{
    Colour, GroupFact, GroupId, Licence, Publication, StudyKind, Text, ValueId,
};
use crate::types::wording::{Wording, capitalised};

/// The report as templates see it.
pub(super) fn site_view(wording: Wording<'_>, links: &Links) -> SiteView {
    let meta = &wording.study.meta;
    let mut notes = Notes::default();
    let mut html = |text: &Text| {
        Writer::new(wording, links, "index.html", &mut notes, &|_| Written::default())
            .text(text)
            .html
    };
    let title_html = html(&meta.title);
    let subtitle_html = meta.subtitle.as_ref().map(&mut html);
    SiteView {
        title: wording.plain(&meta.title),
        title_html,
        subtitle_html,
        description: meta.description.as_ref().map_or_else(String::new, |text| wording.plain(text)),
        language: meta.language.clone(),
        version: meta.version.clone(),
        time_tag: match wording.style().date(&meta.date) {
            date if date == meta.date => "<time>".into(),
            _ => format!("<time datetime=\"{}\">", attribute(&meta.date)),
        },
        date: wording.style().date(&meta.date),
        authors_line: authors_line(wording),
        right_to_left: wording.style().messages.right_to_left(),
        licence: meta.licence.as_ref().map(licence_view),
        repository: meta.repository.clone(),
        publication: meta.publication.as_ref().map(|it| publication_view(wording, it)),
        third_party: meta
            .publication
            .as_ref()
            .and_then(|it| wording.third_party(&short_citation(wording, it))),
        reproduction: meta.kind == StudyKind::Reproduction,
        groups: group_views(wording, links),
        offprint: env!("CARGO_PKG_VERSION").into(),
        published_head: wording.published_head().to_owned(),
        edition: None,
        one_file: false,
        marks: [wording.study.style.thousands.clone(), wording.study.style.decimal_mark.clone()],
    }
}

fn licence_view(licence: &Licence) -> LicenceView {
    LicenceView { name: licence.name.clone(), url: licence.url.clone() }
}

/// The names of the report's authors.
fn authors_line(wording: Wording<'_>) -> String {
    let names: Vec<&str> = wording.study.meta.authors.iter().map(|it| &*it.name).collect();
    names.join(wording.style().text("list-comma"))
}

fn publication_view(wording: Wording<'_>, publication: &Publication) -> PublicationView {
    let [and, comma] = ["list-and", "list-comma"].map(|key| wording.style().text(key));
    let names: Vec<&str> = publication.authors.iter().map(|author| &*author.name).collect();
    let authors = match names.split_last() {
        Some((last, [])) => (*last).to_owned(),
        Some((last, others)) => format!("{}{and}{last}", others.join(comma)),
        None => String::new(),
    };
    let parts = [&publication.volume, &publication.article];
    let where_in: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
    PublicationView {
        authors,
        short: short_citation(wording, publication),
        title: publication.title.clone(),
        journal: publication.journal.clone(),
        year: publication.year.clone(),
        where_in: where_in.join(comma),
        doi: publication.doi.clone(),
        licence: publication.licence.as_ref().map(licence_view),
    }
}

/// "Ye et al. (2026)".
pub(super) fn short_citation(wording: Wording<'_>, publication: &Publication) -> String {
    let style = wording.style();
    let names: Vec<String> = publication
        .authors
        .iter()
        .map(|author| author.family.as_ref().unwrap_or(&author.name).clone())
        .collect();
    let who = match names.as_slice() {
        [] => publication.title.clone(),
        [one] => one.clone(),
        [one, two] => format!("{one}{}{two}", style.text("list-and")),
        [first, ..] => say!(style, "and-others", first = first),
    };
    say!(style, "who-and-year", who = who, year = publication.year)
}

fn group_views(wording: Wording<'_>, links: &Links) -> Vec<GroupView> {
    let study = wording.study;
    study
        .groups
        .iter()
        .enumerate()
        .map(|(i, group)| GroupView {
            id: group.id.clone(),
            label: group.label.clone(),
            colour: colour_name(group.colour).into(),
            n: group.answered.map(|n| study.style.count(n)),
            members: group.members.clone(),
            facts: GroupFact::ALL
                .into_iter()
                .filter_map(|(name, fact)| {
                    let value = group.fact(fact)?;
                    let label = match fact {
                        GroupFact::Sent => study.style.text("group-sent").to_owned(),
                        GroupFact::Answered => study.style.text("group-answered").to_owned(),
                        GroupFact::Regions => study.style.text("group-regions").to_owned(),
                        GroupFact::Sites => capitalised(
                            group.site_label.as_deref().unwrap_or(study.style.text("fact-sites")),
                        ),
                    };
                    let id = format!("{}.{name}", group.id);
                    let findings = links.flags.on([id.as_str()]);
                    let corrected = wording.corrections_behind(ValueId::Group(GroupId(i), fact));
                    let value = study.style.count(value);
                    Some(FactView { id, label, value, corrected, findings })
                })
                .collect(),
            place: group.place.clone(),
            unreported_html: group.unreported.as_ref().map(|text| escaped(&wording.plain(text))),
        })
        .collect()
}

pub(super) fn colour_name(colour: Colour) -> &'static str {
    Colour::ALL.iter().find(|(_, known)| *known == colour).map_or("grey", |(name, _)| name)
}
