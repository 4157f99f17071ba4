//! `study.yaml`: meta data, groups, number style, intervals, navigation.

use std::collections::BTreeMap;

use super::Checker;
use super::narrative::MADE_PAGES;
use super::read::{ADDRESS, DATE, DECIMALS, DOI, Form, ORCID};
use crate::diagnostic::Diagnostic;
use crate::types::number::NumberStyle;
use crate::types::source::{
    At, AuthorEntry, GroupEntry, LicenceEntry, Place, PublicationEntry, StudyFile, Yaml,
};
use crate::types::study::{
    Author, Colour, Group, IntervalMethod, IntervalShow, Intervals, Level, Licence, Meta, Page,
    PageId, Publication, Section,
};

/// The version of the format that this offprint reads.
const FORMAT: &str = "1";
const YEAR: Form =
    Form { expected: "a year of four digits", fits: is_year, help: |_| "for instance 2026".into() };
const LANGUAGE: Form = Form {
    expected: "a language tag, such as en or pt-BR",
    fits: is_language,
    help: |_| "letters and digits, joined by hyphens".into(),
};

fn is_year(text: &str) -> bool {
    text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit())
}

fn is_language(text: &str) -> bool {
    text.split('-').all(|part| {
        (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric())
    })
}

impl Checker<'_> {
    pub(super) fn meta(&mut self, study: &Yaml<StudyFile>) -> Meta {
        let (top, content) = (study.top(), &study.content);
        if content.format != FORMAT && !top.stands_in("format") {
            let place = top.key("format").place();
            self.faults.push(Diagnostic::unknown_format(&content.format, FORMAT, place));
        }
        if let Some(language) = &content.language {
            self.form(top, "language", language, &LANGUAGE);
        }
        self.form(top.key("report"), "date", &content.report.date, &DATE);
        for (key, address) in [("repository", &content.repository), ("address", &content.address)] {
            if let Some(address) = address {
                self.form(top, key, address, &ADDRESS);
            }
        }
        let authors = top.key("authors");
        if content.authors.is_empty() && !authors.node().stands_in {
            self.faults.push(Diagnostic::empty_list("author", authors.place()));
        }
        Meta {
            kind: content.kind,
            sampling: content.sampling,
            language: content.language.clone().unwrap_or_else(|| "en".into()),
            title: self.title(top),
            subtitle: self.prose(top, "subtitle"),
            description: self.prose(top, "description"),
            authors: self.authors(top.key("authors"), &content.authors),
            version: content.report.version.clone(),
            date: content.report.date.clone(),
            licence: self.licence(top.key("report"), content.report.licence.as_ref()),
            publication: content
                .publication
                .as_ref()
                .map(|entry| self.publication(top.key("publication"), entry)),
            repository: content.repository.clone(),
            address: content.address.clone(),
            picture: content.picture.as_ref().and_then(|id| {
                let place = top.key("picture").place();
                self.figure_to_show(id, &place)
            }),
        }
    }

    fn authors(&mut self, at: At<'_>, entries: &[AuthorEntry]) -> Vec<Author> {
        let mut authors = Vec::new();
        for (i, entry) in entries.iter().enumerate() {
            if let Some(orcid) = &entry.orcid {
                self.form(at.item(i), "orcid", orcid, &ORCID);
            }
            authors.push(Author {
                name: entry.name.clone(),
                family: self.family(entry, at.item(i)),
                affiliations: entry.affiliations.clone().unwrap_or_default(),
                orcid: entry.orcid.clone(),
            });
        }
        authors
    }

    /// The family name: the last word of the name, unless the entry says otherwise.
    fn family(&mut self, entry: &AuthorEntry, at: At<'_>) -> Option<String> {
        if entry.body == Some(true) {
            if entry.family.is_some() {
                self.faults.push(Diagnostic::family_of_body(at.key("family").place()));
            }
            return None;
        }
        let Some(family) = &entry.family else {
            return entry.name.split_whitespace().last().map(str::to_owned);
        };
        if !entry.name.ends_with(family.as_str()) && !at.stands_in("family") {
            let place = at.key("family").place();
            self.faults.push(Diagnostic::family_not_in_name(family, &entry.name, place));
        }
        Some(family.clone())
    }

    fn licence(&mut self, above: At<'_>, entry: Option<&LicenceEntry>) -> Option<Licence> {
        let entry = entry?;
        if let Some(url) = &entry.url {
            self.form(above.key("licence"), "url", url, &ADDRESS);
        }
        Some(Licence { name: entry.name.clone(), url: entry.url.clone() })
    }

    fn publication(&mut self, at: At<'_>, entry: &PublicationEntry) -> Publication {
        self.form(at, "year", &entry.year, &YEAR);
        if let Some(doi) = &entry.doi {
            self.form(at, "doi", doi, &DOI);
        }
        if let Some(date) = &entry.published {
            self.form(at, "published", date, &DATE);
        }
        Publication {
            title: entry.title.clone(),
            authors: self.authors(at.key("authors"), &entry.authors),
            journal: entry.journal.clone(),
            year: entry.year.clone(),
            volume: entry.volume.clone(),
            article: entry.article.clone(),
            doi: entry.doi.clone(),
            published: entry.published.clone(),
            licence: self.licence(at, entry.licence.as_ref()),
        }
    }

    pub(super) fn style(&mut self, study: &Yaml<StudyFile>) -> NumberStyle {
        let style = NumberStyle::of(self.source.messages.clone());
        let Some(entry) = &study.content.numbers else { return style };
        let at = study.top().key("numbers");
        let decimals = self.small(at, "decimals", entry.decimals.as_ref(), &DECIMALS);
        let own_sign = entry.percent_sign.is_some();
        NumberStyle {
            decimals: decimals.and_then(|n| u8::try_from(n).ok()).unwrap_or(style.decimals),
            thousands: entry.thousands.clone().unwrap_or(style.thousands),
            decimal_mark: entry.decimal_mark.clone().unwrap_or(style.decimal_mark),
            percent_before: if own_sign { String::new() } else { style.percent_before },
            percent_sign: entry.percent_sign.clone().unwrap_or(style.percent_sign),
            messages: style.messages,
        }
    }

    pub(super) fn intervals(&mut self, study: &Yaml<StudyFile>) -> Intervals {
        let entry = study.content.intervals.as_ref();
        let level = match entry.and_then(|entry| entry.level.as_deref()) {
            None | Some("95") => Level::P95,
            Some("90") => Level::P90,
            Some("99") => Level::P99,
            Some(other) => {
                let place = study.top().key("intervals").key("level").place();
                self.faults.push(Diagnostic::out_of_bounds("level", "90, 95 or 99", other, place));
                Level::P95
            }
        };
        let shown = |show| {
            entry.and_then(|entry| entry.show.as_ref()).is_some_and(|list| list.contains(&show))
        };
        Intervals {
            method: entry.and_then(|entry| entry.method).unwrap_or(IntervalMethod::Wilson),
            level,
            in_tables: shown(IntervalShow::Tables),
            in_charts: shown(IntervalShow::Charts),
        }
    }

    pub(super) fn groups(&mut self, study: &Yaml<StudyFile>) -> Vec<Group> {
        let at = study.top().key("groups");
        let entries = &study.content.groups;
        if entries.is_empty() && !at.node().stands_in {
            self.faults.push(Diagnostic::empty_list("group", at.place()));
        }
        let mut free: Vec<(&str, Colour)> = Colour::ALL.to_vec();
        let mut colours: Vec<Option<Colour>> = Vec::new();
        for entry in entries {
            let colour = entry.colour.as_ref().and_then(|name| {
                free.iter().position(|(known, _)| known == name).map(|index| free.remove(index).1)
            });
            colours.push(colour);
        }
        let names: Vec<&str> = free.iter().map(|(name, _)| *name).collect();
        for (i, entry) in entries.iter().enumerate().filter(|(i, _)| colours[*i].is_none()) {
            let Some(name) = &entry.colour else { continue };
            let place = at.item(i).key("colour").place();
            let first = entries.iter().position(|other| other.colour.as_ref() == Some(name));
            let known = Colour::ALL.iter().any(|(known, _)| known == name);
            self.faults.push(match first.filter(|_| known) {
                Some(first) => {
                    let first = at.item(first).key("colour").place();
                    Diagnostic::colour_taken(name, place, first, &names)
                }
                None => Diagnostic::unknown_colour(name, place, &names),
            });
        }
        let mut free = free.into_iter().map(|(_, colour)| colour);
        let mut groups = Vec::new();
        for (i, (entry, colour)) in entries.iter().zip(colours).enumerate() {
            let colour = colour.or_else(|| free.next()).unwrap_or(Colour::Grey);
            groups.push(self.one_group(entry, at.item(i), colour));
        }
        groups
    }

    fn one_group(&mut self, entry: &GroupEntry, at: At<'_>, colour: Colour) -> Group {
        let stands_in = at.stands_in("answered") || at.stands_in("unreported");
        if entry.answered.is_none() && entry.unreported.is_none() && !stands_in {
            self.faults.push(Diagnostic::group_without_n(at.place()));
        }
        let sites = entry.sites.as_ref();
        Group {
            id: entry.id.clone(),
            label: entry.label.clone(),
            members: entry.members.clone(),
            sent: self.count(at, "sent", entry.sent.as_ref()),
            answered: self.count(at, "answered", entry.answered.as_ref()),
            regions: self.count(at, "regions", entry.regions.as_ref()),
            sites: self.count(at.key("sites"), "count", sites.map(|sites| &sites.count)),
            site_label: sites.map(|sites| sites.label.clone()),
            colour,
            place: entry.place.clone(),
            unreported: self.prose(at, "unreported"),
            at: at.key(if entry.answered.is_some() { "answered" } else { "unreported" }).place(),
        }
    }

    /// The navigation: pages that no section names come first, in reading order.
    pub(super) fn sections(&mut self, study: &Yaml<StudyFile>, pages: &[Page]) -> Vec<Section> {
        let at = study.top().key("navigation");
        let mut named: BTreeMap<usize, Place> = BTreeMap::new();
        let mut sections = Vec::new();
        for (i, entry) in study.content.navigation.iter().flatten().enumerate() {
            let mut ids = Vec::new();
            for (p, slug) in entry.pages.iter().enumerate() {
                let place = at.item(i).key("pages").item(p).place();
                let Some(page) = pages.iter().position(|page| page.slug == *slug) else {
                    let known: Vec<&str> = pages.iter().map(|page| &*page.slug).collect();
                    let made = MADE_PAGES.contains(&slug.as_str());
                    self.faults.push(Diagnostic::unlisted_page(slug, made, place, &known));
                    continue;
                };
                if let Some(first) = named.get(&page) {
                    self.faults.push(Diagnostic::page_twice(slug, place, first.clone()));
                } else {
                    named.insert(page, place);
                    ids.push(PageId(page));
                }
            }
            sections.push(Section { title: Some(entry.title.clone()), pages: ids });
        }
        let rest: Vec<PageId> =
            (0..pages.len()).filter(|page| !named.contains_key(page)).map(PageId).collect();
        if !rest.is_empty() {
            sections.insert(0, Section { title: None, pages: rest });
        }
        sections
    }
}
