//! printed-twice: one quantity is printed in several places with values that agree.

use super::check::{CANNOT_BOTH, Check, Facts, Record, exhibited};
use crate::types::finding::{Explanation, Weight};
use crate::types::study::OptionId;
use crate::types::summary::Contested;

pub(super) const CHECK: Check = Check {
    explanation: Explanation {
        code: "printed-twice",
        title: "Figures that are printed more than once",
        what: "A quantity that the source prints in several places has values that can stand for \
               one count.",
        why: "A reader who quotes one place contradicts a reader who quotes the other.",
        rule: "Two printed percents agree when some share rounds to both, each at its own \
               decimals, and on a stated base some whole count does; two counts when they are \
               equal; a count alone and a percent alone when the count rounds to the percent on the \
               base, half up or half to even. A count and a percent in one place are held against \
               each other by count-percent.",
        example: "A table prints 70% and the text 7% of one group for one answer: no share rounds \
                  to both. 16.5% and 17% agree, for 16.5 rounds to 17.",
        resolve: "Ask the authors which is right. Until then both are shown, and the figure gets \
                  no rank, headline or comparison.",
        source: "Rounding as sets of possible counts; Brown and Heathers 2017 for the idea.",
    },
    run,
};

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
        .map(|it| format!("{} in {}", facts.wording.reported(&it.reported), it.place))
        .collect();
    let message = format!(
        "“{}” ({}) is printed as {}. {CANNOT_BOTH}",
        choice.label,
        question.label,
        values.join(" and as "),
    );
    let places = readings
        .iter()
        .map(|it| exhibited(facts.wording.reported(&it.reported), it.place.clone(), &it.at))
        .collect();
    let ids = vec![choice.id.clone()];
    record
        .found(Weight::Error, facts.about_data(), ids, message, places)
        .help("both values are shown, and neither is ranked or summarised; ask the authors which is right");
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
