//! The words that the data record beside figures, judged against these figures.

use super::judge::{Possible, Verdict, judge};
use super::lexicon::{Says, quantifiers};
use super::{is_english, nouns, possible, reasons, several, tokens};
use crate::audit::check::{Facts, Record, exhibited, reasons as reasons_of_all};
use crate::types::finding::{Exhibited, Weight};
use crate::types::messages::say;
use crate::types::number::{Exact, Window};
use crate::types::source::Place;
use crate::types::study::{BaseIs, PrintedElsewhere, Reported, Statement, Unit, ValueId, Whole};

/// Words beside a figure.
struct Judged<'a> {
    words: &'a str,
    /// What is printed there; none where the words stand alone.
    figure: Option<&'a Reported>,
    /// What the words speak of; several are added up.
    about: Vec<ValueId>,
    /// Whether the figure is a share of what the study's base counts.
    of_base: bool,
    /// The part of the base of which the words of its place say that it is a share.
    part: Option<ValueId>,
    /// Whether the statement claims something else that other checks judge.
    claims: bool,
    ids: Vec<String>,
    place: &'a str,
    at: &'a Place,
}

/// Judges all words that the data record.
pub(super) fn source(facts: &Facts<'_>, record: &mut Record) {
    let nouns = nouns(facts);
    for judged in all(facts) {
        if !is_english(facts.study) {
            record.not_checked(reasons::LANGUAGE);
            continue;
        }
        if let Err(reason) = words(facts, record, &judged, &nouns) {
            record.not_checked(reason);
        }
    }
}

fn all<'a>(facts: &Facts<'a>) -> Vec<Judged<'a>> {
    let study = facts.study;
    let mut out = Vec::new();
    let elsewhere = |printed: &'a [PrintedElsewhere], value: ValueId| {
        printed.iter().filter_map(move |it| {
            Some(Judged {
                words: it.words.as_deref()?,
                figure: Some(&it.reported),
                about: vec![value],
                of_base: true,
                part: part_said(facts, value, &it.place),
                claims: false,
                ids: vec![study.value_id(value)],
                place: &it.place,
                at: &it.at,
            })
        })
    };
    for id in facts.options() {
        let choice = &study[id];
        out.extend(choice.words.as_deref().map(|words| Judged {
            words,
            figure: Some(&choice.reported),
            about: vec![ValueId::Option(id)],
            of_base: true,
            part: part_said(facts, ValueId::Option(id), &study[choice.question].place),
            claims: false,
            ids: vec![choice.id.clone()],
            place: &study[choice.question].place,
            at: &choice.at,
        }));
        out.extend(elsewhere(&choice.also_printed, ValueId::Option(id)));
    }
    for (i, derived) in study.derived.iter().enumerate() {
        let value = ValueId::Derived(crate::types::study::DerivedId(i));
        out.extend(elsewhere(&derived.also_printed, value));
    }
    out.extend(study.statements.iter().filter_map(|it| stated(facts, it)));
    out
}

/// The part of which a statement in the same place calls a value a share.
fn part_said(facts: &Facts<'_>, value: ValueId, place: &str) -> Option<ValueId> {
    let mut said = facts.study.statements.iter().filter(|it| it.about == [value]);
    said.find(|it| it.place == place && it.of.is_some()).and_then(|it| part_of(facts, it))
}

/// The part of which a statement calls its values shares, where the study has them as shares of
/// all.
fn part_of(facts: &Facts<'_>, statement: &Statement) -> Option<ValueId> {
    let Some(Whole::Part(part @ (ValueId::Option(_) | ValueId::Derived(_)))) = statement.of else {
        return None;
    };
    let of_all = |value: &ValueId| match value {
        ValueId::Option(id) => facts.study[facts.study[*id].question].base.of.is_none(),
        _ => true,
    };
    statement.about.iter().all(of_all).then_some(part)
}

/// The words of a statement that does not compare: what compares is judged elsewhere.
fn stated<'a>(facts: &Facts<'a>, statement: &'a Statement) -> Option<Judged<'a>> {
    let study = facts.study;
    let words = statement.words.as_deref()?;
    let compares = statement.less.is_some();
    if compares || (statement.rank.is_some() && statement.reported.is_none()) {
        return None;
    }
    let own = |group| statement.about.iter().all(|value| study.group_of(*value) == Some(group));
    let mut ids = vec![statement.id.clone()];
    ids.extend(statement.about.iter().map(|value| study.value_id(*value)));
    Some(Judged {
        words,
        figure: statement.reported.as_ref(),
        about: statement.about.clone(),
        of_base: match statement.of {
            None => true,
            Some(Whole::Group(group)) => own(group),
            Some(Whole::Part(_)) => false,
        },
        part: part_of(facts, statement),
        claims: statement.of.is_some() || statement.unit.is_some() || statement.rank.is_some(),
        ids,
        place: &statement.place,
        at: &statement.at,
    })
}

fn words(
    facts: &Facts<'_>,
    record: &mut Record,
    judged: &Judged<'_>,
    nouns: &[String],
) -> Result<(), &'static str> {
    let tokens = tokens::tokens(judged.words, &[]);
    let mut found: Vec<Result<Says, &'static str>> = Vec::new();
    for quantifier in quantifiers(judged.words, &tokens, nouns) {
        if !found.contains(&quantifier.says) {
            found.push(quantifier.says);
        }
    }
    let says = match found[..] {
        // What the words say of whom, or of its rank, other checks judge.
        [] if judged.claims => return Ok(()),
        [] => return Err(reasons::NO_QUANTIFIER),
        [says] => says?,
        _ => return Err(reasons::SEVERAL),
    };
    if matches!(says, Says::Times(..)) {
        return Err(reasons::COMPARES);
    }
    let scale = &facts.study.word_scale;
    let mut possible = allowed(facts, judged)?;
    let figure = figure(facts, judged, &possible);
    let mut verdict = judge(says, &possible, scale);
    let mut named = None;
    if let Some(part) = judged.part {
        // The figure may be a share of all, as the data have it, or of the part, as it reads.
        let of_part = of_part(facts, judged, part)?;
        let other = judge(says, &of_part, scale);
        if verdict == Verdict::Holds || other == Verdict::Holds {
            record.judged();
            return Ok(());
        }
        if verdict == Verdict::Impossible {
            verdict = other;
        }
        if verdict == other {
            possible = of_part;
            named = Some(facts.wording.label(part));
        }
    }
    record.judged();
    let told = match verdict {
        Verdict::Holds => {
            let options = several::options(facts, &judged.about);
            let doubt =
                several::is_majority(says).then(|| several::doubt(facts, &options)).flatten();
            let Some(doubt) = doubt else { return Ok(()) };
            several::told(facts, &doubt)
        }
        verdict => match named {
            Some(part) => reasons::told_of_part(facts, &part, says, verdict, &possible),
            None => reasons::told(facts, says, verdict, &possible),
        },
    };
    let certain = verdict == Verdict::Impossible;
    let decided = if certain { facts.study.style.text("words-cannot-both") } else { "" };
    let message = say!(
        facts.study.style,
        "words-is-said-of-told",
        words = judged.words,
        place = judged.place,
        labels = labels(facts, &judged.about),
        figure = figure,
        told = told,
        decided = decided
    );
    let weight = if verdict == Verdict::Impossible { Weight::Error } else { Weight::Warning };
    let ids = judged.ids.clone();
    let help = match judged.figure {
        Some(_) => facts.study.style.text("words-correct-the-words-or"),
        None => facts.study.style.text("words-quote-the-figure"),
    };
    record.found(weight, facts.about_data(), ids, message, places(facts, judged)).help(help);
    Ok(())
}

/// What is possible of the figure in its place, or of the values where none is printed there.
fn allowed(facts: &Facts<'_>, judged: &Judged<'_>) -> Result<Possible, &'static str> {
    let Some(figure) = judged.figure else {
        let parts: Vec<Possible> =
            judged.about.iter().map(|value| possible(facts, *value)).collect::<Result<_, _>>()?;
        return match parts[..] {
            [one] => Ok(one),
            _ => several::sum(&parts).ok_or(reasons::NO_SHARE),
        };
    };
    let base = match judged.about[..] {
        [ValueId::Option(id)] if judged.of_base => {
            Some(&facts.study[facts.study[id].question].base)
        }
        _ => None,
    };
    let (n, is) = base.map_or((None, BaseIs::Unknown), |base| (base.n, base.is));
    Possible::printed(figure, n, is).ok_or(unprinted(figure))
}

/// What is possible of the values as a share of a part, if they are shares of all.
fn of_part(
    facts: &Facts<'_>,
    judged: &Judged<'_>,
    part: ValueId,
) -> Result<Possible, &'static str> {
    let same_group = |value: &ValueId| facts.study.group_of(*value) == facts.study.group_of(part);
    if !judged.about.iter().all(same_group) {
        return Err(reasons::OTHER_PART);
    }
    let (row, whole) = (facts.added_up(&judged.about)?, facts.added_up(&[part])?);
    if row.unit != Unit::Share || whole.unit != Unit::Share {
        return Err(reasons::NO_SHARE);
    }
    let (rows, whole) = (row.window, whole.window);
    let low = rows.low.checked_div(whole.high).filter(|low| *low <= Exact::ONE);
    let high = rows.high.checked_div(whole.low).map(|high| high.min(Exact::ONE));
    let (Some(low), Some(high)) = (low, high) else { return Err(reasons::OTHER_PART) };
    let printable = low.is_printable() && high.is_printable();
    printable.then(|| Possible::within(Window { low, high })).ok_or(reasons::NO_SHARE)
}

/// Why a figure is no share.
fn unprinted(figure: &Reported) -> &'static str {
    match figure {
        Reported::Count(_) | Reported::Mean(..) => reasons_of_all::NO_PERCENT,
        Reported::Percent(_) | Reported::Both(..) => reasons_of_all::UNKNOWN_BASE,
        Reported::Withdrawn(_) => reasons_of_all::WITHDRAWN,
    }
}

/// The figure as it is told: as printed there, or as the data have it.
fn figure(facts: &Facts<'_>, judged: &Judged<'_>, possible: &Possible) -> String {
    match judged.figure {
        Some(figure) => say!(
            facts.study.style,
            "words-printed-there-as",
            reported = facts.wording.reported(figure)
        ),
        None => match judged.about[..] {
            [ValueId::Option(id)] => facts.wording.share_text(id),
            _ => say!(
                facts.study.style,
                "words-together",
                percents = facts.percents(possible.shares, 1)
            ),
        },
    }
}

fn labels(facts: &Facts<'_>, values: &[ValueId]) -> String {
    let label = |value: &ValueId| {
        let label = facts.wording.label(*value);
        match value {
            ValueId::Option(id) => {
                say!(
                    facts.study.style,
                    "words-label-in",
                    label = label,
                    question_name = facts.question_name(facts.study[*id].question)
                )
            }
            _ => say!(facts.study.style, "words-label", label = label),
        }
    };
    values.iter().map(label).collect::<Vec<_>>().join(facts.study.style.text("list-and"))
}

fn places(facts: &Facts<'_>, judged: &Judged<'_>) -> Vec<Exhibited> {
    let text = match judged.figure {
        Some(figure) => say!(
            facts.study.style,
            "words--3",
            words = judged.words,
            reported = facts.wording.reported(figure)
        ),
        None => say!(facts.study.style, "words--4", words = judged.words),
    };
    let mut places = vec![exhibited(text, judged.place, judged.at)];
    for value in &judged.about {
        match value {
            ValueId::Option(id) if facts.study[*id].at != *judged.at => places.push(facts.row(*id)),
            _ => {}
        }
    }
    places
}
