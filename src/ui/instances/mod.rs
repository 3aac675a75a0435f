//! The list of instances: the screen that is open all day.

mod bulk_bar;
mod columns_menu;
mod confirm;
mod connect_sheet;
mod header;
mod notices;
pub mod page;
mod row;
mod row_menu;
mod state_cell;
mod table;
mod toolbar;
pub mod words;
