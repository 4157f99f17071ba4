//! A page as it was built -> the same with the script that hears of changes; and the page that is
//! shown where there is none.
//!
//! The policy of a page is widened by just what that takes: a script from the site, and
//! connections to it.

use std::fmt::Write as _;
use std::sync::OnceLock;

use super::answer::OWN;
use super::shown::{Mark, State};

/// The style of faults, on a page of their own and above others.
pub(super) const STYLE: &str = include_str!("faults.css");

/// What a policy stands in.
const POLICY: &str = "<meta http-equiv=\"Content-Security-Policy\" content=\"";

/// How templates write some characters of a policy.
const REFERENCES: [(&str, &str); 5] =
    [("&#39;", "'"), ("&#x27;", "'"), ("&apos;", "'"), ("&#47;", "/"), ("&#x2F;", "/")];

/// The script; it holds the style for faults, which the policy of a page would not let it load.
pub(super) fn script() -> &'static str {
    static SCRIPT: OnceLock<String> = OnceLock::new();
    SCRIPT.get_or_init(|| {
        let style = serde_json::Value::from(STYLE).to_string();
        include_str!("live.js").replacen("\"STYLE\"", &style, 1)
    })
}

/// A script of the site as one that can run again and again, each time with names of its own.
pub(super) fn again(script: &[u8]) -> Vec<u8> {
    [&b"window.offprintAgain = function () {\n"[..], script, b"\n};\n"].concat()
}

/// A page with the script. It comes behind the policy, which then governs it.
pub(super) fn live(page: &[u8], mark: &Mark) -> Vec<u8> {
    let tag = tag(mark, "");
    let mut out = Vec::with_capacity(page.len() + tag.len() + 64);
    let policy = find(page, POLICY).and_then(|at| {
        let start = at + POLICY.len();
        let length = page[start..].iter().position(|byte| *byte == b'"')?;
        let end = find(&page[start + length..], ">")? + start + length + 1;
        let content = std::str::from_utf8(&page[start..start + length]).ok()?;
        Some((start, start + length, end, widened(content)))
    });
    let end = if let Some((start, behind, end, policy)) = policy {
        out.extend_from_slice(&page[..start]);
        out.extend_from_slice(policy.as_bytes());
        out.extend_from_slice(&page[behind..end]);
        end
    } else {
        let end = find(page, "<head>").map_or(page.len(), |at| at + "<head>".len());
        out.extend_from_slice(&page[..end]);
        end
    };
    out.extend_from_slice(tag.as_bytes());
    out.extend_from_slice(&page[end..]);
    out
}

/// The page of the faults of a study that was never without.
pub(super) fn of_faults(state: &State) -> Vec<u8> {
    let mut faults = String::new();
    for fault in &state.faults.list {
        let (title, excerpt) = fault.split_once('\n').unwrap_or((fault, ""));
        let (title, excerpt) = (escaped(title), escaped(excerpt));
        let pre = "<pre tabindex=\"0\">";
        // To write to a text cannot fail.
        let _ = writeln!(faults, "<section><h2>{title}</h2>{pre}{excerpt}</pre></section>");
    }
    let tag = tag(&state.mark_of_faults(), " data-alone");
    let summary = escaped(&state.faults.summary);
    include_str!("faults.html")
        .replacen("SCRIPT", &tag, 1)
        .replace("SUMMARY", &summary)
        .replacen("FAULTS", &faults, 1)
        .into_bytes()
}

fn tag(mark: &Mark, more: &str) -> String {
    let Mark { page, loaded } = mark;
    format!(
        "<script src=\"/{OWN}live.js\" data-live data-page=\"{page}\" data-loaded=\"{loaded}\"{more} defer></script>"
    )
}

/// A policy that also allows scripts of the site and connections to it, as text of an attribute.
fn widened(policy: &str) -> String {
    // References to characters end in the sign that ends directives.
    let policy = REFERENCES.iter().fold(policy.to_owned(), |it, (from, to)| it.replace(from, to));
    let mut directives: Vec<String> =
        policy.split(';').map(|it| it.trim().to_owned()).filter(|it| !it.is_empty()).collect();
    for name in ["script-src", "connect-src"] {
        let own = directives.iter_mut().find(|it| it.split(' ').next() == Some(name));
        match own {
            Some(directive) if directive.split(' ').any(|value| value == "'self'") => {}
            Some(directive) => directive.push_str(" 'self'"),
            None => directives.push(format!("{name} 'self'")),
        }
    }
    directives.join("; ")
}

fn find(bytes: &[u8], text: &str) -> Option<usize> {
    bytes.windows(text.len()).position(|window| window == text.as_bytes())
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark() -> Mark {
        Mark { page: "1".into(), loaded: "2".into() }
    }

    fn shown(page: &str) -> String {
        String::from_utf8(live(page.as_bytes(), &mark())).expect("text")
    }

    #[test]
    fn a_policy_is_widened_by_what_the_script_needs() {
        let script = "<script src=\"/.offprint/live.js\" data-live data-page=\"1\" data-loaded=\"2\" defer></script>";
        let meta = |policy: &str| format!("<head>{POLICY}{policy}\">");
        assert_eq!(
            shown(&format!("{}<title>", meta("default-src 'none'; script-src 'self'"))),
            meta("default-src 'none'; script-src 'self'; connect-src 'self'") + script + "<title>",
        );
        assert_eq!(
            shown(&meta("script-src 'sha256-x'; base-uri 'none'")),
            meta("script-src 'sha256-x' 'self'; base-uri 'none'; connect-src 'self'") + script,
        );
        assert_eq!(
            shown(&meta("default-src &#39;none&#39;; script-src &#x27;sha256-a&#x2F;b&#x27;")),
            meta("default-src 'none'; script-src 'sha256-a/b' 'self'; connect-src 'self'") + script,
        );
        assert_eq!(
            shown(&meta("default-src 'none'")),
            meta("default-src 'none'; script-src 'self'; connect-src 'self'") + script,
        );
    }

    #[test]
    fn pages_of_other_forms_have_the_script_too() {
        assert!(shown("<head><title>x").starts_with("<head><script src=\"/.offprint/"));
        assert!(shown("<p>x").starts_with("<p>x<script src=\"/.offprint/"));
    }

    #[test]
    fn the_script_holds_the_style_as_text() {
        assert!(script().contains("pre {") && !script().contains("\"STYLE\""));
    }
}
