//! Text as printed -> exact numbers and finished strings: all rounding and formatting lives here.
//!
//! A published figure is text ("0.8", "16.5", "47") that stands for a *set* of possible counts.
//! Nothing here uses floating point until a number is written for a machine to read.

mod exact;
mod plain;
mod rounding;
mod style;
mod words;

use std::fmt;

pub use exact::Exact;
pub use plain::cut_off;
pub use style::NumberStyle;
pub use words::share_in_words;

/// The largest count that a study may hold; keeps exact arithmetic within 128 bits.
pub const MAX_COUNT: u64 = 1_000_000_000_000;
/// The most decimals that a printed percent may have.
pub const MAX_DECIMALS: u8 = 6;

/// A number as the source printed it: its text, its value and how many decimals it shows.
///
/// "10" and "10.0" have one value and are two different claims.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Printed {
    text: String,
    value: Exact,
    decimals: u8,
}

/// Why a text is not a printed number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotPrinted {
    /// Neither digits nor digits with a decimal point.
    NotANumber,
    /// It ends in a percent sign, which the data leave out.
    PercentSign,
    /// It has a comma where a decimal point is expected.
    Comma,
    /// It is below zero.
    Negative,
    /// More decimals than [`MAX_DECIMALS`], or too many digits.
    TooLong,
}

impl Printed {
    /// Reads a printed number: digits, with a decimal point and decimals if any.
    ///
    /// # Errors
    /// Says what is wrong with a text that is not of this form.
    pub fn parse(text: &str) -> Result<Self, NotPrinted> {
        if let Some(rest) = text.strip_prefix('-') {
            let digit = rest.starts_with(|c: char| c.is_ascii_digit());
            return Err(if digit { NotPrinted::Negative } else { NotPrinted::NotANumber });
        }
        if text.ends_with('%') {
            return Err(NotPrinted::PercentSign);
        }
        let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
        let digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
        if !digits(whole) || (!digits(decimals) && text.contains('.')) {
            let comma = text.replace([',', ' '], "");
            return Err(
                if comma != text && comma.bytes().all(|b| b.is_ascii_digit() || b == b'.') {
                    NotPrinted::Comma
                } else {
                    NotPrinted::NotANumber
                },
            );
        }
        if decimals.len() > usize::from(MAX_DECIMALS) || whole.len() > 13 {
            return Err(NotPrinted::TooLong);
        }
        let places = u8::try_from(decimals.len()).map_err(|_| NotPrinted::TooLong)?;
        let scaled: i128 =
            format!("{whole}{decimals}").parse().map_err(|_| NotPrinted::NotANumber)?;
        Ok(Self {
            text: text.to_owned(),
            value: Exact::new(scaled, 10_i128.pow(u32::from(places))),
            decimals: places,
        })
    }

    /// The text as printed.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The number that stands there, in the unit in which it stands there (74 for "74").
    #[must_use]
    pub fn value(&self) -> Exact {
        self.value
    }

    /// The share (0 to 1) that this text is as a percent.
    #[must_use]
    pub fn share(&self) -> Exact {
        self.value / Exact::from(100)
    }

    /// How many decimals are printed.
    #[must_use]
    pub fn decimals(&self) -> u8 {
        self.decimals
    }

    /// The shares (0 to 1) that could have been rounded to this percent, whatever the base:
    /// half a unit of the last printed decimal to either side, within 0 and 1. A percent above 100
    /// is no share, and its window lies above 1.
    #[must_use]
    pub fn share_window(&self) -> Window {
        let half = Exact::new(1, 200 * 10_i128.pow(u32::from(self.decimals)));
        let low = (self.share() - half).max(Exact::ZERO);
        Window { low, high: (self.share() + half).min(Exact::ONE).max(low) }
    }

    /// The counts k out of n whose percent rounds to this text, separately under half up and
    /// half to even.
    ///
    /// With d decimals and S = 100 * 10^d, the printed number is m / 10^d, and k rounds to it
    /// when (2m - 1) n <= 2 S k <= (2m + 1) n; half up leaves out the upper bound, half to even
    /// leaves out both bounds when m is odd. At n = 0 there is no share and no count.
    #[must_use]
    pub fn counts(&self, n: u64) -> Counts {
        let scale = 10_i128.pow(u32::from(self.decimals));
        let m = (self.value * Exact::from(scale)).floor();
        let n = i128::from(n);
        let double = 200 * scale;
        let above = |x: i128| x.div_euclid(double) + i128::from(x.rem_euclid(double) != 0);
        let (lower, upper) = ((2 * m - 1) * n, (2 * m + 1) * n);
        let within = |low: i128, high: i128| {
            let (low, high) = (low.max(0), high.min(n));
            let range = u64::try_from(low).ok().zip(u64::try_from(high).ok());
            range.filter(|_| n > 0 && low <= high).map(|(low, high)| CountRange { low, high })
        };
        let half_up = within(above(lower), above(upper) - 1);
        let half_even = if m % 2 == 0 {
            within(above(lower), upper.div_euclid(double))
        } else {
            within(lower.div_euclid(double) + 1, above(upper) - 1)
        };
        Counts { half_up, half_even }
    }
}

impl fmt::Display for Printed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// A closed range of possible values of one exact quantity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// The smallest possible value.
    pub low: Exact,
    /// The largest possible value.
    pub high: Exact,
}

impl Window {
    /// The window that holds one value only.
    #[must_use]
    pub fn point(value: Exact) -> Self {
        Self { low: value, high: value }
    }

    /// Whether the two windows share a value.
    #[must_use]
    pub fn meets(&self, other: &Self) -> bool {
        self.low <= other.high && other.low <= self.high
    }
}

/// A closed range of whole counts, `low <= high`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CountRange {
    /// The smallest count.
    pub low: u64,
    /// The largest count.
    pub high: u64,
}

/// The counts that a printed percent allows on its base, by rounding mode; `None` where no
/// whole count rounds to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counts {
    /// Under rounding half up.
    pub half_up: Option<CountRange>,
    /// Under rounding half to even.
    pub half_even: Option<CountRange>,
}

impl Counts {
    /// One count, known exactly.
    #[must_use]
    pub fn exactly(k: u64) -> Self {
        let range = Some(CountRange { low: k, high: k });
        Self { half_up: range, half_even: range }
    }

    /// The counts that are possible under at least one mode, or `None` where there is none.
    #[must_use]
    pub fn either(&self) -> Option<CountRange> {
        match (self.half_up, self.half_even) {
            (Some(a), Some(b)) => {
                Some(CountRange { low: a.low.min(b.low), high: a.high.max(b.high) })
            }
            (a, b) => a.or(b),
        }
    }

    /// Whether one count satisfies both claims under the same rounding mode.
    #[must_use]
    pub fn agree(&self, other: &Self) -> bool {
        let meet = |a: Option<CountRange>, b: Option<CountRange>| {
            a.zip(b).is_some_and(|(a, b)| a.low <= b.high && b.low <= a.high)
        };
        meet(self.half_up, other.half_up) || meet(self.half_even, other.half_even)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(text: &str, n: u64) -> Option<(u64, u64)> {
        Printed::parse(text).unwrap().counts(n).either().map(|r| (r.low, r.high))
    }

    #[test]
    fn text_is_kept_with_its_decimals() {
        let ten = Printed::parse("10").unwrap();
        let ten_point = Printed::parse("10.0").unwrap();
        assert_eq!(ten.value(), ten_point.value());
        assert_ne!(ten, ten_point);
        assert_eq!(ten_point.text(), "10.0");
        assert_eq!(Printed::parse("0.8").unwrap().share(), Exact::new(8, 1000));
        assert_eq!(Printed::parse("007").unwrap().value(), Exact::from(7));
    }

    #[test]
    fn what_is_no_number_is_told_apart() {
        use NotPrinted::*;
        for (text, why) in [
            ("", NotANumber),
            ("NaN", NotANumber),
            ("-inf", NotANumber),
            (".5", NotANumber),
            ("5.", NotANumber),
            ("1e3", NotANumber),
            ("0x1F", NotANumber),
            ("٧", NotANumber),
            ("-3", Negative),
            ("47%", PercentSign),
            ("16,5", Comma),
            ("5 142", Comma),
            ("1.1234567", TooLong),
            ("99999999999999", TooLong),
        ] {
            assert_eq!(Printed::parse(text), Err(why), "{text}");
        }
    }

    #[test]
    fn counts_behind_a_percent() {
        // 14 % of 120: 13.5 % is 16.2 and 14.5 % is 17.4, so 17 is the only whole count.
        assert_eq!(counts("14", 120), Some((17, 17)));
        // 74 % of 5,142: 3779.37 to 3830.79.
        assert_eq!(counts("74", 5142), Some((3780, 3830)));
        // 16.5 % of 120 is 19.8; 19 gives 15.8 and 20 gives 16.7: impossible.
        assert_eq!(counts("16.5", 120), None);
        assert_eq!(counts("0", 120), Some((0, 0)));
        assert_eq!(counts("100", 120), Some((120, 120)));
        assert_eq!(counts("50", 0), None);
        assert_eq!(counts("100", 1), Some((1, 1)));
    }

    #[test]
    fn rounding_modes_differ_at_the_half() {
        // 1 of 200 is 0.5 % and 3 are 1.5 %: half up prints 1 and 2, half to even 0 and 2.
        let one = Printed::parse("1").unwrap().counts(200);
        assert_eq!(one.half_up, Some(CountRange { low: 1, high: 2 }));
        assert_eq!(one.half_even, Some(CountRange { low: 2, high: 2 }));
        let zero = Printed::parse("0").unwrap().counts(200);
        assert_eq!(zero.half_up, Some(CountRange { low: 0, high: 0 }));
        assert_eq!(zero.half_even, Some(CountRange { low: 0, high: 1 }));
        assert!(one.agree(&Printed::parse("1.0").unwrap().counts(200)));
        assert!(!one.agree(&Printed::parse("2").unwrap().counts(200)));
    }

    #[test]
    fn windows_stay_within_a_share() {
        let w = Printed::parse("100").unwrap().share_window();
        assert_eq!((w.low, w.high), (Exact::new(995, 1000), Exact::ONE));
        assert!(w.meets(&Window::point(Exact::ONE)));
        assert!(!w.meets(&Window::point(Exact::new(99, 100))));
    }

    proptest::proptest! {
        /// The ranges agree with rounding each count of the base by hand.
        #[test]
        fn counts_agree_with_brute_force(n in 1_u64..700, m in 0_u64..=1000, d in 0_u32..2) {
            let scale = 10_u64.pow(d);
            let m = m.min(100 * scale);
            let text = if d == 0 { m.to_string() } else { format!("{}.{}", m / 10, m % 10) };
            let got = Printed::parse(&text).unwrap().counts(n);
            let range = |round: fn(u64, u64) -> u64| {
                let hits: Vec<u64> =
                    (0..=n).filter(|k| round(k * 100 * scale, n) == m).collect();
                hits.first().map(|low| CountRange { low: *low, high: hits[hits.len() - 1] })
            };
            proptest::prop_assert_eq!(got.half_up, range(|a, b| (2 * a + b) / (2 * b)));
            proptest::prop_assert_eq!(got.half_even, range(|a, b| {
                let (whole, rest) = (a / b, 2 * (a % b));
                whole + u64::from(rest > b || (rest == b && whole % 2 == 1))
            }));
        }
    }
}
