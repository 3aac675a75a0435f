//! Numbers, and what is made of them.

use crate::literal::formatted::digits_of;
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
    format!("{number:0>width$}", width = digits_of(format))
}
