//! All rows of a study -> one CSV table, which can be imported again.

use std::borrow::Cow;

use super::{guarded, whole};
use crate::types::study::{OptionId, Study, TableId};
use crate::types::wording::Wording;

/// The columns; the importer knows each by this name.
pub(crate) const COLUMNS: [&str; 11] = [
    "table",
    "title",
    "group",
    "question id",
    "question",
    "kind",
    "base",
    "option id",
    "option",
    "percent",
    "count",
];

/// One row an option, as printed, in the order of the data.
pub(crate) fn exchange(wording: Wording<'_>, tables: &[TableId]) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    // Writing to memory cannot fail, and every record has the columns of the first.
    let _ = writer.write_record(COLUMNS);
    for table in tables {
        for question in wording.study[*table].question_ids() {
            for option in wording.study[question].option_ids() {
                let _ =
                    writer.write_record(row(wording, option).iter().map(|cell| cell.as_bytes()));
            }
        }
    }
    writer.into_inner().unwrap_or_default()
}

fn row(wording: Wording<'_>, id: OptionId) -> [Cow<'static, str>; 11] {
    let study: &Study = wording.study;
    let option = &study[id];
    let question = &study[option.question];
    let table = &study[question.table];
    let last = |id: &str| id.rsplit('.').next().unwrap_or(id).to_owned();
    let text = |text: &str| Cow::Owned(guarded(text).into_owned());
    [
        Cow::Owned(table.id.clone()),
        text(&wording.plain(&table.title)),
        Cow::Owned(question.group.map_or_else(String::new, |group| study[group].id.clone())),
        Cow::Owned(last(&question.id)),
        text(&question.label),
        Cow::Borrowed(question.answer.name()),
        Cow::Owned(whole(question.base.n.filter(|_| !question.base.of_group))),
        Cow::Owned(last(&option.id)),
        text(&option.label),
        Cow::Owned(option.reported.percent().map_or_else(String::new, |it| it.text().to_owned())),
        Cow::Owned(whole(option.reported.count())),
    ]
}
