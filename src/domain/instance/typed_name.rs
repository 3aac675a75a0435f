//! Whether a name was typed to confirm what is done to the instance.

/// Blanks around it do not count, unless the name is made of nothing else: typing nothing confirms
/// nothing.
#[must_use]
pub fn is_typed(typed: &str, name: &str) -> bool {
    match name.trim() {
        "" => !name.is_empty() && typed == name,
        name => typed.trim() == name,
    }
}
