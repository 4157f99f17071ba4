//! A compiled message + what stands for its variables -> text or HTML.

use intl_pluralrules::{PluralCategory, PluralRules};

use super::{Arg, Key, Part};
use crate::types::script::{ISOLATE, set_against};

/// A message being written.
pub(super) struct Writer<'a> {
    pub(super) args: &'a [(&'a str, Arg<'a>)],
    pub(super) html: bool,
    /// Whether the language is written from right to left.
    pub(super) rtl: bool,
    pub(super) number: &'a dyn Fn(u64) -> String,
    pub(super) plural: Option<&'a PluralRules>,
    pub(super) out: String,
}

impl<'a> Writer<'a> {
    fn arg(&self, name: &str) -> Option<&'a Arg<'a>> {
        self.args.iter().find(|(known, _)| *known == name).map(|(_, arg)| arg)
    }

    pub(super) fn parts(&mut self, parts: &[Part]) {
        for part in parts {
            match part {
                Part::Text(text) if self.html => escape(text, &mut self.out),
                Part::Text(text) => self.out.push_str(text),
                Part::Variable(name) => self.variable(name),
                Part::Open(name) => {
                    if let Some(Arg::Text(tag)) = self.arg(name) {
                        self.out.push_str(tag);
                    }
                }
                Part::Close(name) => {
                    if let Some(Arg::Text(tag)) = self.arg(name) {
                        let tag = tag.trim_start_matches('<');
                        let end = tag.find(|c: char| !c.is_ascii_alphanumeric());
                        self.out.extend(["</", &tag[..end.unwrap_or(tag.len())], ">"]);
                    }
                }
                Part::Select { variable, variants, default } => {
                    let chosen = self.chosen(variable, variants).unwrap_or(*default);
                    self.parts(&variants[chosen].1);
                }
            }
        }
    }

    fn variable(&mut self, name: &str) {
        let counted;
        let text: &str = match self.arg(name) {
            Some(Arg::Text(text)) => text,
            Some(Arg::Sized(text, _)) => text,
            Some(Arg::Count(n)) => {
                counted = (self.number)(*n);
                &counted
            }
            None => return debug_assert!(false, "nothing stands for `{name}`"),
        };
        if name.ends_with("_html") {
            return self.out.push_str(text);
        }
        // Numbers and signs behind it would else go with it.
        let isolated = set_against(text, self.rtl);
        self.out.extend(isolated.then_some(ISOLATE.0));
        if self.html {
            escape(text, &mut self.out);
        } else {
            self.out.push_str(text);
        }
        self.out.extend(isolated.then_some(ISOLATE.1));
    }

    /// Which form fits: that of the very number or word, else that of its plural form.
    fn chosen(&self, variable: &str, variants: &[(Key, Vec<Part>)]) -> Option<usize> {
        let place = |fits: &dyn Fn(&Key) -> bool| variants.iter().position(|(key, _)| fits(key));
        let digits = match self.arg(variable)? {
            Arg::Count(n) => n.to_string(),
            Arg::Sized(_, digits) => digits.clone(),
            Arg::Text(word) => return place(&|key| matches!(key, Key::Word(it) if it == word)),
        };
        let decimals = digits.contains('.');
        let plain = digits.trim_end_matches(|c| decimals && c == '0').trim_end_matches('.');
        let exact = place(&|key| matches!(key, Key::Number(it) if it == plain));
        exact.or_else(|| {
            let form = match self.plural?.select(digits.as_str()).ok()? {
                PluralCategory::ZERO => "zero",
                PluralCategory::ONE => "one",
                PluralCategory::TWO => "two",
                PluralCategory::FEW => "few",
                PluralCategory::MANY => "many",
                PluralCategory::OTHER => "other",
            };
            place(&|key| matches!(key, Key::Word(it) if it == form))
        })
    }
}

/// Text as HTML has it, as templates write it.
fn escape(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some(at) = rest.find(['&', '<', '>', '"', '\'']) {
        out.push_str(&rest[..at]);
        out.push_str(match rest.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            _ => "&#39;",
        });
        rest = &rest[at + 1..];
    }
    out.push_str(rest);
}

#[cfg(test)]
mod tests {
    use crate::types::messages::{Flaw, FlawKind, Messages};
    use crate::types::number::{Exact, NumberStyle};

    #[test]
    fn forms_follow_the_number_itself_and_then_its_plural() {
        let english = NumberStyle::default();
        let say = |n: usize| crate::types::messages::say!(english, "findings-counted", n = n);
        assert_eq!([say(0), say(1), say(1200)], ["0 findings", "1 finding", "1,200 findings"]);
        // A language with more forms than English, and the words of another number style.
        let polish =
            "findings-counted = { $n ->\n    [one] {$n} a\n    [few] {$n} b\n   *[many] {$n} c\n }";
        let (messages, flaws) = Messages::of("pl", &[polish], Some(&Messages::english()));
        assert_eq!(flaws, [Vec::new()]);
        let style = NumberStyle { thousands: " ".into(), ..NumberStyle::of(messages) };
        let say = |n: usize| crate::types::messages::say!(style, "findings-counted", n = n);
        assert_eq!([say(1), say(3), say(5), say(1022)], ["1 a", "3 b", "5 c", "1 022 b"]);
        assert_eq!(style.points(Exact::new(1, 100), 1), "1.0\u{a0}percentage point");
    }

    #[test]
    fn html_is_escaped_and_markers_become_elements() {
        let english = Messages::english();
        let args = [
            ("source", crate::types::messages::Arg::Text("A & 'B'")),
            ("link", crate::types::messages::Arg::Text("<a href=\"x\">")),
        ];
        let html = english.html("figure-source", &args);
        assert_eq!(html, "Source: <a href=\"x\">A &amp; &#39;B&#39;</a>.");
        let plain = english.say("figure-source", &args[..1], &NumberStyle::default());
        assert_eq!(plain, "Source: A & 'B'.");
    }

    #[test]
    fn what_is_written_the_other_way_is_isolated() {
        let english = NumberStyle::default();
        let say = |place: &str| crate::types::messages::say!(english, "printed-in", place = place);
        assert_eq!(say("Results"), "Printed in Results.");
        assert_eq!(say("نتائج"), "Printed in \u{2068}نتائج\u{2069}.");
        assert_eq!(say("\u{2068}نتائج\u{2069} 2"), "Printed in \u{2068}نتائج\u{2069} 2.");
        let arabic = "setting-direction = rtl\nprinted-in = في {$place}.\n";
        let (messages, flaws) = Messages::of("ar", &[arabic], Some(&Messages::english()));
        assert_eq!(flaws, [Vec::new()]);
        let html = |place| messages.html("printed-in", &[("place", super::Arg::Text(place))]);
        assert_eq!(html("A & B"), "في \u{2068}A &amp; B\u{2069}.");
        assert_eq!([html("نتائج"), html("12%")], ["في نتائج.", "في 12%."]);
    }

    #[test]
    fn what_is_wrong_is_told_with_its_place() {
        let kinds = |text: &str| -> Vec<(String, FlawKind)> {
            let (_, flaws) = Messages::of("xx", &[text], Some(&Messages::english()));
            let flaws = flaws.into_iter().flatten();
            flaws.map(|Flaw { span, kind }| (text[span].to_owned(), kind)).collect()
        };
        let own = |text: &str| text.to_owned();
        assert_eq!(
            kinds("page-skipp = A\n"),
            [(own("page-skipp"), FlawKind::Unknown(own("page-skipp")))]
        );
        assert_eq!(
            kinds("page-skip = A\npage-skip = B\n"),
            [(own("page-skip"), FlawKind::Twice(own("page-skip")))]
        );
        assert_eq!(
            kinds("page-skip = {$x}\n"),
            [(own("page-skip"), FlawKind::NotPlain(own("page-skip")))]
        );
        let unknown = FlawKind::UnknownVariable {
            name: own("m"),
            key: own("works-counted"),
            known: vec![own("n")],
        };
        assert_eq!(kinds("works-counted = {$m} works\n"), [(own("works-counted"), unknown)]);
        let marker = FlawKind::Marker { name: own("link"), key: own("figure-source") };
        assert_eq!(kinds("figure-source = {$source}\n"), [(own("figure-source"), marker.clone())]);
        let turned = "figure-source = </link>{$source}<link>\n";
        assert_eq!(kinds(turned), [(own("figure-source"), marker)]);
        assert!(matches!(kinds("page-skip = {\n")[..], [(_, FlawKind::Syntax(_))]));
        assert!(matches!(
            kinds("page-skip = {NUMBER($n)}\n")[..],
            [(_, FlawKind::Unsupported(_)), ..]
        ));
        assert!(matches!(kinds("page-skip = {-name}\n")[..], [(_, FlawKind::NoTerm(_))]));
        assert!(matches!(kinds("-a = {-a}\npage-skip = {-a}\n")[..], [(_, FlawKind::NoTerm(_))]));
        assert_eq!(kinds("-brand = Offprint\npage-skip = {-brand}\n"), []);
        let (_, flaws) = Messages::of("xx", &["page-skip = A\n"], None);
        assert!(matches!(&flaws[0][..], [Flaw { kind: FlawKind::Missing(keys), .. }]
            if keys.len() > 300 && !keys.contains(&own("page-skip"))));
    }

    #[test]
    fn pseudo_languages_leave_no_letter_of_english() {
        let accented = Messages::built_in("en-XA").expect("it is built in");
        for key in accented.keys().filter(|key| !key.starts_with("setting-")) {
            let text = accented.text(key);
            assert!(!text.contains(|c: char| c.is_ascii_alphabetic()), "{key}: {text}");
        }
        assert_eq!(accented.text("page-skip"), "[Šķííƥ ţóó ţĥéé ţééẋţ]");
        let turned = Messages::built_in("ar-XB").expect("it is built in");
        assert!(turned.right_to_left() && !accented.right_to_left());
        assert!(Messages::built_in("en-GB").is_some() && Messages::built_in("de").is_none());
    }
}
