//! The palette: one search over instances, servers, fields, pages and actions.

pub mod entry;
pub mod recent;
pub mod results;
