//! CORS headers as the servers' middleware sends them: the caller's origin is returned, even
//! `null`; credentials are always allowed. An origin that is not on the list gets an error without
//! CORS headers, which a browser reports as a network error.

use axum::http::header::{
    ACCESS_CONTROL_ALLOW_CREDENTIALS, ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS,
    ACCESS_CONTROL_ALLOW_ORIGIN, ACCESS_CONTROL_REQUEST_HEADERS, ORIGIN, VARY,
};
use axum::http::{HeaderMap, HeaderValue};

use crate::http::reply::{self, Reply};

/// The headers of every answer, or the refusal. `allowed` is `*` or a comma list.
pub fn headers(allowed: &str, request: &HeaderMap) -> Result<HeaderMap, Reply> {
    let origin = request.get(ORIGIN);
    if allowed != "*" {
        // Compared exactly: a blank after a comma makes that entry useless.
        let is_listed = |text: &str| allowed.split(',').any(|entry| entry == text);
        // A request without an origin is refused as well, as on the real servers.
        if !origin.and_then(|value| value.to_str().ok()).is_some_and(is_listed) {
            return Err(refusal());
        }
    }
    let mut answer = HeaderMap::new();
    if let Some(origin) = origin {
        answer.insert(ACCESS_CONTROL_ALLOW_ORIGIN, origin.clone());
    }
    answer.insert(ACCESS_CONTROL_ALLOW_CREDENTIALS, HeaderValue::from_static("true"));
    answer.insert(VARY, HeaderValue::from_static("Origin"));
    Ok(answer)
}

#[must_use]
pub fn refusal() -> Reply {
    reply::crashed("Not allowed by CORS")
}

/// Adds the headers of a preflight: the requested headers, and the allowed methods.
pub fn add_preflight(answer: &mut HeaderMap, methods: &str, request: &HeaderMap) {
    if let Some(requested) = request.get(ACCESS_CONTROL_REQUEST_HEADERS) {
        answer.insert(ACCESS_CONTROL_ALLOW_HEADERS, requested.clone());
    }
    if let Ok(methods) = HeaderValue::from_str(methods) {
        answer.insert(ACCESS_CONTROL_ALLOW_METHODS, methods);
    }
}
