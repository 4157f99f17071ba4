//! citation-mismatch: every work that the source's text names stands in the list of references.

use super::check::{Check, Facts, Record, exhibited};
use crate::types::finding::{Explanation, Weight};
use crate::types::study::Citation;

pub(super) const CHECK: Check = Check {
    explanation: Explanation {
        code: "citation-mismatch",
        title: "Citations against the list of references",
        what: "A work that the source's text cites by author and year stands in its list of \
               references, spelt alike.",
        why: "A reader who looks a work up under another spelling or year does not find it.",
        rule: "A citation is divided at its semicolons; each part is a family name (before “et \
               al.”, “and”, “&” or a comma) and a year. It matches an entry whose first author has \
               this family name and which has this year; case, accents, hyphens and a letter \
               behind the year are not compared. Otherwise the nearest entry is named: one of the \
               same year whose name differs by at most two letters, or one of the same name and \
               another year.",
        example: "The text cites “Alloui and Moudi, 2023”, the list has Allaoui and Mourdi, 2023: \
                  no entry matches, and the nearest is named.",
        resolve: "Correct the text or the list; in a reproduction, tell the authors.",
        source: "offprint's own rule.",
    },
    run,
};

/// There is nothing to compare with.
const NO_REFERENCES: &str = "the study has no list of references";
/// It is not an author and a year.
const NOT_READ: &str = "the citation is no author and year";

/// A work of the list of references.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Work {
    /// Family names of its authors, in order.
    pub(super) families: Vec<String>,
    /// Year.
    pub(super) year: String,
}

fn run(facts: &Facts<'_>, record: &mut Record) {
    // A study has no list of references yet.
    against(facts, record, &[]);
}

/// Compares the citations of the source's text with a list of references.
fn against(facts: &Facts<'_>, record: &mut Record, works: &[Work]) {
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

fn judge(facts: &Facts<'_>, record: &mut Record, citation: &Citation, text: &str, works: &[Work]) {
    let Some((family, year)) = read(text) else {
        record.not_checked(NOT_READ);
        return;
    };
    record.judged();
    let Err(nearest) = find(&family, &year, works) else { return };
    let near = nearest.map_or(String::new(), |work| {
        format!(" The nearest is {}, {}.", work.families.join(" and "), work.year)
    });
    let message = format!(
        "The text cites “{text}” ({}), and no entry of the list of references has this author and \
         year.{near}",
        citation.place
    );
    let places = vec![exhibited(text, citation.place.clone(), &citation.at)];
    record
        .found(Weight::Warning, facts.about_data(), vec![text.to_owned()], message, places)
        .help("look the work up, and correct the spelling where it is wrong");
}

/// The first author's family name and the year of a citation as printed.
pub(super) fn read(text: &str) -> Option<(String, String)> {
    let text = text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | '.'));
    let digits = text.rfind(|c: char| c.is_ascii_digit())? + 1;
    let start = digits.checked_sub(4)?;
    let year = text.get(start..digits).filter(|year| year.bytes().all(|b| b.is_ascii_digit()))?;
    let rest = &text[digits..];
    let suffix = rest.len() <= 1 && rest.bytes().all(|b| b.is_ascii_lowercase());
    let names = text[..start].trim_end_matches([' ', ',', '(']);
    let end = [" et al", " and ", " & ", ","].iter().filter_map(|mark| names.find(mark)).min();
    let family = names[..end.unwrap_or(names.len())].trim();
    (suffix && !family.is_empty()).then(|| (family.to_owned(), year.to_owned()))
}

/// Whether a work is in the list; where it is not, the work that was probably meant.
pub(super) fn find<'a>(
    family: &str,
    year: &str,
    works: &'a [Work],
) -> Result<(), Option<&'a Work>> {
    let wanted = plain(family);
    let first = |work: &Work| plain(work.families.first().map_or("", String::as_str));
    if works.iter().any(|work| work.year == year && first(work) == wanted) {
        return Ok(());
    }
    let spelt = works
        .iter()
        .filter(|work| work.year == year)
        .map(|work| (distance(&first(work), &wanted), work))
        .filter(|(distance, _)| *distance <= 2)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, work)| work);
    let dated = || works.iter().find(|work| first(work) == wanted);
    Err(spelt.or_else(dated))
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
    use super::*;

    fn works() -> Vec<Work> {
        let work = |family: &str, year: &str| Work {
            families: vec![family.to_owned(), "Other".to_owned()],
            year: year.to_owned(),
        };
        vec![work("Allaoui", "2023"), work("Jiang", "2017"), work("Muñoz-Díaz", "2020")]
    }

    #[test]
    fn citations_are_read_as_printed() {
        for (text, family, year) in [
            ("Jiang et al., 2017", "Jiang", "2017"),
            ("Alloui and Moudi, 2023", "Alloui", "2023"),
            ("(World Health Organization, 2021a)", "World Health Organization", "2021"),
            ("Smith & Jones (2019)", "Smith", "2019"),
            ("de la Cruz, 2020", "de la Cruz", "2020"),
        ] {
            assert_eq!(read(text), Some((family.to_owned(), year.to_owned())), "{text}");
        }
        assert_eq!(read("in press"), None);
        assert_eq!(read("2019"), None);
    }

    #[test]
    fn works_are_found_by_family_and_year() {
        let works = works();
        assert_eq!(find("Jiang", "2017", &works), Ok(()));
        assert_eq!(find("Munoz Diaz", "2020", &works), Ok(()));
        assert_eq!(find("Alloui", "2023", &works), Err(Some(&works[0])));
        assert_eq!(find("Jiang", "2018", &works), Err(Some(&works[1])));
        assert_eq!(find("Nobody", "2017", &works), Err(None));
    }
}
