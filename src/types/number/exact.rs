//! Two whole numbers -> one exact fraction with the arithmetic that a report needs.

use std::cmp::Ordering;
use std::ops::{Add, Div, Mul, Neg, Sub};

/// An exact fraction, reduced, with a denominator above zero.
///
/// Counts are at most [`super::MAX_COUNT`] and printed decimals at most
/// [`super::MAX_DECIMALS`], so one operation on two values of a study cannot overflow; long
/// chains use the `checked_` forms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Exact {
    numerator: i128,
    denominator: i128,
}

/// The greatest common divisor; in 64 bits as soon as both fit, where a division is far cheaper.
fn gcd(a: i128, b: i128) -> i128 {
    let (mut a, mut b) = (a.abs(), b.abs());
    while b != 0 {
        if let (Ok(small_a), Ok(small_b)) = (u64::try_from(a), u64::try_from(b)) {
            return i128::from(gcd_small(small_a, small_b));
        }
        (a, b) = (b, a % b);
    }
    a
}

fn gcd_small(mut a: u64, mut b: u64) -> u64 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

/// `a / b` for a divisor above zero; in 64 bits where both fit.
fn quotient(a: i128, b: i128) -> i128 {
    match (i64::try_from(a), i64::try_from(b)) {
        (Ok(small_a), Ok(small_b)) if small_b > 0 => i128::from(small_a / small_b),
        _ => a / b,
    }
}

impl Exact {
    /// 0.
    pub const ZERO: Self = Self { numerator: 0, denominator: 1 };
    /// 1.
    pub const ONE: Self = Self { numerator: 1, denominator: 1 };

    /// The fraction `numerator / denominator`.
    ///
    /// # Panics
    /// When the denominator is zero; a caller with a base of 0 has no share to speak of.
    #[must_use]
    pub fn new(numerator: i128, denominator: i128) -> Self {
        assert!(denominator != 0, "a fraction needs a denominator other than zero");
        let sign = if denominator < 0 { -1 } else { 1 };
        let divisor = gcd(numerator, denominator).max(1);
        if divisor == 1 {
            return Self { numerator: numerator * sign, denominator: denominator * sign };
        }
        let reduced = |part: i128| quotient(part, divisor) * sign;
        Self { numerator: reduced(numerator), denominator: reduced(denominator) }
    }

    /// The sum, or `None` where it does not fit.
    #[must_use]
    pub fn checked_add(self, other: Self) -> Option<Self> {
        let shared = gcd(self.denominator, other.denominator);
        let left = self.numerator.checked_mul(other.denominator / shared)?;
        let right = other.numerator.checked_mul(self.denominator / shared)?;
        let denominator = self.denominator.checked_mul(other.denominator / shared)?;
        Some(Self::new(left.checked_add(right)?, denominator))
    }

    /// The quotient, or `None` where the divisor is zero or the result does not fit.
    #[must_use]
    pub fn checked_div(self, other: Self) -> Option<Self> {
        if other.numerator == 0 {
            return None;
        }
        let (n, d) = (gcd(self.numerator, other.numerator).max(1), other.denominator);
        let shared = gcd(self.denominator, d);
        let numerator = (self.numerator / n).checked_mul(d / shared)?;
        let denominator = (self.denominator / shared).checked_mul(other.numerator / n)?;
        Some(Self::new(numerator, denominator))
    }

    /// The largest whole number that is not above it.
    #[must_use]
    pub fn floor(self) -> i128 {
        self.numerator.div_euclid(self.denominator)
    }

    /// Scales by 10^decimals, applies `rule` to the result and gives the whole number.
    fn scaled(self, decimals: u8, rule: fn(Self) -> i128) -> i128 {
        rule(self * Self::from(10_i128.pow(u32::from(decimals))))
    }

    /// The number times 10^decimals, rounded half away from zero.
    #[must_use]
    pub fn rounded(self, decimals: u8) -> i128 {
        self.scaled(decimals, |x| {
            let up = Self::new(2 * x.numerator.abs() + x.denominator, 2 * x.denominator).floor();
            if x.numerator < 0 { -up } else { up }
        })
    }

    /// The number times 10^decimals, rounded towards negative infinity.
    #[must_use]
    pub fn rounded_down(self, decimals: u8) -> i128 {
        self.scaled(decimals, Self::floor)
    }

    /// The number times 10^decimals, rounded towards positive infinity.
    #[must_use]
    pub fn rounded_up(self, decimals: u8) -> i128 {
        self.scaled(decimals, |x| -(-x).floor())
    }

    /// The nearest fraction with the given number of decimals to a finite float, half away from
    /// zero: the one way from floating point (an interval's bound) back to exact numbers.
    #[must_use]
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        reason = "bounds of shares, scaled by a small power of ten"
    )]
    pub fn from_float(value: f64, decimals: u8) -> Self {
        let scale = 10_i128.pow(u32::from(decimals));
        Self::new((value * scale as f64).round() as i128, scale)
    }

    /// The nearest float, for machines and for coordinates.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "the nearest float is what is asked for")]
    pub fn to_float(self) -> f64 {
        self.numerator as f64 / self.denominator as f64
    }

    /// Whether it can be scaled for printing and taken from one without overflow.
    #[must_use]
    pub fn is_printable(self) -> bool {
        const MOST: i128 = 10_i128.pow(24);
        (-MOST..=MOST).contains(&self.numerator) && self.denominator <= MOST
    }

    /// The number without its sign.
    #[must_use]
    pub fn abs(self) -> Self {
        Self { numerator: self.numerator.abs(), ..self }
    }
}

macro_rules! from_whole {
    ($($whole:ty),*) => {$(
        impl From<$whole> for Exact {
            fn from(whole: $whole) -> Self {
                Self { numerator: i128::from(whole), denominator: 1 }
            }
        }
    )*};
}

from_whole!(i32, u64, i128);

impl Add for Exact {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        self.checked_add(other).expect("two values of a study add up within 128 bits")
    }
}

impl Neg for Exact {
    type Output = Self;
    fn neg(self) -> Self {
        Self { numerator: -self.numerator, ..self }
    }
}

impl Sub for Exact {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        self + -other
    }
}

impl Mul for Exact {
    type Output = Self;
    fn mul(self, other: Self) -> Self {
        let left = Self::new(self.numerator, other.denominator);
        let right = Self::new(other.numerator, self.denominator);
        Self::new(left.numerator * right.numerator, left.denominator * right.denominator)
    }
}

impl Div for Exact {
    type Output = Self;
    fn div(self, other: Self) -> Self {
        self.checked_div(other).expect("two values of a study divide within 128 bits")
    }
}

impl PartialOrd for Exact {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Exact {
    /// Compares crosswise; where that does not fit, whole parts and then the reciprocals of what
    /// is left, so that nothing overflows.
    fn cmp(&self, other: &Self) -> Ordering {
        let left = self.numerator.checked_mul(other.denominator);
        if let (Some(left), Some(right)) = (left, other.numerator.checked_mul(self.denominator)) {
            return left.cmp(&right);
        }
        let (mut a, mut b) = (*self, *other);
        let mut turned = false;
        loop {
            let whole = a.floor().cmp(&b.floor());
            let (rest_a, rest_b) =
                (a.numerator.rem_euclid(a.denominator), b.numerator.rem_euclid(b.denominator));
            let order = match (whole, rest_a == 0, rest_b == 0) {
                (Ordering::Equal, true, true) => Ordering::Equal,
                (Ordering::Equal, true, false) => Ordering::Less,
                (Ordering::Equal, false, true) => Ordering::Greater,
                (Ordering::Equal, false, false) => {
                    a = Self { numerator: a.denominator, denominator: rest_a };
                    b = Self { numerator: b.denominator, denominator: rest_b };
                    turned = !turned;
                    continue;
                }
                (other, _, _) => other,
            };
            return if turned { order.reverse() } else { order };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fractions_are_reduced_and_signed_above() {
        assert_eq!(Exact::new(2, -4), Exact::new(-1, 2));
        assert_eq!(Exact::new(0, -7), Exact::ZERO);
        assert_eq!(Exact::new(1, 3) + Exact::new(1, 6), Exact::new(1, 2));
        assert_eq!(Exact::new(91, 100) - Exact::new(58, 100), Exact::new(33, 100));
        assert_eq!(Exact::new(2, 3) / Exact::new(4, 9), Exact::new(3, 2));
        assert_eq!(Exact::ONE.checked_div(Exact::ZERO), None);
    }

    #[test]
    fn rounding_is_half_away_from_zero() {
        assert_eq!(Exact::new(5, 2).rounded(0), 3);
        assert_eq!(Exact::new(-5, 2).rounded(0), -3);
        assert_eq!(Exact::new(1, 3).rounded(2), 33);
        assert_eq!(Exact::new(-1, 3).rounded_down(0), -1);
        assert_eq!(Exact::new(-1, 3).rounded_up(0), 0);
        assert_eq!(Exact::new(534, 100).rounded_down(0), 5);
        assert_eq!(Exact::new(534, 100).rounded_up(0), 6);
        assert_eq!(Exact::from_float(0.277_532_799, 6), Exact::new(277_533, 1_000_000));
    }

    #[test]
    fn what_is_printable_can_be_rounded() {
        let most = Exact::new(10_i128.pow(24), 10_i128.pow(24) - 1);
        assert!(most.is_printable());
        assert_eq!((Exact::ONE - most).rounded(8), 0);
        assert!(!Exact::from(10_i128.pow(25)).is_printable());
        assert!(!Exact::new(1, 10_i128.pow(25)).is_printable());
    }

    #[test]
    fn order_holds_where_products_would_overflow() {
        let big = i128::MAX / 2;
        let (a, b) = (Exact::new(big, big - 1), Exact::new(big - 1, big - 2));
        assert!(a < b);
        assert!(-b < -a);
        assert!(Exact::new(-1, 3) > Exact::new(-1, 2));
        assert!(Exact::new(1, 3) < Exact::new(1, 2));
        assert!(Exact::new(2, 1) > Exact::new(3, 2));
        assert_eq!(a.checked_add(Exact::new(1, big - 3)), None);
    }

    proptest::proptest! {
        #[test]
        fn order_agrees_with_cross_multiplication(
            a in -1000_i128..1000, b in 1_i128..1000, c in -1000_i128..1000, d in 1_i128..1000,
        ) {
            proptest::prop_assert_eq!(
                Exact::new(a, b).cmp(&Exact::new(c, d)), (a * d).cmp(&(c * b)));
        }
    }
}
