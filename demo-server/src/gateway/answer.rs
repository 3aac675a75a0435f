//! The reply of a call: CORS, faults that replace the work, then the server itself. Nothing here
//! waits.

use axum::body::Bytes;
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method};
use serde_json::Value;

use crate::http::cors;
use crate::http::reply::{self, Reply};
use crate::http::request::ApiRequest;
use crate::servers;
use crate::state::app::AppState;
use crate::state::faults::{Fault, FaultKind};
use crate::state::kind::ServerKind;
use crate::state::state_changes;

/// A request with its mount, before it is parsed.
#[derive(Debug)]
pub(crate) struct Incoming {
    pub(crate) mount: ServerKind,
    /// Without the mount's prefix, at least `/`.
    pub(crate) path: String,
    pub(crate) parts: Parts,
    /// `None` when it was too large.
    pub(crate) body: Option<Bytes>,
}

impl Incoming {
    /// The name that it asks for, if it is a creation.
    pub(crate) fn created_name(&self) -> Option<String> {
        if self.parts.method != Method::POST || self.path != "/instance/create" {
            return None;
        }
        let body: Value = serde_json::from_slice(self.body.as_deref()?).ok()?;
        body.get("instanceName")?.as_str().map(str::to_owned)
    }
}

/// The CORS headers for a caller, or nothing when the caller is refused.
pub(crate) fn cors_headers(app: &AppState, incoming: &Incoming) -> HeaderMap {
    let mount = app.mount(incoming.mount);
    cors::headers(&mount.options.cors_origin, &incoming.parts.headers).unwrap_or_default()
}

/// The reply, and the CORS headers that belong to it.
pub(crate) fn answer(
    app: &AppState,
    incoming: &Incoming,
    fault: Option<&Fault>,
    arrival: u64,
) -> (Reply, HeaderMap) {
    let mut mount = app.mount(incoming.mount);
    let parts = &incoming.parts;
    if fault.is_some_and(|one| one.kind == FaultKind::CorsRefused) {
        return (cors::refusal(), HeaderMap::new());
    }
    let mut headers = match cors::headers(&mount.options.cors_origin, &parts.headers) {
        Ok(headers) => headers,
        Err(refusal) => return (refusal, HeaderMap::new()),
    };
    if parts.method == Method::OPTIONS {
        let methods = match mount.options.cors_methods.as_str() {
            "" => mount.kind.cors_methods(),
            own => own,
        };
        cors::add_preflight(&mut headers, methods, &parts.headers);
        return (Reply::empty(204), headers);
    }
    if let Some(fault) = fault {
        if !fault.cors {
            headers = HeaderMap::new();
        }
        match fault.kind {
            FaultKind::Html => return (Reply::empty(200), headers),
            FaultKind::License503 => return (servers::license_required(&mount.options), headers),
            _ => {}
        }
        if let Some(reply) = fault.reply() {
            return (reply, headers);
        }
    }
    let Some(body) = &incoming.body else {
        return (reply::error(413, "request entity too large"), headers);
    };
    state_changes::catch_up(&mut mount);
    let (method, query) = (parts.method.clone(), parts.uri.query());
    let request = ApiRequest::read(method, &incoming.path, query, &parts.headers, body);
    let lost_by_all = mount.options.loses.clone();
    if let Some(fault) = fault.filter(|fault| fault.kind == FaultKind::Loses) {
        mount.options.loses.extend_from_slice(&fault.groups);
    }
    let result = request.and_then(|mut request| {
        request.arrival = arrival;
        servers::answer(&mut mount, &request)
    });
    mount.options.loses = lost_by_all;
    drop(mount);
    if parts.method != Method::GET {
        app.save();
    }
    (result.unwrap_or_else(|failure| failure), headers)
}
