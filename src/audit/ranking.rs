//! ranking: what is called the most frequent, or the rarest, can be it.

use super::check::{Check, Facts, Record, reasons};
use super::places::why;
use crate::types::finding::Weight;
use crate::types::messages::say;
use crate::types::study::{ClaimedRank, Statement, Unit, ValueId};
use crate::types::summary::Computed;

/// There is nothing to rank it among.
const ALONE: &str = "reason-ranking-alone";
/// Shares beside counts.
const UNITS: &str = "reason-ranking-units";

pub(super) const CHECK: Check = Check { code: "ranking", run };

fn run(facts: &Facts<'_>, record: &mut Record) {
    for statement in &facts.study.statements {
        let Some(rank) = statement.rank else { continue };
        let among = among(facts, statement);
        if among.is_empty() {
            record.not_checked(ALONE);
            continue;
        }
        match outranked(facts, statement, rank, &among) {
            Err(reason) => record.not_checked(reason),
            Ok(None) => record.judged(),
            Ok(Some((value, other))) => {
                record.judged();
                does_not_hold(facts, record, statement, rank, value, other);
            }
        }
    }
}

/// The values among which one has its rank, without itself and those that share it.
fn among(facts: &Facts<'_>, statement: &Statement) -> Vec<ValueId> {
    let all: Vec<ValueId> = if statement.among.is_empty() {
        match statement.about.first() {
            Some(ValueId::Option(id)) => {
                let question = &facts.study[facts.study[*id].question];
                question.option_ids().map(ValueId::Option).collect()
            }
            _ => Vec::new(),
        }
    } else {
        statement.among.clone()
    };
    all.into_iter().filter(|value| !statement.about.contains(value)).collect()
}

/// A value with one that outranks it whatever was rounded. An error where that cannot be told.
fn outranked(
    facts: &Facts<'_>,
    statement: &Statement,
    rank: ClaimedRank,
    among: &[ValueId],
) -> Result<Option<(ValueId, ValueId)>, &'static str> {
    let value = |id: ValueId| facts.summaries.value(facts.study, id);
    let mut open = None;
    for own in &statement.about {
        let mine = value(*own).map_err(why)?;
        let mut strongest: Option<(ValueId, Computed)> = None;
        for other in among {
            if facts.contested(*other) {
                open = Some(reasons::CONTESTED);
                continue;
            }
            match value(*other) {
                Ok(theirs) if theirs.unit != mine.unit => return Err(UNITS),
                Ok(theirs) if beats(theirs, mine, rank) => {
                    if strongest.is_none_or(|(_, best)| beats_by_value(theirs, best, rank)) {
                        strongest = Some((*other, theirs));
                    }
                }
                Ok(_) => {}
                Err(reason) => open = Some(why(reason)),
            }
        }
        if let Some((other, _)) = strongest {
            return Ok(Some((*own, other)));
        }
    }
    open.map_or(Ok(None), Err)
}

/// Whether a value outranks another whatever was rounded.
fn beats(theirs: Computed, mine: Computed, rank: ClaimedRank) -> bool {
    match rank {
        ClaimedRank::First => theirs.window.low > mine.window.high,
        ClaimedRank::Last => theirs.window.high < mine.window.low,
    }
}

fn beats_by_value(theirs: Computed, best: Computed, rank: ClaimedRank) -> bool {
    match rank {
        ClaimedRank::First => theirs.value > best.value,
        ClaimedRank::Last => theirs.value < best.value,
    }
}

fn does_not_hold(
    facts: &Facts<'_>,
    record: &mut Record,
    statement: &Statement,
    rank: ClaimedRank,
    value: ValueId,
    other: ValueId,
) {
    let number = |id: ValueId| {
        let computed = facts.summaries.value(facts.study, id);
        computed.map_or_else(
            |_| facts.study.style.text(reasons::CONTESTED).to_owned(),
            |it| match (id, it.unit) {
                (ValueId::Option(option), Unit::Share) => facts.wording.share_text(option),
                _ => facts.wording.value(it),
            },
        )
    };
    let (claimed, fact) = match rank {
        ClaimedRank::First => (facts.study.style.text("ranking-the-first-of-its"), "more"),
        ClaimedRank::Last => (facts.study.style.text("ranking-the-last-of-its"), "less"),
    };
    let (name, figure) = (facts.value_name(value), number(value));
    let said = match &statement.words {
        Some(words) => say!(
            facts.study.style,
            "ranking-words-is-said-of",
            words = words,
            place = statement.place,
            name = name,
            figure = figure
        ),
        None => say!(
            facts.study.style,
            "ranking-name-figure-is-called",
            name = name,
            figure = figure,
            claimed = claimed,
            place = statement.place
        ),
    };
    let message = say!(
        facts.study.style,
        "ranking-said-but-has-fact",
        said = said,
        value_name = facts.value_name(other),
        fact = fact,
        number = number(other)
    );
    let mut ids = facts.statement_ids(statement);
    ids.push(facts.study.value_id(other));
    let places =
        vec![facts.statement_place(statement), facts.value_place(value), facts.value_place(other)];
    record
        .found(Weight::Error, facts.about_data(), ids, message, places)
        .help(facts.study.style.text("ranking-correct-the-sentence-or"));
}

#[cfg(test)]
mod tests {
    use crate::audit::testing::{found, list, power, study_of};

    fn claim(percents: &[&str], about: &str, rank: &str) -> String {
        study_of(
            &list("q", "multiple", percents),
            &format!(
                "statements:\n  - {{id: s, about: [{about}], rank: {rank}, words: the main, place: \
                 Text}}\n"
            ),
        )
    }

    #[test]
    fn a_superlative_that_is_exceeded_is_found() {
        let findings = found("ranking", &claim(&["53", "37", "60"], "people.q.o1", "first"));
        assert_eq!(findings.len(), 1);
        assert_eq!(findings[0].ids, ["s", "people.q.o1", "people.q.o2"]);
        assert!(findings[0].message.contains("“O2” (L) has more: 60%"), "{findings:?}");
        assert_eq!(found("ranking", &claim(&["53", "37"], "people.q.o0", "last")).len(), 1);
    }

    #[test]
    fn ties_share_a_rank() {
        assert!(found("ranking", &claim(&["53", "53", "60"], "people.q.o2", "first")).is_empty());
        assert!(found("ranking", &claim(&["53", "53"], "people.q.o1", "first")).is_empty());
        let both = "people.q.o0, people.q.o1";
        assert!(found("ranking", &claim(&["53", "40", "30"], both, "first")).is_empty());
        assert_eq!(found("ranking", &claim(&["53", "20", "30"], both, "first")).len(), 1);
    }

    #[test]
    fn a_contested_figure_leaves_the_rank_open() {
        // 16.5 % of 120 is impossible; it might be anything.
        let open = power("ranking", &claim(&["53", "16.5"], "people.q.o0", "first"));
        assert_eq!((open.judged, open.not_judged(), open.found), (0, 1, 0));
        // What is not contested may decide.
        let decided = power("ranking", &claim(&["53", "16.5", "60"], "people.q.o0", "first"));
        assert_eq!((decided.judged, decided.found), (1, 1));
    }
}
