//! The look that a study asks for -> style that stands behind that of offprint.

use std::fmt::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::types::source::Asset;
use crate::types::study::{Rgb, Theme, ThemeColour};

/// Width and height of a picture that does not say how large it is.
const SQUARE: (f64, f64) = (1.0, 1.0);

/// Style for a theme; nothing where nothing is asked for. Colours that a reader forces stay.
pub(super) fn style(theme: &Theme) -> String {
    let mut out = String::new();
    if !theme.colours.is_empty() {
        let tokens = |which: fn(&ThemeColour) -> Rgb| -> String {
            let all = theme.colours.iter();
            let all = all.map(|it| format!("--{}:{}", it.ink.name(), which(it)));
            all.collect::<Vec<_>>().join(";")
        };
        // Writing to a string cannot fail.
        let _ = write!(
            out,
            "@media (forced-colors:none){{:root,.light{{{}}}\
             @media screen and (prefers-color-scheme:dark){{:root{{{}}}}}}}",
            tokens(|it| it.light),
            tokens(|it| it.dark)
        );
    }
    if let Some(size) = theme.text_size {
        let _ = write!(out, "html{{font-size:{size}%}}");
    }
    if let Some(logo) = &theme.logo {
        let kind = if logo.path.to_ascii_lowercase().ends_with("svg") { "svg+xml" } else { "png" };
        let data = STANDARD.encode(&logo.bytes);
        let (width, height) = size(logo);
        let _ = write!(
            out,
            ".top .report::before{{content:\"\";display:inline-block;height:1.6em;max-width:12em;\
             aspect-ratio:{width}/{height};margin-inline-end:0.5em;vertical-align:middle;\
             background:url(data:image/{kind};base64,{data}) center/contain no-repeat}}"
        );
    }
    if !out.is_empty() {
        out.push('\n');
    }
    out
}

/// Width and height of a picture, in whatever unit it has.
fn size(image: &Asset) -> (f64, f64) {
    let bytes = &image.bytes;
    let number = |at: usize| -> Option<f64> {
        let bytes: [u8; 4] = bytes.get(at..at + 4)?.try_into().ok()?;
        Some(f64::from(u32::from_be_bytes(bytes)))
    };
    // PNG: the first chunk has width and height, behind a signature of 8 bytes and its own head.
    let png = bytes.starts_with(b"\x89PNG").then(|| Some((number(16)?, number(20)?))).flatten();
    let text = String::from_utf8_lossy(bytes);
    let boxed = || {
        let (_, rest) = text.split_once("viewBox=")?;
        let numbers = rest.get(1..)?.split(['"', '\'']).next()?;
        let numbers = numbers.split([' ', ',']).filter(|it| !it.is_empty());
        let numbers: Vec<f64> = numbers.filter_map(|it| it.parse().ok()).collect();
        let [_, _, width, height] = numbers[..] else { return None };
        Some((width, height))
    };
    let sound = |it: f64| it.is_finite() && it > 0.0;
    png.or_else(boxed).filter(|(width, height)| sound(*width) && sound(*height)).unwrap_or(SQUARE)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::types::study::Ink;

    #[test]
    fn nothing_is_written_where_nothing_is_asked_for() {
        assert_eq!(style(&Theme::default()), "");
    }

    #[test]
    fn both_schemes_have_their_colours() {
        let [light, dark] = ["#005a9c", "#8ab4f8"].map(|it| Rgb::parse(it).expect("a colour"));
        let colours = vec![ThemeColour { ink: Ink::Accent, light, dark }];
        let theme = Theme { colours, text_size: Some(110), logo: None };
        assert_eq!(
            style(&theme),
            "@media (forced-colors:none){:root,.light{--accent:#005a9c}@media screen and \
             (prefers-color-scheme:dark){:root{--accent:#8ab4f8}}}html{font-size:110%}\n"
        );
    }

    #[test]
    fn pictures_keep_their_proportions() {
        let of = |bytes: &[u8]| {
            let logo = Some(Asset { path: "a.svg".into(), bytes: bytes.to_vec() });
            let style = style(&Theme { logo, ..Theme::default() });
            let (_, rest) = style.split_once("aspect-ratio:").expect("a proportion");
            rest.split(';').next().unwrap_or_default().to_owned()
        };
        let mut png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
        png.extend([0, 0, 0, 90, 0, 0, 0, 30]);
        assert_eq!(of(&png), "90/30");
        assert_eq!(of(b"<svg viewBox='0 0 20,40.5'>"), "20/40.5");
        for unknown in
            [&b"<svg>"[..], b"\x89PNG", b"<svg viewBox='0 0 0 3'>", b"<svg viewBox='0 0 NaN 3'>"]
        {
            assert_eq!(of(unknown), "1/1");
        }
    }
}
