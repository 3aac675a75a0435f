//! Values as programs write them: JSON with its relatives, and the literals of JavaScript, Python, PHP and
//! PowerShell. One forgiving reader reads all of them, with the place of every value.
//!
//! The JSON readers that were looked at refuse more than people paste, or do not tell where a value stood
//! in a text that was unquoted before.

pub mod allowance;
pub mod blocks;
pub mod converted;
pub mod counted;
mod expression;
mod formatted;
pub mod groups;
pub mod node;
mod numbers;
mod path;
pub mod reader;
pub mod scope;
pub mod strings;
pub mod target;
