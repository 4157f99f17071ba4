//! The page of all contents: what it lists, what readers can search, and how much it may weigh.

use std::collections::{BTreeMap, BTreeSet};

use scraper::{ElementRef, Html, Selector};
use serde_json::Value;

use crate::support::{Study, files};

const PAGE: &str = "output/all-contents.html";

fn selector(text: &str) -> Selector {
    Selector::parse(text).expect("a selector")
}

fn words(element: ElementRef<'_>) -> String {
    element.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The index of a page of all contents.
fn index(page: &Html) -> Value {
    let data = selector("script.index");
    let data = page.select(&data).next().expect("an index");
    serde_json::from_str(&data.text().collect::<String>()).expect("JSON")
}

/// All texts of an index, each once.
fn texts(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::String(text) => {
            found.insert(text.split_whitespace().collect::<Vec<_>>().join(" "));
        }
        Value::Array(values) => values.iter().for_each(|value| texts(value, found)),
        Value::Object(values) => values.values().for_each(|value| texts(value, found)),
        _ => {}
    }
}

/// The ids of all pages of a site, by file.
fn ids(study: &Study) -> BTreeMap<String, BTreeSet<String>> {
    let any = selector("[id]");
    let pages = files(&study.path("output")).into_iter();
    let pages = pages.filter(|(path, _)| path.rsplit('.').next() == Some("html"));
    let pages = pages.map(|(path, bytes)| {
        let page = Html::parse_document(&String::from_utf8_lossy(&bytes));
        let own = page.select(&any).filter_map(|it| it.attr("id").map(str::to_owned));
        (path, own.collect())
    });
    pages.collect()
}

#[test]
fn everything_is_listed_and_found_and_the_page_stays_small() {
    let study = Study::shipped().built();
    let html = study.read(PAGE);
    assert!(html.len() < 250_000, "{} bytes", html.len());
    let script = study.read("output/script.js").len();
    assert!(script < 30_000, "{script} bytes of script");
    let page = Html::parse_document(&html);
    let ids = ids(&study);
    let links: Vec<&str> =
        page.select(&selector(".everything a")).filter_map(|it| it.attr("href")).collect();
    for link in &links {
        let (file, anchor) = link.split_once('#').map_or((*link, None), |(f, a)| (f, Some(a)));
        let own = ids.get(file).unwrap_or_else(|| panic!("{link} leads to a page"));
        assert!(anchor.is_none_or(|anchor| own.contains(anchor)), "{link}");
    }
    let listed: BTreeSet<&str> = links.iter().copied().collect();
    for file in ids.keys() {
        let own = ["404.html", "all-contents.html", "report.html"].contains(&file.as_str());
        assert!(own || listed.contains(file.as_str()), "{file}");
    }
    let figures = links.iter().filter(|link| link.contains("#fig-")).count();
    assert_eq!(figures, 70, "each figure once");
    let tables = Html::parse_document(&study.read("output/tables.html"));
    for row in tables.select(&selector("tr.question[id]")) {
        let link = format!("tables.html#{}", row.attr("id").expect("an id"));
        assert!(listed.contains(link.as_str()), "{link}");
    }

    // What is searched beside the list: each paragraph of the narrative, each answer.
    let mut found = BTreeSet::new();
    texts(&index(&page), &mut found);
    let paragraphs = selector("article > p:not([class]), article > ul:not([class]) > li");
    let mut looked = 0;
    for file in ["methods", "discussion", "limitations", "side-by-side"] {
        let page = Html::parse_document(&study.read(&format!("output/{file}.html")));
        for paragraph in page.select(&paragraphs) {
            looked += 1;
            assert!(found.contains(&words(paragraph)), "{file}: {}", words(paragraph));
        }
    }
    assert!(looked > 20, "{looked} paragraphs");
    let rows = selector("table:not(.computed table) tr[id]:not(.question) th > bdi");
    for label in tables.select(&rows) {
        assert!(found.contains(&words(label)), "{}", words(label));
    }
}

#[test]
fn items_of_checklists_and_corrections_are_found_where_they_stand() {
    for (study, file, part, told) in [
        (Study::shipped(), "checklist.html", ".items li", 51),
        (Study::fixture("corrected"), "corrections.html", ".correction .effects li", 8),
    ] {
        let study = study.built();
        let index = index(&Html::parse_document(&study.read(PAGE)));
        let page = Html::parse_document(&study.read(&format!("output/{file}")));
        let pages = index["texts"].as_array().expect("pages");
        let own = pages.iter().find(|it| it[0] == file).expect("the page is looked through");
        let mut found = BTreeSet::new();
        texts(own, &mut found);
        let (part, first) = (selector(part), selector("p"));
        let asked = page.select(&part).map(|it| words(it.select(&first).next().unwrap_or(it)));
        let asked: Vec<String> = asked.collect();
        assert_eq!(asked.len(), told, "{file}");
        for text in asked {
            assert!(found.contains(&text), "{file}: {text}");
        }
        for part in own[2].as_array().expect("parts") {
            let id = part[0].as_str().expect("an anchor");
            let there = page.select(&selector("[id]")).any(|it| it.attr("id") == Some(id));
            assert!(there, "{file}#{id}");
        }
    }
}

#[test]
fn answers_stand_under_their_question_with_their_values() {
    let study = Study::fixture("minimal").built();
    let index = index(&Html::parse_document(&study.read(PAGE)));
    let table = Html::parse_document(&study.read("output/tables.html"));
    let question = table.select(&selector("tr.question[id]")).next().expect("a question");
    let asked = &index["questions"][0];
    assert_eq!(asked[0].as_str(), question.attr("id"));
    let row = table.select(&selector("tr[id]:not(.question):has(td + td)")).next().expect("a row");
    let cell = row.select(&selector("td")).next().expect("a value");
    let answer = &asked[3][0];
    assert_eq!(answer[0].as_str(), row.attr("id"));
    assert_eq!(answer[2].as_str(), Some(&*words(cell)));
}

#[test]
fn a_part_of_the_script_can_be_that_of_the_study_or_the_whole() {
    let study = Study::fixture("minimal");
    study.write("templates/script/sort.js", "// Mine.\n");
    study.build().exits(0);
    let script = study.read("output/script.js");
    assert!(script.starts_with("\"use strict\";\n") && script.contains("// Mine.\n"), "{script}");
    assert!(!script.contains("aria-sort") && script.contains(".search"));
    study.write("templates/script.js", "whole();\n");
    study.build().exits(0);
    assert_eq!(study.read("output/script.js"), "whole();\n");
    assert!(study.read("output/report.html").contains("<script>whole();\n</script>"));
}
