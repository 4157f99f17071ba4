//! wrong-denominator: a share is one of those of whom a sentence says that it is.

use super::check::{Check, Facts, Record, exhibited, reasons};
use super::places::{listed, total};
use crate::types::finding::Weight;
use crate::types::messages::say;
use crate::types::number::{Exact, Printed, Window};
use crate::types::study::{
    BaseIs, Operation, OptionId, QuestionId, Reported, Statement, ValueId, Whole,
};
use crate::types::summary::Total;

/// The sentence speaks of several values, or of a computed one.
const NOT_A_ROW: &str = "reason-wrong-denominator-not-a-row";
/// Nothing can be added up.
const NOT_EXCLUSIVE: &str = "reason-wrong-denominator-not-exclusive";
/// The part is none of the list.
const NO_PART: &str = "reason-wrong-denominator-no-part";
/// Both readings are possible.
const EITHER: &str = "reason-wrong-denominator-either";

pub(super) const CHECK: Check = Check { code: "wrong-denominator", run };

/// Sentences that call rows of one list shares of one part.
struct Claim<'a> {
    question: QuestionId,
    part: ValueId,
    rows: Vec<OptionId>,
    statements: Vec<&'a Statement>,
}

fn run(facts: &Facts<'_>, record: &mut Record) {
    let mut claims: Vec<Claim<'_>> = Vec::new();
    for statement in &facts.study.statements {
        let Some(of) = statement.of else { continue };
        let about: Option<Vec<OptionId>> = statement
            .about
            .iter()
            .map(|value| if let ValueId::Option(id) = value { Some(*id) } else { None })
            .collect();
        let Some(about) = about.filter(|about| !about.is_empty()) else {
            record.not_checked(NOT_A_ROW);
            continue;
        };
        let question = facts.study[about[0]].question;
        match of {
            Whole::Group(group) | Whole::Part(ValueId::Group(group, _)) => {
                let base = &facts.study[question].base;
                if facts.study[question].group == Some(group) && base.of.is_none() {
                    record.judged();
                } else {
                    record.not_checked(EITHER);
                }
            }
            Whole::Part(part) => match inside(facts, question, part) {
                Err(reason) => record.not_checked(reason),
                Ok(rows) if !about.iter().all(|row| rows.contains(row)) => {
                    record.not_checked(NO_PART);
                }
                Ok(_) if own_figure(facts, record, statement, part) => {}
                Ok(rows) => {
                    let known = claims
                        .iter_mut()
                        .find(|claim| (claim.question, claim.part) == (question, part));
                    if let Some(claim) = known {
                        claim.statements.push(statement);
                    } else {
                        let statements = vec![statement];
                        claims.push(Claim { question, part, rows, statements });
                    }
                }
            },
        }
    }
    for claim in &claims {
        judge(facts, record, claim);
    }
}

/// Whether a statement prints another figure than the row, which may be the share of the part; it
/// is judged here then.
fn own_figure(
    facts: &Facts<'_>,
    record: &mut Record,
    statement: &Statement,
    part: ValueId,
) -> bool {
    let percent = statement.reported.as_ref().and_then(Reported::percent);
    let ([value], Some(percent)) = (&statement.about[..], percent) else { return false };
    let (Ok(row), Ok(whole)) =
        (facts.summaries.value(facts.study, *value), facts.summaries.value(facts.study, part))
    else {
        return false;
    };
    if percent.rounds_from(row.window.in_percent()) {
        return false;
    }
    if whole.window.low <= Exact::ZERO {
        record.not_checked(EITHER);
        return true;
    }
    record.judged();
    let high = (row.window.high / whole.window.low).min(Exact::ONE);
    let window = Window { low: (row.window.low / whole.window.high).min(high), high };
    if !percent.rounds_from(window.in_percent()) {
        neither(facts, record, statement, part, window);
    }
    true
}

/// A figure that is the share neither of all nor of the part.
fn neither(
    facts: &Facts<'_>,
    record: &mut Record,
    statement: &Statement,
    part: ValueId,
    window: Window,
) {
    let figure = statement.reported.as_ref();
    let figure = figure.map_or_else(String::new, |reported| facts.wording.reported(reported));
    let row = facts.value_names(&statement.about);
    let shown = statement.about.iter().map(|value| facts.value_place(*value));
    let printed = shown
        .clone()
        .map(|place| place.text)
        .collect::<Vec<_>>()
        .join(facts.study.style.text("list-comma"));
    let base = match statement.about[..] {
        [ValueId::Option(id)] => format!(" {}", facts.wording.base(facts.study[id].question)),
        _ => String::new(),
    };
    let message = say!(
        facts.study.style,
        "wrong-denominator-row-is-printed-as",
        row = row,
        figure = figure,
        part_name = part_name(facts, part, &[statement]),
        place = statement.place,
        percents = facts.percents(window, 0),
        base = base,
        printed = printed
    );
    let mut places = vec![facts.statement_place(statement)];
    places.extend(shown);
    places.push(facts.value_place(part));
    record
        .found(Weight::Error, facts.about_data(), facts.statement_ids(statement), message, places)
        .help(facts.study.style.text("wrong-denominator-compute-the-share-of"));
}

/// A part as the source names it: by its words, where they are recorded. Our own label is only for
/// what the source does not name.
fn part_name(facts: &Facts<'_>, part: ValueId, statements: &[&Statement]) -> String {
    let mut words: Vec<String> = Vec::new();
    for said in statements.iter().filter_map(|statement| statement.words.as_deref()) {
        let quoted = say!(facts.study.style, "wrong-denominator-said", said = said);
        if !words.contains(&quoted) {
            words.push(quoted);
        }
    }
    if words.is_empty() {
        return facts.value_name(part);
    }
    say!(facts.study.style, "wrong-denominator-a-part-only", listed = listed(facts, &words))
}

/// The rows of a complete single-choice list of which a part is made up.
fn inside(
    facts: &Facts<'_>,
    question: QuestionId,
    part: ValueId,
) -> Result<Vec<OptionId>, &'static str> {
    let list = &facts.study[question];
    if list.base.is == BaseIs::Unknown {
        return Err(reasons::UNKNOWN_BASE);
    }
    if !list.exclusive() {
        return Err(NOT_EXCLUSIVE);
    }
    if !list.complete {
        return Err(reasons::INCOMPLETE);
    }
    let all: Vec<OptionId> = list.option_ids().collect();
    let row = |value: &ValueId| match value {
        ValueId::Option(id) if all.contains(id) => Some(*id),
        _ => None,
    };
    let rows = match part {
        ValueId::Derived(id) => match &facts.study[id].operation {
            Operation::Complement(value) => {
                let without = row(value);
                without.map(|out| all.iter().copied().filter(|id| *id != out).collect::<Vec<_>>())
            }
            Operation::Sum(values) => values.iter().map(row).collect(),
            Operation::Difference(..) | Operation::Share(..) | Operation::Ratio(..) => None,
        },
        ValueId::Option(_) => row(&part).map(|id| vec![id]),
        ValueId::Group(..) => None,
    };
    rows.filter(|rows| rows.len() > 1).ok_or(NO_PART)
}

fn judge(facts: &Facts<'_>, record: &mut Record, claim: &Claim<'_>) {
    let shares = match facts.shares(&claim.rows) {
        Ok(shares) => shares,
        Err(reason) => {
            claim.statements.iter().for_each(|_| record.not_checked(reason));
            return;
        }
    };
    let Some((sum, _)) = total(&shares) else { return };
    if claim.rows.iter().any(|row| facts.study[*row].reported.percent().is_none()) {
        claim.statements.iter().for_each(|_| record.not_checked(reasons::NO_PERCENT));
        return;
    }
    // Were they shares of the part, its n would be unknown: half a unit to either side.
    let windows = claim.rows.iter().map(|id| {
        let percent = facts.study[*id].reported.percent();
        (Exact::ZERO, percent.map_or(Window::point(Exact::ZERO), Printed::share_window))
    });
    let Some((_, window)) = total(&windows.collect::<Vec<_>>()) else { return };
    if window.meets(&Window::point(Exact::ONE)) {
        claim.statements.iter().for_each(|_| record.not_checked(EITHER));
        return;
    }
    claim.statements.iter().for_each(|_| record.judged());
    no_share_of_it(facts, record, claim, sum);
}

fn no_share_of_it(facts: &Facts<'_>, record: &mut Record, claim: &Claim<'_>, sum: Exact) {
    let question = &facts.study[claim.question];
    let decimals = facts.summaries.questions[claim.question.0].decimals;
    let added = facts.percent(sum, decimals);
    let mut values: Vec<ValueId> = Vec::new();
    for value in claim.statements.iter().flat_map(|statement| &statement.about) {
        if !values.contains(value) {
            values.push(*value);
        }
    }
    let several = values.len() > 1;
    let base = facts.wording.base(claim.question);
    let of_all = match facts.summaries.questions[claim.question.0].total {
        Total::Meets if several => {
            say!(facts.study.style, "wrong-denominator-they-are-shares-of", base = base)
        }
        Total::Meets => say!(facts.study.style, "wrong-denominator-it-is-a-share", base = base),
        _ => say!(facts.study.style, "wrong-denominator-as-shares-of-all", base = base),
    };
    let message = say!(
        facts.study.style,
        "wrong-denominator-called-of-but-the",
        value_names = facts.value_names(&values),
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
        part_name = part_name(facts, claim.part, &claim.statements),
        added = added,
        of_all = of_all
    );
    let statements = claim.statements.iter();
    let ids = statements
        .clone()
        .map(|statement| statement.id.clone())
        .chain(values.iter().map(|value| facts.study.value_id(*value)))
        .chain(std::iter::once(question.id.clone()))
        .collect();
    let mut places: Vec<_> = statements.map(|statement| facts.statement_place(statement)).collect();
    let list: Vec<OptionId> = question.option_ids().collect();
    places.push(exhibited(facts.printed_list(&list), &*question.place, &question.at));
    let rows = claim.rows.iter().map(|row| facts.wording.share_text(*row));
    let line = format!("{} = {added}", rows.collect::<Vec<_>>().join(" + "));
    record
        .found(Weight::Error, facts.about_data(), ids, message, places)
        .because(line)
        .help(facts.study.style.text("wrong-denominator-call-them-shares-of"));
}

#[cfg(test)]
mod tests {
    use crate::audit::testing::{found, list, power, study_of};

    fn data(kind: &str, percents: &[&str], of: &str) -> String {
        let rest = format!(
            "derived:\n  - {{id: involved, label: Involved, complement: people.q.o0}}\nstatements:\n  \
             - {{id: s1, about: [people.q.o1], percent: {}, words: among the remainder, of: {of}, \
             place: Text}}\n  - {{id: s2, about: [people.q.o2], words: among the remainder, of: \
             {of}, place: Text}}\n",
            percents[1]
        );
        study_of(&list("q", kind, percents), &rest)
    }

    #[test]
    fn rows_that_fall_short_of_the_part_are_shares_of_all() {
        let findings = found("wrong-denominator", &data("single", &["74", "22", "4"], "involved"));
        assert_eq!(findings.len(), 1, "{findings:?}");
        assert_eq!(findings[0].ids[..2], ["s1", "s2"]);
        assert_eq!(findings[0].arithmetic, ["22% + 4% = 26%"]);
        // The source's words, not our label; and whom it concerns.
        let message = &findings[0].message;
        assert!(message.ends_with("They are shares of all 120 people."), "{message}");
        assert!(
            message.contains("shares of a part only (“among the remainder”), but"),
            "{message}"
        );
    }

    #[test]
    fn shares_that_could_be_of_the_part_are_not_checked() {
        for data in [
            // 1 % of 120 people are not in the part, 0 % none.
            data("single", &["0", "96", "4"], "involved"),
            data("multiple", &["74", "22", "4"], "involved"),
        ] {
            let power = power("wrong-denominator", &data);
            assert_eq!((power.judged, power.not_judged(), power.found), (0, 2, 0));
        }
    }

    #[test]
    fn a_share_of_the_part_may_be_printed_as_such() {
        // 26 of 120 are 22 %; of the 31 or 32 of the part they are 81 to 84 %.
        let data = data("single", &["74", "22", "4"], "involved");
        let printing = |percent: &str| {
            data.replace("percent: 22, words", &format!("percent: {percent}, words"))
        };
        let codes = |percent: &str| {
            let findings = crate::audit::testing::audited(&printing(percent), "Text.").findings;
            findings.iter().map(|it| (it.code, it.ids[0].clone())).collect::<Vec<_>>()
        };
        let other = ("wrong-denominator", "s2".to_owned());
        assert_eq!(codes("84").first(), Some(&other));
        assert_eq!(codes("84").len(), 1);
        assert_eq!(codes("60"), [("wrong-denominator", "s1".to_owned()), other]);
        let message = &found("wrong-denominator", &printing("60"))[0].message;
        assert!(message.contains("nor that of all 120 people (O1: 22%)"), "{message}");
    }

    #[test]
    fn a_share_of_the_group_is_what_it_is_called() {
        let power = power("wrong-denominator", &data("single", &["74", "22", "4"], "people"));
        assert_eq!((power.judged, power.not_judged(), power.found), (2, 0, 0));
    }
}
