//! A sentence -> its words, numbers and bound values, in order.

use std::ops::Range;

/// A word, a number, or a bound value of a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    /// Lower case; empty for a bound value.
    pub(super) word: String,
    /// Where it stands.
    pub(super) span: Range<usize>,
    /// Which bound value it is.
    pub(super) value: Option<usize>,
}

/// Divides a sentence into words and bound values. Hyphens divide words, a point or comma between
/// digits does not divide numbers.
pub(super) fn tokens(text: &str, values: &[Range<usize>]) -> Vec<Token> {
    let mut out: Vec<Token> = Vec::new();
    let mut value = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        while values.get(value).is_some_and(|span| span.end <= at) {
            value += 1;
        }
        if let Some(span) = values.get(value).filter(|span| span.contains(&at)) {
            if out.last().and_then(|token| token.value) != Some(value) {
                out.push(Token { word: String::new(), span: span.clone(), value: Some(value) });
            }
            continue;
        }
        let joins = |token: &Token| {
            let digits = token.word.ends_with(|c: char| c.is_ascii_digit());
            let next = chars.peek().is_some_and(|(_, c)| c.is_ascii_digit());
            token.value.is_none() && token.span.end == at && digits && next
        };
        if c.is_alphanumeric() || (matches!(c, '.' | ',') && out.last().is_some_and(joins)) {
            let end = at + c.len_utf8();
            let open = out.last_mut().filter(|it| it.value.is_none() && it.span.end == at);
            if let Some(token) = open {
                token.word.extend(c.to_lowercase());
                token.span.end = end;
            } else {
                let word = c.to_lowercase().collect();
                out.push(Token { word, span: at..end, value: None });
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_one_token_and_numbers_stay_whole() {
        let text = "Over one-third (33%, 5,142 in all), 16.5.";
        let value = text.find("33%").unwrap();
        let value = value..value + 3;
        let words: Vec<String> =
            tokens(text, &[value]).into_iter().map(|token| token.word).collect();
        assert_eq!(words, ["over", "one", "third", "", "5,142", "in", "all", "16.5"]);
    }
}
