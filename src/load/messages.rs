//! The language of a study and its own message files -> `Messages`, complete, or what is wrong.
//!
//! A language is looked for by its whole tag and then by its primary part, as `messages/TAG.ftl` or
//! all files of `messages/TAG/`. English ones of a study may be some of all: the others are offprint's.

use std::sync::Arc;

use super::has_ending;
use crate::diagnostic::Diagnostic;
use crate::types::messages::{ENGLISH, ENGLISH_FILES, Flaw, Messages};
use crate::types::source::{Place, Source, SourceFile, StudyKind};

/// The messages of a study, with those of a study of its own data where it is one.
pub(super) fn messages(source: &Source, faults: &mut Vec<Diagnostic>) -> Messages {
    let messages = of_language(source, faults);
    let original = source.study.as_ref().is_some_and(|study| {
        study.content.kind == StudyKind::Original && !study.top().stands_in("kind")
    });
    if original { messages.of_own_data() } else { messages }
}

fn of_language(source: &Source, faults: &mut Vec<Diagnostic>) -> Messages {
    let named = language(source);
    let language = named.as_ref().map_or(ENGLISH, |(language, _)| language);
    let primary = language.split('-').next().unwrap_or_default();
    if !source.overrides.is_empty() {
        for tag in [language, primary] {
            let files = files(source, tag);
            if files.is_empty() {
                continue;
            }
            let base = Messages::built_in(tag);
            let texts: Vec<&str> = files.iter().map(|file| file.text.as_str()).collect();
            let (messages, flaws) = Messages::of(language, &texts, base.as_ref());
            for (file, flaws) in files.iter().zip(flaws) {
                faults.extend(flaws.into_iter().map(|flaw| fault(file, flaw)));
            }
            return messages;
        }
    }
    Messages::built_in(language).unwrap_or_else(|| {
        faults.extend(named.map(|(tag, place)| Diagnostic::no_messages(tag, place)));
        Messages::english()
    })
}

/// The language that a study names, with its place; nothing where it names none, or what is no tag.
fn language(source: &Source) -> Option<(&str, Place)> {
    let study = source.study.as_ref()?;
    let tag = study.content.language.as_deref()?;
    let fits = |part: &str| part.bytes().all(|b| b.is_ascii_alphanumeric()) && !part.is_empty();
    let place = study.top().key("language").place();
    tag.split('-').all(fits).then_some((tag, place))
}

/// The message files of a study for a tag; a copy of one of offprint's own is none.
fn files<'a>(source: &'a Source, tag: &str) -> Vec<&'a Arc<SourceFile>> {
    let (one, folder) = (format!("messages/{tag}.ftl"), format!("messages/{tag}/"));
    let own = source.overrides.iter().filter(|file| {
        let part = file.name.strip_prefix(&folder).filter(|name| has_ending(name, &["ftl"]));
        let copied = |name: &str| {
            let known = ENGLISH_FILES.iter().find(|(known, _)| *known == name);
            tag == ENGLISH && known.is_some_and(|(_, text)| text.as_bytes() == file.bytes)
        };
        file.name == one || part.is_some_and(|name| !copied(name))
    });
    own.filter_map(|file| file.file.as_ref()).collect()
}

fn fault(file: &Arc<SourceFile>, flaw: Flaw) -> Diagnostic {
    let place = Place { file: Arc::clone(file), span: flaw.span };
    Diagnostic::message_file(flaw.kind, place)
}
