//! The look of charts: inks, sizes, and how an ink becomes a class of the style sheet.
//!
//! A colour given to plotters is a number of a class, not a colour: light, dark and print are
//! the style sheet's affair.

use plotters::style::{Color as _, RGBColor, ShapeStyle};
use plotters_backend::BackendColor;

use crate::types::study::Colour;

/// Size of a drawing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Size {
    /// For a column of 600 CSS pixels or more, and for paper.
    Wide,
    /// For anything narrower, down to 288 CSS pixels.
    Narrow,
}

impl Size {
    /// Width of the drawing in CSS pixels; the style sheet never shows it at less than 288 / 320
    /// or 600 / 680 of this, so that text stays at 12 pixels or above.
    pub(super) fn width(self) -> f64 {
        match self {
            Self::Wide => 680.0,
            Self::Narrow => 320.0,
        }
    }

    /// Size of text.
    pub(super) fn text(self) -> f64 {
        match self {
            Self::Wide => 14.5,
            Self::Narrow => 14.0,
        }
    }

    /// Size of axis labels and remarks.
    pub(super) fn small(self) -> f64 {
        match self {
            Self::Wide => 13.75,
            Self::Narrow => 13.5,
        }
    }

    /// Distance of lines of text.
    pub(super) fn leading(self) -> f64 {
        (self.text() * 1.25).round()
    }

    /// The suffix of ids and the class of the drawing.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Wide => "wide",
            Self::Narrow => "narrow",
        }
    }
}

/// Thickness of a bar.
pub(super) const BAR: f64 = 18.0;
/// Distance between rows.
pub(super) const ROW_GAP: f64 = 10.0;
/// Distance between a mark and its text.
pub(super) const GAP: f64 = 6.0;

/// What something is drawn with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ink {
    /// Text of labels.
    Label,
    /// Text of values.
    Value,
    /// Remarks and axis labels.
    Muted,
    /// Grid lines.
    Grid,
    /// The line from which bars start.
    Axis,
    /// Thin lines from labels to marks, whiskers.
    Thin,
    /// A mark of a group, in one of four depths from full (0) to faint (3).
    Mark(Colour, u8),
    /// The outline of a mark.
    Outline(Colour),
    /// What is not printed.
    Nothing,
    /// What was published before a correction.
    Ghost,
}

const COLOURS: [(Colour, &str); 5] = [
    (Colour::Blue, "blue"),
    (Colour::Orange, "orange"),
    (Colour::Teal, "teal"),
    (Colour::Purple, "purple"),
    (Colour::Grey, "grey"),
];

impl Ink {
    /// The number that stands for it in plotters.
    pub(super) fn colour(self) -> RGBColor {
        let of = |colour: Colour| {
            COLOURS
                .iter()
                .position(|(known, _)| *known == colour)
                .map_or(0, |i| u8::try_from(i).unwrap_or(0))
        };
        match self {
            Self::Label => RGBColor(0, 0, 0),
            Self::Value => RGBColor(0, 0, 1),
            Self::Muted => RGBColor(0, 0, 2),
            Self::Grid => RGBColor(0, 0, 3),
            Self::Axis => RGBColor(0, 0, 4),
            Self::Thin => RGBColor(0, 0, 5),
            Self::Nothing => RGBColor(0, 0, 6),
            Self::Ghost => RGBColor(0, 0, 7),
            Self::Mark(colour, depth) => RGBColor(1, of(colour), depth),
            Self::Outline(colour) => RGBColor(2, of(colour), 0),
        }
    }

    /// The ink as a filled shape.
    pub(super) fn filled(self) -> ShapeStyle {
        ShapeStyle { color: self.colour().into(), filled: true, stroke_width: 0 }
    }

    /// The ink as a line.
    pub(super) fn line(self) -> ShapeStyle {
        ShapeStyle { color: self.colour().into(), filled: false, stroke_width: 1 }
    }
}

/// The class of an ink.
pub(super) fn class_of(ink: Ink) -> String {
    class(ink.colour().to_backend_color())
}

/// The class of what plotters draws with a colour.
pub(super) fn class(colour: BackendColor) -> String {
    let name = |index: u8| COLOURS.get(usize::from(index)).map_or("grey", |(_, name)| *name);
    match colour.rgb {
        (1, of, 0) => format!("m {}", name(of)),
        (1, of, depth) => format!("m {} d{depth}", name(of)),
        (2, of, _) => format!("o {}", name(of)),
        (_, _, index) => ["l", "v", "t", "g", "a", "h", "x", "w"]
            .get(usize::from(index))
            .copied()
            .unwrap_or("l")
            .into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_ink_has_a_class_of_its_own() {
        let mut inks = vec![Ink::Label, Ink::Value, Ink::Muted, Ink::Grid, Ink::Axis, Ink::Thin];
        inks.extend([Ink::Nothing, Ink::Ghost]);
        for (colour, _) in COLOURS {
            inks.extend((0..4).map(|depth| Ink::Mark(colour, depth)));
            inks.push(Ink::Outline(colour));
        }
        let mut classes: Vec<String> = inks.iter().map(|ink| class_of(*ink)).collect();
        let count = classes.len();
        classes.sort();
        classes.dedup();
        assert_eq!(classes.len(), count);
    }
}
