//! The browser: the only modules that name its interfaces. May import `domain` alone.

pub mod fetch;
pub mod host_page;
pub mod random;
pub mod storage;
