//! Faults of what refers to values: roles, figures, computed values, comparisons.

use super::Diagnostic;
use super::words::{and, those};
use crate::types::source::Place;

/// How many values of a circle are named.
const MOST_STEPS: usize = 10;

impl Diagnostic {
    /// A value that does not exist.
    #[must_use]
    pub fn unknown_value<'a>(
        found: &str,
        place: Place,
        known: impl IntoIterator<Item = &'a str>,
    ) -> Self {
        Self::error("unknown-value", format!("there is no value `{found}`"), place, "no such value")
            .suggest_or(found, known, || "a value's id is group.question.option".into())
    }

    /// A value that is there and is no row of a table.
    #[must_use]
    pub fn not_a_row(found: &str, place: Place) -> Self {
        Self::error(
            "unknown-value",
            format!("expected an option of another group's question, found `{found}`"),
            place,
            "not an option",
        )
        .help("rows are compared, so each is given as group.question.option")
    }

    /// A figure or table that does not exist.
    #[must_use]
    pub fn unknown_exhibit<'a>(
        what: &str,
        found: &str,
        place: Place,
        known: impl IntoIterator<Item = &'a str>,
    ) -> Self {
        let label = format!("no such {what}");
        Self::error("unknown-exhibit", format!("there is no {what} `{found}`"), place, label)
            .suggest_or(found, known, || match what {
                "figure" => "a figure has the id of its question: group.question".into(),
                "table" => "a table has its number, such as table-1, or its own id".into(),
                _ => "a figure has the id of its question, a table its number or its own id".into(),
            })
    }

    /// A figure is asked for, and the id is that of a table.
    #[must_use]
    pub fn table_as_figure(found: &str, place: Place) -> Self {
        let message = format!("there is no figure `{found}`: it is a table");
        Self::error("unknown-exhibit", message, place, "a table")
            .help(format!("to show it, write ```{{table}} {found}"))
    }

    /// A figure, table or question that is shown twice on one page.
    #[must_use]
    pub fn shown_twice(what: &str, id: &str, place: Place, first: Place) -> Self {
        let message = match what {
            "figure" | "finding" | "fact" => {
                format!("the {what} `{id}` is shown twice on this page")
            }
            _ => format!("rows of `{id}` are shown twice on this page"),
        };
        let help = match what {
            "finding" | "fact" => "leave one of them out",
            _ => "refer to it with {numref}, or show it on another page",
        };
        Self::error("shown-twice", message, place, "again").also(first, "first").help(help)
    }

    /// An option that does not exist in a question.
    #[must_use]
    pub fn unknown_option(found: &str, place: Place, known: &[&str]) -> Self {
        let message = format!("this question has no option `{found}`");
        Self::error("unknown-option", message, place, "no such option").suggest_or(
            found,
            known.iter().copied(),
            || those("option", known),
        )
    }

    /// A question that is to be drawn and is not.
    #[must_use]
    pub fn nothing_to_draw(question: &str, why: Undrawn, place: Place) -> Self {
        let why_not = match why {
            Undrawn::NoPercent => "it has no shares",
            Undrawn::ChartNone => "it says chart: none",
            Undrawn::Fact => "its kind is fact, and it names no chart",
        };
        let message = format!("there is no figure of `{question}`: {why_not}");
        let fault = Self::error("nothing-to-draw", message, place, "asks for a chart");
        match why {
            Undrawn::NoPercent => fault.help(
                "a chart shows percents, and counts on a base that is known; show its rows in a table",
            ),
            Undrawn::ChartNone => fault.help(format!("its rows: ```{{table}} {question}")),
            Undrawn::Fact => {
                fault.help("give the question `chart: bars`, or show its rows in a table")
            }
        }
    }

    /// A role that cannot write a value of a unit.
    #[must_use]
    pub fn wrong_role(role: &str, id: &str, unit: &str, why: (&str, &str), place: Place) -> Self {
        let message = format!("{{{role}}} cannot write `{id}`: {}", why.0);
        Self::error("wrong-role", message, place, unit).help(why.1)
    }

    /// A role that takes one value is given something else.
    #[must_use]
    pub fn one_value(role: &str, found: &str, place: Place) -> Self {
        let fault = Self::error(
            "wrong-role",
            format!("expected one id for {{{role}}}, found `{found}`"),
            place,
            "more than one word",
        );
        if found.contains(" - ") || found.contains(" − ") {
            fault.help("{diff} writes the difference of two values")
        } else {
            fault.help("a value's id is group.question.option, without spaces")
        }
    }

    /// A difference that is not of the form `a - b`.
    #[must_use]
    pub fn bad_difference(found: &str, place: Place) -> Self {
        Self::error(
            "bad-difference",
            format!("expected two values with a minus between them, found `{found}`"),
            place,
            "not of the form `a - b`",
        )
        .help("put a space on either side of the minus: ids hold hyphens too")
    }

    /// A difference of values that were not declared the same; `why` follows the sentence.
    #[must_use]
    pub fn not_comparable(
        (first, second): (&str, &str),
        why: &str,
        place: Place,
        help: &str,
    ) -> Self {
        Self::error(
            "not-comparable",
            format!(
                "`{first}` and `{second}` are shares of different respondents, not declared the same{why}"
            ),
            place,
            "no difference of these is shown",
        )
        .help(help)
    }

    /// Rows that lack the reason why they can or cannot be compared.
    #[must_use]
    pub fn why_missing(place: Place) -> Self {
        Self::error(
            "missing-key",
            "missing key `why`: rows that are near or not comparable need the reason".into(),
            place,
            "expected `why:` in this row",
        )
        .help("say in a sentence how what was asked differs")
    }

    /// Rows of one group set side by side.
    #[must_use]
    pub fn same_group(first: &str, second: &str, place: Place) -> Self {
        Self::error(
            "same-group",
            format!("`{first}` and `{second}` are rows of one group"),
            place,
            "expected a row of another group",
        )
        .help("leave this row out; rows of one group need no declaration to be subtracted")
    }

    /// A computed value with no operation, or with several, at whose keys it is.
    #[must_use]
    pub fn one_operation(found: &[&str], id: Place, places: Vec<Place>) -> Self {
        let names: Vec<String> = found.iter().map(|name| format!("`{name}`")).collect();
        let found = if names.is_empty() { "none".into() } else { and(&names) };
        let message = format!("expected one operation, found {found}");
        let mut places = places.into_iter();
        let mut fault = match places.next() {
            None => Self::error("one-operation", message, id, "has no operation"),
            Some(first) => Self::error("one-operation", message, first, "one"),
        };
        for place in places {
            fault = fault.also(place, "another");
        }
        fault.help("sum: [a, b], complement: a, difference: [a, b], share: [a, b] or ratio: [a, b]")
    }

    /// An operation with the wrong number of operands.
    #[must_use]
    pub fn operands(operation: &str, found: usize, place: Place) -> Self {
        let expected = if operation == "sum" { "two values or more" } else { "two values" };
        let (found, label) = match found {
            0 => ("none".into(), "no values".into()),
            1 => ("one".into(), "one value".into()),
            n => (n.to_string(), format!("{n} values")),
        };
        let message = format!("expected {expected} for `{operation}`, found {found}");
        Self::error("operands", message, place, label).help(format!("write {operation}: [a, b]"))
    }

    /// An operation, or a role, on values that do not fit it.
    #[must_use]
    pub fn unfit_operands(operation: &str, why: &str, place: Place, help: &str) -> Self {
        let message = format!("{operation} cannot be computed: {why}");
        Self::error("unfit-operands", message, place, "from what is given here").help(help)
    }

    /// Values that are computed from each other in a circle: the ids on the way round.
    #[must_use]
    pub fn circular(way: &[&str], place: Place) -> Self {
        let first = way.first().copied().unwrap_or_default();
        let fault = Self::error(
            "circular",
            format!("`{first}` is computed from itself"),
            place,
            if way.len() < 3 { "an operand of its own" } else { "needs its own result" },
        );
        if way.len() < 3 {
            return fault.help("name other values as operands");
        }
        // Of a long way, its beginning and its end.
        let mut steps: Vec<String> = way.iter().map(|id| format!("`{id}`")).collect();
        if steps.len() > MOST_STEPS {
            let end = steps.split_off(steps.len() - 2);
            steps.truncate(MOST_STEPS - 2);
            steps.push("…".into());
            steps.extend(end);
        }
        fault.help(format!("from value to operand: {}", steps.join(" → ")))
    }

    /// A text that says what the source contradicts itself about; `computed` where the value is
    /// computed from what is contradicted, `readings` where and what the data have of it.
    #[must_use]
    pub fn contested_value(
        role: &str,
        id: &str,
        computed: bool,
        place: Place,
        readings: Vec<(Place, String)>,
    ) -> Self {
        let code = "contested-value";
        if computed {
            let message = format!(
                "{{{role}}} cannot write `{id}`: the data contradict themselves about a value \
                 that it is computed from"
            );
            return Self::error(code, message, place, "withheld")
                .and_readings(readings)
                .help("name the printed value itself: {pct} shows what is printed in each place");
        }
        let message =
            format!("{{{role}}} cannot summarise `{id}`: the data contradict themselves about it");
        Self::error(code, message, place, "withheld").and_readings(readings).help(
            "{pct} shows what is printed in each place; words, ranges and differences are withheld",
        )
    }

    /// Shows what contradicts itself, where it stands.
    pub(super) fn and_readings(self, readings: Vec<(Place, String)>) -> Self {
        readings.into_iter().fold(self, |it, (place, text)| it.also(place, text))
    }
}

/// Why there is no figure of a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Undrawn {
    /// It has no percent.
    NoPercent,
    /// It says that it wants no chart.
    ChartNone,
    /// It is a fact, which has a chart only where it says so.
    Fact,
}
