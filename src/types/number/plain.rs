//! Exact numbers -> plain digits, for machines: a point, no separators, no sign of percent.

use super::Exact;

impl Exact {
    /// The number with at most four decimals and no more than it has: "2.5", "-0.3333".
    #[must_use]
    pub fn plain(self) -> String {
        let scaled = self.rounded(4);
        let sign = if scaled < 0 { "-" } else { "" };
        let size = scaled.unsigned_abs();
        let text = format!("{sign}{}.{:04}", size / 10_000, size % 10_000);
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    }

    /// A share (0 to 1) in percent, likewise.
    #[must_use]
    pub fn plain_percent(self) -> String {
        (self * Self::from(100)).plain()
    }
}

/// A measured ratio with two decimals, cut off and not rounded: what falls short of a bound must not
/// be told as reaching it.
#[must_use]
pub fn cut_off(ratio: f64) -> String {
    format!("{:.2}", (ratio * 100.0).floor() / 100.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_falls_short_is_not_told_as_enough() {
        assert_eq!([4.4999, 4.5, 1.0].map(cut_off), ["4.49", "4.50", "1.00"]);
    }

    #[test]
    fn machines_read_plain_digits() {
        assert_eq!(Exact::new(8, 1000).plain_percent(), "0.8");
        assert_eq!(Exact::new(1, 3).plain_percent(), "33.3333");
        assert_eq!(Exact::new(-1, 2).plain(), "-0.5");
        assert_eq!(Exact::from(5142).plain(), "5142");
    }
}
