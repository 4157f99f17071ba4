//! A printed number + the values that are possible -> whether one of them is printed so.

use super::{Exact, Printed, Window};

impl Printed {
    /// Whether some value of the window is printed as this text, rounded half up or half to even.
    /// The window is in the unit in which the text stands.
    ///
    /// With d decimals and h = 0.5 * 10^-d, half up prints the values from p - h to below p + h;
    /// half to even prints p + h as well where the last printed digit is even.
    #[must_use]
    pub fn rounds_from(&self, window: Window) -> bool {
        let scale = 10_i128.pow(u32::from(self.decimals()));
        let half = Exact::new(1, 2 * scale);
        let (lower, upper) = (self.value() - half, self.value() + half);
        let even = (self.value() * Exact::from(scale)).floor() % 2 == 0;
        window.high >= lower && (window.low < upper || (even && window.low == upper))
    }

    /// The numbers that could have been rounded to this text, in the unit in which it stands.
    #[must_use]
    pub fn window(&self) -> Window {
        let half = Exact::new(1, 2 * 10_i128.pow(u32::from(self.decimals())));
        let (low, high) = (self.value() - half, self.value() + half);
        Window { low: low.max(Exact::ZERO), high }
    }

    /// Whether some whole total of `parts` whole numbers has a mean that is printed as this text;
    /// of none there is no mean.
    #[must_use]
    pub fn is_mean_of(&self, parts: u64) -> bool {
        if parts == 0 {
            return false;
        }
        let parts = i128::from(parts);
        // The smallest total that is not below: any other lies further above.
        let total = -(-(self.window().low * Exact::from(parts))).floor();
        self.rounds_from(Window::point(Exact::new(total, parts)))
    }
}

impl Window {
    /// The same shares as percents.
    #[must_use]
    pub fn in_percent(self) -> Self {
        let hundred = Exact::from(100);
        Self { low: self.low * hundred, high: self.high * hundred }
    }

    /// The sizes that its values have without their signs.
    #[must_use]
    pub fn sizes(self) -> Self {
        let (low, high) = (self.low.abs(), self.high.abs());
        let crosses = self.low < Exact::ZERO && self.high > Exact::ZERO;
        Self { low: if crosses { Exact::ZERO } else { low.min(high) }, high: low.max(high) }
    }

    /// The sums that values of both can have, or `None` where they do not fit.
    #[must_use]
    pub fn plus(self, other: Self) -> Option<Self> {
        Some(Self {
            low: self.low.checked_add(other.low)?,
            high: self.high.checked_add(other.high)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn window(low: (i128, i128), high: (i128, i128)) -> Window {
        Window { low: Exact::new(low.0, low.1), high: Exact::new(high.0, high.1) }
    }

    #[test]
    fn a_value_is_printed_as_what_it_rounds_to() {
        let printed = |text: &str| Printed::parse(text).unwrap();
        // 5,142 of 5,148 are 99.883 %.
        let rate = Window::point(Exact::new(514_200, 5148));
        assert!(printed("99.9").rounds_from(rate) && printed("100").rounds_from(rate));
        assert!(!printed("99.8").rounds_from(rate) && !printed("99").rounds_from(rate));
        // 54 to 56 may be 54, 55 or 56.
        let sum = window((54, 1), (56, 1));
        assert!(printed("54").rounds_from(sum) && printed("56").rounds_from(sum));
        assert!(!printed("53").rounds_from(sum) && !printed("57").rounds_from(sum));
    }

    #[test]
    fn a_half_is_printed_by_either_mode() {
        let printed = |text: &str| Printed::parse(text).unwrap();
        let half = Window::point(Exact::new(5, 2));
        // 2.5: half up prints 3, half to even 2.
        assert!(printed("3").rounds_from(half) && printed("2").rounds_from(half));
        // 3.5: both print 4.
        let half = Window::point(Exact::new(7, 2));
        assert!(printed("4").rounds_from(half) && !printed("3").rounds_from(half));
    }

    #[test]
    fn a_mean_is_a_whole_total_by_its_parts() {
        let printed = |text: &str| Printed::parse(text).unwrap();
        // Brown and Heathers' example: 5.19 of 28 people; 145 are 5.179, 146 are 5.214.
        assert!(!printed("5.19").is_mean_of(28));
        assert!(printed("5.18").is_mean_of(28) && printed("5.21").is_mean_of(28));
        // 5.25 is printed 5.3 by half up and 5.2 by half to even.
        assert!(printed("5.3").is_mean_of(4) && printed("5.2").is_mean_of(4));
        assert!(!printed("5.4").is_mean_of(4) && !printed("5.4").is_mean_of(0));
        assert!(printed("3").is_mean_of(1) && printed("0").is_mean_of(7));
    }

    #[test]
    fn sizes_have_no_sign() {
        assert_eq!(window((-7, 1), (-5, 1)).sizes(), window((5, 1), (7, 1)));
        assert_eq!(window((-7, 1), (5, 1)).sizes(), window((0, 1), (7, 1)));
        assert_eq!(window((5, 1), (7, 1)).sizes(), window((5, 1), (7, 1)));
        assert_eq!(window((1, 2), (1, 1)).in_percent(), window((50, 1), (100, 1)));
    }
}
