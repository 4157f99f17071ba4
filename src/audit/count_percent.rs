//! count-percent: a count and its percent are one share of the base.

use super::check::{Check, Facts, Record, exhibited, reasons};
use super::multiple_choice::of_answers;
use crate::types::finding::{Exhibited, Weight};
use crate::types::messages::say;
use crate::types::number::{Counts, Exact, Printed};
use crate::types::study::{BaseIs, OptionId, Reported};
use crate::types::summary::Contested;

/// Another check tells what the percents of this list are shares of.
const OF_ANSWERS: &str = "reason-count-percent-of-answers";

pub(super) const CHECK: Check = Check { code: "count-percent", run };

fn run(facts: &Facts<'_>, record: &mut Record) {
    for (id, question) in facts.questions() {
        let answers = of_answers(facts, id).is_some();
        for option in question.option_ids() {
            judge(facts, record, option, answers);
        }
    }
}

fn judge(facts: &Facts<'_>, record: &mut Record, id: OptionId, answers: bool) {
    let reported = &facts.study[id].reported;
    if reported.is_withdrawn() && matches!(reported.form(), Reported::Both(..)) {
        record.not_checked(reasons::WITHDRAWN);
        return;
    }
    let pairs = pairs(facts, id);
    let base = &facts.study[facts.study[id].question].base;
    if pairs.is_empty() {
        return;
    }
    let Some(n) = base.n.filter(|n| *n > 0 && base.is != BaseIs::Unknown) else {
        record.not_checked(reasons::UNKNOWN_BASE);
        return;
    };
    if matches!(facts.summaries.options[id.0].contested, Some(Contested::PrintedTwice(_))) {
        record.not_checked(reasons::CONTESTED);
        return;
    }
    if answers {
        record.not_checked(OF_ANSWERS);
        return;
    }
    record.judged();
    let wrong: Vec<&Pair<'_>> = pairs
        .iter()
        .filter(|pair| !pair.percent.counts(n).agree(&Counts::exactly(pair.count)))
        .collect();
    if !wrong.is_empty() {
        disagreement(facts, record, id, &wrong, n);
    }
}

/// A count and a percent that stand side by side.
struct Pair<'a> {
    percent: &'a Printed,
    count: u64,
    place: Exhibited,
}

fn pairs<'a>(facts: &Facts<'a>, id: OptionId) -> Vec<Pair<'a>> {
    let mut pairs = Vec::new();
    let choice = &facts.study[id];
    if let Reported::Both(percent, count) = &choice.reported {
        pairs.push(Pair { percent, count: *count, place: facts.row(id) });
    }
    for other in facts.study.printed_elsewhere(id) {
        if let Reported::Both(percent, count) = other.reported {
            let text = facts.wording.reported(other.reported);
            let place = exhibited(text, other.place, other.at);
            pairs.push(Pair { percent, count: *count, place });
        }
    }
    pairs
}

fn disagreement(facts: &Facts<'_>, record: &mut Record, id: OptionId, wrong: &[&Pair<'_>], n: u64) {
    let choice = &facts.study[id];
    let question = &facts.study[choice.question];
    let Some(pair) = wrong.first() else { return };
    let stated = question.base.is == BaseIs::Stated;
    let printed = facts.study.style.printed_percent(pair.percent);
    let share = Exact::new(i128::from(pair.count), i128::from(n));
    let share = facts.percent(share, pair.percent.decimals() + 1);
    let message = say!(
        facts.study.style,
        "count-percent-is-printed-as-printed",
        label = choice.label,
        label2 = question.label,
        printed = printed,
        count = facts.count(pair.count),
        base = facts.wording.base(choice.question),
        share = share,
        answered =
            if stated { "" } else { facts.study.style.text("count-percent-the-base-is-assumed") }
    );
    let places = wrong.iter().map(|pair| pair.place.clone()).collect();
    let weight = if stated { Weight::Error } else { Weight::Warning };
    let finding =
        record.found(weight, facts.about_data(), vec![choice.id.clone()], message, places);
    finding.because(format!("{} / {} = {share}", facts.count(pair.count), facts.count(n)));
    if let Some(range) = pair.percent.counts(n).either() {
        finding.because(say!(
            facts.study.style,
            "count-percent-printed-of-is",
            printed = printed,
            count = facts.count(n),
            counts = facts.counts(range)
        ));
    }
    finding.help(facts.study.style.text("count-percent-ask-how-many-answered"));
}

#[cfg(test)]
mod tests {
    use crate::audit::testing::{found, power, study};
    use crate::types::finding::Weight;

    #[test]
    fn a_count_that_is_another_share_is_found() {
        let findings =
            found("count-percent", &study("{id: a, label: A, percent: 45, count: 50}", ""));
        assert_eq!(findings.len(), 1);
        assert_eq!((findings[0].weight, &*findings[0].ids[0]), (Weight::Error, "people.q.a"));
        assert_eq!(findings[0].arithmetic, ["50 / 120 = 41.7%", "45% of 120 is 54"]);
    }

    #[test]
    fn a_conflict_within_one_place_is_not_one_between_places() {
        // 50 of 120 are 41.7 %, in both places where 33 % is printed.
        let option = "{id: a, label: A, percent: 33, count: 50, also_printed: [{percent: 33, place: Abstract}]}";
        assert_eq!(found("count-percent", &study(option, "")).len(), 1);
        assert_eq!(found("printed-twice", &study(option, "")), []);
        let option = "{id: a, label: A, percent: 33, also_printed: [{percent: 33, count: 50, place: Abstract}]}";
        assert_eq!(found("count-percent", &study(option, "")).len(), 1);
        assert_eq!(found("printed-twice", &study(option, "")), []);
    }

    #[test]
    fn either_way_of_rounding_will_do() {
        // 51 of 120 are 42.5 %: half up prints 43, half to even 42.
        for percent in ["42", "43", "42.5"] {
            let option = format!("{{id: a, label: A, percent: {percent}, count: 51}}");
            assert!(found("count-percent", &study(&option, "")).is_empty(), "{percent}");
        }
    }

    #[test]
    fn another_place_may_print_both() {
        let option = "{id: a, label: A, count: 50, also_printed: [{percent: 45, count: 50, place: \
                      Text}]}";
        let findings = found("count-percent", &study(option, ""));
        assert_eq!(findings.len(), 1);
        assert_eq!(findings[0].places[0].place, "Text");
    }

    #[test]
    fn without_a_base_nothing_is_judged() {
        let data = study("{id: a, label: A, percent: 45, count: 50}", "")
            .replace("kind: multiple", "kind: multiple\n        base_is: unknown");
        let power = power("count-percent", &data);
        assert_eq!((power.judged, power.not_judged(), power.found), (0, 1, 0));
    }
}
