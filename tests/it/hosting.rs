//! What a web host and machines find: the page for addresses that lead nowhere, the list of pages,
//! canonical addresses, and what the heads of pages say; with a declared address and without.

use std::fs;
use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use scraper::{Html, Selector};
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::report::check_links;
use crate::support::{Study, files};

const HOME: &str = "https://example.org/drinks/";

/// An attribute of all elements that a selector finds.
fn all(html: &str, selector: &str, attribute: &str) -> Vec<String> {
    let page = Html::parse_document(html);
    let selector = Selector::parse(selector).expect("a selector");
    let values = page.select(&selector).filter_map(|it| it.attr(attribute));
    values.map(str::to_owned).collect()
}

pub(crate) fn meta(html: &str, name: &str) -> Vec<String> {
    all(html, &format!("meta[name='{name}'], meta[property='{name}']"), "content")
}

fn linked(html: &str) -> Vec<Value> {
    let page = Html::parse_document(html);
    let selector = Selector::parse("script[type='application/ld+json']").expect("a selector");
    let texts = page.select(&selector).map(|it| it.text().collect::<String>());
    texts.map(|text| serde_json::from_str(&text).expect("JSON")).collect()
}

/// The pages of a site but the one for addresses that lead nowhere.
fn pages(study: &Study, below: &str) -> Vec<String> {
    let files = files(&study.path(below)).into_iter().map(|(path, _)| path);
    files
        .filter(|path| Path::new(path).extension().is_some_and(|ending| ending == "html"))
        .filter(|path| !["404.html", "report.html"].contains(&&**path) && !path.contains('/'))
        .collect()
}

#[test]
fn the_page_for_lost_readers_needs_nothing_else() {
    for (fixture, home) in [("minimal", None), ("corrected", Some(HOME))] {
        let study = Study::fixture(fixture).built();
        let html = study.read("output/404.html");
        assert_eq!(all(&html, "[src], link, script", "src").len(), 0, "{fixture}");
        let page = Html::parse_document(&html);
        let style = Selector::parse("style").expect("a selector");
        let style: String = page.select(&style).flat_map(|it| it.text()).collect();
        let policy = all(&html, "meta[http-equiv='Content-Security-Policy']", "content");
        let hash = STANDARD.encode(Sha256::digest(style.as_bytes()));
        assert!(policy[0].contains(&format!("style-src 'sha256-{hash}';")), "{policy:?}");
        let links = all(&html, "[href]", "href");
        match home {
            None => assert!(links.is_empty(), "{links:?}"),
            Some(home) => {
                assert_eq!(links[0], home);
                for link in &links {
                    let file = link.strip_prefix(home).expect("an absolute link");
                    assert!(study.path("output").join(file).exists(), "{link}");
                }
                for page in pages(&study, "output") {
                    assert!(links.contains(&format!("{home}{page}")), "{page}");
                }
            }
        }
        check_links(&study);
    }
}

#[test]
fn hidden_files_of_a_site_are_its_own() {
    let study = Study::fixture("minimal").built();
    assert_eq!(study.read("output/.nojekyll"), "");
    study.build().exits(0);
    study.run(&["verify", "output"]).exits(0);
    fs::remove_file(study.path("output/.nojekyll")).expect("removed");
    let told = study.run(&["verify", "output"]).exits(1).stdout;
    assert!(told.contains(".nojekyll is lost"), "{told}");
}

#[test]
fn a_style_of_ones_own_is_vouched_for() {
    let study = Study::fixture("minimal");
    study.write("templates/404.css", "main { color: red }\r\nh1::after { content: '</style>' }\r");
    let html = study.built().read("output/404.html");
    let page = Html::parse_document(&html);
    let style = Selector::parse("style").expect("a selector");
    let style: String = page.select(&style).flat_map(|it| it.text()).collect();
    assert_eq!(style, "main { color: red }\nh1::after { content: '<\\/style>' }\n");
    assert!(html.contains(&STANDARD.encode(Sha256::digest(style.as_bytes()))));
}

#[test]
fn an_address_gives_a_list_of_pages_and_canonical_links() {
    let study = Study::fixture("corrected");
    study.run(&["build", "--edition", "both"]).exits(0);
    let list = study.read("output/sitemap.xml");
    let pages = pages(&study, "output");
    assert_eq!(list.matches("<url>").count(), pages.len());
    let canonical = "link[rel='canonical']";
    for page in pages {
        let address = if page == "index.html" { HOME.to_owned() } else { format!("{HOME}{page}") };
        let entry = format!("<url><loc>{address}</loc><lastmod>2026-03-02</lastmod></url>\n");
        assert!(list.contains(&entry), "{entry}");
        // The edition as published names its successor.
        for below in ["", "as-published/"] {
            let html = study.read(&format!("output/{below}{page}"));
            assert_eq!(all(&html, canonical, "href"), [&*address], "{below}{page}");
            assert_eq!(meta(&html, "og:url"), [&*address]);
        }
    }
    for file in [".nojekyll", "404.html", "sitemap.xml"] {
        assert!(study.path("output").join(file).is_file(), "{file}");
        assert!(!study.path("output/as-published").join(file).exists(), "{file}");
    }
    let superseded = study.read("output/as-published/index.html");
    assert!(meta(&superseded, "citation_title").is_empty() && linked(&superseded).is_empty());
    let study = Study::fixture("minimal").built();
    assert!(!study.path("output/sitemap.xml").exists());
    for page in self::pages(&study, "output") {
        let html = study.read(&format!("output/{page}"));
        assert_eq!(all(&html, canonical, "href").len() + meta(&html, "og:url").len(), 0);
        assert_eq!(meta(&html, "og:title").len(), 1, "{page}");
    }
}

#[test]
fn reference_managers_find_a_report_and_no_article() {
    let html = Study::shipped().built().read("output/index.html");
    assert_eq!(meta(&html, "citation_author"), ["The offprint contributors"]);
    assert_eq!(meta(&html, "citation_technical_report_institution"), ["The offprint contributors"]);
    assert_eq!(meta(&html, "citation_title").len(), 1);
    assert_eq!(meta(&html, "citation_language"), ["en"]);
    let date = &meta(&html, "citation_publication_date")[0];
    assert!(date.len() == 10 && date.matches('/').count() == 2, "{date}");
    for other in ["citation_doi", "citation_journal_title", "citation_public_url"] {
        assert!(meta(&html, other).is_empty(), "{other}");
    }
}

#[test]
fn schema_org_tells_the_report_from_its_paper_and_its_data() {
    let study = Study::shipped().built();
    let html = study.read("output/index.html");
    let graph = &linked(&html)[0]["@graph"];
    let (report, data) = (&graph[0], &graph[1]);
    assert_eq!(report["@type"], "Report");
    assert_eq!(report["author"][0]["@type"], "Organization");
    assert!(report.get("identifier").is_none() && report.get("@id").is_none());
    assert_eq!(report["license"], "https://creativecommons.org/licenses/by/4.0/");
    let paper = &report["isBasedOn"];
    assert_eq!(paper["@type"], "ScholarlyArticle");
    // A name in place of an address would be taken for one.
    assert_eq!(paper["license"]["name"], "CC BY");
    assert_eq!(paper["identifier"]["value"], "10.3389/frai.2025.1694145");
    assert_eq!(paper["author"].as_array().map(Vec::len), Some(3));
    assert_eq!(data["@type"], "Dataset");
    let files = data["distribution"].as_array().expect("files");
    for file in files {
        let path = file["contentUrl"].as_str().expect("an address");
        assert!(study.path("output").join(path).is_file(), "{path}");
    }
    for encoding in ["text/csv", "application/json"] {
        assert!(files.iter().any(|file| file["encodingFormat"] == encoding), "{encoding}");
    }
    let measured = data["variableMeasured"].as_array().expect("variables");
    assert!(measured.iter().all(|it| it["name"].is_string()) && measured.len() > 50);
}

#[test]
fn people_are_named_for_machines_and_nothing_breaks_out() {
    let study = Study::fixture("minimal");
    let authors = "  - {name: Jan van den Berg, family: van den Berg, orcid: 0000-0002-1825-0097, \
                   affiliations: [Institute of Tea]}\n  - name: '</script><script>alert(1)'";
    study.replace("content/study.yaml", "  - name: A. Author", authors);
    let title = "title: 'Tea & `\"</script><!--` more'\naddress: https://example.org/a";
    study.replace("content/study.yaml", "title: A minimal study", title);
    let html = study.built().read("output/index.html");
    assert_eq!(all(&html, "script", "src"), ["script.js"]);
    let graph = &linked(&html)[0]["@graph"];
    let author = &graph[0]["author"][0];
    assert_eq!(author["@type"], "Person");
    assert_eq!(author["identifier"], "https://orcid.org/0000-0002-1825-0097");
    assert_eq!(graph[0]["author"][1]["name"], "</script><script>alert(1)");
    assert_eq!(graph[0]["url"], "https://example.org/a/");
    assert!(graph[0].get("description").is_none() && graph[0].get("isBasedOn").is_none());
    for name in ["og:title", "og:site_name", "citation_title"] {
        assert_eq!(meta(&html, name), ["Tea & \"</script><!-- more"]);
    }
    let file = graph[1]["distribution"][0]["contentUrl"].as_str().expect("an address");
    assert!(file.starts_with("https://example.org/a/data/"), "{file}");
    assert_eq!(meta(&html, "citation_author"), ["van den Berg, Jan", "</script><script>alert(1)"]);
    assert_eq!(meta(&html, "citation_author_institution"), ["Institute of Tea"]);
    assert_eq!(meta(&html, "citation_technical_report_institution"), ["Institute of Tea"]);
    assert_eq!(meta(&html, "citation_public_url"), ["https://example.org/a/"]);
}
