//! The servers screen: list, form, forget.

pub mod connect_form;
pub mod detection;
pub mod device_section;
pub mod fields;
pub mod forget_device;
pub mod form;
pub mod last_seen;
pub mod list;
pub mod lock_setting;
pub mod page;
pub mod save_bar;
