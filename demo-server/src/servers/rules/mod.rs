//! What more than one server applies. This folder imports what [`crate::servers`] may import.
//!
//! - [`schema`]: the validation of request bodies, with its error texts
//! - [`events`]: the names of the events
//! - [`proxy_test`]: whether a server accepts a proxy
//! - [`chatwoot_call`]: what Chatwoot answers to a server
//! - [`recipient`]: whether a message reaches a number
//! - [`license`]: what 2.4 answers without a license

pub(crate) mod chatwoot_call;
pub(crate) mod events;
pub(crate) mod license;
pub(crate) mod proxy_test;
pub(crate) mod recipient;
pub(crate) mod schema;
