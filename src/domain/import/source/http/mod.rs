//! Requests as they go over the wire, in files of editors, and in notes.

pub mod file;
pub mod labels;
