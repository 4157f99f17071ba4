//! Citations in the built site: the list, its links there and back, and what a .bib may hold.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::time::{Duration, Instant};

use scraper::{Html, Selector};
use serde_json::Value;

use crate::support::Study;

/// The minimal study with works to cite and a page.
fn citing(bib: &str, page: &str) -> Study {
    let study = Study::fixture("minimal");
    study.write("content/references.bib", bib);
    study.write("content/narrative/cites.md", format!("---\ntitle: Cites\n---\n\n{page}\n"));
    study
}

const TWO: &str = "@article{a2019, author={Abel, Ann and others}, title={A <i>title</i> & more}, \
    journal={J. Ex.}, year=2019, doi={10.5555/a<b>1}}\n@book{b2020, author={Berg, Bo}, \
    title={On \"books\" <script>alert(1)</script>}, publisher={P}, year=2020}\n@book{c2021, \
    author={Cole, Cy}, title={Never named}, publisher={P}, year=2021}\n";
const PAGE: &str = "It was so {cite:p}`b2020,a2019`. {cite:t}`a2019` agree with {pct}`people.drink.tea` \
    {cite:p}`a2019`. [See {cite:t}`b2020`](references.md#ref-b2020).\n\n## Then\n\n{cite:t}`a2019,b2020` \
    wrote again.";

fn select(page: &Html, selector: &str, attribute: &str) -> Vec<String> {
    let selector = Selector::parse(selector).expect("a selector");
    let found = page.select(&selector).filter_map(|element| element.attr(attribute));
    found.map(str::to_owned).collect()
}

fn texts(page: &Html, selector: &str) -> Vec<String> {
    let selector = Selector::parse(selector).expect("a selector");
    page.select(&selector).map(|element| element.text().collect::<String>()).collect()
}

#[test]
fn citations_link_to_the_list_and_back() {
    let study = citing(TWO, PAGE).built();
    let page = Html::parse_document(&study.read("output/cites.html"));
    let paragraphs = texts(&page, "article p");
    assert!(paragraphs.iter().any(|text| text.contains(
        "It was so (Abel et al. 2019; Berg 2020). Abel et al. (2019) agree with 60% (Abel et al. \
         2019). See Berg (2020)."
    )));
    assert!(paragraphs.iter().any(|text| text.starts_with("Abel et al. (2019) and Berg (2020)")));
    let ids = select(&page, "a.cite", "id");
    assert_eq!(
        ids,
        ["a2019-1", "b2020-1", "a2019-2", "a2019-3", "a2019-4", "b2020-2"]
            .map(|id| format!("cite-{id}"))
    );
    let hrefs = select(&page, "a.cite", "href");
    assert!(hrefs.iter().all(|href| href.starts_with("references.html#ref-")));
    let list = Html::parse_document(&study.read("output/references.html"));
    assert_eq!(select(&list, "ul.references li", "id"), ["ref-a2019", "ref-b2020", "ref-c2021"]);
    assert_eq!(
        select(&list, "#ref-a2019 .cited a", "href"),
        [1, 2, 3, 4].map(|n| format!("cites.html#cite-a2019-{n}"))
    );
    assert_eq!(texts(&list, "#ref-c2021 .cited"), ["Not cited in this report"]);
    let lead = texts(&list, "article > p").join(" ").replace('\u{a0}', " ");
    assert!(lead.contains("3 works. 2 of them are cited in this report, on 1 page."), "{lead}");
}

#[test]
fn works_that_neither_text_nor_source_cites_are_noted() {
    let study = citing(TWO, PAGE);
    let unused = |study: &Study| {
        let built = offprint::build(study.folder(), &mut |_| {}).expect("a study");
        let own = built.audit.expect("an audit").findings.into_iter();
        let own = own.filter(|finding| finding.code == "unused");
        own.map(|finding| (finding.ids, finding.message)).collect::<Vec<_>>()
    };
    let told = |message: &str| vec![(vec!["c2021".to_owned()], message.to_owned())];
    assert_eq!(unused(&study), told("The work `c2021` is cited by no text."));
    let record = |cite: &str| {
        let citation = format!("citations: [{{cite: '{cite}', place: Text}}]\n");
        study.write("content/data/cited.yaml", citation);
    };
    record("Berg, 2020");
    let message =
        "The work `c2021` is cited by no text, and by no citation that is recorded in the data.";
    assert_eq!(unused(&study), told(message));
    record("Berg, 2020; Cole, 2021");
    assert_eq!(unused(&study), Vec::new());
}

#[test]
fn what_a_bib_holds_is_text() {
    let study = citing(TWO, PAGE).built();
    let html = study.read("output/references.html");
    assert!(!html.contains("<script>alert") && html.contains("&lt;script&gt;alert(1)"), "{html}");
    let list = Html::parse_document(&html);
    assert_eq!(
        select(&list, "#ref-a2019 a[href^='http']", "href"),
        ["https://doi.org/10.5555/a%3Cb%3E1"]
    );
    for url in ["javascript:alert(1)", "data:text/html,x", "//example.org"] {
        let bib = format!("@book{{a, author={{A, B}}, title={{T}}, year=2020, url={{{url}}}}}\n");
        citing(&bib, "{cite:p}`a`").build().exits(1).says("[bad-form]");
    }
}

#[test]
fn the_report_lists_works_and_statements_read_as_the_page() {
    let study = citing(TWO, PAGE).built();
    let report: Value = serde_json::from_str(&study.read("output/data/report.json")).expect("JSON");
    let references = report["references"].as_array().expect("a list");
    assert_eq!(references.len(), 3);
    assert_eq!(references[0]["key"], "a2019");
    assert_eq!(references[0]["doi"], "10.5555/a<b>1");
    assert_eq!(references[0]["cited_on"], serde_json::json!(["cites.html"]));
    assert_eq!(references[2]["cited_on"], serde_json::json!([]));
    let statements = report["statements"].as_array().expect("a list");
    let texts: Vec<&str> = statements.iter().filter_map(|it| it["text"].as_str()).collect();
    assert!(texts.contains(&"Abel et al. (2019) agree with 60% (Abel et al. 2019)."), "{texts:#?}");
}

/// The paper's works are all there, each with the DOI that the file gives it.
#[test]
fn the_shipped_works_are_listed() {
    let study = Study::shipped().built();
    let bib = study.read("content/references.bib");
    let dois: BTreeSet<&str> = bib
        .lines()
        .filter_map(|line| line.trim().strip_prefix("doi"))
        .filter_map(|rest| rest.split(['{', '}']).nth(1))
        .collect();
    let list = Html::parse_document(&study.read("output/references.html"));
    assert_eq!(select(&list, "ul.references li", "id").len(), bib.matches("\n@").count());
    let links = select(&list, "ul.references a[href^='https://doi.org/']", "href");
    let linked: BTreeSet<&str> =
        links.iter().filter_map(|link| link.strip_prefix("https://doi.org/")).collect();
    assert_eq!(linked, dois);
}

#[test]
fn without_works_there_is_no_page_of_them() {
    let study = Study::fixture("minimal").built();
    assert!(!study.path("output/references.html").exists());
    assert!(!study.read("output/index.html").contains("references.html"));
}

/// Nested and circular without end, and many works: told or built, in reasonable time.
#[test]
fn large_and_odd_files_are_told_or_built() {
    let braces = 100_000;
    let field = |text: String| format!("@book{{a, author={{A}}, title={{{text}}}, year=2020}}\n");
    let mut many = String::new();
    for i in 0..200 {
        // Writing to a string cannot fail.
        let _ = writeln!(many, "@book{{k{i}, author={{Name{i}, A}}, title={{T{i}}}, year=2020}}");
    }
    let mut chain = String::new();
    for i in 0..2000 {
        let next = i + 1;
        let _ = writeln!(chain, "@inbook{{k{i}, author={{A}}, title={{T}}, crossref={{k{next}}}}}");
    }
    for (bib, status) in [
        (field(format!("{}{}", "{".repeat(braces), "}".repeat(braces))), 1),
        (field("{".repeat(braces)), 1),
        (field("\\emph{".repeat(braces)), 1),
        (format!("{}x{}", "@book{".repeat(2000), "}".repeat(2000)), 1),
        (chain, 1),
        (many, 0),
    ] {
        let started = Instant::now();
        let run = citing(&bib, "Text.").build();
        assert_eq!(run.status, status, "{}", &bib[..60]);
        assert!(!run.stderr.contains("panicked"), "{}", &bib[..60]);
        assert!(started.elapsed() < Duration::from_secs(20), "{}", &bib[..60]);
    }
}
