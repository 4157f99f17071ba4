//! The ledger and what it comes to -> the page of corrections, its JSON-LD, a feed in Atom.

use std::fmt::Write as _;

use serde_json::{Value, json};
use tera::Context;

use super::escape::{attribute, script_data};
use super::head::folder;
use super::html::Entry;
use super::links::{CORRECTIONS, FIGURES, TABLES, figure_anchor, page_file, table_anchor};
use super::sheet::{Sheet, entry};
use super::view::{CorrectionView, EditionView, RestingView, TitledLink};
use crate::types::messages::say;
use crate::types::notice::{Appearance, Resting};
use crate::types::source::CorrectionKind;
use crate::types::study::{Binding, Change, Correction, Edition, ValueId};
use crate::types::wording::{Wording, capitalised};

/// The feed of corrections.
pub(super) const FEED: &str = "corrections.xml";

/// Which edition the pages of a site are of; nothing where there is one only.
pub(super) fn edition(wording: Wording<'_>, both: bool) -> Option<EditionView> {
    let as_published = wording.study.edition == Edition::AsPublished;
    let address = wording.study.meta.address.as_deref();
    let (other, other_name) = if as_published {
        // Alone, it leads to where the report is said to stand.
        let above = if both { Some("../".to_owned()) } else { address.map(folder) };
        (above, "edition-current")
    } else {
        (both.then(|| "as-published/".to_owned()), "edition-other")
    };
    wording.edition().map(|words| EditionView {
        words: words.to_owned(),
        as_published,
        other,
        other_name: wording.style().text(other_name).to_owned(),
        feed: !as_published && address.is_some(),
    })
}

fn anchor(correction: &Correction) -> String {
    format!("correction-{}", correction.id)
}

fn kind<'a>(wording: Wording<'a>, correction: &Correction) -> &'a str {
    let key = match (&correction.change, correction.kind) {
        (Change::Withdrawn(..), _) => "correction-is-withdrawal",
        (_, CorrectionKind::Correction) => "correction-is-error",
        (_, CorrectionKind::Revision) => "correction-is-revision",
    };
    wording.style().text(key)
}

impl Sheet<'_> {
    /// Every entry of the ledger, the latest first.
    pub(super) fn corrections(&self, context: &mut Context, contents: &mut Vec<Entry>) {
        let wording = self.shared.wording;
        let mut views = Vec::new();
        for (i, correction) in wording.study.corrections.iter().enumerate().rev() {
            let view = self.correction(i, correction);
            contents.push(entry(view.anchor.clone(), view.value.clone()));
            views.push(view);
        }
        context.insert("corrections", &views);
        context.insert("corrections_data", &linked_data(wording));
    }

    fn correction(&self, index: usize, correction: &Correction) -> CorrectionView {
        let wording = self.shared.wording;
        let study = wording.study;
        let notice = self.shared.notices.get(index);
        let (from, to) = wording.changed(&correction.change);
        let of = match correction.value {
            ValueId::Option(id) => study[study[id].question].label.clone(),
            ValueId::Group(id, _) => study[id].label.clone(),
            ValueId::Derived(_) => String::new(),
        };
        let row = TitledLink {
            href: self.shared.links.value(correction.value, self.file),
            title: say!(wording.style(), "correction-row", label = wording.label(correction.value)),
        };
        let appears = notice.map_or(&[][..], |notice| &notice.appears);
        CorrectionView {
            anchor: anchor(correction),
            kind: kind(wording, correction).to_owned(),
            date: wording.style().date(&correction.date),
            version: correction.version.clone(),
            value: wording.corrected_value(correction),
            of,
            from,
            to,
            reason: correction.reason.clone(),
            found_by: correction.found_by.clone(),
            evidence: correction.evidence.clone(),
            published: correction.published.as_deref().map(|date| wording.style().date(date)),
            effects: notice
                .map_or(&[][..], |notice| &notice.effects)
                .iter()
                .map(|effect| wording.effect(effect))
                .collect(),
            nothing_else: wording.style().text("correction-nothing-else").to_owned(),
            compared: wording.style().text("correction-compared").to_owned(),
            rests: notice
                .map_or(&[][..], |notice| &notice.rests)
                .iter()
                .map(|rests| self.resting(rests))
                .collect(),
            places: std::iter::once(row)
                .chain(appears.iter().map(|place| self.place(*place)))
                .collect(),
        }
    }

    /// What each entry tells, for those who search, with the place where it stands.
    pub(super) fn corrected(&self) -> Vec<(String, Vec<String>)> {
        let wording = self.shared.wording;
        let entries = wording.study.corrections.iter().enumerate().rev();
        let entry = |(i, it): (usize, &Correction)| {
            let mut told = vec![summary(wording, it)];
            told.extend([&it.found_by, &it.evidence].into_iter().flatten().cloned());
            let effects = self.shared.notices.get(i).map_or(&[][..], |notice| &notice.effects);
            told.extend(effects.iter().map(|effect| wording.effect(effect)));
            (anchor(it), told)
        };
        entries.map(entry).collect()
    }

    fn resting(&self, rests: &Resting) -> RestingView {
        let wording = self.shared.wording;
        let shown = self.shared.links.recommendation(rests.recommendation);
        RestingView {
            href: shown.unwrap_or_default().to_owned(),
            title: wording.plain(&wording.study[rests.recommendation].title),
            lines: wording.resting(rests).join(" "),
        }
    }

    fn place(&self, place: Appearance) -> TitledLink {
        let wording = self.shared.wording;
        let study = wording.study;
        let (href, title) = match place {
            Appearance::Page(id) => (page_file(study, id), wording.plain(&study[id].title)),
            Appearance::Table(id) => {
                (format!("{TABLES}#{}", table_anchor(study, id)), wording.table_name(id))
            }
            Appearance::Figure(id) => (
                format!("{FIGURES}#{}", figure_anchor(study, id)),
                wording.binding(Binding::Figure(id)),
            ),
            Appearance::Derived(id) => (
                self.shared.links.value(ValueId::Derived(id), self.file),
                say!(wording.style(), "correction-computed", label = study[id].label),
            ),
            Appearance::Recommendation(id) => {
                let title = wording.plain(&study[id].title);
                let shown = self.shared.links.recommendation(id).map(str::to_owned);
                (
                    shown.unwrap_or_default(),
                    say!(wording.style(), "correction-recommendation", title = title),
                )
            }
        };
        TitledLink { href, title }
    }
}

/// The corrections as schema.org has them, for a script element: no sign of it can end that.
fn linked_data(wording: Wording<'_>) -> String {
    let study = wording.study;
    let comments: Vec<Value> = study
        .corrections
        .iter()
        .map(|it| {
            json!({
                "@type": "CorrectionComment",
                "identifier": it.id,
                "datePublished": it.date,
                "text": summary(wording, it),
            })
        })
        .collect();
    let report = json!({
        "@context": "https://schema.org",
        "@type": "Report",
        "name": wording.plain(&study.meta.title),
        "version": study.meta.version,
        "dateModified": study.meta.date,
        "correction": comments,
    });
    script_data(&report)
}

/// A correction in a sentence or two.
fn summary(wording: Wording<'_>, correction: &Correction) -> String {
    let (from, to) = wording.changed(&correction.change);
    let value = wording.corrected_value(correction);
    say!(
        wording.style(),
        "correction-summary",
        value = value,
        from = from,
        to = to,
        reason = capitalised(&correction.reason)
    )
}

/// The feed of corrections; nothing without an address, from which its ids are made, and nothing
/// in the edition as published, which has none.
pub(super) fn feed(wording: Wording<'_>) -> Option<String> {
    let study = wording.study;
    if study.edition != Edition::Corrected {
        return None;
    }
    let address = folder(study.meta.address.as_deref()?);
    let latest = study.corrections.iter().map(|it| &*it.date).max()?;
    let mut xml = String::from("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
    // Writing to a string cannot fail.
    let _ = writeln!(
        xml,
        "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n\
         <title>{}</title>\n<id>{address}{FEED}</id>\n\
         <link rel=\"self\" href=\"{address}{FEED}\"/>\n<link href=\"{address}{CORRECTIONS}\"/>\n\
         <updated>{latest}T00:00:00Z</updated>",
        attribute(&study.meta.language),
        attribute(&say!(wording.style(), "feed-title", report = wording.plain(&study.meta.title),)),
        address = attribute(&address),
    );
    for author in &study.meta.authors {
        let _ = writeln!(xml, "<author><name>{}</name></author>", attribute(&author.name));
    }
    for correction in study.corrections.iter().rev() {
        let link = attribute(&format!("{address}{CORRECTIONS}#{}", anchor(correction)));
        let _ = writeln!(
            xml,
            "<entry>\n<title>{}</title>\n<id>{link}</id>\n<link href=\"{link}\"/>\n\
             <updated>{}T00:00:00Z</updated>\n<summary>{}</summary>\n</entry>",
            attribute(&say!(
                wording.style(),
                "feed-entry",
                kind = kind(wording, correction),
                value = wording.corrected_value(correction),
            )),
            correction.date,
            attribute(&summary(wording, correction)),
        );
    }
    xml.push_str("</feed>\n");
    Some(xml)
}
