//! A creation, or a step of it, that failed: cause, cure, and what is on the server.

mod lookup_line;
pub mod panel;
mod retry;
pub mod words;
