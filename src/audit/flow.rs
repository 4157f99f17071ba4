//! flow: numbers of people only shrink on their way from those asked to those counted.

use super::check::{Check, Facts, Record, exhibited};
use crate::types::finding::{About, Weight};
use crate::types::messages::say;
use crate::types::study::{Group, GroupId, QuestionId, StudyKind};

pub(super) const CHECK: Check = Check { code: "flow", run };

fn run(facts: &Facts<'_>, record: &mut Record) {
    for (i, group) in facts.study.groups.iter().enumerate() {
        if let (Some(sent), Some(answered)) = (group.sent, group.answered) {
            record.judged();
            if answered > sent {
                more_answers(facts, record, group, sent, answered);
            }
        }
        if group.unreported.is_some() && facts.study.meta.kind == StudyKind::Reproduction {
            record.judged();
            let has_figures =
                facts.study.questions.iter().any(|question| question.group == Some(GroupId(i)));
            if !has_figures {
                missing_group(facts, record, group);
            }
        }
    }
    for (id, question) in facts.questions() {
        let answered = question.group.and_then(|group| facts.study[group].answered);
        if let (Some(n), Some(answered)) = (question.base.n, answered) {
            record.judged();
            if n > answered {
                larger_base(facts, record, id, n, answered);
            }
        }
    }
}

fn more_answers(facts: &Facts<'_>, record: &mut Record, group: &Group, sent: u64, answered: u64) {
    let (sent, answered) = (facts.count(sent), facts.count(answered));
    let message = say!(
        facts.study.style,
        "flow-answered-questionnaires-of-were",
        answered = answered,
        members = group.members,
        sent = sent
    );
    let place = group.place.clone().unwrap_or_else(|| group.label.clone());
    let places = vec![exhibited(
        say!(
            facts.study.style,
            "flow-sent-sent-answered-answered",
            sent = sent,
            answered = answered
        ),
        place,
        &group.at,
    )];
    record
        .found(Weight::Error, facts.about_data(), vec![group.id.clone()], message, places)
        .because(format!("{answered} > {sent}"))
        .help(facts.study.style.text("flow-ask-how-many-questionnaires"));
}

fn missing_group(facts: &Facts<'_>, record: &mut Record, group: &Group) {
    let place = group.place.clone().unwrap_or_else(|| group.label.clone());
    let message = say!(
        facts.study.style,
        "flow-the-source-announces-a",
        members = group.members,
        place = place
    );
    let why = group.unreported.as_ref().map_or_else(String::new, |text| facts.wording.plain(text));
    let places = vec![exhibited(why, place, &group.at)];
    record
        .found(Weight::Warning, About::Source, vec![group.id.clone()], message, places)
        .help(facts.study.style.text("flow-ask-for-the-figures"));
}

fn larger_base(facts: &Facts<'_>, record: &mut Record, id: QuestionId, n: u64, answered: u64) {
    let question = &facts.study[id];
    let Some(group) = question.group.map(|group| &facts.study[group]) else { return };
    let (n, answered) = (facts.count(n), facts.count(answered));
    let message = say!(
        facts.study.style,
        "flow-is-said-to-have",
        question_in_table = facts.question_in_table(id),
        n = n,
        answered = answered,
        members = group.members
    );
    let whole = group.place.clone().unwrap_or_else(|| group.label.clone());
    let places = vec![
        exhibited(
            say!(facts.study.style, "flow-base-n", n = n),
            question.place.clone(),
            &question.at,
        ),
        exhibited(format!("{answered} {}", group.members), whole, &group.at),
    ];
    record
        .found(Weight::Error, facts.about_data(), vec![question.id.clone()], message, places)
        .because(format!("{n} > {answered}"))
        .help(facts.study.style.text("flow-ask-how-many-answered"));
}

#[cfg(test)]
mod tests {
    use crate::audit::testing::{audited_with, list, study_of};
    use crate::types::finding::{Finding, Weight};

    fn found(changes: &[(&str, &str)], data: &str) -> Vec<Finding> {
        let findings = audited_with(changes, data).findings;
        findings.into_iter().filter(|finding| finding.code == "flow").collect()
    }

    #[test]
    fn nobody_answers_who_was_not_asked() {
        let data = study_of(&list("q", "single", &["60", "40"]), "");
        let sent =
            |n: &str| found(&[("answered: 120", &format!("sent: {n}\n    answered: 120"))], &data);
        assert_eq!(sent("119").len(), 1);
        assert_eq!(sent("119")[0].ids, ["people"]);
        assert!(sent("120").is_empty());
    }

    #[test]
    fn a_base_is_no_larger_than_its_group() {
        let of = |base: u32| {
            let question = list("q", "single", &["60", "40"]).replace(
                "        label: L\n",
                &format!("        label: L\n        base: {base}\n"),
            );
            found(&[], &study_of(&question, ""))
        };
        assert_eq!(of(125).len(), 1);
        assert_eq!(of(125)[0].weight, Weight::Error);
        assert!(of(110).is_empty());
    }

    #[test]
    fn an_announced_group_has_figures() {
        let data = study_of(
            &list("q", "single", &["60", "40"])
                .replace("complete", "kind_because: So.\n        complete"),
            "",
        );
        let absent = "answered: 120\n  - id: others\n    label: Others\n    members: others\n    \
                      unreported: Announced only.";
        let reproduction = ("kind: original", "kind: reproduction");
        assert_eq!(found(&[reproduction, ("answered: 120", absent)], &data).len(), 1);
        assert!(found(&[("answered: 120", absent)], &data).is_empty(), "it says so itself");
    }
}
