//! HTML -> its start tags and where they stand; what an element holds.
//!
//! Reads what browsers read as tags: quoted and bare attributes, no tags within comments, scripts
//! and styles.

use std::ops::Range;

/// A start tag.
#[derive(Default)]
pub(super) struct Tag<'a> {
    /// Its element, as written.
    pub(super) name: &'a str,
    /// From its `<` to behind its `>`.
    pub(super) span: Range<usize>,
    /// Its attributes.
    pub(super) attributes: Vec<Attribute<'a>>,
}

/// An attribute of a start tag.
pub(super) struct Attribute<'a> {
    /// Its name, as written.
    pub(super) name: &'a str,
    /// From the space before it, where there is one, to behind its value with its quotes.
    pub(super) whole: Range<usize>,
    /// Where its value stands, without quotes.
    pub(super) value: Range<usize>,
}

impl Tag<'_> {
    /// Whether it is of an element.
    pub(super) fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }

    /// The value of an attribute, as written.
    pub(super) fn value<'h>(&self, html: &'h str, name: &str) -> Option<&'h str> {
        let found = self.attributes.iter().find(|known| known.name.eq_ignore_ascii_case(name));
        found.map(|found| &html[found.value.clone()])
    }
}

/// Goes on to the next start tag from a place on, if there is one.
pub(super) fn advance<'h>(html: &'h str, mut from: usize, tag: &mut Tag<'h>) -> bool {
    loop {
        let Some(found) = html.get(from..).and_then(|rest| rest.find('<')) else { return false };
        let at = from + found;
        let rest = &html[at..];
        if let Some(comment) = rest.strip_prefix("<!--") {
            let Some(end) = comment.find("-->") else { return false };
            from = at + 4 + end;
        } else if rest[1..].starts_with(|c: char| c.is_ascii_alphabetic()) {
            return read(html, at, tag).is_some();
        } else {
            from = at + 1;
        }
    }
}

/// Where to go on behind a start tag: behind the text of an element that holds no tags.
pub(super) fn behind(html: &str, tag: &Tag<'_>) -> usize {
    if tag.is("script") || tag.is("style") { end_of(html, tag) } else { tag.span.end }
}

/// Where an element ends, behind its end tag.
pub(super) fn end_of(html: &str, tag: &Tag<'_>) -> usize {
    let raw = tag.is("script") || tag.is("style");
    let mut depth = 1;
    let mut at = tag.span.end;
    while let Some(found) = html[at..].find('<') {
        let here = at + found;
        let rest = &html[here + 1..];
        let (closes, named) = rest.strip_prefix('/').map_or((false, rest), |rest| (true, rest));
        let own = named.get(..tag.name.len()).is_some_and(|it| it.eq_ignore_ascii_case(tag.name))
            && !named[tag.name.len()..].starts_with(|c: char| c.is_alphanumeric() || c == '-');
        if own && closes {
            depth -= 1;
            if depth == 0 {
                return named
                    .find('>')
                    .map_or(html.len(), |end| html.len() - named.len() + end + 1);
            }
        } else if own && !raw {
            depth += 1;
        }
        at = here + 1;
    }
    html.len()
}

fn read<'h>(html: &'h str, start: usize, tag: &mut Tag<'h>) -> Option<()> {
    let bytes = html.as_bytes();
    let ends_name = |b: u8| b.is_ascii_whitespace() || matches!(b, b'/' | b'>');
    let mut at = until(bytes, start + 1, ends_name);
    tag.name = &html[start + 1..at];
    tag.attributes.clear();
    loop {
        at = until(bytes, at, |b| !b.is_ascii_whitespace() && b != b'/');
        if *bytes.get(at)? == b'>' {
            tag.span = start..at + 1;
            return Some(());
        }
        let end = until(bytes, at + 1, |b| ends_name(b) || b == b'=');
        let name = &html[at..end];
        let start = at - usize::from(bytes[at - 1].is_ascii_whitespace());
        at = until(bytes, end, |b| !b.is_ascii_whitespace());
        if bytes.get(at) != Some(&b'=') {
            tag.attributes.push(Attribute { name, whole: start..end, value: end..end });
            continue;
        }
        at = until(bytes, at + 1, |b| !b.is_ascii_whitespace());
        let quote = Some(*bytes.get(at)?).filter(|b| matches!(b, b'"' | b'\''));
        let value = match quote {
            Some(quote) => at + 1..until(bytes, at + 1, |b| b == quote),
            None => at..until(bytes, at, |b| b.is_ascii_whitespace() || b == b'>'),
        };
        at = value.end + usize::from(quote.is_some());
        tag.attributes.push(Attribute { name, whole: start..at, value });
    }
}

/// The first place from another on at which a byte is as asked; the end where none is.
fn until(bytes: &[u8], from: usize, stop: impl Fn(u8) -> bool) -> usize {
    let rest = bytes.get(from..).unwrap_or_default();
    rest.iter().position(|byte| stop(*byte)).map_or(bytes.len(), |at| from + at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn next(html: &str, from: usize) -> Option<Tag<'_>> {
        let mut tag = Tag::default();
        advance(html, from, &mut tag).then_some(tag)
    }

    #[test]
    fn tags_and_their_attributes_are_found() {
        let html = "a < b <!-- <p> --> <A hidden HREF='x\"y' id=z/><script>'<b>'</script><i>";
        let first = next(html, 0).unwrap();
        assert!(first.is("a"));
        assert_eq!(first.value(html, "href"), Some("x\"y"));
        assert_eq!(first.value(html, "id"), Some("z/"));
        assert_eq!(first.value(html, "hidden"), Some(""));
        let script = next(html, behind(html, &first)).unwrap();
        assert!(script.is("script"));
        assert!(next(html, behind(html, &script)).unwrap().is("i"));
        assert!(next("<p", 0).is_none() && next("<p a=\"", 0).is_none());
    }

    #[test]
    fn elements_end_with_their_own_tag() {
        let html = "<nav><navy></navy><nav></nav></nav >x";
        assert_eq!(&html[end_of(html, &next(html, 0).unwrap())..], "x");
        assert_eq!(end_of("<p>", &next("<p>", 0).unwrap()), 3);
    }
}
