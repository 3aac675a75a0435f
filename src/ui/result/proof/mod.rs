//! What was requested next to what is stored, on the screen and to copy.

pub mod banner;
pub mod copy;
pub mod reapply_row;
pub mod table;
pub mod words;
