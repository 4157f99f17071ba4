//! `Source` and `Manuscript` -> `Shelf` and `Order`, and that -> `Bibliography`: every work of
//! `references.bib` and every citation of the texts, as the style of the study writes them.
//!
//! hayagriva lives here. Its own HTML is not used, since it escapes nothing: what comes out are
//! runs of plain text.

mod entries;
mod found;
mod runs;
mod styles;
mod syntax;
mod terms;

use hayagriva::{
    BibliographyDriver, BibliographyRequest, CitationItem, CitationRequest, CitePurpose, Entry,
    Rendered,
};

use crate::diagnostic::{Diagnostic, any_error};
use crate::types::bibliography::{
    Bibliography, Catalogue, Citation, CitationForm, Run, Shelf, Work, WorkId,
};
use crate::types::document::Manuscript;
use crate::types::source::{CitationStyle, References, Source};
use entries::Read;
use styles::Style;
use terms::Terms;

/// The works of `references.bib`, and the style in which they are cited.
pub(crate) enum Library {
    /// The study has no `references.bib`.
    Missing,
    /// There is one, and it could not be read whole.
    Unreadable,
    /// The works.
    Read(Box<Books>),
}

/// Works that were read, with the style.
pub(crate) struct Books {
    works: Vec<Read>,
    style: Style,
}

/// Reads the works that a study can cite; this needs none of its texts.
#[must_use]
pub(crate) fn library(source: &Source) -> (Library, Vec<Diagnostic>) {
    let file = match &source.references {
        References::Missing => return (Library::Missing, Vec::new()),
        References::Unreadable => return (Library::Unreadable, Vec::new()),
        References::Read(file) => file,
    };
    let study = source.study.as_ref().map(|study| &study.content);
    let named = study.and_then(|study| study.citation_style);
    let language = study.and_then(|study| study.language.as_deref()).unwrap_or("en");
    let style = styles::style(named.unwrap_or(CitationStyle::SpringerBasicAuthorDate), language);
    let (works, faults) = entries::read(file, style.capitals);
    if any_error(&faults) {
        return (Library::Unreadable, faults);
    }
    (Library::Read(Box::new(Books { works, style })), faults)
}

/// What is to be put into words.
pub(crate) struct Order {
    works: Vec<Read>,
    wanted: Vec<Wanted>,
    style: Style,
}

/// Finds what the texts cite: what there is, for those who resolve roles, and the order to write
/// it, which is dear and can be carried out beside.
///
/// A citation that names a work which is not there is left out; whoever resolves the roles says
/// so.
#[must_use]
pub(crate) fn order(library: Library, manuscript: &Manuscript) -> (Shelf, Option<Order>) {
    match library {
        Library::Missing => (Shelf::Missing, None),
        Library::Unreadable => (Shelf::Unreadable, None),
        Library::Read(books) => {
            let Books { works, style } = *books;
            let wanted = found::citations(manuscript, &works);
            let citations = wanted.iter().map(|it| (it.form, it.keys.clone())).collect();
            let keys = works.iter().map(|work| work.key.clone()).collect();
            let order = Order { works, wanted, style };
            (Shelf::Read(Catalogue { keys, citations }), Some(order))
        }
    }
}

/// A citation that the texts ask for: its form, keys as written, and the works they name.
struct Wanted {
    form: CitationForm,
    keys: Vec<String>,
    works: Vec<WorkId>,
}

/// Puts works and citations into words.
#[must_use]
pub(crate) fn write(order: Order) -> Bibliography {
    let Order { mut works, wanted, style } = order;
    // Letters behind years are given in the order of citation, and are to follow the order of the
    // list: so every work is cited once, in that order, before any text cites it. Works of the same
    // authors and year keep the order of the file.
    works.sort_by_cached_key(|work| style.order(&work.entry));
    let position = |id: WorkId| works.iter().position(|work| work.index == id.0);
    let requests: Vec<Vec<usize>> =
        wanted.iter().map(|it| it.works.iter().filter_map(|id| position(*id)).collect()).collect();
    let (rendered, spans) = render(&works, &wanted, &requests, &style);
    let list = rendered.bibliography.map(|list| list.items).unwrap_or_default();
    let order: Vec<usize> =
        list.iter().filter_map(|item| works.iter().position(|work| work.key == item.key)).collect();
    let place_of = |work: usize| order.iter().position(|at| *at == work).map(WorkId);
    let citations = wanted
        .into_iter()
        .zip(&requests)
        .zip(spans)
        .map(|((wanted, items), span)| {
            let parts: Vec<Vec<Run>> = rendered.citations[span.clone()]
                .iter()
                .enumerate()
                .map(|(i, part)| {
                    let of = |item: usize| {
                        let item = if span.len() > 1 { i } else { item };
                        let work = *items.get(item)?;
                        let dated = works[work].entry.date().is_some();
                        Some(runs::Item { work: place_of(work)?, dated })
                    };
                    runs::citation(&part.citation, style.delimiters(), &style.terms, &of)
                })
                .collect();
            Citation {
                form: wanted.form,
                keys: wanted.keys,
                runs: runs::joined(parts, &style.terms.and),
            }
        })
        .collect();
    let works = order
        .iter()
        .zip(&list)
        .map(|(work, item)| {
            let Read { key, place, doi, address, .. } = &works[*work];
            let entry = runs::entry(&item.content, &style, doi.as_deref(), address.as_deref());
            Work {
                key: key.clone(),
                place: place.clone(),
                families: works[*work].families(),
                year: works[*work].entry.date().map(|date| date.year.to_string()),
                entry,
                doi: doi.clone(),
                address: address.clone(),
            }
        })
        .collect();
    Bibliography { works, citations }
}

/// Runs the driver; for each citation, which of the rendered ones it is made of. Works named in a
/// sentence are rendered one by one, since "A (2017) and B (2019)" is joined by words.
fn render(
    works: &[Read],
    wanted: &[Wanted],
    requests: &[Vec<usize>],
    style: &Style,
) -> (Rendered, Vec<std::ops::Range<usize>>) {
    let Terms { language, locales, .. } = &style.terms;
    let request =
        |items| CitationRequest::new(items, &style.rules, language.clone(), locales, None);
    let item = |work: usize| CitationItem::with_entry(&works[work].entry);
    let mut driver: BibliographyDriver<'_, Entry> = BibliographyDriver::new();
    (0..works.len()).for_each(|work| driver.citation(request(vec![item(work)])));
    let mut spans = Vec::with_capacity(wanted.len());
    let mut end = works.len();
    for (wanted, items) in wanted.iter().zip(requests) {
        let start = end;
        match wanted.form {
            CitationForm::Parenthetical => {
                driver.citation(request(items.iter().map(|work| item(*work)).collect()));
                end += 1;
            }
            CitationForm::Textual => {
                for work in items {
                    driver.citation(request(vec![item(*work).kind(CitePurpose::Prose)]));
                    end += 1;
                }
            }
        }
        spans.push(start..end);
    }
    let list = BibliographyRequest::new(&style.rules, language.clone(), locales);
    (driver.finish(list), spans)
}
