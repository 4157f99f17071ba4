//! A majority of several options: whether they may overlap, and who is counted in.

use super::judge::Possible;
use super::lexicon::Says;
use crate::audit::check::Facts;
use crate::types::messages::say;
use crate::types::number::{Exact, Window};
use crate::types::study::{Operation, OptionId, ValueId};

/// Whose last part of an id says that it is neither.
const UNSURE_IDS: [&str; 5] = ["unsure", "not-sure", "dont-know", "undecided", "no-opinion"];
/// What an option says that is neither.
const UNSURE: [&str; 10] = [
    "unsure",
    "unaware",
    "not sure",
    "don't know",
    "don’t know",
    "do not know",
    "undecided",
    "no opinion",
    "cannot say",
    "uncertain",
];

/// Why a majority of several options is in doubt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Doubt {
    /// Respondents may have chosen more than one of them.
    Overlap,
    /// Without these options the others need be no majority.
    Unsure(Vec<OptionId>),
}

/// Whether words speak of a majority.
pub(super) fn is_majority(says: Says) -> bool {
    let half = Exact::new(1, 2);
    matches!(says, Says::Majority | Says::VastMajority)
        || matches!(says, Says::Above(x) | Says::Over(x) if x == half)
}

/// The options that values add up; empty where one of them is no option and no sum of options.
pub(super) fn options(facts: &Facts<'_>, values: &[ValueId]) -> Vec<OptionId> {
    let mut out = Vec::new();
    let mut open: Vec<ValueId> = values.iter().rev().copied().collect();
    while let Some(value) = open.pop() {
        match value {
            ValueId::Option(id) => out.push(id),
            ValueId::Derived(id) => match &facts.study[id].operation {
                Operation::Sum(parts) => open.extend(parts.iter().rev()),
                _ => return Vec::new(),
            },
            ValueId::Group(..) => return Vec::new(),
        }
    }
    out
}

/// Why a majority of several options is in doubt, where it is.
pub(super) fn doubt(facts: &Facts<'_>, options: &[OptionId]) -> Option<Doubt> {
    let study = facts.study;
    let half = Exact::new(1, 2);
    let window = |id: &OptionId| facts.summaries.options[id.0].window.ok();
    if options.len() < 2 || options.iter().any(|id| window(id).is_some_and(|it| it.low > half)) {
        return None;
    }
    let question = study[options[0]].question;
    let apart =
        options.iter().all(|id| study[*id].question == question) && study[question].exclusive();
    if !apart {
        return Some(Doubt::Overlap);
    }
    let (unsure, sure): (Vec<OptionId>, Vec<OptionId>) = options.iter().partition(|id| {
        let label = study[**id].label.to_lowercase();
        let own = study[**id].id.rsplit('.').next().unwrap_or_default();
        UNSURE.iter().any(|known| label.contains(known)) || UNSURE_IDS.contains(&own)
    });
    let rest: Option<Exact> =
        sure.iter().try_fold(Exact::ZERO, |sum, id| sum.checked_add(window(id)?.high));
    let enough = rest.is_some_and(|rest| rest > half);
    (!unsure.is_empty() && !enough).then_some(Doubt::Unsure(unsure))
}

/// What is possible of several values added up, within 0 and 1.
pub(super) fn sum(parts: &[Possible]) -> Option<Possible> {
    let mut shares = Window::point(Exact::ZERO);
    for part in parts {
        shares.low = shares.low.checked_add(part.shares.low)?;
        shares.high = shares.high.checked_add(part.shares.high)?;
    }
    let within = |share: Exact| share.min(Exact::ONE);
    let shares = Window { low: within(shares.low), high: within(shares.high) };
    let printable = shares.low.is_printable() && shares.high.is_printable();
    printable.then(|| Possible::within(shares))
}

/// What is said of a doubt.
pub(super) fn told(facts: &Facts<'_>, doubt: &Doubt) -> String {
    match doubt {
        Doubt::Overlap => facts.study.style.text("words-these-options-may-have").to_owned(),
        Doubt::Unsure(options) => {
            let labels: Vec<String> = options
                .iter()
                .map(|id| say!(facts.study.style, "words--2", label = facts.study[*id].label))
                .collect();
            say!(facts.study.style, "words-is-counted-in-without", join = labels.join(", "))
        }
    }
}
