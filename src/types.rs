//! The nouns that one stage hands to the next; no input or output, nothing of another stage.

pub mod bibliography;
pub mod checklist;
pub mod data;
pub mod difference;
pub mod digest;
pub mod document;
pub mod figure;
pub mod finding;
pub mod format;
pub mod listing;
pub mod manifest;
pub mod messages;
pub mod notice;
pub mod number;
pub mod numeral;
pub mod package;
pub mod script;
pub mod sentence;
pub mod site;
pub mod source;
pub mod study;
pub mod summary;
pub mod wording;
