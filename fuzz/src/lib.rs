//! The targets: each takes any bytes at all and must neither panic nor hang, and what it is given
//! back must keep its promises. libFuzzer calls them, and the tests with what it once found.

mod config;
mod import;
mod literal;
mod parent;
mod reply;
mod shell;

pub use config::config;
pub use import::import;
pub use literal::literal;
pub use parent::parent;
pub use reply::reply;
pub use shell::shell;
