//! order-broken: a list that falls in order does so to its end.

use super::check::{Check, Facts, Record, exhibited};
use super::places::listed;
use crate::types::finding::Weight;
use crate::types::messages::say;
use crate::types::number::Exact;
use crate::types::study::{Answer, OptionId, Question, QuestionId};

/// Sizes, stages, ages.
const OWN_ORDER: &str = "reason-order-broken-own-order";
/// Too few rows to tell.
const SHORT: &str = "reason-order-broken-short";
/// More than a few rows are out of place.
const UNORDERED: &str = "reason-order-broken-unordered";
/// Rows in a list whose order can be told.
const ROWS: usize = 4;
/// Lists that show how a source orders its lists.
const HABIT: usize = 3;

pub(super) const CHECK: Check = Check { code: "order-broken", run };

/// A list with its shares in order.
struct List {
    id: QuestionId,
    /// Whether its answers exclude each other.
    exclusive: bool,
    shares: Vec<Exact>,
    /// How many rows have to be taken out for the rest to fall.
    out: usize,
}

fn run(facts: &Facts<'_>, record: &mut Record) {
    let mut lists: Vec<List> = Vec::new();
    for (id, question) in facts.questions() {
        if question.answer == Answer::Fact {
            continue;
        }
        if question.answer == Answer::Scale {
            record.not_checked(OWN_ORDER);
            continue;
        }
        let rows: Vec<OptionId> = question.option_ids().collect();
        match facts.shares(&rows) {
            Err(reason) => record.not_checked(reason),
            Ok(_) if rows.len() < ROWS => record.not_checked(SHORT),
            Ok(shares) => {
                let shares: Vec<Exact> = shares.into_iter().map(|(share, _)| share).collect();
                if question.answer == Answer::Single && may_have_own_order(&shares) {
                    record.not_checked(OWN_ORDER);
                    continue;
                }
                let exclusive = question.answer == Answer::Single;
                lists.push(List { id, exclusive, out: out_of_order(&shares), shares });
            }
        }
    }
    for list in &lists {
        let habit = !list.exclusive && habit(&lists, list.id);
        let (out, rows) = (list.out, list.shares.len());
        if out * 6 <= rows || (habit && out * 5 <= rows * 2) {
            record.judged();
            if out > 0 {
                broken(facts, record, list);
            }
        } else {
            record.not_checked(UNORDERED);
        }
    }
}

/// Whether a source is wont to order its lists by size, as its other lists of several answers show.
fn habit(lists: &[List], except: QuestionId) -> bool {
    let others: Vec<&List> = lists.iter().filter(|it| !it.exclusive && it.id != except).collect();
    let falling = others.iter().filter(|list| list.out == 0).count();
    falling >= HABIT && falling * 4 >= others.len() * 3
}

/// Whether shares may be those of sizes, stages or ages in their order: they rise, and fall after
/// one peak, if at all.
fn may_have_own_order(shares: &[Exact]) -> bool {
    let rises = shares.windows(2).take_while(|pair| pair[1] >= pair[0]).count();
    let falls = shares[rises..].windows(2).all(|pair| pair[1] <= pair[0]);
    let fall_from_first = shares.windows(2).all(|pair| pair[1] <= pair[0]);
    falls && !fall_from_first
}

/// How many rows at least have to be taken out for the rest not to rise.
fn out_of_order(shares: &[Exact]) -> usize {
    // For each length, the largest share with which a falling list of that length can end.
    let mut ends: Vec<Exact> = Vec::new();
    for share in shares {
        let length = ends.partition_point(|end| end >= share);
        match ends.get_mut(length) {
            Some(end) => *end = *share,
            None => ends.push(*share),
        }
    }
    shares.len() - ends.len()
}

fn broken(facts: &Facts<'_>, record: &mut Record, list: &List) {
    let question: &Question = &facts.study[list.id];
    let rows: Vec<OptionId> = question.option_ids().collect();
    let rises: Vec<usize> =
        (1..rows.len()).filter(|i| list.shares[*i] > list.shares[*i - 1]).collect();
    let row = |i: usize| {
        say!(
            facts.study.style,
            "order-broken-",
            label = facts.study[rows[i]].label,
            share_text = facts.wording.share_text(rows[i])
        )
    };
    let breaks: Vec<String> = rises
        .iter()
        .map(|i| {
            say!(facts.study.style, "order-broken-stands-behind", row = row(*i), row2 = row(*i - 1))
        })
        .collect();
    let message = say!(
        facts.study.style,
        "order-broken-the-rows-of-fall",
        question_name = facts.question_name(list.id),
        listed = listed(facts, &breaks)
    );
    let ids = std::iter::once(question.id.clone())
        .chain(rises.iter().map(|i| facts.study[rows[*i]].id.clone()))
        .collect();
    let text = facts.printed_list(&rows);
    let places = vec![exhibited(text, &*question.place, &question.at)];
    record
        .found(Weight::Note, facts.about_data(), ids, message, places)
        .help(facts.study.style.text("order-broken-look-whether-a-digit"));
}

#[cfg(test)]
mod tests {
    use super::out_of_order;
    use crate::audit::testing::{found, list, power, study_of};
    use crate::types::number::Exact;

    #[test]
    fn the_fewest_rows_are_out_of_order() {
        let out = |shares: &[i32]| {
            out_of_order(&shares.iter().map(|it| Exact::from(*it)).collect::<Vec<_>>())
        };
        assert_eq!(out(&[53, 52, 4, 18, 3, 18, 37, 29, 14, 12, 7]), 4);
        assert_eq!(out(&[60, 50, 5, 40, 30, 20]), 1);
        assert_eq!(out(&[12, 12, 5, 5]), 0);
        assert_eq!(out(&[1, 2, 3]), 2);
    }

    #[test]
    fn one_row_in_six_is_out_of_order() {
        let data = study_of(&list("q", "multiple", &["60", "50", "5", "40", "30", "20"]), "");
        let findings = found("order-broken", &data);
        assert_eq!(findings.len(), 1);
        assert_eq!(findings[0].ids, ["people.q", "people.q.o3"]);
    }

    #[test]
    fn how_a_list_is_drawn_changes_nothing() {
        let rows = ["60", "50", "5", "40", "30", "20"];
        let drawn = list("q", "multiple", &rows)
            .replace("complete: true", "complete: true\n        order: given");
        assert_eq!(found("order-broken", &study_of(&drawn, "")).len(), 1);
    }

    #[test]
    fn one_peak_may_be_an_order_of_its_own() {
        // Ages: one row out of six, and nothing broken.
        let ages = study_of(&list("q", "single", &["4", "40", "30", "15", "8", "3"]), "");
        assert_eq!(found("order-broken", &ages), []);
        let broken = study_of(&list("q", "single", &["40", "25", "2", "15", "10", "8"]), "");
        assert_eq!(found("order-broken", &broken).len(), 1);
        // A short list of categories is no matter of habit.
        let sizes = list("q", "single", &["31", "28", "33", "8"]);
        let falling = |id: &str| list(id, "multiple", &["70", "60", "50", "20"]);
        let data = format!("{sizes}{}{}{}", falling("a"), falling("b"), falling("c"));
        assert_eq!(found("order-broken", &study_of(&data, "")), []);
    }

    #[test]
    fn the_habit_of_a_source_tells_what_is_meant() {
        let odd = list("odd", "multiple", &["60", "5", "40", "30", "20"]);
        assert!(found("order-broken", &study_of(&odd, "")).is_empty());
        let falling = |id: &str| list(id, "multiple", &["70", "60", "50", "20"]);
        let data = format!("{odd}{}{}{}", falling("a"), falling("b"), falling("c"));
        assert_eq!(found("order-broken", &study_of(&data, ""))[0].ids[0], "people.odd");
    }

    #[test]
    fn what_is_not_meant_to_fall_is_not_checked() {
        for rows in [list("q", "single", &["10", "20", "60", "10"]), {
            list("q", "multiple", &["10", "60", "20", "50"])
        }] {
            let power = power("order-broken", &study_of(&rows, ""));
            assert_eq!((power.judged, power.not_judged(), power.found), (0, 1, 0));
        }
    }
}
