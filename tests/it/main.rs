//! The binary as its users run it, on small whole studies and on the shipped one.

#![expect(clippy::disallowed_methods, reason = "tests make and read the studies they build")]

mod architecture;
mod audit;
mod authoring;
mod charts;
mod check;
mod checklist;
mod citations;
mod correct;
mod corrections;
mod determinism;
mod diff;
mod documentation;
mod faults;
mod find;
mod gallery;
mod guide;
mod hostile;
mod hosting;
mod languages;
mod links;
mod messages;
mod one_file;
mod output;
mod package;
mod pages;
mod pdf;
mod picture;
mod proof;
mod publish;
mod recommendations;
mod reference;
mod report;
mod safety;
mod serve;
mod shipped;
mod statements;
mod support;
mod tables;
mod withdrawn;
mod words;
