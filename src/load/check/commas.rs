//! Entries within braces that a comma has cut -> the same put together again, each cut told.

use std::sync::Arc;

use crate::diagnostic::{Cut, Diagnostic, nearest};
use crate::types::source::{Key, KeyShape, Node, NodeValue, Place, ScalarStyle, Shape, SourceFile};

/// Puts texts and numbers together again that a comma within braces has cut: `sent: 1,640` reads
/// as `sent: 1` and a key `640`. What was meant is read on, so that nothing else is said of it.
pub(super) fn rejoin(
    file: &Arc<SourceFile>,
    entries: &mut Vec<(Key, Node)>,
    shapes: &[KeyShape],
    faults: &mut Vec<Diagnostic>,
) {
    // What a comma has cut off is a key without a value.
    if !entries.iter().any(|(_, node)| node.is_nothing()) {
        return;
    }
    let mut index = 0;
    while index < entries.len() {
        let rest = cut_off(file, &entries[index..], shapes);
        if rest > 0 {
            let stray: Vec<Key> =
                entries.drain(index + 1..=index + rest).map(|(key, _)| key).collect();
            let (key, node) = &mut entries[index];
            faults.extend(told(file, key, node, &stray));
        }
        index += 1;
    }
}

/// How many of the entries behind the first are no more than what a comma has cut from it.
fn cut_off(file: &SourceFile, entries: &[(Key, Node)], shapes: &[KeyShape]) -> usize {
    let Some(((key, node), behind)) = entries.split_first() else { return 0 };
    let is_text = |shape: &KeyShape| shape.key == key.text && matches!(shape.shape, Shape::Text);
    // Not what an alias stands for.
    let plain = matches!(&node.value, NodeValue::Scalar(text, ScalarStyle::Plain)
        if file.text.get(node.span.clone()) == Some(text));
    if !plain || node.is_nothing() || !shapes.iter().any(is_text) {
        return 0;
    }
    let names = || shapes.iter().map(|shape| shape.key);
    let mut end = node.span.end;
    let stray = behind.iter().take_while(|(key, value)| {
        let before = file.text.get(end..key.span.start).unwrap_or_default();
        end = key.span.end;
        let alone =
            value.is_nothing() && file.text[key.span.end..].trim_start().starts_with([',', '}']);
        before.trim() == "," && alone && nearest(&key.text, names()).is_empty()
    });
    stray.count()
}

/// What is said of a value and what was cut from it, which becomes part of it again.
fn told(file: &Arc<SourceFile>, key: &Key, node: &mut Node, stray: &[Key]) -> Option<Diagnostic> {
    let (first, last) = (stray.first()?, stray.last()?);
    let NodeValue::Scalar(text, _) = &node.value else { return None };
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let numbers = digits(text) && stray.iter().all(|key| digits(&key.text));
    let groups = text.len() < 4 && stray.iter().all(|key| key.text.len() == 3);
    let parts = |between: &str| {
        let behind = stray.iter().map(|key| key.text.as_str());
        let all: Vec<&str> = std::iter::once(text.as_str()).chain(behind).collect();
        all.join(between)
    };
    let decimal = matches!(&*key.text, "percent" | "mean");
    let (cut, whole) = match stray {
        _ if numbers && groups && (!decimal || stray.len() > 1) => (Cut::Thousands, parts("")),
        [_] if numbers => (Cut::Decimals, parts(".")),
        _ => {
            let written = file.text[node.span.start..last.span.end].split_whitespace();
            (Cut::Text, written.collect::<Vec<_>>().join(" "))
        }
    };
    let place = Place { file: Arc::clone(file), span: first.span.clone() };
    let fault = Diagnostic::cut_by_comma(&key.text, &whole, cut, &first.text, place);
    *node = Node::new(node.span.start..last.span.end, NodeValue::Scalar(whole, ScalarStyle::Plain));
    Some(fault)
}
