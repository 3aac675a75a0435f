//! What was requested beside what is stored, on the screen and to copy.

pub mod banner;
mod copy;
mod reapply_row;
pub mod table;
mod words;
