//! Text -> HTML, with its markup escaped.

use crate::types::script::turns_direction;

/// Text as HTML has it; right-to-left text is isolated from what stands round it.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let isolate = text.chars().any(turns_direction);
    if isolate {
        out.push_str("<bdi>");
    }
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
    if isolate {
        out.push_str("</bdi>");
    }
    out
}

/// Text within the quotes of an attribute.
pub(super) fn attribute(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_escaped_and_turned_text_isolated() {
        assert_eq!(escaped("<a & \"b\">"), "&lt;a &amp; &quot;b&quot;&gt;");
        assert_eq!(escaped("مشاركة"), "<bdi>مشاركة</bdi>");
        assert_eq!(attribute("\"><x"), "&quot;&gt;&lt;x");
    }
}
