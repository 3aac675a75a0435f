//! The check of an instance's name.

use crate::domain::schema::dialect::Dialect;
use crate::domain::schema::validate::{Fault, ValidationContext, is_invisible};

/// Spaces around a name are not sent, so they are no fault.
pub(super) fn name_fault(
    name: &str,
    dialect: Dialect,
    around: &ValidationContext,
) -> Option<Fault> {
    let name = name.trim();
    let is_safe = |c: char| c.is_ascii_alphanumeric() || "-_.".contains(c);
    if name.is_empty() {
        Some(Fault::NameBlank)
    } else if name.contains('/') || name.contains('\\') || name.contains("..") || name == "." {
        Some(Fault::NamePath)
    } else if (dialect.has_strict_names() && !name.chars().all(is_safe))
        || name.contains(is_invisible)
    {
        Some(Fault::NameCharacters)
    } else if around.taken_names.iter().any(|taken| taken.trim() == name) {
        Some(Fault::NameTaken)
    } else {
        None
    }
}
