//! Buttons that do one thing wherever they stand.

pub mod copy_button;
pub mod file_button;
pub mod fold_button;
