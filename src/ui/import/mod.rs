//! The import: a paste of any kind, what was read of it, and the way into the form.

pub mod box_view;
pub mod keys;
pub mod landed;
pub mod report;
pub mod sheet;
pub mod words;
