//! A share -> the words that fit it: "nearly three-quarters", "more than half".

use super::{Exact, NumberStyle};
use crate::types::messages::say;

/// Simple fractions with the keys of their names, ascending.
const FRACTIONS: [(i128, i128, &str); 13] = [
    (1, 10, "share-1-10"),
    (1, 6, "share-1-6"),
    (1, 5, "share-1-5"),
    (1, 4, "share-1-4"),
    (3, 10, "share-3-10"),
    (1, 3, "share-1-3"),
    (2, 5, "share-2-5"),
    (1, 2, "share-1-2"),
    (3, 5, "share-3-5"),
    (2, 3, "share-2-3"),
    (3, 4, "share-3-4"),
    (4, 5, "share-4-5"),
    (9, 10, "share-9-10"),
];

/// The words that fit a share (0 to 1), lower case, to be followed by "of the ...".
///
/// A share that rounds to the same whole percent as a simple fraction is named by it; one
/// within three points of it is "nearly" or "just over" the nearest; anything else gets the
/// bands of Education Scotland's scale (almost all, most, more than half, fewer than half, few).
/// Three points and the bands are the tolerances against which words in prose are judged.
#[must_use]
pub fn share_in_words(share: Exact, style: &NumberStyle) -> String {
    let percent = |n: i128| Exact::new(n, 100);
    if share <= Exact::ZERO {
        return style.text("share-none").to_owned();
    }
    if share >= Exact::ONE {
        return style.text("share-all").to_owned();
    }
    if share < percent(7) {
        let few =
            if share < percent(3) { style.text("share-very-few") } else { style.text("share-few") };
        return few.to_owned();
    }
    if share > percent(93) {
        return style.text("share-almost-all").to_owned();
    }
    let distance =
        |fraction: &(i128, i128, &str)| (share - Exact::new(fraction.0, fraction.1)).abs();
    let nearest = FRACTIONS.iter().min_by_key(|fraction| distance(fraction));
    if let Some(nearest) = nearest.filter(|fraction| distance(fraction) <= percent(3)) {
        let fraction = Exact::new(nearest.0, nearest.1);
        return if share.rounded(2) == fraction.rounded(2) {
            style.text(nearest.2).to_owned()
        } else if share < fraction {
            say!(style, "share-nearly", fraction = style.text(nearest.2))
        } else {
            say!(style, "share-just-over", fraction = style.text(nearest.2))
        };
    }
    let band = if share > percent(75) {
        style.text("share-most")
    } else if share > percent(50) {
        style.text("share-more-than-half")
    } else {
        style.text("share-fewer-than-half")
    };
    band.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_follow_the_share() {
        let style = NumberStyle::default();
        for (percent, words) in [
            (0, "none"),
            (1, "very few"),
            (5, "few"),
            (8, "nearly a tenth"),
            (10, "a tenth"),
            (13, "just over a tenth"),
            (17, "a sixth"),
            (19, "nearly a fifth"),
            (25, "a quarter"),
            (27, "just over a quarter"),
            (33, "a third"),
            (35, "just over a third"),
            (43, "just over two-fifths"),
            (45, "fewer than half"),
            (47, "nearly half"),
            (50, "half"),
            (51, "just over half"),
            (55, "more than half"),
            (66, "nearly two-thirds"),
            (67, "two-thirds"),
            (74, "nearly three-quarters"),
            (84, "most"),
            (88, "nearly nine-tenths"),
            (92, "just over nine-tenths"),
            (95, "almost all"),
            (100, "all"),
        ] {
            assert_eq!(share_in_words(Exact::new(percent, 100), &style), words, "{percent} %");
        }
    }

    #[test]
    fn nearly_is_never_said_at_or_above_the_fraction() {
        let style = NumberStyle::default();
        for thousandths in 1..1000 {
            let share = Exact::new(thousandths, 1000);
            let words = share_in_words(share, &style);
            let bare = words.trim_start_matches("nearly ").trim_start_matches("just over ");
            let named = FRACTIONS.iter().find(|f| bare == style.text(f.2));
            if let Some((n, d, _)) = named {
                let fraction = Exact::new(*n, *d);
                assert!(!words.starts_with("nearly") || share < fraction, "{thousandths}: {words}");
                assert!(!words.starts_with("just over") || share > fraction, "{thousandths}");
                assert!((share - fraction).abs() <= Exact::new(3, 100), "{thousandths}: {words}");
            }
        }
    }
}
