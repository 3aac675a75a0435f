//! The servers screen: list, form, forget.

pub mod detection;
pub mod fields;
pub mod forget_device;
pub mod form;
pub mod list;
pub mod lock_setting;
pub mod page;
