//! difference: what is said of two values holds for some of the values that are possible.

use super::check::{Check, Facts, Record};
use super::places::why;
use crate::types::finding::{Explanation, Weight};
use crate::types::number::{Exact, Window};
use crate::types::study::{Compared, Reported, Statement, Unit, ValueId};
use crate::types::summary::Computed;

/// A share beside a count.
const UNITS: &str = "the two values are not of one unit";
/// Points of counts, a count of shares.
const OTHER_KIND: &str = "the figure is of another kind than the difference";
/// Nothing is a multiple of nothing.
const ZERO: &str = "the value that it is compared with may be zero";

pub(super) const CHECK: Check = Check {
    explanation: Explanation {
        code: "difference",
        title: "Differences and comparisons",
        what: "A difference is one that the two values can have, in the unit in which it is \
               printed, and a comparison goes in the direction in which they lie.",
        why: "From 20% to 30% are 10 percentage points, and half as much again; “10%” says \
              neither.",
        rule: "With [l, u] the possible values of a and b: printed points are rounded from a value \
               of [a.l - b.u, a.u - b.l], without its sign; a printed percent from \
               [a.l / b.u - 1, a.u / b.l - 1], or else, as a warning, from the figures as \
               printed; if it is rounded from the points instead, it is a \
               percent in place of percentage points. “More” needs a.u > b.l, “less” a.l < b.u. \
               “Twice” needs some a within a tenth of 2 b. “The same” is a warning beyond 3 points \
               (of counts: 3% of the larger).",
        example: "“10% more”, of 30% against 20%: they differ by 10 percentage points, or by half.",
        resolve: "Write percentage points; compute the difference again from the counts.",
        source: "Arithmetic on the ranges that rounding leaves.",
    },
    run,
};

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
            let printed = format!("{points} percentage points");
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
        Compared::More => ("more than", Weight::Error),
        Compared::Less => ("less than", Weight::Error),
        Compared::Twice => ("twice as much as", Weight::Error),
        Compared::Same => ("about the same as", Weight::Warning),
    };
    let words = sides.statement.words.as_ref();
    let words = words.map_or_else(String::new, |words| format!(" (“{words}”)"));
    let message = format!(
        "{} {} called {said} {}{words} in {}, but the figures are {} against {}. No value that \
         they can have been rounded from makes it right.",
        facts.value_names(&sides.statement.about),
        if sides.statement.about.len() == 1 { "is" } else { "together are" },
        facts.value_name(sides.second),
        sides.statement.place,
        facts.wording.value(sides.a),
        facts.wording.value(sides.b),
    );
    found(facts, record, sides, weight, message, "correct the sentence, or the figure");
}

fn outside(facts: &Facts<'_>, record: &mut Record, sides: &Sides<'_>, printed: &str) {
    let message = format!(
        "{} and {} are said to differ by {printed} in {}, but the figures are {} and {}. As \
         printed, these cannot all be correct.",
        facts.value_names(&sides.statement.about),
        facts.value_name(sides.second),
        sides.statement.place,
        facts.wording.value(sides.a),
        facts.wording.value(sides.b),
    );
    let help = "compute the difference again from the counts";
    found(facts, record, sides, Weight::Error, message, help);
}

fn rounded_only(
    facts: &Facts<'_>,
    record: &mut Record,
    sides: &Sides<'_>,
    printed: &str,
    relative: Window,
) {
    let message = format!(
        "{} and {} are said to differ by {printed} in {}. The rounded figures, {} and {}, give \
         that; the counts that they stand for give {}.",
        facts.value_names(&sides.statement.about),
        facts.value_name(sides.second),
        sides.statement.place,
        facts.wording.value(sides.a),
        facts.wording.value(sides.b),
        facts.percents(relative.sizes(), 0),
    );
    let help = "compute it from the counts";
    found(facts, record, sides, Weight::Warning, message, help);
}

fn points_meant(
    facts: &Facts<'_>,
    record: &mut Record,
    sides: &Sides<'_>,
    printed: &str,
    relative: Window,
) {
    let message = format!(
        "{} and {} are said to differ by {printed} in {}. The figures are {} and {}: they differ \
         by that many percentage points, and by {} of the second.",
        facts.value_names(&sides.statement.about),
        facts.value_name(sides.second),
        sides.statement.place,
        facts.wording.value(sides.a),
        facts.wording.value(sides.b),
        facts.percents(relative.sizes(), 0),
    );
    let help = "write percentage points for a difference of two percents";
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
            format!("{range} percentage points")
        }
        Unit::Count | Unit::Ratio => facts.study.style.number_range(difference, 0),
    };
    record
        .found(weight, facts.about_data(), facts.statement_ids(statement), message, places)
        .because(format!("first less second: {range}, once rounding is allowed for"))
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
