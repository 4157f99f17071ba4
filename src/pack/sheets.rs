//! Titles -> names of a workbook's sheets: short, without the signs that none may hold, each once.

/// The longest name of a sheet, in the units of UTF-16.
const LONGEST: usize = 31;

/// A name that programs for spreadsheets keep for themselves.
const KEPT: &str = "history";

/// Names that were given.
#[derive(Default)]
pub(super) struct SheetNames(Vec<String>);

impl SheetNames {
    /// The name of the next sheet.
    pub(super) fn next(&mut self, title: &str) -> String {
        let plain: String = title
            .chars()
            .map(|c| if c.is_control() || r"*?:[]\/".contains(c) { ' ' } else { c })
            .collect();
        let words: Vec<&str> = plain.split_whitespace().collect();
        let plain = words.join(" ").trim_matches('\'').to_owned();
        let plain = if plain.is_empty() { "Sheet".to_owned() } else { plain };
        let mut name = shortened(&plain, LONGEST);
        let mut n = 1;
        // Letters of both cases are one to such programs.
        while name.to_lowercase() == KEPT || self.0.contains(&name.to_lowercase()) {
            n += 1;
            let mark = format!(" ({n})");
            name = shortened(&plain, LONGEST - mark.len()) + &mark;
        }
        self.0.push(name.to_lowercase());
        name
    }
}

/// As much of a text as a length allows, without spaces and apostrophes at its end.
fn shortened(text: &str, longest: usize) -> String {
    let mut length = 0;
    let fits = |c: &char| {
        length += c.len_utf16();
        length <= longest
    };
    let text: String = text.chars().take_while(fits).collect();
    text.trim_end_matches(['\'', ' ']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_such_as_sheets_may_have() {
        let mut names = SheetNames::default();
        assert_eq!(names.next("Table 1"), "Table 1");
        assert_eq!(names.next("TABLE 1"), "TABLE 1 (2)");
        assert_eq!(names.next("a/b: [c]?"), "a b c");
        assert_eq!(names.next("'quoted'"), "quoted");
        assert_eq!(names.next("History"), "History (2)");
        assert_eq!(names.next("[]"), "Sheet");
        let long = "Figures that stand in the text of the source";
        assert_eq!(names.next(long), "Figures that stand in the text");
        assert_eq!(names.next(long), "Figures that stand in the t (2)");
        let wide = names.next(&"𝒙".repeat(40));
        assert_eq!(wide.encode_utf16().count(), 30);
        assert!(names.next(&format!("{}'", "x".repeat(30))).ends_with('x'));
    }
}
