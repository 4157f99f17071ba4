//! A share -> the words that fit it: "nearly three-quarters", "more than half".

use super::Exact;

/// Simple fractions with their names, ascending; each name can be followed by "of the ...".
const FRACTIONS: [(i128, i128, &str); 13] = [
    (1, 10, "a tenth"),
    (1, 6, "a sixth"),
    (1, 5, "a fifth"),
    (1, 4, "a quarter"),
    (3, 10, "three-tenths"),
    (1, 3, "a third"),
    (2, 5, "two-fifths"),
    (1, 2, "half"),
    (3, 5, "three-fifths"),
    (2, 3, "two-thirds"),
    (3, 4, "three-quarters"),
    (4, 5, "four-fifths"),
    (9, 10, "nine-tenths"),
];

/// The words that fit a share (0 to 1), lower case, to be followed by "of the ...".
///
/// A share that rounds to the same whole percent as a simple fraction is named by it; one
/// within three points of it is "nearly" or "just over" the nearest; anything else gets the
/// bands of Education Scotland's scale (almost all, most, more than half, fewer than half, few).
/// Three points and the bands are the tolerances against which words in prose are judged.
#[must_use]
pub fn share_in_words(share: Exact) -> String {
    let percent = |n: i128| Exact::new(n, 100);
    if share <= Exact::ZERO {
        return "none".into();
    }
    if share >= Exact::ONE {
        return "all".into();
    }
    if share < percent(7) {
        return if share < percent(3) { "very few" } else { "few" }.into();
    }
    if share > percent(93) {
        return "almost all".into();
    }
    let distance =
        |fraction: &(i128, i128, &str)| (share - Exact::new(fraction.0, fraction.1)).abs();
    let nearest = FRACTIONS.iter().min_by_key(|fraction| distance(fraction));
    if let Some(nearest) = nearest.filter(|fraction| distance(fraction) <= percent(3)) {
        let fraction = Exact::new(nearest.0, nearest.1);
        return if share.rounded(2) == fraction.rounded(2) {
            nearest.2.into()
        } else if share < fraction {
            format!("nearly {}", nearest.2)
        } else {
            format!("just over {}", nearest.2)
        };
    }
    let band = if share > percent(75) {
        "most"
    } else if share > percent(50) {
        "more than half"
    } else {
        "fewer than half"
    };
    band.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_follow_the_share() {
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
            assert_eq!(share_in_words(Exact::new(percent, 100)), words, "{percent} %");
        }
    }

    #[test]
    fn nearly_is_never_said_at_or_above_the_fraction() {
        for thousandths in 1..1000 {
            let share = Exact::new(thousandths, 1000);
            let words = share_in_words(share);
            let bare = words.trim_start_matches("nearly ").trim_start_matches("just over ");
            let named = FRACTIONS.iter().find(|f| bare == f.2);
            if let Some((n, d, _)) = named {
                let fraction = Exact::new(*n, *d);
                assert!(!words.starts_with("nearly") || share < fraction, "{thousandths}: {words}");
                assert!(!words.starts_with("just over") || share > fraction, "{thousandths}");
                assert!((share - fraction).abs() <= Exact::new(3, 100), "{thousandths}: {words}");
            }
        }
    }
}
