//! unit-base: a share counts what a sentence says that it counts.

use super::check::{Check, Facts, Record, exhibited};
use crate::types::finding::{Exhibited, Weight};
use crate::types::messages::say;
use crate::types::study::{OptionId, QuestionId, Statement, ValueId};

/// The figures are quoted, or computed from several groups.
const NO_GROUP: &str = "reason-unit-base-no-group";
/// What the base counts is told in words of its own.
const IN_WORDS: &str = "reason-unit-base-in-words";
/// Words for whoever was asked.
const ANYBODY: [&str; 6] = ["respondent", "participant", "people", "person", "answer", "response"];

pub(super) const CHECK: Check = Check { code: "unit-base", run };

/// Sentences that give one unit to rows of one question.
struct Claim<'a> {
    question: QuestionId,
    unit: &'a str,
    statements: Vec<(&'a Statement, OptionId)>,
}

fn run(facts: &Facts<'_>, record: &mut Record) {
    let mut claims: Vec<Claim<'_>> = Vec::new();
    for statement in &facts.study.statements {
        let Some(unit) = &statement.unit else { continue };
        let Some(ValueId::Option(option)) = statement.about.first() else {
            record.not_checked(NO_GROUP);
            continue;
        };
        let question = facts.study[*option].question;
        match fits(facts, question, unit) {
            Err(reason) => record.not_checked(reason),
            Ok(true) => record.judged(),
            Ok(false) => {
                record.judged();
                let known = claims
                    .iter_mut()
                    .find(|claim| claim.question == question && forms(claim.unit) == forms(unit));
                match known {
                    Some(claim) => claim.statements.push((statement, *option)),
                    None => {
                        claims.push(Claim {
                            question,
                            unit,
                            statements: vec![(statement, *option)],
                        });
                    }
                }
            }
        }
    }
    for claim in &claims {
        another_unit(facts, record, claim);
    }
}

/// Whether a unit is that of a question's base.
fn fits(facts: &Facts<'_>, question: QuestionId, unit: &str) -> Result<bool, &'static str> {
    let base = &facts.study[question].base;
    let group = facts.study[question].group.map(|group| &facts.study[group]);
    let claimed = forms(unit);
    let names = |text: &str| {
        let words = forms(text);
        claimed.iter().all(|word| words.contains(word))
    };
    if let Some(of) = &base.of {
        return if names(of) { Ok(true) } else { Err(IN_WORDS) };
    }
    let Some(group) = group else { return Err(NO_GROUP) };
    let anybody = claimed.iter().any(|word| ANYBODY.contains(&word.as_str()));
    Ok(anybody || names(&group.members) || names(&group.label))
}

/// The words of a unit, without case and number: "Hospitals" is "hospital".
fn forms(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(|word| singular(&word.to_lowercase()))
        .collect()
}

fn singular(word: &str) -> String {
    if let Some(stem) = word.strip_suffix("ies").filter(|stem| stem.chars().count() > 1) {
        return format!("{stem}y");
    }
    for ending in ["ches", "shes", "sses", "xes"] {
        if word.ends_with(ending) {
            return word[..word.len() - 2].to_owned();
        }
    }
    let plural = word.ends_with('s') && !word.ends_with("ss") && word.chars().count() > 3;
    if plural { word[..word.len() - 1].to_owned() } else { word.to_owned() }
}

fn another_unit(facts: &Facts<'_>, record: &mut Record, claim: &Claim<'_>) {
    let question = &facts.study[claim.question];
    let mut named: Vec<ValueId> = Vec::new();
    for (_, option) in &claim.statements {
        if !named.contains(&ValueId::Option(*option)) {
            named.push(ValueId::Option(*option));
        }
    }
    let several = named.len() > 1;
    let message = say!(
        facts.study.style,
        "unit-base-spoken-of-as-of",
        value_names = facts.value_names(&named),
        is = if several {
            facts.study.style.text("word-are")
        } else {
            facts.study.style.text("word-is")
        },
        share = if several {
            facts.study.style.text("word-shares")
        } else {
            facts.study.style.text("word-a-share")
        },
        unit = claim.unit,
        share2 = if several {
            facts.study.style.text("unit-base-they-are-shares")
        } else {
            facts.study.style.text("unit-base-it-is-a-share")
        },
        base = facts.wording.base(claim.question)
    );
    let ids = claim
        .statements
        .iter()
        .map(|(statement, _)| statement.id.clone())
        .chain(named.iter().map(|value| facts.study.value_id(*value)))
        .collect();
    let mut places: Vec<Exhibited> =
        claim.statements.iter().map(|(statement, _)| facts.statement_place(statement)).collect();
    let base = facts.wording.base(claim.question);
    places.push(exhibited(
        say!(facts.study.style, "unit-base-base-base", base = base),
        &*question.place,
        &question.at,
    ));
    record
        .found(Weight::Warning, facts.about_data(), ids, message, places)
        .help(facts.study.style.text("unit-base-speak-of-those-who"));
}

#[cfg(test)]
mod tests {
    use super::{forms, singular};
    use crate::audit::testing::{audited_with, power, study};

    fn claiming(unit: &str) -> String {
        study(
            "{id: a, label: A, percent: 72}",
            &format!(
                "statements:\n  - {{id: s, about: [people.q.a], unit: {unit}, place: Text}}\n  - \
                 {{id: t, about: [people.q.a], unit: {unit}, place: Discussion}}\n"
            ),
        )
    }

    #[test]
    fn another_unit_is_found_once_for_a_question() {
        let members = [("members: people", "members: clinicians")];
        let found = |unit: &str| {
            let findings = audited_with(&members, &claiming(unit)).findings;
            findings.into_iter().filter(|it| it.code == "unit-base").collect::<Vec<_>>()
        };
        let hospitals = found("hospitals");
        assert_eq!(hospitals.len(), 1);
        assert_eq!(hospitals[0].ids[..2], ["s", "t"]);
        for unit in ["clinicians", "Clinician", "respondents", "clinicians"] {
            assert!(found(unit).is_empty(), "{unit}");
        }
    }

    #[test]
    fn a_base_in_words_is_not_compared() {
        let data = claiming("hospitals")
            .replace("        kind", "        base_of: wards with a system\n        kind");
        let power = power("unit-base", &data);
        assert_eq!((power.judged, power.not_judged(), power.found), (0, 2, 0));
        let wards = data.replace("unit: hospitals", "unit: wards");
        assert_eq!(crate::audit::testing::power("unit-base", &wards).judged, 2);
    }

    #[test]
    fn number_and_case_do_not_matter() {
        assert_eq!(forms("Members of Staff"), ["member", "of", "staff"]);
        for (word, one) in [("libraries", "library"), ("classes", "class"), ("boxes", "box")] {
            assert_eq!(singular(word), one);
        }
        assert_eq!(singular("class"), "class");
    }
}
