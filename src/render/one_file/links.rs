//! Addresses and ids within pages, as they are meant; where links lead in the one file.

use std::borrow::Cow;

use super::Whole;
use crate::types::site::Site;

/// Where a link leads in the file.
#[derive(Debug, PartialEq)]
pub(super) enum Target {
    /// Where it led before.
    Same,
    /// Elsewhere.
    To(String),
    /// To a file of the site.
    File(String),
    /// To what is neither in the file nor known to be anywhere.
    Nowhere,
}

impl Whole<'_> {
    /// Where an anchor of a page stands now: on that page, on another that shows the same, or the
    /// page itself.
    pub(super) fn anchor(&self, page: usize, anchor: &str) -> &str {
        let of = |page: usize, anchor: &str| self.pages[page].ids.get(anchor);
        let find =
            |anchor: &str| of(page, anchor).or_else(|| of(*self.owners.get(anchor)?, anchor));
        let found = find(anchor).or_else(|| find(&decoded(anchor)?));
        found.map_or(&self.pages[page].own, String::as_str)
    }

    /// Where a link of a page leads now.
    pub(super) fn link(&self, from: usize, href: &str) -> Target {
        if let Some(anchor) = href.strip_prefix('#') {
            return Target::To(format!("#{}", self.anchor(from, anchor)));
        }
        let scheme = href.split(['/', '?', '#']).next().is_some_and(|first| first.contains(':'));
        if scheme || href.starts_with("//") {
            return Target::Same;
        }
        let (path, anchor) = href.split_once('#').map_or((href, None), |(p, a)| (p, Some(a)));
        let path = path.strip_prefix("./").unwrap_or(path);
        if let Some(page) = self.places.get(path) {
            let own = &self.pages[*page].own;
            let anchor = anchor.map_or(own.as_str(), |anchor| self.anchor(*page, anchor));
            return Target::To(format!("#{anchor}"));
        }
        if let Some(path) = file(self.files, path) {
            return Target::File(path);
        }
        self.home.as_ref().map_or(Target::Nowhere, |home| Target::To(format!("{home}{href}")))
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
    decoded(path).filter(|path| known(path))
}

/// Name and value of an attribute as written.
pub(super) fn parted(attribute: &str) -> (&str, &str) {
    let (name, value) = attribute.split_once('=').unwrap_or((attribute, ""));
    let value = value.trim_start();
    let quote = value.chars().next().filter(|first| matches!(first, '"' | '\''));
    let bare = quote.and_then(|quote| value.strip_prefix(quote)?.strip_suffix(quote));
    (name.trim(), bare.unwrap_or(value))
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

/// An address with its escapes resolved; nothing where it has none.
fn decoded(address: &str) -> Option<String> {
    if !address.contains('%') {
        return None;
    }
    let mut bytes = Vec::with_capacity(address.len());
    let mut rest = address.as_bytes();
    while let Some((first, behind)) = rest.split_first() {
        let pair = behind.get(..2).and_then(|pair| std::str::from_utf8(pair).ok());
        let escaped =
            pair.filter(|_| *first == b'%').and_then(|it| u8::from_str_radix(it, 16).ok());
        bytes.push(escaped.unwrap_or(*first));
        rest = if escaped.is_some() { &behind[2..] } else { behind };
    }
    Some(String::from_utf8_lossy(&bytes).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_found_as_they_are_meant() {
        let mut files = Site::default();
        files.add("data/a b.csv", "1");
        assert_eq!(file(&files, "./data/a%20b.csv#x").as_deref(), Some("data/a b.csv"));
        assert_eq!(file(&files, "data/c.csv"), None);
        assert_eq!(decoded("%C3%A9%2").as_deref(), Some("é%2"));
    }

    #[test]
    fn an_attribute_goes_with_its_quotes() {
        assert_eq!(parted(" href=\"x=1\""), ("href", "x=1"));
        assert_eq!(parted("src = '\"'"), ("src", "\""));
        assert_eq!(parted("href=x"), ("href", "x"));
        assert_eq!(parted("download"), ("download", ""));
        assert_eq!(wide("fig-a-narrow-title").as_deref(), Some("fig-a-wide-title"));
    }
}
