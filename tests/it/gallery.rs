//! `docs/gallery/` against the study that it shows: pictures as the build draws them, YAML as it stands
//! in the study's files. With `OFFPRINT_WRITE_DOCS` set, the pictures are written anew.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use serde_json::Value;
use walkdir::WalkDir;

use crate::pages::{blocks, holds, page};
use crate::support::{Study, copy, root};

const PAGE: &str = "docs/gallery/README.md";
/// Room round a drawing: its face may be missing where it is seen, and others are wider.
const MARGIN: f64 = 30.0;
/// Length of a small bar, which takes the length of its place.
const SMALL: f64 = 320.0;

/// The study of the gallery, built.
fn study() -> Study {
    let study = Study::empty();
    copy(&root().join("docs/gallery/study"), study.folder());
    let run = study.build().exits(0);
    assert_eq!(run.stderr, "", "the study of the gallery is without a fault");
    study
}

/// What the style sheet says of one drawing: its rules, a line each, and the colours that they name, of
/// light and dark pages.
fn inks(css: &str, drawing: &str) -> String {
    let classes: BTreeSet<&str> = drawing
        .split("class=\"")
        .skip(1)
        .flat_map(|rest| rest.split('"').next().unwrap_or_default().split(' '))
        .chain(["back"])
        .collect();
    let fits = |selector: &&str| {
        let named = selector.split('.').skip(1);
        let mut named = named.map(|name| name.split([' ', ':', '[']).next().unwrap_or_default());
        !selector.contains('[') && named.all(|name| classes.contains(name))
    };
    let (_, rest) = css.split_once("/* Inks of charts */\n").expect("inks");
    let (inks, _) = rest.split_once("\n\n").expect("their end");
    let small = css.lines().find(|line| line.starts_with(".small .ground")).expect("a ground");
    let all = format!("{inks}\n{small}\n.back {{ fill: var(--ground); }}");
    let mut rules = String::new();
    for (selectors, body) in all.split('}').filter_map(|rule| rule.split_once('{')) {
        let used: Vec<&str> = selectors.trim().split(", ").filter(fits).collect();
        if !used.is_empty() {
            // Writing to a string cannot fail.
            let _ = writeln!(rules, "{} {{ {} }}", used.join(", "), body.trim());
        }
    }
    let colours = |from: &str| -> String {
        let (_, rest) = css.split_once(from).expect("tokens");
        let (tokens, _) = rest.split_once('}').expect("their end");
        let tokens = tokens.lines().map(str::trim).filter(|line| {
            line.contains(": #")
                && line.split(':').next().is_some_and(|it| rules.contains(&format!("({it})")))
        });
        tokens.collect::<Vec<_>>().join(" ")
    };
    format!(
        "\nsvg {{ {} font-family: \"Source Sans 3\", \"Helvetica Neue\", Arial, sans-serif; }}\n\
         @media (prefers-color-scheme: dark) {{ svg {{ {} }} }}\n{rules}",
        colours(":root, .light {"),
        colours("@media screen and (prefers-color-scheme: dark) {\n  :root {"),
    )
}

/// A drawing that needs no page: with its inks, on its ground.
fn alone(svg: &str, css: &str) -> String {
    let css = inks(css, svg);
    let (opening, rest) = svg.split_once('>').expect("a tag");
    let small = opening.contains("chart small");
    let bounds = opening.split("viewBox=\"").nth(1).and_then(|rest| rest.split('"').next());
    let bounds = bounds.expect("its bounds").split(' ');
    let [_, _, width, height] =
        bounds.map(|it| it.parse().expect("a number")).collect::<Vec<f64>>()[..]
    else {
        panic!("four bounds");
    };
    if small {
        return format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"chart small\" viewBox=\"0 0 {width} {height}\" \
             width=\"{SMALL}\" height=\"{height}\" preserveAspectRatio=\"none\"><style>{css}</style>{rest}\n"
        );
    }
    let class = if opening.contains("chart narrow") { "chart narrow" } else { "chart wide" };
    let size = opening.split("font-size=\"").nth(1).and_then(|rest| rest.split('"').next());
    let (head, drawn) = rest.split_once("</desc>").expect("a description");
    let (all_width, all_height) = (width + 2.0 * MARGIN, height + 2.0 * MARGIN);
    let place =
        format!("x=\"-{MARGIN}\" y=\"-{MARGIN}\" width=\"{all_width}\" height=\"{all_height}\"");
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"{class}\" \
         viewBox=\"-{MARGIN} -{MARGIN} {all_width} {all_height}\" width=\"{all_width}\" \
         height=\"{all_height}\" font-size=\"{}\">{head}</desc>\
         <style>{css}</style><rect class=\"back\" {place}/>{drawn}\n",
        size.expect("the size of its text"),
    )
}

/// The source of elements, as the page has it.
fn sources<'a>(page: &'a str, opening: &str) -> Vec<&'a str> {
    let starts = page.match_indices(opening).map(|(at, _)| &page[at..]);
    starts.map(|rest| &rest[..rest.find("</svg>").expect("its end") + "</svg>".len()]).collect()
}

/// The place of a picture in the page: two drawings, and what they show in words.
fn element(id: &str, said: &str) -> String {
    let said = said.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;");
    format!(
        "<picture><source media=\"(max-width: 600px)\" srcset=\"{id}-narrow.svg\"><img src=\"{id}.svg\" \
         alt=\"{said}\"></picture>"
    )
}

/// Whether a file is a picture, by its name.
fn is_picture(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|end| end == "svg")
}

#[test]
fn pictures_are_what_the_build_draws() {
    let study = study();
    let css = study.read("output/style.css");
    let report: Value = serde_json::from_str(&study.read("output/data/report.json")).expect("JSON");
    let figures = study.read("output/figures.html");
    let mut text = page(PAGE);
    let mut files = BTreeSet::new();
    let place = |text: &mut String, id: &str, element: String| {
        let named = |line: &&str| {
            line.starts_with("<picture") && line.contains(&format!("src=\"{id}.svg\""))
                || line.starts_with("<img") && line.contains(&format!("src=\"{id}.svg\""))
        };
        let line = text.lines().find(named).map(str::to_owned);
        let line = line.unwrap_or_else(|| panic!("{PAGE} does not show {id}"));
        *text = text.replacen(&line, &element, 1);
    };
    let mut write = |name: String, svg: String| {
        assert!(svg.len() < 16_000, "{name} is {} bytes", svg.len());
        holds(&format!("docs/gallery/{name}"), &svg);
        files.insert(name);
    };
    for figure in report["figures"].as_array().expect("figures") {
        let (id, said) = (figure["id"].as_str().expect("an id"), figure["description"].as_str());
        // The questions that the page shows within another chart have their own in the study.
        if ["pupils.often", "pupils.price"].contains(&id) {
            continue;
        }
        for (size, end) in [("wide", ""), ("narrow", "-narrow")] {
            let mark = format!("aria-labelledby=\"fig-{id}-{size}-title\"");
            let all = sources(&figures, "<svg xmlns=");
            let svg = all.into_iter().find(|svg| svg.contains(&mark)).expect("a drawing");
            write(format!("{id}{end}.svg"), alone(svg, &css));
        }
        place(&mut text, id, element(id, said.expect("a description")));
    }
    let small = sources(&study.read("output/index.html"), "<svg class=\"chart small\"").join("\n");
    let small: Vec<&str> = small.lines().collect();
    assert_eq!(small.len(), 2);
    for (id, svg) in ["pupils.missing.time", "staff.missing.coffee"].iter().zip(small) {
        let values = report["values"].as_array().expect("values");
        let value = values.iter().find(|value| value["id"] == *id).expect("a value");
        let label = value["label"].as_str().expect("a label");
        let name = format!("small.{id}");
        write(format!("{name}.svg"), alone(svg, &css));
        let said = format!("A bar beside the number of “{label}”");
        place(&mut text, &name, format!("<img src=\"{name}.svg\" alt=\"{said}\"><br>"));
    }
    holds(PAGE, &text);
    let kept = fs::read_dir(root().join("docs/gallery")).expect("the gallery");
    let kept =
        kept.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned());
    assert_eq!(kept.filter(|name| is_picture(name)).collect::<BTreeSet<_>>(), files);
    // Each kind that there is has its picture.
    let kinds = report["figures"].as_array().expect("figures").iter();
    let kinds: BTreeSet<&str> = kinds.filter_map(|figure| figure["kind"].as_str()).collect();
    let all = ["bars", "diverging", "dumbbell", "pair", "panels", "stacked"];
    assert_eq!(kinds, all.into(), "kinds of charts");
}

#[test]
fn yaml_is_that_of_the_study() {
    let text = page(PAGE);
    let study = root().join("docs/gallery/study/content");
    let files = WalkDir::new(study).into_iter().map(|entry| entry.expect("a readable folder"));
    let files = files.filter(|entry| entry.path().extension().is_some_and(|end| end == "yaml"));
    let files: Vec<String> =
        files.map(|entry| fs::read_to_string(entry.path()).expect("a file")).collect();
    let blocks = blocks(&text);
    assert_eq!(blocks.len(), text.matches("\n## ").count(), "a block for each kind");
    for block in blocks {
        assert_eq!(block.language, "yaml", "{PAGE}:{}", block.line);
        let stands = files.iter().any(|file| file.contains(&block.text));
        assert!(stands, "{PAGE}:{}: this does not stand in the study", block.line);
    }
}
