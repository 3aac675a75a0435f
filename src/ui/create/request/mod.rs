//! The request as it will be sent: next to the form where the window has room for it, otherwise in a
//! sheet.

pub mod pane;
pub mod sheet;
