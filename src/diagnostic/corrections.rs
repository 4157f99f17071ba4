//! Faults of the ledger of corrections.

use super::Diagnostic;
use super::words::or;
use crate::types::source::Place;
use crate::types::study::Correction;

impl Diagnostic {
    /// A correction of something that is not what the data have; `by` is the entry that changed
    /// it last, where one did.
    #[must_use]
    pub fn not_what_stands(
        found: &str,
        stands: &str,
        place: Place,
        other: Place,
        by: Option<&str>,
    ) -> Self {
        let (whose, label) = match by {
            Some(id) => (format!("what `{id}` made of it"), "changed it last".to_owned()),
            None => ("as the data have it".to_owned(), format!("here it is `{stands}`")),
        };
        let message = format!("expected `from: {stands}`, {whose}, found `{found}`");
        Self::error("correction-from", message, place, "not what stands there")
            .also(other, label)
            .help(
                "the data files stay as published: if one was changed, change it back; if the \
                 entry is mistyped, correct `from`",
            )
    }

    /// A correction that changes nothing.
    #[must_use]
    pub fn nothing_corrected(to: &str, place: Place) -> Self {
        let message = format!("expected something else than what stands there, found `{to}`");
        Self::error("correction-same", message, place, "the same as `from`")
            .help("write what it should be, or remove the entry")
    }

    /// A part of a value that it does not have, or that cannot be corrected.
    #[must_use]
    pub fn no_such_field(found: &str, has: &[&str], computed: bool, place: Place) -> Self {
        if computed {
            let message = "a computed value cannot be corrected: it follows its operands".into();
            return Self::error("correction-field", message, place, "of a computed value")
                .help("correct the values that it is computed from");
        }
        let has: Vec<String> = has.iter().map(|name| format!("`{name}`")).collect();
        let fault = Self::error(
            "correction-field",
            format!("this value has no `{found}` that could be corrected"),
            place,
            "nothing to correct",
        );
        match has.as_slice() {
            [] => fault.help("correct a value that the study publishes"),
            has => fault.help(format!("it has {}", or(has))),
        }
    }

    /// A role of a value that a correction withdrew, or that rests on one: `gone` is that one.
    #[must_use]
    pub fn withdrawn_value(
        role: &str,
        id: &str,
        gone: &str,
        by: &Correction,
        place: Place,
    ) -> Self {
        let what =
            if id == gone { "it".to_owned() } else { format!("`{gone}`, on which it rests,") };
        let message =
            format!("{{{role}}} cannot write `{id}`: {what} was withdrawn by `{}`", by.id);
        Self::error("withdrawn-value", message, place, "withdrawn")
            .also(by.at.clone(), "withdrawn here")
            .help("write the sentence anew: the page of corrections says what the figure was")
    }

    /// A correction that is younger than the report that tells of it, which has the date `report`.
    #[must_use]
    pub fn correction_after_report(date: &str, report: &str, place: Place, other: Place) -> Self {
        let message = format!("this correction is of {date}, and the report of {report}");
        Self::error("correction-after-report", message, place, "after the report's date")
            .warning()
            .also(other, "the date of the report")
            .help(
                "a corrected report is a new version: give it a `version` and a `date` of its own",
            )
    }

    /// A withdrawal that says what the value should be.
    #[must_use]
    pub fn withdrawn_with_to(place: Place) -> Self {
        let message =
            "expected no `to` beside `field: withdrawn`: nothing replaces the figure".to_owned();
        Self::error("correction-to", message, place, "a figure in its place")
            .help("leave `to` out, or name the field that it corrects: `percent` or `count`")
    }

    /// An entry that says neither what the value should be nor that it is withdrawn.
    #[must_use]
    pub fn correction_without_to(place: Place) -> Self {
        let message = "missing key `to` in this correction".to_owned();
        Self::error("missing-key", message, place, "expected `to:` here").help(
            "write what the value should be; a figure that nothing replaces has `field: withdrawn`",
        )
    }

    /// A ledger behind whose entries another cannot be put; `entry` is that one.
    #[must_use]
    pub fn cannot_append(entry: &str, place: Place) -> Self {
        let message = "expected a list behind whose last entry another can be put".to_owned();
        Self::error("ledger-form", message, place, "cannot be continued at its end").help(format!(
            "write the entries on lines of their own, at the end of the file, or add this one by \
             hand: - {entry}"
        ))
    }

    /// The same as told of the command that proposes an entry, where `option` says what `key` says
    /// in the ledger. Only the words are changed, not the places.
    #[must_use]
    pub fn as_option(mut self, key: &str, option: &str) -> Self {
        let (named, written) = (format!("`{key}`"), format!("{key}: "));
        let typed = |text: &str| {
            let mut typed = text.replace(&named, &format!("`{option}`"));
            for before in [" ", "`"] {
                let (from, to) = (format!("{before}{written}"), format!("{before}{option} "));
                typed = typed.replace(&from, &to);
            }
            typed
        };
        self.message = typed(&self.message);
        self.help = self.help.iter().map(|help| typed(help)).collect();
        self.labels.iter_mut().for_each(|label| label.text = typed(&label.text));
        self
    }

    /// A withdrawal of what is no option of a question.
    #[must_use]
    pub fn cannot_withdraw(group: bool, place: Place) -> Self {
        let message = "only the figure of an option can be withdrawn".to_owned();
        let (label, help) = if group {
            (
                "a number of a group",
                "shares rest on it, so they would have no base: correct its `count`, or withdraw \
                 the figures of its questions",
            )
        } else {
            ("a computed value", "withdraw the values that it is computed from")
        };
        Self::error("correction-field", message, place, label).help(help)
    }

    /// A withdrawal of what was withdrawn before.
    #[must_use]
    pub fn withdrawn_twice(place: Place, before: Place) -> Self {
        let message =
            "expected a figure that stands, found one that was withdrawn before".to_owned();
        Self::error("correction-same", message, place, "nothing is left to withdraw")
            .also(before, "withdrawn here")
            .help("remove the entry; one with `field: percent` or `count` reinstates the figure")
    }

    /// An entry without a reason, or without what it should be.
    #[must_use]
    pub fn correction_without(key: &str, place: Place) -> Self {
        let message = format!("expected something for `{key}`, found nothing");
        let help = match key {
            "reason" => "say in a sentence what was wrong and why; readers of the notice see it",
            _ => "write what the value should be",
        };
        Self::error("correction-empty", message, place, "empty").help(help)
    }
}
