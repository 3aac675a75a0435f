//! How keys leave this browser: on request, with the whole device, or after idle time.

pub mod forget_device;
pub mod idle_lock;
