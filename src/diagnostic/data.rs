//! Faults of a study's content: ids, numbers, bases, references to values.

use super::Diagnostic;
use crate::types::number::{MAX_COUNT, MAX_DECIMALS, NotPrinted};
use crate::types::source::Place;

impl Diagnostic {
    /// An id of another form than offprint's.
    #[must_use]
    pub fn invalid_id(id: &str, place: Place) -> Self {
        let offer: String = id
            .to_lowercase()
            .split(|c: char| !c.is_ascii_alphanumeric())
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join("-");
        let diagnostic = Self::error(
            "invalid-id",
            format!("expected an id of lower-case letters, digits and hyphens, found `{id}`"),
            place,
            "not an id",
        );
        if offer.is_empty() {
            diagnostic
        } else {
            diagnostic.help(format!("for instance `{offer}`"))
        }
    }

    /// An id that is taken.
    #[must_use]
    pub fn duplicate_id(id: &str, place: Place, first: Place) -> Self {
        Self::error("duplicate-id", format!("the id `{id}` is used twice"), place, "again")
            .also(first, "first")
            .help("give one of them another id")
    }

    /// An id that offprint keeps for itself.
    #[must_use]
    pub fn reserved_id(id: &str, what_for: &str, place: Place) -> Self {
        Self::error("reserved-id", format!("`{id}` is kept for {what_for}"), place, "taken")
            .help("choose another")
    }

    /// A text that is to be a percent and is none.
    #[must_use]
    pub fn bad_percent(found: &str, why: NotPrinted, place: Place) -> Self {
        let message = match why {
            NotPrinted::Negative => format!("expected a percent from 0 to 100, found {found}"),
            _ => format!("expected a percent as printed, such as 47 or 16.5, found `{found}`"),
        };
        let help = match why {
            NotPrinted::PercentSign => "leave out the percent sign",
            NotPrinted::Comma => "write the decimal mark as a point, and no other separator",
            NotPrinted::Negative => "a share cannot be negative",
            NotPrinted::TooLong => {
                return Self::error("bad-percent", message, place, "too many digits")
                    .help(format!("at most {MAX_DECIMALS} decimals"));
            }
            NotPrinted::NotANumber => "digits only, with a point before decimals",
        };
        Self::error("bad-percent", message, place, "not a percent").help(help)
    }

    /// A percent above 100.
    #[must_use]
    pub fn percent_above_100(found: &str, place: Place) -> Self {
        Self::error(
            "bad-percent",
            format!("expected a percent from 0 to 100, found {found}"),
            place,
            "above 100",
        )
        .help("if the source prints this, record it as `note:` and leave the value out")
    }

    /// A text that is to be a whole number and is none.
    #[must_use]
    pub fn bad_count(found: &str, place: Place) -> Self {
        Self::error(
            "bad-count",
            format!("expected a whole number, such as 5142, found `{found}`"),
            place,
            "not a count",
        )
        .help(format!("digits only, without separators, at most {MAX_COUNT}"))
    }

    /// A small number that is out of bounds.
    #[must_use]
    pub fn out_of_bounds(found: &str, expected: &str, place: Place) -> Self {
        Self::error("out-of-bounds", format!("expected {expected}, found `{found}`"), place, "")
    }

    /// A count above its base.
    #[must_use]
    pub fn count_above_base(count: u64, base: u64, place: Place, base_place: Place) -> Self {
        Self::error(
            "count-above-base",
            format!("the count {count} is above its base {base}"),
            place,
            "more than were counted",
        )
        .also(base_place, format!("base {base}"))
    }

    /// An option without a number.
    #[must_use]
    pub fn no_number(place: Place) -> Self {
        Self::error(
            "no-number",
            "expected `percent` or `count`, found neither".into(),
            place,
            "has no number",
        )
        .help("write the number as printed: percent: 47")
    }

    /// A number without what it needs to be understood.
    #[must_use]
    pub fn base_not_said(question: &str, place: Place) -> Self {
        Self::error(
            "base-not-said",
            format!("nothing says what stands behind the base of `{question}`"),
            place,
            "expected `base_is` here or with the table",
        )
        .help("base_is: stated (the source gives n), assumed (the group's n), or unknown")
    }

    /// A base where none can be.
    #[must_use]
    pub fn base_unknown_and_given(place: Place) -> Self {
        Self::error(
            "base-unknown",
            "the base is said to be unknown, and given".into(),
            place,
            "a number",
        )
        .help("base_is: stated, or leave `base` out")
    }

    /// No base where one is needed.
    #[must_use]
    pub fn no_base(question: &str, place: Place) -> Self {
        Self::error(
            "no-base",
            format!("expected a base for `{question}`: there is no group with an n"),
            place,
            "has no base",
        )
        .help("give `base`, name a `group` that answered, or say base_is: unknown")
    }

    /// A key that a reproduction must have.
    #[must_use]
    pub fn not_stated(key: &str, what: &str, place: Place) -> Self {
        Self::error("not-stated", format!("missing key `{key}`: {what}"), place, "expected it here")
            .help("what stands behind a check has to be stated; docs/data-model.md explains it")
    }

    /// A group that does not exist.
    #[must_use]
    pub fn unknown_group(found: &str, place: Place, known: &[&str]) -> Self {
        Self::error("unknown-group", format!("there is no group `{found}`"), place, "")
            .suggest(found, known.iter().copied())
            .help("groups are declared in content/study.yaml")
    }

    /// A group without figures that has no word on why.
    #[must_use]
    pub fn group_without_n(group: &str, place: Place) -> Self {
        Self::error(
            "no-n",
            format!("the group `{group}` has no `answered`"),
            place,
            "nobody answered?",
        )
        .help("answered: how many answered; or unreported: why the source has no figures of it")
    }

    /// A colour that does not exist, or that another group has.
    #[must_use]
    pub fn bad_colour(found: &str, place: Place, free: &[&str]) -> Self {
        let list: Vec<String> = free.iter().map(|name| format!("`{name}`")).collect();
        Self::error(
            "bad-colour",
            format!("expected a colour of its own: one of {}, found `{found}`", list.join(", ")),
            place,
            "",
        )
        .help("one colour means one group through the whole report")
    }

    /// A value that does not exist.
    #[must_use]
    pub fn unknown_value<'a>(
        found: &str,
        place: Place,
        known: impl IntoIterator<Item = &'a str>,
    ) -> Self {
        Self::error("unknown-value", format!("there is no value `{found}`"), place, "")
            .suggest(found, known)
            .help("a value's id is group.question.option")
    }

    /// A figure or table that does not exist.
    #[must_use]
    pub fn unknown_exhibit<'a>(
        what: &str,
        found: &str,
        place: Place,
        known: impl IntoIterator<Item = &'a str>,
    ) -> Self {
        Self::error("unknown-exhibit", format!("there is no {what} `{found}`"), place, "")
            .suggest(found, known)
            .help("figures have the ids of their questions; tables are table-1, or their own ids")
    }

    /// An option that does not exist in a question.
    #[must_use]
    pub fn unknown_option(found: &str, place: Place, known: &[&str]) -> Self {
        Self::error("unknown-option", format!("this question has no option `{found}`"), place, "")
            .suggest(found, known.iter().copied())
    }

    /// A question that is to be drawn and cannot be.
    #[must_use]
    pub fn nothing_to_draw(question: &str, place: Place) -> Self {
        Self::error(
            "nothing-to-draw",
            format!("`{question}` has no percent that a chart could show"),
            place,
            "asks for a chart",
        )
    }

    /// A role that the value cannot fill.
    #[must_use]
    pub fn wrong_role(role: &str, id: &str, why: &str, place: Place, help: &str) -> Self {
        Self::error("wrong-role", format!("{{{role}}} cannot write `{id}`: {why}"), place, "")
            .help(help)
    }

    /// A difference that is not of the form `a - b`.
    #[must_use]
    pub fn bad_difference(found: &str, place: Place) -> Self {
        Self::error(
            "bad-difference",
            format!("expected two values, `a - b`, found `{found}`"),
            place,
            "",
        )
        .help("put a space on either side of the minus: ids hold hyphens too")
    }

    /// A difference of rows that were not declared the same.
    #[must_use]
    pub fn not_comparable(first: &str, second: &str, place: Place) -> Self {
        Self::error(
            "not-comparable",
            format!("`{first}` and `{second}` are rows of two groups, not declared the same"),
            place,
            "",
        )
        .help("a difference is shown only of rows that were put to both groups alike: declare it under `comparable` with is: same")
    }

    /// Rows that lack the reason why they can or cannot be compared.
    #[must_use]
    pub fn why_missing(place: Place) -> Self {
        Self::error(
            "missing-key",
            "missing key `why`: rows that are near or not comparable need the reason".into(),
            place,
            "expected `why:` in this entry",
        )
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
    }

    /// A derived value with no operation, or with several.
    #[must_use]
    pub fn one_operation(id: &str, found: usize, place: Place) -> Self {
        Self::error(
            "one-operation",
            format!("expected one operation for `{id}`, found {found}"),
            place,
            "",
        )
        .help("one of sum: [a, b], complement: a, difference: [a, b], share: [a, b], ratio: [a, b]")
    }

    /// An operation with the wrong number of operands.
    #[must_use]
    pub fn operands(operation: &str, expected: &str, found: usize, place: Place) -> Self {
        Self::error(
            "operands",
            format!("expected {expected} for `{operation}`, found {found}"),
            place,
            "",
        )
    }

    /// An operation on values that do not fit it.
    #[must_use]
    pub fn unfit_operands(operation: &str, why: &str, place: Place) -> Self {
        Self::error("unfit-operands", format!("`{operation}` cannot take these: {why}"), place, "")
    }

    /// Derived values that are computed from each other in a circle.
    #[must_use]
    pub fn circular(id: &str, place: Place) -> Self {
        Self::error(
            "circular",
            format!("`{id}` is computed from itself, by way of others or directly"),
            place,
            "",
        )
    }

    /// A narrative that says what the source contradicts itself about.
    #[must_use]
    pub fn contested_value(role: &str, id: &str, place: Place) -> Self {
        Self::error(
            "contested-value",
            format!("{{{role}}} cannot summarise `{id}`: the source contradicts itself about it"),
            place,
            "",
        )
        .help(
            "{pct} shows what is printed in each place; words, ranges and differences are withheld",
        )
    }

    /// A version of the format that this offprint does not read.
    #[must_use]
    pub fn unknown_format(found: &str, known: &str, place: Place) -> Self {
        Self::error("format", format!("expected format {known}, found `{found}`"), place, "")
            .help("a newer study needs a newer offprint")
    }

    /// A text of another form than expected: a date, an ORCID iD, an address.
    #[must_use]
    pub fn bad_form(what: &str, expected: &str, found: &str, place: Place) -> Self {
        Self::error("bad-form", format!("expected {what}, {expected}, found `{found}`"), place, "")
    }

    /// A page that the navigation names twice.
    #[must_use]
    pub fn page_twice(page: &str, place: Place) -> Self {
        Self::error(
            "page-twice",
            format!("the page `{page}` stands in the navigation twice"),
            place,
            "again",
        )
    }

    /// A study without data.
    #[must_use]
    pub fn empty_list(what: &str, place: Place) -> Self {
        Self::error("empty-list", format!("expected at least one of {what}, found none"), place, "")
    }
}
