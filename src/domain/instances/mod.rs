//! The instances of a server: what its list says of each, which of them are shown and in which order,
//! when to ask again, and what can be done with one.

pub mod action;
pub mod disconnect;
pub mod filter;
pub mod history;
pub mod list_reply;
pub mod listed_row;
pub mod live;
pub mod phone_number;
pub mod query;
pub mod refresh;
pub mod row;
mod row_reader;
pub mod sort;
