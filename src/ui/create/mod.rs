//! The creation form: the home screen.

pub mod connect_card;
pub mod find_field;
pub mod footer_bar;
pub mod page;
pub mod rail;
pub mod request_pane;
pub mod section_card;
pub mod send;
pub mod summary;
