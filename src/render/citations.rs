//! Citations and works as HTML, and which pages cite which work.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use memchr::memmem;

use super::html::{attribute, escaped};
use super::links::REFERENCES;
use super::view::{CitingPageView, PlaceView, ReferencesView, WorkView};
use crate::types::bibliography::{Face, Run, Target};
use crate::types::study::Study;
use crate::types::wording::Wording;

/// How a link to a work begins; text never holds this, since it is escaped.
const OPEN: &str = "<a class=\"cite\" href=\"references.html#ref-";

/// How often a page cites each work, by the work's key.
pub(super) type Cited = BTreeMap<String, usize>;

/// A page that may cite: its file, its title in the navigation, and what it cites.
pub(super) struct Citing<'a> {
    pub(super) file: &'a str,
    pub(super) title: String,
    pub(super) cited: &'a Cited,
}

/// Runs as HTML; within a link no other link may stand.
pub(super) fn runs(study: &Study, page: &str, runs: &[Run], in_link: bool) -> String {
    let mut out = String::new();
    let mut open: Option<&Target> = None;
    for run in runs {
        let target = run.target.as_ref().filter(|_| !in_link);
        if target != open {
            out.push_str(if open.is_some() { "</a>" } else { "" });
            match target {
                Some(Target::Address(address)) => {
                    let _ = write!(out, "<a href=\"{}\">", attribute(address));
                }
                Some(Target::Work(work)) => {
                    let key = study.bibliography.as_ref().map_or("", |it| &it[*work].key);
                    if page == REFERENCES {
                        let _ = write!(out, "<a href=\"#ref-{}\">", attribute(key));
                    } else {
                        let _ = write!(out, "{OPEN}{}\">", attribute(key));
                    }
                }
                None => {}
            }
            open = target;
        }
        let text = escaped(&run.text);
        let element = match run.face {
            Face::Plain => None,
            Face::Italic => Some("i"),
            Face::Bold => Some("b"),
            Face::Raised => Some("sup"),
            Face::Lowered => Some("sub"),
        };
        match element {
            None => out.push_str(&text),
            Some(element) => {
                let _ = write!(out, "<{element}>{text}</{element}>");
            }
        }
    }
    out.push_str(if open.is_some() { "</a>" } else { "" });
    out
}

/// Gives each citation of a finished page an anchor, so that the list can lead back to it.
pub(super) fn numbered(html: String) -> (String, Cited) {
    let mut cited = Cited::new();
    // Most of a page is looked through in vain.
    let mut places = memmem::find_iter(html.as_bytes(), OPEN).peekable();
    if places.peek().is_none() {
        return (html, cited);
    }
    let mut out = String::with_capacity(html.len() + html.len() / 64);
    let mut written = 0;
    for at in places {
        out.push_str(&html[written..at]);
        let rest = &html[at + OPEN.len()..];
        let key = &rest[..rest.find('"').unwrap_or(rest.len())];
        let times = cited.entry(key.to_owned()).or_insert(0);
        *times += 1;
        let _ = write!(
            out,
            "<a class=\"cite\" id=\"{}\" href=\"{REFERENCES}#ref-{key}",
            anchor(key, *times)
        );
        written = at + OPEN.len() + key.len();
    }
    out.push_str(&html[written..]);
    (out, cited)
}

/// The anchor of the nth citation of a work on a page.
fn anchor(key: &str, times: usize) -> String {
    format!("cite-{key}-{times}")
}

/// The page of all works.
pub(super) fn references(wording: Wording<'_>, pages: &[Citing<'_>]) -> ReferencesView {
    let works = wording.study.bibliography.iter().flat_map(|it| &it.works);
    let works: Vec<WorkView> = works
        .map(|work| WorkView {
            anchor: format!("ref-{}", work.key),
            html: runs(wording.study, REFERENCES, &work.entry, false),
            cited_in: pages.iter().filter_map(|page| citing(page, &work.key)).collect(),
        })
        .collect();
    let cited = works.iter().filter(|work| !work.cited_in.is_empty()).count();
    let citing = pages.iter().filter(|page| !page.cited.is_empty()).count();
    ReferencesView { intro: wording.works_line(works.len(), cited, citing), works }
}

/// The places at which a page cites a work.
fn citing(page: &Citing<'_>, key: &str) -> Option<CitingPageView> {
    let times = *page.cited.get(key)?;
    let href = |number: usize| format!("{}#{}", page.file, anchor(key, number));
    let places = (1..=times).filter(|_| times > 1);
    Some(CitingPageView {
        title: page.title.clone(),
        href: href(1),
        places: places
            .map(|number| PlaceView { number: number.to_string(), href: href(number) })
            .collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_citation_of_a_page_gets_an_anchor() {
        let link = |key: &str| format!("{OPEN}{key}\">K</a>");
        let html = format!("<p>{}, {} {}</p>", link("a2017"), link("b"), link("a2017"));
        let (html, cited) = numbered(html);
        assert_eq!(cited, Cited::from([("a2017".to_owned(), 2), ("b".to_owned(), 1)]));
        let anchors: Vec<&str> =
            html.split("id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        assert_eq!(anchors, ["cite-a2017-1", "cite-b-1", "cite-a2017-2"]);
        assert!(html.starts_with(
            "<p><a class=\"cite\" id=\"cite-a2017-1\" href=\"references.html#ref-a2017\">K</a>, "
        ));
        assert_eq!(numbered("<p>None</p>".into()), ("<p>None</p>".to_owned(), Cited::new()));
    }
}
