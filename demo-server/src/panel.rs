//! Serves the built panel: a folder of static, precompressed files, with the headers that a good web
//! server sends.

use std::path::Path;

use axum::Router;
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use tower_http::services::ServeDir;

/// `base` is `/` or a folder such as `/some/folder`, with or without slashes at its ends.
pub fn router(folder: &Path, base: &str) -> Router {
    let files = ServeDir::new(folder).precompressed_br().precompressed_gzip();
    let files = Router::new().fallback_service(files).layer(middleware::from_fn(add_headers));
    let base = prefix(base);
    if base.is_empty() {
        return files;
    }
    let bare = base.clone();
    let slash = move |request: Request, next: Next| add_slash(bare.clone(), request, next);
    Router::new().nest_service(&base, files).layer(middleware::from_fn(slash))
}

/// `/some/folder`, or nothing for the root.
#[must_use]
pub fn prefix(base: &str) -> String {
    let inner = base.trim_matches('/');
    if inner.is_empty() { String::new() } else { format!("/{inner}") }
}

/// Without the slash, the relative addresses in the page would miss the folder.
async fn add_slash(base: String, request: Request, next: Next) -> Response {
    if request.uri().path() != base {
        return next.run(request).await;
    }
    (StatusCode::PERMANENT_REDIRECT, [(header::LOCATION, format!("{base}/"))]).into_response()
}

async fn add_headers(request: Request, next: Next) -> Response {
    let hashed = is_hashed(request.uri().path());
    let is_config = request.uri().path().ends_with("/config.json");
    let mut response = next.run(request).await;
    // Without a config.json there is nothing to configure, and no error to report in the console.
    if is_config && response.status() == StatusCode::NOT_FOUND {
        response = StatusCode::NO_CONTENT.into_response();
    }
    let found = response.status().is_success() || response.status() == StatusCode::NOT_MODIFIED;
    let headers = response.headers_mut();
    add_charset(headers);
    headers.insert(header::VARY, HeaderValue::from_static("Accept-Encoding"));
    let age = if found && hashed { "public, max-age=31536000, immutable" } else { "no-cache" };
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(age));
    response
}

/// Adds the character set, which the browser would guess otherwise.
fn add_charset(headers: &mut HeaderMap) {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let full = match kind {
        Some("text/html") => "text/html; charset=utf-8",
        Some("text/javascript" | "application/javascript") => "text/javascript; charset=utf-8",
        Some("text/css") => "text/css; charset=utf-8",
        _ => return,
    };
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(full));
}

/// Whether a file name contains a hash: a part of eight or more hexadecimal digits, at least one of
/// them 0 to 9. `app-1f3870be274f6c49.js` does, `facade.css` does not.
fn is_hashed(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    name.split(['-', '.', '_']).any(|part| {
        part.len() >= 8
            && part.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
            && part.bytes().any(|byte| byte.is_ascii_digit())
    })
}

#[cfg(test)]
mod tests {
    use super::{is_hashed, prefix};

    #[test]
    fn recognises_hashed_names_and_prefixes() {
        assert!(is_hashed("/a/app-1f3870be274f6c49_bg.wasm"));
        assert!(!is_hashed("/index.html") && !is_hashed("/defaced-decade.css"));
        assert_eq!(prefix("some/folder/"), "/some/folder");
        assert_eq!(prefix("/"), "");
    }
}
