//! The sheet of the presets: apply one, save the form or an instance as one, keep them as a file.

mod apply;
mod save;
pub mod sheet;
mod variables;
