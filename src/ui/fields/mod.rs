//! One field as a row with its control.

pub mod control;
pub mod readonly_row;
pub mod row;
