//! What the demo remembers: one [`mount::Mount`] for each server it plays, with its options,
//! instances, faults and log. Nothing here answers a request. This folder imports
//! [`crate::values`] and [`crate::http`].
//!
//! - [`app`]: all mounts of the process, and what a reset returns to
//! - [`kind`]: which server a mount plays
//! - [`mount`]: one server: options, instances, faults, request log
//! - [`options`]: what an operator sets in the server's environment
//! - [`faults`]: what a test orders to go wrong
//! - [`held`]: calls that wait until a test releases them
//! - [`instance`], [`pairing`]: one instance, and its connection to WhatsApp
//! - [`disconnection`]: why a connection ended
//! - [`bots`]: the bots of one instance, with their settings and sessions
//! - [`state_changes`]: states that change by themselves
//! - [`request_log`]: the requests that arrived
//! - [`creations`]: how often each name was to be created, and was
//! - [`state_file`]: instances that survive the end of the process

pub mod app;
pub mod bots;
pub mod creations;
pub mod disconnection;
pub mod faults;
pub mod held;
pub mod instance;
pub mod kind;
pub mod mount;
pub mod options;
pub mod pairing;
pub mod request_log;
pub mod state_changes;
pub mod state_file;
