//! The state of the creation form.

pub mod form;
