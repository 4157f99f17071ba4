//! Two texts -> the lines in which they differ, with a little of what stands round them.

/// How many lines that agree are shown round those that do not.
const ROUND: usize = 2;

/// Lines that only the first text has, behind a minus, and lines that only the second has, behind
/// a plus; an ellipsis for what is left out.
pub(super) fn difference(old: &str, new: &str) -> Vec<String> {
    let (old, new): (Vec<&str>, Vec<&str>) = (old.lines().collect(), new.lines().collect());
    // The length of what two tails have in common, in order: a table of Hunt and McIlroy.
    let mut common = vec![vec![0_usize; new.len() + 1]; old.len() + 1];
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            common[i][j] = if old[i] == new[j] {
                common[i + 1][j + 1] + 1
            } else {
                common[i + 1][j].max(common[i][j + 1])
            };
        }
    }
    let mut lines = Vec::new();
    let (mut i, mut j) = (0, 0);
    while i < old.len() || j < new.len() {
        if i < old.len() && j < new.len() && old[i] == new[j] {
            lines.push((' ', old[i]));
            (i, j) = (i + 1, j + 1);
        } else if j == new.len() || (i < old.len() && common[i + 1][j] >= common[i][j + 1]) {
            lines.push(('-', old[i]));
            i += 1;
        } else {
            lines.push(('+', new[j]));
            j += 1;
        }
    }
    let differs = |at: usize| lines.get(at).is_some_and(|(sign, _)| *sign != ' ');
    let near = |at: usize| (at.saturating_sub(ROUND)..=at + ROUND).any(differs);
    let mut out: Vec<String> = Vec::new();
    for (at, (sign, line)) in lines.iter().enumerate() {
        if near(at) {
            out.push(format!("{sign} {line}").trim_end().to_owned());
        } else if out.last().is_none_or(|last| last != "…") {
            out.push("…".into());
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_differ_are_shown_with_their_neighbours() {
        let shown = difference("a\nb\nc\nd\ne\nf", "a\nb\nc\nd\nE\nf\ng");
        assert_eq!(shown, ["…", "  c", "  d", "- e", "+ E", "  f", "+ g"]);
        assert_eq!(difference("", "x\n\n"), ["+ x", "+"]);
        assert_eq!(difference("x", ""), ["- x"]);
        assert_eq!(difference("a\na\na", "a\na\na"), ["…"]);
    }
}
