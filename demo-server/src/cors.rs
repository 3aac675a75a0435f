//! Cross-origin answers as the servers' middleware gives them: the caller's origin comes back,
//! even `null`; credentials are always allowed; and an origin that is not on the list gets an
//! error without any of these headers, which a browser reports as "no network".

use axum::http::header::{
    ACCESS_CONTROL_ALLOW_CREDENTIALS, ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS,
    ACCESS_CONTROL_ALLOW_ORIGIN, ACCESS_CONTROL_REQUEST_HEADERS, ORIGIN, VARY,
};
use axum::http::{HeaderMap, HeaderValue};

use crate::mount::Kind;
use crate::options::Options;
use crate::reply::{self, Reply};

/// The headers every answer carries, or the refusal.
pub fn headers(options: &Options, request: &HeaderMap) -> Result<HeaderMap, Reply> {
    let origin = request.get(ORIGIN);
    if options.cors_origin != "*" {
        let known = |text: &str| options.cors_origin.split(',').any(|entry| entry == text);
        // A request without an origin is refused as well: that is how the real list works.
        if !origin.and_then(|value| value.to_str().ok()).is_some_and(known) {
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

/// What a preflight gets on top: the headers it asked for, and the methods of the version.
pub fn preflight(answer: &mut HeaderMap, kind: Kind, options: &Options, request: &HeaderMap) {
    if let Some(asked) = request.get(ACCESS_CONTROL_REQUEST_HEADERS) {
        answer.insert(ACCESS_CONTROL_ALLOW_HEADERS, asked.clone());
    }
    let methods = match (options.cors_methods.as_str(), kind) {
        ("", Kind::V2) => "GET,POST,PUT,DELETE",
        ("", _) => "POST,GET,PUT,DELETE",
        (own, _) => own,
    };
    if let Ok(methods) = HeaderValue::from_str(methods) {
        answer.insert(ACCESS_CONTROL_ALLOW_METHODS, methods);
    }
}
