//! `Study` + `Summaries` -> the codebook as a data file: every question with its options.

use std::sync::Arc;

use super::{columns, file, whole};
use crate::types::data::{CODEBOOK, Contents, DataFile};
use crate::types::study::{OptionId, Study};
use crate::types::summary::Summaries;
use crate::types::wording::Wording;

/// Makes the codebook.
#[must_use]
pub(crate) fn codebook(study: &Study, summaries: &Summaries) -> DataFile {
    let wording = Wording { study, summaries };
    let rows = (0..study.options.len()).map(|i| row(wording, OptionId(i))).collect();
    file(Contents::Codebook, CODEBOOK.into(), &columns::CODEBOOK, rows)
}

fn row(wording: Wording<'_>, id: OptionId) -> Arc<[String]> {
    let study = wording.study;
    let choice = &study[id];
    let question = &study[choice.question];
    let plain = |text: &Option<_>| text.as_ref().map(|text| wording.plain(text));
    let members = || question.group.map(|group| study[group].members.clone());
    let notes = [plain(&question.note), plain(&choice.note)];
    [
        choice.id.clone(),
        choice.label.clone(),
        choice.reported.unit_name().to_owned(),
        choice.part_of.map_or_else(String::new, |other| study[other].id.clone()),
        question.id.clone(),
        question.label.clone(),
        plain(&question.wording).unwrap_or_default(),
        question.group.map_or_else(String::new, |group| study[group].id.clone()),
        wording.table_name(question.table).replace('\u{a0}', " "),
        question.answer.name().to_owned(),
        plain(&question.because).unwrap_or_default(),
        question.complete.to_string(),
        whole(question.base.n),
        question.base.is.name().to_owned(),
        question.base.of.clone().or_else(members).unwrap_or_default(),
        whole(wording.summaries.questions[choice.question.0].n_missing),
        question.reference.as_ref().map_or_else(String::new, |work| match &work.doi {
            Some(doi) => format!("{} (doi:{doi})", work.cite),
            None => work.cite.clone(),
        }),
        question.place.clone(),
        notes.into_iter().flatten().collect::<Vec<_>>().join(" "),
    ]
    .into()
}
