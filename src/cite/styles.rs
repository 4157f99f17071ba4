//! The name of a style -> its rules, with the terms of a language.

use hayagriva::Entry;
use hayagriva::archive::ArchivedStyle;
use hayagriva::citationberg::{IndependentStyle, Style as Archived};

use super::runs::Delimiters;
use super::terms::{Terms, terms};
use crate::types::source::CitationStyle;

/// A style, ready for use.
pub(super) struct Style {
    pub(super) rules: IndependentStyle,
    pub(super) terms: Terms,
    /// How its reference list writes that there are more authors.
    pub(super) et_al: String,
    /// Whether it puts works of the same authors and year in the order of their titles.
    by_title: bool,
    /// Whether it writes the names of journals in capitals.
    pub(super) capitals: bool,
}

/// The style of a name, in a language.
pub(super) fn style(name: CitationStyle, language: &str) -> Style {
    let (archived, et_al, apa) = match name {
        CitationStyle::SpringerBasicAuthorDate => {
            (ArchivedStyle::SpringerBasicAuthorDate, "et al", false)
        }
        CitationStyle::SpringerHumanitiesAuthorDate => {
            (ArchivedStyle::SpringerHumanitiesAuthorDate, "et al.", false)
        }
        CitationStyle::AmericanGeophysicalUnion => {
            (ArchivedStyle::AmericanGeophysicalUnion, "et al.", true)
        }
    };
    match archived.get() {
        Archived::Independent(rules) => {
            let terms = terms(language);
            // The full stop is a matter of English.
            let et_al = if terms.language.is_some() { terms.et_al.clone() } else { et_al.into() };
            Style { rules, terms, et_al, by_title: apa, capitals: apa }
        }
        // None of the styles above is written in terms of another; a test reads them all.
        Archived::Dependent(_) => unreachable!("a style that stands alone"),
    }
}

impl Style {
    /// What stands between works of one citation.
    pub(super) fn delimiters(&self) -> Delimiters<'_> {
        let citation = &self.rules.citation;
        Delimiters {
            works: citation.layout.delimiter.as_deref().unwrap_or("; "),
            years: citation.cite_group_delimiter.as_deref().unwrap_or(", "),
        }
    }

    /// The order of the reference list, before the style sorts it.
    pub(super) fn order(&self, entry: &Entry) -> (String, i32, String) {
        let names = entry.authors().unwrap_or_default().iter();
        let names: Vec<String> = names
            .map(|person| {
                let given = person.given_name.as_deref().unwrap_or_default();
                format!("{}\t{given}", person.name).to_lowercase()
            })
            .collect();
        let title = entry.title().filter(|_| self.by_title);
        let title = title.map(|title| title.to_string().to_lowercase()).unwrap_or_default();
        (names.join("\n"), entry.date().map_or(0, |date| date.year), title)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::cite::entries::Read;
    use crate::cite::{Order, Wanted, entries, write};
    use crate::types::bibliography::{Bibliography, Citation, CitationForm, WorkId, plain};
    use crate::types::source::SourceFile;

    const OFFERED: [CitationStyle; 3] = [
        CitationStyle::SpringerBasicAuthorDate,
        CitationStyle::SpringerHumanitiesAuthorDate,
        CitationStyle::AmericanGeophysicalUnion,
    ];
    /// The works of the shipped study.
    const SHIPPED: &str = include_str!("../../content/references.bib");
    /// One of each kind that studies cite.
    const KINDS: &str = include_str!("kinds.bib");

    fn read(name: CitationStyle, text: &str) -> Vec<Read> {
        let file = Arc::new(SourceFile { path: "r.bib".into(), text: text.into() });
        let (works, faults) = entries::read(&file, style(name, "en").capitals);
        assert!(faults.is_empty(), "{faults:?}");
        works
    }

    /// Every work, cited within a sentence, and all of them in parentheses, some at a time.
    fn written(name: CitationStyle, text: &str, together: usize) -> Bibliography {
        written_in("en", name, text, together)
    }

    fn written_in(
        language: &str,
        name: CitationStyle,
        text: &str,
        together: usize,
    ) -> Bibliography {
        let works = read(name, text);
        let wanted = |form, works: &[Read]| Wanted {
            form,
            keys: works.iter().map(|work| work.key.clone()).collect(),
            works: works.iter().map(|work| WorkId(work.index)).collect(),
        };
        let singly = works.chunks(1).map(|works| wanted(CitationForm::Textual, works));
        let more = works.chunks(together).map(|it| wanted(CitationForm::Parenthetical, it));
        let all = singly.chain(more).collect();
        write(Order { works, wanted: all, style: style(name, language) })
    }

    fn entry(bibliography: &Bibliography, key: &str) -> String {
        let work = bibliography.works.iter().find(|work| work.key == key);
        plain(&work.expect("a work of the list").entry)
    }

    fn cited(bibliography: &Bibliography, form: CitationForm, keys: &[&str]) -> String {
        let is = |it: &&Citation| it.form == form && it.keys == keys;
        plain(&bibliography.citations.iter().find(is).expect("a citation").runs)
    }

    /// The faults that other bundled styles have: see `docs/data-model.md` for what is offered.
    #[test]
    fn offered_styles_write_what_their_rules_say() {
        for (name, text) in OFFERED.into_iter().flat_map(|name| [(name, SHIPPED), (name, KINDS)]) {
            let works = read(name, text);
            let bibliography = written(name, text, 3);
            assert_eq!(bibliography.works.len(), works.len(), "{name:?}");
            for work in &works {
                let entry = entry(&bibliography, &work.key);
                let textual = cited(&bibliography, CitationForm::Textual, &[&work.key]);
                let people = work.entry.authors().or(work.entry.editors()).unwrap_or_default();
                let family = people[0].name.as_str();
                assert!(entry.starts_with(family), "{name:?}: {entry}");
                assert!(textual.starts_with(family), "{name:?}: {textual}");
                if let Some(date) = work.entry.date() {
                    let year = date.year.to_string();
                    assert!(entry.contains(&year), "{name:?}: {entry}");
                    assert!(textual.contains(&year), "{name:?}: {textual}");
                }
                let parents = work.entry.parents().iter();
                let titles = parents.chain([&work.entry]).filter_map(|it| it.title());
                for title in titles.map(|title| title.to_string().replace('\'', "’")) {
                    let entry = entry.split(" https://").next().unwrap_or_default();
                    // Some styles leave out the full stops of abbreviated journals.
                    let dotless = entry.matches(&title.replace('.', "")).count();
                    let times = entry.matches(&title).count();
                    let times = if times == 0 { dotless } else { times };
                    assert_eq!(times, 1, "{name:?}: {title} in {entry}");
                }
                if let Some(doi) = &work.doi {
                    assert_eq!(entry.matches(doi.as_str()).count(), 1, "{name:?}: {entry}");
                }
            }
            let citations = bibliography.citations.iter().map(|it| plain(&it.runs));
            let entries = bibliography.works.iter().map(|work| plain(&work.entry));
            for text in citations.chain(entries) {
                for fault in
                    ["  ", "..", ",,", ",.", " ,", " .", " )", "()", ".,”", "others", ": .", ":."]
                {
                    assert!(!text.contains(fault), "{name:?}: {fault:?} in {text}");
                }
                assert_eq!(text.trim(), text, "{name:?}");
            }
        }
    }

    /// Worked by hand from the rules that Springer prints for its authors.
    #[test]
    fn springer_basic_is_as_printed() {
        let bibliography = written(CitationStyle::SpringerBasicAuthorDate, KINDS, 3);
        for (key, expected) in [
            (
                "doe2020",
                "Doe J, Roe R, Poe EA (2020a) The first <b>title</b> & more: a study. Journal of \
                 Examples 3:10–19. https://doi.org/10.5555/1",
            ),
            ("berg2010", "van den Berg V (2010) A book with a particle. Small Press"),
            ("zed2018", "Zed A, Young B (2018) A book about things, 2nd edn. Big Press, London"),
            (
                "kay2019",
                "Kay L (2019) A chapter on a thing. In: Editor E (ed) The great handbook. Big \
                 Press, Berlin, pp 100–120",
            ),
            (
                "pre2024",
                "Pree P, et al (2024) A preprint of merit. medRxiv 2024.01.01.1. \
                 https://doi.org/10.1101/2024.01.01.1",
            ),
        ] {
            assert_eq!(entry(&bibliography, key), expected);
        }
        let parenthetical = |keys: &[&str]| cited(&bibliography, CitationForm::Parenthetical, keys);
        assert_eq!(
            parenthetical(&["doe2020", "doe2020b", "zed2018"]),
            "(Zed and Young 2018; Doe et al. 2020a, b)"
        );
        assert_eq!(
            parenthetical(&["who2016", "web2022", "pre2024"]),
            "(World Health Organization 2016; Webb 2022; Pree et al. 2024)"
        );
        let textual = |key: &str| cited(&bibliography, CitationForm::Textual, &[key]);
        assert_eq!(textual("pre2024"), "Pree et al. (2024)");
        assert_eq!(textual("zed2018"), "Zed and Young (2018)");
        assert_eq!(textual("berg2010"), "van den Berg (2010)");
        assert_eq!(textual("body"), "Body of Experts (n.d.)");
        assert_eq!(
            parenthetical(&["ed2015", "body", "berg2010"]),
            "(van den Berg 2010; Ed and Or 2015; Body of Experts n.d.)"
        );
    }

    #[test]
    fn terms_follow_the_language() {
        let style = CitationStyle::SpringerBasicAuthorDate;
        let german = written_in("de", style, KINDS, 3);
        let textual = |key: &str| cited(&german, CitationForm::Textual, &[key]);
        assert_eq!(textual("pre2024"), "Pree u.\u{a0}a. (2024)");
        assert_eq!(textual("zed2018"), "Zed und Young (2018)");
        assert_eq!(textual("body"), "Body of Experts (o.\u{a0}J.)");
        let parenthetical = |keys: &[&str]| cited(&german, CitationForm::Parenthetical, keys);
        assert_eq!(
            parenthetical(&["ed2015", "body", "berg2010"]),
            "(van den Berg 2010; Ed und Or 2015; Body of Experts o.\u{a0}J.)"
        );
        // Each language that has terms writes every work.
        for language in ["ar", "fr", "ja-JP", "pt-BR", "ru", "zh"] {
            let bibliography = written_in(language, style, SHIPPED, 3);
            assert_eq!(bibliography.works.len(), 48, "{language}");
            for work in &bibliography.works {
                let entry = plain(&work.entry);
                let year = work.year.as_deref().unwrap_or_default();
                assert!(entry.contains(year) && !entry.contains("others"), "{language}: {entry}");
            }
        }
    }

    /// A style may leave out full stops; capitals within words stay.
    #[test]
    fn journals_keep_their_letters() {
        let springer = written(CitationStyle::SpringerBasicAuthorDate, SHIPPED, 3);
        assert!(entry(&springer, "ye2023").contains("experiences. npj Digit Med 6:174."));
        let agu = written(CitationStyle::AmericanGeophysicalUnion, SHIPPED, 3);
        assert!(entry(&agu, "lawrence2025").contains("EClinicalMedicine, 83, 103228."));
    }

    /// Letters behind years follow the list, whatever is cited first.
    #[test]
    fn letters_follow_the_list() {
        for name in OFFERED {
            let bibliography = written(name, KINDS, 3);
            let doe = bibliography.works.iter().map(|work| plain(&work.entry));
            let doe: Vec<String> = doe.filter(|entry| entry.starts_with("Doe")).collect();
            assert!(doe[0].contains("2020a") && doe[1].contains("2020b"), "{name:?}: {doe:?}");
        }
    }
}
