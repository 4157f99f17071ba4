//! The formats in which a report is built.

use std::collections::BTreeSet;

/// A format in which a report is built. Those of a site stand in it as files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    /// The site itself: pages, charts, CSV, JSON. It is always made.
    Site,
    /// The picture that is shown where a link to the report is shared.
    Picture,
    /// The whole report in one HTML file.
    SingleFile,
    /// The figures as a data set to be cited and deposited, with a ZIP file of it.
    Package,
}

impl Format {
    /// All of them, in the order in which they are made.
    pub const ALL: [Self; 4] = [Self::Site, Self::Picture, Self::SingleFile, Self::Package];

    /// Its name, on the command line and in a manifest.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Site => "site",
            Self::Picture => "picture",
            Self::SingleFile => "single-file",
            Self::Package => "package",
        }
    }
}

/// The formats of one build; the site is among them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Formats(BTreeSet<Format>);

impl Formats {
    /// These, and the site.
    pub fn of(formats: impl IntoIterator<Item = Format>) -> Self {
        Self(formats.into_iter().chain([Format::Site]).collect())
    }

    /// Those of these names, and the site; another version's names are passed over.
    pub fn named<'a>(names: impl IntoIterator<Item = &'a str>) -> Self {
        let known = |name| Format::ALL.into_iter().find(|format| format.name() == name);
        Self::of(names.into_iter().filter_map(known))
    }

    /// Whether this one is among them.
    #[must_use]
    pub fn hold(&self, format: Format) -> bool {
        self.0.contains(&format)
    }

    /// Their names, in the order in which they are made.
    pub fn names(&self) -> impl Iterator<Item = &'static str> {
        self.0.iter().map(|format| format.name())
    }
}

impl Default for Formats {
    /// All.
    fn default() -> Self {
        Self::of(Format::ALL)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_site_is_always_among_them() {
        assert_eq!(Formats::of([]).names().collect::<Vec<_>>(), ["site"]);
        let all = ["package", "single-file", "hologram", "picture"];
        assert_eq!(Formats::named(all), Formats::default());
        assert!(!Formats::named(["site"]).hold(Format::SingleFile));
    }
}
