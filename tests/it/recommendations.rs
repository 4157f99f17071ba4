//! Recommendations, findings and facts from the outside: what pages, tables and `report.json`
//! show of them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use scraper::{ElementRef, Html, Selector};
use serde_json::Value;

use crate::support::Study;

fn shipped() -> &'static Study {
    static STUDY: OnceLock<Study> = OnceLock::new();
    STUDY.get_or_init(|| Study::shipped().built())
}

fn page(study: &Study, file: &str) -> Html {
    Html::parse_document(&study.read(&format!("output/{file}")))
}

fn report(study: &Study) -> Value {
    serde_json::from_str(&study.read("output/data/report.json")).expect("JSON")
}

fn all<'a>(page: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    page.select(&Selector::parse(selector).expect("a selector")).collect()
}

fn within<'a>(element: ElementRef<'a>, selector: &str) -> Vec<ElementRef<'a>> {
    element.select(&Selector::parse(selector).expect("a selector")).collect()
}

fn text(element: ElementRef<'_>) -> String {
    element.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

fn href(element: ElementRef<'_>) -> String {
    element.value().attr("href").expect("a link").to_owned()
}

fn strings(list: &Value) -> Vec<String> {
    let list = list.as_array().expect("a list").iter();
    list.map(|item| item.as_str().expect("a text").to_owned()).collect()
}

/// A study of one question, whose two options are 60 and 40 percent of a stated base.
fn minimal(recommendations: &str, page: &str) -> Study {
    let study = Study::fixture("err_recommendations");
    study.write("content/recommendations.yaml", format!("recommendations:\n{recommendations}"));
    study.write("content/narrative/drinks.md", format!("---\ntitle: Hot drinks\n---\n\n{page}\n"));
    study.write("content/narrative/more.md", "---\ntitle: More\n---\n\nMore.\n");
    study
}

const TEA: &str = "  - id: tea\n    title: Brew *tea*\n    text: It is so. Of them {pct}`people.drink.tea` prefer \
                   it.\n    rests_on: [people.drink.tea]\n    against: Nothing.\n";

#[test]
fn each_recommendation_carries_the_numbers_that_it_rests_on() {
    let (page, tables) = (page(shipped(), "recommendations.html"), page(shipped(), "tables.html"));
    let rows: BTreeSet<&str> =
        all(&tables, "tr[id]").iter().filter_map(|row| row.value().id()).collect();
    let articles = all(&page, "article.recommendation");
    let report = report(shipped());
    let entries = report["recommendations"].as_array().expect("recommendations");
    assert_eq!((articles.len(), entries.len()), (6, 6));
    for (article, entry) in articles.iter().zip(entries) {
        let id = format!("recommendation-{}", entry["id"].as_str().expect("an id"));
        assert_eq!(article.value().id(), Some(&*id));
        assert_eq!(entry["page"], format!("recommendations.html#{id}"));
        let headings = within(*article, "h2");
        assert_eq!(text(headings[0]).trim_end_matches(" #"), entry["title"]);
        let values = strings(&entry["values"]);
        let shown = within(*article, ".rests li");
        assert!(!values.is_empty() && shown.len() == values.len(), "{id}");
        for (value, row) in values.iter().zip(shown) {
            assert!(rows.contains(&**value), "{value} has no row");
            let links: Vec<String> = within(row, "a").into_iter().map(href).collect();
            assert_eq!(links, [format!("tables.html#{value}"), format!("tables.html#{value}")]);
            let number = text(within(row, ".number")[0]);
            let printed = number.strip_suffix('%').expect("a percent");
            let bar = within(row, "svg rect:not(.ground)")[0].value().attr("width");
            let width: f64 = bar.expect("a width").parse().expect("a number");
            let percent: f64 = printed.parse().expect("a number");
            assert!((width * 100.0 - percent).abs() < 1e-9, "{value}: {width} for {printed}");
        }
    }
    let contents = all(&page, "nav.side li.level-2 a");
    assert_eq!(contents.len(), 6);
    assert_eq!(href(contents[0]), "#recommendation-training");
}

#[test]
fn rows_of_tables_name_what_rests_on_them() {
    let tables = page(shipped(), "tables.html");
    let mut expected: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for entry in report(shipped())["recommendations"].as_array().expect("recommendations") {
        for value in strings(&entry["values"]) {
            let page = entry["page"].as_str().expect("a page").to_owned();
            expected.entry(value).or_default().push(page);
        }
    }
    let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for row in all(&tables, "tr[id]") {
        let links: Vec<String> = within(row, ".rests-on a").into_iter().map(href).collect();
        if !links.is_empty() {
            found.insert(row.value().id().expect("an id").to_owned(), links);
        }
    }
    assert_eq!(found, expected);
}

#[test]
fn findings_and_facts_stand_apart_with_live_numbers() {
    let index = page(shipped(), "index.html");
    let findings = all(&index, "ul.findings > li.finding");
    assert_eq!(findings.len(), 5);
    let number = within(findings[0], ".big a.value")[0];
    assert_eq!(text(number), "74%");
    assert_eq!(href(number), "tables.html#clinicians.ai-research.not-involved");
    let note = number.value().attr("data-note").expect("a note");
    assert_eq!(all(&index, &format!("#{note}")).len(), 1);
    assert!(text(findings[0]).starts_with("74% Nearly three-quarters of the clinicians"));
    let facts: Vec<String> = all(&index, "ul.facts > li.fact").into_iter().map(text).collect();
    assert_eq!(facts[..2], ["5,142 clinicians answered", "2,135 hospitals of the clinicians"]);
}

#[test]
fn what_stands_in_cards_is_a_statement_like_any_other() {
    let study = minimal(
        TEA,
        "## Tea\n\nOf all, {pct}`people.drink.tea`.\n\n```{finding} people.drink.coffee\nFirst. And \
         {pct}`people.drink.coffee`.\n```\n\n```{recommendations}\n```\n\nAgain {pct}`people.drink.tea`.",
    );
    let study = study.built();
    let report = report(&study);
    let found: Vec<(String, String)> = report["statements"]
        .as_array()
        .expect("statements")
        .iter()
        .map(|it| {
            (it["id"].as_str().unwrap_or("").into(), it["text"].as_str().unwrap_or("").into())
        })
        .filter(|(id, _): &(String, String)| id.starts_with("drinks/"))
        .collect();
    let expected = [
        ("drinks/tea/1", "Of all, 60%."),
        ("drinks/tea/2", "And 40%."),
        ("drinks/recommendation-tea/1", "Of them 60% prefer it."),
        ("drinks/tea/3", "Again 60%."),
    ];
    assert_eq!(found, expected.map(|(id, text)| (id.to_owned(), text.to_owned())));
    let page = page(&study, "drinks.html");
    let heading = all(&page, "article.recommendation > h3");
    assert_eq!(text(heading[0]), "Brew tea #", "one level below the heading above");
}

#[test]
fn what_is_contested_is_shown_and_does_not_count() {
    let study = minimal(TEA, "```{recommendations} tea\n```");
    study.replace(
        "content/data/tea.yaml",
        "percent: 60",
        "percent: 60, also_printed: [{percent: 6, place: Abstract}]",
    );
    // Of a published source, so that the contradiction is no fault of the study.
    study.replace("content/study.yaml", "kind: original", "kind: reproduction");
    let because = "complete: true\n        kind_because: The shares add up.";
    study.replace("content/data/tea.yaml", "complete: true", because);
    let study = study.built();
    let page = page(&study, "drinks.html");
    let row = all(&page, ".rests li.contested")[0];
    assert_eq!(text(within(row, ".number")[0]), "60% (elsewhere 6%)");
    assert_eq!(within(row, "svg .o").len(), 2, "a hollow bar for each reading");
    assert_eq!(
        text(within(row, ".flag")[0]),
        "Contested: The source prints 60% in one place and 6% in another; we do not rank or \
         summarise this figure, nor count it as support."
    );
    let tables = Html::parse_document(&study.read("output/tables.html"));
    let named = all(&tables, "[id='people.drink.tea'] .rests-on")[0];
    assert_eq!(text(named), "Named by a recommendation, for which it does not count: Brew tea");
}

#[test]
fn what_no_page_shows_is_linked_from_nowhere() {
    let study = minimal(TEA, "Text.");
    study.build().exits(0).says("warning[unplaced-recommendation]");
    let tables = page(&study, "tables.html");
    assert_eq!(all(&tables, ".rests-on").len(), 0);
    assert_eq!(report(&study)["recommendations"][0]["page"], Value::Null);
    let study = minimal(TEA, "```{recommendations}\n```");
    std::fs::remove_file(study.path("content/recommendations.yaml")).expect("removed");
    study.build().exits(1).says("there are no recommendations to show");
}

#[test]
fn the_first_page_is_the_authors_or_made() {
    let study = minimal(TEA, "```{recommendations}\n```").built();
    let made = page(&study, "index.html");
    assert_eq!(all(&made, "#who").len(), 1);
    assert_eq!(all(&made, ".imprint").len(), 0);
    let own = page(shipped(), "index.html");
    assert_eq!(all(&own, "#who").len(), 0);
    let title = text(all(&own, "h1")[0]);
    assert_eq!(
        title,
        "Artificial intelligence in Chinese healthcare: what clinicians and researchers reported"
    );
    let imprint = text(all(&own, ".imprint")[0]);
    for told in
        ["Jiancheng Ye, Michelle Ma and Malak Abuhashish", "Frontiers", "third party", "Version "]
    {
        assert!(imprint.contains(told), "{told:?} in {imprint:?}");
    }
}
