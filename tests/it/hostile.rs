//! Labels that try to be more than text come out as text everywhere.

use scraper::{Html, Selector};

use crate::support::{Study, files};

const LABELS: [&str; 7] = [
    "<script>alert(1)</script>",
    "a & b < c > d",
    "\\\"double\\\" 'single'",
    "]]> --> {{ site.title }} {% raw %}",
    "=HYPERLINK(1)",
    "مشاركة البيانات \\u202e reversed",
    "bell \\x07 and escape \\e end",
];

fn study() -> Study {
    let study = Study::fixture("minimal");
    let options: Vec<String> = LABELS
        .iter()
        .enumerate()
        .map(|(i, label)| {
            format!("          - {{id: o{i}, label: \"{label}\", percent: {}}}\n", i + 1)
        })
        .collect();
    let data = study.read("content/data/tea.yaml");
    let (head, _) = data.split_once("          - {id: tea").expect("the first option");
    let head = head
        .replace("kind: single", "kind: multiple")
        .replace("people.drink.tea", "people.drink.o6");
    study.write("content/data/tea.yaml", format!("{head}{}", options.concat()));
    study.replace("content/narrative/drinks.md", "people.drink.tea", "people.drink.o6");
    // Of a hundred people every whole percent is possible.
    study.replace("content/study.yaml", "answered: 50", "answered: 100");
    study.replace("content/study.yaml", "A minimal study", "'<b>Bold</b> & \"quoted\"'");
    study.built()
}

#[test]
fn html_and_svg_hold_labels_as_text() {
    let study = study();
    for (path, bytes) in files(&study.path("output")) {
        if [".zip", ".xlsx", ".png"].iter().any(|ending| path.ends_with(ending)) {
            continue; // No texts.
        }
        let text = String::from_utf8_lossy(&bytes).into_owned();
        assert!(!text.chars().any(|c| c.is_control() && !"\n\t\r".contains(c)), "{path}");
        let is_page = std::path::Path::new(&path).extension().is_some_and(|e| e == "html");
        if !is_page {
            continue;
        }
        assert!(!text.contains("<script>alert"), "{path}");
        let page = Html::parse_document(&text);
        let scripts = "script:not([type^='application/'])";
        let scripts = Selector::parse(scripts).expect("a selector");
        let own = usize::from(path != "404.html");
        assert_eq!(page.select(&scripts).count(), own, "{path} has its own script only");
        let bold = Selector::parse("h1 b, .top b, title b").expect("a selector");
        assert_eq!(page.select(&bold).count(), 0, "{path} takes no markup from a title");
    }
    let page = Html::parse_document(&study.read("output/tables.html"));
    let cells = Selector::parse("tr[id^='people.drink.o'] th bdi").expect("a selector");
    let labels: Vec<String> = page.select(&cells).map(|cell| cell.text().collect()).collect();
    assert_eq!(labels.len(), LABELS.len());
    assert_eq!(labels[0], "<script>alert(1)</script>");
    assert_eq!(labels[2], "\"double\" 'single'");
    assert_eq!(labels[3], "]]> --> {{ site.title }} {% raw %}");
    assert_eq!(labels[6], "bell \u{fffd} and escape \u{fffd} end");
    let marks = Html::parse_document(&study.read("output/figures.html"));
    let titles = Selector::parse("svg g title").expect("a selector");
    let text: String = marks.select(&titles).flat_map(|title| title.text()).collect();
    assert!(text.contains("<script>alert(1)</script>: 1%"), "{text}");
    // Isolated, so that it cannot turn what stands round it.
    assert!(text.contains("\u{2068}مشاركة البيانات \u{202e} reversed"), "{text}");
}

#[test]
fn data_files_hold_labels_as_text() {
    let study = study();
    let csv = study.read("output/data/table-1.csv");
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let labels: Vec<String> =
        reader.records().map(|record| record.expect("a record")[4].to_owned()).collect();
    assert_eq!(labels[0], "<script>alert(1)</script>");
    assert_eq!(labels[4], "'=HYPERLINK(1)", "no formula for a spreadsheet");
    let report: serde_json::Value =
        serde_json::from_str(&study.read("output/data/report.json")).expect("JSON");
    assert_eq!(report["study"]["title"], "Bold & “quoted”");
    let description = report["figures"][0]["description"].as_str().expect("a description");
    assert!(description.contains("bell \u{fffd} and escape \u{fffd} end: 7%"), "{description}");
}
