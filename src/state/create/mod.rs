//! The creation form next to its model: what of it outlives a reload, the names that are taken, and the
//! press that sends it.

pub mod kept_form;
pub mod submit;
pub mod taken_names;
