//! Numbers, and what is made of them.

use crate::literal::node::{Literal, Syntax};
use crate::literal::reader::{Reader, short};

impl Reader<'_> {
    pub(super) fn number(&mut self) -> Literal {
        let rest = self.rest();
        let is_range = self.syntax == Syntax::PowerShell && is_range(rest);
        let is_part = |c: char| {
            c.is_alphanumeric() || matches!(c, '.' | '+' | '-' | '_') || c == '$' && is_range
        };
        let length = rest.find(|c: char| !is_part(c)).unwrap_or(rest.len());
        let text = &rest[..length];
        self.at += length;
        let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
        let is_number = !is_range
            && digits.starts_with(|c: char| c.is_ascii_digit())
            && digits.bytes().all(|byte| byte.is_ascii_digit() || b".eE+-".contains(&byte));
        if is_number { Literal::Number(text.to_owned()) } else { Literal::Unknown(short(text)) }
    }
}

/// Whether PowerShell's `1..5` stands here.
fn is_range(text: &str) -> bool {
    text.trim_start_matches(|c: char| c.is_ascii_digit()).starts_with("..")
}

/// A number with as many digits as .NET's `00` or `d2` asks for.
pub(super) fn padded(number: &str, format: &str) -> String {
    let digits = format.strip_prefix(['d', 'D']).and_then(|digits| digits.parse().ok());
    let is_zeros = format.bytes().all(|byte| byte == b'0');
    let width: usize = digits.unwrap_or(if is_zeros { format.len() } else { 0 });
    format!("{number:0>width$}", width = width.min(MOST_DIGITS))
}

/// As many digits as a number is padded to.
const MOST_DIGITS: usize = 20;
