//! difference: what is said of two values holds for some of the values that are possible.

use super::check::{Check, Facts, Record};
use super::places::why;
use crate::types::finding::Weight;
use crate::types::messages::say;
use crate::types::number::{Exact, Window};
use crate::types::study::{Compared, Reported, Statement, Unit, ValueId};
use crate::types::summary::Computed;

/// A share beside a count.
const UNITS: &str = "reason-difference-units";
/// Points of counts, a count of shares.
const OTHER_KIND: &str = "reason-difference-other-kind";
/// Nothing is a multiple of nothing.
const ZERO: &str = "reason-difference-zero";

pub(super) const CHECK: Check = Check { code: "difference", run };

/// Two values that a statement sets against each other.
struct Sides<'a> {
    statement: &'a Statement,
    second: ValueId,
    a: Computed,
    b: Computed,
}

fn run(facts: &Facts<'_>, record: &mut Record) {
    for statement in &facts.study.statements {
        let Some(second) = statement.less else { continue };
        let b = facts.summaries.value(facts.study, second).map_err(why);
        let sides = facts.added_up(&statement.about).and_then(|a| {
            let b = b?;
            if a.unit == b.unit { Ok(Sides { statement, second, a, b }) } else { Err(UNITS) }
        });
        match sides {
            Err(reason) => record.not_checked(reason),
            Ok(sides) => {
                figure(facts, record, &sides);
                direction(facts, record, &sides);
            }
        }
    }
}

impl Sides<'_> {
    /// The possible differences.
    fn difference(&self) -> Window {
        Window {
            low: self.a.window.low - self.b.window.high,
            high: self.a.window.high - self.b.window.low,
        }
    }

    /// The possible differences as shares of the second.
    fn relative(&self) -> Option<Window> {
        let positive = self.b.window.low > Exact::ZERO;
        positive.then(|| Window {
            low: self.a.window.low / self.b.window.high - Exact::ONE,
            high: self.a.window.high / self.b.window.low - Exact::ONE,
        })
    }
}

/// The printed size of the difference.
fn figure(facts: &Facts<'_>, record: &mut Record, sides: &Sides<'_>) {
    let apart = sides.difference().sizes();
    let shares = sides.a.unit == Unit::Share;
    if let Some(points) = &sides.statement.points {
        if !shares {
            record.not_checked(OTHER_KIND);
            return;
        }
        record.judged();
        if !points.rounds_from(apart.in_percent()) {
            let printed =
                say!(facts.study.style, "difference-points-percentage-points", points = points);
            outside(facts, record, sides, &printed);
        }
    }
    match &sides.statement.reported {
        None => {}
        Some(Reported::Percent(percent)) => {
            let Some(relative) = sides.relative() else {
                record.not_checked(ZERO);
                return;
            };
            record.judged();
            if percent.rounds_from(relative.sizes().in_percent()) {
                return;
            }
            let printed = facts.study.style.printed_percent(percent);
            let plain = sides.a.value.checked_div(sides.b.value).map(|it| it - Exact::ONE);
            let plain = plain.map(|it| Window::point(it).sizes().in_percent());
            if plain.is_some_and(|plain| percent.rounds_from(plain)) {
                rounded_only(facts, record, sides, &printed, relative);
            } else if shares && percent.rounds_from(apart.in_percent()) {
                points_meant(facts, record, sides, &printed, relative);
            } else {
                outside(facts, record, sides, &printed);
            }
        }
        Some(Reported::Count(count)) if sides.a.unit == Unit::Count => {
            record.judged();
            if !apart.meets(&Window::point(Exact::from(*count))) {
                outside(facts, record, sides, &facts.count(*count));
            }
        }
        Some(
            Reported::Count(_) | Reported::Both(..) | Reported::Mean(..) | Reported::Withdrawn(_),
        ) => {
            record.not_checked(OTHER_KIND);
        }
    }
}

/// The direction in which words compare the two.
fn direction(facts: &Facts<'_>, record: &mut Record, sides: &Sides<'_>) {
    let Some(compares) = sides.statement.compares else { return };
    record.judged();
    let (a, b) = (sides.a.window, sides.b.window);
    let two = Exact::from(2);
    let tenth = Exact::new(1, 10);
    let holds = match compares {
        Compared::More => a.high > b.low,
        Compared::Less => a.low < b.high,
        Compared::Twice => a.meets(&Window {
            low: b.low * two * (Exact::ONE - tenth),
            high: b.high * two * (Exact::ONE + tenth),
        }),
        Compared::Same => {
            let near = Exact::new(3, 100);
            let near = if sides.a.unit == Unit::Count { near * a.high.max(b.high) } else { near };
            sides.difference().sizes().low <= near
        }
    };
    if holds {
        return;
    }
    let (said, weight) = match compares {
        Compared::More => (facts.study.style.text("difference-more-than"), Weight::Error),
        Compared::Less => (facts.study.style.text("difference-less-than"), Weight::Error),
        Compared::Twice => (facts.study.style.text("difference-twice-as-much-as"), Weight::Error),
        Compared::Same => (facts.study.style.text("difference-same-as"), Weight::Warning),
    };
    let words = sides.statement.words.as_ref();
    let words = words.map_or_else(String::new, |words| {
        say!(facts.study.style, "difference-words", words = words)
    });
    let message = say!(
        facts.study.style,
        "difference-called-said-words-in",
        value_names = facts.value_names(&sides.statement.about),
        len = if sides.statement.about.len() == 1 {
            facts.study.style.text("word-is")
        } else {
            facts.study.style.text("word-together-are")
        },
        said = said,
        value_name = facts.value_name(sides.second),
        words = words,
        place = sides.statement.place,
        value = facts.wording.value(sides.a),
        value2 = facts.wording.value(sides.b)
    );
    found(
        facts,
        record,
        sides,
        weight,
        message,
        facts.study.style.text("difference-correct-the-sentence-or"),
    );
}

fn outside(facts: &Facts<'_>, record: &mut Record, sides: &Sides<'_>, printed: &str) {
    let message = say!(
        facts.study.style,
        "difference-and-are-said-to",
        value_names = facts.value_names(&sides.statement.about),
        value_name = facts.value_name(sides.second),
        printed = printed,
        place = sides.statement.place,
        value = facts.wording.value(sides.a),
        value2 = facts.wording.value(sides.b)
    );
    let help = facts.study.style.text("difference-compute-the-difference-again");
    found(facts, record, sides, Weight::Error, message, help);
}

fn rounded_only(
    facts: &Facts<'_>,
    record: &mut Record,
    sides: &Sides<'_>,
    printed: &str,
    relative: Window,
) {
    let message = say!(
        facts.study.style,
        "difference-and-are-said-to-2",
        value_names = facts.value_names(&sides.statement.about),
        value_name = facts.value_name(sides.second),
        printed = printed,
        place = sides.statement.place,
        value = facts.wording.value(sides.a),
        value2 = facts.wording.value(sides.b),
        percents = facts.percents(relative.sizes(), 0)
    );
    let help = facts.study.style.text("difference-compute-it-from-the");
    found(facts, record, sides, Weight::Warning, message, help);
}

fn points_meant(
    facts: &Facts<'_>,
    record: &mut Record,
    sides: &Sides<'_>,
    printed: &str,
    relative: Window,
) {
    let message = say!(
        facts.study.style,
        "difference-and-are-said-to-3",
        value_names = facts.value_names(&sides.statement.about),
        value_name = facts.value_name(sides.second),
        printed = printed,
        place = sides.statement.place,
        value = facts.wording.value(sides.a),
        value2 = facts.wording.value(sides.b),
        percents = facts.percents(relative.sizes(), 0)
    );
    let help = facts.study.style.text("difference-write-percentage-points-for");
    found(facts, record, sides, Weight::Error, message, help);
}

fn found(
    facts: &Facts<'_>,
    record: &mut Record,
    sides: &Sides<'_>,
    weight: Weight,
    message: String,
    help: &str,
) {
    let statement = sides.statement;
    let mut places = vec![facts.statement_place(statement)];
    let values = statement.about.iter().chain(std::iter::once(&sides.second));
    places.extend(values.map(|value| facts.value_place(*value)));
    let difference = sides.difference();
    let range = match sides.a.unit {
        Unit::Share | Unit::Points => {
            let decimals = sides.a.decimals.max(sides.b.decimals);
            let range = facts.study.style.points_range(difference, decimals);
            say!(facts.study.style, "difference-range-percentage-points", range = range)
        }
        Unit::Count | Unit::Ratio => facts.study.style.number_range(difference, 0),
    };
    record
        .found(weight, facts.about_data(), facts.statement_ids(statement), message, places)
        .because(say!(facts.study.style, "difference-first-less-second-range", range = range))
        .help(help);
}

#[cfg(test)]
mod tests {
    use crate::audit::testing::{found, list, power, study_of};
    use crate::types::finding::{Finding, Weight};

    /// 24 and 36 of 120.
    fn said(line: &str) -> Vec<Finding> {
        found("difference", &data(&["30", "20"], line))
    }

    fn data(percents: &[&str], line: &str) -> String {
        study_of(
            &list("q", "multiple", percents),
            &format!(
                "statements:\n  - {{id: s, about: [people.q.o0], less: people.q.o1, {line}, place: \
                 Text}}\n"
            ),
        )
    }

    #[test]
    fn points_follow_from_the_values() {
        assert!(said("points: 10").is_empty());
        assert_eq!(said("points: 14").len(), 1);
        assert_eq!(said("points: 14")[0].ids, ["s", "people.q.o0", "people.q.o1"]);
    }

    #[test]
    fn percent_is_no_percentage_point() {
        // 30 % is half as much again as 20 %.
        assert!(said("percent: 50").is_empty());
        let ten = said("percent: 10");
        assert_eq!(ten.len(), 1);
        assert!(ten[0].message.contains("that many percentage points"), "{}", ten[0].message);
        assert!(said("percent: 25")[0].message.contains("cannot all be correct"));
        // 60 % are two and a half times 24 %; 72 of 120 are 148 % more than 29.
        let more = |percent: &str| found("difference", &data(&["60", "24"], percent));
        assert!(more("percent: 148").is_empty());
        assert_eq!(more("percent: 150")[0].weight, Weight::Warning);
    }

    #[test]
    fn directions_are_those_of_the_values() {
        assert!(said("compares: more").is_empty());
        assert_eq!(said("compares: less").len(), 1);
        assert_eq!(said("compares: twice").len(), 1);
        assert_eq!(said("compares: same")[0].weight, Weight::Warning);
        let twice = |percents: &[&str]| found("difference", &data(percents, "compares: twice"));
        assert!(twice(&["40", "20"]).is_empty() && twice(&["43", "20"]).is_empty());
        assert_eq!(twice(&["45", "20"]).len(), 1);
        assert!(found("difference", &data(&["22", "20"], "compares: same")).is_empty());
    }

    #[test]
    fn a_contested_side_is_not_compared() {
        let power = power("difference", &data(&["16.5", "20"], "compares: more"));
        assert_eq!((power.judged, power.not_judged(), power.found), (0, 1, 0));
    }
}
