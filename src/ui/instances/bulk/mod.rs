//! What is done with all ticked rows at once.

pub(super) mod bar;
pub(super) mod set_sheet;
mod words;
