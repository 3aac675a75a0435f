//! The frame around every screen: header, notices, the current page.

pub mod app;
pub mod header;
pub mod lock_notice;
pub mod start;
