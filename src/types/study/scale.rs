//! The scale of words by which an audit judges "most", "few" and the like.

use crate::types::number::Exact;

/// Bounds of the words of a scale, as shares (0 to 1): `few < half < most < almost_all`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WordScale {
    /// "Almost all" is above it.
    pub almost_all: Exact,
    /// "Most" is from here up to `almost_all`.
    pub most: Exact,
    /// "Few" is below it.
    pub few: Exact,
}

impl Default for WordScale {
    /// The scale of Education Scotland: almost all above 90%, most 75% to 90%, majority 50% to
    /// 74%, less than half 15% to 49%, few below 15%.
    fn default() -> Self {
        let percent = |n: i128| Exact::new(n, 100);
        Self { almost_all: percent(90), most: percent(75), few: percent(15) }
    }
}
