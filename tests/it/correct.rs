//! `offprint correct` where an entry does not fit: told of the command, since the entry is nowhere.

use crate::support::Study;

/// What is wrong with the entry is told of what was typed, with the options to be typed instead;
/// the ledger, which is not there, is not pointed into.
#[test]
fn what_does_not_fit_is_told_of_the_command() {
    for (arguments, typed, marked, help) in [
        (
            &["people.drink.tea", "--to", "58.5%", "--reason", "A slip."][..],
            "offprint correct people.drink.tea --to 58.5% --reason \"A slip.\"",
            "^^^^^ with a percent sign",
            "leave out the percent sign: --to 58.5",
        ),
        (
            &["people.drink.tee", "--to", "58", "--reason", "A slip."],
            "offprint correct people.drink.tee --to 58 --reason \"A slip.\"",
            "^^^^^^^^^^^^^^^^ no such value",
            "did you mean `people.drink.tea`?",
        ),
        (
            &["people.drink.tea", "--to", "60", "--reason", "A slip."],
            "offprint correct people.drink.tea --to 60 --reason \"A slip.\"",
            "^^ the same as `from`",
            "write what it should be",
        ),
        (
            &["people.answered", "--to", "many", "--reason", ""],
            "offprint correct people.answered --to many --reason \"\"",
            "^^^^ not a whole number",
            "expected a whole number for `--to`",
        ),
        (
            &["people.drink.tea", "--field", "count", "--to", "5", "--reason", "A slip."],
            "offprint correct people.drink.tea --field count --to 5 --reason \"A slip.\"",
            "^^^^^ nothing to correct",
            "it has `percent`",
        ),
    ] {
        let study = Study::fixture("minimal");
        let run = study.run(&[&["correct"], arguments].concat()).exits(1);
        let run = run.says("--> the command:1:").says(typed).says(marked).says(help);
        assert!(!run.stderr.contains("content/corrections.yaml"), "{}", run.stderr);
        assert!(!study.path("content/corrections.yaml").exists());
    }
}
