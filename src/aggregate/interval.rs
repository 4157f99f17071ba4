//! k of n -> an interval for the share: Wilson's by default, others on request.

use statrs::function::beta::beta_reg;

use crate::types::study::{IntervalMethod, Level};

/// Quantile of the standard normal distribution at (1 + level) / 2.
fn z(level: Level) -> f64 {
    match level {
        Level::P90 => 1.644_853_626_951_472_2,
        Level::P95 => 1.959_963_984_540_054,
        Level::P99 => 2.575_829_303_548_900_4,
    }
}

/// The interval for the share of k in n, as (low, high) from 0 to 1.
///
/// - Wilson without continuity correction (Wilson 1927; recommended by Brown, Cai and `DasGupta`
///   2001, Statistical Science 16:101): with p = k/n,
///   (p + z²/2n ± z √(p(1-p)/n + z²/4n²)) / (1 + z²/n).
/// - Agresti and Coull (1998): with n~ = n + z² and p~ = (k + z²/2) / n~,
///   p~ ± z √(p~(1-p~)/n~), cut off at 0 and 1, and put to 0 at k = 0 and 1 at k = n.
/// - Clopper and Pearson (1934): quantiles of Beta(k, n-k+1) and Beta(k+1, n-k), with 0 at
///   k = 0 and 1 at k = n.
/// - Jeffreys: quantiles of Beta(k+1/2, n-k+1/2), with 0 at k = 0 and 1 at k = n.
///
/// n must be above 0; at n = 1 every method gives a wide interval within 0 and 1.
pub(super) fn interval(method: IntervalMethod, k: u64, n: u64, level: Level) -> (f64, f64) {
    let z = z(level);
    let alpha = 1.0 - f64::from(level.percent()) / 100.0;
    let (count, base) = (float(k), float(n));
    let (low, high): (f64, f64) = match method {
        IntervalMethod::Wilson => {
            let p = count / base;
            let centre = p + z * z / (2.0 * base);
            let half = z * (p * (1.0 - p) / base + z * z / (4.0 * base * base)).sqrt();
            let scale = 1.0 + z * z / base;
            ((centre - half) / scale, (centre + half) / scale)
        }
        IntervalMethod::AgrestiCoull => {
            let wide = base + z * z;
            let p = (count + z * z / 2.0) / wide;
            let half = z * (p * (1.0 - p) / wide).sqrt();
            ((p - half).max(0.0), (p + half).min(1.0))
        }
        IntervalMethod::ClopperPearson => {
            let low = if k == 0 { 0.0 } else { quantile(count, base - count + 1.0, alpha / 2.0) };
            let high =
                if k == n { 1.0 } else { quantile(count + 1.0, base - count, 1.0 - alpha / 2.0) };
            (low, high)
        }
        IntervalMethod::Jeffreys => {
            let (a, b) = (count + 0.5, base - count + 0.5);
            (quantile(a, b, alpha / 2.0), quantile(a, b, 1.0 - alpha / 2.0))
        }
    };
    // Rounding would leave a trace below 0 or above 1.
    (if k == 0 { 0.0 } else { low }, if k == n { 1.0 } else { high })
}

#[expect(clippy::cast_precision_loss, reason = "counts are far below 2^53")]
fn float(count: u64) -> f64 {
    count as f64
}

/// The quantile of a beta distribution, by halving on its distribution function: statrs'
/// inverse is off in some cases, its distribution function is not.
fn quantile(a: f64, b: f64, p: f64) -> f64 {
    let (mut low, mut high) = (0.0_f64, 1.0_f64);
    for _ in 0..60 {
        let middle = low.midpoint(high);
        if beta_reg(a, b, middle) < p {
            low = middle;
        } else {
            high = middle;
        }
    }
    low.midpoint(high)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::types::number::Exact;

    fn six(method: IntervalMethod, k: u64, n: u64) -> (i128, i128) {
        let (low, high) = interval(method, k, n, Level::P95);
        (Exact::from_float(low, 6).rounded(6), Exact::from_float(high, 6).rounded(6))
    }

    #[test]
    fn agrees_with_statsmodels() {
        use IntervalMethod::{AgrestiCoull, ClopperPearson, Jeffreys, Wilson};
        assert_eq!(six(Wilson, 0, 10), (0, 277_533));
        assert_eq!(six(Wilson, 7, 50), (69_508, 261_862));
        assert_eq!(six(Wilson, 317, 500), (590_904, 675_052));
        assert_eq!(six(ClopperPearson, 7, 50), (58_192, 267_396));
        assert_eq!(six(AgrestiCoull, 7, 50), (66_374, 264_996));
        // scipy.stats.beta.ppf([.025, .975], 7.5, 43.5).
        assert_eq!(six(Jeffreys, 7, 50), (64_872, 255_325));
    }

    #[test]
    fn ends_are_exact_and_one_is_enough() {
        use IntervalMethod::{AgrestiCoull, ClopperPearson, Jeffreys, Wilson};
        for method in [Wilson, AgrestiCoull, ClopperPearson, Jeffreys] {
            for n in [1, 2, 120, 5142] {
                let (low, high) = interval(method, 0, n, Level::P95);
                assert!(low.abs() < f64::EPSILON && high > 0.0 && high < 1.0, "{method:?} 0/{n}");
                let (low, high) = interval(method, n, n, Level::P95);
                assert!((high - 1.0).abs() < f64::EPSILON && low > 0.0 && low < 1.0);
            }
        }
        // By hand: z² = 3.841459, so Wilson 1/1 begins at 1 / (1 + z²) = .206549.
        assert_eq!(six(Wilson, 1, 1), (206_549, 1_000_000));
    }
}
