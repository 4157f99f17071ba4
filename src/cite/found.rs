//! `Manuscript` -> the citations that its texts ask for, each once.

use std::collections::{BTreeMap, BTreeSet};

use super::Wanted;
use super::entries::Read;
use crate::types::bibliography::WorkId;
use crate::types::document::{Block, Directive, Manuscript, Role, for_each_role};

/// The citations of all texts whose keys are all known, in reading order.
pub(super) fn citations(manuscript: &Manuscript, works: &[Read]) -> Vec<Wanted> {
    let known: BTreeMap<&str, WorkId> =
        works.iter().map(|work| (work.key.as_str(), WorkId(work.index))).collect();
    let mut wanted: Vec<Wanted> = Vec::new();
    let mut seen = BTreeSet::new();
    let mut look = |role: &Role| {
        let Some(form) = role.name.cites() else { return };
        let keys: Vec<String> = role.keys().map(str::to_owned).collect();
        let ids: Option<Vec<WorkId>> =
            keys.iter().map(|key| known.get(key.as_str()).copied()).collect();
        let distinct = keys.iter().collect::<BTreeSet<_>>().len() == keys.len();
        if let Some(works) = ids.filter(|_| distinct && seen.insert((form, keys.clone()))) {
            wanted.push(Wanted { form, keys, works });
        }
    };
    for text in &manuscript.texts {
        for_each_role(&text.content, &mut look);
    }
    for page in &manuscript.pages {
        in_blocks(&page.document.blocks, &mut look);
        page.document.footnotes.iter().for_each(|note| in_blocks(&note.blocks, &mut look));
    }
    wanted
}

fn in_blocks(blocks: &[Block<Role, Directive>], look: &mut dyn FnMut(&Role)) {
    for block in blocks {
        match block {
            Block::Heading { content, .. } | Block::Paragraph(content) => {
                for_each_role(content, look);
            }
            Block::Table(table) => {
                let cells = table.head.iter().chain(table.rows.iter().flatten());
                cells.for_each(|cell| for_each_role(cell, look));
            }
            Block::List { items, .. } => items.iter().for_each(|item| in_blocks(item, look)),
            Block::Quote(blocks) => in_blocks(blocks, look),
            Block::Directive(directive) => {
                directive.paragraphs.iter().for_each(|text| for_each_role(text, look));
            }
            Block::Code(_) | Block::Rule => {}
        }
    }
}
