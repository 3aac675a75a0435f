//! The sheet that exports the form or instances for another tool.

mod preview;
pub mod sheet;
mod target;
