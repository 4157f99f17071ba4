//! Reporting checklists: what the page shows and counts, and which entries are faulty.

use scraper::{ElementRef, Html, Selector};

use crate::support::{Study, root};

const PAGE: &str = "output/checklist.html";

fn selector(text: &str) -> Selector {
    Selector::parse(text).expect("a selector")
}

fn text(element: ElementRef<'_>) -> String {
    element.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The minimal study with these entries below `checklist:`.
fn with(entries: &str) -> Study {
    let study = Study::fixture("minimal");
    let list = format!("kind: original\nchecklist:\n{entries}");
    study.replace("content/study.yaml", "kind: original", &list);
    study
}

#[test]
fn counts_are_those_of_the_items_shown() {
    let page = Html::parse_document(&Study::shipped().built().read(PAGE));
    let lists: Vec<_> = page.select(&selector("section.checklist")).collect();
    assert_eq!(lists.len(), 2);
    for (list, all) in lists.iter().zip([40, 11]) {
        let states: Vec<String> = list.select(&selector("li > em")).map(text).collect();
        assert_eq!(states.len(), all);
        let count = |state: &str| states.iter().filter(|it| *it == state).count();
        let counted = text(list.select(&selector("h2 + p")).next().expect("a sentence"));
        let of_all = format!("Of {all} items {} are reported", count("Reported"));
        assert!(counted.starts_with(&of_all), "{counted}");
        for (state, what) in [
            ("Reported in part", "reported in part"),
            ("Not reported", "not reported"),
            ("Does not apply", "not applicable"),
        ] {
            let told = format!("{} are {what}", count(state));
            assert!(counted.contains(&told) || count(state) == 0, "{told} in: {counted}");
        }
        // The shipped study answers every item.
        assert_eq!(count("Not answered here"), 0);
        assert_eq!(list.select(&selector("li > em + p")).count(), all);
        let gaps = list.select(&selector("li.gap")).count();
        assert!(gaps > 0 && gaps == count("Not reported"), "what is missing is shown as such");
    }
}

#[test]
fn an_item_without_an_entry_is_a_gap_and_a_list_without_any_is_left_out() {
    let study = with(
        "  - item: cross-11a\n    is: in-part\n    answer: '{n}`people.answered` answered, \
                      see [here](drinks.md), and [item one](checklist.html#item-cross-1a).'",
    )
    .built();
    let page = Html::parse_document(&study.read(PAGE));
    assert_eq!(page.select(&selector("section.checklist")).count(), 1);
    let state = |id: &str| {
        let found = page.select(&selector(&format!("#item-{id} em"))).next();
        text(found.unwrap_or_else(|| panic!("an item {id}")))
    };
    assert_eq!(state("cross-11a"), "Reported in part");
    assert_eq!(state("cross-1a"), "Not answered here");
    let links = selector("#item-cross-11a em + p a");
    let answer = page.select(&links).map(text);
    assert_eq!(answer.collect::<Vec<_>>(), ["50", "here", "item one"]);
    let counted = text(page.select(&selector("h2 + p")).next().expect("a sentence"));
    assert_eq!(
        counted,
        "Of 40 items none is reported, 1 is reported in part and 39 are not answered here."
    );
    crate::report::check_links(&study);
    let none = Study::fixture("minimal").built();
    assert!(!none.path(PAGE).exists());
    assert!(!none.read("output/index.html").contains("checklist.html"));
}

#[test]
fn entries_that_do_not_hold_are_told_at_their_places() {
    let entry = |item: &str| format!("  - {{item: {item}, is: reported, answer: Yes.}}\n");
    with(&entry("cross-5e")).build().exits(1).says("did you mean").says("`cross-5a`");
    with(&entry("consort-1")).build().exits(1).says("there is no item `consort-1` of a checklist");
    let twice = entry("aapor-7") + &entry("aapor-7");
    with(&twice).build().exits(1).says("the item `aapor-7` is answered twice");
    with("  []\n").build().exits(1).says("expected at least one item");
    let other = entry("aapor-7").replace("reported", "maybe");
    with(&other).build().exits(1).says("not-applicable");
    // Numbers are bound in answers as everywhere.
    let typed = entry("aapor-8").replace("Yes.", "We asked 50 people.");
    with(&typed).build().exits(0).says("unbound-number");
    let link = entry("aapor-8").replace("Yes.", "'[gone](gone.md)'");
    with(&link).build().exits(1).says("gone.md");
}

#[test]
fn a_link_to_the_page_needs_the_page() {
    let study = Study::fixture("minimal");
    let page = study.read("content/narrative/drinks.md");
    study.write("content/narrative/drinks.md", page + "\n[Reported](checklist.html)\n");
    study.build().exits(1).says("checklist.html");
}

#[test]
fn the_documentation_lists_every_item_as_the_page_has_it() {
    let docs = std::fs::read_to_string(root().join("docs/data-model.md")).expect("the page");
    let (_, rows) = docs.split_once("<!-- checklist items -->\n").expect("the list");
    let rows = rows.lines().skip(2).take_while(|line| line.starts_with('|'));
    let listed = rows
        .map(|row| row.trim_matches('|').replace('`', "").replace(" | ", ": ").trim().to_owned());
    let page = Html::parse_document(&Study::shipped().built().read(PAGE));
    let items = selector("ul.items > li");
    let shown = page.select(&items).map(|item| {
        let id = item.attr("id").expect("an id").trim_start_matches("item-").to_owned();
        let asks = text(item.select(&selector("p")).next().expect("what it asks"));
        format!("{id}: {}", asks.split_once(' ').expect("a number").1)
    });
    assert_eq!(listed.collect::<Vec<_>>(), shown.collect::<Vec<_>>());
}
