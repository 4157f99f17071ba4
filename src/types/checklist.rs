//! The reporting checklists that a study can be held against: their items, in words of our own.

/// A checklist.
#[derive(Debug)]
pub struct Checklist {
    /// The first part of the ids of its items.
    pub id: &'static str,
    /// What it is called.
    pub name: &'static str,
    /// The work that it is taken from.
    pub source: &'static str,
    /// Where that stands.
    pub address: &'static str,
    /// Its items by section, in their order.
    pub sections: &'static [Section],
}

/// A section of a checklist.
#[derive(Debug)]
pub struct Section {
    /// Its heading.
    pub title: &'static str,
    /// Its items.
    pub items: &'static [Item],
}

/// What a report should say.
#[derive(Debug)]
pub struct Item {
    /// Its id: `cross-5a`.
    pub id: &'static str,
    /// Its number in its checklist: `5a`.
    pub number: &'static str,
    /// What it asks for.
    pub asks: &'static str,
}

impl Checklist {
    /// Its items.
    pub fn items(&self) -> impl Iterator<Item = &'static Item> {
        self.sections.iter().flat_map(|section| section.items)
    }
}

/// The ids of all items, checklist after checklist.
pub fn item_ids() -> impl Iterator<Item = &'static str> {
    CHECKLISTS.iter().flat_map(Checklist::items).map(|item| item.id)
}

const fn item(id: &'static str, number: &'static str, asks: &'static str) -> Item {
    Item { id, number, asks }
}

/// All checklists.
pub static CHECKLISTS: [Checklist; 2] = [
    Checklist {
        id: "cross",
        name: "CROSS: Checklist for Reporting of Survey Studies",
        source: "Sharma, A., Minh Duc, N. T., Luu Lam Thang, T., et al. (2021). A Consensus-Based Checklist for Reporting of Survey Studies (CROSS). Journal of General Internal Medicine, 36, 3179–3187",
        address: "https://doi.org/10.1007/s11606-021-06737-1",
        sections: &[
            Section {
                title: "Title and abstract",
                items: &[
                    item(
                        "cross-1a",
                        "1a",
                        "Title or abstract call it a survey and name its design",
                    ),
                    item(
                        "cross-1b",
                        "1b",
                        "Abstract with background, aims, methods, results and conclusion",
                    ),
                ],
            },
            Section {
                title: "Introduction",
                items: &[
                    item("cross-2", "2", "Why the survey was needed, and what was known before"),
                    item("cross-3", "3", "Aims of the study"),
                ],
            },
            Section {
                title: "Methods: design and questionnaire",
                items: &[
                    item("cross-4", "4", "Design, by a usual name"),
                    item(
                        "cross-5a",
                        "5a",
                        "Make-up of the questionnaire: parts, questions, instruments",
                    ),
                    item(
                        "cross-5b",
                        "5b",
                        "Each instrument: for whom, how valid and reliable, how scored",
                    ),
                    item("cross-5c", "5c", "Pretests of the questionnaire"),
                    item("cross-5d", "5d", "The questionnaire itself, whole"),
                ],
            },
            Section {
                title: "Methods: sample",
                items: &[
                    item("cross-6a", "6a", "Population, places, who could take part and who not"),
                    item("cross-6b", "6b", "How the sample was drawn"),
                    item("cross-6c", "6c", "Sample size and its reckoning"),
                    item("cross-6d", "6d", "How far the sample represents the population"),
                ],
            },
            Section {
                title: "Methods: fieldwork",
                items: &[
                    item("cross-7a", "7a", "Mode, contacts and place of asking"),
                    item("cross-7b", "7b", "Period of the survey"),
                    item(
                        "cross-7c",
                        "7c",
                        "Guards against wrong entries and repeated participation",
                    ),
                    item("cross-8", "8", "Preparation: training, announcement"),
                    item("cross-9a", "9a", "Ethical approval and consent"),
                    item("cross-9b", "9b", "Anonymity, confidentiality, protection of data"),
                ],
            },
            Section {
                title: "Methods: analysis",
                items: &[
                    item("cross-10a", "10a", "Statistical methods and software"),
                    item("cross-10b", "10b", "Variables that were changed for the analysis"),
                    item("cross-10c", "10c", "Missing answers: how many, how treated"),
                    item("cross-10d", "10d", "What was done about non-response"),
                    item("cross-10e", "10e", "What was done about losses between waves"),
                    item("cross-10f", "10f", "Weighting, or other adjustment of the sample"),
                    item("cross-10g", "10g", "Sensitivity analyses that were planned"),
                ],
            },
            Section {
                title: "Results",
                items: &[
                    item("cross-11a", "11a", "How many people there were at each stage"),
                    item("cross-11b", "11b", "Why people did not take part"),
                    item("cross-11c", "11c", "Response rate, with its definition"),
                    item(
                        "cross-11d",
                        "11d",
                        "How unique visitors were told apart, and their number",
                    ),
                    item("cross-12", "12", "Who the respondents are"),
                    item("cross-13a", "13a", "Main results, with intervals and adjusted estimates"),
                    item("cross-13b", "13b", "How models were built, and how well they fit"),
                    item("cross-13c", "13c", "Outcome of sensitivity analyses"),
                ],
            },
            Section {
                title: "Discussion",
                items: &[
                    item("cross-14", "14", "Limitations: bias and imprecision"),
                    item("cross-15", "15", "Cautious interpretation, and research to come"),
                    item("cross-16", "16", "How far the results can be generalised"),
                ],
            },
            Section {
                title: "Other sections",
                items: &[
                    item("cross-17", "17", "What part funders had"),
                    item("cross-18", "18", "Conflicts of interest"),
                    item("cross-19", "19", "Acknowledgements"),
                ],
            },
        ],
    },
    Checklist {
        id: "aapor",
        name: "AAPOR: disclosure items",
        source: "American Association for Public Opinion Research (2021). Code of Professional Ethics and Practices, Standards for Disclosure, section III.A",
        address: "https://aapor.org/standards-and-ethics/disclosure-standards/",
        sections: &[Section {
            title: "Disclosure",
            items: &[
                item("aapor-1", "1", "How data were collected: survey, focus groups or else"),
                item("aapor-2", "2", "Who sponsored the research, paid for it and carried it out"),
                item("aapor-3", "3", "Exact wording and order of what was asked"),
                item("aapor-4", "4", "Population under study"),
                item("aapor-5", "5", "How the sample was generated and recruited"),
                item("aapor-6", "6", "Methods, modes and languages of data collection"),
                item("aapor-7", "7", "Dates of data collection"),
                item("aapor-8", "8", "Sample sizes, and how precise the results are"),
                item("aapor-9", "9", "How the data were weighted"),
                item(
                    "aapor-10",
                    "10",
                    "How data were processed, and how their quality was ensured",
                ),
                item("aapor-11", "11", "Limitations of design and data collection"),
            ],
        }],
    },
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn checklists_are_whole_and_their_ids_their_own() {
        let counts = CHECKLISTS.each_ref().map(|list| list.items().count());
        assert_eq!(counts, [40, 11]);
        assert_eq!(item_ids().collect::<BTreeSet<_>>().len(), 51);
        for list in &CHECKLISTS {
            for item in list.items() {
                assert_eq!(item.id, format!("{}-{}", list.id, item.number));
            }
        }
        // The first checklist is numbered from 1 to 19, some numbers with letters.
        let number = |item: &Item| item.number.trim_end_matches(char::is_alphabetic).to_owned();
        let numbers: BTreeSet<String> = CHECKLISTS[0].items().map(number).collect();
        assert_eq!(numbers.len(), 19);
    }
}
