//! A plotters backend that writes SVG with classes, groups and titles, in tenths of a pixel.
//!
//! The stock backend knows whole pixels and fixed colours only. This one takes coordinates in
//! tenths of a pixel, writes an ink's class in place of its colour, and lets a caller open a
//! group with a title round what plotters draws.

use std::cell::RefCell;
use std::convert::Infallible;
use std::fmt::Write as _;
use std::rc::Rc;

use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, IntoDrawingArea};
use plotters::element::{Circle, PathElement, Polygon, Rectangle, Text};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, FontDesc, FontFamily, FontStyle, TextStyle};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind,
};

use super::measure::{self, Weight};
use super::theme::{Ink, Size, class};
use crate::types::number::NumberStyle;
use crate::types::script::{entity, in_pieces, turns};

type Drawn = Result<(), DrawingErrorKind<Infallible>>;

/// Tenths of a pixel.
pub(super) fn tenths(pixels: f64) -> i32 {
    #[expect(clippy::cast_possible_truncation, reason = "drawings are a few thousand pixels large")]
    let tenths = (pixels * 10.0).round() as i32;
    tenths
}

/// The backend: writes what plotters draws to a shared sheet.
pub(super) struct Svg {
    sheet: Rc<RefCell<String>>,
    size: (u32, u32),
    /// Where a drawing from right to left ends: it is the same drawing, seen in a mirror, with its
    /// text as it was.
    turned: Option<i32>,
    /// Size of the text that says no size of its own.
    text: f64,
}

/// A length in tenths, as SVG has it.
struct Length(i32);

impl std::fmt::Display for Length {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (whole, rest) = (self.0.abs() / 10, self.0.abs() % 10);
        let sign = if self.0 < 0 { "-" } else { "" };
        if rest == 0 { write!(f, "{sign}{whole}") } else { write!(f, "{sign}{whole}.{rest}") }
    }
}

impl Svg {
    #[expect(clippy::unnecessary_wraps, reason = "what plotters expects of every drawing")]
    fn write(&self, text: std::fmt::Arguments<'_>) -> Drawn {
        // Writing to a string cannot fail.
        let _ = self.sheet.borrow_mut().write_fmt(text);
        Ok(())
    }

    /// Where something stands from the left.
    fn x(&self, x: i32) -> i32 {
        self.turned.map_or(x, |end| end - x)
    }

    fn path(
        &self,
        points: impl IntoIterator<Item = BackendCoord>,
        colour: BackendColor,
        end: &str,
    ) -> Drawn {
        let mut data = String::new();
        for (i, (x, y)) in points.into_iter().enumerate() {
            let command = if i == 0 { 'M' } else { 'L' };
            let _ = write!(data, "{command}{} {}", Length(self.x(x)), Length(y));
        }
        self.write(format_args!("<path class=\"{}\" d=\"{data}{end}\"/>", class(colour)))
    }
}

impl DrawingBackend for Svg {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        self.size
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        Ok(())
    }

    fn draw_pixel(&mut self, at: BackendCoord, colour: BackendColor) -> Drawn {
        self.path([at, (at.0 + 1, at.1)], colour, "")
    }

    fn draw_line<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
    ) -> Drawn {
        self.path([from, to], style.color(), "")
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
        _fill: bool,
    ) -> Drawn {
        let (x, y) = (self.x(from.0).min(self.x(to.0)), from.1.min(to.1));
        let (width, height) = ((to.0 - from.0).abs(), (to.1 - from.1).abs());
        self.write(format_args!(
            "<rect class=\"{}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"/>",
            class(style.color()),
            Length(x),
            Length(y),
            Length(width),
            Length(height)
        ))
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Drawn {
        self.path(path, style.color(), "")
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        centre: BackendCoord,
        radius: u32,
        style: &S,
        _fill: bool,
    ) -> Drawn {
        self.write(format_args!(
            "<circle class=\"{}\" cx=\"{}\" cy=\"{}\" r=\"{}\"/>",
            class(style.color()),
            Length(self.x(centre.0)),
            Length(centre.1),
            Length(i32::try_from(radius).unwrap_or(0))
        ))
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        points: I,
        style: &S,
    ) -> Drawn {
        self.path(points, style.color(), "Z")
    }

    fn draw_text<S: BackendTextStyle>(&mut self, text: &str, style: &S, at: BackendCoord) -> Drawn {
        let anchor = match (style.anchor().h_pos, self.turned) {
            (HPos::Left, None) | (HPos::Right, Some(_)) => "",
            (HPos::Center, _) => " text-anchor=\"middle\"",
            (HPos::Right, None) | (HPos::Left, Some(_)) => " text-anchor=\"end\"",
        };
        // Axis labels hang below their point; everything else stands on its baseline.
        let drop = match style.anchor().v_pos {
            VPos::Top => style.size() * 0.8,
            VPos::Center => style.size() * 0.35,
            VPos::Bottom => 0.0,
        };
        let size = style.size() / 10.0;
        let own = if (size - self.text).abs() < 1e-9 {
            String::new()
        } else {
            format!(" font-size=\"{}\"", Hundredths(size))
        };
        self.write(format_args!(
            "<text class=\"{}\" x=\"{}\" y=\"{}\"{own}{anchor}>{}</text>",
            class(style.color()),
            Length(self.x(at.0)),
            Length(at.1 + tenths(drop / 10.0)),
            Escaped(text)
        ))
    }

    fn estimate_text_size<S: BackendTextStyle>(
        &self,
        text: &str,
        style: &S,
    ) -> Result<(u32, u32), DrawingErrorKind<Infallible>> {
        let weight = match style.style() {
            FontStyle::Bold => Weight::Semibold,
            _ => Weight::Regular,
        };
        let width = measure::width(text, style.size() / 10.0, weight);
        let size = |pixels: f64| u32::try_from(tenths(pixels)).unwrap_or(0);
        Ok((size(width), size(style.size() / 10.0)))
    }
}

/// A size of text, with at most two decimals.
struct Hundredths(f64);

impl std::fmt::Display for Hundredths {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let text = format!("{:.2}", self.0);
        f.write_str(text.trim_end_matches('0').trim_end_matches('.'))
    }
}

/// Text as XML has it: markup escaped, right-to-left text isolated from what stands round it.
/// Characters that XML forbids were replaced when the text was read.
pub(super) struct Escaped<'a>(pub(super) &'a str);

impl std::fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let isolate = turns(self.0);
        if isolate {
            f.write_char('\u{2068}')?;
        }
        let instead = |byte| match byte {
            b'\n' | b'\t' => Some(" "),
            byte => entity(byte),
        };
        in_pieces(self.0, instead, |piece| f.write_str(piece))?;
        if isolate {
            f.write_char('\u{2069}')?;
        }
        Ok(())
    }
}

/// A drawing in progress; coordinates are pixels from the top left corner.
pub(super) struct Canvas {
    area: DrawingArea<Svg, Shift>,
    sheet: Rc<RefCell<String>>,
    size: Size,
    height: f64,
    turned: bool,
}

impl Canvas {
    /// An empty drawing of a given height, in the direction of a language. Whoever draws counts from
    /// the side on which lines begin.
    pub(super) fn new(size: Size, height: f64, style: &NumberStyle) -> Self {
        let turned = style.messages.right_to_left();
        let sheet = Rc::new(RefCell::new(String::with_capacity(4096)));
        let pixels = |length: f64| u32::try_from(tenths(length)).unwrap_or(1);
        let svg = Svg {
            sheet: Rc::clone(&sheet),
            size: (pixels(size.width()), pixels(height)),
            turned: turned.then(|| tenths(size.width())),
            text: size.text(),
        };
        Self { area: svg.into_drawing_area(), sheet, size, height, turned }
    }

    /// The whole drawing as a plotters area, in tenths of a pixel.
    pub(super) fn area(&self) -> &DrawingArea<Svg, Shift> {
        &self.area
    }

    fn at(x: f64, y: f64) -> BackendCoord {
        (tenths(x), tenths(y))
    }

    /// A filled rectangle between two corners.
    pub(super) fn rect(&self, from: (f64, f64), to: (f64, f64), ink: Ink) {
        let corners = [Self::at(from.0, from.1), Self::at(to.0, to.1)];
        never(self.area.draw(&Rectangle::new(corners, ink.filled())));
    }

    /// A line through points.
    pub(super) fn line(&self, points: &[(f64, f64)], ink: Ink) {
        let points: Vec<BackendCoord> = points.iter().map(|(x, y)| Self::at(*x, *y)).collect();
        never(self.area.draw(&PathElement::new(points, ink.line())));
    }

    /// A filled circle.
    pub(super) fn circle(&self, centre: (f64, f64), radius: f64, ink: Ink) {
        let centre = Self::at(centre.0, centre.1);
        never(self.area.draw(&Circle::new(centre, tenths(radius), ink.filled())));
    }

    /// A filled square standing on its corner.
    pub(super) fn diamond(&self, centre: (f64, f64), radius: f64, ink: Ink) {
        let (x, y) = centre;
        let corners = [(x, y - radius), (x + radius, y), (x, y + radius), (x - radius, y)];
        let corners: Vec<BackendCoord> = corners.iter().map(|(x, y)| Self::at(*x, *y)).collect();
        never(self.area.draw(&Polygon::new(corners, ink.filled())));
    }

    /// One line of text on its baseline.
    pub(super) fn text(&self, text: &str, at: (f64, f64), anchor: HPos, ink: Ink) {
        let size = match ink {
            Ink::Muted => self.size.small(),
            _ => self.size.text(),
        };
        let style = text_style(size, weight(ink), ink, Pos::new(anchor, VPos::Bottom));
        never(self.area.draw(&Text::new(text, Self::at(at.0, at.1), style)));
    }

    /// Draws within a group that has a title: what a reader is told of the mark.
    pub(super) fn titled(&self, title: &str, draw: impl FnOnce(&Self)) {
        let _ = write!(self.sheet.borrow_mut(), "<g><title>{}</title>", Escaped(title));
        draw(self);
        self.sheet.borrow_mut().push_str("</g>");
    }

    /// The finished SVG, with what it is called and what it shows.
    pub(super) fn finish(self, id: &str, title: &str, description: &str) -> String {
        let Self { area, sheet, size, height, turned } = self;
        drop(area);
        let body = sheet.borrow();
        let name = size.name();
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"chart {name}\" role=\"img\" \
             aria-labelledby=\"{id}-{name}-title\" aria-describedby=\"{id}-{name}-desc\" \
             viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" \
             font-size=\"{text}\"{direction}>\
             <title id=\"{id}-{name}-title\">{title}</title>\
             <desc id=\"{id}-{name}-desc\">{description}</desc>{body}</svg>",
            width = size.width(),
            // Text begins where it was put, whatever the page's direction is.
            direction = if turned { " direction=\"ltr\"" } else { "" },
            text = Hundredths(size.text()),
            title = Escaped(title),
            description = Escaped(description),
        )
    }
}

/// The weight in which an ink's text is set.
pub(super) fn weight(ink: Ink) -> Weight {
    if ink == Ink::Value { Weight::Semibold } else { Weight::Regular }
}

/// A style for plotters: sizes in tenths of a pixel; the face is named by the style sheet.
pub(super) fn text_style(size: f64, weight: Weight, ink: Ink, anchor: Pos) -> TextStyle<'static> {
    let style = match weight {
        Weight::Regular => FontStyle::Normal,
        Weight::Semibold => FontStyle::Bold,
    };
    let font = FontDesc::new(FontFamily::SansSerif, size * 10.0, style);
    TextStyle { font, color: ink.colour().to_backend_color(), pos: anchor }
}

/// The backend cannot fail, so neither can plotters here.
pub(super) fn never<T, E: std::fmt::Debug>(result: Result<T, E>) -> T {
    result.expect("writing SVG to memory does not fail")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_cannot_leave_its_element() {
        let text = |text: &str| Escaped(text).to_string();
        assert_eq!(text("<script>&\"]]>"), "&lt;script&gt;&amp;&quot;]]&gt;");
        assert_eq!(text("مشاركة"), "\u{2068}مشاركة\u{2069}");
        assert_eq!(text("a\u{202e}b"), "\u{2068}a\u{202e}b\u{2069}");
    }

    #[test]
    fn lengths_have_one_decimal_at_most() {
        assert_eq!(Length(tenths(12.0)).to_string(), "12");
        assert_eq!(Length(tenths(-0.46)).to_string(), "-0.5");
        assert_eq!(Hundredths(13.75).to_string(), "13.75");
        assert_eq!(Hundredths(14.0).to_string(), "14");
    }

    #[test]
    fn marks_carry_classes_and_titles() {
        let canvas = Canvas::new(Size::Wide, 40.0, &NumberStyle::default());
        canvas.titled("A & B: 5%", |canvas| {
            canvas.rect((0.0, 0.0), (10.0, 8.5), Ink::Mark(crate::types::study::Colour::Blue, 0));
        });
        let svg = canvas.finish("f", "T", "D");
        assert!(svg.contains(
            "<g><title>A &amp; B: 5%</title><rect class=\"m blue\" x=\"0\" y=\"0\" width=\"10\" height=\"8.5\"/></g>"
        ), "{svg}");
        assert!(svg.contains("role=\"img\"") && svg.contains("<desc id=\"f-wide-desc\">D</desc>"));
    }

    #[test]
    fn drawings_from_right_to_left_are_mirrored_and_their_text_is_not() {
        let turned = crate::types::messages::Messages::built_in("ar-XB").expect("it is built in");
        let canvas = Canvas::new(Size::Wide, 40.0, &NumberStyle::of(turned));
        let width = Size::Wide.width();
        canvas.rect((0.0, 0.0), (10.0, 8.0), Ink::Grid);
        canvas.text("5%", (20.0, 8.0), HPos::Left, Ink::Label);
        canvas.text("Tea", (30.0, 8.0), HPos::Right, Ink::Label);
        let svg = canvas.finish("f", "T", "D");
        assert!(svg.contains(&format!("x=\"{}\" y=\"0\" width=\"10\"", width - 10.0)), "{svg}");
        let at = |x: f64, rest: &str| format!("x=\"{}\" y=\"8\"{rest}", width - x);
        assert!(svg.contains(&at(20.0, " text-anchor=\"end\">")), "{svg}");
        assert!(svg.contains(&at(30.0, ">")) && svg.contains("direction=\"ltr\""), "{svg}");
    }
}
