//! repeated-block: adjacent shares of one list are not those of another, option for option.

mod series;

use std::collections::BTreeMap;

use super::check::{Check, Facts, Record, exhibited};
use super::places::listed;
use crate::types::finding::Weight;
use crate::types::messages::say;
use crate::types::number::{Exact, Printed};
use crate::types::study::{GroupId, OptionId, QuestionId, TableId};
use series::Series;

/// Adjacent shares that make a block.
const LEAST: usize = 3;
/// How distinctive a block has to be that nothing else speaks for.
const ALONE: u32 = 8;
/// How distinctive, where the two lists have the same options.
const SAME_OPTIONS: u32 = 6;
/// How distinctive, where the list has other figures of its own, or blocks are repeated together.
const STRENGTHENED: u32 = 4;

pub(super) const CHECK: Check = Check { code: "repeated-block", run };

/// A block that stands in two series.
struct Repeat {
    first: usize,
    second: usize,
    /// Where it begins in each.
    starts: (usize, usize),
    length: usize,
    strengthened: bool,
    alike: bool,
    score: u32,
}

fn run(facts: &Facts<'_>, record: &mut Record) {
    let series = series::series(facts);
    let mut seen: BTreeMap<[&str; LEAST], Vec<(usize, usize)>> = BTreeMap::new();
    let mut repeats: BTreeMap<(QuestionId, QuestionId), Repeat> = BTreeMap::new();
    for (second, here) in series.iter().enumerate() {
        for start in 0..(here.shares.len() + 1).saturating_sub(LEAST) {
            record.judged();
            let key = [0, 1, 2].map(|i| here.shares[start + i].1.text());
            let before = seen.entry(key).or_default();
            let other = before.iter().find(|(first, _)| series[*first].question != here.question);
            if let Some((first, other)) = other {
                let there = &series[*first];
                let repeat = repeat(facts, (*first, there, *other), (second, here, start));
                keep(&mut repeats, (there.question, here.question), repeat);
            }
            // The first place of each question is enough to compare with.
            if before.iter().all(|(known, _)| series[*known].question != here.question) {
                before.push((second, start));
                before.truncate(2);
            }
        }
    }
    let mut by_ends: BTreeMap<Ends<'_>, Vec<&Repeat>> = BTreeMap::new();
    for repeat in repeats.values().filter(|repeat| repeat.score >= STRENGTHENED) {
        by_ends.entry(ends(facts, &series, repeat)).or_default().push(repeat);
    }
    for repeat in repeats.values() {
        let beside = by_ends.get(&ends(facts, &series, repeat));
        let together = beside.is_some_and(|others| {
            others.iter().any(|other| other.second != repeat.second && other.first != repeat.first)
        });
        let least = if repeat.strengthened || together {
            STRENGTHENED
        } else if repeat.alike {
            SAME_OPTIONS
        } else {
            ALONE
        };
        if repeat.score >= least {
            repeated(facts, record, &series, repeat);
        }
    }
}

/// The table of the first block; the place, and who was asked, of the second. Blocks of the same
/// ends were repeated together.
type Ends<'a> = (TableId, &'a str, Option<GroupId>);

fn ends<'a>(facts: &Facts<'_>, series: &[Series<'a>], repeat: &Repeat) -> Ends<'a> {
    let (first, second) = (&series[repeat.first], &series[repeat.second]);
    (facts.study[first.question].table, second.place, facts.study[second.question].group)
}

/// Keeps what tells more of two questions.
fn keep(
    repeats: &mut BTreeMap<(QuestionId, QuestionId), Repeat>,
    key: (QuestionId, QuestionId),
    repeat: Repeat,
) {
    let weight = |repeat: &Repeat| (repeat.strengthened, repeat.length, repeat.score);
    let better = repeats.get(&key).is_none_or(|known| weight(&repeat) > weight(known));
    if better {
        repeats.insert(key, repeat);
    }
}

/// How far a block reaches, and how distinctive it is.
fn repeat(
    facts: &Facts<'_>,
    (first, there, a): (usize, &Series<'_>, usize),
    (second, here, b): (usize, &Series<'_>, usize),
) -> Repeat {
    let pairs = there.shares[a..].iter().zip(&here.shares[b..]);
    let length = pairs.take_while(|(x, y)| x.1.text() == y.1.text()).count();
    let block = &here.shares[b..b + length];
    let whole = |series: &Series<'_>| {
        let question = &facts.study[series.question];
        question.exclusive() && question.complete && question.options.len() == length
    };
    let strengthened = differs(facts, there, a, length) || differs(facts, here, b, length);
    let score = score(block, whole(there) && whole(here));
    let alike = alike(facts, &there.shares[a..a + length], block);
    Repeat { first, second, starts: (a, b), length, strengthened, alike, score }
}

/// Whether most of the options of two blocks are labelled alike.
fn alike(
    facts: &Facts<'_>,
    first: &[(OptionId, &Printed)],
    second: &[(OptionId, &Printed)],
) -> bool {
    let same = first.iter().zip(second).filter(|((a, _), (b, _))| {
        facts.study[*a].label.to_lowercase() == facts.study[*b].label.to_lowercase()
    });
    same.count() * 2 > first.len()
}

/// Whether the rows of the question have other shares than a sentence prints for them.
fn differs(facts: &Facts<'_>, series: &Series<'_>, start: usize, length: usize) -> bool {
    !series.own
        && series.shares[start..start + length].iter().any(|(row, printed)| {
            let own = facts.study[*row].reported.percent();
            own.is_some_and(|own| own.value() != printed.value())
        })
}

/// How much a block says beyond chance.
fn score(block: &[(OptionId, &Printed)], whole: bool) -> u32 {
    let multiple = |printed: &Printed, of: i128| {
        let quotient = printed.value() / Exact::from(of);
        Exact::from(quotient.floor()) == quotient
    };
    let scores: Vec<u32> = block
        .iter()
        .enumerate()
        .map(|(i, (_, printed))| {
            if block[..i].iter().any(|(_, earlier)| earlier.text() == printed.text()) {
                0
            } else if printed.decimals() > 0 {
                4
            } else if multiple(printed, 10) {
                1
            } else if multiple(printed, 5) || printed.value() < Exact::from(10) {
                2
            } else {
                3
            }
        })
        .collect();
    let decided = if whole { scores.iter().min().copied().unwrap_or(0) } else { 0 };
    scores.iter().sum::<u32>() - decided
}

fn repeated(facts: &Facts<'_>, record: &mut Record, series: &[Series<'_>], repeat: &Repeat) {
    let (a, b) = (&series[repeat.first], &series[repeat.second]);
    let (a_start, b_start) = repeat.starts;
    // What has other figures of its own is the one to which they were carried.
    let turned = differs(facts, a, a_start, repeat.length);
    let ((from, from_start), (to, to_start)) =
        if turned { ((b, b_start), (a, a_start)) } else { ((a, a_start), (b, b_start)) };
    let block = &to.shares[to_start..to_start + repeat.length];
    let rows: Vec<OptionId> = block.iter().map(|(row, _)| *row).collect();
    let printed = block.iter().map(|(_, printed)| facts.study.style.printed_percent(printed));
    let printed: Vec<String> = printed.collect();
    let other = if differs(facts, to, to_start, repeat.length) {
        say!(
            facts.study.style,
            "repeated-block-its-own-rows-have",
            printed_list = facts.printed_list(&rows)
        )
    } else {
        String::new()
    };
    let place = if to.own {
        String::new()
    } else {
        say!(facts.study.style, "repeated-block-in", place = to.place)
    };
    let message = say!(
        facts.study.style,
        "repeated-block-the-shares-of-stand",
        listed = listed(facts, &printed),
        base = facts.wording.base(from.question),
        question_in_table = facts.question_in_table(from.question),
        base2 = facts.wording.base(to.question),
        question_in_table2 = facts.question_in_table(to.question),
        place = place,
        other = other
    );
    let mut ids = vec![facts.study[to.question].id.clone(), facts.study[from.question].id.clone()];
    ids.extend(rows.iter().map(|row| facts.study[*row].id.clone()));
    let text = printed.join(facts.study.style.text("list-comma"));
    let mut places = vec![
        exhibited(text.clone(), from.place, from.at[from_start]),
        exhibited(text, to.place, to.at[to_start]),
    ];
    if differs(facts, to, to_start, repeat.length)
        && let Some(first) = rows.first()
    {
        let question = &facts.study[to.question];
        let own = facts.printed_list(&rows);
        places.push(exhibited(own, question.place.clone(), &facts.study[*first].at));
    }
    record
        .found(Weight::Warning, facts.about_data(), ids, message, places)
        .help(facts.study.style.text("repeated-block-ask-whether-the-second"));
}

#[cfg(test)]
mod tests {
    use crate::audit::testing::{found, list, power, study_of};

    fn of(first: &[&str], second: &[&str]) -> Vec<crate::types::finding::Finding> {
        let data = format!("{}{}", list("a", "single", first), list("b", "single", second));
        found("repeated-block", &study_of(&data, ""))
    }

    #[test]
    fn a_distinctive_block_is_found() {
        // The options are labelled alike: 3 + 3 + 2, less the lowest, are 6.
        let findings = of(&["74", "23", "3"], &["74", "23", "3"]);
        assert_eq!(findings.len(), 1);
        assert_eq!(findings[0].ids[..2], ["people.b", "people.a"]);
        // With other options the same block says too little, one of four rows enough.
        let other = |percents: &[&str]| {
            let second = list("b", "single", percents).replace("label: O", "label: P");
            let data = format!("{}{second}", list("a", "single", percents));
            found("repeated-block", &study_of(&data, "")).len()
        };
        assert_eq!(other(&["74", "23", "3"]), 0);
        assert_eq!(other(&["44", "29", "16", "11"]), 1);
    }

    #[test]
    fn blocks_that_are_repeated_together_strengthen_each_other() {
        let second = |id: &str, percents: &[&str]| {
            list(id, "single", percents).replace("label: O", "label: P")
        };
        let (first, other) = (["55", "25", "20"], ["74", "23", "3"]);
        let data = |then: String| {
            let first = format!("{}{}", list("a", "single", &first), list("b", "single", &other));
            let second = format!(
                "  - id: u\n    number: 2\n    title: U\n    group: people\n    base_is: stated\n    \
                 questions:\n{then}"
            );
            study_of(&first, &second)
        };
        let both = data(format!("{}{}", second("c", &first), second("d", &other)));
        assert_eq!(found("repeated-block", &both).len(), 2);
        assert!(found("repeated-block", &data(second("c", &first))).is_empty());
    }

    #[test]
    fn coincidences_are_silent() {
        assert!(of(&["60", "30", "10"], &["60", "30", "10"]).is_empty());
        assert!(of(&["55", "25", "20"], &["55", "25", "20"]).is_empty());
        assert!(of(&["61", "27", "12"], &["61", "12", "27"]).is_empty());
        let small = ["40", "20", "12", "12", "12"];
        let other = ["30", "20", "14", "12", "12", "12"];
        assert!(of(&small, &other).is_empty());
    }

    #[test]
    fn figures_of_its_own_strengthen_it() {
        let second = list("b", "single", &["72", "19", "9"])
            .replace("percent: 72", "percent: 72, also_printed: [{percent: 55, place: Text}]")
            .replace("percent: 19", "percent: 19, also_printed: [{percent: 25, place: Text}]")
            .replace("percent: 9}", "percent: 9, also_printed: [{percent: 20, place: Text}]}");
        let data = format!("{}{second}", list("a", "single", &["55", "25", "20"]));
        let findings = found("repeated-block", &study_of(&data, ""));
        assert_eq!(findings.len(), 1);
        assert!(findings[0].message.contains("Its own rows have 72%, 19%, 9%"), "{findings:?}");
        assert_eq!(findings[0].places.len(), 3);
    }

    #[test]
    fn blocks_of_fewer_rows_are_no_blocks() {
        let data =
            format!("{}{}", list("a", "single", &["61", "39"]), list("b", "single", &["61", "39"]));
        let power = power("repeated-block", &study_of(&data, ""));
        assert_eq!((power.judged, power.found), (0, 0));
    }
}
