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
mod survey;
mod tags;
mod view;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use rayon::prelude::*;

use self::survey::{Survey, attribute_at, decoded, file, main_of, text, wide};
use self::tags::Tag;
pub(super) use self::view::ContentsView;
use self::view::{OneFileView, SectionView};
use super::escape::attribute;
use super::notes::NoteView;
use super::pages::{WrittenPage, WrittenPages};
use super::view::{LinkView, NavView};
use crate::types::digest::Digest;
use crate::types::manifest::UNSEALED;
use crate::types::site::Site;

/// The class of a drawing for narrow screens.
const NARROW: &str = "chart narrow";

/// Ids of the file's own elements.
const OWN: [&str; 2] = ["content", "notes"];

/// Attributes that name ids of the same page, one or several.
const NAMES_IDS: [&str; 9] = [
    "for",
    "headers",
    "aria-labelledby",
    "aria-describedby",
    "aria-controls",
    "aria-details",
    "aria-flowto",
    "aria-owns",
    "data-note",
];

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
    [style, script]: [&[u8]; 2],
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
    let sections = whole.pages.iter().zip(html);
    let sections = sections.map(|(page, html)| SectionView { anchor: page.own.clone(), html });
    let (style, script) = (inline(style, "</style"), inline(script, "</script"));
    let policy = format!(
        "default-src 'none'; style-src '{}'; script-src '{}'; img-src data:; font-src data:; \
         base-uri 'none'; form-action 'none'",
        hash(&style),
        hash(&script)
    );
    let sections = sections.collect();
    let notes = notes.into_iter().map(|(i, note)| whole.note(i, note)).collect();
    let nav = whole.nav(&shown);
    Parts {
        view: OneFileView { digest_html: UNSEALED, policy, style, script, sections },
        nav,
        notes,
    }
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

fn hash(text: &str) -> String {
    format!("sha256-{}", STANDARD.encode(Digest::of(text.as_bytes()).bytes()))
}

/// A page in the file.
struct Page<'a> {
    file: &'a str,
    /// What it shows.
    html: &'a str,
    /// Its own anchor.
    own: String,
    /// What becomes of its ids.
    ids: BTreeMap<String, String>,
}

/// All pages, to tell where links lead.
struct Whole<'a> {
    pages: Vec<Page<'a>>,
    /// The page to which each id belongs.
    owners: BTreeMap<String, usize>,
    files: &'a Site,
    /// For each file that links lead to the first of them: its page, and where it stands there.
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
        let mut taken: BTreeSet<String> = OWN.map(str::to_owned).into();
        taken.extend(notes.iter().cloned());
        taken.extend(shown.iter().map(|page| format!("page-{}", slug(page))));
        let found: Vec<(&str, Survey)> = shown
            .par_iter()
            .map(|page| {
                let html = main_of(&page.html);
                (html, Survey::new(html, files))
            })
            .collect();
        let mut held = BTreeMap::new();
        for (i, (_, survey)) in found.iter().enumerate() {
            for (path, at) in &survey.files {
                held.entry(path.clone()).or_insert((i, *at));
                taken.insert(path.clone());
            }
        }
        let mut maps: Vec<BTreeMap<String, String>> = vec![BTreeMap::new(); shown.len()];
        let mut owners = BTreeMap::new();
        let (made, others): (Vec<usize>, Vec<usize>) =
            (0..shown.len()).partition(|i| shown[*i].made);
        let in_order: Vec<usize> = made.into_iter().chain(others).collect();
        for i in &in_order {
            for id in &found[*i].1.ids {
                if taken.insert(id.clone()) {
                    maps[*i].insert(id.clone(), id.clone());
                    owners.insert(id.clone(), *i);
                }
            }
        }
        for i in in_order {
            for id in &found[i].1.ids {
                if !maps[i].contains_key(id) {
                    let mut new = format!("{}/{id}", slug(shown[i]));
                    while !taken.insert(new.clone()) {
                        new.push('_');
                    }
                    owners.entry(id.clone()).or_insert(i);
                    maps[i].insert(id.clone(), new);
                }
            }
        }
        let pages = shown.iter().zip(found).zip(maps).map(|((page, (html, _)), ids)| Page {
            file: &page.file,
            html,
            own: format!("page-{}", slug(page)),
            ids,
        });
        let home = home.map(|home| format!("{}/", home.trim_end_matches('/')));
        Self { pages: pages.collect(), owners, files, held, home }
    }

    /// Where an anchor of a page stands now: on that page, on another that shows the same, or the
    /// page itself.
    fn anchor(&self, page: usize, anchor: &str) -> &str {
        let decoded = decoded(anchor);
        let of = |page: usize| {
            let ids = &self.pages[page].ids;
            ids.get(anchor).or_else(|| ids.get(decoded.as_str()))
        };
        let owner = self.owners.get(anchor).or_else(|| self.owners.get(decoded.as_str()));
        let found = of(page).or_else(|| of(*owner?));
        found.map_or(&self.pages[page].own, String::as_str)
    }

    /// Where a link of a page leads now; nothing where it leads to what is not in the file.
    fn link(&self, from: usize, href: &str) -> Target {
        if let Some(anchor) = href.strip_prefix('#') {
            return Target::To(format!("#{}", self.anchor(from, anchor)));
        }
        let scheme = href.split(['/', '?', '#']).next().is_some_and(|first| first.contains(':'));
        if scheme || href.starts_with("//") {
            return Target::Same;
        }
        let (path, anchor) = href.split_once('#').map_or((href, None), |(p, a)| (p, Some(a)));
        let path = path.strip_prefix("./").unwrap_or(path);
        if let Some(page) = self.pages.iter().position(|page| page.file == path) {
            let own = &self.pages[page].own;
            let anchor = anchor.map_or(own.as_str(), |anchor| self.anchor(page, anchor));
            return Target::To(format!("#{anchor}"));
        }
        if let Some(path) = file(self.files, path) {
            return Target::File(path);
        }
        self.home.as_ref().map_or(Target::Nowhere, |home| Target::To(format!("{home}{href}")))
    }

    /// The address that holds a file, and the name under which it is saved.
    fn address(&self, path: &str) -> Option<(String, String)> {
        embed::address(path, self.files.get(path)?)
    }

    /// A page with its ids and links made over.
    fn section(&self, page: usize) -> String {
        let html = self.pages[page].html;
        let mut out = String::with_capacity(html.len());
        let (mut kept, mut at, mut narrow) = (0, 0, 0);
        while let Some(tag) = tags::next(html, at) {
            at = tags::behind(html, &tag);
            let class = tag.value(html, "class").unwrap_or_default();
            let turn = tag.is("nav") && class.split_whitespace().any(|it| it == "turn");
            let data = tag.value(html, "type") == Some("application/ld+json");
            if tag.is("svg") && class == NARROW {
                narrow = tags::end_of(html, &tag);
            }
            let named = tag.is("title") || tag.is("desc");
            let unseen = named && tag.span.start < narrow && self.is_named_by_the_wide(page, &tag);
            if turn || unseen || (tag.is("script") && !data) {
                out.push_str(&html[kept..tag.span.start]);
                at = tags::end_of(html, &tag);
                kept = at;
                continue;
            }
            self.tag(page, &tag, &mut out, &mut kept);
        }
        out.push_str(&html[kept..]);
        out
    }

    /// Whether the wide drawing names what a title in a narrow one does. Marks of narrow drawings
    /// are not pointed at.
    fn is_named_by_the_wide(&self, page: usize, tag: &Tag<'_>) -> bool {
        let Page { html, ids, .. } = &self.pages[page];
        tag.value(html, "id").is_none_or(|id| wide(id).is_some_and(|id| ids.contains_key(&id)))
    }

    fn tag(&self, page: usize, tag: &Tag<'_>, out: &mut String, kept: &mut usize) {
        let html = self.pages[page].html;
        let mut put = |span: Range<usize>, text: &str| {
            out.push_str(&html[*kept..span.start]);
            out.push_str(text);
            *kept = span.end;
        };
        let ids = &self.pages[page].ids;
        let narrow = tag.value(html, "class") == Some(NARROW);
        let mut saved = None;
        for (name, span) in &tag.attributes {
            let value = &html[span.clone()];
            let name = name.to_ascii_lowercase();
            match name.as_str() {
                "id" => {
                    let new = ids.get(&*text(value)).map_or(value.into(), |id| attribute(id));
                    if new != value {
                        put(span.clone(), &new);
                    }
                }
                "xmlns" if tag.is("svg") => put(attribute_at(html, span), ""),
                "href" | "src" | "xlink:href" => match self.link(page, &text(value)) {
                    Target::Same => {}
                    Target::To(to) => put(span.clone(), &attribute(&to)),
                    // A file is held once; elsewhere, links lead to where it is.
                    Target::File(path) if self.is_elsewhere(&path, (page, tag)) => {
                        put(span.clone(), &attribute(&format!("#{path}")));
                    }
                    Target::File(path) => {
                        let (address, file) = self.address(&path).unzip();
                        match address {
                            Some(address) => put(span.clone(), &address),
                            None => put(attribute_at(html, span), ""),
                        }
                        saved = Some((path, file)).filter(|_| tag.is("a"));
                    }
                    // Without an address, a link is text.
                    Target::Nowhere => put(attribute_at(html, span), ""),
                },
                name if NAMES_IDS.contains(&name) => {
                    let new = |id: &str| {
                        let shown = wide(id).filter(|id| narrow && ids.contains_key(id));
                        let id = shown.as_deref().unwrap_or(id);
                        ids.get(&*text(id)).map_or(id.to_owned(), |new| attribute(new))
                    };
                    let new: Vec<String> = value.split_whitespace().map(new).collect();
                    let new = new.join(" ");
                    if new != value {
                        put(span.clone(), &new);
                    }
                }
                // What is saved has a name, and what is not is no download.
                "download" if tag.is("a") => put(attribute_at(html, span), ""),
                _ => {}
            }
        }
        if let Some((path, file)) = saved {
            let end = tag.span.end - 1;
            let id = self.held.get(&path).map(|_| format!(" id=\"{}\"", attribute(&path)));
            let name = file.map(|file| format!(" download=\"{}\"", attribute(&file)));
            put(end..end, &(id.unwrap_or_default() + &name.unwrap_or_default()));
        }
    }

    /// Whether a file is held where another link stands than this one.
    fn is_elsewhere(&self, path: &str, (page, tag): (usize, &Tag<'_>)) -> bool {
        let held = self.held.get(path);
        tag.is("a") && held.is_some_and(|held| *held != (page, tag.span.start))
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

    /// The contents: every page.
    fn nav(&self, shown: &[&WrittenPage]) -> Vec<NavView> {
        let mut sections: Vec<NavView> = Vec::new();
        for (page, written) in self.pages.iter().zip(shown) {
            let link = LinkView {
                href: format!("#{}", page.own),
                title: written.short_title.clone(),
                current: false,
                entries: Vec::new(),
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

/// Where a link leads in the file.
#[derive(Debug, PartialEq)]
enum Target {
    /// Where it led before.
    Same,
    /// Elsewhere.
    To(String),
    /// To a file of the site.
    File(String),
    /// To what is neither in the file nor known to be anywhere.
    Nowhere,
}
