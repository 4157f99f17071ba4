//! What may stand at each key of a YAML file, told by the types that declare its entries.

/// What may stand at a place of a YAML file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shape {
    /// A text or number.
    Text,
    /// True or false.
    Truth,
    /// One of a fixed list of names, and what each says.
    Name(Vec<String>, Vec<&'static str>),
    /// A list.
    List(Box<Shape>),
    /// Keys and values.
    Entry {
        /// The name of the type that declares it.
        name: &'static str,
        /// Its keys, in the order of their declaration.
        keys: Vec<KeyShape>,
    },
}

/// A key of an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyShape {
    /// The key.
    pub key: &'static str,
    /// Whether it must be there.
    pub required: bool,
    /// What may stand there.
    pub shape: Shape,
    /// What it says.
    pub said: &'static str,
}

impl KeyShape {
    /// The key whose value is read as a type.
    #[must_use]
    pub fn of<T: Shaped>(key: &'static str, said: &'static str) -> Self {
        Self { key, required: T::REQUIRED, shape: T::shape(), said: said.trim() }
    }
}

/// A type that is read from YAML.
pub trait Shaped {
    /// Whether a key of this type must be there.
    const REQUIRED: bool = true;

    /// What is written for it.
    fn shape() -> Shape;
}

impl Shaped for String {
    fn shape() -> Shape {
        Shape::Text
    }
}

impl Shaped for bool {
    fn shape() -> Shape {
        Shape::Truth
    }
}

impl<T: Shaped> Shaped for Vec<T> {
    fn shape() -> Shape {
        Shape::List(Box::new(T::shape()))
    }
}

impl<T: Shaped> Shaped for Option<T> {
    const REQUIRED: bool = false;

    fn shape() -> Shape {
        T::shape()
    }
}

/// The name of a variant as it is written in YAML.
#[must_use]
pub(super) fn kebab_case(name: &str) -> String {
    let mut out = String::new();
    for c in name.chars() {
        if c.is_ascii_uppercase() && !out.is_empty() {
            out.push('-');
        }
        out.push(c.to_ascii_lowercase());
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::types::source::{IntervalsEntry, PrintedEntry};

    #[test]
    fn shapes_follow_the_declarations() {
        let Shape::Entry { name, keys } = PrintedEntry::shape() else { panic!("an entry") };
        assert_eq!(name, "PrintedEntry");
        let keys: Vec<(&str, bool)> = keys.iter().map(|key| (key.key, key.required)).collect();
        assert_eq!(keys, [("percent", false), ("count", false), ("place", true), ("words", false)]);
        let Shape::Entry { keys, .. } = IntervalsEntry::shape() else { panic!("an entry") };
        let Shape::Name(names, _) = &keys[0].shape else { panic!("names") };
        assert_eq!(names, &["wilson", "agresti-coull", "clopper-pearson", "jeffreys"]);
        assert!(matches!(&keys[2].shape, Shape::List(item) if matches!(**item, Shape::Name(..))));
    }
}
