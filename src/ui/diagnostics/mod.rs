//! The connection checks of a server, and hints about network errors.

pub mod checks;
pub mod network_trouble;
