//! How many works there are, and how many of them are cited.

use super::Wording;

impl Wording<'_> {
    /// "48 works. 45 of them are cited in this report, on 9 pages."
    #[must_use]
    pub fn works_line(self, works: usize, cited: usize, pages: usize) -> String {
        let counted = |count: usize, one: &str| {
            let number = self.study.style.count(u64::try_from(count).unwrap_or(u64::MAX));
            format!("{number}\u{a0}{one}{}", if count == 1 { "" } else { "s" })
        };
        let all = counted(works, "work");
        let on = counted(pages, "page");
        match cited {
            0 => format!("{all}, not cited in this report."),
            1 if works == 1 => format!("{all}, cited in this report on {on}."),
            _ if cited == works => format!("{all}, all of them cited in this report, on {on}."),
            1 => format!("{all}. One of them is cited in this report, on {on}."),
            _ => {
                let cited = self.study.style.count(u64::try_from(cited).unwrap_or(u64::MAX));
                format!("{all}. {cited} of them are cited in this report, on {on}.")
            }
        }
    }
}
