//! `theme` in `study.yaml`: colours that can be told from what they stand on, a size, a picture.

use super::Checker;
use crate::diagnostic::Diagnostic;
use crate::types::source::{Asset, At, StudyFile, ThemeEntry, Yaml};
use crate::types::study::{Ink, Rgb, Theme, ThemeColour};

/// The least contrast of text to its ground: WCAG 2.2, success criterion 1.4.3. Text stands in all
/// of these colours, or in the ground's upon them.
const LEAST: f64 = 4.5;
/// Sizes of text, in percent, with which pages were looked at.
const SIZES: (u8, u8) = (80, 140);
/// The largest picture, in bytes: it is in the style sheet.
const LARGEST: usize = 64 * 1024;

impl Checker<'_> {
    /// The look that a study asks for.
    pub(super) fn theme(&mut self, study: &Yaml<StudyFile>) -> Theme {
        let Some(entry) = &study.content.theme else { return Theme::default() };
        let at = study.top().key("theme");
        Theme {
            colours: self.theme_colours(entry, at.key("colours")),
            text_size: self.text_size(entry, at),
            logo: self.logo(entry, at),
        }
    }

    fn theme_colours(&mut self, entry: &ThemeEntry, at: At<'_>) -> Vec<ThemeColour> {
        let names: Vec<&str> = Ink::ALL.iter().map(|(_, name, _)| *name).collect();
        let mut colours: Vec<(ThemeColour, usize)> = Vec::new();
        for (i, entry) in entry.colours.iter().flatten().enumerate() {
            let at = at.item(i);
            let known = Ink::ALL.iter().find(|(_, name, _)| *name == entry.colour);
            let [light, dark] = [("light", &entry.light), ("dark", &entry.dark)]
                .map(|(key, text)| self.rgb(text, at.key(key)));
            let Some((ink, ..)) = known else {
                let place = at.key("colour").place();
                self.faults.push(Diagnostic::unknown_colour(&entry.colour, place, &names));
                continue;
            };
            if colours.iter().any(|(it, _)| it.ink == *ink) {
                let place = at.key("colour").place();
                self.faults.push(Diagnostic::colour_twice(&entry.colour, place));
            } else if let (Some(light), Some(dark)) = (light, dark) {
                colours.push((ThemeColour { ink: *ink, light, dark }, i));
            }
        }
        self.contrast(&colours, at);
        colours.into_iter().map(|(colour, _)| colour).collect()
    }

    fn rgb(&mut self, text: &str, at: At<'_>) -> Option<Rgb> {
        let rgb = Rgb::parse(text);
        if rgb.is_none() {
            let help = "write six digits after the sign, in quotes: \"#2a5a9b\"".to_owned();
            self.faults.push(Diagnostic::bad_form("a colour", text, at.place(), help));
        }
        rgb
    }

    /// Every colour, changed or not, has to be told from the ground, changed or not.
    fn contrast(&mut self, colours: &[(ThemeColour, usize)], at: At<'_>) {
        for (side, scheme) in ["light", "dark"].into_iter().enumerate() {
            let now = |ink: Ink| {
                let own = colours.iter().find(|(it, _)| it.ink == ink);
                let own = own.map(|(it, i)| (if side == 0 { it.light } else { it.dark }, Some(*i)));
                let built_in = Ink::ALL.iter().find(|(it, ..)| *it == ink);
                own.or_else(|| Some((Rgb::parse(built_in?.2[side])?, None)))
            };
            let Some((ground, of_ground)) = now(Ink::Ground) else { continue };
            for (ink, name, _) in Ink::ALL.into_iter().filter(|(it, ..)| *it != Ink::Ground) {
                let Some((colour, own)) = now(ink) else { continue };
                let ratio = colour.contrast(ground);
                // Who changed the ground has to see to the others.
                if let Some(i) = own.or(of_ground).filter(|_| ratio < LEAST) {
                    let place = at.item(i).key(scheme).place();
                    let told = (name, colour, ground);
                    self.faults.push(Diagnostic::little_contrast(told, ratio, LEAST, place));
                }
            }
        }
    }

    fn text_size(&mut self, entry: &ThemeEntry, at: At<'_>) -> Option<u8> {
        let text = entry.text_size.as_ref()?;
        let (least, most) = SIZES;
        let size = text.parse::<u8>().ok().filter(|size| (least..=most).contains(size));
        if size.is_none() {
            let place = at.key("text_size").place();
            let help = "100 is the size of the reader's browser; write the number alone".to_owned();
            let expected = format!("a whole percent from {least} to {most}");
            self.faults.push(Diagnostic::bad_form(&expected, text, place, help));
        }
        size
    }

    fn logo(&mut self, entry: &ThemeEntry, at: At<'_>) -> Option<Asset> {
        let name = entry.logo.as_ref()?;
        let place = at.key("logo").place();
        let images: Vec<&str> = self.source.images.iter().map(|it| it.path.as_str()).collect();
        let Some(image) = self.source.images.iter().find(|it| it.path == *name) else {
            self.faults.push(Diagnostic::unknown_image(name, place, &images));
            return None;
        };
        let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
        if !matches!(ending.as_deref(), Some("svg" | "png")) {
            let help = "save it as SVG or PNG".to_owned();
            self.faults.push(Diagnostic::bad_form("a picture in SVG or PNG", name, place, help));
            return None;
        }
        if image.bytes.len() > LARGEST {
            self.faults.push(Diagnostic::file_too_large(
                &format!("content/narrative/{name}"),
                image.bytes.len() as u64,
                LARGEST as u64,
            ));
            return None;
        }
        Some(image.clone())
    }
}
