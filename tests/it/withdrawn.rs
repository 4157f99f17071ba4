//! Withdrawn figures: what is left of them, what is no longer said, and how they come back.

use crate::support::{Study, offprint};

const FRUIT: &str = "{pct}`people.snack.fruit` eat fruit";

/// The fixture with corrections, its biscuits withdrawn and its text written anew.
fn withdrawn() -> Study {
    let study = Study::fixture("corrected");
    let command = ["people.snack.biscuits", "--withdraw", "--reason", "The forms are lost."];
    let mut run = offprint(study.folder());
    run.env("SOURCE_DATE_EPOCH", "1772668800").arg("correct").args(command);
    let told = run.output().expect("the binary runs");
    let (told, code) = (String::from_utf8_lossy(&told.stdout).into_owned(), told.status.code());
    assert_eq!(code, Some(0), "{told}");
    for said in [
        "Biscuits: 34% → withdrawn",
        "“Biscuits ahead of fruit” rests on it and can no longer be computed.",
        "rests on a withdrawn figure and no longer holds",
        "error[withdrawn-value]: {pct} cannot write `people.snack.biscuits`: it was withdrawn by",
        "error[withdrawn-value]: {pct} cannot write `ahead`: `people.snack.biscuits`, on which it",
        "write the sentence anew",
    ] {
        assert!(told.contains(said), "{said}: {told}");
    }
    let ledger = study.read("content/corrections.yaml");
    let entry = "  - id: people-snack-biscuits\n    date: 2026-03-05\n    kind: correction\n    \
                 value: people.snack.biscuits\n    field: withdrawn\n    from: 34\n    \
                 reason: 'The forms are lost.'\n";
    assert!(ledger.ends_with(entry), "{ledger}");
    let text = "Of {n}`people.answered` people, {pct}`people.snack.biscuits` eat biscuits with \
                their drink and\n{pct}`people.snack.fruit` eat fruit, a difference of {pct}`ahead`.";
    study.replace("content/narrative/drinks.md", text, &format!("{FRUIT}."));
    study
}

fn report(study: &Study, path: &str) -> serde_json::Value {
    serde_json::from_str(&study.read(path)).expect("JSON")
}

#[test]
fn nothing_that_rests_on_it_is_said() {
    let study = withdrawn();
    study.run(&["build", "--edition", "both"]).exits(0);
    let rows = study.read("output/data/table-1.csv");
    let row = |id: &str| rows.lines().find(|row| row.starts_with(id)).expect("its row");
    // No figure, count, interval or rank; what was first published stays.
    let own = row("people.snack.biscuits,");
    assert!(own.contains(",Biscuits,,,,44,,200,stated,,,,,,false,"), "{own}");
    // Any share of the others could be more or less than it was.
    assert!(
        row("people.snack.fruit,").contains(",38,38,,,,200,stated,75,77,31.0854,45.4001,,false")
    );
    assert!(study.read("output/data/derived.csv").contains("ahead,Biscuits ahead of fruit,,,,,"));
    let report = report(&study, "output/data/report.json");
    let values = report["values"].as_array().expect("values");
    let value = values.iter().find(|it| it["id"] == "people.snack.biscuits").expect("it");
    assert_eq!(value["reported"], "");
    assert_eq!(value["withheld"], "withdrawn by a correction");
    assert_eq!(value["percent_published"], 44.0);
    assert!(value["percent"].is_null() && value["rank"].is_null() && value["ci_low"].is_null());
    assert_eq!(report["derived"][0]["withheld"], "withdrawn by a correction");
    assert_eq!(report["corrections"][3]["field"], "withdrawn");
    assert!(report["corrections"][3]["to"].is_null());
    let tables = study.read("output/tables.html");
    assert!(tables.contains("Withdrawn on 2026-03-05; it was 34%: The forms are lost."), "its row");
    assert!(tables.contains("<td class=\"end\">withdrawn</td>"), "in the place of the figure");
    let figures = study.read("output/figures.html");
    assert!(figures.contains("“Biscuits” was withdrawn on 2026-03-05; it was 34%"), "no headline");
    assert!(figures.contains("Biscuits: withdrawn; published as 44%"), "the title of its mark");
    assert!(figures.contains("corrected or withdrawn since"), "what the broken line is");
    let notice = study.read("output/corrections.html");
    for said in [
        "Withdrawal of a figure, 2026-03-05",
        "Rank of “Biscuits”: 2 before, none now.",
        "Rank of “Fruit”: 1 before, open now.",
        "“Biscuits ahead of fruit” rests on it and can no longer be computed.",
    ] {
        assert!(notice.contains(said), "{said}: {notice}");
    }
    let then = study.read("output/as-published/tables.html");
    assert!(then.contains(">44%</td>"), "the edition as published keeps it");
    let told = study.run(&["diff", "output/as-published", "output"]).exits(1).stdout;
    assert!(told.contains("people.snack.biscuits (Biscuits): 44% -> withdrawn"), "{told}");
    assert!(told.contains("-> withheld (withdrawn by a correction)"), "{told}");
}

/// What checks could not judge, they count with the reason.
#[test]
fn checks_do_not_judge_it() {
    let study = withdrawn().built();
    let audit = report(&study, "output/data/audit.json").to_string();
    assert!(audit.contains("the figure was withdrawn"), "{audit}");
}

#[test]
fn claims_of_an_order_that_it_leaves_open_are_errors() {
    let study = withdrawn();
    let first = "{claim}`Most | people.snack.fruit leads` eat fruit";
    study.replace("content/narrative/drinks.md", FRUIT, first);
    study.build().exits(1).says(
        "error[withdrawn-value]: {claim} cannot write `people.snack.fruit`: \
         `people.snack.biscuits`, on which it rests, was withdrawn",
    );
    // One answer each: what is left of the whole bounds what it can have been.
    study.replace(
        "content/narrative/drinks.md",
        "corrections.md#correction-sugar-digit",
        "tables.md",
    );
    study.write("content/corrections.yaml", ledger("people.sort.none", "percent", "5", None));
    let sort = "      - {id: sort, label: Sort, kind: single, complete: true, options: [{id: black, \
                label: Black, percent: 70}, {id: green, label: Green, percent: 25}, {id: none, \
                label: None, percent: 5}]}\n";
    let before = "      - id: habit\n        label: When do you drink it?\n        kind: multiple\n        \
                  complete: false\n        comparable:";
    study.replace("content/data/drinks.yaml", before, &format!("{sort}{before}"));
    let claim = "{claim}`Most | people.sort.black leads` drink black";
    study.replace("content/narrative/drinks.md", first, claim);
    let text = "{word}`people.habit.daily` have it\nevery day, {claim}`fewer than half | \
                people.habit.daily < 50%` of them.";
    study.replace("content/narrative/drinks.md", text, "");
    let headline = "headline: \"{claim}`Fruit more often than biscuits | people.snack.fruit > \
                    people.snack.biscuits`: {pct}`people.snack.fruit`.\"";
    study.replace("content/data/drinks.yaml", headline, "note: A note.");
    study.build().exits(0);
    let rows = study.read("output/data/table-1.csv");
    let rank = |id: &str| {
        let row = rows.lines().find(|row| row.starts_with(id)).expect("its row");
        row.split(',').nth(16).expect("a rank").to_owned()
    };
    assert_eq!(["people.sort.black,", "people.sort.green,"].map(rank), ["1", "2"]);
}

fn ledger(value: &str, field: &str, from: &str, to: Option<&str>) -> String {
    let entry = |id: &str, field: &str, from: &str, to: String| {
        format!(
            "- {{id: {id}, date: 2026-03-05, kind: correction, value: {value}, field: {field}, \
             from: {from}, {to}reason: Why.}}\n"
        )
    };
    let gone = entry("gone", "withdrawn", from, String::new());
    let back = to.map(|to| entry("back", field, "withdrawn", format!("to: {to}, ")));
    format!("corrections:\n{gone}{}", back.unwrap_or_default())
}

/// Counts and means are withdrawn as percents are, and what was withdrawn comes back.
#[test]
fn figures_of_every_kind_are_withdrawn_and_reinstated() {
    let study = Study::fixture("minimal");
    study.replace("content/data/tea.yaml", "percent: 60}", "percent: 60, count: 30}");
    study.replace(
        "content/data/tea.yaml",
        "headline: \"{word}`people.drink.tea` prefer tea.\"",
        "note: A.",
    );
    study.replace("content/narrative/drinks.md", "{pct}`people.drink.tea`", "some");
    study.write("content/corrections.yaml", ledger("people.drink.tea", "percent", "60", None));
    study.build().exits(0);
    let row = |study: &Study| {
        let rows = study.read("output/data/table-1.csv");
        rows.lines().find(|row| row.starts_with("people.drink.tea,")).expect("its row").to_owned()
    };
    assert!(row(&study).contains(",Tea,,,,60,30,50,"), "{}", row(&study));
    assert!(study.read("output/tables.html").contains("it was 60% (30): Why."));
    study
        .write("content/corrections.yaml", ledger("people.drink.tea", "percent", "60", Some("58")));
    study.build().exits(0);
    assert!(row(&study).contains(",Tea,58,58,,60,30,50,"), "{}", row(&study));
    assert!(study.read("output/tables.html").contains("Reinstated on 2026-03-05 as 58%: Why."));
    // What stands again is not superseded any more.
    study.replace("content/narrative/drinks.md", "some", "60%, {pct}`people.drink.tea`,");
    study
        .write("content/corrections.yaml", ledger("people.drink.tea", "percent", "60", Some("60")));
    let again = study.build().exits(0);
    assert!(!again.stderr.contains("survivor"), "{}", again.stderr);
    study
        .write("content/corrections.yaml", ledger("people.drink.tea", "percent", "60", Some("58")));
    study.build().exits(1).says("error[survivor]: “60” is typed");
    study.replace("content/narrative/drinks.md", "60%, {pct}`people.drink.tea`,", "some");
    // Its count went with it and has no entry of its own.
    study.write("content/corrections.yaml", ledger("people.drink.tea", "count", "60", Some("29")));
    study.build().exits(1).says("[correction-field]: this value has no `count`").says("`percent`");
    study.write("content/corrections.yaml", ledger("people.drink.tea", "percent", "61", None));
    study.build().exits(1).says("[correction-from]: expected `from: 60`, as the data have it");
    study.replace("content/data/tea.yaml", "percent: 60, count: 30}", "mean: 2.4}");
    study.write("content/corrections.yaml", ledger("people.drink.tea", "percent", "2.4", None));
    study.replace("content/narrative/drinks.md", "```{figure} people.drink\n```", "");
    study.replace("content/data/tea.yaml", "kind: single\n        complete: true", "kind: fact");
    study.build().exits(0);
    assert!(study.read("output/tables.html").contains("it was 2.4: Why."));
}

/// What a page sets apart needs a number; a recommendation says that one of its values is gone.
#[test]
fn cards_need_a_number_and_recommendations_say_that_it_is_gone() {
    let study = withdrawn();
    study.write(
        "content/recommendations.yaml",
        "recommendations:\n- id: serve\n  title: Serve biscuits\n  text: Serve them.\n  rests_on: \
         [people.snack.biscuits, people.snack.fruit]\n  against: Few want them.\n",
    );
    let page = study.read("content/narrative/drinks.md");
    study.write("content/narrative/drinks.md", format!("{page}\n```{{recommendations}}\n```\n"));
    study.build().exits(0);
    let html = study.read("output/drinks.html");
    assert!(html.contains("It does not count as support any more. “Biscuits” was withdrawn"));
    let notice = study.read("output/corrections.html");
    assert!(notice.contains("Recommendation: Serve biscuits"), "{notice}");
    let card = "\n```{finding} people.snack.biscuits\nMany.\n```\n";
    study.write("content/narrative/drinks.md", format!("{page}{card}"));
    study.build().exits(1).says("[withheld-value]").says("withdrawn by a correction");
}

/// Charts of every kind show what was first published, and say what the broken marks are.
#[test]
fn charts_of_every_kind_show_what_was_published() {
    let study = Study::fixture("ghosts");
    study.run(&["build", "--edition", "both"]).exits(0);
    let page = study.read("output/rooms.html");
    let chart = |id: &str| -> String {
        let start = page.find(&format!("id=\"fig-{id}-wide-title\"")).expect("the chart");
        page[start..].split("</svg>").next().expect("its end").to_owned()
    };
    for (id, marks, said) in [
        ("people.way", 2, "Broken lines: where the parts met as first published, corrected since."),
        // Two shares below the middle moved by one, two above it, and the one apart.
        ("people.rooms", 5, "Broken lines: where the parts met as first published"),
        ("people.wish", 2, "Broken line: the figure as first published, corrected or withdrawn"),
        ("compared.people.wish", 3, "Broken outline: the figure as first published, corrected or"),
        ("wishes", 2, "Broken line: the figure as first published, corrected or withdrawn since."),
    ] {
        let svg = chart(id);
        assert_eq!(svg.matches("class=\"w\"").count(), marks, "{id}: {svg}");
        assert!(svg.contains(said), "{id}: {svg}");
    }
    let compared = chart("compared.people.wish");
    let row = "Quiet: people withdrawn (published as 30%), guests 70%, withdrawn";
    assert!(compared.contains(row), "a row of a withdrawn figure stays: {compared}");
    // Beside bars without labels the text says it.
    assert_eq!(page.matches("of 200 people; first published as 60%").count(), 2, "{page}");
    assert!(page.contains("It does not count as support any more. “Quiet” was withdrawn"));
    let then = study.read("output/as-published/rooms.html");
    assert!(!then.contains("class=\"w\"") && !then.contains("Broken"), "as published");
}
