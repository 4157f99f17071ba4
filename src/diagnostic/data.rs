//! Faults of a study's tables: ids, numbers, bases, what has to be said.

use super::Diagnostic;
use super::words::counted;
use crate::types::number::{MAX_COUNT, MAX_DECIMALS, NotPrinted, Printed};
use crate::types::source::Place;

impl Diagnostic {
    /// An id of another form than offprint's; `joined` where it may consist of several parts.
    #[must_use]
    pub fn invalid_id(id: &str, joined: bool, place: Place) -> Self {
        let found = if id.is_empty() { "nothing".into() } else { format!("`{id}`") };
        let parts = if joined { ", parts joined by points" } else { "" };
        let diagnostic = Self::error(
            "invalid-id",
            format!(
                "expected an id of lower-case letters, digits and hyphens{parts}, found {found}"
            ),
            place,
            "not an id",
        );
        let offer = if joined {
            let parts: Vec<String> =
                id.split('.').map(slug).filter(|part| !part.is_empty()).collect();
            parts.join(".")
        } else {
            // The group and the question come before it by themselves.
            slug(id.rsplit('.').next().unwrap_or_default())
        };
        if offer.is_empty() {
            diagnostic.help("ids are part of addresses: only a to z, 0 to 9 and hyphens")
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

    /// A number of a table that is taken.
    #[must_use]
    pub fn duplicate_number(number: &str, place: Place, first: Place) -> Self {
        let message = format!("the table number {number} is used twice");
        Self::error("duplicate-id", message, place, "again")
            .also(first, "first")
            .help("give one of them another number, or none and a `place`")
    }

    /// An id that offprint keeps for itself.
    #[must_use]
    pub fn reserved_id(id: &str, what_for: &str, place: Place) -> Self {
        Self::error("reserved-id", format!("the id `{id}` is kept for {what_for}"), place, "taken")
            .help("give it another id")
    }

    /// A text that is to be a percent and is none, at a key.
    #[must_use]
    pub fn bad_percent(key: &str, found: &str, why: NotPrinted, place: Place) -> Self {
        let bare = found.trim().trim_end_matches('%').trim_end();
        let (label, help) = match why {
            _ if found.trim() != found && Printed::parse(found.trim()).is_ok() => {
                ("spaces round it", format!("leave out the spaces: {key}: {bare}"))
            }
            NotPrinted::PercentSign if Printed::parse(bare).is_ok() => {
                ("with a percent sign", format!("leave out the percent sign: {key}: {bare}"))
            }
            NotPrinted::Comma => {
                ("with a comma or space", "write decimals behind a point, without spaces".into())
            }
            NotPrinted::Negative => ("below 0", "a share cannot be negative".into()),
            NotPrinted::TooLong => {
                ("too many digits", format!("write at most {MAX_DECIMALS} decimals, as printed"))
            }
            NotPrinted::NotANumber if Printed::parse(&format!("0{found}")).is_ok() => {
                ("no digit before the point", format!("write a 0 before it: {key}: 0{found}"))
            }
            NotPrinted::NotANumber | NotPrinted::PercentSign => {
                ("not a number", "write digits only, with a point before decimals".into())
            }
        };
        let message = match why {
            NotPrinted::Negative => format!("expected a percent from 0 to 100, found `{found}`"),
            _ => format!("expected a percent as printed, such as 47 or 16.5, found `{found}`"),
        };
        Self::error("bad-percent", message, place, label).help(help)
    }

    /// A percent that is larger than any that a study may hold.
    #[must_use]
    pub fn percent_too_large(most: i32, found: &str, place: Place) -> Self {
        let message = format!("expected a percent from 0 to {most}, found `{found}`");
        Self::error("bad-percent", message, place, format!("above {most}")).help(
            "a decimal point may be missing; in a reproduction the audit tells of shares above 100",
        )
    }

    /// A text that is to be a whole number and is none; `too_large` where it is a whole number.
    #[must_use]
    pub fn bad_count(key: &str, found: &str, too_large: bool, place: Place) -> Self {
        let message = if too_large {
            format!("expected at most {} for `{key}`, found `{found}`", counted(MAX_COUNT))
        } else {
            format!("expected a whole number for `{key}`, such as 5142, found `{found}`")
        };
        if too_large {
            return Self::error("bad-count", message, place, "too large")
                .help("is there a digit too many?");
        }
        Self::error("bad-count", message, place, "not a whole number")
            .help("write digits only, without signs, separators or decimals")
    }

    /// A small number that is out of bounds.
    #[must_use]
    pub fn out_of_bounds(key: &str, expected: &str, found: &str, place: Place) -> Self {
        let message = format!("expected {expected} for `{key}`, found `{found}`");
        let digits = found.bytes().all(|b| b.is_ascii_digit());
        let help = match key {
            "level" => "intervals are computed for these levels only",
            _ if !digits => "write it in digits, without a sign, a point or zeros before it",
            "number" => "a block without a number has a `place` instead",
            "decimals" => "no number is shown with more decimals than that",
            _ => "pages with smaller numbers come first",
        };
        Self::error("out-of-bounds", message, place, "out of bounds").help(help)
    }

    /// A count above its base.
    #[must_use]
    pub fn count_above_base(count: u64, base: u64, place: Place, base_place: Place) -> Self {
        let (count, base) = (counted(count), counted(base));
        Self::error(
            "count-above-base",
            format!("expected a count of at most {base}, the base, found {count}"),
            place,
            "more than were asked",
        )
        .also(base_place, format!("its base is {base}"))
        .help("check the count; where others were asked, give the question a `base` of its own")
    }

    /// An option without a number.
    #[must_use]
    pub fn no_number(place: Place) -> Self {
        Self::error(
            "no-number",
            "expected `percent`, `count` or `mean`, found none of them".into(),
            place,
            "has no number",
        )
        .help("write the number as printed, such as `percent: 47`")
    }

    /// A mean in a list of options.
    #[must_use]
    pub fn mean_of_a_list(place: Place) -> Self {
        let message = "expected a share of a list of options, found a mean".into();
        Self::error("mean-of-a-list", message, place, "a mean")
            .help("write kind: fact for figures that are stated as such, such as means")
    }

    /// A mean with another figure in one option.
    #[must_use]
    pub fn mean_beside(key: &str, place: Place, mean: Place) -> Self {
        let message = format!("expected a mean alone, found `{key}` beside it");
        Self::error("mean-beside", message, place, "given here")
            .also(mean, "the mean")
            .help("give the other figure an option of its own")
    }

    /// Questions that do not say what stands behind their base, nor does their table: how many of
    /// them, and the question or, where there are several, the table.
    #[must_use]
    pub fn base_not_said(questions: usize, place: Place) -> Self {
        let (message, label) = if questions == 1 {
            ("missing key `base_is`: what stands behind the base of this question?".into(), "here")
        } else {
            let message = format!(
                "missing key `base_is`: what stands behind the bases of {questions} questions of \
                 this table?"
            );
            (message, "for all of them here")
        };
        let label = format!("expected `base_is:` {label}, or with each question");
        let label = if questions == 1 {
            "expected `base_is:` here, or with the table".to_owned()
        } else {
            label
        };
        Self::error("base-not-said", message, place, label)
            .help("stated: n is given; assumed: the group's n; unknown: nobody knows")
    }

    /// A base where none can be.
    #[must_use]
    pub fn base_unknown_and_given(place: Place, said: Place) -> Self {
        Self::error(
            "base-unknown",
            "expected no base where `base_is` is unknown, found one".into(),
            place,
            "given here",
        )
        .also(said, "said to be unknown here")
        .help("write base_is: stated, or leave `base` out")
    }

    /// No base where one is needed; the question's group, where it has one.
    #[must_use]
    pub fn no_base(group: Option<&str>, place: Place) -> Self {
        let message = match group {
            Some(group) => {
                format!("expected a base for this question: its group `{group}` has no `answered`")
            }
            None => "expected a base for this question: it has no group".into(),
        };
        Self::error("no-base", message, place, "has no base")
            .help("give a `base`, name a `group` that answered, or say base_is: unknown")
    }

    /// A key that has to be there, with the question that it answers.
    #[must_use]
    pub fn not_stated(key: &str, entry: &str, what: &str, place: Place) -> Self {
        let label = format!("expected `{key}:` in this {entry}");
        Self::error("not-stated", format!("missing key `{key}`: {what}"), place, label)
            .help("what stands behind a check has to be stated; docs/data-model.md explains it")
    }

    /// A table that has neither a number nor a place.
    #[must_use]
    pub fn table_nowhere(place: Place) -> Self {
        let message = "missing key `number`, or `place` where a table has none".into();
        Self::error("not-stated", message, place, "expected `number:` or `place:` in this table")
            .help("number it as the report shall: number: 1")
            .help("figures that stand in the text of a source have a place: place: \"Discussion, paragraph 3\"")
    }

    /// A statement of the source that says nothing of its values.
    #[must_use]
    pub fn says_nothing(id: &str, place: Place) -> Self {
        let message = format!("the statement `{id}` neither prints nor judges a figure");
        Self::error("not-stated", message, place, "says nothing")
            .help("give what it prints (percent, count, points), or what its words claim (words, of, unit, rank, compares)")
    }

    /// A list without entries.
    #[must_use]
    pub fn empty_list(what: &str, place: Place) -> Self {
        let message = format!("expected at least one {what}, found none");
        Self::error("empty-list", message, place, "an empty list")
            .help("begin each entry with a hyphen; docs/data-model.md has an example")
    }
}

/// The words of a text as an id; nothing where letters would be lost.
fn slug(text: &str) -> String {
    if text.chars().any(|c| c.is_alphanumeric() && !c.is_ascii()) {
        return String::new();
    }
    let lower = text.to_lowercase();
    let words = lower.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-")
}
