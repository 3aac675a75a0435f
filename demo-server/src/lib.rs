//! A server that behaves like the real ones where the panel looks, and no further.
//!
//! One process answers for three servers, each under its own prefix: `/v1` is Evolution API
//! 1.8.2, `/v2` is 2.3.6 and `/whatsapp` is the l2msg hybrid. What they answer was recorded from
//! running servers, traps included; `tests/replay.rs` holds this crate to those recordings.
//! Beside the three there is a control API under `/__demo` that switches options and faults.

pub mod app;
pub mod args;
pub mod call;
pub mod clock;
pub mod connection;
pub mod control;
pub mod cors;
pub mod dispatch;
pub mod events;
pub mod faults;

pub mod ids;
pub mod instance;
pub mod js;
mod l2msg;
pub mod links;
pub mod mount;
pub mod options;
pub mod panel;
pub mod qr;
pub mod reply;
pub mod router;
pub mod schema;
pub mod serve;
pub mod store;
mod v1;
mod v2;
