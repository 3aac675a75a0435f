//! Why a call failed, in words.

use crate::domain::instances::list_reply;
use crate::domain::reply::error::ApiError;
use crate::domain::servers::server::Server;
use crate::ui::result::failure::words::{self, Failed};

/// Why a call to a server failed.
#[must_use]
pub fn failure(error: &ApiError, server: Option<&Server>) -> String {
    words::cause(error, &failed(server))
}

/// What is known around a failed call of the list.
#[must_use]
pub fn failed(server: Option<&Server>) -> Failed {
    let (base_url, key) =
        server.map(|server| (server.base_url.clone(), server.key.clone())).unwrap_or_default();
    let version = server.map(|server| {
        let version = server.version.as_deref().unwrap_or_default();
        format!("{} {version}", server.dialect.name()).trim_end().to_owned()
    });
    Failed {
        call: list_reply::call(&base_url, &key),
        limit_ms: list_reply::TIME_LIMIT_MS,
        server: version.unwrap_or_default(),
        secrets: vec![key.reveal().to_owned()],
    }
}
