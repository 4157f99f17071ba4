//! citation-mismatch: every work that the source's text names stands in the list of references.

use std::collections::BTreeSet;

use super::check::{Check, Facts, Record, exhibited};
use crate::types::bibliography::Work;
use crate::types::finding::Weight;
use crate::types::messages::say;
use crate::types::study::Citation;

pub(super) const CHECK: Check = Check { code: "citation-mismatch", run };

/// There is nothing to compare with.
const NO_REFERENCES: &str = "reason-citation-mismatch-no-references";
/// What stands for the year of a work without one.
const UNDATED: &str = "n.d.";
/// It is not an author and a year.
const NOT_READ: &str = "reason-citation-mismatch-not-read";

fn run(facts: &Facts<'_>, record: &mut Record) {
    let works = facts.study.bibliography.as_ref().map_or(&[][..], |list| &list.works);
    against(facts, record, &known(works));
}

/// Compares the citations of the source's text with a list of references.
fn against(facts: &Facts<'_>, record: &mut Record, works: &[Known<'_>]) {
    for citation in &facts.study.citations {
        if works.is_empty() {
            record.not_checked(NO_REFERENCES);
            continue;
        }
        for part in citation.text.split(';') {
            judge(facts, record, citation, part.trim(), works);
        }
    }
}

fn judge(
    facts: &Facts<'_>,
    record: &mut Record,
    citation: &Citation,
    text: &str,
    works: &[Known<'_>],
) {
    let Some(read) = read(text) else {
        record.not_checked(NOT_READ);
        return;
    };
    record.judged();
    let Err(nearest) = find(&read, works) else { return };
    let near = nearest.map_or(String::new(), |work| {
        let names: Vec<&str> =
            work.families.iter().take(read.families.len()).map(String::as_str).collect();
        let year = work.year.as_deref().unwrap_or(UNDATED);
        say!(
            facts.study.style,
            "citation-mismatch-the-nearest-is-year",
            names = names.join(facts.study.style.text("list-and")),
            year = year
        )
    });
    let message = say!(
        facts.study.style,
        "citation-mismatch-the-text-cites-text",
        text = text,
        place = citation.place,
        near = near
    );
    let mut places = vec![exhibited(text, citation.place.clone(), &citation.at)];
    if let Some(work) = nearest {
        places.push(exhibited(
            work.families.join(facts.study.style.text("list-comma")),
            "References",
            &work.place,
        ));
    }
    record
        .found(Weight::Warning, facts.about_data(), vec![text.to_owned()], message, places)
        .help(facts.study.style.text("citation-mismatch-look-the-work-up"));
}

/// What a citation says of its work.
#[derive(Debug, PartialEq, Eq)]
struct Cited {
    /// The one or two family names.
    families: Vec<String>,
    /// None where it says "n.d.".
    year: Option<String>,
}

/// The family names and the year of a citation as printed.
fn read(text: &str) -> Option<Cited> {
    let text = text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '(' | ')'));
    let (names, year) = match text.strip_suffix(UNDATED) {
        Some(names) => (names, None),
        None => dated(text)?,
    };
    let names = names.trim_end_matches([' ', ',', '(']);
    let end = [" et al", ","].iter().filter_map(|mark| names.find(mark)).min();
    let names = names[..end.unwrap_or(names.len())].trim();
    let families: Vec<String> = names
        .split(" and ")
        .flat_map(|part| part.split(" & "))
        .map(|name| without_initials(name.trim()).to_owned())
        .collect();
    families.iter().all(|name| !name.is_empty()).then_some(Cited { families, year })
}

/// The names before a year, and the year.
fn dated(text: &str) -> Option<(&str, Option<String>)> {
    let text = text.trim_end_matches('.');
    let digits = text.rfind(|c: char| c.is_ascii_digit())? + 1;
    let start = digits.checked_sub(4)?;
    let year = text.get(start..digits).filter(|it| it.bytes().all(|b| b.is_ascii_digit()))?;
    let rest = &text[digits..];
    let suffix = rest.len() <= 1 && rest.bytes().all(|b| b.is_ascii_lowercase());
    suffix.then(|| (&text[..start], Some(year.to_owned())))
}

/// "Zhang S." as "Zhang".
fn without_initials(name: &str) -> &str {
    let mut name = name;
    while let Some((before, last)) = name.rsplit_once(' ') {
        if last.chars().count() == 2 && last.ends_with('.') {
            name = before;
        } else {
            break;
        }
    }
    name
}

/// The keys of the works that citations of a source name; where none has the authors and the year of
/// a citation, of the nearest one.
pub(super) fn cited_by_source<'a>(citations: &[Citation], works: &'a [Work]) -> BTreeSet<&'a str> {
    let works = known(works);
    let mut keys = BTreeSet::new();
    for cited in citations.iter().flat_map(|it| it.text.split(';')).filter_map(|it| read(it.trim()))
    {
        match find(&cited, &works) {
            Ok(()) => {
                let wanted = Wanted::new(&cited);
                let named = works.iter().filter(|known| wanted.is(known));
                keys.extend(named.map(|known| known.work.key.as_str()));
            }
            Err(nearest) => keys.extend(nearest.map(|work| work.key.as_str())),
        }
    }
    keys
}

/// A work with its names as they are compared, which is dear and done once.
struct Known<'a> {
    work: &'a Work,
    /// Its family names.
    families: Vec<String>,
    /// The first of them without "and".
    first: String,
}

impl<'a> From<&'a Work> for Known<'a> {
    fn from(work: &'a Work) -> Self {
        let families: Vec<String> = work.families.iter().map(|name| plain(name)).collect();
        let first = families.first().map_or_else(String::new, |name| name.replace("and", ""));
        Self { work, families, first }
    }
}

fn known(works: &[Work]) -> Vec<Known<'_>> {
    works.iter().map(Known::from).collect()
}

/// A citation with its names as they are compared.
struct Wanted<'a> {
    cited: &'a Cited,
    families: Vec<String>,
    /// A body's name may hold "and", so that it seems to be two: all of it, without "and".
    whole: String,
}

impl<'a> Wanted<'a> {
    fn new(cited: &'a Cited) -> Self {
        let families = cited.families.iter().map(|name| plain(name)).collect();
        Self { cited, families, whole: plain(&cited.families.concat()).replace("and", "") }
    }

    /// By how many letters the names of a work differ.
    fn apart(&self, known: &Known<'_>) -> usize {
        let one = distance(&known.first, &self.whole);
        if known.families.len() < self.families.len() {
            return one;
        }
        let pairs = self.families.iter().zip(&known.families);
        pairs.map(|(a, b)| distance(a, b)).sum::<usize>().min(one)
    }

    /// Whether a work has the year.
    fn dated(&self, known: &Known<'_>) -> bool {
        known.work.year == self.cited.year
    }

    /// Whether it is this work.
    fn is(&self, known: &Known<'_>) -> bool {
        self.dated(known) && self.apart(known) == 0
    }
}

/// Whether a work is in the list; where it is not, the work that was probably meant.
fn find<'a>(cited: &Cited, works: &[Known<'a>]) -> Result<(), Option<&'a Work>> {
    let wanted = Wanted::new(cited);
    if works.iter().any(|known| wanted.is(known)) {
        return Ok(());
    }
    let spelt = works
        .iter()
        .filter(|known| wanted.dated(known))
        .map(|known| (wanted.apart(known), known.work))
        .filter(|(distance, _)| *distance <= 2)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, work)| work);
    let elsewhere = || works.iter().find(|known| wanted.apart(known) == 0).map(|it| it.work);
    Err(spelt.or_else(elsewhere))
}

/// A name as it is compared: small letters without accents, hyphens and spaces.
fn plain(name: &str) -> String {
    const ACCENTS: [(&str, char); 10] = [
        ("áàâäãåāăą", 'a'),
        ("çćč", 'c'),
        ("éèêëēęě", 'e'),
        ("íìîïī", 'i'),
        ("ñńň", 'n'),
        ("óòôöõøō", 'o'),
        ("šśşș", 's'),
        ("úùûüūů", 'u'),
        ("ýÿ", 'y'),
        ("žźż", 'z'),
    ];
    let letters = name.to_lowercase();
    let letters = letters.chars().filter(|c| c.is_alphanumeric());
    letters
        .map(|c| ACCENTS.iter().find(|(from, _)| from.contains(c)).map_or(c, |(_, to)| *to))
        .collect()
}

fn distance(a: &str, b: &str) -> usize {
    strsim::osa_distance(a, b)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::types::source::{Place, SourceFile};

    fn works() -> Vec<Work> {
        let file = Arc::new(SourceFile { path: "references.bib".into(), text: String::new() });
        let work = |families: &[&str], year: &str| Work {
            key: families[0].to_lowercase(),
            place: Place { file: Arc::clone(&file), span: 0..0 },
            families: families.iter().map(|name| (*name).to_owned()).collect(),
            year: Some(year.to_owned()).filter(|year| year != UNDATED),
            entry: Vec::new(),
            doi: None,
            address: None,
        };
        vec![
            work(&["Alloui", "Mourdi"], "2023"),
            work(&["Jiang", "Ma", "Li"], "2017"),
            work(&["Muñoz-Díaz"], "2020"),
            work(&["Society of Tea and Coffee"], UNDATED),
        ]
    }

    #[test]
    fn citations_are_read_as_printed() {
        for (text, families, year) in [
            ("Jiang et al., 2017", &["Jiang"][..], Some("2017")),
            ("Alloui and Moudi, 2023", &["Alloui", "Moudi"], Some("2023")),
            ("(World Health Organization, 2021a)", &["World Health Organization"], Some("2021")),
            ("Smith & Jones (2019)", &["Smith", "Jones"], Some("2019")),
            ("Zhang S. et al., 2025", &["Zhang"], Some("2025")),
            ("de la Cruz, 2020", &["de la Cruz"], Some("2020")),
            ("Chinese Society of Radiology, n.d.", &["Chinese Society of Radiology"], None),
        ] {
            let families = families.iter().map(|name| (*name).to_owned()).collect();
            let expected = Cited { families, year: year.map(str::to_owned) };
            assert_eq!(read(text), Some(expected), "{text}");
        }
        assert_eq!(read("in press"), None);
        assert_eq!(read("2019"), None);
    }

    #[test]
    fn works_that_a_source_cites_are_used() {
        let works = works();
        let file = Arc::new(SourceFile { path: "d.yaml".into(), text: String::new() });
        let citation = |text: &str| Citation {
            text: text.to_owned(),
            place: "Text".to_owned(),
            at: Place { file: Arc::clone(&file), span: 0..0 },
        };
        let cited = |texts: &[&str]| {
            let citations: Vec<Citation> = texts.iter().map(|text| citation(text)).collect();
            cited_by_source(&citations, &works).into_iter().map(str::to_owned).collect::<Vec<_>>()
        };
        assert_eq!(cited(&["Jiang et al., 2017; Munoz Diaz, 2020"]), ["jiang", "muñoz-díaz"]);
        // Misspelt, it is still meant; another check tells of the spelling.
        assert_eq!(cited(&["Alloui and Moudi, 2023"]), ["alloui"]);
        assert_eq!(cited(&["Nobody, 2017", "in press"]), Vec::<String>::new());
    }

    #[test]
    fn works_are_found_by_families_and_year() {
        let works = works();
        let works = known(&works);
        let find = |text: &str| find(&read(text).unwrap(), &works);
        assert_eq!(find("Jiang et al., 2017"), Ok(()));
        assert_eq!(find("Munoz Diaz, 2020"), Ok(()));
        assert_eq!(find("Society of Tea and Coffee, n.d."), Ok(()));
        // The second name is compared too.
        assert!(matches!(find("Alloui and Moudi, 2023"), Err(Some(work)) if work.key == "alloui"));
        assert!(matches!(find("Jiang et al., 2018"), Err(Some(work)) if work.key == "jiang"));
        assert_eq!(find("Nobody, 2017").err().map(|near| near.is_none()), Some(true));
    }
}
