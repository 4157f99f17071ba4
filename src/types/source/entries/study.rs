//! The entries of `study.yaml` below its top, as written: people, publication, groups, navigation.

use serde::Deserialize;

use super::{Answered, IntervalMethod, IntervalShow};
use crate::types::source::shape::{KeyShape, Shape, Shaped};

entries! {
    /// The scale by which words of quantity are judged, in percent.
    WordScaleEntry {
        /// "Almost all" is above it.
        /// Default: `90`.
        almost_all: Option<String>,
        /// "Most" is from here on.
        /// Default: `75`.
        most: Option<String>,
        /// "Few" is below it.
        /// Default: `15`.
        few: Option<String>,
    }
    /// A finding of the audit that is left as it is.
    AcceptedEntry {
        /// The check that found it.
        code: String,
        /// The value, question, statement or page that it is about.
        id: String,
        /// Why it is left.
        reason: String,
    }
    /// An item of a reporting checklist.
    ChecklistEntry {
        /// Its id.
        item: String,
        /// Whether it is reported.
        is: Answered,
        /// What is reported and where, or why it is not.
        answer: String,
    }
    /// A person or body.
    AuthorEntry {
        /// Name.
        name: String,
        /// Family name, where it is not the last word.
        family: Option<String>,
        /// Whether it is a body and no person: its name is never divided.
        body: Option<bool>,
        /// Affiliations.
        affiliations: Option<Vec<String>>,
        /// ORCID iD.
        orcid: Option<String>,
    }
    /// The report's own version.
    ReportEntry {
        /// Version.
        version: String,
        /// Date, YYYY-MM-DD; the only date that output takes.
        date: String,
        /// Licence of the report's texts.
        licence: Option<LicenceEntry>,
    }
    /// A licence.
    LicenceEntry {
        /// Its name.
        name: String,
        /// Its address.
        url: Option<String>,
    }
    /// A published paper.
    PublicationEntry {
        /// Title.
        title: String,
        /// Authors.
        authors: Vec<AuthorEntry>,
        /// Journal.
        journal: String,
        /// Year.
        year: String,
        /// Volume.
        volume: Option<String>,
        /// Pages or article number.
        article: Option<String>,
        /// DOI, without an address before it.
        doi: Option<String>,
        /// Date of publication, YYYY-MM-DD.
        published: Option<String>,
        /// Licence.
        licence: Option<LicenceEntry>,
    }
    /// Number style.
    NumbersEntry {
        /// Decimals of computed percents.
        /// Default: `0`.
        decimals: Option<String>,
        /// Thousands separator.
        /// Default: `","`.
        thousands: Option<String>,
        /// Decimal mark.
        /// Default: `"."`.
        decimal_mark: Option<String>,
        /// What follows a percent.
        /// Default: `"%"`.
        percent_sign: Option<String>,
    }
    /// Intervals.
    IntervalsEntry {
        /// Method.
        /// Default: `wilson`.
        method: Option<IntervalMethod>,
        /// Confidence level in percent.
        /// Default: `95`.
        level: Option<String>,
        /// Where they are shown.
        /// Default: `[]`.
        show: Option<Vec<IntervalShow>>,
    }
    /// A group of respondents.
    GroupEntry {
        /// Id, the first part of its values' ids.
        id: String,
        /// Name.
        label: String,
        /// What several of its members are called within a sentence.
        members: String,
        /// Questionnaires sent.
        sent: Option<String>,
        /// Questionnaires answered: the group's n.
        answered: Option<String>,
        /// Regions covered.
        regions: Option<String>,
        /// Sites covered.
        sites: Option<SitesEntry>,
        /// Its colour throughout the report.
        /// Default: the next that is free.
        colour: Option<String>,
        /// Where the source says so.
        place: Option<String>,
        /// Why it has no figures, where it has none.
        unreported: Option<String>,
    }
    /// Sites of a group.
    SitesEntry {
        /// How many.
        count: String,
        /// What they are: hospitals, schools.
        label: String,
    }
    /// The look of the pages.
    ThemeEntry {
        /// Colours in place of built-in ones.
        colours: Option<Vec<ThemeColourEntry>>,
        /// Size of text, in percent of what a reader's browser has: 80 to 140.
        /// Default: `100`.
        text_size: Option<String>,
        /// A picture before the title at the head of each page: SVG or PNG, in `content/narrative/`.
        logo: Option<String>,
    }
    /// A colour in place of a built-in one.
    ThemeColourEntry {
        /// Which: `ground`, `ink`, `accent`, or one of groups.
        colour: String,
        /// It on light pages and on paper, such as `"#2a5a9b"`.
        light: String,
        /// It on dark pages.
        dark: String,
    }
    /// A section of the navigation.
    NavigationEntry {
        /// Heading.
        title: String,
        /// File names of its pages, without `.md`.
        pages: Vec<String>,
    }
}
