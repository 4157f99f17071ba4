//! Exact numbers + the study's number style -> the strings that a reader meets.

use super::{Exact, Printed, Window};
use crate::types::messages::{Arg, Messages, say};

/// True minus, as typography has it.
const MINUS: char = '\u{2212}';
/// The keys of the names of months.
const MONTHS: [&str; 12] = [
    "month-1", "month-2", "month-3", "month-4", "month-5", "month-6", "month-7", "month-8",
    "month-9", "month-10", "month-11", "month-12",
];

/// How numbers and words are written: in the way of the language, with what `study.yaml` declares
/// once under `numbers`.
///
/// Reported values keep their printed decimals whatever this says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NumberStyle {
    /// Decimals of computed percents that inherit none from printed ones.
    pub decimals: u8,
    /// Between groups of three digits.
    pub thousands: String,
    /// Between whole part and decimals.
    pub decimal_mark: String,
    /// What stands before a percent, where the language has its sign there.
    pub percent_before: String,
    /// What follows a percent, with its space if it takes one.
    pub percent_sign: String,
    /// All texts of the language.
    pub messages: Messages,
}

impl Default for NumberStyle {
    fn default() -> Self {
        Self::of(Messages::english())
    }
}

impl NumberStyle {
    /// The style of a language.
    #[must_use]
    pub fn of(messages: Messages) -> Self {
        let percent = messages.html("setting-percent", &[("number_html", Arg::Text("\0"))]);
        let (before, after) = percent.split_once('\0').unwrap_or(("", "%"));
        Self {
            decimals: 0,
            thousands: messages.text("setting-thousands").to_owned(),
            decimal_mark: messages.text("setting-decimal-mark").to_owned(),
            percent_before: before.to_owned(),
            percent_sign: after.to_owned(),
            messages,
        }
    }

    /// A message with what stands for its variables; within offprint, `say!` is shorter.
    #[must_use]
    pub fn say(&self, key: &str, args: &[(&str, Arg<'_>)]) -> String {
        self.messages.say(key, args, self)
    }

    /// A message without variables.
    #[must_use]
    pub fn text(&self, key: &str) -> &str {
        self.messages.text(key)
    }

    /// A finished number as a percent.
    #[must_use]
    pub fn with_percent(&self, number: &str) -> String {
        format!("{}{number}{}", self.percent_before, self.percent_sign)
    }

    /// A count: "5,142".
    #[must_use]
    pub fn count(&self, n: u64) -> String {
        self.grouped(&n.to_string())
    }

    /// A printed percent with its sign, decimals as printed: "0.8%".
    #[must_use]
    pub fn printed_percent(&self, printed: &Printed) -> String {
        self.with_percent(&printed.text().replacen('.', &self.decimal_mark, 1))
    }

    /// A share (0 to 1) as a percent with the given decimals: "99.9%".
    #[must_use]
    pub fn percent(&self, share: Exact, decimals: u8) -> String {
        let scaled = (share * Exact::from(100)).rounded(decimals);
        self.with_percent(&self.decimal(scaled, decimals))
    }

    /// A number with the given decimals: "2.4".
    #[must_use]
    pub fn number(&self, value: Exact, decimals: u8) -> String {
        self.decimal(value.rounded(decimals), decimals)
    }

    /// A difference of two shares in percentage points: "6 percentage points".
    #[must_use]
    pub fn points(&self, difference: Exact, decimals: u8) -> String {
        let scaled = (difference * Exact::from(100)).rounded(decimals);
        let number = self.sized(scaled, decimals);
        say!(self, "points", number = number)
    }

    /// The size of a difference of two shares, whichever is larger: "6 points".
    #[must_use]
    pub fn gap(&self, difference: Exact, decimals: u8) -> String {
        let scaled = (difference.abs() * Exact::from(100)).rounded(decimals);
        let number = self.sized(scaled, decimals);
        say!(self, "points-gap", number = number)
    }

    /// A share (0 to 1) as a percent without its sign, where another follows that has it.
    #[must_use]
    pub fn bare_percent(&self, share: Exact, decimals: u8) -> String {
        let scaled = (share * Exact::from(100)).rounded(decimals);
        format!("{}{}", self.percent_before, self.decimal(scaled, decimals))
    }

    /// A date (YYYY-MM-DD) in the way of the language; anything else stays as it is.
    #[must_use]
    pub fn date(&self, date: &str) -> String {
        let mut parts = date.splitn(3, '-');
        let (Some(year), Some(month), Some(day)) = (parts.next(), parts.next(), parts.next())
        else {
            return date.to_owned();
        };
        let name = month.parse::<usize>().ok().and_then(|it| MONTHS.get(it.checked_sub(1)?));
        let Some(name) = name else { return date.to_owned() };
        say!(
            self,
            "date",
            form = self.text("setting-date"),
            year = year,
            month = month,
            month_name = self.text(name),
            day = day,
            day_number = day.trim_start_matches('0'),
        )
    }

    /// A range of shares as percents, rounded outwards so that it never claims too much:
    /// "19–21%"; one number where both ends print alike.
    #[must_use]
    pub fn percent_range(&self, range: Window, decimals: u8) -> String {
        self.with_percent(&self.outward(range, 100, decimals))
    }

    /// A range of differences in percentage points, rounded outwards: "5–7", "−1 to 2".
    #[must_use]
    pub fn points_range(&self, range: Window, decimals: u8) -> String {
        self.outward(range, 100, decimals)
    }

    /// A range of plain numbers, rounded outwards.
    #[must_use]
    pub fn number_range(&self, range: Window, decimals: u8) -> String {
        self.outward(range, 1, decimals)
    }

    /// A range of counts: "3,780–3,830", or one number where both are the same.
    #[must_use]
    pub fn count_range(&self, low: u64, high: u64) -> String {
        self.range(&self.count(low), &self.count(high))
    }

    fn outward(&self, range: Window, unit: i128, decimals: u8) -> String {
        let unit = Exact::from(unit);
        let low = self.decimal((range.low * unit).rounded_down(decimals), decimals);
        let high = self.decimal((range.high * unit).rounded_up(decimals), decimals);
        self.range(&low, &high)
    }

    /// Two finished numbers joined by an en dash, or by "to" where a minus is about.
    fn range(&self, low: &str, high: &str) -> String {
        if low == high {
            low.to_owned()
        } else if low.starts_with(MINUS) || high.starts_with(MINUS) {
            say!(self, "range-with-minus", low = low, high = high)
        } else {
            say!(self, "range", low = low, high = high)
        }
    }

    /// `scaled / 10^decimals`, written and as plain digits without its sign.
    fn sized(&self, scaled: i128, decimals: u8) -> Arg<'static> {
        let unit = 10_u128.pow(u32::from(decimals));
        let size = scaled.unsigned_abs();
        let (whole, rest, width) = (size / unit, size % unit, usize::from(decimals));
        let digits =
            if decimals > 0 { format!("{whole}.{rest:0width$}") } else { whole.to_string() };
        Arg::Sized(self.decimal(scaled, decimals), digits)
    }

    /// Writes `scaled / 10^decimals`.
    fn decimal(&self, scaled: i128, decimals: u8) -> String {
        let unit = 10_u128.pow(u32::from(decimals));
        let size = scaled.unsigned_abs();
        let mut out = String::new();
        if scaled < 0 {
            out.push(MINUS);
        }
        out.push_str(&self.grouped(&(size / unit).to_string()));
        if decimals > 0 {
            out.push_str(&self.decimal_mark);
            let rest = (size % unit).to_string();
            (rest.len()..usize::from(decimals)).for_each(|_| out.push('0'));
            out.push_str(&rest);
        }
        out
    }

    fn grouped(&self, digits: &str) -> String {
        let mut out = String::with_capacity(digits.len() + 4);
        for (i, digit) in digits.chars().enumerate() {
            if i > 0 && (digits.len() - i).is_multiple_of(3) {
                out.push_str(&self.thousands);
            }
            out.push(digit);
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn window(low: i128, high: i128, of: i128) -> Window {
        Window { low: Exact::new(low, of), high: Exact::new(high, of) }
    }

    #[test]
    fn english_style() {
        let style = NumberStyle::default();
        assert_eq!(style.count(0), "0");
        assert_eq!(style.count(120), "120");
        assert_eq!(style.count(5142), "5,142");
        assert_eq!(style.count(1_234_567), "1,234,567");
        assert_eq!(style.printed_percent(&Printed::parse("10.0").unwrap()), "10.0%");
        assert_eq!(style.percent(Exact::new(5142, 5148), 1), "99.9%");
        assert_eq!(style.percent(Exact::new(1, 200), 0), "1%");
        assert_eq!(style.number(Exact::new(5142, 2135), 1), "2.4");
        assert_eq!(style.number(Exact::new(1, 100), 3), "0.010");
    }

    #[test]
    fn differences_name_their_unit_and_sign() {
        let style = NumberStyle::default();
        assert_eq!(style.points(Exact::new(6, 100), 0), "6\u{a0}percentage points");
        assert_eq!(style.points(Exact::new(-1, 100), 0), "−1\u{a0}percentage point");
        assert_eq!(style.points(Exact::new(1, 100), 1), "1.0\u{a0}percentage point");
        assert_eq!(style.points(Exact::new(11, 1000), 1), "1.1\u{a0}percentage points");
    }

    #[test]
    fn ranges_open_outwards() {
        let style = NumberStyle::default();
        // 20 % of 5,142 less 14 % of 120 is 5.34 to 6.33 points.
        assert_eq!(style.points_range(window(534, 633, 10_000), 0), "5–7");
        assert_eq!(style.points_range(window(-5, 15, 1000), 0), "−1 to 2");
        assert_eq!(style.percent_range(window(1, 1, 4), 0), "25%");
        assert_eq!(style.count_range(3780, 3830), "3,780–3,830");
        assert_eq!(style.count_range(17, 17), "17");
    }

    #[test]
    fn other_styles() {
        let style = NumberStyle {
            decimals: 1,
            thousands: "\u{202f}".into(),
            decimal_mark: ",".into(),
            percent_sign: "\u{a0}%".into(),
            ..NumberStyle::default()
        };
        assert_eq!(style.count(5142), "5\u{202f}142");
        assert_eq!(style.printed_percent(&Printed::parse("16.5").unwrap()), "16,5\u{a0}%");
        assert_eq!(style.percent(Exact::new(1, 8), 1), "12,5\u{a0}%");
    }
}
