//! Pages of the repository that readers go through: each is in the table of contents of `docs/`, and no
//! link between them leads nowhere.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Component, Path, PathBuf};

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use walkdir::WalkDir;

use crate::pages::page;
use crate::support::root;

/// Paths of all pages, from the root of the repository.
fn pages() -> BTreeSet<String> {
    let docs = WalkDir::new(root().join("docs")).into_iter();
    let docs = docs.map(|entry| entry.expect("a readable folder").into_path());
    let docs = docs.filter(|path| path.extension().is_some_and(|end| end == "md"));
    // The study of the gallery has pages of its own, which are no documentation.
    let docs = docs.filter(|path| !path.starts_with(root().join("docs/gallery/study")));
    let within = |path: PathBuf| path.strip_prefix(root()).map(|path| path.display().to_string());
    let others = ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "tests/browser/README.md"];
    docs.map(|path| within(path).expect("below the root")).chain(others.map(Into::into)).collect()
}

/// What a page links to, and the anchors of its headings.
struct Read {
    links: Vec<String>,
    anchors: BTreeSet<String>,
}

impl Read {
    fn of(text: &str) -> Self {
        let (mut links, mut anchors) = (Vec::new(), BTreeSet::new());
        let mut heading: Option<String> = None;
        for event in Parser::new_ext(text, Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES) {
            match event {
                Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                    links.push(dest_url.into_string());
                }
                Event::Start(Tag::Heading { .. }) => heading = Some(String::new()),
                Event::End(TagEnd::Heading(_)) => {
                    let anchor = anchor(&heading.take().unwrap_or_default());
                    let again = (0..)
                        .map(|n| if n == 0 { anchor.clone() } else { format!("{anchor}-{n}") });
                    let free = again.into_iter().find(|it| !anchors.contains(it));
                    anchors.extend(free);
                }
                Event::Text(text) | Event::Code(text) => {
                    if let Some(heading) = &mut heading {
                        heading.push_str(&text);
                    }
                }
                Event::Html(html) | Event::InlineHtml(html) => {
                    for part in ["src=\"", "srcset=\"", "href=\""] {
                        let found =
                            html.split(part).skip(1).filter_map(|rest| rest.split('"').next());
                        links.extend(found.map(str::to_owned));
                    }
                }
                _ => {}
            }
        }
        Self { links, anchors }
    }
}

/// The anchor that code hosts and mdBook give a heading.
fn anchor(heading: &str) -> String {
    let kept = |c: &char| c.is_alphanumeric() || ['-', '_', ' '].contains(c);
    heading.to_lowercase().chars().filter(kept).map(|c| if c == ' ' { '-' } else { c }).collect()
}

/// A path without `..` in it.
fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => {
                assert!(plain.pop(), "{} leaves the repository", path.display());
            }
            part => plain.push(part),
        }
    }
    plain
}

#[test]
fn links_between_pages_lead_somewhere() {
    let read: BTreeMap<String, Read> =
        pages().into_iter().map(|path| (path.clone(), Read::of(&page(&path)))).collect();
    let mut wrong = Vec::new();
    let mut followed = 0;
    for (path, page) in &read {
        for link in &page.links {
            if link.contains("://") || link.starts_with("mailto:") {
                continue;
            }
            followed += 1;
            let (file, anchor) =
                link.split_once('#').map_or((&**link, None), |(f, a)| (f, Some(a)));
            let folder = Path::new(path).parent().expect("a folder");
            let target = if file.is_empty() { path.into() } else { plain(&folder.join(file)) };
            let there = root().join(&target).exists();
            let known = read.get(&target.display().to_string());
            let found = anchor.is_none_or(|it| known.is_some_and(|page| page.anchors.contains(it)));
            if !there || !found {
                wrong.push(format!("{path}: {link}"));
            }
        }
    }
    assert!(followed > 150, "only {followed} links");
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn anchors_are_those_of_code_hosts() {
    let read = Read::of("# `base` and `base_is`\n## 2. study.yaml\n## A, b\n## A b\n[x](y#z)\n");
    let anchors: Vec<&str> = read.anchors.iter().map(String::as_str).collect();
    assert_eq!(anchors, ["2-studyyaml", "a-b", "a-b-1", "base-and-base_is"]);
    assert_eq!(read.links, ["y#z"]);
}

#[test]
fn the_table_of_contents_has_every_page_once() {
    let summary = Read::of(&page("docs/SUMMARY.md"));
    let mut listed: Vec<String> = summary.links.iter().map(|link| format!("docs/{link}")).collect();
    listed.sort();
    let mut all: Vec<String> =
        pages().into_iter().filter(|path| path.starts_with("docs/")).collect();
    all.retain(|path| path != "docs/SUMMARY.md");
    assert_eq!(listed, all);
}

/// Pages that the program itself, its templates and its examples send readers to.
#[test]
fn pages_that_the_program_names_are_there() {
    let mut named = BTreeSet::new();
    for folder in ["src", "templates"] {
        for entry in WalkDir::new(root().join(folder)) {
            let entry = entry.expect("a readable folder");
            let Ok(text) = fs::read_to_string(entry.path()) else { continue };
            for rest in text.split("docs/").skip(1) {
                let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || "-_./".contains(c)));
                let path = rest[..end.unwrap_or(rest.len())].trim_end_matches('.');
                if Path::new(path).extension().is_some_and(|end| end == "md") {
                    named.insert(format!("docs/{path}"));
                }
            }
        }
    }
    assert!(named.len() > 1, "{named:?}");
    let missing: Vec<&String> = named.iter().filter(|path| !root().join(path).is_file()).collect();
    assert!(missing.is_empty(), "{missing:?}");
}
