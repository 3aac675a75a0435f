//! The creation form beside its model: the names that are taken, and the press that sends it.

pub mod submit;
pub mod taken_names;
