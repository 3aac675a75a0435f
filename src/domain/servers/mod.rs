//! A server as the operator or the deployment configured it.

pub mod address;
pub mod merge;
pub mod server;
pub mod target;
