//! The other tabs of the panel in this browser: what they are told, and what only one of them may do.

pub mod broadcast;
pub mod web_locks;
