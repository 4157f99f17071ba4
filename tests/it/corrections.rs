//! The ledger: both editions, the notice, its consequences, and what a correction breaks.

use crate::support::Study;

fn corrected() -> Study {
    Study::fixture("corrected")
}

#[test]
fn the_corrected_edition_stands_at_the_root_and_the_other_below() {
    let study = corrected();
    study.run(&["build", "--edition", "both"]).exits(0);
    let (now, then) =
        (study.read("output/drinks.html"), study.read("output/as-published/drinks.html"));
    assert!(now.contains(">34%</a>") && !now.contains(">44%</a>"));
    assert!(then.contains(">44%</a>") && !then.contains(">34%</a>"));
    assert!(now.contains("href=\"as-published/drinks.html\""), "a link to the other");
    assert!(then.contains("href=\"../drinks.html\""), "a link to the current one");
    assert!(then.contains("class=\"edition superseded\""), "a banner");
    let line = "As first published. Corrected on 2026-02-10 from 44% to 34%";
    assert!(study.read("output/as-published/tables.html").contains(line), "in its row");
    // The same places have the same names in both.
    let anchors = |page: &str| -> Vec<String> {
        let html = study.read(page);
        html.split(" id=\"").skip(1).map(|it| it.split('"').next().unwrap().to_owned()).collect()
    };
    assert_eq!(anchors("output/tables.html"), anchors("output/as-published/tables.html"));
    assert_eq!(anchors("output/figures.html"), anchors("output/as-published/figures.html"));
}

#[test]
fn one_edition_alone_says_which_it_is() {
    let study = corrected().built();
    assert!(study.read("output/drinks.html").contains("Corrected edition"));
    assert!(!study.path("output/as-published").exists());
    study.run(&["build", "--edition", "as-published"]).exits(0);
    let page = study.read("output/drinks.html");
    assert!(page.contains("Edition as published") && page.contains(">44%</a>"));
    assert!(page.contains("href=\"https://example.org/drinks/drinks.html\""), "to the current one");
    // Without a ledger there is one edition, and it says nothing.
    std::fs::remove_file(study.path("content/corrections.yaml")).expect("the ledger");
    study.replace(
        "content/narrative/drinks.md",
        "fewer than half | people.habit.daily < 50%",
        "more than half | people.habit.daily > 50%",
    );
    study.replace(
        "content/narrative/drinks.md",
        "See the [corrections](corrections.md#correction-sugar-digit).",
        "",
    );
    study.replace(
        "content/data/drinks.yaml",
        "Fruit more often than biscuits | people.snack.fruit > people.snack.biscuits",
        "Biscuits more often | people.snack.biscuits > people.snack.fruit",
    );
    study.run(&["build", "--edition", "both"]).exits(0);
    assert!(!study.read("output/drinks.html").contains("class=\"edition"));
    assert!(!study.path("output/corrections.html").exists());
}

#[test]
fn a_corrected_number_says_what_it_was() {
    let study = corrected().built();
    let line = "Corrected on 2026-02-10 from 44% to 34%: Twenty answers were counted twice.";
    for page in ["drinks.html", "tables.html"] {
        assert!(study.read(&format!("output/{page}")).contains(line), "{page}");
    }
    let figures = study.read("output/figures.html");
    assert!(figures.contains("published as 44%, corrected"), "the mark's own title");
    assert!(figures.contains("class=\"w\""), "a ghost of the old value");
    let rows = study.read("output/data/table-1.csv");
    let row = rows.lines().find(|row| row.starts_with("people.snack.biscuits,")).expect("its row");
    assert!(row.contains(",34,34,,44,,200,stated,"), "{row}");
    let report: serde_json::Value =
        serde_json::from_str(&study.read("output/data/report.json")).expect("JSON");
    assert_eq!(report["edition"], "corrected");
    assert_eq!(report["corrections"][2]["from"], "12.0");
    assert_eq!(report["corrections"][2]["to"], "12.5");
}

#[test]
fn what_else_changed_is_computed() {
    let study = corrected().built();
    let page = study.read("output/corrections.html");
    let part = |id: &str| -> String {
        let start = page.find(&format!("aria-labelledby=\"correction-{id}\"")).expect("its part");
        page[start..].split("</section>").next().expect("a part").to_owned()
    };
    let flipped = part("biscuits-counted-twice");
    for said in [
        "Rank of “Biscuits”: 1 before, 2 now.",
        "Rank of “Fruit”: 2 before, 1 now.",
        "“Biscuits ahead of fruit” was above zero and is below zero.",
        "Found by",
        "Computed value: Biscuits ahead of fruit",
    ] {
        assert!(flipped.contains(said), "{said}: {flipped}");
    }
    let majority = part("daily-late-forms");
    for said in [
        "“Every day” was more than half and is less than half.",
        "was written as more than half and is written as fewer than half",
        "holds of the corrected figures and did not hold before",
        "Revision from better data",
    ] {
        assert!(majority.contains(said), "{said}: {majority}");
    }
    let digit = part("sugar-digit");
    assert!(digit.contains("No listed rank, majority, sign, word for a share or claim"), "{digit}");
    assert!(page.contains("\"@type\":\"CorrectionComment\""), "for machines");
    assert!(
        study.read("output/corrections.xml").contains("#correction-sugar-digit</id>"),
        "a feed"
    );
}

/// A correction that a sentence does not survive fails the build until the sentence is changed.
#[test]
fn a_claim_that_a_correction_breaks_fails_the_build() {
    let study = corrected();
    let (now, before) = (
        "{claim}`fewer than half | people.habit.daily < 50%`",
        "{claim}`more than half | people.habit.daily > 50%`",
    );
    study.replace("content/narrative/drinks.md", now, before);
    study.build().exits(1).says("error[claim]: “more than half” does not hold");
    study.run(&["build", "--edition", "as-published"]).exits(1).says("error[claim]");
    assert!(!study.path("output").exists(), "nothing is written");
    study.replace("content/narrative/drinks.md", before, now);
    study.build().exits(0);
}

/// Each recommendation that rests on a figure is named with what that was and is, and with what
/// its claims come to; whether it stands is not said.
#[test]
fn recommendations_that_rest_on_it_are_named() {
    let study = corrected();
    study.write(
        "content/recommendations.yaml",
        "recommendations:\n\
         - {id: bake, title: Bake more, text: \"{claim}`Fewer want biscuits | people.snack.biscuits < \
         people.snack.fruit`.\", rests_on: [people.snack.biscuits], against: A trial.}\n\
         - {id: sugar, title: Buy sugar, text: Buy it., rests_on: [people.sugar.sugared], against: A.}\n\
         - {id: fruit, title: Buy fruit, text: Buy it., rests_on: [people.snack.fruit], against: A.}\n",
    );
    let page = study.read("content/narrative/drinks.md");
    study.write("content/narrative/drinks.md", format!("{page}\n```{{recommendations}}\n```\n"));
    study.build().exits(0);
    let notice = study.read("output/corrections.html");
    for said in [
        "<bdi>Bake more</bdi></a>. “Biscuits”: 44% before, 34% now. What it claims of the figures \
         holds. Whether it still stands is for its readers to judge.",
        "<bdi>Buy sugar</bdi></a>. “Yes”: 12.0% before, 12.5% now. It makes no claim that could be \
         computed. Whether it",
        "Nothing was tested for significance",
    ] {
        assert!(notice.contains(said), "{said}: {notice}");
    }
    assert!(!notice.contains("Buy fruit"), "its figure is as it was");
    let wanted = ["people.snack.biscuits", "--to", "39", "--reason", "Found again.", "--dry-run"];
    let told = correct(&study, &wanted).exits(0).stdout;
    let line = "The recommendation “Bake more” rests on it. “Biscuits”: 34% before, 39% now. Its \
                claim “Fewer want biscuits” does not hold any more. Whether it still stands";
    assert!(told.contains(line), "{told}");
}

/// A superseded number is found where it was typed: in words, beside a value that is computed from
/// it, and of a group.
#[test]
fn superseded_numbers_that_were_typed_are_found() {
    let study = corrected();
    let page = study.read("content/narrative/drinks.md");
    let write =
        |text: &str| study.write("content/narrative/drinks.md", format!("{page}\n{text}\n"));
    let survives = "error[survivor]: “forty-four” is typed into a text that speaks of “Biscuits”";
    write("Once it was forty-four percent; {pct}`ahead` is the difference.");
    study.build().exits(1).says(survives);
    write("With sugar it was 12%; it is {pct}`people.sugar.sugared`.");
    study.build().exits(1).says("error[survivor]: “12” is typed");
    write("Biscuits were forty-four percent.\n\nThe difference is {pct}`ahead`.");
    let elsewhere = study.build().exits(0);
    assert!(!elsewhere.stderr.contains("survivor"), "{}", elsewhere.stderr);
    study.write("content/narrative/drinks.md", &page);
    let ledger = study.read("content/corrections.yaml");
    let entry = "  - {id: late, date: 2026-03-05, kind: correction, value: guests.answered, field: \
                 count, from: 100, to: 120, reason: Late forms.}\n";
    study.write("content/corrections.yaml", format!("{ledger}{entry}"));
    write("Of the 100 guests {pct}`guests.habit.daily` drink it.");
    study.build().exits(1).says("error[survivor]: “100” is typed");
}

/// The data files stay as published.
#[test]
fn entries_follow_one_another() {
    let study = corrected();
    let ledger = study.read("content/corrections.yaml");
    let again = "  - {id: again, date: 2026-03-05, kind: correction, value: people.sugar.sugared, \
                 field: percent, from: 12.5, to: 13.0, reason: Once more.}\n";
    study.write("content/corrections.yaml", format!("{ledger}{again}"));
    study.build().exits(0);
    assert!(study.read("output/drinks.html").contains(">13.0%</a>"));
    let rows = study.read("output/data/table-1.csv");
    assert!(rows.contains(",13.0,13,,12,,200,"), "the first published stays: {rows}");
    study.replace("content/corrections.yaml", "from: 12.5", "from: 12.0");
    study
        .build()
        .exits(1)
        .says("error[correction-from]: expected `from: 12.5`, what `sugar-digit` made of it");
    study.write("content/corrections.yaml", ledger);
    study.replace("content/data/drinks.yaml", "percent: 12.0", "percent: 12.5");
    study
        .build()
        .exits(1)
        .says("error[correction-from]: expected `from: 12.5`, as the data have it, found `12.0`");
}

fn correct(study: &Study, arguments: &[&str]) -> crate::support::Run {
    let mut command = crate::support::offprint(study.folder());
    command.env("SOURCE_DATE_EPOCH", "1767225600").arg("correct").args(arguments);
    command.output().expect("the binary runs").into()
}

#[test]
fn correct_adds_an_entry_and_keeps_the_rest() {
    let study = corrected();
    let before = study.read("content/corrections.yaml");
    let wanted = ["people.sugar.sugared", "--to", "13.0", "--reason", "It's: one more"];
    let shown = correct(&study, &[&wanted[..], &["--dry-run"]].concat()).exits(0).stdout;
    assert!(shown.contains("Yes: 12.5% → 13.0%") && shown.contains("Nothing was written."));
    assert_eq!(study.read("content/corrections.yaml"), before, "a dry run");
    let told = correct(&study, &wanted).exits(0).stdout;
    assert!(told.contains("Appears in the page “Drinks”."), "{told}");
    let after = study.read("content/corrections.yaml");
    let entry = "  - id: people-sugar-sugared\n    date: 2026-01-01\n    kind: correction\n    \
                 value: people.sugar.sugared\n    field: percent\n    from: 12.5\n    to: 13.0\n    \
                 reason: 'It''s: one more'\n";
    assert_eq!(after, format!("{before}{entry}"));
    assert!(!study.path("content/.corrections.yaml.new").exists(), "nothing is left over");
    study.build().exits(0);
    // Another on the same value goes on from there, under an id of its own.
    correct(&study, &["people.sugar.sugared", "--to", "14", "--reason", "Again."]).exits(0);
    let after = study.read("content/corrections.yaml");
    assert!(after.contains("id: people-sugar-sugared-2\n") && after.contains("from: 13.0\n"));
}

/// However a ledger is written, an entry is added in its way, or nothing is.
#[test]
fn ledgers_of_any_form_are_continued_or_left_alone() {
    let keys = |end: &str| {
        let keys = ["id: a", "date: 2026-02-01", "kind: correction", "value: people.sugar.sugared"];
        let more = ["field: percent", "from: 12.0", "to: 12.5", "reason: A."];
        keys.iter().chain(&more).copied().collect::<Vec<_>>().join(end)
    };
    let wanted = ["people.sugar.sugared", "--to", "13.0", "--reason", "Once, more [so]."];
    let flow = "{id: people-sugar-sugared, date: 2026-01-01, kind: correction, value: \
                people.sugar.sugared, field: percent, from: 12.5, to: 13.0, reason: 'Once, more \
                [so].'}";
    let lines = |end: &str| flow.trim_matches(['{', '}']).replacen(", ", end, 7);
    let added = |before: String| {
        let study = corrected();
        study.replace(
            "content/narrative/drinks.md",
            "corrections.md#correction-sugar-digit",
            "corrections.md",
        );
        let page = study.read("content/narrative/drinks.md");
        let page = page
            .replace("fewer than half | people.habit.daily < 50%", "so | people.habit.daily > 50%");
        study.write("content/narrative/drinks.md", page);
        study.replace(
            "content/data/drinks.yaml",
            "people.snack.fruit > people.snack.biscuits",
            "people.snack.fruit > 9%",
        );
        study.write("content/corrections.yaml", before);
        correct(&study, &wanted).exits(0);
        study.build().exits(0);
        study.read("content/corrections.yaml")
    };
    let one = format!("{{{}}}", keys(", "));
    assert_eq!(
        added(format!("corrections: [{one}] # in brackets\n")),
        format!("corrections: [{one}, {flow}] # in brackets\n")
    );
    assert_eq!(
        added(format!("{{corrections: [\n    {one},\n]}}\n")),
        format!("{{corrections: [\n    {one},\n    {flow}\n]}}\n")
    );
    let block = format!("corrections:\n- {}", keys("\n  "));
    assert_eq!(added(block.clone()), format!("{block}\n- {}\n", lines("\n  ")), "no last line end");
    let windows = format!("corrections:\r\n  - {}\r\n", keys("\r\n    "));
    assert_eq!(added(windows.clone()), format!("{windows}  - {}\r\n", lines("\r\n    ")));
    let study = corrected();
    let marked = format!("---\ncorrections:\n- {}\n...\n", keys("\n  "));
    study.write("content/corrections.yaml", &marked);
    study.replace(
        "content/narrative/drinks.md",
        "corrections.md#correction-sugar-digit",
        "corrections.md",
    );
    correct(&study, &wanted)
        .exits(1)
        .says("error[ledger-form]")
        .says("add this one by hand: - {id: people-sugar-sugared, date: 2026-01-01,");
    assert_eq!(study.read("content/corrections.yaml"), marked);
}

#[test]
fn correct_begins_a_ledger_and_says_what_breaks() {
    let study = Study::fixture("minimal");
    study.replace(
        "content/narrative/drinks.md",
        "Tea was preferred",
        "{claim}`Tea | people.drink.tea > people.drink.coffee` was preferred",
    );
    let run = correct(&study, &["people.drink.tea", "--to", "36", "--reason", "Exchanged."]);
    let told = run.exits(0).stdout;
    assert!(told.contains("“Tea” was more than half and is less than half."), "{told}");
    assert!(told.contains("would no longer hold") && told.contains("error[claim]"), "{told}");
    assert!(study.read("content/corrections.yaml").starts_with("corrections:\n  - id: people-"));
    study.build().exits(1).says("error[claim]");
}

#[test]
fn correct_writes_nothing_that_does_not_fit() {
    let study = corrected();
    let before = study.read("content/corrections.yaml");
    for (arguments, said) in [
        (
            ["people.snack.fruits", "--to", "3", "--reason", "A"],
            "did you mean `people.snack.fruit`?",
        ),
        (["people.snack.fruit", "--to", "103", "--reason", "A"], "[bad-percent]"),
        (["people.snack.fruit", "--to", "38", "--reason", "A"], "[correction-same]"),
        (["people.snack.fruit", "--to", "39", "--reason", " "], "[correction-empty]"),
        (["ahead", "--to", "3", "--reason", "A"], "[correction-field]: a computed value"),
    ] {
        correct(&study, &arguments).exits(1).says(said).says("the ledger is as it was");
        assert_eq!(study.read("content/corrections.yaml"), before);
    }
}

/// Counts, numbers of groups, bases and labels are corrected as percents are.
#[test]
fn every_field_can_be_corrected() {
    let study = Study::fixture("minimal");
    study.replace(
        "content/data/tea.yaml",
        "{id: tea, label: Tea, percent: 60}",
        "{id: tea, label: Tea, percent: 60, count: 30}",
    );
    study.write(
        "content/corrections.yaml",
        "corrections:\n\
         - {id: n, date: 2026-02-01, kind: correction, value: people.answered, field: count, from: 50, to: 60, reason: Late forms.}\n\
         - {id: tea, date: 2026-02-01, kind: correction, value: people.drink.tea, field: count, from: 30, to: 36, reason: Late forms.}\n\
         - {id: label, date: 2026-02-01, kind: correction, value: people.drink.coffee, field: label, from: Coffee, to: Filter coffee, reason: As asked.}\n",
    );
    study.build().exits(0);
    let rows = study.read("output/data/table-1.csv");
    // The base of the question is the group's n, and follows it.
    assert!(rows.contains(",Tea,60,60,36,,30,60,stated,36,36,"), "{rows}");
    assert!(rows.contains(",Filter coffee,40,40,,,,60,stated,24,24,"), "{rows}");
    let tables = study.read("output/tables.html");
    for said in [
        "Corrected on 2026-02-01 from 50 to 60: Late forms.",
        "Count corrected on 2026-02-01 from 30 to 36: Late forms.",
        "Label corrected on 2026-02-01 from “Coffee” to “Filter coffee”: As asked.",
        "Rests on a corrected value: People: questionnaires answered, from 50 to 60",
    ] {
        assert!(tables.contains(said), "{said}");
    }
    // A base below a count of its question is none.
    let entry = |value: &str, from: u64, to: u64| {
        format!(
            "{{id: base, date: 2026-02-01, kind: correction, value: {value}, field: base, from: \
             {from}, to: {to}, reason: Others were not asked.}}\n"
        )
    };
    let ledger = study.read("content/corrections.yaml");
    let base = entry("people.drink.tea", 60, 35);
    study.write("content/corrections.yaml", format!("{ledger}- {base}"));
    study.build().exits(1).says("[count-above-base]");
    let study = corrected();
    let ledger = study.read("content/corrections.yaml");
    let base = entry("people.sugar.sugared", 200, 160);
    study.write("content/corrections.yaml", format!("{ledger}  - {base}"));
    study.build().exits(0);
    let rows = study.read("output/data/table-1.csv");
    assert!(rows.contains(",12.5,12.5,,12,,160,stated,20,20,"), "{rows}");
    assert!(rows.contains(",45,45,,55,,200,stated,"), "other questions keep theirs: {rows}");
}

/// What was printed twice, once rightly, is settled by a correction; what the source prints again of
/// the superseded number is no second reading.
#[test]
fn a_correction_settles_two_readings() {
    let study = Study::fixture("minimal");
    study.replace(
        "content/data/tea.yaml",
        "{id: tea, label: Tea, percent: 60}",
        "{id: tea, label: Tea, percent: 60, also_printed: [{percent: 60, place: Summary}, {percent: 62, place: Figure}]}",
    );
    study.replace(
        "content/data/tea.yaml",
        "headline: \"{word}`people.drink.tea` prefer tea.\"",
        "note: A note.",
    );
    study.run(&["build"]).exits(1).says("printed-twice");
    study.write(
        "content/corrections.yaml",
        "corrections:\n- {id: tea, date: 2026-02-01, kind: correction, value: people.drink.tea, field: percent, from: 60, to: 62, reason: As in the figure.}\n",
    );
    study.replace(
        "content/data/tea.yaml",
        "label: Coffee, percent: 40",
        "label: Coffee, percent: 38",
    );
    study.build().exits(0);
    let rows = study.read("output/data/table-1.csv");
    let tea = rows.lines().find(|row| row.starts_with("people.drink.tea,")).expect("its row");
    assert!(tea.contains(",1,false,62% (Figure),"), "{tea}");
}

/// The way from a wrong number to a published notice, as the README shows it.
#[test]
fn the_readme_shows_the_way() {
    let readme = include_str!("../../README.md");
    let part =
        readme.split("## From a wrong number to a published notice").nth(1).expect("its part");
    let block = part.split("```").nth(1).expect("its commands");
    let commands: Vec<&str> = block.lines().filter(|line| line.starts_with("offprint ")).collect();
    assert!((2..=5).contains(&commands.len()), "five or fewer: {commands:?}");
    let study = Study::fixture("minimal").built();
    for command in commands {
        let command = command.split(" > ").next().expect("before what is kept");
        // What stands in quotes is one word.
        let words = command.split('"').enumerate().flat_map(|(i, text)| match i % 2 {
            0 => text.split_whitespace().collect::<Vec<_>>(),
            _ => vec![text],
        });
        let words: Vec<&str> = words.skip(1).collect();
        let differs = i32::from(words[0] == "diff");
        study.run(&words).exits(differs);
    }
    let notice = study.read("output/corrections.html");
    assert!(notice.contains("Two forms were counted twice."), "{notice}");
    assert!(study.read("output/as-published/tables.html").contains(">60%</td>"));
}
