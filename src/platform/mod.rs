//! The browser: the only layer that names its interfaces (`web_sys`, `js_sys`, `gloo`). It holds no
//! signal and imports `domain` alone.

pub mod address;
pub mod clipboard;
pub mod clock;
pub mod fetch;
pub mod files;
pub mod frame;
pub mod host_page;
pub mod json;
pub mod notification;
pub mod origin;
pub mod pending;
pub mod plural;
pub mod random;
pub mod storage;
pub mod tabs;
pub mod window;
pub mod worker;
