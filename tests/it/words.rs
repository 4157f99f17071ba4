//! What the audit finds in words: planted contradictions, every one and nothing else, and silence
//! on honest sentences.

use std::fs;

use offprint::types::finding::{About, Audit};
use scraper::{Html, Selector};

use crate::support::{Study, files};

/// The audit of a study, which can be built as far as that.
fn audited(study: &Study) -> Audit {
    let built = offprint::build(study.folder(), &mut |_| {}).expect("a readable study");
    let Some(audit) = built.audit else { panic!("{:#?}", built.diagnostics) };
    audit
}

/// What comments say was planted: code and id.
fn planted(study: &Study) -> Vec<(String, String)> {
    let mut planted = Vec::new();
    for (path, _) in files(&study.path("content")) {
        let text = fs::read_to_string(study.path("content").join(path)).expect("a text file");
        for (_, rest) in
            text.match_indices("plant: ").map(|(at, mark)| text.split_at(at + mark.len()))
        {
            let mut words = rest.split_whitespace();
            let (code, id) = (words.next().expect("a code"), words.next().expect("an id"));
            planted.push((code.to_owned(), id.to_owned()));
        }
    }
    planted.sort();
    planted
}

#[test]
fn every_plant_is_found_and_nothing_else() {
    let study = Study::fixture("planted_words");
    let audit = audited(&study);
    let ours = ["words", "claim", "survivor", "unbound-number", "unused"];
    let mut found: Vec<(String, String)> = audit
        .findings
        .iter()
        .filter(|finding| ours.contains(&finding.code))
        .map(|finding| (finding.code.to_owned(), finding.ids[0].clone()))
        .collect();
    found.sort();
    let told = audit.findings.iter().map(|it| format!("{} {:?}: {}", it.code, it.ids, it.message));
    assert_eq!(found, planted(&study), "{:#?}", told.collect::<Vec<_>>());
    assert!(found.len() >= 25, "only {} plants", found.len());
}

/// The source's words are its own; what our sentences say is ours.
#[test]
fn source_and_study_are_told_apart() {
    let audit = audited(&Study::fixture("planted_words"));
    for finding in audit.findings.iter().filter(|finding| finding.code == "words") {
        let in_data = finding.places[0].at.file.path.starts_with("content/data/");
        let expected = if in_data { About::Source } else { About::Study };
        assert_eq!(finding.about, expected, "{finding:#?}");
    }
}

#[test]
fn honest_sentences_are_silent() {
    let study = Study::fixture("honest_words");
    let audit = audited(&study);
    let found: Vec<String> = audit
        .findings
        .iter()
        .map(|finding| {
            format!("{}: {} [{}]", finding.code, finding.message, finding.places[0].text)
        })
        .collect();
    assert_eq!(found, Vec::<String>::new());
    let words = audit.powers.iter().find(|power| power.code == "words").expect("the check");
    assert!(words.judged >= 40, "only {} places were judged: {words:?}", words.judged);
    let page = study.read("content/narrative/people.md");
    let sentences = page.lines().filter(|line| line.starts_with("- ")).count();
    assert!(sentences >= 60, "only {sentences} sentences");
    assert_eq!(study.build().exits(0).stderr, "");
}

#[test]
fn other_languages_are_not_judged() {
    let study = Study::fixture("planted_words");
    study.replace("content/study.yaml", "sampling: unknown", "sampling: unknown\nlanguage: fr");
    let english: Vec<&str> =
        offprint::types::messages::ENGLISH_FILES.iter().map(|(_, text)| *text).collect();
    study.write("templates/messages/fr.ftl", english.join("\n"));
    let audit = audited(&study);
    let words = audit.powers.iter().find(|power| power.code == "words").expect("the check");
    assert_eq!((words.judged, words.found), (0, 0));
    let reasons: Vec<&String> = words.not_checked.keys().collect();
    assert_eq!(reasons, ["words are judged in English only"]);
}

#[test]
fn the_scale_is_that_of_the_study() {
    let study = Study::fixture("planted_words");
    let said = |study: &Study, id: &str| {
        let findings = audited(study).findings;
        findings.iter().any(|it| it.code == "words" && it.ids[0] == id)
    };
    assert!(said(&study, "s-most") && said(&study, "s-few"));
    let scale = "sampling: unknown\nword_scale: {few: 25, most: 58}";
    study.replace("content/study.yaml", "sampling: unknown", scale);
    assert!(!said(&study, "s-most") && !said(&study, "s-few"));
}

#[test]
fn what_is_accepted_is_not_told() {
    let study = Study::fixture("planted_words");
    let accept =
        "sampling: unknown\naccepted:\n  - {code: unused, id: keepers.rest, reason: Kept.}";
    study.replace("content/study.yaml", "sampling: unknown", accept);
    let audit = audited(&study);
    let rest = audit.findings.iter().find(|finding| finding.ids[0] == "keepers.rest");
    assert_eq!(rest.expect("a finding").accepted.as_deref(), Some("Kept."));
    assert!(audit.open(About::Study).all(|finding| finding.ids[0] != "keepers.rest"));
    assert!(!study.build().stderr.contains("keepers.rest"));
}

#[test]
fn claims_are_live_and_say_what_they_rest_on() {
    let study = Study::fixture("honest_words").built();
    let page = Html::parse_document(&study.read("output/people.html"));
    let select = |selector: &str| Selector::parse(selector).expect("a selector");
    let links = select("article a.value");
    let claim = page
        .select(&links)
        .find(|link| link.text().collect::<String>() == "more often than wheat")
        .expect("the claim is a link");
    assert_eq!(claim.value().attr("href"), Some("tables.html#people.eats.rye"));
    let id = claim.value().attr("data-note").expect("a note");
    let note = page.select(&select(&format!("[id='{id}']"))).next().expect("the note is there");
    let text: String = note.text().collect();
    assert!(text.contains("Written while “Rye” (78%) is larger than “Wheat” (68%)"), "{text}");
    // Both values, each behind its name, and what is said of both once: of 120 people 78 % are 93
    // or 94, 68 % are 81 or 82.
    assert!(text.contains("What is eaten: Rye and Wheat"), "{text}");
    assert!(text.contains("Rye: 93–94 of 120; 95% interval: "), "{text}");
    assert!(text.contains("Wheat: 81–82 of 120; 95% interval: "), "{text}");
    for once in ["Base: 120 people", "This band shows only what chance would do"] {
        assert_eq!(text.matches(once).count(), 1, "{once} in {text}");
    }
    // At the start of a sentence with a capital letter, as it was written.
    assert!(page.select(&links).any(|link| link.text().collect::<String>() == "Most people"));
    let report: serde_json::Value =
        serde_json::from_str(&study.read("output/data/report.json")).expect("JSON");
    let statements = report["statements"].as_array().expect("a list");
    assert!(statements.iter().any(|it| {
        it["text"] == "Rye is eaten more often than wheat."
            && it["values"] == serde_json::json!(["people.eats.rye", "people.eats.wheat"])
    }));
}

/// Two groups are told apart, and rows that are nearly the same carry the reason.
#[test]
fn claims_on_two_groups_show_the_figures_of_both() {
    let study = Study::fixture("honest_words");
    let rows = "        complete: false\n        comparable:\n          - {option: rye, with: \
                bakers.bakes.rye, is: near, why: Bakers were asked what they bake.}\n        headline";
    study.replace("content/data/bread.yaml", "        complete: false\n        headline", rows);
    let claim = "Rye is eaten {claim}`more often than baked | people.eats.rye > bakers.bakes.rye`";
    let old = "Rye is eaten {claim}`more often than wheat | people.eats.rye > people.eats.wheat`";
    study.replace("content/narrative/people.md", old, claim);
    let study = study.built();
    let page = Html::parse_document(&study.read("output/people.html"));
    let note = Selector::parse("span.note").expect("a selector");
    let notes = page.select(&note).map(|note| note.text().collect::<String>());
    let text = notes.into_iter().find(|text| text.starts_with("more often than baked"));
    let text = text.expect("the note is there");
    for part in [
        "Rye (people) and Rye (bakers)",
        "Written while “Rye” (78%, people) is larger than “Rye” (33%, bakers)",
        "Nearly the same, not the same: Bakers were asked what they bake.",
        "Rye (people): Base: 120 people",
        "Rye (bakers): Base: 5,142 bakers, assumed",
    ] {
        assert!(text.contains(part), "{part} in {text}");
    }
}

/// A sentence of many words takes no more than its share of time.
#[test]
fn long_sentences_are_passed_over() {
    let study = Study::fixture("minimal");
    let words = "half of a third, nearly most “few” ".repeat(20_000);
    let page = format!("---\ntitle: Long\n---\n\n{words} {{pct}}`people.drink.tea` {words}\n");
    study.write("content/narrative/long.md", page);
    let started = std::time::Instant::now();
    let audit = audited(&study);
    assert!(started.elapsed() < std::time::Duration::from_secs(20), "{:?}", started.elapsed());
    let power = audit.powers.iter().find(|power| power.code == "words").expect("the check");
    assert_eq!(power.not_checked.get("the sentence has more than 500 words"), Some(&1));
}
