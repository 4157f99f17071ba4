//! A study in another language: nothing is hard-coded, numbers and direction follow, charts too.

use std::fs;

use offprint::types::checklist::CHECKLISTS;
use scraper::{Html, Selector};

use crate::support::{Study, files};

/// Names of forms and programs, which are the same in every language.
const NAMES: [&str; 9] =
    ["offprint", "APA", "Vancouver", "BibTeX", "CSV", "ZIP", "XLSX", "CFF", "Markdown"];

/// What a reader meets of a page, text by text: without code, and without what scripts and styles say.
fn told(html: &str) -> Vec<String> {
    let page = Html::parse_document(html);
    let select = |selector: &str| Selector::parse(selector).expect("a selector");
    let hidden = select("script, style, code, pre, .references, a.cite, dl.cite");
    let mut told = Vec::new();
    for node in page.tree.nodes() {
        let Some(text) = node.value().as_text() else { continue };
        let mut above = node.ancestors().filter_map(scraper::ElementRef::wrap);
        if !above.any(|element| hidden.matches(&element)) {
            told.push(text.to_string());
        }
    }
    for name in ["alt", "title", "aria-label"] {
        let with = page.select(&select(&format!("[{name}]"))).collect::<Vec<_>>();
        told.extend(with.iter().filter_map(|it| it.value().attr(name)).map(str::to_owned));
    }
    let about = select("meta[name=description], meta[property='og:description']");
    let about = page.select(&about);
    told.extend(about.filter_map(|it| it.value().attr("content")).map(str::to_owned));
    told
}

/// The words of plain Latin letters in a text, without addresses, files and names.
fn latin(text: &str) -> Vec<String> {
    let mut text = text.to_owned();
    for list in &CHECKLISTS {
        text = text.replace(list.name, "").replace(list.source, "");
    }
    let words = text.split_whitespace().filter(|word| !word.contains("://"));
    let words = words.flat_map(|word| word.split(|c: char| !c.is_alphabetic()));
    words
        .filter(|word| word.chars().count() > 1 && word.chars().all(|c| c.is_ascii_alphabetic()))
        .filter(|word| !NAMES.contains(word))
        .map(str::to_owned)
        .collect()
}

#[test]
fn no_text_of_offprint_is_hard_coded() {
    let study = Study::fixture("languages");
    study.run(&["build", "--edition", "both"]).exits(0);
    let mut left = Vec::new();
    let mut pages = 0;
    for folder in ["output", "output/as-published"] {
        for entry in fs::read_dir(study.path(folder)).expect("the site") {
            let path = entry.expect("a file").path();
            if path.extension().is_none_or(|ending| ending != "html") {
                continue;
            }
            pages += 1;
            let html = fs::read_to_string(&path).expect("a page");
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            for text in told(&html) {
                for word in latin(&text) {
                    left.push(format!("{name}: `{word}` in `{}`", text.trim()));
                }
            }
        }
    }
    assert!(pages > 20, "only {pages} pages were read");
    left.sort();
    left.dedup();
    assert!(left.is_empty(), "{} texts are no messages: {left:#?}", left.len());
}

/// The words of a text in small letters, with one space round each.
fn spaced(text: &str) -> String {
    let words = text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    words.fold(" ".to_owned(), |text, word| text + &word.to_lowercase() + " ")
}

/// The runs of plain Latin words in a text, as the study may have written them.
fn runs(text: &str) -> Vec<String> {
    let mut text = text.to_owned();
    for list in &CHECKLISTS {
        text = text.replace(list.name, "|").replace(list.source, "|");
    }
    // What is bound, quoted, joined or counted stands between texts that the study wrote.
    let apart = |c: char| !c.is_alphabetic() && !" -’'\u{a0}\n".contains(c);
    let mut runs = Vec::new();
    for part in text.split(apart) {
        let mut run = String::new();
        for word in part.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()) {
            if word.is_ascii() && !NAMES.contains(&word) {
                run.push_str(word);
                run.push(' ');
            } else {
                runs.push(std::mem::take(&mut run));
            }
        }
        runs.push(run);
    }
    let worded = |run: &String| run.split(' ').any(|word| word.len() > 1);
    runs.iter().filter(|run| worded(run)).map(|run| spaced(run)).collect()
}

#[test]
fn the_shipped_study_has_no_words_of_offprint_in_it() {
    let study = Study::shipped();
    study.replace("content/study.yaml", "language: en\n", "language: en-XA\n");
    let study = study.built();
    let mut own = String::new();
    for (_, bytes) in files(&study.path("content")) {
        let text = String::from_utf8_lossy(&bytes).replace("{claim}", "");
        own.push_str(&spaced(&text));
        // Of a claim, what is read stands before its values.
        let read = text.split('`').map(|part| part.split(" | ").next().unwrap_or_default());
        own.push_str(&spaced(&read.collect::<String>()));
    }
    let mut left = Vec::new();
    let mut looked = 0;
    for (path, bytes) in files(&study.path("output")) {
        if path.rsplit('.').next() == Some("html") && path != "report.html" {
            let html = String::from_utf8_lossy(&bytes);
            for (text, run) in told(&html)
                .iter()
                .flat_map(|text| runs(text).into_iter().map(move |run| (text, run)))
            {
                looked += 1;
                if !own.contains(&run) {
                    left.push(format!("{path}: `{run}` in `{}`", text.trim()));
                }
            }
        }
    }
    assert!(looked > 5_000, "only {looked} texts were read");
    left.sort();
    left.dedup();
    assert!(left.is_empty(), "{} texts are no messages: {left:#?}", left.len());
}

#[test]
fn faces_of_a_study_stand_for_those_of_offprint_wherever_text_is_set() {
    let study = Study::fixture("crowded");
    // Only browsers read a face.
    study.write("templates/fonts/sans-400.woff2", "a face of another script");
    let study = study.built();
    let data = "YSBmYWNlIG9mIGFub3RoZXIgc2NyaXB0";
    for file in ["output/style.css", "output/report.html"] {
        let text = study.read(file);
        let face = format!(
            "font-family:\"Offprint Sans\";font-weight:400;font-style:normal;font-display:swap;src:url(data:font/woff2;base64,{data})"
        );
        assert!(text.contains(&face), "{file}");
        assert!(!text.contains("unicode-range"), "{file}: it is asked for letters of any script");
    }
    // Charts name no face of their own.
    let style = study.read("output/style.css");
    assert!(style.contains(".drawing svg { display: block; width: 100%; height: auto; overflow: visible; font-family: var(--ui); }"));
    let page = study.read("output/wishes.html");
    assert!(page.contains("class=\"chart wide\"") && !page.contains("font-family"));
}

#[test]
fn the_codebook_speaks_the_language() {
    let study = Study::fixture("languages").built();
    let codebook = study.read("output/package/codebook.md");
    // Between backticks stand ids and words of the files, which are the same everywhere.
    let text: String = codebook.split('`').step_by(2).collect();
    let known =
        ["percent", "count", "mean", "ratio", "points", "percentage", "the", "column", "base"];
    let units = ["sum", "of", "all", "but", "difference", "share", "withheld"];
    let left: Vec<String> = latin(&text)
        .into_iter()
        .filter(|word| !known.contains(&word.as_str()) && !units.contains(&word.as_str()))
        .collect();
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn a_study_brings_its_own_language() {
    let study = Study::fixture("minimal");
    let english = study.run(&["messages"]).exits(0).stdout;
    let own = english
        .replace("page-skip = Skip to the text", "page-skip = Zum Text")
        .replace("setting-decimal-mark = .", "setting-decimal-mark = ,")
        .replace("setting-date = digits", "setting-date = words")
        .replace("{$number_html}%", "{$number_html}{\"\\u00A0\"}%")
        .replace("month-1 = January", "month-1 = Januar");
    study.write("templates/messages/de.ftl", &own);
    study.replace("content/study.yaml", "title:", "language: de\ntitle:");
    study.replace("content/data/tea.yaml", "percent: 60", "percent: 60.0");
    let built = study.built();
    let page = built.read("output/drinks.html");
    assert!(page.contains("<html lang=\"de\">") && page.contains(">Zum Text</a>"));
    assert!(page.contains("60,0\u{a0}%"), "numbers are written as the language has them");
    assert!(page.contains("2 Januar 2026"), "and dates");
    // A message that is missing, and one that is not known.
    let lacking = own.replace("page-skip = Zum Text\n", "page-skipp = Zum Text\n");
    built.write("templates/messages/de.ftl", lacking);
    let run = built.run(&["build"]).exits(1);
    run.says("error[missing-message]: the message `page-skip` is missing")
        .says("error[unknown-message]: there is no message `page-skipp`")
        .says("templates/messages/de.ftl:");
}

#[test]
fn an_english_study_words_single_messages() {
    let study = Study::fixture("minimal");
    study.write("templates/messages/en.ftl", "page-skip = To the words\n");
    let study = study.built();
    let page = study.read("output/drinks.html");
    assert!(page.contains(">To the words</a>") && page.contains("Contents</summary>"));
}

#[test]
fn a_language_from_right_to_left_turns_pages_and_charts() {
    let study = Study::fixture("languages");
    study.replace("content/study.yaml", "language: en-XA", "language: ar-XB");
    let study = study.built();
    let page = study.read("output/first.html");
    assert!(page.contains("<html lang=\"ar-XB\" dir=\"rtl\">"));
    let chart =
        page.split("<svg ").find(|it| it.contains("class=\"chart wide\"")).expect("a chart");
    assert!(chart.contains(" direction=\"ltr\">"), "text begins where it was put");
    // Bars begin at the right, below each other, with their labels behind the line on which they begin.
    let x = |element: &str, name: &str| {
        let value = element.split(&format!(" {name}=\"")).nth(1).expect(name);
        value.split('"').next().expect(name).parse::<f64>().expect(name)
    };
    let ends: Vec<f64> = chart
        .split("<rect class=\"m ")
        .skip(1)
        .map(|rect| x(rect, "x") + x(rect, "width"))
        .collect();
    assert!(ends.len() > 1 && ends.iter().all(|end| (end - ends[0]).abs() < 0.11), "{ends:?}");
    for label in chart.split("<text class=\"l\"").skip(1) {
        assert!(
            x(label, "x") > ends[0] && !label.split('>').next().expect("a tag").contains("end")
        );
    }
    let style = study.read("output/style.css");
    for side in
        ["margin-left", "padding-left", "border-left:", "text-align: left", "text-align: right"]
    {
        assert!(!style.contains(side), "style.css knows no left and right: {side}");
    }
}
