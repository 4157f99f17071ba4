//! The audit: planted contradictions are found by rule, and nothing else; a consistent study is
//! silent.

use offprint::types::finding::{About, Finding};

use crate::support::{Study, root};

/// What the audit of a study finds.
fn findings(study: &Study) -> Vec<Finding> {
    let built = offprint::build(study.folder(), &mut |_| ()).expect("a folder that can be read");
    let diagnostics: Vec<String> = built.diagnostics.iter().map(|it| it.message.clone()).collect();
    built.audit.unwrap_or_else(|| panic!("no audit: {diagnostics:#?}")).findings
}

#[test]
fn print_shipped() {
    for f in findings(&Study::shipped()) {
        println!(
            "{} {:?} {:?} {:?}\n   {}\n   {:?}\n   help: {}",
            f.code, f.weight, f.about, f.ids, f.message, f.arithmetic, f.help
        );
        for p in &f.places {
            println!("      {} | {} | {:?}", p.text, p.place, p.at.line_and_column());
        }
    }
    let built = offprint::build(Study::shipped().folder(), &mut |_| ()).unwrap();
    for p in built.audit.unwrap().powers {
        println!("{p:?}");
    }
    let _ = (About::Source, root());
}
