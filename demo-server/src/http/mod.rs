//! HTTP without any knowledge of the servers: the listening socket, requests as the servers' body
//! parser reads them, replies, and CORS headers. This folder imports [`crate::values`] only.
//!
//! - [`listener`]: accepts connections; can break one without an answer
//! - [`request`]: [`request::ApiRequest`], a request without its mount's prefix
//! - [`reply`]: [`reply::Reply`] and the error bodies that all servers share
//! - [`cors`]: the CORS headers of an answer

pub mod cors;
pub mod listener;
pub mod reply;
pub mod request;
