//! Tables from elsewhere become data files, and rows of a study become a table again.

use serde_json::Value;

use crate::support::{Study, root};

/// A study that has the group `people` and only what is imported.
fn study() -> Study {
    let study = Study::empty();
    study.run(&["new", "new"]).exits(0);
    std::fs::remove_file(study.path("new/content/data/drinks.yaml")).expect("the file");
    study.write("new/content/narrative/index.md", "---\ntitle: Start\n---\n\nWhat was asked.\n");
    study
}

#[test]
fn a_table_becomes_a_data_file_that_checks() {
    let study = study();
    study.write(
        "answers.csv",
        "Question;Answer;n;%\n\
         What do you drink in the morning?;Tea;30;60,0%\n;Coffee;17;34,0%\n;Neither;3;6,0%\n\
         ;Total;50;\n\
         What do you miss?;\"Milk; oat\";40;80\n;Sugar;20;40\n;No;0;0\n",
    );
    let target = "new/content/data/answers.yaml";
    let args = ["import", "answers.csv", "--group", "people", "--number", "3", "-o", target];
    let run = study.run(&args).exits(0);
    for told in [
        "Read 2 questions with 6 options.",
        "column 1, \"Question\": question",
        "column 2, \"Answer\": option",
        "column 3, \"n\": count",
        "column 4, \"%\": percent",
        "offprint check",
    ] {
        assert!(run.stderr.contains(told), "{told}: {}", run.stderr);
    }
    insta::assert_snapshot!(study.read(target));
    study.run(&["check", "new"]).exits(0);
    let listed = study.run(&["ids", "--study", "new", "--format", "json"]).exits(0).stdout;
    let listed: Value = serde_json::from_str(&listed).expect("JSON");
    let ids: Vec<&str> =
        listed.as_array().expect("a list").iter().filter_map(|it| it["id"].as_str()).collect();
    for id in ["people.drink-morning.tea", "people.miss.milk-oat", "people.miss.no"] {
        assert!(ids.contains(&id), "{id}: {ids:?}");
    }
    // What is there is left alone.
    study.run(&args).exits(2).says("is there already").says("nothing was written");
}

#[test]
fn the_data_file_is_shown_and_what_was_guessed_beside_it() {
    let study = Study::empty();
    study.write("drinks.csv", "tea,120\ncoffee,80\n");
    let ask = "What do you drink?";
    let run = study.run(&["import", "drinks.csv", "--question", ask]).exits(0);
    insta::assert_snapshot!(format!("{}---\n{}", run.stdout, run.stderr));
    let run = study.run(&["import", "drinks.csv", "--kind", "multiple", "--base", "150"]).exits(0);
    assert!(
        run.stdout.contains("kind: multiple") && run.stdout.contains("base: 150"),
        "{}",
        run.stdout
    );
    assert!(!run.stdout.contains("a guess"), "{}", run.stdout);
    let run = study.run(&["import", "drinks.csv", "--percent", "2"]).exits(1);
    assert!(run.stderr.contains("drinks.csv:1:5"), "{}", run.stderr);
}

#[test]
fn faults_of_a_table_are_told_all_at_once_with_their_places() {
    let study = Study::empty();
    study.write(
        "t.csv",
        "question,option,percent,count\n\
         Asked,Tea,sixty,3\n,Coffee,140,\n,Milk,,\n,,5,\n,\"Wa\"\"ter\",1,\"1,2\"\nNobody answered,,,\n",
    );
    let run = study.run(&["import", "t.csv"]).exits(1);
    assert_eq!(run.stdout, "");
    insta::assert_snapshot!(run.stderr);
    let run = study.run(&["import", "t.csv", "--option", "opton", "--count", "9"]).exits(1);
    insta::assert_snapshot!("columns_that_are_not_there", run.stderr);
    study.run(&["import", "nothing.csv"]).exits(2).says("nothing.csv");
    study.write("empty.csv", "\n\n");
    study.run(&["import", "empty.csv"]).exits(1).says("nothing but empty lines");
    study.write("latin.csv", b"option,percent\nCaf\xe9,5\n");
    study.run(&["import", "latin.csv"]).exits(1).says("latin.csv:2:4").says("UTF-8");
}

#[test]
fn what_is_exported_can_be_imported_again() {
    let shipped = root().display().to_string();
    let study = Study::empty();
    let run = study.run(&["export", &shipped, "-o", "rows.csv"]).exits(0);
    assert!(run.stdout.contains("rows to rows.csv"), "{}", run.stdout);
    study.run(&["import", "rows.csv", "-o", "again.yaml"]).exits(0);
    // The same rows, read back: every id, label, percent and count.
    let csv = study.read("rows.csv");
    let yaml = study.read("again.yaml");
    let rows = csv.lines().count() - 1;
    assert_eq!(yaml.matches("- {id: ").count(), rows);
    for (id, percent) in [("not-involved", "74"), ("involved", "26")] {
        assert!(csv.contains(&format!(",{id},")), "{id}");
        assert!(yaml.contains(&format!("{{id: {id}, ")) && yaml.contains(percent), "{id}");
    }
    // A study of nothing but the imported rows exports the same table.
    let whole = self::study();
    whole.run(&["export", "new"]).exits(1);
    whole.write(
        "t.csv",
        "table,title,group,question id,question,kind,base,option id,option,percent,count\n\
         drinks,Drinks,people,drink,\"What, in the morning?\",single,,tea,'=Tea,60,\n\
         drinks,Drinks,people,drink,\"What, in the morning?\",single,,other,Other,40,20\n",
    );
    whole.run(&["import", "t.csv", "--number", "1", "-o", "new/content/data/t.yaml"]).exits(0);
    let again = whole.run(&["export", "new"]).exits(0).stdout;
    assert_eq!(again, whole.read("t.csv"));
    assert_eq!(whole.run(&["export", "new", "--table", "drinks"]).exits(0).stdout, again);
    whole.run(&["export", "new", "--table", "drink"]).exits(2).says("is this meant: drinks");
}
