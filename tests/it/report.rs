//! The built site from the outside: data files, links, anchors, charts, and that one changed
//! value changes everything that shows it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use scraper::{Html, Selector};
use serde_json::Value;

use crate::support::{Study, files};

fn shipped() -> &'static Study {
    static STUDY: OnceLock<Study> = OnceLock::new();
    STUDY.get_or_init(|| Study::shipped().built())
}

fn report() -> Value {
    serde_json::from_str(&shipped().read("output/data/report.json")).expect("JSON")
}

/// The pages of the shipped site by name.
fn pages() -> BTreeMap<String, Html> {
    pages_of(shipped())
}

/// The pages of a built site by name; the report in one file has tests of its own.
fn pages_of(study: &Study) -> BTreeMap<String, Html> {
    files(&study.path("output"))
        .into_iter()
        .filter(|(path, _)| std::path::Path::new(path).extension().is_some_and(|e| e == "html"))
        .filter(|(path, _)| !path.ends_with("report.html"))
        .map(|(path, bytes)| (path, Html::parse_document(&String::from_utf8_lossy(&bytes))))
        .collect()
}

fn select(page: &Html, selector: &str) -> Vec<String> {
    let selector = Selector::parse(selector).expect("a selector");
    page.select(&selector).map(|element| element.text().collect()).collect()
}

#[test]
fn one_changed_value_changes_everything_that_shows_it() {
    let before = Study::fixture("minimal").built();
    let after = Study::fixture("minimal");
    after.replace("content/data/tea.yaml", "percent: 60", "percent: 74");
    after.replace("content/data/tea.yaml", "percent: 40", "percent: 26");
    let after = after.built();
    let page = |study: &Study| study.read("output/drinks.html");
    assert!(page(&before).contains(">60%</a> of the") && page(&after).contains(">74%</a> of the"));
    assert!(page(&before).contains(">Three-fifths</a> prefer tea"));
    assert!(page(&after).contains(">Nearly three-quarters</a> prefer tea"));
    let chart =
        |study: &Study| select(&Html::parse_document(&page(study)), "svg.wide text").join("|");
    assert!(chart(&before).contains("60%") && chart(&after).contains("74%"));
    let row = |study: &Study| {
        select(
            &Html::parse_document(&study.read("output/tables.html")),
            "tr[id='people.drink.tea'] td",
        )
    };
    assert_eq!(row(&before), ["60%", "30", "1"]);
    assert_eq!(row(&after), ["74%", "37", "1"]);
    let csv = |study: &Study| study.read("output/data/table-1.csv");
    assert!(csv(&before).contains("Tea,60,60,") && csv(&after).contains("Tea,74,74,"));
    let value = |study: &Study| -> Value {
        let report: Value =
            serde_json::from_str(&study.read("output/data/report.json")).expect("JSON");
        let values = report["values"].as_array().expect("values");
        values.iter().find(|value| value["id"] == "people.drink.tea").expect("tea").clone()
    };
    assert_eq!(
        (&value(&before)["percent"], &value(&before)["count_low"]),
        (&60.0.into(), &30.into())
    );
    assert_eq!(
        (&value(&after)["percent"], &value(&after)["count_low"]),
        (&74.0.into(), &37.into())
    );
    for (path, bytes) in files(&after.path("output")) {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        // Styles hold percents of their own.
        let text = text.split_once("</style>").map_or(text.as_str(), |(_, behind)| behind);
        // The scale of words on the page of the audit names percents.
        let text = text.split(" id=\"glossary\">").next().unwrap_or_default();
        assert!(path == "style.css" || !text.contains("60%"), "the old value is left in {path}");
    }
}

#[test]
fn the_report_is_of_its_schema() {
    let schema: Value =
        serde_json::from_str(&shipped().read("output/data/report.schema.json")).expect("JSON");
    let mut schemas = boon::Schemas::new();
    let mut compiler = boon::Compiler::new();
    compiler.add_resource("schema.json", schema).expect("a resource");
    let index = compiler.compile("schema.json", &mut schemas).expect("a schema that compiles");
    if let Err(error) = schemas.validate(&report(), index) {
        panic!("{error:#}");
    }
    let mut broken = report();
    broken["values"][0]["base_is"] = 7.into();
    assert!(schemas.validate(&broken, index).is_err(), "the schema tells a wrong type");
}

#[test]
fn values_carry_what_they_stand_on() {
    let report = report();
    let values = report["values"].as_array().expect("values");
    let find = |id: &str| values.iter().find(|value| value["id"] == id).expect(id);
    let value = find("clinicians.ai-research.not-involved");
    assert_eq!(value["group"], "clinicians");
    assert_eq!(value["table"], 1);
    assert_eq!(value["reported"], "74");
    assert_eq!(value["percent"], 74.0);
    assert_eq!((&value["base"], &value["base_is"]), (&5142.into(), &"assumed".into()));
    assert_eq!((&value["count_low"], &value["count_high"]), (&3780.into(), &3830.into()));
    // Wilson's bounds at 95 %, lower of 3780 and upper of 3830 in 5142, by the formula elsewhere.
    assert_eq!((&value["ci_low"], &value["ci_high"]), (&72.2889.into(), &75.6576.into()));
    assert_eq!(value["contested"], false);
    let text = find("clinicians.research-department.none");
    assert_eq!(text["table"], Value::Null);
    let unknown = find("clinicians.transformation-department.existing");
    assert_eq!((&unknown["base"], &unknown["count_low"]), (&Value::Null, &Value::Null));
    assert_eq!(unknown["ci_withheld"], "the base is unknown");
    let decimals = find("researchers.resources-from-hospitals.joint-applications");
    assert_eq!((&decimals["reported"], &decimals["count_low"]), (&"16.5".into(), &Value::Null));
    let quoted = find("literature.research-departments.lacking");
    assert_eq!(quoted["group"], Value::Null);
    let answered = find("clinicians.answered");
    assert_eq!((&answered["count"], &answered["percent"]), (&5142.into(), &Value::Null));
    let rate = report["derived"].as_array().expect("derived");
    let rate = rate.iter().find(|it| it["id"] == "clinicians.response-rate").expect("the rate");
    assert_eq!((&rate["unit"], &rate["value"]), (&"percent".into(), &99.8834.into()));
}

#[test]
fn statements_name_their_values() {
    let report = report();
    let statements = report["statements"].as_array().expect("statements");
    let found = statements
        .iter()
        .find(|it| {
            it["text"].as_str().is_some_and(|t| {
                t.starts_with("Nearly three-quarters of the clinicians had taken no part in AI")
                    && it["page"] == "clinicians-systems.html"
            })
        })
        .expect("the sentence");
    assert_eq!(found["page"], "clinicians-systems.html");
    let values: Vec<&str> =
        found["values"].as_array().expect("values").iter().filter_map(Value::as_str).collect();
    assert_eq!(values, ["clinicians.ai-research.not-involved", "clinicians.took-part"]);
    let ids: BTreeSet<&str> = statements.iter().filter_map(|it| it["id"].as_str()).collect();
    assert_eq!(ids.len(), statements.len(), "ids of statements are unique");
}

#[test]
fn links_lead_somewhere_and_ids_are_unique() {
    let checked = check_links(shipped());
    assert!(checked > 900, "only {checked} links were checked");
}

#[test]
fn figures_are_numbered_as_readers_meet_them() {
    let study = Study::fixture("minimal");
    let table = study.read("content/data/tea.yaml");
    let second = table.replace("drinks", "cups").replace("number: 1", "number: 2");
    let second = second.replace("id: drink", "id: cup").replace("people.drink", "people.cup");
    study.write("content/data/cups.yaml", second.clone());
    let third = second.replace("cup", "tin").replace("number: 2", "number: 3");
    study.write("content/data/a-tins.yaml", third);
    let page = study.read("content/narrative/drinks.md");
    study.write("content/narrative/drinks.md", page + "\n```{figure} people.cup\n```\n");
    let study = study.built();
    let report: Value = serde_json::from_str(&study.read("output/data/report.json")).expect("JSON");
    let figures = report["figures"].as_array().expect("figures");
    let ids: Vec<&str> = figures.iter().filter_map(|figure| figure["id"].as_str()).collect();
    assert_eq!(ids, ["people.drink", "people.cup", "people.tin"]);
    let page = Html::parse_document(&study.read("output/drinks.html"));
    assert_eq!(select(&page, "figure .number").len(), 2);
    assert_eq!(select(&page, "figure .number")[1].trim(), "Figure 2");
}

#[test]
fn former_ids_still_lead_somewhere() {
    let study = Study::fixture("minimal");
    let (question, option) = ("      - id: drink\n", "{id: tea, ");
    let renamed = "      - id: drink\n        aliases: [people.beverage, people.cup]\n";
    study.replace("content/data/tea.yaml", question, renamed);
    study.replace("content/data/tea.yaml", option, "{id: tea, aliases: [people.cup.hot], ");
    let derived = "derived:\n  - {id: both, aliases: [sum.of-both], label: Both, \
                   sum: [people.drink.tea, people.drink.coffee]}\n";
    let text = study.read("content/data/tea.yaml") + derived;
    study.write("content/data/tea.yaml", text);
    let former = ["people.beverage.tea", "people.cup.coffee", "people.cup.hot", "sum.of-both"];
    let mut page = study.read("content/narrative/drinks.md");
    let named = former.map(|id| format!("\n{{pct}}`{id}` is [in this row](tables.md#{id}).\n"));
    page += &named.concat();
    page += "\n{numref}`people.cup`, [the question](tables.md#people.cup), \
             [the figure](figures.md#fig-people.drink), [here](#fig-people.drink), \
             [rows](tables.md#computed-values), [who](tables.md#who-was-asked), \
             [files](data.md#columns), [start](index.md#who), <a@b.org>\n";
    study.write("content/narrative/drinks.md", page);
    let study = study.built();
    assert!(check_links(&study) > 20);
    assert!(study.read("output/drinks.html").contains("<a href=\"mailto:a@b.org\">"));
}

/// Follows every link within a built site, and counts them; ids stand once on a page.
pub(crate) fn check_links(study: &Study) -> usize {
    let pages = pages_of(study);
    let mut ids: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    let with_id = Selector::parse("[id]").expect("a selector");
    for (path, page) in &pages {
        let mut own = BTreeSet::new();
        for element in page.select(&with_id) {
            let id = element.value().attr("id").expect("an id").to_owned();
            assert!(own.insert(id.clone()), "{path}: the id {id} stands twice");
        }
        ids.insert(path, own);
    }
    let links = Selector::parse("a[href], link[href], script[src], img[src]").expect("a selector");
    let mut checked = 0;
    for (path, page) in &pages {
        for element in page.select(&links) {
            let element = element.value();
            let href = element.attr("href").or(element.attr("src")).expect("a target");
            if element.attr("rel") == Some("canonical") {
                // It names an address and fetches nothing.
                assert!(href.starts_with("https://example.org/"), "{path}: {href}");
                continue;
            }
            // It is shown at any depth, so that nothing in it can be relative.
            assert!(path != "404.html" || href.starts_with("https://"), "{path}: {href}");
            if href.starts_with("https://") || href.starts_with("mailto:") {
                assert_eq!(element.name(), "a", "{path} asks the network for {href}");
                continue;
            }
            assert!(!href.starts_with('/') && !href.contains("//"), "{path}: {href} is relative");
            let (file, anchor) = href.split_once('#').unwrap_or((href, ""));
            let target = if file.is_empty() { path } else { file };
            if anchor.is_empty() {
                assert!(study.path("output").join(target).is_file(), "{path}: {href}");
            } else {
                assert!(ids[target].contains(anchor), "{path}: {href} leads nowhere");
            }
            checked += 1;
        }
    }
    checked
}

/// What was seen to go wrong in print, and the rule that keeps it right.
#[test]
fn paper_keeps_together_what_belongs_together() {
    let style = shipped().read("output/style.css");
    let (_, print) = style.split_once("@media print {").expect("rules for paper");
    for rule in [
        "tfoot { display: table-row-group; }",
        ".computed tbody tr:first-child, .power tbody tr:first-child { break-before: avoid; }",
        ".kicker, p:has(+ .computed) { break-after: avoid; }",
        ".drawing svg { max-width: 165mm; max-height: 150mm; }",
        "pre { white-space: pre-wrap; overflow-wrap: anywhere; break-inside: avoid; }",
        "h1, h2, h3, h4, h5, h6, .cite dt, .said dt, .caption, thead, tr.question",
        ".references li { break-inside: avoid; }",
    ] {
        assert!(print.contains(rule), "{rule}");
    }
}

#[test]
fn pages_promise_and_keep_silence() {
    for (path, page) in pages() {
        let policy = Selector::parse("meta[http-equiv='Content-Security-Policy']").expect("one");
        let policies: Vec<_> = page.select(&policy).collect();
        assert_eq!(policies.len(), 1, "{path}");
        let policy = policies[0].value().attr("content").expect("a policy");
        assert!(
            policy.starts_with("default-src 'none';") && !policy.contains("unsafe"),
            "{policy}"
        );
        // The policy blocks both, so neither may be there; what is data is not run.
        let styled = "[style], style, \
                      script:not([src]):not([type='application/ld+json'], [type='application/json'])";
        let styled = Selector::parse(styled).expect("a selector");
        // One page has a style in it, which its policy allows by its digest.
        let allowed = usize::from(path == "404.html");
        assert_eq!(page.select(&styled).count(), allowed, "{path} has inline style or script");
        assert_eq!(select(&page, "h1").len(), 1, "{path} has one heading of level 1");
    }
}

#[test]
fn charts_say_what_they_show() {
    let page = &pages()["figures.html"];
    let figures = Selector::parse("figure").expect("a selector");
    let count = page.select(&figures).count();
    assert_eq!(count, 70);
    for selector in ["figure figcaption", "figure svg.wide[role='img'] > title"] {
        assert_eq!(
            select(page, selector).iter().filter(|text| !text.trim().is_empty()).count(),
            count
        );
    }
    let descriptions = select(page, "figure svg.narrow > desc");
    let research =
        descriptions.iter().find(|text| text.contains("“Involvement in AI-related research”"));
    let research = research.expect("one");
    for part in ["Not involved: 74%", "Awards, domestic or international: 0.4%", "5,142 clinicians"]
    {
        assert!(research.contains(part), "{part} in {research}");
    }
    let tables = Selector::parse("figure table").expect("a selector");
    assert_eq!(page.select(&tables).count(), count, "each figure has a table beside it");
    let heads = Selector::parse("figure table tbody th[scope='row']").expect("a selector");
    assert!(page.select(&heads).count() > 200);
}

#[test]
fn figures_stand_in_the_order_of_their_numbers() {
    let page = &pages()["figures.html"];
    let numbers = select(page, "figure .number");
    let expected: Vec<String> = (1..=numbers.len()).map(|n| format!("Figure {n}")).collect();
    assert_eq!(numbers, expected);
}

#[test]
fn labels_joined_by_strokes_may_break_there() {
    let page = shipped().read("output/tables.html");
    let label = "<bdi>Image classification/<wbr>segmentation/<wbr>target detection</bdi>";
    assert!(page.contains(label), "a narrow table would be as wide as the longest of these");
}

#[test]
fn rows_side_by_side_carry_the_labels_of_both_groups() {
    let page = &pages()["side-by-side.html"];
    let heads = select(page, "figure table tbody th[scope='row']");
    assert!(heads.iter().any(|head| head == "Master’s degree / Postgraduates"), "{heads:?}");
    let titles = select(page, "figure svg.narrow g > title").join("\n");
    let both = "Department established / Institution has relevant departments: clinicians 20%, \
                researchers 45%, not subtracted";
    assert!(titles.contains(both), "{titles}");
    let under = select(page, "figure .under").join("\n");
    assert!(under.contains("Bases: 5,142 clinicians and 120 researchers, assumed: the source"));
}

#[test]
fn the_audit_begins_with_its_findings_in_brief() {
    let page = &pages()["audit.html"];
    let lines = select(page, ".glance li");
    let twice = "70% in Table 5; 7% in Results";
    assert!(lines.iter().any(|line| line.contains(twice)), "{lines:?}");
    let grouped =
        "Resources expected from hospitals in collaborations, Table\u{a0}10, 5 rows: 5% and 56%";
    assert!(lines.iter().any(|line| line.starts_with(grouped)), "{lines:?}");
    // Each finding has its card, and each line leads to one.
    let cards = Selector::parse("div.found").expect("a selector");
    let leading = Selector::parse(".glance a").expect("a selector");
    let led: std::collections::BTreeSet<&str> =
        page.select(&leading).filter_map(|link| link.value().attr("href")).collect();
    for card in page.select(&cards) {
        let id = card.value().attr("id").expect("an id");
        assert!(led.contains(format!("#{id}").as_str()), "{id}");
    }
}

#[test]
fn live_numbers_have_notes_and_rows() {
    let page = &pages()["clinicians-systems.html"];
    let numbers = Selector::parse("main a.value").expect("a selector");
    let mut seen = 0;
    for number in page.select(&numbers) {
        let note = number.value().attr("data-note").expect("a note");
        let selector = Selector::parse(&format!("#{note}")).expect("a selector");
        assert_eq!(page.select(&selector).count(), 1, "{note}");
        seen += 1;
    }
    assert!(seen > 40, "{seen} live numbers");
    let notes = select(page, "#notes .note").join("\n");
    assert!(notes.contains("3,780–3,830 of 5,142 if all of them answered"), "{notes}");
    assert!(notes.contains("95% interval: 72.3 to 75.7%. This band shows only what chance"));
    assert!(notes.contains("Sum of 47%"), "how a computed value was computed: {notes}");
}
