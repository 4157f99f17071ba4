//! Faults of `study.yaml`: groups, colours, forms, navigation.

use super::Diagnostic;
use super::words::{list, or, those};
use crate::types::number::cut_off;
use crate::types::source::Place;
use crate::types::study::Rgb;

impl Diagnostic {
    /// A group that does not exist.
    #[must_use]
    pub fn unknown_group(found: &str, place: Place, known: &[&str]) -> Self {
        Self::error("unknown-group", format!("there is no group `{found}`"), place, "no such group")
            .suggest_or(found, known.iter().copied(), || match known {
                [] => "groups are declared in content/study.yaml".into(),
                _ => format!("content/study.yaml declares {}", list(known)),
            })
    }

    /// A group without figures that has no word on why.
    #[must_use]
    pub fn group_without_n(place: Place) -> Self {
        Self::error(
            "no-n",
            "missing key `answered`: how many of this group answered?".into(),
            place,
            "expected `answered:` or `unreported:` in this group",
        )
        .help("unreported: why the source has no figures of the group")
    }

    /// An item that no checklist has.
    #[must_use]
    pub fn unknown_item(
        found: &str,
        place: Place,
        known: impl Iterator<Item = &'static str>,
    ) -> Self {
        let message = format!("there is no item `{found}` of a checklist");
        Self::error("unknown-item", message, place, "no such item").suggest_or(found, known, || {
            "items are cross-1a to cross-19 and aapor-1 to aapor-11; docs/data-model.md lists them"
                .into()
        })
    }

    /// An item of a checklist that is answered twice.
    #[must_use]
    pub fn item_twice(item: &str, place: Place, first: Place) -> Self {
        let message = format!("the item `{item}` is answered twice");
        Self::error("item-twice", message, place, "again")
            .also(first, "first")
            .help("keep one of the two answers")
    }

    /// A colour that does not exist.
    #[must_use]
    pub fn unknown_colour(found: &str, place: Place, free: &[&str]) -> Self {
        let message = format!("there is no colour `{found}`");
        Self::error("bad-colour", message, place, "no such colour").suggest_or(
            found,
            free.iter().copied(),
            || free_colours(free),
        )
    }

    /// A colour that another group has.
    #[must_use]
    pub fn colour_taken(found: &str, place: Place, first: Place, free: &[&str]) -> Self {
        let message = format!("the colour `{found}` is used twice: one colour means one group");
        Self::error("bad-colour", message, place, "again")
            .also(first, "first")
            .help(free_colours(free))
    }

    /// A version of the format that this offprint does not read.
    #[must_use]
    pub fn unknown_format(found: &str, known: &str, place: Place) -> Self {
        let message = format!("expected format {known}, found `{found}`");
        let fault = Self::error("format", message, place, "another format");
        match found.parse::<u32>() {
            Ok(newer) if newer > 1 => fault.help("a newer format needs a newer offprint"),
            _ => fault.help(format!("write format: {known}")),
        }
    }

    /// A text of another form than expected: a date, an ORCID iD, an address.
    #[must_use]
    pub fn bad_form(expected: &str, found: &str, place: Place, help: String) -> Self {
        let message = format!("expected {expected}, found `{found}`");
        Self::error("bad-form", message, place, "not of this form").help(help)
    }

    /// A colour of the theme that is given twice.
    #[must_use]
    pub fn colour_twice(name: &str, place: Place) -> Self {
        let message = format!("the colour `{name}` of the theme is given twice");
        Self::error("colour-twice", message, place, "again").help("remove one of them")
    }

    /// A colour that cannot be read on its ground.
    #[must_use]
    pub fn little_contrast(
        (name, colour, ground): (&str, Rgb, Rgb),
        ratio: f64,
        least: f64,
        place: Place,
    ) -> Self {
        let ratio = cut_off(ratio);
        let message = format!(
            "expected a contrast of at least {least} to 1, found {ratio}: `{name}` {colour} on the \
             ground {ground}"
        );
        Self::error("contrast", message, place, "too little contrast").help(
            "text stands in this colour; take a darker one on light pages, a lighter one on dark ones",
        )
    }

    /// A scale of words whose bounds are out of order.
    #[must_use]
    pub fn scale_order(few: &str, most: &str, almost_all: &str, place: Place) -> Self {
        let message = format!(
            "expected `few` below 50, `most` above it and `almost_all` above that, found {few}, {most} \
             and {almost_all}"
        );
        Self::error("scale-order", message, place, "out of order")
            .help("without `word_scale` they are 15, 75 and 90")
    }

    /// A body with a family name.
    #[must_use]
    pub fn family_of_body(place: Place) -> Self {
        let message = "a body has no family name".into();
        Self::error("bad-form", message, place, "of a body")
            .help("remove `family`, or `body: true` if this is a person")
    }

    /// A family name with which the name does not end.
    #[must_use]
    pub fn family_not_in_name(family: &str, name: &str, place: Place) -> Self {
        let message = format!("expected the last words of the name `{name}`, found `{family}`");
        Self::error("bad-form", message, place, "not the end of the name")
            .help("write the name in the order given name, family name")
    }

    /// A page of the navigation that does not exist; `made` where offprint makes it of the data.
    #[must_use]
    pub fn unlisted_page(found: &str, made: bool, place: Place, known: &[&str]) -> Self {
        if made {
            let message = format!("expected a page of content/narrative/, found `{found}`");
            return Self::error("unknown-page", message, place, "made of the data")
                .help("this page stands at the end of the navigation by itself; leave it out");
        }
        let bare = found.strip_suffix(".md").filter(|bare| known.contains(bare));
        let fault = Self::error(
            "unknown-page",
            format!("there is no page `{found}` in content/narrative/"),
            place,
            "no such page",
        );
        match bare {
            Some(bare) => fault.help(format!("leave out the ending: {bare}")),
            None => fault.suggest_or(found, known.iter().copied(), || those("page", known)),
        }
    }

    /// A page that the navigation names twice.
    #[must_use]
    pub fn page_twice(page: &str, place: Place, first: Place) -> Self {
        Self::error(
            "page-twice",
            format!("the page `{page}` stands in the navigation twice"),
            place,
            "again",
        )
        .also(first, "first")
        .help("remove one of them")
    }
}

fn free_colours(free: &[&str]) -> String {
    match free {
        [] => "all colours are taken; leave `colour` out".into(),
        _ => format!("still free: {}", or(&ticked(free))),
    }
}

fn ticked(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| format!("`{name}`")).collect()
}
