//! Names and numbers -> the words of a message.

/// "`a`, `b`".
pub(super) fn list(names: &[&str]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    quoted.join(", ")
}

/// "a", "a and b", "a, b and c".
pub(super) fn and(parts: &[String]) -> String {
    joined(parts, "and")
}

/// "a", "a or b", "a, b or c".
pub(super) fn or(parts: &[String]) -> String {
    joined(parts, "or")
}

fn joined(parts: &[String], word: &str) -> String {
    match parts {
        [] => String::new(),
        [one] => one.clone(),
        [firsts @ .., last] => format!("{} {word} {last}", firsts.join(", ")),
    }
}

/// "the pages are `a`, `b`", "the only page is `a`", "there are no pages".
pub(super) fn those(what: &str, names: &[&str]) -> String {
    match names {
        [] => format!("there are no {what}s"),
        [one] => format!("the only {what} is `{one}`"),
        several => format!("the {what}s are {}", list(several)),
    }
}

/// A number with separators: "100,000".
pub(super) fn counted(number: impl std::fmt::Display) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_numbers_are_joined() {
        let parts = |list: &[&str]| list.iter().map(|s| (*s).to_owned()).collect::<Vec<_>>();
        assert_eq!(and(&parts(&["a"])), "a");
        assert_eq!(and(&parts(&["a", "b"])), "a and b");
        assert_eq!(or(&parts(&["a", "b", "c"])), "a, b or c");
        assert_eq!(list(&["a", "b"]), "`a`, `b`");
        assert_eq!(those("page", &[]), "there are no pages");
        assert_eq!(those("page", &["a"]), "the only page is `a`");
        assert_eq!(those("page", &["a", "b"]), "the pages are `a`, `b`");
        assert_eq!(counted(1_000_000), "1,000,000");
        assert_eq!(counted(64), "64");
    }
}
