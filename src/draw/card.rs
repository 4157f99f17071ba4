//! A report and its key figure -> `Card`: the picture that is shown where a link is shared; and a
//! `Card` -> PNG, with resvg.
//!
//! No system font takes part: what the shipped face does not hold is left out, be it the title, a
//! line or the chart, and where nothing is left there is no picture.

use std::fmt::Write as _;

use super::canvas::Escaped;
use super::measure::{Weight, is_held, width, wrap};
use super::theme::Size;
use crate::types::figure::{Card, Figure, Subject};
use crate::types::messages::say;
use crate::types::study::{Edition, QuestionId, Study};
use crate::types::summary::Summaries;
use crate::types::wording::Wording;

/// What a picture is drawn with: the light inks of the style sheet, which a test compares.
const STYLE: &str = include_str!("card.css");

/// Distance from the edges to what stands within.
const MARGIN: f64 = 64.0;
/// The width of the coloured edge.
const EDGE: u16 = 14;
/// Distance between blocks.
const SPACE: f64 = 22.0;
/// Where what is written begins and ends.
const TOP: f64 = MARGIN - 12.0;
const BOTTOM: f64 = Card::HEIGHT as f64 - MARGIN + 20.0;
/// The sizes of a finding, best first.
const HEADLINES: [f64; 5] = [46.0, 40.0, 36.0, 32.0, 29.0];
/// A chart is shown in a size in which its text is read; of a taller one the words are enough.
const SMALLEST_SCALE: f64 = 1.05;

/// A text in the largest size in which it fits some lines.
struct Block {
    lines: Vec<String>,
    size: f64,
    class: &'static str,
}

impl Block {
    /// Nothing where the face does not hold it, or it is too long in every size.
    fn fit(
        text: &str,
        weight: Weight,
        class: &'static str,
        sizes: &[f64],
        most: usize,
    ) -> Option<Self> {
        if text.trim().is_empty() || !is_held(text, weight) {
            return None;
        }
        let room = f64::from(Card::WIDTH) - 2.0 * MARGIN;
        let of = |size: f64| (wrap(text, size, weight, room), size);
        let (lines, size) =
            sizes.iter().map(|size| of(*size)).find(|(lines, _)| lines.len() <= most)?;
        // A word that is broken somewhere does not read.
        let whole = lines.iter().all(|line| width(line, size, weight) <= room);
        whole.then_some(Self { lines, size, class })
    }

    fn height(&self) -> f64 {
        f64::from(u32::try_from(self.lines.len()).unwrap_or(0)) * self.leading()
    }

    fn leading(&self) -> f64 {
        (self.size * 1.25).round()
    }

    /// Writes it below a height, on the side on which the language begins; gives the height below it.
    fn draw(&self, svg: &mut String, top: f64, turned: bool) -> f64 {
        let x = if turned { f64::from(Card::WIDTH) - MARGIN } else { MARGIN };
        let anchor = if turned { " text-anchor=\"end\"" } else { "" };
        let mut baseline = top + self.size * 0.95;
        for line in &self.lines {
            // Writing to a string cannot fail.
            let _ = write!(
                svg,
                "<text class=\"{}\" x=\"{x}\" y=\"{baseline}\" font-size=\"{}\"{anchor}>{}</text>",
                self.class,
                self.size,
                Escaped(line)
            );
            baseline += self.leading();
        }
        top + self.height()
    }
}

/// The picture of a report: its title, the headline of its key figure, whom that counts, the chart.
/// None of an edition that another one supersedes, and none where it would hold no words.
pub(crate) fn card(study: &Study, summaries: &Summaries, figures: &[Figure]) -> Option<Card> {
    if study.edition == Edition::AsPublished || !cfg!(feature = "picture") {
        return None;
    }
    let wording = Wording { study, summaries };
    let turned = study.style.messages.right_to_left();
    let figure = match study.meta.picture {
        Some(id) => figures.get(id.0),
        None => figures.iter().find(|figure| figure.number == 1),
    };
    let title = wording.plain(&study.meta.title);
    let foot = Block::fit(&foot(study), Weight::Regular, "c-muted", &[20.0, 17.0], 1);
    let drawn = figure.and_then(|figure| finding(wording, &title, figure, foot.as_ref()));
    let (body, description) = drawn.or_else(|| {
        // Without a finding the title is what there is to read.
        let sizes = [60.0, 50.0, 42.0, 34.0];
        let title_alone = Block::fit(&title, Weight::Semibold, "c-headline", &sizes, 5)?;
        let mut body = String::new();
        title_alone.draw(&mut body, TOP, turned);
        Some((body, title.clone()))
    })?;
    let (width, height) = (Card::WIDTH, Card::HEIGHT);
    let edge = if turned { width - EDGE } else { 0 };
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {width} {height}\"><style>{STYLE}</style><rect class=\"c-ground\" \
         width=\"{width}\" height=\"{height}\"/><rect class=\"c-edge\" x=\"{edge}\" width=\"{EDGE}\" \
         height=\"{height}\"/>{body}"
    );
    if let Some(foot) = &foot {
        foot.draw(&mut svg, BOTTOM - foot.height(), turned);
    }
    svg.push_str("</svg>");
    Some(Card { svg, description })
}

/// The finding of a figure under the title, with the chart where there is room for it; and what
/// it all shows, in words. Nothing where the face does not hold the finding.
fn finding(
    wording: Wording<'_>,
    title: &str,
    figure: &Figure,
    foot: Option<&Block>,
) -> Option<(String, String)> {
    let turned = wording.style().messages.right_to_left();
    let title = Block::fit(title, Weight::Semibold, "c-title", &[26.0, 23.0], 2);
    let base = base(wording, figure.subject);
    let base = Block::fit(&base, Weight::Regular, "c-muted", &[22.0, 19.0], 2);
    let bottom = BOTTOM - foot.map_or(0.0, Block::height) - SPACE;
    let sized = |size: f64| {
        let headline = Block::fit(&figure.title, Weight::Semibold, "c-headline", &[size], 4)?;
        let (mut body, mut top) = (String::new(), TOP);
        if let Some(title) = &title {
            top = title.draw(&mut body, top, turned) + SPACE;
        }
        top = headline.draw(&mut body, top, turned) + SPACE / 2.0;
        if let Some(base) = &base {
            top = base.draw(&mut body, top, turned) + SPACE;
        }
        (top <= bottom).then_some((body, top))
    };
    // A smaller headline may leave room for the chart; one of any size is better than none.
    let drawings = || HEADLINES.iter().filter_map(|size| sized(*size));
    let with_chart = drawings().find_map(|(body, top)| {
        let chart = chart(figure, top, bottom)?;
        let finding = figure.title.trim_end_matches('.');
        Some((body + &chart, format!("{finding}. {}", figure.description)))
    });
    with_chart.or_else(|| drawings().next().map(|(body, _)| (body, figure.title.clone())))
}

/// Whom a figure counts.
fn base(wording: Wording<'_>, subject: Subject) -> String {
    let study = wording.study;
    let rows = match subject {
        Subject::Question(id) => return wording.base(id),
        Subject::Comparison(id) => {
            study[id].rows.iter().flat_map(|pair| [pair.first, pair.second]).collect()
        }
        Subject::Chart(id) => study[id].rows(study),
    };
    let mut questions: Vec<QuestionId> = Vec::new();
    for question in rows.into_iter().map(|row| study[row].question) {
        if !questions.contains(&question) {
            questions.push(question);
        }
    }
    wording.bases(&questions)
}

/// Who made the report, and which version this is.
fn foot(study: &Study) -> String {
    let style = &study.style;
    let authors: Vec<&str> = study.meta.authors.iter().map(|author| &*author.name).collect();
    let date = style.date(&study.meta.date);
    let authors = match authors.as_slice() {
        [] => return say!(style, "card-foot-alone", version = study.meta.version, date = date),
        [one] => (*one).to_owned(),
        [one, two] => format!("{one}{}{two}", style.text("list-and")),
        [first, ..] => say!(style, "card-authors", first = first),
    };
    say!(style, "card-foot", authors = authors, version = study.meta.version, date = date)
}

/// The wide drawing of a figure between two heights, as large as it fits; nothing where its text
/// could not be read then, or is not all in the shipped face.
fn chart(figure: &Figure, top: f64, bottom: f64) -> Option<String> {
    let width = Size::Wide.width();
    let (_, rest) = figure.wide.split_once(&format!("viewBox=\"0 0 {width} "))?;
    let height: f64 = rest.split('"').next()?.parse().ok()?;
    let room = f64::from(Card::WIDTH) - 2.0 * MARGIN;
    let scale = (room / width).min((bottom - top) / height);
    let held = figure.wide.split("<text ").skip(1).all(|element| {
        let text = element.split_once('>').map_or("", |(_, rest)| rest);
        let text = text.split("</text>").next().unwrap_or_default();
        is_held(text, Weight::Regular) && is_held(text, Weight::Semibold)
    });
    // The drawing's own element would bring ids and a size along.
    let body = figure.wide.split_once("</desc>")?.1.strip_suffix("</svg>")?;
    (scale >= SMALLEST_SCALE && held)
        .then(|| format!("<g transform=\"translate({MARGIN} {top}) scale({scale})\">{body}</g>"))
}

/// A picture as PNG.
#[cfg(feature = "picture")]
pub(crate) fn png(card: &Card) -> Vec<u8> {
    use resvg::{tiny_skia, usvg};

    let mut options =
        usvg::Options { font_family: "Offprint Sans".into(), ..usvg::Options::default() };
    let faces = [
        include_bytes!("fonts/sans-400.ttf").as_slice(),
        include_bytes!("fonts/sans-600.ttf").as_slice(),
    ];
    for face in faces {
        options.fontdb_mut().load_font_data(face.to_vec());
    }
    let tree = usvg::Tree::from_str(&card.svg, &options).expect("a drawing of offprint is SVG");
    let size = (u32::from(Card::WIDTH), u32::from(Card::HEIGHT));
    let mut sheet = tiny_skia::Pixmap::new(size.0, size.1).expect("a size that is not zero");
    resvg::render(&tree, tiny_skia::Transform::identity(), &mut sheet.as_mut());
    // The ground is opaque, so every pixel is.
    let inks: Vec<u8> =
        sheet.pixels().iter().flat_map(|it| [it.red(), it.green(), it.blue()]).collect();
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, size.0, size.1);
    encoder.set_color(png::ColorType::Rgb);
    // Packing it as tightly as can be takes longer than drawing it.
    encoder.set_compression(png::Compression::Fast);
    let written = encoder.write_header().and_then(|mut it| it.write_image_data(&inks));
    written.expect("writing to memory does not fail");
    bytes
}

/// Without resvg there is no card, and so nothing to ask for.
#[cfg(not(feature = "picture"))]
pub(crate) fn png(_: &Card) -> Vec<u8> {
    Vec::new()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn colours(text: &str) -> Vec<&str> {
        let found = text.match_indices('#').map(|(at, _)| &text[at..]);
        found
            .filter_map(|rest| rest.get(..7))
            .filter(|it| it[1..].bytes().all(|b| b.is_ascii_hexdigit()))
            .collect()
    }

    #[test]
    fn the_colours_are_those_of_pages_in_daylight() {
        let page = include_str!("../../templates/style.css");
        let (daylight, _) = page.split_once('}').expect("the tokens");
        let known = colours(daylight);
        for colour in colours(STYLE) {
            assert!(known.contains(&colour), "{colour} is no colour of the style sheet");
        }
        // Every class that charts use has its line here.
        let charts = page.split_once("/* Inks of charts */").expect("inks").1;
        let charts = charts.split("/*").next().expect("what follows");
        for rule in charts.split(".chart ").skip(1) {
            let class = rule.split([' ', ',', '{', ':']).next().expect("a selector");
            assert!(class == "text" || STYLE.contains(class), "{class} is not drawn");
        }
    }

    #[test]
    fn texts_take_the_largest_size_that_fits_and_are_never_cut() {
        let fit = |text: &str, most| Block::fit(text, Weight::Regular, "", &[40.0, 20.0], most);
        let short = fit("A short title", 1).expect("it fits");
        assert!((short.size - 40.0).abs() < 1e-9 && short.lines.len() == 1);
        let long = "word ".repeat(30);
        let smaller = fit(&long, 2).expect("it fits in the smaller size");
        assert!((smaller.size - 20.0).abs() < 1e-9 && smaller.lines.len() == 2);
        assert_eq!(smaller.lines.join(" "), long.trim());
        assert!(fit(&long, 1).is_none());
        for foreign in ["影像数据", "بيانات", "A – 数据", " ", ""] {
            assert!(fit(foreign, 9).is_none(), "{foreign}");
        }
    }

    #[cfg(feature = "picture")]
    #[test]
    fn a_picture_holds_what_its_drawing_says() {
        use resvg::tiny_skia::Pixmap;

        let ink = |body: &str| {
            let svg = format!(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1200\" height=\"630\"><style>\
                 {STYLE}</style><rect class=\"c-ground\" width=\"1200\" height=\"630\"/>{body}</svg>"
            );
            let bytes = png(&Card { svg, description: String::new() });
            let sheet = Pixmap::decode_png(&bytes).expect("PNG");
            assert_eq!((sheet.width(), sheet.height()), (1200, 630));
            let colours = sheet.pixels().iter().map(|it| (it.red(), it.green(), it.blue()));
            colours.filter(|colour| *colour != (0xfd, 0xfc, 0xf9)).collect::<Vec<_>>()
        };
        assert!(ink("").is_empty());
        let bar = ink("<rect class=\"m blue\" x=\"10\" y=\"10\" width=\"100\" height=\"20\"/>");
        assert_eq!(bar, vec![(0x2a, 0x5a, 0x9b); 2000]);
        let text = |weight: &str| {
            ink(&format!("<text class=\"{weight}\" x=\"100\" y=\"100\" font-size=\"40\">No</text>"))
        };
        let (regular, semibold) = (text("l").len(), text("v").len());
        assert!(regular > 300 && semibold > regular, "{regular} and {semibold} pixels of ink");
    }
}
