//! The shipped study: its ten tables against an independent transcription, and what must be there.

use std::collections::BTreeSet;
use std::fs;
use std::sync::OnceLock;

use scraper::{Html, Selector};

use crate::support::{Study, root};

/// The shipped study, built once for all tests of this file.
fn shipped() -> &'static Study {
    static STUDY: OnceLock<Study> = OnceLock::new();
    STUDY.get_or_init(|| Study::shipped().built())
}

/// The records of a CSV file as maps from column to field.
fn records(text: &str) -> Vec<std::collections::BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let columns = reader.headers().expect("a header").clone();
    reader
        .records()
        .map(|record| {
            let record = record.expect("a record");
            columns.iter().map(str::to_owned).zip(record.iter().map(str::to_owned)).collect()
        })
        .collect()
}

/// `transcription.csv` was typed from the paper by another hand, without sight of `content/`.
#[test]
fn all_161_rows_are_as_transcribed() {
    let text = fs::read_to_string(root().join("tests/it/transcription.csv")).expect("the oracle");
    let expected: Vec<[String; 4]> = records(&text)
        .iter()
        .map(|row| ["table", "question", "label", "percent"].map(|column| row[column].clone()))
        .collect();
    assert_eq!(expected.len(), 161);
    let mut found = Vec::new();
    for table in 1..=10 {
        for row in records(&shipped().read(&format!("output/data/table-{table}.csv"))) {
            found.push(
                ["table", "question", "option", "reported"].map(|column| row[column].clone()),
            );
        }
    }
    for (expected, found) in expected.iter().zip(&found) {
        assert_eq!(expected, found);
    }
    assert_eq!(found.len(), expected.len());
    let questions: BTreeSet<_> = expected.iter().map(|row| (&row[0], &row[1])).collect();
    assert_eq!(questions.len(), 38);
}

#[test]
fn every_question_of_the_tables_is_drawn() {
    let page = shipped().read("output/figures.html");
    let mut questions = BTreeSet::new();
    for table in 1..=10 {
        for row in records(&shipped().read(&format!("output/data/table-{table}.csv"))) {
            let id = row["id"].rsplit_once('.').expect("a value id").0.to_owned();
            questions.insert(id);
        }
    }
    assert_eq!(questions.len(), 38);
    for id in questions {
        assert!(page.contains(&format!("<figure class=\"figure\" id=\"fig-{id}\">")), "{id}");
    }
}

#[test]
fn the_contradictions_are_contested_and_nothing_else() {
    let mut contested = Vec::new();
    for file in fs::read_dir(shipped().path("output/data")).expect("the data folder") {
        let path = file.expect("an entry").path();
        let columns = path.extension().is_some_and(|ending| ending == "csv")
            && path.file_stem().is_some_and(|stem| stem != "derived" && stem != "groups");
        if columns {
            let text = fs::read_to_string(&path).expect("a CSV file");
            let rows = records(&text).into_iter().filter(|row| row["contested"] == "true");
            contested.extend(rows.map(|row| row["id"].clone()));
        }
    }
    contested.sort();
    assert_eq!(
        contested,
        [
            "researchers.achievements.awards",
            "researchers.data-security.unsure-how",
            "researchers.resources-from-hospitals.funding",
            "researchers.resources-from-hospitals.image-annotation",
            "researchers.resources-from-hospitals.joint-applications",
            "researchers.resources-from-hospitals.project-knowledge",
            "researchers.resources-from-hospitals.software-transformation",
            "researchers.sharing-methods.free-for-discounts",
            "researchers.sharing-methods.free-for-papers",
            "researchers.sharing-methods.paid",
        ]
    );
}

#[test]
fn contested_values_are_neither_ranked_nor_summarised() {
    for row in records(&shipped().read("output/data/table-5.csv")) {
        if row["id"] == "researchers.achievements.awards" {
            assert_eq!((row["reported"].as_str(), row["rank"].as_str()), ("70", ""));
            assert!(row["also_printed"].contains("7%"), "{}", row["also_printed"]);
        }
        if row["id"] == "researchers.achievements.journal-papers" {
            // With 70 % it would be second, with 7 % first.
            assert_eq!(row["rank"], "");
        }
    }
    let page = shipped().read("output/figures.html");
    assert!(page.contains(
        "On “Free, for sharing of research papers”, the source prints 72% in one place and 55% in another; \
         we do not rank or summarise this figure."
    ));
}

#[test]
fn nothing_is_to_be_warned_of() {
    let run = Study::shipped().build().exits(0);
    assert_eq!(run.stderr, "");
    assert!(run.stdout.contains("Drew 70 figures."), "{}", run.stdout);
}

/// The words of a text with roles: a claim has those before its bar, any other role is one word,
/// however long the ids in it.
fn words_of(text: &str) -> usize {
    let mut parts = text.split('`');
    let mut prose = parts.next().unwrap_or_default().to_owned();
    while let Some(argument) = parts.next() {
        if let Some(before) = prose.strip_suffix("{claim}") {
            let (words, _) = argument.rsplit_once('|').expect("a bar");
            prose = format!("{before}{}", words.trim());
        }
        prose.extend(parts.next());
    }
    prose.split_whitespace().count()
}

#[test]
fn the_words_of_claims_are_counted() {
    assert_eq!(words_of("Of {n}`a.b` people ({pct}`a.c.d`, {numref}`a.c`) few came."), 7);
    assert_eq!(
        words_of("Tea {claim}`leads by far | a.c.d leads`, and\n{claim}`so | a > 5%` it is."),
        8
    );
}

#[test]
fn the_report_has_its_pages_and_its_length() {
    let mut slugs = Vec::new();
    let mut words = 0;
    for file in fs::read_dir(root().join("content/narrative")).expect("the narrative") {
        let path = file.expect("an entry").path();
        let text = fs::read_to_string(&path).expect("a page");
        let body = text.splitn(3, "---\n").nth(2).expect("front matter");
        // Words of sentences: neither headings nor what directives show, but findings.
        let is_text = |line: &&str| !line.starts_with("```") && !line.starts_with('#');
        let lines: Vec<&str> = body.lines().filter(is_text).collect();
        words += words_of(&lines.join("\n"));
        slugs.push(path.file_stem().expect("a name").to_string_lossy().into_owned());
    }
    slugs.sort();
    // The parts that the study's report must hold.
    let parts = [
        ["index", "background", "methods"].as_slice(),
        &["clinicians-participants", "clinicians-systems", "clinicians-infrastructure"],
        &[
            "clinicians-sharing",
            "clinicians-challenges",
            "clinicians-outlook",
            "clinicians-support",
        ],
        &["researchers-participants", "researchers-research", "researchers-collaborations"],
        &["researchers-sharing", "researchers-infrastructure", "researchers-state"],
        &["researchers-outlook", "side-by-side", "offers-and-wants"],
        &["discussion", "recommendations", "limitations", "conclusion", "statements", "about"],
    ];
    let mut expected = parts.concat();
    expected.sort_unstable();
    assert_eq!(slugs, expected);
    assert!((5500..=7000).contains(&words), "{words} words of narrative");
}

/// Each section of the contents by its name, with the pages in it, as every page lists them.
#[test]
fn the_contents_have_their_sections_in_order() {
    let expected: [(&str, &[&str]); 8] = [
        ("", &["index"]),
        ("The study", &["background", "methods"]),
        (
            "Results: clinicians",
            &[
                "clinicians-participants",
                "clinicians-systems",
                "clinicians-infrastructure",
                "clinicians-sharing",
                "clinicians-challenges",
                "clinicians-outlook",
                "clinicians-support",
            ],
        ),
        (
            "Results: researchers",
            &[
                "researchers-participants",
                "researchers-research",
                "researchers-collaborations",
                "researchers-sharing",
                "researchers-infrastructure",
                "researchers-state",
                "researchers-outlook",
            ],
        ),
        ("Two groups", &["side-by-side", "offers-and-wants"]),
        ("Discussion", &["discussion", "recommendations", "limitations", "conclusion"]),
        ("Back matter", &["statements", "about"]),
        (
            "Evidence",
            &["tables", "figures", "data", "audit", "checklist", "references", "all-contents"],
        ),
    ];
    // Sections and pages, not the headings of the page at hand; at the side and folded on top.
    let entries = Selector::parse("p.section, nav > ul > li > a").expect("a selector");
    let contents = Selector::parse("details.contents nav, nav.side").expect("a selector");
    for name in ["index.html", "audit.html", "about.html"] {
        let page = Html::parse_document(&shipped().read(&format!("output/{name}")));
        let lists: Vec<_> = page.select(&contents).collect();
        assert_eq!(lists.len(), 2, "{name}");
        for list in lists {
            let mut found: Vec<(String, Vec<String>)> = vec![(String::new(), Vec::new())];
            for entry in list.select(&entries) {
                if let Some(href) = entry.attr("href") {
                    let slug = href.trim_end_matches(".html").to_owned();
                    found.last_mut().expect("a section").1.push(slug);
                } else {
                    found.push((entry.text().collect(), Vec::new()));
                }
            }
            let found: Vec<(&str, Vec<&str>)> = found
                .iter()
                .map(|(title, pages)| (title.as_str(), pages.iter().map(String::as_str).collect()))
                .collect();
            let expected = expected.map(|(title, pages)| (title, pages.to_vec()));
            assert_eq!(found, expected, "{name}");
        }
    }
}

#[test]
fn readers_are_told_how_to_cite() {
    let page = shipped().read("output/about.html");
    for text in [
        "Ye, J., Ma, M., &amp; Abuhashish, M. (2026). The collaborations among healthcare systems,",
        "Ye J, Ma M, Abuhashish M. The collaborations",
        "2026;8:1694145. doi:10.3389/frai.2025.1694145",
        "@article{ye2026,",
        "The offprint contributors. (2026).",
    ] {
        assert!(page.contains(text), "{text}");
    }
}

#[test]
fn every_reference_of_the_paper_is_listed_and_cited() {
    let study = Study::shipped().built();
    let report: serde_json::Value =
        serde_json::from_str(&study.read("output/data/report.json")).expect("JSON");
    let references = report["references"].as_array().expect("references");
    assert_eq!(references.len(), 48);
    for work in references {
        let cited = work["cited_on"].as_array().expect("pages");
        assert!(!cited.is_empty(), "{work} is cited");
    }
}

#[test]
fn prose_holds_no_typed_number() {
    let built = offprint::build(root(), &mut |_| {}).expect("the shipped study");
    let audit = built.audit.expect("an audit");
    let typed = audit.findings.iter().filter(|finding| finding.code == "unbound-number");
    let typed: Vec<&str> = typed.map(|finding| finding.message.as_str()).collect();
    assert_eq!(typed, Vec::<&str>::new());
}
