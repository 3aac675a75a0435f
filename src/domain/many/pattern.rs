//! Names that are counted, such as `loja-{n:02}`.

use crate::domain::import::source::MOST_ENTRIES;

/// A pattern that can be counted with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamePattern {
    parts: Vec<NamePart>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum NamePart {
    Text(String),
    /// The number, with zeros in front up to so many digits
    Number(usize),
}

/// Why a text is no pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PatternFault {
    Empty,
    /// Without a number all names are the same
    NoNumber,
    /// What stands in braces and is no number
    Unknown(String),
}

/// More digits than any count has.
const MOST_DIGITS: usize = 9;

impl NamePattern {
    /// # Errors
    /// When the text does not say where the number stands.
    pub fn parse(text: &str) -> Result<Self, PatternFault> {
        let mut rest = text.trim();
        if rest.is_empty() {
            return Err(PatternFault::Empty);
        }
        let mut parts = Vec::new();
        while let Some(open) = rest.find('{') {
            let Some(length) = rest[open..].find('}') else { break };
            let inside = &rest[open + 1..open + length];
            let digits = digits(inside).ok_or_else(|| {
                PatternFault::Unknown(format!(
                    "{{{}}}",
                    inside.chars().take(40).collect::<String>()
                ))
            })?;
            parts.push(NamePart::Text(rest[..open].to_owned()));
            parts.push(NamePart::Number(digits));
            rest = &rest[open + length + 1..];
        }
        if parts.is_empty() {
            return Err(PatternFault::NoNumber);
        }
        parts.push(NamePart::Text(rest.to_owned()));
        Ok(Self { parts })
    }

    #[must_use]
    pub fn name(&self, number: u64) -> String {
        let part = |part: &NamePart| match part {
            NamePart::Text(text) => text.clone(),
            NamePart::Number(digits) => format!("{number:0digits$}"),
        };
        self.parts.iter().map(part).collect()
    }

    /// So many names from this number on, but no more than a batch has rows.
    pub fn names(&self, start: u32, count: usize) -> impl Iterator<Item = String> {
        (u64::from(start)..).take(count.min(MOST_ENTRIES)).map(|number| self.name(number))
    }
}

/// `n` or `n:02`.
fn digits(inside: &str) -> Option<usize> {
    let rest = inside.trim().strip_prefix('n')?;
    if rest.is_empty() {
        return Some(1);
    }
    let digits: usize = rest.strip_prefix(":0")?.parse().ok()?;
    (1..=MOST_DIGITS).contains(&digits).then_some(digits)
}
