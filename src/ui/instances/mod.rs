//! The list of instances: the screen that is open all day.

mod bulk;
mod columns_menu;
pub mod common;
pub mod compare;
pub mod confirm;
mod connect_sheet;
pub mod duplicate;
mod header;
mod measures;
mod notices;
mod open_by_name;
pub mod page;
mod row;
mod table;
pub mod title;
mod toolbar;
mod unsaved_edits;
pub mod words;
