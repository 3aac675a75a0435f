//! A creation, or a step of it, that failed: cause, cure, and what is on the server.

pub mod lookup_line;
pub mod panel;
pub mod retry;
pub mod words;
