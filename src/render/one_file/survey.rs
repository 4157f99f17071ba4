//! A finished page -> what of it goes into the one file, its ids, the files that it offers.

use std::borrow::Cow;
use std::ops::Range;

use super::tags;
use crate::types::site::Site;

/// What a page shows: its main element, without which its body.
pub(super) fn main_of(html: &str) -> &str {
    let mut body = 0..html.len();
    let mut at = 0;
    while let Some(tag) = tags::next(html, at) {
        at = tags::behind(html, &tag);
        if tag.is("main") {
            let end = html.rfind("</main").filter(|end| *end >= at).unwrap_or(html.len());
            return &html[at..end];
        }
        if tag.is("body") {
            body = at..html.rfind("</body").filter(|end| *end >= at).unwrap_or(html.len());
        }
    }
    &html[body]
}

/// What a page has that others may have too.
pub(super) struct Survey {
    /// Its ids, as they are meant.
    pub(super) ids: Vec<String>,
    /// The files of the site that links lead to, and where each link stands.
    pub(super) files: Vec<(String, usize)>,
}

impl Survey {
    pub(super) fn new(html: &str, files: &Site) -> Self {
        let mut survey = Self { ids: Vec::new(), files: Vec::new() };
        let mut at = 0;
        while let Some(tag) = tags::next(html, at) {
            at = tags::behind(html, &tag);
            survey.ids.extend(tag.value(html, "id").map(|id| text(id).into_owned()));
            let href =
                tag.value(html, "href").filter(|_| tag.is("a") && tag.value(html, "id").is_none());
            let path = href.and_then(|href| file(files, &text(href)));
            survey.files.extend(path.map(|path| (path, tag.span.start)));
        }
        survey
    }
}

/// The path of the file of the site to which a link leads.
pub(super) fn file(files: &Site, href: &str) -> Option<String> {
    let path = href.split_once('#').map_or(href, |(path, _)| path);
    let path = path.strip_prefix("./").unwrap_or(path);
    let known = |path: &str| files.get(path).is_some();
    if known(path) {
        return Some(path.to_owned());
    }
    Some(decoded(path)).filter(|path| known(path))
}

/// An attribute with the space before it, by the place of its value.
pub(super) fn attribute_at(html: &str, value: &Range<usize>) -> Range<usize> {
    let start = html[..value.start].rfind(char::is_whitespace).unwrap_or(value.start);
    let quoted = value.start > 0 && html[..value.start].ends_with(['"', '\'']);
    start..value.end + usize::from(quoted)
}

/// The id in the wide drawing for one in the narrow drawing.
pub(super) fn wide(id: &str) -> Option<String> {
    let (figure, part) = id.rsplit_once("-narrow-")?;
    Some(format!("{figure}-wide-{part}"))
}

/// The value of an attribute as it is meant.
pub(super) fn text(value: &str) -> Cow<'_, str> {
    if !value.contains('&') {
        return Cow::Borrowed(value);
    }
    let signs = [("&quot;", "\""), ("&lt;", "<"), ("&gt;", ">"), ("&#39;", "'"), ("&#x27;", "'")];
    let plain = signs.iter().fold(value.to_owned(), |text, (sign, is)| text.replace(sign, is));
    Cow::Owned(plain.replace("&#x2F;", "/").replace("&amp;", "&"))
}

/// An address with its escapes resolved.
pub(super) fn decoded(address: &str) -> String {
    let mut bytes = Vec::with_capacity(address.len());
    let mut rest = address.as_bytes();
    while let Some((first, behind)) = rest.split_first() {
        let pair = behind.get(..2).and_then(|pair| std::str::from_utf8(pair).ok());
        let escaped =
            pair.filter(|_| *first == b'%').and_then(|it| u8::from_str_radix(it, 16).ok());
        bytes.push(escaped.unwrap_or(*first));
        rest = if escaped.is_some() { &behind[2..] } else { behind };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_main_element_is_taken_or_else_the_body() {
        assert_eq!(main_of("<body><main id=\"c\"><p>1</p></main><footer>"), "<p>1</p>");
        assert_eq!(main_of("<html><body class=\"x\"><p>1</p></body>"), "<p>1</p>");
        assert_eq!(main_of("<p>1"), "<p>1");
    }

    #[test]
    fn ids_and_files_are_found_as_they_are_meant() {
        let mut files = Site::default();
        files.add("data/a b.csv", "1");
        let html = "<a id=\"x&amp;y\" href=\"z\"></a><a href=\"./data/a%20b.csv\">";
        let survey = Survey::new(html, &files);
        assert_eq!(survey.ids, ["x&y"]);
        assert_eq!(survey.files, [("data/a b.csv".to_owned(), 29)]);
        assert_eq!(decoded("%C3%A9%2"), "é%2");
    }

    #[test]
    fn an_attribute_goes_with_its_quotes() {
        let html = "<a href=\"x\" b>";
        assert_eq!(&html[attribute_at(html, &(9..10))], " href=\"x\"");
        assert_eq!(wide("fig-a-narrow-title").as_deref(), Some("fig-a-wide-title"));
    }
}
