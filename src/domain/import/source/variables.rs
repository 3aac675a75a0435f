//! `{{name}}`, as Postman and `.http` files have it.

use readers::literal::scope::Scope;
use readers::text::mapped::Mapped;

/// As long as a name between braces may be.
const LONGEST_NAME: usize = 200;

/// The text with its variables put in; those without a value are holes.
#[must_use]
pub fn with_variables(text: &Mapped, scope: &Scope) -> Mapped {
    let whole = text.text();
    if !whole.contains("{{") {
        return text.clone();
    }
    let mut filled = Mapped::starting_at(text.start());
    let mut at = 0;
    while let Some(offset) = whole[at..].find("{{") {
        let open = at + offset;
        filled.push_part(text, at..open);
        let inner = &whole[open + 2..];
        let reach = scope.allowance.reach(LONGEST_NAME);
        let near: usize = inner.chars().take(reach).map(char::len_utf8).sum();
        let Some(length) = inner[..near].find("}}") else {
            scope.allowance.waste(near);
            filled.push_part(text, open..open + 2);
            at = open + 2;
            continue;
        };
        let close = open + 2 + length + 2;
        match scope.inserted(inner[..length].trim()).filter(|value| !value.is_empty()) {
            Some(value) => filled.push_value(value, text.source(open)),
            None => filled.push_hole(&whole[open..close], text.source(open)),
        }
        at = close;
    }
    filled.push_part(text, at..whole.len());
    filled
}
