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
    filled(text("id", "rows-id", "rows-id-about")),
    text("group", "rows-group", "rows-group-about"),
    cells("table", "rows-table", Cells::Whole, "rows-table-about"),
    filled(text("question", "rows-question", "rows-question-about")),
    filled(text("option", "rows-option", "rows-option-about")),
    text("reported", "rows-reported", "rows-reported-about"),
    percent("percent", "rows-percent", "rows-percent-about"),
    of_base(count("count", "rows-count", "rows-count-about")),
    percent("percent_published", "rows-percent-published", "rows-percent-published-about"),
    of_base(count("count_published", "rows-count-published", "rows-count-published-about")),
    count("base", "rows-base", "rows-base-about"),
    filled(cells("base_is", "rows-base-is", BASE_IS, "rows-base-is-about")),
    of_base(count("count_low", "rows-count-low", "rows-count-low-about")),
    of_base(count("count_high", "rows-count-high", "rows-count-high-about")),
    percent("ci_low", "rows-ci-low", "rows-ci-low-about"),
    percent("ci_high", "rows-ci-high", "rows-ci-high-about"),
    cells("rank", "rows-rank", Cells::Whole, "rows-rank-about"),
    filled(cells("contested", "rows-contested", Cells::Flag, "rows-contested-about")),
    text("also_printed", "rows-also-printed", "rows-also-printed-about"),
    text("place", "rows-place", "rows-place-about"),
    text("note", "rows-note", "rows-note-about"),
];

/// Those of the file of computed values.
pub(super) const DERIVED: [Column; 7] = [
    filled(text("id", "computed-id", "computed-id-about")),
    filled(text("label", "computed-label", "computed-label-about")),
    cells("unit", "computed-unit", COMPUTED, "computed-unit-about"),
    cells("value", "computed-value", Cells::Number, "computed-value-about"),
    cells("low", "computed-low", Cells::Number, "computed-low-about"),
    cells("high", "computed-high", Cells::Number, "computed-high-about"),
    filled(text("computed_from", "computed-computed-from", "computed-computed-from-about")),
];

/// Those of the file of groups.
pub(super) const GROUPS: [Column; 10] = [
    filled(text("id", "groups-id", "groups-id-about")),
    filled(text("label", "groups-label", "groups-label-about")),
    filled(text("members", "groups-members", "groups-members-about")),
    count("sent", "groups-sent", "groups-sent-about"),
    count("answered", "groups-answered", "groups-answered-about"),
    count("regions", "groups-regions", "groups-regions-about"),
    count("sites", "groups-sites", "groups-sites-about"),
    text("site_label", "groups-site-label", "groups-site-label-about"),
    text("place", "groups-place", "groups-place-about"),
    text("unreported", "groups-unreported", "groups-unreported-about"),
];

/// Those of the codebook.
pub(super) const CODEBOOK: [Column; 19] = [
    filled(text("option_id", "codebook-option-id", "codebook-option-id-about")),
    filled(text("option", "codebook-option", "codebook-option-about")),
    filled(cells("unit", "codebook-unit", UNITS, "codebook-unit-about")),
    text("part_of", "codebook-part-of", "codebook-part-of-about"),
    filled(text("question_id", "codebook-question-id", "codebook-question-id-about")),
    filled(text("question", "codebook-question", "codebook-question-about")),
    text("wording", "codebook-wording", "codebook-wording-about"),
    text("group", "codebook-group", "codebook-group-about"),
    filled(text("table", "codebook-table", "codebook-table-about")),
    filled(cells("answer", "codebook-answer", ANSWERS, "codebook-answer-about")),
    text("answer_because", "codebook-answer-because", "codebook-answer-because-about"),
    filled(cells("complete", "codebook-complete", Cells::Flag, "codebook-complete-about")),
    count("base", "codebook-base", "codebook-base-about"),
    filled(cells("base_is", "codebook-base-is", BASE_IS, "codebook-base-is-about")),
    text("base_of", "codebook-base-of", "codebook-base-of-about"),
    count("n_missing", "codebook-n-missing", "codebook-n-missing-about"),
    text("quoted_from", "codebook-quoted-from", "codebook-quoted-from-about"),
    text("place", "codebook-place", "codebook-place-about"),
    text("note", "codebook-note", "codebook-note-about"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_is_explained_and_named_once() {
        let english = crate::types::messages::Messages::english();
        for columns in [&ROWS[..], &DERIVED, &GROUPS, &CODEBOOK] {
            for (i, column) in columns.iter().enumerate() {
                let [title, about] = [column.title, column.about].map(|key| english.text(key));
                assert!(!title.is_empty() && about.ends_with('.'), "{column:?}");
                assert!(columns[..i].iter().all(|other| other.name != column.name), "{column:?}");
                let counted = matches!(column.cells, Cells::Percent);
                assert_eq!(counted, column.unit == "percent", "{column:?}");
            }
        }
    }
}
