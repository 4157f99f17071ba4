//! A misspelt name + the known ones -> those that were probably meant.

/// How many names are suggested at most.
const MOST: usize = 3;

/// The known names nearest to what was found, best first; empty where none is near.
///
/// Near is: an edit distance of at most a third of the length, or for ids with dots the same
/// last parts in another place.
#[must_use]
pub fn nearest<'a>(found: &str, known: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    let tail = found.rsplit('.').next().unwrap_or(found);
    let limit = (found.chars().count() / 3).max(1);
    let mut near: Vec<(usize, &str)> = known
        .into_iter()
        .filter_map(|name| {
            let distance = strsim::osa_distance(found, name);
            let same_tail = name != found
                && !tail.is_empty()
                && (name.rsplit('.').next() == Some(tail) || name.ends_with(&format!(".{found}")));
            (distance <= limit)
                .then_some(distance)
                .or(same_tail.then_some(limit + 1))
                .map(|d| (d, name))
        })
        .collect();
    near.sort_unstable();
    near.dedup();
    let best = near.first().map_or(0, |(distance, _)| *distance);
    near.into_iter()
        .take_while(|(distance, _)| *distance <= best + 1)
        .map(|(_, name)| name)
        .take(MOST)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_names_come_best_first() {
        let known = ["clinicians.ai.used", "clinicians.ai.unused", "researchers.ai.used", "x.y"];
        assert_eq!(nearest("clinicians.ai.usde", known)[0], "clinicians.ai.used");
        assert_eq!(nearest("used", known), ["clinicians.ai.used", "researchers.ai.used"]);
        assert!(nearest("quite another thing", known).is_empty());
        assert_eq!(nearest("lable", ["label", "id"]), ["label"]);
    }
}
