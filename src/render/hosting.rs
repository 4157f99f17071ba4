//! Pages and the report's address -> what a web host asks for beside them: the page for addresses
//! that lead nowhere, a list of all pages, and a word to GitHub Pages to serve all files as they are.

pub(super) mod view;

use std::fmt::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use tera::Context;

use self::view::MissingView;
use super::escape::attribute;
use super::head::{canonical, folder};
use super::sheet::{Shared, Sheet};
use super::view::NavView;
use crate::diagnostic::Diagnostic;
use crate::types::digest::Digest;
use crate::types::study::{Edition, Study};

/// The page for addresses that lead nowhere.
pub(super) const MISSING: &str = "404.html";

/// Where it is there, GitHub Pages serves all files as they are.
pub(super) const NO_JEKYLL: &str = ".nojekyll";

/// The list of all pages.
pub(super) const SITEMAP: &str = "sitemap.xml";

/// The page for addresses that lead nowhere. A host shows it in place of pages at any depth, so
/// that it has no relative link: it carries its own style, and links only where the report has an
/// address.
pub(super) fn missing(shared: &Shared<'_>, mut nav: Vec<NavView>) -> (String, Vec<Diagnostic>) {
    let home = shared.wording.study.meta.address.as_deref().map(folder);
    match &home {
        Some(home) => {
            for link in nav.iter_mut().flat_map(|section| &mut section.pages) {
                link.href.insert_str(0, home);
            }
        }
        None => nav.clear(),
    }
    let style = inline_style(&shared.templates.file("404.css"));
    let style_hash = STANDARD.encode(Digest::of(style.as_bytes()).bytes());
    let sheet = Sheet::new(shared, MISSING);
    let mut context = Context::new();
    context.insert_value("site", shared.site_value.clone());
    context.insert("missing", &MissingView { home, nav, style, style_hash });
    let html = sheet.render(MISSING, &context);
    (html, sheet.into_faults())
}

/// A style as a style element holds it: with the line ends to which a browser changes all others
/// before it takes the digest, and without what would end the element.
fn inline_style(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes).replace("\r\n", "\n").replace('\r', "\n");
    text.replace("</", "<\\/")
}

/// The list of all pages; nothing without an address, and nothing in the edition as published,
/// which is not the one to be found.
pub(super) fn sitemap<'a>(study: &Study, files: impl Iterator<Item = &'a str>) -> Option<String> {
    if study.edition == Edition::AsPublished {
        return None;
    }
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n\
         <urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    for file in files {
        let address = attribute(&canonical(study, file)?);
        let date = &study.meta.date;
        // Writing to a string cannot fail.
        let _ = writeln!(xml, "<url><loc>{address}</loc><lastmod>{date}</lastmod></url>");
    }
    xml.push_str("</urlset>\n");
    Some(xml)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_style_ends_its_element() {
        assert_eq!(inline_style(b"a{}\r\nb{}\r</style>"), "a{}\nb{}\n<\\/style>");
    }
}
