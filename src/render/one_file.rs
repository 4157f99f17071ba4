//! Finished pages and files of a site -> the whole report as one HTML file.
//!
//! Pages are taken as they are written and their links made over. Links stand in templates, too,
//! in those of offprint and in those of a study, which know nothing of one file; and writing all
//! pages a second time would take as long as the first.
//!
//! An anchor keeps its name. Where several pages have it, it belongs to the page that is made of
//! the data, or else to the first in reading order; on the others the page's name and a stroke
//! stand before it. A page itself is `page-` and its name.

mod embed;
mod links;
mod survey;
mod tags;
pub(super) mod view;

use std::collections::{BTreeMap, BTreeSet};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use rayon::prelude::*;

use self::links::{Target, file, parted, text, wide};
use self::survey::{Holds, Spot};
use self::view::{OneFileView, SectionView};
use super::escape::attribute;
use super::links::DATA;
use super::notes::NoteView;
use super::pages::{WrittenPage, WrittenPages};
use super::view::{EntryView, LinkView, NavView};
use crate::types::digest::Digest;
use crate::types::manifest::UNSEALED;
use crate::types::site::Site;

pub(super) use self::survey::Survey;
pub(super) use self::view::ContentsView;

/// Ids of the file's own elements.
const OWN: [&str; 2] = ["content", "notes"];

/// What a report in one file consists of, beside what all pages share.
pub(super) struct Parts {
    pub(super) view: OneFileView,
    pub(super) nav: Vec<NavView>,
    pub(super) notes: Vec<NoteView>,
}

/// Puts the pages of a site together, with the files that they offer.
pub(super) fn parts(
    pages: &mut WrittenPages,
    files: &Site,
    home: Option<&str>,
    (title, [style, script]): (&str, [&[u8]; 2]),
) -> Parts {
    let mut notes: Vec<(usize, NoteView)> = Vec::new();
    let mut known = BTreeSet::new();
    for i in 0..pages.site.len() {
        let shorter = pages.one_file.iter_mut().find(|(at, _)| *at == i);
        let page = shorter.map_or(&mut pages.site[i], |(_, page)| page);
        let own = std::mem::take(&mut page.notes).into_iter();
        notes.extend(own.filter(|note| known.insert(note.id.clone())).map(|note| (i, note)));
    }
    let shown: Vec<&WrittenPage> = (0..pages.site.len())
        .map(|i| {
            let shorter = pages.one_file.iter().find(|(at, _)| *at == i);
            shorter.map_or(&pages.site[i], |(_, page)| page)
        })
        .collect();
    let whole = Whole::new(&shown, &known, files, home);
    // The last ones hold the largest files, and are begun first.
    let mut html: Vec<String> =
        (0..shown.len()).into_par_iter().rev().map(|i| whole.section(i)).collect();
    html.reverse();
    let notes: Vec<NoteView> = notes.into_iter().map(|(i, note)| whole.note(i, note)).collect();
    let first = first_notes(&notes);
    html.par_iter_mut().for_each(|html| *html = unnamed(html, &first));
    let sections = whole.pages.iter().zip(html);
    let sections = sections.map(|(page, html)| SectionView { anchor: page.own.clone(), html });
    let style = inline(style, "</style") + &paper(title);
    let script = inline(script, "</script");
    let policy = format!(
        "default-src 'none'; style-src '{}'; script-src '{}'; img-src data:; font-src data:; \
         base-uri 'none'; form-action 'none'",
        hash(&style),
        hash(&script)
    );
    let sections = sections.collect();
    let nav = whole.nav(&shown);
    Parts {
        view: OneFileView { digest_html: UNSEALED, policy, style, script, sections },
        nav,
        notes,
    }
}

/// For each address, as attributes have it, the first note of a number that leads there.
fn first_notes(notes: &[NoteView]) -> BTreeMap<String, &str> {
    let mut first = BTreeMap::new();
    for note in notes {
        first.entry(attribute(&note.href)).or_insert(note.id.as_str());
    }
    first
}

/// The same without the notes that numbers name although their addresses tell which is meant: the
/// script takes the first one.
fn unnamed(html: &str, first: &BTreeMap<String, &str>) -> String {
    const NAMED: &str = "\" data-note=\"";
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find(NAMED) {
        let (before, after) = (&rest[..at], &rest[at + NAMED.len()..]);
        let id = after.split('"').next().unwrap_or_default();
        let href = before.rsplit(" href=\"").next().unwrap_or_default();
        out.push_str(before);
        if first.get(href) == Some(&id) {
            out.push('"');
            rest = &after[(id.len() + 1).min(after.len())..];
        } else {
            out.push_str(NAMED);
            rest = after;
        }
    }
    out.push_str(rest);
    out
}

/// A text as it can stand within an element of its own: with the line ends that browsers count,
/// and without what would end it.
fn inline(bytes: &[u8], end: &str) -> String {
    let text = String::from_utf8_lossy(bytes).replace("\r\n", "\n").replace('\r', "\n");
    if !text.to_ascii_lowercase().contains(end) {
        return text;
    }
    text.replace("</", "<\\/")
}

/// What paper has at its margins: the report's title, and the number of each page.
fn paper(title: &str) -> String {
    let mut quoted = String::new();
    for sign in title.chars() {
        if sign.is_control() || matches!(sign, '"' | '\\' | '<') {
            quoted.extend(['\\'].into_iter().chain(format!("{:x} ", u32::from(sign)).chars()));
        } else {
            quoted.push(sign);
        }
    }
    format!(
        "\n@page{{size:A4;@top-left{{content:\"{quoted}\"}}@bottom-right{{content:counter(page)}}}}\n"
    )
}

fn hash(text: &str) -> String {
    format!("sha256-{}", STANDARD.encode(Digest::of(text.as_bytes()).bytes()))
}

/// A page in the file.
struct Page<'a> {
    html: &'a str,
    survey: &'a Survey,
    /// Its own anchor.
    own: String,
    /// What becomes of its ids.
    ids: BTreeMap<&'a str, String>,
}

/// All pages, to tell where links lead.
struct Whole<'a> {
    pages: Vec<Page<'a>>,
    /// Pages by their files.
    places: BTreeMap<&'a str, usize>,
    /// The page to which each id belongs.
    owners: BTreeMap<&'a str, usize>,
    files: &'a Site,
    /// For each file that links lead to the one that holds it: its page, and where it stands there.
    held: BTreeMap<String, (usize, usize)>,
    /// Where the site is said to stand, with a slash at its end.
    home: Option<String>,
}

impl<'a> Whole<'a> {
    fn new(
        shown: &[&'a WrittenPage],
        notes: &BTreeSet<String>,
        files: &'a Site,
        home: Option<&str>,
    ) -> Self {
        let slug = |page: &WrittenPage| page.file.trim_end_matches(".html").to_owned();
        let surveys: Vec<&Survey> = shown.iter().filter_map(|page| page.survey.as_ref()).collect();
        let held = held(shown, &surveys, files);
        let mut taken: BTreeSet<String> = OWN.map(str::to_owned).into();
        taken.extend(notes.iter().cloned());
        taken.extend(shown.iter().map(|page| format!("page-{}", slug(page))));
        taken.extend(held.keys().cloned());
        let mut maps: Vec<BTreeMap<&str, String>> = vec![BTreeMap::new(); shown.len()];
        let mut owners = BTreeMap::new();
        let (made, others): (Vec<usize>, Vec<usize>) =
            (0..shown.len()).partition(|i| shown[*i].made);
        let in_order: Vec<usize> = made.into_iter().chain(others).collect();
        for i in &in_order {
            for id in &surveys[*i].order {
                if taken.insert(id.clone()) {
                    maps[*i].insert(id, id.clone());
                    owners.insert(id.as_str(), *i);
                }
            }
        }
        for i in in_order {
            for id in &surveys[i].order {
                if !maps[i].contains_key(id.as_str()) {
                    let mut new = format!("{}/{id}", slug(shown[i]));
                    while !taken.insert(new.clone()) {
                        new.push('_');
                    }
                    owners.entry(id).or_insert(i);
                    maps[i].insert(id, new);
                }
            }
        }
        let pages = shown.iter().zip(surveys).zip(maps).map(|((page, survey), ids)| Page {
            html: &page.html,
            survey,
            own: format!("page-{}", slug(page)),
            ids,
        });
        let pages = pages.collect();
        let places = shown.iter().enumerate().map(|(i, page)| (page.file.as_str(), i)).collect();
        let home = home.map(|home| format!("{}/", home.trim_end_matches('/')));
        Self { pages, places, owners, files, held, home }
    }

    /// A page with its ids and links made over.
    fn section(&self, page: usize) -> String {
        let Page { html, survey, ids, .. } = &self.pages[page];
        let mut out = String::with_capacity(survey.main.len());
        let mut kept = survey.main.start;
        for (span, spot) in &survey.spots {
            // Within what is gone nothing is left to be made over.
            if span.start < kept {
                continue;
            }
            let value = &html[span.clone()];
            let (span, new) = match spot {
                Spot::Gone => (span.clone(), String::new()),
                // The first page bears the title of all.
                Spot::Level if page == 0 || value == "6" => continue,
                Spot::Level => (span.clone(), value.bytes().map(|it| char::from(it + 1)).collect()),
                Spot::Id => match ids.get(&*text(value)) {
                    Some(id) => (span.clone(), attribute(id)),
                    None => continue,
                },
                Spot::Names { narrow } => (span.clone(), self.names(page, value, *narrow)),
                Spot::Address(holds) => match self.address(page, value, *holds, span.start) {
                    Some(new) => (span.clone(), new),
                    None => continue,
                },
            };
            out.push_str(&html[kept..span.start]);
            out.push_str(&new);
            kept = span.end;
        }
        out.push_str(&html[kept..survey.main.end]);
        out
    }

    /// Ids that an attribute of a page names, as they are now.
    fn names(&self, page: usize, value: &str, narrow: bool) -> String {
        let ids = &self.pages[page].ids;
        let new = |id: &str| {
            let shown = wide(id).filter(|id| narrow && ids.contains_key(id.as_str()));
            let id = shown.as_deref().unwrap_or(id);
            ids.get(&*text(id)).map_or(id.to_owned(), |new| attribute(new))
        };
        let new: Vec<String> = value.split_whitespace().map(new).collect();
        new.join(" ")
    }

    /// What becomes of an attribute that is an address; nothing where it stays.
    fn address(&self, page: usize, whole: &str, holds: Holds, at: usize) -> Option<String> {
        let (name, value) = parted(whole);
        match self.link(page, &text(value)) {
            Target::Same => None,
            Target::To(to) => Some(format!(" {name}=\"{}\"", attribute(&to))),
            // Without an address, a link is text.
            Target::Nowhere => Some(String::new()),
            Target::File(path) => {
                let held = self.held.get(&path);
                let elsewhere = held.is_some_and(|held| *held != (page, at));
                // A file is held once; elsewhere, links lead to where it is.
                if holds != Holds::Always && elsewhere {
                    return Some(format!(" {name}=\"#{}\"", attribute(&path)));
                }
                Some(self.embedded(name, &path, holds))
            }
        }
    }

    /// The attributes of an element that holds a file: its address, where browsers follow it, and
    /// for a link the name under which the file is saved, and the file's anchor.
    fn embedded(&self, name: &str, path: &str, holds: Holds) -> String {
        let address = self.files.get(path).and_then(|bytes| embed::address(path, bytes));
        let held = address.as_ref().map(|(address, _)| format!(" {name}=\"{address}\""));
        let id = (holds == Holds::First).then(|| format!(" id=\"{}\"", attribute(path)));
        let saved = address.filter(|_| holds != Holds::Always);
        let saved = saved.map(|(_, saved)| format!(" download=\"{}\"", attribute(&saved)));
        [held, id, saved].into_iter().flatten().collect()
    }

    /// A note of a page with its links made over.
    fn note(&self, page: usize, mut note: NoteView) -> NoteView {
        let findings = note.findings.iter_mut().map(|finding| &mut finding.href);
        for href in findings.chain([&mut note.href]) {
            if let Target::To(to) = self.link(page, href) {
                *href = to;
            }
        }
        note
    }

    /// The contents: every page, with its headings.
    fn nav(&self, shown: &[&WrittenPage]) -> Vec<NavView> {
        let mut sections: Vec<NavView> = Vec::new();
        for (i, (page, written)) in self.pages.iter().zip(shown).enumerate() {
            let entries = written.contents.iter().filter(|entry| entry.level <= 2);
            let entries = entries.map(|entry| EntryView {
                href: format!("#{}", self.anchor(i, &entry.anchor)),
                title: entry.text.clone(),
                level: entry.level,
            });
            let link = LinkView {
                href: format!("#{}", page.own),
                title: written.short_title.clone(),
                current: false,
                entries: entries.collect(),
            };
            let title = written.section.clone();
            match sections.last_mut().filter(|section| section.title == title) {
                Some(section) => section.pages.push(link),
                None => sections.push(NavView { title, pages: vec![link] }),
            }
        }
        sections
    }
}

/// The link that holds each file to which links lead: on the page of data, or else the first.
fn held(
    shown: &[&WrittenPage],
    surveys: &[&Survey],
    files: &Site,
) -> BTreeMap<String, (usize, usize)> {
    let of = |(page, survey): (&&WrittenPage, &&Survey)| -> Vec<(String, usize)> {
        let links = survey.spots.iter().filter(|(_, spot)| *spot == Spot::Address(Holds::First));
        let values = links.map(|(span, _)| (parted(&page.html[span.clone()]).1, span.start));
        let paths = values.filter(|(value, _)| !value.starts_with('#'));
        paths.filter_map(|(value, at)| Some((file(files, &text(value))?, at))).collect()
    };
    let found: Vec<Vec<(String, usize)>> = shown.iter().zip(surveys).map(of).collect();
    let mut held = BTreeMap::new();
    let (data, others): (Vec<usize>, Vec<usize>) =
        (0..shown.len()).partition(|i| shown[*i].file == DATA);
    for i in data.into_iter().chain(others) {
        for (path, at) in &found[i] {
            held.entry(path.clone()).or_insert((i, *at));
        }
    }
    held
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_name_their_notes_where_the_address_does_not_tell() {
        let first = BTreeMap::from([("#a".to_owned(), "v-1"), ("#b".to_owned(), "v-2")]);
        let link = |href: &str, note: &str| {
            format!("<p>x <a class=\"value\" href=\"{href}\"{note}>5</a> y</p>")
        };
        let html = [
            link("#a", " data-note=\"v-1\""),
            link("#b", " data-note=\"v-3\""),
            link("#c", " data-note=\"v-2\""),
        ];
        let expected = [link("#a", ""), html[1].clone(), html[2].clone()];
        assert_eq!(unnamed(&html.concat(), &first), expected.concat());
        assert_eq!(unnamed("a data-note=\"", &first), "a data-note=\"");
        assert_eq!(unnamed("<a href=\"#a\" data-note=\"v-1", &first), "<a href=\"#a\"");
    }
}
