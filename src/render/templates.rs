//! Built-in templates and a study's own -> Tera, with faults at their places.

use std::borrow::Cow;
use std::sync::Arc;

use tera::{Context, ErrorKind, Tera};

use super::fields::{fields, unknown_fields};
use super::saying::{Say, with_constants};
use crate::diagnostic::Diagnostic;
use crate::types::messages::Messages;
use crate::types::source::{Override, Place, Source, SourceFile};

/// A built-in file of `templates/`: its name and bytes.
type BuiltIn = (&'static str, &'static [u8]);

macro_rules! built_in {
    ($($name:literal,)*) => {
        [$(($name, include_bytes!(concat!("../../templates/", $name)).as_slice()),)*]
    };
}

/// All built-in files; a test holds this list against the folder.
pub(super) const BUILT_IN: [BuiltIn; 41] = built_in![
    "404.css",
    "404.html",
    "all-contents.html",
    "audit.html",
    "base.html",
    "checklist.html",
    "contents.html",
    "corrections.html",
    "data.html",
    "fact.html",
    "figure.html",
    "figures.html",
    "finding.html",
    "found.html",
    "fonts/OFL.txt",
    "fonts/README.md",
    "fonts/sans-400.woff2",
    "fonts/sans-600.woff2",
    "fonts/serif-400-italic.woff2",
    "fonts/serif-400.woff2",
    "fonts/serif-600.woff2",
    "glance.html",
    "how-to-cite.html",
    "index.html",
    "licence.html",
    "page.html",
    "publication.html",
    "recommendation.html",
    "references.html",
    "script/charts.js",
    "script/contents.js",
    "script/copy.js",
    "script/notes.js",
    "script/search.js",
    "script/shared.js",
    "script/sort.js",
    "single.html",
    "style.css",
    "table.html",
    "tables.html",
    "words.html",
];

/// The parts of the script, in their order: the first holds what the others share.
const SCRIPT: [&str; 7] = [
    "script/shared.js",
    "script/notes.js",
    "script/contents.js",
    "script/search.js",
    "script/sort.js",
    "script/charts.js",
    "script/copy.js",
];

/// The variables that the templates of offprint know at their top.
pub(super) const VARIABLES: [&str; 22] = [
    "site",
    "page",
    "figure",
    "table",
    "tables",
    "groups",
    "derived",
    "downloads",
    "figure_groups",
    "recommendation",
    "card",
    "references",
    "works",
    "audit",
    "group",
    "corrections",
    "corrections_data",
    "missing",
    "checklists",
    "licence",
    "everything",
    "one",
];

/// Templates, styles, scripts and fonts of one study, ready for use.
pub(crate) struct Templates {
    tera: Tera,
    overrides: Vec<(String, Vec<u8>)>,
    sources: Vec<(String, Arc<SourceFile>)>,
}

impl Templates {
    /// Compiles the built-in templates and those of the study; a file of the study counts where
    /// its bytes differ from the built-in file of its name.
    #[must_use]
    pub(crate) fn compile(source: &Source) -> (Self, Vec<Diagnostic>) {
        let own: Vec<&Override> = source
            .overrides
            .iter()
            .filter(|file| {
                BUILT_IN.iter().all(|(name, bytes)| file.name != *name || file.bytes != *bytes)
            })
            .collect();
        let mut sources: Vec<(String, Arc<SourceFile>)> = Vec::new();
        for (name, bytes) in BUILT_IN.iter().filter(|(name, _)| is_template(name)) {
            let text = with_constants(&String::from_utf8_lossy(bytes), &source.messages);
            let path = format!("offprint's own templates/{name}");
            sources.push((format!("builtin/{name}"), Arc::new(SourceFile { path, text })));
        }
        let mut faults = Vec::new();
        for file in &own {
            if let (true, Some(text)) = (is_template(&file.name), &file.file) {
                sources.push((format!("study/{}", file.name), Arc::clone(text)));
            }
        }
        let tera = compile(&mut sources, &source.messages, &mut faults);
        let overrides = own.iter().map(|file| (file.name.clone(), file.bytes.clone())).collect();
        let templates = Self { tera, overrides, sources };
        faults.extend(templates.unknown_variables());
        (templates, faults)
    }

    /// The bytes of a file: the study's, or the built-in one.
    pub(super) fn file(&self, name: &str) -> Cow<'_, [u8]> {
        if let Some((_, bytes)) = self.overrides.iter().find(|(known, _)| known == name) {
            return Cow::Borrowed(bytes);
        }
        let built_in = BUILT_IN.iter().find(|(known, _)| *known == name);
        Cow::Borrowed(built_in.map_or(&[][..], |(_, bytes)| bytes))
    }

    /// The script: that of the study, or its parts one behind the other. Those of offprint go
    /// without what only people read, for which the one file has no room.
    pub(super) fn script(&self) -> Vec<u8> {
        if let Some((_, whole)) = self.overrides.iter().find(|(known, _)| known == "script.js") {
            return whole.clone();
        }
        let mut script = Vec::new();
        for name in SCRIPT {
            let own = self.overrides.iter().find(|(known, _)| known == name);
            match own {
                Some((_, bytes)) => script.extend_from_slice(bytes),
                None => script.extend_from_slice(lean(&self.file(name)).as_bytes()),
            }
            script.push(b'\n');
        }
        script
    }

    /// The style sheet for the one file: that of the study, or that of offprint without what only
    /// people read.
    pub(super) fn dense_style(&self) -> Vec<u8> {
        let style = self.file("style.css");
        if self.overrides.iter().any(|(known, _)| known == "style.css") {
            return style.into_owned();
        }
        dense(&String::from_utf8_lossy(&style)).into_bytes()
    }

    /// Renders a template.
    pub(super) fn render(&self, name: &str, context: &Context) -> Result<String, Diagnostic> {
        self.tera.render(name, context).map_err(|error| fault(&error, &self.sources))
    }

    /// Variables at the top of a study's templates that no page has: known without rendering.
    fn unknown_variables(&self) -> Vec<Diagnostic> {
        let (mut faults, mut known) = (Vec::new(), None);
        for (name, file) in self.sources.iter().filter(|(name, _)| name.starts_with("study/")) {
            // Made of the types once, and only where a study has templates.
            faults.extend(unknown_fields(file, known.get_or_insert_with(fields)));
            let Ok(variables) = self.tera.get_template_variables(name) else { continue };
            let mut unknown: Vec<&str> =
                variables.into_iter().filter(|name| !VARIABLES.contains(name)).collect();
            unknown.sort_unstable();
            for variable in unknown {
                // Tera counts the variables of what is included too: they are told at their file.
                let Some(at) = word(&file.text, variable) else { continue };
                let place = Place { file: Arc::clone(file), span: at..at + variable.len() };
                faults.push(Diagnostic::unknown_variable(variable, place, &VARIABLES));
            }
        }
        faults
    }
}

/// A built-in file: its name and bytes, and the variables that a template has.
pub(crate) type Shown = (&'static str, &'static [u8], Vec<String>);

/// All built-in files, with the variables that each template has.
pub(crate) fn built_in() -> Vec<Shown> {
    let (templates, _) = Templates::compile(&Source::default());
    let variables = |name: &str| {
        let known = templates.tera.get_template_variables(&format!("builtin/{name}"));
        let mut names: Vec<String> =
            known.unwrap_or_default().into_iter().map(str::to_owned).collect();
        // What a template sets itself is no variable of it.
        names.retain(|name| VARIABLES.contains(&name.as_str()));
        names.sort_unstable();
        names
    };
    BUILT_IN.iter().map(|(name, bytes)| (*name, *bytes, variables(name))).collect()
}

/// A script of offprint without indentation and without the lines that are comments; a test holds
/// that none of its texts runs over lines.
fn lean(script: &[u8]) -> String {
    let text = String::from_utf8_lossy(script);
    let lines = text.lines().map(str::trim_start);
    let code = lines.filter(|line| !line.is_empty() && !line.starts_with("//"));
    let code = code.filter(|line| !(line.starts_with("/**") && line.ends_with("*/")));
    code.collect::<Vec<_>>().join("\n")
}

/// What a style sheet of offprint can do without; a test holds that no quoted text has any of it.
const AIRY: [(&str, &str); 10] = [
    (" {", "{"),
    ("{ ", "{"),
    ("; ", ";"),
    (": ", ":"),
    (", ", ","),
    (" }", "}"),
    ("{\n", "{"),
    (";\n", ";"),
    ("}\n", "}"),
    (";}", "}"),
];

/// A style sheet of offprint without comments, indentation and spaces round signs.
fn dense(style: &str) -> String {
    let mut parts = style.split("/*");
    let mut text = parts.next().unwrap_or_default().to_owned();
    text.extend(parts.map(|part| part.split_once("*/").map_or("", |(_, behind)| behind)));
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let text = lines.collect::<Vec<_>>().join("\n");
    AIRY.iter().fold(text, |text, (airy, dense)| text.replace(airy, dense))
}

/// Whether a file is a template; names are compared as they are written.
fn is_template(name: &str) -> bool {
    std::path::Path::new(name).extension().is_some_and(|ending| ending == "html")
}

/// Where a word stands alone in a text.
fn word(text: &str, word: &str) -> Option<usize> {
    let part = |c: char| c.is_alphanumeric() || c == '_' || c == '.';
    text.match_indices(word).map(|(at, _)| at).find(|at| {
        !text[..*at].ends_with(part)
            && !text[at + word.len()..].starts_with(|c: char| c.is_alphanumeric() || c == '_')
    })
}

/// Compiles what can be compiled; a study's template that cannot is reported and left out.
fn compile(
    sources: &mut Vec<(String, Arc<SourceFile>)>,
    messages: &Messages,
    faults: &mut Vec<Diagnostic>,
) -> Tera {
    loop {
        let mut tera = Tera::new();
        tera.register_function("t", Say(messages.clone()));
        let prefixes = tera.set_fallback_prefixes(["study/", "builtin/"]);
        debug_assert!(prefixes.is_ok(), "no template is there yet");
        let texts = sources.iter().map(|(name, file)| (name.as_str(), file.text.as_str()));
        let Err(error) = tera.add_raw_templates(texts) else { return tera };
        let found = told(&error, sources);
        let culprits: Vec<String> = found.iter().map(|(name, _)| name.clone()).collect();
        faults.extend(found.into_iter().map(|(_, fault)| fault));
        let before = sources.len();
        sources.retain(|(name, _)| !culprits.contains(name) || name.starts_with("builtin/"));
        if sources.len() == before {
            // Not to be pinned on one file: leave all of the study's out.
            sources.retain(|(name, _)| name.starts_with("builtin/"));
        }
        assert!(sources.len() < before, "offprint's own templates compile: {error}");
    }
}

/// The names of the study's templates in an error of Tera, each with its fault.
fn told(error: &tera::Error, sources: &[(String, Arc<SourceFile>)]) -> Vec<(String, Diagnostic)> {
    let file = |name: &str| sources.iter().find(|(known, _)| known == name).map(|(_, file)| file);
    let bare = |name: &str| name.split_once('/').map_or(name, |(_, bare)| bare).to_owned();
    match error.kind() {
        ErrorKind::CircularExtend { tpl, inheritance_chain: chain }
        | ErrorKind::CircularInclude { tpl, include_chain: chain } => {
            let extends = matches!(error.kind(), ErrorKind::CircularExtend { .. });
            let (tag, does) =
                if extends { ("extends", "extends") } else { ("include", "includes") };
            // What led to the circle is left out.
            let own = bare(tpl);
            let chain: Vec<String> = chain.iter().map(|name| bare(name)).collect();
            let mut parts = chain.split(|name| *name == own);
            let before = parts.next().unwrap_or_default();
            let between = parts.next().filter(|between| !between.is_empty()).unwrap_or(before);
            let mut way = vec![own.clone()];
            way.extend(between.iter().cloned());
            way.push(own);
            let way: Vec<&str> = way.iter().map(String::as_str).collect();
            let place = named_in(file(tpl), tag, way[1]);
            vec![(tpl.clone(), Diagnostic::template_circular(does, &way, place))]
        }
        ErrorKind::MissingParent { current, parent } => {
            let place = named_in(file(current), "extends", parent);
            let known: Vec<String> = sources.iter().map(|(name, _)| bare(name)).collect();
            let known: Vec<&str> = known.iter().map(String::as_str).collect();
            vec![(current.clone(), Diagnostic::template_parent(parent, place, &known))]
        }
        ErrorKind::Msg(reports) => {
            let parts = reports.split("\n\n").filter_map(|report| from_report(report, sources));
            let parts: Vec<_> = parts.collect();
            if parts.is_empty() { vec![(String::new(), fault(error, sources))] } else { parts }
        }
        ErrorKind::SyntaxError(report) => {
            vec![(report.filename().to_owned(), fault(error, sources))]
        }
        _ => vec![(String::new(), fault(error, sources))],
    }
}

/// One of several faults that Tera reports as one text: a message, and ` --> name:line:column`.
fn from_report(
    report: &str,
    sources: &[(String, Arc<SourceFile>)],
) -> Option<(String, Diagnostic)> {
    let mut lines = report.lines();
    let message = lines.next()?.strip_prefix("error: ")?;
    let mut position = lines.next()?.trim_start().strip_prefix("--> ")?.rsplitn(3, ':');
    let column: usize = position.next()?.parse().ok()?;
    let line: usize = position.next()?.parse().ok()?;
    let name = position.next()?;
    let (_, file) = sources.iter().find(|(known, _)| known == name)?;
    let start: usize =
        file.text.split_inclusive('\n').take(line.checked_sub(1)?).map(str::len).sum();
    let rest = file.text.get(start..)?;
    let at = rest.char_indices().nth(column.checked_sub(1)?).map_or(rest.len(), |(at, _)| at);
    let named = message.split('`').nth(1).unwrap_or_default();
    let begin = start + at + rest[at..].find(named).filter(|at| *at <= 1).unwrap_or(0);
    let end = (begin + named.len()).min(file.text.len());
    let place = Place { file: Arc::clone(file), span: begin..file.text.ceil_char_boundary(end) };
    Some((name.to_owned(), Diagnostic::template_syntax(message, place)))
}

/// Where a template names another one behind a tag; its beginning where that is not found.
fn named_in(file: Option<&Arc<SourceFile>>, tag: &str, name: &str) -> Place {
    let Some(file) = file else {
        let file = SourceFile { path: "templates".into(), text: String::new() };
        return Place { file: Arc::new(file), span: 0..0 };
    };
    let behind = word(&file.text, tag).unwrap_or(0);
    let at = file.text[behind..].find(name).map(|at| behind + at);
    let span = at.map_or(0..0, |at| at..at + name.len());
    Place { file: Arc::clone(file), span }
}

/// An error of Tera as a fault of a study's template.
fn fault(error: &tera::Error, sources: &[(String, Arc<SourceFile>)]) -> Diagnostic {
    let place = |name: &str, span: std::ops::Range<usize>| {
        let found = sources.iter().find(|(known, _)| known == name);
        let file = found.map_or_else(
            || Arc::new(SourceFile { path: format!("templates/{name}"), text: String::new() }),
            |(_, file)| Arc::clone(file),
        );
        Place { file, span }
    };
    match error.kind() {
        ErrorKind::SyntaxError(report) => {
            let place = place(report.filename(), report.span().range.clone());
            Diagnostic::template_syntax(report.message(), place)
        }
        ErrorKind::RenderingError(report) => {
            let place = place(report.filename(), report.span().range.clone());
            Diagnostic::template_rendering(report.message(), place)
        }
        _ => {
            let name = sources.iter().find(|(name, _)| name.starts_with("study/"));
            let name = name.map_or("", |(name, _)| name.as_str());
            Diagnostic::template_syntax(&error.to_string(), place(name, 0..0))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_are_written_without_comments_and_hold_no_text_of_several_lines() {
        let script = b"// Says.\n(function () {\n  /** One. */\n\n  f(\"// 1\");\n})();\n";
        assert_eq!(lean(script), "(function () {\nf(\"// 1\");\n})();");
        for name in SCRIPT {
            let (_, bytes) = BUILT_IN.iter().find(|(known, _)| *known == name).unwrap();
            assert!(!bytes.contains(&b'`'), "{name}");
            let text = String::from_utf8_lossy(bytes);
            assert!(
                text.lines().all(|line| line.matches("/*").count() == line.matches("*/").count()),
                "{name}"
            );
        }
    }

    #[test]
    fn the_style_is_dense_and_its_texts_stay() {
        let style = "/* One. */\na, b { c: d;\n  e: f; }\n";
        assert_eq!(dense(style), "a,b{c:d;e:f}");
        let (_, bytes) = BUILT_IN.iter().find(|(known, _)| *known == "style.css").unwrap();
        let style = String::from_utf8_lossy(bytes);
        let quoted: Vec<&str> = style.split('"').skip(1).step_by(2).collect();
        assert!(quoted.len() > 10, "{quoted:?}");
        for text in quoted {
            assert!(AIRY.iter().all(|(airy, _)| !text.contains(airy)), "{text:?}");
        }
    }

    #[test]
    fn words_are_found_where_they_stand_alone() {
        assert_eq!(word("{{ page.titel }} {{ titel }}", "titel"), Some(20));
        assert_eq!(word("{{ subtitel }}", "titel"), None);
    }
}
