//! The look of a report's pages, where it is not the built-in one.

use crate::types::source::Asset;

/// What a study changes of the look.
#[derive(Debug, Clone, Default)]
pub struct Theme {
    /// Colours in place of built-in ones.
    pub colours: Vec<ThemeColour>,
    /// Size of text, in percent of what a reader's browser has.
    pub text_size: Option<u8>,
    /// A picture before the title at the head of each page.
    pub logo: Option<Asset>,
}

/// A colour in place of a built-in one.
#[derive(Debug, Clone, Copy)]
pub struct ThemeColour {
    /// Which.
    pub ink: Ink,
    /// On light pages and on paper.
    pub light: Rgb,
    /// On dark pages.
    pub dark: Rgb,
}

/// A colour of pages that a study can change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ink {
    /// What everything stands on.
    Ground,
    /// Text.
    Ink,
    /// Links, and what has the focus.
    Accent,
    /// A group's colour.
    Blue,
    /// A group's colour.
    Orange,
    /// A group's colour.
    Teal,
    /// A group's colour.
    Purple,
    /// A group's colour.
    Grey,
}

impl Ink {
    /// All of them, with their names and what they are on light and on dark pages. A test holds these
    /// against the style sheet.
    pub const ALL: [(Self, &'static str, [&'static str; 2]); 8] = [
        (Self::Ground, "ground", ["#fdfcf9", "#16181b"]),
        (Self::Ink, "ink", ["#1c1e21", "#e9e6df"]),
        (Self::Accent, "accent", ["#8c3a1e", "#f0a583"]),
        (Self::Blue, "blue", ["#2a5a9b", "#7db0ef"]),
        (Self::Orange, "orange", ["#b85a00", "#f09a4c"]),
        (Self::Teal, "teal", ["#0e7467", "#5fc7b5"]),
        (Self::Purple, "purple", ["#76469b", "#c6a0e8"]),
        (Self::Grey, "grey", ["#666a71", "#a3a7ae"]),
    ];

    /// Its name, as style sheets have it.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(ink, ..)| *ink == self).map_or("", |(_, name, _)| name)
    }
}

/// A colour on screens: red, green and blue, 0 to 255 each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rgb(pub [u8; 3]);

impl Rgb {
    /// The colour of a text such as `#2a5a9b`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#').filter(|it| it.len() == 6 && it.is_ascii())?;
        let part = |i: usize| u8::from_str_radix(&digits[2 * i..2 * i + 2], 16).ok();
        let hexadecimal = digits.bytes().all(|b| b.is_ascii_hexdigit());
        hexadecimal.then(|| Some(Self([part(0)?, part(1)?, part(2)?])))?
    }

    /// The ratio of contrast to another colour, 1 to 21: WCAG 2.2, "contrast ratio" and "relative
    /// luminance".
    #[must_use]
    pub fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    fn luminance(self) -> f64 {
        let linear = |part: u8| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        };
        let [red, green, blue] = self.0.map(linear);
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }
}

impl std::fmt::Display for Rgb {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let [red, green, blue] = self.0;
        write!(f, "#{red:02x}{green:02x}{blue:02x}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contrast_is_that_of_the_guidelines() {
        let of = |a: &str, b: &str| Rgb::parse(a).unwrap().contrast(Rgb::parse(b).unwrap());
        // White on black is the most that there is; the grey is the usual example of just enough.
        assert!((of("#ffffff", "#000000") - 21.0).abs() < 1e-9);
        assert!((of("#123456", "#123456") - 1.0).abs() < 1e-9);
        assert!((of("#767676", "#ffffff") - 4.54).abs() < 0.005, "{}", of("#767676", "#ffffff"));
        assert!((of("#777777", "#FFFFFF") - 4.48).abs() < 0.005);
    }

    #[test]
    fn colours_are_written_in_one_way() {
        assert_eq!(Rgb::parse("#2A5a9b").unwrap().to_string(), "#2a5a9b");
        for wrong in ["2a5a9b", "#2a5a9", "#2a5a9b0", "#2a5a9g", "#+a5a9b", "blue", "#äbcd", ""] {
            assert_eq!(Rgb::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn built_in_colours_are_those_of_the_style_and_have_contrast() {
        let style = include_str!("../../../templates/style.css");
        let (light, dark) = style.split_once("prefers-color-scheme: dark").expect("both");
        for (_, name, built_in) in Ink::ALL {
            for (part, colour) in [light, dark].iter().zip(built_in) {
                assert!(part.contains(&format!("--{name}: {colour};")), "{name}: {colour}");
            }
            let grounds = Ink::ALL[0].2;
            for (colour, ground) in built_in.iter().zip(grounds).filter(|_| name != "ground") {
                let [colour, ground] = [*colour, ground].map(|it| Rgb::parse(it).unwrap());
                assert!(colour.contrast(ground) >= 4.5, "{name}: {}", colour.contrast(ground));
            }
        }
    }
}
