//! Values that pages set apart: a contested one gets no large number, nor does what cannot be
//! computed.

use crate::diagnostic::Diagnostic;
use crate::types::document::Block;
use crate::types::number::NumberStyle;
use crate::types::study::{Bound, CardId, Exhibit, Study, ValueId};
use crate::types::summary::{Summaries, Withheld};
use crate::types::wording::{Wording, withheld};

/// Judges every finding and fact.
pub(super) fn cards(study: &Study, summaries: &Summaries, findings: &mut Vec<Diagnostic>) {
    for page in &study.pages {
        blocks(&page.document.blocks, &mut |directive, card| {
            findings.extend(judge(study, summaries, directive, card));
        });
    }
}

fn blocks(list: &[Block<Bound, Exhibit>], look: &mut dyn FnMut(&'static str, CardId)) {
    for block in list {
        match block {
            Block::Directive(Exhibit::Finding(card)) => look("finding", *card),
            Block::Directive(Exhibit::Fact(card)) => look("facts", *card),
            Block::List { items, .. } => items.iter().for_each(|item| blocks(item, look)),
            Block::Quote(list) => blocks(list, look),
            _ => {}
        }
    }
}

fn judge(
    study: &Study,
    summaries: &Summaries,
    directive: &str,
    card: CardId,
) -> Option<Diagnostic> {
    let card = &study[card];
    let why = summaries.value(study, card.value).err()?;
    let id = study.value_id(card.value);
    // Diagnostics are in English, whatever the study is in.
    let english = NumberStyle::default();
    let place = card.place.clone();
    let computed = matches!(card.value, ValueId::Derived(_));
    Some(match why {
        Withheld::Contested => {
            let readings = Wording { study, summaries }.contested_places(card.value);
            Diagnostic::contested_card(directive, &id, computed, place, readings)
        }
        why => Diagnostic::withheld_card(directive, &id, withheld(why, &english), place),
    })
}
