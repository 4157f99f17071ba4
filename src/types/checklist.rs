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
    /// The key of its heading.
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
    /// The key of what it asks for.
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
                title: "asks-title-and-abstract",
                items: &[
                    item("cross-1a", "1a", "ask-cross-1a"),
                    item("cross-1b", "1b", "ask-cross-1b"),
                ],
            },
            Section {
                title: "asks-introduction",
                items: &[item("cross-2", "2", "ask-cross-2"), item("cross-3", "3", "ask-cross-3")],
            },
            Section {
                title: "asks-methods-design-and-questionnaire",
                items: &[
                    item("cross-4", "4", "ask-cross-4"),
                    item("cross-5a", "5a", "ask-cross-5a"),
                    item("cross-5b", "5b", "ask-cross-5b"),
                    item("cross-5c", "5c", "ask-cross-5c"),
                    item("cross-5d", "5d", "ask-cross-5d"),
                ],
            },
            Section {
                title: "asks-methods-sample",
                items: &[
                    item("cross-6a", "6a", "ask-cross-6a"),
                    item("cross-6b", "6b", "ask-cross-6b"),
                    item("cross-6c", "6c", "ask-cross-6c"),
                    item("cross-6d", "6d", "ask-cross-6d"),
                ],
            },
            Section {
                title: "asks-methods-fieldwork",
                items: &[
                    item("cross-7a", "7a", "ask-cross-7a"),
                    item("cross-7b", "7b", "ask-cross-7b"),
                    item("cross-7c", "7c", "ask-cross-7c"),
                    item("cross-8", "8", "ask-cross-8"),
                    item("cross-9a", "9a", "ask-cross-9a"),
                    item("cross-9b", "9b", "ask-cross-9b"),
                ],
            },
            Section {
                title: "asks-methods-analysis",
                items: &[
                    item("cross-10a", "10a", "ask-cross-10a"),
                    item("cross-10b", "10b", "ask-cross-10b"),
                    item("cross-10c", "10c", "ask-cross-10c"),
                    item("cross-10d", "10d", "ask-cross-10d"),
                    item("cross-10e", "10e", "ask-cross-10e"),
                    item("cross-10f", "10f", "ask-cross-10f"),
                    item("cross-10g", "10g", "ask-cross-10g"),
                ],
            },
            Section {
                title: "asks-results",
                items: &[
                    item("cross-11a", "11a", "ask-cross-11a"),
                    item("cross-11b", "11b", "ask-cross-11b"),
                    item("cross-11c", "11c", "ask-cross-11c"),
                    item("cross-11d", "11d", "ask-cross-11d"),
                    item("cross-12", "12", "ask-cross-12"),
                    item("cross-13a", "13a", "ask-cross-13a"),
                    item("cross-13b", "13b", "ask-cross-13b"),
                    item("cross-13c", "13c", "ask-cross-13c"),
                ],
            },
            Section {
                title: "asks-discussion",
                items: &[
                    item("cross-14", "14", "ask-cross-14"),
                    item("cross-15", "15", "ask-cross-15"),
                    item("cross-16", "16", "ask-cross-16"),
                ],
            },
            Section {
                title: "asks-other-sections",
                items: &[
                    item("cross-17", "17", "ask-cross-17"),
                    item("cross-18", "18", "ask-cross-18"),
                    item("cross-19", "19", "ask-cross-19"),
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
            title: "asks-disclosure",
            items: &[
                item("aapor-1", "1", "ask-aapor-1"),
                item("aapor-2", "2", "ask-aapor-2"),
                item("aapor-3", "3", "ask-aapor-3"),
                item("aapor-4", "4", "ask-aapor-4"),
                item("aapor-5", "5", "ask-aapor-5"),
                item("aapor-6", "6", "ask-aapor-6"),
                item("aapor-7", "7", "ask-aapor-7"),
                item("aapor-8", "8", "ask-aapor-8"),
                item("aapor-9", "9", "ask-aapor-9"),
                item("aapor-10", "10", "ask-aapor-10"),
                item("aapor-11", "11", "ask-aapor-11"),
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
