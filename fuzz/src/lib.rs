//! The targets: each takes any bytes at all and must neither panic nor hang, and what it is given
//! back must keep its promises. libFuzzer calls them, and the tests with what it once found.

mod config;
mod parent;
mod reply;

pub use config::config;
pub use parent::parent;
pub use reply::reply;
