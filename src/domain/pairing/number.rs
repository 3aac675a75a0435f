//! What is typed for a pairing: the number on this side, the code on the telephone.

use crate::domain::schema::encode;

/// A telephone number as it is pasted, in digits; `None` when it cannot be a whole one. No digit is
/// added or dropped.
#[must_use]
pub fn number(pasted: &str) -> Option<String> {
    let digits = encode::digits(pasted.trim());
    let is_whole = (8..=15).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    is_whole.then_some(digits)
}

/// A pairing code as people read it out: two groups of four.
#[must_use]
pub fn grouped(code: &str) -> String {
    let letters: String = code.chars().filter(char::is_ascii_alphanumeric).collect();
    match letters.split_at_checked(4) {
        Some((first, last)) if last.len() == 4 => format!("{first}-{last}"),
        _ => code.to_owned(),
    }
}
