//! The columns of all data files, with what they mean.

use crate::types::data::{Cells, Column};

const BASE_IS: Cells = Cells::Word(&["stated", "assumed", "unknown"]);
const ANSWERS: Cells = Cells::Word(&["single", "multiple", "scale", "fact"]);
const UNITS: Cells = Cells::Word(&["percent", "count", "mean"]);
const COMPUTED: Cells = Cells::Word(&["percent", "percentage points", "count", "ratio"]);

/// Of what shares are shares.
const OF: &str = "the column base";

const fn text(name: &'static str, title: &'static str, about: &'static str) -> Column {
    Column { name, title, cells: Cells::Text, unit: "", base: "", filled: false, about }
}

const fn cells(
    name: &'static str,
    title: &'static str,
    cells: Cells,
    about: &'static str,
) -> Column {
    Column { name, title, cells, unit: "", base: "", filled: false, about }
}

const fn count(name: &'static str, title: &'static str, about: &'static str) -> Column {
    Column { name, title, cells: Cells::Whole, unit: "count", base: "", filled: false, about }
}

const fn percent(name: &'static str, title: &'static str, about: &'static str) -> Column {
    Column { name, title, cells: Cells::Percent, unit: "percent", base: OF, filled: false, about }
}

const fn filled(column: Column) -> Column {
    Column { filled: true, ..column }
}

const fn of_base(column: Column) -> Column {
    Column { base: OF, ..column }
}

/// Those of the files of tables and figures.
pub(super) const ROWS: [Column; 21] = [
    filled(text("id", "Value id", "Group, question and option; names the value everywhere.")),
    text("group", "Group", "Id of the group; empty where the figures are quoted from other work."),
    cells(
        "table",
        "Table",
        Cells::Whole,
        "Number of the table in the source; empty for figures that stand in its text.",
    ),
    filled(text("question", "Question", "Label of the question.")),
    filled(text("option", "Option", "Label of the option as printed.")),
    text(
        "reported",
        "As reported",
        "The figure as printed, or as corrected, with its decimals and without a sign: a percent, \
         or a count or a mean where no percent is printed. Empty where a correction withdrew it.",
    ),
    percent(
        "percent",
        "Percent",
        "The share as a number, 0 to 100; of an option with a count only it is computed. Empty \
         where there is none, or where it was withdrawn.",
    ),
    of_base(count("count", "Count", "The count, where the source prints one.")),
    percent(
        "percent_published",
        "Percent as first published",
        "What was first published, where it was corrected or withdrawn; empty otherwise.",
    ),
    of_base(count(
        "count_published",
        "Count as first published",
        "What was first published, where it was corrected or withdrawn; empty otherwise.",
    )),
    count("base", "Base", "How many the share is of; empty where nobody knows."),
    filled(cells(
        "base_is",
        "How the base is known",
        BASE_IS,
        "Whether the source states the base, it is assumed to be the group's n, or nobody knows it.",
    )),
    of_base(count(
        "count_low",
        "Smallest possible count",
        "The smallest whole number of the base that rounds to the printed percent; empty where \
         that cannot be said.",
    )),
    of_base(count(
        "count_high",
        "Largest possible count",
        "The largest such number; empty where that cannot be said.",
    )),
    percent(
        "ci_low",
        "Lower bound of the interval",
        "Lower bound of the confidence interval: what chance alone would do, not who was reached. \
         Empty where there is none.",
    ),
    percent(
        "ci_high",
        "Upper bound of the interval",
        "Upper bound of the confidence interval. Empty where there is none.",
    ),
    cells(
        "rank",
        "Rank",
        Cells::Whole,
        "Place in its question, 1 for the largest; equal values share one. Empty where the source \
         contradicts itself.",
    ),
    filled(cells(
        "contested",
        "Contested",
        Cells::Flag,
        "Whether the source prints the same quantity with values that no common count allows.",
    )),
    text(
        "also_printed",
        "Also printed",
        "Other places that print the quantity, with what they print.",
    ),
    text("place", "Place", "Where the source has it."),
    text("note", "Remark", "A remark on the row."),
];

/// Those of the file of computed values.
pub(super) const DERIVED: [Column; 7] = [
    filled(text("id", "Value id", "Id of the computed value.")),
    filled(text("label", "Label", "What it is.")),
    cells(
        "unit",
        "Unit",
        COMPUTED,
        "Unit of the numbers of the row; empty where nothing is computed.",
    ),
    cells(
        "value",
        "Value",
        Cells::Number,
        "The result; percents and points from 0 to 100. Empty where it is withheld.",
    ),
    cells(
        "low",
        "Smallest",
        Cells::Number,
        "The smallest value that rounding of the figures leaves.",
    ),
    cells(
        "high",
        "Largest",
        Cells::Number,
        "The largest value that rounding of the figures leaves.",
    ),
    filled(text("computed_from", "Computed from", "Ids of the operands, with semicolons between.")),
];

/// Those of the file of groups.
pub(super) const GROUPS: [Column; 10] = [
    filled(text("id", "Group id", "Id of the group.")),
    filled(text("label", "Label", "Name of the group.")),
    filled(text("members", "Members", "What several of its members are called.")),
    count("sent", "Sent", "Questionnaires sent; empty where it is not reported."),
    count(
        "answered",
        "Answered",
        "Questionnaires answered, the group's n; empty where it is not reported.",
    ),
    count("regions", "Regions", "Regions covered; empty where it is not reported."),
    count("sites", "Sites", "Sites covered; empty where it is not reported."),
    text("site_label", "What sites are", "What the sites are."),
    text("place", "Place", "Where the source says so."),
    text(
        "unreported",
        "Why there are no figures",
        "Why there are no figures of the group, where there are none.",
    ),
];

/// Those of the codebook.
pub(super) const CODEBOOK: [Column; 19] = [
    filled(text("option_id", "Value id", "Id of the option: the id of its row in the data files.")),
    filled(text("option", "Option", "Label of the option as printed.")),
    filled(cells(
        "unit",
        "Unit",
        UNITS,
        "What the column reported holds: a percent of the base, a count, or a mean of answers.",
    )),
    text("part_of", "Part of", "Id of the option of the same question that includes this one."),
    filled(text("question_id", "Question id", "Id of the question.")),
    filled(text("question", "Question", "Label of the question as printed.")),
    text("wording", "Wording", "The question as asked; empty where it is not known."),
    text("group", "Group", "Id of the group; empty where the figures are quoted from other work."),
    filled(text(
        "table",
        "Table",
        "Where the rows stand: a table of the source, or a block of figures.",
    )),
    filled(cells(
        "answer",
        "Answer",
        ANSWERS,
        "One option each, any number of them, one on a scale, or figures as the source states them.",
    )),
    text("answer_because", "Why this answer", "What the kind of answer was decided by."),
    filled(cells(
        "complete",
        "Complete",
        Cells::Flag,
        "Whether all options are printed; false too of figures that are no list of options.",
    )),
    count("base", "Base", "How many the shares are of; empty where nobody knows."),
    filled(cells(
        "base_is",
        "How the base is known",
        BASE_IS,
        "Whether the source states the base, it is assumed to be the group's n, or nobody knows it.",
    )),
    text("base_of", "Base of", "Whom the shares count."),
    count(
        "n_missing",
        "Missing answers",
        "How many of the base gave no answer; empty where the source does not say.",
    ),
    text("quoted_from", "Quoted from", "The work from which the source quotes the figures."),
    text("place", "Place", "Where the source has it."),
    text("note", "Remark", "A remark on the question, and one on the option."),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_is_explained_and_named_once() {
        for columns in [&ROWS[..], &DERIVED, &GROUPS, &CODEBOOK] {
            for (i, column) in columns.iter().enumerate() {
                assert!(!column.title.is_empty() && column.about.ends_with('.'), "{column:?}");
                assert!(columns[..i].iter().all(|other| other.name != column.name), "{column:?}");
                let counted = matches!(column.cells, Cells::Percent);
                assert_eq!(counted, column.unit == "percent", "{column:?}");
            }
        }
    }
}
