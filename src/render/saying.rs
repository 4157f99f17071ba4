//! Messages in templates: `{{ t(key="…", name=value) }}`.

use tera::{Error, Function, Kwargs, State, TeraResult};

use crate::types::messages::{Arg, Messages};

/// The call of a message without variables, up to its key and behind it.
const CALL: (&str, &str) = ("{{ t(key=\"", "\") }}");

/// The function that writes a message. What it writes is HTML: text and values are escaped, but for
/// values whose name ends in `_html`; a marker is given the tag that opens its element.
pub(super) struct Say(pub(super) Messages);

impl Function<TeraResult<String>> for Say {
    fn call(&self, kwargs: Kwargs, _: &State) -> TeraResult<String> {
        let key: &str = kwargs.must_get("key")?;
        let Some(known) = self.0.variables(key) else {
            return Err(Error::message(format!("there is no message `{key}`")));
        };
        let mut args: Vec<(&str, Arg<'_>)> = Vec::with_capacity(known.len());
        for name in known {
            let Some(value) = kwargs.get::<&tera::Value>(name)? else {
                return Err(Error::message(format!("the message `{key}` needs `{name}`")));
            };
            let arg = match (value.as_str(), value.as_u64()) {
                (Some(text), _) => Arg::Text(text),
                (None, Some(n)) => Arg::Count(n),
                _ => {
                    let message = format!("`{name}` of the message `{key}` is no text or number");
                    return Err(Error::message(message));
                }
            };
            args.push((name, arg));
        }
        Ok(self.0.html(key, &args))
    }

    fn is_safe(&self) -> bool {
        true
    }
}

/// A built-in template with its messages without variables written into it: most are such, and stand
/// on every page.
pub(super) fn with_constants(template: &str, messages: &Messages) -> String {
    let mut out = String::with_capacity(template.len());
    let mut rest = template;
    while let Some(at) = rest.find(CALL.0) {
        let behind = &rest[at + CALL.0.len()..];
        let constant = behind.find(CALL.1).map(|end| &behind[..end]).and_then(|key| {
            let plain = messages.variables(key)?.is_empty() && !messages.text(key).contains('{');
            plain.then(|| (key.len(), messages.html(key, &[])))
        });
        if let Some((length, text)) = constant {
            out.push_str(&rest[..at]);
            out.push_str(&text);
            rest = &behind[length + CALL.1.len()..];
        } else {
            out.push_str(&rest[..at + CALL.0.len()]);
            rest = behind;
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn constants_are_written_and_calls_with_values_are_kept() {
        let english = Messages::english();
        let template = "<p>{{ t(key=\"page-skip\") }}</p>{{ t(key=\"printed-in\", place=x) }}";
        let written = with_constants(template, &english);
        assert_eq!(written, "<p>Skip to the text</p>{{ t(key=\"printed-in\", place=x) }}");
    }
}
