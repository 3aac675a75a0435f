//! The panel inside another page: the frame gate, the session with the parent page, notices about the address.

pub mod address_notice;
pub mod clean_address;
pub mod frame_gate;
pub mod frame_notice;
pub mod session;
