//! printed-twice: one quantity is printed in several places with values that agree.

use super::check::{Check, Facts, Record, exhibited};
use crate::types::finding::Weight;
use crate::types::messages::say;
use crate::types::study::OptionId;
use crate::types::summary::Contested;

pub(super) const CHECK: Check = Check { code: "printed-twice", run };

fn run(facts: &Facts<'_>, record: &mut Record) {
    for id in facts.options() {
        let others = facts.study.printed_elsewhere(id).count();
        for _ in 0..others {
            record.judged();
        }
        if let Some(Contested::PrintedTwice(_)) = &facts.summaries.options[id.0].contested {
            disagreement(facts, record, id);
        }
    }
}

fn disagreement(facts: &Facts<'_>, record: &mut Record, id: OptionId) {
    let Some(Contested::PrintedTwice(readings)) = &facts.summaries.options[id.0].contested else {
        return;
    };
    let choice = &facts.study[id];
    let question = &facts.study[choice.question];
    let values: Vec<String> = readings
        .iter()
        .map(|it| {
            say!(
                facts.study.style,
                "printed-twice-in",
                reported = facts.wording.reported(&it.reported),
                place = it.place
            )
        })
        .collect();
    let message = say!(
        facts.study.style,
        "printed-twice-is-printed-as-cannot",
        label = choice.label,
        label2 = question.label,
        join = values.join(facts.study.style.text("word-and-as"))
    );
    let places = readings
        .iter()
        .map(|it| exhibited(facts.wording.reported(&it.reported), it.place.clone(), &it.at))
        .collect();
    let ids = vec![choice.id.clone()];
    record
        .found(Weight::Error, facts.about_data(), ids, message, places)
        .help(facts.study.style.text("printed-twice-both-values-are-shown"));
}

#[cfg(test)]
mod tests {
    use crate::audit::testing::{found, study};

    #[test]
    fn values_that_no_share_rounds_to_are_found() {
        let option = "{id: a, label: A, percent: 70, also_printed: [{percent: 7, place: Results}]}";
        let findings = found("printed-twice", &study(option, ""));
        assert_eq!(findings.len(), 1);
        assert_eq!(findings[0].ids, ["people.q.a"]);
        assert!(
            findings[0].message.contains("70% in Table 1 and as 7% in Results"),
            "{findings:?}"
        );
    }

    #[test]
    fn rounding_makes_no_contradiction() {
        let option =
            "{id: a, label: A, percent: 16.5, also_printed: [{percent: 17, place: Results}]}";
        assert!(found("printed-twice", &study(option, "")).is_empty());
        let statement =
            "statements:\n  - {id: s, about: [people.q.a], percent: 16, place: Abstract}\n";
        assert!(found("printed-twice", &study(option, statement)).is_empty());
    }
}
