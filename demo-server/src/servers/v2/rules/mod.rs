//! What all routes of 2.x apply. This folder imports [`crate::servers::rules`], and what
//! [`crate::servers`] may import.
//!
//! - [`auth`]: who may call what
//! - [`release`]: what 2.3.7 and 2.4 do differently
//! - [`rows`]: database rows

pub(crate) mod auth;
pub(crate) mod release;
pub(crate) mod rows;
