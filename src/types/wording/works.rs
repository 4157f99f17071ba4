//! How many works there are, and how many of them are cited.

use super::Wording;
use crate::types::messages::say;

impl Wording<'_> {
    /// "48 works. 45 of them are cited in this report, on 9 pages."
    #[must_use]
    pub fn works_line(self, works: usize, cited: usize, pages: usize) -> String {
        let style = self.style();
        let all = say!(style, "works-counted", n = works);
        let on = say!(style, "works-pages", n = pages);
        match cited {
            0 => say!(style, "works-none-cited", works = all),
            _ if cited == works => {
                say!(style, "works-all-cited", works = all, n = works, pages = on)
            }
            _ => say!(style, "works-cited", works = all, n = cited, pages = on),
        }
    }
}
