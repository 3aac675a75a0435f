//! The creation form: the home screen. Its basic fields are in the first load; the groups, the request,
//! the search and what answers a press come with the chunk that operates servers.

pub mod connect_card;
pub mod find_field;
pub mod footer_bar;
pub mod form_sheets;
pub mod groups;
pub mod overlays;
pub mod page;
pub mod pasted;
pub mod rail;
pub mod request;
pub mod section_card;
pub mod send;
pub mod sending;
pub mod summary;
pub mod supplies;
pub mod taken_name;
