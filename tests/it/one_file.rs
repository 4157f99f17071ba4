//! The report in one file: whole, within itself, and found when it is altered.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use offprint::types::digest::Digest;
use scraper::{Html, Selector};

use crate::support::Study;

/// The values of an attribute of all elements of a page.
fn values(page: &Html, attribute: &str) -> Vec<String> {
    let selector = Selector::parse(&format!("[{attribute}]")).expect("a selector");
    page.select(&selector).map(|it| it.attr(attribute).expect("its value").to_owned()).collect()
}

/// A report in one file, after its ids and links were looked through.
fn sound(text: &str) -> Html {
    let page = Html::parse_document(text);
    let ids = values(&page, "id");
    let unique: BTreeSet<&str> = ids.iter().map(String::as_str).collect();
    assert_eq!(unique.len(), ids.len(), "ids are unique");
    for href in values(&page, "href").into_iter().chain(values(&page, "src")) {
        if let Some(anchor) = href.strip_prefix('#') {
            assert!(unique.contains(anchor), "{href} leads somewhere");
        } else {
            let start = href.split(':').next().unwrap_or_default();
            assert!(["https", "data", "mailto"].contains(&start), "{href:.80}");
        }
    }
    for name in ["aria-labelledby", "aria-describedby", "data-note"] {
        for ids in values(&page, name) {
            assert!(ids.split_whitespace().all(|id| unique.contains(id)), "{name}={ids}");
        }
    }
    for name in ["style", "onclick", "srcset"] {
        assert_eq!(values(&page, name), Vec::<String>::new());
    }
    page
}

/// The text of the pages' main elements, by their files.
fn pages(study: &Study, folder: &str) -> BTreeMap<String, String> {
    let files = fs::read_dir(study.path(folder)).expect("the site");
    files
        .map(|file| file.expect("an entry").file_name().to_string_lossy().into_owned())
        .filter(|name| name.rsplit_once('.').is_some_and(|(_, ending)| ending == "html"))
        .filter(|name| !["404.html", "all-contents.html", "report.html"].contains(&&**name))
        .map(|name| (name.clone(), study.read(&format!("{folder}/{name}"))))
        .collect()
}

#[test]
fn the_shipped_report_is_whole_in_one_file() {
    let study = Study::shipped().built();
    let text = study.read("output/report.html");
    assert!(text.len() <= 1_500_000, "{} bytes", text.len());
    let page = sound(&text);
    // Numbers that name no note are explained by the first one that leads to the same row.
    let row = Selector::parse(".note > a:last-child").expect("a selector");
    let rows: BTreeSet<&str> =
        page.select(&row).filter_map(|row| row.value().attr("href")).collect();
    let number = Selector::parse("p a.value:not([data-note])").expect("a selector");
    let numbers: Vec<&str> =
        page.select(&number).filter_map(|it| it.value().attr("href")).collect();
    assert!(numbers.len() > 300, "{}", numbers.len());
    assert!(numbers.iter().all(|href| rows.contains(href)));
    let ids: BTreeSet<String> = values(&page, "id").into_iter().collect();
    for (name, html) in pages(&study, "output") {
        let slug = name.trim_end_matches(".html");
        assert!(ids.contains(&format!("page-{slug}")), "{name}");
        let other = Html::parse_document(&html);
        for id in values(&other, "id") {
            let shared = id.starts_with("on-") && name == "figures.html";
            let drawing = id.contains("-narrow-");
            let known = ids.contains(&id) || ids.contains(&format!("{slug}/{id}"));
            assert!(known || shared || drawing, "{name}#{id}");
        }
        // Each paragraph of the narrative is there.
        let paragraphs = Selector::parse("article > p").expect("a selector");
        let whole: String = other
            .select(&paragraphs)
            .filter(|_| !["figures.html", "tables.html", "data.html"].contains(&&*name))
            .map(|it| it.text().collect::<String>())
            .inspect(|it| assert!(!it.is_empty()))
            .collect();
        let section = Selector::parse(&format!("[id='page-{slug}'] article > p")).expect("one");
        let shown: String = page.select(&section).map(|it| it.text().collect::<String>()).collect();
        assert!(whole.is_empty() || shown == whole, "{name}");
    }
    let figures = Selector::parse("figure.figure[id^=fig-]").expect("a selector");
    assert_eq!(page.select(&figures).count(), 70, "each figure once");
    let charts = Selector::parse("figure[id^=fig-] svg.chart").expect("a selector");
    assert_eq!(page.select(&charts).count(), 140, "in a wide and a narrow drawing");
    for table in 1..=10 {
        let table = Selector::parse(&format!("[id=table-{table}]")).expect("a selector");
        assert_eq!(page.select(&table).count(), 1, "each table once");
    }
}

#[test]
fn downloads_are_held_in_the_file() {
    let study = Study::shipped().built();
    let page = Html::parse_document(&study.read("output/report.html"));
    let links = Selector::parse("a[href^='data:']").expect("a selector");
    let mut held = BTreeMap::new();
    for link in page.select(&links) {
        let id = link.attr("id").expect("the file's path").to_owned();
        assert!(link.attr("download").is_some_and(|name| !name.is_empty()), "{id}");
        let twice = held.insert(id.clone(), link.attr("href").expect("a link").to_owned());
        assert!(twice.is_none(), "{id} is held once");
    }
    let files = crate::support::files(&study.path("output/data"));
    assert_eq!(held.len(), files.len());
    for (path, bytes) in files {
        let address = &held[&format!("data/{path}")];
        if let Some(text) = address.strip_prefix("data:text/csv;charset=utf-8,") {
            let mut rest = text.as_bytes();
            let mut found = Vec::new();
            while let [first, behind @ ..] = rest {
                let digits = std::str::from_utf8(&behind[..2.min(behind.len())]).expect("text");
                let escaped = *first == b'%';
                found.push(if escaped {
                    u8::from_str_radix(digits, 16).expect("a byte")
                } else {
                    *first
                });
                rest = if escaped { &behind[2..] } else { behind };
            }
            assert_eq!(found, bytes, "{path}");
        } else {
            assert!(address.starts_with("data:application/gzip;base64,H4sI"), "{path}");
        }
    }
}

#[test]
fn nothing_may_be_fetched_and_nothing_else_run() {
    let study = Study::fixture("minimal").built();
    let text = study.read("output/report.html");
    let policy = Selector::parse("meta[http-equiv]").expect("a selector");
    let page = sound(&text);
    let policy = page.select(&policy).next().and_then(|it| it.attr("content")).expect("a policy");
    assert!(policy.starts_with("default-src 'none'; style-src 'sha256-"), "{policy}");
    assert!(policy.contains("script-src 'sha256-") && !policy.contains("unsafe"), "{policy}");
    assert_eq!(text.matches("<script").count(), 1);
    assert!(!text.contains("<link"), "nothing is linked");
}

#[test]
fn both_editions_have_one_and_the_corrections_are_within() {
    let study = Study::fixture("corrected");
    study.run(&["build", "--edition", "both"]).exits(0);
    for file in ["output/report.html", "output/as-published/report.html"] {
        let page = sound(&study.read(file));
        let note = Selector::parse(".edition").expect("a selector");
        assert_eq!(page.select(&note).count(), 1, "{file}");
        study.run(&["verify", file, "--study", "."]).exits(0);
    }
    assert_ne!(study.read("output/report.html"), study.read("output/as-published/report.html"));
}

#[test]
fn studies_of_every_form_give_a_sound_file() {
    for name in ["audited", "consistent", "citations", "statements", "withdrawn"] {
        if crate::support::root().join("tests/it/fixtures").join(name).is_dir() {
            sound(&Study::fixture(name).built().read("output/report.html"));
        }
    }
}

#[test]
fn a_study_with_templates_of_its_own_has_one_file() {
    let study = Study::fixture("minimal");
    study.write(
        "templates/base.html",
        "<!doctype html><html><body><p><a href=\"tables.html#people.drink.tea\">Tea</a></p>\
         {% block main %}{% endblock main %}<script src=\"script.js\"></script></body></html>",
    );
    let study = study.built();
    let text = study.read("output/report.html");
    sound(&text);
    assert!(text.contains("<a href=\"#people.drink.tea\">Tea</a>"));
    assert!(!text.contains("src=\"script.js\""));
}

#[test]
fn a_file_is_put_beside_the_study_and_its_site_only() {
    let study = Study::fixture("minimal").built();
    let at = |path: &str| study.run(&["build", "--single-file", path]);
    at("content/tea.html")
        .exits(2)
        .says("content/tea.html is in a folder of the study's own texts");
    at("templates/../content/study.yaml").exits(2).says("the study's own texts");
    at("output/tea.html")
        .exits(2)
        .says("output/tea.html is in ./output, which each build replaces");
    assert!(!study.path("output/tea.html").exists() && !study.path("content/tea.html").exists());
    // What is there already may be named.
    at("output/report.html").exits(0);
    at("output.html").exits(0);
    study.run(&["verify", "output", "--study", "."]).exits(0);
}

#[test]
fn paper_names_the_report_and_styles_are_vouched_for() {
    let study = Study::fixture("minimal");
    let title = "title: 'Tea \\ `\"</style>` more'";
    study.replace("content/study.yaml", "title: A minimal study", title);
    let text = study.built().read("output/report.html");
    let page = sound(&text);
    let style = Selector::parse("style").expect("a selector");
    let style: String = page.select(&style).flat_map(|it| it.text()).collect();
    let shown = "@top-left{content:\"Tea \\5c  \\22 \\3c /style> more\"}";
    assert!(style.contains(shown), "{}", &style[style.len() - 200..]);
    let hash = STANDARD.encode(Digest::of(style.as_bytes()).bytes());
    let meta = Selector::parse("meta[http-equiv]").expect("a selector");
    let policy = page.select(&meta).next().and_then(|it| it.attr("content")).expect("a policy");
    assert!(policy.contains(&format!("style-src 'sha256-{hash}'")), "{policy}");
}

#[test]
fn headings_stand_below_the_title_of_the_study() {
    let study = Study::shipped().built();
    let page = Html::parse_document(&study.read("output/report.html"));
    let headings = Selector::parse("h1, h2, h3, h4, h5, h6").expect("a selector");
    let headings: Vec<_> = page.select(&headings).collect();
    let levels: Vec<u32> =
        headings.iter().map(|it| u32::from(it.value().name().as_bytes()[1] - b'0')).collect();
    assert_eq!(levels.iter().filter(|level| **level == 1).count(), 1, "one title");
    assert_eq!(levels[0], 1);
    for (i, pair) in levels.windows(2).enumerate() {
        let text: String = headings[i + 1].text().collect();
        assert!(pair[1] <= pair[0] + 1, "{text}");
    }
    let title = Selector::parse("[id=page-methods] > article > h2").expect("a selector");
    assert_eq!(page.select(&title).count(), 1);
}

#[test]
fn what_is_offered_as_data_is_held_there() {
    let study = Study::shipped().built();
    let page = Html::parse_document(&study.read("output/report.html"));
    let links = Selector::parse("[id=page-data] a.download").expect("a selector");
    for link in page.select(&links) {
        assert!(link.attr("href").is_some_and(|href| href.starts_with("data:")), "{link:?}");
    }
    assert!(page.select(&links).count() > 10);
}

#[test]
fn formats_are_asked_for_and_recorded() {
    let study = Study::fixture("minimal");
    study.run(&["build", "--formats", "site"]).exits(0);
    assert!(!study.path("output/report.html").exists());
    assert!(!study.path("output/package").exists());
    let page = study.read("output/data.html");
    assert!(!page.contains("report.html") && !page.contains("package/"), "nothing offers them");
    let manifest = study.read("output/manifest.json");
    assert!(manifest.contains("\"options\": {\"formats\": [\"site\"]},"), "{manifest}");
    // It is held against what the study gives in the same formats.
    study.run(&["verify", "output", "--study", "."]).exits(0);
    study.run(&["build"]).exits(0);
    let manifest = study.read("output/manifest.json");
    assert!(
        manifest.contains("\"formats\": [\"site\", \"picture\", \"single-file\", \"package\"]"),
        "{manifest}"
    );
    assert!(study.read("output/data.html").contains("href=\"report.html\""));
    study.run(&["verify", "output", "--study", "."]).exits(0);
    // The site is always made, and a file that is asked for twice over is not left out silently.
    study.run(&["build", "--formats", "single-file"]).exits(0);
    assert!(study.path("output/index.html").exists());
    let both = ["build", "--formats", "site", "--single-file", "tea.html"];
    study.run(&both).exits(2).says("--formats leaves out what is to be written to tea.html");
    study.run(&["build", "--formats", "hologram"]).exits(2).says("single-file");
}

#[test]
fn the_file_proves_itself() {
    let study = Study::fixture("minimal");
    let run = study.run(&["build", "--single-file", "tea.html"]).exits(0);
    assert!(run.stdout.contains("Wrote one file, "), "{}", run.stdout);
    let text = study.read("tea.html");
    assert_eq!(text, study.read("output/report.html"));
    let run = study.run(&["verify", "tea.html", "--study", "."]).exits(0);
    assert!(run.stdout.starts_with("tea.html is as it was written.\n"), "{}", run.stdout);
    // By hand: the digest is that of the file with nothing in its place.
    let mark = "<meta name=\"offprint-digest\" content=\"";
    let at = text.find(mark).expect("a digest") + mark.len();
    let blank = format!("{}{}", &text[..at], &text[at + 64..]);
    assert_eq!(text[at..at + 64], Digest::of(blank.as_bytes()).to_string());
    for at in [0, at, at - 5, text.len() / 2, text.len() - 1] {
        let mut altered = text.clone().into_bytes();
        altered[at] ^= 1;
        study.write("tea.html", &altered);
        study.run(&["verify", "tea.html"]).exits(1);
    }
    study.write("tea.html", "not of offprint");
    study.run(&["verify", "tea.html"]).exits(1);
    study.run(&["build", "--single-file", "tea.html"]).exits(2).says("tea.html");
    assert_eq!(study.read("tea.html"), "not of offprint");
    study.write("content/narrative/report.md", "---\ntitle: R\n---\n");
    study.build().exits(1);
}
