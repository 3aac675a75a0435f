//! The connection checks of a server, and hints about network errors.

pub mod checks;
pub mod detail;
pub mod network_trouble;
pub mod server_check;
