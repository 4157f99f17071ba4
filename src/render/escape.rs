//! Text -> HTML, with its markup escaped.

use std::convert::Infallible;

use serde::Serialize;

use crate::types::script::{entity, in_pieces, turns};

/// Text as HTML has it; right-to-left text is isolated from what stands round it.
pub(super) fn escaped(text: &str) -> String {
    if turns(text) {
        return format!("<bdi>{}</bdi>", attribute(text));
    }
    attribute(text)
}

/// Text within the quotes of an attribute.
pub(super) fn attribute(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let Ok(()) = in_pieces(text, entity, |piece| {
        out.push_str(piece);
        Ok::<(), Infallible>(())
    });
    out
}

/// Data for a script element: no sign of it can end that.
pub(super) fn script_data(data: &impl Serialize) -> String {
    // Lists, texts and maps with texts as keys are all that is written, and cannot fail.
    serde_json::to_string(data).unwrap_or_default().replace('<', "\\u003c")
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

    #[test]
    fn no_data_ends_its_script() {
        assert_eq!(script_data(&"</script><!--"), "\"\\u003c/script>\\u003c!--\"");
    }
}
