//! Charts that are put together, and scales with two sides, in built sites.

use scraper::{Html, Selector};
use serde_json::Value;

use crate::support::Study;

/// A figure of a report by its id.
fn figure(study: &Study, id: &str) -> Value {
    let report: Value = serde_json::from_str(&study.read("output/data/report.json")).expect("JSON");
    let figures = report["figures"].as_array().expect("figures").clone();
    figures.into_iter().find(|figure| figure["id"] == id).unwrap_or_else(|| panic!("no {id}"))
}

/// The texts of what a selector finds in the figure of an id, on the page of all figures.
fn within(study: &Study, id: &str, selector: &str) -> Vec<String> {
    let page = Html::parse_document(&study.read("output/figures.html"));
    let selector =
        Selector::parse(&format!("figure[id='fig-{id}'] {selector}")).expect("a selector");
    page.select(&selector).map(|element| element.text().collect()).collect()
}

#[test]
fn rows_of_any_tables_are_put_together() {
    let study = Study::shipped().built();
    let matched = figure(&study, "matched.offers-and-wants");
    assert_eq!(matched["kind"], "panels");
    let description = matched["description"].as_str().expect("a description");
    // In each reading, and with its group, since panels of this chart mix groups.
    let row = "Image annotation: 5% or 56% of 120 researchers (contested) [Researchers]";
    assert!(description.contains(row), "{description}");
    let csv = study.read("output/data/figures/matched.offers-and-wants.csv");
    let ids: Vec<&str> = csv.lines().skip(1).filter_map(|line| line.split(',').next()).collect();
    assert_eq!(ids.len(), 11);
    assert_eq!(ids[2], "researchers.resources-from-hospitals.imaging-data");
    let cells = within(&study, "summary.leading", "tbody tr:first-of-type > *");
    assert_eq!(
        cells[..5],
        ["Not involved", "Clinicians", "Involvement in AI-related research", "Clinicians", "74%"]
    );
    // Where a panel holds rows of one group, each row has the question that it answers.
    let labels = within(&study, "summary.leading", "svg.wide text.t");
    assert!(labels.iter().any(|label| label == "Expectations for collaboration"), "{labels:?}");
}

#[test]
fn what_is_set_side_by_side_has_a_headline_of_its_own() {
    let study = Study::shipped().built();
    let title = figure(&study, "compared.clinicians.ai-products")["title"].clone();
    let title = title.as_str().expect("a title");
    assert!(title.starts_with("Developing AI products was the answer of "), "{title}");
    // Differences stand only at rows declared the same.
    let gaps = within(&study, "compared.clinicians.prospects", "tbody td:last-of-type");
    assert_eq!(gaps.iter().filter(|gap| gap.contains("not subtracted")).count(), 2, "{gaps:?}");
    assert_eq!(gaps.iter().filter(|gap| gap.contains("not comparable")).count(), 2, "{gaps:?}");
    // Where nothing can be set side by side, the reasons are given.
    let page = study.read("output/figures.html");
    let (_, apart) = page.split_once("<h3>Not set side by side</h3>").expect("the reasons");
    assert!(apart.contains("Perceived problems in AI research. <b>"), "{apart}");
}

#[test]
fn a_single_row_that_is_not_subtracted_is_two_bars() {
    let study = Study::shipped().built();
    for (id, kind) in [
        ("compared.clinicians.education", "pair"),
        ("compared.clinicians.structured-reports", "pair"),
        ("compared.clinicians.roles", "pair"),
        ("compared.clinicians.age", "dumbbell"),
    ] {
        assert_eq!(figure(&study, id)["kind"], kind, "{id}");
    }
    // Each bar under the label of its own group, in words as well.
    let id = "compared.clinicians.education";
    let labels = within(&study, id, "svg.wide text.l, svg.wide text.v, svg.wide text.t");
    let expected = ["Master’s degree", "Clinicians", "22%", "Postgraduates", "Researchers", "58%"];
    assert!(labels.join("|").contains(&expected.join("|")), "{labels:?}");
    let figure = figure(&study, id);
    let description = figure["description"].as_str().expect("a description");
    assert!(description.ends_with("; not subtracted."), "{description}");
    assert_eq!(within(&study, id, "tbody td:last-of-type"), ["– (not subtracted)"]);
}

#[test]
fn scales_with_two_sides_are_divided_at_their_middle() {
    let study = Study::fixture("scale").built();
    for (id, kind) in [
        ("people.quiet", "diverging"),
        ("people.hours", "diverging"),
        ("people.visits", "stacked"),
        ("people.opinions", "diverging"),
    ] {
        assert_eq!(figure(&study, id)["kind"], kind, "{id}");
    }
    // Half the room of 319 pixels to either side of the middle at 160, whichever way the answers
    // are listed; a seam of 1.5 pixels before what comes next.
    let page = study.read("output/figures.html");
    let (_, hours) = page.split_once("id=\"fig-people.hours\"").expect("the figure");
    let (_, narrow) = hours.split_once("class=\"chart narrow\"").expect("the drawing");
    let (_, bars) = narrow.split_once("Worse: 50% of 200 people</title>").expect("a mark");
    assert!(bars.starts_with("<rect class=\"m grey\" x=\"0.5\""), "{}", &bars[..80]);
    let (worse, better) = bars.split_once("Better: 50% of 200 people</title>").expect("another");
    assert!(worse.contains("width=\"158\""), "{worse}");
    assert!(better.starts_with("<rect class=\"m blue\" x=\"160\""), "{}", &better[..80]);
    // Of 200 people, 9 or 10 are 5 % and 29 or 30 are 15 %, so 38 to 40 are on the negative side.
    // 59 to 61 are 30 % and 39 to 41 are 20 %: 98 to 102. Only 49 are 24.5 %, and only 5 are 2.5 %.
    let rows = within(&study, "people.opinions", "tbody tr");
    assert_eq!(
        rows,
        [
            "The reading room should be quiet5%15%20%30%20%10%20% (19–20%)50% (49–51%)",
            "Food should be allowed at the tables by the windows40%30%0%24.5%2.5%3%70% (69–71%)27.0%"
        ]
    );
    assert_eq!(
        within(&study, "people.quiet", "tbody tr:last-of-type > *"),
        ["Positive in all", "50% (49–51%)"]
    );
}

/// The larger the base, the more counts round to a whole percent.
#[test]
fn sums_of_sides_carry_what_rounding_leaves() {
    let study = Study::fixture("scale");
    study.replace("content/study.yaml", "answered: 200", "answered: 2000");
    let study = study.built();
    // 5 % of 2,000 may be 90 to 110 and 15 % 290 to 310 of them: 380 to 420 are 19 to 21 %.
    let rows = within(&study, "people.quiet", "tbody tr");
    assert!(rows.contains(&"Negative in all20% (19–21%)".to_owned()), "{rows:?}");
}

#[test]
fn a_scale_that_exceeds_the_whole_is_drawn_as_bars() {
    let study = Study::fixture("scale");
    study.replace(
        "content/data/scales.yaml",
        "questions: [people.quiet, people.food]",
        "questions: [people.food]",
    );
    study.replace(
        "content/data/scales.yaml",
        "side: positive, percent: 30}",
        "side: positive, percent: 60}",
    );
    // What a source contradicts stops no build; of this study's own it would be an error.
    study.replace("content/study.yaml", "kind: original", "kind: reproduction");
    assert_eq!(figure(&study.built(), "people.quiet")["kind"], "bars");
}

#[test]
fn narrative_shows_and_names_a_chart_that_is_put_together() {
    let study = Study::fixture("scale").built();
    let page = Html::parse_document(&study.read("output/opinions.html"));
    let texts = |selector: &str| -> Vec<String> {
        let selector = Selector::parse(selector).expect("a selector");
        page.select(&selector).map(|element| element.text().collect()).collect()
    };
    assert_eq!(texts("article > p"), ["See Figure\u{a0}1."]);
    assert_eq!(texts("figure[id='fig-people.opinions'] .number"), ["Figure 1"]);
    assert!(texts("figure[id='fig-people.opinions'] .under")[0].contains("The same answers were"));
}

#[test]
fn whiskers_stand_where_the_sample_is_drawn() {
    let study = Study::fixture("minimal");
    study.replace(
        "content/study.yaml",
        "sampling: unknown",
        "sampling: probability\nintervals: {show: [charts]}",
    );
    study.replace("content/data/tea.yaml", "complete: true", "complete: true\n        chart: bars");
    // A line and its two ends for each of two bars.
    let page = study.built().read("output/drinks.html");
    let (_, wide) = page.split_once("class=\"chart wide\"").expect("the drawing");
    let (wide, _) = wide.split_once("</svg>").expect("its end");
    assert_eq!(wide.matches("class=\"h\"").count(), 6);
}

/// A second group that was put the question of the first, and a chart of both.
fn with_guests() -> Study {
    let study = Study::fixture("scale");
    study.replace(
        "content/study.yaml",
        "    answered: 200\n",
        "    answered: 200\n  - {id: guests, label: Guests, members: guests, answered: 100, colour: purple}\n",
    );
    let counts = [4, 16, 20, 30, 20, 10];
    let answers = [
        "id: strongly-disagree, label: Strongly disagree, side: negative",
        "id: disagree, label: Disagree, side: negative",
        "id: neither, label: Neither, side: neutral",
        "id: agree, label: Agree, side: positive",
        "id: strongly-agree, label: Strongly agree, side: positive",
        "id: unsure, label: Don't know, side: apart",
    ];
    let rows = answers.iter().zip(counts);
    let rows: Vec<String> =
        rows.map(|(row, n)| format!("          - {{{row}, count: {n}}}\n")).collect();
    let rows = rows.concat();
    let data = format!(
        "tables:\n  - id: of-guests\n    number: 2\n    title: Guests\n    group: guests\n    base_is: \
         stated\n    questions:\n      - id: quiet\n        label: The reading room should be quiet\n        \
         kind: scale\n        complete: true\n        options:\n{rows}charts:\n  - id: both\n    title: \
         Quiet\n    questions: [people.quiet, guests.quiet]\n"
    );
    // Before the other file, so that its table comes first in the data.
    study.write("content/data/guests.yaml", data);
    study.built()
}

#[test]
fn a_chart_of_questions_names_the_group_where_there_are_several() {
    let study = with_guests();
    let rows = within(&study, "both", "tbody tr");
    let label = "The reading room should be quiet";
    assert!(rows[0].starts_with(&format!("{label}People5%15%")), "{rows:?}");
    assert!(rows[1].starts_with(&format!("{label}Guests4%16%")), "{rows:?}");
    assert_eq!(
        within(&study, "both", "thead th")[..3],
        ["Question", "Asked of", "Strongly disagree"]
    );
    for size in ["wide", "narrow"] {
        let labels = within(&study, "both", &format!("svg.{size} text.t"));
        let groups = labels.iter().filter(|it| ["People", "Guests"].contains(&it.as_str()));
        assert_eq!(groups.collect::<Vec<_>>(), ["People", "Guests"], "{size}: {labels:?}");
    }
    // A positive answer stands in the key in the colours of both, what is not positive in one.
    let page = study.read("output/figures.html");
    let (_, figure) = page.split_once("id=\"fig-both\"").expect("the figure");
    let (_, wide) = figure.split_once("class=\"chart wide\"").expect("the drawing");
    let (key, _) = wide.split_once("5% of 200 people</title>").expect("the first mark");
    let squares: Vec<&str> = key.matches("class=\"m purple").collect();
    assert_eq!(squares.len(), 2, "{key}");
    assert_eq!(key.matches("class=\"m blue").count(), 2, "{key}");
    // Questions of one group need no name of it.
    assert_eq!(
        within(&study, "people.opinions", "thead th")[..2],
        ["Question", "Strongly disagree"]
    );
    assert!(!within(&study, "people.opinions", "svg text").contains(&"People".to_owned()));
}

#[test]
fn counts_of_an_original_study_have_their_shares_beside_them() {
    let study = with_guests();
    let page = Html::parse_document(&study.read("output/tables.html"));
    let texts = |selector: &str| -> Vec<String> {
        let selector = Selector::parse(selector).expect("a selector");
        page.select(&selector).map(|it| it.text().collect::<String>()).collect()
    };
    let row = texts("tr[id='guests.quiet.disagree'] > *");
    assert_eq!(row[..2], ["Disagree", "16 (16%)"]);
    assert_eq!(row.len(), 3, "label, figure and rank: {row:?}");
    let heads = texts("div[id='table-2'] thead tr:last-child th");
    assert_eq!(heads, ["Question and answer", "Share or count", "Rank"]);
    assert!(texts("div[id='table-1'] thead th").contains(&"Possible counts".to_owned()));
    assert_eq!(texts("div[id='table-2'] tr.sum > *")[..2], ["Sum of the shares", "100%"]);
    let first = texts("div[id='table-1'] tr.sum > th");
    assert!(first.iter().all(|it| it == "Sum of the printed shares"), "{first:?}");
    // Of a list that is not complete the rest is no matter of print either.
    study.replace("content/data/guests.yaml", "complete: true", "complete: false");
    study.replace("content/data/guests.yaml", "count: 10}", "count: 4}");
    study.build().exits(0);
    let tables = study.read("output/tables.html");
    assert!(tables.contains("The shares add up to 94%; 6% is not given."), "{tables}");
    // What a study of its own data reports was not published elsewhere.
    assert_eq!(texts("div[id='table-2'] thead tr:first-child th")[0], "As reported");
    // Tables stand in the order of their numbers, although guests.yaml comes before scales.yaml.
    assert_eq!(texts("p.caption > b"), ["Table\u{a0}1", "Table\u{a0}2"]);
    let all = study.read("output/all-contents.html");
    let (first, second) = (all.find("tables.html#table-1"), all.find("tables.html#table-2"));
    assert!(first.is_some() && first < second, "{first:?} {second:?}");
}

#[test]
fn a_finding_that_is_counted_shows_its_share() {
    let study = with_guests();
    study.write(
        "content/narrative/guests.md",
        "---\ntitle: Guests\n---\n\n```{finding} guests.quiet.agree\nOf the guests.\n```\n\n```{facts} \
         guests.quiet.agree\n```\n",
    );
    let study = study.built();
    let page = Html::parse_document(&study.read("output/guests.html"));
    let big = Selector::parse(".big").expect("a selector");
    let numbers: Vec<String> = page.select(&big).map(|it| it.text().collect()).collect();
    // A fact stands alone, and is a count where a count is given.
    assert_eq!(numbers.iter().map(|it| it.trim()).collect::<Vec<_>>(), ["30%", "30"]);
}
