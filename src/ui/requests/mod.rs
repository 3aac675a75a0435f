//! The log of requests as a page.

pub mod detail;
pub mod page;
pub mod row;
mod toolbar;
mod words;
