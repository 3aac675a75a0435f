//! A server as the operator or the deployment configured it, and the form that configures it.

pub mod address;
pub mod age;
pub mod form;
pub mod merge;
pub mod policy;
pub mod server;
pub mod target;
