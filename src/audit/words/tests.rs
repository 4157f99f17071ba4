//! Words against numbers, from the data and from sentences, worked by hand.

use crate::audit::testing::{
    STAFF, audited, audited_on, found, list, power, study, study_of, table_of,
};
use crate::types::finding::{Finding, Weight};

/// One exclusive and one multiple question of 120 people, one of hospitals.
fn data() -> String {
    study_of(
        "      - id: q\n        label: Q\n        kind: single\n        complete: true\n        options:\n          \
         - {id: third, label: Third, percent: 33}\n          - {id: half, label: Half, percent: 47}\n          \
         - {id: unsure, label: Unsure, percent: 12}\n          - {id: few, label: Few, percent: 8}\n      \
         - id: m\n        label: M\n        kind: multiple\n        complete: false\n        options:\n          \
         - {id: a, label: A, percent: 45}\n          - {id: b, label: B, percent: 30}\n          \
         - {id: most, label: C, percent: 78}\n          - {id: twice, label: D, percent: 39}\n          \
         - {id: odd, label: E, percent: 70, also_printed: [{percent: 7, place: Results}]}\n",
        "derived:\n  - {id: known, label: Known, sum: [people.q.half, people.q.unsure]}\n",
    )
}

fn told(page: &str) -> Vec<Finding> {
    let findings = audited(&data(), page).findings;
    findings.into_iter().filter(|finding| finding.code == "words").collect()
}

#[test]
fn the_words_of_the_source_are_judged_by_their_figure() {
    let option = "{id: a, label: None, percent: 33, words: over one-third}";
    let findings = found("words", &study(option, ""));
    assert_eq!(findings.len(), 1);
    assert_eq!((findings[0].weight, &*findings[0].ids[0]), (Weight::Error, "people.q.a"));
    let message = &findings[0].message;
    assert!(message.contains("That stands for 39–40 of 120, which is 32.5% to 33.3%"), "{message}");
    assert!(message.contains("the words need more than 33.3%"), "{message}");
    let honest = "{id: a, label: None, percent: 34, words: over one-third}";
    assert!(found("words", &study(honest, "")).is_empty());
}

#[test]
fn statements_are_judged_by_what_they_print_or_speak_of() {
    let option = "{id: a, label: A, percent: 39}";
    let statement = |rest: &str| {
        study(
            option,
            &format!("statements:\n  - {{id: s, about: [people.q.a], place: Text, {rest}}}\n"),
        )
    };
    let findings = found("words", &statement("words: the vast majority"));
    assert_eq!(findings.len(), 1);
    assert_eq!(findings[0].ids, ["s", "people.q.a"]);
    assert!(
        findings[0]
            .message
            .contains("“the vast majority” (Text) is said of “A” in “Q” (Table 1), 39%.")
    );
    // Judged by the figure in its own sentence, which disagrees with the table.
    assert!(found("words", &statement("percent: 83, words: the vast majority")).is_empty());
    let power = power("words", &statement("words: a limited number"));
    assert_eq!((power.judged, power.not_judged()), (0, 1));
}

/// The other side of a half weighs more than the scale, and is told.
#[test]
fn words_of_a_scale_on_the_other_side_of_a_half_are_told_so() {
    let said = |percent: &str, words: &str| {
        let option = format!("{{id: a, label: A, percent: {percent}, words: {words}}}");
        let findings = found("words", &study(&option, ""));
        assert_eq!(findings.len(), 1, "{findings:?}");
        assert_eq!(findings[0].weight, Weight::Warning);
        findings[0].message.clone()
    };
    // 47 % stand for 46.5 to 47.5 %, 49.5 % for 49.45 to 49.55 %.
    for (percent, words, needed) in [
        ("47", "most people", "75% or more"),
        ("49.5", "most people", "75% or more"),
        ("47", "almost all", "more than 90%"),
    ] {
        let message = said(percent, words);
        let told = format!("which is less than half; the words are meant for {needed}.");
        assert!(message.ends_with(&told), "{message}");
    }
    let message = said("60", "few people");
    let told = "which is more than half; the words are meant for less than 15%.";
    assert!(message.ends_with(told), "{message}");
    // On the right side of it only the scale is told; 50 % may be either.
    for (percent, words) in [("60", "most people"), ("50", "most people"), ("40", "few people")] {
        let message = said(percent, words);
        assert!(!message.contains("than half"), "{message}");
    }
}

#[test]
fn two_groups_are_told_apart() {
    let rows = |words: &str| {
        let rows = list("q", "multiple", &["47", "20"]);
        rows.replace("percent: 47", &format!("percent: 47, words: {words}"))
    };
    let data = study_of(&rows("most people"), &table_of("staff", &rows("most")));
    let findings = audited_on(&[STAFF], &data, "Text.").findings;
    let told = findings.iter().filter(|finding| finding.code == "words");
    let told: Vec<&str> = told.map(|finding| finding.message.as_str()).collect();
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(told[0].contains("is said of “O0” in “L” (people, Table 1), "), "{told:?}");
    assert!(told[1].contains("is said of “O0” in “L” (members of staff, Table 2), "), "{told:?}");
    // Of a single group nothing needs to be told.
    let alone = found("words", &study_of(&rows("most people"), ""));
    assert!(alone[0].message.contains("“O0” in “L” (Table 1), "), "{}", alone[0].message);
}

#[test]
fn sentences_are_judged_where_a_rule_ties_them() {
    for (page, weight) in [
        ("Over a third of the people ({pct}`people.q.third`) said so.", Weight::Error),
        ("A majority, {pct}`people.q.half`, said so.", Weight::Error),
        ("It was {pct}`people.q.half`, a third of the people.", Weight::Warning),
        ("Twice as many ({pct}`people.m.b`) as before ({pct}`people.m.a`) said so.", Weight::Error),
        ("Most people ({pct}`people.q.half`) said so.", Weight::Warning),
        ("It was named by most ({pct}`people.q.half`).", Weight::Warning),
        ("A few people ({pct}`people.q.third`) said so.", Weight::Warning),
        (
            "A majority of people ({pct}`people.m.a` and {pct}`people.m.b`) said so.",
            Weight::Warning,
        ),
        ("A majority ({pct}`known`) knew.", Weight::Warning),
        ("A majority ({pct}`people.m.odd`) did.", Weight::Warning),
    ] {
        let findings = told(page);
        assert_eq!(findings.len(), 1, "{page}: {findings:#?}");
        assert_eq!(findings[0].weight, weight, "{page}: {findings:#?}");
        assert!(findings[0].ids.contains(&"p".to_owned()), "{page}");
    }
}

#[test]
fn honest_sentences_are_silent() {
    for page in [
        "A third of the people ({pct}`people.q.third`) said so.",
        "Nearly half, {pct}`people.q.half`, said so.",
        "Twice as many ({pct}`people.m.most`) as before ({pct}`people.m.twice`) said so.",
        "Most people ({pct}`people.m.most`) said so, and few ({pct}`people.q.few`) did not.",
        "A majority said so, but {pct}`people.q.half` did not.",
        "The most frequent answer ({pct}`people.q.half`) was this.",
        "It was what people used it for most ({pct}`people.q.half`).",
        "{word}`people.q.half` of the people ({pct}`people.q.half`) said so.",
    ] {
        assert_eq!(told(page), [], "{page}");
    }
}

#[test]
fn what_is_not_judged_is_counted_with_its_reason() {
    let powers = audited(&data(), "A majority said so, but {pct}`people.q.half` did not.").powers;
    let power = powers.into_iter().find(|power| power.code == "words").unwrap();
    assert_eq!((power.judged, power.not_judged()), (0, 1));
    let untied = "no rule ties the word to a value of its sentence";
    assert_eq!(power.not_checked.get(untied), Some(&1));
}

#[test]
fn words_of_a_part_are_judged_by_the_share_of_that_part() {
    // 47 % of 120 are 56; of the 72 who are not "None" they are 77.8 %: most of them.
    let of_part = |row: &str, rest: &str| {
        let rows = format!(
            "      - id: q\n        label: Q\n        kind: single\n        complete: true\n        \
             options:\n          - {{id: none, label: None, percent: 40}}\n          \
             - {{id: few, label: Few, percent: 47{row}}}\n          \
             - {{id: many, label: Many, percent: 13}}\n"
        );
        let below = "derived:\n  - {id: some, label: Some, complement: people.q.none}\n\
                     statements:\n  - {id: s, about: [people.q.few], of: some, place: Text, words: ";
        study_of(&rows, &format!("{below}{rest}}}\n"))
    };
    let beside =
        |words: &str| format!(", also_printed: [{{percent: 47, place: Text, words: {words}}}]");
    assert_eq!(found("words", &of_part("", "a vast majority")), []);
    assert_eq!(found("words", &of_part(&beside("the vast majority"), "of those who do")), []);
    // As it is printed 47 % is a minority, and nobody can tell which of the two was meant.
    assert_eq!(found("words", &of_part(&beside("a minority"), "of those who do")), []);
    // Neither 47 % nor 78 % is below a third.
    let findings = found("words", &of_part("", "less than a third"));
    assert_eq!(findings.len(), 1);
    assert_eq!(findings[0].weight, Weight::Error);
    let message = &findings[0].message;
    assert!(
        message.contains("47%. As a share of “Some” that is 77.7–77.8%; the words"),
        "{message}"
    );
    // Said in another place, the words are not of the part.
    let elsewhere = ", also_printed: [{percent: 47, place: Abstract, words: the vast majority}]";
    assert_eq!(found("words", &of_part(elsewhere, "of those who do")).len(), 1);
}
