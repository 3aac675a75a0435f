//! A server that behaves like the real ones as far as the panel can see.
//!
//! One process plays three servers, each under its own prefix: `/v1` is Evolution API 1.8.2, `/v2`
//! is 2.3.6 and `/whatsapp` is l2msg. Their answers were recorded from running servers, with all
//! their defects; `tests/replay.rs` compares this crate with those recordings. The control API
//! under `/__demo` sets options and orders faults.
//!
//! A folder imports only what stands above it:
//!
//! - [`values`]: dates, ids, QR codes, addresses, rules of JavaScript
//! - [`http`]: the listening socket, requests, replies, CORS
//! - [`state`]: what is remembered of each server, its options and its faults
//! - [`servers`]: how each server answers
//! - [`gateway`]: what happens to one request: log, faults, answer, delay
//! - [`control`]: the control API
//! - [`router`]: both on one port
//! - [`panel`]: the panel's files, on another port
//! - [`args`]: the command line

pub mod args;
pub mod control;
pub mod gateway;
pub mod http;
pub mod panel;
pub mod router;
pub mod servers;
pub mod state;
pub mod values;
