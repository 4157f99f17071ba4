//! Meta data -> how to cite the publication and the report, in the forms that journals ask for.

use super::view::{CitingForm, CitingView};
use crate::types::messages::say;
use crate::types::number::NumberStyle;
use crate::types::study::{Author, Meta, Publication};
use crate::types::wording::Wording;

/// The publication, where there is one, and the report.
pub(super) fn works(wording: Wording<'_>) -> Vec<CitingView> {
    let meta = &wording.study.meta;
    let mut works = Vec::new();
    if let Some(publication) = &meta.publication {
        let forms = vec![
            form("APA", publication_apa(wording.style(), publication)),
            form("Vancouver", publication_vancouver(publication)),
            code(publication_bibtex(publication)),
        ];
        works.push(CitingView { title: wording.style().text("cite-paper").to_owned(), forms });
    }
    let title = report_title(wording);
    let forms = vec![
        form("APA", report_apa(wording, &title)),
        form("Vancouver", report_vancouver(wording, &title)),
        code(report_bibtex(wording, &title)),
    ];
    works.push(CitingView { title: wording.style().text("cite-report").to_owned(), forms });
    works
}

/// The report's title with its subtitle, as it is cited.
pub(super) fn report_title(wording: Wording<'_>) -> String {
    let meta = &wording.study.meta;
    let title = wording.plain(&meta.title);
    match &meta.subtitle {
        Some(subtitle) => format!("{title}. {}", wording.plain(subtitle)),
        None => title,
    }
}

fn form(name: &'static str, text: String) -> CitingForm {
    CitingForm { name, text, code: false }
}

fn code(text: String) -> CitingForm {
    CitingForm { name: "BibTeX", text, code: true }
}

fn publication_apa(style: &NumberStyle, it: &Publication) -> String {
    let volume = it.volume.as_ref().map_or(String::new(), |volume| format!(", {volume}"));
    let article = it.article.as_ref().map_or(String::new(), |article| {
        let article = if is_range(article) {
            article.clone()
        } else {
            say!(style, "cite-article", article = article)
        };
        format!(", {article}")
    });
    let doi = it.doi.as_ref().map_or(String::new(), |doi| format!(" https://doi.org/{doi}"));
    format!(
        "{} ({}). {} {}{volume}{article}.{doi}",
        apa_names(&it.authors),
        it.year,
        stopped(&it.title),
        it.journal
    )
}

fn publication_vancouver(it: &Publication) -> String {
    let volume = it.volume.as_ref().map_or(String::new(), |volume| format!(";{volume}"));
    let article = it.article.as_ref().map_or(String::new(), |article| format!(":{article}"));
    let doi = it.doi.as_ref().map_or(String::new(), |doi| format!(" doi:{doi}"));
    format!(
        "{} {} {} {}{volume}{article}.{doi}",
        stopped(&vancouver_names(&it.authors)),
        stopped(&it.title),
        stopped(&it.journal),
        it.year
    )
}

fn publication_bibtex(it: &Publication) -> String {
    let key = it.authors.first().map_or("paper".into(), key);
    let fields = [
        ("author", Some(bibtex_names(&it.authors))),
        ("title", Some(format!("{{{}}}", escaped(&it.title)))),
        ("journal", Some(escaped(&it.journal))),
        ("year", Some(it.year.clone())),
        ("volume", it.volume.clone()),
        ("pages", it.article.clone()),
        ("doi", it.doi.clone()),
    ];
    entry("article", &format!("{key}{}", it.year), &fields)
}

fn report_apa(wording: Wording<'_>, title: &str) -> String {
    let meta = &wording.study.meta;
    let version = say!(wording.style(), "cite-version", version = meta.version);
    let year = meta.date.split('-').next().unwrap_or_default();
    let who = apa_names(&meta.authors);
    let address = address(meta).map_or(String::new(), |address| format!(" {address}"));
    format!("{who} ({year}). {} ({version}).{address}", unstopped(title))
}

fn report_vancouver(wording: Wording<'_>, title: &str) -> String {
    let (meta, style) = (&wording.study.meta, wording.style());
    let version = say!(style, "cite-version", version = meta.version);
    let address = address(meta);
    let from = |address: &String| format!(" {}", say!(style, "cite-from", address = address));
    let address = address.map_or(String::new(), from);
    let who = stopped(&vancouver_names(&meta.authors));
    format!("{who} {} {version}. {}.{address}", stopped(title), style.date(&meta.date))
}

/// Where the report can be had.
fn address(meta: &Meta) -> Option<&String> {
    meta.address.as_ref().or(meta.repository.as_ref())
}

fn report_bibtex(wording: Wording<'_>, title: &str) -> String {
    let meta = &wording.study.meta;
    let version = say!(wording.style(), "cite-version", version = meta.version);
    let year = meta.date.split('-').next().unwrap_or_default().to_owned();
    let key = meta.authors.first().map_or("report".into(), key);
    let fields = [
        ("author", Some(bibtex_names(&meta.authors))),
        ("title", Some(format!("{{{}}}", escaped(unstopped(title))))),
        ("year", Some(year.clone())),
        ("note", Some(escaped(&version))),
        ("url", address(meta).cloned()),
    ];
    entry("misc", &format!("{key}{year}report"), &fields)
}

fn entry(kind: &str, key: &str, fields: &[(&str, Option<String>)]) -> String {
    let given = fields.iter().filter_map(|(name, value)| Some((name, value.as_ref()?)));
    let lines: Vec<String> = given.map(|(name, value)| format!("  {name} = {{{value}}}")).collect();
    format!("@{kind}{{{key},\n{}\n}}", lines.join(",\n"))
}

/// The first author as a key: letters and digits of the family name, or of the first long word.
fn key(author: &Author) -> String {
    let name = author.family.as_deref().unwrap_or_else(|| {
        author.name.split_whitespace().find(|word| word.len() > 3).unwrap_or(&author.name)
    });
    name.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_lowercase()
}

/// Given names of a person.
fn given(author: &Author, family: &str) -> Vec<String> {
    let given = author.name.strip_suffix(family).unwrap_or_default();
    given.split_whitespace().map(str::to_owned).collect()
}

/// "Ye, J., Ma, M., & Abuhashish, M."; a body keeps its name.
fn apa_names(authors: &[Author]) -> String {
    let names: Vec<String> = authors
        .iter()
        .map(|author| match &author.family {
            None => stopped(&author.name),
            Some(family) => {
                let initials: Vec<String> =
                    given(author, family).iter().map(|name| initials(name, ".", "-")).collect();
                if initials.is_empty() {
                    stopped(family)
                } else {
                    format!("{family}, {}", initials.join(" "))
                }
            }
        })
        .collect();
    match names.as_slice() {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{}, & {last}", first.join(", ")),
    }
}

/// "Ye J, Ma M, Abuhashish M": six names, then "et al".
fn vancouver_names(authors: &[Author]) -> String {
    let mut names: Vec<String> = authors
        .iter()
        .take(6)
        .map(|author| match &author.family {
            None => author.name.clone(),
            Some(family) => {
                let given = given(author, family);
                let initials: String = given.iter().map(|name| initials(name, "", "")).collect();
                if initials.is_empty() { family.clone() } else { format!("{family} {initials}") }
            }
        })
        .collect();
    if authors.len() > 6 {
        names.push("et al".into());
    }
    names.join(", ")
}

/// "Ye, Jiancheng and Ma, Michelle"; a body in braces is not divided.
fn bibtex_names(authors: &[Author]) -> String {
    let names: Vec<String> = authors
        .iter()
        .map(|author| match &author.family {
            None => format!("{{{}}}", escaped(&author.name)),
            Some(family) => {
                let given = given(author, family).join(" ");
                if given.is_empty() {
                    escaped(family)
                } else {
                    format!("{}, {}", escaped(family), escaped(&given))
                }
            }
        })
        .collect();
    names.join(" and ")
}

/// The initials of one given name, its parts joined as written: "Jean-Luc" gives "J.-L.".
fn initials(name: &str, stop: &str, hyphen: &str) -> String {
    let parts = name.split('-').filter_map(|part| part.chars().next());
    let parts: Vec<String> = parts.map(|c| format!("{}{stop}", c.to_uppercase())).collect();
    parts.join(hyphen)
}

/// Whether an article's place is pages and no number of its own.
fn is_range(article: &str) -> bool {
    article.contains(['-', '–'])
}

fn stopped(text: &str) -> String {
    if text.ends_with(['.', '?', '!']) { text.to_owned() } else { format!("{text}.") }
}

fn unstopped(text: &str) -> &str {
    text.strip_suffix('.').unwrap_or(text)
}

/// What TeX would take for a command, as a character.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' | '%' | '$' | '#' | '_' | '{' | '}' => out.extend(['\\', c]),
            '\\' => out.push_str("\\textbackslash{}"),
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn author(name: &str, family: Option<&str>) -> Author {
        Author {
            name: name.into(),
            family: family.map(str::to_owned),
            affiliations: Vec::new(),
            orcid: None,
        }
    }

    #[test]
    fn names_follow_their_styles() {
        let authors = [
            author("Jean-Luc M. Roy", Some("Roy")),
            author("Ada van den Berg", Some("van den Berg")),
        ];
        assert_eq!(apa_names(&authors), "Roy, J.-L. M., & van den Berg, A.");
        assert_eq!(vancouver_names(&authors), "Roy JLM, van den Berg A");
        assert_eq!(bibtex_names(&authors), "Roy, Jean-Luc M. and van den Berg, Ada");
        let body = [author("The R&D Group", None)];
        assert_eq!(apa_names(&body), "The R&D Group.");
        assert_eq!(bibtex_names(&body), "{The R\\&D Group}");
        let many: Vec<Author> = (0..8).map(|_| author("A B", Some("B"))).collect();
        assert!(vancouver_names(&many).ends_with("B A, et al"));
    }

    #[test]
    fn a_paper_is_cited_as_journals_ask() {
        let it = Publication {
            title: "What we drink".into(),
            authors: vec![author("Ann Lee", Some("Lee"))],
            journal: "Journal of Tea".into(),
            year: "2020".into(),
            volume: Some("8".into()),
            article: Some("12".into()),
            doi: Some("10.1/x".into()),
            published: None,
            licence: None,
        };
        assert_eq!(
            publication_apa(&NumberStyle::default(), &it),
            "Lee, A. (2020). What we drink. Journal of Tea, 8, Article 12. https://doi.org/10.1/x"
        );
        assert_eq!(
            publication_vancouver(&it),
            "Lee A. What we drink. Journal of Tea. 2020;8:12. doi:10.1/x"
        );
        assert_eq!(
            publication_bibtex(&it),
            "@article{lee2020,\n  author = {Lee, Ann},\n  title = {{What we drink}},\n  \
             journal = {Journal of Tea},\n  year = {2020},\n  volume = {8},\n  pages = {12},\n  \
             doi = {10.1/x}\n}"
        );
    }
}
